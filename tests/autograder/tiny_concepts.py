"""Two small functions for a small lesson."""

import functools

import numpy as np


def strict(function):
    """A decorator such as a library has, and a notebook does not."""
    return functools.wraps(function)(lambda *args, **kwargs: function(*args, **kwargs))


@strict
def double(
    x: np.ndarray,
    times: float = 2.0,
) -> np.ndarray:
    """Make every number twice as large.

    Shape: any -> same

    >>> double(np.array([1.0, -2.0]))
    array([ 2., -4.])
    """
    # a comment that belongs to the answer
    scale = np.asarray(times)

    return x * scale


def quadruple(x: np.ndarray) -> np.ndarray:
    """Make every number four times as large."""
    return double(double(x))


def warm_up(x: np.ndarray) -> np.ndarray:
    """Give back what came."""
    return x


def leaning(x: np.ndarray) -> np.ndarray:
    """Lean on a helper of the module."""
    return _helper(x) + offset  # noqa: F821  # the mistake under test


def silent(x):
    return x


def _helper(x: np.ndarray) -> np.ndarray:
    return x
