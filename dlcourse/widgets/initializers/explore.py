"""Signals on their way through twenty layers."""

from typing import TYPE_CHECKING

import numpy as np

from dlcourse import initializers
from dlcourse.language import Text
from dlcourse.widgets.initializers._shared import (
    ACT,
    ACT_NAMES,
    NAMES,
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
from dlcourse.widgets.stage.palette import ONE
from dlcourse.widgets.stage.scene import Function, Numbers, Question, Scene
from dlcourse.widgets.stage.show import show

if TYPE_CHECKING:
    from dlcourse.widgets.stage.stage import Stage

_FORWARD_ENDS = {"relu": (0.0, 3.0), "tanh": (-1.0, 1.0), "sigmoid": (0.0, 1.0), "identity": (-3.0, 3.0)}


def forward(
    *,
    start: str = "glorot_normal",
    act: str = "relu",
    depth: int = 20,
    init_weights: Function = initializers.init_weights,
) -> Numbers:
    """Activations after each layer of a deep network with random inputs."""
    _, _, after = passes(start, act, init_weights)
    low, high = _FORWARD_ENDS[act]
    numbers = layer_numbers(start, act, depth, after[:depth], low, high)
    return {**numbers, "bars": np.sqrt(numbers["bars"])}


def describe_forward(numbers: Numbers) -> Text:
    """The first and the last spread, and what that means."""
    stds = numbers["stds"]
    said = Text(
        "{start}, {act}, {depth} layers: the standard deviation of the activations is {first} after layer 1 and {last} after layer {depth}; {fate}.",
        "{start}, {act}, {depth}층: 활성화 값의 표준편차가 1층 뒤에는 {first}, {depth}층 뒤에는 {last}입니다. 신호가 {fate}.",
    )
    if numbers["act"] in ("tanh", "sigmoid") and numbers["outside"][-1] > 0.5:
        fate = Text(
            "most of them sit at the ends of the curve, where its slope is 0", "대부분 기울기가 0인 곡선 끝에 몰립니다"
        )
    else:
        fate = fate_of(stds[0], stds[-1])
    return said.format(
        start=NAMES[numbers["start"]],
        act=ACT_NAMES[numbers["act"]],
        depth=numbers["depth"],
        first=short(stds[0]),
        last=short(stds[-1]),
        fate=fate,
    )


SCENE = Scene(
    title=Text("What arrives after many layers?", "여러 층을 지나면 무엇이 남을까요?"),
    controls=(start_control("glorot_normal"), ACT, depth_control()),
    compute=forward,
    size=(7.8, 2.7),
    draw=draw_layers(
        Text(
            "activations, layer by layer (bars: square roots of the counts, so that small ones show)",
            "층마다 본 활성화 값의 분포(막대는 개수의 제곱근이어서 작은 막대도 보입니다)",
        ),
        ONE,
    ),
    update=update_layers,
    describe=describe_forward,
    table=table_layers,
    predict=Question(
        Text(
            "Twenty layers with ReLU, and weights after Glorot. What will the last histogram look like?",
            "ReLU 층이 스무 개이고 가중치는 Glorot 방식입니다. 마지막 히스토그램은 어떤 모양일까요?",
        ),
        (
            Text("Much like the first one", "첫 히스토그램과 비슷합니다"),
            Text("All numbers crowd at 0", "모든 수가 0에 몰립니다"),
            Text("The numbers run off to the right", "수가 오른쪽으로 달아납니다"),
        ),
        1,
        Text(
            "ReLU takes away half of the signal's energy at every layer, and Glorot's scheme does not give it back. He's does: choose it and compare.",
            "ReLU는 층마다 신호 에너지의 절반을 없애는데 Glorot 방식은 그것을 메우지 않습니다. He 방식은 메웁니다. 골라서 비교해 보세요.",
        ),
    ),
    uses={"init_weights": initializers.init_weights},
)


def explore() -> "Stage | None":
    """Choose weights and activation, and watch the signal on its way through twenty layers."""
    return show(SCENE)
