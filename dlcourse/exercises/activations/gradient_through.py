"""The card of `gradient_through`: What depth does to a gradient."""

import math

import numpy as np

from dlcourse import activations
from dlcourse.exercises.card import Case, Exercise, Misconception
from dlcourse.language import Text


def _through(depth: int, z: float, act: str, *, name: Text, hidden: bool = False, edge: bool = False) -> Case:
    # the answers are tiny, so only the relative error counts
    return Case(name, (depth, z, act), hidden=hidden, edge=edge, rtol=1e-9, atol=0.0)


def _through_cases(rng: np.random.Generator) -> tuple[Case, ...]:
    return (
        _through(10, 0.0, "sigmoid", name=Text("ten sigmoids at 0", "0에서 시그모이드 열 층")),
        _through(5, 1.0, "tanh", name=Text("five tanh at 1", "1에서 tanh 다섯 층")),
        _through(3, 2.0, "relu", name=Text("three ReLUs at 2", "2에서 ReLU 세 층")),
        _through(
            7, float(rng.uniform(0.5, 2.0)), "sigmoid", name=Text("seven sigmoids", "시그모이드 일곱 층"), hidden=True
        ),
        _through(20, float(rng.uniform(0.2, 0.8)), "tanh", name=Text("twenty tanh", "tanh 스무 층"), hidden=True),
        _through(4, -1.5, "relu", name=Text("four dead ReLUs", "죽은 ReLU 네 층"), edge=True),
        _through(3, 0.0, "relu", name=Text("ReLUs exactly at 0", "정확히 0에서 ReLU 세 층"), edge=True),
        _through(0, 0.5, "sigmoid", name=Text("no layer at all", "층이 하나도 없을 때"), edge=True),
    )


def _value(z: float, act: str) -> float:
    if act == "relu":
        return max(z, 0.0)
    return math.tanh(z) if act == "tanh" else 1.0 / (1.0 + math.exp(-z))


def _slope(z: float, act: str) -> float:
    a = _value(z, act)
    if act == "relu":
        return 1.0 if z > 0 else 0.0
    return 1.0 - a**2 if act == "tanh" else a * (1.0 - a)


def _through_moving(depth: int, z: float, act: str) -> float:
    product = 1.0
    for _ in range(depth):
        product *= _slope(z, act)
        z = _value(z, act)
    return product


def _through_by_loop(depth: int, z: float, act: str) -> float:
    product = 1.0
    for _ in range(depth):
        product *= _slope(z, act)
    return product


def _through_by_recursion(depth: int, z: float, act: str) -> float:
    return 1.0 if depth == 0 else _slope(z, act) * _through_by_recursion(depth - 1, z, act)


