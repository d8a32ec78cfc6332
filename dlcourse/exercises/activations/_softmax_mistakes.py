"""How softmax is got wrong: one function for each mistake that its card names."""

from typing import Any

import numpy as np

from dlcourse.exercises.activations._shared import logistic


def raised_to(base: float, z: Any) -> Any:
    """Shares of powers of a base, without overflow."""
    e = base ** (z - np.max(z, axis=-1, keepdims=True))
    return e / np.sum(e, axis=-1, keepdims=True)


def global_max(z: Any) -> Any:
    e = np.exp(z - np.max(z))
    return e / np.sum(e, axis=-1, keepdims=True)


def by_columns(z: Any) -> Any:
    e = np.exp(z - np.max(z, axis=0, keepdims=True))
    return e / np.sum(e, axis=0, keepdims=True)


def without_keepdims(z: Any) -> Any:
    e = np.exp(z - np.max(z, axis=-1, keepdims=True))
    return e / np.sum(e, axis=-1)


def over_everything(z: Any) -> Any:
    e = np.exp(z - np.max(z))
    return e / np.sum(e)


def in_place(z: Any) -> Any:
    z -= np.max(z, axis=-1, keepdims=True)
    e = np.exp(z)
    return e / np.sum(e, axis=-1, keepdims=True)


def clipped(limit: float) -> Any:
    def softmax(z: Any) -> Any:
        e = np.exp(np.clip(z, -limit, limit))
        return e / np.sum(e, axis=-1, keepdims=True)

    return softmax


def of_sigmoids(z: Any) -> Any:
    return logistic(z) / np.sum(logistic(z), axis=-1, keepdims=True)


def shifted_above_only(z: Any) -> Any:
    top = np.max(z, axis=-1, keepdims=True)
    return np.exp(z - top) / np.sum(np.exp(np.minimum(z, 700.0)), axis=-1, keepdims=True)


def shifted_below_only(z: Any) -> Any:
    top = np.max(z, axis=-1, keepdims=True)
    return np.exp(z) / np.sum(np.exp(z - top), axis=-1, keepdims=True)


def by_columns_unshifted(z: Any) -> Any:
    return np.exp(z) / sum(np.exp(z))


def least_subtracted(z: Any) -> Any:
    e = np.exp(z - np.min(z, axis=-1, keepdims=True))
    return e / np.sum(e, axis=-1, keepdims=True)


def mean_subtracted(z: Any) -> Any:
    e = np.exp(z - np.mean(z, axis=-1, keepdims=True))
    return e / np.sum(e, axis=-1, keepdims=True)


def shares_above_the_least(z: Any) -> Any:
    above = z - np.min(z, axis=-1, keepdims=True)
    return above / np.sum(above, axis=-1, keepdims=True)


def along_axis_1(z: Any) -> Any:
    e = np.exp(z - np.max(z, axis=1, keepdims=True))
    return e / np.sum(e, axis=1, keepdims=True)


def not_divided(z: Any) -> Any:
    return np.exp(z - np.max(z, axis=-1, keepdims=True))


def divided_by_the_mean(z: Any) -> Any:
    e = np.exp(z - np.max(z, axis=-1, keepdims=True))
    return e / np.mean(e, axis=-1, keepdims=True)
