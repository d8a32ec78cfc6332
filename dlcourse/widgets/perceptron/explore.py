"""The line that two weights and a bias draw, and the truth table that follows."""

from typing import TYPE_CHECKING

import numpy as np

from dlcourse import perceptron
from dlcourse.language import Text
from dlcourse.perceptron import CORNERS, GATES
from dlcourse.widgets.perceptron._shared import GATE_CHOICES, draw_plane, update_plane
from dlcourse.widgets.stage.axes import bare
from dlcourse.widgets.stage.handle import Handle, Place
from dlcourse.widgets.stage.palette import QUIET, RIGHT, WRONG
from dlcourse.widgets.stage.plane import corner, draw_vector, equation, foot, held_line, move_vector, tip
from dlcourse.widgets.stage.scene import Artists, Choice, Function, Numbers, Question, Scene, Slider, Table
from dlcourse.widgets.stage.show import show
from dlcourse.widgets.stage.words import joined, number, verdict

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from dlcourse.widgets.stage.stage import Stage


MOST = 3.0  # how large a weight or the bias can be


def line(
    *,
    gate: str = "AND",
    w1: float = 1.0,
    w2: float = 1.0,
    b: float = -0.5,
    perceptron: Function = perceptron.perceptron,
) -> Numbers:
    """What a perceptron with these weights answers at the four corners."""
    w = np.array([w1, w2])
    y, answers = GATES[gate], np.asarray(perceptron(CORNERS, w, b))
    return {
        "gate": gate,
        "w": w,
        "b": b,
        "X": CORNERS,
        "y": y,
        "z": CORNERS @ w + b,
        "answers": answers,
        "right": int((answers == y).sum()),
    }


def describe_line(numbers: Numbers) -> Text:
    """The line, and which corners are right."""
    gate, right = numbers["gate"], numbers["right"]
    where = Text("The line is {line}.", "직선은 {line}입니다.").format(line=equation(numbers["w"], numbers["b"]))
    if not numbers["w"].any():
        where = Text("Both weights are 0, so there is no line.", "두 가중치가 모두 0이라 직선이 없습니다.")
    if right == 4:
        result = Text("All 4 corners are right: this is {gate}.", "꼭짓점 4개가 모두 맞습니다. {gate} 게이트입니다.")
    else:
        result = Text(
            "{right} of 4 corners {are} right for {gate}; wrong: {wrong}.",
            "{gate}의 꼭짓점 4개 중 {right}개가 맞습니다. 틀린 점: {wrong}.",
        )
    wrong = ", ".join(corner(x) for x in CORNERS[numbers["answers"] != numbers["y"]])
    return joined(where, result.format(gate=gate, right=right, wrong=wrong, are="is" if right == 1 else "are"))


def table_line(numbers: Numbers) -> Table:
    """The truth table."""
    rows = zip(CORNERS, numbers["z"], numbers["answers"], numbers["y"], strict=True)
    return Table(
        Text("Truth table of {gate}", "{gate}의 진리표").format(gate=numbers["gate"]),
        (
            Text("corner (x1, x2)", "꼭짓점 (x1, x2)"),
            Text("weighted sum z", "가중합 z"),
            Text("answer", "답"),
            Text("target", "목푯값"),
            Text("right?", "맞음?"),
        ),
        tuple(
            (corner(x), number(z), str(answer), str(target), verdict(answer == target)) for x, z, answer, target in rows
        ),
    )


_COLUMNS = (0.06, 0.19, 0.4, 0.61, 0.81, 0.96)


