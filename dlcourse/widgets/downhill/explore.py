"""One weight, its loss and the way down: the line through the origin on the left, the curve of its loss on the right."""

from typing import TYPE_CHECKING

import numpy as np

from dlcourse import downhill
from dlcourse.language import Text
from dlcourse.widgets.stage.axes import cross
from dlcourse.widgets.stage.handle import Handle, Place
from dlcourse.widgets.stage.palette import INK, LINE, ONE, PAPER, QUIET, ZERO
from dlcourse.widgets.stage.scene import Artists, Function, Numbers, Question, Scene, Slider, Steps, Table
from dlcourse.widgets.stage.show import show
from dlcourse.widgets.stage.words import joined, number

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from dlcourse.widgets.stage.stage import Stage

HOURS = np.array([0.0, 1.0, 2.0, 3.0])
SCORES = np.array([2.0, 3.0, 5.0, 6.0])
LOW, HIGH, TALL = -1.5, 6.0, 48.0
LAST = 20
FLAT = 0.001  # a slope that is none
FAR = 1e6  # a weight that runs away is kept where a canvas can hold it


def loss(w: float) -> float:
    """How wrong the line w * hours is: the mean squared error."""
    return float(np.mean((w * HOURS - SCORES) ** 2))


def walk(
    *,
    start: float = 0.0,
    lr: float = 0.05,
    steps: int = 0,
    slope_at: Function = downhill.slope_at,
    step_downhill: Function = downhill.step_downhill,
) -> Numbers:
    """The places after each step, and how steep it is at the last."""
    places = [start]
    for _ in range(steps):
        places.append(float(np.clip(step_downhill(loss, places[-1], lr), -FAR, FAR)))
    return {
        "places": np.array(places),
        "losses": np.array([loss(w) for w in places]),
        "slope": float(slope_at(loss, places[-1])),
        "lr": lr,
    }


def describe(numbers: Numbers) -> Text:
    """Where the weight is, how wrong it is, how steep it is there, and which way is down."""
    slope = numbers["slope"]
    facts = {
        "count": len(numbers["places"]) - 1,
        "w": number(numbers["places"][-1]),
        "loss": number(numbers["losses"][-1]),
        "slope": number(slope),
    }
    now = Text(
        "Steps: {count}. w = {w}, loss {loss}, slope {slope}.", "걸음 수 {count}. w = {w}, 손실 {loss}, 기울기 {slope}."
    ).format(**facts)
    if abs(slope) < FLAT:
        way = Text("It is flat here.", "여기는 평평합니다.")
    elif slope < 0:
        way = Text("Down is to the right.", "오른쪽이 내리막입니다.")
    else:
        way = Text("Down is to the left.", "왼쪽이 내리막입니다.")
    if facts["count"] and numbers["losses"][-1] > numbers["losses"][-2]:
        way = joined(
            way, Text("The last step was too long: the loss grew.", "마지막 걸음이 너무 길어 손실이 커졌습니다.")
        )
    return joined(now, way)


def table(numbers: Numbers) -> Table:
    """One row for every step."""
    rows = zip(numbers["places"], numbers["losses"], strict=True)
    return Table(
        Text("The way down", "내려온 길"),
        (Text("step", "걸음"), Text("w", "w"), Text("loss", "손실")),
        tuple((str(k), number(w), number(height)) for k, (w, height) in enumerate(rows)),
    )


def draw(figure: "Figure", language: str) -> Artists:
    """The four students and the line on the left; the loss of every weight, the places and the slope on the right."""
    data = figure.add_axes((0.09, 0.16, 0.355, 0.8), xlim=(-0.3, 3.4), ylim=(-4, 16))
    data.set_xlabel(Text("hours", "시간").in_(language))
    data.set_ylabel(Text("score", "점수").in_(language), labelpad=4)
    data.set_xticks([0, 1, 2, 3])
    cross(data)
    valley = figure.add_axes((0.565, 0.16, 0.415, 0.8), xlim=(LOW, HIGH), ylim=(-3, TALL))
    valley.set_xlabel("w")
    valley.set_ylabel(Text("loss", "손실").in_(language), labelpad=4)
    ground = np.linspace(LOW, HIGH, 121)
    valley.plot(ground, [loss(w) for w in ground], color=QUIET, linewidth=1.8)
    (now,) = valley.plot([], [], "o", markerfacecolor=PAPER, markeredgecolor=LINE, markersize=12, markeredgewidth=3)
    return {
        "errors": data.vlines(HOURS, 0, 0, colors=ZERO, linestyles="dashed", linewidth=2, zorder=2),
        "line": data.plot([], [], color=LINE, linewidth=2.5, zorder=3)[0],
        "points": data.plot(HOURS, SCORES, "o", color=ONE, markersize=9, zorder=4)[0],
        "slope": valley.plot([], [], color=INK, linewidth=2.2, zorder=3)[0],
        "path": valley.plot([], [], "o--", color=ONE, linewidth=1.2, markersize=6, zorder=4)[0],
        "now": now,
    }


