"""The race: five optimizers from the same start."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from dlcourse import optimizers
from dlcourse.language import Text
from dlcourse.widgets.optimizers._shared import LR, place, short, within
from dlcourse.widgets.stage.handle import Handle, Place
from dlcourse.widgets.stage.palette import INK, LINE, ONE, QUIET, ZERO
from dlcourse.widgets.stage.scene import Artists, Choice, Function, Numbers, Question, Scene, Slider, Steps, Table, When
from dlcourse.widgets.stage.show import show
from dlcourse.widgets.stage.words import joined, number, printed

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from dlcourse.widgets.stage.stage import Stage

OWN = "own"
START = np.array([-7.0, 2.0])
STEPS = 30


class Racer(NamedTuple):
    """What it is called, how its path is drawn, and its best rate.

    That is the rate of 0.1, 0.2, ..., 1.5 that is lowest after all steps from START, everything else at its default.
    """

    name: Text
    colour: str
    marker: str
    line: Any
    best: float


RACERS = {
    "gd": Racer(Text("GD", "GD"), ONE, "o", "-", 0.9),
    "momentum": Racer(Text("Momentum", "모멘텀"), ZERO, "s", "--", 0.6),
    "adagrad": Racer(Text("AdaGrad", "AdaGrad"), LINE, "^", "-.", 1.5),
    "rmsprop": Racer(Text("RMSProp", "RMSProp"), INK, "x", ":", 0.6),
    "adam": Racer(Text("Adam", "Adam"), QUIET, "D", (0, (5, 1, 1, 1, 1, 1)), 0.7),
}


def height(w: np.ndarray) -> np.ndarray:
    """f = x²/20 + y², a valley that is long in x and steep in y."""
    return np.asarray(w[..., 0] ** 2 / 20 + w[..., 1] ** 2)


def slope(w: np.ndarray) -> np.ndarray:
    """The gradient of `height`."""
    return np.array([w[0] / 10, 2 * w[1]])


def race(
    *,
    start: str = "book",
    x: float = -7.0,
    y: float = 2.0,
    rates: str = "same",
    lr: float = 0.1,
    alpha: float = 0.9,
    rho: float = 0.9,
    beta1: float = 0.9,
    beta2: float = 0.999,
    steps: int = 0,
    gd_step: Function = optimizers.gd_step,
    momentum_step: Function = optimizers.momentum_step,
    adagrad_step: Function = optimizers.adagrad_step,
    rmsprop_step: Function = optimizers.rmsprop_step,
    adam_step: Function = optimizers.adam_step,
    run: Function = optimizers.run,
) -> Numbers:
    """Five optimizers, the same start, the same number of steps."""
    chosen = {name: lr if rates == "same" else racer.best for name, racer in RACERS.items()}

    def gd(w: Any, g: Any, memory: Any) -> Any:
        return gd_step(w, g, chosen["gd"]), None

    def momentum(w: Any, g: Any, memory: Any) -> Any:
        return momentum_step(w, _or_zeros(memory, w), g, chosen["momentum"], alpha)

    def adagrad(w: Any, g: Any, memory: Any) -> Any:
        return adagrad_step(w, _or_zeros(memory, w), g, chosen["adagrad"])

    def rmsprop(w: Any, g: Any, memory: Any) -> Any:
        return rmsprop_step(w, _or_zeros(memory, w), g, chosen["rmsprop"], rho)

    def adam(w: Any, g: Any, memory: Any) -> Any:
        t, m, v = (1, np.zeros_like(w), np.zeros_like(w)) if memory is None else memory
        w, m, v = adam_step(w, m, v, g, t, chosen["adam"], beta1, beta2)
        return w, (t + 1, m, v)

    runners: dict[str, Callable[..., Any]] = {
        "gd": gd,
        "momentum": momentum,
        "adagrad": adagrad,
        "rmsprop": rmsprop,
        "adam": adam,
    }
    w0 = START if start == "book" else np.array([x, y])
    paths = {name: np.asarray(run(runner, slope, w0, steps)) for name, runner in runners.items()}
    return {
        "start": w0,
        "rates": chosen,
        "steps": steps,
        "paths": paths,
        "losses": {name: height(path) for name, path in paths.items()},
    }


def _or_zeros(memory: Any, w: np.ndarray) -> Any:
    return np.zeros_like(w) if memory is None else memory


def _ranked(numbers: Numbers) -> list[str]:
    return sorted(RACERS, key=lambda name: float(numbers["losses"][name][-1]))


def describe_race(numbers: Numbers) -> Text:
    """All losses, lowest first."""
    if not numbers["steps"]:
        return Text(
            "All five stand at {start}, with a loss of {loss}.", "다섯 모두 {start}에 있고 손실은 {loss}입니다."
        ).format(start=place(numbers["start"]), loss=short(numbers["losses"]["gd"][0]))
    parts = [
        Text("{name} {loss} (lr {lr})", "{name} {loss}(lr {lr})").format(
            name=RACERS[name].name, loss=short(numbers["losses"][name][-1]), lr=number(numbers["rates"][name])
        )
        for name in _ranked(numbers)
    ]
    listed = joined(*parts, between=", ")
    return Text(
        "Loss after {steps} steps from {start}, lowest first: {listed}.",
        "{start}에서 {steps}걸음을 간 뒤의 손실을 낮은 것부터 적으면 {listed}입니다.",
    ).format(steps=numbers["steps"], start=place(numbers["start"]), listed=listed)


def table_race(numbers: Numbers) -> Table:
    """One row for every optimizer, the lowest loss first."""
    return Table(
        Text("Losses after {steps} steps", "{steps}걸음 뒤의 손실").format(steps=numbers["steps"]),
        (Text("optimizer", "옵티마이저"), Text("lr", "lr"), Text("place", "위치"), Text("loss", "손실")),
        tuple(
            (
                RACERS[name].name,
                number(numbers["rates"][name]),
                place(numbers["paths"][name][-1]),
                short(numbers["losses"][name][-1]),
            )
            for name in _ranked(numbers)
        ),
    )


def _valley(figure: "Figure", box: tuple[float, float, float, float], title: str) -> "Axes":
    axes = figure.add_axes(box, xlim=(-10, 10), ylim=(-3, 3), xticks=[-8, 0, 8], yticks=[-2, 0, 2])
    across, up = np.meshgrid(np.linspace(-10, 10, 81), np.linspace(-3, 3, 61))
    level = height(np.stack([across, up], axis=-1))
    axes.contour(across, up, level, levels=[0.2, 0.7, 1.5, 2.5, 4, 6, 8.5], colors=QUIET, linewidths=0.5)
    axes.plot([0], [0], "+", color=INK, markersize=10)
    axes.set_title(title, fontsize=11, loc="left", pad=4)
    axes.tick_params(labelsize=9)
    return axes


def draw_race(figure: "Figure", language: str) -> Artists:
    """A small valley for each optimizer, and all losses together."""
    lefts, bottoms, wide, high = (0.05, 0.38, 0.72), (0.57, 0.08), 0.265, 0.35
    boxes = [(left, bottom, wide, high) for bottom in bottoms for left in lefts]
    moving: Artists = {}
    for box, (name, racer) in zip(boxes, RACERS.items(), strict=False):
        axes = _valley(figure, box, racer.name.in_(language))
        moving[f"path {name}"] = axes.plot(
            [],
            [],
            marker=racer.marker,
            linestyle=racer.line,
            color=racer.colour,
            linewidth=1.2,
            markersize=3.5,
        )[0]
        moving[f"loss of {name}"] = axes.set_title("", fontsize=10, loc="right", pad=4)
    down = figure.add_axes(boxes[-1], xlim=(0, STEPS), ylim=(1e-6, 1e3), yscale="log")
    down.set_title(Text("loss, step by step", "걸음에 따른 손실").in_(language), fontsize=11, loc="left", pad=4)
    down.tick_params(labelsize=9)
    down.set_yticks([1e-6, 1e-3, 1, 1e3], [printed("1e-6"), printed("1e-3"), "1", printed("1e3")])
    down.minorticks_off()
    for name, racer in RACERS.items():
        moving[f"losses {name}"] = down.plot(
            [],
            [],
            marker=racer.marker,
            markevery=6,
            linestyle=racer.line,
            color=racer.colour,
            linewidth=1.4,
            markersize=4,
            label=racer.name.in_(language),
        )[0]
    return moving


def update_race(artists: Artists, numbers: Numbers) -> None:
    """Draw the five paths so far."""
    for name, path in numbers["paths"].items():
        inside = within(path, 1000.0)
        artists[f"path {name}"].set_data(inside[:, 0], inside[:, 1])
        losses = numbers["losses"][name]
        artists[f"losses {name}"].set_data(np.arange(len(losses)), np.clip(losses, 1e-9, 1e6))
        artists[f"loss of {name}"].set_text(printed(short(losses[-1])))


_OWN_START = When("start", (OWN,))


def _start(numbers: Numbers, values: Numbers) -> Place:
    """Where all five begin: the first one who is dragged makes the start one's own."""
    return (values["x"], values["y"]) if values["start"] == OWN else (float(START[0]), float(START[1]))


