"""Every number of the lesson on regularization, computed again."""

import json
from collections.abc import Callable
from functools import cache
from math import gamma
from pathlib import Path
from typing import Any

import numpy as np

from dlcourse import digits
from dlcourse import regularizers as reg
from dlcourse.datasets import load_mnist, moons
from dlcourse.initializers import random_normal
from dlcourse.language import Text
from dlcourse.layers import Activation, Dense
from dlcourse.network import Sequential
from dlcourse.training import Adam, fit
from dlcourse.widgets.regularizers.explore import EPOCHS, overfitting
from dlcourse.widgets.regularizers.shift import KNOWN, REACH, SHOWN, moving
from dlcourse.widgets.regularizers.shrink import shrinking
from tests.dlcourse.quoted.ensembles import ENSEMBLES
from tests.dlcourse.quoted.wrong_labels import WRONG_LABELS

W = np.array([[0.5], [-1.0], [2.0]])
PARAMS = [(W, np.zeros(1))]
LOSSES = (0.9, 0.7, 0.6, 0.62, 0.61, 0.605, 0.58, 0.59, 0.6, 0.61)


def listed(values: Any, digits: int | None = None) -> str:
    """1, 3, 3, 2"""
    shown = [f"{v:g}" if digits is None else f"{v:.{digits}f}" for v in np.ravel(values)]
    return ", ".join(shown)


# --- overfitting


def two_curves() -> list[str | Text]:
    said = overfitting()
    best = said["best"]
    train, val = said["train"], said["val"]
    rows = [f"| {EPOCHS[i]:,} | {train[i]:.4f} | {val[i]:.4f} |" for i in (0, best, -1)]
    assert (said["weights"], len(said["points"][0]), len(said["unseen"][0])) == (16, 12, 30)
    assert np.all(np.diff(train) <= 0)
    return [*rows, Text(f"Up to epoch {EPOCHS[best]}", f"에폭 {EPOCHS[best]}까지는")]


def other_settings() -> list[str | Text]:
    cubic, more, line = (overfitting(**kw) for kw in ({"units": 3}, {"examples": 30}, {"units": 1}))
    assert abs(cubic["val"][-1] - cubic["val"].min()) < 5e-5
    assert line["train"][-1] > 5 * cubic["train"][-1] / 2
    return [
        Text(f"falls to {cubic['val'].min():.4f} and", f"{cubic['val'].min():.4f}까지 내려가"),
        Text(f"validation loss is {more['val'].min():.4f}.", f"검증 손실이 {more['val'].min():.4f}입니다"),
    ]


def lengths() -> list[str | Text]:
    """Double descent: the smallest weights that fit, where hardly any do and where many do."""

    def length(width: int, start: int) -> float:
        rng = np.random.default_rng(start)
        X, y = moons(60, noise=0.35, rng=rng)
        moons(1000, noise=0.35, rng=rng)
        W, b = rng.normal(size=(2, width)), rng.normal(size=width)
        return float(np.linalg.norm(np.linalg.lstsq(np.maximum(X @ W + b, 0), 2 * y - 1)[0]))

    most, wild, gentle = (np.median([length(width, start) for start in range(5)]) for width in (60, 80, 2560))
    return [
        Text(
            f"show it: {most:,.0f} at 60 units and {wild:.0f} at 80, {gentle:.0f} at 2,560.",
            f"유닛 60개에서는 {most:,.0f}, 80개에서는 {wild:.0f}, 2,560개에서는 {gentle:.0f}입니다",
        )
    ]


def nonsense() -> list[str | Text]:
    """True labels are learned and shuffled ones known by heart, by the same network."""
    kept = load_mnist()
    X, y = digits.preprocess(kept.X_train[:500], kept.y_train[:500])
    X_new, y_new = digits.preprocess(kept.X_val, kept.y_val)
    shares = []
    for labels in (y, np.random.default_rng(1).permutation(y)):
        rng = np.random.default_rng(0)
        net = Sequential([Dense(784, 64), Activation("relu"), Dense(64, 10)], rng=rng)
        fit(net, X, labels, loss="cross_entropy", optimizer=Adam(lr=0.005), epochs=40, batch_size=50, rng=rng)
        assert np.array_equal(net.classify(X), labels)
        shares.append(np.mean(net.classify(X_new) == y_new))
    assert 0.8 < shares[0] < 0.9
    assert 0.08 < shares[1] < 0.12
    numbers = f"{net.n_params:,}"
    return [Text(f"A network of {numbers} numbers", f"수 {numbers}개로 된")]


