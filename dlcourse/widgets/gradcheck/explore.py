"""A microscope for slopes: how a measured slope comes near the true one, and how rounding spoils it when h is too small."""

from typing import TYPE_CHECKING, Any

import numpy as np

from dlcourse import gradcheck
from dlcourse.language import Text
from dlcourse.widgets.stage.axes import cross
from dlcourse.widgets.stage.handle import Handle
from dlcourse.widgets.stage.palette import INK, LINE, ONE, ZERO
from dlcourse.widgets.stage.scene import Artists, Choice, Function, Numbers, Question, Scene, Slider, Table
from dlcourse.widgets.stage.show import show
from dlcourse.widgets.stage.tell import AS_POWERS, tell
from dlcourse.widgets.stage.words import printed, same

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from dlcourse.widgets.stage.stage import Stage

AT = 1.0
# what it is called, the function, its slope at AT
FUNCTIONS: dict[str, tuple[Text, Any, float]] = {
    "sin": (same("sin x"), np.sin, float(np.cos(AT))),
    "exp": (same("exp x"), np.exp, float(np.exp(AT))),
    "cube": (same("x³"), lambda x: x**3, 3.0 * AT**2),
}
POWERS = np.arange(-15.0, 0.25, 0.5)
VIEW = np.linspace(-1.6, 1.6, 321)
LEAST = 1e-17  # an error of 0 has no place on a scale of powers


def measured(
    *, kind: str = "sin", power: float = -0.5, numerical_gradient: Function = gradcheck.numerical_gradient
) -> Numbers:
    """The slope at 1, measured with h = 10^power from both sides and from one, and how both errors depend on h."""
    _, f, true = FUNCTIONS[kind]

    def central(h: float) -> float:
        return float(numerical_gradient(lambda x: float(f(x[0])), np.array([AT]), h)[0])

    def forward(h: float) -> float:
        return float((f(AT + h) - f(AT)) / h)

    h = 10.0**power
    return {
        "kind": kind,
        "h": h,
        "true": true,
        "central": central(h),
        "forward": forward(h),
        "central errors": np.array([abs(central(10.0**p) - true) for p in POWERS]),
        "forward errors": np.array([abs(forward(10.0**p) - true) for p in POWERS]),
        # the curve as the computer sees it: its numbers come in steps, and a strong microscope shows them
        "curve": (f(AT + VIEW * h) - f(AT)) / h,
    }


def errors(numbers: Numbers) -> tuple[str, str]:
    """Both errors at the chosen h, as they are written."""
    return tuple(f"{abs(numbers[name] - numbers['true']):.1e}" for name in ("central", "forward"))  # type: ignore[return-value]  # two names, two strings


def describe(numbers: Numbers) -> Text:
    """Both slopes and both errors."""
    central, forward = errors(numbers)
    facts = {
        "h": f"{numbers['h']:.1e}",
        "true": f"{numbers['true']:.8f}",
        "central": f"{numbers['central']:.8f}",
        "forward": f"{numbers['forward']:.8f}",
        "off": central,
        "worse": forward,
    }
    name, *_ = FUNCTIONS[numbers["kind"]]
    return Text(
        "{name} at 1, h = {h}: the true slope is {true}. From both sides we measure {central} (error {off}), from one side {forward} (error {worse}).",
        "1에서 {name}, h = {h}: 실제 기울기는 {true}입니다. 양쪽에서 재면 {central}(오차 {off}), 한쪽에서 재면 {forward}(오차 {worse})입니다.",
    ).format(name=name, **facts)


def table(numbers: Numbers) -> Table:
    """Both errors for every power of ten."""
    rows = zip(POWERS, numbers["central errors"], numbers["forward errors"], strict=True)
    return Table(
        Text("Errors of the measured slope", "수치 기울기의 오차"),
        (Text("h", "h"), Text("both sides", "양쪽"), Text("one side", "한쪽")),
        tuple((f"{10.0**p:.1e}", f"{one:.1e}", f"{other:.1e}") for p, one, other in rows),
    )


