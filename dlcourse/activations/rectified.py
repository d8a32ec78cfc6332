"""Bent lines: two straight pieces that meet at zero, cheap to compute, with a slope that does not fade on the right."""

from collections.abc import Callable

import numpy as np

from dlcourse._require import function, number, numbers, require, same_shape, signed


@require(z=signed, left=function)
def keep_positive(z: np.ndarray, left: "Callable[[np.ndarray], np.ndarray]") -> np.ndarray:
    """Keep positive numbers; let the function `left` say what becomes of the others. It never sees a positive one.

    With `left` this makes the whole family: ReLU, leaky ReLU, ELU.
    Formula: z if z > 0 else left(z)
    Shape:   any -> same
    Raises:  TypeError if z holds no real numbers or left is no function
    See:     Maas, Hannun & Ng (2013)
    >>> keep_positive(np.array([-2.0, 0.0, 3.0]), lambda z: 0.5 * z)
    array([-1.,  0.,  3.])
    """
    kept = np.array(z, dtype=float)
    others = kept <= 0
    kept[others] = left(kept[others])
    return kept


@require(z=signed)
def relu(z: np.ndarray) -> np.ndarray:
    """Keep positive numbers; replace the others by 0.

    Formula: z if z > 0 else 0
    Shape:   any -> same
    Raises:  TypeError if z holds no real numbers
    See:     Nair & Hinton (2010)
    >>> relu(np.array([-2.0, 0.0, 3.0]))
    array([0., 0., 3.])
    """
    return np.maximum(z, 0.0)


@require(z=signed)
def relu_grad(z: np.ndarray) -> np.ndarray:
    """The slope of `relu` at z. At 0 there is none; by custom we say 0.

    Shape:   any -> same
    Raises:  TypeError if z holds no real numbers
    See:     Glorot, Bordes & Bengio (2011)
    >>> relu_grad(np.array([-2.0, 0.0, 3.0]))
    array([0., 0., 1.])
    """
    # 0 on the left, 1 on the right; the second argument is the value at zero itself
    return np.heaviside(z, 0.0)


@require(z=signed, slope=number)
def leaky_relu(z: np.ndarray, slope: float = 0.01) -> np.ndarray:
    """Keep positive numbers; shrink the others by `slope`.

    Formula: z if z > 0 else slope * z
    Shape:   any -> same
    Raises:  TypeError if z holds no real numbers or slope is none
    See:     Maas, Hannun & Ng (2013)
    >>> leaky_relu(np.array([-2.0, 3.0]), slope=0.5)
    array([-1.,  3.])
    """
    # `where` computes both branches; safe here, since neither can overflow
    return np.where(z > 0, z, slope * z)


@require(z=signed, slope=number)
def leaky_relu_grad(z: np.ndarray, slope: float = 0.01) -> np.ndarray:
    """The slope of `leaky_relu` at z; at 0 the one of the left side.

    Shape:   any -> same
    Raises:  TypeError if z holds no real numbers or slope is none
    See:     Maas, Hannun & Ng (2013)
    >>> leaky_relu_grad(np.array([-2.0, 0.0, 3.0]), slope=0.5)
    array([0.5, 0.5, 1. ])
    """
    positive = np.heaviside(z, 0.0)
    return positive + slope * (1.0 - positive)


@require(z=signed, alpha=numbers)
def prelu(z: np.ndarray, alpha: np.ndarray | float = 0.25) -> np.ndarray:
    """Leaky ReLU whose slope is learned: one `alpha` for all units, or one for each column.

    Formula: z if z > 0 else alpha * z
    Shape:   (N, M), () or (M,) -> (N, M)
    Raises:  TypeError if z or alpha holds no real numbers
    See:     He, Zhang, Ren & Sun (2015)
    >>> prelu(np.array([[-2.0, -2.0, 3.0]]), alpha=np.array([0.5, 0.1, 0.1]))
    array([[-1. , -0.2,  3. ]])
    """
    return np.where(z > 0, z, alpha * z)


@require(z=signed, alpha=numbers)
def prelu_grad(z: np.ndarray, alpha: np.ndarray | float = 0.25) -> np.ndarray:
    """The slope of `prelu` at z; at 0 the one of the left side.

    Shape:   (N, M), () or (M,) -> (N, M)
    Raises:  TypeError if z or alpha holds no real numbers
    See:     He, Zhang, Ren & Sun (2015)
    >>> prelu_grad(np.array([[-2.0, 3.0]]), alpha=0.1)
    array([[0.1, 1. ]])
    """
    positive = np.heaviside(z, 0.0)
    return positive + alpha * (1.0 - positive)


@require(same_shape("z", "dout"), alpha=numbers)
def prelu_grads(z: np.ndarray, alpha: np.ndarray | float, dout: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The gradients of the loss at z and at alpha, given `dout`, the gradient at the output.

    Shape:   (N, M), () or (M,), (N, M) -> (N, M), shape of alpha
    Raises:  ValueError if z and dout differ in shape
    See:     He, Zhang, Ren & Sun (2015)
    >>> dz, dalpha = prelu_grads(np.array([[-2.0, 3.0], [-1.0, -4.0]]), 0.5, np.ones((2, 2)))
    >>> dz
    array([[0.5, 1. ],
           [0.5, 0.5]])
    >>> float(dalpha)
    -7.0
    """
    dz = np.where(z > 0, 1.0, alpha) * dout
    each = np.where(z > 0, 0.0, z) * dout
    # one alpha served many numbers, so their gradients add up: over all axes that alpha does not have
    shared = tuple(range(np.ndim(z) - np.ndim(alpha)))
    return dz, np.sum(each, axis=shared)
