"""Answers to `train_step_222` that are longer than a line: wrong ones that its card names, and other right ones."""

import math
from typing import Any

import numpy as np

from dlcourse.exercises.backprop._shared import sigmoid


def run_222(w: Any, x: Any) -> Any:
    h = sigmoid(w[:4].reshape(2, 2) @ x)
    return h, sigmoid(w[4:].reshape(2, 2) @ h)


def error_222(w: Any, x: Any, t: Any) -> float:
    return float(0.5 * np.sum((t - run_222(w, x)[1]) ** 2))


def step_222(w: Any, x: Any, t: Any, lr: Any, back: Any, delta_o: Any, delta_h: Any = None) -> Any:
    """One step, with `back` as the output weights on the way back and deltas that may lack a factor."""
    h, o = run_222(w, x)
    at_o = delta_o(o)
    at_h = (at_o @ back(w, h, at_o)) * (h * (1 - h) if delta_h is None else delta_h(h))
    new = w - lr * np.concatenate([np.outer(at_h, x).ravel(), np.outer(at_o, h).ravel()])
    return new, error_222(w, x, t), error_222(new, x, t)


def old_weights(w: Any, h: Any, delta_o: Any) -> Any:
    return w[4:].reshape(2, 2)


def stale_222(w: Any, x: Any, t: Any, lr: float) -> Any:
    def updated(w: Any, h: Any, delta_o: Any) -> Any:
        return w[4:].reshape(2, 2) - lr * np.outer(delta_o, h)

    return step_222(w, x, t, lr, updated, lambda o: (o - t) * o * (1 - o))


def no_output_slope_222(w: Any, x: Any, t: Any, lr: float) -> Any:
    return step_222(w, x, t, lr, old_weights, lambda o: o - t)


def no_hidden_slope_222(w: Any, x: Any, t: Any, lr: float) -> Any:
    return step_222(w, x, t, lr, old_weights, lambda o: (o - t) * o * (1 - o), np.ones_like)


def not_transposed_222(w: Any, x: Any, t: Any, lr: float) -> Any:
    return step_222(w, x, t, lr, lambda w, h, d: w[4:].reshape(2, 2).T, lambda o: (o - t) * o * (1 - o))


def uphill_222(w: Any, x: Any, t: Any, lr: float) -> Any:
    new, before, _ = step_222(w, x, t, -lr, old_weights, lambda o: (o - t) * o * (1 - o))
    return new, before, error_222(new, x, t)


def twice_222(w: Any, x: Any, t: Any, lr: float) -> Any:
    return step_222(w, x, t, lr, old_weights, lambda o: 2 * (o - t) * o * (1 - o))


def output_only_222(w: Any, x: Any, t: Any, lr: float) -> Any:
    new, before, _ = step_222(w, x, t, lr, old_weights, lambda o: (o - t) * o * (1 - o))
    new[:4] = w[:4]
    return new, before, error_222(new, x, t)


def right_222(w: Any, x: Any, t: Any, lr: float) -> Any:
    return step_222(w, x, t, lr, old_weights, lambda o: (o - t) * o * (1 - o))


def old_error_222(w: Any, x: Any, t: Any, lr: float) -> Any:
    new, before, _ = right_222(w, x, t, lr)
    return new, before, before


def overwritten_222(w: Any, x: Any, t: Any, lr: float) -> Any:
    new, before, after = right_222(w, x, t, lr)
    w[:] = new
    return w, before, after


def lr_ignored_222(w: Any, x: Any, t: Any, lr: float) -> Any:
    return right_222(w, x, t, 0.5)


def gradient_returned_222(w: Any, x: Any, t: Any, lr: float) -> Any:
    new, before, after = right_222(w, x, t, lr)
    return (w - new) / lr, before, after


