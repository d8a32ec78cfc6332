"""Answers to `learn`: a network with switches, each of which is a mistake or another right choice, and those who need no training."""

from collections.abc import Callable
from typing import Any

import numpy as np


def learned(
    X: Any,
    labels: Any,
    X_new: Any,
    rng: Any,
    *,
    hidden: tuple[int, ...] = (32,),
    act: str = "relu",
    steps: int = 400,
    size: int = 0,
    lr: float = 0.1,
    alpha: float = 0.9,
    start: float = 1.0,
    sign: float = -1.0,
) -> Any:
    """The scores of new rows by a network trained with momentum; `size` 0 takes all rows at every step."""
    C = int(np.max(labels)) + 1
    widths = (X.shape[1], *hidden, C)
    W = [start * np.sqrt(2.0 / a) * rng.normal(size=(a, b)) for a, b in zip(widths[:-1], widths[1:], strict=True)]  # noqa: RUF007  # a learner's cell should need NumPy alone
    b = [np.zeros(n) for n in widths[1:]]
    v, c = [np.zeros_like(w) for w in W], [np.zeros_like(n) for n in b]

    def through(a: Any) -> list[Any]:
        found = [a]
        for i in range(len(W)):
            z = found[-1] @ W[i] + b[i]
            last = i == len(W) - 1
            found.append(z if last else np.maximum(z, 0.0) if act == "relu" else np.tanh(z))
        return found

    for step in range(steps):
        count = size or len(X)
        if size and step * size % len(X) < size:
            order = rng.permutation(len(X))
        rows = order[step * size % len(X) :][:size] if size else np.arange(len(X))
        a = through(X[rows])
        e = np.exp(a[-1] - a[-1].max(axis=1, keepdims=True))
        d = e / e.sum(axis=1, keepdims=True)
        d[np.arange(len(rows)), labels[rows]] -= 1.0
        d = d / count
        for i in reversed(range(len(W))):
            dW, db = a[i].T @ d, d.sum(axis=0)
            if i > 0:
                d = (d @ W[i].T) * ((a[i] > 0) if act == "relu" else 1.0 - a[i] ** 2)
            v[i], c[i] = alpha * v[i] + sign * lr * dW, alpha * c[i] + sign * lr * db
            W[i], b[i] = W[i] + v[i], b[i] + c[i]
    return through(X_new)[-1]


def told(
    rng_of: Callable[[Any], Any] = lambda rng: rng,
    rows: Callable[[Any, Any], Any] = lambda X, X_new: X_new,
    give: Callable[[Any], Any] = lambda scores: np.argmax(scores, axis=1),
    **screws: Any,
) -> Callable[..., Any]:
    """A `learn` with these switches."""

    def learn(X: Any, labels: Any, X_new: Any, *, rng: Any) -> Any:
        return give(learned(X, labels, rows(X, X_new), rng_of(rng), **screws))

    return learn


def shares(scores: Any) -> Any:
    """Softmax of each row."""
    e = np.exp(scores - np.max(scores, axis=1, keepdims=True))
    return e / np.sum(e, axis=1, keepdims=True)


def two_moments(X: Any, labels: Any, X_new: Any, *, rng: Any) -> Any:
    """Adam, tanh, a penalty on the weights: another right way."""
    C, H = int(labels.max()) + 1, 24
    w = [rng.uniform(-1, 1, (X.shape[1], H)), np.zeros(H), rng.uniform(-0.5, 0.5, (H, C)), np.zeros(C)]
    m, v = [0.0 * one for one in w], [0.0 * one for one in w]
    for t in range(1, 301):
        h = np.tanh(X @ w[0] + w[1])
        p = shares(h @ w[2] + w[3])
        p[range(len(X)), labels] -= 1
        d = (p @ w[2].T) * (1 - h**2)
        grads = [X.T @ d / len(X) + 1e-4 * w[0], d.mean(axis=0), h.T @ p / len(X) + 1e-4 * w[2], p.mean(axis=0)]
        for i, g in enumerate(grads):
            m[i], v[i] = 0.9 * m[i] + 0.1 * g, 0.999 * v[i] + 0.001 * g * g
            w[i] = w[i] - 0.05 * (m[i] / (1 - 0.9**t)) / (np.sqrt(v[i] / (1 - 0.999**t)) + 1e-8)
    return (np.tanh(X_new @ w[0] + w[1]) @ w[2] + w[3]).argmax(axis=1)


def standardized_by_the_new_rows(X: Any, labels: Any, X_new: Any, *, rng: Any) -> Any:
    """Each table is standardized by its own rows, the new one as well."""
    one, two = ((rows - rows.mean(axis=0)) / (rows.std(axis=0) + 1e-8) for rows in (X, X_new))
    return np.argmax(learned(one, labels, two, rng, steps=300), axis=1)
