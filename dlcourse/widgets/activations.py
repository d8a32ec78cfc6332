"""Four pictures of activation functions: a function beside its slope, slopes multiplied by depth, softmax, and units that die."""

from functools import cache, partial
from typing import TYPE_CHECKING, Any

import numpy as np

from dlcourse import activations, perceptron
from dlcourse.language import Text
from dlcourse.widgets._palette import INK, LINE, ONE, PAPER, QUIET, ZERO
from dlcourse.widgets._scene import (
    Artists,
    Choice,
    Function,
    Numbers,
    Question,
    Scene,
    Slider,
    Table,
    When,
    number,
    show,
)

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from dlcourse.widgets._stage import Stage

NAMES = {
    "identity": Text("identity", "항등 함수"),
    "step": Text("step", "계단 함수"),
    "sigmoid": Text("sigmoid", "시그모이드"),
    "tanh": Text("tanh", "tanh"),
    "relu": Text("ReLU", "ReLU"),
    "leaky_relu": Text("Leaky ReLU", "Leaky ReLU"),
    "prelu": Text("PReLU", "PReLU"),
    "elu": Text("ELU", "ELU"),
    "softplus": Text("Softplus", "Softplus"),
    "swish": Text("Swish", "Swish"),
}

# --- a function beside its slope ----------------------------------------------------------------------------------------

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