# --- splits


def leak() -> list[str | Text]:
    train, test = np.array([1.0, 2.0, 3.0]), np.array([100.0])
    everybody = np.mean([*train, *test])
    assert train.mean() == 2
    return [
        Text(f"inputs is {everybody:g}", f"평균은 {everybody:g}이므로"),
        listed(train - everybody),
        listed(train - train.mean()),
    ]


# --- penalties


def three_weights() -> list[str | Text]:
    lasso, ridge = reg.penalty(PARAMS, 0.1, 0.0), reg.penalty(PARAMS, 0.0, 0.1)
    pulls = [reg.penalty_grad(PARAMS, l1, l2)[0][0] for l1, l2 in ((0.1, 0.0), (0.0, 0.1))]
    return [
        f"$w = ({listed(W)})$",
        r"$\lambda = 0.1$",
        rf"$0.1 \cdot {np.abs(W).sum():g} = {lasso:g}$ | ({listed(pulls[0])}) |",
        rf"$0.1 \cdot \frac{{1}}{{2}} \cdot {np.sum(W**2):g} = {ridge:g}$ | ({listed(pulls[1])}) |",
    ]


def means_and_sums() -> list[str | Text]:
    w = np.array([1.0, -2.0, 3.0, -4.0])
    layer = [(w[:, None], np.zeros(1))]
    ones, halves = reg.penalty(layer, 1.0, 0.0), reg.penalty(layer, 0.0, 1.0)
    return [
        Text(
            f"{ones / 4:g} against {ones:g}, and {halves / 4:g} against {halves:g}",
            f"{ones / 4:g}와 {ones:g}, {halves / 4:g}와 {halves:g}",
        )
    ]


def one_step() -> list[str | Text]:
    before = np.array([0.05, -0.2, 1.0])
    cut, shrunk = reg.soft_threshold(before, 0.1), reg.ridge_shrink(before, 0.1)
    rows = [f"| {b:g} | {c:g} | {s:.5f} |" for b, c, s in zip(before, cut.round(12), shrunk, strict=True)]
    return [*rows]


def histogram() -> list[str | Text]:
    zeros = [shrinking(mix=mix, strength=1.0)["zeros"] for mix in (1.0, 0.0)]
    assert zeros[1] == 0
    return [Text(f"{zeros[0]} of 60 weights", f"60개 중 {zeros[0]}개가")]


def elastic_nets() -> list[str | Text]:
    meant, swapped = reg.penalty(PARAMS, 0.2, 0.1), reg.penalty(PARAMS, 0.1, 0.2)
    return [
        r"$\lambda_1 = 0.1$",
        r"$\lambda_2 = 0.2$",
        f"$({listed(W)})$",
        Text("0.1 for L2 and 0.2 for L1", "L2에 0.1, L1에 0.2"),
        Text(f"cost {meant:g}; exchanged they cost {swapped:g}", f"{meant:g}이고 서로 바꾸면 {swapped:g}입니다"),
    ]


# --- dropout


def one_row() -> list[str | Text]:
    p = 0.2
    a = np.array([2.0, 1.0, 4.0, 3.0, 5.0])
    mask = np.array([1.0, 0.0, 1.0, 1.0, 1.0]) / (1 - p)
    rows = [" | ".join(f"{v:g}" for v in row) for row in (a, mask, a * mask)]
    forgotten, wrong = 1 - p, (1 - p) / p
    return [
        f"$p = {p}$",
        f"${1 / (1 - p):g}$",
        *(f"| {row} |" for row in rows),
        Text(
            rf"you get {forgotten:g}; if you take $\frac{{1}}{{p}}$ you get {wrong:g}.",
            rf"{forgotten:g}, $\frac{{1}}{{p}}$을 곱하면 {wrong:g}가",
        ),
    ]


