"""What a network without a hidden layer has learned: ten columns of weights are ten pictures, one a digit."""

import functools

import numpy as np

from autograder.drawing.paper import ORANGE, PURPLE, QUIET, SMALL
from dlcourse import digits
from dlcourse.backprop import affine_backward
from dlcourse.datasets import load_mnist
from dlcourse.forward import affine
from dlcourse.language import Text
from dlcourse.losses import cross_entropy, cross_entropy_grad
from dlcourse.optimizers import gd_step

TITLE = Text(
    "Ten columns of W, ten pictures: in solid orange places ink speaks for the digit, in striped purple places against it.",
    "W의 열 열 개가 그림 열 장입니다. 고르게 칠한 주황색 자리의 잉크는 그 숫자에 찬성하고, 줄무늬 보라색 자리의 잉크는 반대합니다.",
)
TOLD = Text(
    "Ten pictures of 28 by 28 weights in two rows, for the digits 0 to 4 and 5 to 9; their edges are empty, for hardly any ink comes there. The 0 has an orange ring around a middle of strong purple stripes. "
    "The 1 is an upright orange stroke with purple stripes on both sides of it. The 7 is an orange bar that is strongest at its right end, where a leg begins, with stripes below the bar on the left. "
    "The others are blurred too, and none looks like a written digit: each shows what tells its digit from the other nine.",
    "28×28 가중치로 된 그림 열 장이 두 줄로 놓여 있습니다. 윗줄은 숫자 0부터 4까지, 아랫줄은 5부터 9까지입니다. 잉크가 거의 묻지 않는 가장자리는 비어 있습니다. 0에는 주황색 고리가 있고 그 가운데가 진한 보라색 줄무늬입니다. "
    "1은 곧게 선 주황색 획이고 양옆이 보라색 줄무늬입니다. 7은 기둥이 시작되는 오른쪽 끝이 가장 진한 주황색 윗줄이고, 윗줄 아래 왼쪽은 줄무늬입니다. "
    "나머지도 흐릿하고, 손으로 쓴 숫자처럼 보이는 것은 없습니다. 그림마다 그 숫자를 다른 아홉 숫자와 구별해 주는 것이 보입니다.",
)
SIZE = (760, 372)
PIXEL = 4
STRONG = 0.25  # weights of this size and above have the full colour


@functools.cache
def trained():
    """One affine layer after three epochs, from zeros, as in the lesson."""
    kept = load_mnist()
    (X, y), (X_val, y_val) = (
        digits.preprocess(*part) for part in ((kept.X_train, kept.y_train), (kept.X_val, kept.y_val))
    )

    def step(params, X, y):
        [(W, b)] = params
        scores = affine(X, W, b)
        _, dW, db = affine_backward(cross_entropy_grad(scores, y), X, W)
        return [(gd_step(W, dW, 0.2), gd_step(b, db, 0.2))], cross_entropy(scores, y)

    blank = [(np.zeros((784, 10)), np.zeros(10))]
    return digits.fit(blank, (X, y, X_val, y_val), step, epochs=3, size=64, rng=np.random.default_rng(0))[0]


def shades():
    """The ten columns as pictures (10, 28, 28), in two shades on each side of 0."""
    [(W, _)] = trained()
    return np.round(np.clip(W.T.reshape(10, 28, 28) / STRONG, -1, 1) * 2) / 2


def striped(picture):
    """Twice as many rows and columns, every other row empty: it can be told from a plain one without its colour."""
    fine = np.kron(picture, np.ones((2, 2)))
    fine[1::2] = 0
    return fine


def draw(paper, say):
    """Two rows of five, and what the two signs mean."""
    side = 28 * PIXEL
    for digit, picture in enumerate(shades()):
        at = (44 + digit % 5 * 140, 40 + digit // 5 * 150)
        paper.text((at[0] + side / 2, at[1] - 8), f"{digit}", bold=True)
        paper.cells(at, PIXEL, np.maximum(picture, 0), ORANGE)
        paper.cells(at, PIXEL / 2, striped(np.maximum(-picture, 0)), PURPLE)
        paper.box(at, (side, side), colour=QUIET)
    sample = np.ones((3, 6))
    paper.cells((110, 332), PIXEL, sample, ORANGE)
    paper.text(
        (144, 343),
        say("ink here speaks for the digit", "여기에 잉크가 있으면 찬성"),
        size=SMALL + 1,
        colour=ORANGE,
        anchor="start",
    )
    paper.cells((410, 332), PIXEL / 2, striped(sample), PURPLE)
    paper.text(
        (444, 343),
        say("ink here speaks against it", "여기에 잉크가 있으면 반대"),
        size=SMALL + 1,
        colour=PURPLE,
        anchor="start",
    )
