"""One weight goes downhill: at each place the slope says which way, and the step is the slope times the learning rate."""

from itertools import pairwise

import numpy as np

from autograder.drawing.axes import Axes
from autograder.drawing.paper import BLUE, GREEN, INK, ORANGE, SMALL
from dlcourse.language import Text
from dlcourse.optimizers import gd_step

LR, START, STEPS = 0.3, -1.6, 4


def loss(w):
    """A valley with its lowest place at 1."""
    return 0.5 * (w - 1.0) ** 2


def slope(w):
    """How steep it is."""
    return w - 1.0


PATH = [np.array(START)]
for _ in range(STEPS):
    PATH.append(gd_step(PATH[-1], slope(PATH[-1]), LR))
PLACES = ", ".join(f"{w:.2f}" for w in PATH)
TITLE = Text(
    "One weight goes downhill. Where the valley is steep the step is long; near the lowest place it becomes short by itself.",
    "가중치 하나가 내려갑니다. 가파른 곳에서는 크게 움직이고, 가장 낮은 곳에 가까워지면 저절로 조금씩 움직입니다.",
)
TOLD = Text(
    f"A valley: the loss over one weight w, lowest at w = 1. Points go down its left side at w = {PLACES}. At the first point a straight line touches the valley; its slope is {float(slope(PATH[0])):g}, so w grows by {LR:g} times {-float(slope(PATH[0])):g}. Every step is shorter than the one before.",
    f"가중치 w 하나에 대한 손실이 골짜기 모양이고 w = 1에서 가장 낮습니다. 점들이 왼쪽 비탈을 따라 w = {PLACES}로 내려갑니다. 첫 점에서 접선의 기울기는 {float(slope(PATH[0])):g}이므로 w는 {LR:g}과 {-float(slope(PATH[0])):g}의 곱만큼 커집니다. 걸음은 갈수록 짧아집니다.",
)
SIZE = (760, 350)


def draw(paper, say):
    """The valley, a tangent, the steps."""
    axes = Axes(paper, (70, 40), (380, 240), (-2.2, 3.2), (-0.4, 4.6))
    axes.frame(x=say("weight w", "가중치 w"), y=say("loss", "손실"))
    axes.ticks((-2, -1, 0, 1, 2, 3), (0, 1, 2, 3, 4))
    w = np.linspace(-2.0, 3.2, 120)
    axes.curve(w, loss(w), width=2.8)
    first = float(PATH[0])
    touch = np.array([first - 0.55, first + 0.95])
    axes.curve(touch, loss(first) + slope(first) * (touch - first), colour=ORANGE, width=2.4)
    axes.words(
        -0.5, 3.5, say(f"slope {slope(first):g}", f"기울기 {slope(first):g}"), colour=ORANGE, anchor="start", bold=True
    )
    for a, b in pairwise(PATH[:3]):
        paper.arrow(axes.place(float(a), -0.2), axes.place(float(b), -0.2), colour=GREEN, width=2.4)
    for number, place in enumerate(PATH):
        paper.circle(axes.place(float(place), float(loss(place))), 5.5, colour=INK, fill=BLUE, width=1.4)
        if number < 3:
            axes.words(float(place) - 0.2, float(loss(place)) - 0.32, f"{number}", size=SMALL)
    paper.text((478, 84), say("w ← w − η · slope", "w ← w − η · 기울기"), anchor="start", size=18)
    lines = [
        say(f"start: w = {first:g}", f"시작: w = {first:g}"),
        f"1:  {first:g} − {LR:g} · ({slope(first):g}) = {float(PATH[1]):.2f}",
        f"2:  {float(PATH[1]):.2f} − {LR:g} · ({float(slope(PATH[1])):.2f}) = {float(PATH[2]):.2f}",
    ]
    paper.lines((478, 124), lines, anchor="start")
    paper.lines(
        (478, 206),
        (
            say("slope negative: w grows", "기울기가 음수이면 w가 커집니다"),
            say("slope positive: w shrinks", "기울기가 양수이면 w가 작아집니다"),
            say("slope 0: w stays", "기울기가 0이면 w는 그대로입니다"),
        ),
        anchor="start",
        size=SMALL + 1,
    )
