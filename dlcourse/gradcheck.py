"""A gradient can be measured: nudge one number, see how much the result moves. Slow, but it needs no formula.

That makes it the judge of every formula: whoever derives a gradient by hand compares it with the measured one.
"""

from collections.abc import Callable

import numpy as np

from dlcourse._require import array, function, positive, require, same_shape


@require(f=function, x=array(), h=positive)
def numerical_gradient(f: "Callable[[np.ndarray], float]", x: np.ndarray, h: float = 1e-5) -> np.ndarray:
    """The gradient of f at x, measured: for each number of x the slope between a little below and a little above it.

    Shape:   any -> same
    Raises:  ValueError if h is not positive, TypeError if f is no function
    See:     Fornberg (1988), on central differences
    >>> numerical_gradient(lambda x: float(np.sum(x**2)), np.array([1.0, -2.0])).round(6)
    array([ 2., -4.])
    """
    x = np.array(x, dtype=float)
    gradient = np.zeros_like(x)
    for i in np.ndindex(x.shape):
        before = x[i]
        x[i] = before + h
        above = f(x)
        x[i] = before - h
        below = f(x)
        x[i] = before
        gradient[i] = (above - below) / (2.0 * h)
    return gradient


@require(same_shape("a", "b"))
def relative_error(a: np.ndarray, b: np.ndarray) -> float:
    """How far two gradients are apart, compared with their own size; below 1e-7 they agree for all practical purposes.

    Formula: largest |a - b| / max(largest |a|, largest |b|), and 0 if both are 0
    Shape:   any, same -> ()
    Raises:  ValueError if shapes differ
    See:     `numerical_gradient`
    >>> relative_error(np.array([1.0, 4.0]), np.array([1.0, 5.0]))
    0.2
    """
    size = max(np.max(np.abs(a)), np.max(np.abs(b)))
    return float(np.max(np.abs(a - b)) / size) if size > 0 else 0.0
