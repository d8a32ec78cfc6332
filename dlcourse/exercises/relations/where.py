"""Where: right but for one kind of place: negative inputs, zeros, the first row, the diagonal, equal entries."""

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from dlcourse.exercises.relations.view import Facts, Pair, Relation, Subject, distinct, off
from dlcourse.language import Text

_SHARE = 0.6  # of the places of one kind, so many must be wrong


def _apart(subject: Subject, mask: Callable[[np.ndarray, Pair], np.ndarray | None]) -> bool:
    """Whether what is wrong are places of this kind and no others."""
    leaves = subject.leaves()
    if leaves is None or any(pair.case.call is not None for pair in subject.pairs):
        return False  # what a driver returns has places of its own
    kind = wrongs = 0
    rights: set[float] = set()
    hit: set[float] = set()
    cases = 0
    places: dict[tuple[int, ...], list[np.ndarray]] = {}  # by shape: which marked places were right
    for want, got, pair in leaves:
        if want.shape != got.shape or not want.size:
            return False
        here = mask(want, pair)
        if here is None:
            return False
        bad = off(want, got, pair.case)
        if (bad & ~here).any():
            return False
        kind += int(here.sum())
        wrongs += int(bad.sum())
        rights |= distinct(want[~here])
        hit |= distinct(want[bad])
        cases += bool(bad.any() and not here.all())
        places.setdefault(want.shape, []).append(here & ~bad)
    if any(len(rows) > 1 and np.logical_and.reduce(rows).any() for rows in places.values()):
        return False  # a place that is right in every case is not of the kind that is wrong
    return cases >= 2 and wrongs >= 2 and wrongs >= _SHARE * kind and len(rights) >= 3 and len(hit) >= 1


def _input_masks(
    subject: Subject, test: Callable[[np.ndarray], np.ndarray]
) -> Iterator[tuple[str, Callable[..., np.ndarray | None]]]:
    for name, first in subject.pairs[0].inputs.items():
        if not isinstance(first, np.ndarray) or first.dtype.kind not in "iuf":
            continue

        def mask(want: np.ndarray, pair: Pair, name: str = name) -> np.ndarray | None:
            value = pair.inputs.get(name)
            return test(value) if isinstance(value, np.ndarray) and value.shape == want.shape else None

        yield name, mask


def _by_input(test: Callable[[np.ndarray], np.ndarray]) -> Callable[[Subject], Facts | None]:
    def find(subject: Subject) -> Facts | None:
        return next(
            ({"name": f"`{name}`"} for name, mask in _input_masks(subject, test) if _apart(subject, mask)), None
        )

    return find


def _repeated(value: np.ndarray) -> np.ndarray:
    """Entries that stand there more than once."""
    _, inverse, counts = np.unique(value, return_inverse=True, return_counts=True)
    return np.asarray((counts[inverse] > 1).reshape(value.shape))


def _by_place(place: Callable[[np.ndarray], bool]) -> Callable[[Subject], Facts | None]:
    """`place` marks the places of a kind in an array of False, or says that there are none."""

    def mask(want: np.ndarray, pair: Pair) -> np.ndarray | None:
        marked = np.zeros(want.shape, bool)
        return marked if place(marked) else None

    return lambda subject: {} if _apart(subject, mask) else None


def _mark(index: Any, least: int = 1) -> Callable[[np.ndarray], bool]:
    def place(marked: np.ndarray) -> bool:
        if marked.ndim < least or min(marked.shape[:least], default=0) < 2:
            return False
        marked[index] = True
        return True

    return place


def _diagonal(marked: np.ndarray) -> bool:
    if marked.ndim != 2 or len(set(marked.shape)) > 1 or len(marked) < 2:
        return False
    np.fill_diagonal(marked, True)
    return True


def _not_diagonal(marked: np.ndarray) -> bool:
    if not _diagonal(marked):
        return False
    np.logical_not(marked, out=marked)
    return True


def _by_result(test: Callable[[np.ndarray], np.ndarray]) -> Callable[[Subject], Facts | None]:
    return lambda subject: {} if _apart(subject, lambda want, pair: test(want)) else None


def _right_but(
    name: str, en: str, ko: str, hint_en: str, hint_ko: str, find: Callable[[Subject], Facts | None]
) -> Relation:
    return Relation(
        name,
        Text(f"{{numbers}} are right except {en}.", f"{{numbers}}은 {ko} 빼고 모두 맞습니다."),
        Text(hint_en, hint_ko),
        find,
    )


_LOOP = (
    "Where does your loop or slice begin, and where does it end?",
    "반복문이나 슬라이스가 어디에서 시작하고 어디에서 끝나나요?",
)

