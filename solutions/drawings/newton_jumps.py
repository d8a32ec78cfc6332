"""Where Newton's method jumps: to the bottom of a parabola that fits the loss where we stand, and nowhere else."""

import numpy as np

from autograder.drawing.axes import Axes
from autograder.drawing.paper import DASHED, GREEN, INK, ORANGE, QUIET, RULE, SMALL
from dlcourse.language import Text

STARTS = (0.5, 1.1)


def loss(w):
    """One bottom, at 0, and nearly straight sides."""
    return np.sqrt(1 + w**2)


def parabola(start, w):
    """What has the height, the slope and the curvature of the loss at `start`."""
    d = w - start
    return loss(start) + start / loss(start) * d + d**2 / loss(start) ** 3 / 2


def landed(start):
    """Where the parabola's bottom is."""
    return start - start / loss(start) * loss(start) ** 3


def _said(number, digits=2):
    return f"{number:.{digits}f}".replace("-", "−")


NEAR, FAR = (_said(landed(start), 3) for start in STARTS)
(UP, DOWN), (LOW, HIGH) = ([_said(loss(w)) for w in (start, landed(start))] for start in STARTS)
HALF = (STARTS[1] + landed(STARTS[1])) / 2
TITLE = Text(
    f"A jump leads to where the dashed parabola has its bottom. From {STARTS[0]} the loss is lower there; from {STARTS[1]} it is higher than at the start, and half of the step is better.",
    f"한 번 뛰면 점선으로 그린 포물선의 바닥이 있는 자리로 갑니다. {STARTS[0]}에서 뛰면 손실이 작아집니다. {STARTS[1]}에서 뛰면 출발점보다 커지고, 그 걸음의 절반만 가는 것이 낫습니다.",
)
TOLD = Text(
    f"Two pictures of the loss √(1 + w²), a valley with its bottom at w = 0 and nearly straight sides. Left, a dashed parabola touches it at w = {STARTS[0]}; the parabola's bottom is at w = {NEAR}, close to the loss, which falls from {UP} to {DOWN}. "
    f"Right, the parabola touches at w = {STARTS[1]} and is flatter; its bottom is at w = {FAR}, far below the loss, which rises from {LOW} to {HIGH}. Half the step ends at w = {_said(HALF)}, near the valley's bottom.",
    f"손실 √(1 + w²)의 그림 두 장입니다. w = 0이 바닥이고 양쪽이 거의 직선인 골짜기입니다. 왼쪽에서는 점선 포물선이 w = {STARTS[0]}에서 손실에 닿습니다. 포물선의 바닥은 w = {NEAR}이고 손실과 가깝습니다. 손실은 {UP}에서 {DOWN}로 작아집니다. "
    f"오른쪽에서는 포물선이 w = {STARTS[1]}에서 닿고 더 완만합니다. 포물선의 바닥은 w = {FAR}이고 손실보다 훨씬 아래입니다. 손실은 {LOW}에서 {HIGH}으로 커집니다. 걸음의 절반만 가면 골짜기 바닥에 가까운 w = {_said(HALF)}입니다.",
)
SIZE = (760, 350)


def draw(paper, say):
    """A jump that arrives and one that goes too far."""
    w = np.linspace(-2.1, 2.1, 120)
    for number, start in enumerate(STARTS):
        end = landed(start)
        axes = Axes(paper, (50 + number * 370, 46), (310, 230), (-2.1, 2.1), (0.4, 2.4))
        axes.frame(title=say(f"start at {start}", f"{start}에서 출발"), x="w", formula=True)
        axes.ticks((-2, -1, 0, 1, 2), (0.5, 1, 1.5, 2))
        paper.line(axes.place(-2.1, loss(start)), axes.place(start, loss(start)), colour=RULE, width=1.2)
        axes.curve(w, loss(w), width=2.8)
        axes.curve(w, parabola(start, w), colour=ORANGE, width=2.2, dash=DASHED)
        if number:
            paper.arrow(axes.place(end, parabola(start, end) + 0.06), axes.place(end, loss(end) - 0.07), width=1.4)
            axes.dots((HALF,), (loss(HALF),), colour=GREEN, radius=5, ring=True)
            axes.words(HALF + 0.12, loss(HALF) + 0.28, say("half the step", "걸음의 절반"), colour=GREEN, bold=True)
        paper.cross(axes.place(end, parabola(start, end)), 5, ORANGE)
        axes.dots((start,), (loss(start),), colour=INK, radius=5.5, ring=True)
        axes.words(start + 0.12, loss(start) - 0.12, say("start", "출발"), anchor="start", size=SMALL + 1)
        axes.dots((end,), (loss(end),), colour=INK, radius=4.5)
        aside = (end - 0.2, loss(end) - 0.22) if number == 0 else (end + 0.16, loss(end) + 0.06)
        axes.words(*aside, _said(end, 3), anchor="middle" if number == 0 else "start", size=SMALL + 1, bold=True)
    paper.text((205, 334), say("line: the loss", "실선: 손실"), size=SMALL, colour=QUIET)
    paper.text(
        (575, 334),
        say("dashed: the parabola at the start; cross: its bottom", "점선: 출발점의 포물선, 가위표: 그 바닥"),
        size=SMALL,
        colour=QUIET,
    )
