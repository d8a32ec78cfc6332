"""How a hidden layer folds the plane: two corners of XOR become one point, and a single line is enough."""

import numpy as np

from autograder.drawing.axes import Axes
from autograder.drawing.paper import BLUE, DASHED, GREEN, ORANGE, PURPLE, SMALL
from dlcourse.datasets import logic_gate
from dlcourse.language import Text
from dlcourse.multilayer import and_gate, or_gate

TITLE = Text(
    "The hidden layer folds the plane: (0, 1) and (1, 0) land on one point, and one line separates what no line could.",
    "은닉층이 평면을 접습니다. (0, 1)과 (1, 0)이 한 점에 겹치고, 어떤 직선으로도 나눌 수 없던 것을 직선 하나로 나눕니다.",
)
TOLD = Text(
    "Left: the four corners of the square of inputs. XOR wants 1 at (0, 1) and (1, 0), drawn as filled circles, and 0 at (0, 0) and (1, 1), drawn as crosses. Two lines belong to the hidden units OR and AND. "
    "Right: the same corners where the two hidden units put them. (0, 0) goes to (0, 0), both circles go to (1, 0), (1, 1) goes to (1, 1). One dashed line separates the circle from the crosses.",
    "왼쪽: 입력 정사각형의 네 꼭짓점입니다. XOR가 1이어야 하는 (0, 1)과 (1, 0)은 속이 찬 원이고, 0이어야 하는 (0, 0)과 (1, 1)은 가위표입니다. 직선 두 개는 은닉 유닛 OR와 AND의 것입니다. "
    "오른쪽: 두 은닉 유닛이 꼭짓점을 옮겨 놓은 곳입니다. (0, 0)은 (0, 0)으로, 두 원은 모두 (1, 0)으로, (1, 1)은 (1, 1)로 갑니다. 점선 하나가 원과 가위표를 나눕니다.",
)
SIZE = (720, 370)


def draw(paper, say):
    """The plane of inputs, an arrow, the plane of hidden values."""
    X, y = logic_gate("XOR")
    x1, x2 = X.astype(int).T
    hidden = np.stack([or_gate(x1, x2), and_gate(x1, x2)], axis=1)
    inputs = Axes(paper, (80, 60), (240, 240), (-0.3, 1.5), (-0.3, 1.5))
    codes = Axes(paper, (440, 60), (240, 240), (-0.3, 1.5), (-0.3, 1.5))
    inputs.frame(title=say("what comes in", "들어온 입력"), x="x₁", y="x₂", formula=True)
    codes.frame(title=say("what the output unit sees", "출력 유닛이 보는 것"), x="h₁ (OR)", y="h₂", formula=True)
    for axes in (inputs, codes):
        axes.ticks((0, 1), (0, 1))
    inputs.curve((-0.3, 0.8), (0.8, -0.3), colour=GREEN)
    inputs.curve((0.0, 1.5), (1.5, 0.0), colour=PURPLE)
    inputs.words(-0.14, 0.86, "OR", colour=GREEN, bold=True)
    inputs.words(0.34, 1.36, "AND", colour=PURPLE, bold=True)
    # h1 - h2 = 1/2
    codes.curve((0.2, 1.5), (-0.3, 1.0), colour=BLUE, dash=DASHED, width=2.4)
    for point, answer in zip(X, y, strict=True):
        _point(paper, inputs.place(*point), answer)
    for code, answer in {(tuple(map(int, h)), int(a)) for h, a in zip(hidden, y, strict=True)}:
        if answer == 0:
            _point(paper, codes.place(*code), answer)
    _point(paper, codes.place(1, 0), 1)
    paper.circle(codes.place(1, 0), 14, colour=BLUE, fill="none", width=1.4)
    for point in X:
        x, y_ = inputs.place(*point)
        paper.text((x + 12, y_ - 10), f"({point[0]:g}, {point[1]:g})", size=SMALL, anchor="start", halo=True)
    for (a, b), words, anchor, dx in (((0, 0), "(0, 0)", "start", 12), ((1, 1), "(1, 1)", "start", 12)):
        x, y_ = codes.place(a, b)
        paper.text((x + dx, y_ - 10), words, size=SMALL, anchor=anchor, halo=True)
    x, y_ = codes.place(1, 0)
    paper.text((x, y_ - 20), "(0, 1) + (1, 0)", size=SMALL, halo=True, bold=True)
    paper.arrow((338, 150), (392, 150), width=2.4)
    paper.text((364, 138), say("fold", "접기"), size=SMALL + 1)
    for x, answer, words in ((80, 1, say("XOR wants 1", "XOR의 정답 1")), (240, 0, say("XOR wants 0", "XOR의 정답 0"))):
        _point(paper, (x, 350), answer)
        paper.text((x + 14, 355), words, size=SMALL + 1, anchor="start")


def _point(paper, at, answer):
    if answer:
        paper.circle(at, 7, colour=BLUE, fill=BLUE)
    else:
        paper.cross(at, 6, ORANGE)
