"""A function beside its slope: walk along it, and see its value, its tangent and its slope."""

from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np

from dlcourse import activations, perceptron
from dlcourse.language import Text
from dlcourse.widgets.activations._shared import NAMES
from dlcourse.widgets.stage.palette import INK, LINE, ONE, QUIET, ZERO
from dlcourse.widgets.stage.scene import (
    Artists,
    Choice,
    Function,
    Numbers,
    Question,
    Scene,
    Slider,
    Table,
    When,
)
from dlcourse.widgets.stage.show import show
from dlcourse.widgets.stage.words import number

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from dlcourse.widgets.stage.stage import Stage

FORMULAS = {
    "identity": "$f(z) = z$",
    "step": "$f(z) = 1$ if $z > 0$, else $0$",
    "sigmoid": r"$\sigma(z) = 1 / (1 + e^{-z})$",
    "tanh": r"$\tanh(z)$",
    "relu": r"$\max(0, z)$",
    "leaky_relu": r"$z$ if $z > 0$, else $\alpha z$",
    "prelu": r"$z$ if $z > 0$, else $\alpha z$",
    "elu": r"$z$ if $z > 0$, else $\alpha (e^z - 1)$",
    "softplus": r"$\log(1 + e^z)$",
    "swish": r"$z \cdot \sigma(\beta z)$",
}
REACH = 5.0
GRID = np.linspace(-REACH, REACH, 501)
MARKS = np.array([-2.0, -1.0, 0.0, 1.0, 2.0])


def activation(
    *,
    act: str = "sigmoid",
    slope: float = 0.1,
    alpha: float = 1.0,
    beta: float = 1.0,
    probe: float = 1.0,
    sigmoid: Function = activations.sigmoid,
    sigmoid_grad: Function = activations.sigmoid_grad,
    tanh_grad: Function = activations.tanh_grad,
    relu: Function = activations.relu,
    relu_grad: Function = activations.relu_grad,
    leaky_relu: Function = activations.leaky_relu,
    elu: Function = activations.elu,
    softplus: Function = activations.softplus,
    swish: Function = activations.swish,
) -> Numbers:
    """Values and slopes of one activation function: along the picture, at five marks, and at the probe."""
    pairs: dict[str, tuple[Function, Function]] = {
        "identity": (activations.identity, activations.identity_grad),
        "step": (perceptron.step, activations.step_grad),
        "sigmoid": (sigmoid, sigmoid_grad),
        "tanh": (activations.tanh, tanh_grad),
        "relu": (relu, relu_grad),
        "leaky_relu": (partial(leaky_relu, slope=slope), partial(activations.leaky_relu_grad, slope=slope)),
        "prelu": (partial(activations.prelu, alpha=slope), partial(activations.prelu_grad, alpha=slope)),
        "elu": (partial(elu, alpha=alpha), partial(activations.elu_grad, alpha=alpha)),
        "softplus": (softplus, activations.softplus_grad),
        "swish": (partial(swish, beta=beta), partial(activations.swish_grad, beta=beta)),
    }
    value, gradient = pairs[act]
    z = np.append(MARKS, probe)
    return {
        "act": act,
        "slope": slope,
        "alpha": alpha,
        "beta": beta,
        "probe": probe,
        "curve": np.asarray(value(GRID), dtype=float),
        "slopes": np.asarray(gradient(GRID), dtype=float),
        "marks": list(zip(z, np.asarray(value(z), dtype=float), np.asarray(gradient(z), dtype=float), strict=True)),
    }


