"""The card of `perceptron`: One perceptron, many examples."""

from typing import Any

import numpy as np

from dlcourse import perceptron
from dlcourse.exercises.card import Case, Exercise, Misconception
from dlcourse.exercises.perceptron._shared import step
from dlcourse.language import Text
from dlcourse.perceptron import CORNERS


def _perceptron_cases(rng: np.random.Generator) -> tuple[Case, ...]:
    return (
        Case(Text("AND on the four corners", "네 점에서 계산한 AND"), (CORNERS, np.array([1.0, 1.0]), -1.5)),
        Case(
            Text("four examples of three numbers", "수 세 개짜리 샘플 네 개"),
            (
                np.array([[1.0, 0.0, 2.0], [0.0, 1.0, -1.0], [3.0, 1.0, 0.0], [-1.0, -2.0, 1.0]]),
                np.array([0.5, -1.0, 0.25]),
                -0.25,
            ),
        ),
        Case(
            Text("as many examples as inputs", "샘플 수와 입력 수가 같을 때"),
            (np.array([[1.0, 2.0, -1.0], [0.0, -1.0, 3.0], [2.0, 0.5, 1.0]]), np.array([1.0, -2.0, 0.5]), 1.5),
        ),
        Case(
            Text("one example", "샘플 하나"), (np.array([[2.0, -1.0, 0.5, 1.0]]), np.array([0.5, 1.0, 2.0, -1.5]), 1.0)
        ),
        Case(
            Text("many random examples", "무작위 샘플 여러 개"),
            (rng.normal(size=(40, 5)), rng.normal(size=5), float(rng.uniform(0.5, 1.5))),
            hidden=True,
        ),
        Case(
            Text("a point exactly on the line", "정확히 직선 위에 있는 점"),
            (np.array([[1.0, 0.5], [0.5, 0.0], [1.0, 1.0]]), np.array([1.0, 1.0]), -1.5),
            edge=True,
        ),
    )


def _perceptron_by_loop(X: Any, w: Any, b: Any) -> Any:
    decisions = []
    for row in X:
        total = b
        for value, weight in zip(row, w, strict=True):
            total += value * weight
        decisions.append(1 if total > 0 else 0)
    return np.array(decisions)


def _perceptron_augmented(X: Any, w: Any, b: Any) -> Any:
    ones = np.ones((len(X), 1))
    return step(np.hstack([ones, X]) @ np.concatenate([[b], w]))


