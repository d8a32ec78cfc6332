"""What the intercept does: the same four points, fitted with and without a column of ones."""

from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from dlcourse import linear
from dlcourse.language import Text
from dlcourse.widgets.stage.axes import cross
from dlcourse.widgets.stage.handle import Handle, Place
from dlcourse.widgets.stage.palette import INK, LINE, ONE, ZERO
from dlcourse.widgets.stage.scene import Artists, Choice, Function, Numbers, Question, Scene, Slider, Table
from dlcourse.widgets.stage.show import show
from dlcourse.widgets.stage.words import number

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from dlcourse.widgets.stage.stage import Stage

HOURS = np.array([0.0, 1.0, 2.0, 3.0])
SCORES = np.array([2.0, 3.0, 5.0, 6.0])
LEFT, RIGHT = -0.4, 3.4


def fit(
    *, intercept: bool = True, lift: float = 0.0, fit_least_squares: Function = linear.fit_least_squares
) -> Numbers:
    """The scores, all lifted by the same amount, and the best line through them."""
    y = SCORES + lift
    beta = fit_least_squares(HOURS[:, None], y, intercept)
    b, w = (float(beta[0]), float(beta[1])) if intercept else (0.0, float(beta[0]))
    fitted = b + w * HOURS
    return {
        "intercept": intercept,
        "y": y,
        "b": b,
        "w": w,
        "fitted": fitted,
        "squares": float(((y - fitted) ** 2).sum()),
    }


def describe(numbers: Numbers) -> Text:
    """The line, and how far it is from the points."""
    w, b, squares = (number(numbers[name]) for name in ("w", "b", "squares"))
    if numbers["intercept"]:
        return Text(
            f"With the intercept: score = {b} + {w} × hours. The sum of squared errors is {squares}.",
            f"절편이 있을 때: 점수 = {b} + {w} × 시간. 오차 제곱의 합은 {squares}입니다.",
        )
    return Text(
        f"Without the intercept: score = {w} × hours, tied to the origin. The sum of squared errors is {squares}.",
        f"절편이 없을 때: 점수 = {w} × 시간. 직선이 원점에 묶여 있습니다. 오차 제곱의 합은 {squares}입니다.",
    )


def table(numbers: Numbers) -> Table:
    """One row for every student."""
    return Table(
        Text("Four students", "학생 네 명"),
        (Text("hours", "시간"), Text("score", "점수"), Text("predicted", "예측"), Text("error", "오차")),
        tuple(
            (number(x), number(y), number(fitted), number(y - fitted))
            for x, y, fitted in zip(HOURS, numbers["y"], numbers["fitted"], strict=True)
        ),
    )


def draw(figure: "Figure", language: str) -> Artists:
    """Points, the line, and an error from each point to the line."""
    axes = figure.add_axes((0.09, 0.16, 0.89, 0.8), xlim=(LEFT, RIGHT), ylim=(-3, 13))
    axes.set_xlabel(Text("hours", "시간").in_(language))
    axes.set_ylabel(Text("score", "점수").in_(language))
    axes.set_xticks([0, 1, 2, 3])
    cross(axes)
    axes.plot([0], [0], "+", color=INK, markersize=16)
    return {
        "errors": axes.vlines(HOURS, 0, 0, colors=ZERO, linestyles="dashed", linewidth=2, zorder=2),
        "line": axes.plot([], [], color=LINE, linewidth=2.5, zorder=3)[0],
        "points": axes.plot([], [], "o", color=ONE, markersize=9, zorder=4)[0],
    }


def update(artists: Artists, numbers: Numbers) -> None:
    """Move points, line and errors; without the intercept the line is dashed."""
    ends = np.array([LEFT, RIGHT])
    artists["points"].set_data(HOURS, numbers["y"])
    artists["line"].set_data(ends, numbers["b"] + numbers["w"] * ends)
    artists["line"].set_linestyle("-" if numbers["intercept"] else "--")
    triples = zip(HOURS, numbers["y"], numbers["fitted"], strict=True)
    artists["errors"].set_segments([[(x, y), (x, fitted)] for x, y, fitted in triples])


def _point(i: int, numbers: Numbers, values: Numbers) -> Place:
    """Each point pulls all the others along."""
    return float(HOURS[i]), float(SCORES[i]) + values["lift"]


SCENE = Scene(
    title=Text("With and without the intercept", "절편이 있을 때와 없을 때"),
    controls=(
        Choice(
            "intercept", Text("intercept", "절편"), True, ((True, Text("on", "있음")), (False, Text("off", "없음")))
        ),
        Slider("lift", Text("lift all scores by", "모든 점수 올리기"), 0.0, -4.0, 5.0, 0.5),
    ),
    compute=fit,
    size=(7.6, 3.6),
    draw=draw,
    update=update,
    describe=describe,
    table=table,
    gives_away=lambda values: not values["intercept"],
    predict=Question(
        Text(
            "What happens to the best line when it is not allowed an intercept?",
            "절편을 쓸 수 없으면 가장 좋은 직선은 어떻게 될까요?",
        ),
        (
            Text("It keeps its slope and only moves down", "기울기는 그대로이고 아래로만 내려갑니다"),
            Text("It passes through the origin and gets steeper", "원점을 지나면서 더 가팔라집니다"),
            Text("Nothing: the points did not change", "점이 그대로이므로 달라지지 않습니다"),
        ),
        1,
        Text(
            "Tied to the origin, the line can only turn; it turns upwards to come near the points. A missing intercept spoils the slope as well.",
            "원점에 묶인 직선은 회전할 수만 있어서, 점들에 가까워지려고 더 가파르게 기웁니다. 절편이 빠지면 기울기까지 달라집니다.",
        ),
    ),
    uses={"fit_least_squares": linear.fit_least_squares},
    touch=tuple(Handle("lift", on="points", place=partial(_point, i)) for i in range(len(HOURS))),
)


def explore() -> "Stage | None":
    """Switch the intercept on and off, and lift the points."""
    return show(SCENE)
