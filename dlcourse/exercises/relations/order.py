"""Order: the right numbers in other places."""

import numpy as np

from dlcourse.exercises.relations.view import Facts, Relation, Subject, close, distinct, each, telling
from dlcourse.language import Text

_BOUND = 5_000  # more numbers than these are not sorted


def _transposed(want: np.ndarray) -> np.ndarray | None:
    return want.T if want.ndim > 1 and min(want.shape) > 1 else None


def _along(axis: int, change: str, by: int = 1) -> object:
    def moved(want: np.ndarray) -> np.ndarray | None:
        if want.ndim < (2 if axis else 1):
            return None
        return np.flip(want, axis) if change == "flip" else np.roll(want, by, axis)

    return moved


def _sorted(subject: Subject) -> Facts | None:
    """The same numbers everywhere, in another order."""
    leaves = subject.leaves()
    if leaves is None:
        return None
    pooled = list(leaves)
    for want, got, pair in pooled:
        if (
            want.size > _BOUND
            or want.shape != got.shape
            or not close(np.sort(want, None), np.sort(got, None), pair.case)
        ):
            return None
    enough = any(len(distinct(want)) > 3 and len(distinct(want)) == want.size for want, _, _ in pooled)
    return {} if enough and telling(pooled) else None


def _other_shape(subject: Subject) -> Facts | None:
    """The same numbers in the same order, in another shape."""
    leaves = subject.leaves()
    if leaves is None:
        return None
    pooled = list(leaves)
    if all(want.shape == got.shape for want, got, _ in pooled):
        return None
    if any(want.size != got.size or not close(want.ravel(), got.ravel(), pair.case) for want, got, pair in pooled):
        return None
    if len(set().union(*(distinct(want) for want, _, _ in pooled))) < 3:
        return None
    want, got = next((want, got) for want, got, _ in pooled if want.shape != got.shape)
    return {"want": want.shape, "got": got.shape}


_PLACE = Text(
    "Which index counts rows and which counts columns, and in which order do you go through them?",
    "어느 첨자가 행을, 어느 첨자가 열을 세나요? 어떤 순서로 지나가나요?",
)
_TURN = Text(
    "Where does your order begin, and where should it?", "순서를 어디에서 시작하나요? 어디에서 시작해야 하나요?"
)
_SHIFT = Text("Is an index one too large or one too small?", "첨자가 하나 크거나 하나 작지 않나요?")

ORDER = (
    each(
        "transposed",
        _transposed,
        Text(
            "{numbers} are the right ones with rows and columns exchanged.",
            "{numbers}은 정답의 행과 열이 바뀐 것입니다.",
        ),
        _PLACE,
    ),
    each(
        "refolded",
        lambda want: want.T.reshape(want.shape) if want.ndim == 2 and min(want.shape) > 1 else None,
        Text(
            "{numbers} are the right ones, but filled into the table column by column.",
            "{numbers}은 정답과 같지만, 표에 열을 따라 채워졌습니다.",
        ),
        Text(
            "Does `reshape` do what you mean? What does it do with the order of the numbers?",
            "`reshape`가 뜻한 대로 움직이나요? 수의 순서를 어떻게 다루나요?",
        ),
    ),
    each(
        "rows-reversed",
        _along(0, "flip"),  # type: ignore[arg-type]
        Text(
            "{numbers} are the right ones in reversed order, the last one first.",
            "{numbers}은 정답을 거꾸로, 마지막 것부터 늘어놓은 것입니다.",
        ),
        _TURN,
    ),
    each(
        "columns-reversed",
        _along(-1, "flip"),  # type: ignore[arg-type]
        Text(
            "{numbers} are the right ones with the columns in reversed order.",
            "{numbers}은 정답의 열을 거꾸로 놓은 것입니다.",
        ),
        _TURN,
    ),
    each(
        "all-reversed",
        lambda want: np.flip(want) if want.ndim > 1 else None,
        Text(
            "{numbers} are the right ones with rows and columns in reversed order.",
            "{numbers}은 정답의 행과 열을 모두 거꾸로 놓은 것입니다.",
        ),
        _TURN,
    ),
    *(
        each(
            f"moved-{word}",
            _along(axis, "roll", by),  # type: ignore[arg-type]
            Text(
                f"{{numbers}} are the right ones, each one {en}, round the corner.",
                f"{{numbers}}은 정답이 한 칸씩 {ko} 밀려 돌아간 것입니다.",
            ),
            _SHIFT,
        )
        for word, axis, by, en, ko in (
            ("on", 0, 1, "place later", "뒤로"),
            ("back", 0, -1, "place earlier", "앞으로"),
            ("right", -1, 1, "column further right", "오른쪽으로"),
            ("left", -1, -1, "column further left", "왼쪽으로"),
        )
    ),
    Relation(
        "another-order",
        Text(
            "{numbers} are the right ones, all of them, in another order.",
            "{numbers}은 정답과 같은 수들이지만 순서가 다릅니다.",
        ),
        Text(
            "In which order does the task want them? Is something sorted or shuffled on the way?",
            "문제에서 원하는 순서는 무엇인가요? 도중에 정렬하거나 섞지는 않았나요?",
        ),
        _sorted,
    ),
    Relation(
        "another-shape",
        Text(
            "{numbers} are right, but they stand in an array of shape {got} instead of {want}.",
            "{numbers}은 맞지만, 형상이 {want}인 배열이 아니라 {got}인 배열에 들어 있습니다.",
        ),
        Text(
            "Which line changes the number of axes: an index, a sum, `reshape` or `keepdims`?",
            "축의 수가 달라지는 줄은 어디인가요? 인덱싱, 합, `reshape`, `keepdims`를 살펴보세요.",
        ),
        _other_shape,
    ),
)
