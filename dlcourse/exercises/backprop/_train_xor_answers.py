"""Answers to `train_xor` that are longer than a line: wrong ones that its card names, and other right ones."""

import itertools
import math
from typing import Any

import numpy as np

from dlcourse.exercises.backprop._shared import sigmoid
from dlcourse.exercises.backprop._xor_runs import (
    CORNERS,
    XOR,
    flat,
    next,
    short,
    xor_slopes,
)
from dlcourse.exercises.card import Case


def train(
    hidden: int,
    lr: float,
    steps: int,
    *,
    rng: np.random.Generator,
    start: float | None = None,
    draw: Any = lambda rng, shape: rng.normal(size=shape),
    targets: Any = XOR,
    change: Any = lambda params, gradients, total: gradients,
    loss_after: bool = False,
    moves: bool = True,
) -> Any:
    """The right training, with one part exchanged: `change` makes the step from the gradients and from their total so far."""
    params = [(draw(rng, (2, hidden)), np.zeros(hidden)), (draw(rng, (hidden, 1)), np.zeros(1))]
    if start is not None:
        params = [(np.full(W.shape, start), b) for W, b in params]
    total = [(0.0 * W, 0.0 * b) for W, b in params]
    losses = []
    for _ in range(steps):
        loss, _, gradients = xor_slopes(params, targets)
        total = [(T + dW, s + db) for (T, s), (dW, db) in zip(total, gradients, strict=True)]
        used = change(params, gradients, total) if moves else [(0.0 * W, 0.0 * b) for W, b in params]
        params = [(W - lr * dW, b - lr * db) for (W, b), (dW, db) in zip(params, used, strict=True)]
        losses.append(xor_slopes(params, targets)[0] if loss_after else loss)
    return np.array(losses), params


def started(draw: Any) -> Any:
    """The right training from another start."""

    def train_xor(hidden: int, lr: float, steps: int, *, rng: np.random.Generator) -> Any:
        return train(hidden, lr, steps, rng=rng, draw=draw)

    return train_xor


def for_the_table(table: Any) -> Any:
    """The right training, for other targets."""

    def train_xor(hidden: int, lr: float, steps: int, *, rng: np.random.Generator) -> Any:
        return train(hidden, lr, steps, rng=rng, targets=np.array(table))

    return train_xor


def scaled(gradients: Any, by: float) -> Any:
    return [(by * dW, by * db) for dW, db in gradients]


def output_slope_twice(params: Any) -> Any:
    """The gradients with the output's slope multiplied in once more."""
    (W1, b1), (W2, b2) = params
    h = np.tanh(CORNERS @ W1 + b1)
    o = sigmoid(h @ W2 + b2)
    delta = (o - XOR) * o * (1 - o) / 4
    below = (delta @ W2.T) * (1 - h**2)
    return [(CORNERS.T @ below, below.sum(axis=0)), (h.T @ delta, delta.sum(axis=0))]


def without_biases(gradients: Any) -> Any:
    return [(dW, 0.0 * db) for dW, db in gradients]


def output_layer_alone(gradients: Any) -> Any:
    return [scaled(gradients, 0.0)[0], gradients[1]]


def steps_like(made: Any) -> Any:
    """Recognises a training whose second step uses `made(params, gradients)` as its gradients, and whose third does too."""

    def shows(case: Case, value: Any) -> bool:
        if not short(case):
            return False
        networks = value[1][:3]
        return all(
            np.allclose(flat(there), next(here, case.args[1], made(here, xor_slopes(here)[2])), rtol=1e-9, atol=1e-12)
            for here, there in itertools.pairwise(networks)
        )

    return shows


def own_generator(hidden: int, lr: float, steps: int, *, rng: np.random.Generator) -> Any:
    return train(hidden, lr, steps, rng=np.random.default_rng(1))


def global_generator(hidden: int, lr: float, steps: int, *, rng: np.random.Generator) -> Any:
    return train(hidden, lr, steps, rng=np.random.default_rng())


def xor_written_out(hidden: int, lr: float, steps: int, *, rng: np.random.Generator) -> Any:
    W2, W1 = rng.standard_normal((hidden, 1)), rng.standard_normal((2, hidden))
    b1, b2 = np.zeros(hidden), np.zeros(1)
    losses = np.empty(steps)
    for i in range(steps):
        h = np.tanh(CORNERS @ W1 + b1)
        z = h @ W2 + b2
        p = 1 / (1 + np.exp(-z))
        losses[i] = np.mean(np.logaddexp(0, np.where(XOR == 1, -z, z)))
        d2 = (p - XOR) / 4
        d1 = np.einsum("nm,hm->nh", d2, W2) * (1 + h) * (1 - h)
        W2, b2 = W2 - lr * np.einsum("nh,nm->hm", h, d2), b2 - lr * d2.sum(axis=0)
        W1, b1 = W1 - lr * np.einsum("nd,nh->dh", CORNERS, d1), b1 - lr * d1.sum(axis=0)
    return losses, [(W1, b1), (W2, b2)]


def xor_example_by_example(hidden: int, lr: float, steps: int, *, rng: np.random.Generator) -> Any:
    W1, w2 = np.array([rng.normal(size=2) for _ in range(hidden)]).T, rng.normal(size=hidden)
    b1, b2 = np.zeros(hidden), 0.0
    losses = []
    for _ in range(steps):
        dW1, db1, dw2, db2, loss = np.zeros((2, hidden)), np.zeros(hidden), np.zeros(hidden), 0.0, 0.0
        for x, t in zip(CORNERS, XOR[:, 0], strict=True):
            h = np.tanh(x @ W1 + b1)
            z = float(h @ w2 + b2)
            loss += (max(z, 0.0) - z * t + math.log1p(math.exp(-abs(z)))) / 4
            delta = (0.5 + 0.5 * math.tanh(z / 2) - t) / 4
            below = delta * w2 * (1 - h * h)
            dw2, db2 = dw2 + delta * h, db2 + delta
            dW1, db1 = dW1 + np.outer(x, below), db1 + below
        losses.append(loss)
        W1, b1, w2, b2 = W1 - lr * dW1, b1 - lr * db1, w2 - lr * dw2, b2 - lr * db2
    return np.array(losses), [(W1, b1), (w2[:, None], np.array([b2]))]


def xor_with_ones(hidden: int, lr: float, steps: int, *, rng: np.random.Generator) -> Any:
    """Biases as one more row of weights."""
    X = np.hstack([CORNERS, np.ones((4, 1))])
    A, B = rng.normal(size=(3, hidden)), rng.normal(size=(hidden + 1, 1))
    A[2], B[hidden] = 0.0, 0.0
    losses = []
    for _ in range(steps):
        h = np.hstack([np.tanh(X @ A), np.ones((4, 1))])
        z = h @ B
        losses.append(-np.mean(np.where(XOR == 1, -np.logaddexp(0, -z), -np.logaddexp(0, z))))
        d = (0.5 + 0.5 * np.tanh(z / 2) - XOR) / 4
        down = ((d @ B.T) * (1 - h**2))[:, :hidden]
        A, B = A - lr * X.T @ down, B - lr * h.T @ d
    return np.array(losses), [(A[:2], A[2]), (B[:hidden], B[hidden])]
