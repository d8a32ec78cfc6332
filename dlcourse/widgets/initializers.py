"""Five pictures of where weights start: signals and gradients layer by layer, all schemes at once, equal units, equal variances."""

from collections.abc import Callable
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np

from dlcourse import initializers
from dlcourse.initializers import SCHEMES
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
    Steps,
    Table,
    number,
    show,
)

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from dlcourse.widgets._stage import Stage

WIDTH = 128  # units of every layer
EXAMPLES = 200
SEED = 6
LAYERS = 20
ACTS = ("relu", "tanh", "sigmoid", "identity")
STARTS = ("small", "large", "lecun_normal", "glorot_normal", "he_normal")
_STD = {"small": 0.01, "large": 1.0}
NAMES = {
    "small": Text("std 0.01", "표준편차 0.01"),
    "large": Text("std 1", "표준편차 1"),
    **{
        f"{name}_{kind}": Text(f"{shown}, {kind}", f"{shown}, {korean}")
        for name, shown in (("lecun", "LeCun"), ("glorot", "Glorot"), ("he", "He"))
        for kind, korean in (("normal", "정규"), ("uniform", "균등"))
    },
}
_ACT_NAMES = {
    "relu": Text("ReLU", "ReLU"),
    "tanh": Text("tanh", "tanh"),
    "sigmoid": Text("sigmoid", "시그모이드"),
    "identity": Text("none", "없음"),
}
_ACT = Choice("act", Text("activation", "활성화 함수"), "relu", tuple((act, _ACT_NAMES[act]) for act in ACTS))


def short(value: float) -> str:
    """Two digits that count, however large or small: 0.83, 6.2e-13, 8e+23."""
    return f"{value:.2g}"


# --- signals and gradients, layer by layer ------------------------------------------------------------------------------

_PANELS = 5
_BINS = 30
_FORWARD_ENDS = {"relu": (0.0, 3.0), "tanh": (-1.0, 1.0), "sigmoid": (0.0, 1.0), "identity": (-3.0, 3.0)}


def _curve(z: np.ndarray, act: str) -> np.ndarray:
    if act == "relu":
        return np.maximum(z, 0.0)
    if act == "sigmoid":
        return 0.5 * (1.0 + np.tanh(0.5 * z))
    return np.tanh(z) if act == "tanh" else z


def _slope(z: np.ndarray, act: str) -> np.ndarray:
    if act == "relu":
        return (z > 0).astype(float)
    if act == "sigmoid":
        return 0.25 / np.cosh(np.clip(0.5 * z, -300, 300)) ** 2
    return 1.0 - np.tanh(z) ** 2 if act == "tanh" else np.ones_like(z)


@lru_cache(maxsize=64)
def _passes(
    start: str, act: str, init_weights: Function
) -> tuple[list[np.ndarray], list[np.ndarray], list[np.ndarray]]:
    """Weights, pre-activations and activations of LAYERS layers; the first few of them are a shallower network."""
    rng = np.random.default_rng(SEED)
    shape = (WIDTH, WIDTH)
    a = rng.normal(size=(EXAMPLES, WIDTH))
    weights, before, after = [], [], []
    for _ in range(LAYERS):
        W = (
            rng.normal(0.0, _STD[start], size=shape)
            if start in _STD
            else np.asarray(init_weights(shape, start, rng=rng))
        )
        z = a @ W
        a = _curve(z, act)
        weights.append(W)
        before.append(z)
        after.append(a)
    return weights, before, after


def _shown_layers(depth: int) -> np.ndarray:
    """Which layers get a panel: the first, the last, and three between them."""
    return np.round(np.linspace(1, depth, _PANELS)).astype(int)


def _bars(values: np.ndarray, low: float, high: float) -> np.ndarray:
    """How many numbers fall into each bin, the tallest bin being 1; what lies outside counts at the ends."""
    counts, _ = np.histogram(np.clip(values, low, high), bins=_BINS, range=(low, high))
    return counts / counts.max()


def forward(
    *,
    start: str = "glorot_normal",
    act: str = "relu",
    depth: int = 20,
    init_weights: Function = initializers.init_weights,
) -> Numbers:
    """Activations after each layer of a deep network with random inputs."""
    _, _, after = _passes(start, act, init_weights)
    low, high = _FORWARD_ENDS[act]
    numbers = _layers(start, act, depth, after[:depth], low, high)
    return {**numbers, "bars": np.sqrt(numbers["bars"])}


def backward(
    *,
    start: str = "glorot_normal",
    act: str = "tanh",
    depth: int = 20,
    init_weights: Function = initializers.init_weights,
) -> Numbers:
    """Gradients with respect to each layer's activations, when those of the last layer are standard normal."""
    return _layers(start, act, depth, _gradients(start, act, depth, init_weights), -3.0, 3.0)


