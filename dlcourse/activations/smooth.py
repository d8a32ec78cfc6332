"""Smooth relatives of ReLU: nearly a straight line on the right, nearly flat on the left, and no corner between."""

import numpy as np

from dlcourse._require import number, require, signed
from dlcourse.activations.squashing import sigmoid


@require(z=signed, alpha=number)
def elu(z: np.ndarray, alpha: float = 1.0) -> np.ndarray:
    """Keep positive numbers; let the others run smoothly towards -alpha, without overflow.

    Formula: z if z > 0 else alpha * (exp(z) - 1)
    Shape:   any -> same
    Raises:  TypeError if z holds no real numbers or alpha is none
    See:     Clevert, Unterthiner & Hochreiter (2016)
    >>> elu(np.array([-1000.0, -1.0, 2.0]))
    array([-1.        , -0.63212056,  2.        ])
    """
    # `where` computes both branches, so the exponential must not see large positive numbers
    return np.where(z > 0, z, alpha * np.expm1(np.minimum(z, 0.0)))


@require(z=signed, alpha=number)
def elu_grad(z: np.ndarray, alpha: float = 1.0) -> np.ndarray:
    """The slope of `elu` at z; at 0 the one of the left side.

    Shape:   any -> same
    Raises:  TypeError if z holds no real numbers or alpha is none
    See:     Clevert, Unterthiner & Hochreiter (2016)
    >>> elu_grad(np.array([-1.0, 2.0]))
    array([0.36787944, 1.        ])
    """
    return np.where(z > 0, 1.0, alpha * np.exp(np.minimum(z, 0.0)))


@require(z=signed)
def elu_alpha_grad(z: np.ndarray) -> np.ndarray:
    """How fast `elu` changes at z when `alpha` grows (it is the same for every alpha).

    Shape:   any -> same
    Raises:  TypeError if z holds no real numbers
    See:     Clevert, Unterthiner & Hochreiter (2016)
    >>> elu_alpha_grad(np.array([-1.0, 2.0]))
    array([-0.63212056,  0.        ])
    """
    return np.expm1(np.minimum(z, 0.0))


@require(z=signed)
def softplus(z: np.ndarray) -> np.ndarray:
    """A ReLU without the corner, and without overflow.

    Formula: log(1 + exp(z))
    Shape:   any -> same
    Raises:  TypeError if z holds no real numbers
    See:     Dugas, Bengio, Bélisle, Nadeau & Garcia (2001)
    >>> softplus(np.array([-1000.0, 0.0, 1000.0]))
    array([0.00000000e+00, 6.93147181e-01, 1.00000000e+03])
    """
    # log(1 + exp(z)) = z + log(1 + exp(-z)): whichever exponent is negative is the one to use
    return np.maximum(z, 0.0) + np.log1p(np.exp(-np.abs(z)))


@require(z=signed)
def softplus_grad(z: np.ndarray) -> np.ndarray:
    """The slope of `softplus` at z; an old friend.

    Shape:   any -> same
    Raises:  TypeError if z holds no real numbers
    See:     Dugas, Bengio, Bélisle, Nadeau & Garcia (2001)
    >>> softplus_grad(np.array([-1000.0, 0.0, 1000.0]))
    array([0. , 0.5, 1. ])
    """
    return sigmoid(z)


@require(z=signed, beta=number)
def swish(z: np.ndarray, beta: float = 1.0) -> np.ndarray:
    """Let every number through as far as its own sigmoid allows.

    Formula: z * sigmoid(beta * z)
    Shape:   any -> same
    Raises:  TypeError if z holds no real numbers or beta is none
    See:     Ramachandran, Zoph & Le (2017); with beta = 1 also called SiLU
    >>> swish(np.array([-1.0, 0.0, 1.0]))
    array([-0.26894142,  0.        ,  0.73105858])
    """
    return z * sigmoid(beta * z)


@require(z=signed, beta=number)
def swish_grad(z: np.ndarray, beta: float = 1.0) -> np.ndarray:
    """The slope of `swish` at z; 0 at the bottom of the dip, which lies at z = -1.2785 for beta = 1.

    Shape:   any -> same
    Raises:  TypeError if z holds no real numbers or beta is none
    See:     Ramachandran, Zoph & Le (2017)
    >>> swish_grad(np.array([0.0, 1.0]))
    array([0.5       , 0.92767051])
    """
    a = sigmoid(beta * z)
    return a + beta * z * a * (1.0 - a)


@require(z=signed, beta=number)
def swish_beta_grad(z: np.ndarray, beta: float = 1.0) -> np.ndarray:
    """How fast `swish` changes at z when `beta` grows.

    Shape:   any -> same
    Raises:  TypeError if z holds no real numbers or beta is none
    See:     Ramachandran, Zoph & Le (2017)
    >>> swish_beta_grad(np.array([0.0, 1.0]))
    array([0.        , 0.19661193])
    """
    a = sigmoid(beta * z)
    return z**2 * a * (1.0 - a)
