"""One epoch of mini-batches, read from whatever a function gives, and what can be measured of it whatever the order."""

import copy
from collections.abc import Callable
from typing import Any

import numpy as np


def kept(pair: Any) -> Any:
    """A pair as it is now: a slice of `X` would follow every later change of `X`."""
    if not isinstance(pair, list | tuple):
        return pair
    return tuple(part.copy() if isinstance(part, np.ndarray) else part for part in pair)


def read_groups(groups: Any, most: int) -> list[Any]:
    """The groups of one epoch, from a generator or a list; an endless generator is cut off after `most`."""
    if isinstance(groups, list | tuple):
        return [kept(pair) for pair in groups[:most]]
    read: list[Any] = []
    try:
        # `send` instead of a loop: a generator that lives in another process can be asked for its next value, but not looped over
        while len(read) < most:
            read.append(kept(groups.send(None)))
    except Exception as end:
        told = getattr(getattr(end, "outcome", None), "error", None)
        if "StopIteration" not in (type(end).__name__, getattr(told, "type_name", "")):
            raise
    return read


def is_generator(groups: Any) -> bool:
    try:
        return callable(groups.send)
    except Exception:  # in another process the answer "there is no such thing" may come as any error
        return False


def epoch(minibatches: Any, X: Any, y: Any, size: int, rng: np.random.Generator) -> Any:
    """One epoch as a list of pairs; anything that is no list of pairs of arrays comes back as it is."""
    groups = minibatches(X, y, size, rng=rng)
    if not isinstance(groups, list | tuple) and not is_generator(groups):
        return groups
    read = read_groups(groups, len(X) + 2)
    paired = all(isinstance(pair, list | tuple) and len(pair) == 2 for pair in read)
    sized = paired and all(len(np.shape(part)) > 0 for pair in read for part in pair)
    return read if sized else tuple(read)


def asking(measure: Callable[[list[Any]], Any]) -> Callable[..., Any]:
    """A case's call: measure one epoch."""

    def call(function: Any, X: Any, y: Any, size: int, *, rng: np.random.Generator) -> Any:
        pairs = epoch(function, X, y, size, rng)
        return measure(pairs) if isinstance(pairs, list) else pairs

    return call


def sizes(pairs: list[Any]) -> Any:
    return np.array([len(rows) for rows, _ in pairs], dtype=int)


def label_sizes(pairs: list[Any]) -> Any:
    return np.array([len(labels) for _, labels in pairs], dtype=int)


def row_numbers(pairs: list[Any]) -> np.ndarray:
    """The first number of every row, in the order of the epoch: the cases write the row's own number there."""
    return np.concatenate([np.zeros(0), *(np.reshape(rows, (len(rows), -1))[:, 0] for rows, _ in pairs if len(rows))])


def all_labels(pairs: list[Any]) -> np.ndarray:
    return np.concatenate([np.zeros(0), *(np.ravel(labels) for _, labels in pairs)])


def share(truths: Any) -> float:
    """How large a share is true, to one digit: coarse enough that chance never shows."""
    return round(float(np.mean(truths)), 1) if np.size(truths) else 0.0


def each_once(pairs: list[Any]) -> Any:
    return np.sort(row_numbers(pairs))


def with_own_label(pairs: list[Any]) -> float:
    numbers, labels = row_numbers(pairs), all_labels(pairs)
    return share(numbers == labels) if len(numbers) == len(labels) else 0.0


def labels_in_old_place(pairs: list[Any]) -> float:
    labels = all_labels(pairs)
    return share(labels == np.arange(len(labels)))


def in_old_place(pairs: list[Any]) -> float:
    numbers = row_numbers(pairs)
    return share(numbers == np.arange(len(numbers)))


def next_to_old_neighbour(pairs: list[Any]) -> float:
    return share(np.diff(row_numbers(pairs)) == 1)


def shapes(pairs: list[Any]) -> Any:
    return np.array([np.shape(rows) for rows, _ in pairs], dtype=int)


def two_epochs(second: Callable[[np.random.Generator], np.random.Generator]) -> Callable[..., Any]:
    """A case's call: the share of examples that have the same place in two epochs."""

    def call(function: Any, X: Any, y: Any, size: int, *, rng: np.random.Generator) -> Any:
        other = second(rng)
        epochs = [epoch(function, X, y, size, each) for each in (rng, other)]
        if not all(isinstance(pairs, list) for pairs in epochs):
            return epochs[0]
        one, two = map(row_numbers, epochs)
        return share(one == two) if len(one) == len(two) else 0.0

    return call


NEW_DRAWS = two_epochs(lambda rng: rng.spawn(1)[0])


SAME_DRAWS = two_epochs(copy.deepcopy)