def _gradients(start: str, act: str, depth: int, init_weights: Function) -> list[np.ndarray]:
    weights, before, _ = _passes(start, act, init_weights)
    grads = [np.random.default_rng(SEED + 1).normal(size=(EXAMPLES, WIDTH))]
    for layer in range(depth - 1, 0, -1):
        grads.append((grads[-1] * _slope(before[layer], act)) @ weights[layer].T)
    return grads[::-1]


def _layers(start: str, act: str, depth: int, signals: list[np.ndarray], low: float, high: float) -> Numbers:
    chosen = _shown_layers(depth)
    shown = [signals[layer - 1] for layer in chosen]
    return {
        "start": start,
        "act": act,
        "depth": depth,
        "layers": chosen,
        "ends": (low, high),
        "bars": np.array([_bars(signal, low, high) for signal in shown]),
        "means": np.array([signal.mean() for signal in shown]),
        "stds": np.array([signal.std() for signal in shown]),
        "zeros": np.array([np.mean(np.abs(signal) < 1e-3) for signal in shown]),
        "outside": np.array([np.mean((signal <= low + 1e-3) | (signal >= high - 1e-3)) for signal in shown]),
    }


def _fate(first: float, last: float) -> Text:
    ratio = last / first if first else 1.0
    if ratio < 0.1:
        return Text("it dies out", "사라져 갑니다")
    if ratio > 10:
        return Text("it explodes", "폭발합니다")
    return Text("it survives", "살아남습니다")


def describe_forward(numbers: Numbers) -> Text:
    """The first and the last spread, and what that means."""
    stds = numbers["stds"]
    said = Text(
        "{start}, {act}, {depth} layers: the standard deviation of the activations is {first} after layer 1 and {last} after layer {depth}; {fate}.",
        "{start}, {act}, {depth}층: 활성화 값의 표준편차가 1층 뒤에는 {first}, {depth}층 뒤에는 {last}입니다. 신호가 {fate}.",
    )
    if numbers["act"] in ("tanh", "sigmoid") and numbers["outside"][-1] > 0.5:
        fate = Text(
            "most of them sit at the ends of the curve, where its slope is 0", "대부분 기울기가 0인 곡선 끝에 몰립니다"
        )
    else:
        fate = _fate(stds[0], stds[-1])
    return said.format(
        start=NAMES[numbers["start"]],
        act=_ACT_NAMES[numbers["act"]],
        depth=numbers["depth"],
        first=short(stds[0]),
        last=short(stds[-1]),
        fate=fate,
    )


def describe_backward(numbers: Numbers) -> Text:
    """The gradient at the last and at the first layer."""
    stds = numbers["stds"]
    said = Text(
        "{start}, {act}, {depth} layers: the gradient starts with standard deviation {last} at layer {depth} and reaches layer 1 with {first}; {fate}.",
        "{start}, {act}, {depth}층: 기울기가 {depth}층에서 표준편차 {last}로 출발하여 1층에는 {first}로 닿습니다. 기울기가 {fate}.",
    )
    return said.format(
        start=NAMES[numbers["start"]],
        act=_ACT_NAMES[numbers["act"]],
        depth=numbers["depth"],
        first=short(stds[0]),
        last=short(stds[-1]),
        fate=_fate(stds[-1], stds[0]),
    )


def table_layers(numbers: Numbers) -> Table:
    """One row for every layer in the picture."""
    return Table(
        Text("{start}, {act}", "{start}, {act}").format(start=NAMES[numbers["start"]], act=_ACT_NAMES[numbers["act"]]),
        (
            Text("layer", "층"),
            Text("mean", "평균"),
            Text("standard deviation", "표준편차"),
            Text("share closer to 0 than 0.001", "0에서 0.001보다 가까운 비율"),
        ),
        tuple(
            (str(layer), short(mean), short(std), number(share))
            for layer, mean, std, share in zip(
                numbers["layers"], numbers["means"], numbers["stds"], numbers["zeros"], strict=True
            )
        ),
    )


