"""What depth does to slopes: they are multiplied, layer by layer."""

import numpy as np

from dlcourse._require import number, one_of, require, whole
from dlcourse.activations.rectified import relu_grad
from dlcourse.activations.squashing import sigmoid_grad, tanh_grad


@require(depth=whole(), z=number, act=one_of("sigmoid", "tanh", "relu"))
def gradient_through(depth: int, z: float, act: str) -> float:
    """How much of a gradient is left after `depth` layers that all have pre-activation z: the product of their slopes.

    `act` is "sigmoid", "tanh" or "relu".
    Shape:   (), () -> ()
    Raises:  ValueError if depth is negative or act is unknown
    See:     Hochreiter (1991)
    >>> gradient_through(10, 0.0, "sigmoid")
    9.5367431640625e-07
    """
    slope = {"sigmoid": sigmoid_grad, "tanh": tanh_grad, "relu": relu_grad}[act]
    return float(slope(np.asarray(z)) ** depth)
