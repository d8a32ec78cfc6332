"""Gradient descent in a bowl and on a saddle, seen from above."""

import numpy as np

from autograder.drawing.axes import Axes
from autograder.drawing.paper import BLUE, GREEN, INK, ORANGE, QUIET, RULE, SMALL
from dlcourse.language import Text
from dlcourse.optimizers import gd_step, run

VALLEY = (0.1, 2.0)  # the curvatures of the lesson's x²/20 + y²


def path(curvatures, start, steps, lr):
    """Gradient descent on ½(c₁x² + c₂y²), by the course's own loop."""
    return run(
        lambda w, g, memory: (gd_step(w, g, lr), memory), lambda w: np.array(curvatures) * w, np.array(start), steps
    )


BOWL, SADDLE = path(VALLEY, (-2.6, 1.3), 30, 0.85), path((1.0, -1.0), (-2.6, 0.001), 75, 0.1)
TITLE = Text(
    "From above: in a bowl gradient descent heads for the lowest point; on a saddle it slows down where the slope is nearly 0, and then slides off.",
    "위에서 내려다본 그림. 경사 하강법은 그릇 모양에서는 가장 낮은 점을 향하고, 안장점에서는 기울기가 거의 0인 곳에서 느려졌다가 미끄러져 내려갑니다.",
)
TOLD = Text(
    f"Two maps with lines of equal height. Left, a bowl that is {VALLEY[1] / VALLEY[0]:g} times as strongly curved along y as along x: the path goes back and forth across the bottom at first, then along it, and ends near the middle. "
    f"Right, a saddle, a minimum from left to right and a maximum from bottom to top: the path walks to the middle, needs {int((np.abs(SADDLE).max(axis=1) < 0.5).sum())} of its {len(SADDLE) - 1} steps there, and leaves upwards.",
    f"높이가 같은 곳을 이은 지도 두 장입니다. 왼쪽은 세로의 곡률이 가로의 {VALLEY[1] / VALLEY[0]:g}배인 그릇입니다. 경로는 처음에 바닥을 가로질러 왔다 갔다 하고, 그다음 바닥을 따라가 가운데 근처에서 끝납니다. "
    f"오른쪽은 좌우로는 골짜기이고 위아래로는 마루인 안장입니다. 경로는 가운데로 걸어가 {len(SADDLE) - 1}걸음 가운데 {int((np.abs(SADDLE).max(axis=1) < 0.5).sum())}걸음을 그 둘레에서 쓰고 위로 빠져나갑니다.",
)
SIZE = (760, 370)


def draw(paper, say):
    """Two maps."""
    maps = (
        (say("a bowl", "그릇"), VALLEY, BOWL, (0.02, 0.1, 0.25, 0.44)),
        (say("a saddle", "안장"), (1.0, -1.0), SADDLE, (-2.4, -1.35, -0.6, -0.15, 0.15, 0.6, 1.35, 2.4)),
    )
    for number, (title, (a, b), way, heights) in enumerate(maps):
        axes = Axes(paper, (56 + number * 370, 46), (300, 230), (-3.1, 3.1), (-2.3, 2.3))
        axes.frame(title=title, x="x", y="y", formula=True)
        for height in heights:
            _level(axes, a, b, height)
        paper.line(*(axes.place(*w) for w in way), colour=BLUE, width=2.0)
        for w in way[:14] if number == 0 else way[::4]:
            if abs(w[1]) < 2.2:
                paper.circle(axes.place(*w), 3, colour=BLUE, fill=BLUE, width=1)
        paper.circle(axes.place(*way[0]), 6, colour=INK, fill="#ffffff")
        axes.words(way[0][0], way[0][1] + 0.26, say("start", "시작"), size=SMALL + 1)
        if number == 0:
            paper.cross(axes.place(0, 0), 6, ORANGE)
        else:
            axes.words(1.5, 1.75, say("lower", "낮아짐"), colour=GREEN, size=SMALL + 1)
            axes.words(2.35, -0.22, say("higher", "높아짐"), colour=QUIET, size=SMALL + 1)
            axes.words(0.3, -0.5, say("slope ≈ 0", "기울기 ≈ 0"), colour=ORANGE, size=SMALL + 1, bold=True)
    paper.text((206, 348), say("thin lines: places of equal loss", "가는 선: 손실이 같은 곳"), size=SMALL, colour=QUIET)
    paper.text(
        (576, 348),
        say("seen along x a minimum, along y a maximum", "x 방향으로는 최소, y 방향으로는 최대"),
        size=SMALL,
        colour=QUIET,
    )


def _level(axes, a, b, height):
    """Where ½(a x² + b y²) is `height`, cut at the frame."""
    angle = np.linspace(0, 2 * np.pi, 60)
    if b > 0:
        axes.paper.line(
            *(
                axes.place(x, y)
                for x, y in zip(
                    np.sqrt(2 * height / a) * np.cos(angle), np.sqrt(2 * height / b) * np.sin(angle), strict=True
                )
            ),
            colour=RULE,
            width=1.1,
        )
        return
    t = np.linspace(-2.6, 2.6, 80)
    for side in (-1, 1):
        radius = np.sqrt(2 * abs(height))
        x, y = (
            (side * radius * np.cosh(t), radius * np.sinh(t))
            if height > 0
            else (radius * np.sinh(t), side * radius * np.cosh(t))
        )
        inside = (np.abs(x) < 3.1) & (np.abs(y) < 2.3)
        axes.paper.line(*(axes.place(u, v) for u, v in zip(x[inside], y[inside], strict=True)), colour=RULE, width=1.1)
