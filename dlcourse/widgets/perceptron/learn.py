"""The perceptron rule, one example after the other."""

from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from dlcourse import perceptron
from dlcourse.language import Text
from dlcourse.perceptron import CORNERS, GATES
from dlcourse.widgets.perceptron._shared import GATE_CHOICES, draw_plane, update_plane
from dlcourse.widgets.stage.handle import Pins
from dlcourse.widgets.stage.palette import INK, ZERO
from dlcourse.widgets.stage.plane import corner
from dlcourse.widgets.stage.scene import (
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
)
from dlcourse.widgets.stage.show import show
from dlcourse.widgets.stage.words import joined, number

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from dlcourse.widgets.stage.stage import Stage

OWN = "own"
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
        return Text("Before the first example: {now}.", "첫 샘플을 보기 전입니다. {now}.").format(now=now)
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
            "에폭 {epoch}, 샘플 {x}: 답 {answer}, 맞았으므로 아무것도 바꾸지 않습니다. {now}.",
        )
    else:
        said = Text(
            "Epoch {epoch}, example {x}: the answer {answer} is wrong, the target is {target}; now {now}.",
            "에폭 {epoch}, 샘플 {x}: 답은 {answer}인데 목푯값은 {target}이므로 틀렸습니다. 이제 {now}.",
        )
    said = joined(said, Text("Errors per epoch: {errors}.", "에폭별로 틀린 횟수: {errors}."))
    if numbers["rest"]:
        rest = Text(
            "At rest: epoch {rest} went by without an error.",
            "에폭 {rest}에서 한 번도 틀리지 않아 학습이 멈추었습니다.",
        )
        said = joined(said, rest)
    elif numbers["circle"]:
        circle = Text(
            "The last whole epoch ended where it began: it walks in a circle for ever.",
            "지난 에폭이 시작한 자리로 돌아와 끝났습니다. 영원히 제자리를 맴돕니다.",
        )
        said = joined(said, circle)
    return said.format(**facts)


def table_learning(numbers: Numbers) -> Table:
    """One row for every example met."""
    return Table(
        Text("Examples met so far", "지금까지 본 샘플"),
        (
            Text("step", "단계"),
            Text("epoch", "에폭"),
            Text("example", "샘플"),
            Text("answer", "답"),
            Text("target", "목푯값"),
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
    moving = draw_plane(plane)
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
    update_plane(artists, numbers)
    errors = numbers["errors"][:EPOCHS]
    artists["errors"].set_data(np.arange(1, len(errors) + 1), errors)
    here = numbers["X"][[visit.example for visit in numbers["met"][-1:]]]
    artists["now"].set_data(here[:, 0], here[:, 1])
    artists["weights"].set_text(f"w = {corner(numbers['w'])}   b = {number(numbers['b'])}")


SCENE = Scene(
    title=Text("The perceptron rule, step by step", "한 단계씩 보는 퍼셉트론 학습 규칙"),
    controls=(
        Choice("data", Text("data", "데이터"), "AND", (*GATE_CHOICES, (OWN, Text("my points", "내가 놓은 점")))),
        Points("points", Text("points", "점"), START, -0.25, 1.25, 0.25, MOST, when=When("data", (OWN,))),
        Slider("lr", Text("learning rate", "학습률"), 1.0, 0.25, 2.0, 0.25),
        Steps("seen", Text("examples seen", "지금까지 본 샘플 수"), STEPS),
    ),
    compute=learning,
    size=(7.6, 3.7),
    draw=draw_learning,
    update=update_learning,
    describe=describe_learning,
    table=table_learning,
    gives_away=lambda values: values["seen"] > 0,
    reached=lambda numbers: numbers["rest"] > 0,
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
    touch=(Pins("points", on="ones"),),
)


def learn() -> "Stage | None":
    """Let the rule meet one example after the other."""
    return show(SCENE)
