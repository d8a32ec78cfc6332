"""The card of `fans`: Neighbours of a unit."""

import numpy as np

from dlcourse import initializers
from dlcourse.exercises.card import Case, Exercise, Misconception
from dlcourse.language import Text

CARD = Exercise(
    id="fans",
    reference=initializers.fans,
    whole_floats=True,
    points=2.0,
    stars=1,
    title=Text("Neighbours of a unit", "유닛의 이웃 수"),
    text=Text(
        """Write `fans(shape)`. For a weight matrix of this shape it returns `(fan_in, fan_out)`: how many inputs reach each unit of the layer, and how many units each input reaches.

Our layers compute `X @ W`, with one example per row. Weights of shape `(784, 128)` give `(784, 128)`.""",
        """`fans(shape)`를 작성하세요. 가중치 행렬의 형상을 받아 `(fan_in, fan_out)`을 반환합니다. 층의 유닛 하나에 들어오는 입력의 수와, 입력 하나가 닿는 유닛의 수입니다.

우리의 층은 샘플을 행으로 놓고 `X @ W`를 계산합니다. 가중치의 형상이 `(784, 128)`이면 결과는 `(784, 128)`입니다.""",
    ),
    docstring_ko="""이 형상의 가중치에서 유닛 하나에 들어오는 입력의 수(fan_in)와 입력 하나가 닿는 유닛의 수(fan_out)입니다.

    수가 두 개보다 많으면 합성곱의 형상입니다. 창, 들어오는 채널, 나가는 채널의 순서입니다.
    형상: (D, M) 또는 (높이, 너비, D, M) -> (), ()
    예외: shape이 두 개 이상의 양의 정수가 아니면 ValueError
    참고: Glorot & Bengio (2010); He, Zhang, Ren & Sun (2015)
    >>> fans((784, 128)), fans((3, 3, 16, 32))
    ((784, 128), (144, 288))
    """,
    # by name: the answer is the shape itself, and an answer that merely returns its first argument should not find it
    cases=lambda rng: (
        Case(Text("the first layer for digits", "숫자 이미지의 첫 층"), kwargs={"shape": (784, 128)}),
        Case(Text("few inputs, many units", "입력은 적고 유닛은 많을 때"), kwargs={"shape": (3, 200)}),
        Case(
            Text("a random layer", "무작위로 고른 층"),
            kwargs={"shape": (int(rng.integers(5, 50)), int(rng.integers(60, 90)))},
            hidden=True,
        ),
        Case(Text("a single output", "출력이 하나일 때"), kwargs={"shape": (10, 1)}, hidden=True),
    ),
    returns=("fan_in", "fan_out"),
    misconceptions=(
        Misconception(
            "axes-swapped",
            Text("fan_in and fan_out are exchanged", "fan_in과 fan_out이 서로 바뀌었습니다"),
            lambda shape: (shape[1], shape[0]),
            Text(
                "Write down `X @ W` with shapes: `(N, D) @ (D, M)`. How many numbers does one of the M units add up?",
                "`X @ W`의 형상 `(N, D) @ (D, M)`을 적어 보세요. 유닛 M개 가운데 하나는 수를 몇 개 더하나요?",
            ),
            "init.fan_swapped",
        ),
        Misconception(
            "larger-first",
            Text("the larger number always comes first", "언제나 큰 수를 먼저 반환했습니다"),
            lambda shape: (max(shape), min(shape)),
            Text(
                "A layer may have more units than inputs. Does the order depend on which number is larger?",
                "유닛이 입력보다 많은 층도 있습니다. 어느 수가 큰지에 따라 순서가 달라질까요?",
            ),
            "init.fan_swapped",
        ),
        Misconception(
            "bias-counted",
            Text("the bias is counted as one more input", "편향을 입력 하나로 더 세었습니다"),
            lambda shape: (shape[0] + 1, shape[1]),
            Text(
                "The bias starts at 0 and adds no spread. Which neighbours does fan_in count?",
                "편향은 0에서 시작하고 퍼짐에 보태는 것이 없습니다. fan_in은 어떤 이웃을 세나요?",
            ),
            "bias.missing",
        ),
        Misconception(
            "all-weights",
            Text("all weights of the layer are counted", "층의 모든 가중치를 세었습니다"),
            lambda shape: (shape[0] * shape[1], shape[0] * shape[1]),
            Text(
                "That is how many weights the layer has. How many of them end in one and the same unit?",
                "그것은 층 전체의 가중치 수입니다. 그 가운데 같은 유닛 하나로 들어가는 것은 몇 개인가요?",
            ),
            "axis.wrong",
        ),
        Misconception(
            "same-number-twice",
            Text("fan_in is returned twice", "fan_in을 두 번 반환했습니다"),
            lambda shape: (shape[0], shape[0]),
            Text(
                "How many arrows leave one input? The other number of the shape tells.",
                "입력 하나에서 화살표가 몇 개 나가나요? 형상의 다른 수를 보세요.",
            ),
            "axis.wrong",
        ),
    ),
    alternatives=(
        lambda shape: (shape[0], shape[1]),
        lambda shape: tuple(np.zeros(shape).shape),
        lambda shape: (len(np.ones(shape)), len(np.ones(shape)[0])),
    ),
    hints=(
        Text(
            "Think of one unit and count the arrows that arrive at it.",
            "유닛 하나를 떠올리고 그리로 들어오는 화살표를 세어 봅니다.",
        ),
        Text(
            "In `(N, D) @ (D, M)` one unit is one column of `W`, with D weights.",
            "`(N, D) @ (D, M)`에서 유닛 하나는 `W`의 열 하나이고, 그 열에는 가중치가 D개 있습니다.",
        ),
        Text(
            "The shape holds both numbers already: which comes first, the number of inputs or of units?",
            "형상에 이미 두 수가 다 있습니다. 먼저 오는 것은 입력의 수일까요, 유닛의 수일까요?",
        ),
    ),
)
