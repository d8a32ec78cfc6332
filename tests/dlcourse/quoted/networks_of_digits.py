"""The networks that lesson 9 assembles, trained with the course's parts, for those who compute its numbers again."""

from functools import cache
from itertools import pairwise

import numpy as np

from dlcourse import digits
from dlcourse.activations import relu
from dlcourse.backprop import activation_backward, affine_backward
from dlcourse.datasets import load_mnist
from dlcourse.forward import affine
from dlcourse.initializers import init_weights
from dlcourse.losses import cross_entropy, cross_entropy_grad
from dlcourse.optimizers import gd_step

SIZES = (784, 128, 10)
Params = list[tuple[np.ndarray, np.ndarray]]


@cache
def images() -> tuple[np.ndarray, ...]:
    kept = load_mnist()
    parts = ((kept.X_train, kept.y_train), (kept.X_val, kept.y_val), (kept.X_test, kept.y_test))
    return tuple(array for part in parts for array in digits.preprocess(*part))


def begin(sizes: tuple[int, ...], rng: np.random.Generator) -> Params:
    return [(init_weights(shape, "he_normal", rng=rng), np.zeros(shape[1])) for shape in pairwise(sizes)]


def step(params: Params, X: np.ndarray, y: np.ndarray, lr: float = 0.2) -> tuple[Params, float]:
    """Gradient descent with the course's parts, for one layer or two."""
    inputs, scores = X, affine(X, *params[0])
    if len(params) == 2:
        z, inputs = scores, relu(scores)
        scores = affine(inputs, *params[1])
    dz, grads = cross_entropy_grad(scores, y), []
    dh, *last = affine_backward(dz, inputs, params[-1][0])
    if len(params) == 2:
        grads.append(affine_backward(activation_backward(dh, z, "relu"), X, params[0][0])[1:])
    grads.append(tuple(last))
    moved = [
        tuple(gd_step(old, g, lr) for old, g in zip(layer, gs, strict=True))
        for layer, gs in zip(params, grads, strict=True)
    ]
    return moved, cross_entropy(scores, y)


@cache
def trained(n: int, epochs: int, hidden: bool) -> tuple[Params, dict[str, list[float]]]:
    X, y, X_val, y_val, *_ = images()
    rng = np.random.default_rng(0)
    start = begin(SIZES, rng) if hidden else [(np.zeros((784, 10)), np.zeros(10))]
    return digits.fit(start, (X[:n], y[:n], X_val, y_val), step, epochs=epochs, size=64, rng=rng)
