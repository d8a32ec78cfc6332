"""The numbers that the lesson on initialization quotes, computed again."""

import math
from collections.abc import Callable
from functools import cache

import numpy as np

from dlcourse import initializers
from dlcourse.language import Text
from dlcourse.widgets.initializers.explore import forward
from dlcourse.widgets.initializers.gradients import backward
from dlcourse.widgets.initializers.learn import TICKS
from dlcourse.widgets.initializers.learn import equal_units as trained

DIGITS = (784, 128)
DEPTHS = (1, 5, 10, 15, 20)


def short(value: float) -> str:
    """13, 0.00057, 3.4e-07, 8.0e+23"""
    return f"{value:.2g}" if 1e-4 < value < 100 else f"{value:.1e}"


# --- equal units ------------------------------------------------------------------------------------------------------


@cache
def outputs_after(steps: int) -> np.ndarray:
    """What XOR trained from 0.5 everywhere answers; the same training as `symmetric_after`."""
    X = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
    t = np.array([[0.0], [1.0], [1.0], [0.0]])
    W1, b1, W2, b2 = np.full((2, 2), 0.5), np.zeros(2), np.full((2, 1), 0.5), np.zeros(1)
    for step in range(steps + 1):
        h = np.tanh(X @ W1 + b1)
        o = 0.5 * (1 + np.tanh(0.5 * (h @ W2 + b2)))
        if step < steps:
            dz2 = (o - t) / 4
            dz1 = (dz2 @ W2.T) * (1 - h**2)
            W2, b2 = W2 - 0.5 * h.T @ dz2, b2 - 0.5 * dz2.sum(axis=0)
            W1, b1 = W1 - 0.5 * X.T @ dz1, b1 - 0.5 * dz1.sum(axis=0)
    return o.ravel()


def equal_units() -> list[str | Text]:
    rows: list[str | Text] = []
    for steps in (0, 1000, 20_000):
        cells = " | ".join(f"{o:.3f}" for o in outputs_after(steps))
        rows.append(f"| {steps} | {cells} | {initializers.symmetric_after(steps, 0.5):g} |")
    assert np.allclose(outputs_after(20_000), [0, 2 / 3, 2 / 3, 2 / 3], atol=1e-3)
    return rows


def nudged() -> list[str | Text]:
    solved = trained(value=0.5, nudge=0.5, ticks=TICKS)
    nearly = trained(value=0.5, nudge=0.1, ticks=TICKS)
    assert solved["steps"] == nearly["steps"] == 1000
    assert ((nearly["outputs"] > 0.5) == [False, True, True, False]).sum() == 3
    assert initializers.symmetric_after(1000, 0.0, 0.5) == 0.5  # nothing moved
    answers = ", ".join(f"{o:.2f}" for o in solved["outputs"])
    return [
        Text(f"the outputs are {answers}.", f"출력은 {answers}입니다"),
        Text("choose 0.5 under", "에서 0.5를 골라"),
        Text("starts at 1 instead of 0.5,", "0.5가 아니라 1에서"),
        Text("With 0.1 the units drift", "0.1이면 유닛이 조금씩"),
        Text("Every weight starts at 0.5,", "가중치는 모두 0.5,"),
        Text("From 0.5, training ends", "0.5에서 시작하면 유닛이"),
    ]


# --- twenty layers ----------------------------------------------------------------------------------------------------


@cache
def stds(scheme: str | float, act: str) -> np.ndarray:
    return initializers.activation_stds(scheme, act, depth=20, width=512, rng=np.random.default_rng(7))


def table(one: tuple[str | float, str], other: tuple[str | float, str]) -> list[str | Text]:
    return [f"| {n} | {short(stds(*one)[n - 1])} | {short(stds(*other)[n - 1])} |" for n in DEPTHS]


