"""What several cards of this folder need: inputs, other ways to compute, signs of a mistake."""

from collections.abc import Callable
from typing import Any

import numpy as np

from dlcourse.exercises.card import Case
from dlcourse.language import Text


def one_by_one(z: Any, function: Callable[[float], float]) -> Any:
    """One number after the other, in a loop."""
    return np.array([function(float(value)) for value in np.ravel(z)]).reshape(np.shape(z))


def logistic(z: Any) -> Any:
    """The sigmoid, computed in another way than the reference does."""
    return 0.5 * (1.0 + np.tanh(0.5 * np.asarray(z)))


SMALL = Text("small numbers", "작은 수")


TABLE = Text("a table", "표")


BLOCK = Text("a random block of numbers", "난수로 된 3차원 배열")


WHOLE = Text("whole numbers", "정수")


FAR = Text("a thousand to both sides, without a warning", "경고 없이 양쪽으로 1000까지")


ONE = Text("a single number", "수 하나")


FAR_OUT = np.array([-1000.0, -40.0, 0.0, 40.0, 1000.0])


def slope_cases(rng: np.random.Generator) -> tuple[Case, ...]:
    return (
        Case(SMALL, (np.array([-2.0, -0.5, 0.5, 3.0]),)),
        Case(TABLE, (np.array([[1.3, 0.0, -4.0], [2.5, -1.0, 0.2]]),)),
        Case(BLOCK, (rng.normal(scale=2.0, size=(4, 3, 2)),), hidden=True),
        Case(WHOLE, (np.array([-3, -1, 0, 2]),), edge=True),
        Case(FAR, (FAR_OUT,), edge=True, silent=True),
        Case(ONE, (np.array(0.7),), edge=True),
    )
