"""The numbers that the lesson on XOR and multi-layer networks quotes, computed again."""

from collections.abc import Callable

import numpy as np

from dlcourse.downhill import go_downhill, slope_at, step_downhill
from dlcourse.language import Text
from dlcourse.linear import fit_least_squares
from dlcourse.multilayer import (
    and_gate,
    collapse,
    count_params,
    forward_step,
    hidden_codes,
    layer_shapes,
    nand_gate,
    or_gate,
    xor_gates,
    xor_weights,
)
from dlcourse.perceptron import CORNERS, GATES, perceptron
from dlcourse.widgets.playground._training import Training
from dlcourse.widgets.playground.explore import SCENE

XOR = GATES["XOR"]


def listed(values: np.ndarray) -> str:
    """(1, 0)"""
    return f"({', '.join(f'{v:g}' for v in values)})"


def table_of_gates() -> list[str | Text]:
    x1, x2 = CORNERS.T
    columns = (x1, x2, or_gate(x1, x2), and_gate(x1, x2), nand_gate(x1, x2), xor_gates(x1, x2))
    assert np.array_equal(and_gate(columns[2], columns[4]), XOR)
    return [f"| {' | '.join(f'{v:g}' for v in row)} |" for row in zip(*columns, strict=True)]


def xor_by_hand() -> list[str | Text]:
    W1, b1, W2, b2 = xor_weights()
    h = (CORNERS @ W1 + b1 > 0).astype(int)
    z = (h @ W2 + b2)[:, 0]
    answers = forward_step(CORNERS, W1, b1, W2, b2)
    rows = zip(CORNERS, h, z, answers, XOR, strict=True)
    (v1, v2), (c,) = W2[:, 0], b2
    return [
        *[f"| {listed(x)} | {h1} | {h2} | {total:g} | {a} | {t} |" for x, (h1, h2), total, a, t in rows],
        Text(f"weights {v1:g} and {v2:g} and bias {c:g}:", f"가중치가 {v1:g}과 {v2:g}, 편향이 {c:g}인"),
        f"$h_1 - h_2 - {-c:g}$",
    ]


def codes_of_pairs() -> list[str | Text]:
    units = {"OR": ((1, 1), -0.5), "AND": ((1, 1), -1.5), "x1": ((1, 0), -0.5), "x2": ((0, 1), -0.5)}
    shown: list[str | Text] = []
    for pair, separable in ((("OR", "AND"), True), (("OR", "OR"), False), (("x1", "x2"), False)):
        W1 = np.column_stack([units[name][0] for name in pair])
        codes = hidden_codes(CORNERS, XOR, W1, np.array([units[name][1] for name in pair]))
        shown.append("; ".join(f"{code}: {', '.join(map(str, classes))}" for code, classes in codes.items()))
        grid = np.arange(-2, 2.1, 0.5)
        places = (CORNERS @ W1 + [units[name][1] for name in pair] > 0).astype(float)
        lines = [(np.array([v1, v2]), c) for v1 in grid for v2 in grid for c in grid]
        assert any(np.array_equal(perceptron(places, v, c), XOR) for v, c in lines) == separable
    return shown


def collapsed() -> list[str | Text]:
    W1, b1 = np.array([[1.0, 2.0, 0.0], [0.0, 1.0, -1.0]]), np.array([1.0, 0.0, 2.0])
    W2, b2 = np.array([[1.0, 0.0], [2.0, 1.0], [0.0, -1.0]]), np.array([0.5, -0.5])
    W, b = collapse(W1, b1, W2, b2)
    x = np.array([1.0, 1.0])
    middle = x @ W1 + b1
    assert np.array_equal(middle @ W2 + b2, x @ W + b)

    def matrix(values: np.ndarray) -> str:
        rows = (" & ".join(f"{v:g}" for v in row) for row in values)
        return "\\begin{pmatrix} " + " \\\\ ".join(rows) + " \\end{pmatrix}"

    return [
        f"W_1 = {matrix(W1)}, \\quad b_1 = {listed(b1)}, \\qquad W_2 = {matrix(W2)}, \\quad b_2 = {listed(b2)}$$",
        f"${listed(middle)}$",
        f"$W = {matrix(W)}$, $b = {listed(b)}$ | ${listed(x @ W)}$",
        f"| ${listed(x @ W + b)}$ |",
    ]


def counts() -> list[str | Text]:
    rows: list[str | Text] = []
    for sizes in ([3, 4, 1], [784, 128, 10]):
        layers = " | ".join(f"{W[0] * W[1]} + {W[1]}" for _, W in layer_shapes(sizes, 1))
        name = "-".join(map(str, sizes))
        rows.append(f"| {name} | {layers} | {count_params(sizes)} | {count_params(sizes, bias=False)} |")
        rows.append(Text(f"{name} has {count_params(sizes)}", f"{name}은 {count_params(sizes)}개"))
    return rows


