"""Six activation functions beside their slopes, as small plots."""

import numpy as np

from autograder.drawing.axes import Axes
from autograder.drawing.paper import BLUE, DASHED, ORANGE, SMALL
from dlcourse import activations
from dlcourse.language import Text

NAMES = ("sigmoid", "tanh", "relu", "leaky_relu", "elu", "swish")
SHOWN = {
    "sigmoid": "sigmoid",
    "tanh": "tanh",
    "relu": "ReLU",
    "leaky_relu": "Leaky ReLU (0.1)",
    "elu": "ELU",
    "swish": "Swish",
}
TITLE = Text("Six activations (solid) and their slopes (dashed).", "활성화 함수 여섯 개(실선)와 그 기울기(점선).")
TOLD = Text(
    f"Six small plots from -4 to 4. Sigmoid rises from 0 to 1, its slope is at most {float(activations.sigmoid_grad(np.zeros(1))[0]):g}. tanh rises from -1 to 1 with slope 1 at 0. ReLU is 0 on the left and the line z on the right. "
    "Leaky ReLU keeps a small slope on the left. ELU goes smoothly to -1 on the left. Swish dips slightly below 0 and then follows z.",
    f"-4부터 4까지 그린 작은 그래프 여섯 개입니다. 시그모이드는 0에서 1로 올라가고 기울기는 {float(activations.sigmoid_grad(np.zeros(1))[0]):g} 이하입니다. tanh는 -1에서 1로 올라가며 0에서 기울기가 1입니다. ReLU는 왼쪽에서 0, 오른쪽에서 z입니다. "
    "Leaky ReLU는 왼쪽에도 작은 기울기가 있습니다. ELU는 왼쪽에서 -1로 부드럽게 다가갑니다. Swish는 0보다 조금 내려갔다가 z를 따라갑니다.",
)
SIZE = (760, 420)


def draw(paper, say):
    """Two rows of three."""
    z = np.linspace(-4, 4, 161)
    for number, name in enumerate(NAMES):
        axes = Axes(paper, (50 + number % 3 * 243, 44 + number // 3 * 178), (190, 116), (-4, 4), (-1.3, 2.3))
        more = {"slope": 0.1} if name == "leaky_relu" else {}
        y = getattr(activations, name)(z, **more)
        slope = (getattr(activations, name)(z + 1e-5, **more) - getattr(activations, name)(z - 1e-5, **more)) / 2e-5
        axes.frame(title=SHOWN[name])
        axes.ticks((-4, 0, 4), (-1, 0, 1, 2))
        axes.level(0)
        axes.curve(z, slope, colour=ORANGE, dash=DASHED)
        axes.curve(z, y, colour=BLUE, width=2.8)
    paper.line((250, 402), (284, 402), colour=BLUE, width=2.8)
    paper.text((292, 406), say("a = f(z)", "a = f(z)"), size=SMALL + 1, anchor="start")
    paper.line((400, 402), (434, 402), colour=ORANGE, dash=DASHED)
    paper.text((442, 406), say("its slope", "그 기울기"), size=SMALL + 1, anchor="start")