WHERE = (
    _right_but(
        "wrong-where-zero",
        "where {name} is 0",
        "{name} 값이 0인 자리만",
        "To which side of your comparison does a 0 in {name} belong?",
        "{name} 값이 0이면 비교의 어느 쪽에 들어가야 하나요?",
        _by_input(lambda v: v == 0),
    ),
    _right_but(
        "wrong-where-negative",
        "where {name} is negative",
        "{name} 값이 음수인 자리만",
        "Which formula holds for negative numbers in {name}? Try one by hand.",
        "{name} 값이 음수일 때는 어떤 식이 맞나요? 하나를 손으로 계산해 보세요.",
        _by_input(lambda v: v < 0),
    ),
    _right_but(
        "wrong-where-positive",
        "where {name} is positive",
        "{name} 값이 양수인 자리만",
        "Which formula holds for positive numbers in {name}? Try one by hand.",
        "{name} 값이 양수일 때는 어떤 식이 맞나요? 하나를 손으로 계산해 보세요.",
        _by_input(lambda v: v > 0),
    ),
    _right_but(
        "wrong-where-repeated",
        "where {name} has the same value more than once",
        "{name}에 같은 값이 여러 번 나오는 자리만",
        "What happens when a value of {name} comes a second time?",
        "{name}에 같은 값이 두 번째로 나오면 어떻게 되나요?",
        _by_input(_repeated),
    ),
    _right_but(
        "wrong-on-diagonal",
        "on the diagonal",
        "대각선만",
        "What is different on the diagonal, where row and column have the same number?",
        "행과 열의 번호가 같은 대각선에서는 무엇이 다른가요?",
        _by_place(_diagonal),
    ),
    _right_but(
        "right-on-diagonal-only",
        "off the diagonal",
        "대각선이 아닌 자리만",
        "What belongs off the diagonal, where row and column have different numbers?",
        "행과 열의 번호가 다른 자리에는 무엇이 들어가야 하나요?",
        _by_place(_not_diagonal),
    ),
    _right_but("first-row-wrong", "in the first row", "첫 행만", *_LOOP, _by_place(_mark((0,), 2))),
    _right_but("last-row-wrong", "in the last row", "마지막 행만", *_LOOP, _by_place(_mark((-1,), 2))),
    _right_but("first-column-wrong", "in the first column", "첫 열만", *_LOOP, _by_place(_mark((..., 0), 2))),
    _right_but("last-column-wrong", "in the last column", "마지막 열만", *_LOOP, _by_place(_mark((..., -1), 2))),
    _right_but(
        "only-first-row-right",
        "below the first row",
        "첫 행 아래만",
        "What is different about the rows after the first? Does your loop reach them, and with the right values?",
        "첫 행 다음의 행에서는 무엇이 다른가요? 반복이 거기까지, 맞는 값으로 이어지나요?",
        _by_place(_mark((slice(1, None),), 2)),
    ),
    _right_but(
        "only-last-row-right",
        "above the last row",
        "마지막 행 위만",
        "Is what you computed for the earlier rows overwritten?",
        "앞의 행에서 계산한 값을 덮어쓰지 않나요?",
        _by_place(_mark((slice(None, -1),), 2)),
    ),
    _right_but(
        "only-first-column-right",
        "right of the first column",
        "첫 열 오른쪽만",
        "What is different about the columns after the first? Does your loop reach them?",
        "첫 열 다음의 열에서는 무엇이 다른가요? 반복이 거기까지 이어지나요?",
        _by_place(_mark((..., slice(1, None)), 2)),
    ),
    _right_but("first-wrong", "for the first entry", "첫 원소만", *_LOOP, _by_place(_mark((0,)))),
    _right_but("last-wrong", "for the last entry", "마지막 원소만", *_LOOP, _by_place(_mark((-1,)))),
    _right_but(
        "only-first-right",
        "after the first entry",
        "첫 원소 다음부터만",
        "What is different about the entries after the first? Does your loop reach them, and with the right values?",
        "첫 원소 다음의 원소에서는 무엇이 다른가요? 반복이 거기까지, 맞는 값으로 이어지나요?",
        _by_place(_mark((slice(1, None),))),
    ),
    _right_but(
        "only-last-right",
        "before the last entry",
        "마지막 원소 앞만",
        "Is what you computed for the earlier entries overwritten?",
        "앞의 원소에서 계산한 값을 덮어쓰지 않나요?",
        _by_place(_mark((slice(None, -1),))),
    ),
    _right_but(
        "wrong-where-result-negative",
        "where the right result is negative",
        "정답이 음수인 자리만",
        "Which step cannot give a negative number, or gives another one?",
        "음수가 나올 수 없거나 다른 값이 나오는 단계는 어디인가요?",
        _by_result(lambda v: v < 0),
    ),
    _right_but(
        "wrong-where-result-zero",
        "where the right result is 0",
        "정답이 0인 자리만",
        "For which inputs should the result be 0?",
        "어떤 입력에서 결과가 0이 되어야 하나요?",
        _by_result(lambda v: v == 0),
    ),
)
