"""One epoch of mini-batches, read from whatever a function gives, and what can be measured of it whatever the order.

A case's driver says two things: in which form the groups came, and, if they are pairs, the measured value. `heard` turns
both into a sentence about what the function gave, never about a table made here.
"""

import copy
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

import numpy as np

from dlcourse.exercises.card import Case
from dlcourse.exercises.outcome import plain
from dlcourse.language import Text

PAIRS = "pairs"


def kept(pair: Any) -> Any:
    """A pair as it is now: a slice of `X` would follow every later change of `X`."""
    if not isinstance(pair, list | tuple):
        return pair
    return tuple(part.copy() if isinstance(part, np.ndarray) else part for part in pair)


FORMS = {
    "other": Text(
        "What came back is of type {type}; a generator of pairs is wanted: some rows of `X`, and their labels.",
        "자료형이 {type}인 것을 반환했습니다. `X`의 행 몇 개와 그 레이블로 된 쌍을 내놓는 제너레이터여야 합니다.",
    ),
    "one pair": Text(
        "One pair (rows, labels) came back, and the function was over; an epoch has several.",
        "쌍 (행, 레이블) 하나를 반환하고 함수가 끝났습니다. 에폭 하나에는 쌍이 여러 개 있습니다.",
    ),
    "rows alone": Text(
        "Rows of `X` came without their labels; each `yield` should give a pair.",
        "`X`의 행이 레이블 없이 나왔습니다. `yield`할 때마다 쌍을 내놓아야 합니다.",
    ),
    "numbers": Text(
        "Numbers of examples came instead of the examples; each `yield` should give rows of `X` and their labels.",
        "샘플이 아니라 샘플의 번호가 나왔습니다. `yield`할 때마다 `X`의 행과 그 레이블을 내놓아야 합니다.",
    ),
    "no pairs": Text(
        "Something other than pairs came; each `yield` should give two things, rows of `X` and their labels.",
        "쌍이 아닌 것이 나왔습니다. `yield`할 때마다 `X`의 행과 그 레이블, 두 가지를 내놓아야 합니다.",
    ),
    "labels first": Text(
        "The labels stand before the rows in your pairs; the rows of `X` come first.",
        "쌍에서 레이블이 행보다 앞에 있습니다. `X`의 행이 먼저 와야 합니다.",
    ),
    "endless": Text(
        "Your groups never end; an epoch is over when every example has come once.",
        "그룹이 끝없이 나옵니다. 모든 샘플이 한 번씩 나오면 에폭은 끝납니다.",
    ),
}


def epoch(minibatches: Any, X: Any, y: Any, size: int, rng: np.random.Generator) -> tuple[str, Any]:
    """The form of one epoch, and its groups; where there are none, what came back instead."""
    groups, most = minibatches(X, y, size, rng=rng), len(X) + 2
    if not isinstance(groups, list | tuple | Iterator):
        if not _may_be_asked(groups):
            return "other", groups
        groups = _asked(groups)
    read = [kept(pair) for pair in islice(groups, most)]
    return _form(read, X, y, most), read


def _may_be_asked(groups: Any) -> bool:
    try:
        return callable(groups.send)
    except Exception:  # in another process the answer "there is no such thing" may come as any error
        return False


def _asked(groups: Any) -> Iterator[Any]:
    """What a generator in another process gives, which can be asked for its next value and nothing else."""
    while True:
        try:
            value = groups.send(None)
        except Exception as end:
            told = getattr(getattr(end, "outcome", None), "error", None)
            if "StopIteration" not in (type(end).__name__, getattr(told, "type_name", "")):
                raise
            return
        yield value


def _form(read: list[Any], X: Any, y: Any, most: int) -> str:
    if len(read) == 2 and all(isinstance(part, np.ndarray) for part in read) and read[0].ndim != read[1].ndim:
        return "one pair"
    if read and all(isinstance(group, np.ndarray) for group in read):
        return "rows alone" if read[0].ndim == X.ndim else "numbers"
    if not all(isinstance(pair, list | tuple) and len(pair) == 2 for pair in read):
        return "no pairs"
    if not all(len(np.shape(part)) > 0 for pair in read for part in pair):
        return "no pairs"
    if read and all(np.ndim(rows) == 1 < X.ndim and np.ndim(labels) == 1 for rows, labels in read):
        return "numbers"
    if read and all(np.ndim(rows) == y.ndim and np.ndim(labels) == X.ndim for rows, labels in read):
        return "labels first"
    return "endless" if len(read) == most else PAIRS


