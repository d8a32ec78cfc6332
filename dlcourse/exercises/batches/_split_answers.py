"""Answers to `split`: wrong ones that its card names, and other right ones."""

from collections.abc import Callable
from typing import Any

import numpy as np


def rounded(n: int, fractions: Any) -> tuple[int, int, int]:
    return round(fractions[0] * n), round((fractions[0] + fractions[1]) * n), n


def split_with(order: Callable[..., Any], *, sizes: Callable[[int, Any], Any] = rounded) -> Callable[..., Any]:
    """A split with one screw turned: the order in which examples are dealt, or the sizes."""

    def split(X: Any, y: Any, fractions: Any, *, rng: Any) -> Any:
        dealt = order(len(X), rng)
        first, second, last = sizes(len(X), fractions)
        parts = dealt[:first], dealt[first:second], dealt[second:last]
        return tuple((X[part], y[part]) for part in parts)

    return split


def floored(n: int, fractions: Any) -> tuple[int, int, int]:
    a, b, c = (int(share * n) for share in fractions)
    return a, a + b, a + b + c


def split_overlap(X: Any, y: Any, fractions: Any, *, rng: Any) -> Any:
    parts = []
    for share in fractions:
        chosen = rng.permutation(len(X))[: round(share * len(X))]
        parts.append((X[chosen], y[chosen]))
    return tuple(parts)


def split_torn(X: Any, y: Any, fractions: Any, *, rng: Any) -> Any:
    first, second, _ = rounded(len(X), fractions)
    rows, targets = X[rng.permutation(len(X))], y[rng.permutation(len(X))]
    return (
        (rows[:first], targets[:first]),
        (rows[first:second], targets[first:second]),
        (rows[second:], targets[second:]),
    )


def split_scaled(X: Any, y: Any, fractions: Any, *, rng: Any) -> Any:
    scaled = (X - X.mean(axis=0)) / X.std(axis=0)
    return split_with(lambda n, rng: rng.permutation(n))(scaled, y, fractions, rng=rng)


def split_test_second(X: Any, y: Any, fractions: Any, *, rng: Any) -> Any:
    train, val, test = split_with(lambda n, rng: rng.permutation(n))(X, y, fractions, rng=rng)
    return train, test, val


def split_by_shuffling_a_list(X: Any, y: Any, fractions: Any, *, rng: Any) -> Any:
    order = list(range(len(X)))
    rng.shuffle(order)
    first = int(fractions[0] * len(X))
    second = first + int(fractions[1] * len(X))
    groups = [order[:first], order[first:second], order[second:]]
    return tuple((X[group], y[group]) for group in groups)


def split_rounding_up(X: Any, y: Any, fractions: Any, *, rng: Any) -> Any:
    order = rng.permutation(len(X))
    first = int(np.ceil(fractions[0] * len(X)))
    second = first + int(np.ceil(fractions[1] * len(X)))
    return (
        (X[order[:first]], y[order[:first]]),
        (X[order[first:second]], y[order[first:second]]),
        (X[order[second:]], y[order[second:]]),
    )


def split_by_choice(X: Any, y: Any, fractions: Any, *, rng: Any) -> Any:
    everybody = np.arange(len(X))
    train = rng.choice(everybody, size=round(fractions[0] * len(X)), replace=False)
    rest = np.setdiff1d(everybody, train)
    val = np.sort(rng.choice(rest, size=round(fractions[1] * len(X)), replace=False))
    test = np.setdiff1d(rest, val)
    return (X[train], y[train]), (X[val], y[val]), (X[test], y[test])


def split_by_sorting_random_numbers(X: Any, y: Any, fractions: Any, *, rng: Any) -> list[Any]:
    order = np.argsort(rng.random(len(X)))
    ends = np.rint(np.cumsum(fractions) * len(X)).astype(int)
    return [[X[part], y[part]] for part in np.split(order, ends[:2])]


def split_six(flat: bool) -> Callable[..., Any]:
    """Six arrays instead of three pairs, in the order of a well-known library, or pair by pair."""

    def split(X: Any, y: Any, fractions: Any, *, rng: Any) -> Any:
        parts = split_with(lambda n, rng: rng.permutation(n))(X, y, fractions, rng=rng)
        return (
            tuple(half for part in parts for half in part) if flat else (*(p[0] for p in parts), *(p[1] for p in parts))
        )

    return split


def split_in_two(X: Any, y: Any, fractions: Any, *, rng: Any) -> Any:
    return split_with(lambda n, rng: rng.permutation(n))(X, y, fractions, rng=rng)[:2]


def cut_by_own_share(n: int, fractions: Any) -> tuple[int, int, int]:
    return round(fractions[0] * n), round(fractions[1] * n), n


def split_losing_at_cuts(X: Any, y: Any, fractions: Any, *, rng: Any) -> Any:
    order = rng.permutation(len(X))
    first, second, _ = rounded(len(X), fractions)
    return tuple((X[part], y[part]) for part in (order[:first], order[first + 1 : second], order[second + 1 :]))


def split_rows_alone(X: Any, y: Any, fractions: Any, *, rng: Any) -> Any:
    return tuple(part[0] for part in split_with(lambda n, rng: rng.permutation(n))(X, y, fractions, rng=rng))
