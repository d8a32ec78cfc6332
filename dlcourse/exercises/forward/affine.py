"""The card of `affine`: One layer, before its activation."""

from typing import Any

import numpy as np

from dlcourse import forward
from dlcourse.exercises.card import Case, Exercise, Misconception
from dlcourse.exercises.forward._shared import logistic
from dlcourse.language import Text


def _affine_cases(rng: np.random.Generator) -> tuple[Case, ...]:
    return (
        Case(
            Text("two examples, two inputs, three units", "샘플 두 개, 입력 두 개, 유닛 세 개"),
            (
                np.array([[1.0, 2.0], [0.0, -1.0]]),
                np.array([[1.0, 0.0, 2.0], [0.5, 1.0, -1.0]]),
                np.array([0.0, 10.0, -0.5]),
            ),
        ),
        Case(
            Text("one example, as many units as inputs", "샘플 하나, 입력 수와 유닛 수가 같을 때"),
            (
                np.array([[1.0, -1.0, 2.0]]),
                np.array([[1.0, 2.0, 0.0], [0.0, 1.0, 3.0], [1.0, 0.0, -1.0]]),
                np.array([0.5, 0.0, 1.0]),
            ),
        ),
        Case(
            Text("as many examples as units", "샘플 수와 유닛 수가 같을 때"),
            (
                np.array([[1.0, 0.0], [2.0, 1.0], [-1.0, 3.0]]),
                np.array([[1.0, -1.0, 0.5], [2.0, 0.0, 1.0]]),
                np.array([1.0, 2.0, 3.0]),
            ),
        ),
        Case(
            Text("three of everything", "모두 세 개씩"),
            (
                np.array([[1.0, 0.0, 2.0], [0.5, -1.0, 1.0], [0.0, 3.0, -2.0]]),
                np.array([[2.0, 1.0, 0.0], [-1.0, 0.5, 1.0], [0.0, 1.0, 3.0]]),
                np.array([0.5, -1.0, 2.0]),
            ),
        ),
        Case(
            Text("many random examples", "무작위 샘플 여러 개"),
            (rng.normal(size=(12, 5)), rng.normal(size=(5, 4)), rng.uniform(1.0, 2.0, size=4) * [1, -1, 2, -2]),
            hidden=True,
        ),
        Case(
            Text("a single unit", "유닛 하나"),
            (rng.normal(size=(6, 3)), rng.normal(size=(3, 1)), np.array([0.75])),
            hidden=True,
        ),
    )


def _affine_by_loops(X: Any, W: Any, b: Any) -> Any:
    z = np.zeros((X.shape[0], W.shape[1]))
    for n in range(X.shape[0]):
        for j in range(W.shape[1]):
            z[n, j] = b[j]
            for d in range(X.shape[1]):
                z[n, j] += X[n, d] * W[d, j]
    return z


def _affine_with_ones(X: Any, W: Any, b: Any) -> Any:
    return np.hstack([np.ones((len(X), 1)), X]) @ np.vstack([b, W])


