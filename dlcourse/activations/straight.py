"""No bend at all: the activation of an output that is an amount, and the slope that a step lacks."""

import numpy as np

from dlcourse._require import require, signed


@require(z=signed)
def identity(z: np.ndarray) -> np.ndarray:
    """Leave every number as it is: the output of a network that predicts amounts.

    Formula: z
    Shape:   any -> same
    Raises:  TypeError if z holds no real numbers
    See:     Bishop (2006), section 5.1
    >>> identity(np.array([-2.0, 3.0]))
    array([-2.,  3.])
    """
    return 1.0 * z


@require(z=signed)
def identity_grad(z: np.ndarray) -> np.ndarray:
    """The slope of `identity`, which is the same everywhere.

    Shape:   any -> same
    Raises:  TypeError if z holds no real numbers
    See:     Bishop (2006), section 5.1
    >>> identity_grad(np.array([-2.0, 3.0]))
    array([1., 1.])
    """
    return 0.0 * z + 1.0


@require(z=signed)
def step_grad(z: np.ndarray) -> np.ndarray:
    """The slope of the step function: 0 wherever it has one, which is why a network of steps cannot learn by slopes.

    Shape:   any -> same
    Raises:  TypeError if z holds no real numbers
    See:     Minsky & Papert (1969)
    >>> step_grad(np.array([-2.0, 3.0]))
    array([0., 0.])
    """
    return 0.0 * np.abs(z)