EXPLORER_SCENE = Scene(
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
    return show(EXPLORER_SCENE)


# --- what depth does to slopes ------------------------------------------------------------------------------------------

DEEPEST = 20
FLOOR = 1e-15  # the foot of the logarithmic picture


def small(value: float) -> str:
    """A number as a person writes it, with a power of ten where four digits after the point would not show it."""
    if value == 0 or abs(value) >= 0.001:
        return number(value)
    digits, power = f"{value:.2e}".split("e")
    return f"{digits}e{int(power)}"


def chain(
    *,
    act: str = "sigmoid",
    z: float = 0.0,
    depth: int = 10,
    gradient_through: Function = activations.gradient_through,
) -> Numbers:
    """How much of a gradient is left after each layer of a chain."""
    left = [float(gradient_through(layers, z, act)) for layers in range(depth + 1)]
    return {"act": act, "z": z, "depth": depth, "left": left, "slope": float(gradient_through(1, z, act))}


def describe_chain(numbers: Numbers) -> Text:
    """The factor of a layer, and what is left in the end."""
    depth, left = numbers["depth"], numbers["left"][-1]
    said = {
        "act": NAMES[numbers["act"]],
        "depth": depth,
        "layers": "layer" if depth == 1 else "layers",
        "z": number(numbers["z"]),
        "slope": small(numbers["slope"]),
        "left": small(left),
    }
    if left == 0:
        return Text(
            "{act} at z = {z}, {depth} {layers}: each layer multiplies the gradient by {slope}, so nothing is left of it.",
            "{act}, z = {z}, 층 {depth}개: 층마다 기울기에 {slope}이 곱해져 아무것도 남지 않습니다.",
        ).format(**said)
    return Text(
        "{act} at z = {z}, {depth} {layers}: each layer multiplies the gradient by {slope}, and {left} of it is left.",
        "{act}, z = {z}, 층 {depth}개: 층마다 곱하는 기울기는 {slope}이고, 끝에 남는 것은 {left}입니다.",
    ).format(**said)


def table_chain(numbers: Numbers) -> Table:
    """One row for every layer."""
    return Table(
        Text("What is left of the gradient", "기울기가 얼마나 남을까"),
        (Text("layers passed", "지나온 층"), Text("left of the gradient", "남은 기울기")),
        tuple((str(layers), small(left)) for layers, left in enumerate(numbers["left"])),
    )


def draw_chain(figure: "Figure", language: str) -> Artists:
    """The same bars twice: as they are, and on a scale where each line is a thousandth of the one above."""
    places = ((0.08, 0.16, 0.39, 0.72), (0.585, 0.16, 0.39, 0.72))
    passed = Text("layers passed", "지나온 층").in_(language)
    titles = (Text("as it is", "그대로 보기"), Text("each line: a thousandth", "눈금 하나가 천분의 일"))
    artists: Artists = {}
    for name, where, title in zip(("plain", "powers"), places, titles, strict=True):
        axes = figure.add_axes(where, xlim=(-0.8, DEEPEST + 0.8), xlabel=passed, xticks=range(0, DEEPEST + 1, 5))
        axes.set_title(title.in_(language), fontsize=11)
        if name == "plain":
            axes.set(ylim=(0, 1.35), yticks=[0, 0.25, 0.5, 0.75, 1])
            foot = 0.0
        else:
            axes.set(yscale="log", ylim=(FLOOR, 3.0), yticks=[1.0, 1e-3, 1e-6, 1e-9, 1e-12, FLOOR])
            axes.set_yticklabels(["1", "1e-3", "1e-6", "1e-9", "1e-12", "1e-15"])
            axes.minorticks_off()
            axes.grid(axis="y", color=QUIET, linewidth=0.4)
            axes.set_axisbelow(True)
            foot = FLOOR
        bars = axes.bar(range(DEEPEST + 1), np.full(DEEPEST + 1, foot or 1.0), bottom=foot, color=ONE, edgecolor=INK)
        artists[name] = list(bars.patches)
    # above the highest bar: ReLU fills the rest
    figure.text(0.285, 0.79, Text("left in the end:", "끝에 남는 기울기:").in_(language), ha="right", color=QUIET)
    artists["last"] = figure.text(0.295, 0.79, "", ha="left", fontsize=13)
    return artists


def update_chain(artists: Artists, numbers: Numbers) -> None:
    """Grow and shrink the bars."""
    left = np.zeros(DEEPEST + 1)
    left[: len(numbers["left"])] = numbers["left"]
    for bar, height in zip(artists["plain"], left, strict=True):
        bar.set_height(height)
        bar.set_visible(height > 0)
    for bar, height in zip(artists["powers"], left, strict=True):
        bar.set_height(max(height - FLOOR, 0.0))
        bar.set_visible(height > FLOOR)
    artists["last"].set_text(small(numbers["left"][-1]))


CHAIN_SCENE = Scene(
    title=Text("What is left of a gradient after many layers", "여러 층을 지나면 기울기가 얼마나 남을까"),
    controls=(
        Choice(
            "act",
            Text("activation", "활성화 함수"),
            "sigmoid",
            tuple((name, NAMES[name]) for name in ("sigmoid", "tanh", "relu")),
        ),
        Slider("z", Text("z in every layer", "모든 층의 z"), 0.0, -3.0, 3.0, 0.25),
        Slider("depth", Text("layers", "층 수"), 10, 1, DEEPEST, 1),
    ),
    compute=chain,
    size=(7.6, 3.4),
    draw=draw_chain,
    update=update_chain,
    describe=describe_chain,
    table=table_chain,
    predict=Question(
        Text(
            "A gradient passes 10 sigmoid layers at z = 0, the best place there is. About how much of it is left?",
            "기울기가 시그모이드 10개 층을 지납니다. 모두 가장 유리한 z = 0입니다. 얼마나 남을까요?",
        ),
        (Text("a quarter", "4분의 1"), Text("a fortieth", "40분의 1"), Text("a millionth", "백만분의 1")),
        2,
        Text(
            "Ten quarters are multiplied, not added: about one part in a million. Now find a z at which tanh is as bad, and one at which ReLU is worse.",
            "4분의 1을 열 번 더하는 것이 아니라 곱하므로 백만분의 1쯤 남습니다. tanh가 이만큼 나빠지는 z와, ReLU가 더 나빠지는 z를 찾아보세요.",
        ),
    ),
    uses={"gradient_through": activations.gradient_through},
)


def depth() -> "Stage | None":
    """Multiply slopes, layer after layer."""
    return show(CHAIN_SCENE)


# --- softmax ------------------------------------------------------------------------------------------------------------

CLASSES = 3


def scores(
    *,
    z1: float = 0.3,
    z2: float = 2.9,
    z3: float = 4.0,
    temperature: float = 1.0,
    shift: float = 0.0,
    softmax: Function = activations.softmax,
) -> Numbers:
    """Probabilities of three scores; the same scores through the formula as it is printed, without care."""
    z = (np.array([z1, z2, z3]) + shift) / temperature
    with np.errstate(over="ignore", invalid="ignore"):
        careless = np.exp(z)
        careless_share = careless / careless.sum()
    return {
        "scores": np.array([z1, z2, z3]) + shift,
        "z": z,
        "temperature": temperature,
        "shift": shift,
        "raised": np.exp(z - z.max()),
        "careless": careless,
        "careless_share": careless_share,
        "p": np.asarray(softmax(z), dtype=float),
    }


def describe_scores(numbers: Numbers) -> Text:
    """Scores, probabilities, and what the shift did."""
    p = numbers["p"]
    winners = np.flatnonzero(np.isclose(p, p.max(), rtol=0, atol=1e-12)) + 1
    first = Text(
        "Scores {scores} at temperature {temperature}: probabilities {p}, which add up to 1; the largest belongs to class {winner}.",
        "점수 {scores}, 온도 {temperature}: 확률은 {p}이고 합은 1입니다. 가장 큰 확률은 클래스 {winner}의 것입니다.",
    ).format(
        scores=", ".join(number(score) for score in numbers["scores"]),
        temperature=number(numbers["temperature"]),
        p=", ".join(small(share) for share in p),
        winner=", ".join(map(str, winners)),
    )
    if not numbers["shift"]:
        return first
    if np.isfinite(numbers["careless_share"]).all():
        second = Text(
            "Adding {shift} to all three scores changed no probability.",
            "세 점수에 모두 {shift}을 더해도 확률은 달라지지 않았습니다.",
        )
    else:
        second = Text(
            "Adding {shift} to all three changed no probability; the formula without subtracting the largest score would give nan.",
            "세 점수에 모두 {shift}을 더해도 확률은 달라지지 않았습니다. 가장 큰 점수를 빼지 않은 식이라면 nan이 됩니다.",
        )
    second = second.format(shift=number(numbers["shift"]))
    return Text(f"{first.en} {second.en}", f"{first.ko} {second.ko}")


def table_scores(numbers: Numbers) -> Table:
    """One row for every class."""
    rows = zip(numbers["scores"], numbers["careless"], numbers["raised"], numbers["p"], strict=True)
    return Table(
        Text("From scores to probabilities", "점수에서 확률까지"),
        (
            Text("class", "클래스"),
            Text("score", "점수"),
            Text("e^(score / T)", "e^(점수 / T)"),
            Text("e^((score - largest) / T)", "e^((점수 - 최댓값) / T)"),
            Text("probability", "확률"),
        ),
        tuple(
            (str(i), number(score), large(careless), small(raised), small(share))
            for i, (score, careless, raised, share) in enumerate(rows, start=1)
        ),
    )


def large(value: float) -> str:
    """A number that may be huge, as short as it gets."""
    return "inf" if np.isinf(value) else small(value) if value < 1e5 else f"{value:.1e}".replace("e+", "e")


_PLACES = (0.04, 0.2, 0.43, 0.67, 0.89)


def draw_scores(figure: "Figure", language: str) -> Artists:
    """Bars on the left, the way from score to probability on the right."""
    axes = figure.add_axes((0.08, 0.15, 0.29, 0.77), xlim=(0.4, CLASSES + 0.6), ylim=(0, 1.12), xticks=[1, 2, 3])
    axes.set_xlabel(Text("class", "클래스").in_(language))
    axes.set_ylabel(Text("probability", "확률").in_(language))
    axes.axhline(1, color=QUIET, linewidth=0.8, linestyle=":")
    styles: tuple[dict[str, Any], ...] = (
        {"facecolor": ONE},
        {"facecolor": PAPER, "hatch": "//"},
        {"facecolor": ZERO},
    )
    bars = [axes.bar([i], [1.0], width=0.7, edgecolor=INK, **look)[0] for i, look in enumerate(styles, start=1)]
    side = figure.add_axes((0.4, 0.08, 0.59, 0.84), xlim=(0, 1), ylim=(0, 5))
    side.set_axis_off()
    score, share = Text("score", "점수").in_(language), Text("probability", "확률").in_(language)
    heads = ("", score, "$e^{z/T}$", r"$e^{(z - \max)/T}$", share)
    for place, head in zip(_PLACES, heads, strict=True):
        side.text(place, 4.2, head, ha="center", va="center", fontsize=11)
    side.plot([0, 1], [3.8, 3.8], color=QUIET, linewidth=1)
    side.plot([0, 1], [0.95, 0.95], color=QUIET, linewidth=1)
    side.text(_PLACES[0], 0.5, "Σ", ha="center", va="center", fontsize=12)
    artists: Artists = {"bars": bars}
    for i in range(CLASSES):
        side.text(_PLACES[0], 3.3 - 0.9 * i, str(i + 1), ha="center", va="center", fontsize=12)
        artists[f"row {i}"] = [
            side.text(place, 3.3 - 0.9 * i, "", ha="center", va="center", fontsize=12) for place in _PLACES[1:]
        ]
    artists["sums"] = [side.text(place, 0.5, "", ha="center", va="center", fontsize=12) for place in _PLACES[2:]]
    return artists


def update_scores(artists: Artists, numbers: Numbers) -> None:
    """Set bars and numbers."""
    careless, raised, p = (numbers[name] for name in ("careless", "raised", "p"))
    for i, bar in enumerate(artists["bars"]):
        bar.set_height(p[i])
        words = (number(numbers["scores"][i]), large(careless[i]), small(raised[i]), small(p[i]))
        for cell, word in zip(artists[f"row {i}"], words, strict=True):
            cell.set_text(word)
    for cell, word in zip(artists["sums"], (large(careless.sum()), number(raised.sum()), number(p.sum())), strict=True):
        cell.set_text(word)


SOFTMAX_SCENE = Scene(
    title=Text("Softmax: from scores to probabilities", "소프트맥스: 점수에서 확률까지"),
    controls=(
        *(
            Slider(f"z{i}", Text(f"score {i}", f"점수 {i}"), start, -5.0, 5.0, 0.1)
            for i, start in enumerate((0.3, 2.9, 4.0), start=1)
        ),
        Slider("temperature", Text("temperature T", "온도 T"), 1.0, 0.25, 5.0, 0.25),
        Choice(
            "shift",
            Text("add to all scores", "모든 점수에 더하기"),
            0.0,
            (
                (0.0, Text("0", "0")),
                (10.0, Text("10", "10")),
                (-10.0, Text("-10", "-10")),
                (1000.0, Text("1000", "1000")),
            ),
        ),
    ),
    compute=scores,
    size=(7.6, 3.3),
    draw=draw_scores,
    update=update_scores,
    describe=describe_scores,
    table=table_scores,
    predict=Question(
        Text(
            "Add the same number to all three scores. What happens to the probabilities?",
            "세 점수에 같은 수를 더합니다. 확률은 어떻게 될까요?",
        ),
        (
            Text("They all grow", "모두 커집니다"),
            Text("Nothing at all", "전혀 달라지지 않습니다"),
            Text("The largest grows, the others shrink", "가장 큰 것은 커지고 나머지는 작아집니다"),
        ),
        1,
        Text(
            "Each exponential is multiplied by the same factor, and so is their sum: the factor cancels. The buttons below show it, and why it is so useful.",
            "지수 함수마다 같은 배수가 곱해지고 합에도 똑같이 곱해지므로 지워집니다. 아래 버튼으로 확인해 보세요. 이것이 왜 쓸모 있는지도 보입니다.",
        ),
    ),
    uses={"softmax": activations.softmax},
)


def probabilities() -> "Stage | None":
    """Move three scores and a temperature, and shift all scores together."""
    return show(SOFTMAX_SCENE)


# --- units that die -----------------------------------------------------------------------------------------------------

UNITS = 100
LEAK = 0.1
OUTPUT_BIAS = 0.5
LOWEST, HIGHEST = -10.0, 2.0


@cache
def _layer() -> tuple[np.ndarray, np.ndarray]:
    """The pre-activations of 100 units on 200 examples without a bias, and the weights of one output unit."""
    rng = np.random.default_rng(20)
    X = rng.normal(size=(200, 10))
    W = rng.normal(scale=np.sqrt(2 / 10), size=(10, UNITS))
    return X @ W, rng.normal(scale=np.sqrt(1 / UNITS), size=UNITS)


@cache
def _shares(act: str) -> tuple[np.ndarray, np.ndarray]:
    """The share of dead units, in percent, for every bias of the picture."""
    biases = np.linspace(LOWEST, HIGHEST, 97)
    highest = _layer()[0].max(axis=0)
    dead = (highest[:, None] + biases <= 0).mean(axis=0) if act == "relu" else np.zeros(len(biases))
    return biases, 100 * dead


def dying(
    *,
    act: str = "relu",
    b: float = 0.0,
    relu: Function = activations.relu,
    relu_grad: Function = activations.relu_grad,
    leaky_relu: Function = activations.leaky_relu,
) -> Numbers:
    """Which units of a layer have slope 0 on every example, and what an output unit behind the layer says."""
    raw, v = _layer()
    z = raw + b
    slopes = np.asarray(relu_grad(z) if act == "relu" else activations.leaky_relu_grad(z, slope=LEAK))
    a = np.asarray(relu(z) if act == "relu" else leaky_relu(z, slope=LEAK))
    dead = (slopes == 0).all(axis=0)
    output = a @ v + OUTPUT_BIAS
    return {
        "act": act,
        "b": b,
        "dead": dead,
        "share": 100 * float(dead.mean()),
        "asleep": 100 * float((slopes == 0).mean()),
        "low": float(output.min()),
        "high": float(output.max()),
        "curve": _shares(act),
    }


def describe_dying(numbers: Numbers) -> Text:
    """How many units are dead, and that the output does not become 0."""
    said = {
        "act": NAMES[numbers["act"]],
        "b": number(numbers["b"]),
        "dead": int(numbers["dead"].sum()),
        "asleep": number(round(numbers["asleep"], 1)),
        "low": number(numbers["low"]),
        "high": number(numbers["high"]),
        "units": UNITS,
    }
    first = Text(
        "{act}, bias {b}: {dead} of {units} units are dead, and {asleep} % of all slopes are 0.",
        "{act}, 편향 {b}: 유닛 {units}개 중 {dead}개가 죽었고 모든 기울기의 {asleep} %가 0입니다.",
    ).format(**said)
    if numbers["low"] == numbers["high"]:
        second = Text(
            "The output unit says {low} for every example, its own bias: constant, but not 0.",
            "출력 유닛은 모든 예제에 자기 편향인 {low}만 냅니다. 변하지 않을 뿐 0은 아닙니다.",
        )
    else:
        second = Text("The output unit says {low} to {high}.", "출력 유닛의 값은 {low}에서 {high}까지입니다.")
    second = second.format(**said)
    return Text(f"{first.en} {second.en}", f"{first.ko} {second.ko}")


def table_dying(numbers: Numbers) -> Table:
    """The counts behind the picture."""
    return Table(
        Text("A layer of {units} units, 200 examples", "유닛 {units}개, 예제 200개").format(units=UNITS),
        (Text("what", "항목"), Text("number", "값")),
        (
            (Text("bias of every unit", "모든 유닛의 편향"), number(numbers["b"])),
            (
                Text("dead units: slope 0 on every example", "모든 예제에서 기울기가 0인 죽은 유닛"),
                str(int(numbers["dead"].sum())),
            ),
            (Text("share of dead units", "죽은 유닛의 비율"), f"{number(numbers['share'])} %"),
            (Text("share of slopes that are 0", "기울기 가운데 0의 비율"), f"{number(numbers['asleep'])} %"),
            (Text("smallest output", "가장 작은 출력"), number(numbers["low"])),
            (Text("largest output", "가장 큰 출력"), number(numbers["high"])),
        ),
    )


_ACROSS, _UP = (part.ravel() for part in np.meshgrid(np.arange(10), np.arange(9, -1, -1)))


def draw_dying(figure: "Figure", language: str) -> Artists:
    """One sign for each unit on the left; the share of dead units for every bias on the right."""
    left = figure.add_axes((0.02, 0.04, 0.4, 0.92), xlim=(-0.7, 9.7), ylim=(-0.7, 11.2))
    left.set_axis_off()
    right = figure.add_axes((0.53, 0.16, 0.44, 0.7), xlim=(LOWEST - 0.4, HIGHEST + 0.4), ylim=(-4, 104))
    right.set_xlabel(Text("bias of every unit", "모든 유닛의 편향").in_(language))
    right.set_ylabel(Text("dead units in %", "죽은 유닛(%)").in_(language))
    cross: dict[str, Any] = {"color": ZERO, "markersize": 9, "markeredgewidth": 2.2}
    left.plot([0.2], [10.7], "o", color=ONE, markersize=11)
    left.text(0.8, 10.7, Text("alive", "살아 있음").in_(language), va="center")
    left.plot([5.2], [10.7], "x", **cross)
    left.text(5.8, 10.7, Text("dead", "죽음").in_(language), va="center")
    return {
        "alive": left.plot([], [], "o", color=ONE, markersize=11)[0],
        "dead": left.plot([], [], "x", **cross)[0],
        "counts": [left.text(x, 10.7, "", ha="right", va="center", fontsize=12) for x in (4.2, 9.2)],
        "curve": right.plot([], [], color=ZERO, linewidth=2.5, linestyle="--", zorder=3)[0],
        "here": right.plot([], [], "s", color=INK, markersize=10, zorder=4)[0],
        "share": right.text(0.97, 0.94, "", transform=right.transAxes, ha="right", va="top", fontsize=14),
    }


def update_dying(artists: Artists, numbers: Numbers) -> None:
    """Mark the dead, and move the point along the curve."""
    dead = numbers["dead"]
    artists["alive"].set_data(_ACROSS[~dead], _UP[~dead])
    artists["dead"].set_data(_ACROSS[dead], _UP[dead])
    for text, count in zip(artists["counts"], ((~dead).sum(), dead.sum()), strict=True):
        text.set_text(str(count))
    artists["curve"].set_data(*numbers["curve"])
    artists["here"].set_data([numbers["b"]], [numbers["share"]])
    artists["share"].set_text(f"{number(numbers['share'])} %")


DYING_SCENE = Scene(
    title=Text("Dying ReLU", "죽어 가는 ReLU"),
    controls=(
        Slider("b", Text("bias of every unit", "모든 유닛의 편향"), 0.0, LOWEST, HIGHEST, 0.25),
        Choice(
            "act",
            Text("activation", "활성화 함수"),
            "relu",
            (("relu", NAMES["relu"]), ("leaky_relu", NAMES["leaky_relu"])),
        ),
    ),
    compute=dying,
    size=(7.6, 3.6),
    draw=draw_dying,
    update=update_dying,
    describe=describe_dying,
    table=table_dying,
    predict=Question(
        Text(
            "A bad update pushes every bias of a ReLU layer to -10. What becomes of its units?",
            "나쁜 갱신 한 번으로 ReLU 층의 편향이 모두 -10이 되었습니다. 유닛들은 어떻게 될까요?",
        ),
        (
            Text("They answer smaller numbers and learn on", "더 작은 수를 내면서 계속 학습합니다"),
            Text("About half of them stop learning", "절반쯤이 학습을 멈춥니다"),
            Text("All of them stop learning", "모두 학습을 멈춥니다"),
        ),
        2,
        Text(
            "Now every pre-activation is below 0 on every example, so every slope is 0 and no gradient can lift the bias again. Watch where the dying begins.",
            "이제 모든 예제에서 활성화 전 값이 0보다 작습니다. 기울기가 모두 0이라 편향을 다시 끌어올릴 수 없습니다. 어디에서 죽기 시작하는지 살펴보세요.",
        ),
    ),
    uses={"relu": activations.relu, "relu_grad": activations.relu_grad, "leaky_relu": activations.leaky_relu},
)


def dead_units() -> "Stage | None":
    """Push the bias of a layer down and count the units that can no longer learn."""
    return show(DYING_SCENE)