def board() -> list[str | Text]:
    """From a file: ten trainings a row take a while. `tests/dlcourse/training/test_remedies.py` computes it again."""
    kept = json.loads((Path(__file__).parents[2] / "goldens" / "scoreboard.json").read_text())
    assert kept["none"][4] > np.log(2)
    assert kept["none"][1] < 1 - 1 / 7
    rows: list[str | Text] = []
    for learned, unseen, gain, error, loss in kept.values():
        more = f"{gain:+.3f} ± {error:.3f}" if gain else ""
        rows.append(" ".join(["|", f"{learned:.3f} | {unseen:.3f} | {more} |".replace("|  |", "| |"), f"{loss:.3f} |"]))
    narrow, none = kept["width"], kept["none"]
    # how often ten differences around 0 have a mean of more than two errors: Student's distribution, nine degrees
    t = np.linspace(-2, 2, 4001)
    inside = np.trapezoid((1 + t**2 / 9) ** -5, t) * gamma(5) / (gamma(4.5) * np.sqrt(9 * np.pi))
    assert round(1 / (1 - inside)) == 13
    assert abs(inside**9 - 0.5) < 0.02
    return [
        *rows,
        Text(f"narrower is better, by {narrow[2]:.3f}.", f"{narrow[2]:.3f}만큼 낫다고"),
        Text(f"its error of {narrow[3]:.3f}:", f"표준오차 {narrow[3]:.3f}과"),
        Text(f"loss, {narrow[4]:.3f} against {none[4]:.3f},", f"손실은 {narrow[4]:.3f}과 {none[4]:.3f}으로"),
    ]


def told_losses() -> list[str | Text]:
    """Curves made up for a question; only the first loss of ten classes is computed."""
    nothing = f"{np.log(10):.1f}"
    assert nothing == "2.3"
    return [
        Text("A: 2.3 / 2.3, then 2.2 / 2.2.", "A: 처음 2.3 / 2.3, 끝 2.2 / 2.2."),
        Text(
            "B: 2.3 / 2.3, then 0.1 / 0.9, after 0.4 halfway.",
            "B: 처음 2.3 / 2.3, 끝 0.1 / 0.9이고 중간에 검증 손실이 0.4",
        ),
        Text("C: 2.3 / 2.3, then 0.3 / 0.4, still", "C: 처음 2.3 / 2.3, 끝 0.3 / 0.4이고"),
        Text("says 0.99 where it should say 0.7 pays", "0.7이라고 해야 할 때 0.99라고"),
    ]


def he_again() -> list[str | Text]:
    variance = 2 / 50
    return [
        Text(
            f"2 / 50 = {variance:g}, and its root is {variance**0.5:g}.",
            f"2 / 50 = {variance:g}이고 그 제곱근이 {variance**0.5:g}입니다",
        ),
        f"{variance**0.5:g}\n\n",
        f"{variance:g}\n\n",
        f"{variance / 2:g}\n\n",
    ]


def keras() -> list[str | Text]:
    p = 0.5
    assert p == 1 - p  # dropped and kept cannot be told apart
    kept = 0.8
    return [
        f"Dropout({p})",
        f"`Dropout({kept})`",
        f"`Dropout({1 - kept:.1g})`",
        Text(f"with {p}, dropped and kept", f"{p}에서는 꺼지는"),
        Text(f"as with {p}, because", f"{p}일 때와 같습니다"),
    ]


def a_bad_start() -> list[str | Text]:
    """Six layers of 64 ReLUs carry nothing to the end with this spread; the lesson's cell trains them."""
    rng = np.random.default_rng(0)
    a = np.ones((1, 64))
    for _ in range(6):
        a = np.maximum(a @ random_normal((64, 64), std=0.01, rng=rng), 0)
    assert a.max() < 1e-6
    # what is learned from there, and at which rates: tests/dlcourse/test_trained_cells.py
    return [
        Text("weights of spread 0.01, far", "표준편차 0.01로 시작"),
        Text("at 1.0 it has made good", "1.0에서는 그 손해도"),
    ]


def way_back() -> list[str | Text]:
    given, mask = np.array([[1.0, 2.0]]), np.array([[0.0, 4.0]])
    return [f"$({listed(v)})$" for v in (given, mask, reg.dropout_backward(given, mask))]


# --- batch normalization


def four_numbers() -> list[str | Text]:
    x = np.array([[1.0], [2.0], [3.0], [4.0]])
    out, _, state = reg.batchnorm(x, np.ones(1), np.zeros(1), (np.zeros(1), np.ones(1)), True)
    other = (x - x.mean()) / np.sqrt(x.var(ddof=1) + 1e-5)
    return [
        rf"$\mu = {x.mean():g}$",
        listed((x - x.mean()) ** 2),
        rf"$\sigma^2 = {x.var():g}$",
        listed(out, 8),
        f"±{other.max():.4f}",
        rf"0.9 \cdot 0 + 0.1 \cdot {x.mean():g} = {state[0][0]:g}",
        rf"0.9 \cdot 1 + 0.1 \cdot {x.var():g} = {state[1][0]:g}",
        Text("With momentum 0.9", "모멘텀(momentum)이 0.9이면"),
        # what other libraries call the same number, from their manuals
        "`momentum=0.1`",
        Text("left of our 0.9;", "여기서는 0.9를"),
        Text("default keeps 0.99", "기본값은 0.99를"),
    ]


