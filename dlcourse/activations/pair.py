"""A function and its derivative, and what can be read off them: which settings they take, how the formula is written."""

import inspect
from collections.abc import Callable
from typing import NamedTuple

import numpy as np


class Pair(NamedTuple):
    """An activation function `f` and its derivative `grad`: `f, f_grad = ACTIVATIONS["tanh"]`."""

    f: Callable[..., np.ndarray]
    grad: Callable[..., np.ndarray]

    @property
    def settings(self) -> dict[str, float]:
        """What can be chosen beside z, with its usual value: `{"slope": 0.01}` for leaky ReLU, mostly nothing."""
        _, *others = inspect.signature(self.f).parameters.values()
        return {each.name: each.default for each in others}

    @property
    def formula(self) -> str:
        """The line "Formula:" of the function's docstring, as plain text."""
        for line in inspect.cleandoc(self.f.__doc__ or "").split("\n"):
            label, _, formula = line.partition(": ")
            if label == "Formula":
                return formula.strip()
        return ""


def pairs(functions: dict[str, Callable[..., np.ndarray]]) -> dict[str, Pair]:
    """Every function that has its derivative beside it, under the same name and `_grad`."""
    return {
        name: Pair(function, functions[f"{name}_grad"])
        for name, function in functions.items()
        if f"{name}_grad" in functions
    }
