"""Two waves, each of one weighted sum, add up to a hill over a square."""

import numpy as np

from autograder.drawing.paper import BLUE, PAPER, QUIET, SMALL
from dlcourse.activations import relu
from dlcourse.language import Text

TITLE = Text(
    "Two sheets, each folded along lines on which one weighted sum is constant, add up to a hill over a square. Each has 9 straight pieces, with one ReLU for each piece.",
    "저마다 가중합이 같은 선을 따라 접은 종이 두 장을 더하면 정사각형 위의 언덕이 됩니다. 장마다 곧은 조각이 9개이고, 조각마다 ReLU가 하나씩 있습니다.",
)
KNOTS = np.linspace(-np.pi, np.pi, 10)
SIDE = np.linspace(-np.pi / 2, np.pi / 2, 61)
CUTS = np.linspace(np.pi / 2, -np.pi / 2, 15)  # the one at the back comes first


def wave(z):
    """The cosine of a weighted sum in straight pieces, made of ReLUs."""
    turns = np.diff(np.diff(np.cos(KNOTS)) / np.diff(KNOTS), prepend=0.0)
    return np.cos(KNOTS[0]) + sum(turn * relu(z - knot) for turn, knot in zip(turns, KNOTS[:-1], strict=True))


def surfaces():
    """How high the two halves and their sum are, on every cut."""
    x1, x2 = SIDE[None, :], CUTS[:, None]
    halves = wave(x1 - x2) / 2, wave(x1 + x2) / 2
    return *halves, sum(halves)


def TOLD():  # noqa: N802  # in the place of a sentence
    """What the three surfaces show, and how well the last one fits."""
    worst = np.abs(surfaces()[2] - np.cos(SIDE) * np.cos(CUTS[:, None])).max()
    return Text(
        f"Three surfaces over the same square, with a plus and an equals sign between them. The first is like a folded sheet: a ridge along one diagonal, valleys in the two other corners. The second is the same with its ridge along the other diagonal. "
        f"Their sum is a single hill in the middle of the square, about 0 along its edge, and leaves the true one by {worst:.2f} at most.",
        f"같은 정사각형 위의 곡면이 세 개 있고, 그 사이에 더하기와 등호가 있습니다. 첫째는 접은 종이 같습니다. 한 대각선을 따라 마루가 있고, 나머지 두 꼭짓점은 골짜기입니다. 둘째는 마루가 다른 대각선을 따라 있습니다. "
        f"둘을 더하면 정사각형 한가운데에 언덕 하나가 생깁니다. 가장자리의 높이는 거의 0이고, 진짜 언덕과 가장 많이 벌어진 곳도 {worst:.2f}입니다.",
    )


SIZE = (760, 260)


def draw(paper, say):
    """The three surfaces, cut into lines; a line hides what lies behind it."""
    names = ("½ cos(x₁ − x₂)", "½ cos(x₁ + x₂)", "cos x₁ · cos x₂")
    under = (
        say("one weighted sum", "가중합 하나"),
        say("another weighted sum", "또 다른 가중합"),
        say("their sum: a hill", "둘의 합: 언덕"),
    )
    for number, (name, below, heights) in enumerate(zip(names, under, surfaces(), strict=True)):
        left = 20 + number * 256
        for back, cut in enumerate(heights):
            across = left + 54 - 54 * back / (len(CUTS) - 1) + np.linspace(0, 150, len(SIDE))
            ground = 96 + 7 * back
            line = list(zip(across, ground - 62 * cut, strict=True))
            paper.line(*line, (across[-1], ground + 40), (across[0], ground + 40), colour=PAPER, width=1, fill=PAPER)
            paper.line(*line, colour=QUIET if number < 2 else BLUE, width=1.5)
        paper.text((left + 102, 26), name, formula=True, size=16)
        paper.text((left + 102, 248), below, size=SMALL + 1)
        if number:
            paper.text((left - 26, 150), "+="[number - 1], size=24)
