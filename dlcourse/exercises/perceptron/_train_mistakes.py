"""How the perceptron rule is got wrong: one function for each mistake that the card of `train_perceptron` names."""

from typing import Any

import numpy as np

from dlcourse.perceptron import step


def training(
    *,
    miss: Any = lambda target, decision: target - decision,
    sign: float = 1.0,
    rate: Any = lambda lr: lr,
    bias_rate: Any = None,
    decide: Any = lambda total: int(total > 0),
    afresh: bool = False,
    seen: Any = lambda x: x,
    blind: bool = False,
    start: tuple[float, float] = (0.0, 0.0),
    counts: Any = lambda target, decision: target != decision,
) -> Any:
    """The perceptron rule with one screw turned."""

    def train_perceptron(X: Any, y: Any, lr: Any, epochs: Any) -> Any:
        w, b = np.full(X.shape[1], start[0]), start[1]
        errors = np.zeros(epochs, dtype=int)
        for epoch in range(epochs):
            if afresh:
                w, b = 0.0 * w, 0.0
            for x, target in zip(X, y, strict=True):
                decision = decide(x @ w + (0.0 if blind else b))
                w = w + sign * rate(lr) * miss(int(target), decision) * seen(x)
                b = b + sign * (bias_rate or rate)(lr) * miss(int(target), decision)
                errors[epoch] += counts(int(target), decision)
        return w, b, errors

    return train_perceptron


def whole_epoch(X: Any, y: Any, lr: Any, epochs: Any) -> Any:
    w, b, errors = np.zeros(X.shape[1]), 0.0, []
    for _ in range(epochs):
        miss = y - step(X @ w + b)
        w, b = w + lr * miss @ X, b + lr * miss.sum()
        errors.append(np.count_nonzero(miss))
    return w, float(b), np.array(errors)


def random_start(X: Any, y: Any, lr: Any, epochs: Any) -> Any:
    w, b = np.random.default_rng(7).normal(size=X.shape[1]), 0.0
    errors = np.zeros(epochs, dtype=int)
    for epoch in range(epochs):
        for x, target in zip(X, y, strict=True):
            miss = int(target) - int(x @ w + b > 0)
            w, b = w + lr * miss * x, b + lr * miss
            errors[epoch] += miss != 0
    return w, b, errors


def counts_after(X: Any, y: Any, lr: Any, epochs: Any) -> Any:
    w, b, errors = np.zeros(X.shape[1]), 0.0, []
    for _ in range(epochs):
        for x, target in zip(X, y, strict=True):
            miss = int(target) - int(x @ w + b > 0)
            w, b = w + lr * miss * x, b + lr * miss
        errors.append(int(np.sum(step(X @ w + b) != y)))
    return w, b, np.array(errors)


def stops_early(X: Any, y: Any, lr: Any, epochs: Any) -> Any:
    w, b, errors = np.zeros(X.shape[1]), 0.0, []
    for _ in range(epochs):
        wrong = 0
        for x, target in zip(X, y, strict=True):
            miss = int(target) - int(x @ w + b > 0)
            w, b, wrong = w + lr * miss * x, b + lr * miss, wrong + abs(miss)
        errors.append(wrong)
        if wrong == 0:
            break
    return w, b, np.array(errors)


def errors_so_far(X: Any, y: Any, lr: Any, epochs: Any) -> Any:
    w, b, errors = training()(X, y, lr, epochs)
    return w, b, np.cumsum(errors)


def shuffled(seed: int) -> Any:
    """Another order in every epoch."""

    def train_perceptron(X: Any, y: Any, lr: Any, epochs: Any) -> Any:
        rng = np.random.default_rng(seed)
        w, b, errors = np.zeros(X.shape[1]), 0.0, np.zeros(epochs, dtype=int)
        for epoch in range(epochs):
            for n in rng.permutation(len(X)):
                miss = int(y[n]) - int(X[n] @ w + b > 0)
                w, b = w + lr * miss * X[n], b + lr * miss
                errors[epoch] += abs(miss)
        return w, b, errors

    return train_perceptron


def backwards(X: Any, y: Any, lr: Any, epochs: Any) -> Any:
    return training()(X[::-1], y[::-1], lr, epochs)
