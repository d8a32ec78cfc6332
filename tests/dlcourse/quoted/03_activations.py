"""The numbers that the lesson on activation functions quotes, computed again."""

from collections.abc import Callable
from itertools import pairwise

import numpy as np

from dlcourse import activations
from dlcourse.downhill import slope_at
from dlcourse.language import Text
from dlcourse.widgets.activations.dead_units import dying

MARKS = np.array([-2.0, -1.0, 0.0, 1.0, 2.0])
SCORES = np.array([0.3, 2.9, 4.0])


def row(head: str, values: np.ndarray, digits: int) -> str:
    """A row of a table; whole numbers and one half stand without trailing zeros."""
    cells = (f"{v:g}" if v in (-1, 0, 0.5, 1, 2) else f"{v:.{digits}f}" for v in values)
    return f"| {head} | {' | '.join(cells)} |"


def power(value: float, digits: int = 1) -> str:
    """9.5e-7"""
    mantissa, exponent = f"{value:.{digits}e}".split("e")
    return f"{mantissa}e{int(exponent)}"


def sigmoid_never_reaches_1() -> list[str | Text]:
    with np.errstate(over="raise"):
        assert 1 / (1 + np.exp(-100.0)) == 1.0
    missing = power(float(np.exp(-100.0)))
    return [Text(f"the missing piece is {missing},", f"모자란 양은 {missing}인데")]


def slope_of_sigmoid() -> list[str | Text]:
    slopes = activations.sigmoid_grad(MARKS)
    largest = activations.sigmoid_grad(np.linspace(-9, 9, 1801)).max()
    assert largest == slopes[2] > 2 * slopes[-1]
    measured = [slope_at(lambda z: 1 / (1 + float(np.exp(-z))), z) for z in MARKS]
    assert np.allclose(measured, slopes, atol=1e-9)  # what a central difference with this h can do
    return [
        row("$a$", activations.sigmoid(MARKS), 4),
        Text(slope_row("slope", slopes), slope_row("기울기", slopes)),
        Text(f"how can 0.5 become {largest:g}?", f"0.5가 어떻게 {largest:g}가 될까요?"),
        Text(f"slope of the sigmoid is {largest:g}, in", f"그 값이 {largest:g}입니다"),
        Text(f"slope is at most {largest:g}.", f"기울기는 {largest:g}를 넘지 않습니다. 그러므로"),
        Text(f"at most {largest:g} |", f"많아야 {largest:g} |"),
        Text(f"is never more than {largest:g},", f"기울기는 {largest:g}를 넘지 않으므로"),
    ]


def slope_row(head: str, slopes: np.ndarray) -> str:
    return f"| {head} | {' | '.join('0.25' if v == 0.25 else f'{v:.4f}' for v in slopes)} |"


def tanh_rows() -> list[str | Text]:
    assert np.allclose(activations.tanh(MARKS), 2 * activations.sigmoid(2 * MARKS) - 1)
    return [
        row("$\\tanh(z)$", activations.tanh(MARKS), 4),
        Text(
            f"A probability of {activations.tanh(MARKS)[0]:.2f} means", f"확률이 {activations.tanh(MARKS)[0]:.2f}이라는"
        ),
    ]


def relu_is_not_linear() -> list[str | Text]:
    def f(z: float) -> float:
        return float(activations.relu(np.array(z)))

    return [f"f(-1) + f(1) = {f(-1.0) + f(1.0):g}", f"f(-1 + 1) = {f(0.0):g}."]


def dying_rows() -> list[str | Text]:
    rows: list[str | Text] = []
    for b in (0, -3, -4, -10):
        numbers = dying(b=float(b))
        rows.append(f"| {b} | {numbers['share']:.0f}% | {numbers['asleep']:.1f}% |")
    dead = dying(b=-10.0)
    assert dead["low"] == dead["high"]
    assert dying(b=-10.0, act="leaky_relu")["share"] == 0
    return [*rows, Text(f"left the output at {dead['low']:g}.", f"출력이 {dead['low']:g}였습니다")]


def leaky_above_one() -> list[str | Text]:
    z = np.array([-2.0, 2.0])
    assert not np.allclose(np.maximum(z, 1.5 * z), activations.leaky_relu(z, slope=1.5))
    assert activations.leaky_relu(np.array([-1.0]))[0] == -0.01
    return ["$\\alpha = 1.5$", Text("0.01 by custom", "관례로는 0.01입니다")]


def relatives() -> list[str | Text]:
    z = np.linspace(-3, 0, 300_001)
    y = activations.swish(z)
    lowest = [
        Text(
            f"its lowest value is {y.min():.5f}, at $z = {z[y.argmin()]:.4f}$",
            f"$z = {z[y.argmin()]:.4f}$에서 가장 작은 값 {y.min():.5f}이",
        )
    ]
    return [
        row("Softplus", activations.softplus(MARKS), 8),
        row("Swish", activations.swish(MARKS), 8),
        *lowest,
    ]