def two_ways_to_lose() -> list[str | Text]:
    head = Text("| layer | tanh, std 0.01 | ReLU, std 1 |", "| 층 | tanh, 표준편차 0.01 | ReLU, 표준편차 1 |")
    return [head, *table((0.01, "tanh"), (1.0, "relu")), Text("*std 0.01*", "'표준편차 0.01'")]


def recipes_at_depth() -> list[str | Text]:
    first = short(stds("glorot_normal", "relu")[0])
    factor = f"$\\sqrt{{1/2}} = {math.sqrt(1 / 2):.2f}$"
    assert stds("glorot_normal", "relu")[-1] < 1e-3
    said = Text(f"After one layer {first} looks healthy", f"한 층 뒤의 {first}은 멀쩡해")
    return [*table(("glorot_normal", "relu"), ("he_normal", "relu")), said, factor]


def back() -> list[str | Text]:
    sigmoid = backward(start="glorot_normal", act="sigmoid")["stds"][0]
    he = backward(start="he_normal", act="relu")["stds"][0]
    glorot = backward(start="glorot_normal", act="relu")["stds"][0]
    large = backward(start="large", act="relu")["stds"][0]
    assert 0.5 < he < 2
    assert glorot < 0.01
    assert large > 1e10
    assert backward(start="large", act="sigmoid")["stds"][0] > 1
    assert forward(start="large", act="sigmoid")["outside"][-1] > 0.3
    rows: list[str | Text] = [f"| {n} | {0.25**n:.1e} |" for n in (5, 10, 20)]
    found = f"{sigmoid:.1e}"
    return [*rows, "$0.25^n$", Text(f"about that size, {found}.", f"그 정도, 곧 {found}입니다")]


# --- sizes ------------------------------------------------------------------------------------------------------------


def one_unit() -> list[str | Text]:
    rng = np.random.default_rng(0)
    X = rng.normal(size=(1000, 784))
    assert round((X @ rng.normal(size=(784, 128))).std(), 1) == 28.0 == math.sqrt(784)
    return [f"$\\sqrt{{784}} = {math.sqrt(784):g}$", f"$\\sqrt{{1/784}} = {math.sqrt(1 / 784):.4f}$"]


def variance(name: str) -> float:
    fan_in, fan_out = initializers.fans(DIGITS)
    return {"LeCun": 1 / fan_in, "Glorot": 2 / (fan_in + fan_out), "He": 2 / fan_in}[name]


def three_spreads() -> list[str | Text]:
    wanted = {name: math.sqrt(variance(name)) for name in ("LeCun", "Glorot", "He")}
    rng = np.random.default_rng(0)
    for name, std in wanted.items():
        drawn = initializers.init_weights(DIGITS, f"{name.lower()}_normal", rng=rng).std()
        assert math.isclose(drawn, std, rel_tol=0.02)
    a, b, c = (f"{std:.6f}" for std in wanted.values())
    return [Text(f"are {a}, {b} and {c}.", f"표준편차는 {a}, {b}, {c}입니다")]


def spreads_and_limits() -> list[str | Text]:
    rows: list[str | Text] = []
    for name, top in (("LeCun", 1), ("Glorot", 2), ("He", 2)):
        bottom = 912 if name == "Glorot" else 784
        std = math.sqrt(variance(name))
        assert math.isclose(std, math.sqrt(top / bottom))
        limit = math.sqrt(3) * std
        rows.append(
            f"| {name} | $\\sqrt{{{top}/{bottom}}} = {std:.4f}$ | $\\sqrt{{{3 * top}/{bottom}}} = {limit:.4f}$ |"
        )
    return rows


def confused() -> list[str | Text]:
    small, large = 1 / math.sqrt(3), math.sqrt(3)
    return [
        Text(f"weights {small:.3f} times as large", f"원하던 것의 {small:.3f}배"),
        Text(f"deviation {large:.2f} times.", f"쓰면 {large:.2f}배가"),
        f"$0.577^{{20}} = {small**20:.1e}".replace("e-05", "\\mathrm{e}{-5}$"),
        Text(f"with the factor {small:.3f}.", f"배율이 {small:.3f}인"),
    ]


