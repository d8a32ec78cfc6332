"""Losses: what a network is asked to make small, each with its gradient in one call."""

from collections.abc import Callable
from dataclasses import dataclass
from inspect import unwrap

import numpy as np

from dlcourse.losses import bce, bce_grad, cross_entropy, half_sse, half_sse_grad, mse, mse_grad


@dataclass(frozen=True)
class Loss:
    """How far outputs are from targets, and how training treats it.

    `both` gives the value and its gradient. `classes` says that targets are class numbers, so there is an accuracy, and
    `between` that a target may lie between two classes, as a probability does ("80 % sure that it is class 1");
    `inside` names the activation that is part of the loss; `adds` says that it is a sum over examples, not a mean.
    """

    value: Callable[[np.ndarray, np.ndarray], float]
    both: Callable[[np.ndarray, np.ndarray], tuple[float, np.ndarray]]
    classes: bool = False
    between: bool = False
    inside: str | None = None
    adds: bool = False


def _cross_entropy_and_grad(logits: np.ndarray, y: np.ndarray) -> tuple[float, np.ndarray]:
    # `cross_entropy` and `cross_entropy_grad` in one, because both need the same exponentials
    n, classes = logits.shape
    z = logits - logits.max(axis=1, keepdims=True)
    truth = np.arange(0, n * classes, classes) + y  # places in the flat array: found faster than by row and column
    at_truth = z.ravel()[truth]
    np.exp(z, out=z)
    total = z.sum(axis=1, keepdims=True)
    value = float((np.log(total[:, 0]) - at_truth).sum()) / n
    z /= total
    z.ravel()[truth] -= 1.0
    z /= n
    return value, z


def _with(value: Callable[..., float], grad: Callable[..., np.ndarray]) -> Callable[..., tuple[float, np.ndarray]]:
    # without a look at the arguments at every step: `data_of` has looked at all of them
    value, grad = unwrap(value), unwrap(grad)
    return lambda out, y: (value(out, y), grad(out, y))


LOSSES = {
    "cross_entropy": Loss(cross_entropy, _cross_entropy_and_grad, classes=True, inside="softmax"),
    "bce": Loss(bce, _with(bce, bce_grad), classes=True, between=True, inside="sigmoid"),
    "mse": Loss(mse, _with(mse, mse_grad)),
    "half_sse": Loss(half_sse, _with(half_sse, half_sse_grad), adds=True),
}