def _draw_layers(label: Text, colour: str) -> Callable[["Figure", str], Artists]:
    """Five panels, one a layer, from left to right."""

    def draw(figure: "Figure", language: str) -> Artists:
        moving: Artists = {"bars": [], "layers": [], "stds": []}
        moving["axes"] = []
        for i in range(_PANELS):
            axes = figure.add_axes((0.03 + 0.194 * i, 0.2, 0.174, 0.56), xlim=(0, 1), ylim=(0, 1.05), yticks=[])
            axes.tick_params(labelsize=9)
            axes.set_xticks([0, 1], ["0", "1"])
            steps = axes.stairs(np.zeros(_BINS), np.linspace(0, 1, _BINS + 1), fill=True, color=colour)
            moving["bars"].append(steps)
            moving["layers"].append(axes.text(0.5, 1.17, "", transform=axes.transAxes, ha="center", fontsize=11))
            moving["stds"].append(
                axes.text(0.5, 1.05, "", transform=axes.transAxes, ha="center", fontsize=10, color=INK)
            )
        figure.text(0.5, 0.04, label.in_(language), ha="center")
        moving["layer word"] = figure.text(0, 0, Text("layer", "층").in_(language), visible=False)
        return {name: parts for name, parts in moving.items() if name != "axes"}

    return draw


def _update_layers(artists: Artists, numbers: Numbers) -> bool:
    """New bars and numbers; the axes change with the activation's range."""
    low, high = numbers["ends"]
    room = 0.04 * (high - low)
    ends = (low - room, high + room)
    edges = np.linspace(low, high, _BINS + 1)
    word = artists["layer word"].get_text()
    moved = artists["bars"][0].axes.get_xlim() != ends
    rows = zip(
        artists["bars"],
        artists["layers"],
        artists["stds"],
        numbers["bars"],
        numbers["layers"],
        numbers["stds"],
        strict=True,
    )
    for steps, name, spread, bars, layer, std in rows:
        steps.set_data(bars, edges)
        if moved:
            steps.axes.set_xlim(*ends)
            steps.axes.set_xticks([low, high], [f"{end:g}" for end in (low, high)])
        name.set_text(f"{word} {layer}" if word == "layer" else f"{layer}{word}")
        spread.set_text(f"std {short(std)}")
    return moved


def _start_control(value: str) -> Choice:
    return Choice("start", Text("weights", "가중치"), value, tuple((start, NAMES[start]) for start in STARTS))


def _depth_control() -> Slider:
    return Slider("depth", Text("layers", "층 수"), LAYERS, 5, LAYERS, 1, continuous=False)


FORWARD_SCENE = Scene(
    title=Text("What arrives after many layers?", "여러 층을 지나면 무엇이 남을까요?"),
    controls=(_start_control("glorot_normal"), _ACT, _depth_control()),
    compute=forward,
    size=(7.8, 2.7),
    draw=_draw_layers(
        Text(
            "activations, layer by layer (bars: square roots of the counts, so that small ones show)",
            "층마다 본 활성화 값의 분포(막대는 개수의 제곱근이어서 작은 막대도 보입니다)",
        ),
        ONE,
    ),
    update=_update_layers,
    describe=describe_forward,
    table=table_layers,
    predict=Question(
        Text(
            "Twenty layers with ReLU, and weights after Glorot. What will the last histogram look like?",
            "ReLU 층이 스무 개이고 가중치는 Glorot 방식입니다. 마지막 히스토그램은 어떤 모양일까요?",
        ),
        (
            Text("Much like the first one", "첫 히스토그램과 비슷합니다"),
            Text("All numbers crowd at 0", "모든 수가 0에 몰립니다"),
            Text("The numbers run off to the right", "수가 오른쪽으로 달아납니다"),
        ),
        1,
        Text(
            "ReLU takes away half of the signal's energy at every layer, and Glorot's scheme does not give it back. He's does: choose it and compare.",
            "ReLU는 층마다 신호 에너지의 절반을 없애는데 Glorot 방식은 그것을 메우지 않습니다. He 방식은 메웁니다. 골라서 비교해 보세요.",
        ),
    ),
    uses={"init_weights": initializers.init_weights},
)

BACKWARD_SCENE = Scene(
    title=Text("What arrives on the way back?", "되돌아오는 길에는 무엇이 남을까요?"),
    controls=(
        _start_control("glorot_normal"),
        Choice("act", _ACT.label, "tanh", _ACT.options),
        _depth_control(),
    ),
    compute=backward,
    size=(7.8, 2.7),
    draw=_draw_layers(Text("gradients, layer by layer", "층마다 본 기울기의 분포"), ZERO),
    update=_update_layers,
    describe=describe_backward,
    table=table_layers,
    predict=Question(
        Text(
            "A gradient of size 1 starts at the last layer. With tanh and weights of standard deviation 1, what reaches layer 1?",
            "마지막 층에서 크기 1인 기울기가 출발합니다. tanh와 표준편차 1인 가중치라면 1층에는 무엇이 닿을까요?",
        ),
        (
            Text("Nothing: saturated units have slope 0", "아무것도 닿지 않습니다. 포화된 유닛은 기울기가 0입니다"),
            Text("About the same size", "크기가 비슷합니다"),
            Text(
                "A huge gradient: the weights win against the slopes",
                "엄청나게 큰 기울기가 닿습니다. 가중치가 기울기를 이깁니다",
            ),
        ),
        2,
        Text(
            "Most units are saturated, but the few that are not pass their gradient through large weights, and these win. Signals and gradients have to be looked at both.",
            "대부분의 유닛이 포화되지만, 그렇지 않은 몇몇 유닛의 기울기가 큰 가중치를 지나며 커집니다. 신호와 기울기를 함께 살펴보아야 합니다.",
        ),
    ),
    uses={"init_weights": initializers.init_weights},
)


