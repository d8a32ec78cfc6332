"""Answers to `fit`: a training run with switches, each of which is a mistake, and other right ones."""

from collections.abc import Callable
from typing import Any

import numpy as np

from dlcourse.digits import accuracy, predict


def fitted(
    params: Any,
    data: Any,
    step: Any,
    epochs: int,
    size: int,
    *,
    rng: np.random.Generator,
    all_data: bool = False,
    shuffle: str = "epoch",
    short: bool = True,
    average: str = "examples",
    measure: str = "after",
    keep: bool = True,
    rng_of: Callable[[np.random.Generator], Any] = lambda rng: rng,
    give: Callable[..., Any] = lambda params, history: (params, history),
) -> Any:
    """A training run with switches, each of which is a mistake."""
    X, y, X_val, y_val = data
    if all_data:
        X, y = np.concatenate([X, X_val]), np.concatenate([y, y_val])
    n, start, whole = len(X), params, 0.0
    rng = rng_of(rng)
    order = rng.permutation(n) if shuffle != "never" else np.arange(n)
    history: dict[str, list[float]] = {"loss": [], "val_accuracy": []}
    for _ in range(epochs):
        if shuffle in ("epoch", "apart"):
            order = rng.permutation(n)
        elif shuffle == "drawn":
            order = rng.integers(n, size=n)
        if measure == "before":
            history["val_accuracy"].append(accuracy(y_val, predict(X_val, params)))
        losses, counts = [], []
        for i in range(0, n if short or n < size else n - size + 1, size):
            rows = order[i : i + size]
            new, loss = step(params, X[rows], y[rows] if shuffle != "apart" else y[rng.permutation(n)[: len(rows)]])
            params = new if keep else params
            losses.append(loss)
            counts.append(len(rows))
        whole += float(np.dot(losses, counts))
        averages = {
            "examples": float(np.dot(losses, counts) / np.sum(counts)),
            "batches": float(np.mean(losses)),
            "sum": float(np.dot(losses, counts)),
            "sum of batches": float(np.sum(losses)),
            "size": float(np.sum(losses) * size / n),
            "whole": whole / n,
            "first": losses[0],
            "last": losses[-1],
        }
        history["loss"].append(averages[average])
        if measure in ("after", "thrown away"):
            history["val_accuracy"].append(accuracy(y_val, predict(X_val, params)))
        elif measure == "train":
            history["val_accuracy"].append(accuracy(y, predict(X, params)))
        elif measure == "percent":
            history["val_accuracy"].append(100 * accuracy(y_val, predict(X_val, params)))
    return give(params if measure != "thrown away" else start, history)


def fit_by_while(params: Any, data: Any, step: Any, epochs: int, size: int, *, rng: np.random.Generator) -> Any:
    X, y, X_val, y_val = data
    history: dict[str, list[float]] = {"val_accuracy": [], "loss": []}
    while len(history["loss"]) < epochs:
        left = list(rng.permutation(len(y)))
        total = 0.0
        while left:
            rows, left = left[-size:], left[:-size]
            params, loss = step(params, X[rows], y[rows])
            total += len(rows) * loss
        history["loss"] += [total / len(y)]
        history["val_accuracy"] += [accuracy(y_val, predict(X_val, params))]
    return params, history


def fit_by_split(params: Any, data: Any, step: Any, epochs: int, size: int, *, rng: np.random.Generator) -> Any:
    X, y, X_val, y_val = data
    losses, accuracies = [], []
    for _ in range(epochs):
        order = np.arange(len(X))
        rng.shuffle(order)
        batches = np.split(order, range(size, len(order), size))
        sums = []
        for rows in batches:
            params, loss = step(params, X[rows], y[rows])
            sums.append(loss * len(rows))
        losses.append(sum(sums) / len(X))
        accuracies.append(accuracy(y_val, predict(X_val, params)))
    return params, {"loss": losses, "val_accuracy": accuracies}


def turned(**screws: Any) -> Callable[..., Any]:
    """A training run with these switches."""

    def fit(params: Any, data: Any, step: Any, epochs: int, size: int, *, rng: np.random.Generator) -> Any:
        return fitted(params, data, step, epochs, size, rng=rng, **screws)

    return fit