def playground_counts() -> list[str | Text]:
    xor = SCENE.start() | {"data": "xor", "layers": 1}
    del xor["epochs"]
    for units in (2, 4):
        numbers = Training(**xor | {"units1": units}).numbers()
        assert numbers["parameters"] == count_params([2, units, 1])
    return [
        Text(f"what {count_params([2, 1])} parameters can do", f"매개변수 {count_params([2, 1])}개로"),
        Text(f"With 2 units it has {count_params([2, 2, 1])} parameters", f"같은 {count_params([2, 2, 1])}개이고"),
        Text(f"with 4 units it has {count_params([2, 4, 1])}.", f"4개면 {count_params([2, 4, 1])}개입니다"),
    ]


def folds() -> list[str | Text]:
    """Ten layers of two units that fold the interval make so many straight pieces; one unit of one layer adds one bend."""
    x = np.linspace(0.0, 1.0, 2**13 + 1)
    y = x
    for _ in range(10):
        y = 2 * np.maximum(y, 0) - 4 * np.maximum(y - 0.5, 0)
        assert (y.min(), y.max()) == (0, 1)
    pieces = 1 + int((np.abs(np.diff(y, n=2)) > 1e-9).sum())
    return [
        f"$2^{{10}} = {pieces}$",
        Text(f"{2 * 10} units in {10} hidden layers make", f"은닉층 {10}개에 있는 유닛 {2 * 10}개가"),
        Text(f"with {pieces} straight pieces", f"직선 조각 {pieces}개로 된"),
        Text(f"needs {pieces - 1} of them", f"유닛이 {pieces - 1}개 필요"),
        "$2 \\max(0, x) - 4 \\max(0, x - \\tfrac{1}{2})$",
    ]


HOURS, SCORES = np.array([0.0, 1.0, 2.0, 3.0]), np.array([2.0, 3.0, 5.0, 6.0])


def loss(w: float) -> float:
    return float(np.mean((w * HOURS - SCORES) ** 2))


def losses_by_hand() -> list[str | Text]:
    def row(values: np.ndarray) -> str:
        return ", ".join(f"{v:g}" for v in values)

    shown: list[str | Text] = []
    for w in (0.0, 1.0, 2.0):
        answers = w * HOURS
        errors = answers - SCORES
        shown.append(f"| {w:g} | {row(answers)} | {row(errors)} | {row(errors**2)} | {loss(w):g} |")
    return shown


def slopes_by_hand() -> list[str | Text]:
    before, here, after = loss(-1.0), loss(0.0), loss(1.0)
    both, one = slope_at(loss, 0.0, 1.0), after - here
    assert slope_at(loss, 0.0) - both < 1e-6
    return [
        Text(f"is {before:g} at $-1$ and {after:g} at 1", f"$-1$일 때 {before:g}, 1일 때 {after:g}"),
        Text(f"so the slope is ${both:g}$", f"기울기는 ${both:g}$입니다"),
        Text(
            f"from {here:g} at 0 to {after:g} at 1, it would be ${one:g}$",
            f"0일 때의 {here:g}에서 1일 때의 {after:g}까지만 재면 ${one:g}$",
        ),
        Text(f"risen by ${after - before:g}$", f"${after - before:g}$만큼 올라"),
    ]


def steps_by_hand() -> list[str | Text]:
    shown: list[str | Text] = ["$\\eta = 0.1$"]
    for k, w in enumerate(go_downhill(loss, 0.0, 0.1, most=2)):
        w = round(float(w), 6)
        shown.append(f"| {k} | {w:g} | {round(loss(w), 4):g} | {round(slope_at(loss, w), 6):g} |")
    return shown


def step_too_long() -> list[str | Text]:
    w = step_downhill(loss, 0.0, 0.3)
    assert go_downhill(loss, 0.0, 0.1)[-1].round(4) == 2.2142
    beta = float(fit_least_squares(HOURS[:, None], SCORES, intercept=False)[0])
    return [
        Text(f"a learning rate of 0.3, one step leads to w = {w:.2f}", f"학습률 0.3으로 한 걸음 가면 w = {w:.2f}"),
        Text(f"from {loss(0):g} to {loss(w):.2f}", f"{loss(0):g}에서 {loss(w):.2f}로"),
        Text(f"said {beta:.4f}.", f"{beta:.4f}이었습니다"),
        Text("try 0.01, 0.14 and 0.3", "0.01, 0.14, 0.3으로"),
        "x₁ + x₂ = 1.5",
        Text("x₁ + x₂ - 1.5 = 0", "x₁ + x₂ - 1.5 = 0"),
        Text("and b = -1.5.", "편향이 b = -1.5입니다"),
    ]


def price_of_measuring() -> list[str | Text]:
    both = 2 * count_params([784, 128, 10])
    return [Text(f"that is {both} losses", f"손실을 {both}번")]


QUOTES: dict[str, Callable[[], list[str | Text]]] = {
    "the table of gates": table_of_gates,
    "XOR by hand": xor_by_hand,
    "codes of three pairs of units": codes_of_pairs,
    "the worked collapse": collapsed,
    "counts of parameters": counts,
    "what the playground counts": playground_counts,
    "folded paper": folds,
    "losses of three weights": losses_by_hand,
    "a slope, measured": slopes_by_hand,
    "two steps": steps_by_hand,
    "a step that is too long": step_too_long,
    "what measuring costs": price_of_measuring,
}
