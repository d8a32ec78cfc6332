"""The card of `learn`: A network from an empty cell."""

import numpy as np

from dlcourse import from_scratch
from dlcourse.exercises.card import Case, Exercise, Misconception
from dlcourse.exercises.from_scratch._learn_answers import shares, standardized_by_the_new_rows, told, two_moments
from dlcourse.exercises.from_scratch._learn_watch import FEW, MARK, accept, answers, repeated
from dlcourse.language import Text


def _cases(rng: np.random.Generator) -> tuple[Case, ...]:
    seeds = [int(seed) for seed in rng.integers(2**31, size=3)]
    return (
        Case(Text("three arms in two columns", "두 열에 놓인 팔 세 개"), (240, 3, 2, seeds[0]), call=answers),
        Case(
            Text("a ring around a ring, in three columns", "세 열에 놓인, 고리를 두른 고리"),
            (200, 2, 3, seeds[1]),
            hidden=True,
            call=answers,
        ),
        Case(
            Text("few rows, asked about again in other words", "적은 행, 조금씩 바꾸어 다시 묻기"),
            (FEW, 3, seeds[2]),
            call=repeated,
        ),
    )


CARD = Exercise(
    id="from-scratch",
    reference=from_scratch.learn,
    stub=False,
    points=5.0,
    stars=3,
    title=Text("A network from an empty cell", "빈 셀에서 시작하는 신경망"),
    text=Text(
        """The cell below is empty, and stays so until you fill it. Write a function `learn` that is called as `learn(X, labels, X_new, rng=rng)`: it trains a network on `X` and `labels` and returns its labels for the rows of `X_new`.

- `X` has shape `(N, D)`, `labels` has shape `(N,)` with whole numbers 0, 1, ..., and `X_new` has shape `(K, D)`. Count on neither two columns nor two classes.
- What comes back is an array of shape `(K,)`: for each new row its label.
- Everything random comes from `rng`, and the answer to a row does not depend on the other new rows.

You are judged by rows that it has not seen: at least 90% must get their right label, where straight borders reach less than 75%. Which network, and how it learns, is up to you; what you wrote in earlier lessons may come along. Twenty seconds for all runs must do. A run that ends badly is repeated once.""",
        """아래 셀은 비어 있습니다. `learn(X, labels, X_new, rng=rng)`로 부를 수 있는 함수 `learn`을 처음부터 끝까지 작성하세요. `X`와 `labels`로 신경망을 학습하고, `X_new`의 행마다 레이블을 반환합니다.

- `X`의 형상은 `(N, D)`, `labels`의 형상은 `(N,)`이고 값은 0, 1, ...인 정수이며, `X_new`의 형상은 `(K, D)`입니다. 열이 두 개라거나 클래스가 두 개라고 가정하지 마세요.
- 형상이 `(K,)`인 배열을 반환합니다. 새로운 행마다 레이블이 하나씩 있습니다.
- 난수는 모두 `rng`에서 뽑습니다. 한 행의 답은 함께 들어온 다른 새로운 행에 따라 달라지지 않습니다.

보지 못한 행으로 판정합니다. 90% 이상이 맞는 레이블을 받아야 하고, 곧은 경계로는 75%에 미치지 못합니다. 어떤 신경망을 어떻게 학습할지는 자유이며, 앞 수업에서 작성한 것을 가져와도 됩니다. 학습을 모두 합쳐 20초 안에 끝나야 합니다. 결과가 나쁘면 한 번 더 학습해 봅니다.""",
    ),
    docstring_ko="""X와 레이블 0, 1, ...로 신경망을 처음부터 학습해 새로운 행의 레이블을 답합니다.

    형상: (N, D), (N,), (K, D) -> (K,)
    참고: Rumelhart, Hinton & Williams (1986)
    >>> X = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
    >>> learn(X, np.array([0, 1, 1, 0]), X, rng=np.random.default_rng(0))
    array([0, 1, 1, 0])
    """,
    cases=_cases,
    accept=accept,
    misconceptions=(
        Misconception(
            "probabilities-returned",
            Text(
                "each row gets a number for each class instead of its label",
                "행마다 레이블이 아니라 클래스 수만큼의 수를 줍니다",
            ),
            told(steps=1, give=shares),
            Text(
                "Who asks wants one answer a row. Which of the numbers in a row decides it, and at which place does it stand?",
                "묻는 쪽은 행마다 답 하나를 바랍니다. 한 행의 수 가운데 답을 정하는 것은 무엇이고, 몇 번째에 있나요?",
            ),
            "type.wrong",
            shows=lambda case, value: value["form"] == "numbers",
            variants=(told(steps=1, give=lambda scores: scores),),
        ),
        Misconception(
            "one-hot-returned",
            Text("each row gets a one-hot row instead of its label", "행마다 레이블이 아니라 원-핫 행을 줍니다"),
            told(steps=1, give=lambda scores: np.eye(scores.shape[1])[np.argmax(scores, axis=1)]),
            Text(
                "`labels` came as whole numbers, one a row. In which form should yours go back?",
                "`labels`는 행마다 정수 하나로 들어왔습니다. 여러분의 답은 어떤 형태로 돌려주어야 할까요?",
            ),
            "type.wrong",
            shows=lambda case, value: value["form"] == "one-hot",
        ),
        Misconception(
            "column-returned",
            Text("the labels stand in a column of shape (K, 1)", "레이블이 형상 (K, 1)의 열로 서 있습니다"),
            told(steps=1, give=lambda scores: np.argmax(scores, axis=1, keepdims=True)),
            Text("Which line keeps an axis of length 1?", "길이 1인 축을 남기는 줄은 어디인가요?"),
            "shape.keepdims",
            shows=lambda case, value: value["form"] == "column",
        ),
        Misconception(
            "known-rows-answered",
            Text("the rows of `X` are answered, not those of `X_new`", "`X_new`가 아니라 `X`의 행에 답합니다"),
            told(steps=1, rows=lambda X, X_new: X),
            Text(
                "After the training there is one more forward pass. Through which table does it go?",
                "학습이 끝난 뒤 순전파를 한 번 더 합니다. 어느 표를 넣고 있나요?",
            ),
            "leak.validation",
            shows=lambda case, value: value["form"] == "known rows",
        ),
        Misconception(
            "fractions-returned",
            Text("the labels are no whole numbers", "레이블이 정수가 아닙니다"),
            told(steps=1, give=lambda scores: 1.0 / (1.0 + np.exp(-scores[:, 0]))),
            Text(
                "A number between 0 and 1 is an opinion. How does it become a decision, and what with more than two classes?",
                "0과 1 사이의 수는 의견입니다. 어떻게 결정으로 바꾸고, 클래스가 셋 이상이면 어떻게 하나요?",
            ),
            "type.wrong",
            shows=lambda case, value: value["form"] == "fractions",
        ),
        Misconception(
            "one-answer-for-all",
            Text("every row gets the same label", "모든 행에 같은 레이블을 줍니다"),
            told(start=0.0, steps=40),
            Text(
                "Print the first weights before and after the training: did all begin at 0? Print the loss as well: does it go down, or is a sign turned round?",
                "첫 층의 가중치를 학습 전과 후에 출력해 보세요. 모두 0에서 시작하지 않았나요? 손실도 출력해 보세요. 내려가나요, 아니면 부호가 뒤집혔나요?",
            ),
            "init.limit_as_std",
            shows=lambda case, value: value["constant"],
            variants=(told(sign=1.0, steps=100), lambda X, labels, X_new, *, rng: np.full(len(X_new), labels[0])),
        ),
        Misconception(
            "a-label-never-given",
            Text("one of the labels is never given", "한 번도 답하지 않는 레이블이 있습니다"),
            told(give=lambda scores: (scores[:, 1] > scores[:, 0]).astype(int)),
            Text(
                "How many classes can a single output tell apart? Count which labels you give, and which were to be learned.",
                "출력 하나로 클래스를 몇 개까지 구별할 수 있나요? 어떤 레이블을 답하고 있고 어떤 레이블을 배워야 하는지 세어 보세요.",
            ),
            "hardcoded.value",
            shows=lambda case, value: value["lacking"] and not value["unmoved"],
        ),
        Misconception(
            "never-trained",
            Text("the labels do not change with what was to be learned", "무엇을 배우든 레이블이 달라지지 않습니다"),
            told(steps=0),
            Text(
                "Do your weights change between the start and the answer, and does the loss ask `labels`?",
                "초기화한 다음 답하기 전까지 가중치가 바뀌나요? 손실이 `labels`를 보고 있나요?",
            ),
            "state.not_returned",
            shows=lambda case, value: value["unmoved"],
            variants=(told(steps=30, lr=0.0),),
        ),
        Misconception(
            "straight-borders",
            Text(
                "all borders between the labels are straight, as without a hidden layer",
                "은닉층이 없을 때처럼 레이블 사이의 경계가 모두 곧습니다",
            ),
            told(hidden=(), steps=60, lr=0.5),
            Text(
                "What stands between your two products? Without a non-linear function there, how much is two layers worth?",
                "두 곱셈 사이에 무엇이 있나요? 거기에 비선형 함수가 없다면 층 두 개는 층 몇 개와 같을까요?",
            ),
            "chain.missing_local",
            shows=lambda case, value: (
                case.call is answers
                and case.args[1] == 2  # a network that has just begun bends around a ring, but not yet between arms
                and value["straight"]
                and value["right"] < MARK
                and not value["constant"]
                and not value["unmoved"]
            ),
        ),
        Misconception(
            "not-learned-enough",
            Text(
                "its borders bend, but it does not even know the rows that it learned from",
                "경계는 휘었지만 배운 행조차 다 알지 못합니다",
            ),
            told(hidden=(128,), steps=6),
            Text(
                "Does the loss still fall when your training ends? What do more steps, more units or larger steps change?",
                "학습이 끝날 때 손실이 아직 내려가고 있나요? 걸음 수나 유닛을 늘리거나 학습률을 키우면 어떻게 되나요?",
            ),
            "hardcoded.value",
            shows=lambda case, value: (
                case.call is answers
                and max(value["seen"], value["right"]) < MARK
                and not value["constant"]
                and not value["lacking"]
                and not value["unmoved"]
                and not value["straight"]
            ),
        ),
        Misconception(
            "global-generator",
            Text(
                "the chance does not come from `rng`: the same seed gives other labels",
                "난수를 `rng`에서 뽑지 않았습니다. 시드가 같아도 레이블이 다릅니다",
            ),
            told(rng_of=lambda rng: np.random),
            Text(
                "Weights, orders, dropout: which of your draws do not ask `rng`?",
                "가중치, 순서, 드롭아웃 가운데 `rng`를 쓰지 않고 뽑는 것은 어느 것인가요?",
            ),
            "rng.global",
            shows=lambda case, value: not value["same"],
            variants=(told(rng_of=lambda rng: np.random.default_rng()),),
        ),
        Misconception(
            "seed-of-its-own",
            Text(
                "nothing comes from `rng`: every seed gives the same labels",
                "`rng`에서 아무것도 뽑지 않았습니다. 어떤 시드에서도 같은 레이블이 나옵니다",
            ),
            told(rng_of=lambda rng: np.random.default_rng(0)),
            Text(
                "Whoever calls your function chooses the seed, and a network needs a random start. Where does yours come from?",
                "시드는 함수를 부르는 쪽이 정하고, 신경망은 무작위로 초기화해야 합니다. 초깃값은 어디에서 오나요?",
            ),
            "rng.global",
            shows=lambda case, value: value["ignored"],
        ),
        Misconception(
            "leans-on-the-new-rows",
            Text(
                "the label of a row depends on the other new rows",
                "한 행의 레이블이 함께 들어온 다른 새로운 행에 따라 달라집니다",
            ),
            standardized_by_the_new_rows,
            Text(
                "Means, spreads, shuffling: what do you compute from `X_new`, and what would it be for a single row?",
                "평균, 표준편차, 섞기 가운데 `X_new`로 하는 것은 무엇인가요? 행이 하나뿐이라면 어떻게 되나요?",
            ),
            "leak.validation",
            shows=lambda case, value: value["leaning"],
        ),
    ),
    alternatives=(
        two_moments,
        told(hidden=(24, 16), lr=0.05, steps=500),
        told(size=24, steps=2000, lr=0.05, alpha=0.5),
        told(act="tanh", hidden=(40,), lr=0.3, steps=500),
    ),
    hints=(
        Text(
            "Write down the four parts before any code: a start, a forward pass, the gradient, a step. Which of them have you written in earlier lessons?",
            "코드를 쓰기 전에 네 부분을 적어 보세요. 초기화, 순전파, 기울기, 갱신입니다. 이 가운데 앞 수업에서 이미 작성한 것은 무엇인가요?",
        ),
        Text(
            "With $H$ hidden units the weights have shapes `(D, H)` and `(H, C)`, and $C$ is one more than the largest label. Behind softmax and cross-entropy the gradient of the scores is $(p - t) / N$.",
            "은닉 유닛이 $H$개이면 가중치의 형상은 `(D, H)`와 `(H, C)`이고, $C$는 가장 큰 레이블보다 하나 큽니다. 소프트맥스와 교차 엔트로피를 쓰면 점수의 기울기는 $(p - t) / N$입니다.",
        ),
        Text(
            "He's start, 32 units with ReLU, all rows at once; some hundred times forward, backward, a step with momentum 0.9 and learning rate 0.1; then `X_new` goes forward, and the place of the largest score in each row is the label.",
            "He 초기화, ReLU 유닛 32개로 모든 행을 한꺼번에 넣습니다. 순전파와 역전파, 모멘텀 0.9와 학습률 0.1의 갱신을 수백 번 되풀이하세요. 그런 다음 `X_new`를 순전파하면 행마다 가장 큰 점수의 자리가 레이블입니다.",
        ),
    ),
    seconds=40.0,
)