def _type_of(groups: Any) -> str:
    return str(getattr(plain(groups), "type_name", type(groups).__name__))


@dataclass(frozen=True)
class Measured:
    """A case's driver: one number or row of numbers that every right epoch has in common, and what to say of another one."""

    measure: Callable[[list[Any]], Any]
    wrong: Text
    second: Callable[[np.random.Generator], np.random.Generator] | None = None

    def __call__(self, function: Any, X: Any, y: Any, size: int, *, rng: np.random.Generator) -> Any:
        rngs = [rng] if self.second is None else [rng, self.second(rng)]
        epochs = []
        for one in rngs:
            form, groups = epoch(function, X, y, size, one)
            if groups is None:
                return None
            if form != PAIRS:
                return {"form": form, "measured": _type_of(groups) if form == "other" else ""}
            epochs.append(groups)
        found = self.measure(epochs[0]) if self.second is None else _in_common(*epochs)
        return {"form": PAIRS, "measured": str(found)}


def heard(right: str, case: Case, value: Any) -> Text | None:
    """What is wrong with an epoch, told by what came; `right` is what the driver measures of a right one."""
    if value["form"] != PAIRS:
        return FORMS[value["form"]].format(type=value["measured"])
    wrong: Text = case.call.wrong  # type: ignore[union-attr]
    return None if value["measured"] == right else wrong.format(got=value["measured"], want=right)


def sizes(pairs: list[Any]) -> list[int]:
    return [len(rows) for rows, _ in pairs]


def label_sizes(pairs: list[Any]) -> list[int]:
    return [len(labels) for _, labels in pairs]


def row_numbers(pairs: list[Any]) -> np.ndarray:
    """The first number of every row, in the order of the epoch: the cases write the row's own number there."""
    return np.concatenate([np.zeros(0), *(np.reshape(rows, (len(rows), -1))[:, 0] for rows, _ in pairs if len(rows))])


def all_labels(pairs: list[Any]) -> np.ndarray:
    return np.concatenate([np.zeros(0), *(np.ravel(labels) for _, labels in pairs)])


def share(truths: Any) -> float:
    """How large a share is true, to one digit: coarse enough that chance never shows."""
    return round(float(np.mean(truths)), 1) if np.size(truths) else 0.0


def each_once(pairs: list[Any]) -> list[int]:
    return [int(number) for number in np.sort(row_numbers(pairs))]


def with_own_label(pairs: list[Any]) -> float:
    numbers, labels = row_numbers(pairs), all_labels(pairs)
    return share(numbers == labels) if len(numbers) == len(labels) else 0.0


def labels_in_old_place(pairs: list[Any]) -> float:
    labels = all_labels(pairs)
    return share(labels == np.arange(len(labels)))


def in_old_place(pairs: list[Any]) -> float:
    numbers = row_numbers(pairs)
    return share(numbers == np.arange(len(numbers)))


def in_old_group(pairs: list[Any]) -> float:
    """The share of examples that are in the group where they would be without any shuffling."""
    numbers, size = row_numbers(pairs), max(map(len, (rows for rows, _ in pairs)), default=1)
    return share(numbers // size == np.arange(len(numbers)) // size)


def next_to_old_neighbour(pairs: list[Any]) -> float:
    return share(np.diff(row_numbers(pairs)) == 1)


def shapes(pairs: list[Any]) -> list[tuple[int, ...]]:
    return [np.shape(rows) for rows, _ in pairs]


def _in_common(first: list[Any], second: list[Any]) -> float:
    """The share of examples that have the same place in two epochs."""
    one, two = row_numbers(first), row_numbers(second)
    return share(one == two) if len(one) == len(two) else 0.0


def spawned(rng: np.random.Generator) -> np.random.Generator:
    return rng.spawn(1)[0]


def copied(rng: np.random.Generator) -> np.random.Generator:
    return copy.deepcopy(rng)
