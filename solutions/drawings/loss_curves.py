"""A gallery of loss curves: six runs that really took place, each with what its shape tells."""

import functools

import numpy as np

from autograder.drawing.axes import Axes
from autograder.drawing.paper import BLUE, DASHED, ORANGE, QUIET, SMALL
from dlcourse.activations import tanh
from dlcourse.backprop import mlp_backward, train_xor
from dlcourse.batches import minibatches
from dlcourse.datasets import moons
from dlcourse.forward import mlp_forward
from dlcourse.language import Text
from dlcourse.losses import bce, bce_grad
from dlcourse.optimizers import gd_step

TITLE = Text(
    "A gallery of loss curves. Blue is the training loss, dashed orange the validation loss.",
    "손실 곡선 모음. 파란색은 훈련 손실, 주황색 점선은 검증 손실입니다.",
)
TOLD = Text(
    "Six small plots of loss against time. Learning rate too small: an almost straight, slow descent. A good rate: fast at first, then flat near 0. Too large: the loss grows. "
    "A plateau: flat for a long time, then a fall. Small batches: a descent that trembles. Overfitting: the training loss falls all the time, the validation loss falls, turns and rises.",
    "시간에 따른 손실을 그린 작은 그래프 여섯 개입니다. 학습률이 너무 작으면 거의 곧게 천천히 내려갑니다. 알맞으면 처음에 빨리 내려가 0 가까이에서 평평해집니다. 너무 크면 손실이 커집니다. "
    "정체는 오랫동안 평평하다가 떨어지는 모양입니다. 배치가 작으면 떨면서 내려갑니다. 과적합에서는 훈련 손실은 계속 내려가는데 검증 손실은 내려가다가 돌아서서 올라갑니다.",
)
SIZE = (760, 450)


def valley(lr, steps=40):
    """Gradient descent in the valley w²/2, from 2."""
    w, losses = np.array(2.0), []
    for _ in range(steps):
        losses.append(float(w * w / 2))
        w = gd_step(w, w, lr)
    return np.array(losses)


@functools.cache  # both languages show the same training
def network(epochs, size, lr, seed=3, hidden=64, examples=24):
    """Two half-moons, few examples with much noise: training and validation loss after every epoch, and the loss of every step."""
    rng = np.random.default_rng(seed)
    X, y = moons(examples, noise=0.35, rng=rng)
    X_val, y_val = moons(200, noise=0.35, rng=rng)
    t, t_val = (labels.reshape(-1, 1).astype(float) for labels in (y, y_val))
    params = [(rng.normal(size=(2, hidden)), np.zeros(hidden)), (rng.normal(size=(hidden, 1)) / 8, np.zeros(1))]
    seen, unseen, steps = [], [], []
    for _ in range(epochs):
        for rows, wanted in minibatches(X, t, size, rng=rng):
            z, cache = mlp_forward(rows, params, tanh, lambda z: z)
            steps.append(bce(z, wanted))
            grads = mlp_backward(cache, bce_grad(z, wanted), "tanh")
            params = [(gd_step(W, dW, lr), gd_step(b, db, lr)) for (W, b), (dW, db) in zip(params, grads, strict=True)]
        seen.append(bce(mlp_forward(X, params, tanh, lambda z: z)[0], t))
        unseen.append(bce(mlp_forward(X_val, params, tanh, lambda z: z)[0], t_val))
    return np.array(seen), np.array(unseen), np.array(steps)


def draw(paper, say):
    """Three columns, two rows."""
    plateau = train_xor(2, lr=0.5, steps=600, rng=np.random.default_rng(PLATEAU))[0][::6]
    seen, unseen, _ = network(700, 24, 1.2)
    _, _, steps = network(20, 8, 0.1)
    plots = (
        (
            say("rate too small", "학습률이 너무 작다"),
            valley(0.004),
            None,
            say("nearly straight: raise the rate", "거의 직선: 학습률을 키웁니다"),
        ),
        (
            say("good rate", "학습률이 알맞다"),
            valley(0.25),
            None,
            say("fast, then flat near 0", "빨리 내려가 평평해집니다"),
        ),
        (
            say("rate too large", "학습률이 너무 크다"),
            valley(2.05, 26),
            None,
            say("it grows: lower the rate", "커집니다: 학습률을 줄입니다"),
        ),
        (
            say("plateau", "정체 구간"),
            plateau,
            None,
            say("flat is not always finished", "평평해도 끝이 아닐 수 있습니다"),
        ),
        (say("small batches", "작은 배치"), steps, None, say("it trembles: look at the mean", "떱니다: 평균을 봅니다")),
        (
            say("overfitting", "과적합"),
            seen,
            unseen,
            say("stop where orange turns", "주황색이 돌아서는 곳에서 멈춥니다"),
        ),
    )
    for number, (title, losses, other, told) in enumerate(plots):
        axes = Axes(
            paper,
            (46 + number % 3 * 243, 48 + number // 3 * 210),
            (188, 122),
            (0, len(losses) - 1),
            (0, 1.08 * max(losses.max(), 0 if other is None else other.max())),
        )
        axes.frame(title=title)
        axes.curve(range(len(losses)), losses, colour=BLUE, width=2.4)
        if other is not None:
            axes.curve(range(len(other)), other, colour=ORANGE, width=2.4, dash=DASHED)
            best = int(other.argmin())
            axes.dots([best], [other[best]], colour=ORANGE, radius=5, ring=True)
        left, top = axes.at
        paper.text((left + 94, top + 142), say("time", "시간"), size=SMALL, colour=QUIET)
        paper.text((left - 12, top + 61), say("loss", "손실"), size=SMALL, colour=QUIET, turn=-90)
        paper.text((left + 94, top + 164), told, size=SMALL + 0.5)


PLATEAU = 0