def facts(numbers: Numbers) -> Text:
    """What there is to know about this function."""
    alpha, beta, slope = (number(numbers[name]) for name in ("alpha", "beta", "slope"))
    match numbers["act"]:
        case "identity":
            return Text(
                "No bend at all: a network of these is one straight line.",
                "휘는 곳이 없습니다. 이 함수만 쓴 신경망은 직선 하나와 같습니다.",
            )
        case "step":
            return Text(
                "Its slope is 0 wherever it has one, so slopes cannot tell it how to learn.",
                "기울기가 있는 곳에서는 모두 0이어서, 기울기로는 어떻게 배워야 할지 알 수 없습니다.",
            )
        case "sigmoid":
            return Text(
                "All values lie strictly between 0 and 1; no slope is larger than 0.25.",
                "모든 값이 0과 1 사이에 있고 양 끝은 들어가지 않습니다. 기울기는 0.25를 넘지 않습니다.",
            )
        case "tanh":
            return Text(
                "All values lie strictly between -1 and 1, and 0 stays 0; the slope is 1 there and smaller elsewhere.",
                "모든 값이 -1과 1 사이에 있고 양 끝은 들어가지 않습니다. 0은 0으로 남으며, 그곳의 기울기가 1이고 나머지에서는 더 작습니다.",
            )
        case "relu":
            return Text(
                "Two straight pieces with a corner, so it is not linear; the slope is 1 on the right and 0 on the left.",
                "곧은 두 조각이 꺾여 만나므로 선형이 아닙니다. 기울기는 오른쪽에서 1, 왼쪽에서 0입니다.",
            )
        case "leaky_relu":
            return Text(
                f"On the left the slope is {slope}, chosen by a person.",
                f"왼쪽의 기울기는 사람이 정한 {slope}입니다.",
            )
        case "prelu":
            learned = number(min(numbers["probe"], 0.0))
            return Text(
                f"The same curve as Leaky ReLU, but the network learns the left slope ({slope}); at the probe ∂f/∂α is {learned}.",
                f"Leaky ReLU와 같은 곡선이지만 왼쪽 기울기({slope})를 신경망이 학습합니다. 탐침에서 ∂f/∂α는 {learned}입니다.",
            )
        case "elu":
            return Text(
                f"On the left it runs towards -{alpha} and never reaches it.",
                f"왼쪽에서는 -{alpha}에 다가가지만 닿지는 않습니다.",
            )
        case "softplus":
            return Text(
                "A ReLU without the corner: always a little above it. Its slope is the sigmoid.",
                "모서리가 없는 ReLU이며, 언제나 ReLU보다 조금 위에 있습니다. 기울기가 바로 시그모이드입니다.",
            )
        case _:
            where, low = number(-1.27846454 / numbers["beta"]), number(-0.27846454 / numbers["beta"])
            return Text(
                f"With β = {beta} its lowest point is {low}, at z = {where}: it falls before it rises.",
                f"β = {beta}이면 z = {where}에서 가장 낮은 값 {low}에 이릅니다. 내려갔다가 올라갑니다.",
            )


def describe_activation(numbers: Numbers) -> Text:
    """Value and slope at the probe, and the function's character."""
    z, value, slope = (number(part) for part in numbers["marks"][-1])
    name, fact = NAMES[numbers["act"]], facts(numbers)
    return Text(
        f"{name.en} at z = {z}: value {value}, slope {slope}. {fact.en}",
        f"{name.ko}, z = {z}에서: 값 {value}, 기울기 {slope}. {fact.ko}",
    )


def table_activation(numbers: Numbers) -> Table:
    """Five marks and the probe."""
    name = NAMES[numbers["act"]]
    return Table(
        Text("{name}: values and slopes", "{name}: 값과 기울기").format(name=name),
        (Text("z", "z"), Text("value f(z)", "값 f(z)"), Text("slope f'(z)", "기울기 f'(z)")),
        tuple(tuple(number(part) for part in mark) for mark in numbers["marks"]),
    )


def draw_activation(figure: "Figure", language: str) -> Artists:
    """The function on the left, its slope on the right."""
    left = _plane(figure, (0.06, 0.14, 0.42, 0.74), (-2.4, 4.4), Text("value f(z)", "값 f(z)").in_(language))
    right = _plane(figure, (0.555, 0.14, 0.42, 0.74), (-0.5, 2.2), Text("slope f'(z)", "기울기 f'(z)").in_(language))
    right.set_yticks([0, 0.25, 0.5, 1, 1.5, 2])
    right.set_yticklabels(["0", "¼", "0.5", "1", "1.5", "2"])
    right.axhline(1, color=QUIET, linewidth=0.8, linestyle=":")
    right.axhline(0.25, color=QUIET, linewidth=0.8, linestyle=":")
    dot: dict[str, Any] = {"markersize": 10, "markeredgecolor": INK, "zorder": 5}
    return {
        "curve": left.plot([], [], color=ONE, linewidth=2.8, zorder=3)[0],
        "tangent": left.plot([], [], color=LINE, linewidth=1.8, linestyle="-.", zorder=4)[0],
        "point": left.plot([], [], "o", markerfacecolor=ONE, **dot)[0],
        "slopes": right.plot([], [], color=ZERO, linewidth=2.8, linestyle="--", zorder=3)[0],
        "here": right.plot([], [], "s", markerfacecolor=ZERO, **dot)[0],
        "formula": figure.text(0.27, 0.93, "", ha="center", fontsize=13),
        "words": figure.text(0.765, 0.93, "", ha="center", fontsize=12),
    }


