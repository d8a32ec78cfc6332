"""The card of `train_perceptron`: The perceptron rule."""

from typing import Any

import numpy as np

from dlcourse import perceptron
from dlcourse.exercises.card import Case, Exercise, Misconception
from dlcourse.exercises.perceptron._train_mistakes import (
    backwards,
    counts_after,
    errors_so_far,
    random_start,
    shuffled,
    stops_early,
    training,
    whole_epoch,
)
from dlcourse.language import Text
from dlcourse.perceptron import CORNERS, GATES


def _train_cases(rng: np.random.Generator) -> tuple[Case, ...]:
    X = rng.integers(-3, 4, size=(9, 3)).astype(float)
    side = X @ np.array([2.0, -1.0, 1.0]) > 0.5
    return (
        Case(Text("AND, six epochs", "AND, 6에폭"), (CORNERS, GATES["AND"], 1.0, 6)),
        Case(Text("OR, four epochs", "OR, 4에폭"), (CORNERS, GATES["OR"], 1.0, 4)),
        Case(Text("XOR, which never ends", "끝나지 않는 XOR"), (CORNERS, GATES["XOR"], 1.0, 8)),
        Case(Text("AND with half the learning rate", "학습률이 절반인 AND"), (CORNERS, GATES["AND"], 0.5, 3)),
        Case(
            Text("an example that is right from the start", "처음부터 맞는 샘플"),
            (np.zeros((1, 2)), np.array([0]), 1.0, 2),
        ),
        # whole numbers and a learning rate of 1/4: every order of adding gives the same bits
        Case(Text("three inputs", "입력 세 개"), (X, side.astype(int), 0.25, 5), hidden=True),
    )


def _train_augmented(X: Any, y: Any, lr: Any, epochs: Any) -> Any:
    A = np.hstack([np.ones((len(X), 1)), X])
    beta, errors = np.zeros(A.shape[1]), []
    for _ in range(epochs):
        wrong = 0
        for row, target in zip(A, y, strict=True):
            decision = 1 if row @ beta > 0 else 0
            if decision != target:
                beta = beta + lr * (target - decision) * row
                wrong += 1
        errors.append(wrong)
    return beta[1:], beta[0], np.array(errors)


def _train_with_perceptron(X: Any, y: Any, lr: Any, epochs: Any) -> Any:
    w, b, errors = np.zeros(X.shape[1]), 0.0, np.zeros(epochs, dtype=np.int64)
    for epoch in range(epochs):
        for n in range(len(X)):
            miss = y[n] - perceptron.perceptron(X[n : n + 1], w, b)[0]
            w += lr * miss * X[n]
            b += lr * miss
            errors[epoch] += abs(miss)
    return w, b, errors


def _train_with_if(X: Any, y: Any, lr: Any, epochs: Any) -> Any:
    w, b, errors = [0.0] * X.shape[1], 0.0, []
    for _ in range(epochs):
        wrong = 0
        for x, target in zip(X.tolist(), y.tolist(), strict=True):
            total = sum(wi * xi for wi, xi in zip(w, x, strict=True)) + b
            if total > 0 and target == 0:
                w, b, wrong = [wi - lr * xi for wi, xi in zip(w, x, strict=True)], b - lr, wrong + 1
            elif total <= 0 and target == 1:
                w, b, wrong = [wi + lr * xi for wi, xi in zip(w, x, strict=True)], b + lr, wrong + 1
        errors.append(wrong)
    return np.array(w), b, np.array(errors)


def _starts_elsewhere(case: Case, value: Any) -> bool:
    """Where nothing can be learned and all else is right, the weights are still not zero."""
    w, b, errors = value
    return not case.args[0].any() and b == 0 and not np.any(errors) and bool(np.any(np.asarray(w) != 0))