def three_ways() -> list[str | Text]:
    x, dout = np.array([[1.0], [2.0], [4.0]]), np.array([[1.0], [0.0], [1.0]])
    _, cache, _ = reg.batchnorm(x, np.ones(1), np.zeros(1), (np.zeros(1), np.ones(1)), True)
    dx, dgamma, dbeta = reg.batchnorm_backward(dout, cache)
    straight = dout / cache[2]
    assert x.mean() == 7 / 3
    assert abs(dx.sum()) < 1e-12
    assert dbeta[0] == 2
    assert np.abs(dx).argmax() == 1
    rows = [" | ".join(f"{v:.4f}" for v in np.ravel(row)) for row in (straight, dx)]
    return [
        Text(f"standard deviation {cache[2][0]:.4f}", f"표준편차는 {cache[2][0]:.4f}"),
        listed(cache[0], 4),
        f"| {rows[0]} | {straight.sum():.4f} |",
        f"| {rows[1]} | 0 |",
        Text(rf"of $\gamma$ is {dgamma[0]:.4f}", rf"$\gamma$의 기울기는 {dgamma[0]:.4f}"),
    ]


# --- stopping


def patience() -> list[str | Text]:
    rows: list[str | Text] = [r", \; ".join(f"{loss:g}" for loss in LOSSES)]
    for waits in (2, 3, 4):
        best, losses = reg.early_stopping(
            np.zeros(1), lambda w: -np.ones(1), lambda w: LOSSES[int(w[0])], 1.0, waits, len(LOSSES)
        )
        best_epoch, tail = int(best[0]), f"{int(best[0])} | {LOSSES[int(best[0])]:g} |"
        stopped = len(losses) < len(LOSSES) or len(losses) - 1 - best_epoch == waits
        if stopped:
            rows.append(f"| {waits} | {len(losses) - 1} | {tail}")
        else:
            rows.append(Text(f"| {waits} | does not stop | {tail}", f"| {waits} | 멈추지 않음 | {tail}"))
    return rows


# --- augmentation


@cache
def right(copies: bool) -> int:
    places = [(dy, dx) for dy in (-2, 0, 2) for dx in (-2, 0, 2) if (dy, dx) != (0, 0)]
    said = [moving(digit=i, dy=dy, dx=dx, copies=copies) for i in range(SHOWN) for dy, dx in places]
    assert len(said) == 240
    return sum(s["answer"] == s["label"] for s in said)


def moved_digits() -> list[str | Text]:
    assert (SHOWN, KNOWN, (2 * REACH + 1) ** 2 - 1) == (30, 300, 24)
    three = [moving(digit=10, **kw) for kw in ({}, {"dy": 3, "dx": -2}, {"dy": 3, "dx": -2, "copies": True})]
    assert [s["label"] for s in three] == [3, 3, 3]
    assert [s["answer"] == 3 for s in three] == [True, False, True]
    return [
        Text(f"gets {right(False)} of them right", f"{right(False)}장을 맞히고"),
        Text(f"known picture it gets {right(True)}.", f"더하면 {right(True)}장을 맞힙니다"),
    ]


QUOTES: dict[str, Callable[[], list[str | Text]]] = (
    WRONG_LABELS
    | ENSEMBLES
    | {
        "the scoreboard": board,
        "losses made up for questions": told_losses,
        "He's start again": he_again,
        "two curves": two_curves,
        "other settings": other_settings,
        "lengths of weights": lengths,
        "shuffled labels": nonsense,
        "a bad start": a_bad_start,
        "a leak": leak,
        "three weights": three_weights,
        "means and sums": means_and_sums,
        "one step": one_step,
        "the histogram": histogram,
        "elastic nets": elastic_nets,
        "one row": one_row,
        "what Keras means": keras,
        "the way back": way_back,
        "four numbers": four_numbers,
        "three ways": three_ways,
        "patience": patience,
        "moved digits": moved_digits,
    }
)