def sine_in_pieces() -> list[str | Text]:
    x = np.linspace(0, 2 * np.pi, 10_001)
    left = []
    for pieces in (3, 9, 27, 81):
        knots = np.linspace(0, 2 * np.pi, pieces + 1)
        left.append(float(np.abs(np.interp(x, knots, np.sin(knots)) - np.sin(x)).max()))
    shares = [before / after for before, after in pairwise(left)]
    assert shares[0] < 8 < min(shares[1:]) < max(shares[1:]) < 9.1  # about 1/9, but not yet from 3 to 9
    return [
        Text(f"From {left[0]:.5f} down to {left[-1]:.5f},", f"오차가 {left[0]:.5f}에서 {left[-1]:.5f}까지"),
        Text(f"from {9} pieces on about 1/{9} is left", f"조각이 {9}개일 때부터는 매번 약 1/{9}이"),
        Text(f"81 pieces left an error of {left[-1]:.5f}.", f"조각 81개의 오차는 {left[-1]:.5f}였습니다"),
    ]


def heights_by_hand() -> list[str | Text]:
    """Five of them over half a wave: those of the curve, and the gap that the line then leaves."""
    knots, x = np.linspace(0, np.pi, 5), np.linspace(0, np.pi, 10_001)
    own = [f"{round(float(height), 2):g}" for height in np.sin(knots)]
    gap = np.sin(x) - np.interp(x, knots, np.sin(knots))
    assert gap.min() > -1e-12  # the line lies below the curve
    raised = np.interp(x, knots, np.sin(knots) + gap.max() / 2 * np.array([0, 1, 1, 1, 0])) - np.sin(x)
    assert abs(np.abs(raised).max() / gap.max() - 0.5) < 1e-6
    return [
        Text(f"are {', '.join(own[:-1])} and {own[-1]};", f"차례로 {', '.join(own)}이고"),
        Text(f"the largest error is {gap.max():.2f}.", f"가장 큰 오차는 {gap.max():.2f}입니다"),
        Text(f"by {gap.max() / 2:.3f}, half of the widest gap", f"틈의 절반인 {gap.max() / 2:.3f}만큼"),
    ]


def towers() -> list[str | Text]:
    """The box of each place by rounding down, without steps and ANDs."""
    side = (np.arange(100) + 0.5) * np.pi / 100
    x1, x2 = np.meshgrid(side, side)

    def cone(x1: np.ndarray, x2: np.ndarray) -> np.ndarray:
        return np.clip(1 - np.sqrt((x1 - 1) ** 2 + (x2 - 2) ** 2), 0, None)

    def middle(x: np.ndarray, count: int) -> np.ndarray:
        return (np.floor(x * count / np.pi) + 0.5) * np.pi / count

    errors = [float(np.abs(cone(middle(x1, n), middle(x2, n)) - cone(x1, x2)).max()) for n in (9, 27, 81)]
    assert all(2.9 < before / after < 3.2 for before, after in pairwise(errors))  # about 1/3 is left
    borders, boxes = 2 * (9 - 1), 9 * 9
    units, inputs = 2 * (81 - 1) + 81**2, 28 * 28
    threshold = Text("sum $- {b:g} > 0$", "합 $- {b:g} > 0$").format(b=1.5)
    return [
        threshold,
        Text(
            f"there are {9 - 1} inner borders for each input: {borders} steps and {boxes} towers",
            f"안쪽 경계가 {9 - 1}개이므로 계단은 {borders}개, 탑은 {boxes}개입니다",
        ),
        Text(
            f"With {units} units the error is {errors[-1]:.3f}.", f"유닛이 {units}개이면 오차는 {errors[-1]:.3f}입니다"
        ),
        Text(f"With {units} the towers came nearer", f"유닛 {units}개로 더 가까이"),
        Text(f"with {inputs} inputs", f"입력이 {inputs}개라면"),
        f"$2^{{{inputs}}}$",
    ]


def hill_of_two_waves() -> list[str | Text]:
    """On a grid of its own, and with the line through the knots in the place of ReLUs."""
    pieces, inputs = 81, 28 * 28
    knots = np.linspace(-np.pi, np.pi, pieces + 1)
    x1, x2 = np.meshgrid(*[np.linspace(-np.pi / 2, np.pi / 2, 401)] * 2)
    halves = [np.interp(z, knots, np.cos(knots)) / 2 for z in (x1 - x2, x1 + x2)]
    left = np.abs(sum(halves) - np.cos(x1) * np.cos(x2)).max()
    return [
        Text(f"Down to {left:.5f} again.", f"이번에도 {left:.5f}까지"),
        Text(f"with {pieces} pieces along each side has {pieces**2} places", f"자리가 {pieces**2}개 있기"),
        Text(f"And {2 * pieces} units do it, not {pieces**2}.", f"유닛도 {pieces**2}개가 아니라 {2 * pieces}개면"),
        Text(f"a product of {inputs} cosines", f"{inputs}개를 곱한"),
        f"$2^{{{inputs - 1}}}$",
    ]


