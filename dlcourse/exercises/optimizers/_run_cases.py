"""The walks of `run`: optimizers and slopes that say so when they are handed something else than weights, a gradient and a memory."""

from typing import Any

import numpy as np

from dlcourse.exercises.card import Case
from dlcourse.language import Text


class NotAGradientError(TypeError):
    """An optimizer was handed something else than the gradient at a place."""


class NotWeightsError(TypeError):
    """A function was asked about something that is no place."""


def _two_numbers(value: Any) -> bool:
    try:
        return np.asarray(value, dtype=float).shape == (2,)
    except (TypeError, ValueError):
        return False


def _here(w: Any) -> Any:
    if not _two_numbers(w):
        raise NotWeightsError("w is no array of two weights.")
    return np.asarray(w)


def _slope(g: Any) -> Any:
    if not _two_numbers(g):
        # no name of a type: behind the grader's wall a function has another one
        raise NotAGradientError("g is not the gradient at w, an array of two numbers.")
    return np.asarray(g)


def small_steps(w: Any, g: Any, memory: Any) -> Any:
    """An optimizer without memory."""
    return _here(w) - 0.1 * _slope(g), None


def rolling(w: Any, g: Any, memory: Any) -> Any:
    """An optimizer that remembers its velocity."""
    velocity = -0.2 * _slope(g) if memory is None else 0.5 * memory - 0.2 * _slope(g)
    return _here(w) + velocity, velocity


def shorter_and_shorter(w: Any, g: Any, memory: Any) -> Any:
    """An optimizer that counts its steps."""
    count = 1 if memory is None else memory + 1
    return _here(w) - 0.3 * _slope(g) / count, count


def careful_at_first(w: Any, g: Any, memory: Any) -> Any:
    """An optimizer whose first step, before there is any memory, is a small one."""
    rate = 0.05 if memory is None else 0.4
    return _here(w) - rate * _slope(g), "moving"


def bowl(w: Any) -> Any:
    """The gradient of (w1² + w2²) / 2."""
    return 1.0 * _here(w)


def valley(w: Any) -> Any:
    """The gradient of w1² / 20 + w2²."""
    return np.array([0.1, 2.0]) * _here(w)


def waves(w: Any) -> Any:
    """A gradient that is no straight line."""
    return np.sin(_here(w)) + 0.1 * w**3


def run_cases(rng: np.random.Generator) -> tuple[Case, ...]:
    return (
        Case(
            Text("three small steps into a bowl", "그릇 안으로 작은 걸음 세 번"),
            (small_steps, bowl, np.array([1.0, -2.0]), 3),
        ),
        Case(Text("a rolling ball in a valley", "골짜기를 구르는 공"), (rolling, valley, np.array([-7.0, 2.0]), 5)),
        Case(
            Text("steps that get shorter", "점점 짧아지는 걸음"), (shorter_and_shorter, valley, np.array([4.0, 1.0]), 4)
        ),
        Case(Text("a careful first step", "조심스러운 첫걸음"), (careful_at_first, bowl, np.array([2.0, -1.0]), 3)),
        Case(Text("from a random start", "무작위 출발점에서"), (rolling, waves, rng.normal(size=2), 7), hidden=True),
        Case(Text("one step", "한 걸음"), (shorter_and_shorter, waves, rng.normal(size=2) + 2.0, 1), hidden=True),
        Case(Text("no step at all", "한 걸음도 가지 않을 때"), (small_steps, bowl, np.array([1.5, 0.5]), 0), edge=True),
    )
