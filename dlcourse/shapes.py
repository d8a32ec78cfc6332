"""Rows are examples: two warm-ups about the shape of an array, before any network appears."""

import numpy as np

from dlcourse._require import array, require


@require(x=array(1))
def to_row(x: np.ndarray) -> np.ndarray:
    """Make one example a table with one row.

    Shape:  (D,) -> (1, D)
    Raises: ValueError if x is not an array with one axis
    See:    NumPy user guide, "Broadcasting"
    >>> to_row(np.array([1.0, 2.0, 3.0]))
    array([[1., 2., 3.]])
    """
    return x.reshape(1, -1)


@require(X=array(2))
def column_means(X: np.ndarray) -> np.ndarray:
    """The mean of every column, as a table with one row.

    Shape:  (N, D) -> (1, D)
    Raises: ValueError if X is not an array with two axes
    See:    NumPy user guide, "Broadcasting"
    >>> column_means(np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]))
    array([[2.5, 3.5, 4.5]])
    """
    return X.mean(axis=0, keepdims=True)
