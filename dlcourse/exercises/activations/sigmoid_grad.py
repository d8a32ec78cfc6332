"""The card of `sigmoid_grad`: The slope of the sigmoid."""

import math
from typing import Any

import numpy as np

from dlcourse import activations
from dlcourse.exercises.activations._shared import logistic, one_by_one, slope_cases
from dlcourse.exercises.card import Exercise, Misconception
from dlcourse.language import Text


def _sigmoid_grad_one_exponential(z: Any) -> Any:
    e = np.exp(-np.abs(z))
    return e / (1.0 + e) ** 2


def _sigmoid_grad_of_one(value: float) -> float:
    e = math.exp(-abs(value))
    return e / (1.0 + e) ** 2


def _sigmoid_grad_overflows(z: Any) -> Any:
    a = 1.0 / (1.0 + np.exp(-z))
    return a * (1.0 - a)


def _difference(ahead: float, behind: float) -> Any:
    """The slope of a straight line through two points of the sigmoid."""
    return lambda z: (logistic(np.asarray(z) + ahead) - logistic(np.asarray(z) - behind)) / (ahead + behind)


CARD = Exercise(
    id="sigmoid-grad",
    reference=activations.sigmoid_grad,
    points=2.0,
    stars=1,
    title=Text("The slope of the sigmoid", "시그모이드의 기울기"),
    text=Text(
        r"""Write `sigmoid_grad(z)`: how steep the sigmoid is at each number of `z`.

`z` is the number that goes *into* the sigmoid, an array of any shape, of fractions or whole numbers; a single number comes as an array of shape `()`. The result has the same shape, and there is no warning for $z = \pm 1000$. You may use your `sigmoid`.

For `z = [-2.0, 0.0]` the result is `[0.105, 0.25]`, rounded.""",
        r"""`sigmoid_grad(z)`를 작성하세요. `z`의 수마다 시그모이드가 그곳에서 얼마나 가파른지 구합니다.

`z`는 시그모이드에 **들어가는** 수이고, 실수나 정수로 된 배열이며 형상은 무엇이든 될 수 있습니다. 수 하나도 형상이 `()`인 배열로 들어옵니다. 결과의 형상은 같고 $z = \pm 1000$에서도 경고가 없어야 합니다. 앞에서 작성한 `sigmoid`를 써도 됩니다.

`z = [-2.0, 0.0]`이면 결과는 반올림하여 `[0.105, 0.25]`입니다.""",
    ),
    docstring_ko="""z에서 `sigmoid`의 기울기입니다. 0.25를 넘지 않습니다.

    형상: 어떤 형상이든 -> 같은 형상
    예외: z가 실수가 아니면 TypeError
    참고: Rumelhart, Hinton & Williams (1986)
    >>> sigmoid_grad(np.array([-2.0, 0.0]))
    array([0.10499359, 0.25      ])
    """,
    cases=slope_cases,
    misconceptions=(
        Misconception(
            "z-for-a",
            Text("z stands where the output of the sigmoid belongs", "시그모이드의 출력이 올 자리에 z를 넣었습니다"),
            lambda z: np.asarray(z) * (1.0 - np.asarray(z)),
            Text(
                "In the formula both factors are made of $\\sigma(z)$, a number between 0 and 1. What did you put in?",
                "식의 두 인수는 모두 0과 1 사이의 수인 $\\sigma(z)$로 만듭니다. 무엇을 넣었나요?",
            ),
            "chain.wrong_input",
        ),
        Misconception(
            "squashed-twice",
            Text("the sigmoid was applied twice", "시그모이드를 두 번 적용했습니다"),
            lambda z: logistic(logistic(z)) * (1.0 - logistic(logistic(z))),
            Text(
                "Your slope at 0 is not a quarter. How often does `z` pass through the sigmoid on its way?",
                "0에서의 기울기가 4분의 1이 아닙니다. `z`가 시그모이드를 몇 번 지나가나요?",
            ),
            "chain.wrong_input",
        ),
        Misconception(
            "half-replaced",
            Text(
                "one factor is made of z, the other of its sigmoid",
                "한 인수는 z로, 다른 인수는 시그모이드 값으로 만들었습니다",
            ),
            lambda z: logistic(z) * (1.0 - np.asarray(z)),
            Text(
                "For large `z` your slope becomes negative, though the sigmoid always rises. Which of the two factors turns negative?",
                "`z`가 크면 기울기가 음수가 되는데 시그모이드는 언제나 증가합니다. 두 인수 가운데 어느 것이 음수가 되나요?",
            ),
            "chain.wrong_input",
        ),
        Misconception(
            "value-not-slope",
            Text("the value of the sigmoid, not its slope", "기울기가 아니라 시그모이드의 값입니다"),
            lambda z: logistic(z),
            Text(
                "Far to the right the sigmoid is almost 1 and almost flat. What should its slope be there?",
                "오른쪽 먼 곳에서 시그모이드는 1에 가깝고 거의 평평합니다. 그곳의 기울기는 얼마여야 할까요?",
            ),
            "chain.missing_local",
        ),
        Misconception(
            "tanh-rule",
            Text("the rule that belongs to tanh", "tanh의 규칙을 썼습니다"),
            lambda z: 1.0 - logistic(z) ** 2,
            Text(
                "One minus the square belongs to another function. Which two numbers are multiplied for the sigmoid?",
                "1에서 제곱을 빼는 것은 다른 함수의 규칙입니다. 시그모이드에서는 어떤 두 수를 곱하나요?",
            ),
            "chain.missing_local",
        ),
        Misconception(
            "flipped",
            Text("the slope has the wrong sign", "기울기의 부호가 반대입니다"),
            lambda z: logistic(z) * (logistic(z) - 1.0),
            Text(
                "A curve that rises has a positive slope. In which order do you subtract?",
                "올라가는 곡선의 기울기는 양수입니다. 어떤 순서로 뺐나요?",
            ),
            "sign.flipped",
        ),
        Misconception(
            "naive",
            Text(
                "nan far to the left: infinity divided by infinity",
                "왼쪽 먼 곳에서 무한대를 무한대로 나누어 nan이 됩니다",
            ),
            lambda z: np.exp(-z) / (1.0 + np.exp(-z)) ** 2,
            Text(
                "The formula is right, but at $z = -1000$ it overflows above and below. Which function of yours is already safe there?",
                "식은 맞지만 $z = -1000$에서는 분자와 분모 모두에서 오버플로가 납니다. 앞에서 만든 함수 가운데 그곳에서도 안전한 것은 무엇인가요?",
            ),
            "stability.overflow",
        ),
        Misconception(
            "sigmoid-overflows",
            Text(
                "right values, but the sigmoid inside overflows",
                "값은 맞지만 안에 있는 시그모이드에서 오버플로가 납니다",
            ),
            _sigmoid_grad_overflows,
            Text(
                "NumPy warned of $e^{1000}$ on the way. Which function of yours computes the same `a` without a warning?",
                "계산하는 동안 NumPy가 $e^{1000}$을 경고했습니다. 앞에서 만든 함수 가운데 같은 `a`를 경고 없이 구하는 것은 무엇인가요?",
            ),
            "stability.overflow",
        ),
        Misconception(
            "plus",
            Text(
                "the second factor is added to 1, not subtracted from it",
                "두 번째 인수에서 1에서 빼지 않고 1에 더했습니다",
            ),
            lambda z: logistic(z) * (1.0 + logistic(z)),
            Text(
                "Far to the right the sigmoid is flat. To which number does your second factor go there?",
                "오른쪽 먼 곳에서 시그모이드는 평평합니다. 그곳에서 두 번째 인수는 어떤 수로 가나요?",
            ),
            "sign.flipped",
        ),
        Misconception(
            "one-factor",
            Text("only the second of the two factors", "두 인수 가운데 두 번째뿐입니다"),
            lambda z: 1.0 - logistic(z),
            Text(
                "Far to the left the sigmoid is flat, and yours says 1 there. Which other factor makes it 0?",
                "왼쪽 먼 곳에서 시그모이드는 평평한데 1이 나왔습니다. 그곳을 0으로 만드는 다른 인수는 무엇인가요?",
            ),
            "chain.missing_local",
        ),
        Misconception(
            "one-factor-twice",
            Text("one of the two factors counts twice", "두 인수 가운데 하나를 두 번 곱했습니다"),
            lambda z: logistic(z) ** 2 * (1.0 - logistic(z)),
            Text(
                "The sigmoid is equally steep at -2 and at 2. Are your slopes equal there?",
                "시그모이드는 -2와 2에서 똑같이 가파릅니다. 여러분의 기울기도 같은가요?",
            ),
            "chain.wrong_input",
            variants=(lambda z: logistic(z) * (1.0 - logistic(z)) ** 2,),
        ),
        Misconception(
            "times-z",
            Text("z itself is multiplied in as well", "z까지 곱했습니다"),
            lambda z: np.asarray(z) * logistic(z) * (1.0 - logistic(z)),
            Text(
                "At 0 the sigmoid is steepest. What comes out of your function there, and which factor does that?",
                "시그모이드는 0에서 가장 가파릅니다. 그곳에서 결과가 얼마이고, 어느 인수 때문인가요?",
            ),
            "chain.wrong_input",
        ),
        Misconception(
            "difference-instead-of-slope",
            Text(
                "a difference over a step that can be seen, instead of the slope",
                "기울기가 아니라 눈에 띄는 간격에서 구한 차이입니다",
            ),
            _difference(0.1, 0.0),
            Text(
                "Make your step smaller and the numbers move. Which product of two numbers needs no step at all?",
                "간격을 줄이면 결과가 달라집니다. 간격이 아예 필요 없는, 두 수의 곱은 무엇일까요?",
            ),
            "hardcoded.value",
            variants=(
                *(_difference(h, 0.0) for h in (1.0, 0.5, 0.01, 1e-3, 1e-4)),
                *(_difference(h, h) for h in (1.0, 0.5, 0.1, 0.01)),
            ),
        ),
    ),
    alternatives=(
        _sigmoid_grad_one_exponential,
        lambda z: 0.25 * (1.0 - np.tanh(0.5 * np.asarray(z)) ** 2),
        lambda z: logistic(z) * logistic(-np.asarray(z)),
        lambda z: one_by_one(z, _sigmoid_grad_of_one),
    ),
    hints=(
        Text(
            "The slope can be written with the value of the sigmoid alone; no new exponential is needed.",
            "기울기는 시그모이드의 값만으로 쓸 수 있습니다. 지수 함수를 새로 계산할 필요가 없습니다.",
        ),
        Text(
            r"With $a = \sigma(z)$: the slope is $a (1 - a)$, number by number; the shape stays as it is.",
            r"$a = \sigma(z)$라고 하면 기울기는 수마다 $a (1 - a)$이고, 형상은 그대로입니다.",
        ),
        Text(
            "First call `sigmoid` and keep its result under a name. Then multiply that result by what is missing to 1.",
            "먼저 `sigmoid`를 불러 결과에 이름을 붙입니다. 그런 다음 그 결과에, 1까지 모자란 만큼을 곱합니다.",
        ),
    ),
    depends=("sigmoid",),
)
