"""Gradients on their way back through twenty layers."""

from typing import TYPE_CHECKING

import numpy as np

from dlcourse import initializers
from dlcourse.activations import ELEMENTWISE
from dlcourse.language import Text
from dlcourse.widgets.initializers._shared import (
    ACT,
    ACT_NAMES,
    EXAMPLES,
    NAMES,
    SEED,
    WIDTH,
    depth_control,
    draw_layers,
    fate_of,
    layer_numbers,
    passes,
    short,
    start_control,
    table_layers,
    update_layers,
)
from dlcourse.widgets.stage.palette import ZERO
from dlcourse.widgets.stage.scene import Choice, Function, Numbers, Question, Scene
from dlcourse.widgets.stage.show import show

if TYPE_CHECKING:
    from dlcourse.widgets.stage.stage import Stage


def backward(
    *,
    start: str = "glorot_normal",
    act: str = "tanh",
    depth: int = 20,
    init_weights: Function = initializers.init_weights,
) -> Numbers:
    """Gradients with respect to each layer's activations, when those of the last layer are standard normal."""
    return layer_numbers(start, act, depth, _gradients(start, act, depth, init_weights), -3.0, 3.0)


def _gradients(start: str, act: str, depth: int, init_weights: Function) -> list[np.ndarray]:
    weights, before, _ = passes(start, act, init_weights)
    grads = [np.random.default_rng(SEED + 1).normal(size=(EXAMPLES, WIDTH))]
    for layer in range(depth - 1, 0, -1):
        grads.append((grads[-1] * ELEMENTWISE[act].grad(before[layer])) @ weights[layer].T)
    return grads[::-1]


def describe_backward(numbers: Numbers) -> Text:
    """The gradient at the last and at the first layer."""
    stds = numbers["stds"]
    said = Text(
        "{start}, {act}, {depth} layers: the gradient starts with standard deviation {last} at layer {depth} and reaches layer 1 with {first}; {fate}.",
        "{start}, {act}, {depth}층: 기울기의 표준편차가 {depth}층에서 {last}이고 1층에는 {first}로 닿습니다. 기울기가 {fate}.",
    )
    return said.format(
        start=NAMES[numbers["start"]],
        act=ACT_NAMES[numbers["act"]],
        depth=numbers["depth"],
        first=short(stds[0]),
        last=short(stds[-1]),
        fate=fate_of(stds[-1], stds[0]),
    )


SCENE = Scene(
    title=Text("What arrives on the way back?", "되돌아오는 길에는 무엇이 남을까요?"),
    controls=(
        start_control("glorot_normal"),
        Choice("act", ACT.label, "tanh", ACT.options),
        depth_control(),
    ),
    compute=backward,
    size=(7.8, 2.7),
    draw=draw_layers(Text("gradients, layer by layer", "층마다 본 기울기의 분포"), ZERO),
    update=update_layers,
    describe=describe_backward,
    table=table_layers,
    gives_away=lambda values: values["act"] == "tanh" and values["start"] == "large",
    predict=Question(
        Text(
            "A gradient of size 1 starts at the last layer. With tanh and weights of standard deviation 1, what reaches layer 1?",
            "마지막 층에서 크기가 1인 기울기를 보냅니다. tanh와 표준편차 1인 가중치라면 1층에는 무엇이 닿을까요?",
        ),
        (
            Text("Nothing: saturated units have slope 0", "아무것도 닿지 않습니다. 포화된 유닛은 기울기가 0입니다"),
            Text("About the same size", "크기가 비슷합니다"),
            Text(
                "A huge gradient: the weights win against the slopes",
                "엄청나게 큰 기울기가 닿습니다. 큰 가중치가 작은 기울기를 압도합니다",
            ),
        ),
        2,
        Text(
            "Most units are saturated, but the few that are not pass their gradient through large weights, and these win. Signals and gradients have to be looked at both.",
            "대부분의 유닛이 포화되지만, 그렇지 않은 몇몇 유닛의 기울기가 큰 가중치를 지나며 커집니다. 신호와 기울기를 함께 살펴보아야 합니다.",
        ),
    ),
    uses={"init_weights": initializers.init_weights},
)


def gradients() -> "Stage | None":
    """The same network, seen by a gradient on its way back."""
    return show(SCENE)
