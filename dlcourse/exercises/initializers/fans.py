"""The card of `fans`: Neighbours of a unit."""

import math
from typing import Any

import numpy as np

from dlcourse import initializers
from dlcourse.exercises.card import Case, Exercise, Misconception
from dlcourse.language import Text


def _counted(shape: Any) -> tuple[int, int, int]:
    """The places of the window, the inputs and the units."""
    return math.prod(shape[:-2]), shape[-2], shape[-1]


def _by_arrows(shape: Any) -> tuple[int, int]:
    W = np.ones(shape)
    return int(W[..., 0].sum()), int(W[..., 0, :].sum())


def _by_loop(shape: Any) -> tuple[int, int]:
    fan_in, fan_out = shape[-2:]
    for size in shape[:-2]:
        fan_in, fan_out = fan_in * size, fan_out * size
    return fan_in, fan_out


def _with_window(places: Any) -> Any:
    """Right without a window; with one, its places are counted in another way."""

    def fans(shape: Any) -> tuple[int, int]:
        window = places(shape[:-2]) if len(shape) > 2 else 1
        return window * shape[-2], window * shape[-1]

    return fans


def _window_last(inputs: int, units: int, *, dense_swapped: bool = False) -> Any:
    """As if the channels stood first; for two numbers right, or in PyTorch's order as well."""

    def fans(shape: Any) -> tuple[int, int]:
        if len(shape) == 2:
            return (shape[1], shape[0]) if dense_swapped else (shape[0], shape[1])
        return shape[inputs] * math.prod(shape[2:]), shape[units] * math.prod(shape[2:])

    return fans


