"""A loss says with one number how wrong an answer is; learning is making that number smaller.

Losses for probabilities start from logits, the scores before sigmoid or softmax: log(0) cannot happen there, and the
gradient becomes the simplest one possible. A gradient ends in `_grad`, has the shape of the first argument and belongs
to exactly the number that its loss returns: where the loss is a mean over N examples, the gradient is divided by N too.
"""

from collections.abc import Callable

import numpy as np

from dlcourse._require import (
    labels,
    no_negatives,
    require,
    same_shape,
    shapes,
    signed,
    whole,
    whole_numbers,
    zero_to_one,
)

# --- for amounts


@require(same_shape("o", "t"), o=signed)
def half_sse(o: np.ndarray, t: np.ndarray) -> float:
    """Half the sum of squared errors of the outputs o against the targets t.

    Formula: 1/2 * sum of (t - o)^2
    Shape:   (K,), (K,) -> ()
    Raises:  ValueError if o and t differ in shape
    See:     Rumelhart, Hinton & Williams (1986)
    >>> half_sse(np.array([1.0, 2.0, 3.0]), np.array([1.0, 1.0, 1.0]))
    2.5
    """
    return float(0.5 * np.sum((t - o) ** 2))


@require(same_shape("o", "t"), o=signed)
def half_sse_grad(o: np.ndarray, t: np.ndarray) -> np.ndarray:
    """The gradient of `half_sse` with respect to the outputs.

    Shape:   (K,), (K,) -> (K,)
    Raises:  ValueError if o and t differ in shape
    See:     Rumelhart, Hinton & Williams (1986)
    >>> half_sse_grad(np.array([1.0, 2.0, 3.0]), np.array([1.0, 1.0, 1.0]))
    array([0., 1., 2.])
    """
    return 1.0 * (o - t)