def cone_of_waves() -> list[str | Text]:
    """The shares by least squares, all at once, and cosines in straight pieces."""
    side = (np.arange(100) + 0.5) * np.pi / 100
    x1, x2 = np.meshgrid(side, side)
    wanted = np.clip(1 - np.sqrt((x1 - 1) ** 2 + (x2 - 2) ** 2), 0, None)
    left, units = [], []
    for count in (2, 16):
        waves = np.cos(side[:, None] * np.arange(count))
        shares = np.linalg.lstsq(waves, np.linalg.lstsq(waves, wanted)[0].T)[0]
        turn = np.linspace(0, 2 * np.pi, count + 1)  # one period, over and over
        answers = np.zeros_like(wanted)
        for j, k in np.ndindex(count, count):
            start = -(j + k) * np.pi
            for z in (j * x1 - k * x2, j * x1 + k * x2):
                answers += shares[j, k] / 2 * np.interp((z - start) % (2 * np.pi), turn, np.cos(start + turn))
        left.append(float(np.abs(answers - wanted).max()))
        units.append(sum(2 * count * (j + k) for j, k in np.ndindex(count, count)))
    return [
        Text(f"From {left[0]:.2f} down to {left[1]:.2f}.", f"오차가 {left[0]:.2f}에서 {left[1]:.2f}까지"),
        Text(f"it took {units[1]} units", f"유닛이 {units[1]}개나 들었고"),
        Text(f"which way gets below {0.1:g} with", f"오차를 {0.1:g} 아래로"),
    ]


def staircase() -> list[str | Text]:
    """A step in the middle between two knots, as high as the curve climbs from the one to the other."""
    x, left = np.linspace(0, 2 * np.pi, 200_001), []
    for steps in (81, 243):
        nearest = np.round(x * steps / (2 * np.pi)) * 2 * np.pi / steps
        left.append(float(np.abs(np.sin(nearest) - np.sin(x)).max()))
    assert round(left[0] / left[1], 1) == 3
    return [
        Text(f"81 such units leave an error of {left[0]:.3f}", f"유닛 81개의 오차는 {left[0]:.3f}이고"),
        Text("three times as many leave 1/3 of it", "세 배로 늘리면 그 1/3이"),
    ]


def softmax_rows() -> list[str | Text]:
    e, p = np.exp(SCORES), activations.softmax(SCORES)
    lead = SCORES[2] - SCORES[1]
    assert round(p[2] / p[1]) == 3
    rows = [
        f"| {i} | {z} | {e_i:.4f} | {p_i:.8f} |"
        for i, (z, e_i, p_i) in enumerate(zip(SCORES, e, p, strict=True), start=1)
    ]
    return [
        *rows,
        Text(f"The sum of the exponentials is {e.sum():.4f}.", f"지수 함수 값의 합은 {e.sum():.4f}입니다"),
        Text(f"A lead of {lead:.1f} in", f"점수로 {lead:.1f} 앞섰을"),
        Text("say 0.3, 2.9 and 4.0.", "0.3, 2.9, 4.0이라고"),
    ]


def logistic_is_softmax() -> list[str | Text]:
    both = {f"{activations.sigmoid(np.array(1.3)):.8f}", f"{activations.softmax(np.array([1.3, 0.0]))[0]:.8f}"}
    assert len(both) == 1
    value = both.pop()
    return [Text(f"For $z = 1.3$ both are {value}.", f"$z = 1.3$이면 둘 다 {value}입니다")]


def depths() -> list[str | Text]:
    left = {n: power(activations.gradient_through(n, 0.0, "sigmoid")) for n in (10, 20)}
    return [
        Text(f"$0.25^{{10}}$, about {left[10]}, of", f"$0.25^{{10}}$, 약 {left[10]}만"),
        Text(f"$0.25^{{20}}$, about {left[20]}", f"$0.25^{{20}}$, 약 {left[20]}만"),
        f"($0.25^{{20}}$, {left[20]},",
    ]


QUOTES: dict[str, Callable[[], list[str | Text]]] = {
    "sigmoid": lambda: [row("$\\sigma(z)$", activations.sigmoid(MARKS), 4)],
    "sigmoid never reaches 1": sigmoid_never_reaches_1,
    "the slope of sigmoid": slope_of_sigmoid,
    "tanh": tanh_rows,
    "ReLU is not linear": relu_is_not_linear,
    "dying": dying_rows,
    "a slope above one": leaky_above_one,
    "relatives of ReLU": relatives,
    "five heights": heights_by_hand,
    "a sine in pieces": sine_in_pieces,
    "towers": towers,
    "a hill of two waves": hill_of_two_waves,
    "a cone of waves": cone_of_waves,
    "a staircase": staircase,
    "softmax": softmax_rows,
    "logistic regression": logistic_is_softmax,
    "depth": depths,
}
