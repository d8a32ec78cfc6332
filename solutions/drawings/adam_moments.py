"""What an optimizer remembers: gradients that tremble, their running mean, the size of their squares, and the step Adam makes of both."""

import numpy as np

from autograder.drawing.axes import Axes
from autograder.drawing.paper import BLUE, GREEN, INK, ORANGE, QUIET, SMALL
from dlcourse.language import Text
from dlcourse.optimizers import adam_step

STEPS, LR = 40, 0.1
RNG = np.random.default_rng(4)
GRADIENTS = np.concatenate([1.0 + RNG.normal(0, 0.7, STEPS // 2), RNG.normal(0, 1.2, STEPS // 2)])


def moments():
    """m and v, corrected for the start, and the step, after each gradient."""
    w, m, v = np.zeros(1), np.zeros(1), np.zeros(1)
    seen = []
    for t, g in enumerate(GRADIENTS, start=1):
        new, m, v = adam_step(w, m, v, np.array([g]), t, lr=LR)
        seen.append((float(m[0]) / (1 - 0.9**t), np.sqrt(float(v[0]) / (1 - 0.999**t)), float((new - w)[0])))
        w = new
    return np.array(seen).T


M, V, STEP = moments()
TITLE = Text(
    "Two moments: m is the running mean of the gradients, v that of their squares. Adam's step is the quotient m / √v times the rate.",
    "두 가지 모멘트. m은 기울기의 이동 평균, v는 기울기 제곱의 이동 평균입니다. Adam은 m / √v에 학습률을 곱한 만큼 움직입니다.",
)
TOLD = Text(
    f"Three plots over {STEPS} steps. Above: gradients as bars; in the first half they point mostly up, in the second half they only tremble around 0. Middle: the mean m rises to about {M[:20].max():.1f} and returns towards 0; the root of v stays near {V[-1]:.1f}. "
    f"Below: the steps are long while the gradients agree, up to {abs(STEP).max():.2f}, and short when they contradict each other, {abs(STEP[-5:]).mean():.3f} at the end.",
    f"{STEPS}단계에 걸친 그래프 세 개입니다. 위: 막대로 그린 기울기는 앞의 절반에서는 대체로 양수이고 뒤의 절반에서는 0 둘레에서 흔들릴 뿐입니다. 가운데: 평균 m은 약 {M[:20].max():.1f}까지 올라갔다가 0 쪽으로 돌아오고, v의 제곱근은 {V[-1]:.1f} 근처에 머뭅니다. "
    f"아래: 기울기의 방향이 같은 동안에는 걸음이 커서 {abs(STEP).max():.2f}까지 가고, 서로 어긋나면 작아져 끝에서는 {abs(STEP[-5:]).mean():.3f}입니다.",
)
SIZE = (760, 448)


def draw(paper, say):
    """Three plots with one time below the other."""
    times = np.arange(1, STEPS + 1)
    top, middle, below = (
        Axes(paper, (60, y), (480, 96), (0, STEPS + 1), limits)
        for y, limits in ((40, (-3, 3)), (170, (-0.6, 2.0)), (300, (-0.02, 0.12)))
    )
    for axes in (top, middle, below):
        axes.frame()
        axes.level(0)
    top.ticks((), (-2, 0, 2))
    middle.ticks((), (0, 1, 2))
    below.ticks((1, 10, 20, 30, 40), (0, 0.1))
    paper.text((300, 438), say("step t", "단계 t"), size=SMALL + 1, colour=QUIET)
    for t, g in zip(times, GRADIENTS, strict=True):
        paper.line(top.place(t, 0), top.place(t, float(g)), colour=INK, width=5)
    middle.curve(times, M, colour=BLUE, width=2.8)
    middle.curve(times, V, colour=ORANGE, width=2.8, dash="7 5")
    for t, step in zip(times, -STEP, strict=True):
        paper.line(below.place(t, 0), below.place(t, float(step)), colour=GREEN, width=5)
    left = 560
    paper.text((left, 80), say("gradient g", "기울기 g"), anchor="start", bold=True)
    paper.text((left, 100), say("noisy", "잡음이 섞여 있습니다"), anchor="start", size=SMALL + 1)
    paper.text((left, 196), say("m: mean of g", "m: g의 평균"), anchor="start", bold=True, colour=BLUE)
    paper.text((left, 216), say("which way", "어느 쪽으로"), anchor="start", size=SMALL + 1)
    paper.text((left, 244), say("√v: size of g", "√v: g의 크기"), anchor="start", bold=True, colour=ORANGE)
    paper.text((left, 264), say("how large usually", "보통 얼마나 큰지"), anchor="start", size=SMALL + 1)
    paper.text((left, 334), say("the step", "한 걸음"), anchor="start", bold=True, colour=GREEN)
    paper.text((left, 356), "η · m / (√v + ε)", anchor="start", size=SMALL + 2)
    paper.text((left, 378), say("with η = 0.1", "η = 0.1일 때"), anchor="start", size=SMALL + 1)
