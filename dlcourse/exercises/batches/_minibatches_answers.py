"""Answers to `minibatches` that are longer than a line: wrong ones that its card names, and other right ones."""

from typing import Any

import numpy as np


def list_of_groups(X: Any, y: Any, size: Any, *, rng: Any) -> Any:
    order = np.arange(len(y))
    rng.shuffle(order)
    groups = []
    while len(order):
        groups.append((X[order[:size]], y[order[:size]]))
        order = order[size:]
    return groups


def by_sorting_random_numbers(X: Any, y: Any, size: Any, *, rng: Any) -> Any:
    order = np.argsort(rng.random(len(X)))
    for rows in np.split(order, range(size, len(X), size)):
        yield np.take(X, rows, axis=0), np.take(y, rows)


def drawn_one_by_one(X: Any, y: Any, size: Any, *, rng: Any) -> Any:
    left = list(range(len(X)))
    while left:
        rows = [left.pop(int(rng.integers(len(left)))) for _ in range(min(size, len(left)))]
        yield np.array([X[i] for i in rows]), np.array([y[i] for i in rows])


def copies_shuffled_alike(X: Any, y: Any, size: Any, *, rng: Any) -> Any:
    order = rng.choice(len(X), size=len(X), replace=False)
    X, y = X[order], y[order]
    return ((X[start : start + size], y[start : start + size]) for start in range(0, len(X), size))


def shuffled_separately(X: Any, y: Any, size: Any, *, rng: Any) -> Any:
    X, y = rng.permutation(X), rng.permutation(y)
    for start in range(0, len(X), size):
        yield X[start : start + size], y[start : start + size]


def only_examples_shuffled(X: Any, y: Any, size: Any, *, rng: Any) -> Any:
    X = rng.permutation(X)
    for start in range(0, len(X), size):
        yield X[start : start + size], y[start : start + size]


