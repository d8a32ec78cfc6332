"""Answers to `activation_stds` that are longer than a line: wrong ones that its card names, and other right ones."""

import math
from typing import Any

import numpy as np

from dlcourse.exercises.initializers._shared import (
    right_variance,
    shape_of_draws,
    spread,
)


def weights(shape: Any, scheme: str, rng: Any) -> Any:
    """Right weights, for answers to other exercises."""
    return spread(shape, shape_of_draws(scheme), right_variance(shape, scheme), rng)


def activated(z: Any, act: str) -> Any:
    if act == "relu":
        return np.maximum(z, 0.0)
    if act == "sigmoid":
        return 0.5 * (1.0 + np.tanh(0.5 * z))
    return np.tanh(z) if act == "tanh" else z


def initialized_layer(scheme: Any, width: int, rng: Any) -> Any:
    if isinstance(scheme, str):
        return weights((width, width), scheme, rng)
    return rng.normal(0.0, scheme, size=(width, width))


def stds_with(scheme: Any, act: str, depth: int, width: int, rng: Any) -> Any:
    a = rng.normal(size=(width, width))
    found = []
    for _ in range(depth):
        a = activated(a @ initialized_layer(scheme, width, rng), act)
        found.append(a.std())
    return np.array(found)


def stds_of_z(scheme: Any, act: str, depth: int, width: int, *, rng: Any) -> Any:
    a, found = rng.normal(size=(width, width)), []
    for _ in range(depth):
        z = a @ initialized_layer(scheme, width, rng)
        found.append(z.std())
        a = activated(z, act)
    return np.array(found)


def stds_one_matrix(scheme: Any, act: str, depth: int, width: int, *, rng: Any) -> Any:
    a, W, found = rng.normal(size=(width, width)), initialized_layer(scheme, width, rng), []
    for _ in range(depth):
        a = activated(a @ W, act)
        found.append(a.std())
    return np.array(found)


def stds_uniform_input(scheme: Any, act: str, depth: int, width: int, *, rng: Any) -> Any:
    a, found = rng.uniform(-1.0, 1.0, size=(width, width)), []
    for _ in range(depth):
        a = activated(a @ initialized_layer(scheme, width, rng), act)
        found.append(a.std())
    return np.array(found)


def stds_input_counted(scheme: Any, act: str, depth: int, width: int, *, rng: Any) -> Any:
    a, found = rng.normal(size=(width, width)), []
    for _ in range(depth):
        found.append(a.std())
        a = activated(a @ initialized_layer(scheme, width, rng), act)
    return np.array(found)


def stds_without_activation(scheme: Any, act: str, depth: int, width: int, *, rng: Any) -> Any:
    return stds_with(scheme, "identity", depth, width, rng)


def stds_shuffled(scheme: Any, act: str, depth: int, width: int, *, rng: Any) -> Any:
    start = np.random.normal(size=(width, width))  # noqa: NPY002  # the global generator is the mistake
    a, found = start, []
    for _ in range(depth):
        a = activated(a @ initialized_layer(scheme, width, rng), act)
        found.append(a.std())
    return np.array(found)


def stds_drawn_first(scheme: Any, act: str, depth: int, width: int, *, rng: Any) -> Any:
    layers = [initialized_layer(scheme, width, rng) for _ in range(depth)]
    signals = [rng.standard_normal((width, width))]
    for W in layers:
        signals.append(activated(np.einsum("nd,dm->nm", signals[-1], W, optimize=True), act))
    return np.std(signals[1:], axis=(1, 2))


def stds_by_moments(scheme: Any, act: str, depth: int, width: int, *, rng: Any) -> Any:
    signal, found = rng.normal(size=(width, width)).T, np.empty(depth)  # examples as columns
    for i in range(depth):
        signal = activated(initialized_layer(scheme, width, rng).T @ signal, act)
        found[i] = math.sqrt(max((signal**2).mean() - signal.mean() ** 2, 0.0))
    return found


def stds_recursive(scheme: Any, act: str, depth: int, width: int, *, rng: Any) -> Any:
    def after(a: Any, left: int) -> list[float]:
        if not left:
            return []
        a = activated(a @ initialized_layer(scheme, width, rng), act)
        return [float(np.sqrt(np.mean((a - a.mean()) ** 2))), *after(a, left - 1)]

    return np.array(after(rng.normal(size=(width, width)), depth))


def stds_of_one_example(scheme: Any, act: str, depth: int, width: int, *, rng: Any) -> Any:
    a, found = rng.normal(size=width), []
    for _ in range(depth):
        a = activated(a @ initialized_layer(scheme, width, rng), act)
        found.append(a.std())
    return np.array(found)


def stds_bent(scheme: Any, act: str, depth: int, width: int, rng: Any, bend: Any) -> Any:
    """With another bend in the place of ReLU."""
    a, found = rng.normal(size=(width, width)), []
    for _ in range(depth):
        z = a @ initialized_layer(scheme, width, rng)
        a = bend(z) if act == "relu" else activated(z, act)
        found.append(a.std())
    return np.array(found)


def stds_of_new_inputs(scheme: Any, act: str, depth: int, width: int, *, rng: Any) -> Any:
    found = []
    for _ in range(depth):
        a = rng.normal(size=(width, width))
        found.append(activated(a @ initialized_layer(scheme, width, rng), act).std())
    return np.array(found)
