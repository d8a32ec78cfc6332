"""All schemes at once, on a logarithmic axis."""

from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from dlcourse import initializers
from dlcourse.initializers import SCHEMES
from dlcourse.language import Text
from dlcourse.widgets.initializers._shared import ACT, ACT_NAMES, LAYERS, NAMES, SEED, STARTS, STD, WIDTH, short
from dlcourse.widgets.stage.handle import Handle, Place
from dlcourse.widgets.stage.palette import INK, LINE, ONE, PAPER, QUIET, ZERO
from dlcourse.widgets.stage.scene import Artists, Choice, Function, Numbers, Question, Scene, Table
from dlcourse.widgets.stage.show import show

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from dlcourse.widgets.stage.stage import Stage
from dlcourse.widgets.stage.words import printed

_ALL = ("small", "large", *SCHEMES)
_FAMILY = {"small": (INK, "v"), "large": (INK, "^"), "lecun": (LINE, "D"), "glorot": (ZERO, "s"), "he": (ONE, "o")}


@lru_cache(maxsize=128)
def _spreads(start: str, act: str, activation_stds: Function) -> np.ndarray:
    rng = np.random.default_rng(SEED)
    found = activation_stds(STD.get(start, start), act, LAYERS, WIDTH, rng=rng)
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
    last = {name: values[-1] for name, values in stds.items() if numbers["shown"] == "all" or name not in STD}
    lowest, highest = min(last, key=lambda name: last[name]), max(last, key=lambda name: last[name])
    return Text(
        "{act}, {layers} layers. {start}: {first} after layer 1, {end} after layer {layers}. Of all shown, the smallest spread there is {low} ({lowest}), the largest {high} ({highest}).",
        "{act}, {layers}층. {start}: 1층 뒤에 {first}, {layers}층 뒤에 {end}입니다. 그림에 있는 것 가운데 마지막 층에서 가장 작은 표준편차는 {low}({lowest}), 가장 큰 것은 {high}({highest})입니다.",
    ).format(
        act=ACT_NAMES[numbers["act"]],
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
            act=ACT_NAMES[numbers["act"]]
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
    axes.set_yticks(ticks, [printed(f"{tick:g}") for tick in ticks])
    axes.set_ylim(10.0**low, 10.0**high)


def update_depths(artists: Artists, numbers: Numbers) -> bool:
    """Move the lines; a broad band lies under the chosen one."""
    for name, values in numbers["stds"].items():
        line = artists[name]
        line.set_data(np.arange(1, LAYERS + 1), np.maximum(values, 1e-30))
        line.set_visible(numbers["shown"] == "all" or name not in STD)
    chosen = numbers["start"]
    artists["chosen"].set_data(*artists[chosen].get_data())
    artists["chosen"].set_visible(artists[chosen].get_visible())
    powers = _POWERS[numbers["act"], numbers["shown"]]
    axes: Axes = artists["small"].axes
    moved = axes.get_ylim() != (10.0 ** powers[0], 10.0 ** powers[1])
    if moved:
        _set_powers(axes, *powers)
    return bool(moved)


def _end(numbers: Numbers, values: Numbers) -> Place:
    """The right end of the highlighted line: another line is chosen by dragging it there."""
    low, high = _POWERS[numbers["act"], numbers["shown"]]
    return LAYERS, float(np.clip(numbers["stds"][values["start"]][-1], 10.0**low, 10.0**high))


SCENE = Scene(
    title=Text("All schemes, all depths", "모든 방식을 깊이에 따라"),
    controls=(
        ACT,
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
    gives_away=lambda values: values["act"] == "identity",
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
    touch=(Handle("start", on="chosen", place=_end),),
)


def compare() -> "Stage | None":
    """All schemes in one picture, on a logarithmic axis."""
    return show(SCENE)
