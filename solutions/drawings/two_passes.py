"""The 2-2-2 network of the forward pass with its numbers, and the gradient of every weight on the way back."""

import numpy as np

from autograder.drawing.network import along, column, edge, unit
from autograder.drawing.paper import BLUE, GREEN, INK, ORANGE, PALE, QUIET, SMALL
from dlcourse.backprop import train_step_222
from dlcourse.forward import forward_222
from dlcourse.language import Text

X, T = np.array([0.1, 0.2]), np.array([0.4, 0.6])
W = np.array([0.3, 0.25, 0.4, 0.35, 0.45, 0.4, 0.7, 0.6])
SEEN = forward_222(X, W)
NEW, ERROR, _ = train_step_222(W, X, T, lr=1.0)
GRADIENT = W - NEW  # a step of rate 1 is the gradient itself
TITLE = Text(
    "Forward (blue, left to right): values. Backward (orange, right to left): the gradient of the error for each weight.",
    "순전파(파란색, 왼쪽에서 오른쪽): 값. 역전파(주황색, 오른쪽에서 왼쪽): 각 가중치에 대한 오차의 기울기.",
)
SIZE = (760, 440)


def TOLD():  # noqa: N802  # in the place of a sentence
    """All numbers of the picture."""
    h, o = SEEN["h"], SEEN["o"]
    times = np.abs(GRADIENT[4:]).mean() / np.abs(GRADIENT[:4]).mean()
    values = f"x 0.1, 0.2; h {h[0]:.4f}, {h[1]:.4f}; o {o[0]:.4f}, {o[1]:.4f}"
    ways = ", ".join(
        f"w{number} {w:g} ({g:+.4f})" for number, (w, g) in enumerate(zip(W, GRADIENT, strict=True), start=1)
    )
    return Text(
        f"A network of two inputs, two hidden units and two outputs. Values from left to right: {values}. The targets are 0.4 and 0.6, the error is {ERROR:.5f}. "
        f"Weights, with their gradients in brackets: {ways}. The gradients of the first layer are about {times:.0f} times smaller than those of the last.",
        f"입력 둘, 은닉 유닛 둘, 출력 둘로 된 신경망입니다. 왼쪽에서 오른쪽으로 값은 {values}입니다. 정답은 0.4와 0.6이고 오차는 {ERROR:.5f}입니다. "
        f"가중치와 괄호 안의 기울기는 {ways}입니다. 첫 층의 기울기는 마지막 층의 기울기의 약 {times:.0f}분의 1입니다.",
    )


def draw(paper, say):
    """Units with values inside; on each edge the weight above the line, its gradient below."""
    layers = [column(x, 215, 2, 170) for x in (95, 370, 645)]
    names = (("x₁", "x₂"), ("h₁", "h₂"), ("o₁", "o₂"))
    numbers = (X, SEEN["h"], SEEN["o"])
    colours = (BLUE, GREEN, ORANGE)
    ways = [(layers[n // 4][n % 2], layers[n // 4 + 1][n % 4 // 2]) for n in range(8)]  # w1 to w8
    for start, end in ways:
        edge(paper, start, end, radius=34, width=1.4)
    for number, (start, end) in enumerate(ways):
        # the two that cross are labelled before the crossing
        straight, below = number % 2 == number % 4 // 2, number % 4 == 3
        x, y = along(start, end, 0.5 if straight else 0.27)
        up = (24 if below else -24) if straight else 0
        paper.text((x, y + up - 1), f"w{'₁₂₃₄₅₆₇₈'[number]} = {W[number]:g}", size=SMALL + 0.5, colour=BLUE, halo=True)
        paper.text(
            (x, y + up + 14),
            f"{GRADIENT[number]:+.4f}".replace("-", "−"),
            size=SMALL + 0.5,
            colour=ORANGE,
            halo=True,
            bold=True,
        )
    for places, words, values, colour in zip(layers, names, numbers, colours, strict=True):
        for at, name, value in zip(places, words, values, strict=True):
            paper.circle(at, 33, colour=colour, fill=PALE[colour])
            paper.text((at[0], at[1] - 5), name, formula=True, size=15)
            paper.text(
                (at[0], at[1] + 14), f"{value:.4g}" if len(f"{value:g}") < 5 else f"{value:.4f}", size=SMALL + 0.5
            )
    for at, value in zip(layers[2], T, strict=True):
        paper.text((at[0] + 42, at[1] + 5), f"t = {value:g}", anchor="start", size=SMALL + 0.5)
    paper.arrow((95, 44), (330, 44), colour=BLUE, width=2.4)
    paper.text((95, 30), say("forward: values", "순전파: 값"), anchor="start", bold=True, colour=BLUE)
    paper.arrow((645, 404), (410, 404), colour=ORANGE, width=2.4)
    paper.text((645, 426), say("backward: gradients", "역전파: 기울기"), anchor="end", bold=True, colour=ORANGE)
    paper.text((95, 408), say(f"error E = {ERROR:.5f}", f"오차 E = {ERROR:.5f}"), anchor="start", colour=INK)
    paper.text(
        (95, 426),
        say("sigmoid everywhere, no biases", "모두 시그모이드, 편향 없음"),
        anchor="start",
        size=SMALL,
        colour=QUIET,
    )
