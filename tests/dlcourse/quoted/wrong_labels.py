"""The numbers of lesson 8 on labels of which some are wrong: what is learned first, and what stopping early brings."""

from collections.abc import Callable
from functools import cache
from typing import Any

import numpy as np

from dlcourse import digits
from dlcourse.datasets import load_mnist
from dlcourse.language import Text
from dlcourse.layers import Activation, Dense
from dlcourse.network import Sequential
from dlcourse.training import Adam, fit
from tests.dlcourse.lesson_cells import cell


@cache
def some_wrong() -> dict[str, Any]:
    """What the lesson's own cell leaves behind, and the function of the one on stopping."""
    kept = load_mnist()
    X, y = digits.preprocess(kept.X_train[:500], kept.y_train[:500])
    X_new, y_new = digits.preprocess(kept.X_val, kept.y_val)
    names: dict[str, Any] = {"np": np, "X": X, "y": y, "X_new": X_new, "y_new": y_new, "Dense": Dense}
    names |= {"Activation": Activation, "Sequential": Sequential, "Adam": Adam, "fit": fit}
    exec(cell("08_regularization", "def followed"), names)
    exec(cell("08_regularization", "def learned").split("for count in")[0], names)
    return names


def right_ones_first() -> list[str | Text]:
    """150 wrong labels: known late, and paid for on new pictures."""
    names = some_wrong()
    early, *_, late = np.moveaxis(names["runs"], 0, 1)[1:]
    right, wrong, shown, _ = early.mean(axis=0)
    assert names["looks"][1] == 3
    assert right > 0.85 > 0.2 > wrong
    assert abs(shown - 2 / 3) < 0.01
    assert np.all(late[:, 1] == 1)
    assert np.all(early[:, 3] > late[:, 3])
    high, low = (
        f"{part[:, 3].mean():.3f} ± {part[:, 3].std(ddof=1) / np.sqrt(len(part)):.3f}" for part in (early, late)
    )
    return [Text(f"falls from {high} to {low}, and", f"{high}에서 {low}로 떨어집니다")]


def where_stopping_pays() -> list[str | Text]:
    """All 500 to the end, or 100 that watch: with all labels right and with 150 wrong."""
    names = some_wrong()
    X, y, learned = names["X"], names["y"], names["learned"]
    gains = []
    for count in (0, 150):
        everything, stopped = (np.array([learned(count, kept, start) for start in range(5)]) for kept in (0, 100))
        gain = stopped - everything
        gains.append((stopped.mean(), gain.mean(), gain.std(ddof=1) / np.sqrt(5)))
    to_the_end = []
    for start in range(5):
        rng = np.random.default_rng(start)
        _, given = names["mislabelled"](0, rng)
        net = Sequential([Dense(784, 64), Activation("relu"), Dense(64, 10)], rng=rng)
        fit(net, X[100:], y[100:], loss="cross_entropy", optimizer=Adam(lr=0.005), epochs=20, batch_size=50, rng=rng)
        assert np.array_equal(given, y)
        to_the_end.append(np.mean(net.classify(names["X_new"]) == names["y_new"]))
    few = np.mean(to_the_end)
    (stopped, lost, _), (_, won, error) = gains
    assert abs(stopped - few) < 0.002
    return [
        Text(f"would have taught: {lost:+.3f}.", f"100장 때문에 {lost:+.3f}만큼 차이가"),
        Text(f"as many as stopped, {few:.3f}.)", f"배워도 {few:.3f}여서"),
        Text(f"gains {won:+.3f} ± {error:.3f}, although", f"틀렸는데도 {won:+.3f} ± {error:.3f}을"),
    ]


WRONG_LABELS: dict[str, Callable[[], list[str | Text]]] = {
    "right labels first": right_ones_first,
    "where stopping pays": where_stopping_pays,
}
