"""Two pictures of the perceptron: the line its weights draw, and the rule that moves it, example by example."""

from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from dlcourse import perceptron
from dlcourse.language import Text
from dlcourse.perceptron import CORNERS, GATES
from dlcourse.widgets._palette import INK, LINE, ONE, ONE_GROUND, PAPER, QUIET, RIGHT, WRONG, ZERO, ZERO_GROUND
from dlcourse.widgets._scene import (
    Artists,
    Choice,
    Function,
    Numbers,
    Point,
    Points,
    Question,
    Scene,
    Slider,
    Steps,
    Table,
    When,
    number,
    show,
)

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from dlcourse.widgets._stage import Stage

OWN = "own"
LOW, HIGH = -0.5, 1.5
_SQUARE = np.array([[LOW, LOW], [HIGH, LOW], [HIGH, HIGH], [LOW, HIGH]])
_GATES = tuple((name, Text(name, name)) for name in GATES)

# --- both pictures ------------------------------------------------------------------------------------------------------


def half_plane(w: np.ndarray, b: float) -> tuple[np.ndarray, np.ndarray]:
    """The part of the picture where w1*x1 + w2*x2 + b > 0, as corners (K, 2), and the ends of the line, (2, 2) or (0, 2)."""
    inside, ends = [], []
    for here, there in zip(_SQUARE, np.roll(_SQUARE, -1, axis=0), strict=True):
        z, next_z = float(here @ w + b), float(there @ w + b)
        if z > 0:
            inside.append(here)
        if (z > 0) != (next_z > 0):
            crossing = here + z / (z - next_z) * (there - here)
            inside.append(crossing)
            ends.append(crossing)
    return np.array(inside).reshape(-1, 2), np.array(ends).reshape(-1, 2)


def equation(w: np.ndarray, b: float) -> str:
    """The line in letters: "2·x1 - 1·x2 + 0.5 = 0"."""
    signs = ["- " if value < 0 else "+ " for value in (w[1], b)]
    return f"{number(w[0])}·x1 {signs[0]}{number(abs(w[1]))}·x2 {signs[1]}{number(abs(b))} = 0"


def corner(x: np.ndarray) -> str:
    """A point as a person writes it."""
    return f"({number(x[0])}, {number(x[1])})"


def _draw_plane(axes: "Axes") -> Artists:
    """Grounds for 0 and 1 (the second hatched), the line, and points whose shape says what they should be."""
    axes.set(xlim=(LOW, HIGH), ylim=(LOW, HIGH), xlabel="$x_1$", ylabel="$x_2$", xticks=[0, 1], yticks=[0, 1])
    axes.set_facecolor(ZERO_GROUND)
    ground = axes.fill([], [], facecolor=ONE_GROUND, edgecolor=PAPER, hatch="//", linewidth=0, zorder=1)[0]
    hollow: dict[str, Any] = {"markerfacecolor": PAPER, "markeredgecolor": ZERO, "markeredgewidth": 3}
    return {
        "ground": ground,
        "line": axes.plot([], [], color=LINE, linewidth=3, zorder=2.2)[0],
        "ones": axes.plot([], [], "o", color=ONE, markersize=13, zorder=4)[0],
        "zeros": axes.plot([], [], "s", **hollow, markersize=11, zorder=4)[0],
        "missed": axes.plot([], [], "x", color=WRONG, markersize=22, markeredgewidth=2.5, zorder=5)[0],
    }


def _update_plane(artists: Artists, numbers: Numbers) -> None:
    X, y, answers = numbers["X"], numbers["y"], numbers["answers"]
    inside, ends = half_plane(numbers["w"], numbers["b"])
    artists["ground"].set_visible(len(inside) > 0)
    if len(inside):
        artists["ground"].set_xy(inside)
    artists["line"].set_data(ends[:, 0], ends[:, 1])
    for name, chosen in (("ones", y == 1), ("zeros", y == 0), ("missed", answers != y)):
        artists[name].set_data(X[chosen, 0], X[chosen, 1])