def explore() -> "Stage | None":
    """Choose weights and activation, and watch the signal on its way through twenty layers."""
    return show(FORWARD_SCENE)


def gradients() -> "Stage | None":
    """The same network, seen by a gradient on its way back."""
    return show(BACKWARD_SCENE)


# --- all schemes at once ------------------------------------------------------------------------------------------------

_ALL = ("small", "large", *SCHEMES)
_FAMILY = {"small": (INK, "v"), "large": (INK, "^"), "lecun": (LINE, "D"), "glorot": (ZERO, "s"), "he": (ONE, "o")}


@lru_cache(maxsize=128)
def _spreads(start: str, act: str, activation_stds: Function) -> np.ndarray:
    rng = np.random.default_rng(SEED)
    found = activation_stds(_STD.get(start, start), act, LAYERS, WIDTH, rng=rng)
    return np.asarray(found, dtype=float)


def depths(
    *,
    act: str = "relu",
    shown: str = "all",
    start: str = "he_normal",
    activation_stds: Function = initializers.activation_stds,
) -> Numbers:
    """The spread after each layer, for every scheme."""
    return {
        "act": act,
        "shown": shown,
        "start": start,
        "stds": {name: _spreads(name, act, activation_stds) for name in _ALL},
    }


def describe_depths(numbers: Numbers) -> Text:
    """The chosen scheme, and the two ends of the field."""
    stds, start = numbers["stds"], numbers["start"]
    last = {name: values[-1] for name, values in stds.items() if numbers["shown"] == "all" or name not in _STD}
    lowest, highest = min(last, key=lambda name: last[name]), max(last, key=lambda name: last[name])
    return Text(
        "{act}, {layers} layers. {start}: {first} after layer 1, {end} after layer {layers}. Of all shown, the smallest spread there is {low} ({lowest}), the largest {high} ({highest}).",
        "{act}, {layers}층. {start}: 1층 뒤에 {first}, {layers}층 뒤에 {end}입니다. 그림에 있는 것 가운데 마지막 층에서 가장 작은 표준편차는 {low}({lowest}), 가장 큰 것은 {high}({highest})입니다.",
    ).format(
        act=_ACT_NAMES[numbers["act"]],
        layers=LAYERS,
        start=NAMES[start],
        first=short(stds[start][0]),
        end=short(stds[start][-1]),
        low=short(last[lowest]),
        lowest=NAMES[lowest],
        high=short(last[highest]),
        highest=NAMES[highest],
    )


def table_depths(numbers: Numbers) -> Table:
    """One row for every scheme."""
    at = (1, 5, 10, 15, 20)
    return Table(
        Text("Standard deviation of the activations, {act}", "활성화 값의 표준편차, {act}").format(
            act=_ACT_NAMES[numbers["act"]]
        ),
        (Text("weights", "가중치"), *(Text(f"layer {layer}", f"{layer}층") for layer in at)),
        tuple((NAMES[name], *(short(values[layer - 1]) for layer in at)) for name, values in numbers["stds"].items()),
    )


def draw_depths(figure: "Figure", language: str) -> Artists:
    """One line for every scheme on a logarithmic axis: colour and marker say whose, dashes say uniform."""
    axes = figure.add_axes((0.13, 0.16, 0.57, 0.78), xlim=(0.5, LAYERS + 0.5), yscale="log")
    axes.set_xlabel(Text("layer", "층").in_(language))
    axes.set_ylabel(Text("standard deviation", "표준편차").in_(language))
    axes.set_xticks([1, 5, 10, 15, 20])
    axes.minorticks_off()
    _set_powers(axes, -4, 2)
    axes.axhline(1.0, color=QUIET, linewidth=0.8)
    moving: Artists = {"chosen": axes.plot([], [], color=QUIET, linewidth=9, alpha=0.35, zorder=2.5)[0]}
    for name in _ALL:
        colour, marker = _FAMILY[name.split("_")[0]]
        moving[name] = axes.plot(
            [],
            [],
            color=colour,
            marker=marker,
            markevery=(len(moving) % 3, 4),
            markerfacecolor=PAPER if name.endswith("uniform") else colour,
            markersize=6,
            linestyle="--" if name.endswith("uniform") else "-",
            linewidth=1.2,
            label=NAMES[name].in_(language),
        )[0]
    axes.legend(loc="center left", bbox_to_anchor=(1.02, 0.5), frameon=False, fontsize=10, handlelength=2.6)
    return moving


