"""Does it help? One network that learns its examples by heart, trained again with each remedy, on one scoreboard.

The network is small on purpose: two inputs, one hidden layer of ReLUs, sixty points of two noisy half-moons to learn from
and a thousand others to judge by. Everything random comes from the number of the start, so that two remedies meet the
same points, and the difference between them is that of the remedies.
"""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from html import escape

import numpy as np

from dlcourse._require import refuse, whole
from dlcourse.datasets import moons
from dlcourse.language import Text
from dlcourse.layers import Activation, BatchNorm, Dense, Dropout
from dlcourse.network import Sequential
from dlcourse.training import Adam, EarlyStopping, evaluate, fit

NOISE, POINTS, UNSEEN = 0.35, 60, 1000
HEADINGS = (
    Text("training", "훈련"),
    Text("unseen", "처음 보는 점"),
    Text("gain", "나아진 정도"),
    Text("unseen loss", "그 손실"),
)
WIDTHS = (8, 12, 15, 11)
AS_IT_IS = Text("as it is", "처방 없음")
Setting = float | bool


@cache
def trial(
    start: int,
    *,
    width: int = 256,
    points: int = POINTS,
    epochs: int = 300,
    l1: float = 0.0,
    l2: float = 0.0,
    dropped: float = 0.0,
    normalized: bool = False,
    watched_by: int = 0,
    patience: int = 30,
    copies: int = 0,
    moved: float = 0.35,
) -> tuple[float, float, float]:
    """Train once from this start: accuracy on the points it learned from and on unseen ones, and the loss on these.

    `dropped` is the share that dropout drops; `watched_by` points are kept back for early stopping; `copies` of every
    point are added, each moved by chance with the spread `moved`.
    >>> learned, unseen, loss = trial(0, width=16, epochs=20)
    >>> 0.5 < unseen < 1.0
    True
    """
    rng = np.random.default_rng(start)
    X, y = moons(POINTS, noise=NOISE, rng=rng)
    X_new, y_new = moons(UNSEEN, noise=NOISE, rng=rng)
    if points > POINTS:
        X_more, y_more = moons(points - POINTS, noise=NOISE, rng=rng)
        X, y = np.vstack([X, X_more]), np.concatenate([y, y_more])
    elif points < POINTS:
        few = rng.permutation(POINTS)[:points]
        X, y = X[few], y[few]
    validation, callbacks = None, []
    if watched_by:
        order = rng.permutation(len(X))
        kept, order = order[:watched_by], order[watched_by:]
        validation, X, y = (X[kept], y[kept]), X[order], y[order]
        callbacks = [EarlyStopping(patience=patience)]
    shown = np.vstack([X, *(X + moved * rng.normal(size=X.shape) for _ in range(copies))])
    layers = [
        Dense(2, width),
        *([BatchNorm(width)] if normalized else []),
        Activation("relu"),
        *([Dropout(dropped)] if dropped else []),
        Dense(width, 1),
    ]
    net = Sequential(layers, rng=rng)
    fit(
        net,
        shown,
        np.tile(y, copies + 1),
        loss="bce",
        optimizer=Adam(lr=0.01),
        epochs=epochs,
        batch_size=len(shown),
        rng=rng,
        l1=l1,
        l2=l2,
        validation=validation,
        callbacks=callbacks,
    )
    unseen = evaluate(net, X_new, y_new, loss="bce")
    return float(np.mean(net.classify(X) == y)), unseen["accuracy"], unseen["loss"]


def gains(remedy: Mapping[str, Setting], starts: int = 10) -> tuple[float, float, float, float, float]:
    """Means over several starts: accuracy, learned and unseen, the gain over no remedy with its error, unseen loss.

    The error is the standard error of the mean of the differences, start by start: chance that both have in common
    drops out of it.
    """
    refuse("gains", whole(2)("starts", starts))
    runs = np.array([trial(start, **remedy) for start in range(starts)])
    bare = np.array([trial(start) for start in range(starts)])
    more = runs[:, 1] - bare[:, 1]
    learned, unseen, loss = (float(mean) for mean in runs.mean(axis=0))
    return learned, unseen, float(more.mean()), float(more.std(ddof=1) / np.sqrt(starts)), loss


@dataclass(frozen=True)
class Board:
    """Rows of words: a table in a notebook, columns of text elsewhere."""

    rows: tuple[tuple[str, ...], ...]

    def __str__(self) -> str:
        lines = [
            "  ".join(_wide(cell, width) for cell, width in zip(cells, WIDTHS, strict=True)) for _, *cells in self.rows
        ]
        return "\n".join(f"{line}   {name}".rstrip() for line, (name, *_) in zip(lines, self.rows, strict=True))

    __repr__ = __str__

    def _repr_html_(self) -> str:
        # the name stands first, where a narrow window begins
        (_, *heads), *rows = self.rows
        top = "".join(f'<th scope="col">{escape(head)}</th>' for head in heads)
        body = "".join(
            f'<tr><th scope="row" style="text-align: left">{escape(name)}</th>{"".join(f"<td>{escape(cell)}</td>" for cell in cells)}</tr>'
            for name, *cells in rows
        )
        style = "word-break: keep-all; font-variant-numeric: tabular-nums"
        return f'<table style="{style}"><thead><tr><td></td>{top}</tr></thead><tbody>{body}</tbody></table>'


def scoreboard(*remedies: Mapping[str, Setting], starts: int = 10) -> Board:
    """One row for the network as it is, and one for each remedy, named by its settings."""
    rows = [("", *map(str, HEADINGS))]
    for remedy in ({}, *remedies):
        learned, unseen, more, error, loss = gains(remedy, starts)
        gain = f"{more:+.3f} ± {error:.3f}".replace("-", "−") if remedy else ""
        name = ", ".join(f"{key}={value}" for key, value in remedy.items()) or str(AS_IT_IS)
        rows.append((name, f"{learned:.3f}", f"{unseen:.3f}", gain, f"{loss:.3f}"))
    return Board(tuple(rows))


def _wide(text: str, columns: int) -> str:
    """Set to the right of so many columns; a Korean letter takes two."""
    taken = sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)
    return " " * (columns - taken) + text