CARD = Exercise(
    id="fans",
    reference=initializers.fans,
    whole_floats=True,
    points=2.0,
    stars=1,
    title=Text("Neighbours of a unit", "유닛의 이웃 수"),
    text=Text(
        """Write `fans(shape)`. For weights of this shape it returns `(fan_in, fan_out)`: how many inputs reach each unit of the layer, and how many units each input reaches.

Our layers compute `X @ W`, with one example per row: a shape of two numbers is `(D, M)`. A shape of four numbers is that of a convolution, `(height, width, D, M)`. Its unit sees every place of the window in each of the `D` channels; an input turns up at every place of the window, for each of the `M` channels that come out.

Your function should need no second formula for the second kind: a fully connected layer is a window with a single place.""",
        """`fans(shape)`를 작성하세요. 가중치의 형상을 받아 `(fan_in, fan_out)`을 반환합니다. 층의 유닛 하나에 들어오는 입력의 수와, 입력 하나가 닿는 유닛의 수입니다.

우리의 층은 샘플을 행으로 놓고 `X @ W`를 계산합니다. 형상이 두 수이면 `(D, M)`입니다. 네 수이면 합성곱의 `(height, width, D, M)`입니다. 합성곱의 유닛은 채널 `D`개에서 저마다 창의 모든 자리를 봅니다. 입력 하나는 나오는 채널 `M`개마다 창의 모든 자리에 한 번씩 놓입니다.

두 번째 종류를 위한 식을 따로 만들 필요는 없습니다. 완전 연결 층은 자리가 하나뿐인 창입니다.""",
    ),
    docstring_ko="""이 형상의 가중치에서 유닛 하나에 들어오는 입력의 수(fan_in)와 입력 하나가 닿는 유닛의 수(fan_out)입니다.

    수가 두 개보다 많으면 합성곱의 형상입니다. 창, 들어오는 채널, 나가는 채널의 순서입니다.
    형상: (D, M) 또는 (높이, 너비, D, M) -> (), ()
    예외: shape이 두 개 이상의 양의 정수가 아니면 ValueError
    참고: Glorot & Bengio (2010); He, Zhang, Ren & Sun (2015)
    >>> fans((784, 128)), fans((3, 3, 16, 32))
    ((784, 128), (144, 288))
    """,
    # by name: an answer that merely returns its first argument should not find it
    cases=lambda rng: (
        Case(Text("the first layer for digits", "숫자 이미지의 첫 층"), kwargs={"shape": (784, 128)}),
        Case(Text("few inputs, many units", "입력은 적고 유닛은 많을 때"), kwargs={"shape": (3, 200)}),
        Case(Text("a convolution", "합성곱"), kwargs={"shape": (3, 3, 16, 32)}),
        Case(
            Text("a random layer", "무작위로 고른 층"),
            kwargs={"shape": (int(rng.integers(5, 50)), int(rng.integers(60, 90)))},
            hidden=True,
        ),
        Case(
            Text("a window that is not square", "정사각형이 아닌 창"),
            kwargs={"shape": (2, 5, int(rng.integers(20, 30)), int(rng.integers(3, 9)))},
            hidden=True,
        ),
        Case(Text("a single output", "출력이 하나일 때"), kwargs={"shape": (10, 1)}, hidden=True),
    ),
    returns=("fan_in", "fan_out"),
    misconceptions=(
        Misconception(
            "axes-swapped",
            Text("fan_in and fan_out are exchanged", "fan_in과 fan_out이 서로 바뀌었습니다"),
            lambda shape: (_by_loop(shape)[1], _by_loop(shape)[0]),
            Text(
                "Write down `X @ W` with shapes: `(N, D) @ (D, M)`. How many numbers does one of the M units add up?",
                "`X @ W`의 형상 `(N, D) @ (D, M)`을 적어 보세요. 유닛 M개 가운데 하나는 수를 몇 개 더하나요?",
            ),
            "init.fan_swapped",
            variants=(
                lambda shape: _by_loop(shape) if len(shape) > 2 else (shape[1], shape[0]),
                lambda shape: _by_loop(shape)[::-1] if len(shape) > 2 else (shape[0], shape[1]),
            ),
        ),
        Misconception(
            "larger-first",
            Text("the larger number always comes first", "언제나 큰 수를 먼저 반환했습니다"),
            lambda shape: (max(_by_loop(shape)), min(_by_loop(shape))),
            Text(
                "A layer may have more units than inputs. Does the order depend on which number is larger?",
                "유닛이 입력보다 많은 층도 있습니다. 어느 수가 큰지에 따라 순서가 달라질까요?",
            ),
            "init.fan_swapped",
        ),
        Misconception(
            "bias-counted",
            Text("the bias is counted as one more input", "편향을 입력 하나로 더 세었습니다"),
            lambda shape: (_by_loop(shape)[0] + 1, _by_loop(shape)[1]),
            Text(
                "The bias starts at 0 and adds no spread. Which neighbours does fan_in count?",
                "편향은 0에서 시작하고 퍼짐에 보태는 것이 없습니다. fan_in은 어떤 이웃을 세나요?",
            ),
            "bias.missing",
        ),
        Misconception(
            "all-weights",
            Text("all weights of the layer are counted", "층의 모든 가중치를 세었습니다"),
            lambda shape: (math.prod(shape), math.prod(shape)),
            Text(
                "That is how many weights the layer has. How many of them end in one and the same unit?",
                "그것은 층 전체의 가중치 수입니다. 그 가운데 같은 유닛 하나로 들어가는 것은 몇 개인가요?",
            ),
            "axis.wrong",
        ),
        Misconception(
            "same-number-twice",
            Text("fan_in is returned twice", "fan_in을 두 번 반환했습니다"),
            lambda shape: (_by_loop(shape)[0], _by_loop(shape)[0]),
            Text(
                "How many arrows leave one input? The other number of the shape tells.",
                "입력 하나에서 화살표가 몇 개 나가나요? 형상의 다른 수를 보세요.",
            ),
            "axis.wrong",
        ),
        Misconception(
            "window-forgotten",
            Text("the window of the convolution is not counted", "합성곱의 창을 세지 않았습니다"),
            lambda shape: (shape[-2], shape[-1]),
            Text(
                "Through a window of 3 by 3 a unit sees nine places of each channel. How many numbers does it add up?",
                "3행 3열의 창으로는 채널마다 아홉 자리가 보입니다. 유닛 하나는 수를 몇 개 더하나요?",
            ),
            "axis.wrong",
        ),
        Misconception(
            "first-two-numbers",
            Text("the first two numbers of the shape", "형상의 앞 두 수입니다"),
            lambda shape: (shape[0], shape[1]),
            Text(
                "In `(3, 3, 16, 32)` the first two numbers are the window. Where do the channels stand?",
                "`(3, 3, 16, 32)`에서 앞의 두 수는 창입니다. 채널은 어디에 있나요?",
            ),
            "axis.wrong",
        ),
        Misconception(
            "window-only-in",
            Text("the window is counted for fan_in alone", "창을 fan_in에서만 세었습니다"),
            lambda shape: (_by_loop(shape)[0], shape[-1]),
            Text(
                "The window moves on, and one pixel is first in its corner, then in its middle. How many units does the pixel meet?",
                "창이 움직이면 픽셀 하나가 처음에는 창의 구석에, 다음에는 가운데에 놓입니다. 그 픽셀은 유닛을 몇 개 만나나요?",
            ),
            "axis.wrong",
        ),
        Misconception(
            "one-side-of-the-window",
            Text("only one side of the window is used", "창의 한 변만 썼습니다"),
            lambda shape: (shape[0] * shape[-2], shape[0] * shape[-1]) if len(shape) > 2 else (shape[0], shape[1]),
            Text(
                "How many places has a window of 2 by 5?",
                "2행 5열인 창에는 자리가 몇 개 있나요?",
            ),
            "axis.wrong",
            variants=(
                _with_window(lambda window: window[-1]),
                _with_window(lambda window: window[0] ** 2),
                _with_window(lambda window: window[-1] ** 2),
            ),
        ),
        Misconception(
            "sides-added",
            Text("the sides of the window are added", "창의 두 변을 더했습니다"),
            _with_window(sum),
            Text(
                "Draw a window of 3 by 3 and count its places. What do its two sides make of 3 and 3?",
                "3행 3열인 창을 그려 자리를 세어 보세요. 두 변 3과 3으로 그 수를 얻으려면 어떻게 하나요?",
            ),
            "chain.wrong_input",
            variants=(lambda shape: (sum(shape[:-2]) * shape[-2], sum(shape[:-2]) * shape[-1]),),
        ),
        Misconception(
            "window-at-the-end",
            Text(
                "the window is looked for at the end of the shape",
                "형상의 뒤쪽에 있는 두 수를 창으로 보았습니다",
            ),
            _window_last(1, 0),
            Text(
                "Libraries order these four numbers in different ways. What does the task say of `(3, 3, 16, 32)`, from left to right?",
                "이 네 수의 순서는 라이브러리마다 다릅니다. 문제에서는 `(3, 3, 16, 32)`를 왼쪽부터 어떻게 읽나요?",
            ),
            "axis.wrong",
            variants=(_window_last(0, 1), _window_last(1, 0, dense_swapped=True)),
        ),
    ),
    alternatives=(
        _by_arrows,
        _by_loop,
        lambda shape: (_counted(shape)[0] * _counted(shape)[1], _counted(shape)[0] * _counted(shape)[2]),
    ),
    hints=(
        Text(
            "Think of one unit and count the arrows that arrive at it; for a convolution, count the places of its window first.",
            "유닛 하나를 떠올리고 그리로 들어오는 화살표를 세어 봅니다. 합성곱이라면 먼저 창의 자리를 셉니다.",
        ),
        Text(
            "In `(N, D) @ (D, M)` one unit is one column of `W`, with D weights. A window multiplies both counts by the same number.",
            "`(N, D) @ (D, M)`에서 유닛 하나는 `W`의 열 하나이고, 그 열에는 가중치가 D개 있습니다. 창이 있으면 두 수에 같은 수가 곱해집니다.",
        ),
        Text(
            "Take the last two numbers of the shape by themselves, and multiply whatever stands before them, however many there are.",
            "형상의 마지막 두 수를 따로 떼어 내고, 그 앞에 있는 수를 몇 개이든 모두 곱합니다.",
        ),
    ),
)