def swapped() -> list[str | Text]:
    wrong, right = math.sqrt(2 / 128), math.sqrt(2 / 784)
    return [
        Text(f"someone gets {wrong:g} as", f"표준편차가 {wrong:g}로"),
        Text(f"The root of 2/128 is {wrong:g};", f"2/128의 제곱근이 {wrong:g}입니다"),
        Text(f"of 2/784, is {right:.4f}.", f"2/784의 제곱근인 {right:.4f}입니다"),
    ]


def checked() -> list[str | Text]:
    std, limit = math.sqrt(2 / 784), math.sqrt(6 / 784)
    assert round(std, 2) == 0.05
    return [
        Text("reach from -0.05 to 0.05.", "가중치가 -0.05에서 0.05까지"),
        Text("for this shape is 0.05", "이 형상에서 He의 수는 0.05"),
        Text(f"0.05 is the standard deviation; the limits should be near -{limit:.4f} and {limit:.4f}",
             f"0.05는 표준편차이고, 한계는 -{limit:.4f}와 {limit:.4f} 근처"),
    ]  # fmt: skip  # one piece a line


def truncated() -> list[str | Text]:
    def beyond(x: float) -> float:
        return math.erfc(x / math.sqrt(2))

    assert round(beyond(2) * 1e6, -2) == 45_500
    assert 55 < beyond(4) * 1e6 < 65
    assert round(100 * (4**2 - 1) / 784) == 2  # percent of the variance, from one outlier among 784
    height = math.exp(-2) / math.sqrt(2 * math.pi)
    kept = math.sqrt(1 - 4 * height / (1 - beyond(2)))
    drawn = initializers.truncated_normal((1000, 1000), 0.05, rng=np.random.default_rng(0))
    assert math.isclose(drawn.std(), 0.05, rel_tol=5e-3)
    return [
        Text(f"pile {100 * beyond(2):.1f}% of all weights", f"모든 가중치의 {100 * beyond(2):.1f}%가"),
        Text(f"standard deviation is {kept:.4f} of the original", f"표준편차가 원래의 {kept:.4f}배"),
        Text("To end at 0.05,", "마지막에 0.05를"),
        f"$0.05 / {kept:.4f} = {0.05 / kept:.4f}$",
        Text(f"| {kept:.4f} of the spread is left;", f"| {kept:.4f}배만큼 퍼집니다"),
    ]


def kept_lengths() -> list[str | Text]:
    rng = np.random.default_rng(0)
    x = rng.normal(size=512)
    Q = initializers.orthogonal((512, 512), rng=rng)
    ratio = np.linalg.norm(x @ Q) / np.linalg.norm(x)
    assert abs(ratio - 1) < 1e-14
    assert 1e-16 < np.abs(Q.T @ Q - np.eye(512)).max() < 5e-15
    y = x
    for _ in range(20):
        y = y @ initializers.orthogonal((512, 512), rng=rng)
    again = np.linalg.norm(y) / np.linalg.norm(x)
    return [
        Text(f"before it, is {ratio:.1f} up to", f"빼고 {ratio:.1f}입니다"),
        Text(f"the ratio is still {again:.1f}.", f"비율은 여전히 {again:.1f}입니다"),
    ]


FACTORS = {"glorot": 1.0, "he": math.sqrt(2), "five thirds": initializers.gain("tanh")}


@cache
def tanh_there_and_back(seed: int = 1) -> dict[str, tuple[list[float], float]]:
    """The cell of the lesson: the spread after each of twenty layers of tanh, and a gradient of size 1 back at layer 1."""
    rng, found = np.random.default_rng(seed), {}
    for name, factor in FACTORS.items():
        a, passed = rng.normal(size=(256, 256)), []
        for _ in range(20):
            W = rng.normal(0.0, factor / math.sqrt(256), size=(256, 256))
            a = np.tanh(a @ W)
            passed.append((W, a))
        gradient = np.random.default_rng(0).normal(size=(256, 256))
        for W, out in passed[:0:-1]:
            gradient = (gradient * (1 - out**2)) @ W.T
        found[name] = [float(out.std()) for _, out in passed], float(gradient.std())
    return found


