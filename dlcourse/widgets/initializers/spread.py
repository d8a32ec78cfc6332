"""Two distributions with one variance."""

from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from dlcourse import initializers
from dlcourse.language import Text
from dlcourse.widgets.initializers._shared import SEED
from dlcourse.widgets.stage.handle import Handle, Place
from dlcourse.widgets.stage.palette import INK, LINE, ONE, ZERO
from dlcourse.widgets.stage.scene import Artists, Choice, Function, Numbers, Question, Scene, Slider, Table
from dlcourse.widgets.stage.show import show
from dlcourse.widgets.stage.tell import tell
from dlcourse.widgets.stage.words import number

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from dlcourse.widgets.stage.stage import Stage

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
    variance = _variance(family, fan_in, fan_out)
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


def _variance(family: str, fan_in: int, fan_out: int) -> float:
    return {"lecun": 1.0 / fan_in, "glorot": 2.0 / (fan_in + fan_out), "he": 2.0 / fan_in}[family]


def describe_variances(numbers: Numbers) -> Text:
    """The common spread, and where the uniform one ends."""
    fan_in, fan_out = numbers["shape"]
    return Text(
        "{name}, fan_in {fan_in}, fan_out {fan_out}: both have standard deviation {std}. The uniform one ends at {limit}; of the normal one {beyond}% lie beyond.",
        "{name}, fan_in {fan_in}, fan_out {fan_out}: 둘 다 표준편차가 {std}입니다. 균등분포는 {limit}에서 끝나고, 정규분포는 {beyond}%가 그보다 멀리 있습니다.",
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
        ("std", Text("standard deviation", "표준편차"), "-", INK),
        ("limit", Text("uniform limit", "균등분포의 한계"), ":", LINE),
    ):
        moving[name] = [
            axes.plot([], [], style, color=colour, linewidth=2, label=words.in_(language) if i == 0 else "_")[0]
            for i in (0, 1)
        ]
    axes.legend(loc="lower center", bbox_to_anchor=(0.5, 0.99), frameon=False, fontsize=10, ncols=4, columnspacing=4.0)
    return moving


def update_variances(artists: Artists, numbers: Numbers) -> None:
    """New outlines, scaled so that the taller one fits, and the lines at their places on both sides."""
    top = 1.12 * max(heights.max() for heights in numbers["heights"].values())
    for kind, heights in numbers["heights"].items():
        artists[kind].set_data(heights / top)
        tell(artists[kind], [Text(f"density = {number(height)}", f"밀도 = {number(height)}") for height in heights])
    for name in ("std", "limit"):
        for line, side in zip(artists[name], (-1, 1), strict=True):
            line.set_data([side * numbers[name]] * 2, [0, 1])


def _stands(times: float, height: float, numbers: Numbers, values: Numbers) -> Place:
    """A place on the upright line so many standard deviations to the right."""
    return times * float(np.sqrt(_variance(values["family"], values["fan_in"], values["fan_out"]))), height


def _whole(times: float, numbers: Numbers, values: Numbers) -> tuple[Place, Place]:
    return _stands(times, 0.0, numbers, values), _stands(times, 1.0, numbers, values)


SCENE = Scene(
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
    touch=tuple(
        Handle("fan_in", on=name, place=partial(_stands, height, 0.5), grip=partial(_whole, height))
        for name, height in (("std", 1.0), ("limit", np.sqrt(3.0)))
    ),
)


def spread() -> "Stage | None":
    """Draw the same variance in two ways."""
    return show(SCENE)
