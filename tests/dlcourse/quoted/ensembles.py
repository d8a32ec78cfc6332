"""The numbers of lesson 8 on networks that answer together: ten that are averaged, and all that dropout leaves."""

import inspect
import itertools
from collections.abc import Callable

import numpy as np

from dlcourse import digits
from dlcourse.activations import relu, sigmoid
from dlcourse.datasets import load_mnist
from dlcourse.language import Text
from dlcourse.layers import Activation, Dense
from dlcourse.network import Sequential
from dlcourse.remedies import trial
from dlcourse.training import Adam, fit


def ensembles() -> list[str | Text]:
    """Ten networks from ten starts, alone and averaged."""
    kept = load_mnist()
    X, y = digits.preprocess(kept.X_train[:500], kept.y_train[:500])
    X_new, y_new = digits.preprocess(kept.X_val, kept.y_val)
    told = []
    for start in range(10):
        rng = np.random.default_rng(start)
        net = Sequential([Dense(784, 16), Activation("relu"), Dense(16, 10)], rng=rng)
        fit(net, X, y, loss="cross_entropy", optimizer=Adam(lr=0.005), epochs=20, batch_size=50, rng=rng)
        told.append(net.probabilities(X_new))
    rows: list[str | Text] = []
    for size in (1, 2, 5, 10):
        means = [np.mean(told[first : first + size], axis=0) for first in range(0, 10, size)]
        share = np.mean([np.mean(p.argmax(axis=1) == y_new) for p in means])
        loss = np.mean([-np.log(p[np.arange(len(y_new)), y_new]).mean() for p in means])
        rows.append(f"| {size} | {share:.4f} | {loss:.3f} |")
    return rows


def thinned() -> list[str | Text]:
    """All masks of six units, half of them dropped: their mean is the whole network only where nothing bends behind."""
    width = inspect.signature(trial).parameters["width"].default
    rng = np.random.default_rng(0)
    h, out, second, last = relu(rng.normal(size=6)), *(2 * rng.normal(size=size) for size in (6, (6, 4), 4))
    masked = h * np.array([*itertools.product((0, 2), repeat=6)])
    scores = masked @ out
    assert np.isclose(scores.mean(), h @ out, rtol=1e-12)
    assert abs(sigmoid(scores).mean() - sigmoid(h @ out)) > 0.01
    assert abs((relu(masked @ second) @ last).mean() - relu(h @ second) @ last) > 0.01
    return [
        Text(
            f"{width} hidden units has $2^{{{width}}}$", f"{width}개인 우리 환자에게는 이런 신경망이 $2^{{{width}}}$개"
        )
    ]


def spread() -> list[str | Text]:
    """What a unit that may be missing pays for, by all masks of six units, each as often as dropout draws it."""
    drop, target = 0.3, 0.7
    parts = 2 * np.random.default_rng(1).normal(size=6)

    def paid(parts: np.ndarray) -> float:
        there = np.array([*itertools.product((0, 1), repeat=len(parts))])
        often = np.prod(np.where(there, 1 - drop, drop), axis=1)
        masked = often @ (there @ parts / (1 - drop) - target) ** 2
        return float(masked - (parts.sum() - target) ** 2)

    assert np.isclose(paid(parts), drop / (1 - drop) * np.sum(parts**2))
    tenth, alone = 0.1, paid(np.ones(1))
    assert np.isclose(paid(np.full(10, tenth)), alone / 10)
    assert np.isclose(paid(np.array([1.0, -1.0])), 2 * alone)
    # for cross-entropy: small contributions, so that what is left out is smaller still
    small, there = parts / 50, np.array([*itertools.product((0, 1), repeat=6)])
    often, z = np.prod(np.where(there, 1 - drop, drop), axis=1), small.sum()
    more = often @ np.logaddexp(0, -(there @ small) / (1 - drop)) - np.logaddexp(0, -z)
    nearly = sigmoid(z) * (1 - sigmoid(z)) / 2 * drop / (1 - drop) * np.sum(small**2)
    assert abs(more / nearly - 1) < 0.02
    return [Text(f"Ten that contribute {tenth} each pay a tenth", f"{tenth}씩 보태는 유닛 열 개는")]


ENSEMBLES: dict[str, Callable[[], list[str | Text]]] = {
    "ensembles": ensembles,
    "thinned networks": thinned,
    "why dropout helps": spread,
}
