"""Squared error and cross-entropy of a sigmoid unit, side by side."""

from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np

from dlcourse import losses
from dlcourse.activations import sigmoid
from dlcourse.language import Text
from dlcourse.widgets.losses._shared import small
from dlcourse.widgets.stage.handle import Handle, Place
from dlcourse.widgets.stage.palette import INK, ONE, QUIET, ZERO
from dlcourse.widgets.stage.scene import Artists, Choice, Function, Numbers, Question, Scene, Slider, Table
from dlcourse.widgets.stage.show import show
from dlcourse.widgets.stage.words import number

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from dlcourse.widgets.stage.stage import Stage

REACH = 10.0
GRID = np.linspace(-REACH, REACH, 161)


def compare(
    *,
    target: int = 1,
    z: float = -10.0,
    bce: Function = losses.bce,
    mse_sigmoid_grad: Function = losses.mse_sigmoid_grad,
) -> Numbers:
    """Both losses and both gradients of one sigmoid unit, at z and along the whole axis."""
    t, here = np.array([float(target)]), np.array([z])
    a = float(sigmoid(here)[0])
    return {
        "target": target,
        "z": z,
        "a": a,
        "squares": float(0.5 * (a - target) ** 2),
        "entropy": float(bce(here, t)),
        "slope of squares": float(mse_sigmoid_grad(here, t)[0]),
        "slope of entropy": a - target,
        "along": {
            "squares": 0.5 * (sigmoid(GRID) - target) ** 2,
            "entropy": np.array([float(bce(point, t)) for point in GRID[:, None]]),
            "slope of squares": np.asarray(mse_sigmoid_grad(GRID, np.full(GRID.shape, float(target))), dtype=float),
            "slope of entropy": sigmoid(GRID) - target,
        },
    }


def describe_compare(numbers: Numbers) -> Text:
    """What both losses say at z, and how strongly each would pull."""
    facts = {
        "z": number(numbers["z"]),
        "t": numbers["target"],
        "a": small(numbers["a"]),
        "mse": small(numbers["squares"]),
        "ce": small(numbers["entropy"]),
        "dmse": small(numbers["slope of squares"]),
        "dce": small(numbers["slope of entropy"]),
    }
    return Text(
        "Target {t}, z = {z}, a = {a}. Squared error: loss {mse}, gradient {dmse}. Cross-entropy: loss {ce}, gradient {dce}.",
        "목푯값 {t}, z = {z}, a = {a}. 제곱 오차: 손실 {mse}, 기울기 {dmse}. 교차 엔트로피: 손실 {ce}, 기울기 {dce}.",
    ).format(**facts)


def table_compare(numbers: Numbers) -> Table:
    """Both losses at z."""
    names = (
        (Text("squared error, halved", "제곱 오차의 절반"), "squares"),
        (Text("cross-entropy", "교차 엔트로피"), "entropy"),
    )
    return Table(
        Text("At z = {z}, target {t}", "z = {z}, 목푯값 {t}에서").format(z=number(numbers["z"]), t=numbers["target"]),
        (Text("loss function", "손실 함수"), Text("loss", "손실"), Text("gradient dL/dz", "기울기 dL/dz")),
        tuple((name, small(numbers[key]), small(numbers[f"slope of {key}"])) for name, key in names),
    )