def draw_line(figure: "Figure", language: str) -> Artists:
    """The plane on the left, the truth table on the right."""
    moving = draw_plane(figure.add_axes((0.08, 0.15, 0.43, 0.81)))
    moving["w"] = draw_vector(moving["line"].axes, "w")
    axes = bare(figure, (0.55, 0.1, 0.44, 0.84), xlim=(0, 1), ylim=(0, 6))
    heads = ("$x_1$", "$x_2$", "z", Text("answer", "답").in_(language), Text("target", "목푯값").in_(language))
    for x, head in zip(_COLUMNS, heads, strict=False):
        axes.text(x, 4.5, head, ha="center")
    axes.plot([0, 1], [4.3, 4.3], color=QUIET, linewidth=1)
    moving["gate"] = axes.text(0.5, 5.3, "", ha="center", fontsize=14)
    for row, x in enumerate(CORNERS):
        for place, value in zip(_COLUMNS, x, strict=False):
            axes.text(place, 3.6 - row, number(value), ha="center", va="center", fontsize=12)
        moving[f"row {row}"] = [
            axes.text(place, 3.6 - row, "", ha="center", va="center", fontsize=12) for place in _COLUMNS[2:]
        ]
    return moving


def update_line(artists: Artists, numbers: Numbers) -> None:
    """Move the line, and write the truth table: green with a tick where it is right, red with a cross where not."""
    update_plane(artists, numbers)
    move_vector(artists["w"], numbers["w"], MOST)
    artists["gate"].set_text(numbers["gate"])
    rows = zip(numbers["z"], numbers["answers"], numbers["y"], strict=True)
    for row, (z, answer, target) in enumerate(rows):
        right = answer == target
        words = (number(z), str(answer), str(target), "✓" if right else "✗")
        for cell, word in zip(artists[f"row {row}"], words, strict=True):
            cell.set(text=word, color=RIGHT if right else WRONG)


def _weights(values: Numbers) -> np.ndarray:
    return np.array([values["w1"], values["w2"]])


def _on_line(numbers: Numbers, values: Numbers) -> Place | None:
    """The line is pushed to and fro by its bias."""
    return foot(_weights(values), values["b"])


def _whole_line(numbers: Numbers, values: Numbers) -> tuple[Place, ...]:
    return held_line(_weights(values), values["b"])


SCENE = Scene(
    title=Text("Line explorer", "직선 탐색기"),
    controls=(
        Choice("gate", Text("gate", "게이트"), "AND", GATE_CHOICES),
        Slider("w1", Text("w1", "w1"), 1.0, -MOST, MOST, 0.25),
        Slider("w2", Text("w2", "w2"), 1.0, -MOST, MOST, 0.25),
        Slider("b", Text("b", "b"), -0.5, -MOST, MOST, 0.25),
    ),
    compute=line,
    size=(7.6, 3.7),
    draw=draw_line,
    update=update_line,
    describe=describe_line,
    table=table_line,
    gives_away=lambda values: line(**values)["right"] == 4,
    reached=lambda numbers: numbers["right"] == 4,
    predict=Question(
        Text(
            "Can one straight line put (1, 1) on one side and the other three corners on the other side?",
            "직선 하나로 (1, 1)은 한쪽에, 나머지 꼭짓점 세 개는 반대쪽에 둘 수 있을까요?",
        ),
        (
            Text("No, no line can", "아니요, 그런 직선은 없습니다"),
            Text("Yes, exactly one line can", "네, 그런 직선은 딱 하나입니다"),
            Text("Yes, many lines can", "네, 그런 직선은 많습니다"),
        ),
        2,
        Text(
            "Every line that cuts the corner (1, 1) off will do, so many different weights are right. Find some of them.",
            "(1, 1)만 잘라 내는 직선이면 무엇이든 됩니다. 그래서 맞는 가중치도 많습니다. 몇 개를 찾아보세요.",
        ),
    ),
    uses={"perceptron": perceptron.perceptron},
    touch=(
        Handle("b", on="line", place=_on_line, grip=_whole_line),
        Handle("w1 w2", on="w", place=lambda numbers, values: tip(_weights(values), MOST)),
    ),
)


def explore() -> "Stage | None":
    """Move two weights and a bias, and watch the line and the truth table."""
    return show(SCENE)