def written_out_222(w: Any, x: Any, t: Any, lr: float) -> Any:
    def forward(w: Any) -> tuple[float, ...]:
        h1 = 1 / (1 + math.exp(-(w[0] * x[0] + w[1] * x[1])))
        h2 = 1 / (1 + math.exp(-(w[2] * x[0] + w[3] * x[1])))
        o1 = 1 / (1 + math.exp(-(w[4] * h1 + w[5] * h2)))
        o2 = 1 / (1 + math.exp(-(w[6] * h1 + w[7] * h2)))
        return h1, h2, o1, o2, 0.5 * (t[0] - o1) ** 2 + 0.5 * (t[1] - o2) ** 2

    h1, h2, o1, o2, before = forward(w)
    d3, d4 = (o1 - t[0]) * o1 * (1 - o1), (o2 - t[1]) * o2 * (1 - o2)
    d1, d2 = (d3 * w[4] + d4 * w[6]) * h1 * (1 - h1), (d3 * w[5] + d4 * w[7]) * h2 * (1 - h2)
    slopes = [d1 * x[0], d1 * x[1], d2 * x[0], d2 * x[1], d3 * h1, d3 * h2, d4 * h1, d4 * h2]
    new = np.array([weight - lr * slope for weight, slope in zip(w, slopes, strict=True)])
    return new, before, forward(new)[4]


def in_rows_222(w: Any, x: Any, t: Any, lr: float) -> Any:
    """As row vectors: the matrices are the transposed ones."""
    W1, W2, row = w[:4].reshape(2, 2).T, w[4:].reshape(2, 2).T, x[None]

    def run(W1: Any, W2: Any) -> tuple[Any, Any, float]:
        h = 1 / (1 + np.exp(-row @ W1))
        o = 1 / (1 + np.exp(-h @ W2))
        return h, o, float(np.sum((o - t) ** 2) / 2)

    h, o, before = run(W1, W2)
    d2 = (o - t) * o * (1 - o)
    d1 = d2 @ W2.T * h * (1 - h)
    V1, V2 = W1 - lr * row.T @ d1, W2 - lr * h.T @ d2
    return np.concatenate([V1.T.ravel(), V2.T.ravel()]), before, run(V1, V2)[2]


def complex_step_222(w: Any, x: Any, t: Any, lr: float) -> Any:
    """No chain rule at all: each slope from a tiny imaginary step."""

    def error(w: Any) -> Any:
        h = 1 / (1 + np.exp(-(w[:4].reshape(2, 2) @ x)))
        o = 1 / (1 + np.exp(-(w[4:].reshape(2, 2) @ h)))
        return 0.5 * np.sum((t - o) ** 2)

    slopes = np.array([error(w + 1e-30j * one).imag / 1e-30 for one in np.eye(8)])
    new = w - lr * slopes
    return new, float(error(w)), float(error(new))


def one_path_222(which: Any) -> Any:
    """Each hidden unit hears of one output only: `which` picks the weights of the edges that are followed back."""

    def train_step_222(w: Any, x: Any, t: Any, lr: float) -> Any:
        return step_222(w, x, t, lr, lambda w, h, d: w[4:].reshape(2, 2) * which, lambda o: (o - t) * o * (1 - o))

    return train_step_222


def error_doubled_222(w: Any, x: Any, t: Any, lr: float) -> Any:
    new, before, after = right_222(w, x, t, lr)
    return new, 2 * before, 2 * after


def half_run_again_222(w: Any, x: Any, t: Any, lr: float) -> Any:
    """The error after the step, with the new output weights and the hidden values of before."""
    new, before, _ = right_222(w, x, t, lr)
    return new, before, error_of_output_222(w, new, x, t)


def half_back_again_222(w: Any, x: Any, t: Any, lr: float) -> Any:
    """The error after the step, with the new hidden weights and the output weights of before."""
    new, before, _ = right_222(w, x, t, lr)
    return new, before, error_of_output_222(new, w, x, t)


def error_of_output_222(hidden: Any, output: Any, x: Any, t: Any) -> float:
    """The error of a network whose hidden layer and whose output layer come from two sets of weights."""
    return error_222(np.concatenate([hidden[:4], output[4:]]), x, t)