CARD = Exercise(
    id="affine",
    reference=forward.affine,
    points=1.5,
    stars=1,
    title=Text("One layer, before its activation", "층 하나, 활성화하기 전까지"),
    text=Text(
        r"""Write `affine(X, W, b)`. Every unit weighs all inputs and adds its bias, for all examples at once:

$$z = X W + b$$

`X` has shape `(N, D)`, one example a row; `W` has shape `(D, M)`, one unit a column; `b` has shape `(M,)`, one bias for each unit. The result has shape `(N, M)`.

For `X = [[1.0, 2.0]]`, `W = [[1.0, 0.0, 2.0], [0.0, 1.0, 1.0]]` and `b = [0.0, 0.0, 10.0]` the result is `[[1.0, 2.0, 14.0]]`.""",
        r"""`affine(X, W, b)`를 작성하세요. 유닛마다 모든 입력에 가중치를 곱해 더하고 자기 편향을 더합니다. 모든 샘플을 한꺼번에 계산합니다.

$$z = X W + b$$

`X`의 형상은 `(N, D)`이고 행마다 샘플이 하나입니다. `W`의 형상은 `(D, M)`이고 열마다 유닛이 하나입니다. `b`의 형상은 `(M,)`이고 유닛마다 편향이 하나입니다. 결과의 형상은 `(N, M)`입니다.

`X = [[1.0, 2.0]]`, `W = [[1.0, 0.0, 2.0], [0.0, 1.0, 1.0]]`, `b = [0.0, 0.0, 10.0]`이면 결과는 `[[1.0, 2.0, 14.0]]`입니다.""",
    ),
    docstring_ko="""층 하나를 활성화하기 전까지 계산합니다. 유닛마다 모든 입력에 가중치를 곱해 더하고 자기 편향을 더합니다.

    식:   z = X W + b
    형상: (N, D), (D, M), (M,) -> (N, M)
    참고: Rosenblatt (1958)
    >>> affine(np.array([[1.0, 2.0]]), np.array([[1.0, 0.0, 2.0], [0.0, 1.0, 1.0]]), np.array([0.0, 0.0, 10.0]))
    array([[ 1.,  2., 14.]])
    """,
    cases=_affine_cases,
    misconceptions=(
        Misconception(
            "weights-on-the-left",
            Text("the weights stand on the left of the product", "곱에서 가중치가 왼쪽에 있습니다"),
            lambda X, W, b: W @ X + b,
            Text(
                "`W` times x is how books write it whose examples are columns. Ours are rows: which two sizes must meet in the middle?",
                "`W`를 왼쪽에 두는 것은 샘플을 열로 쓰는 책의 방식입니다. 여기서는 샘플이 행입니다. 가운데에서 어떤 두 크기가 만나야 할까요?",
            ),
            "shape.transposed",
        ),
        Misconception(
            "weights-transposed",
            Text("the weights are transposed", "가중치를 전치했습니다"),
            lambda X, W, b: X @ W.T + b,
            Text(
                "`W` is `(D, M)` already: unit j is column j. Does it need to be turned?",
                "`W`는 이미 `(D, M)`이고 유닛 j가 j번째 열입니다. 뒤집을 필요가 있을까요?",
            ),
            "shape.transposed",
        ),
        Misconception(
            "bias-forgotten",
            Text("the biases are not added", "편향을 더하지 않았습니다"),
            lambda X, W, b: X @ W,
            Text(
                "Change `b` and call your function again. Does anything change?",
                "`b`를 바꾸어 다시 불러 보세요. 결과가 달라지나요?",
            ),
            "bias.missing",
        ),
        Misconception(
            "bias-as-a-column",
            Text("the biases stand in a column, one for each example", "편향을 열로 세워 샘플마다 더했습니다"),
            lambda X, W, b: X @ W + b.reshape(-1, 1),
            Text(
                "A bias belongs to a unit, and units are columns. Which shape lets NumPy add one number to each column?",
                "편향은 유닛의 것이고 유닛은 열입니다. NumPy가 열마다 수 하나씩 더하려면 편향이 어떤 형상이어야 할까요?",
            ),
            "axis.wrong",
        ),
        Misconception(
            "one-bias-for-all",
            Text("all units get the same bias", "모든 유닛이 같은 편향을 함께 씁니다"),
            lambda X, W, b: X @ W + b[0],
            Text(
                "How many numbers does `b` hold, and how many different ones reach your units?",
                "`b`에는 수가 몇 개 있고, 유닛에는 서로 다른 수가 몇 개 더해지나요?",
            ),
            "bias.missing",
            variants=(
                lambda X, W, b: X @ W + b.sum(),
                lambda X, W, b: X @ W + b.mean(),
                lambda X, W, b: X @ W + b[-1],
            ),
        ),
        Misconception(
            "not-summed",
            Text("inputs and weights are multiplied one by one", "입력과 가중치를 원소끼리 곱했습니다"),
            lambda X, W, b: X * W + b,
            Text(
                "The star multiplies number by number and adds nothing up. Which sign is the product of matrices?",
                "별표는 원소끼리 곱할 뿐 더하지 않습니다. 행렬의 곱은 어떤 기호인가요?",
            ),
            "shape.transposed",
        ),
        Misconception(
            "activated",
            Text("an activation is applied already", "활성화 함수까지 적용했습니다"),
            lambda X, W, b: logistic(X @ W + b),
            Text(
                "Something bends your numbers or cuts them off. What is the pre-activation z, before that happens?",
                "결과에 활성화 함수가 적용되었거나 값이 잘렸습니다. 그렇게 되기 전의 z, 곧 활성화하기 전 값은 무엇일까요?",
            ),
            "chain.wrong_input",
            variants=(
                lambda X, W, b: np.maximum(X @ W + b, 0.0),
                lambda X, W, b: np.tanh(X @ W + b),
                lambda X, W, b: np.where(X @ W + b > 0, 1.0, 0.0),
            ),
        ),
        Misconception(
            "biases-multiplied",
            Text("the biases are multiplied, not added", "편향을 더하지 않고 곱했습니다"),
            lambda X, W, b: X @ W * b,
            Text(
                "With a bias of 0 your unit is always silent. What should a bias of 0 do?",
                "편향이 0이면 유닛이 늘 0입니다. 편향 0은 무엇을 해야 할까요?",
            ),
            "chain.wrong_input",
        ),
        Misconception(
            "mean-of-the-inputs",
            Text("the weighted inputs are averaged, not added up", "가중치를 곱한 입력을 더하지 않고 평균 냈습니다"),
            lambda X, W, b: X @ W / X.shape[1] + b,
            Text(
                "By what is a row of `X` times a column of `W` divided in the formula?",
                "식에서는 `X`의 행과 `W`의 열을 곱하여 더한 것을 무엇으로 나누나요?",
            ),
            "reduce.sum_vs_mean",
        ),
    ),
    alternatives=(
        _affine_by_loops,
        _affine_with_ones,
        lambda X, W, b: np.einsum("nd,dm->nm", X, W) + b[None, :],
        lambda X, W, b: (W.T @ X.T).T + b,
    ),
    hints=(
        Text(
            "In the perceptron one column of weights met every row of `X`. Now several columns stand side by side.",
            "퍼셉트론에서는 가중치 한 벌이 `X`의 모든 행을 만났습니다. 이제 그런 열이 여럿 나란히 서 있습니다.",
        ),
        Text(
            "`(N, D)` times `(D, M)` has shape `(N, M)`; adding `(M,)` gives every column its own bias.",
            "`(N, D)`와 `(D, M)`의 곱은 형상이 `(N, M)`입니다. 여기에 `(M,)`을 더하면 열마다 자기 편향이 더해집니다.",
        ),
        Text(
            "Multiply `X` by `W` with the sign for matrices, `X` first; then add `b` as it is and return the sum.",
            "행렬 곱 기호로 `X`와 `W`를 이 순서로 곱합니다. 그다음 `b`를 그대로 더하여 반환합니다.",
        ),
    ),
)
