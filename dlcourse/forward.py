"""The forward pass: numbers go in on one side, layer after layer bends them, an answer comes out. Nothing is learned.

Rows are examples: `X (N, D) @ W (D, M) + b (M,)` gives one row of M numbers for each of N examples. What a layer has
before its activation is called z, what it has after it a. A forward pass keeps each layer's input, weights and z,
because the way back will ask for them.
"""

from collections.abc import Callable

import numpy as np

from dlcourse._require import array, chained, function, require, shapes


@require(shapes(X="N D", W="D M", b="M"))
def affine(X: np.ndarray, W: np.ndarray, b: np.ndarray) -> np.ndarray:
    """A layer before its activation: every unit weighs all inputs and adds its bias.

    Formula: z = X W + b
    Shape:   (N, D), (D, M), (M,) -> (N, M)
    Raises:  ValueError if shapes do not fit
    See:     Rosenblatt (1958)
    >>> affine(np.array([[1.0, 2.0]]), np.array([[1.0, 0.0, 2.0], [0.0, 1.0, 1.0]]), np.array([0.0, 0.0, 10.0]))
    array([[ 1.,  2., 14.]])
    """
    return X @ W + b


@require(shapes(x="2", w="8"))
def forward_222(x: np.ndarray, w: np.ndarray) -> dict[str, np.ndarray]:
    """Two inputs, two hidden units, two outputs, sigmoid everywhere, no biases: every number on the way.

    Formula: z1 = w1 x1 + w2 x2, z2 = w3 x1 + w4 x2, h = sigmoid(z1, z2);
             z3 = w5 h1 + w6 h2, z4 = w7 h1 + w8 h2, o = sigmoid(z3, z4)
    The answer has the entries "z" (z1, z2, z3, z4), "h" (h1, h2) and "o" (o1, o2).
    Shape:   (2,), (8,) -> (4,), (2,), (2,)
    Raises:  ValueError if x does not hold 2 or w not 8 numbers
    See:     Rumelhart, Hinton & Williams (1986)
    >>> w = np.array([0.3, 0.25, 0.4, 0.35, 0.45, 0.4, 0.7, 0.6])
    >>> forward_222(np.array([0.1, 0.2]), w)["o"]
    array([0.609446  , 0.66384491])
    """
    w1, w2, w3, w4, w5, w6, w7, w8 = w
    z_hidden = np.array([w1 * x[0] + w2 * x[1], w3 * x[0] + w4 * x[1]])
    # a sigmoid is a tanh, moved and scaled; written like this it cannot overflow
    h = 0.5 * (1.0 + np.tanh(0.5 * z_hidden))
    z_output = np.array([w5 * h[0] + w6 * h[1], w7 * h[0] + w8 * h[1]])
    o = 0.5 * (1.0 + np.tanh(0.5 * z_output))
    return {"z": np.concatenate([z_hidden, z_output]), "h": h, "o": o}


@require(chained("X", "params"), X=array(2), hidden=function, out=function)
def mlp_forward(
    X: np.ndarray,
    params: list[tuple[np.ndarray, np.ndarray]],
    hidden: "Callable[[np.ndarray], np.ndarray]",
    out: "Callable[[np.ndarray], np.ndarray]",
) -> tuple[np.ndarray, list[tuple[np.ndarray, np.ndarray, np.ndarray]]]:
    """A whole network: the outputs for every row of X, and what each layer saw on the way.

    `params` holds (W, b) of each layer. `hidden` is the activation of all layers but the last, `out` that of the last.
    The second answer holds for each layer its input, its W and its z.
    Shape:   (N, D), [(D, H), (H,)], ..., [(H, M), (M,)] -> (N, M)
    Raises:  ValueError if the shapes of neighbouring layers do not fit
    See:     Rumelhart, Hinton & Williams (1986)
    >>> params = [(np.array([[1.0, -1.0]]), np.zeros(2)), (np.ones((2, 1)), np.zeros(1))]
    >>> y, cache = mlp_forward(np.array([[-3.0], [2.0]]), params, hidden=np.abs, out=np.negative)
    >>> y
    array([[-6.],
           [-4.]])
    """
    a, cache = X, []
    for i, (W, b) in enumerate(params):
        x = a
        z = x @ W + b
        cache.append((x, W, z))
        a = hidden(z) if i < len(params) - 1 else out(z)
    return a, cache
