"""One weight, and how far to go: what the learning rate does on a bowl."""

from typing import TYPE_CHECKING

import numpy as np

from dlcourse import optimizers
from dlcourse.language import Text
from dlcourse.widgets.optimizers._shared import LR, place, short, within
from dlcourse.widgets.stage.handle import Handle, Place
from dlcourse.widgets.stage.palette import LINE, ONE, PAPER, QUIET
from dlcourse.widgets.stage.scene import Artists, Function, Numbers, Question, Scene, Slider, Steps, Table
from dlcourse.widgets.stage.show import show
from dlcourse.widgets.stage.words import joined, number

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from dlcourse.widgets.stage.stage import Stage

START_1D = 4.0
STEPS_1D = 12
WIDE = 8.0


def rate(
    *,
    lr: float = 0.1,
    curvature: float = 2.0,
    steps: int = 0,
    gd_step: Function = optimizers.gd_step,
    run: Function = optimizers.run,
) -> Numbers:
    """Gradient descent on f(w) = curvature/2 * w², from w = 4."""
    path = run(lambda w, g, memory: (gd_step(w, g, lr), None), lambda w: curvature * w, np.array([START_1D]), steps)
    w = np.asarray(path)[:, 0]
    return {
        "lr": lr,
        "curvature": curvature,
        "w": w,
        "loss": curvature / 2 * w**2,
        "factor": round(1 - lr * curvature, 9),
        "limit": 2 / curvature,
    }


def _verdict(factor: float) -> Text:
    """What a weight does that is multiplied by this factor in every step."""
    if abs(factor) > 1:
        return Text("it diverges: every step leads farther away", "발산합니다. 걸음마다 더 멀어집니다")
    if factor == -1:
        return Text("it jumps between two points for ever", "두 점 사이를 영원히 오갑니다")
    if factor < 0:
        return Text("it zigzags, but arrives", "지그재그로 가지만 도착합니다")
    if factor == 0:
        return Text("it arrives in a single step", "한 걸음에 도착합니다")
    if factor > 0.75:
        return Text("it creeps: the rate is too small", "아주 느립니다. 학습률이 너무 작습니다")
    return Text("it arrives soon, from one side", "한쪽에서 곧장 다가가 금방 도착합니다")


def describe_rate(numbers: Numbers) -> Text:
    """The factor of a step, what it means, and where the weight is now."""
    facts = {
        "factor": number(numbers["factor"]),
        "limit": number(numbers["limit"]),
        "lr": number(numbers["lr"]),
        "count": len(numbers["w"]) - 1,
        "w": place(numbers["w"][-1:])[1:-1],
        "loss": short(numbers["loss"][-1]),
    }
    said = Text(
        "With lr = {lr}, every step multiplies w by {factor}: {verdict}. The limit is lr = {limit}.",
        "lr = {lr}: 걸음마다 w에 곱하는 수는 {factor}입니다. {verdict}. 한계는 lr = {limit}입니다.",
    ).format(verdict=_verdict(numbers["factor"]), **facts)
    now = Text("Steps: {count}, w = {w}, loss {loss}.", "걸음 수 {count}, w = {w}, 손실 {loss}.").format(**facts)
    return joined(said, now)


def table_rate(numbers: Numbers) -> Table:
    """One row for every step."""
    return Table(
        Text("Path of the weight", "가중치가 지나온 길"),
        (Text("step", "걸음"), Text("w", "w"), Text("loss", "손실")),
        tuple(
            (str(i), place(np.array([w]))[1:-1], short(loss))
            for i, (w, loss) in enumerate(zip(numbers["w"], numbers["loss"], strict=True))
        ),
    )