def update(artists: Artists, numbers: Numbers) -> None:
    """Turn the line, move the weight, and lay the slope against the curve."""
    w, height = float(numbers["places"][-1]), float(numbers["losses"][-1])
    ends = np.array([-0.3, 3.4])
    artists["line"].set_data(ends, np.clip(w, -100, 100) * ends)
    pairs = zip(HOURS, SCORES, np.clip(w, -100, 100) * HOURS, strict=True)
    artists["errors"].set_segments([[(x, y), (x, guess)] for x, y, guess in pairs])
    at, heights = np.clip(numbers["places"], -100, 100), np.clip(numbers["losses"], -1000, 1000)
    artists["path"].set_data(at, heights)
    artists["now"].set_data(at[-1:], heights[-1:])
    # a tangent of the same length on the page, however steep it is
    reach = 1.6 / np.hypot(1.0, numbers["slope"] / 7)
    run = np.array([-reach, reach])
    artists["slope"].set_data(np.clip(w + run, -100, 100), np.clip(height + numbers["slope"] * run, -1000, 1000))


def _turned(numbers: Numbers, values: Numbers) -> Place | None:
    """The end of the line, which turns about the origin: before the first step its weight is the start."""
    return None if values["steps"] else (3.0, 3.0 * values["start"])


SCENE = Scene(
    title=Text("One weight goes downhill", "내리막을 가는 가중치"),
    controls=(
        Slider("start", Text("start at w", "출발점 w"), 0.0, -1.0, 5.0, 0.5),
        Slider("lr", Text("learning rate", "학습률"), 0.05, 0.01, 0.3, 0.01),
        Steps("steps", Text("steps", "걸음 수"), LAST),
    ),
    compute=walk,
    size=(7.8, 3.5),
    draw=draw,
    update=update,
    describe=describe,
    table=table,
    reached=lambda numbers: bool(abs(numbers["slope"]) < FLAT and numbers["losses"][-1] < numbers["losses"][0]),
    predict=Question(
        Text(
            "The weight stands at 0, and the slope there is negative. Which way must it go, so that the loss shrinks?",
            "가중치가 0에 있고 그곳의 기울기는 음수입니다. 손실이 줄려면 어느 쪽으로 가야 할까요?",
        ),
        (
            Text("To the right: against the sign of the slope", "오른쪽. 기울기의 부호와 반대쪽입니다"),
            Text("To the left: the way the sign points", "왼쪽. 기울기의 부호가 가리키는 쪽입니다"),
            Text("It cannot know before it has tried both", "양쪽을 다 가 보기 전에는 알 수 없습니다"),
        ),
        0,
        Text(
            "A negative slope says: when w grows, the loss shrinks. So w should grow. A step against the sign of the slope leads down on both sides of the valley.",
            "기울기가 음수라는 것은 w가 커지면 손실이 줄어든다는 뜻입니다. 그러니 w를 키워야 합니다. 기울기의 부호와 반대쪽으로 가면 골짜기의 어느 쪽에서든 내려갑니다.",
        ),
    ),
    uses={"slope_at": downhill.slope_at, "step_downhill": downhill.step_downhill},
    touch=(
        Handle("start", on="path", place=lambda numbers, values: (values["start"], loss(values["start"]))),
        Handle("start", on="line", place=_turned),
    ),
)


def explore() -> "Stage | None":
    """Choose a start and a learning rate, and take steps."""
    return show(SCENE)