def gains() -> list[str | Text]:
    assert math.isclose(initializers.gain("leaky_relu", 1.0), 1.0)
    assert math.isclose(initializers.gain("leaky_relu", 0.0), math.sqrt(2))
    assert initializers.gain("tanh") == 5 / 3
    tanh = tanh_there_and_back()
    cells = [
        [*(f"{spread[n - 1]:.2f}" for n in (1, 5, 10, 20)), f"{gradient:.2f}"] for spread, gradient in tanh.values()
    ]
    rows = [" | ".join(column) for column in zip(*cells, strict=True)]
    left, kept, one, grown = cells[0][3], cells[2][3], cells[0][0], cells[2][4]
    assert 1.5 < 1 / float(one) < 5 / 3
    return [
        *(f"| {n} | {row} |" for n, row in zip((1, 5, 10, 20), rows, strict=False)),
        Text(f"| gradient, back at layer 1 | {rows[4]} |", f"| 1층에 돌아온 기울기 | {rows[4]} |"),
        Text(f"plain Glorot has {left} left and", f"Glorot만 쓸 때는 {left}이 남고 계속"),
        Text(f"the spread settles at {kept}.", f"곱하면 {kept}에 머무릅니다"),
        Text(f"plain Glorot has {left} left, with 5/3 it is {kept};", f"{left}이 남고 5/3를 곱하면 {kept}입니다"),
        Text(f"one tanh leaves {one} of a spread of 1", f"1만큼 퍼진 값이 {one}만큼 퍼진"),
        Text(f"5/3 is about 1/{one}.", f"5/3는 1/{one}에 가깝습니다"),
        Text(f"to {grown} times their size in 19 layers", f"19층을 지나는 동안 서서히 커져 {grown}배가"),
    ]


def repaired() -> list[str | Text]:
    factor, std, limit = 0.01 * math.sqrt(300 / 2), math.sqrt(2 / 300), math.sqrt(6 / 300)
    assert 1e-14 < factor**15 < 5e-14
    return [
        Text("standard deviation 0.01. What", "표준편차가 0.01인 정규분포에서"),
        Text("With standard deviation 0.01 the", "표준편차가 0.01이면 대칭은"),
        f"$0.01 \\cdot \\sqrt{{300 / 2}} = {factor:.2f}$",
        f"${factor:.2f}^{{15}}$",
        f"$\\sqrt{{2/300}} = {std:.3f}$",
        f"$\\sqrt{{6/300}} = {limit:.3f}$",
        Text("0.01: the spread", "0.01에서 층마다"),
        Text(f"about {std:.2f} (or", f"약 {std:.2f}(또는"),
        Text(f"about {limit:.2f}, named", f"약 {limit:.2f}), **그리고**"),
    ]


def learns_or_not() -> list[str | Text]:
    # what is learned from there: tests/dlcourse/test_trained_cells.py
    return [Text("from standard deviation 0.01 nothing is learned", "표준편차 0.01에서는 신호가 도착하지 않아")]


QUOTES: dict[str, Callable[[], list[str | Text]]] = {
    "equal units stay equal": equal_units,
    "one different number": nudged,
    "too small and too large": two_ways_to_lose,
    "the size that keeps a signal": one_unit,
    "three spreads for digits": three_spreads,
    "the axes swapped": swapped,
    "spreads and limits": spreads_and_limits,
    "a limit taken for a deviation": confused,
    "limits that are too narrow": checked,
    "outliers": truncated,
    "lengths": kept_lengths,
    "Glorot and He at depth": recipes_at_depth,
    "gradients": back,
    "a start that learns nothing": learns_or_not,
    "gains": gains,
    "the friend's network": repaired,
}
