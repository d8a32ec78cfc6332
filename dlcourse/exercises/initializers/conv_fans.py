"""The card of `conv_fans`: Neighbours of a unit behind a window."""

import math
from typing import Any

import numpy as np

from dlcourse import initializers
from dlcourse.exercises.card import Case, Exercise, Misconception
from dlcourse.language import Text


def _by_arrows(shape: Any) -> tuple[int, int]:
    W = np.ones(shape)
    return int(W[..., 0].sum()), int(W[..., 0, :].sum())


def _by_loop(shape: Any) -> tuple[int, int]:
    *window, fan_in, fan_out = shape
    for size in window:
        fan_in, fan_out = fan_in * size, fan_out * size
    return fan_in, fan_out


def _by_dividing(shape: Any) -> tuple[int, int]:
    return math.prod(shape) // shape[3], math.prod(shape) // shape[2]


def _with_window(places: Any) -> Any:
    """The places of the window, counted in another way."""
    return lambda shape: (places(shape[:2]) * shape[2], places(shape[:2]) * shape[3])


CARD = Exercise(
    id="conv-fans",
    reference=initializers.conv_fans,
    whole_floats=True,
    points=2.0,
    stars=1,
    title=Text("Neighbours behind a window", "창으로 만나는 이웃"),
    text=Text(
        """Write `conv_fans(shape)` for the weights of a convolution. Their shape has four numbers, `(height, width, D, M)`: the window, the channels that come in, the channels that go out. The result is `(fan_in, fan_out)`.

A unit sees every place of the window in each of the `D` channels. An input turns up at every place of the window, for each of the `M` channels that go out. With a window of a single place the result is that of `fans`.""",
        """합성곱의 가중치를 위한 `conv_fans(shape)`를 작성하세요. 형상은 네 수 `(height, width, D, M)`입니다. 창의 높이와 너비, 들어오는 채널의 수, 나가는 채널의 수입니다. 결과는 `(fan_in, fan_out)`입니다.

유닛 하나는 채널 `D`개에서 저마다 창의 모든 자리를 봅니다. 입력 하나는 나가는 채널 `M`개마다 창의 모든 자리에 한 번씩 놓입니다. 자리가 하나뿐인 창이면 결과가 `fans`와 같습니다.""",
    ),
    docstring_ko="""합성곱에서 유닛 하나에 들어오는 입력의 수(fan_in)와 입력 하나가 닿는 유닛의 수(fan_out)입니다.

    유닛은 채널마다 창의 모든 자리를 보고, 입력은 창의 모든 자리를 만납니다.
    형상: (높이, 너비, D, M) -> (), ()
    예외: shape이 양의 정수 네 개가 아니면 ValueError
    참고: He, Zhang, Ren & Sun (2015)
    >>> conv_fans((3, 3, 16, 32))
    (144, 288)
    """,
    cases=lambda rng: (
        Case(Text("a window of 3 by 3", "3행 3열인 창"), ((3, 3, 16, 32),)),
        Case(Text("a window that is not square", "정사각형이 아닌 창"), ((2, 5, 20, 7),)),
        Case(Text("a window with a single place", "자리가 하나뿐인 창"), ((1, 1, 784, 128),)),
        Case(
            Text("a random convolution", "무작위로 고른 합성곱"),
            ((2, 5, int(rng.integers(20, 30)), int(rng.integers(3, 9))),),
            hidden=True,
        ),
        Case(Text("a single channel in", "들어오는 채널이 하나일 때"), ((5, 5, 1, 6),), hidden=True),
    ),
    returns=("fan_in", "fan_out"),
    misconceptions=(
        Misconception(
            "axes-swapped",
            Text("fan_in and fan_out are exchanged", "fan_in과 fan_out이 서로 바뀌었습니다"),
            lambda shape: _by_loop(shape)[::-1],
            Text(
                "One of the channels that come out adds up everything its window shows. How many channels does it look at?",
                "나오는 채널 하나는 창에 보이는 것을 모두 더합니다. 그 창은 채널을 몇 개 들여다보나요?",
            ),
            "init.fan_swapped",
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
            lambda shape: (_by_loop(shape)[0],) * 2,
            Text(
                "A pixel meets the window of every channel that comes out. Which number of the shape says how many these are?",
                "픽셀 하나는 나오는 채널마다 그 창을 만납니다. 나오는 채널이 몇 개인지는 형상의 어느 수에 있나요?",
            ),
            "axis.wrong",
        ),
        Misconception(
            "window-forgotten",
            Text("the window of the convolution is not counted", "합성곱의 창을 세지 않았습니다"),
            lambda shape: (shape[2], shape[3]),
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
            lambda shape: (_by_loop(shape)[0], shape[3]),
            Text(
                "The window moves on, and one pixel is first in its corner, then in its middle. How many units does the pixel meet?",
                "창이 움직이면 픽셀 하나가 처음에는 창의 구석에, 다음에는 가운데에 놓입니다. 그 픽셀은 유닛을 몇 개 만나나요?",
            ),
            "axis.wrong",
        ),
        Misconception(
            "one-side-of-the-window",
            Text("only one side of the window is used", "창의 한 변만 썼습니다"),
            _with_window(lambda window: window[0]),
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
        ),
        Misconception(
            "window-at-the-end",
            Text(
                "the window is looked for at the end of the shape",
                "형상의 뒤쪽에 있는 두 수를 창으로 보았습니다",
            ),
            lambda shape: (shape[1] * shape[2] * shape[3], shape[0] * shape[2] * shape[3]),
            Text(
                "Libraries order these four numbers in different ways. What does the task say of their order, from left to right?",
                "이 네 수의 순서는 라이브러리마다 다릅니다. 문제에서는 왼쪽부터 어떤 순서인가요?",
            ),
            "axis.wrong",
            variants=(lambda shape: (shape[0] * shape[2] * shape[3], shape[1] * shape[2] * shape[3]),),
        ),
    ),
    alternatives=(_by_arrows, _by_loop, _by_dividing, _with_window(math.prod)),
    hints=(
        Text(
            "Draw a window of 2 by 3 and count its places. So many numbers of one channel reach the unit.",
            "2행 3열인 창을 그려 자리를 세어 봅니다. 채널 하나에서 그만큼의 수가 유닛에 들어옵니다.",
        ),
        Text(
            "fan_in and fan_out are multiplied by the same number, that of the window's places.",
            "fan_in과 fan_out에는 같은 수, 곧 창의 자리의 수가 곱해집니다.",
        ),
        Text(
            "Take the shape apart into four names first. Then each of the two results is a product of three of them.",
            "먼저 형상을 이름 네 개로 나눕니다. 그러면 두 결과는 저마다 그 가운데 셋의 곱입니다.",
        ),
    ),
)