CARD = Exercise(
    id="perceptron",
    reference=perceptron.perceptron,
    points=2.0,
    stars=1,
    title=Text("One perceptron, many examples", "퍼셉트론 하나, 샘플 여러 개"),
    text=Text(
        r"""Write `perceptron(X, w, b)`. It weighs the inputs, adds the bias and decides, for all examples at once:

$$y = h(w_1 x_1 + \dots + w_D x_D + b)$$

`X` has shape `(N, D)`, one example per row; `w` has shape `(D,)`; `b` is a number. The result has shape `(N,)` and holds whole numbers. You may use your `step`.

With `w = [1.0, 1.0]` and `b = -1.5` the rows `[0.0, 1.0]` and `[1.0, 1.0]` give `[0, 1]`.""",
        r"""`perceptron(X, w, b)`를 작성하세요. 입력에 가중치를 곱해 더하고, 편향을 더한 뒤, 모든 샘플의 결정을 한꺼번에 내립니다.

$$y = h(w_1 x_1 + \dots + w_D x_D + b)$$

`X`의 형상은 `(N, D)`이고 행마다 샘플이 하나입니다. `w`의 형상은 `(D,)`, `b`는 수 하나입니다. 결과의 형상은 `(N,)`이고 정수로 이루어집니다. 앞에서 작성한 `step`을 써도 됩니다.

`w = [1.0, 1.0]`, `b = -1.5`이면 두 행 `[0.0, 1.0]`, `[1.0, 1.0]`의 결과는 `[0, 1]`입니다.""",
    ),
    docstring_ko="""샘플 여러 개에 대한 퍼셉트론 하나의 결정입니다.

    식:   y = h(w1*x1 + ... + wD*xD + b), h는 계단 함수
    형상: X (N, D), w (D,), b () -> (N,), 정수
    참고: Rosenblatt (1958)
    >>> perceptron(np.array([[0.0, 1.0], [1.0, 1.0]]), np.array([1.0, 1.0]), -1.5)
    array([0, 1])
    """,
    cases=_perceptron_cases,
    misconceptions=(
        Misconception(
            "bias-forgotten",
            Text("the bias is not added", "편향을 더하지 않았습니다"),
            lambda X, w, b: step(X @ w),
            Text(
                "Change `b` and call your function again. Does anything change?",
                "`b`를 바꾸어 다시 불러 보세요. 결과가 달라지나요?",
            ),
            "bias.missing",
        ),
        Misconception(
            "bias-subtracted",
            Text("the bias is subtracted, as if it were a threshold", "편향을 문턱값처럼 빼고 있습니다"),
            lambda X, w, b: step(X @ w - b),
            Text(
                "A threshold is subtracted, a bias is added. Which of the two is `b` in the formula?",
                "문턱값은 빼고 편향은 더합니다. 식에서 `b`는 둘 중 무엇인가요?",
            ),
            "sign.flipped",
        ),
        Misconception(
            "weights-on-the-left",
            Text(
                "the product runs down the columns of `X`, not along its rows", "`X`의 행이 아니라 열을 따라 곱했습니다"
            ),
            lambda X, w, b: step(w @ X + b),
            Text(
                "Write down the shapes: `(N, D)` and `(D,)`. Which size does `w` meet in your product, and does `X` have to be turned for that?",
                "형상을 적어 보세요. `(N, D)`와 `(D,)`입니다. 지금 곱에서 `w`는 어느 크기와 만나나요? `X`를 뒤집을 필요가 있을까요?",
            ),
            "shape.transposed",
        ),
        Misconception(
            "column-of-decisions",
            Text("a column of shape (N, 1) instead of N numbers", "수 N개가 아니라 형상이 (N, 1)인 열입니다"),
            lambda X, w, b: step(X @ w.reshape(-1, 1) + b),
            Text(
                "The decisions are right, but each stands in a row of its own. What shape has `X @ w` when `w` is `(D,)`?",
                "결정은 맞지만 하나씩 따로 행에 들어 있습니다. `w`가 `(D,)`일 때 `X @ w`의 형상은 무엇인가요?",
            ),
            "shape.keepdims",
        ),
        Misconception(
            "no-step",
            Text("the weighted sum, without the decision", "결정하지 않고 가중합을 그대로 반환했습니다"),
            lambda X, w, b: X @ w + b,
            Text(
                "A perceptron answers 0 or 1. What comes after the sum?",
                "퍼셉트론은 0이나 1로 답합니다. 합을 구한 다음에는 무엇이 올까요?",
            ),
            "chain.missing_local",
        ),
        Misconception(
            "not-summed",
            Text(
                "inputs and weights are multiplied, but not added up", "입력과 가중치를 곱하기만 하고 더하지 않았습니다"
            ),
            lambda X, w, b: step(X * w + b),
            Text(
                "You got one decision for every number in `X`. How many should one example have?",
                "`X`의 수마다 결정이 하나씩 나왔습니다. 샘플 하나에 결정은 몇 개여야 할까요?",
            ),
            "shape.transposed",
        ),
        Misconception(
            "line-counts-as-one",
            Text("a point exactly on the line counts as 1", "정확히 직선 위에 있는 점을 1로 보았습니다"),
            lambda X, w, b: np.where(X @ w + b >= 0, 1, 0),
            Text("What does `step` say at exactly 0?", "정확히 0일 때 `step`은 무엇이라고 답하나요?"),
            "boundary.zero",
        ),
        Misconception(
            "truth-values",
            Text("True and False instead of 1 and 0", "1과 0이 아니라 True와 False입니다"),
            lambda X, w, b: X @ w + b > 0,
            Text(
                "The decisions are right. How do truth values become whole numbers?",
                "결정은 맞습니다. 참과 거짓을 정수로 바꾸려면 어떻게 해야 할까요?",
            ),
            "type.wrong",
        ),
        Misconception(
            "one-answer-for-all",
            Text("one decision for all examples together", "모든 샘플을 합쳐 결정을 하나만 내렸습니다"),
            lambda X, w, b: int(np.sum(w * X) + b > 0),
            Text(
                "Your sum runs over rows and columns, so all examples share one decision. Over which axis should an example be added up?",
                "합이 행과 열 모두에 걸쳐 있어서 샘플들이 결정 하나를 함께 씁니다. 샘플 하나는 어느 축을 따라 더해야 할까요?",
            ),
            "axis.wrong",
        ),
        Misconception(
            "threshold-at-a-half",
            Text("the threshold is one half, not 0", "문턱값이 0이 아니라 0.5입니다"),
            lambda X, w, b: np.where(X @ w + b > 0.5, 1, 0),
            Text(
                "The threshold of a perceptron is in its bias already. With what does `step` compare the sum?",
                "퍼셉트론의 문턱값은 이미 편향에 들어 있습니다. `step`은 합을 무엇과 비교하나요?",
            ),
            "boundary.zero",
        ),
        Misconception(
            "minus-one-and-one",
            Text("a perceptron that says no answers -1 instead of 0", "'아니요'라는 답이 0이 아니라 -1입니다"),
            lambda X, w, b: np.where(X @ w + b > 0, 1, -1),
            Text("What does `step` answer for a negative sum?", "합이 음수일 때 `step`은 무엇이라고 답하나요?"),
            "boundary.zero",
        ),
        Misconception(
            "bias-for-every-input",
            Text("the bias is added once for every input", "편향을 입력마다 한 번씩 더했습니다"),
            lambda X, w, b: step((X * w + b).sum(axis=1)),
            Text(
                "Give an example five inputs. How often does your sum contain `b`?",
                "샘플의 입력이 다섯 개라고 해 봅시다. 가중합에 `b`가 몇 번 들어 있나요?",
            ),
            "bias.missing",
        ),
        Misconception(
            "two-inputs-only",
            Text("only the first two inputs are looked at", "처음 두 입력만 보았습니다"),
            lambda X, w, b: step(X[:, :2] @ w[:2] + b),
            Text(
                "The gates have two inputs, other examples have more. How do you add up as many products as there are?",
                "게이트에는 입력이 둘이지만 다른 샘플에는 더 많습니다. 곱이 몇 개든 모두 더하려면 어떻게 해야 할까요?",
            ),
            "hardcoded.value",
        ),
    ),
    alternatives=(
        _perceptron_by_loop,
        lambda X, w, b: (np.einsum("nd,d->n", X, w) > -b).astype(int),
        _perceptron_augmented,
        lambda X, w, b: step((X * w).sum(axis=1) + b),
    ),
    hints=(
        Text(
            "One example is a weighted sum and a decision. A product of matrix and vector does all the sums at once.",
            "샘플 하나는 가중합과 결정 하나입니다. 행렬과 벡터의 곱은 그 합을 한꺼번에 구합니다.",
        ),
        Text(
            "`(N, D) @ (D,)` has shape `(N,)`; adding the number `b` keeps that shape, and so does $h$.",
            "`(N, D) @ (D,)`의 형상은 `(N,)`입니다. 수 `b`를 더해도, $h$를 지나도 형상은 그대로입니다.",
        ),
        Text(
            "Multiply `X` by `w`, add `b`, give the result to `step`, return what comes back.",
            "`X`와 `w`를 곱하고 `b`를 더한 값을 `step`에 넣고, 나온 것을 반환합니다.",
        ),
    ),
    depends=("step",),
)
