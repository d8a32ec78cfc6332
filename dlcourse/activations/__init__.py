"""Activation functions bend the line: without one between them, two layers are only one layer.

Each function works on every number by itself and gives an array of the same shape; only `softmax` looks at whole rows.
A derivative ends in `_grad` and takes `z`, the number that went in, not what came out. Nothing here overflows: where
exp(1000) lurks, the formula is rewritten so that only exp(-1000) is computed.

The functions stand in families, a file each, and are imported from here. A function with its derivative beside it
(`swish` and `swish_grad`) joins `ACTIVATIONS` by being there: networks, pictures and tests ask that registry.
"""

import inspect
from collections.abc import Callable, Iterable
from types import ModuleType

import numpy as np

from dlcourse.activations import depth, rectified, rows, smooth, squashing, straight
from dlcourse.activations.depth import *  # noqa: F403
from dlcourse.activations.pair import Pair, pairs

# a family's functions, whichever they are, so that a new one is written in one place
from dlcourse.activations.rectified import *  # noqa: F403
from dlcourse.activations.rows import *  # noqa: F403
from dlcourse.activations.smooth import *  # noqa: F403
from dlcourse.activations.squashing import *  # noqa: F403
from dlcourse.activations.straight import *  # noqa: F403


def _own(*families: ModuleType) -> dict[str, Callable[..., np.ndarray]]:
    """The functions that these files define, in the order of a reader."""
    return {
        name: thing
        for family in families
        for name, thing in vars(family).items()
        if inspect.isfunction(thing) and thing.__module__ == family.__name__ and not name.startswith("_")
    }


# name -> (function, derivative); the second ones look at whole rows, so their derivative is a matrix for each row
ELEMENTWISE: dict[str, Pair] = pairs(_own(straight, squashing, rectified, smooth))
WHOLE_ROWS: dict[str, Pair] = pairs(_own(rows))
ACTIVATIONS: dict[str, Pair] = ELEMENTWISE | WHOLE_ROWS


def _belong_here(functions: Iterable[Callable[..., np.ndarray]]) -> None:
    """Let functions answer to the name they are imported by; in which file they stand is nobody else's business."""
    for function in functions:
        function.__module__ = inspect.unwrap(function).__module__ = __name__


_belong_here(_own(straight, squashing, rectified, smooth, rows, depth).values())
