"""Draw a digit, and watch what the network makes of it."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache, partial
from itertools import cycle, pairwise
from typing import TYPE_CHECKING

import numpy as np

from dlcourse.datasets import load_mnist
from dlcourse.language import Text
from dlcourse.widgets.digits._shared import SIDE, Params, blank_image, checked, network, probabilities
from dlcourse.widgets.stage.axes import called
from dlcourse.widgets.stage.palette import LINE, ONE
from dlcourse.widgets.stage.scene import Artists, Ink, Numbers, Pad, Question, Scene, Table
from dlcourse.widgets.stage.show import show

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from dlcourse.widgets.stage.stage import Stage

LINES = {
    "7": ((7, 8), (7, 19), (14, 15), (22, 12)),
    "3": ((6, 9), (5, 14), (8, 18), (12, 17), (13, 13), (15, 18), (20, 18), (22, 13), (20, 9)),
    "0": ((5, 14), (8, 9), (14, 8), (20, 10), (22, 14), (20, 18), (14, 20), (8, 18), (5, 14)),
    "A": ((22, 7), (14, 11), (5, 14), (14, 17), (22, 21), (14, 17), (14, 11)),
}


def drawn(line: Sequence[tuple[int, int]]) -> Ink:
    """A line through these cells, with the pad's own soft brush."""
    paper = np.zeros((SIDE, SIDE), dtype=int)
    for (r0, c0), (r1, c1) in pairwise(line):
        far = max(abs(r1 - r0), abs(c1 - c0))
        for t in np.linspace(0.0, 1.0, far + 1):
            row, column = round(r0 + t * (r1 - r0)), round(c0 + t * (c1 - c0))
            for down, across, ink in ((0, 0, 255), (0, 1, 153), (1, 0, 153), (0, -1, 153), (-1, 0, 153)):
                paper[row + down, column + across] = max(paper[row + down, column + across], ink)
    return tuple(int(cell) for cell in paper.ravel())


@cache
def _stack() -> Iterator[Ink]:
    return cycle(tuple(int(cell) for cell in image.ravel()) for image in load_mnist().X_val)


def another() -> Ink:
    """The next of the validation images, as ink."""
    return next(_stack())


def centred(image: np.ndarray) -> np.ndarray:
    """The same ink with its centre of mass in the middle, as in the images the network knows."""
    total = image.sum()
    if total == 0:
        return image
    middle = (SIDE - 1) / 2
    down, across = (round(middle - float(np.sum(np.indices(image.shape)[axis] * image) / total)) for axis in (0, 1))
    moved = np.zeros_like(image)
    rows, columns = np.nonzero(image)
    inside = (rows + down >= 0) & (rows + down < SIDE) & (columns + across >= 0) & (columns + across < SIDE)
    rows, columns = rows[inside], columns[inside]
    moved[rows + down, columns + across] = image[rows, columns]
    return moved


def reading(*, ink: Ink, params: Params | None = None) -> Numbers:
    """What the network sees of a drawing, and what it makes of it."""
    image = centred(np.array(ink, dtype=float).reshape(SIDE, SIDE) / 255.0)
    p = probabilities(image.reshape(1, -1), network() if params is None else params)[0]
    order = np.argsort(-p, kind="stable")
    return {"image": image, "p": p, "order": order, "cells": int(np.count_nonzero(image))}


def describe_reading(numbers: Numbers) -> Text:
    """The answer, the second choice, and how much was drawn."""
    p, (first, second, *_) = numbers["p"], numbers["order"]
    if numbers["cells"] == 0:
        return Text(
            f"Nothing is drawn, 0 cells, and still the network answers: {first}, with probability {p[first]:.2f}.",
            f"아무것도 그리지 않아 0칸인데도 신경망은 답합니다. 답은 {first}이고 확률은 {p[first]:.2f}입니다.",
        )
    return Text(
        f"The network reads a {first} with probability {p[first]:.2f}; its second choice is {second} with {p[second]:.2f}. {numbers['cells']} cells hold ink.",
        f"신경망이 읽은 숫자는 {first}, 확률은 {p[first]:.2f}입니다. 두 번째 후보는 {second}, 확률은 {p[second]:.2f}입니다. 잉크가 묻은 칸은 {numbers['cells']}개입니다.",
    )


