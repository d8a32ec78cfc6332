"""What the intercept does: the same points, fitted with and without a column of ones."""

from typing import Any

import numpy as np
from matplotlib.figure import Figure

from dlcourse import linear
from dlcourse.language import Text
from dlcourse.learned import Function
from dlcourse.widgets import _palette as paint
from dlcourse.widgets._controls import Slider, Switch
from dlcourse.widgets._picture import Artists, Numbers
from dlcourse.widgets._stage import Predict, Scene, Stage, Table, stage

_X = np.linspace(0.25, 4.0, 10)
_NOISE = np.random.default_rng(3).normal(
    size=_X.size
)  # the same for every setting, so that only the sliders move the points


def numbers(
    fit_least_squares: Function,
    *,
    intercept: bool = True,
    height: float = 2.0,
    slope: float = 0.5,
    noise: float = 0.25,
) -> Numbers:
    """Points around a line, the fitted coefficients, and the sum of squared errors."""
    y = height + slope * _X + noise * _NOISE
    beta = fit_least_squares(_X[:, None], y, intercept)
    b, w = (float(beta[0]), float(beta[1])) if intercept else (0.0, float(beta[0]))
    fitted = b + w * _X
    return {
        "intercept": intercept,
        "x": _X,
        "y": y,
        "fitted": fitted,
        "b": b,
        "w": w,
        "sse": float(((y - fitted) ** 2).sum()),
    }


def describe(numbers: Numbers) -> Text:
    """The sentence below the picture."""
    b, w, sse = numbers["b"], numbers["w"], numbers["sse"]
    if numbers["intercept"]:
        return Text(
            f"With the column of ones: y = {b:.2f} + {w:.2f} x, sum of squared errors {sse:.2f}. The line may leave the origin.",
            f"1로 된 열이 있을 때: y = {b:.2f} + {w:.2f} x, 오차 제곱의 합은 {sse:.2f}입니다. 직선이 원점을 벗어날 수 있습니다.",
        )
    return Text(
        f"Without it: y = {w:.2f} x, sum of squared errors {sse:.2f}. The line is tied to the origin and can only turn.",
        f"1로 된 열이 없을 때: y = {w:.2f} x, 오차 제곱의 합은 {sse:.2f}입니다. 직선이 원점에 묶여 돌기만 합니다.",
    )


def table(numbers: Numbers) -> Table:
    """One row for every point."""
    rows = [
        (float(x), float(y), float(fitted), float(y - fitted))
        for x, y, fitted in zip(numbers["x"], numbers["y"], numbers["fitted"], strict=True)
    ]
    return Table(
        Text("Points and fitted values", "점과 예측값"),
        (Text("x", "x"), Text("y", "y"), Text("fitted", "예측값"), Text("error", "오차")),
        rows,
    )


def draw(figure: Figure) -> Artists:
    """Points, the fitted line, and the errors between them."""
    ax = figure.add_axes((0.08, 0.15, 0.9, 0.8))
    ax.set(xlim=(-0.3, 4.3), ylim=(-3.5, 7.5), xlabel="x", ylabel="y")
    ax.axhline(0, color=paint.QUIET, linewidth=0.8)
    ax.axvline(0, color=paint.QUIET, linewidth=0.8)
    ax.plot([0], [0], marker="+", markersize=14, color=paint.INK)
    moving: dict[str, Any] = {
        "points": ax.plot([], [], "o", color=paint.ONE, markersize=7, zorder=4)[0],
        "line": ax.plot([], [], color=paint.LINE, linewidth=2.5, zorder=3)[0],
    }
    for i in range(_X.size):
        moving[f"error-{i}"] = ax.plot([], [], color=paint.ZERO, linewidth=1.5, linestyle=":", zorder=2)[0]
    return moving


def update(artists: Artists, numbers: Numbers) -> None:
    """Move points, line and errors."""
    a: Any = artists
    a["points"].set_data(numbers["x"], numbers["y"])
    ends = np.array([-0.3, 4.3])
    a["line"].set_data(ends, numbers["b"] + numbers["w"] * ends)
    a["line"].set_linestyle("-" if numbers["intercept"] else "--")
    for i, (x, y, fitted) in enumerate(zip(numbers["x"], numbers["y"], numbers["fitted"], strict=True)):
        a[f"error-{i}"].set_data([x, x], [y, fitted])


SCENE = Scene(
    title=Text("With and without the intercept", "절편이 있을 때와 없을 때"),
    controls={
        "intercept": Switch(Text("column of ones", "1로 된 열"), False),
        "height": Slider(Text("height of the points", "점들의 높이"), 2.0, -3.0, 4.0, 0.25),
        "slope": Slider(Text("slope of the points", "점들의 기울기"), 0.5, -1.0, 1.0, 0.125),
        "noise": Slider(Text("noise", "잡음"), 0.25, 0.0, 1.0, 0.125),
    },
    numbers=numbers,
    draw=draw,
    update=update,
    describe=describe,
    table=table,
    predict=Predict(
        Text(
            "The points lie around y = 2 + 0.5 x. Without a column of ones, what will the fitted slope be?",
            "점들은 y = 2 + 0.5 x 주위에 있습니다. 1로 된 열이 없으면 맞춘 기울기는 어떻게 될까요?",
        ),
        (
            Text("about 0.5, only the height is wrong", "0.5쯤이고 높이만 틀립니다"),
            Text("much larger than 0.5", "0.5보다 훨씬 큽니다"),
            Text("0", "0"),
        ),
        1,
        Text(
            "Tied to the origin, the line has to turn up to reach the points. A missing intercept spoils the slope as well.",
            "원점에 묶인 직선은 점들에 닿으려고 위로 돌아갑니다. 절편이 빠지면 기울기까지 틀어집니다.",
        ),
    ),
    uses=(linear.fit_least_squares,),
)


def explore() -> Stage | None:
    """Switch the column of ones on and off."""
    return stage(SCENE)
