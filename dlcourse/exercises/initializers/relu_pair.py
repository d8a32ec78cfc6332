"""The card of `relu_pair`: Past a ReLU unchanged."""

from collections.abc import Callable
from typing import Any

import numpy as np

from dlcourse import initializers
from dlcourse.exercises.card import Case, Exercise, Misconception
from dlcourse.language import Text


def _pair(there: Callable[[Any], Any], back: Callable[[Any], Any]) -> Callable[[int], Any]:
    """Both layers, made of the identity of the inputs."""
    return lambda inputs: (there(np.eye(inputs)), back(np.eye(inputs)))


def _by_blocks(inputs: int) -> Any:
    return np.kron([[1, -1]], np.eye(inputs)), np.kron([[1], [-1]], np.eye(inputs))


def _by_loop(inputs: int) -> Any:
    there, back = np.zeros((inputs, 2 * inputs)), np.zeros((2 * inputs, inputs))
    for i in range(inputs):
        there[i, i] = back[i, i] = 1.0
        there[i, inputs + i] = back[inputs + i, i] = -1.0
    return there, back


def _by_transposing(inputs: int) -> Any:
    there = np.eye(inputs, 2 * inputs) - np.eye(inputs, 2 * inputs, k=inputs)
    return there, there.T.copy()


def _wide(eye: Any) -> Any:
    return np.hstack([eye, -eye])


def _high(eye: Any) -> Any:
    return np.vstack([eye, -eye])


