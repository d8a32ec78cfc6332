"""The card of `choose_lambda`: Choose, then look once."""

import numpy as np

from dlcourse import regularizers
from dlcourse.exercises.card import Case, Exercise, Misconception
from dlcourse.exercises.regularizers._choose_lambda import (
    LAMBDAS,
    by_keeping_the_best,
    by_sorting,
    by_the_gap,
    by_training_again,
    choosing,
    how_often_opened,
    opens_for_each,
    search,
    takes_the_largest,
    takes_the_last_that_is_better_than_the_one_before,
    told,
    with_the_last_network,
)
from dlcourse.language import Text


def _choose_lambda_cases(rng: np.random.Generator) -> tuple[Case, ...]:
    steps = np.arange(5.0)
    return (
        Case(Text("losses as written down", "손실을 적어 둔 경우"), (*told((0.9, 0.5, 0.3, 0.7, 0.6)), steps)),
        Case(
            Text("a straight line, ten noisy examples", "잡음 섞인 샘플 열 개에 맞춘 직선"),
            (*search(np.random.default_rng(3)), LAMBDAS),
        ),
        Case(
            Text("how often the test part is opened", "테스트 세트를 연 횟수"),
            (*told((0.9, 0.5, 0.3, 0.7, 0.6)), steps),
            call=how_often_opened,
        ),
        Case(Text("other data", "다른 데이터"), (*search(rng), LAMBDAS), hidden=True),
        Case(
            Text("two strengths are equally good", "두 세기가 똑같이 좋을 때"),
            (*told((0.8, 0.4, 0.4, 0.9)), np.arange(4.0)),
            edge=True,
        ),
        Case(Text("one strength only", "세기가 하나뿐일 때"), (*told((0.8,)), np.arange(1.0)), edge=True),
    )