SCENE = Scene(
    title=Text("A race of five optimizers", "옵티마이저 다섯의 경주"),
    controls=(
        Choice(
            "start",
            Text("start", "출발점"),
            "book",
            (("book", Text("(-7, 2)", "(-7, 2)")), (OWN, Text("my own", "직접 정하기"))),
        ),
        Slider("x", Text("start: x", "출발점의 x"), -7.0, -9.0, 9.0, 0.5, when=_OWN_START),
        Slider("y", Text("start: y", "출발점의 y"), 2.0, -2.5, 2.5, 0.25, when=_OWN_START),
        Choice(
            "rates",
            Text("learning rates", "학습률"),
            "same",
            (("same", Text("one for all", "모두 같게")), ("best", Text("each its best", "저마다 가장 좋은 값"))),
        ),
        Slider("lr", LR, 0.1, 0.05, 1.5, 0.05, when=When("rates", ("same",))),
        Slider("alpha", Text("momentum's α", "모멘텀의 α"), 0.9, 0.0, 0.95, 0.05),
        Slider("rho", Text("RMSProp's ρ", "RMSProp의 ρ"), 0.9, 0.5, 0.99, 0.01),
        Slider("beta1", Text("Adam's β1", "Adam의 β1"), 0.9, 0.0, 0.95, 0.05),
        Slider("beta2", Text("Adam's β2", "Adam의 β2"), 0.999, 0.9, 0.999, 0.001),
        Steps("steps", Text("steps", "걸음 수"), STEPS, 250),
    ),
    compute=race,
    size=(7.8, 4.6),
    draw=draw_race,
    update=update_race,
    describe=describe_race,
    table=table_race,
    gives_away=lambda values: values["steps"] > 0,
    predict=Question(
        Text(
            "Which of the five has the lowest loss after 30 steps?",
            "30걸음 뒤에 손실이 가장 낮은 것은 다섯 가운데 어느 것일까요?",
        ),
        (
            Text("Adam, whatever the learning rate", "학습률과 상관없이 Adam"),
            Text("Momentum, whatever the learning rate", "학습률과 상관없이 모멘텀"),
            Text("It depends on the learning rate", "학습률에 따라 다릅니다"),
        ),
        2,
        Text(
            "With lr = 0.1 momentum leads, with lr = 0.5 RMSProp, and with lr = 0.9 plain gradient descent beats them all. A race with one learning rate for everybody says little.",
            "lr = 0.1이면 모멘텀이, lr = 0.5이면 RMSProp이 앞서고, lr = 0.9이면 평범한 경사 하강법이 모두를 이깁니다. 모두가 같은 학습률로 달리는 경주로는 알 수 있는 것이 별로 없습니다.",
        ),
    ),
    uses={
        "gd_step": optimizers.gd_step,
        "momentum_step": optimizers.momentum_step,
        "adagrad_step": optimizers.adagrad_step,
        "rmsprop_step": optimizers.rmsprop_step,
        "adam_step": optimizers.adam_step,
        "run": optimizers.run,
    },
    touch=tuple(Handle("x y", on=f"path {name}", place=_start, also={"start": OWN}) for name in RACERS),
)


def compare() -> "Stage | None":
    """Let five optimizers run from the same start."""
    return show(SCENE)
