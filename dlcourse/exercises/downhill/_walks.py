"""Walks downhill that go wrong in one way each, and three that are right in another way."""

from typing import Any

import numpy as np

from dlcourse.exercises.downhill._shared import slope


def walk(f: Any, w: Any, lr: Any, flat: Any = 0.001, most: Any = 1000) -> Any:
    """The right walk."""
    places = [w]
    while abs(slope(f, places[-1])) > flat and len(places) <= most:
        places.append(places[-1] - lr * slope(f, places[-1]))
    return np.array(places, dtype=float)


def without_start(f: Any, w: Any, lr: Any, flat: Any = 0.001, most: Any = 1000) -> Any:
    return walk(f, w, lr, flat, most)[1:]


def without_end(f: Any, w: Any, lr: Any, flat: Any = 0.001, most: Any = 1000) -> Any:
    places, taken = [], 0
    while abs(slope(f, w)) > flat and taken < most:
        places.append(w)
        w, taken = w - lr * slope(f, w), taken + 1
    return np.array(places, dtype=float)


def only_the_end(f: Any, w: Any, lr: Any, flat: Any = 0.001, most: Any = 1000) -> Any:
    return float(walk(f, w, lr, flat, most)[-1])


def slope_of_the_start(f: Any, w: Any, lr: Any, flat: Any = 0.001, most: Any = 1000) -> Any:
    places, steady = [w], slope(f, w)
    while abs(steady) > flat and len(places) <= most:
        places.append(places[-1] - lr * steady)
    return np.array(places, dtype=float)


def sign_kept(f: Any, w: Any, lr: Any, flat: Any = 0.001, most: Any = 1000) -> Any:
    places = [w]
    while slope(f, places[-1]) > flat and len(places) <= most:
        places.append(places[-1] - lr * slope(f, places[-1]))
    return np.array(places, dtype=float)


def never_flat(f: Any, w: Any, lr: Any, flat: Any = 0.001, most: Any = 1000) -> Any:
    places = [w]
    for _ in range(most):
        places.append(places[-1] - lr * slope(f, places[-1]))
    return np.array(places, dtype=float)


def without_limit(f: Any, w: Any, lr: Any, flat: Any = 0.001, most: Any = 1000) -> Any:
    return walk(f, w, lr, flat, 1000)


def own_flat(size: float) -> Any:
    def go_downhill(f: Any, w: Any, lr: Any, flat: Any = 0.001, most: Any = 1000) -> Any:
        return walk(f, w, lr, size, most)

    return go_downhill


def uphill(f: Any, w: Any, lr: Any, flat: Any = 0.001, most: Any = 1000) -> Any:
    places = [w]
    while abs(slope(f, places[-1])) > flat and len(places) <= most and abs(places[-1]) < 1e6:
        places.append(places[-1] + lr * slope(f, places[-1]))
    return np.array(places, dtype=float)


def one_step_too_many(f: Any, w: Any, lr: Any, flat: Any = 0.001, most: Any = 1000) -> Any:
    places = [w]
    while len(places) <= most:
        steep = slope(f, places[-1])
        places.append(places[-1] - lr * steep)
        if abs(steep) <= flat:
            break
    return np.array(places, dtype=float)


def one_place_too_few(f: Any, w: Any, lr: Any, flat: Any = 0.001, most: Any = 1000) -> Any:
    return walk(f, w, lr, flat, max(most - 1, 0))


def until_the_height_is_small(f: Any, w: Any, lr: Any, flat: Any = 0.001, most: Any = 1000) -> Any:
    places = [w]
    while abs(f(places[-1])) > flat and len(places) <= most:
        places.append(places[-1] - lr * slope(f, places[-1]))
    return np.array(places, dtype=float)


def until_the_step_is_small(f: Any, w: Any, lr: Any, flat: Any = 0.001, most: Any = 1000) -> Any:
    places = [w]
    while abs(lr * slope(f, places[-1])) > flat and len(places) <= most:
        places.append(places[-1] - lr * slope(f, places[-1]))
    return np.array(places, dtype=float)


def heights(f: Any, w: Any, lr: Any, flat: Any = 0.001, most: Any = 1000) -> Any:
    return np.array([f(place) for place in walk(f, w, lr, flat, most)], dtype=float)


def with_a_for_loop(f: Any, w: Any, lr: Any, flat: Any = 0.001, most: Any = 1000) -> Any:
    places = np.full(most + 1, float(w))
    for k in range(most):
        steep = slope(f, places[k])
        if abs(steep) <= flat:
            return places[: k + 1]
        places[k + 1] = places[k] - lr * steep
    return places


def by_recursion(f: Any, w: Any, lr: Any, flat: Any = 0.001, most: Any = 1000) -> Any:
    steep = slope(f, w, 1e-6)
    if most == 0 or abs(steep) <= flat:
        return np.array([w], dtype=float)
    return np.concatenate([[float(w)], by_recursion(f, w - lr * steep, lr, flat, most - 1)])


def with_a_countdown(f: Any, w: Any, lr: Any, flat: Any = 0.001, most: Any = 1000) -> Any:
    places, left = np.array([w], dtype=float), most
    while left > 0:
        steep = slope(f, float(places[-1]), 1e-4)
        if -flat <= steep <= flat:
            break
        places, left = np.append(places, places[-1] - lr * steep), left - 1
    return places
