"""The card of `one_hot`: Labels as rows."""

from typing import Any

import numpy as np

from dlcourse import losses
from dlcourse.exercises.card import Case, Exercise, Misconception
from dlcourse.language import Text


def _one_hot_cases(rng: np.random.Generator) -> tuple[Case, ...]:
    return (
        Case(Text("three labels, four classes", "정답 세 개, 클래스 네 개"), (np.array([2, 0, 1]), 4)),
        Case(Text("labels that repeat", "되풀이되는 정답"), (np.array([0, 2, 2, 1, 0]), 3)),
        Case(
            Text("many labels, the last class never seen", "정답 여러 개, 마지막 클래스는 한 번도 나오지 않음"),
            (np.concatenate([rng.integers(0, 6, size=10), [0, 5]]), 7),
            hidden=True,
        ),
        Case(Text("one example", "샘플 하나"), (np.array([3]), 5), hidden=True),
    )


def _one_hot_transposed(y: Any, C: Any) -> Any:
    rows = np.zeros((C, len(y)))
    rows[y, np.arange(len(y))] = 1.0
    return rows


def _one_hot_every_row(y: Any, C: Any) -> Any:
    rows = np.zeros((len(y), C))
    rows[:, y] = 1.0
    return rows


def _one_hot_label_as_value(y: Any, C: Any) -> Any:
    rows = np.zeros((len(y), C))
    rows[np.arange(len(y)), y] = y
    return rows


def _one_hot_by_loop(y: Any, C: Any) -> Any:
    return np.array([[1.0 if label == column else 0.0 for column in range(C)] for label in y])


def _one_hot_by_index(y: Any, C: Any) -> Any:
    rows = np.zeros((len(y), C))
    rows[np.arange(len(y)), y] = 1.0
    return rows


def _one_hot_of_what_occurs(y: Any, C: Any) -> Any:
    classes, places = np.unique(y, return_inverse=True)
    return np.eye(len(classes))[places]


def _one_hot_whole_rows(y: Any, C: Any) -> Any:
    rows = np.zeros((len(y), C))
    rows[y] = 1.0
    return rows


