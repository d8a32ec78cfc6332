"""Units that start equal: XOR, trained from equal weights, with or without a nudge."""

from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np

from dlcourse import initializers
from dlcourse.language import Text
from dlcourse.widgets.stage.axes import called
from dlcourse.widgets.stage.handle import Handle
from dlcourse.widgets.stage.palette import INK, LINE, ONE, QUIET, ZERO
from dlcourse.widgets.stage.scene import Artists, Choice, Function, Numbers, Question, Scene, Steps, Table
from dlcourse.widgets.stage.show import show
from dlcourse.widgets.stage.words import number

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from dlcourse.widgets.stage.stage import Stage

EACH = 25  # steps of gradient descent for one tick
TICKS = 40
_CORNERS = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
_XOR = np.array([0.0, 1.0, 1.0, 0.0])
_CORNER_NAMES = ("(0, 0)", "(0, 1)", "(1, 0)", "(1, 1)")


@lru_cache(maxsize=16)
def _history(value: float, nudge: float) -> tuple[np.ndarray, np.ndarray]:
    """Hidden weights (TICKS + 1, 2, 2) and outputs (TICKS + 1, 4) of XOR trained from equal weights."""
    t = _XOR[:, None]
    W1, b1 = np.full((2, 2), value), np.zeros(2)
    W2, b2 = np.full((2, 1), value), np.zeros(1)
    W1[0, 0] += nudge
    weights, outputs = [], []
    for step in range(EACH * TICKS + 1):
        h = np.tanh(_CORNERS @ W1 + b1)
        o = 0.5 * (1.0 + np.tanh(0.5 * (h @ W2 + b2)))
        if step % EACH == 0:
            weights.append(W1)
            outputs.append(o[:, 0])
        dz2 = (o - t) / 4
        dz1 = (dz2 @ W2.T) * (1.0 - h**2)
        W2, b2 = W2 - 0.5 * h.T @ dz2, b2 - 0.5 * dz2.sum(axis=0)
        W1, b1 = W1 - 0.5 * _CORNERS.T @ dz1, b1 - 0.5 * dz1.sum(axis=0)
    return np.array(weights), np.array(outputs)


def equal_units(
    *,
    value: float = 0.5,
    nudge: float = 0.0,
    ticks: int = 0,
    symmetric_after: Function = initializers.symmetric_after,
) -> Numbers:
    """Where two hidden units stand after some training from equal weights."""
    weights, outputs = _history(value, nudge)
    return {
        "value": value,
        "nudge": nudge,
        "steps": ticks * EACH,
        "paths": weights[: ticks + 1],
        "outputs": outputs[ticks],
        "apart": float(symmetric_after(ticks * EACH, value, nudge)),
    }


def _right(numbers: Numbers) -> int:
    """How many corners the network answers rightly."""
    return int(np.sum((numbers["outputs"] > 0.5) == (_XOR == 1)))


def describe_equal(numbers: Numbers) -> Text:
    """How far apart the units are, and what the network answers."""
    outputs = ", ".join(number(round(o, 2)) for o in numbers["outputs"])
    facts = {"steps": numbers["steps"], "outputs": outputs, "right": _right(numbers), "apart": number(numbers["apart"])}
    if numbers["apart"] == 0:
        said = Text(
            "After {steps} steps both hidden units have exactly the same weights. Outputs: {outputs}; {right} of 4 right.",
            "{steps}번 뒤에도 두 은닉 유닛의 가중치가 정확히 같습니다. 출력: {outputs}. 4개 중 {right}개가 맞습니다.",
        )
    else:
        said = Text(
            "After {steps} steps the weights of the hidden units differ by {apart} at most. Outputs: {outputs}; {right} of 4 right.",
            "{steps}번 뒤에 두 은닉 유닛의 가중치는 많아야 {apart}만큼 다릅니다. 출력: {outputs}. 4개 중 {right}개가 맞습니다.",
        )
    return said.format(**facts)


def table_equal(numbers: Numbers) -> Table:
    """One row for every example."""
    return Table(
        Text("XOR after {steps} steps", "{steps}번 뒤의 XOR").format(steps=numbers["steps"]),
        (Text("example", "샘플"), Text("target", "목푯값"), Text("output", "출력")),
        tuple((name, number(t), number(o)) for name, t, o in zip(_CORNER_NAMES, _XOR, numbers["outputs"], strict=True)),
    )


