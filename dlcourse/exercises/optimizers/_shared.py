"""What several cards of this folder need: inputs, other ways to compute, signs of a mistake."""

from collections.abc import Callable
from typing import Any

import numpy as np

from dlcourse.language import Text

SEVERAL = Text("several steps in a row", "여러 걸음을 이어서")


TINY = Text("three steps with tiny gradients", "아주 작은 기울기로 세 걸음")


WORKED = Text("the worked example", "앞에서 계산한 예")


NUMBERS = Text("a single number, an array of shape ()", "수 하나, 곧 형상이 ()인 배열")


MANY = Text("many random gradients", "무작위 기울기 여러 개")


TABLE = Text("a table of weights, in the middle of training", "학습 중인 표 모양의 가중치")


RESTING = Text("a weight whose gradients have all been zero", "기울기가 계속 0이었던 가중치")


def is_new(value: Any, parts: int) -> bool:
    """Whether this can be the result of a step: so many parts, all of them numbers."""
    return isinstance(value, tuple | list) and len(value) == parts and all(map(_is_numbers, value))


def _is_numbers(part: Any) -> bool:
    return isinstance(part, np.ndarray | np.number | int | float) and np.asarray(part).dtype.kind in "biuf"


def still(new: Any, old: Any) -> bool:
    """Whether the weights that came back have the shape that went in: only such a walk can go on."""
    return np.shape(new) == np.shape(old)


def with_memory(function: Any, w: Any, memory: Any, gradients: Any, *settings: Any, **named: Any) -> Any:
    """A case's call: one step for each gradient; the path of the weights and the last memory."""
    path = []
    for g in gradients:
        new = function(w, memory, g, *settings, **named)
        if not is_new(new, 2) or not still(new[0], w):
            return new
        w, memory = new
        path.append(np.array(w))
    return np.array(path), memory


def as_column(*values: float) -> np.ndarray:
    return np.array(values)[:, None]


def step_by_step(formula: Callable[..., tuple[float, ...]], *arrays: Any) -> tuple[Any, ...]:
    """A formula for single numbers, applied to every weight in a loop."""
    shape = np.shape(arrays[0])
    rows = [formula(*(float(part) for part in parts)) for parts in zip(*map(np.ravel, arrays), strict=True)]
    return tuple(np.reshape(column, shape) for column in zip(*rows, strict=True))
