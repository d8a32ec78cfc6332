"""What is left of a gradient on its way back: a factor a layer, at the best place of each activation, and for real networks."""

import numpy as np

from autograder.drawing.axes import Axes
from autograder.drawing.paper import BLUE, GREEN, INK, ORANGE, PURPLE, SMALL
from dlcourse.activations import relu, sigmoid, tanh
from dlcourse.backprop import mlp_backward
from dlcourse.forward import mlp_forward
from dlcourse.initializers import init_weights
from dlcourse.language import Text

DEPTH, WIDTH, N = 12, 64, 64
RUNS = (
    ("sigmoid, Glorot", sigmoid, "sigmoid", "glorot_normal", ORANGE, "7 5"),
    ("tanh, Glorot", tanh, "tanh", "glorot_normal", PURPLE, "2 4"),
    ("ReLU, Glorot", relu, "relu", "glorot_normal", GREEN, "9 3 2 3"),
    ("ReLU, He", relu, "relu", "he_normal", BLUE, ""),
)


def sizes(activation, kind, scheme):
    """The spread of the gradient that arrives at each layer's z, as a share of the last layer's, first layer first."""
    rng = np.random.default_rng(1)
    params = [(init_weights((WIDTH, WIDTH), scheme, rng=rng), np.zeros(WIDTH)) for _ in range(DEPTH)]
    _, cache = mlp_forward(rng.normal(size=(N, WIDTH)), params, activation, lambda z: z)
    grads = mlp_backward(cache, rng.normal(size=(N, WIDTH)) / N, kind)
    spread = np.array([np.std(db) for _, db in grads])
    return (spread / spread[-1])[:-1]


def _said(share):
    """A share with two digits; a tiny one as a power of ten."""
    digits, _, power = f"{share:.1e}".partition("e")
    return (
        f"{share:.2g}"
        if share > 1e-3
        else f"{digits} · 10⁻{''.join('⁰¹²³⁴⁵⁶⁷⁸⁹'[int(one)] for one in str(-int(power)))}"
    )


SEEN = {name: sizes(activation, kind, scheme) for name, activation, kind, scheme, _, _ in RUNS}
LEFT = {name: _said(shares[0]) for name, shares in SEEN.items()}
assert SEEN["ReLU, He"][0] > 0.5
TITLE = Text(
    f"What is left of the gradient on its way back through {DEPTH} layers: with sigmoids next to nothing, with ReLU and He's weights more than half.",
    f"층 {DEPTH}개를 거꾸로 지난 뒤 남는 기울기. 시그모이드에서는 거의 사라지고, ReLU와 He 초기화에서는 절반 넘게 남습니다.",
)
TOLD = Text(
    f"A plot over the layers, layer {DEPTH - 1} on the right, layer 1 on the left, on a scale in powers of ten. It shows how large the gradient of a layer's biases is compared with the last layer's. At layer 1 are left: "
    + ", ".join(f"{name} {left}" for name, left in LEFT.items())
    + ".",
    f"층에 따른 그래프이고 오른쪽이 {DEPTH - 1}층, 왼쪽이 1층이며 세로축은 10의 거듭제곱입니다. 마지막 층에 비해 각 층의 편향에 대한 기울기가 얼마나 큰지 보여 줍니다. 1층에 남은 크기는 "
    + ", ".join(f"{name} {left}" for name, left in LEFT.items())
    + "입니다.",
)
SIZE = (760, 370)


def draw(paper, say):
    """One curve a network; an arrow says which way the blame travels."""
    axes = Axes(paper, (84, 56), (400, 236), (1, DEPTH - 1), (-9, 1))
    axes.frame(x=say("layer", "층"))
    axes.ticks(range(1, DEPTH), ())
    for power in range(-9, 2):
        x, y = axes.place(1, power)
        if power % 3 == 0:
            axes.level(power)
            paper.text(
                (x - 10, y + 5),
                say("all", "전부") if power == 0 else f"10{'⁻' if power < 0 else ''}{'⁰¹²³⁴⁵⁶⁷⁸⁹'[abs(power)]}",
                size=SMALL,
                anchor="end",
            )
    for name, _, _, _, colour, dash in RUNS:
        axes.curve(range(1, DEPTH), np.log10(SEEN[name]), colour=colour, dash=dash, width=2.8)
        axes.dots([1], [float(np.log10(SEEN[name][0]))], colour=colour, radius=4)
    paper.arrow((470, 34), (110, 34), colour=INK, width=2.4)
    paper.text((290, 24), say("the way back", "거꾸로 가는 길"), bold=True)
    paper.text((524, 84), say("left at layer 1", "1층에 남은 크기"), anchor="start", bold=True)
    for number, (name, _, _, _, colour, dash) in enumerate(reversed(RUNS)):
        y = 116 + number * 34
        paper.line((524, y - 4), (562, y - 4), colour=colour, dash=dash, width=2.8)
        paper.text((572, y), name, anchor="start", size=SMALL + 1)
        paper.text((736, y), LEFT[name], anchor="end", size=SMALL + 1, bold=True)
    paper.lines(
        (524, 276),
        (
            say("a sigmoid passes on at most ¼,", "시그모이드는 많아야 ¼을 넘기고"),
            say("a ReLU 0 or all", "ReLU는 0이나 전부를 넘깁니다"),
        ),
        anchor="start",
        size=SMALL + 1,
    )
