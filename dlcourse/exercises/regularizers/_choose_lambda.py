"""Searches for `choose_lambda`: data on which every wrong way to choose ends with another strength, and its answers."""

from collections.abc import Callable
from typing import Any

import numpy as np

LAMBDAS = np.array([30.0, 0.01, 1.0, 0.1, 300.0, 5.0])  # in no order, so that no place in the list is the best one
Search = tuple[Callable[..., Any], ...]


def _ridge(rng: np.random.Generator) -> Search:
    """Least squares with an l2 penalty on a few noisy examples, and its loss on three parts."""
    inputs, hidden = 8, rng.normal(size=8)

    def part(rows: int) -> tuple[np.ndarray, np.ndarray]:
        X = rng.normal(size=(rows, inputs))
        return X, X @ hidden + 3.0 * rng.normal(size=rows)

    X, y = part(10)

    def train(lam: float) -> np.ndarray:
        return np.linalg.solve(X.T @ X + lam * np.eye(inputs), X.T @ y)

    def on(X: np.ndarray, y: np.ndarray) -> Callable[[np.ndarray], float]:
        return lambda w: float(np.mean((X @ w - y) ** 2))

    return train, on(X, y), on(*part(9)), on(*part(11))


def search(rng: np.random.Generator, lambdas: np.ndarray = LAMBDAS) -> Search:
    """Drawn until training, validation and test would each choose another strength, neither the last nor the largest."""
    while True:
        train, *losses = found = _ridge(rng)
        networks = [train(lam) for lam in lambdas]
        by_training, by_validation, by_test = (int(np.argmin([loss(w) for w in networks])) for loss in losses)
        ends = {len(lambdas) - 1, int(np.argmax(lambdas))}
        if len({by_training, by_validation, by_test}) == 3 and by_validation not in ends:
            return found


def told(values: tuple[float, ...]) -> Search:
    """Losses as written down: the network of strength k has the validation loss `values[k]`, and 100 more on the test."""

    def train(lam: float) -> np.ndarray:
        return np.array([lam])

    def written(more: float) -> Callable[[np.ndarray], float]:
        return lambda w: values[min(max(round(float(w[0])), 0), len(values) - 1)] + more

    return train, written(-50.0), written(0.0), written(100.0)


def how_often_opened(function: Any, train: Any, train_loss: Any, val_loss: Any, test_loss: Any, lambdas: Any) -> Any:
    """A case's call: how often the test loss was asked for."""
    asked = 0

    def counted(w: Any) -> Any:
        nonlocal asked
        asked += 1
        return test_loss(w)

    answer = function(train, train_loss, val_loss, counted, lambdas)
    return asked if isinstance(answer, tuple | list) and len(answer) == 2 else answer


# --- answers


def choosing(
    *,
    by: int = 2,
    best: Callable[[Any], Any] = np.argmin,
    tell: Callable[..., Any] = lambda lam, k, val, test: (lam, test),
) -> Callable[..., Any]:
    """The choice with one screw turned: `by` is the place of the loss that decides."""

    def choose_lambda(train: Any, train_loss: Any, val_loss: Any, test_loss: Any, lambdas: Any) -> Any:
        losses = (None, train_loss, val_loss, test_loss)
        networks = [train(float(lam)) for lam in lambdas]
        k = int(best([losses[by](w) for w in networks]))  # type: ignore[misc]  # never the first
        return tell(float(lambdas[k]), k, val_loss(networks[k]), float(test_loss(networks[k])))

    return choose_lambda


def opens_for_each(train: Any, train_loss: Any, val_loss: Any, test_loss: Any, lambdas: Any) -> Any:
    table = [(val_loss(w), test_loss(w)) for w in (train(float(lam)) for lam in lambdas)]
    k = int(np.argmin([val for val, _ in table]))
    return float(lambdas[k]), float(table[k][1])


def with_the_last_network(train: Any, train_loss: Any, val_loss: Any, test_loss: Any, lambdas: Any) -> Any:
    best, lowest = lambdas[0], np.inf
    for lam in lambdas:
        w = train(float(lam))
        if val_loss(w) < lowest:
            best, lowest = lam, val_loss(w)
    return float(best), float(test_loss(w))


def takes_the_largest(train: Any, train_loss: Any, val_loss: Any, test_loss: Any, lambdas: Any) -> Any:
    lam = float(np.max(lambdas))
    return lam, float(test_loss(train(lam)))


def takes_the_last_that_is_better_than_the_one_before(
    train: Any, train_loss: Any, val_loss: Any, test_loss: Any, lambdas: Any
) -> Any:
    best, before = lambdas[0], np.inf
    for lam in lambdas:
        now = val_loss(train(float(lam)))
        if now < before:
            best = lam
        before = now
    return float(best), float(test_loss(train(float(best))))


def by_the_gap(train: Any, train_loss: Any, val_loss: Any, test_loss: Any, lambdas: Any) -> Any:
    networks = [train(float(lam)) for lam in lambdas]
    k = int(np.argmin([abs(val_loss(w) - train_loss(w)) for w in networks]))
    return float(lambdas[k]), float(test_loss(networks[k]))


def by_training_again(train: Any, train_loss: Any, val_loss: Any, test_loss: Any, lambdas: Any) -> Any:
    lam = min((float(lam) for lam in lambdas), key=lambda lam: val_loss(train(lam)))
    return lam, test_loss(train(lam))


def by_keeping_the_best(train: Any, train_loss: Any, val_loss: Any, test_loss: Any, lambdas: Any) -> Any:
    kept = None
    for lam in lambdas:
        w = train(float(lam))
        loss = val_loss(w)
        if kept is None or loss < kept[0]:
            kept = loss, float(lam), w
    return kept[1], float(test_loss(kept[2]))  # type: ignore[index]  # there is at least one strength


def by_sorting(train: Any, train_loss: Any, val_loss: Any, test_loss: Any, lambdas: Any) -> Any:
    rows = sorted((val_loss(train(float(lam))), k) for k, lam in enumerate(lambdas))
    lam = float(lambdas[rows[0][1]])
    return [lam, np.float64(test_loss(train(lam)))]
