"""What the pictures of starting weights share: schemes, activations, and a panel for each of a few layers."""

from collections.abc import Callable
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from dlcourse.activations import ELEMENTWISE
from dlcourse.language import Text
from dlcourse.widgets.activations._known import name_of
from dlcourse.widgets.stage.palette import INK
from dlcourse.widgets.stage.scene import Artists, Choice, Function, Numbers, Slider, Table
from dlcourse.widgets.stage.tell import tell
from dlcourse.widgets.stage.words import number, printed

if TYPE_CHECKING:
    from matplotlib.figure import Figure


WIDTH = 128  # units of every layer
EXAMPLES = 200
SEED = 6
LAYERS = 20
STARTS = ("small", "large", "lecun_normal", "glorot_normal", "he_normal")
STD = {"small": 0.01, "large": 1.0}
NAMES = {
    "small": Text("std 0.01", "표준편차 0.01"),
    "large": Text("std 1", "표준편차 1"),
    **{
        f"{name}_{kind}": Text(f"{shown}, {kind}", f"{shown}, {korean}")
        for name, shown in (("lecun", "LeCun"), ("glorot", "Glorot"), ("he", "He"))
        for kind, korean in (("normal", "정규"), ("uniform", "균등"))
    },
}
ACT_NAMES = {act: name_of(act) for act in ("relu", "tanh", "sigmoid")} | {"identity": Text("none", "없음")}
ACT = Choice("act", Text("activation", "활성화 함수"), "relu", tuple(ACT_NAMES.items()))


def short(value: float) -> str:
    """Two digits that count, however large or small: 0.83, 6.2e-13, 8e+23."""
    return f"{value:.2g}"


_PANELS = 5
_BINS = 30


@lru_cache(maxsize=64)
def passes(start: str, act: str, init_weights: Function) -> tuple[list[np.ndarray], list[np.ndarray], list[np.ndarray]]:
    """Weights, pre-activations and activations of LAYERS layers; the first few of them are a shallower network."""
    rng = np.random.default_rng(SEED)
    shape = (WIDTH, WIDTH)
    a = rng.normal(size=(EXAMPLES, WIDTH))
    weights, before, after = [], [], []
    for _ in range(LAYERS):
        W = rng.normal(0.0, STD[start], size=shape) if start in STD else np.asarray(init_weights(shape, start, rng=rng))
        z = a @ W
        a = ELEMENTWISE[act].f(z)
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


def layer_numbers(start: str, act: str, depth: int, signals: list[np.ndarray], low: float, high: float) -> Numbers:
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


def fate_of(first: float, last: float) -> Text:
    ratio = last / first if first else 1.0
    if ratio < 0.1:
        return Text("it dies out", "사라져 갑니다")
    if ratio > 10:
        return Text("it explodes", "폭발합니다")
    return Text("it survives", "살아남습니다")


def table_layers(numbers: Numbers) -> Table:
    """One row for every layer in the picture."""
    return Table(
        Text("{start}, {act}", "{start}, {act}").format(start=NAMES[numbers["start"]], act=ACT_NAMES[numbers["act"]]),
        (
            Text("layer", "층"),
            Text("mean", "평균"),
            Text("standard deviation", "표준편차"),
            Text("share closer to 0 than 0.001", "0과의 거리가 0.001보다 작은 비율"),
        ),
        tuple(
            (str(layer), short(mean), short(std), number(share))
            for layer, mean, std, share in zip(
                numbers["layers"], numbers["means"], numbers["stds"], numbers["zeros"], strict=True
            )
        ),
    )


def draw_layers(label: Text, colour: str) -> Callable[["Figure", str], Artists]:
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


def update_layers(artists: Artists, numbers: Numbers) -> bool:
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
        spread.set_text(printed(f"std {short(std)}"))
    for steps, layer, mean, std in zip(
        artists["bars"], numbers["layers"], numbers["means"], numbers["stds"], strict=True
    ):
        said = Text(
            "layer {layer}\nmean = {mean}\nstandard deviation = {std}", "{layer}층\n평균 = {mean}\n표준편차 = {std}"
        )
        tell(steps, said.format(layer=layer, mean=short(mean), std=short(std)))
    return moved


def start_control(value: str) -> Choice:
    return Choice("start", Text("weights", "가중치"), value, tuple((start, NAMES[start]) for start in STARTS))


def depth_control() -> Slider:
    return Slider("depth", Text("layers", "층 수"), LAYERS, 5, LAYERS, 1, continuous=False)