CARD = Exercise(
    id="relu-pair",
    reference=initializers.relu_pair,
    points=3.0,
    stars=2,
    title=Text("Past a ReLU unchanged", "ReLU를 지나도 그대로"),
    text=Text(
        """Write `relu_pair(inputs)`: two weight matrices that change nothing together, although a ReLU stands between them. `there` leads from `D` inputs to `2*D` units, `back` from these to `D` again, and `np.maximum(X @ there, 0) @ back` is `X`, whatever its signs.

Of the `2*D` units the first `D` carry the inputs, in their order; the other `D` carry the same numbers with the other sign. No entry is anything else than -1, 0 or 1. The result is `(there, back)`.""",
        """`relu_pair(inputs)`를 작성하세요. 사이에 ReLU가 있어도 둘이 함께 아무것도 바꾸지 않는 가중치 행렬 두 개입니다. `there`는 입력 `D`개에서 유닛 `2*D`개로, `back`은 거기에서 다시 `D`개로 이어지고, 부호가 어떻든 `np.maximum(X @ there, 0) @ back`이 `X`입니다.

유닛 `2*D`개 가운데 앞의 `D`개는 입력을 순서대로 맡고, 나머지 `D`개는 부호가 반대인 같은 수를 맡습니다. 원소는 모두 -1, 0, 1 가운데 하나입니다. 결과는 `(there, back)`입니다.""",
    ),
    docstring_ko="""사이에 ReLU가 있어도 함께 아무것도 바꾸지 않는 두 층, 가는 층과 돌아오는 층입니다.

    사이의 유닛 가운데 앞 절반이 입력을, 뒤 절반이 부호가 반대인 입력을 맡습니다.
    수식: max(x, 0) - max(-x, 0) = x
    형상: -> (D, 2 D), (2 D, D)
    예외: inputs가 양의 정수가 아니면 ValueError
    참고: Balduzzi 외 (2017)
    >>> there, back = relu_pair(2)
    >>> np.maximum(np.array([[3.0, -5.0]]) @ there, 0.0) @ back
    array([[ 3., -5.]])
    """,
    cases=lambda rng: (
        Case(Text("two inputs", "입력 두 개"), (2,)),
        Case(Text("three inputs", "입력 세 개"), (3,)),
        Case(Text("some more inputs", "더 많은 입력"), (int(rng.integers(4, 9)),), hidden=True),
        Case(Text("a single input", "입력 하나"), (1,), hidden=True),
    ),
    returns=("there", "back"),
    misconceptions=(
        Misconception(
            "nothing-for-the-negative",
            Text("the second half of the units carries nothing", "유닛의 뒤 절반이 아무것도 맡지 않습니다"),
            _pair(lambda eye: np.hstack([eye, 0 * eye]), lambda eye: np.vstack([eye, 0 * eye])),
            Text(
                "Send -5 through your pair, with a ReLU in the middle. What comes out?",
                "이 쌍에 -5를 보내 보세요. 가운데에 ReLU가 있습니다. 무엇이 나오나요?",
            ),
            "sign.flipped",
        ),
        Misconception(
            "doubled",
            Text("both halves carry the same sign", "두 절반의 부호가 같습니다"),
            _pair(lambda eye: np.hstack([eye, eye]), lambda eye: np.vstack([eye, eye])),
            Text(
                "Send 3 and then -5 through your pair. Which of them comes back, and how large?",
                "이 쌍에 3을, 그다음 -5를 보내 보세요. 어느 것이 어떤 크기로 돌아오나요?",
            ),
            "sign.flipped",
            variants=(_pair(lambda eye: np.hstack([eye, eye]), _high),),
        ),
        Misconception(
            "added-at-the-end",
            Text("the second layer adds the halves instead of subtracting", "둘째 층이 두 절반을 빼지 않고 더했습니다"),
            _pair(_wide, lambda eye: np.vstack([eye, eye])),
            Text(
                "Behind the ReLU both halves are positive. What becomes of the sign of -5 when they are added?",
                "ReLU를 지나면 두 절반이 모두 0 이상입니다. 그 둘을 더하면 -5의 부호는 어떻게 되나요?",
            ),
            "sign.flipped",
        ),
        Misconception(
            "averaged-at-the-end",
            Text("the second layer halves what comes back", "둘째 층에서 돌아오는 수가 절반이 됩니다"),
            _pair(_wide, lambda eye: 0.5 * _high(eye)),
            Text(
                "Of each pair only one unit is not 0 behind the ReLU. Between which two numbers would you take a mean?",
                "짝마다 ReLU 뒤에서 0이 아닌 유닛은 하나뿐입니다. 무엇과 무엇의 평균을 내고 있나요?",
            ),
            "scale.half",
        ),
        Misconception(
            "halves-interleaved",
            Text(
                "the two signs alternate instead of standing in two halves",
                "두 부호가 절반씩 모여 있지 않고 번갈아 나옵니다",
            ),
            _pair(lambda eye: np.kron(eye, [[1.0, -1.0]]), lambda eye: np.kron(eye, [[1.0], [-1.0]])),
            Text(
                "Your pair works. Which units carry the inputs themselves, by the text of the task, and where do yours stand?",
                "쌍으로 쓰면 맞습니다. 문제에서 입력 자신을 맡는 유닛은 어느 것이고, 여러분의 것은 어디에 있나요?",
            ),
            "axis.wrong",
        ),
        Misconception(
            "halves-exchanged",
            Text("the other sign stands in the first half", "부호가 반대인 쪽이 앞 절반에 있습니다"),
            _pair(lambda eye: -_wide(eye), lambda eye: -_high(eye)),
            Text(
                "Your pair works. Which half should carry the inputs themselves, by the text of the task?",
                "쌍으로 쓰면 맞습니다. 문제에서 입력 자신을 맡는 것은 어느 절반인가요?",
            ),
            "axis.wrong",
        ),
        Misconception(
            "back-is-not-turned",
            Text("both layers have the same shape", "두 층의 형상이 같습니다"),
            _pair(_wide, _wide),
            Text(
                "The second layer receives `2*D` numbers of every example. How many rows does it need?",
                "둘째 층은 샘플마다 수를 `2*D`개 받습니다. 행이 몇 개 있어야 하나요?",
            ),
            "shape.transposed",
        ),
    ),
    alternatives=(_by_blocks, _by_loop, _by_transposing),
    hints=(
        Text(
            "Draw one input, its two units and one output. Which weights do the four arrows carry?",
            "입력 하나, 유닛 둘, 출력 하나를 그려 봅니다. 화살표 네 개의 가중치는 얼마인가요?",
        ),
        Text(
            "In `there` stand $I$ and $-I$ beside each other, in `back` one above the other.",
            "`there`에는 $I$와 $-I$가 옆으로, `back`에는 위아래로 놓입니다.",
        ),
        Text(
            "`np.eye` makes $I$; `np.hstack` and `np.vstack` join two matrices.",
            "`np.eye`가 $I$를 만들고, `np.hstack`과 `np.vstack`이 두 행렬을 이어 줍니다.",
        ),
    ),
    picture="cells",
)
