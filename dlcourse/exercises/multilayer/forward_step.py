"""The card of `forward_step`: Two layers of perceptrons."""

from typing import Any

import numpy as np

from dlcourse import multilayer
from dlcourse.exercises.card import Case, Exercise, Misconception
from dlcourse.exercises.multilayer._shared import step
from dlcourse.language import Text
from dlcourse.perceptron import CORNERS

_OR_AND = (
    np.array([[1.0, 1.0], [1.0, 1.0]]),
    np.array([-0.5, -1.5]),
    np.array([[1.0], [-1.0]]),
    np.array([-0.5]),
)


def _forward_cases(rng: np.random.Generator) -> tuple[Case, ...]:
    return (
        Case(Text("OR and AND make XOR", "OR와 AND로 만드는 XOR"), (CORNERS, *_OR_AND)),
        Case(
            Text("five numbers in a row", "한 줄에 놓인 수 다섯 개"),
            (
                np.array([[-1.0], [0.0], [1.0], [2.0], [3.0]]),
                np.array([[1.0, 1.0]]),
                np.array([-0.5, -1.5]),
                np.array([[2.0], [-1.0]]),
                np.array([-1.5]),
            ),
        ),
        Case(
            Text("as many examples as hidden units", "샘플 수와 은닉 유닛 수가 같을 때"),
            (
                np.array([[1.0, 2.0], [-1.0, 0.5], [2.0, -1.0]]),
                np.array([[1.0, -2.0, 0.5], [0.5, 1.0, -1.0]]),
                np.array([-1.0, 3.5, 0.25]),
                np.array([[1.0], [1.0], [-2.0]]),
                np.array([-1.5]),
            ),
        ),
        Case(
            Text("one unit everywhere", "층마다 유닛 하나"),
            (
                np.array([[-1.0], [0.5], [2.0]]),
                np.array([[2.0]]),
                np.array([-2.0]),
                np.array([[-1.0]]),
                np.array([0.5]),
            ),
        ),
        Case(
            Text("one example", "샘플 하나"),
            (
                np.array([[0.5, -1.0, 2.0]]),
                np.array([[1.0, 0.0], [2.0, 1.0], [0.25, 1.0]]),
                np.array([2.0, -0.5]),
                np.array([[-1.0], [2.0]]),
                np.array([-0.5]),
            ),
        ),
        Case(
            Text("a random network", "무작위로 만든 신경망"),
            (
                rng.normal(size=(30, 3)),
                rng.normal(size=(3, 5)),
                rng.normal(size=5),
                rng.choice([-1.0, 1.0], size=(5, 1)),
                np.array([-0.5]),
            ),
            hidden=True,
        ),
        Case(
            Text("a weighted sum of exactly zero", "가중합이 정확히 0일 때"),
            (
                np.array([[1.0, 1.0], [2.0, 1.0], [2.0, 2.0]]),
                np.array([[1.0, 0.0], [0.0, 1.0]]),
                np.array([-1.0, -1.0]),
                np.array([[1.0], [1.0]]),
                np.array([-1.0]),
            ),
            edge=True,
        ),
    )


def _network(*, inner: Any = step, outer: Any = step, use_b1: float = 1.0, use_b2: float = 1.0) -> Any:
    """Two layers of steps with one screw turned."""

    def forward_step(X: Any, W1: Any, b1: Any, W2: Any, b2: Any) -> Any:
        h = inner(X @ W1 + use_b1 * b1)
        return outer(h @ W2 + use_b2 * b2)[:, 0]

    return forward_step


def _forward_by_loop(X: Any, W1: Any, b1: Any, W2: Any, b2: Any) -> Any:
    answers = []
    for x in X:
        total = float(b2[0])
        for j in range(len(b1)):
            z = b1[j] + sum(x[i] * W1[i, j] for i in range(len(x)))
            if z > 0:
                total += W2[j, 0]
        answers.append(1 if total > 0 else 0)
    return np.array(answers)