def draw_equal(figure: "Figure", language: str) -> Artists:
    """The weights of both hidden units as points on the left, the four outputs on the right."""
    plane = figure.add_axes((0.09, 0.17, 0.42, 0.72), xlim=(-0.4, 4.4), ylim=(-0.4, 4.4))
    plane.set_xlabel(Text("weight from $x_1$", "$x_1$에서 오는 가중치").in_(language))
    plane.set_ylabel(Text("weight from $x_2$", "$x_2$에서 오는 가중치").in_(language))
    plane.set(xticks=range(5), yticks=range(5))
    first, second = Text("unit 1", "유닛 1").in_(language), Text("unit 2", "유닛 2").in_(language)
    hollow: dict[str, Any] = {"markerfacecolor": "none", "markeredgecolor": ZERO, "markeredgewidth": 2.5}
    moving: Artists = {
        "path 1": plane.plot([], [], "-", color=ONE, linewidth=2, zorder=2)[0],
        "path 2": plane.plot([], [], "--", color=ZERO, linewidth=2, zorder=3)[0],
        "unit 1": plane.plot([], [], "o", color=ONE, markersize=10, zorder=4, label=first)[0],
        "unit 2": plane.plot([], [], "s", color=ZERO, **hollow, markersize=15, zorder=5, label=second)[0],
    }
    plane.legend(loc="upper left", frameon=False, fontsize=10)
    axes = figure.add_axes((0.63, 0.17, 0.35, 0.72), xlim=(-0.5, 3.5), ylim=(-0.05, 1.1))
    axes.set_xlabel(Text("example", "샘플").in_(language))
    axes.set_xticks(range(4), _CORNER_NAMES)
    axes.set_yticks([0, 0.5, 1])
    called(axes, y=Text("output", "출력").in_(language))
    axes.axhline(0.5, color=QUIET, linewidth=0.8)
    target = Text("target", "목푯값").in_(language)
    axes.plot(range(4), _XOR, "_", color=INK, markersize=30, markeredgewidth=2.5, label=target)
    moving["outputs"] = axes.plot([], [], "D", color=LINE, markersize=9, label=Text("output", "출력").in_(language))[0]
    axes.legend(
        loc="upper center",
        bbox_to_anchor=(0.5, 1.17),
        frameon=False,
        fontsize=10,
        ncols=2,
        markerscale=0.6,
        columnspacing=4.8,
    )
    return moving


def update_equal(artists: Artists, numbers: Numbers) -> None:
    """Move both units along their paths, and the outputs."""
    for unit in (0, 1):
        path = numbers["paths"][:, :, unit]
        artists[f"path {unit + 1}"].set_data(path[:, 0], path[:, 1])
        artists[f"unit {unit + 1}"].set_data(path[-1:, 0], path[-1:, 1])
    artists["outputs"].set_data(range(4), numbers["outputs"])


def _numbers(*values: float) -> tuple[tuple[float, Text], ...]:
    return tuple((value, Text(number(value), number(value))) for value in values)


SCENE = Scene(
    title=Text("XOR from equal weights", "똑같은 가중치에서 배우는 XOR"),
    controls=(
        Choice("value", Text("all weights start at", "모든 가중치의 시작값"), 0.5, _numbers(0.0, 0.5, 1.0)),
        Choice("nudge", Text("added to one weight", "가중치 하나에 더할 값"), 0.0, _numbers(0.0, 0.1, 0.5)),
        Steps("ticks", Text(f"training, {EACH} steps each", f"학습({EACH}번씩)"), TICKS, 150),
    ),
    compute=equal_units,
    size=(7.8, 3.5),
    draw=draw_equal,
    update=update_equal,
    describe=describe_equal,
    table=table_equal,
    gives_away=lambda values: values["ticks"] > 0,
    reached=lambda numbers: _right(numbers) == len(_XOR),
    predict=Question(
        Text(
            "Both hidden units start with the same weights. When will training make them different?",
            "두 은닉 유닛이 같은 가중치에서 시작합니다. 학습하면 언제 서로 달라질까요?",
        ),
        (
            Text("At once", "바로"),
            Text("After some hundred steps", "몇백 번 뒤에"),
            Text("Never", "끝까지 달라지지 않습니다"),
        ),
        2,
        Text(
            "Equal weights give equal activations, these give equal gradients, and these give equal weights again. Add 0.5 to a single weight and train once more.",
            "가중치가 같으면 활성화 값이 같고, 그러면 기울기가 같고, 그러면 다시 가중치가 같습니다. 가중치 하나에만 0.5를 더하고 다시 학습해 보세요.",
        ),
    ),
    uses={"symmetric_after": initializers.symmetric_after},
    touch=(
        Handle(
            "value nudge",
            on="path 1",
            place=lambda numbers, values: (values["value"] + values["nudge"], values["value"]),
        ),
    ),
)


def learn() -> "Stage | None":
    """Train XOR from equal weights, with or without a nudge."""
    return show(SCENE)