def table_reading(numbers: Numbers) -> Table:
    """All ten probabilities."""
    return Table(
        Text("What the network gives each digit", "신경망이 숫자마다 주는 확률"),
        (Text("digit", "숫자"), Text("probability", "확률")),
        tuple((str(k), f"{p:.4f}") for k, p in enumerate(numbers["p"])),
    )


def draw_reading(figure: "Figure", language: str) -> Artists:
    """The picture as the network sees it, and ten bars."""
    left = figure.add_axes((0.02, 0.06, 0.36, 0.8))
    left.set_title(Text("what the network sees", "신경망이 보는 그림").in_(language), fontsize=12)
    right = figure.add_axes((0.47, 0.15, 0.5, 0.71), xlim=(-0.6, 9.6), ylim=(0, 1.12), xticks=range(10))
    right.set_title(Text("probability of each digit", "숫자마다의 확률").in_(language), fontsize=12)
    called(right, x=Text("digit", "숫자").in_(language), y=Text("probability", "확률").in_(language))
    return {
        "image": blank_image(left),
        "bars": list(right.bar(range(10), np.zeros(10), color=ONE, zorder=2)),
        "best": right.text(0, 0, "", ha="center", va="bottom", fontsize=12, zorder=3),
    }


def update_reading(artists: Artists, numbers: Numbers) -> None:
    """Move the bars; the largest wears its number."""
    artists["image"].set_data(numbers["image"])
    first = int(numbers["order"][0])
    for k, (bar, p) in enumerate(zip(artists["bars"], numbers["p"], strict=True)):
        bar.set_height(float(p))
        bar.set_color(LINE if k == first else ONE)
    artists["best"].set_position((first, float(numbers["p"][first])))
    artists["best"].set_text(f"{numbers['p'][first]:.2f}")


SCENE = Scene(
    title=Text("Draw a digit", "숫자를 그려 보세요"),
    controls=(
        Pad(
            "ink",
            Text("Draw a digit here, large and in one piece", "여기에 숫자를 크게 그려 보세요"),
            drawn(LINES["7"]),
            SIDE,
            (
                *(
                    (
                        Text(f"a ready-made {name}", f"미리 그린 {name}")
                        if name.isdigit()
                        else Text(f"the letter {name}", f"글자 {name}"),
                        drawn(line),
                    )
                    for name, line in LINES.items()
                ),
                (Text("a validation image", "검증 그림 한 장"), another),
            ),
        ),
    ),
    compute=reading,
    size=(8.0, 3.4),
    draw=draw_reading,
    update=update_reading,
    describe=describe_reading,
    table=table_reading,
    gives_away=lambda values: values["ink"] != drawn(LINES["7"]),
    predict=Question(
        Text(
            "You draw a letter instead of a digit. What will the network answer?",
            "숫자 대신 글자를 그렸습니다. 신경망은 무엇이라고 답할까요?",
        ),
        (
            Text("A digit all the same, and it may even be sure of it", "그래도 숫자로 답하고, 확신할 때도 있습니다"),
            Text("Ten probabilities of one tenth", "열 숫자에 똑같이 10분의 1씩 줍니다"),
            Text("Nothing: it notices that this is no digit", "답하지 않습니다. 숫자가 아님을 알아차립니다"),
        ),
        0,
        Text(
            "Softmax deals out a probability of 1 among ten digits. “None of them” is not among the answers, because nobody ever taught it.",
            "소프트맥스는 확률 1을 열 숫자에 나누어 줍니다. “어느 것도 아님”은 배운 적이 없으므로 답에 들어 있지 않습니다.",
        ),
    ),
)


def draw(params: Sequence[tuple[np.ndarray, np.ndarray]] | None = None) -> "Stage | None":
    """Draw a digit and watch what the network makes of it: the course's own, or yours if you hand over its `params`."""
    if params is None:
        return show(SCENE)
    return show(replace(SCENE, compute=partial(reading, params=checked("draw", params))))