def last_dropped(X: Any, y: Any, size: Any, *, rng: Any) -> Any:
    order = rng.permutation(len(X))
    for number in range(len(X) // size):
        rows = order[number * size : (number + 1) * size]
        yield X[rows], y[rows]


def one_too_many(X: Any, y: Any, size: Any, *, rng: Any) -> Any:
    order = rng.permutation(len(X))
    for number in range(len(X) // size + 1):
        rows = order[number * size : (number + 1) * size]
        yield X[rows], y[rows]


def always_the_same_order(X: Any, y: Any, size: Any, *, rng: Any) -> Any:
    order = np.random.default_rng(0).permutation(len(X))
    for start in range(0, len(X), size):
        rows = order[start : start + size]
        yield X[rows], y[rows]


def global_randomness(X: Any, y: Any, size: Any, *, rng: Any) -> Any:
    order = np.random.permutation(len(X))  # noqa: NPY002  # the mistake itself
    for start in range(0, len(X), size):
        rows = order[start : start + size]
        yield X[rows], y[rows]


def original_shuffled(X: Any, y: Any, size: Any, *, rng: Any) -> Any:
    order = rng.permutation(len(X))
    X[:], y[:] = X[order], y[order]
    return [(X[start : start + size], y[start : start + size]) for start in range(0, len(X), size)]


def not_shuffled(X: Any, y: Any, size: Any, *, rng: Any) -> Any:
    for start in range(0, len(X), size):
        yield X[start : start + size], y[start : start + size]


def groups_shuffled(X: Any, y: Any, size: Any, *, rng: Any) -> Any:
    starts = list(range(0, len(X), size))
    for number in rng.permutation(len(starts)):
        start = starts[number]
        yield X[start : start + size], y[start : start + size]


def an_order_for_every_group(X: Any, y: Any, size: int, *, rng: Any) -> Any:
    for start in range(0, len(X), size):
        picked = rng.permutation(len(X))[start : start + size]
        yield X[picked], y[picked]


def with_replacement(X: Any, y: Any, size: Any, *, rng: Any) -> Any:
    for start in range(0, len(X), size):
        rows = rng.integers(len(X), size=min(size, len(X) - start))
        yield X[rows], y[rows]


def only_the_first(X: Any, y: Any, size: Any, *, rng: Any) -> Any:
    rows = rng.permutation(len(X))[:size]
    return X[rows], y[rows]


def evenly_split(X: Any, y: Any, size: Any, *, rng: Any) -> Any:
    order = rng.permutation(len(X))
    for rows in np.array_split(order, -(-len(X) // size)):
        yield X[rows], y[rows]


class Dealer:
    """An iterator that deals the groups, written as a class."""

    def __init__(self, X: Any, y: Any, size: Any, *, rng: Any) -> None:
        self.X, self.y, self.size = X, y, size
        self.left = rng.permutation(len(X))

    def __iter__(self) -> Any:
        return self

    def __next__(self) -> Any:
        if not len(self.left):
            raise StopIteration
        rows, self.left = self.left[: self.size], self.left[self.size :]
        return self.X[rows], self.y[rows]


def yields_only_the_first(X: Any, y: Any, size: Any, *, rng: Any) -> Any:
    rows = rng.permutation(len(X))[:size]
    yield X[rows], y[rows]


def shuffled_inside_groups(X: Any, y: Any, size: Any, *, rng: Any) -> Any:
    for start in range(0, len(X), size):
        rows = start + rng.permutation(len(X[start : start + size]))
        yield X[rows], y[rows]


def global_after_a_seed(X: Any, y: Any, size: Any, *, rng: Any) -> Any:
    np.random.seed(0)  # noqa: NPY002  # the mistake itself
    yield from global_randomness(X, y, size, rng=rng)


def _cut(X: Any, y: Any, rng: Any, cuts: Any, give: Any = None) -> Any:
    """Groups between these cuts of one random order."""
    order = rng.permutation(len(X))
    for start, end in cuts:
        rows = order[start:end]
        yield (X[rows], y[rows]) if give is None else give(X, y, rows)


def ends_one_early(X: Any, y: Any, size: Any, *, rng: Any) -> Any:
    return _cut(X, y, rng, [(i, i + size - 1) for i in range(0, len(X), size)])


def size_is_the_number_of_groups(X: Any, y: Any, size: Any, *, rng: Any) -> Any:
    step = -(-len(X) // size)
    return _cut(X, y, rng, [(i, i + step) for i in range(0, len(X), step)])


def as_many_groups_as_size(X: Any, y: Any, size: Any, *, rng: Any) -> Any:
    order = rng.permutation(len(X))
    return ((X[rows], y[rows]) for rows in np.array_split(order, size))


def last_cut_missing(X: Any, y: Any, size: Any, *, rng: Any) -> Any:
    return _cut(X, y, rng, [(i, i + size) for i in range(0, len(X) - size, size)])


def labels_first(X: Any, y: Any, size: Any, *, rng: Any) -> Any:
    return _cut(X, y, rng, [(i, i + size) for i in range(0, len(X), size)], lambda X, y, rows: (y[rows], X[rows]))


def rows_alone(X: Any, y: Any, size: Any, *, rng: Any) -> Any:
    return _cut(X, y, rng, [(i, i + size) for i in range(0, len(X), size)], lambda X, y, rows: X[rows])


def numbers_alone(X: Any, y: Any, size: Any, *, rng: Any) -> Any:
    return _cut(X, y, rng, [(i, i + size) for i in range(0, len(X), size)], lambda X, y, rows: rows)


def numbers_with_labels(X: Any, y: Any, size: Any, *, rng: Any) -> Any:
    return _cut(X, y, rng, [(i, i + size) for i in range(0, len(X), size)], lambda X, y, rows: (rows, y[rows]))


def endless(X: Any, y: Any, size: Any, *, rng: Any) -> Any:
    while True:
        yield from _cut(X, y, rng, [(i, i + size) for i in range(0, len(X), size)])


def full_groups_drawn(X: Any, y: Any, size: Any, *, rng: Any) -> Any:
    for _ in range(0, len(X), size):
        rows = rng.integers(len(X), size=size)
        yield X[rows], y[rows]


def last_group_filled_up(X: Any, y: Any, size: Any, *, rng: Any) -> Any:
    order = rng.permutation(len(X))
    for start in range(0, len(X), size):
        rows = order[np.arange(start, start + size) % len(X)]
        yield X[rows], y[rows]


def groups_overlap(X: Any, y: Any, size: Any, *, rng: Any) -> Any:
    yield from _cut(X, y, rng, [(i, i + size) for i in range(len(X) - size + 1)])


def groups_overlap_to_the_end(X: Any, y: Any, size: Any, *, rng: Any) -> Any:
    yield from _cut(X, y, rng, [(i, i + size) for i in range(len(X))])


def slice_ends_at_size(X: Any, y: Any, size: Any, *, rng: Any) -> Any:
    yield from _cut(X, y, rng, [(start, size) for start in range(0, len(X), size)])


def only_labels_shuffled(X: Any, y: Any, size: Any, *, rng: Any) -> Any:
    y = rng.permutation(y)
    for start in range(0, len(X), size):
        yield X[start : start + size], y[start : start + size]
