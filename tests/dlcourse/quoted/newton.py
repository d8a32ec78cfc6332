"""The numbers of lesson 7's passage on Newton's method, computed again: one jump in a valley, jumps that go too far, what a network's table costs."""

from collections.abc import Callable

import numpy as np

from dlcourse.language import Text
from dlcourse.widgets.optimizers.compare import height, slope


def one_rate() -> list[str | Text]:
    """How slow the best single rate is in the long valley, counted by walking."""
    low, high = 0.1, 2.0
    at, steps = np.array([-7.0, 2.0]), 0
    while np.abs(at).max() >= 0.01:
        at, steps = at - 2 / (low + high) * slope(at), steps + 1
    share = (high - low) / (high + low)
    assert np.isclose(share, 19 / 21)
    assert np.isclose(share, abs(1 - 2 / (low + high) * high))
    return [
        f"$2/0.1 = {high / low:g}$",
        "$2/(0.1 + 2)$",
        Text("keep $19/21$ of their distance", "거리의 $19/21$가 남고"),
        Text(
            f"that makes {steps} steps until both weights are within {0.01:g}.",
            f"두 가중치가 모두 {0.01:g} 안으로 들어오기까지 {steps}걸음이",
        ),
        Text(f"the condition number is still {high / low:g}", f"조건수는 여전히 {high / low:g}이고"),
    ]


def one_division() -> list[str | Text]:
    at, curvature = np.array([-7.0, 2.0]), np.array([0.1, 2.0])
    assert np.allclose(at - slope(at) / curvature, 0, atol=1e-12)
    return [rf"$-0.7 / 0.1 = {slope(at)[0] / 0.1:g}$"]


def in_pairs() -> list[str | Text]:
    """The long valley turned by 45 degrees."""
    halves = np.array([[0.1, 2.0], [-0.1, 2.0]]) / 2
    own, pair = halves.sum(axis=1)[0], -halves.sum(axis=1)[1]
    assert np.isclose(1 / own, 2 / (0.1 + 2))
    before = height(np.array([-7.0, 2.0]))
    after = height(np.array([-7.0, 2.0]) - slope(np.array([-7.0, 2.0])) / own)  # turning changes no length
    return [
        Text("diagonal, with 0.1 and 2, and", "대각 성분은 0.1과 2이고"),
        Text(
            f"holds {own:g} twice, and the pair has {pair:g}.",
            f"대각 성분은 둘 다 {own:g}, 비대각 성분은 {pair:g}입니다",
        ),
        Text(f"falls only from {before:.2f} to {after:.2f}.", f"{before:.2f}에서 {after:.2f}로 줄어들"),
        f"$1/{own:g} = 2/(0.1 + 2)$",
    ]


def _jumped(w: float) -> float:
    """Newton's method on √(1 + w²), its slope and curvature measured."""
    h = 1e-4
    behind, here, ahead = np.sqrt(1 + (w + h * np.array([-1, 0, 1])) ** 2)
    return float(w - (ahead - behind) / 2 * h / (ahead - 2 * here + behind))


def too_far() -> list[str | Text]:
    near, far = 0.9, 1.1
    assert abs(_jumped(near)) < near
    assert np.sqrt(1 + _jumped(far) ** 2) > np.sqrt(1 + far**2)
    return [
        Text(f"from {near}, where from {far}?", f"{near}에서 다섯 번 뛰면 어디에 닿을까요? {far}에서는"),
        Text(f"From {far} the jump ends at ${_jumped(far):.3f}$", f"{far}에서 뛰면 ${_jumped(far):.3f}$에 닿는데"),
    ]


def on_the_saddle() -> list[str | Text]:
    x, y = 2.0, 1.0
    before, bottom = (x**2 - y**2) / 2, (0 - 4) / 2
    return [
        Text(f"from {before} at $(2, 1)$ to 0,", f"손실이 {before}에서 0으로"),
        Text(f"There the loss is {bottom:g}:", f"거기에서 손실은 {bottom:g}이고"),
    ]


def whole_table() -> list[str | Text]:
    n = 784 * 128 + 128 + 128 * 10 + 10
    # elimination: with each weight that goes, a product and a difference for every entry that is left
    operations = sum(2.0 * left**2 for left in range(1, n))
    power = round(np.log10(operations))
    assert 0.5 < operations / n**3 < 1
    return [
        Text(f"trains {n:,} weights; the table has {n:,}² entries", f"가중치는 {n:,}개이므로 표에는 {n:,}²개"),
        Text(f"{n**2:,} numbers, or", f"{n**2:,}개의 수가"),
        Text(f"{n**2 * 8 / 1e9:.0f} gigabytes", f"{n**2 * 8 / 1e9:.0f}기가바이트"),
        Text(f"here some $10^{{{power}}}$ for one step", f"한 걸음에 $10^{{{power}}}$번쯤"),
    ]


NEWTON: dict[str, Callable[[], list[str | Text]]] = {
    "one rate for a long valley": one_rate,
    "one division": one_division,
    "curvatures in pairs": in_pairs,
    "a jump too far": too_far,
    "a jump on the saddle": on_the_saddle,
    "the whole table": whole_table,
}
