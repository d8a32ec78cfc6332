"""Activation functions bend the line: without one between them, two layers are only one layer.

Each function works on every number by itself and gives an array of the same shape; only `softmax` looks at whole rows.
A derivative ends in `_grad` and takes `z`, the number that went in, not what came out. Nothing here overflows: where
exp(1000) lurks, the formula is rewritten so that only exp(-1000) is computed.
"""

from collections.abc import Callable

import numpy as np

from dlcourse._require import number, numbers, one_of, require, same_shape, shapes, signed, whole

# --- the smooth ones


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


# --- the bent lines


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


# --- smooth relatives of ReLU


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


# --- no bend, and a whole row at once


@require(z=signed)
def identity(z: np.ndarray) -> np.ndarray:
    """Leave every number as it is: the output of a network that predicts amounts.

    Formula: z
    Shape:   any -> same
    Raises:  TypeError if z holds no real numbers
    See:     Bishop (2006), section 5.1
    >>> identity(np.array([-2.0, 3.0]))
    array([-2.,  3.])
    """
    return 1.0 * z


@require(z=signed)
def identity_grad(z: np.ndarray) -> np.ndarray:
    """The slope of `identity`, which is the same everywhere.

    Shape:   any -> same
    Raises:  TypeError if z holds no real numbers
    See:     Bishop (2006), section 5.1
    >>> identity_grad(np.array([-2.0, 3.0]))
    array([1., 1.])
    """
    return 0.0 * z + 1.0


@require(z=signed)
def step_grad(z: np.ndarray) -> np.ndarray:
    """The slope of the step function: 0 wherever it has one, which is why a network of steps cannot learn by slopes.

    Shape:   any -> same
    Raises:  TypeError if z holds no real numbers
    See:     Minsky & Papert (1969)
    >>> step_grad(np.array([-2.0, 3.0]))
    array([0., 0.])
    """
    return 0.0 * np.abs(z)


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


# --- what depth does to slopes


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


# name -> (function, derivative); softmax looks at whole rows, so its derivative is a matrix for each row
ACTIVATIONS: dict[str, tuple[Callable[..., np.ndarray], Callable[..., np.ndarray]]] = {
    "identity": (identity, identity_grad),
    "sigmoid": (sigmoid, sigmoid_grad),
    "tanh": (tanh, tanh_grad),
    "relu": (relu, relu_grad),
    "leaky_relu": (leaky_relu, leaky_relu_grad),
    "prelu": (prelu, prelu_grad),
    "elu": (elu, elu_grad),
    "softplus": (softplus, softplus_grad),
    "swish": (swish, swish_grad),
    "softmax": (softmax, softmax_grad),
}