# the ends of the axis as powers of ten, six equal steps apart
_POWERS = {
    ("relu", "all"): (-24, 24),
    ("tanh", "all"): (-22, 2),
    ("sigmoid", "all"): (-4, 2),
    ("identity", "all"): (-24, 24),
    ("relu", "named"): (-4, 2),
    ("tanh", "named"): (-4, 2),
    ("sigmoid", "named"): (-4, 2),
    ("identity", "named"): (-2, 4),
}


def _set_powers(axes: "Axes", low: int, high: int) -> None:
    ticks = [10.0**power for power in range(low, high + 1, (high - low) // 6)]
    # written as 1e-20: the font has no minus sign for exponents
    axes.set_yticks(ticks, [f"{tick:g}" for tick in ticks])
    axes.set_ylim(10.0**low, 10.0**high)


def update_depths(artists: Artists, numbers: Numbers) -> bool:
    """Move the lines; a broad band lies under the chosen one."""
    for name, values in numbers["stds"].items():
        line = artists[name]
        line.set_data(np.arange(1, LAYERS + 1), np.maximum(values, 1e-30))
        line.set_visible(numbers["shown"] == "all" or name not in _STD)
    chosen = numbers["start"]
    artists["chosen"].set_data(*artists[chosen].get_data())
    artists["chosen"].set_visible(artists[chosen].get_visible())
    powers = _POWERS[numbers["act"], numbers["shown"]]
    axes: Axes = artists["small"].axes
    moved = axes.get_ylim() != (10.0 ** powers[0], 10.0 ** powers[1])
    if moved:
        _set_powers(axes, *powers)
    return bool(moved)


DEPTH_SCENE = Scene(
    title=Text("All schemes, all depths", "모든 방식을 깊이에 따라"),
    controls=(
        _ACT,
        Choice(
            "shown",
            Text("show", "보기"),
            "all",
            (("all", Text("everything", "모두")), ("named", Text("named schemes", "이름 있는 방식만"))),
        ),
        Choice("start", Text("highlight", "강조"), "he_normal", tuple((name, NAMES[name]) for name in STARTS)),
    ),
    compute=depths,
    size=(7.8, 3.7),
    draw=draw_depths,
    update=update_depths,
    describe=describe_depths,
    table=table_depths,
    predict=Question(
        Text(
            "Without an activation, which weights keep the signal at its size through twenty layers of equal width?",
            "활성화 함수가 없을 때, 너비가 같은 층 스무 개를 지나도 신호의 크기를 지켜 주는 가중치는 무엇일까요?",
        ),
        (
            Text("LeCun's and Glorot's", "LeCun과 Glorot"),
            Text("He's", "He"),
            Text("Those with standard deviation 1", "표준편차가 1인 것"),
        ),
        0,
        Text(
            "Each unit adds up as many products as it has inputs, so the variance 1/fan_in is just right. With equal widths LeCun's and Glorot's variances are the same number. He's doubles the variance at each layer.",
            "유닛은 입력 수만큼 곱을 더하므로 분산이 1/fan_in이면 꼭 맞습니다. 너비가 같으면 LeCun과 Glorot의 분산은 같은 수입니다. He 방식은 층마다 분산을 두 배로 키웁니다.",
        ),
    ),
    uses={"activation_stds": initializers.activation_stds},
)


def compare() -> "Stage | None":
    """All schemes in one picture, on a logarithmic axis."""
    return show(DEPTH_SCENE)


# --- units that start equal ---------------------------------------------------------------------------------------------

EACH = 25  # steps of gradient descent for one tick
TICKS = 40
_CORNERS = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
_XOR = np.array([0.0, 1.0, 1.0, 0.0])
_CORNER_NAMES = ("(0, 0)", "(0, 1)", "(1, 0)", "(1, 1)")


@lru_cache(maxsize=16)
def _history(value: float, nudge: float) -> tuple[np.ndarray, np.ndarray]:
    """Hidden weights (TICKS + 1, 2, 2) and outputs (TICKS + 1, 4) of XOR trained from equal weights."""
    t = _XOR[:, None]
    W1, b1 = np.full((2, 2), value), np.zeros(2)
    W2, b2 = np.full((2, 1), value), np.zeros(1)
    W1[0, 0] += nudge
    weights, outputs = [], []
    for step in range(EACH * TICKS + 1):
        h = np.tanh(_CORNERS @ W1 + b1)
        o = 0.5 * (1.0 + np.tanh(0.5 * (h @ W2 + b2)))
        if step % EACH == 0:
            weights.append(W1)
            outputs.append(o[:, 0])
        dz2 = (o - t) / 4
        dz1 = (dz2 @ W2.T) * (1.0 - h**2)
        W2, b2 = W2 - 0.5 * h.T @ dz2, b2 - 0.5 * dz2.sum(axis=0)
        W1, b1 = W1 - 0.5 * _CORNERS.T @ dz1, b1 - 0.5 * dz1.sum(axis=0)
    return np.array(weights), np.array(outputs)


def equal_units(
    *,
    value: float = 0.5,
    nudge: float = 0.0,
    ticks: int = 0,
    symmetric_after: Function = initializers.symmetric_after,
) -> Numbers:
    """Where two hidden units stand after some training from equal weights."""
    weights, outputs = _history(value, nudge)
    return {
        "value": value,
        "nudge": nudge,
        "steps": ticks * EACH,
        "paths": weights[: ticks + 1],
        "outputs": outputs[ticks],
        "apart": float(symmetric_after(ticks * EACH, value, nudge)),
    }


def describe_equal(numbers: Numbers) -> Text:
    """How far apart the units are, and what the network answers."""
    outputs = ", ".join(number(round(o, 2)) for o in numbers["outputs"])
    right = int(np.sum((numbers["outputs"] > 0.5) == (_XOR == 1)))
    facts = {"steps": numbers["steps"], "outputs": outputs, "right": right, "apart": number(numbers["apart"])}
    if numbers["apart"] == 0:
        said = Text(
            "After {steps} steps both hidden units have exactly the same weights. Outputs: {outputs}; {right} of 4 right.",
            "{steps}번 뒤에도 두 은닉 유닛의 가중치가 정확히 같습니다. 출력: {outputs}. 4개 중 {right}개가 맞습니다.",
        )
    else:
        said = Text(
            "After {steps} steps the weights of the hidden units differ by {apart} at most. Outputs: {outputs}; {right} of 4 right.",
            "{steps}번 뒤에 두 은닉 유닛의 가중치는 많아야 {apart}만큼 다릅니다. 출력: {outputs}. 4개 중 {right}개가 맞습니다.",
        )
    return said.format(**facts)


def table_equal(numbers: Numbers) -> Table:
    """One row for every example."""
    return Table(
        Text("XOR after {steps} steps", "{steps}번 뒤의 XOR").format(steps=numbers["steps"]),
        (Text("example", "예제"), Text("target", "목푯값"), Text("output", "출력")),
        tuple((name, number(t), number(o)) for name, t, o in zip(_CORNER_NAMES, _XOR, numbers["outputs"], strict=True)),
    )


def draw_equal(figure: "Figure", language: str) -> Artists:
    """The weights of both hidden units as points on the left, the four outputs on the right."""
    plane = figure.add_axes((0.09, 0.17, 0.42, 0.72), xlim=(-0.4, 4.4), ylim=(-0.4, 4.4))
    plane.set_xlabel(Text("weight from $x_1$", "$x_1$에서 오는 가중치").in_(language))
    plane.set_ylabel(Text("weight from $x_2$", "$x_2$에서 오는 가중치").in_(language))
    plane.set(xticks=range(5), yticks=range(5))
    first, second = Text("unit 1", "유닛 1").in_(language), Text("unit 2", "유닛 2").in_(language)
    hollow: dict[str, Any] = {"markerfacecolor": "none", "markeredgecolor": ZERO, "markeredgewidth": 2.5}
    moving: Artists = {
        "path 1": plane.plot([], [], "-", color=ONE, linewidth=2, zorder=2)[0],
        "path 2": plane.plot([], [], "--", color=ZERO, linewidth=2, zorder=3)[0],
        "unit 1": plane.plot([], [], "o", color=ONE, markersize=10, zorder=4, label=first)[0],
        "unit 2": plane.plot([], [], "s", color=ZERO, **hollow, markersize=15, zorder=5, label=second)[0],
    }
    plane.legend(loc="upper left", frameon=False, fontsize=10)
    axes = figure.add_axes((0.63, 0.17, 0.35, 0.72), xlim=(-0.5, 3.5), ylim=(-0.05, 1.1))
    axes.set_xlabel(Text("example", "예제").in_(language))
    axes.set_xticks(range(4), _CORNER_NAMES)
    axes.set_yticks([0, 0.5, 1])
    axes.axhline(0.5, color=QUIET, linewidth=0.8)
    target = Text("target", "목푯값").in_(language)
    axes.plot(range(4), _XOR, "_", color=INK, markersize=30, markeredgewidth=2.5, label=target)
    moving["outputs"] = axes.plot([], [], "D", color=LINE, markersize=9, label=Text("output", "출력").in_(language))[0]
    axes.legend(loc="upper center", bbox_to_anchor=(0.5, 1.17), frameon=False, fontsize=10, ncols=2, markerscale=0.6)
    return moving


def update_equal(artists: Artists, numbers: Numbers) -> None:
    """Move both units along their paths, and the outputs."""
    for unit in (0, 1):
        path = numbers["paths"][:, :, unit]
        artists[f"path {unit + 1}"].set_data(path[:, 0], path[:, 1])
        artists[f"unit {unit + 1}"].set_data(path[-1:, 0], path[-1:, 1])
    artists["outputs"].set_data(range(4), numbers["outputs"])


def _numbers(*values: float) -> tuple[tuple[float, Text], ...]:
    return tuple((value, Text(number(value), number(value))) for value in values)


EQUAL_SCENE = Scene(
    title=Text("XOR from equal weights", "똑같은 가중치에서 배우는 XOR"),
    controls=(
        Choice("value", Text("all weights start at", "모든 가중치의 시작값"), 0.5, _numbers(0.0, 0.5, 1.0)),
        Choice("nudge", Text("added to one weight", "가중치 하나에 더할 값"), 0.0, _numbers(0.0, 0.1, 0.5)),
        Steps("ticks", Text(f"training, {EACH} steps each", f"학습({EACH}번씩)"), TICKS, 150),
    ),
    compute=equal_units,
    size=(7.8, 3.5),
    draw=draw_equal,
    update=update_equal,
    describe=describe_equal,
    table=table_equal,
    predict=Question(
        Text(
            "Both hidden units start with the same weights. When will training make them different?",
            "두 은닉 유닛이 같은 가중치에서 시작합니다. 학습하면 언제 서로 달라질까요?",
        ),
        (
            Text("At once", "바로"),
            Text("After some hundred steps", "몇백 번 뒤에"),
            Text("Never", "끝까지 달라지지 않습니다"),
        ),
        2,
        Text(
            "Equal weights give equal activations, these give equal gradients, and these give equal weights again. Add 0.5 to a single weight and train once more.",
            "가중치가 같으면 활성화 값이 같고, 그러면 기울기가 같고, 그러면 다시 가중치가 같습니다. 가중치 하나에만 0.5를 더하고 다시 학습해 보세요.",
        ),
    ),
    uses={"symmetric_after": initializers.symmetric_after},
)


def learn() -> "Stage | None":
    """Train XOR from equal weights, with or without a nudge."""
    return show(EQUAL_SCENE)


# --- two distributions, one variance ------------------------------------------------------------------------------------

_NARROW, _WIDE = -0.5, 0.5
_CELLS = 100


def variances(
    *,
    family: str = "he",
    fan_in: int = 100,
    fan_out: int = 300,
    init_weights: Function = initializers.init_weights,
) -> Numbers:
    """Weights of one scheme, drawn in both ways."""
    shape = (fan_in, fan_out)
    draws = {
        kind: np.asarray(init_weights(shape, f"{family}_{kind}", rng=np.random.default_rng(SEED)))
        for kind in ("normal", "uniform")
    }
    variance = {"lecun": 1.0 / fan_in, "glorot": 2.0 / (fan_in + fan_out), "he": 2.0 / fan_in}[family]
    std, limit = float(np.sqrt(variance)), float(np.sqrt(3.0 * variance))
    cell = (_WIDE - _NARROW) / _CELLS
    heights = {
        kind: np.histogram(W, bins=_CELLS, range=(_NARROW, _WIDE))[0] / (W.size * cell) for kind, W in draws.items()
    }
    return {
        "family": family,
        "shape": shape,
        "std": std,
        "limit": limit,
        "heights": heights,
        "found": {kind: float(W.std()) for kind, W in draws.items()},
        "beyond": {kind: float(np.mean(np.abs(W) > limit)) for kind, W in draws.items()},
        "furthest": {kind: float(np.abs(W).max()) for kind, W in draws.items()},
    }


def describe_variances(numbers: Numbers) -> Text:
    """The common spread, and where the uniform one ends."""
    fan_in, fan_out = numbers["shape"]
    return Text(
        "{name}, fan_in {fan_in}, fan_out {fan_out}: both have standard deviation {std}. The uniform one ends at {limit}; of the normal one {beyond} % lie beyond.",
        "{name}, fan_in {fan_in}, fan_out {fan_out}: 둘 다 표준편차가 {std}입니다. 균등분포는 {limit}에서 끝나고, 정규분포는 {beyond} %가 그보다 멀리 있습니다.",
    ).format(
        name={"lecun": "LeCun", "glorot": "Glorot", "he": "He"}[numbers["family"]],
        fan_in=fan_in,
        fan_out=fan_out,
        std=number(numbers["std"]),
        limit=number(numbers["limit"]),
        beyond=number(round(100 * numbers["beyond"]["normal"], 1)),
    )


def table_variances(numbers: Numbers) -> Table:
    """One row for each distribution."""
    return Table(
        Text("The same variance twice", "같은 분산, 두 가지 분포"),
        (
            Text("distribution", "분포"),
            Text("standard deviation wanted", "원하는 표준편차"),
            Text("measured", "잰 값"),
            Text("furthest weight", "가장 먼 가중치"),
        ),
        tuple(
            (name, number(numbers["std"]), number(numbers["found"][kind]), number(numbers["furthest"][kind]))
            for kind, name in (("normal", Text("normal", "정규분포")), ("uniform", Text("uniform", "균등분포")))
        ),
    )


def draw_variances(figure: "Figure", language: str) -> Artists:
    """Both histograms as outlines, one standard deviation and the uniform limit as lines."""
    axes = figure.add_axes((0.09, 0.17, 0.89, 0.71), xlim=(_NARROW, _WIDE), ylim=(0, 1))
    axes.set_xlabel(Text("weight", "가중치").in_(language))
    axes.set_ylabel(Text("density", "밀도").in_(language))
    axes.set_yticks([])
    edges = np.linspace(_NARROW, _WIDE, _CELLS + 1)
    normal, uniform = Text("normal", "정규분포").in_(language), Text("uniform", "균등분포").in_(language)
    moving: Artists = {
        "normal": axes.stairs(np.zeros(_CELLS), edges, fill=True, color=ONE, alpha=0.35, label=normal),
        "uniform": axes.stairs(np.zeros(_CELLS), edges, color=ZERO, linewidth=2.5, linestyle="--", label=uniform),
    }
    for name, words, style, colour in (
        ("std", Text("one standard deviation", "표준편차"), "-", INK),
        ("limit", Text("limit of the uniform one", "균등분포의 한계"), ":", LINE),
    ):
        moving[name] = [
            axes.plot([], [], style, color=colour, linewidth=2, label=words.in_(language) if i == 0 else "_")[0]
            for i in (0, 1)
        ]
    axes.legend(loc="lower center", bbox_to_anchor=(0.5, 0.99), frameon=False, fontsize=10, ncols=4)
    return moving


def update_variances(artists: Artists, numbers: Numbers) -> None:
    """New outlines, scaled so that the taller one fits, and the lines at their places on both sides."""
    top = 1.12 * max(heights.max() for heights in numbers["heights"].values())
    for kind, heights in numbers["heights"].items():
        artists[kind].set_data(heights / top)
    for name in ("std", "limit"):
        for line, side in zip(artists[name], (-1, 1), strict=True):
            line.set_data([side * numbers[name]] * 2, [0, 1])


VARIANCE_SCENE = Scene(
    title=Text("Two distributions, one variance", "분포는 둘, 분산은 하나"),
    controls=(
        Choice(
            "family",
            Text("scheme", "방식"),
            "he",
            (("lecun", Text("LeCun", "LeCun")), ("glorot", Text("Glorot", "Glorot")), ("he", Text("He", "He"))),
        ),
        Slider("fan_in", Text("fan_in", "fan_in"), 100, 50, 400, 50),
        Slider("fan_out", Text("fan_out", "fan_out"), 300, 50, 400, 50),
    ),
    compute=variances,
    size=(7.8, 3.2),
    draw=draw_variances,
    update=update_variances,
    describe=describe_variances,
    table=table_variances,
    predict=Question(
        Text(
            "A uniform and a normal distribution have the same standard deviation. Where does the uniform one end?",
            "균등분포와 정규분포의 표준편차가 같습니다. 균등분포는 어디에서 끝날까요?",
        ),
        (
            Text("At one standard deviation", "표준편차의 1배"),
            Text("At the square root of 3, about 1.73 standard deviations", "표준편차의 3의 제곱근 배, 약 1.73배"),
            Text("At 3 standard deviations", "표준편차의 3배"),
        ),
        1,
        Text(
            "Numbers spread evenly up to a limit have a third of the limit's square as variance, so the limit is the square root of 3 times the standard deviation.",
            "한계까지 고르게 퍼진 수의 분산은 한계의 제곱을 3으로 나눈 것입니다. 그래서 한계는 표준편차의 3의 제곱근 배입니다.",
        ),
    ),
    uses={"init_weights": initializers.init_weights},
)


def spread() -> "Stage | None":
    """Draw the same variance in two ways."""
    return show(VARIANCE_SCENE)