def draw_rate(figure: "Figure", language: str) -> Artists:
    """The valley on the left, the weight after each step on the right."""
    valley = figure.add_axes((0.08, 0.16, 0.42, 0.8), xlim=(-WIDE, WIDE), ylim=(-1.5, 36))
    valley.set_xlabel("w")
    valley.set_ylabel(Text("loss", "손실").in_(language))
    after = figure.add_axes(
        (0.6, 0.16, 0.38, 0.8), xlim=(-0.3, STEPS_1D + 0.3), ylim=(-WIDE, WIDE), xticks=range(0, 13, 2)
    )
    after.set_xlabel(Text("step", "걸음").in_(language))
    after.set_ylabel("w", labelpad=0)
    after.axhline(0, color=QUIET, linewidth=0.8)
    return {
        "valley": valley.plot([], [], color=QUIET, linewidth=1.5)[0],
        "path": valley.plot([], [], "o--", color=ONE, linewidth=1.2, markersize=6)[0],
        "now": valley.plot([], [], "o", markerfacecolor=PAPER, markeredgecolor=LINE, markersize=12, markeredgewidth=3)[
            0
        ],
        "w": after.plot([], [], "o--", color=ONE, linewidth=1.2, markersize=6)[0],
    }


def update_rate(artists: Artists, numbers: Numbers) -> None:
    """Bend the valley, and draw the path in it."""
    ground = np.linspace(-WIDE, WIDE, 81)
    artists["valley"].set_data(ground, numbers["curvature"] / 2 * ground**2)
    w, loss = within(numbers["w"], 100.0), within(numbers["loss"], 1000.0)
    artists["path"].set_data(w, loss)
    artists["now"].set_data(w[-1:], loss[-1:])
    artists["w"].set_data(np.arange(len(w)), w)


def _landing(numbers: Numbers, values: Numbers) -> Place | None:
    """Where the first step lands, once it is taken; the learning rate can be set by choosing the place."""
    if not values["steps"]:
        return None
    w = START_1D * (1 - values["lr"] * values["curvature"])
    return w, values["curvature"] / 2 * w**2


SCENE = Scene(
    title=Text("One weight, one learning rate", "가중치 하나, 학습률 하나"),
    controls=(
        Slider("lr", LR, 0.1, 0.05, 1.5, 0.05),
        Slider("curvature", Text("curvature λ", "곡률 λ"), 2.0, 0.5, 4.0, 0.5),
        Steps("steps", Text("steps", "걸음 수"), STEPS_1D),
    ),
    compute=rate,
    size=(7.6, 3.4),
    draw=draw_rate,
    update=update_rate,
    describe=describe_rate,
    table=table_rate,
    gives_away=lambda values: values["lr"] >= 0.5,
    reached=lambda numbers: numbers["factor"] == 0 and len(numbers["w"]) > 1,
    predict=Question(
        Text(
            "The loss is w², its gradient 2w. From w = 4, which learning rate brings the weight to the minimum in one step?",
            "손실은 w², 기울기는 2w입니다. w = 4에서 한 걸음에 최솟값에 닿는 학습률은 얼마일까요?",
        ),
        (Text("0.1", "0.1"), Text("0.5", "0.5"), Text("1", "1"), Text("2", "2")),
        1,
        Text(
            "The gradient at 4 is 8, and 4 - 0.5 · 8 = 0. With lr = 1 the weight lands at -4, just as high as before. Try what happens beyond.",
            "4에서 기울기는 8이고 4 - 0.5 · 8 = 0입니다. lr = 1이면 -4에 떨어져 처음과 똑같은 높이가 됩니다. 그보다 크면 어떻게 되는지 시험해 보세요.",
        ),
    ),
    uses={"gd_step": optimizers.gd_step, "run": optimizers.run},
    touch=(
        Handle("curvature", on="valley", place=lambda numbers, values: (-4.0, values["curvature"] / 2 * 4.0**2)),
        Handle("steps", on="w", place=lambda numbers, values: (values["steps"], float(numbers["w"][-1])), level=True),
        Handle("lr", on="path", place=_landing),
    ),
)


def rates() -> "Stage | None":
    """Choose a learning rate and a curvature, and take steps."""
    return show(SCENE)
