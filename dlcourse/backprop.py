"""Back-propagation asks each number in a network: if you grew a little, how much would the loss grow?

The answer comes from the back. Every operation takes the gradient at its output (the upstream one, `dout`), multiplies
it by its own slope and hands it to its inputs; where one number served many others, their answers add up. A backward
pass needs what the forward pass saw, and the weights as they were then.
"""

from collections.abc import Mapping
from typing import Any

import numpy as np

from dlcourse._require import (
    Complaint,
    array,
    caches,
    chained,
    generator,
    number,
    numbers,
    one_of,
    positive,
    require,
    same_shape,
    shape_of,
    shapes,
    whole,
)


@require(x=number, y=number, z=number)
def graph_backward(x: float, y: float, z: float) -> tuple[float, float, float]:
    """The partial derivatives of f = (x y + z)^2 with respect to x, y and z.

    Shape:   (), (), () -> (), (), ()
    Raises:  TypeError if an argument is no number
    See:     Linnainmaa (1970)
    >>> graph_backward(2.0, 3.0, -1.0)
    (30.0, 20.0, 10.0)
    """
    v = x * y + z
    # f = v^2 passes on 2 v; the sum passes it on unchanged, the product times the other factor
    dv = 2.0 * v
    return dv * y, dv * x, dv


