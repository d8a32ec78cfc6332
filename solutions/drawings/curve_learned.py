"""A network learns a curve: its answers at three moments of one training, and the loss on the way."""

import functools

import numpy as np

from autograder.drawing.axes import Axes
from autograder.drawing.paper import BLUE, DASHED, ORANGE, QUIET, SMALL
from dlcourse.activations import identity, tanh
from dlcourse.backprop import fit_curve
from dlcourse.datasets import noisy_sine
from dlcourse.forward import mlp_forward
from dlcourse.language import Text

MOMENTS = (0, 30, 2000)
POINTS, UNITS, RATE = 20, 8, 0.1

TITLE = Text(
    f"A network with {UNITS} hidden units learns a curve from {POINTS} noisy points. Blue are its answers, dashed orange the curve that the points come from.",
    f"은닉 유닛이 {UNITS}개인 신경망이 잡음이 섞인 점 {POINTS}개로 곡선을 배웁니다. 파란색은 신경망의 답, 주황색 점선은 점들이 나온 곡선입니다.",
)
SIZE = (760, 232)


@functools.cache  # both languages and the words show the same training
def training():
    """The points, the network at each moment, and the losses before every step up to the last moment."""
    rng = np.random.default_rng(0)
    x, t = noisy_sine(POINTS, noise=0.2, rng=rng)
    hidden = 4 * rng.normal(size=(1, UNITS)), rng.normal(size=UNITS)
    start = [hidden, (0.1 * rng.normal(size=(UNITS, 1)), np.zeros(1))]
    networks = [fit_curve(x, t, start, RATE, steps)[0] if steps else start for steps in MOMENTS]
    return x, t, networks, fit_curve(x, t, start, RATE, MOMENTS[-1] + 1)[1]


def TOLD():  # noqa: N802  # in the place of a sentence
    """What the four plots show, with the losses."""
    losses = training()[-1][list(MOMENTS)]
    first, second, third = (f"{loss:.3f}" for loss in losses)
    return Text(
        f"Four plots. In three of them the same {POINTS} points lie around one wave of a sine. Before the first step the network's answers are almost a flat line, with a loss of {first}. After {MOMENTS[1]} steps they are high "
        f"on the left and low on the right, with a loss of {second}. After {MOMENTS[2]} steps they follow the wave, with a loss of {third}. The fourth plot shows the loss: it falls fast at first, then slowly.",
        f"그래프가 네 개 있습니다. 세 그래프에서는 같은 점 {POINTS}개가 사인 곡선 한 주기 둘레에 놓여 있습니다. 첫걸음 전에는 신경망의 답이 거의 평평한 선이고 손실은 {first}입니다. {MOMENTS[1]}걸음 뒤에는 왼쪽이 높고 오른쪽이 낮으며 손실은 {second}입니다. "
        f"{MOMENTS[2]}걸음 뒤에는 물결을 따라가고 손실은 {third}입니다. 네 번째 그래프는 손실입니다. 처음에는 빨리, 나중에는 천천히 줄어듭니다.",
    )


def draw(paper, say):
    """Three moments side by side, then the losses."""
    x, t, networks, losses = training()
    along = np.linspace(0, 1, 101)[:, None]
    for number, (steps, params) in enumerate(zip(MOMENTS, networks, strict=True)):
        axes = Axes(paper, (40 + number * 184, 44), (150, 130), (0, 1), (-1.6, 1.6))
        axes.frame(title=say(f"{steps} steps", f"{steps}걸음"))
        axes.level(0)
        axes.curve(along[:, 0], np.sin(2 * np.pi * along[:, 0]), colour=ORANGE, dash=DASHED, width=1.8)
        axes.dots(x[:, 0], t[:, 0], colour=QUIET, radius=2.6)
        axes.curve(along[:, 0], mlp_forward(along, params, tanh, identity)[0][:, 0], colour=BLUE, width=2.8)
        paper.text(
            (115 + number * 184, 204), say(f"loss {losses[steps]:.3f}", f"손실 {losses[steps]:.3f}"), size=SMALL + 1
        )
    axes = Axes(paper, (40 + 3 * 184, 44), (150, 130), (0, MOMENTS[-1]), (0, 1.08 * losses[0]))
    axes.frame(title=say("loss", "손실"))
    axes.curve(range(0, len(losses), 10), losses[::10], colour=BLUE, width=2.4)
    paper.text((115 + 3 * 184, 204), say("time", "시간"), size=SMALL + 1, colour=QUIET)
