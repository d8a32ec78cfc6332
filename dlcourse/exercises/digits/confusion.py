"""The card of `confusion`: What is taken for what?"""

from typing import Any

import numpy as np

from dlcourse import digits
from dlcourse.exercises.card import Case, Exercise, Misconception
from dlcourse.language import Text


def _confusion_cases(rng: np.random.Generator) -> tuple[Case, ...]:
    y = rng.integers(0, 6, size=60)
    yhat = np.where(rng.uniform(size=60) < 0.5, y, rng.integers(0, 6, size=60))
    yhat[:3], y[:3] = 2, 4
    return (
        Case(Text("two classes", "클래스 두 개"), (np.array([0, 1, 1, 1]), np.array([0, 0, 0, 1]), 2)),
        Case(
            Text("a class that never occurs", "한 번도 나오지 않은 클래스"),
            (np.array([0, 2, 2]), np.array([2, 2, 0]), 4),
        ),
        Case(
            Text("a pair that occurs 300 times", "300번 나온 쌍"),
            (np.repeat([0, 1, 1], [300, 2, 140]), np.repeat([0, 0, 1], [300, 2, 140]), 2),
        ),
        Case(Text("many digits", "많은 숫자"), (y, yhat, 6), hidden=True),
        Case(Text("one example", "샘플 하나"), (np.array([1]), np.array([2]), 3), edge=True),
    )


def _counted_once(y: Any, yhat: Any, C: Any) -> Any:
    counts = np.zeros((C, C), dtype=int)
    counts[y, yhat] += 1
    return counts


def _counted(y: Any, yhat: Any, C: Any) -> Any:
    counts = np.zeros((C, C), dtype=int)
    for i, j in zip(y, yhat, strict=True):
        counts[i, j] += 1
    return counts


def _shares(y: Any, yhat: Any, C: Any) -> Any:
    counts = _counted(y, yhat, C)
    return counts / np.maximum(counts.sum(axis=1, keepdims=True), 1)