# --- the line explorer --------------------------------------------------------------------------------------------------


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
    return _joined(where, result.format(gate=gate, right=right, wrong=wrong, are="is" if right == 1 else "are"))


def table_line(numbers: Numbers) -> Table:
    """The truth table."""
    rows = zip(CORNERS, numbers["z"], numbers["answers"], numbers["y"], strict=True)
    return Table(
        Text("Truth table of {gate}", "{gate}의 진리표").format(gate=numbers["gate"]),
        (
            Text("corner (x1, x2)", "꼭짓점 (x1, x2)"),
            Text("weighted sum z", "가중합 z"),
            Text("answer", "답"),
            Text("target", "목표"),
            Text("right?", "맞음?"),
        ),
        tuple(
            (corner(x), number(z), str(answer), str(target), _verdict(answer == target))
            for x, z, answer, target in rows
        ),
    )


def _verdict(right: bool) -> Text:
    return Text("✓ right", "✓ 맞음") if right else Text("✗ wrong", "✗ 틀림")


_COLUMNS = (0.06, 0.2, 0.42, 0.63, 0.81, 0.95)


def draw_line(figure: "Figure", language: str) -> Artists:
    """The plane on the left, the truth table on the right."""
    moving = _draw_plane(figure.add_axes((0.08, 0.15, 0.43, 0.81)))
    axes = figure.add_axes((0.55, 0.1, 0.44, 0.84), xlim=(0, 1), ylim=(0, 6))
    axes.set_axis_off()
    heads = ("$x_1$", "$x_2$", "z", Text("answer", "답").in_(language), Text("target", "목표").in_(language))
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
    _update_plane(artists, numbers)
    artists["gate"].set_text(numbers["gate"])
    rows = zip(numbers["z"], numbers["answers"], numbers["y"], strict=True)
    for row, (z, answer, target) in enumerate(rows):
        right = answer == target
        words = (number(z), str(answer), str(target), "✓" if right else "✗")
        for cell, word in zip(artists[f"row {row}"], words, strict=True):
            cell.set(text=word, color=RIGHT if right else WRONG)


LINE_SCENE = Scene(
    title=Text("Line explorer", "직선 탐색기"),
    controls=(
        Choice("gate", Text("gate", "게이트"), "AND", _GATES),
        Slider("w1", Text("w1", "w1"), 1.0, -3.0, 3.0, 0.25),
        Slider("w2", Text("w2", "w2"), 1.0, -3.0, 3.0, 0.25),
        Slider("b", Text("b", "b"), -0.5, -3.0, 3.0, 0.25),
    ),
    compute=line,
    size=(7.6, 3.7),
    draw=draw_line,
    update=update_line,
    describe=describe_line,
    table=table_line,
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
)


def explore() -> "Stage | None":
    """Move two weights and a bias, and watch the line and the truth table."""
    return show(LINE_SCENE)


# --- the perceptron rule ------------------------------------------------------------------------------------------------

MOST = 8  # points that a learner may place
EPOCHS = 20  # epochs that fit into the picture
STEPS = EPOCHS * len(CORNERS)
START: tuple[Point, ...] = ((0.0, 0.25, 0), (0.25, 0.75, 0), (0.5, 0.0, 1), (1.0, 0.75, 1))


class Visit(NamedTuple):
    """The rule meets one example: its answer, and weights and bias after that."""

    epoch: int  # from 1
    example: int  # from 0
    answer: int
    target: int
    w: np.ndarray
    b: float


def visits(X: np.ndarray, y: np.ndarray, lr: float, perceptron: Function) -> Iterator[Visit]:
    """The perceptron rule from zero, one example after the other, without an end."""
    w, b, epoch = np.zeros(X.shape[1]), 0.0, 0
    while len(X):
        epoch += 1
        for example, (x, target) in enumerate(zip(X, y, strict=True)):
            answer = int(perceptron(x[None, :], w, b)[0])
            w, b = w + lr * (target - answer) * x, b + lr * (target - answer)
            yield Visit(epoch, example, answer, int(target), w, b)