CARD = Exercise(
    id="choose-lambda",
    reference=regularizers.choose_lambda,
    points=3.0,
    stars=2,
    title=Text("Choose, then look once", "고르고 나서 한 번만 보기"),
    text=Text(
        r"""Write `choose_lambda(train, train_loss, val_loss, test_loss, lambdas)`: which strength $\lambda$ of a penalty shall it be, and what may be reported?

- `train(lam)` trains a new network with that strength and returns its weights.
- `train_loss(w)`, `val_loss(w)` and `test_loss(w)` are the losses of such weights on the three parts.
- `lambdas` is an array of strengths, in no particular order.

Return the pair `(lam, loss)`: the strength you choose, and the number for the report, which says how *that* network does on the test part. If two are equally good, take the one that comes first. Think about which of the three losses may choose, and how often you may open the test part: it is counted.""",
        r"""`choose_lambda(train, train_loss, val_loss, test_loss, lambdas)`를 작성하세요. 벌점의 세기 $\lambda$로 어느 것을 고르고, 무엇을 보고해야 할까요?

- `train(lam)`은 그 세기로 신경망을 새로 훈련해 가중치를 반환합니다.
- `train_loss(w)`, `val_loss(w)`, `test_loss(w)`는 그 가중치의 손실을 세 세트에서 각각 구합니다.
- `lambdas`는 세기를 순서 없이 담은 배열입니다.

쌍 `(lam, loss)`를 반환합니다. 고른 세기와, **그** 신경망이 테스트 세트에서 어떤지 보고할 수입니다. 똑같이 좋은 것이 둘이면 앞에 나온 것을 고릅니다. 세 손실 가운데 무엇으로 골라야 하는지, 테스트 세트를 몇 번 열어도 되는지 생각해 보세요. 여는 횟수를 셉니다.""",
    ),
    docstring_ko="""벌점의 세기를 검증 세트로 고르고, 고른 것에 대해 테스트 세트를 한 번만 엽니다.

    `train(lam)`은 그 세기로 처음부터 훈련한 신경망의 가중치를 주고, 손실 함수는 저마다 그런 가중치를 받습니다. 검증 손실이 가장 작은
    세기와, 그 신경망의 테스트 손실을 반환합니다.
    형상: 함수 넷, (K,) -> (), ()
    예외: 앞의 네 인수 가운데 함수가 아닌 것이 있으면 TypeError
    참고: Stone (1974)
    >>> choose_lambda(lambda lam: np.array([lam]), lambda w: 0.0, lambda w: (w[0] - 2) ** 2, lambda w: w[0], np.array([1.0, 2.0]))
    (2.0, 2.0)
    """,
    cases=_choose_lambda_cases,
    returns=("lam", "loss"),
    misconceptions=(
        Misconception(
            "chosen-by-test",
            Text("the test loss chooses", "테스트 손실로 골랐습니다"),
            choosing(by=3),
            Text(
                "The best of many test results is partly luck. Which part is there to be chosen by?",
                "여러 테스트 결과 중 가장 좋은 것에는 운이 섞여 있습니다. 고르는 데 쓰라고 둔 것은 어느 세트인가요?",
            ),
            "leak.validation",
        ),
        Misconception(
            "chosen-by-training",
            Text("the training loss chooses", "훈련 손실로 골랐습니다"),
            choosing(by=1),
            Text(
                "Which strength gives the smallest loss on the examples themselves, always? What does that say about new ones?",
                "훈련 샘플의 손실은 언제나 어떤 세기에서 가장 작을까요? 그것이 새 샘플에 대해 무엇을 말해 주나요?",
            ),
            "leak.validation",
        ),
        Misconception(
            "test-opened-for-each",
            Text(
                "the choice is right, but the test part is opened for every strength",
                "바르게 골랐지만 세기마다 테스트 세트를 열었습니다",
            ),
            opens_for_each,
            Text(
                "Whoever has seen all test results can no longer say that none of them mattered. For which network is one needed?",
                "테스트 결과를 모두 보고 나면 그것에 흔들리지 않았다고 말할 수 없습니다. 테스트 손실은 어느 신경망에만 필요한가요?",
            ),
            "leak.validation",
        ),
        Misconception(
            "last-network-tested",
            Text(
                "the test loss is that of the network trained last, not of the chosen one",
                "고른 신경망이 아니라 마지막에 훈련한 신경망의 테스트 손실입니다",
            ),
            with_the_last_network,
            Text(
                "After your loop, with which strength was `w` trained? Which weights does the report speak of?",
                "반복문이 끝났을 때 `w`는 어떤 세기로 훈련한 것인가요? 보고할 것은 어느 가중치인가요?",
            ),
            "order.stale_update",
        ),
        Misconception(
            "largest-strength",
            Text("it takes the largest strength, whatever the losses are", "손실과 상관없이 가장 큰 세기를 골랐습니다"),
            takes_the_largest,
            Text(
                "More penalty is not always better: what happens to *both* losses when it is too strong?",
                "벌점이 크다고 늘 좋은 것은 아닙니다. 너무 강하면 **두** 손실이 모두 어떻게 되나요?",
            ),
            "hardcoded.value",
        ),
        Misconception(
            "largest-loss",
            Text("it takes the strength with the largest validation loss", "검증 손실이 가장 큰 세기를 골랐습니다"),
            choosing(best=np.argmax),
            Text("Is a loss better when it is large or small?", "손실은 클수록 좋은가요, 작을수록 좋은가요?"),
            "sign.flipped",
        ),
        Misconception(
            "validation-loss-reported",
            Text("the validation loss is reported", "검증 손실을 보고했습니다"),
            choosing(tell=lambda lam, k, val, test: (lam, val)),
            Text(
                "The validation loss was the smallest of several; by now it is a little too good. Which part has chosen nothing?",
                "검증 손실은 여럿 중 가장 작은 것이어서 실제보다 조금 좋게 나옵니다. 고르는 데 쓰지 않은 것은 어느 세트인가요?",
            ),
            "leak.validation",
        ),
        Misconception(
            "place-for-strength",
            Text("the place in the list comes back, not the strength", "세기가 아니라 배열에서의 위치를 반환했습니다"),
            choosing(tell=lambda lam, k, val, test: (float(k), test)),
            Text(
                "`np.argmin` answers where. What stands in `lambdas` there?",
                "`np.argmin`은 위치를 알려 줍니다. `lambdas`의 그 자리에는 무엇이 있나요?",
            ),
            "chain.wrong_input",
        ),
        Misconception(
            "better-than-the-one-before",
            Text(
                "each strength is compared with the one before, not with the best so far",
                "지금까지 가장 좋았던 것이 아니라 바로 앞의 세기와 비교했습니다",
            ),
            takes_the_last_that_is_better_than_the_one_before,
            Text(
                "0.7 and then 0.6 is better, but there was a 0.3 before. With what should you compare?",
                "0.7 다음의 0.6은 나아진 것이지만 그 전에 0.3이 있었습니다. 무엇과 비교해야 하나요?",
            ),
            "order.stale_update",
        ),
        Misconception(
            "smallest-gap",
            Text(
                "the gap between training and validation chooses",
                "훈련 손실과 검증 손실의 차이가 가장 작은 것을 골랐습니다",
            ),
            by_the_gap,
            Text(
                "A network that has learned nothing has no gap at all. Is that the one you want?",
                "아무것도 배우지 못한 신경망에는 차이가 전혀 없습니다. 그런 신경망을 고르고 싶은가요?",
            ),
            "chain.wrong_input",
        ),
    ),
    alternatives=(by_training_again, by_keeping_the_best, by_sorting),
    hints=(
        Text(
            "Three parts, three tasks: one changes weights, one chooses, one is for the report.",
            "세트가 셋이고 할 일도 셋입니다. 하나는 가중치를 바꾸고, 하나는 고르고, 하나는 보고에 씁니다.",
        ),
        Text(
            "Train one network for each strength and keep them all: $\\lambda^* = \\text{arg min}_\\lambda \\, L_{\\text{val}}(w_\\lambda)$.",
            "세기마다 신경망을 하나씩 훈련해 모두 간직합니다. $\\lambda^* = \\text{arg min}_\\lambda \\, L_{\\text{val}}(w_\\lambda)$입니다.",
        ),
        Text(
            "A list of weights, a list of validation losses, `np.argmin` of the second. Then, outside every loop, the test loss of one entry of the first.",
            "가중치의 리스트와 검증 손실의 리스트를 만들고, 둘째 리스트에 `np.argmin`을 씁니다. 그다음 반복문 밖에서, 첫째 리스트의 값 하나로 테스트 손실을 구합니다.",
        ),
    ),
)