CARD = Exercise(
    id="gradient-through",
    reference=activations.gradient_through,
    points=2.0,
    stars=1,
    title=Text("What depth does to a gradient", "여러 층을 지나고 남는 기울기"),
    text=Text(
        r"""Write `gradient_through(depth, z, act)`: how much of a gradient is left after `depth` layers.

To keep it simple, every layer has one unit with weight 1 and the *same* pre-activation $z$. On its way back a gradient is multiplied by the slope of the activation, once in every layer:

$$\underbrace{f'(z) \cdot f'(z) \cdots f'(z)}_{depth}$$

`act` is `"sigmoid"`, `"tanh"` or `"relu"`. The result is one number; with no layer at all it is 1.0. The slope of ReLU at exactly 0 counts as 0. You may use `sigmoid_grad`, `tanh_grad` and `relu_grad`, each of which takes an array.

For `depth = 5`, `z = 0.0` and `act = "sigmoid"` the result is about 0.00098.""",
        r"""`gradient_through(depth, z, act)`를 작성하세요. `depth`개의 층을 지난 뒤 기울기가 얼마나 남는지 구합니다.

단순하게 층마다 가중치가 1인 유닛이 하나씩 있고 활성화 전 값 $z$가 모두 **같다고** 합시다. 기울기는 거슬러 올라가면서 층마다 한 번씩 활성화 함수의 기울기와 곱해집니다.

$$\underbrace{f'(z) \cdot f'(z) \cdots f'(z)}_{depth}$$

`act`는 `"sigmoid"`, `"tanh"`, `"relu"` 가운데 하나입니다. 결과는 수 하나이고, 층이 하나도 없으면 1.0입니다. 정확히 0에서 ReLU의 기울기는 0으로 봅니다. 배열을 받는 `sigmoid_grad`, `tanh_grad`, `relu_grad`를 써도 됩니다.

`depth = 5`, `z = 0.0`, `act = "sigmoid"`이면 결과는 약 0.00098입니다.""",
    ),
    docstring_ko="""활성화 전 값이 모두 z인 층을 `depth`개 지난 뒤 기울기가 얼마나 남는지, 곧 기울기들의 곱입니다.

    `act`는 "sigmoid", "tanh", "relu" 가운데 하나입니다.
    형상: (), () -> ()
    예외: depth가 음수이거나 act가 모르는 이름이면 ValueError
    참고: Hochreiter (1991)
    >>> gradient_through(10, 0.0, "sigmoid")
    9.5367431640625e-07
    """,
    cases=_through_cases,
    misconceptions=(
        Misconception(
            "sum",
            Text("the slopes are added, not multiplied", "기울기를 곱하지 않고 더했습니다"),
            lambda depth, z, act: depth * _slope(z, act),
            Text(
                "With more sigmoid layers your gradient grows. What does each layer do to the gradient that reaches it?",
                "시그모이드 층이 늘수록 기울기가 커집니다. 각 층은 자기에게 온 기울기를 어떻게 하나요?",
            ),
            "chain.missing_local",
            variants=(lambda depth, z, act: 1.0 + depth * _slope(z, act),),
        ),
        Misconception(
            "one-layer",
            Text("the slope of one layer, whatever the depth", "깊이와 관계없이 한 층의 기울기입니다"),
            lambda depth, z, act: _slope(z, act),
            Text(
                "Change `depth`. Does anything change in your result?",
                "`depth`를 바꾸어 보세요. 결과가 달라지나요?",
            ),
            "hardcoded.value",
        ),
        Misconception(
            "values-not-slopes",
            Text("a product of the activations, not of their slopes", "기울기가 아니라 활성화 값을 곱했습니다"),
            lambda depth, z, act: _value(z, act) ** depth,
            Text(
                "What comes back through a layer is multiplied by its slope. What did you multiply?",
                "층을 거슬러 오는 것은 그 층의 기울기와 곱해집니다. 무엇을 곱했나요?",
            ),
            "chain.missing_local",
        ),
        Misconception(
            "one-too-many",
            Text("one layer too many", "층을 하나 더 셌습니다"),
            lambda depth, z, act: _slope(z, act) ** (depth + 1),
            Text(
                "With `depth = 0` there is no layer, and nothing should be lost. What do you get?",
                "`depth = 0`이면 층이 없으므로 잃는 것도 없어야 합니다. 무엇이 나오나요?",
            ),
            "opt.t_offset",
        ),
        Misconception(
            "one-too-few",
            Text("one layer too few", "층을 하나 덜 셌습니다"),
            lambda depth, z, act: _slope(z, act) ** max(depth - 1, 0),
            Text(
                "With `depth = 1` there is one slope. How many do you multiply?",
                "`depth = 1`이면 기울기가 하나입니다. 몇 개를 곱하나요?",
            ),
            "opt.t_offset",
        ),
        Misconception(
            "moving-z",
            Text(
                "each layer feeds the next, though all have the same z",
                "모든 층의 z가 같은데 앞 층의 출력을 다음 층에 넣었습니다",
            ),
            _through_moving,
            Text(
                "You let the signal travel from layer to layer. What does the task say about the pre-activation of every layer?",
                "신호가 층에서 층으로 흐르게 했습니다. 문제에서는 모든 층의 활성화 전 값을 어떻게 정했나요?",
            ),
            "chain.wrong_input",
        ),
        Misconception(
            "always-sigmoid",
            Text(
                "always the sigmoid, whatever activation was asked for",
                "어떤 활성화 함수를 주든 언제나 시그모이드입니다",
            ),
            lambda depth, z, act: _slope(z, "sigmoid") ** depth,
            Text(
                "Ask for `relu` at 2. Its slope is 1; what is left after three layers?",
                "2에서 `relu`를 물어보세요. 기울기가 1입니다. 세 층을 지나면 얼마가 남나요?",
            ),
            "hardcoded.value",
        ),
        Misconception(
            "steepest-slope",
            Text(
                "the steepest slope of the function, not the slope at z",
                "z에서의 기울기가 아니라 그 함수의 가장 가파른 기울기입니다",
            ),
            lambda depth, z, act: {"sigmoid": 0.25, "tanh": 1.0, "relu": 1.0}[act] ** depth,
            Text(
                "A quarter is the slope of the sigmoid at 0. How steep is it at your `z`?",
                "4분의 1은 0에서 시그모이드의 기울기입니다. 주어진 `z`에서는 얼마나 가파른가요?",
            ),
            "hardcoded.value",
            variants=(
                lambda depth, z, act: {"sigmoid": 0.25, "tanh": 1.0, "relu": float(z > 0)}[act] ** depth,
                lambda depth, z, act: (0.25 if act == "sigmoid" else _slope(z, act)) ** depth,
                lambda depth, z, act: (1.0 if act == "tanh" else _slope(z, act)) ** depth,
            ),
        ),
        Misconception(
            "one-at-zero",
            Text("at exactly 0, ReLU lets the gradient pass", "정확히 0에서 ReLU가 기울기를 통과시킵니다"),
            lambda depth, z, act: 1.0 if act == "relu" and z == 0 else _slope(z, act) ** depth,
            Text(
                "Everything is right except for ReLU at exactly 0. What does `relu_grad` say there?",
                "정확히 0에서 ReLU일 때만 다릅니다. `relu_grad`는 그곳에서 무엇이라고 하나요?",
            ),
            "boundary.zero",
        ),
        Misconception(
            "all-layers-listed",
            Text(
                "what is left after every layer, not after the last alone",
                "마지막 층만이 아니라 층마다 남은 것을 모두 반환했습니다",
            ),
            lambda depth, z, act: [_slope(z, act) ** k for k in range(1, depth + 1)],
            Text(
                "Your list tells the whole story. Which of its numbers was asked for, and what is it when `depth` is 0?",
                "리스트에 모든 과정이 담겨 있습니다. 그중 구하라고 한 수는 무엇이고, `depth`가 0이면 얼마인가요?",
            ),
            "shape.keepdims",
            variants=(
                lambda depth, z, act: [_slope(z, act) ** k for k in range(depth + 1)],
                lambda depth, z, act: np.array([_slope(z, act) ** k for k in range(1, depth + 1)]),
            ),
        ),
        Misconception(
            "tanh-not-squared",
            Text("for tanh, 1 - a instead of 1 - a²", "tanh에서 1 - a²이 아니라 1 - a를 썼습니다"),
            lambda depth, z, act: (1.0 - math.tanh(z) if act == "tanh" else _slope(z, act)) ** depth,
            Text("`tanh_grad` squares something. What?", "`tanh_grad`는 무엇을 제곱하나요?"),
            "opt.square_missing",
        ),
        Misconception(
            "base-and-exponent-exchanged",
            Text(
                "depth and slope have changed places in the power", "거듭제곱에서 깊이와 기울기의 자리가 바뀌었습니다"
            ),
            lambda depth, z, act: float(depth ** _slope(z, act)),
            Text(
                "Write the product out for three layers. Which number stands there three times?",
                "세 층일 때의 곱을 풀어서 써 보세요. 세 번 나오는 수는 무엇인가요?",
            ),
            "chain.wrong_input",
        ),
        Misconception(
            "nothing-without-layers",
            Text("without any layer nothing is left", "층이 없을 때 아무것도 남지 않습니다"),
            lambda depth, z, act: _slope(z, act) ** depth if depth else 0.0,
            Text(
                "All depths but 0 are right. When no layer takes anything away, how much is left?",
                "깊이가 0일 때만 다릅니다. 아무 층도 줄이지 않으면 얼마가 남을까요?",
            ),
            "boundary.zero",
        ),
    ),
    alternatives=(
        _through_by_loop,
        _through_by_recursion,
        lambda depth, z, act: float(np.prod(np.full(depth, _slope(z, act)))),
    ),
    hints=(
        Text(
            "Every layer hands on only a part of the gradient. What is a tenth of a tenth?",
            "층마다 기울기의 일부만 넘겨줍니다. 10분의 1의 10분의 1은 얼마일까요?",
        ),
        Text(
            r"The same factor $f'(z)$, `depth` times: a power.",
            r"같은 수 $f'(z)$를 `depth`번 곱합니다. 거듭제곱입니다.",
        ),
        Text(
            "Choose the right one of the three derivatives by its name (a dictionary does that well), compute its value at `z` once, and raise it to the power `depth`. Turn the result into a plain number with `float`.",
            "이름을 보고 세 도함수 가운데 맞는 것을 고릅니다(딕셔너리를 쓰면 편합니다). `z`에서의 값을 한 번 계산하여 `depth`제곱합니다. 결과는 `float`로 보통의 수로 바꿉니다.",
        ),
    ),
    depends=("sigmoid-grad", "tanh-grad", "relu-grad"),
)
