"""Runs for `steps_to_memorize`: small networks, steps that learn and steps that are broken, and answers to it."""

from collections.abc import Callable
from typing import Any

import numpy as np

from dlcourse.digits import accuracy, predict

Layers = list[tuple[np.ndarray, np.ndarray]]


def points(rng: np.random.Generator, n: int, classes: int = 3) -> tuple[np.ndarray, np.ndarray]:
    """Points around three corners; the first twenty are near them, the others far away, so that all together take longer."""
    y = np.arange(n) % classes
    spread = np.where(np.arange(n) < 20, 0.3, 1.6)[:, None]
    return 3.0 * np.eye(classes)[y] + spread * rng.normal(size=(n, classes)), y


def start(rng: np.random.Generator, width: int = 3) -> Layers:
    return [(rng.normal(size=(width, 3)), np.zeros(3))]


def down(lr: float) -> Callable[..., Any]:
    """One step of softmax regression; a negative rate climbs."""

    def step(params: Any, X: Any, y: Any) -> Any:
        ((W, b),) = params
        z = X @ W + b
        e = np.exp(z - z.max(axis=1, keepdims=True))
        p = e / e.sum(axis=1, keepdims=True)
        d = (p - np.eye(3)[np.asarray(y)]) / len(X)
        loss = -np.mean(np.log(p[np.arange(len(X)), y] + 1e-12))
        return [(W - lr * X.T @ d, b - lr * d.sum(axis=0))], float(loss)

    return step


def stands_still(params: Any, X: Any, y: Any) -> Any:
    return params, 1.0


def learns_without_a_word(params: Any, X: Any, y: Any) -> Any:
    """It learns as any step does, but never says how far it has come."""
    return down(0.1)(params, X, y)[0], 0.0


def examples_in_a_step(function: Any, params: Any, X: Any, y: Any, step: Any, steps: Any) -> Any:
    """A case's call: how many examples the steps were given, the fewest and the most."""
    counts: list[int] = []

    def counted(params: Any, X: Any, y: Any) -> Any:
        counts.append(len(X))
        return step(params, X, y)

    answer = function(params, X, y, counted, steps)
    return np.array([min(counts), max(counts)]) if counts and answer is not None else answer


# --- answers


def turned(
    *,
    few: Callable[[Any], Any] = lambda part: part[:20],
    looks: Callable[[Any], Any] = lambda steps: steps + 1,
    enough: Callable[..., bool] = lambda y, yhat, loss: accuracy(y, yhat) == 1.0,
    keep: bool = True,
    never: Any = lambda steps: -1,
    one_more: int = 0,
    size: int | None = None,
) -> Callable[..., Any]:
    """The test with one screw turned."""

    def steps_to_memorize(params: Any, X: Any, y: Any, step: Any, steps: Any) -> Any:
        few_X, few_y, loss = few(X), few(y), np.inf
        for done in range(looks(steps)):
            if enough(few_y, predict(few_X, params), loss):
                return done + one_more
            if done < looks(steps) - 1:
                rows = slice(None) if size is None else slice(done * size % 20, done * size % 20 + size)
                new, loss = step(params, few_X[rows], few_y[rows])
                params = new if keep else params
        return never(steps)

    return steps_to_memorize


def judged_by_loss(small: float, *, looks_first: bool = False) -> Callable[..., Any]:
    """It stops at a small loss; it may look at the answers before the first step, when there is no loss yet."""
    return turned(
        enough=lambda y, yhat, loss: loss < small or (looks_first and loss == np.inf and accuracy(y, yhat) == 1.0)
    )


def after_all_steps(params: Any, X: Any, y: Any, step: Any, steps: Any) -> Any:
    for _ in range(steps):
        params, _ = step(params, X[:20], y[:20])
    return steps if accuracy(y[:20], predict(X[:20], params)) == 1.0 else -1


def looks_after_the_step_only(params: Any, X: Any, y: Any, step: Any, steps: Any) -> Any:
    for done in range(1, steps + 1):
        params, _ = step(params, X[:20], y[:20])
        if accuracy(y[:20], predict(X[:20], params)) == 1.0:
            return done
    return -1


def by_counting_wrong_ones(params: Any, X: Any, y: Any, step: Any, steps: Any) -> Any:
    few_X, few_y = X[:20].copy(), y[:20].copy()
    left = steps
    while np.any(predict(few_X, params) != few_y):
        if left == 0:
            return -1
        params, left = step(params, few_X, few_y)[0], left - 1
    return steps - left


def by_recursion(params: Any, X: Any, y: Any, step: Any, steps: Any) -> Any:
    def after(params: Any, done: int) -> int:
        if accuracy(y[:20], predict(X[:20], params)) == 1.0:
            return done
        return -1 if done == steps else after(step(params, X[:20], y[:20])[0], done + 1)

    return after(params, 0)