def learning(
    *,
    data: str = "AND",
    points: tuple[Point, ...] = (),
    lr: float = 1.0,
    seen: int = 0,
    perceptron: Function = perceptron.perceptron,
) -> Numbers:
    """Where the rule stands after `seen` examples, and how often it was wrong in each epoch so far."""
    if data == OWN:
        X = np.array([point[:2] for point in points], dtype=float).reshape(-1, 2)
        y = np.array([point[2] for point in points], dtype=int)
    else:
        X, y = CORNERS, GATES[data]
    met = list(islice(visits(X, y, lr, perceptron), seen))
    w, b = (met[-1].w, met[-1].b) if met else (np.zeros(2), 0.0)
    errors = np.zeros(met[-1].epoch if met else 0, dtype=int)
    for visit in met:
        errors[visit.epoch - 1] += visit.answer != visit.target
    whole = met[: len(met) // max(len(X), 1) * len(X)]  # the visits of finished epochs
    ends = [(0.0, 0.0, 0.0), *((*visit.w, visit.b) for visit in whole[len(X) - 1 :: len(X) or 1])]
    return {
        "X": X,
        "y": y,
        "w": w,
        "b": b,
        "met": met,
        "errors": errors,
        "answers": np.asarray(perceptron(X, w, b)) if len(X) else np.zeros(0, dtype=int),
        # the first epoch without an error, or 0
        "rest": next((epoch for epoch in range(1, len(ends)) if not errors[epoch - 1]), 0),
        # the last finished epoch led back to where it began, with errors on its way: so will the next one
        "circle": len(ends) > 1 and errors[len(ends) - 2] > 0 and ends[-1] == ends[-2],
    }


def describe_learning(numbers: Numbers) -> Text:
    """The last example, what followed from it, and the errors so far."""
    if not len(numbers["X"]):
        return Text("There are no points yet: add one.", "아직 점이 없습니다. 점을 추가해 보세요.")
    now = f"w = {corner(numbers['w'])}, b = {number(numbers['b'])}"
    if not numbers["met"]:
        return Text("Before the first example: {now}.", "첫 예제를 보기 전입니다. {now}.").format(now=now)
    last: Visit = numbers["met"][-1]
    facts: dict[str, Any] = {
        "epoch": last.epoch,
        "x": corner(numbers["X"][last.example]),
        "answer": last.answer,
        "target": last.target,
        "now": now,
        "errors": ", ".join(map(str, numbers["errors"])),
        "rest": numbers["rest"],
    }
    if last.answer == last.target:
        said = Text(
            "Epoch {epoch}, example {x}: the answer {answer} is right, nothing changes: {now}.",
            "에폭 {epoch}, 예제 {x}: 답 {answer}, 맞았으므로 아무것도 바꾸지 않습니다. {now}.",
        )
    else:
        said = Text(
            "Epoch {epoch}, example {x}: the answer {answer} is wrong, the target is {target}; now {now}.",
            "에폭 {epoch}, 예제 {x}: 답은 {answer}인데 목표는 {target}이므로 틀렸습니다. 이제 {now}.",
        )
    said = _joined(said, Text("Errors per epoch: {errors}.", "에폭별로 틀린 횟수: {errors}."))
    if numbers["rest"]:
        rest = Text(
            "At rest: epoch {rest} went by without an error.",
            "에폭 {rest}에서 한 번도 틀리지 않아 학습이 멈추었습니다.",
        )
        said = _joined(said, rest)
    elif numbers["circle"]:
        circle = Text(
            "The last whole epoch ended where it began: it walks in a circle for ever.",
            "지난 에폭이 시작한 자리로 돌아와 끝났습니다. 영원히 제자리를 맴돕니다.",
        )
        said = _joined(said, circle)
    return said.format(**facts)


def table_learning(numbers: Numbers) -> Table:
    """One row for every example met."""
    return Table(
        Text("Examples met so far", "지금까지 본 예제"),
        (
            Text("step", "단계"),
            Text("epoch", "에폭"),
            Text("example", "예제"),
            Text("answer", "답"),
            Text("target", "목표"),
            Text("w after it", "이후의 w"),
            Text("b after it", "이후의 b"),
        ),
        tuple(
            (
                str(step),
                str(visit.epoch),
                corner(numbers["X"][visit.example]),
                str(visit.answer),
                str(visit.target),
                corner(visit.w),
                number(visit.b),
            )
            for step, visit in enumerate(numbers["met"], start=1)
        ),
    )


def draw_learning(figure: "Figure", language: str) -> Artists:
    """The plane on the left, errors per epoch on the right."""
    plane = figure.add_axes((0.08, 0.15, 0.43, 0.81))
    moving = _draw_plane(plane)
    ring: dict[str, Any] = {"markerfacecolor": "none", "markeredgecolor": INK, "markeredgewidth": 2}
    moving["now"] = plane.plot([], [], "o", **ring, markersize=28, zorder=6)[0]
    axes = figure.add_axes((0.61, 0.15, 0.37, 0.7), xlim=(0, EPOCHS + 1), ylim=(0, MOST + 0.5))
    axes.set_xlabel(Text("epoch", "에폭").in_(language))
    axes.set_ylabel(Text("errors", "틀린 횟수").in_(language))
    axes.set(xticks=[1, 5, 10, 15, 20], yticks=range(0, MOST + 1, 2))
    moving["errors"] = axes.plot([], [], "s--", color=ZERO, linewidth=1.5, markersize=6, clip_on=False, zorder=3)[0]
    moving["weights"] = figure.text(0.795, 0.9, "", ha="center", fontsize=12)
    return moving


def update_learning(artists: Artists, numbers: Numbers) -> None:
    """Move the line, ring the example just met, and extend the errors."""
    _update_plane(artists, numbers)
    errors = numbers["errors"][:EPOCHS]
    artists["errors"].set_data(np.arange(1, len(errors) + 1), errors)
    here = numbers["X"][[visit.example for visit in numbers["met"][-1:]]]
    artists["now"].set_data(here[:, 0], here[:, 1])
    artists["weights"].set_text(f"w = {corner(numbers['w'])}   b = {number(numbers['b'])}")


LEARNING_SCENE = Scene(
    title=Text("The perceptron rule, step by step", "한 단계씩 보는 퍼셉트론 학습 규칙"),
    controls=(
        Choice("data", Text("data", "데이터"), "AND", (*_GATES, (OWN, Text("my points", "내가 놓은 점")))),
        Points("points", Text("points", "점"), START, -0.25, 1.25, 0.25, MOST, when=When("data", (OWN,))),
        Slider("lr", Text("learning rate", "학습률"), 1.0, 0.25, 2.0, 0.25),
        Steps("seen", Text("examples seen", "지금까지 본 예제 수"), STEPS),
    ),
    compute=learning,
    size=(7.6, 3.7),
    draw=draw_learning,
    update=update_learning,
    describe=describe_learning,
    table=table_learning,
    predict=Question(
        Text(
            "The weights start at 0. How often will the rule be wrong on AND before it has found a line?",
            "가중치를 0에서 시작합니다. AND의 직선을 찾을 때까지 몇 번이나 틀릴까요?",
        ),
        (
            Text("4 times, once for each corner", "4번, 꼭짓점마다 한 번씩"),
            Text("10 times", "10번"),
            Text("It never stops being wrong", "끝없이 틀립니다"),
        ),
        1,
        Text(
            "The errors are 1, 3, 3, 2 and 1 in five epochs, and none in the sixth. What happens with XOR?",
            "다섯 에폭 동안 1, 3, 3, 2, 1번 틀리고, 여섯 번째 에폭에서는 한 번도 틀리지 않습니다. XOR에서는 어떻게 될까요?",
        ),
    ),
    uses={"perceptron": perceptron.perceptron},
)


def learn() -> "Stage | None":
    """Let the rule meet one example after the other."""
    return show(LEARNING_SCENE)


def _joined(one: Text, other: Text) -> Text:
    return Text(f"{one.en} {other.en}", f"{one.ko} {other.ko}")
