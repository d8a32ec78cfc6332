"""Two ReLUs make a ramp, three a bump, and enough bumps side by side any continuous curve over an interval."""

import numpy as np

from autograder.drawing.axes import Axes
from autograder.drawing.paper import BLUE, DASHED, INK, ORANGE, QUIET, SMALL
from dlcourse.activations import relu
from dlcourse.language import Text

TITLE = Text(
    "Bumps made of ReLUs: two of them give a ramp, three a bump, and enough bumps side by side follow any continuous curve over an interval.",
    "ReLU로 만든 언덕. 두 개면 비탈, 세 개면 언덕이 되고, 언덕을 충분히 많이 나란히 세우면 구간 위의 어떤 연속 곡선이든 따라갑니다.",
)
KNOTS = np.linspace(0, 1, 9)


def target(x):
    """The curve to follow."""
    return 0.5 + 0.35 * np.sin(2 * np.pi * x) + 0.12 * np.cos(6 * np.pi * x)


def ramp(x, start, end):
    """0 before `start`, 1 behind `end`: two ReLUs."""
    return (relu(x - start) - relu(x - end)) / (end - start)


def bump(x, left, middle, right):
    """0 outside, 1 in the middle: a ramp up, less a ramp that begins at the top. Both use the ReLU of the middle."""
    return ramp(x, left, middle) - ramp(x, middle, right)


def sum_of_bumps(x):
    """A bump at every knot, as high as the curve there."""
    step = KNOTS[1]
    return sum(target(k) * bump(x, k - step, k, k + step) for k in KNOTS)


def TOLD():  # noqa: N802  # in the place of a sentence
    """What the four pictures show, and how well the last one fits."""
    x = np.linspace(0, 1, 400)
    worst = np.abs(sum_of_bumps(x) - target(x)).max()
    return Text(
        f"Four plots. One ReLU bends once. The difference of two ReLUs is a ramp that becomes flat. The difference of two ramps is a bump, made of three ReLUs. Nine bumps, each as high as a dashed curve at its place, add up to a line of straight pieces that "
        f"leaves the curve by {worst:.2f} at most.",
        f"그래프가 네 개 있습니다. ReLU 하나는 한 번 꺾입니다. ReLU 두 개의 차는 평평해지는 비탈입니다. 비탈 두 개의 차는 언덕이고, ReLU 세 개로 되어 있습니다. 점선 곡선의 높이에 맞춘 언덕 아홉 개를 더하면 곧은 조각으로 된 선이 되고, "
        f"곡선과 가장 많이 벌어진 곳도 {worst:.2f}입니다.",
    )


SIZE = (760, 440)


def draw(paper, say):
    """Three small plots above, the sum below."""
    x = np.linspace(-0.2, 1.2, 141)
    tops = (
        (say("one ReLU", "ReLU 하나"), ((relu(x - 0.3), BLUE, ""),)),
        (
            say("two: a ramp", "두 개: 비탈"),
            (
                (relu(x - 0.3) / 0.3, QUIET, DASHED),
                (-relu(x - 0.6) / 0.3, QUIET, DASHED),
                (ramp(x, 0.3, 0.6), BLUE, ""),
            ),
        ),
        (
            say("three: a bump", "세 개: 언덕"),
            (
                (ramp(x, 0.2, 0.5), QUIET, DASHED),
                (-ramp(x, 0.5, 0.8), QUIET, DASHED),
                (bump(x, 0.2, 0.5, 0.8), BLUE, ""),
            ),
        ),
    )
    for number, (title, curves) in enumerate(tops):
        axes = Axes(paper, (40 + number * 245, 44), (190, 110), (-0.2, 1.2), (-1.15, 1.25))
        axes.frame(title=title)
        axes.level(0)
        for y, colour, dash in curves:
            axes.curve(x, y, colour=colour, dash=dash, width=2.8 if colour == BLUE else 1.4)
        if number:
            paper.text((40 + number * 245 - 28, 104), "→", size=18, colour=QUIET)
    axes = Axes(paper, (40, 216), (680, 170), (0, 1), (0, 1.1))
    axes.frame(title=say("nine bumps, added up", "언덕 아홉 개의 합"))
    x = np.linspace(0, 1, 241)
    for k in KNOTS:
        axes.curve(x, target(k) * bump(x, k - KNOTS[1], k, k + KNOTS[1]), colour=QUIET, width=1.2)
    axes.curve(x, target(x), colour=ORANGE, dash=DASHED, width=2.4)
    axes.curve(x, sum_of_bumps(x), colour=BLUE, width=2.8)
    axes.dots(KNOTS, target(KNOTS), colour=BLUE)
    paper.line((60, 420), (90, 420), colour=ORANGE, width=2.4, dash=DASHED)
    paper.text((98, 424), say("the curve wanted", "바라는 곡선"), size=SMALL + 1, anchor="start")
    paper.line((270, 420), (300, 420), colour=BLUE, width=2.8)
    paper.text((308, 424), say("sum of the bumps", "언덕의 합"), size=SMALL + 1, anchor="start")
    paper.line((480, 420), (510, 420), colour=QUIET, width=1.2)
    paper.text((518, 424), say("one bump each", "언덕 하나하나"), size=SMALL + 1, anchor="start", colour=INK)