@require(shapes(dout="N M", X="N D", W="D M"))
def affine_backward(dout: np.ndarray, X: np.ndarray, W: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The gradients at X, W and b of a layer X W + b, from the one at its output.

    Shape:   (N, M), (N, D), (D, M) -> (N, D), (D, M), (M,)
    Raises:  ValueError if shapes do not fit
    See:     Rumelhart, Hinton & Williams (1986)
    >>> X, W = np.array([[1.0, 0.0], [3.0, 4.0]]), np.array([[5.0], [6.0]])
    >>> dX, dW, db = affine_backward(np.array([[1.0], [2.0]]), X, W)
    >>> dX
    array([[ 5.,  6.],
           [10., 12.]])
    >>> dW.ravel(), db
    (array([7., 8.]), array([3.]))
    """
    dX = dout @ W.T
    dW = X.T @ dout
    db = np.sum(dout, axis=0)
    return dX, dW, db


def _stretched(given: Mapping[str, Any]) -> Complaint | None:
    """Broadcasting makes the shape of `dout` out of `shape`."""
    if not {"dout", "shape"} <= given.keys():
        return None
    shape, result = given["shape"], np.shape(given["dout"])
    aligned = zip(reversed(shape), reversed(result), strict=False)
    if len(shape) <= len(result) and all(size in (1, wanted) for size, wanted in aligned):
        return None
    return ValueError(f"shape is {shape}, expected one that broadcasting stretches to {result}, the shape of dout.")


@require(_stretched, dout=numbers, shape=shape_of(empty=True))
def unbroadcast(dout: np.ndarray, shape: tuple[int, ...]) -> np.ndarray:
    """The gradient at an array of this shape, from the one at what broadcasting made of it in a sum.

    Shape:   (..., N, M) -> shape
    Raises:  ValueError if broadcasting does not stretch shape to that of dout
    See:     Harris et al. (2020), on broadcasting
    >>> dout = np.array([[1.0, 2.0, 4.0], [3.0, -1.0, 0.5]])
    >>> unbroadcast(dout, (3,))
    array([4. , 1. , 4.5])
    >>> unbroadcast(dout, (2, 1))
    array([[7. ],
           [2.5]])
    """
    in_front = np.ndim(dout) - len(shape)
    # one number served all places along these axes, so the answers of these places add up
    axes = tuple(i for i in range(np.ndim(dout)) if i < in_front or shape[i - in_front] == 1)
    return np.sum(dout, axis=axes).reshape(shape)


@require(same_shape("dout", "z"), kind=one_of("identity", "sigmoid", "tanh", "relu"))
def activation_backward(dout: np.ndarray, z: np.ndarray, kind: str) -> np.ndarray:
    """The gradient at z, from the one at the output of an activation: "identity", "sigmoid", "tanh" or "relu".

    Shape:   (N, M), (N, M) -> (N, M)
    Raises:  ValueError if shapes differ or the activation is unknown
    See:     Rumelhart, Hinton & Williams (1986)
    >>> activation_backward(np.array([[5.0, 5.0]]), np.array([[-2.0, 2.0]]), "relu")
    array([[0., 5.]])
    """
    if kind == "identity":
        return 1.0 * dout
    if kind == "relu":
        return dout * (z > 0)
    a = np.tanh(z if kind == "tanh" else 0.5 * z)
    # sigmoid(z) is (1 + tanh(z / 2)) / 2, so its slope is a quarter of tanh's at z / 2
    return dout * (1.0 - a**2) * (1.0 if kind == "tanh" else 0.25)


@require(shapes(w="8", x="2", t="2"), lr=positive)
def train_step_222(w: np.ndarray, x: np.ndarray, t: np.ndarray, lr: float) -> tuple[np.ndarray, float, float]:
    """One gradient step of the 2-2-2 network: new weights w1 to w8, and the error 1/2 sum (t - o)^2 before and after.

    The network is z1 = w1 x1 + w2 x2, z2 = w3 x1 + w4 x2, z3 = w5 h1 + w6 h2, z4 = w7 h1 + w8 h2, with a sigmoid each.
    Shape:   (8,), (2,), (2,) -> (8,), (), ()
    Raises:  ValueError if shapes do not fit or lr is not positive
    See:     Rumelhart, Hinton & Williams (1986)
    >>> w = np.array([0.3, 0.25, 0.4, 0.35, 0.45, 0.4, 0.7, 0.6])
    >>> new, before, after = train_step_222(w, np.array([0.1, 0.2]), np.array([0.4, 0.6]), lr=0.5)
    >>> round(before, 10), round(after, 10)
    (0.0239719008, 0.0232363389)
    """

    def forward(w: np.ndarray) -> tuple[np.ndarray, np.ndarray, float]:
        h = 0.5 * (1.0 + np.tanh(0.5 * (w[:4].reshape(2, 2) @ x)))
        o = 0.5 * (1.0 + np.tanh(0.5 * (w[4:].reshape(2, 2) @ h)))
        return h, o, float(0.5 * np.sum((t - o) ** 2))

    h, o, before = forward(w)
    delta_o = (o - t) * o * (1.0 - o)
    # the blame goes back along the weights that were used, not along the new ones
    delta_h = (delta_o @ w[4:].reshape(2, 2)) * h * (1.0 - h)
    # row j of each matrix holds the weights that lead to unit j
    gradient = np.concatenate([np.outer(delta_h, x).ravel(), np.outer(delta_o, h).ravel()])
    new = w - lr * gradient
    return new, before, forward(new)[2]


@require(caches("cache", "dz"), dz=array(2), kind=one_of("identity", "sigmoid", "tanh", "relu"))
def mlp_backward(
    cache: list[tuple[np.ndarray, np.ndarray, np.ndarray]], dz: np.ndarray, kind: str
) -> list[tuple[np.ndarray, np.ndarray]]:
    """The gradients (dW, db) of every layer, first layer first, from the gradient at the last layer's z.

    `cache` holds for each layer its input, its W and its z, as `mlp_forward` gives it; `kind` names the activation of
    every layer but the last. `dz` is what the gradient of a loss from logits gives (`cross_entropy_grad`, `bce_grad`).
    Shape:   [(N, D), (D, H), (N, H)], ..., (N, M) -> [(D, H), (H,)], ...
    Raises:  ValueError if shapes do not fit or the activation is unknown
    See:     Rumelhart, Hinton & Williams (1986)
    >>> x, W, z = np.array([[1.0, 2.0]]), np.array([[1.0], [1.0]]), np.array([[3.0]])
    >>> [(dW, db)] = mlp_backward([(x, W, z)], np.array([[0.5]]), "tanh")
    >>> dW.ravel(), db
    (array([0.5, 1. ]), array([0.5]))
    """
    gradients: list[tuple[np.ndarray, np.ndarray]] = []
    for i, (x, W, _) in reversed(list(enumerate(cache))):
        dx, dW, db = affine_backward(dz, x, W)
        gradients.insert(0, (dW, db))
        if i > 0:
            # x is the activation of the z one layer down
            dz = activation_backward(dx, cache[i - 1][2], kind)
    return gradients


@require(shapes(X="N D", t="N K", W1="D H", b1="H", W2="H K", b2="K"), lr=positive)
def repaired_step(
    X: np.ndarray, t: np.ndarray, W1: np.ndarray, b1: np.ndarray, W2: np.ndarray, b2: np.ndarray, lr: float
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """One step downhill for a network that answers with amounts: tanh in the hidden layer, nothing at the output.

    The error is half the squared error, summed over the outputs and averaged over the examples. The answer is the new
    W1, b1, W2 and b2.
    Shape:   (N, D), (N, K), (D, H), (H,), (H, K), (K,), () -> (D, H), (H,), (H, K), (K,)
    Raises:  ValueError if shapes do not fit or lr is not positive
    See:     Rumelhart, Hinton & Williams (1986)
    >>> W1, b1, W2, b2 = repaired_step(
    ...     np.array([[1.0], [0.0]]), np.array([[0.0], [0.0]]), np.zeros((1, 2)), np.zeros(2), np.ones((2, 1)), np.ones(1), 0.5
    ... )
    >>> W1, b1, W2.ravel(), b2
    (array([[-0.25, -0.25]]), array([-0.5, -0.5]), array([1., 1.]), array([0.5]))
    """
    seen = np.tanh(X @ W1 + b1)
    at_output = (seen @ W2 + b2 - t) / len(X)
    # all gradients first: the way back goes through the weights that made the error
    at_hidden = (at_output @ W2.T) * (1.0 - seen**2)
    steps = X.T @ at_hidden, np.sum(at_hidden, axis=0), seen.T @ at_output, np.sum(at_output, axis=0)
    return W1 - lr * steps[0], b1 - lr * steps[1], W2 - lr * steps[2], b2 - lr * steps[3]


@require(hidden=whole(1), lr=positive, steps=whole(1), rng=generator)
def train_xor(
    hidden: int, lr: float, steps: int, *, rng: np.random.Generator
) -> tuple[np.ndarray, list[tuple[np.ndarray, np.ndarray]]]:
    """Teach a 2-hidden-1 network (tanh, then sigmoid) XOR: the cross-entropy before every step, and the final (W, b).

    Full-batch gradient descent; weights start standard normal, biases at 0.
    Shape:   -> (steps,), [(2, hidden), (hidden,)], [(hidden, 1), (1,)]
    Raises:  ValueError if hidden or steps is below 1 or lr is not positive, TypeError if rng is no generator
    See:     Rumelhart, Hinton & Williams (1986)
    >>> losses, params = train_xor(4, lr=1.0, steps=500, rng=np.random.default_rng(1))
    >>> bool(losses[-1] < 0.05 < losses[0])
    True
    """
    X = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
    t = np.array([[0.0], [1.0], [1.0], [0.0]])
    params = [(rng.normal(size=(2, hidden)), np.zeros(hidden)), (rng.normal(size=(hidden, 1)), np.zeros(1))]
    losses = []
    for _ in range(steps):
        (W1, b1), (W2, b2) = params
        z1 = X @ W1 + b1
        h = np.tanh(z1)
        z2 = h @ W2 + b2
        losses.append(np.mean(np.maximum(z2, 0.0) - z2 * t + np.log1p(np.exp(-np.abs(z2)))))
        o = 0.5 * (1.0 + np.tanh(0.5 * z2))
        gradients = mlp_backward([(X, W1, z1), (h, W2, z2)], (o - t) / len(X), "tanh")
        params = [(W - lr * dW, b - lr * db) for (W, b), (dW, db) in zip(params, gradients, strict=True)]
    return np.array(losses), params


def _from_x_to_t(given: Mapping[str, Any]) -> Complaint | None:
    """`params` are two layers, and the second has a column for each of t."""
    params, t = given["params"], given.get("t")
    if len(params) != 2:
        pairs = "pair" if len(params) == 1 else "pairs"
        return ValueError(f"params holds {len(params)} {pairs}, expected 2: a hidden layer and an output.")
    units, columns = params[1][0].shape
    if t is None or columns == t.shape[1]:
        return None
    return ValueError(f"params[1][0] has shape {(units, columns)}, expected ({units}, {t.shape[1]}) to fit t.")


@require(shapes(x="N 1", t="N 1"), chained("x", "params"), _from_x_to_t, lr=positive, steps=whole(1))
def fit_curve(
    x: np.ndarray, t: np.ndarray, params: list[tuple[np.ndarray, np.ndarray]], lr: float, steps: int
) -> tuple[list[tuple[np.ndarray, np.ndarray]], np.ndarray]:
    """Teach a 1-hidden-1 network (tanh, then nothing) a curve: the final (W, b), and the loss before every step.

    The loss is the mean of the squared errors over the points; every step of gradient descent uses all of them.
    Shape:   (N, 1), (N, 1), [(1, H), (H,)], [(H, 1), (1,)] -> same as params, (steps,)
    Raises:  ValueError if shapes do not fit, lr is not positive or steps is below 1
    See:     Cybenko (1989), on which curves such a network can follow
    >>> x, t = np.array([[0.0], [1.0]]), np.array([[1.0], [3.0]])
    >>> start = [(np.zeros((1, 2)), np.zeros(2)), (np.zeros((2, 1)), np.zeros(1))]
    >>> params, losses = fit_curve(x, t, start, lr=0.25, steps=2)
    >>> losses, params[1][1]
    (array([5., 2.]), array([1.5]))
    """
    losses = []
    for _ in range(steps):
        (W1, b1), (W2, b2) = params
        z = x @ W1 + b1
        h = np.tanh(z)
        o = h @ W2 + b2
        losses.append(np.mean((o - t) ** 2))
        # nothing is bent at the output, so its z is the answer itself
        gradients = mlp_backward([(x, W1, z), (h, W2, o)], 2.0 * (o - t) / len(x), "tanh")
        params = [(W - lr * dW, b - lr * db) for (W, b), (dW, db) in zip(params, gradients, strict=True)]
    return params, np.array(losses)
