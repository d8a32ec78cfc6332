"""Two steps make a strip, two strips that cross a box, and a tower on each box a surface."""

import numpy as np

from autograder.drawing.axes import Axes
from autograder.drawing.paper import BLUE, DASHED, INK, PALE, PAPER, QUIET, RULE, SMALL
from dlcourse.language import Text
from dlcourse.perceptron import step

TITLE = Text(
    "A box is an AND: two steps make a strip, the AND of two strips is a box, and towers on 9 by 9 boxes follow a cone.",
    "칸 하나는 AND입니다. 계단 두 개의 차는 띠, 띠 두 개의 AND는 칸이고, 가로세로 9개씩인 칸에 탑을 세우면 원뿔을 따라갑니다.",
)
LEFT, RIGHT = 1.0, 2.0  # the borders of the strip that is shown
PLACES = np.arange(5) / 2 + 0.25  # the middles of the squares in the plan: two of them lie between the borders
EDGES = np.linspace(0, np.pi, 10)


def strip(x):
    """1 between the two borders and 0 elsewhere: a step, less one that comes later."""
    return step(x - LEFT) - step(x - RIGHT)


def plan():
    """What the strips across and along say together, on squares seen from above, the highest row first."""
    return strip(PLACES)[None, :] + strip(PLACES[::-1])[:, None]


def towers():
    """How high the cone is above the middle of each box: a row for each place of the second input."""
    middles = (EDGES[1:] + EDGES[:-1]) / 2
    return np.maximum(0, 1 - np.hypot(middles[None, :] - 1, middles[:, None] - 2))


def TOLD():  # noqa: N802  # in the place of a sentence
    """What the three pictures show."""
    high = towers()
    return Text(
        f"Three pictures. First, a plot over the first input: a step up, and from it a later step is taken away; what is left is 1 between the two borders and 0 elsewhere. "
        f"Second, a square from above, in which a strip across and a strip along are added: {plan().max()} where they cross, 1 elsewhere in a strip, 0 outside; only where they cross is the sum above 1.5. "
        f"Third, towers on {high.size} boxes seen from the side, {np.count_nonzero(high)} of them higher than 0, together a cone in flat roofs.",
        f"그림이 세 개 있습니다. 첫째는 첫째 입력에 대한 그래프입니다. 올라가는 계단에서 더 뒤에 있는 계단을 빼면, 두 경계 사이에서만 1이고 나머지에서는 0입니다. "
        f"둘째는 위에서 내려다본 정사각형입니다. 세로띠와 가로띠를 더하면 겹치는 곳은 {plan().max()}, 띠의 나머지는 1, 바깥은 0입니다. 합이 1.5보다 큰 곳은 겹치는 곳뿐입니다. "
        f"셋째는 비스듬히 본 탑들입니다. 칸 {high.size}개 가운데 {np.count_nonzero(high)}개가 0보다 높고, 지붕이 평평한 탑이 모여 원뿔 모양이 됩니다.",
    )


SIZE = (760, 270)


def draw(paper, say):
    """A plot, a plan and a view, from the left to the right."""
    axes = Axes(paper, (44, 52), (180, 150), (0, 2.5), (-1.2, 1.3))
    axes.frame(title=say("two steps: a strip", "계단 두 개: 띠"))
    axes.level(0)
    x = np.linspace(0, 2.5, 501)
    for y, colour, dash in (
        (step(x - LEFT), QUIET, DASHED),
        (-step(x - RIGHT), QUIET, DASHED),
        (strip(x), BLUE, ""),
    ):
        axes.curve(x, y, colour=colour, dash=dash, width=2.8 if colour == BLUE else 1.6)
    axes.ticks(y=(-1, 0, 1))
    paper.text((134, 222), "x₁", formula=True, size=16)
    paper.text((134, 250), say("a step less a later one", "계단에서 뒤 계단을 뺌"), size=SMALL + 1)
    paper.text((254, 132), "→", size=22, colour=QUIET)
    _plan(paper, say)
    paper.text((494, 132), "→", size=22, colour=QUIET)
    _view(paper, say)


def _plan(paper, say):
    left, top, side = 298, 52, 30
    paper.text((left + 2.5 * side, 40), say("two strips: a box", "띠 두 개: 칸"), bold=True)
    for row, sums in enumerate(plan()):
        for column, total in enumerate(sums):
            at = (left + column * side, top + row * side)
            fill = (PAPER, PALE[BLUE], BLUE)[total]
            paper.box(at, (side, side), fill=fill, colour=RULE)
            middle = (at[0] + side / 2, at[1] + side / 2 + 5)
            paper.text(middle, f"{total}", colour=PAPER if total == 2 else INK, bold=total == 2)
    paper.text((left + 2.5 * side, 222), "x₁", formula=True, size=16)
    paper.text((left - 14, top + 2.5 * side + 5), "x₂", formula=True, size=16)
    paper.text((left + 2.5 * side, 250), say("sum > 1.5: inside the box", "합 > 1.5: 칸 안"), size=SMALL + 1)


def _view(paper, say):
    """From the back to the front, and from the left to the right, so that a tower hides what is behind it."""

    def place(x1, x2, up):
        return 528 + 50 * x1 + 15 * x2, 210 - 24 * x2 - 92 * up

    paper.text((640, 40), say("many boxes: a surface", "칸 여러 개: 곡면"), bold=True)
    last = EDGES[-1]
    ground = [place(0, 0, 0), place(last, 0, 0), place(last, last, 0), place(0, last, 0)]
    paper.line(*ground, colour=RULE, width=1, fill=PAPER)
    for edge in EDGES[1:-1]:
        paper.line(place(edge, 0, 0), place(edge, last, 0), colour=RULE, width=1)
        paper.line(place(0, edge, 0), place(last, edge, 0), colour=RULE, width=1)
    heights = towers()
    for row in range(len(heights) - 1, -1, -1):
        near, far = EDGES[row], EDGES[row + 1]
        for column in np.flatnonzero(heights[row]):
            west, east, up = EDGES[column], EDGES[column + 1], heights[row, column]
            faces = (
                ([(east, near, 0), (east, far, 0), (east, far, up), (east, near, up)], PALE[INK]),
                ([(west, near, 0), (east, near, 0), (east, near, up), (west, near, up)], PAPER),
                ([(west, near, up), (east, near, up), (east, far, up), (west, far, up)], PALE[BLUE]),
            )
            for corners, fill in faces:
                paper.line(*(place(*corner) for corner in corners), colour=BLUE, width=1, fill=fill)
    paper.text((640, 250), say("a tower on each box", "칸마다 탑 하나"), size=SMALL + 1)
