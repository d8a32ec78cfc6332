"""The card of `column_means`: The mean of every column."""

from typing import Any

import numpy as np

from dlcourse import shapes
from dlcourse.exercises.card import Case, Exercise, Misconception
from dlcourse.language import Text


def _divided_by_one_less(X: Any) -> Any:
    with np.errstate(all="ignore"):
        return X.sum(axis=0, keepdims=True) / (len(X) - 1)


CARD = Exercise(
    id="column-means",
    reference=shapes.column_means,
    points=0.0,
    stars=1,
    title=Text("The mean of every column", "열마다 평균 내기"),
    text=Text(
        """Write `column_means(X)`. It takes a table of shape `(N, D)`, one example per row, and returns the mean of every column as a table with one row: shape `(1, D)`.

For `X = [[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]` the result is `[[2.5, 3.5, 4.5]]`.""",
        """`column_means(X)`를 작성하세요. 행마다 샘플이 하나씩 든 `(N, D)` 형상의 표를 받아 열마다 평균을 내고, 행이 하나인 표로 반환합니다. 결과의 형상은 `(1, D)`입니다.

`X = [[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]`이면 결과는 `[[2.5, 3.5, 4.5]]`입니다.""",
    ),
    docstring_ko="""열마다 낸 평균을 행이 하나인 표로 반환합니다.

    형상: (N, D) -> (1, D)
    참고: NumPy user guide, "Broadcasting"
    >>> column_means(np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]))
    array([[2.5, 3.5, 4.5]])
    """,
    cases=lambda rng: (
        Case(
            Text("two examples of three numbers", "수 세 개짜리 샘플 두 개"),
            (np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]),),
        ),
        Case(Text("a square table", "정사각형 표"), (np.array([[1.0, 0.0], [3.0, 8.0]]),)),
        Case(Text("random numbers", "난수"), (rng.normal(size=(7, 4)),), hidden=True),
        Case(Text("one example", "샘플 하나"), (np.array([[5.0, 6.0]]),), edge=True),
    ),
    misconceptions=(
        Misconception(
            "rows-instead",
            Text("one mean for every row", "행마다 평균을 냈습니다"),
            lambda X: X.mean(axis=1, keepdims=True),
            Text(
                "The axis you name is the one that disappears. Which one should disappear here?",
                "지정한 축이 사라집니다. 여기서는 어느 축이 사라져야 할까요?",
            ),
            "axis.wrong",
        ),
        Misconception(
            "rows-instead-axis-lost",
            Text(
                "one mean for every row, and the averaged axis is gone",
                "행마다 평균을 냈고, 평균을 낸 축도 사라졌습니다",
            ),
            lambda X: X.mean(axis=1),
            Text(
                "The axis you name is the one that disappears. Which one should it be, and how does it stay with size 1?",
                "지정한 축이 사라집니다. 어느 축이어야 하고, 그 축을 크기 1로 남기려면 어떻게 해야 할까요?",
            ),
            "axis.wrong",
        ),
        Misconception(
            "axis-lost",
            Text("the axis of size 1 is missing", "크기가 1인 축이 빠졌습니다"),
            lambda X: X.mean(axis=0),
            Text(
                "The means are right, but they came as `(D,)`. Which argument keeps the axis that was averaged away?",
                "평균은 맞지만 형상이 `(D,)`입니다. 평균을 내며 사라진 축을 남기는 인수는 무엇일까요?",
            ),
            "shape.keepdims",
        ),
        Misconception(
            "one-mean-for-all",
            Text("one mean of all numbers", "모든 수를 한꺼번에 평균 냈습니다"),
            lambda X: X.mean(keepdims=True),
            Text(
                "You got one number. How many columns are there, and how do you tell NumPy to average along rows only?",
                "수가 하나만 나왔습니다. 열은 몇 개인가요? 한 축을 따라서만 평균을 내려면 어떻게 해야 할까요?",
            ),
            "axis.wrong",
        ),
        Misconception(
            "sum-for-mean",
            Text("sums, not means", "평균을 내지 않고 더하기만 했습니다"),
            lambda X: X.sum(axis=0, keepdims=True),
            Text(
                "Your numbers are N times too large. What is left to do?", "결과가 N배 큽니다. 무엇을 더 해야 할까요?"
            ),
            "reduce.sum_vs_mean",
        ),
        Misconception(
            "fractions-lost",
            Text(
                "the fractions are lost: a division with two slashes",
                "소수점 아래가 사라졌습니다. 빗금 두 개로 나누었습니다",
            ),
            lambda X: X.sum(axis=0, keepdims=True) // len(X),
            Text(
                "Your means are whole numbers. How does Python divide without rounding down?",
                "평균이 모두 정수입니다. 내림하지 않고 나누려면 어떻게 써야 할까요?",
            ),
            "type.wrong",
            variants=(
                lambda X: X.mean(axis=0, keepdims=True).astype(int),
                lambda X: np.round(X.mean(axis=0, keepdims=True)),
            ),
        ),
        Misconception(
            "divided-by-the-columns",
            Text("divided by the number of columns, not of rows", "행의 수가 아니라 열의 수로 나누었습니다"),
            lambda X: X.sum(axis=0, keepdims=True) / X.shape[1],
            Text("How many numbers are added up in one column?", "한 열에서 더하는 수는 몇 개인가요?"),
            "axis.wrong",
        ),
        Misconception(
            "divided-by-one-less",
            Text("divided by N - 1 instead of N", "N이 아니라 N - 1로 나누었습니다"),
            _divided_by_one_less,
            Text(
                "Take a column in which every number is 4. What is its mean, and what do you get?",
                "모든 수가 4인 열을 생각해 보세요. 평균은 얼마이고 결과는 얼마인가요?",
            ),
            "scale.one_over_n",
        ),
        Misconception(
            "median",
            Text("the number in the middle instead of the mean", "평균이 아니라 가운데에 있는 수입니다"),
            lambda X: np.median(X, axis=0, keepdims=True),
            Text(
                "Make the largest number of a column ten times as large. Should its mean change, and does your result?",
                "열에서 가장 큰 수를 열 배로 키워 보세요. 평균은 달라져야 할까요? 결과는 달라지나요?",
            ),
            "chain.wrong_input",
        ),
        Misconception(
            "two-rows-only",
            Text("the mean of two rows only", "두 행만 가지고 평균을 냈습니다"),
            lambda X: (X[:1] + X[-1:]) / 2,
            Text(
                "Change a number in the third of five rows. Should a mean move, and does yours?",
                "다섯 행 가운데 셋째 행의 수를 하나 바꾸어 보세요. 평균이 달라져야 할까요? 결과는 달라지나요?",
            ),
            "hardcoded.value",
            variants=(lambda X: X[:2].mean(axis=0, keepdims=True), lambda X: ((X[0] + X[1]) / 2)[None]),
        ),
    ),
    alternatives=(
        lambda X: np.mean(X, axis=0)[None, :],
        lambda X: np.array([[sum(column) / len(column) for column in X.T]]),
        lambda X: np.ones((1, len(X))) @ X / len(X),
    ),
    hints=(
        Text(
            "Average down the rows, so that every column keeps one number.",
            "행을 따라 내려가며 평균을 내면 열마다 수가 하나씩 남습니다.",
        ),
        Text(
            "`(N, D)` becomes `(1, D)`: axis 0 is averaged away, and stays with size 1.",
            "`(N, D)`가 `(1, D)`가 됩니다. 0번 축을 따라 평균을 내고, 그 축은 크기 1로 남깁니다.",
        ),
        Text(
            "NumPy's mean takes an axis, and an argument that keeps the dimensions.",
            "NumPy의 평균 함수는 축을 받고, 차원을 유지하는 인수도 받습니다.",
        ),
    ),
)
