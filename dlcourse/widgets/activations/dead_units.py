"""Units that die: a layer whose biases are so low that some units have slope 0 on every example."""

from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np

from dlcourse import activations
from dlcourse.language import Text
from dlcourse.widgets.activations._known import name_of
from dlcourse.widgets.stage.axes import bare
from dlcourse.widgets.stage.handle import Handle
from dlcourse.widgets.stage.palette import INK, ONE, ZERO
from dlcourse.widgets.stage.scene import Artists, Choice, Function, Numbers, Question, Scene, Slider, Table
from dlcourse.widgets.stage.show import show
from dlcourse.widgets.stage.words import joined, number

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from dlcourse.widgets.stage.stage import Stage

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
        "act": name_of(numbers["act"]),
        "b": number(numbers["b"]),
        "dead": int(numbers["dead"].sum()),
        "asleep": number(round(numbers["asleep"], 1)),
        "low": number(numbers["low"]),
        "high": number(numbers["high"]),
        "units": UNITS,
    }
    first = Text(
        "{act}, bias {b}: {dead} of {units} units are dead, and {asleep}% of all slopes are 0.",
        "{act}, 편향 {b}: 유닛 {units}개 중 {dead}개가 죽었고 모든 기울기의 {asleep}%가 0입니다.",
    ).format(**said)
    if numbers["low"] == numbers["high"]:
        second = Text(
            "The output unit says {low} for every example, its own bias: constant, but not 0.",
            "출력 유닛은 모든 샘플에 자기 편향인 {low}만 냅니다. 변하지 않을 뿐 0은 아닙니다.",
        )
    else:
        second = Text("The output unit says {low} to {high}.", "출력 유닛의 값은 {low}에서 {high}까지입니다.")
    second = second.format(**said)
    return joined(first, second)


def table_dying(numbers: Numbers) -> Table:
    """The counts behind the picture."""
    return Table(
        Text("A layer of {units} units, 200 examples", "유닛 {units}개, 샘플 200개").format(units=UNITS),
        (Text("what", "항목"), Text("number", "값")),
        (
            (Text("bias of every unit", "모든 유닛의 편향"), number(numbers["b"])),
            (
                Text("dead units: slope 0 on every example", "모든 샘플에서 기울기가 0인 죽은 유닛"),
                str(int(numbers["dead"].sum())),
            ),
            (Text("share of dead units", "죽은 유닛의 비율"), f"{number(numbers['share'])}%"),
            (Text("share of slopes that are 0", "기울기 가운데 0의 비율"), f"{number(numbers['asleep'])}%"),
            (Text("smallest output", "가장 작은 출력"), number(numbers["low"])),
            (Text("largest output", "가장 큰 출력"), number(numbers["high"])),
        ),
    )


_ACROSS, _UP = (part.ravel() for part in np.meshgrid(np.arange(10), np.arange(9, -1, -1)))


def draw_dying(figure: "Figure", language: str) -> Artists:
    """One sign for each unit on the left; the share of dead units for every bias on the right."""
    left = bare(figure, (0.02, 0.04, 0.4, 0.92), xlim=(-0.7, 9.7), ylim=(-0.7, 11.2))
    right = figure.add_axes((0.53, 0.16, 0.44, 0.7), xlim=(LOWEST - 0.4, HIGHEST + 0.4), ylim=(-4, 104))
    right.set_xlabel(Text("bias of every unit", "모든 유닛의 편향").in_(language))
    right.set_ylabel(Text("dead units in %", "죽은 유닛(%)").in_(language))
    cross: dict[str, Any] = {"color": ZERO, "markersize": 9, "markeredgewidth": 2.2}
    left.plot([0.2], [10.7], "o", color=ONE, markersize=11)
    left.text(0.8, 10.7, Text("alive", "살아 있음").in_(language), va="center")
    left.plot([5.6], [10.7], "x", **cross)
    left.text(6.2, 10.7, Text("dead", "죽음").in_(language), va="center")
    return {
        "alive": left.plot([], [], "o", color=ONE, markersize=11)[0],
        "dead": left.plot([], [], "x", **cross)[0],
        "counts": [left.text(x, 10.7, "", ha="right", va="center", fontsize=12) for x in (4.8, 9.4)],
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
    artists["share"].set_text(f"{number(numbers['share'])}%")


SCENE = Scene(
    title=Text("Dying ReLU", "죽어 가는 ReLU"),
    controls=(
        Slider("b", Text("bias of every unit", "모든 유닛의 편향"), 0.0, LOWEST, HIGHEST, 0.25),
        Choice(
            "act",
            Text("activation", "활성화 함수"),
            "relu",
            (("relu", name_of("relu")), ("leaky_relu", name_of("leaky_relu"))),
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
            "잘못된 갱신 한 번으로 ReLU 층의 편향이 모두 -10이 되었습니다. 유닛들은 어떻게 될까요?",
        ),
        (
            Text("They answer smaller numbers and learn on", "더 작은 수를 내면서 계속 학습합니다"),
            Text("About half of them stop learning", "절반쯤이 학습을 멈춥니다"),
            Text("All of them stop learning", "모두 학습을 멈춥니다"),
        ),
        2,
        Text(
            "Now every pre-activation is below 0 on every example, so every slope is 0 and no gradient can lift the bias again. Watch where the dying begins.",
            "이제 모든 샘플에서 활성화 전 값이 0보다 작습니다. 기울기가 모두 0이라 편향을 다시 끌어올릴 수 없습니다. 어디에서 죽기 시작하는지 살펴보세요.",
        ),
    ),
    uses={"relu": activations.relu, "relu_grad": activations.relu_grad, "leaky_relu": activations.leaky_relu},
    touch=(
        Handle(
            "b",
            on="here",
            place=lambda numbers, values: (values["b"], float(np.interp(values["b"], *numbers["curve"]))),
        ),
    ),
)


def dead_units() -> "Stage | None":
    """Push the bias of a layer down and count the units that can no longer learn."""
    return show(SCENE)
