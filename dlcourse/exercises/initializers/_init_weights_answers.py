"""Answers to `init_weights` that are longer than a line: wrong ones that its card names, and other right ones."""

import math
from typing import Any

import numpy as np

from dlcourse.exercises.initializers._shared import (
    right_variance,
    shape_of_draws,
    spread,
)


def std_as_limit(shape: Any, scheme: str, *, rng: Any) -> Any:
    std = np.sqrt(right_variance(shape, scheme))
    return (
        rng.normal(0.0, std, size=shape) if shape_of_draws(scheme) == "normal" else rng.uniform(-std, std, size=shape)
    )


def limit_as_std(shape: Any, scheme: str, *, rng: Any) -> Any:
    limit = np.sqrt(3.0 * right_variance(shape, scheme))
    return (
        rng.normal(0.0, limit, size=shape)
        if shape_of_draws(scheme) == "normal"
        else rng.uniform(-limit, limit, size=shape)
    )


def variance_as_std(shape: Any, scheme: str, *, rng: Any) -> Any:
    variance = right_variance(shape, scheme)
    if shape_of_draws(scheme) == "normal":
        return rng.normal(0.0, variance, size=shape)
    return rng.uniform(-3.0 * variance, 3.0 * variance, size=shape)


def variance_swapped(shape: Any, scheme: str) -> float:
    return right_variance((shape[1], shape[0]), scheme)


def variance_of_books(shape: Any, scheme: str) -> float:
    return float((2.0 if scheme.startswith("he") else 1.0) / shape[0])


def variance_without_two(shape: Any, scheme: str) -> float:
    return right_variance(shape, scheme) / (1.0 if scheme.startswith("lecun") else 2.0)


def tails_clipped(shape: Any, scheme: str, *, rng: Any) -> Any:
    variance = right_variance(shape, scheme)
    W = spread(shape, shape_of_draws(scheme), variance, rng)
    return np.clip(W, -2 * np.sqrt(variance), 2 * np.sqrt(variance))


def one_sided(shape: Any, scheme: str, *, rng: Any) -> Any:
    std = np.sqrt(right_variance(shape, scheme))
    if shape_of_draws(scheme) == "normal":
        return np.abs(rng.normal(0.0, std, size=shape))
    return rng.uniform(0.0, np.sqrt(3.0) * std, size=shape)


def one_unit_copied(shape: Any, scheme: str, *, rng: Any) -> Any:
    column = spread((shape[0], 1), shape_of_draws(scheme), right_variance(shape, scheme), rng)
    return np.repeat(column, shape[1], axis=1)


def weights_from_np_random(shape: Any, scheme: str, *, rng: Any) -> Any:
    return spread(shape, shape_of_draws(scheme), right_variance(shape, scheme), np.random)


def weights_from_own_seed(shape: Any, scheme: str, *, rng: Any) -> Any:
    return spread(shape, shape_of_draws(scheme), right_variance(shape, scheme), np.random.default_rng(42))


def weights_shuffled(shape: Any, scheme: str, *, rng: Any) -> Any:
    W = spread(shape, shape_of_draws(scheme), right_variance(shape, scheme), rng)
    np.random.shuffle(W)  # noqa: NPY002  # this second source of chance is the mistake
    return W


def weights_scaled(shape: Any, scheme: str, *, rng: Any) -> Any:
    fan_in, fan_out = shape
    std = {"lecun": fan_in**-0.5, "glorot": ((fan_in + fan_out) / 2) ** -0.5, "he": (fan_in / 2) ** -0.5}
    name, kind = scheme.split("_")
    unit = rng.standard_normal(shape) if kind == "normal" else (2.0 * rng.random(shape) - 1.0) * 3**0.5
    return std[name] * unit


def weights_unit_by_unit(shape: Any, scheme: str, *, rng: Any) -> Any:
    D, M = shape
    count = {"l": D, "g": (D + M) / 2, "h": D / 2}[scheme[0]]
    W = np.empty((D, M))
    for j in reversed(range(M)):
        if "normal" in scheme:
            W[:, j] = rng.normal(scale=1 / math.sqrt(count), size=D)
        else:
            W[:, j] = rng.uniform(-math.sqrt(3 / count), math.sqrt(3 / count), size=D)
    return W


def weights_by_box_and_muller(shape: Any, scheme: str, *, rng: Any) -> Any:
    """Normal numbers from uniform ones; and uniform ones from the ranks of nothing but `rng.random`."""
    std = math.sqrt(right_variance(shape, scheme))
    u, v = rng.random(shape), rng.random(shape)
    if scheme.endswith("uniform"):
        return math.sqrt(12.0) * std * (u - 0.5)
    return std * np.sqrt(-2.0 * np.log(1.0 - u)) * np.cos(2.0 * math.pi * v)
