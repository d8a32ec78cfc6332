"""What the layers of a convolutional network see: one digit, three small filters, what each finds, and the same at half the size."""

import numpy as np

from autograder.drawing.paper import BLUE, GREEN, INK, ORANGE, PURPLE, QUIET, SMALL
from dlcourse.activations import relu
from dlcourse.datasets import load_mnist
from dlcourse.language import Text

FILTERS = (
    (Text("upright edges", "세로 에지"), ORANGE, ((-1, 0, 1), (-1, 0, 1), (-1, 0, 1))),
    (Text("level edges", "가로 에지"), GREEN, ((-1, -1, -1), (0, 0, 0), (1, 1, 1))),
    (Text("slanting edges", "비스듬한 에지"), PURPLE, ((0, 1, 1), (-1, 0, 1), (-1, -1, 0))),
)
TITLE = Text(
    "What the first layers of a convolutional network see: a small filter slides over the picture and lights up where it finds its own pattern.",
    "합성곱 신경망의 첫 층이 보는 것. 작은 필터가 그림 위를 미끄러지며 자기 무늬를 찾은 곳에서 밝아집니다.",
)
TOLD = Text(
    "A handwritten 7 in pixels on the left. Three filters of 3 by 3 weights stand beside it, for upright, level and slanting edges. Behind each filter is what it finds in the picture: the level filter marks the bar of the 7, the upright and the slanting one its leg. "
    "Further right the same maps at half the size, after pooling. An arrow leads on: from edges to corners and strokes, to parts, to digits.",
    "왼쪽에 픽셀로 된 손글씨 7이 있습니다. 옆에 3×3 가중치로 된 필터 셋이 있고 각각 세로, 가로, 비스듬한 에지를 찾습니다. 필터 뒤에는 그 필터가 그림에서 찾은 것이 있습니다. 가로 필터는 7의 윗줄을, 세로와 비스듬한 필터는 기둥을 표시합니다. "
    "더 오른쪽에는 풀링을 거쳐 절반 크기가 된 같은 지도가 있습니다. 화살표는 에지에서 모서리와 획으로, 부분으로, 숫자로 이어집니다.",
)
SIZE = (760, 430)


def digit():
    """The first clear 7 of the training part, as ink from 0 to 1, without most of its white border."""
    data = load_mnist()
    return data.X_train[np.flatnonzero(data.y_train == 7)[WHICH]][4:28, 3:27] / 255


WHICH = 0


def found(picture, weights):
    """The filter at every place, and ReLU: negative answers mean that nothing was found."""
    windows = np.lib.stride_tricks.sliding_window_view(picture, (3, 3))
    map_ = relu(np.einsum("ijkl,kl->ij", windows, np.array(weights, dtype=float)))
    return map_ / map_.max()


def pooled(map_):
    """The largest of every 2 by 2 places."""
    return map_.reshape(len(map_) // 2, 2, -1, 2).max(axis=(1, 3))


def draw(paper, say):
    """Picture, filters, maps, smaller maps, and where it goes."""
    ink = digit()
    heads = (
        (110, say("the picture", "그림")),
        (282, say("filters 3 × 3", "3×3 필터")),
        (442, say("what they find", "찾은 것")),
        (582, say("pooled", "풀링")),
        (690, say("later layers", "뒤의 층")),
    )
    for x, head in heads:
        paper.text((x, 34), head, bold=True)
    paper.cells((33, 130), 154 / 24, ink)
    paper.box((33, 130), (154, 154), colour=QUIET)
    for row, (name, colour, weights) in enumerate(FILTERS):
        top = 58 + row * 122
        paper.arrow((194, 207), (244, top + 42), colour=colour, width=1.4)
        for i, line in enumerate(weights):
            for j, weight in enumerate(line):
                at = (254 + j * 19, top + 14 + i * 19)
                paper.box(at, (19, 19), colour=colour, fill={1: colour, 0: "#ffffff", -1: "#ffffff"}[weight])
                paper.text(
                    (at[0] + 9.5, at[1] + 14),
                    {1: "+", 0: "0", -1: "−"}[weight],
                    size=SMALL,
                    colour="#ffffff" if weight == 1 else INK,
                )
        paper.text((282, top + 92), say(name.en, name.ko), size=SMALL, colour=colour)
        paper.arrow((324, top + 42), (390, top + 42), colour=colour, width=1.4)
        map_ = found(ink, weights)
        paper.cells((397, top), 90 / 22, map_, colour)
        paper.box((397, top), (90, 90), colour=colour)
        paper.arrow((496, top + 42), (550, top + 42), colour=colour, width=1.4)
        paper.cells((559, top + 20), 45 / 11, pooled(map_), colour)
        paper.box((559, top + 20), (45, 45), colour=colour)
        paper.arrow((612, top + 42), (642, 220 + (row - 1) * 30), colour=colour, width=1.4)
    paper.lines(
        (694, 196),
        (say("corners, strokes", "모서리, 획"), "↓", say("parts", "부분"), "↓", say("digits", "숫자")),
        size=SMALL,
    )
    paper.text(
        (380, 416),
        say(
            "+ and − are the weights 1 and −1 of a filter; a real network learns them",
            "+와 −는 필터의 가중치 1과 −1입니다. 실제 신경망은 이 값을 학습합니다",
        ),
        size=SMALL,
        colour=BLUE,
    )