def _forward_by_einsum(X: Any, W1: Any, b1: Any, W2: Any, b2: Any) -> Any:
    h = np.heaviside(np.einsum("nd,dh->nh", X, W1) + b1, 0.0)
    return np.heaviside(np.einsum("nh,ho->n", h, W2) + b2, 0.0).astype(int)


def _forward_augmented(X: Any, W1: Any, b1: Any, W2: Any, b2: Any) -> Any:
    ones = np.ones((len(X), 1))
    h = np.where(np.hstack([X, ones]) @ np.vstack([W1, b1]) > 0, 1, 0)
    return np.where(np.hstack([h, ones]) @ np.vstack([W2, b2]) > 0, 1, 0).ravel()


CARD = Exercise(
    id="forward-step",
    reference=multilayer.forward_step,
    points=3.0,
    stars=2,
    title=Text("Two layers of perceptrons", "퍼셉트론 두 층"),
    text=Text(
        r"""Write `forward_step(X, W1, b1, W2, b2)`: a layer of $H$ perceptrons, and one more perceptron that looks only at what they answered. With the step function $\text{step}(z)$, which is 1 for $z > 0$ and 0 otherwise,

$$A = \text{step}(X W_1 + b_1), \qquad o = \text{step}(A W_2 + b_2)$$

| argument | shape |
| --- | --- |
| `X` | `(N, D)`, one example per row |
| `W1`, `b1` | `(D, H)`, `(H,)` |
| `W2`, `b2` | `(H, 1)`, `(1,)` |

The result has shape `(N,)`: one whole number, 0 or 1, for each example.""",
        r"""`forward_step(X, W1, b1, W2, b2)`를 작성하세요. 퍼셉트론 $H$개로 된 층이 있고, 퍼셉트론 하나가 그 답만 보고 결정합니다. $\text{step}(z)$는 $z > 0$이면 1, 아니면 0인 계단 함수입니다.

$$A = \text{step}(X W_1 + b_1), \qquad o = \text{step}(A W_2 + b_2)$$

| 인수 | 형상 |
| --- | --- |
| `X` | `(N, D)`, 행마다 샘플이 하나입니다 |
| `W1`, `b1` | `(D, H)`, `(H,)` |
| `W2`, `b2` | `(H, 1)`, `(1,)` |

결과의 형상은 `(N,)`이고, 샘플마다 정수 0 또는 1이 하나씩 있습니다.""",
    ),
    docstring_ko="""은닉층 뒤와 하나뿐인 출력 뒤에 계단 함수가 있는 신경망입니다. X의 행마다 0 또는 1을 하나씩 반환합니다.

    형상: (N, D), (D, H), (H,), (H, 1), (1,) -> (N,)
    예외: 형상이 서로 맞지 않으면 ValueError
    참고: Rosenblatt (1962)
    >>> X = np.array([[0.0], [1.0], [2.0]])
    >>> forward_step(X, np.array([[1.0, 1.0]]), np.array([-0.5, -1.5]), np.array([[1.0], [-1.0]]), np.array([-0.5]))
    array([0, 1, 0])
    """,
    cases=_forward_cases,
    misconceptions=(
        Misconception(
            "no-step-inside",
            Text("the hidden layer has no step", "은닉층에 계단 함수가 없습니다"),
            _network(inner=lambda z: z),
            Text(
                "What does a hidden unit hand on: its weighted sum, or its decision?",
                "은닉 유닛이 다음 층에 넘기는 것은 가중합인가요, 결정인가요?",
            ),
            "chain.missing_local",
        ),
        Misconception(
            "no-step-at-the-end",
            Text("the output has no step", "출력에 계단 함수가 없습니다"),
            _network(outer=lambda z: z),
            Text(
                "The last unit is a perceptron too. What does it do after its weighted sum?",
                "마지막 유닛도 퍼셉트론입니다. 가중합을 구한 다음에는 무엇을 하나요?",
            ),
            "chain.missing_local",
        ),
        Misconception(
            "column-of-answers",
            Text("a column of shape (N, 1) instead of N numbers", "수 N개가 아니라 형상이 (N, 1)인 열입니다"),
            lambda X, W1, b1, W2, b2: step(step(X @ W1 + b1) @ W2 + b2),
            Text(
                "The answers are right, each in a row of its own. `W2` has one column; how do you take just that column?",
                "답은 맞지만 하나씩 따로 행에 들어 있습니다. `W2`의 열이 하나라서 그렇습니다. 그 열만 꺼내려면 어떻게 해야 할까요?",
            ),
            "shape.keepdims",
        ),
        Misconception(
            "bias-as-a-column",
            Text(
                "the hidden bias is added by row instead of by unit",
                "은닉층의 편향을 유닛이 아니라 행(샘플)마다 더했습니다",
            ),
            lambda X, W1, b1, W2, b2: step(step(X @ W1 + b1.reshape(-1, 1)) @ W2 + b2)[:, 0],
            Text(
                "`X @ W1` has shape `(N, H)`, and every unit, that is every column, has its own bias. Along which axis must `b1` lie?",
                "`X @ W1`의 형상은 `(N, H)`이고 유닛마다, 곧 열마다 편향이 하나씩 있습니다. `b1`은 어느 축을 따라 놓여야 할까요?",
            ),
            "axis.wrong",
        ),
        Misconception(
            "no-biases",
            Text("no bias is added anywhere", "편향을 어디에도 더하지 않았습니다"),
            _network(use_b1=0.0, use_b2=0.0),
            Text(
                "Without biases every line passes through the origin. Which two of the arguments did you not use?",
                "편향이 없으면 모든 직선이 원점을 지납니다. 인수 가운데 쓰지 않은 두 개는 무엇인가요?",
            ),
            "bias.missing",
        ),
        Misconception(
            "no-hidden-bias",
            Text("the bias of the hidden layer is missing", "은닉층의 편향이 빠졌습니다"),
            _network(use_b1=0.0),
            Text(
                "The output is complete. What do the hidden units add to their weighted sum?",
                "출력 쪽은 맞습니다. 은닉 유닛은 가중합에 무엇을 더하나요?",
            ),
            "bias.missing",
        ),
        Misconception(
            "no-output-bias",
            Text("the bias of the output is missing", "출력의 편향이 빠졌습니다"),
            _network(use_b2=0.0),
            Text(
                "The hidden layer is complete. What does the last unit add to its weighted sum?",
                "은닉층은 맞습니다. 마지막 유닛은 가중합에 무엇을 더하나요?",
            ),
            "bias.missing",
        ),
        Misconception(
            "minus-one-and-one",
            Text("hidden answers are -1 and 1 instead of 0 and 1", "은닉층의 답이 0과 1이 아니라 -1과 1입니다"),
            _network(inner=lambda z: np.where(z > 0, 1, -1)),
            Text(
                "A hidden unit that says no should add nothing to the next sum. What does yours add?",
                "'아니요'라고 답한 은닉 유닛은 다음 합에 아무것도 보태지 않아야 합니다. 지금은 무엇을 보태고 있나요?",
            ),
            "sign.flipped",
        ),
        Misconception(
            "truth-values",
            Text("True and False instead of 1 and 0", "1과 0이 아니라 True와 False입니다"),
            _network(outer=lambda z: z > 0),
            Text(
                "The comparison is right. How do truth values become whole numbers?",
                "비교는 맞습니다. 참과 거짓을 정수로 바꾸려면 어떻게 해야 할까요?",
            ),
            "type.wrong",
        ),
        Misconception(
            "zero-counts-as-one",
            Text("a weighted sum of exactly zero counts as 1", "가중합이 정확히 0일 때 1로 보았습니다"),
            _network(inner=lambda z: np.where(z >= 0, 1, 0), outer=lambda z: np.where(z >= 0, 1, 0)),
            Text("What does the step function say at exactly 0?", "정확히 0일 때 계단 함수는 무엇이라고 답하나요?"),
            "boundary.zero",
        ),
        Misconception(
            "weights-transposed",
            Text("the weights are transposed, as PyTorch keeps them", "PyTorch처럼 가중치를 전치했습니다"),
            lambda X, W1, b1, W2, b2: step(step(X @ W1.T + b1) @ W2.T + b2)[:, 0],
            Text(
                "`W1` is `(D, H)` already: unit j is column j. Does it have to be turned before `X` meets it?",
                "`W1`은 이미 `(D, H)`이고 유닛 j가 j번째 열입니다. `X`와 곱하기 전에 뒤집을 필요가 있을까요?",
            ),
            "shape.transposed",
            variants=(lambda X, W1, b1, W2, b2: step(step(X @ W1.T + b1) @ W2 + b2)[:, 0],),
        ),
        Misconception(
            "biases-subtracted",
            Text("the biases are subtracted, as if they were thresholds", "편향을 문턱값처럼 빼고 있습니다"),
            _network(use_b1=-1.0, use_b2=-1.0),
            Text(
                "A threshold is subtracted, a bias is added. Which of the two stands in the formula?",
                "문턱값은 빼고 편향은 더합니다. 식에는 둘 중 무엇이 있나요?",
            ),
            "sign.flipped",
        ),
        Misconception(
            "threshold-at-a-half",
            Text("the threshold is one half, not 0", "문턱값이 0이 아니라 0.5입니다"),
            _network(inner=lambda z: np.where(z > 0.5, 1, 0), outer=lambda z: np.where(z > 0.5, 1, 0)),
            Text(
                "A unit's threshold is in its bias already. With what does the step function compare the weighted sum?",
                "유닛의 문턱값은 이미 편향에 들어 있습니다. 계단 함수는 가중합을 무엇과 비교하나요?",
            ),
            "boundary.zero",
        ),
        Misconception(
            "another-activation-inside",
            Text(
                "another activation takes the place of the step in the hidden layer",
                "은닉층에 계단 함수가 아닌 다른 활성화 함수를 썼습니다",
            ),
            _network(inner=lambda z: 1.0 / (1.0 + np.exp(-z))),
            Text(
                "Print what your hidden units hand on. Which two numbers should appear there, and no others?",
                "은닉 유닛이 넘겨주는 값을 출력해 보세요. 어떤 두 수만 나와야 할까요?",
            ),
            "chain.wrong_input",
            variants=(
                _network(inner=lambda z: np.maximum(z, 0.0)),
                _network(inner=np.tanh),
            ),
        ),
    ),
    alternatives=(_forward_by_loop, _forward_by_einsum, _forward_augmented),
    hints=(
        Text(
            "You have written one perceptron for many examples. Here a whole row of them works side by side, and one more listens to their answers.",
            "퍼셉트론 하나로 여러 샘플을 처리하는 함수는 이미 작성했습니다. 여기서는 퍼셉트론 여럿이 나란히 일하고, 또 하나가 그 답을 듣습니다.",
        ),
        Text(
            "`(N, D) @ (D, H)` gives `(N, H)`, and adding `(H,)` keeps that shape; `(N, H) @ (H, 1)` gives `(N, 1)`. The step changes no shape.",
            "`(N, D) @ (D, H)`의 형상은 `(N, H)`이고 `(H,)`를 더해도 그대로입니다. `(N, H) @ (H, 1)`의 형상은 `(N, 1)`입니다. 계단 함수는 형상을 바꾸지 않습니다.",
        ),
        Text(
            "Weighted sums of the first layer, compare with 0, turn into whole numbers; the same again with the second layer's weights and bias; then take the only column.",
            "첫째 층의 가중합을 구해 0과 비교하고 정수로 바꿉니다. 둘째 층의 가중치와 편향으로 같은 일을 한 번 더 합니다. 마지막으로 하나뿐인 열을 꺼냅니다.",
        ),
    ),
)
