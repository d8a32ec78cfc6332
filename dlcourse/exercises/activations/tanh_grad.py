"""The card of `tanh_grad`: The slope of tanh."""

import math
from typing import Any

import numpy as np

from dlcourse import activations
from dlcourse.exercises.activations._shared import one_by_one, slope_cases
from dlcourse.exercises.card import Exercise, Misconception
from dlcourse.language import Text


def _tanh_grad_by_exponentials(z: Any) -> Any:
    up, down = np.exp(z), np.exp(-z)
    return 1.0 - ((up - down) / (up + down)) ** 2


def _tanh_grad_by_sigmoid(z: Any) -> Any:
    e = np.exp(-2.0 * np.abs(z))
    return 4.0 * e / (1.0 + e) ** 2


CARD = Exercise(
    id="tanh-grad",
    reference=activations.tanh_grad,
    points=2.0,
    stars=1,
    title=Text("The slope of tanh", "tanh의 기울기"),
    text=Text(
        r"""Write `tanh_grad(z)`: how steep $\tanh$ is at each number of `z`.

`z` is the number that goes *into* $\tanh$, an array of any shape, of fractions or whole numbers; a single number comes as an array of shape `()`. The result has the same shape, and there is no warning for $z = \pm 1000$. NumPy has `np.tanh`.

For `z = [0.0, 1.0]` the result is `[1.0, 0.42]`, rounded.""",
        r"""`tanh_grad(z)`를 작성하세요. `z`의 수마다 $\tanh$가 그곳에서 얼마나 가파른지 구합니다.

`z`는 $\tanh$에 **들어가는** 수이고, 실수나 정수로 된 배열이며 형상은 무엇이든 될 수 있습니다. 수 하나도 형상이 `()`인 배열로 들어옵니다. 결과의 형상은 같고 $z = \pm 1000$에서도 경고가 없어야 합니다. NumPy에는 `np.tanh`가 있습니다.

`z = [0.0, 1.0]`이면 결과는 반올림하여 `[1.0, 0.42]`입니다.""",
    ),
    docstring_ko="""z에서 tanh의 기울기입니다. 0에서 1이고 다른 곳에서는 그보다 작습니다.

    형상: 어떤 형상이든 -> 같은 형상
    예외: z가 실수가 아니면 TypeError
    참고: LeCun, Bottou, Orr & Müller (1998)
    >>> tanh_grad(np.array([0.0, 1.0]))
    array([1.        , 0.41997434])
    """,
    cases=slope_cases,
    misconceptions=(
        Misconception(
            "z-for-a",
            Text("z stands where the output of tanh belongs", "tanh의 출력이 올 자리에 z를 넣었습니다"),
            lambda z: 1.0 - np.asarray(z) ** 2,
            Text(
                "A slope of tanh is never negative, yet yours is, for large `z`. What has to be squared?",
                "tanh의 기울기는 음수일 수 없는데 `z`가 크면 음수가 나옵니다. 무엇을 제곱해야 할까요?",
            ),
            "chain.wrong_input",
        ),
        Misconception(
            "exponentials",
            Text(
                "nan far out: tanh was rebuilt from exponentials",
                "먼 곳에서 nan이 됩니다. tanh를 지수 함수로 직접 만들었습니다",
            ),
            _tanh_grad_by_exponentials,
            Text(
                "At 1000 both the numerator and the denominator overflow. Which NumPy function knows tanh and stays calm?",
                "1000에서는 분자와 분모 모두에서 오버플로가 납니다. tanh를 안전하게 계산하는 NumPy 함수는 무엇일까요?",
            ),
            "stability.overflow",
        ),
        Misconception(
            "sigmoid-rule",
            Text("the rule that belongs to the sigmoid", "시그모이드의 규칙을 썼습니다"),
            lambda z: np.tanh(z) * (1.0 - np.tanh(z)),
            Text(
                "At 0 tanh is at its steepest, and your slope is 0 there. Whose rule did you use?",
                "tanh는 0에서 가장 가파른데 그곳의 기울기가 0으로 나왔습니다. 어느 함수의 규칙을 썼나요?",
            ),
            "chain.missing_local",
        ),
        Misconception(
            "square-missing",
            Text("the square is missing", "제곱이 빠졌습니다"),
            lambda z: 1.0 - np.tanh(z),
            Text(
                "tanh looks the same to both sides, so its slope at -2 and at 2 must agree. Do yours?",
                "tanh는 양쪽이 대칭이므로 -2와 2에서 기울기가 같아야 합니다. 여러분의 결과도 같은가요?",
            ),
            "opt.square_missing",
        ),
        Misconception(
            "plus",
            Text("the square is added, not subtracted", "제곱을 빼지 않고 더했습니다"),
            lambda z: 1.0 + np.tanh(z) ** 2,
            Text(
                "tanh becomes flat far out. Do your slopes go to 0 there?",
                "tanh는 멀리 갈수록 평평해집니다. 여러분의 기울기는 그곳에서 0으로 가나요?",
            ),
            "sign.flipped",
        ),
        Misconception(
            "squashed-twice",
            Text("tanh was applied twice", "tanh를 두 번 적용했습니다"),
            lambda z: 1.0 - np.tanh(np.tanh(z)) ** 2,
            Text(
                "The slope belongs to the number that went in. How often does `z` pass through tanh?",
                "기울기는 들어간 수에서 구합니다. `z`가 tanh를 몇 번 지나가나요?",
            ),
            "chain.wrong_input",
        ),
        Misconception(
            "value-not-slope",
            Text("the value of tanh, not its slope", "기울기가 아니라 tanh의 값입니다"),
            lambda z: np.tanh(z),
            Text(
                "Your result is negative for negative numbers, but tanh rises everywhere. What does a slope measure?",
                "음수에서 결과가 음수인데 tanh는 어디에서나 증가합니다. 기울기는 무엇을 나타내는 수인가요?",
            ),
            "chain.missing_local",
        ),
        Misconception(
            "cosh-overflows",
            Text("right values, but the cosh inside overflows", "값은 맞지만 안에 있는 cosh에서 오버플로가 납니다"),
            lambda z: 1.0 / np.cosh(z) ** 2,
            Text(
                "NumPy warned of cosh(1000). Which function knows the same slope and stays between -1 and 1?",
                "NumPy가 cosh(1000)을 경고했습니다. 같은 기울기를 알려 주면서 -1과 1 사이에 머무는 함수는 무엇인가요?",
            ),
            "stability.overflow",
        ),
        Misconception(
            "square-around-everything",
            Text("the whole difference is squared, not tanh alone", "tanh만이 아니라 차이 전체를 제곱했습니다"),
            lambda z: (1.0 - np.tanh(z)) ** 2,
            Text(
                "At -2 your slope is larger than 1. What stands inside the square of the formula?",
                "-2에서 기울기가 1보다 큽니다. 식에서 제곱 안에는 무엇이 있나요?",
            ),
            "opt.square_missing",
        ),
        Misconception(
            "root-of-the-slope",
            Text("1 over cosh, without the square", "제곱 없이 1을 cosh로 나누었습니다"),
            lambda z: 1.0 / np.cosh(np.clip(z, -300.0, 300.0)),
            Text(
                "Your slopes fall too slowly. What is missing between cosh and its square?",
                "기울기가 너무 천천히 줄어듭니다. cosh와 그 제곱 사이에 무엇이 빠졌나요?",
            ),
            "opt.square_missing",
            variants=(lambda z: 1.0 / np.cosh(z),),
        ),
        Misconception(
            "twice-not-squared",
            Text("tanh is doubled, not squared", "tanh를 제곱하지 않고 두 배 했습니다"),
            lambda z: 1.0 - 2.0 * np.tanh(z),
            Text(
                "At 2 your slope is negative, though tanh rises everywhere. What does the 2 in the formula stand for?",
                "tanh는 어디에서나 증가하는데 2에서 기울기가 음수로 나왔습니다. 식의 2는 무엇을 뜻하나요?",
            ),
            "opt.square_missing",
        ),
        Misconception(
            "square-inside",
            Text("z is squared before tanh, not tanh after it", "tanh의 값이 아니라 z를 먼저 제곱했습니다"),
            lambda z: 1.0 - np.tanh(np.square(z)),
            Text(
                "Which comes first, tanh or the square? Where does the bracket of `np.tanh` close?",
                "tanh와 제곱 가운데 무엇을 먼저 하나요? `np.tanh`의 괄호는 어디에서 닫히나요?",
            ),
            "opt.square_missing",
        ),
        Misconception(
            "slope-of-arctan",
            Text(
                "that is the slope of the arctangent, another S-shaped curve",
                "모양이 비슷한 다른 곡선, 아크탄젠트의 기울기입니다",
            ),
            lambda z: 1.0 / (1.0 + np.square(z)),
            Text(
                "Far out your slope shrinks with the square of z. Which function of tanh itself is its slope?",
                "멀리 가면 지금의 기울기는 z의 제곱에 반비례해 줄어듭니다. tanh의 기울기는 tanh의 값으로 어떻게 쓰나요?",
            ),
            "chain.wrong_input",
        ),
    ),
    alternatives=(
        _tanh_grad_by_sigmoid,
        lambda z: (1.0 - np.tanh(z)) * (1.0 + np.tanh(z)),
        lambda z: 1.0 / np.cosh(np.clip(z, -300.0, 300.0)) ** 2,
        lambda z: one_by_one(z, lambda value: 1.0 - math.tanh(value) ** 2),
    ),
    hints=(
        Text(
            "As with the sigmoid, the slope can be written with the value alone.",
            "시그모이드처럼 기울기를 함수의 값만으로 쓸 수 있습니다.",
        ),
        Text(
            r"With $a = \tanh(z)$: the slope is $1 - a^2$, number by number; the shape stays as it is.",
            r"$a = \tanh(z)$라고 하면 기울기는 수마다 $1 - a^2$이고, 형상은 그대로입니다.",
        ),
        Text(
            "Let `np.tanh` work on all of `z` at once, square its result, and see how much is missing to 1.",
            "`np.tanh`를 `z` 전체에 한꺼번에 적용하고, 그 결과를 제곱한 다음, 1까지 얼마나 모자라는지 구합니다.",
        ),
    ),
)
