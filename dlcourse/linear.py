"""The linear model: a weighted sum and an intercept, fitted in one stroke by the pseudo-inverse.

The intercept needs no case of its own: it is the weight of one more input that is always 1.
"""

import numpy as np

from dlcourse._require import number, require, shapes, truth


@require(shapes(X="N D", w="D"), b=number)
def linear(X: np.ndarray, w: np.ndarray, b: float) -> np.ndarray:
    """The outputs of a linear model for a batch of examples.

    Formula: o = w1*x1 + ... + wD*xD + b
    Shape:   X (N, D), w (D,), b () -> (N,)
    Raises:  ValueError if shapes do not fit
    See:     Gauss (1809)
    >>> linear(np.array([[1.0, 2.0], [3.0, 4.0]]), np.array([1.0, 10.0]), 0.5)
    array([21.5, 43.5])
    """
    return X @ w + b


@require(shapes(X="N p", y="N"), intercept=truth)
def fit_least_squares(X: np.ndarray, y: np.ndarray, intercept: bool = True) -> np.ndarray:
    """The coefficients with the smallest sum of squared errors, the intercept first.

    Formula: beta minimizes the sum of (y - A @ beta)**2, where A is X, with a column of ones before it if `intercept`
    Shape:   X (N, p), y (N,) -> (p + 1,), or (p,) without the intercept
    Raises:  ValueError if shapes do not fit
    See:     Moore (1920), Penrose (1955)
    >>> fit_least_squares(np.array([[0.0], [1.0], [2.0]]), np.array([1.0, 3.0, 5.0])).round(6)
    array([1., 2.])
    """
    A = np.column_stack([np.ones(len(X)), X]) if intercept else X
    return np.linalg.pinv(A) @ y