@require(same_shape("o", "E"), E=no_negatives)
def recover_targets(o: np.ndarray, E: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Both targets, the lower and the upper one, that give outputs o the errors E = 1/2 (t - o)^2.

    Shape:   (K,), (K,) -> (K,), (K,)
    Raises:  ValueError if o and E differ in shape or an error is negative
    See:     the formula of `half_sse`, read backwards
    >>> recover_targets(np.array([0.5]), np.array([0.02]))
    (array([0.3]), array([0.7]))
    """
    distance = np.sqrt(2.0 * E)
    return o - distance, o + distance


@require(same_shape("o", "t"), o=signed)
def mse(o: np.ndarray, t: np.ndarray) -> float:
    """The mean of the squared errors, over every number.

    Formula: mean of (o - t)^2
    Shape:   any, same -> ()
    Raises:  ValueError if o and t differ in shape
    See:     Gauss (1809)
    >>> mse(np.array([1.0, 2.0, 4.0]), np.array([1.0, 1.0, 2.0]))
    1.6666666666666667
    """
    return float(np.mean((o - t) ** 2))


@require(same_shape("o", "t"), o=signed)
def mse_grad(o: np.ndarray, t: np.ndarray) -> np.ndarray:
    """The gradient of `mse` with respect to the outputs.

    Shape:   any, same -> same
    Raises:  ValueError if o and t differ in shape
    See:     Gauss (1809)
    >>> mse_grad(np.array([1.0, 3.0]), np.array([1.0, 1.0]))
    array([0., 2.])
    """
    return 2.0 * (o - t) / np.size(o)


# --- for classes


@require(labels("y", below="C"), y=whole_numbers, C=whole(1))
def one_hot(y: np.ndarray, C: int) -> np.ndarray:
    """For every label a row of C numbers: 1 in the label's column, 0 elsewhere.

    Shape:   (N,) -> (N, C)
    Raises:  TypeError if y holds no integers, ValueError if a label is outside 0, ..., C - 1
    See:     Bishop (2006), section 4.1
    >>> one_hot(np.array([2, 0]), 4)
    array([[0., 0., 1., 0.],
           [1., 0., 0., 0.]])
    """
    return np.eye(C)[y]


@require(labels("y", columns_of="logits"), shapes(logits="N C", y="N"), logits=signed)
def cross_entropy(logits: np.ndarray, y: np.ndarray) -> float:
    """How surprised softmax(logits) is by the right labels: the mean of -log(probability of the right class).

    Formula: mean over n of -log(softmax(logits)[n, y[n]])
    Shape:   (N, C), (N,) -> ()
    Raises:  ValueError if shapes do not fit or a label is outside 0, ..., C - 1
    See:     Bridle (1990)
    >>> logits = np.log(np.array([[0.7, 0.2, 0.1], [0.1, 0.1, 0.8]]))
    >>> round(cross_entropy(logits, np.array([0, 1])), 8)
    1.32963002
    """
    # the logarithm is taken on paper, not of a probability: that one may have been rounded to 0
    shifted = logits - np.max(logits, axis=1, keepdims=True)
    log_p = shifted - np.log(np.sum(np.exp(shifted), axis=1, keepdims=True))
    return float(-np.mean(log_p[np.arange(len(y)), y]))


@require(labels("y", columns_of="logits"), shapes(logits="N C", y="N"), logits=signed)
def cross_entropy_grad(logits: np.ndarray, y: np.ndarray) -> np.ndarray:
    """The gradient of `cross_entropy` with respect to the logits; every row adds up to 0.

    Shape:   (N, C), (N,) -> (N, C)
    Raises:  ValueError if shapes do not fit or a label is outside 0, ..., C - 1
    See:     Bridle (1990)
    >>> cross_entropy_grad(np.array([[0.0, 0.0], [0.0, 0.0]]), np.array([0, 1]))
    array([[-0.25,  0.25],
           [ 0.25, -0.25]])
    """
    e = np.exp(logits - np.max(logits, axis=1, keepdims=True))
    p = e / np.sum(e, axis=1, keepdims=True)
    p[np.arange(len(y)), y] -= 1.0
    return p / len(y)


@require(same_shape("z", "t"), z=signed, t=zero_to_one)
def bce(z: np.ndarray, t: np.ndarray) -> float:
    """Binary cross-entropy of sigmoid(z) against targets t between 0 and 1: the mean over all numbers, without log(0).

    Formula: mean of -(t * log(a) + (1 - t) * log(1 - a)) with a = sigmoid(z)
    Shape:   (N,), (N,) -> ()
    Raises:  ValueError if z and t differ in shape
    See:     Cox (1958)
    >>> bce(np.array([1000.0, -1000.0]), np.array([1.0, 1.0]))
    500.0
    """
    # with the formula of sigmoid put in, the two logarithms become one that cannot meet 0
    return float(np.mean(np.maximum(z, 0.0) - z * t + np.log1p(np.exp(-np.abs(z)))))


@require(same_shape("z", "t"), z=signed, t=zero_to_one)
def bce_grad(z: np.ndarray, t: np.ndarray) -> np.ndarray:
    """The gradient of `bce` with respect to z.

    Shape:   (N,), (N,) -> (N,)
    Raises:  ValueError if z and t differ in shape
    See:     Cox (1958)
    >>> bce_grad(np.array([0.0, 0.0]), np.array([0.0, 1.0]))
    array([ 0.25, -0.25])
    """
    e = np.exp(-np.abs(z))
    a = np.where(z >= 0, 1.0, e) / (1.0 + e)
    return (a - t) / np.size(z)


@require(same_shape("z", "t"), z=signed)
def mse_sigmoid_grad(z: np.ndarray, t: np.ndarray) -> np.ndarray:
    """For every number on its own, the slope of 1/2 (sigmoid(z) - t)^2 at z; never more than 4/27 in size.

    Shape:   (N,), (N,) -> (N,)
    Raises:  ValueError if z and t differ in shape
    See:     Glorot & Bengio (2010), on why it stalls where cross-entropy learns
    >>> mse_sigmoid_grad(np.array([0.0, -10.0]), np.array([1.0, 1.0]))
    array([-1.25000000e-01, -4.53937469e-05])
    """
    e = np.exp(-np.abs(z))
    a = np.where(z >= 0, 1.0, e) / (1.0 + e)
    return (a - t) * a * (1.0 - a)


# name -> (loss, gradient with respect to its first argument)
LOSSES: dict[str, tuple[Callable[..., float], Callable[..., np.ndarray]]] = {
    "half_sse": (half_sse, half_sse_grad),
    "mse": (mse, mse_grad),
    "bce": (bce, bce_grad),
    "cross_entropy": (cross_entropy, cross_entropy_grad),
}
