"""What depth does to slopes: they are multiplied, layer by layer."""

import numpy as np

from dlcourse._require import number, one_of, require, whole


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
    if act == "relu":
        slope = 1.0 if z > 0 else 0.0
    elif act == "tanh":
        slope = 1.0 - np.tanh(z) ** 2
    else:
        # a sigmoid is as steep at -z as at z, and exp(-|z|) never overflows
        e = np.exp(-abs(z))
        slope = e / (1.0 + e) ** 2
    return float(slope**depth)