CARD = Exercise(
    id="confusion",
    reference=digits.confusion,
    points=3.0,
    stars=2,
    title=Text("What is taken for what?", "무엇을 무엇으로 읽을까요?"),
    text=Text(
        """Write `confusion(y, yhat, C)`. `y` are true classes and `yhat` answers, both of shape `(N,)` with classes from 0 to `C - 1`.

The result is a table of counts of shape `(C, C)`: row `i`, column `j` says how many examples of class `i` were answered `j`. Whatever was right stands on the diagonal.""",
        """`confusion(y, yhat, C)`를 작성하세요. `y`는 실제 클래스, `yhat`은 답이고 둘 다 형상이 `(N,)`이며 클래스는 0부터 `C - 1`까지입니다.

결과는 형상이 `(C, C)`인 개수 표입니다. `i`행 `j`열은 클래스 `i`인 샘플 가운데 몇 개를 `j`라고 답했는지를 말합니다. 맞은 것은 대각선에 놓입니다.""",
    ),
    docstring_ko="""무엇을 무엇으로 읽었는지 셉니다. (i, j)에는 클래스 i인 샘플을 j라고 답한 횟수가 있습니다.

    형상: (N,), (N,) -> (C, C)
    참고: Bishop (2006), 1.5절
    >>> confusion(np.array([0, 1, 1, 1]), np.array([0, 0, 0, 1]), 2)
    array([[1, 0],
           [2, 1]])
    """,
    cases=_confusion_cases,
    whole_floats=True,
    misconceptions=(
        Misconception(
            "repeats-lost",
            Text("a pair that occurs several times is counted once", "여러 번 나온 쌍을 한 번만 세었습니다"),
            _counted_once,
            Text(
                "`counts[y, yhat] += 1` reads all places first and then writes each once. What happens to a pair that occurs twice?",
                "`counts[y, yhat] += 1`은 모든 자리를 먼저 읽은 뒤 한 번씩만 씁니다. 두 번 나온 쌍은 어떻게 될까요?",
            ),
            "reduce.sum_vs_mean",
        ),
        Misconception(
            "transposed",
            Text("rows are answers and columns are truths", "행이 답이고 열이 실제 클래스입니다"),
            lambda y, yhat, C: _counted(yhat, y, C),
            Text(
                "Row 1 should speak of the examples that truly are a 1. Of which does yours speak?",
                "1행은 정말로 1인 샘플을 말해야 합니다. 여러분의 1행은 무엇을 말하나요?",
            ),
            "shape.transposed",
        ),
        Misconception(
            "size-from-data",
            Text(
                "the size is taken from the classes that happen to occur",
                "표의 크기를 실제로 나온 클래스만 보고 정했습니다",
            ),
            lambda y, yhat, C: _counted(y, yhat, int(max(y.max(), yhat.max())) + 1),
            Text(
                "If no 9 is in this batch, does your table still have a row for it?",
                "이 샘플들에 9가 없어도 여러분의 표에 9의 행이 있나요?",
            ),
            "hardcoded.value",
        ),
        Misconception(
            "shares",
            Text("shares of each row instead of counts", "개수가 아니라 행마다의 비율입니다"),
            _shares,
            Text(
                "A useful table, but not the one asked for: how many examples, in whole numbers?",
                "쓸모 있는 표이지만 문제에서 구하라고 한 표는 아닙니다. 샘플은 몇 개인가요?",
            ),
            "type.wrong",
        ),
        Misconception(
            "diagonal-only",
            Text("only what was right is counted", "맞은 것만 세었습니다"),
            lambda y, yhat, C: np.diag(np.bincount(y[y == yhat], minlength=C)),
            Text(
                "Where does your table show that a 4 was taken for a 9?",
                "4를 9로 읽었다는 것은 여러분의 표 어디에 나오나요?",
            ),
            "reduce.sum_vs_mean",
        ),
        Misconception(
            "errors-only",
            Text("only the mistakes are counted", "틀린 것만 세었습니다"),
            lambda y, yhat, C: _counted(y[y != yhat], yhat[y != yhat], C),
            Text("What belongs on the diagonal?", "대각선에는 무엇이 들어가나요?"),
            "reduce.sum_vs_mean",
        ),
        Misconception(
            "byte-overflow",
            Text("counted in bytes, which begin at 0 again after 255", "255 다음에 다시 0이 되는 바이트로 세었습니다"),
            lambda y, yhat, C: _counted(y, yhat, C).astype(np.uint8),
            Text(
                "Which `dtype` has your table, and what is the largest count that fits into it?",
                "표의 `dtype`은 무엇이고, 거기에 들어가는 가장 큰 수는 얼마인가요?",
            ),
            "type.wrong",
            variants=(lambda y, yhat, C: _counted(y, yhat, C).astype(np.int8),),
        ),
        Misconception(
            "yes-or-no",
            Text("says whether a pair occurred, not how often", "쌍이 몇 번 나왔는지가 아니라 나왔는지만 말합니다"),
            lambda y, yhat, C: _counted(y, yhat, C) > 0,
            Text(
                "Two examples of class 1 were answered 0. Which number should stand there?",
                "클래스 1인 샘플 두 개를 0이라고 답했습니다. 그 자리에는 어떤 수가 있어야 할까요?",
            ),
            "type.wrong",
        ),
        Misconception(
            "or-for-and",
            Text(
                "counts where one of the two holds, not both", "둘 다 맞는 샘플이 아니라 하나라도 맞는 샘플을 셌습니다"
            ),
            lambda y, yhat, C: np.array([[np.sum((y == i) | (yhat == j)) for j in range(C)] for i in range(C)]),
            Text(
                "Add up your table. Each example should be counted once; how often is yours?",
                "표의 수를 모두 더해 보세요. 샘플 하나는 한 번만 세어야 합니다. 지금은 몇 번 세었나요?",
            ),
            "chain.wrong_input",
        ),
    ),
    alternatives=(
        lambda y, yhat, C: np.eye(C)[y].T @ np.eye(C)[yhat],
        _counted,
        lambda y, yhat, C: np.bincount(y * C + yhat, minlength=C * C).reshape(C, C),
        lambda y, yhat, C: np.array([[np.sum((y == i) & (yhat == j)) for j in range(C)] for i in range(C)]),
        lambda y, yhat, C: (np.eye(C)[y].T @ np.eye(C)[yhat]).astype(int),
    ),
    hints=(
        Text(
            "Start from a table of zeros and go through the examples.",
            "0으로 된 표에서 시작해 샘플을 하나씩 지나가세요.",
        ),
        Text(
            "Example n adds 1 in row $y_n$ and column $\\hat y_n$ of a `(C, C)` table.",
            "n번째 샘플은 `(C, C)` 표의 $y_n$행 $\\hat y_n$열에 1을 더합니다.",
        ),
        Text(
            "A loop over pairs will do. Without a loop: `np.add.at`, or `np.bincount` of one number for each pair.",
            "쌍을 도는 반복문이면 됩니다. 반복문 없이 하려면 `np.add.at`을 쓰거나, 쌍마다 수 하나를 만들어 `np.bincount`를 쓰세요.",
        ),
    ),
)
