"""Answers to `numerical_gradient` that are longer than a line: wrong ones that its card names, and other right ones."""

from typing import Any

import numpy as np


def all_places(x: Any) -> Any:
    """x as fractions, and all places in it."""
    fractions = np.array(x, dtype=float)
    return fractions, list(np.ndindex(fractions.shape))


def moved(x: Any, place: Any, by: Any) -> Any:
    other = np.array(x, dtype=float)
    other[place] += by
    return other


def measured(f: Any, x: Any, above: Any, below: Any, divisor: Any) -> Any:
    """The slopes between x moved by `above` and x moved by `below`."""
    x, places = all_places(x)
    slopes = np.zeros_like(x)
    for place in places:
        slopes[place] = (f(moved(x, place, above)) - f(moved(x, place, below))) / divisor
    return slopes


def half_divided(f: Any, x: Any, h: Any) -> Any:
    x, places = all_places(x)
    slopes = np.zeros_like(x)
    for place in places:
        slopes[place] = f(moved(x, place, h)) - f(moved(x, place, -h)) / (2 * h)
    return slopes


def all_at_once(f: Any, x: Any, h: Any = 1e-5) -> Any:
    x = np.array(x, dtype=float)
    return np.full_like(x, (f(x + h) - f(x - h)) / (2 * h))


def left_moved(f: Any, x: Any, places: Any, h: Any) -> Any:
    """The slopes at these places of x, each of which goes up, then down, and stays there."""
    slopes = np.zeros(x.shape)
    for place in places:
        x[place] += h
        above = f(x.copy())
        x[place] -= 2 * h
        slopes[place] = (above - f(x.copy())) / (2 * h)
    return slopes


def not_restored(f: Any, x: Any, h: Any = 1e-5) -> Any:
    x, places = all_places(x)
    return left_moved(f, x, places, h)


def input_moved(f: Any, x: Any, h: Any = 1e-5) -> Any:
    slopes = np.zeros(x.shape)
    for place in np.ndindex(x.shape):
        before = x[place]
        x[place] = before + h
        above = f(x.copy())
        x[place] = before - h
        slopes[place] = (above - f(x.copy())) / (2 * h)
    return slopes


def rows_not_restored(f: Any, x: Any, h: Any = 1e-5) -> Any:
    """`x` itself stays moved, number by number of a list, and row by row of a table."""
    return left_moved(f, x, range(len(x)), h)


def rows_of_a_copy_not_restored(f: Any, x: Any, h: Any = 1e-5) -> Any:
    return rows_not_restored(f, np.array(x, dtype=float), h)


def rows_only(f: Any, x: Any, h: Any = 1e-5) -> Any:
    x = np.array(x, dtype=float)
    slopes = np.zeros_like(x)
    for i in range(len(x)):
        above, below = x.copy(), x.copy()
        above[i] += h
        below[i] -= h
        slopes[i] = (f(above) - f(below)) / (2 * h)
    return slopes


def by_unit_vectors(f: Any, x: Any, h: Any = 1e-5) -> Any:
    flat = np.array(x, dtype=float).ravel()
    directions = np.eye(flat.size) * h
    slopes = [(f((flat + d).reshape(np.shape(x))) - f((flat - d).reshape(np.shape(x)))) / (2 * h) for d in directions]
    return np.array(slopes).reshape(np.shape(x))


def by_half_differences(f: Any, x: Any, h: Any = 1e-5) -> Any:
    middle = f(np.array(x, dtype=float))
    x, places = all_places(x)
    slopes = np.zeros_like(x)
    for place in places:
        right, left = f(moved(x, place, h)) - middle, middle - f(moved(x, place, -h))
        slopes[place] = 0.5 * (right / h + left / h)
    return slopes


def with_an_iterator(f: Any, x: Any, h: Any = 1e-5) -> Any:
    x = np.array(x, dtype=float)
    slopes = np.empty_like(x)
    walk = np.nditer(x, flags=["multi_index"])
    for _ in walk:
        place = walk.multi_index
        before = float(x[place])
        ends = []
        for end in (before - h, before + h):
            trial = x.copy()
            trial[place] = end
            ends.append(f(trial))
        slopes[place] = (ends[1] - ends[0]) / (2 * h)
    return slopes


def own_step(h: float) -> Any:
    def numerical_gradient(f: Any, x: Any, given: Any = 1e-5) -> Any:
        return measured(f, x, h, -h, 2 * h)

    return numerical_gradient


def two_steps(moved_by: float | None, divided_for: float | None) -> Any:
    """The places are one step away, and the divisor belongs to another; None is the `h` that was passed."""

    def numerical_gradient(f: Any, x: Any, h: float = 1e-5) -> Any:
        step = h if moved_by is None else moved_by
        return measured(f, x, step, -step, 2 * (h if divided_for is None else divided_for))

    return numerical_gradient


def put_back_by_adding(*down: int) -> Any:
    """`x` itself is moved up, down again by these steps, and back: what was rounded on the way stays in it."""

    def numerical_gradient(f: Any, x: Any, h: float = 1e-5) -> Any:
        slopes = np.zeros(x.shape)
        for place in np.ndindex(x.shape):
            x[place] += h
            above = f(x)
            for steps in down:
                x[place] -= steps * h
            slopes[place] = (above - f(x)) / (2 * h)
            x[place] += h
        return slopes

    return numerical_gradient