CARD = Exercise(
    id="train-perceptron",
    reference=perceptron.train_perceptron,
    points=4.0,
    stars=2,
    title=Text("The perceptron rule", "퍼셉트론 학습 규칙"),
    text=Text(
        r"""Write `train_perceptron(X, y, lr, epochs)`. Start with all weights and the bias at zero. In every epoch go through the examples in their order; after **each** example

$$w \leftarrow w + \text{lr}\,(t - y)\,x \qquad b \leftarrow b + \text{lr}\,(t - y)$$

where $t$ is the target (0 or 1) and $y$ the perceptron's decision with the weights it has at that moment. Count the wrong decisions as you meet them.

`X` has shape `(N, D)`, `y` has shape `(N,)`. Return `(w, b, errors)`: shape `(D,)`, a number, and shape `(epochs,)` with whole numbers.

AND with `lr=1.0` and `epochs=6` ends at `w = [2.0, 1.0]`, `b = -2.0`, with `errors = [1, 3, 3, 2, 1, 0]`.""",
        r"""`train_perceptron(X, y, lr, epochs)`를 작성하세요. 가중치와 편향은 모두 0에서 시작합니다. 에폭마다 샘플을 주어진 순서대로 살펴보고, 샘플을 **하나** 볼 때마다 다음과 같이 바꿉니다.

$$w \leftarrow w + \text{lr}\,(t - y)\,x \qquad b \leftarrow b + \text{lr}\,(t - y)$$

$t$는 목푯값(0 또는 1)이고 $y$는 그 순간의 가중치로 내린 퍼셉트론의 결정입니다. 틀린 결정이 나올 때마다 횟수를 셉니다.

`X`의 형상은 `(N, D)`, `y`의 형상은 `(N,)`입니다. `(w, b, errors)`를 반환하세요. 차례로 형상이 `(D,)`인 배열, 수 하나, 형상이 `(epochs,)`인 정수 배열입니다.

AND를 `lr=1.0`, `epochs=6`으로 학습하면 `w = [2.0, 1.0]`, `b = -2.0`으로 끝나고 `errors = [1, 3, 3, 2, 1, 0]`입니다.""",
    ),
    docstring_ko="""퍼셉트론 규칙으로 가중치와 편향을 학습합니다. 0에서 시작해 주어진 순서대로 샘플을 하나씩 봅니다.

    식:   샘플마다 w <- w + lr*(target - decision)*x, b <- b + lr*(target - decision)
    형상: X (N, D), y (N,)는 0과 1 -> w (D,), b (), errors (epochs,): 에폭마다 나온 틀린 결정의 수
    참고: Rosenblatt (1958)
    >>> X = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
    >>> w, b, errors = train_perceptron(X, np.array([0, 0, 0, 1]), lr=1.0, epochs=6)
    >>> w, b, errors
    (array([2., 1.]), -2.0, array([1, 3, 3, 2, 1, 0]))
    """,
    cases=_train_cases,
    returns=("w", "b", "errors"),
    misconceptions=(
        Misconception(
            "updates-when-right",
            Text("it also updates where the decision was right", "결정이 맞았을 때도 가중치를 바꿉니다"),
            training(miss=lambda target, decision: 2 * target - 1),
            Text(
                "What is $t - y$ when the decision is right, and what should the update be then?",
                "결정이 맞으면 $t - y$는 얼마인가요? 그때 가중치는 얼마나 바뀌어야 할까요?",
            ),
            "chain.wrong_input",
        ),
        Misconception(
            "plus-minus-targets",
            Text("targets of -1 and 1 against decisions of 0 and 1", "목푯값은 -1과 1인데 결정은 0과 1입니다"),
            training(miss=lambda target, decision: (2 * target - 1) - decision),
            Text(
                "A right answer should give a difference of 0. Does it, for both classes, with your targets?",
                "맞은 답이라면 차이가 0이어야 합니다. 지금 목푯값으로 두 클래스 모두 그런가요?",
            ),
            "scale.half",
        ),
        Misconception(
            "bias-not-learned",
            Text("the bias stays where it started", "편향이 처음 값 그대로입니다"),
            training(bias_rate=lambda lr: 0.0),
            Text(
                "Which of your numbers lets the line leave the origin?",
                "직선이 원점을 벗어나게 해 주는 수는 무엇인가요?",
            ),
            "bias.missing",
        ),
        Misconception(
            "update-after-the-epoch",
            Text(
                "all decisions of an epoch are made with the weights it began with",
                "한 에폭의 결정을 모두 에폭이 시작될 때의 가중치로 내립니다",
            ),
            whole_epoch,
            Text(
                "The second example should already be judged with what the first one taught. Which weights does it meet in your code?",
                "두 번째 샘플은 첫 번째 샘플에서 배운 것으로 판단해야 합니다. 코드에서 두 번째 샘플은 어떤 가중치를 만나나요?",
            ),
            "order.stale_update",
        ),
        Misconception(
            "random-start",
            Text("the weights do not start at zero", "가중치가 0에서 시작하지 않습니다"),
            random_start,
            Text(
                "With zero inputs nothing can be learned, so the weights you return are those you began with. What were you asked to begin with?",
                "입력이 모두 0이면 배울 것이 없으므로 처음 가중치가 그대로 나옵니다. 처음 가중치는 얼마여야 했나요?",
            ),
            "rng.global",
            variants=(*(training(start=(w, 0.0)) for w in (1.0, 0.5, 0.1, -1.0)),),
            shows=_starts_elsewhere,
        ),
        Misconception(
            "learning-rate-ignored",
            Text("the learning rate is not used", "학습률을 쓰지 않았습니다"),
            training(rate=lambda lr: 1.0),
            Text(
                "Halve `lr` and train again. What should change?",
                "`lr`을 절반으로 줄이고 다시 학습해 보세요. 무엇이 달라져야 하나요?",
            ),
            "hardcoded.value",
        ),
        Misconception(
            "wrong-direction",
            Text("the weights move away from the target", "가중치가 목표에서 멀어집니다"),
            training(sign=-1.0),
            Text(
                "The target is 1 and the decision 0: should the weighted sum grow or shrink?",
                "목푯값이 1인데 결정이 0이라면 가중합은 커져야 할까요, 작아져야 할까요?",
            ),
            "sign.flipped",
        ),
        Misconception(
            "counted-after-learning",
            Text(
                "errors are counted after the epoch, not while learning",
                "학습하는 동안이 아니라 에폭이 끝난 뒤에 오류를 세었습니다",
            ),
            counts_after,
            Text(
                "Weights and bias are right. At which moment should a wrong decision be counted?",
                "가중치와 편향은 맞습니다. 틀린 결정은 언제 세어야 하나요?",
            ),
            "order.stale_update",
        ),
        Misconception(
            "stops-early",
            Text("it stops at the first epoch without an error", "오류가 없는 에폭에서 멈추었습니다"),
            stops_early,
            Text(
                "A good idea, but `errors` must have one number for every epoch. What are the missing ones?",
                "좋은 생각이지만 `errors`에는 에폭마다 수가 하나씩 있어야 합니다. 빠진 수는 무엇인가요?",
            ),
            "shape.keepdims",
        ),
        Misconception(
            "bias-without-the-rate",
            Text("the bias is changed without the learning rate", "편향을 바꿀 때 학습률을 곱하지 않았습니다"),
            training(bias_rate=lambda lr: 1.0),
            Text(
                "Put your two update lines one above the other. What stands in one and not in the other?",
                "바꾸는 두 줄을 나란히 놓고 보세요. 한쪽에만 있는 것은 무엇인가요?",
            ),
            "hardcoded.value",
        ),
        Misconception(
            "forgets-every-epoch",
            Text("every epoch begins again with zeros", "에폭마다 0에서 다시 시작합니다"),
            training(afresh=True),
            Text(
                "What should the second epoch still know of the first? Where do your zeros stand?",
                "두 번째 에폭은 첫 번째 에폭에서 배운 것을 이어받아야 합니다. 0으로 두는 줄은 어디에 있나요?",
            ),
            "state.not_returned",
        ),
        Misconception(
            "zero-counts-as-one",
            Text("a weighted sum of exactly zero counts as 1", "가중합이 정확히 0일 때 1로 보았습니다"),
            training(decide=lambda total: int(total >= 0)),
            Text(
                "The first example meets weights of 0. What does `step` say at exactly 0?",
                "첫 샘플은 모두 0인 가중치를 만납니다. 정확히 0일 때 `step`은 무엇이라고 답하나요?",
            ),
            "boundary.zero",
        ),
        Misconception(
            "misses-cancel",
            Text("misses of both kinds cancel in the count", "횟수를 세는 동안 두 종류의 오류가 서로 지워집니다"),
            training(counts=lambda target, decision: target - decision),
            Text(
                "$t - y$ may be 1 or -1, and both are a wrong decision. What should each add to the count?",
                "$t - y$는 1일 수도 -1일 수도 있고 둘 다 틀린 결정입니다. 저마다 개수에 얼마를 더해야 할까요?",
            ),
            "sign.flipped",
        ),
        Misconception(
            "errors-never-reset",
            Text("the errors of all epochs so far are added up", "지금까지 지난 모든 에폭의 오류를 더했습니다"),
            errors_so_far,
            Text(
                "Your last number counts the whole training. Where should an epoch's count begin again?",
                "마지막 수가 학습 전체의 오류입니다. 에폭마다 어디에서 다시 0부터 세어야 할까요?",
            ),
            "order.stale_update",
        ),
        Misconception(
            "right-ones-counted",
            Text("right decisions are counted, not wrong ones", "틀린 결정이 아니라 맞은 결정을 세었습니다"),
            training(counts=lambda target, decision: target == decision),
            Text(
                "When training has succeeded, `errors` should end at 0. Where does yours end?",
                "학습에 성공하면 `errors`는 0으로 끝나야 합니다. 지금은 얼마로 끝나나요?",
            ),
            "sign.flipped",
        ),
        Misconception(
            "input-missing",
            Text("the update of the weights does not use the example", "가중치를 바꿀 때 샘플을 쓰지 않았습니다"),
            training(seen=lambda x: np.ones_like(x)),
            Text(
                "An input of 0 had no part in the decision. Should its weight move?",
                "0인 입력은 결정에 아무 영향도 주지 않습니다. 그 가중치가 움직여야 할까요?",
            ),
            "chain.missing_local",
        ),
        Misconception(
            "no-decision",
            Text(
                "the weighted sum is compared with the target, without the step",
                "계단 함수 없이 가중합을 목푯값과 비교했습니다",
            ),
            training(decide=lambda total: total),
            Text(
                "$y$ is a decision, 0 or 1. What turns the weighted sum into one?",
                "$y$는 0이나 1인 결정입니다. 가중합을 결정으로 바꾸는 것은 무엇인가요?",
            ),
            "chain.missing_local",
            variants=(training(decide=lambda total: total, counts=lambda target, total: target != int(total > 0)),),
        ),
        Misconception(
            "decisions-without-the-bias",
            Text("the bias is learned, but the decisions do not use it", "편향을 학습하지만 결정할 때 쓰지 않습니다"),
            training(blind=True),
            Text(
                "Which three numbers or arrays does a perceptron decide with? Which of them is missing in your sum?",
                "퍼셉트론은 어떤 세 가지로 결정하나요? 지금 합에서 빠진 것은 무엇인가요?",
            ),
            "bias.missing",
        ),
        Misconception(
            "bias-starts-elsewhere",
            Text("the bias does not start at zero", "편향이 0에서 시작하지 않습니다"),
            training(start=(1.0, 1.0)),
            Text(
                "Before anything is learned, the task has only zeros. What does your bias say to the very first example?",
                "아직 아무것도 배우지 않았을 때는 모두 0이어야 합니다. 여러분의 편향은 맨 처음 샘플에 무엇이라고 답하나요?",
            ),
            "hardcoded.value",
            variants=(*(training(start=(w, b)) for w, b in ((0.0, 1.0), (0.5, 0.5), (-1.0, -1.0), (0.1, 0.1))),),
        ),
        Misconception(
            "another-order",
            Text(
                "the examples come in another order than that of the table", "샘플을 표에 적힌 순서와 다르게 보았습니다"
            ),
            shuffled(0),
            Text(
                "Shuffling is a good habit elsewhere. In which order does this task take the examples, in every epoch?",
                "샘플을 섞는 것은 다른 곳에서는 좋은 습관입니다. 이 문제에서는 에폭마다 샘플을 어떤 순서로 보아야 하나요?",
            ),
            "rng.global",
            variants=(backwards, *(shuffled(seed) for seed in (1, 2, 3, 7, 42))),
        ),
    ),
    alternatives=(_train_augmented, _train_with_perceptron, _train_with_if),
    hints=(
        Text(
            "Two loops, one inside the other: over epochs, and over examples. Learning happens in the inner one.",
            "반복문 두 개를 겹칩니다. 바깥은 에폭, 안쪽은 샘플입니다. 학습은 안쪽에서 일어납니다.",
        ),
        Text(
            "The difference $t - y$ is one of -1, 0, 1. It is 0 when the decision is right, so the same line serves all three. $x$ and $w$ have shape `(D,)`.",
            "$t - y$는 -1, 0, 1 중 하나입니다. 결정이 맞으면 0이므로 같은 줄로 세 경우를 모두 다룰 수 있습니다. $x$와 $w$의 형상은 `(D,)`입니다.",
        ),
        Text(
            "For each example: decide with the present `w` and `b`; compute the difference; add `lr` times difference times `x` to `w`, and `lr` times difference to `b`; if the difference is not zero, add one to this epoch's count.",
            "샘플마다 지금의 `w`와 `b`로 결정하고, 차이를 구합니다. `w`에는 `lr`과 차이와 `x`를 곱해 더하고, `b`에는 `lr`과 차이를 곱해 더합니다. 차이가 0이 아니면 이번 에폭의 개수에 1을 더합니다.",
        ),
    ),
    depends=("step", "perceptron"),
)
