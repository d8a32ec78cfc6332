"""Losses of one weight that several cards ask about, and the names of their cases."""

from collections.abc import Callable
from typing import Any

import numpy as np

from dlcourse.language import Text

HOURS = np.array([0.0, 1.0, 2.0, 3.0])
SCORES = np.array([2.0, 3.0, 5.0, 6.0])
STUDENTS = Text("the loss of the four students", "네 학생의 손실")


def square(w: float) -> float:
    """A valley with its bottom at 0."""
    return w**2


def students(w: float) -> float:
    """How wrong the line w * hours is about the four students of the lesson: the mean squared error."""
    wrong = w * HOURS - SCORES
    return float(wrong @ wrong / len(wrong))  # a walk asks thousands of times, and `np.mean` takes four times as long


def cube(w: float) -> float:
    """A curve on which a measured slope depends on h."""
    return w**3


def bowl(bottom: float, steepness: float) -> Callable[[float], float]:
    """A valley that is not quite a parabola: its bottom at `bottom`."""
    return lambda w: float(steepness * (w - bottom) ** 2 + 0.05 * (w - bottom) ** 4)


def slope(f: Any, w: Any, h: float = 1e-5) -> float:
    """What a right `slope_at` answers."""
    return float((f(w + h) - f(w - h)) / (2 * h))
