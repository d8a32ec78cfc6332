"""A perceptron's line: the weight vector stands at right angles to it and points to the side that answers 1."""

import numpy as np

from autograder.drawing.axes import Axes
from autograder.drawing.paper import BLUE, GREEN, INK, ORANGE, PALE, SMALL
from dlcourse.language import Text
from dlcourse.perceptron import boundary_line, gate, perceptron

W, B = gate("AND")
SLOPE, HEIGHT = boundary_line(W, B)
TITLE = Text(
    "The weights are an arrow at right angles to the line. It points to the side where the answer is 1; the bias shifts the line.",
    "가중치는 직선과 직각을 이루는 화살표입니다. 화살표는 답이 1인 쪽을 가리키고, 편향은 직선을 옮깁니다.",
)
TOLD = Text(
    f"The plane of x1 and x2 with the four corners of AND. The line x2 = {SLOPE:g} x1 + {HEIGHT:g} runs from the upper left to the lower right. The shaded side above it answers 1 and holds the corner (1, 1) alone. "
    "An arrow, the weight vector (1, 1), begins on the line, stands at right angles to it and points into the shaded side.",
    f"x1과 x2의 평면에 AND의 네 꼭짓점이 있습니다. 직선 x2 = {SLOPE:g} x1 + {HEIGHT:g}이 왼쪽 위에서 오른쪽 아래로 지나갑니다. 직선 위쪽의 색칠한 곳에서 답이 1이고, 꼭짓점 (1, 1)만 그 안에 있습니다. "
    "가중치 벡터 (1, 1)을 나타내는 화살표가 직선 위에서 시작해 직각으로 서서 색칠한 쪽을 가리킵니다.",
)
SIZE = (720, 360)


def draw(paper, say):
    """The plane on the left, what to read in it on the right."""
    axes = Axes(paper, (70, 40), (260, 260), (-0.4, 2.0), (-0.4, 2.0))
    low, high = ((-0.4, SLOPE * -0.4 + HEIGHT), (1.9, SLOPE * 1.9 + HEIGHT))
    paper.line(
        *(axes.place(*p) for p in (low, (-0.4, 2.0), (2.0, 2.0), (2.0, -0.4), high)),
        colour="none",
        fill=PALE[BLUE],
        width=0,
    )
    axes.frame(x="x₁", y="x₂", formula=True)
    axes.ticks((0, 1), (0, 1))
    axes.curve((low[0], high[0]), (low[1], high[1]), width=2.8)
    foot = (0.75, 0.75)
    tip = axes.place(foot[0] + 0.7, foot[1] + 0.7)
    x, y = axes.place(*foot)
    paper.line((x + 9, y - 9), (x + 18, y), (x + 9, y + 9), colour=INK, width=1.2)
    paper.arrow((x, y), tip, colour=GREEN, width=2.8)
    paper.text((tip[0] + 6, tip[1] + 18), "w = (1, 1)", colour=GREEN, bold=True, anchor="start", size=SMALL + 1)
    corners = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
    for corner, answer in zip(corners, perceptron(corners, W, B), strict=True):
        if answer:
            paper.circle(axes.place(*corner), 7, colour=BLUE, fill=BLUE)
        else:
            paper.cross(axes.place(*corner))
    axes.words(0.35, 1.72, say("answer 1", "답 1"), colour=BLUE, bold=True)
    axes.words(0.42, 0.3, say("answer 0", "답 0"), colour=ORANGE, bold=True)
    paper.text((390, 92), "w₁x₁ + w₂x₂ + b = 0", formula=True, size=19, anchor="start")
    paper.lines(
        (390, 132),
        (
            say("on the line the sum is 0,", "직선 위에서는 합이 0이고"),
            say("and it grows in the arrow's direction", "화살표 방향으로 커집니다"),
        ),
        anchor="start",
    )
    paper.lines(
        (390, 192),
        (
            say("turn w: the line turns with it", "w를 돌리면 직선이 함께 돌고"),
            say("larger b: the line moves back", "b를 키우면 직선이 뒤로 물러납니다"),
            say("all three times 2: the same line", "셋을 모두 두 배 하면 같은 직선입니다"),
        ),
        anchor="start",
    )
    paper.circle((398, 284), 7, colour=BLUE, fill=BLUE)
    paper.text((414, 289), say("AND wants 1", "AND의 정답 1"), anchor="start", size=SMALL + 1)
    paper.cross((548, 284))
    paper.text((564, 289), say("AND wants 0", "AND의 정답 0"), anchor="start", size=SMALL + 1)
