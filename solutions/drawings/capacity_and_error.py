"""Capacity and error: polynomials of rising degree through twelve noisy points, and what each is worth on fresh ones."""

import numpy as np

from autograder.drawing.axes import Axes
from autograder.drawing.paper import BLUE, DASHED, INK, ORANGE, QUIET, SMALL
from dlcourse.datasets import noisy_sine
from dlcourse.language import Text
from dlcourse.linear import fit_least_squares

DEGREES = range(10)
STARTS = 60


def powers(X, degree):
    """x, x², x³ ... as columns."""
    x = 2 * X[:, 0] - 1
    return np.stack([x**k for k in range(1, degree + 1)], axis=1) if degree else np.zeros((len(X), 0))


def fitted(X, y, degree):
    """A function that predicts."""
    beta = fit_least_squares(powers(X, degree), y) if degree else np.array([y.mean()])
    return lambda new: beta[0] + powers(new, degree) @ beta[1:]


def errors():
    """Median over many draws of twelve points: error on them, and on 200 fresh ones, for each degree."""
    rng = np.random.default_rng(0)
    seen, unseen = [], []
    for _ in range(STARTS):
        (X, y), (X_new, y_new) = (noisy_sine(n, noise=0.25, rng=rng) for n in (14, 200))
        y, y_new = y.ravel(), y_new.ravel()
        models = [fitted(X, y, degree) for degree in DEGREES]
        seen.append([np.mean((model(X) - y) ** 2) for model in models])
        unseen.append([np.mean((model(X_new) - y_new) ** 2) for model in models])
    return np.median(seen, axis=0), np.median(unseen, axis=0)


SEEN, UNSEEN = errors()
BEST = int(UNSEEN.argmin())
TITLE = Text(
    "Polynomials, the classical half of the story: with more capacity the training error falls; the error on fresh points falls and rises again.",
    "다항식에서 보는, 이야기의 고전적인 절반. 용량이 커지면 훈련 오차는 계속 줄지만, 새 점에 대한 오차는 줄다가 다시 커집니다.",
)
TOLD = Text(
    f"Left: the mean squared error of polynomials of degree 0 to 9. On the training points it falls from {SEEN[0]:.2f} to {SEEN[-1]:.3f}. On fresh points it falls to {UNSEEN[BEST]:.2f} at degree {BEST} and rises to {UNSEEN[-1]:.2f} at degree 9. "
    f"Right: three fits to the same points. Degree 1 is too stiff, degree {BEST} follows the curve, degree 9 follows the noise.",
    f"왼쪽: 0차부터 9차까지 다항식의 평균 제곱 오차입니다. 훈련 점에서는 {SEEN[0]:.2f}에서 {SEEN[-1]:.3f}까지 줄어듭니다. 새 점에서는 {BEST}차에서 {UNSEEN[BEST]:.2f}까지 줄었다가 9차에서 {UNSEEN[-1]:.2f}까지 커집니다. "
    f"오른쪽: 같은 점에 맞춘 세 다항식입니다. 1차는 너무 뻣뻣하고, {BEST}차는 곡선을 따르고, 9차는 잡음을 따릅니다.",
)
SIZE = (760, 400)


def draw(paper, say):
    """The errors on the left, three fits on the right."""
    axes = Axes(paper, (62, 56), (380, 250), (0, 9), (0, 0.8))
    axes.frame(
        title=say("error by capacity", "용량에 따른 오차"),
        x=say("degree of the polynomial", "다항식의 차수"),
        y=say("mean squared error", "평균 제곱 오차"),
    )
    axes.ticks(DEGREES, (0, 0.2, 0.4, 0.6))
    axes.curve(DEGREES, SEEN, colour=BLUE, width=2.8)
    axes.dots(DEGREES, SEEN, colour=BLUE)
    axes.curve(DEGREES, UNSEEN, colour=ORANGE, width=2.8, dash=DASHED)
    inside = [degree for degree in DEGREES if UNSEEN[degree] < 0.8]
    axes.dots(inside, UNSEEN[inside], colour=ORANGE, ring=True)
    paper.line(axes.place(BEST, 0), axes.place(BEST, 0.72), colour=QUIET, width=1.2, dash="3 4")
    axes.words(BEST, 0.75, say("best", "가장 좋은 곳"), size=SMALL + 1)
    axes.words(1.6, 0.52, say("underfitting", "과소적합"), anchor="middle", bold=True)
    axes.words(8.0, 0.5, say("overfitting", "과적합"), bold=True)
    y = 372
    paper.line((72, y), (106, y), colour=BLUE, width=2.8)
    paper.text((114, y + 4), say("training points", "훈련 점"), size=SMALL + 1, anchor="start")
    paper.line((250, y), (284, y), colour=ORANGE, width=2.8, dash=DASHED)
    paper.text((292, y + 4), say("fresh points", "새 점"), size=SMALL + 1, anchor="start")
    X, t = noisy_sine(14, noise=0.25, rng=np.random.default_rng(11))
    x = np.linspace(X.min(), X.max(), 200).reshape(-1, 1)
    for number, degree in enumerate((1, BEST, 9)):
        small = Axes(paper, (510, 48 + number * 118), (210, 86), (0, 1), (-1.9, 1.9))
        small.frame(title=say(f"degree {degree}", f"{degree}차"))
        small.curve(x[:, 0], np.sin(2 * np.pi * x[:, 0]), colour=QUIET, width=1.4, dash="3 4")
        small.curve(x[:, 0], fitted(X, t.ravel(), degree)(x), colour=BLUE, width=2.4)
        small.dots(X[:, 0], t.ravel(), colour=INK, radius=2.5)
