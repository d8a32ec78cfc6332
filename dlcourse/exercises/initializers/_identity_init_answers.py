"""Answers to `identity_init`: wrong ones that its card names, and other right ones."""

from collections.abc import Callable
from typing import Any

import numpy as np

from dlcourse import initializers


def allowed(shape: Any) -> bool:
    return shape[0] == shape[1] or shape[1] == 2 * shape[0] or shape[0] == 2 * shape[1]


def for_others(otherwise: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """Right for every shape that has an answer; what is done with the others is given."""
    return lambda shape: initializers.identity_init(shape) if allowed(shape) else otherwise(shape)


def raising(error: type[Exception], *words: str) -> Callable[[Any], Any]:
    def otherwise(shape: Any) -> Any:
        raise error(*words)

    return otherwise


def printed_only(shape: Any) -> Any:
    print("no identity")


def identity_asserted(shape: Any) -> Any:
    assert allowed(shape), "no identity"
    return initializers.identity_init(shape)


def squares_refused(shape: Any) -> Any:
    if shape[0] == shape[1]:
        raise ValueError("the shape must not be square")
    return np.eye(*shape)


class ShapeError(ValueError):
    """A ValueError of one's own."""


def refuses(make: Callable[[int], Any]) -> Callable[[Any], Any]:
    """With the check and the pairs in place, so that only the square matrix is wrong."""

    def identity_init(shape: Any) -> Any:
        rows, columns = shape
        return make(rows) if rows == columns else initializers.identity_init(shape)

    return identity_init


def squares_alone(shape: Any) -> Any:
    if shape[0] != shape[1]:
        raise ValueError("needs as many outputs as inputs")
    return np.eye(shape[0])


def pairs(wide: Callable[[Any], Any], high: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """With another answer for the pair: one for twice as many units, one for half as many."""

    def identity_init(shape: Any) -> Any:
        if shape[0] == shape[1] or not allowed(shape):
            return initializers.identity_init(shape)
        return wide(np.eye(shape[0])) if shape[0] < shape[1] else high(np.eye(shape[1]))

    return identity_init


def identity_by_loop(shape: Any) -> Any:
    rows, columns = shape
    if not allowed(shape):
        raise ShapeError(f"{rows} and {columns}")
    matrix = np.zeros((rows, columns))
    for i in range(max(rows, columns)):
        matrix[i % rows, i % columns] = 1.0 if i < min(rows, columns) else -1.0
    return matrix


def identity_by_blocks(shape: Any) -> Any:
    size = min(shape)
    blocks = {(size, size): [[1]], (size, 2 * size): [[1, -1]], (2 * size, size): [[1], [-1]]}
    if tuple(shape) not in blocks:
        raise ValueError(f"no identity of shape {shape}")
    return np.kron(blocks[tuple(shape)], np.eye(size))


def identity_by_transposing(shape: Any) -> Any:
    if shape[0] > shape[1]:
        return identity_by_transposing(shape[::-1]).T
    rows, columns = shape
    matrix = np.eye(rows, columns)
    if rows != columns:
        matrix = matrix - np.eye(rows, columns, k=rows)
    if shape[1] not in (shape[0], 2 * shape[0]):
        raise ValueError(f"{shape} has no identity")
    return matrix


def pair_for_any(shape: Any) -> Any:
    """Every shape that is not square gets the pair of its smaller side."""
    eye = np.eye(min(shape))
    return np.hstack([eye, -eye]) if shape[0] < shape[1] else np.vstack([eye, -eye])