def _plane(figure: "Figure", where: tuple[float, float, float, float], span: tuple[float, float], title: str) -> "Axes":
    axes = figure.add_axes(where, xlim=(-REACH, REACH), ylim=span, xlabel="$z$")
    axes.axhline(0, color=QUIET, linewidth=0.8)
    axes.axvline(0, color=QUIET, linewidth=0.8)
    axes.text(0.03, 0.97, title, transform=axes.transAxes, ha="left", va="top", color=QUIET)
    return axes


def update_activation(artists: Artists, numbers: Numbers) -> None:
    """Bend both curves, and move the probe and its tangent."""
    z, value, slope = numbers["marks"][-1]
    artists["curve"].set_data(*_broken(numbers["curve"]))
    artists["slopes"].set_data(*_broken(numbers["slopes"]))
    ends = np.array([z - 1.5, z + 1.5])
    artists["tangent"].set_data(ends, value + slope * (ends - z))
    artists["point"].set_data([z], [value])
    artists["here"].set_data([z], [slope])
    artists["formula"].set_text(FORMULAS[numbers["act"]])
    artists["words"].set_text(f"f({number(z)}) = {number(value)}    f'({number(z)}) = {number(slope)}")


def _broken(y: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """A curve over the grid, with a gap where it jumps at 0: a jump is no steep piece of line."""
    right = len(GRID) // 2 + 1  # the first z above 0
    if abs(y[right] - y[right - 1]) < 0.08:
        return GRID, y
    return np.insert(GRID, right, np.nan), np.insert(y, right, np.nan)


SCENE = Scene(
    title=Text("Activation explorer", "활성화 함수 탐색기"),
    controls=(
        Choice("act", Text("function", "함수"), "sigmoid", tuple(NAMES.items())),
        Slider(
            "slope",
            Text("left slope α", "왼쪽 기울기 α"),
            0.1,
            0.0,
            2.0,
            0.05,
            when=When("act", ("leaky_relu", "prelu")),
        ),
        Slider("alpha", Text("α", "α"), 1.0, 0.25, 2.0, 0.25, when=When("act", ("elu",))),
        Slider("beta", Text("β", "β"), 1.0, 0.25, 5.0, 0.25, when=When("act", ("swish",))),
        Slider("probe", Text("probe z", "탐침 z"), 1.0, -4.0, 4.0, 0.25),
    ),
    compute=activation,
    size=(7.6, 3.6),
    draw=draw_activation,
    update=update_activation,
    describe=describe_activation,
    table=table_activation,
    predict=Question(
        Text(
            "The sigmoid rises from 0 to 1. How steep is it where it is steepest?",
            "시그모이드는 0에서 1까지 올라갑니다. 가장 가파른 곳의 기울기는 얼마일까요?",
        ),
        (
            Text("1: it climbs as fast as z itself", "1, z와 똑같이 빠르게 올라갑니다"),
            Text("a half", "2분의 1"),
            Text("a quarter", "4분의 1"),
        ),
        2,
        Text(
            "At z = 0 the slope is 0.25, and everywhere else it is smaller. Then look at the slope of tanh and of ReLU.",
            "z = 0에서 기울기가 0.25이고 다른 곳에서는 더 작습니다. tanh와 ReLU의 기울기도 살펴보세요.",
        ),
    ),
    uses={
        "sigmoid": activations.sigmoid,
        "sigmoid_grad": activations.sigmoid_grad,
        "tanh_grad": activations.tanh_grad,
        "relu": activations.relu,
        "relu_grad": activations.relu_grad,
        "leaky_relu": activations.leaky_relu,
        "elu": activations.elu,
        "softplus": activations.softplus,
        "swish": activations.swish,
    },
)


def explore() -> "Stage | None":
    """Choose one of ten functions and walk along it: its value, its tangent, its slope."""
    return show(SCENE)
