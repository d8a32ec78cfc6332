"""More mistakes of `maximize_unit`: steps of another length, or up another hill."""

from typing import Any

import numpy as np

from dlcourse.exercises.card import Misconception
from dlcourse.language import Text


def _uphill(params: Any, unit: int, x: Any) -> Any:
    """The gradient of one unit's score at these pixels."""
    a, gates = x, []
    for W, b in params[:-1]:
        z = a @ W + b
        gates.append(z > 0)
        a = z * gates[-1]
    g = params[-1][0][:, unit]
    for (W, _), gate in zip(params[-2::-1], gates[::-1], strict=True):
        g = W @ (g * gate)
    return g


def _moving(move: Any) -> Any:
    """Ascent whose every step is `move(x, g, lr)`."""

    def maximize_unit(params: Any, unit: int, steps: int, lr: float) -> Any:
        x = np.full(len(params[0][0]), 0.5)
        for _ in range(steps):
            x = np.clip(move(x, _uphill(params, unit, x), lr), 0.0, 1.0)
        return x.reshape(round(np.sqrt(len(x))), -1)

    return maximize_unit


def _one_length(tiny: float) -> Any:
    return _moving(lambda x, g, lr: x + lr * g / (np.linalg.norm(g) + tiny))


def _first_layer_climbed(params: Any, unit: int, steps: int, lr: float) -> Any:
    x = np.full(len(params[0][0]), 0.5)
    for _ in range(steps):
        x = np.clip(x + lr * params[0][0][:, unit], 0.0, 1.0)
    return x.reshape(round(np.sqrt(len(x))), -1)


MORE = (
    Misconception(
        "steps-of-one-length",
        Text(
            "every step is equally long, however steep the score is", "점수가 얼마나 가파르든 걸음의 길이가 늘 같습니다"
        ),
        _one_length(1e-12),
        Text(
            "Divided by its length, a gradient keeps its direction alone. Does the task divide?",
            "기울기를 그 길이로 나누면 방향만 남습니다. 문제에서 나누라고 했나요?",
        ),
        "scale.half",
        variants=(_one_length(1e-8), _one_length(1e-10), _one_length(1e-6)),
    ),
    Misconception(
        "first-layer-climbed",
        Text("a unit of the first layer is climbed, not of the last", "마지막 층이 아니라 첫 층의 유닛을 올랐습니다"),
        _first_layer_climbed,
        Text(
            "Which layer gives the scores? How does its gradient come back to the pixels?",
            "점수를 내는 것은 어느 층인가요? 그 기울기는 어떻게 픽셀까지 돌아오나요?",
        ),
        "chain.missing_local",
    ),
    Misconception(
        "pixels-multiplied",
        Text("the step is a share of the pixel, not added to it", "걸음을 더하지 않고 픽셀에 비율로 곱했습니다"),
        _moving(lambda x, g, lr: x * (1 + lr * g)),
        Text(
            "A black pixel is 0 and stays so in your code. What should a step do to it?",
            "까만 픽셀은 0이고 여러분의 코드에서는 계속 0입니다. 걸음은 그 픽셀을 어떻게 바꾸어야 하나요?",
        ),
        "chain.wrong_input",
    ),
)