def draw(figure: "Figure", language: str) -> Artists:
    """The view through the microscope on the left, both error curves on the right."""
    view = figure.add_axes((0.085, 0.16, 0.36, 0.72), xlim=(-1.6, 1.6), ylim=(-1.6, 1.6))
    view.set_xticks([-1, 0, 1], ["1 - h", "1", "1 + h"])
    view.set_yticks([])
    view.set_ylabel(Text("f, magnified 1/h times", "1/h배로 확대한 f").in_(language))
    cross(view, 0.6)
    chart = figure.add_axes((0.565, 0.16, 0.415, 0.72), xlim=(-15.7, 0.3), ylim=(-15.7, 1))
    powers = [-15, -12, -9, -6, -3, 0]
    chart.set_xticks(powers, [f"$10^{{{p}}}$" for p in powers])
    chart.set_yticks(powers, [f"$10^{{{p}}}$" for p in powers])
    chart.set_xlabel("h")
    for axis in (chart.xaxis, chart.yaxis):
        tell(axis, AS_POWERS)
    chart.set_ylabel(Text("error", "오차").in_(language), labelpad=3)
    both, one = Text("both sides", "양쪽").in_(language), Text("one side", "한쪽").in_(language)
    moving = {
        "curve": view.plot([], [], color=INK, linewidth=2, zorder=3)[0],
        "central": view.plot([], [], "o-", color=ONE, linewidth=2, markersize=7, zorder=4)[0],
        "forward": view.plot([], [], "s--", color=ZERO, linewidth=2, markersize=6, zorder=4)[0],
        "h": figure.text(0.265, 0.92, "", ha="center", fontsize=12),
        "central errors": chart.plot([], [], "o-", color=ONE, linewidth=1.8, markersize=4, zorder=3, label=both)[0],
        "forward errors": chart.plot([], [], "s--", color=ZERO, linewidth=1.8, markersize=4, zorder=3, label=one)[0],
        "here": chart.axvline(0, color=LINE, linewidth=2, zorder=2),
        "dots": chart.plot([], [], "D", color=LINE, markersize=8, zorder=5)[0],
    }
    chart.legend(loc="upper center", ncols=2, bbox_to_anchor=(0.5, 1.17), frameon=False)
    return moving


def update(artists: Artists, numbers: Numbers) -> bool:
    """Turn the microscope to h; the view keeps the true slope in sight."""
    h, f = numbers["h"], numbers["curve"]
    half = 1.7 * max(1.0, abs(numbers["true"]))
    artists["curve"].axes.set_ylim(-half, half)
    artists["curve"].set_data(VIEW, f)
    at = {place: float(np.interp(place, VIEW, f)) for place in (-1.0, 0.0, 1.0)}
    artists["central"].set_data([-1, 1], [at[-1.0], at[1.0]])
    artists["forward"].set_data([0, 1], [at[0.0], at[1.0]])
    artists["h"].set_text(printed(f"h = {h:.1e}"))
    for name in ("central errors", "forward errors"):
        artists[name].set_data(POWERS, np.log10(np.maximum(numbers[name], LEAST)))
    where = float(np.log10(h))
    artists["here"].set_xdata([where, where])
    off = [max(abs(numbers[name] - numbers["true"]), LEAST) for name in ("central", "forward")]
    artists["dots"].set_data([where, where], np.log10(off))
    return False


SCENE = Scene(
    title=Text("A microscope for slopes", "기울기를 보는 현미경"),
    controls=(
        Choice("kind", Text("function", "함수"), "sin", tuple((kind, name) for kind, (name, *_) in FUNCTIONS.items())),
        Slider("power", Text("h is 10 to the power", "h는 10의 몇 제곱"), -0.5, -15.0, 0.0, 0.5),
    ),
    compute=measured,
    size=(7.8, 3.7),
    draw=draw,
    update=update,
    describe=describe,
    table=table,
    predict=Question(
        Text(
            "The smaller h, the closer the measured slope comes to the true one. Is that so all the way down?",
            "h가 작을수록 수치 기울기가 참값에 가까워집니다. 끝까지 그럴까요?",
        ),
        (
            Text("Yes, always", "네, 언제나 그렇습니다"),
            Text("No: below some h the error grows again", "아니요, 어느 h보다 작으면 오차가 다시 커집니다"),
            Text("No: below some h nothing changes any more", "아니요, 어느 h보다 작으면 더는 변하지 않습니다"),
        ),
        1,
        Text(
            "A computer keeps about sixteen digits. The difference of two nearly equal numbers has only the last few of them left, and dividing by h makes their error large.",
            "컴퓨터는 열여섯 자리쯤만 기억합니다. 거의 같은 두 수를 빼면 마지막 몇 자리만 남고, h로 나누면 그 오차가 커집니다.",
        ),
    ),
    uses={"numerical_gradient": gradcheck.numerical_gradient},
    touch=(
        Handle(
            "power",
            on="here",
            place=lambda numbers, values: (values["power"], -7.0),
            grip=lambda numbers, values: ((values["power"], -14.7), (values["power"], 0.7)),
        ),
    ),
)


def explore() -> "Stage | None":
    """Make h smaller and smaller, and watch both errors."""
    return show(SCENE)