def draw_compare(figure: "Figure", language: str) -> Artists:
    """Losses on the left, their slopes on the right."""
    left = figure.add_axes((0.08, 0.16, 0.4, 0.7), xlim=(-REACH, REACH), ylim=(-0.4, 10.5))
    right = figure.add_axes((0.58, 0.16, 0.4, 0.7), xlim=(-REACH, REACH), ylim=(-1.1, 1.1))
    left.set_title(Text("loss", "손실").in_(language), fontsize=11)
    right.set_title(Text("gradient dL/dz", "기울기 dL/dz").in_(language), fontsize=11)
    moving: Artists = {}
    for axes, keys in ((left, ("squares", "entropy")), (right, ("slope of squares", "slope of entropy"))):
        axes.set_xlabel("z")
        axes.axhline(0, color=QUIET, linewidth=0.8)
        for key, colour, style, mark in zip(keys, (ZERO, ONE), ("--", "-"), ("s", "o"), strict=True):
            moving[key] = axes.plot([], [], style, color=colour, linewidth=2.5, zorder=3)[0]
            moving[f"{key} here"] = axes.plot([], [], mark, color=colour, markersize=10, clip_on=False, zorder=4)[0]
        moving[f"z {keys[0]}"] = axes.plot([], [], ":", color=INK, linewidth=1.2, zorder=2)[0]
    names = (Text("squared error", "제곱 오차"), Text("cross-entropy", "교차 엔트로피"))
    handles = [moving["squares"], moving["entropy"]]
    figure.legend(
        [_sample(left, "--", "s", ZERO), _sample(left, "-", "o", ONE)],
        [name.in_(language) for name in names],
        loc="upper center",
        ncols=len(handles),
        frameon=False,
        handlelength=4,
        bbox_to_anchor=(0.53, 1.02),
        fontsize=10,
    )
    for bound in (-4 / 27, 4 / 27):
        right.axhline(bound, color=ZERO, linewidth=0.8, linestyle=":")
    right.text(REACH - 0.3, 4 / 27 + 0.04, "4/27", ha="right", color=ZERO, fontsize=10)
    return moving


def _sample(axes: "Axes", style: str, mark: str, colour: str) -> Any:
    return axes.plot([], [], style, marker=mark, color=colour, linewidth=2.5)[0]


def update_compare(artists: Artists, numbers: Numbers) -> None:
    """Bend the curves to the target, and move the four marks to z."""
    for key, along in numbers["along"].items():
        artists[key].set_data(GRID, along)
        artists[f"{key} here"].set_data([numbers["z"]], [numbers[key]])
    artists["z squares"].set_data([numbers["z"]] * 2, [-0.4, 10.5])
    artists["z slope of squares"].set_data([numbers["z"]] * 2, [-1.1, 1.1])


def _on_curve(name: str, numbers: Numbers, values: Numbers) -> Place:
    return values["z"], float(np.interp(values["z"], GRID, numbers["along"][name]))


SCENE = Scene(
    title=Text("Squared error and cross-entropy behind a sigmoid", "시그모이드 뒤의 제곱 오차와 교차 엔트로피"),
    controls=(
        Choice("target", Text("target t", "목푯값 t"), 1, ((1, Text("1", "1")), (0, Text("0", "0")))),
        Slider("z", Text("pre-activation z", "활성화 전 값 z"), -10.0, -REACH, REACH, 0.25),
    ),
    compute=compare,
    size=(7.8, 3.7),
    draw=draw_compare,
    update=update_compare,
    describe=describe_compare,
    table=table_compare,
    predict=Question(
        Text(
            "The target is 1, and the unit is confidently wrong: z = -10. Which loss gives the stronger push to the right?",
            "목푯값은 1인데 유닛은 확신하며 틀렸습니다. z = -10입니다. 어느 손실이 오른쪽으로 더 세게 밀까요?",
        ),
        (
            Text("The squared error", "제곱 오차"),
            Text("The cross-entropy", "교차 엔트로피"),
            Text("Both push equally", "둘이 같습니다"),
        ),
        1,
        Text(
            "Far out the sigmoid is flat, and the squared error has to pass through its slope: almost nothing arrives. The gradient of the cross-entropy is a - t, nearly -1.",
            "멀리 나가면 시그모이드가 평평합니다. 제곱 오차는 그 기울기를 거쳐야 해서 거의 아무것도 전해지지 않습니다. 교차 엔트로피의 기울기는 a - t로 거의 -1입니다.",
        ),
    ),
    uses={"bce": losses.bce, "mse_sigmoid_grad": losses.mse_sigmoid_grad},
    touch=tuple(
        Handle("z", on=f"{name} here", place=partial(_on_curve, name))
        for name in ("squares", "entropy", "slope of squares", "slope of entropy")
    ),
)


def explore() -> "Stage | None":
    """Move z, and compare two losses and their gradients."""
    return show(SCENE)
