"""A function beside its slope: walk along it, and see its value, its tangent and its slope."""

from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np

from dlcourse.activations import ELEMENTWISE
from dlcourse.activations.pair import Pair
from dlcourse.language import Text
from dlcourse.record import catalogue
from dlcourse.widgets.activations._known import facts, formula_of, functions, name_of
from dlcourse.widgets.stage.axes import called, cross
from dlcourse.widgets.stage.handle import Handle
from dlcourse.widgets.stage.palette import INK, LINE, ONE, QUIET, ZERO
from dlcourse.widgets.stage.scene import Artists, Choice, Function, Numbers, Question, Scene, Slider, Table, When
from dlcourse.widgets.stage.show import show
from dlcourse.widgets.stage.words import number, same

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from dlcourse.widgets.stage.stage import Stage

REACH = 5.0
GRID = np.linspace(-REACH, REACH, 501)
MARKS = np.array([-2.0, -1.0, 0.0, 1.0, 2.0])


# a slider for each setting that a function may have; further ones are made from the settings themselves
SLIDERS = {
    "slope": (Text("left slope α", "왼쪽 기울기 α"), 0.1, 0.0, 2.0, 0.05),
    "alpha": (Text("α", "α"), 1.0, 0.25, 2.0, 0.25),
    "beta": (Text("β", "β"), 1.0, 0.25, 5.0, 0.25),
}
TURNED_BY = {("prelu", "alpha"): "slope"}  # the same curve as Leaky ReLU, and so the same slider


def settings_of(act: str, pair: Pair) -> dict[str, str]:
    """A function's settings, each with the name of the slider that turns it."""
    return {setting: TURNED_BY.get((act, setting), setting) for setting in pair.settings}


def sliders() -> tuple[Slider, ...]:
    """A slider for every setting, seen while a function that has it is chosen."""
    turns: dict[str, list[str]] = {name: [] for name in SLIDERS}
    usual: dict[str, float] = {}
    for act, pair in functions().items():
        for setting, slider in settings_of(act, pair).items():
            turns.setdefault(slider, []).append(act)
            usual.setdefault(slider, float(pair.settings[setting]))
    return tuple(_slider(name, usual[name], tuple(acts)) for name, acts in turns.items() if acts)


def _slider(name: str, usual: float, acts: tuple[str, ...]) -> Slider:
    size = abs(usual) or 1.0
    around = (same(name), usual, usual - size / 2, usual + size / 2, size / 20)
    label, value, low, high, step = SLIDERS.get(name, around)
    return Slider(name, label, value, low, high, step, when=When("act", acts))


def exercised() -> dict[str, Function]:
    """The functions that a learner writes in an exercise, by name."""
    ids = {task.id for lesson in catalogue.lessons() for task in lesson.tasks}
    every = {
        name: function
        for act, pair in ELEMENTWISE.items()
        for name, function in ((act, pair.f), (f"{act}_grad", pair.grad))
    }
    return {name: function for name, function in every.items() if name.replace("_", "-") in ids}


def activation(*, act: str = "sigmoid", probe: float = 1.0, **given: Any) -> Numbers:
    """Values and slopes of one activation function: along the picture, at five marks, and at the probe.

    `given` holds the sliders' values, and functions that take the place of the course's: `relu`, `relu_grad`, ...
    """
    pair = functions()[act]
    settings = {slider: value for slider, (_, value, *_) in SLIDERS.items()} | {
        name: value for name, value in given.items() if not callable(value)
    }
    chosen = {
        setting: settings.get(slider, pair.settings[setting]) for setting, slider in settings_of(act, pair).items()
    }
    value = partial(given.get(act, pair.f), **chosen)
    gradient = partial(given.get(f"{act}_grad", pair.grad), **chosen)
    z = np.append(MARKS, probe)
    return {
        "act": act,
        "probe": probe,
        **settings,
        "z": GRID,
        "curve": np.asarray(value(GRID), dtype=float),
        "slopes": np.asarray(gradient(GRID), dtype=float),
        "marks": list(zip(z, np.asarray(value(z), dtype=float), np.asarray(gradient(z), dtype=float), strict=True)),
    }


def describe_activation(numbers: Numbers) -> Text:
    """Value and slope at the probe, and the function's character."""
    z, value, slope = (number(part) for part in numbers["marks"][-1])
    name, fact = name_of(numbers["act"]), facts(numbers)
    return Text(
        f"{name.en} at z = {z}: value {value}, slope {slope}. {fact.en}",
        f"{name.ko}, z = {z}에서: 값 {value}, 기울기 {slope}. {fact.ko}",
    )


def table_activation(numbers: Numbers) -> Table:
    """Five marks and the probe."""
    name = name_of(numbers["act"])
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
    cross(axes)
    called(axes, y=title)
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
    artists["formula"].set_text(formula_of(numbers["act"]))
    artists["words"].set_text(f"f({number(z)}) = {number(value)}    f'({number(z)}) = {number(slope)}")


def _broken(y: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """A curve over the grid, with a gap where it jumps at 0: a jump is no steep piece of line."""
    right = len(GRID) // 2 + 1  # the first z above 0
    if abs(y[right] - y[right - 1]) < 0.08:
        return GRID, y
    return np.insert(GRID, right, np.nan), np.insert(y, right, np.nan)


def _at(numbers: Numbers, name: str, values: Numbers) -> float:
    return float(np.interp(values["probe"], numbers["z"], numbers[name]))


SCENE = Scene(
    title=Text("Activation explorer", "활성화 함수 탐색기"),
    controls=(
        Choice("act", Text("function", "함수"), "sigmoid", tuple((act, name_of(act)) for act in functions())),
        *sliders(),
        Slider("probe", Text("probe z", "기준점 z"), 1.0, -4.0, 4.0, 0.25),
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
    uses=exercised(),
    touch=(
        Handle("probe", on="point", place=lambda numbers, values: (values["probe"], _at(numbers, "curve", values))),
        Handle("probe", on="here", place=lambda numbers, values: (values["probe"], _at(numbers, "slopes", values))),
    ),
)


def explore() -> "Stage | None":
    """Choose a function and walk along it: its value, its tangent, its slope."""
    return show(SCENE)
