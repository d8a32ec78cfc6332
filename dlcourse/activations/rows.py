"""A whole row at once: these look at all scores of a row together, so a slope is a matrix for every row."""

import numpy as np

from dlcourse._require import require, shapes, signed


@require(shapes(z="... C"), z=signed)
def softmax(z: np.ndarray) -> np.ndarray:
    """Turn each row of scores into probabilities: all positive, adding up to 1, without overflow.

    Formula: exp(z_i) / sum over j of exp(z_j)
    Shape:   (..., C) -> same
    Raises:  TypeError if z is no array of real numbers, ValueError if it is empty
    See:     Bridle (1990)
    >>> softmax(np.array([[1.0, 2.0, 3.0], [1000.0, 1000.0, 1000.0]]))
    array([[0.09003057, 0.24472847, 0.66524096],
           [0.33333333, 0.33333333, 0.33333333]])
    """
    # adding the same number to all scores of a row changes nothing, so the largest may become 0
    e = np.exp(z - np.max(z, axis=-1, keepdims=True))
    return e / np.sum(e, axis=-1, keepdims=True)


@require(shapes(z="... C"), z=signed)
def softmax_grad(z: np.ndarray) -> np.ndarray:
    """The slopes of `softmax`: entry (i, j) says how fast probability i changes when score j grows.

    Shape:   (..., C) -> (..., C, C)
    Raises:  TypeError if z is no array of real numbers, ValueError if it is empty
    See:     Bridle (1990)
    >>> softmax_grad(np.array([0.0, 0.0]))
    array([[ 0.25, -0.25],
           [-0.25,  0.25]])
    """
    a = softmax(z)
    return a[..., :, None] * (np.eye(z.shape[-1]) - a[..., None, :])
