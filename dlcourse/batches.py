"""Which examples are shown when: some are kept back for an honest judgement, the others come in small shuffled groups.

An epoch is one pass of the whole training set; an iteration is one mini-batch, and so one step of the weights.
"""

from collections.abc import Iterator

import numpy as np

from dlcourse._require import generator, require, same_length, shapes, shares, whole


@require(same_length("X", "y"), fractions=shares(3), rng=generator)
def split(
    X: np.ndarray, y: np.ndarray, fractions: tuple[float, float, float], *, rng: np.random.Generator
) -> tuple[tuple[np.ndarray, np.ndarray], tuple[np.ndarray, np.ndarray], tuple[np.ndarray, np.ndarray]]:
    """Deal the examples out at random: pairs (X, y) for training, validation and test.

    Every example is in exactly one pair; the sizes are the fractions of N, rounded.
    Shape:   (N, ...), (N,) -> three pairs
    Raises:  ValueError if X and y differ in length or the fractions do not add up to 1
    See:     Stone (1974)
    >>> train, val, test = split(np.arange(10.0), np.arange(10), (0.6, 0.2, 0.2), rng=np.random.default_rng(0))
    >>> len(train[0]), len(val[0]), len(test[0]), sorted(np.concatenate([train[1], val[1], test[1]]).tolist())
    (6, 2, 2, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9])
    """
    order = rng.permutation(len(X))
    # where one part ends and the next begins; rounding the running sum instead of each size loses nobody
    first, second = np.round(np.cumsum(fractions)[:2] * len(X)).astype(int)
    train, val, test = order[:first], order[first:second], order[second:]
    return (X[train], y[train]), (X[val], y[val]), (X[test], y[test])


@require(shapes(X="N D", X_val="K D", X_test="L D"))
def standardize(X: np.ndarray, X_val: np.ndarray, X_test: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Give every column of the training part X mean 0 and spread 1, and move the other parts by the same two numbers.

    The spread is the standard deviation, with N under the root; a column that never changes keeps its scale.
    Shape:   (N, D), (K, D), (L, D) -> (N, D), (K, D), (L, D)
    Raises:  ValueError if the parts differ in their columns
    See:     LeCun, Bottou, Orr & Müller (1998)
    >>> X, X_val, X_test = np.array([[1.0], [2.0], [3.0]]), np.array([[2.0]]), np.array([[100.0]])
    >>> [part.ravel().round(4).tolist() for part in standardize(X, X_val, X_test)]
    [[-1.2247, 0.0, 1.2247], [0.0], [120.025]]
    """
    mean, spread = X.mean(axis=0), X.std(axis=0)
    # a column that is the same everywhere has nothing to be divided by
    spread = np.where(spread > 0, spread, 1.0)
    return (X - mean) / spread, (X_val - mean) / spread, (X_test - mean) / spread


@require(same_length("X", "y"), size=whole(1), rng=generator)
def minibatches(
    X: np.ndarray, y: np.ndarray, size: int, *, rng: np.random.Generator
) -> "Iterator[tuple[np.ndarray, np.ndarray]]":
    """One epoch: all examples in a new random order, `size` at a time; the last group may be smaller.

    Shape:   (N, ...), (N,) -> pairs (size, ...), (size,)
    Raises:  ValueError if X and y differ in length or size is below 1
    See:     Robbins & Monro (1951)
    >>> X, y = np.arange(5.0), np.arange(5)
    >>> [len(batch) for batch, labels in minibatches(X, y, 2, rng=np.random.default_rng(0))]
    [2, 2, 1]
    """
    order = rng.permutation(len(X))
    for start in range(0, len(X), size):
        rows = order[start : start + size]
        yield X[rows], y[rows]


@require(N=whole(1), size=whole(1), epochs=whole())
def iterations(N: int, size: int, epochs: int = 1) -> int:
    """How many steps the weights make when N examples come in groups of `size`, for so many epochs.

    Shape:   (), (), () -> ()
    Raises:  ValueError if N or size is below 1 or epochs is negative
    See:     `minibatches`
    >>> iterations(4000, 64), iterations(4000, 64, epochs=3)
    (63, 189)
    """
    # the last group may be smaller, but it is a step as well: round up
    return (N + size - 1) // size * epochs
