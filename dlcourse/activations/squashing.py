"""Squashing functions press every number into a range, smoothly, and almost stop moving at its ends."""

import numpy as np

from dlcourse._require import require, signed


@require(z=signed)
def sigmoid(z: np.ndarray) -> np.ndarray:
    """Squash every number into the open interval (0, 1), without overflow.

    Formula: 1 / (1 + exp(-z))
    Shape:   any -> same
    Raises:  TypeError if z holds no real numbers
    See:     Cox (1958); also called the logistic function
    >>> sigmoid(np.array([-1000.0, 0.0, 1000.0]))
    array([0. , 0.5, 1. ])
    """
    # exp of a negative number never overflows; for z < 0 the fraction is multiplied by exp(z) above and below
    e = np.exp(-np.abs(z))
    return np.where(z >= 0, 1.0, e) / (1.0 + e)


@require(z=signed)
def sigmoid_grad(z: np.ndarray) -> np.ndarray:
    """The slope of `sigmoid` at z; never more than 0.25.

    Shape:   any -> same
    Raises:  TypeError if z holds no real numbers
    See:     Rumelhart, Hinton & Williams (1986)
    >>> sigmoid_grad(np.array([-2.0, 0.0]))
    array([0.10499359, 0.25      ])
    """
    a = sigmoid(z)
    return a * (1.0 - a)


@require(z=signed)
def tanh(z: np.ndarray) -> np.ndarray:
    """Squash every number into the open interval (-1, 1), with 0 staying 0.

    Formula: (exp(z) - exp(-z)) / (exp(z) + exp(-z))
    Shape:   any -> same
    Raises:  TypeError if z holds no real numbers
    See:     LeCun, Bottou, Orr & Müller (1998)
    >>> tanh(np.array([-1000.0, 0.0, 1000.0]))
    array([-1.,  0.,  1.])
    """
    return np.tanh(z)


@require(z=signed)
def tanh_grad(z: np.ndarray) -> np.ndarray:
    """The slope of tanh at z; 1 at zero and smaller everywhere else.

    Shape:   any -> same
    Raises:  TypeError if z holds no real numbers
    See:     LeCun, Bottou, Orr & Müller (1998)
    >>> tanh_grad(np.array([0.0, 1.0]))
    array([1.        , 0.41997434])
    """
    return 1.0 - np.tanh(z) ** 2
