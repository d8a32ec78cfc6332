"""What the pictures say about each activation function: its name, its formula, and one thing worth knowing.

Which functions there are, the registry knows: a function that joins `dlcourse.activations` is shown at once, with the formula of its docstring
and what was measured along the picture. To say more about it, add a line to `KNOWN`.
"""

from typing import NamedTuple

import numpy as np

from dlcourse import activations, perceptron
from dlcourse.activations.pair import Pair
from dlcourse.language import Text
from dlcourse.widgets.stage.scene import Numbers
from dlcourse.widgets.stage.words import number, same


class Known(NamedTuple):
    """A name, a formula as matplotlib writes it, and a fact, in which the settings stand in braces."""

    name: Text
    formula: str
    fact: Text


KNOWN = {
    "identity": Known(
        Text("identity", "항등 함수"),
        "$f(z) = z$",
        Text(
            "No bend at all: a network of these is one straight line.",
            "꺾이거나 휜 곳이 없습니다. 이 함수만 쓴 신경망은 직선 하나와 같습니다.",
        ),
    ),
    "step": Known(
        Text("step", "계단 함수"),
        "$f(z) = 1$ if $z > 0$, else $0$",
        Text(
            "Its slope is 0 wherever it has one, so slopes cannot tell it how to learn.",
            "기울기가 있는 곳에서는 모두 0이어서, 기울기로는 어떻게 배워야 할지 알 수 없습니다.",
        ),
    ),
    "sigmoid": Known(
        Text("sigmoid", "시그모이드"),
        r"$\sigma(z) = 1 / (1 + e^{-z})$",
        Text(
            "All values lie strictly between 0 and 1; no slope is larger than 0.25.",
            "모든 값이 0과 1 사이에 있고 양 끝은 들어가지 않습니다. 기울기는 0.25를 넘지 않습니다.",
        ),
    ),
    "tanh": Known(
        same("tanh"),
        r"$\tanh(z)$",
        Text(
            "All values lie strictly between -1 and 1, and 0 stays 0; the slope is 1 there and smaller elsewhere.",
            "모든 값이 -1과 1 사이에 있고 양 끝은 들어가지 않습니다. 0은 0으로 남으며, 그곳의 기울기가 1이고 나머지에서는 더 작습니다.",
        ),
    ),
    "relu": Known(
        same("ReLU"),
        r"$\max(0, z)$",
        Text(
            "Two straight pieces with a corner, so it is not linear; the slope is 1 on the right and 0 on the left.",
            "곧은 두 조각이 꺾여 만나므로 선형이 아닙니다. 기울기는 오른쪽에서 1, 왼쪽에서 0입니다.",
        ),
    ),
    "leaky_relu": Known(
        same("Leaky ReLU"),
        r"$z$ if $z > 0$, else $\alpha z$",
        Text("On the left the slope is {slope}, chosen by a person.", "왼쪽의 기울기는 사람이 정한 {slope}입니다."),
    ),
    "prelu": Known(
        same("PReLU"),
        r"$z$ if $z > 0$, else $\alpha z$",
        Text(
            "The same curve as Leaky ReLU, but the network learns the left slope ({slope}); at the probe ∂f/∂α is {to_learn}.",
            "Leaky ReLU와 같은 곡선이지만 왼쪽 기울기({slope})를 신경망이 학습합니다. 기준점에서 ∂f/∂α는 {to_learn}입니다.",
        ),
    ),
    "elu": Known(
        same("ELU"),
        r"$z$ if $z > 0$, else $\alpha (e^z - 1)$",
        Text(
            "On the left it runs towards -{alpha} and never reaches it.",
            "왼쪽에서는 -{alpha}에 다가가지만 닿지는 않습니다.",
        ),
    ),
    "softplus": Known(
        same("Softplus"),
        r"$\log(1 + e^z)$",
        Text(
            "A ReLU without the corner: always a little above it. Its slope is the sigmoid.",
            "모서리가 없는 ReLU이며, 언제나 ReLU보다 조금 위에 있습니다. 기울기가 바로 시그모이드입니다.",
        ),
    ),
    "swish": Known(
        same("Swish"),
        r"$z \cdot \sigma(\beta z)$",
        Text(
            "With β = {beta} its lowest point is {lowest}, at z = {lowest_at}: it falls before it rises.",
            "β = {beta}이면 z = {lowest_at}에서 가장 낮은 값 {lowest}에 이릅니다. 내려갔다가 올라갑니다.",
        ),
    ),
}
MEASURED = Text(
    "From z = {left} to z = {right} its values run from {low} to {high}, and its slopes from {flat} to {steep}.",
    "z = {left}에서 z = {right}까지 값은 {low}에서 {high} 사이에 있고, 기울기는 {flat}에서 {steep} 사이에 있습니다.",
)


def functions() -> dict[str, Pair]:
    """Every function that works on numbers one by one; the step stands beside the straight line, though nobody can learn with it."""
    step = Pair(perceptron.step, activations.step_grad)
    return {"identity": activations.ELEMENTWISE["identity"], "step": step} | activations.ELEMENTWISE


def name_of(act: str) -> Text:
    """What a function is called."""
    return KNOWN[act].name if act in KNOWN else same(act.replace("_", " "))


def formula_of(act: str) -> str:
    """Its formula, as it is written above the picture."""
    return KNOWN[act].formula if act in KNOWN else functions()[act].formula


def facts(numbers: Numbers) -> Text:
    """What there is to know about this function, with these settings."""
    if numbers["act"] in KNOWN:
        beta = numbers["beta"]
        return KNOWN[numbers["act"]].fact.format(
            slope=number(numbers["slope"]),
            alpha=number(numbers["alpha"]),
            beta=number(beta),
            to_learn=number(min(numbers["probe"], 0.0)),
            lowest=number(-0.27846454 / beta),
            lowest_at=number(-1.27846454 / beta),
        )
    z, curve, slopes = numbers["z"], numbers["curve"], numbers["slopes"]
    ends = {"left": z[0], "right": z[-1], "low": np.min(curve), "high": np.max(curve)}
    ends |= {"flat": np.min(slopes), "steep": np.max(slopes)}
    return MEASURED.format(**{name: number(value) for name, value in ends.items()})