CARD = Exercise(
    id="one-hot",
    reference=losses.one_hot,
    points=2.0,
    stars=1,
    title=Text("Labels as rows", "정답을 행으로"),
    text=Text(
        r"""Write `one_hot(y, C)`. Each label becomes a row of `C` numbers: 1 in the column of the label, 0 everywhere else.

`y` has shape `(N,)` and holds whole numbers from 0 to `C - 1`. The result has shape `(N, C)` and holds numbers, not truth values.

For `y = [2, 0]` and `C = 4` the result is `[[0, 0, 1, 0], [1, 0, 0, 0]]`. Can you do it without a loop?""",
        r"""`one_hot(y, C)`를 작성하세요. 정답 하나가 수 `C`개짜리 행이 됩니다. 정답에 해당하는 열은 1, 나머지는 모두 0입니다.

`y`의 형상은 `(N,)`이고 0부터 `C - 1`까지의 정수로 이루어집니다. 결과의 형상은 `(N, C)`이고 참과 거짓이 아니라 수로 이루어집니다.

`y = [2, 0]`, `C = 4`이면 결과는 `[[0, 0, 1, 0], [1, 0, 0, 0]]`입니다. 반복문 없이 할 수 있을까요?""",
    ),
    docstring_ko="""정답마다 수 C개짜리 행을 만듭니다. 정답의 열은 1, 나머지는 0입니다.

    형상: (N,) -> (N, C)
    참고: Bishop (2006), 4.1절
    >>> one_hot(np.array([2, 0]), 4)
    array([[0., 0., 1., 0.],
           [1., 0., 0., 0.]])
    """,
    cases=_one_hot_cases,
    misconceptions=(
        Misconception(
            "classes-guessed",
            Text("the number of classes is guessed from the labels", "클래스 수를 정답에서 짐작했습니다"),
            lambda y, C: np.eye(int(y.max()) + 1)[y],
            Text(
                "What if the last class does not occur in `y`? Which argument tells you how many there are?",
                "마지막 클래스가 `y`에 나오지 않으면 어떻게 될까요? 클래스가 몇 개인지는 어느 인수가 알려 주나요?",
            ),
            "hardcoded.value",
        ),
        Misconception(
            "transposed",
            Text("classes are rows and examples are columns", "클래스가 행이고 샘플이 열입니다"),
            _one_hot_transposed,
            Text(
                "In this course a row is an example. What is a row of your result?",
                "이 강의에서는 행이 샘플입니다. 결과의 행은 무엇인가요?",
            ),
            "shape.transposed",
        ),
        Misconception(
            "truth-values",
            Text("True and False instead of 1 and 0", "1과 0이 아니라 True와 False입니다"),
            lambda y, C: y[:, None] == np.arange(C),
            Text(
                "The places are right. How do you turn truth values into numbers?",
                "자리는 맞습니다. 참과 거짓을 수로 바꾸려면 어떻게 하나요?",
            ),
            "type.wrong",
        ),
        Misconception(
            "counted-from-one",
            Text("the labels are counted from 1", "정답을 1부터 세었습니다"),
            lambda y, C: np.eye(C)[y - 1],
            Text(
                "Label 0 belongs to the first column. Where did yours go?",
                "정답 0은 첫 번째 열입니다. 어느 열로 갔나요?",
            ),
            "boundary.zero",
            variants=(lambda y, C: 1.0 * (np.arange(C) == y[:, None] - 1),),
        ),
        Misconception(
            "every-row-alike",
            Text("every row has the 1s of all labels", "모든 행에 모든 정답의 1이 들어 있습니다"),
            _one_hot_every_row,
            Text(
                "Each row should hold a single 1. Are your rows different ones, or one row N times, and which label does row n look at?",
                "행마다 1은 하나여야 합니다. 행이 서로 다른 것인가요, 같은 행이 N번 들어간 것인가요? n번째 행은 어느 정답을 보나요?",
            ),
            "axis.wrong",
        ),
        Misconception(
            "label-as-the-value",
            Text("the label itself stands in its column instead of a 1", "정답의 열에 1이 아니라 정답 번호가 있습니다"),
            _one_hot_label_as_value,
            Text(
                "Add up a row: a one-hot row adds up to 1. What do your rows add up to?",
                "행을 더해 보세요. 원-핫 행의 합은 1입니다. 여러분의 행은 합이 얼마인가요?",
            ),
            "hardcoded.value",
        ),
        Misconception(
            "columns-for-what-occurs",
            Text("there are columns only for the labels that occur", "나온 정답에만 열이 있습니다"),
            _one_hot_of_what_occurs,
            Text(
                "A class that nobody has yet still needs its column. Which argument says how many columns there are?",
                "아직 아무도 없는 클래스에도 열이 필요합니다. 열이 몇 개인지는 어느 인수가 알려 주나요?",
            ),
            "hardcoded.value",
        ),
        Misconception(
            "everything-up-to-the-label",
            Text("all columns up to the label hold a 1", "정답까지의 모든 열이 1입니다"),
            lambda y, C: 1.0 * (np.arange(C) <= y[:, None]),
            Text("How many 1s should a row have?", "한 행에 1이 몇 개 있어야 할까요?"),
            "boundary.zero",
        ),
        Misconception(
            "minus-ones",
            Text("-1 in the place of 0", "0이 아니라 -1입니다"),
            lambda y, C: np.where(np.arange(C) == y[:, None], 1.0, -1.0),
            Text(
                "What should stand in the columns of the other classes?", "다른 클래스의 열에는 무엇이 있어야 할까요?"
            ),
            "hardcoded.value",
        ),
        Misconception(
            "whole-rows-filled",
            Text("whole rows are filled instead of one place in each", "행마다 한 자리가 아니라 행 전체를 채웠습니다"),
            _one_hot_whole_rows,
            Text(
                "One index alone names a row. What else must be named to reach a single place?",
                "인덱스 하나만 쓰면 행을 가리킵니다. 한 자리를 가리키려면 무엇을 더 말해야 할까요?",
            ),
            "axis.wrong",
        ),
    ),
    alternatives=(
        _one_hot_by_loop,
        _one_hot_by_index,
        lambda y, C: (y[:, None] == np.arange(C)[None, :]).astype(float),
        lambda y, C: np.take(np.identity(C), y, axis=0),
    ),
    hints=(
        Text(
            "Look at the identity matrix. What does its row number 2 look like?",
            "단위행렬을 살펴보세요. 2번 행은 어떻게 생겼나요?",
        ),
        Text(
            "An array may be indexed by an array: rows picked from a `(C, C)` table by `y` of shape `(N,)` have shape `(N, C)`.",
            "배열은 배열로도 인덱싱할 수 있습니다. 형상이 `(C, C)`인 표에서 형상이 `(N,)`인 `y`로 행을 고르면 `(N, C)`가 됩니다.",
        ),
        Text(
            "Make the identity matrix of size `C`, and pick its rows by putting the whole `y` into the square brackets.",
            "크기가 `C`인 단위행렬을 만들고, 대괄호 안에 `y`를 통째로 넣어 행을 고릅니다.",
        ),
    ),
)
