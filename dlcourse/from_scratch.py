"""A whole network in one function: it starts, learns and answers, with nothing but NumPy around it.

Everything in it was met before, in this order: a random start, a forward pass, the gradient of cross-entropy, the way back,
a step with momentum. Nothing is taken from elsewhere, so that one page shows all there is.
"""

import numpy as np

from dlcourse._require import generator, labels, no_negatives, require, shapes


@require(shapes(X="N D", labels="N", X_new="K D"), labels("labels"), labels=no_negatives, rng=generator)
def learn(X: np.ndarray, labels: np.ndarray, X_new: np.ndarray, *, rng: np.random.Generator) -> np.ndarray:
    """The labels of new rows, told by a network that is trained from scratch on X and its labels 0, 1, ...

    Shape:   (N, D), (N,), (K, D) -> (K,)
    Raises:  ValueError if shapes do not fit or a label is negative, TypeError if labels are no integers or rng is no generator
    See:     Rumelhart, Hinton & Williams (1986)
    >>> X = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
    >>> learn(X, np.array([0, 1, 1, 0]), X, rng=np.random.default_rng(0))
    array([0, 1, 1, 0])
    """
    hidden, lr, alpha, steps = 32, 0.1, 0.9, 400
    D, C = X.shape[1], int(np.max(labels)) + 1
    params = [
        rng.normal(0.0, np.sqrt(2.0 / D), size=(D, hidden)),
        np.zeros(hidden),
        rng.normal(0.0, np.sqrt(2.0 / hidden), size=(hidden, C)),
        np.zeros(C),
    ]
    moves = [np.zeros_like(w) for w in params]
    wanted = np.eye(C)[labels]
    for _ in range(steps):
        W1, b1, W2, b2 = params
        z = X @ W1 + b1
        h = np.maximum(z, 0.0)
        scores = h @ W2 + b2
        e = np.exp(scores - np.max(scores, axis=1, keepdims=True))
        dscores = (e / np.sum(e, axis=1, keepdims=True) - wanted) / len(X)
        dz = (dscores @ W2.T) * (z > 0)
        slopes = (X.T @ dz, dz.sum(axis=0), h.T @ dscores, dscores.sum(axis=0))
        moves = [alpha * v - lr * g for v, g in zip(moves, slopes, strict=True)]
        params = [w + v for w, v in zip(params, moves, strict=True)]
    W1, b1, W2, b2 = params
    # softmax would keep the order of the scores, so the largest score is the answer already
    return np.argmax(np.maximum(X_new @ W1 + b1, 0.0) @ W2 + b2, axis=1)
