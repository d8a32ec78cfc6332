"""The card of `to_row`: A table with one row."""

import numpy as np

from dlcourse import shapes
from dlcourse.exercises.card import Case, Exercise, Misconception
from dlcourse.language import Text

CARD = Exercise(
    id="to-row",
    reference=shapes.to_row,
    points=0.0,
    stars=1,
    title=Text("A table with one row", "행이 하나인 표"),
    text=Text(
        """Write `to_row(x)`. It takes one example, an array of shape `(D,)`, and returns the same numbers as a table with one row: shape `(1, D)`.

For `x = [1.0, 2.0, 3.0]` the result is `[[1.0, 2.0, 3.0]]`.""",
        """`to_row(x)`를 작성하세요. 형상이 `(D,)`인 배열, 곧 샘플 하나를 받아 같은 수를 행이 하나인 표로 반환합니다. 결과의 형상은 `(1, D)`입니다.

`x = [1.0, 2.0, 3.0]`이면 결과는 `[[1.0, 2.0, 3.0]]`입니다.""",
    ),
    docstring_ko="""샘플 하나를 행이 하나인 표로 바꿉니다.

    형상: (D,) -> (1, D)
    참고: NumPy user guide, "Broadcasting"
    >>> to_row(np.array([1.0, 2.0, 3.0]))
    array([[1., 2., 3.]])
    """,
    cases=lambda rng: (
        Case(Text("three numbers", "수 세 개"), (np.array([1.0, 2.0, 3.0]),)),
        Case(Text("four numbers", "수 네 개"), (np.array([0.5, -1.0, 2.0, 8.0]),)),
        Case(Text("random numbers", "난수"), (rng.normal(size=int(rng.integers(5, 9))),), hidden=True),
        Case(Text("a single number in an array", "수가 하나뿐인 배열"), (np.array([7.0]),), edge=True),
    ),
    misconceptions=(
        Misconception(
            "unchanged",
            Text("the array came back as it was", "배열이 그대로 돌아왔습니다"),
            lambda x: x.T,
            Text(
                "`(D,)` has one axis only, so there is nothing to turn round. How do you add a second axis, of size 1?",
                "`(D,)`에는 축이 하나뿐이라 뒤집을 것이 없습니다. 크기가 1인 축을 어떻게 하나 더 만들 수 있을까요?",
            ),
            "shape.keepdims",
        ),
        Misconception(
            "column-instead",
            Text("a column instead of a row", "행이 아니라 열이 되었습니다"),
            lambda x: x.reshape(-1, 1),
            Text(
                "Your table has D rows with one number each. On which side should the axis of size 1 stand?",
                "지금 표에는 수가 하나씩 든 행이 D개 있습니다. 크기가 1인 축은 어느 쪽에 있어야 할까요?",
            ),
            "axis.wrong",
        ),
        Misconception(
            "a-list",
            Text("a list around the array, not an array", "배열이 아니라 배열을 담은 리스트입니다"),
            lambda x: [x],
            Text(
                "A list has no shape. What turns a list of rows into one array?",
                "리스트에는 형상이 없습니다. 행을 담은 리스트를 배열 하나로 바꾸려면 무엇이 필요할까요?",
            ),
            "type.wrong",
        ),
    ),
    alternatives=(
        lambda x: x[None, :],
        lambda x: np.expand_dims(x, 0),
        lambda x: np.array([x]),
    ),
    hints=(
        Text(
            "The numbers stay as they are; only the shape gains an axis in front.",
            "수는 그대로 두고 형상 앞쪽에 축을 하나 더합니다.",
        ),
        Text(
            "From `(D,)` to `(1, D)`. NumPy can work out one of the two sizes by itself.",
            "`(D,)`를 `(1, D)`로 바꿉니다. 두 크기 중 하나는 NumPy가 알아서 계산할 수 있습니다.",
        ),
        Text(
            "Arrays have a method that changes the shape; a size of `-1` means “whatever is left”.",
            "배열에는 형상을 바꾸는 메서드가 있습니다. 크기로 `-1`을 쓰면 '남은 만큼'이라는 뜻입니다.",
        ),
    ),
)
