"""The twelve exercises of the activation functions: bend, measure the slope, stay finite, and see what depth does to slopes."""

import math
from collections.abc import Callable
from typing import Any

import numpy as np

from dlcourse import activations
from dlcourse.exercises.card import Case, Exercise, Misconception
from dlcourse.language import Text

# --- shared by the cards ----------------------------------------------------------------------------------------------


def _each(z: Any, function: Callable[[float], float]) -> Any:
    """One number after the other, in a loop."""
    return np.array([function(float(value)) for value in np.ravel(z)]).reshape(np.shape(z))


def _logistic(z: Any) -> Any:
    """The sigmoid, computed in another way than the reference does."""
    return 0.5 * (1.0 + np.tanh(0.5 * np.asarray(z)))


def _numbers_of(wrong: Callable[..., Any], right: Callable[..., Any]) -> Callable[[Case, Any], bool]:
    """Recognises a mistake by its numbers on a plain case: it may overflow elsewhere, or not, and is the same mistake."""

    def shows(case: Case, value: Any) -> bool:
        if case.edge:
            return False  # where the mistake itself may overflow
        told, wanted = (function(*case.args, **case.kwargs) for function in (wrong, right))
        alike = np.shape(told) == np.shape(value) and np.allclose(told, value, rtol=1e-7, atol=1e-9)
        # right numbers that failed for another reason (an overwritten input) are not this mistake
        return alike and not np.allclose(told, wanted, rtol=1e-7, atol=1e-9)

    return shows


_SMALL = Text("small numbers", "작은 수")
_TABLE = Text("a table", "표")
_BLOCK = Text("a random block of numbers", "임의의 수로 된 3차원 배열")
_WHOLE = Text("whole numbers", "정수")
_FAR = Text("a thousand to both sides, without a warning", "경고 없이 양쪽으로 1000까지")
_ONE = Text("a single number", "수 하나")
_FAR_OUT = np.array([-1000.0, -40.0, 0.0, 40.0, 1000.0])

# --- sigmoid ----------------------------------------------------------------------------------------------------------


def _sigmoid_cases(rng: np.random.Generator) -> tuple[Case, ...]:
    return (
        Case(_SMALL, (np.array([-2.0, -0.5, 0.5, 3.0]),)),
        Case(_TABLE, (np.array([[1.3, 0.0, -4.0], [2.5, -1.0, 0.2]]),)),
        Case(_WHOLE, (np.array([-3, -1, 0, 2]),)),
        Case(_BLOCK, (rng.normal(scale=3.0, size=(4, 3, 2)),), hidden=True),
        Case(_FAR, (_FAR_OUT,), edge=True, silent=True),
        Case(_ONE, (0.7,), edge=True),
    )


def _sigmoid_truncated(z: Any) -> Any:
    z = np.asarray(z)
    out = np.zeros_like(z)
    right = z >= 0
    out[right] = 1.0 / (1.0 + np.exp(-z[right]))
    out[~right] = np.exp(z[~right]) / (1.0 + np.exp(z[~right]))
    return out


def _sigmoid_by_sides(z: Any) -> Any:
    right = 1.0 / (1.0 + np.exp(-np.maximum(z, 0.0)))
    e = np.exp(np.minimum(z, 0.0))
    return np.where(np.asarray(z) >= 0, right, e / (1.0 + e))


def _sigmoid_of_one(value: float) -> float:
    if value >= 0:
        return 1.0 / (1.0 + math.exp(-value))
    return math.exp(value) / (1.0 + math.exp(value))


def _shows_other_slope(case: Case, value: Any) -> bool:
    """The sigmoid of k times z, with a positive k other than 1; twice the slope is (1 + tanh z) / 2."""
    z = np.asarray(case.args[0], dtype=float)
    if case.edge or np.shape(value) != np.shape(z) or not np.all((value > 0) & (value < 1)):
        return False
    k_times_z = np.log(value / (1.0 - value))
    k = float(np.sum(z * k_times_z) / np.sum(z * z))
    return k > 0 and abs(k - 1.0) > 1e-3 and np.allclose(k_times_z, k * z)


SIGMOID = Exercise(
    id="sigmoid",
    reference=activations.sigmoid,
    points=2.0,
    stars=2,
    title=Text("A sigmoid that never overflows", "넘치지 않는 시그모이드"),
    text=Text(
        r"""Write `sigmoid(z)`. Every number of `z` is squashed into the open interval between 0 and 1:

$$\sigma(z) = \frac{1}{1 + e^{-z}}$$

`z` is an array of any shape, of fractions or whole numbers, or a single number. The result has the same shape. It must stay calm for $z = \pm 1000$:
right values and **no warning**. A warning costs a part of the points.

For `z = [-2.0, 0.0, 3.0]` the result is `[0.1192, 0.5, 0.9526]`, rounded.""",
        r"""`sigmoid(z)`를 작성하세요. `z`의 수 하나하나를 0과 1 사이의 열린 구간에 눌러 담습니다.

$$\sigma(z) = \frac{1}{1 + e^{-z}}$$

`z`는 실수나 정수로 된 어떤 형상의 배열일 수도, 수 하나일 수도 있습니다. 결과의 형상은 같습니다. $z = \pm 1000$에서도 값이 맞고
**경고가 없어야** 합니다. 경고가 나오면 점수가 일부 깎입니다.

`z = [-2.0, 0.0, 3.0]`이면 결과는 반올림하여 `[0.1192, 0.5, 0.9526]`입니다.""",
    ),
    docstring_ko="""모든 수를 열린 구간 (0, 1)에 눌러 담습니다. 넘침(overflow)이 없습니다.

    식:   1 / (1 + exp(-z))
    형상: 어떤 형상이든 -> 같은 형상
    오류: z가 실수가 아니면 TypeError
    참고: Cox (1958), 로지스틱(logistic) 함수라고도 합니다
    >>> sigmoid(np.array([-1000.0, 0.0, 1000.0]))
    array([0. , 0.5, 1. ])
    """,
    cases=_sigmoid_cases,
    misconceptions=(
        Misconception(
            "naive",
            Text("right values, but an overflow far to the left", "값은 맞지만 왼쪽 먼 곳에서 넘칩니다"),
            lambda z: 1.0 / (1.0 + np.exp(-z)),
            Text(
                "At $z = -1000$ the formula asks for $e^{1000}$, which no float64 can hold. Multiply above and below by $e^{z}$: which exponent is left?",
                "$z = -1000$이면 식이 $e^{1000}$을 구하려 하는데 float64에는 담기지 않습니다. 분자와 분모에 $e^{z}$를 곱하면 어떤 지수가 남을까요?",
            ),
            "stability.overflow",
        ),
        Misconception(
            "other-slope",
            Text(
                "too steep or too flat: the sigmoid of a multiple of z",
                "너무 가파르거나 완만합니다. z에 어떤 수를 곱한 것의 시그모이드입니다",
            ),
            lambda z: (1.0 + np.tanh(z)) / 2.0,
            Text(
                "Your curve has the right ends and the right middle, but another slope between them. By which number is `z` multiplied on its way into the exponential?",
                "양 끝과 한가운데는 맞는데 그 사이의 기울기가 다릅니다. 지수 함수에 들어가기까지 `z`에 어떤 수가 곱해지나요?",
            ),
            "scale.half",
            _shows_other_slope,
        ),
        Misconception(
            "minus-forgotten",
            Text("it falls where it should rise", "커져야 할 곳에서 작아집니다"),
            lambda z: 1.0 / (1.0 + np.exp(z)),
            Text(
                "What should come out for a large positive number, and what does your function say there?",
                "큰 양수를 넣으면 무엇이 나와야 하고, 여러분의 함수는 무엇이라고 하나요?",
            ),
            "sign.flipped",
            _numbers_of(lambda z: 1.0 / (1.0 + np.exp(z)), activations.sigmoid),
        ),
        Misconception(
            "truncated",
            Text("whole numbers go in, and the fractions are cut off", "정수를 넣으면 소수점 아래가 잘립니다"),
            _sigmoid_truncated,
            Text(
                "Which type does the array have that you write your results into? It was copied from `z`.",
                "결과를 적어 넣는 배열의 자료형은 무엇인가요? 그 배열은 `z`를 본떠 만들었습니다.",
            ),
            "type.wrong",
        ),
        Misconception(
            "brackets",
            Text("the fraction ends after the 1", "분수가 1에서 끝나 버립니다"),
            lambda z: 1.0 / 1.0 + np.exp(-z),
            Text(
                "Some of your results are larger than 1. What belongs below the fraction bar, and what did Python put there?",
                "1보다 큰 결과가 있습니다. 분모에는 무엇이 들어가야 하고, 파이썬은 무엇을 넣었을까요?",
            ),
            "chain.missing_local",
        ),
        Misconception(
            "minus-below",
            Text("a minus below the fraction bar", "분모에 뺄셈이 있습니다"),
            lambda z: 1.0 / (1.0 - np.exp(-np.asarray(z, dtype=float))),
            Text(
                "At $z = 0$ your denominator is 0. What should it be there, so that one half comes out?",
                "$z = 0$에서 분모가 0입니다. 절반이 나오려면 분모가 얼마여야 할까요?",
            ),
            "sign.flipped",
        ),
        Misconception(
            "one-number-only",
            Text("it works for a single number, but not for arrays", "수 하나에는 되지만 배열에는 되지 않습니다"),
            lambda z: 1.0 / (1.0 + math.exp(-z)),
            Text(
                "`math.exp` wants one number. Which function does the same for every number of an array?",
                "`math.exp`는 수 하나만 받습니다. 배열의 모든 수에 같은 일을 하는 함수는 무엇일까요?",
            ),
            "loop.not_vectorized",
        ),
    ),
    alternatives=(
        _logistic,
        _sigmoid_by_sides,
        lambda z: np.exp(-np.logaddexp(0.0, -np.asarray(z))),
        lambda z: _each(z, _sigmoid_of_one),
    ),
    hints=(
        Text(
            "The exponential of a negative number is never large. Can you arrange that only such exponentials are computed?",
            "음수의 지수 함수 값은 결코 커지지 않습니다. 그런 지수만 계산하도록 식을 바꿀 수 있을까요?",
        ),
        Text(
            r"$\frac{1}{1 + e^{-z}} = \frac{e^{z}}{e^{z} + 1}$. The left form is safe for $z \ge 0$, the right one for $z < 0$.",
            r"$\frac{1}{1 + e^{-z}} = \frac{e^{z}}{e^{z} + 1}$입니다. 왼쪽 식은 $z \ge 0$일 때, 오른쪽 식은 $z < 0$일 때 안전합니다.",
        ),
        Text(
            r"In both forms the exponent is $-\lvert z \rvert$. Compute that exponential once; the denominator is the same on both sides, and only the numerator has to be chosen with `np.where`.",
            r"두 식 모두 지수가 $-\lvert z \rvert$입니다. 이 지수 함수를 한 번만 계산합니다. 분모는 양쪽이 같으므로 분자만 `np.where`로 고르면 됩니다.",
        ),
    ),
)

# --- sigmoid_grad -----------------------------------------------------------------------------------------------------


def _slope_cases(rng: np.random.Generator) -> tuple[Case, ...]:
    return (
        Case(_SMALL, (np.array([-2.0, -0.5, 0.5, 3.0]),)),
        Case(_TABLE, (np.array([[1.3, 0.0, -4.0], [2.5, -1.0, 0.2]]),)),
        Case(_BLOCK, (rng.normal(scale=2.0, size=(4, 3, 2)),), hidden=True),
        Case(_FAR, (_FAR_OUT,), edge=True, silent=True),
        Case(_ONE, (0.7,), edge=True),
    )


def _sigmoid_grad_one_exponential(z: Any) -> Any:
    e = np.exp(-np.abs(z))
    return e / (1.0 + e) ** 2


def _sigmoid_grad_of_one(value: float) -> float:
    e = math.exp(-abs(value))
    return e / (1.0 + e) ** 2


SIGMOID_GRAD = Exercise(
    id="sigmoid-grad",
    reference=activations.sigmoid_grad,
    points=1.5,
    stars=1,
    title=Text("The slope of the sigmoid", "시그모이드의 기울기"),
    text=Text(
        r"""Write `sigmoid_grad(z)`: how steep the sigmoid is at each number of `z`.

`z` is the number that goes *into* the sigmoid, an array of any shape or a single number. The result has the same shape, and there is no warning for $z = \pm 1000$. You may use your `sigmoid`.

For `z = [-2.0, 0.0]` the result is `[0.105, 0.25]`, rounded.""",
        r"""`sigmoid_grad(z)`를 작성하세요. `z`의 수마다 시그모이드가 그곳에서 얼마나 가파른지 구합니다.

`z`는 시그모이드에 **들어가는** 수이고, 어떤 형상의 배열일 수도, 수 하나일 수도 있습니다. 결과의 형상은 같고 $z = \pm 1000$에서도 경고가 없어야 합니다. 앞에서 작성한 `sigmoid`를 써도 됩니다.

`z = [-2.0, 0.0]`이면 결과는 반올림하여 `[0.105, 0.25]`입니다.""",
    ),
    docstring_ko="""z에서 `sigmoid`의 기울기입니다. 0.25를 넘지 않습니다.

    형상: 어떤 형상이든 -> 같은 형상
    오류: z가 실수가 아니면 TypeError
    참고: Rumelhart, Hinton & Williams (1986)
    >>> sigmoid_grad(np.array([-2.0, 0.0]))
    array([0.10499359, 0.25      ])
    """,
    cases=_slope_cases,
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
            lambda z: _logistic(_logistic(z)) * (1.0 - _logistic(_logistic(z))),
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
            lambda z: _logistic(z) * (1.0 - np.asarray(z)),
            Text(
                "For large `z` your slope becomes negative, though the sigmoid always rises. Which of the two factors turns negative?",
                "`z`가 크면 기울기가 음수가 되는데 시그모이드는 언제나 증가합니다. 두 인수 가운데 어느 것이 음수가 되나요?",
            ),
            "chain.wrong_input",
        ),
        Misconception(
            "value-not-slope",
            Text("the value of the sigmoid, not its slope", "기울기가 아니라 시그모이드의 값입니다"),
            lambda z: _logistic(z),
            Text(
                "Far to the right the sigmoid is almost 1 and almost flat. What should its slope be there?",
                "오른쪽 먼 곳에서 시그모이드는 1에 가깝고 거의 평평합니다. 그곳의 기울기는 얼마여야 할까요?",
            ),
            "chain.missing_local",
        ),
        Misconception(
            "tanh-rule",
            Text("the rule that belongs to tanh", "tanh의 규칙을 썼습니다"),
            lambda z: 1.0 - _logistic(z) ** 2,
            Text(
                "One minus the square belongs to another function. Which two numbers are multiplied for the sigmoid?",
                "1에서 제곱을 빼는 것은 다른 함수의 규칙입니다. 시그모이드에서는 어떤 두 수를 곱하나요?",
            ),
            "chain.missing_local",
        ),
        Misconception(
            "flipped",
            Text("the slope has the wrong sign", "기울기의 부호가 반대입니다"),
            lambda z: _logistic(z) * (_logistic(z) - 1.0),
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
                "식은 맞지만 $z = -1000$에서는 분자와 분모가 모두 넘칩니다. 앞에서 만든 함수 가운데 그곳에서도 안전한 것은 무엇인가요?",
            ),
            "stability.overflow",
        ),
    ),
    alternatives=(
        _sigmoid_grad_one_exponential,
        lambda z: 0.25 * (1.0 - np.tanh(0.5 * np.asarray(z)) ** 2),
        lambda z: _logistic(z) * _logistic(-np.asarray(z)),
        lambda z: _each(z, _sigmoid_grad_of_one),
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

# --- tanh_grad --------------------------------------------------------------------------------------------------------


def _tanh_grad_by_exponentials(z: Any) -> Any:
    up, down = np.exp(z), np.exp(-z)
    return 1.0 - ((up - down) / (up + down)) ** 2


def _tanh_grad_by_sigmoid(z: Any) -> Any:
    e = np.exp(-2.0 * np.abs(z))
    return 4.0 * e / (1.0 + e) ** 2


TANH_GRAD = Exercise(
    id="tanh-grad",
    reference=activations.tanh_grad,
    points=1.5,
    stars=1,
    title=Text("The slope of tanh", "tanh의 기울기"),
    text=Text(
        r"""Write `tanh_grad(z)`: how steep $\tanh$ is at each number of `z`.

`z` is the number that goes *into* $\tanh$, an array of any shape or a single number. The result has the same shape, and there is no warning for $z = \pm 1000$. NumPy has `np.tanh`.

For `z = [0.0, 1.0]` the result is `[1.0, 0.42]`, rounded.""",
        r"""`tanh_grad(z)`를 작성하세요. `z`의 수마다 $\tanh$가 그곳에서 얼마나 가파른지 구합니다.

`z`는 $\tanh$에 **들어가는** 수이고, 어떤 형상의 배열일 수도, 수 하나일 수도 있습니다. 결과의 형상은 같고 $z = \pm 1000$에서도 경고가 없어야 합니다. NumPy에는 `np.tanh`가 있습니다.

`z = [0.0, 1.0]`이면 결과는 반올림하여 `[1.0, 0.42]`입니다.""",
    ),
    docstring_ko="""z에서 tanh의 기울기입니다. 0에서 1이고 다른 곳에서는 그보다 작습니다.

    형상: 어떤 형상이든 -> 같은 형상
    오류: z가 실수가 아니면 TypeError
    참고: LeCun, Bottou, Orr & Müller (1998)
    >>> tanh_grad(np.array([0.0, 1.0]))
    array([1.        , 0.41997434])
    """,
    cases=_slope_cases,
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
                "1000에서는 분자와 분모가 모두 넘칩니다. tanh를 안전하게 계산하는 NumPy 함수는 무엇일까요?",
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
    ),
    alternatives=(
        _tanh_grad_by_sigmoid,
        lambda z: (1.0 - np.tanh(z)) * (1.0 + np.tanh(z)),
        lambda z: 1.0 / np.cosh(np.clip(z, -300.0, 300.0)) ** 2,
        lambda z: _each(z, lambda value: 1.0 - math.tanh(value) ** 2),
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

# --- relu -------------------------------------------------------------------------------------------------------------


def _relu_cases(rng: np.random.Generator) -> tuple[Case, ...]:
    return (
        Case(Text("both signs", "양수와 음수"), (np.array([-2.0, -0.5, 0.5, 3.0]),)),
        Case(_TABLE, (np.array([[1.5, -1.0, 2.0], [-0.25, 3.0, -4.0]]),)),
        Case(_WHOLE, (np.array([-3, 4, 0, -1]),)),
        Case(Text("only positive numbers", "모두 양수"), (np.array([0.5, 2.0, 7.0]),)),
        Case(_BLOCK, (rng.normal(size=(4, 3, 2)),), hidden=True),
        Case(_ONE, (-0.7,), edge=True),
    )


def _relu_in_place(z: Any) -> Any:
    z[z < 0] = 0
    return z


RELU = Exercise(
    id="relu",
    reference=activations.relu,
    points=1.0,
    stars=1,
    title=Text("ReLU", "ReLU"),
    text=Text(
        r"""Write `relu(z)`. Positive numbers pass unchanged; all others become 0:

$$f(z) = \begin{cases} z & z > 0 \\ 0 & z \le 0 \end{cases}$$

`z` is an array of any shape, or a single number. The result is a *new* array of the same shape; `z` itself stays as it was.

For `z = [-2.0, 0.0, 3.0]` the result is `[0.0, 0.0, 3.0]`.""",
        r"""`relu(z)`를 작성하세요. 양수는 그대로 지나가고 나머지는 모두 0이 됩니다.

$$f(z) = \begin{cases} z & z > 0 \\ 0 & z \le 0 \end{cases}$$

`z`는 어떤 형상의 배열일 수도, 수 하나일 수도 있습니다. 결과는 형상이 같은 **새** 배열이고, `z` 자체는 바뀌지 않아야 합니다.

`z = [-2.0, 0.0, 3.0]`이면 결과는 `[0.0, 0.0, 3.0]`입니다.""",
    ),
    docstring_ko="""양수는 그대로 두고 나머지는 0으로 바꿉니다.

    식:   z if z > 0 else 0
    형상: 어떤 형상이든 -> 같은 형상
    오류: z가 실수가 아니면 TypeError
    참고: Nair & Hinton (2010)
    >>> relu(np.array([-2.0, 0.0, 3.0]))
    array([0., 0., 3.])
    """,
    cases=_relu_cases,
    misconceptions=(
        Misconception(
            "in-place",
            Text("the numbers are right, but the input was overwritten", "수는 맞지만 입력을 덮어썼습니다"),
            _relu_in_place,
            Text(
                "Somebody may still need the old `z`; back-propagation will. How do you get a new array?",
                "원래의 `z`가 아직 필요한 곳이 있습니다. 역전파가 그렇습니다. 새 배열은 어떻게 만들까요?",
            ),
            "inplace.mutation",
        ),
        Misconception(
            "other-side",
            Text("negative numbers are kept, positive ones are lost", "음수를 남기고 양수를 버렸습니다"),
            lambda z: np.minimum(z, 0.0),
            Text(
                "Put in 3 and look. Which side should pass?",
                "3을 넣어 보세요. 어느 쪽 수가 지나가야 하나요?",
            ),
            "sign.flipped",
        ),
        Misconception(
            "absolute-value",
            Text("the minus sign is dropped", "음의 부호만 떼어 냈습니다"),
            lambda z: np.abs(z),
            Text(
                "Put in -2. ReLU lets nothing of it pass; what does yours let pass?",
                "-2를 넣어 보세요. ReLU는 아무것도 통과시키지 않습니다. 여러분의 함수는 무엇을 통과시키나요?",
            ),
            "sign.flipped",
        ),
        Misconception(
            "python-max",
            Text("`max` of Python, which compares whole arrays", "배열을 통째로 비교하는 파이썬의 `max`를 썼습니다"),
            lambda z: max(z, 0.0),
            Text(
                "`max` asks which of two things is larger, and an array as a whole is neither. Which NumPy function compares element by element?",
                "`max`는 둘 중 어느 것이 큰지 묻는데, 배열 전체에는 크고 작음이 없습니다. 원소끼리 비교하는 NumPy 함수는 무엇일까요?",
            ),
            "loop.not_vectorized",
        ),
        Misconception(
            "max-over-axis",
            Text("the largest number along an axis", "한 축을 따라 가장 큰 수를 골랐습니다"),
            lambda z: np.max(z, 0),
            Text(
                "`np.max` makes an array smaller; its second argument is an axis. Which function, with a longer name, compares every number with 0?",
                "`np.max`는 배열을 줄이고, 둘째 인수는 축입니다. 모든 수를 0과 비교하는, 이름이 더 긴 함수는 무엇일까요?",
            ),
            "axis.wrong",
        ),
        Misconception(
            "decisions",
            Text("1 for every positive number, as a step would say", "계단 함수처럼 양수를 모두 1로 바꾸었습니다"),
            lambda z: np.where(np.asarray(z) > 0, 1.0, 0.0),
            Text(
                "That is the step function. What does ReLU say for 3?",
                "그것은 계단 함수입니다. 3을 넣으면 ReLU는 무엇을 돌려주나요?",
            ),
            "chain.missing_local",
        ),
        Misconception(
            "thrown-away",
            Text("the negative numbers are missing in the result", "결과에서 음수의 자리가 사라졌습니다"),
            lambda z: z[z > 0],
            Text(
                "Every unit keeps its place. What should stand where a negative number was?",
                "유닛은 자기 자리를 지킵니다. 음수가 있던 자리에는 무엇이 있어야 할까요?",
            ),
            "shape.keepdims",
        ),
    ),
    alternatives=(
        lambda z: np.where(np.asarray(z) > 0, z, 0.0),
        lambda z: z * (np.asarray(z) > 0),
        lambda z: (z + np.abs(z)) / 2.0,
        lambda z: _each(z, lambda value: value if value > 0 else 0.0),
    ),
    hints=(
        Text(
            "Compare every number with 0 and keep the larger of the two.",
            "모든 수를 0과 비교하여 큰 쪽을 남깁니다.",
        ),
        Text(
            r"$f(z) = \max(0, z)$, number by number; the shape stays as it is.",
            r"수마다 $f(z) = \max(0, z)$이고, 형상은 그대로입니다.",
        ),
        Text(
            "NumPy has a function that takes two things and keeps the larger number in each place. It is not `np.max`, but its name begins in the same way.",
            "NumPy에는 두 가지를 받아 자리마다 큰 수를 남기는 함수가 있습니다. `np.max`가 아니지만 이름이 비슷하게 시작합니다.",
        ),
    ),
)

# --- relu_grad --------------------------------------------------------------------------------------------------------


def _relu_grad_cases(rng: np.random.Generator) -> tuple[Case, ...]:
    return (
        Case(Text("both signs", "양수와 음수"), (np.array([-2.0, -0.5, 0.5, 3.0]),)),
        Case(_TABLE, (np.array([[1.5, -1.0, 2.0], [-0.25, 3.0, -4.0]]),)),
        Case(_BLOCK, (rng.normal(size=(4, 3, 2)),), hidden=True),
        Case(Text("exactly zero", "정확히 0일 때"), (np.array([-1.0, 0.0, 1.0]),), edge=True),
        Case(_ONE, (0.7,), edge=True),
    )


def _relu_grad_of_a_book(z: Any) -> Any:
    grad = np.zeros(z)
    grad[z >= 0] = 1
    return grad


def _relu_grad_in_place(z: Any) -> Any:
    z[z > 0] = 1.0
    z[z < 0] = 0.0
    return z


def _relu_grad_by_mask(z: Any) -> Any:
    grad = np.zeros(np.shape(z))
    grad[np.asarray(z) > 0] = 1.0
    return grad


RELU_GRAD = Exercise(
    id="relu-grad",
    reference=activations.relu_grad,
    points=1.0,
    stars=1,
    title=Text("The slope of ReLU", "ReLU의 기울기"),
    text=Text(
        r"""Write `relu_grad(z)`: the slope of ReLU at each number of `z`.

At exactly 0 there is a corner and no slope; this course says 0 there. `z` is an array of any shape, or a single number; the result has the same shape and holds numbers (not truth values), and `z` itself stays as it was.

For `z = [-2.0, 0.0, 3.0]` the result is `[0.0, 0.0, 1.0]`.""",
        r"""`relu_grad(z)`를 작성하세요. `z`의 수마다 ReLU의 기울기를 구합니다.

정확히 0인 곳은 꺾여 있어서 기울기가 없습니다. 이 강의에서는 그곳의 기울기를 0으로 정합니다. `z`는 어떤 형상의 배열일 수도, 수 하나일 수도 있습니다. 결과는 형상이 같고 참, 거짓이 아니라 수로 이루어지며, `z` 자체는 바뀌지 않아야 합니다.

`z = [-2.0, 0.0, 3.0]`이면 결과는 `[0.0, 0.0, 1.0]`입니다.""",
    ),
    docstring_ko="""z에서 `relu`의 기울기입니다. 0에서는 기울기가 없지만 관례에 따라 0이라고 합니다.

    형상: 어떤 형상이든 -> 같은 형상
    오류: z가 실수가 아니면 TypeError
    참고: Glorot, Bordes & Bengio (2011)
    >>> relu_grad(np.array([-2.0, 0.0, 3.0]))
    array([0., 0., 1.])
    """,
    cases=_relu_grad_cases,
    misconceptions=(
        Misconception(
            "one-at-zero",
            Text("the slope at exactly 0 is 1", "정확히 0에서 기울기가 1입니다"),
            lambda z: np.where(np.asarray(z) >= 0, 1.0, 0.0),
            Text(
                "Everything is right except exactly at 0. What does this course say there?",
                "정확히 0일 때만 다릅니다. 이 강의에서는 그곳을 무엇이라고 정했나요?",
            ),
            "boundary.zero",
        ),
        Misconception(
            "zeros-of-z",
            Text(
                "`np.zeros(z)` wants a shape and was given the numbers", "형상을 받는 `np.zeros(z)`에 수를 넣었습니다"
            ),
            _relu_grad_of_a_book,
            Text(
                "`np.zeros` asks how large the array shall be. You gave it the numbers themselves; what should it get?",
                "`np.zeros`는 배열의 크기를 묻습니다. 수 자체를 주었는데, 무엇을 주어야 할까요?",
            ),
            "type.wrong",
        ),
        Misconception(
            "truth-values",
            Text("True and False instead of 1 and 0", "1과 0이 아니라 True와 False입니다"),
            lambda z: np.asarray(z) > 0,
            Text(
                "A slope is a number, and a comparison answers with truth values. How do you turn them into numbers?",
                "기울기는 수인데 비교하면 참과 거짓이 나옵니다. 참과 거짓을 수로 바꾸려면 어떻게 해야 할까요?",
            ),
            "type.wrong",
        ),
        Misconception(
            "in-place",
            Text("the slopes are right, but the input was overwritten", "기울기는 맞지만 입력을 덮어썼습니다"),
            _relu_grad_in_place,
            Text(
                "After your function `z` holds slopes, and its numbers are gone. How do you get a new array?",
                "함수를 부르고 나면 `z`에 기울기가 들어 있고 원래의 수는 사라집니다. 새 배열은 어떻게 만들까요?",
            ),
            "inplace.mutation",
        ),
        Misconception(
            "value-not-slope",
            Text("the value of ReLU, not its slope", "기울기가 아니라 ReLU의 값입니다"),
            lambda z: np.maximum(z, 0.0),
            Text(
                "ReLU at 3 is 3. If `z` grows by a little, by how much does ReLU grow?",
                "3에서 ReLU의 값은 3입니다. `z`가 조금 커지면 ReLU는 얼마나 커질까요?",
            ),
            "chain.missing_local",
        ),
        Misconception(
            "sign",
            Text("-1 for negative numbers", "음수에서 -1입니다"),
            lambda z: np.sign(z),
            Text(
                "To the left of 0 ReLU is flat. Which slope has a flat line?",
                "0의 왼쪽에서 ReLU는 평평합니다. 평평한 직선의 기울기는 얼마인가요?",
            ),
            "sign.flipped",
        ),
        Misconception(
            "half-at-zero",
            Text("the slope at exactly 0 is one half", "정확히 0에서 기울기가 절반입니다"),
            lambda z: np.heaviside(z, 0.5),
            Text(
                "One half is a fair compromise, but this course chose another number for the corner. Which one?",
                "절반도 그럴듯한 타협이지만 이 강의는 꺾인 곳에 다른 수를 정했습니다. 무엇인가요?",
            ),
            "boundary.zero",
        ),
    ),
    alternatives=(
        lambda z: np.where(np.asarray(z) > 0, 1.0, 0.0),
        lambda z: np.sign(np.maximum(z, 0.0)),
        _relu_grad_by_mask,
        lambda z: _each(z, lambda value: 1.0 if value > 0 else 0.0),
    ),
    hints=(
        Text(
            "Look at the picture of ReLU: two straight pieces. How steep is each?",
            "ReLU의 그림을 보세요. 곧은 두 조각으로 되어 있습니다. 조각마다 얼마나 가파른가요?",
        ),
        Text(
            "The slope is 1 where $z > 0$ and 0 where $z \\le 0$; the shape stays as it is.",
            "$z > 0$인 곳에서 1이고 $z \\le 0$인 곳에서 0이며, 형상은 그대로입니다.",
        ),
        Text(
            "Ask `z > 0` for all numbers at once, and turn the truth values into numbers, or let `np.where` choose.",
            "모든 수에 한꺼번에 `z > 0`을 묻고, 참과 거짓을 수로 바꾸거나 `np.where`로 고르게 합니다.",
        ),
    ),
)

# --- leaky_relu -------------------------------------------------------------------------------------------------------


def _leaky_relu_cases(rng: np.random.Generator) -> tuple[Case, ...]:
    return (
        Case(Text("both signs", "양수와 음수"), (np.array([-2.0, -0.5, 0.5, 3.0]),)),
        Case(
            Text("a table, slope one half", "표, 기울기 절반"),
            (np.array([[1.5, -1.0, 2.0], [-0.25, 3.0, -4.0]]),),
            {"slope": 0.5},
        ),
        Case(_BLOCK, (rng.normal(size=(4, 3, 2)),), {"slope": float(rng.uniform(0.1, 0.4))}, hidden=True),
        Case(
            Text("a slope above one", "1보다 큰 기울기"), (np.array([-2.0, 1.0, -0.5, 3.0]),), {"slope": 1.5}, edge=True
        ),
        Case(_ONE, (-0.7,), {"slope": 0.2}, edge=True),
    )


def _leaky_relu_by_mask(z: Any, slope: float = 0.01) -> Any:
    out = np.array(z, dtype=float)
    out[out < 0] *= slope
    return out


LEAKY_RELU = Exercise(
    id="leaky-relu",
    reference=activations.leaky_relu,
    points=1.5,
    stars=1,
    title=Text("Leaky ReLU", "Leaky ReLU"),
    text=Text(
        r"""Write `leaky_relu(z, slope)`. Positive numbers pass unchanged; all others are multiplied by `slope`, written $\alpha$ in the formula:

$$f(z) = \begin{cases} z & z > 0 \\ \alpha z & z \le 0 \end{cases}$$

`z` is an array of any shape, or a single number; `slope` is one number, 0.01 if nobody says otherwise, and may be any number.

For `z = [-2.0, 3.0]` and `slope = 0.5` the result is `[-1.0, 3.0]`.""",
        r"""`leaky_relu(z, slope)`를 작성하세요. 양수는 그대로 지나가고 나머지에는 `slope`를 곱합니다. 식에서는 $\alpha$로 씁니다.

$$f(z) = \begin{cases} z & z > 0 \\ \alpha z & z \le 0 \end{cases}$$

`z`는 어떤 형상의 배열일 수도, 수 하나일 수도 있습니다. `slope`는 수 하나이고, 따로 정하지 않으면 0.01이며, 어떤 수라도 될 수 있습니다.

`z = [-2.0, 3.0]`, `slope = 0.5`이면 결과는 `[-1.0, 3.0]`입니다.""",
    ),
    docstring_ko="""양수는 그대로 두고 나머지에는 `slope`를 곱해 줄입니다.

    식:   z if z > 0 else slope * z
    형상: 어떤 형상이든 -> 같은 형상
    오류: z가 실수가 아니거나 slope가 수가 아니면 TypeError
    참고: Maas, Hannun & Ng (2013)
    >>> leaky_relu(np.array([-2.0, 3.0]), slope=0.5)
    array([-1.,  3.])
    """,
    cases=_leaky_relu_cases,
    misconceptions=(
        Misconception(
            "larger-of-two",
            Text(
                "the larger of z and slope times z, which fails for a slope above 1",
                "z와 기울기를 곱한 z 가운데 큰 쪽을 골라서, 기울기가 1보다 크면 틀립니다",
            ),
            lambda z, slope=0.01: np.maximum(z, slope * np.asarray(z)),
            Text(
                "With a slope of 1.5, which is larger at $z = 2$: 2 or 3? And which one does the formula want?",
                "기울기가 1.5라면 $z = 2$에서 2와 3 가운데 어느 쪽이 클까요? 식이 말하는 것은 어느 쪽인가요?",
            ),
            "boundary.zero",
        ),
        Misconception(
            "both-sides",
            Text("positive numbers are shrunk as well", "양수까지 줄였습니다"),
            lambda z, slope=0.01: slope * np.asarray(z),
            Text(
                "Your positive inputs came out changed. What should happen to them?",
                "양수 입력의 출력이 달라졌습니다. 양수는 어떻게 되어야 할까요?",
            ),
            "chain.missing_local",
        ),
        Misconception(
            "wrong-side",
            Text("the slope is on the positive side", "양수 쪽에 기울기를 곱했습니다"),
            lambda z, slope=0.01: np.where(np.asarray(z) > 0, slope * np.asarray(z), z),
            Text(
                "Put in -2 and 3. Which of the two was changed, and which one should be?",
                "-2와 3을 넣어 보세요. 어느 쪽이 달라졌고, 어느 쪽이 달라져야 하나요?",
            ),
            "sign.flipped",
        ),
        Misconception(
            "slope-by-heart",
            Text("always 0.01, whatever slope was asked for", "어떤 기울기를 주든 언제나 0.01입니다"),
            lambda z, slope=0.01: np.where(np.asarray(z) > 0, z, 0.01 * np.asarray(z)),
            Text(
                "Call it with two different slopes. Does the result change?",
                "서로 다른 기울기로 두 번 불러 보세요. 결과가 달라지나요?",
            ),
            "hardcoded.value",
        ),
        Misconception(
            "minus",
            Text("negative numbers come out positive", "음수가 양수로 나옵니다"),
            lambda z, slope=0.01: np.where(np.asarray(z) > 0, z, -slope * np.asarray(z)),
            Text(
                "The line goes on through 0 and only gets flatter. On which side of 0 does -2 end up?",
                "직선은 0을 지나 계속되고 더 완만해질 뿐입니다. -2는 0의 어느 쪽에 놓여야 하나요?",
            ),
            "sign.flipped",
        ),
        Misconception(
            "slope-itself",
            Text("the slope itself, not slope times z", "기울기를 곱하지 않고 기울기 자체를 돌려주었습니다"),
            lambda z, slope=0.01: np.where(np.asarray(z) > 0, z, slope),
            Text(
                "All your negative inputs gave the same number. Should -2 and -4 give the same?",
                "음수 입력의 결과가 모두 같습니다. -2와 -4의 결과가 같아야 할까요?",
            ),
            "chain.missing_local",
        ),
        Misconception(
            "no-leak",
            Text("0 for negative numbers: the plain ReLU", "음수가 0이 되는 보통의 ReLU입니다"),
            lambda z, slope=0.01: np.maximum(z, 0.0),
            Text(
                "The leak is missing. What is left of -2 if the slope is one half?",
                "새어 나가는 부분이 없습니다. 기울기가 절반이면 -2에서 얼마가 남나요?",
            ),
            "chain.missing_local",
        ),
    ),
    alternatives=(
        lambda z, slope=0.01: np.maximum(z, 0.0) + slope * np.minimum(z, 0.0),
        _leaky_relu_by_mask,
        lambda z, slope=0.01: z * (slope + (1.0 - slope) * (np.asarray(z) > 0)),
        lambda z, slope=0.01: _each(z, lambda value: value if value > 0 else slope * value),
    ),
    hints=(
        Text(
            "Two pieces again, but the left one is no longer flat.",
            "이번에도 두 조각이지만 왼쪽이 평평하지 않습니다.",
        ),
        Text(
            r"$z$ where $z > 0$, else $\alpha z$; the shape stays as it is.",
            r"$z > 0$인 곳에서는 $z$, 나머지에서는 $\alpha z$이고, 형상은 그대로입니다.",
        ),
        Text(
            "`np.where` takes a question and two answers: what to take where it is true, and what to take elsewhere.",
            "`np.where`는 질문 하나와 답 두 개를 받습니다. 참인 곳에서 쓸 값과 나머지에서 쓸 값입니다.",
        ),
    ),
)

# --- prelu_grads ------------------------------------------------------------------------------------------------------


def _prelu_cases(rng: np.random.Generator) -> tuple[Case, ...]:
    z = np.array([[-2.0, 3.0], [1.0, -4.0], [-1.0, -0.5]])
    return (
        Case(
            Text("one alpha for all units", "모든 유닛에 alpha 하나"),
            (z, 0.25, np.array([[1.0, 2.0], [-1.0, 0.5], [3.0, -2.0]])),
        ),
        Case(
            Text("one alpha for each column", "열마다 alpha 하나"),
            (z, np.array([0.1, 0.5]), np.array([[1.0, 2.0], [-1.0, 0.5], [3.0, -2.0]])),
        ),
        Case(
            Text("random numbers, one alpha", "임의의 수, alpha 하나"),
            (rng.normal(size=(4, 3)), float(rng.uniform(0.1, 0.5)), rng.normal(size=(4, 3))),
            hidden=True,
        ),
        Case(
            Text("random numbers, an alpha for each column", "임의의 수, 열마다 alpha 하나"),
            (rng.normal(size=(6, 4)), rng.uniform(0.1, 0.5, size=4), rng.normal(size=(6, 4))),
            hidden=True,
        ),
        Case(
            Text("exactly zero", "정확히 0일 때"),
            (np.array([[0.0, 2.0, -1.0]]), np.array([0.5, 0.25, 0.1]), np.array([[2.0, -1.0, 4.0]])),
            edge=True,
        ),
    )


def _prelu_each(z: Any, alpha: Any, dout: Any) -> tuple[Any, Any]:
    """The gradient at z, and what every single number contributes to the gradient at alpha."""
    return np.where(z > 0, 1.0, alpha) * dout, np.where(z > 0, 0.0, z) * dout


def _summed(each: Any, alpha: Any) -> Any:
    return each.sum() if np.ndim(alpha) == 0 else each.sum(axis=0)


def _prelu_not_summed(z: Any, alpha: Any, dout: Any) -> Any:
    return _prelu_each(z, alpha, dout)


def _prelu_mean(z: Any, alpha: Any, dout: Any) -> Any:
    dz, each = _prelu_each(z, alpha, dout)
    return dz, each.mean() if np.ndim(alpha) == 0 else each.mean(axis=0)


def _prelu_summed_over_all(z: Any, alpha: Any, dout: Any) -> Any:
    dz, each = _prelu_each(z, alpha, dout)
    return dz, each.sum()


def _prelu_summed_by_column(z: Any, alpha: Any, dout: Any) -> Any:
    dz, each = _prelu_each(z, alpha, dout)
    return dz, each.sum(axis=0)


def _prelu_dalpha_without_dout(z: Any, alpha: Any, dout: Any) -> Any:
    dz, _ = _prelu_each(z, alpha, dout)
    return dz, _summed(np.where(z > 0, 0.0, z), alpha)


def _prelu_dz_without_dout(z: Any, alpha: Any, dout: Any) -> Any:
    _, each = _prelu_each(z, alpha, dout)
    return np.where(z > 0, 1.0, alpha) * np.ones_like(z), _summed(each, alpha)


def _prelu_wrong_side(z: Any, alpha: Any, dout: Any) -> Any:
    return np.where(z > 0, alpha, 1.0) * dout, _summed(np.where(z > 0, z, 0.0) * dout, alpha)


def _prelu_output_for_z(z: Any, alpha: Any, dout: Any) -> Any:
    dz, each = _prelu_each(z, alpha, dout)
    return dz, _summed(alpha * each, alpha)


def _prelu_all_numbers(z: Any, alpha: Any, dout: Any) -> Any:
    dz, _ = _prelu_each(z, alpha, dout)
    return dz, _summed(z * dout, alpha)


def _prelu_one_at_zero(z: Any, alpha: Any, dout: Any) -> Any:
    _, each = _prelu_each(z, alpha, dout)
    return np.where(z >= 0, 1.0, alpha) * dout, _summed(each, alpha)


def _prelu_by_loop(z: Any, alpha: Any, dout: Any) -> Any:
    slopes = np.broadcast_to(alpha, z.shape[1])
    dz, dalpha = np.zeros(z.shape), np.zeros(z.shape[1])
    for row in range(z.shape[0]):
        for column in range(z.shape[1]):
            if z[row, column] > 0:
                dz[row, column] = dout[row, column]
            else:
                dz[row, column] = slopes[column] * dout[row, column]
                dalpha[column] += z[row, column] * dout[row, column]
    return dz, dalpha if np.ndim(alpha) else dalpha.sum()


def _prelu_by_einsum(z: Any, alpha: Any, dout: Any) -> Any:
    below = np.minimum(z, 0.0)
    dz = dout - (1.0 - alpha) * dout * (z <= 0)
    return dz, np.einsum("nm,nm->m", below, dout) if np.ndim(alpha) else np.einsum("nm,nm->", below, dout)


def _prelu_by_mask(z: Any, alpha: Any, dout: Any) -> Any:
    left = z <= 0
    dz = np.array(dout, dtype=float)
    dz[left] = (np.broadcast_to(alpha, z.shape) * dout)[left]
    dalpha = (z * dout * left).sum(axis=tuple(range(z.ndim - np.ndim(alpha))))
    return dz, dalpha


PRELU_GRADS = Exercise(
    id="prelu-grads",
    reference=activations.prelu_grads,
    points=3.0,
    stars=2,
    title=Text("PReLU learns its slope", "PReLU는 기울기를 학습합니다"),
    text=Text(
        r"""Write `prelu_grads(z, alpha, dout)`. It returns two gradients, `(dz, dalpha)`, of the function $f = z$ for $z > 0$, else $\alpha z$.

`dout` has the shape of `z`, `(N, M)`, and says how much the loss changes when each *output* grows. Multiply it by the slope of $f$:

$$dz = dout \cdot \frac{\partial f}{\partial z}, \qquad d\alpha = \sum dout \cdot \frac{\partial f}{\partial \alpha}$$

`alpha` is one number for all units, or has shape `(M,)`, one for each column. `dz` has the shape of `z`, and `dalpha` has the shape of `alpha`: every number that used an alpha adds to its gradient. At $z = 0$ count the left side.

For `z = [[-2.0, 3.0], [-1.0, -4.0]]`, `alpha = 0.5` and a `dout` of ones, `dz` is `[[0.5, 1.0], [0.5, 0.5]]` and `dalpha` is `-7.0`.""",
        r"""`prelu_grads(z, alpha, dout)`를 작성하세요. $z > 0$이면 $f = z$, 아니면 $\alpha z$인 함수의 두 기울기 `(dz, dalpha)`를 돌려줍니다.

`dout`은 형상이 `z`와 같은 `(N, M)`이고, **출력**이 하나하나 커질 때 손실이 얼마나 달라지는지를 담고 있습니다. 여기에 $f$의 기울기를 곱합니다.

$$dz = dout \cdot \frac{\partial f}{\partial z}, \qquad d\alpha = \sum dout \cdot \frac{\partial f}{\partial \alpha}$$

`alpha`는 모든 유닛이 함께 쓰는 수 하나이거나, 열마다 하나씩 형상이 `(M,)`입니다. `dz`의 형상은 `z`와 같고 `dalpha`의 형상은 `alpha`와 같습니다. 같은 alpha를 쓴 수가 모두 그 alpha의 기울기에 더해집니다. $z = 0$은 왼쪽으로 셉니다.

`z = [[-2.0, 3.0], [-1.0, -4.0]]`, `alpha = 0.5`이고 `dout`이 모두 1이면 `dz`는 `[[0.5, 1.0], [0.5, 0.5]]`이고 `dalpha`는 `-7.0`입니다.""",
    ),
    docstring_ko="""출력의 기울기 `dout`이 주어졌을 때, z와 alpha에서 손실의 기울기입니다.

    형상: (N, M), () 또는 (M,), (N, M) -> (N, M), alpha의 형상
    오류: z와 dout의 형상이 다르면 ValueError
    참고: He, Zhang, Ren & Sun (2015)
    >>> dz, dalpha = prelu_grads(np.array([[-2.0, 3.0], [-1.0, -4.0]]), 0.5, np.ones((2, 2)))
    >>> dz
    array([[0.5, 1. ],
           [0.5, 0.5]])
    >>> float(dalpha)
    -7.0
    """,
    cases=_prelu_cases,
    misconceptions=(
        Misconception(
            "not-summed",
            Text("dalpha was not summed", "dalpha를 더하지 않았습니다"),
            _prelu_not_summed,
            Text(
                "Your `dalpha` has as many numbers as `z`, but there are only as many slopes as `alpha` has. What happens to the contributions of those that share one?",
                "`dalpha`에 `z`만큼 많은 수가 있지만 기울기는 `alpha`의 수만큼만 있습니다. 같은 것을 함께 쓴 몫은 어떻게 해야 할까요?",
            ),
            "reduce.sum_vs_mean",
        ),
        Misconception(
            "mean",
            Text("dalpha is a mean, not a sum", "dalpha가 합이 아니라 평균입니다"),
            _prelu_mean,
            Text(
                "Your `dalpha` is too small. If ten examples each push alpha by 1, how strong is the push?",
                "`dalpha`가 너무 작습니다. 예제 열 개가 저마다 alpha를 1만큼 민다면 미는 힘은 모두 얼마인가요?",
            ),
            "reduce.sum_vs_mean",
        ),
        Misconception(
            "summed-over-all",
            Text(
                "one sum over all columns, though each column has its own alpha",
                "열마다 alpha가 따로 있는데 모든 열을 합쳐 더했습니다",
            ),
            _prelu_summed_over_all,
            Text(
                "When `alpha` has shape `(M,)`, so has `dalpha`. Over which axis do you have to add, and over which not?",
                "`alpha`의 형상이 `(M,)`이면 `dalpha`도 그렇습니다. 어느 축으로 더하고 어느 축으로는 더하지 말아야 할까요?",
            ),
            "axis.wrong",
        ),
        Misconception(
            "summed-by-column",
            Text(
                "a sum for each column, though all share one alpha", "모두 alpha 하나를 쓰는데 열마다 따로 더했습니다"
            ),
            _prelu_summed_by_column,
            Text(
                "When `alpha` is one number, all columns used the same. How many numbers is its gradient?",
                "`alpha`가 수 하나이면 모든 열이 같은 수를 쓴 것입니다. 그 기울기는 수 몇 개인가요?",
            ),
            "axis.wrong",
        ),
        Misconception(
            "dout-forgotten-at-alpha",
            Text("dout is missing in dalpha", "dalpha에 dout이 빠졌습니다"),
            _prelu_dalpha_without_dout,
            Text(
                "`dz` is right. Does `dalpha` change when you double `dout`?",
                "`dz`는 맞습니다. `dout`을 두 배로 하면 `dalpha`가 달라지나요?",
            ),
            "chain.missing_local",
        ),
        Misconception(
            "dout-forgotten-at-z",
            Text("dout is missing in dz", "dz에 dout이 빠졌습니다"),
            _prelu_dz_without_dout,
            Text(
                "`dalpha` is right. Does `dz` change when you double `dout`?",
                "`dalpha`는 맞습니다. `dout`을 두 배로 하면 `dz`가 달라지나요?",
            ),
            "chain.missing_local",
        ),
        Misconception(
            "wrong-side",
            Text("alpha is on the positive side", "alpha를 양수 쪽에 두었습니다"),
            _prelu_wrong_side,
            Text(
                "Where `z` is positive, does the output depend on alpha at all?",
                "`z`가 양수인 곳에서 출력이 alpha에 따라 달라지나요?",
            ),
            "sign.flipped",
        ),
        Misconception(
            "output-for-z",
            Text(
                "the output alpha·z stands in dalpha where z belongs", "dalpha에 z가 아니라 출력 alpha·z를 넣었습니다"
            ),
            _prelu_output_for_z,
            Text(
                "On the left the output is $\\alpha z$. If alpha grows by 1, by how much does it grow?",
                "왼쪽에서 출력은 $\\alpha z$입니다. alpha가 1만큼 커지면 출력은 얼마나 달라지나요?",
            ),
            "chain.wrong_input",
        ),
        Misconception(
            "all-numbers",
            Text("positive numbers count in dalpha as well", "dalpha에 양수까지 넣었습니다"),
            _prelu_all_numbers,
            Text(
                "Which numbers of `z` ever met alpha?",
                "`z`의 수 가운데 alpha를 만난 것은 어느 것인가요?",
            ),
            "boundary.zero",
        ),
        Misconception(
            "one-at-zero",
            Text("exactly 0 counts as positive", "정확히 0을 양수로 셌습니다"),
            _prelu_one_at_zero,
            Text(
                "Everything is right except exactly at 0. On which side does the task put it?",
                "정확히 0일 때만 다릅니다. 문제에서 0은 어느 쪽인가요?",
            ),
            "boundary.zero",
        ),
    ),
    alternatives=(_prelu_by_loop, _prelu_by_einsum, _prelu_by_mask),
    hints=(
        Text(
            "Ask two questions for one single number: if `z` grows a little, how much does the output grow? And if alpha grows a little?",
            "수 하나를 놓고 두 가지를 물어보세요. `z`가 조금 커지면 출력은 얼마나 커질까요? alpha가 조금 커지면 어떨까요?",
        ),
        Text(
            r"$\partial f / \partial z$ is 1 or $\alpha$, and $\partial f / \partial \alpha$ is 0 or $z$, each for $z > 0$ or not. Multiply both by `dout`. Then `dalpha` is a sum: over rows and columns for one alpha, over rows for shape `(M,)`.",
            r"$\partial f / \partial z$는 1 또는 $\alpha$이고, $\partial f / \partial \alpha$는 0 또는 $z$입니다. 각각 $z > 0$일 때와 아닐 때입니다. 둘 다 `dout`을 곱합니다. `dalpha`는 합입니다. alpha가 하나면 행과 열 모두에 대해, 형상이 `(M,)`이면 행에 대해 더합니다.",
        ),
        Text(
            "Write both products with `np.where`, each of shape `(N, M)`. For the sum, `np.ndim(alpha)` tells you whether there is one alpha or one for each column, and so which axes have to go.",
            "두 곱을 `np.where`로 쓰면 각각 형상이 `(N, M)`입니다. 더할 때는 `np.ndim(alpha)`를 보면 alpha가 하나인지 열마다 하나인지, 그래서 어느 축을 없애야 하는지 알 수 있습니다.",
        ),
    ),
    returns=("dz", "dalpha"),
)

# --- elu --------------------------------------------------------------------------------------------------------------


def _elu_cases(rng: np.random.Generator) -> tuple[Case, ...]:
    return (
        Case(_SMALL, (np.array([-2.0, -1.0, 0.0, 1.0, 2.0]),)),
        Case(
            Text("a table, alpha one half", "표, alpha는 절반"),
            (np.array([[1.5, -1.0, 2.0], [-0.25, 3.0, -4.0]]),),
            {"alpha": 0.5},
        ),
        Case(_BLOCK, (rng.normal(size=(4, 3, 2)),), {"alpha": float(rng.uniform(1.2, 2.0))}, hidden=True),
        Case(_FAR, (_FAR_OUT,), edge=True, silent=True),
        Case(_ONE, (-0.7,), edge=True),
    )


def _left(z: Any) -> Any:
    """The numbers below 0, and 0 for the others: safe for the exponential."""
    return np.minimum(z, 0.0)


def _elu_by_mask(z: Any, alpha: float = 1.0) -> Any:
    out = np.array(z, dtype=float)
    left = out < 0
    out[left] = alpha * (np.exp(out[left]) - 1.0)
    return out


ELU = Exercise(
    id="elu",
    reference=activations.elu,
    points=1.5,
    stars=2,
    title=Text("ELU", "ELU"),
    text=Text(
        r"""Write `elu(z, alpha)`. Positive numbers pass unchanged; the others run smoothly towards $-\alpha$:

$$f(z) = \begin{cases} z & z > 0 \\ \alpha (e^{z} - 1) & z \le 0 \end{cases}$$

`z` is an array of any shape, or a single number; `alpha` is one number. For $z = \pm 1000$ there must be **no warning**.

For `z = [-1.0, 2.0]` and `alpha = 1.0` the result is `[-0.6321, 2.0]`, rounded.""",
        r"""`elu(z, alpha)`를 작성하세요. 양수는 그대로 지나가고 나머지는 $-\alpha$를 향해 매끄럽게 내려갑니다.

$$f(z) = \begin{cases} z & z > 0 \\ \alpha (e^{z} - 1) & z \le 0 \end{cases}$$

`z`는 어떤 형상의 배열일 수도, 수 하나일 수도 있습니다. `alpha`는 수 하나입니다. $z = \pm 1000$에서도 **경고가 없어야** 합니다.

`z = [-1.0, 2.0]`, `alpha = 1.0`이면 결과는 반올림하여 `[-0.6321, 2.0]`입니다.""",
    ),
    docstring_ko="""양수는 그대로 두고 나머지는 -alpha를 향해 매끄럽게 보냅니다. 넘침(overflow)이 없습니다.

    식:   z if z > 0 else alpha * (exp(z) - 1)
    형상: 어떤 형상이든 -> 같은 형상
    오류: z가 실수가 아니거나 alpha가 수가 아니면 TypeError
    참고: Clevert, Unterthiner & Hochreiter (2016)
    >>> elu(np.array([-1000.0, -1.0, 2.0]))
    array([-1.        , -0.63212056,  2.        ])
    """,
    cases=_elu_cases,
    misconceptions=(
        Misconception(
            "both-branches",
            Text(
                "right values, but `np.where` computes both branches, and one overflows",
                "값은 맞지만 `np.where`가 양쪽을 모두 계산하다가 한쪽에서 넘칩니다",
            ),
            lambda z, alpha=1.0: np.where(np.asarray(z) > 0, z, alpha * (np.exp(z) - 1.0)),
            Text(
                "`np.where` chooses only after both answers are computed, so `np.exp` did see 1000. What could you hand to `np.exp`, so that it never meets a large number?",
                "`np.where`는 두 답을 다 계산한 다음에 고르므로 `np.exp`가 1000을 만납니다. `np.exp`가 큰 수를 만나지 않게 하려면 무엇을 넘겨주면 될까요?",
            ),
            "stability.overflow",
        ),
        Misconception(
            "one-not-subtracted",
            Text("the 1 was not subtracted", "1을 빼지 않았습니다"),
            lambda z, alpha=1.0: np.where(np.asarray(z) > 0, z, alpha * np.exp(_left(z))),
            Text(
                "Your curve jumps at 0. What should come out there on both sides?",
                "0에서 곡선이 끊깁니다. 0에서는 양쪽 모두 무엇이 나와야 할까요?",
            ),
            "chain.missing_local",
            _numbers_of(lambda z, alpha=1.0: np.where(np.asarray(z) > 0, z, alpha * np.exp(_left(z))), activations.elu),
        ),
        Misconception(
            "alpha-ignored",
            Text("alpha has no effect", "alpha가 아무 영향도 주지 않습니다"),
            lambda z, alpha=1.0: np.where(np.asarray(z) > 0, z, np.exp(_left(z)) - 1.0),
            Text(
                "Call it with two different values of `alpha`. Does the result change?",
                "서로 다른 `alpha`로 두 번 불러 보세요. 결과가 달라지나요?",
            ),
            "hardcoded.value",
            _numbers_of(lambda z, alpha=1.0: np.where(np.asarray(z) > 0, z, np.exp(_left(z)) - 1.0), activations.elu),
        ),
        Misconception(
            "brackets",
            Text("alpha multiplies the exponential alone", "alpha를 지수 함수에만 곱했습니다"),
            lambda z, alpha=1.0: np.where(np.asarray(z) > 0, z, alpha * np.exp(_left(z)) - 1.0),
            Text(
                "For alpha = 1 it is right, for others there is a jump at 0. What stands inside the brackets of the formula?",
                "alpha = 1이면 맞지만 다른 값에서는 0에서 끊깁니다. 식의 괄호 안에는 무엇이 들어 있나요?",
            ),
            "chain.missing_local",
            _numbers_of(
                lambda z, alpha=1.0: np.where(np.asarray(z) > 0, z, alpha * np.exp(_left(z)) - 1.0), activations.elu
            ),
        ),
        Misconception(
            "alpha-in-the-exponent",
            Text("alpha stands in the exponent", "alpha를 지수에 넣었습니다"),
            lambda z, alpha=1.0: np.where(np.asarray(z) > 0, z, np.exp(alpha * _left(z)) - 1.0),
            Text(
                "Far to the left your curve ends at -1, whatever alpha is. Where should it end?",
                "alpha가 무엇이든 왼쪽 끝이 -1로 갑니다. 어디로 가야 할까요?",
            ),
            "chain.wrong_input",
            _numbers_of(
                lambda z, alpha=1.0: np.where(np.asarray(z) > 0, z, np.exp(alpha * _left(z)) - 1.0), activations.elu
            ),
        ),
        Misconception(
            "flipped",
            Text("one minus the exponential: the left side points up", "1에서 지수 함수를 빼서 왼쪽이 위로 향합니다"),
            lambda z, alpha=1.0: np.where(np.asarray(z) > 0, z, alpha * (1.0 - np.exp(_left(z)))),
            Text(
                "Negative numbers should stay negative. Which of the two is larger there, 1 or $e^{z}$?",
                "음수는 음수로 남아야 합니다. 그곳에서는 1과 $e^{z}$ 가운데 어느 쪽이 클까요?",
            ),
            "sign.flipped",
            _numbers_of(
                lambda z, alpha=1.0: np.where(np.asarray(z) > 0, z, alpha * (1.0 - np.exp(_left(z)))), activations.elu
            ),
        ),
        Misconception(
            "straight-left",
            Text("a straight line on the left: Leaky ReLU", "왼쪽이 직선인 Leaky ReLU입니다"),
            lambda z, alpha=1.0: np.where(np.asarray(z) > 0, z, alpha * np.asarray(z)),
            Text(
                "At $z = -4$ your result lies below $-\\alpha$, where no ELU ever goes. What bends the left side?",
                "$z = -4$에서 결과가 $-\\alpha$보다 아래에 있는데 ELU는 그 아래로 내려가지 않습니다. 왼쪽을 휘게 하는 것은 무엇인가요?",
            ),
            "chain.missing_local",
        ),
    ),
    alternatives=(
        _elu_by_mask,
        lambda z, alpha=1.0: np.maximum(z, 0.0) + alpha * (np.exp(_left(z)) - 1.0),
        lambda z, alpha=1.0: np.where(np.asarray(z) > 0, z, alpha * np.expm1(_left(z))),
        lambda z, alpha=1.0: _each(z, lambda value: value if value > 0 else alpha * math.expm1(value)),
    ),
    hints=(
        Text(
            "Only the left side needs the exponential, and there its argument is never positive.",
            "지수 함수는 왼쪽에만 필요하고, 그곳에서는 지수가 양수일 수 없습니다.",
        ),
        Text(
            r"$z$ where $z > 0$, else $\alpha (e^{z} - 1)$. But `np.where` computes both answers for every number, before it chooses.",
            r"$z > 0$인 곳에서는 $z$, 나머지에서는 $\alpha (e^{z} - 1)$입니다. 그런데 `np.where`는 고르기 전에 모든 수에 대해 두 답을 다 계산합니다.",
        ),
        Text(
            "Hand the exponential not `z`, but the smaller of `z` and 0. Where `z` is negative nothing changes; elsewhere the exponential sees a harmless 0. (`np.expm1` subtracts the 1 more exactly.)",
            "지수 함수에 `z`가 아니라 `z`와 0 가운데 작은 쪽을 넘겨줍니다. `z`가 음수인 곳에서는 달라지는 것이 없고, 나머지에서는 지수 함수가 안전한 0을 만납니다. (`np.expm1`을 쓰면 1을 더 정확하게 뺄 수 있습니다.)",
        ),
    ),
)

# --- softplus ---------------------------------------------------------------------------------------------------------


def _softplus_by_sides(z: Any) -> Any:
    small = np.log1p(np.exp(np.minimum(z, 0.0)))
    large = np.maximum(z, 0.0) + np.log1p(np.exp(-np.maximum(z, 0.0)))
    return np.where(np.asarray(z) > 0, large, small)


def _softplus_by_mask(z: Any) -> Any:
    out = np.array(z, dtype=float)
    moderate = out < 30.0
    out[moderate] = np.log1p(np.exp(out[moderate]))
    return out


SOFTPLUS = Exercise(
    id="softplus",
    reference=activations.softplus,
    points=1.5,
    stars=2,
    title=Text("Softplus", "Softplus"),
    text=Text(
        r"""Write `softplus(z)`, a ReLU without the corner:

$$f(z) = \log(1 + e^{z})$$

with the natural logarithm. `z` is an array of any shape, or a single number. For $z = \pm 1000$ the values must be right, and there must be **no warning**.

For `z = [-1.0, 0.0, 1.0]` the result is `[0.3133, 0.6931, 1.3133]`, rounded.""",
        r"""모서리가 없는 ReLU인 `softplus(z)`를 작성하세요.

$$f(z) = \log(1 + e^{z})$$

로그는 자연로그입니다. `z`는 어떤 형상의 배열일 수도, 수 하나일 수도 있습니다. $z = \pm 1000$에서도 값이 맞고 **경고가 없어야** 합니다.

`z = [-1.0, 0.0, 1.0]`이면 결과는 반올림하여 `[0.3133, 0.6931, 1.3133]`입니다.""",
    ),
    docstring_ko="""모서리가 없는 ReLU입니다. 넘침(overflow)도 없습니다.

    식:   log(1 + exp(z))
    형상: 어떤 형상이든 -> 같은 형상
    오류: z가 실수가 아니면 TypeError
    참고: Dugas, Bengio, Bélisle, Nadeau & Garcia (2001)
    >>> softplus(np.array([-1000.0, 0.0, 1000.0]))
    array([0.00000000e+00, 6.93147181e-01, 1.00000000e+03])
    """,
    cases=_slope_cases,
    misconceptions=(
        Misconception(
            "overflow",
            Text("infinity where 1000 should come out", "1000이 나와야 할 곳에서 무한대가 됩니다"),
            lambda z: np.log(1.0 + np.exp(z)),
            Text(
                "$e^{1000}$ does not fit into a float64, though its logarithm is only 1000. Take $e^{z}$ out of the bracket: which exponent stays inside?",
                "$e^{1000}$은 float64에 담기지 않지만 그 로그는 1000일 뿐입니다. 괄호에서 $e^{z}$를 밖으로 묶어 내면 안에는 어떤 지수가 남을까요?",
            ),
            "stability.overflow",
        ),
        Misconception(
            "minus",
            Text("it falls where it should rise", "커져야 할 곳에서 작아집니다"),
            lambda z: np.log(1.0 + np.exp(-np.asarray(z))),
            Text(
                "For large positive `z` the result should be close to `z` itself. What is the sign of your exponent?",
                "`z`가 큰 양수이면 결과가 `z`에 가까워야 합니다. 지수의 부호가 무엇인가요?",
            ),
            "sign.flipped",
            _numbers_of(lambda z: np.log(1.0 + np.exp(-np.asarray(z))), activations.softplus),
        ),
        Misconception(
            "brackets",
            Text("the logarithm of 1, plus an exponential", "1의 로그에 지수 함수를 더했습니다"),
            lambda z: np.log(1.0) + np.exp(z),
            Text(
                "The logarithm should work on the whole sum. Where does its bracket close?",
                "로그는 합 전체에 적용되어야 합니다. 괄호가 어디에서 닫히나요?",
            ),
            "chain.missing_local",
            _numbers_of(lambda z: np.exp(z), activations.softplus),
        ),
        Misconception(
            "one-forgotten",
            Text(
                "the 1 is missing, so that the logarithm undoes the exponential",
                "1이 빠져서 로그가 지수 함수를 그대로 되돌립니다",
            ),
            lambda z: np.log(np.exp(z)),
            Text(
                "Your function gives back what it was given. What stands beside the exponential in the formula?",
                "넣은 수가 그대로 나옵니다. 식에서 지수 함수 옆에는 무엇이 있나요?",
            ),
            "chain.missing_local",
            _numbers_of(lambda z: 1.0 * np.asarray(z), activations.softplus),
        ),
        Misconception(
            "base-ten",
            Text("the logarithm to base 10", "밑이 10인 로그입니다"),
            lambda z: np.log10(1.0 + np.exp(z)),
            Text(
                "At 0 you get 0.301, the logarithm of 2 to base 10. Which logarithm undoes $e^{z}$?",
                "0에서 2의 상용로그인 0.301이 나옵니다. $e^{z}$를 되돌리는 로그는 무엇인가요?",
            ),
            "hardcoded.value",
            _numbers_of(lambda z: np.log10(1.0 + np.exp(z)), activations.softplus),
        ),
        Misconception(
            "corner",
            Text("ReLU, with its corner", "모서리가 있는 ReLU입니다"),
            lambda z: np.maximum(z, 0.0),
            Text(
                "Close to 0 Softplus lies above ReLU. What is $\\log 2$?",
                "0 가까이에서 Softplus는 ReLU보다 위에 있습니다. $\\log 2$는 얼마인가요?",
            ),
            "chain.missing_local",
        ),
        Misconception(
            "cut-off",
            Text(
                "large inputs are cut off before the exponential, and all give the same",
                "큰 입력을 지수 함수 앞에서 잘라 모두 같은 값이 됩니다",
            ),
            lambda z: np.log1p(np.exp(np.minimum(z, 30.0))),
            Text(
                "No overflow any more, but 40 and 1000 now give the same number. What should come out for 1000?",
                "넘침은 없어졌지만 40과 1000의 결과가 같습니다. 1000을 넣으면 무엇이 나와야 할까요?",
            ),
            "hardcoded.value",
        ),
        Misconception(
            "only-the-rest",
            Text("the small correction without the z it corrects", "z에 더할 작은 보정값만 남았습니다"),
            lambda z: np.log1p(np.exp(-np.abs(z))),
            Text(
                "On the left you are right; on the right you go to 0. What did you take out of the bracket, and where did it go?",
                "왼쪽은 맞지만 오른쪽이 0으로 갑니다. 괄호에서 밖으로 묶어 낸 것이 어디로 갔을까요?",
            ),
            "chain.missing_local",
        ),
    ),
    alternatives=(
        lambda z: np.logaddexp(0.0, z),
        _softplus_by_sides,
        _softplus_by_mask,
        lambda z: _each(z, lambda value: max(value, 0.0) + math.log1p(math.exp(-abs(value)))),
    ),
    hints=(
        Text(
            "For negative `z` the formula is safe as it stands. For positive `z` it must be rewritten before it is computed.",
            "`z`가 음수이면 식을 그대로 써도 안전합니다. 양수이면 계산하기 전에 식을 바꾸어야 합니다.",
        ),
        Text(
            r"$\log(1 + e^{z}) = z + \log(1 + e^{-z})$. Use the side whose exponent is negative.",
            r"$\log(1 + e^{z}) = z + \log(1 + e^{-z})$입니다. 지수가 음수인 쪽을 씁니다.",
        ),
        Text(
            r"Both sides end in a logarithm with the exponent $-\lvert z \rvert$; in front of it stands $z$ or 0, the larger of the two. `np.log1p` computes the logarithm of 1 plus a small number exactly.",
            r"양쪽 모두 지수가 $-\lvert z \rvert$인 로그로 끝나고, 그 앞에는 $z$와 0 가운데 큰 쪽이 옵니다. `np.log1p`는 1에 작은 수를 더한 것의 로그를 정확하게 계산합니다.",
        ),
    ),
)

# --- swish ------------------------------------------------------------------------------------------------------------


def _swish_cases(rng: np.random.Generator) -> tuple[Case, ...]:
    return (
        Case(_SMALL, (np.array([-2.0, -1.0, 0.0, 1.0, 2.0]),)),
        Case(
            Text("a table, beta two", "표, beta는 2"),
            (np.array([[1.5, -1.0, 2.0], [-0.25, 3.0, -4.0]]),),
            {"beta": 2.0},
        ),
        Case(_BLOCK, (rng.normal(scale=2.0, size=(4, 3, 2)),), {"beta": float(rng.uniform(0.3, 0.8))}, hidden=True),
        Case(_FAR, (_FAR_OUT,), edge=True, silent=True),
        Case(_ONE, (-0.7,), edge=True),
    )


def _swish_by_sides(z: Any, beta: float = 1.0) -> Any:
    e = np.exp(-np.abs(beta * np.asarray(z)))
    return z * np.where(beta * np.asarray(z) >= 0, 1.0, e) / (1.0 + e)


SWISH = Exercise(
    id="swish",
    reference=activations.swish,
    points=1.5,
    stars=1,
    title=Text("Swish", "Swish"),
    text=Text(
        r"""Write `swish(z, beta)`. Every number passes as far as its own sigmoid allows:

$$f(z) = z \cdot \sigma(\beta z)$$

`z` is an array of any shape, or a single number; `beta` is one number. For $z = \pm 1000$ there must be no warning. You may use your `sigmoid`.

For `z = [-1.0, 0.0, 1.0]` and `beta = 1.0` the result is `[-0.2689, 0.0, 0.7311]`, rounded.""",
        r"""`swish(z, beta)`를 작성하세요. 수마다 자기 자신의 시그모이드가 허락하는 만큼만 지나갑니다.

$$f(z) = z \cdot \sigma(\beta z)$$

`z`는 어떤 형상의 배열일 수도, 수 하나일 수도 있습니다. `beta`는 수 하나입니다. $z = \pm 1000$에서도 경고가 없어야 합니다. 앞에서 작성한 `sigmoid`를 써도 됩니다.

`z = [-1.0, 0.0, 1.0]`, `beta = 1.0`이면 결과는 반올림하여 `[-0.2689, 0.0, 0.7311]`입니다.""",
    ),
    docstring_ko="""모든 수를 자기 자신의 시그모이드가 허락하는 만큼 통과시킵니다.

    식:   z * sigmoid(beta * z)
    형상: 어떤 형상이든 -> 같은 형상
    오류: z가 실수가 아니거나 beta가 수가 아니면 TypeError
    참고: Ramachandran, Zoph & Le (2017), beta = 1이면 SiLU라고도 합니다
    >>> swish(np.array([-1.0, 0.0, 1.0]))
    array([-0.26894142,  0.        ,  0.73105858])
    """,
    cases=_swish_cases,
    misconceptions=(
        Misconception(
            "beta-outside",
            Text(
                "beta multiplies the result, not the argument of the sigmoid",
                "beta를 시그모이드 안이 아니라 결과에 곱했습니다",
            ),
            lambda z, beta=1.0: beta * np.asarray(z) * _logistic(z),
            Text(
                "Far to the right Swish should come close to `z` itself. To what does yours come close with beta = 2?",
                "오른쪽 먼 곳에서 Swish는 `z`에 가까워져야 합니다. beta = 2일 때 여러분의 함수는 무엇에 가까워지나요?",
            ),
            "chain.wrong_input",
        ),
        Misconception(
            "beta-twice",
            Text("beta is used twice", "beta를 두 번 썼습니다"),
            lambda z, beta=1.0: beta * np.asarray(z) * _logistic(beta * np.asarray(z)),
            Text(
                "The formula has one beta. In which of the two factors does it stand?",
                "식에는 beta가 하나뿐입니다. 두 인수 가운데 어디에 들어 있나요?",
            ),
            "chain.wrong_input",
        ),
        Misconception(
            "beta-ignored",
            Text("beta has no effect", "beta가 아무 영향도 주지 않습니다"),
            lambda z, beta=1.0: np.asarray(z) * _logistic(z),
            Text(
                "Call it with two different values of `beta`. Does the result change?",
                "서로 다른 `beta`로 두 번 불러 보세요. 결과가 달라지나요?",
            ),
            "hardcoded.value",
        ),
        Misconception(
            "gate-alone",
            Text("the sigmoid alone: the z in front is missing", "시그모이드만 있고 앞에 곱할 z가 빠졌습니다"),
            lambda z, beta=1.0: _logistic(beta * np.asarray(z)),
            Text(
                "Your result never exceeds 1. The sigmoid is only the gate; what passes through it?",
                "결과가 1을 넘지 않습니다. 시그모이드는 문일 뿐입니다. 그 문을 지나가는 것은 무엇인가요?",
            ),
            "chain.missing_local",
        ),
        Misconception(
            "minus",
            Text("the gate opens on the wrong side", "문이 반대쪽에서 열립니다"),
            lambda z, beta=1.0: np.asarray(z) * _logistic(-beta * np.asarray(z)),
            Text(
                "Put in 3. Most of it should pass; how much does?",
                "3을 넣어 보세요. 거의 다 지나가야 하는데 얼마나 지나갔나요?",
            ),
            "sign.flipped",
        ),
        Misconception(
            "naive",
            Text("right values, but an overflow far to the left", "값은 맞지만 왼쪽 먼 곳에서 넘칩니다"),
            lambda z, beta=1.0: z / (1.0 + np.exp(-beta * np.asarray(z))),
            Text(
                "Which function of yours computes the same gate without an overflow?",
                "앞에서 만든 함수 가운데 이 문을 넘침 없이 계산하는 것은 무엇인가요?",
            ),
            "stability.overflow",
        ),
    ),
    alternatives=(
        lambda z, beta=1.0: 0.5 * np.asarray(z) * (1.0 + np.tanh(0.5 * beta * np.asarray(z))),
        _swish_by_sides,
        lambda z, beta=1.0: np.asarray(z) * np.exp(-np.logaddexp(0.0, -beta * np.asarray(z))),
        lambda z, beta=1.0: _each(z, lambda value: 0.5 * value * (1.0 + math.tanh(0.5 * beta * value))),
    ),
    hints=(
        Text(
            "The sigmoid says how far the gate is open, between 0 and 1. What goes through the gate?",
            "시그모이드는 문이 얼마나 열려 있는지를 0과 1 사이의 수로 말합니다. 그 문을 지나가는 것은 무엇일까요?",
        ),
        Text(
            r"$z \cdot \sigma(\beta z)$, number by number; beta stands inside the sigmoid only.",
            r"수마다 $z \cdot \sigma(\beta z)$입니다. beta는 시그모이드 안에만 있습니다.",
        ),
        Text(
            "First multiply by `beta`, then hand the product to your `sigmoid`, and multiply what comes out by the original `z`.",
            "먼저 `beta`를 곱하고, 그 곱을 `sigmoid`에 넘긴 다음, 나온 값에 원래의 `z`를 곱합니다.",
        ),
    ),
    depends=("sigmoid",),
)

# --- softmax ----------------------------------------------------------------------------------------------------------


def _softmax_cases(rng: np.random.Generator) -> tuple[Case, ...]:
    return (
        Case(Text("one row", "한 행"), (np.array([1.0, 2.0, 3.0]),)),
        Case(Text("two rows of three", "세 개씩 두 행"), (np.array([[0.3, 2.9, 4.0], [-1.0, 0.5, -2.5]]),)),
        Case(
            Text("as many rows as columns, no score above zero", "행과 열의 수가 같고 0보다 큰 점수가 없을 때"),
            (np.array([[-1.0, 0.0, -2.0], [0.0, -3.0, -0.5], [-1.5, -0.25, 0.0]]),),
        ),
        Case(Text("many random rows", "임의의 행 여러 개"), (rng.normal(scale=2.0, size=(7, 4)),), hidden=True),
        Case(Text("rows of rows", "여러 겹으로 쌓은 행"), (rng.normal(size=(2, 3, 5)),), hidden=True),
        Case(
            Text("scores of a thousand, without a warning", "경고 없이 1000이나 되는 점수"),
            (np.array([[1000.0, 1001.0, 999.0], [1000.0, 1000.0, 1000.0]]),),
            edge=True,
            silent=True,
        ),
        Case(
            Text("rows of very different size", "크기가 아주 다른 행"),
            (np.array([[1000.0, 1002.0], [-1000.0, -1001.0], [0.5, 0.25]]),),
            edge=True,
            silent=True,
        ),
    )


def _raised_to(base: float, z: Any) -> Any:
    """Shares of powers of a base, without overflow."""
    e = base ** (z - np.max(z, axis=-1, keepdims=True))
    return e / np.sum(e, axis=-1, keepdims=True)


def _softmax_global_max(z: Any) -> Any:
    e = np.exp(z - np.max(z))
    return e / np.sum(e, axis=-1, keepdims=True)


def _softmax_by_columns(z: Any) -> Any:
    e = np.exp(z - np.max(z, axis=0, keepdims=True))
    return e / np.sum(e, axis=0, keepdims=True)


def _softmax_without_keepdims(z: Any) -> Any:
    e = np.exp(z - np.max(z, axis=-1, keepdims=True))
    return e / np.sum(e, axis=-1)


def _softmax_over_everything(z: Any) -> Any:
    e = np.exp(z - np.max(z))
    return e / np.sum(e)


def _softmax_in_place(z: Any) -> Any:
    z -= np.max(z, axis=-1, keepdims=True)
    e = np.exp(z)
    return e / np.sum(e, axis=-1, keepdims=True)


def _softmax_by_rows(z: Any) -> Any:
    rows = np.reshape(z, (-1, np.shape(z)[-1]))
    shares = []
    for row in rows:
        e = [math.exp(score - max(row)) for score in row]
        shares.append([part / sum(e) for part in e])
    return np.reshape(shares, np.shape(z))


def _softmax_by_logarithm(z: Any) -> Any:
    top = np.max(z, axis=-1, keepdims=True)
    return np.exp(z - top - np.log(np.sum(np.exp(z - top), axis=-1, keepdims=True)))


def _softmax_by_differences(z: Any) -> Any:
    gaps = z[..., None, :] - z[..., :, None]
    return 1.0 / np.sum(np.exp(np.minimum(gaps, 700.0)), axis=-1)


def _shows_temperature(case: Case, value: Any) -> bool:
    """Right shares of scores that were all multiplied by the same number, other than 1."""
    z = case.args[0]
    if case.edge or np.shape(value) != np.shape(z) or not np.all(value > 0):
        return False
    gaps, found = (part - part[..., :1] for part in (z, np.log(value)))
    factor = float(np.sum(gaps * found) / np.sum(gaps * gaps))
    sums = np.sum(value, axis=-1)
    return factor > 0 and abs(factor - 1.0) > 1e-3 and np.allclose(found, factor * gaps) and np.allclose(sums, 1.0)


SOFTMAX = Exercise(
    id="softmax",
    reference=activations.softmax,
    points=3.0,
    stars=2,
    title=Text("Softmax, row by row", "행마다 구하는 소프트맥스"),
    text=Text(
        r"""Write `softmax(z)`. It turns the scores of each row into probabilities:

$$p_i = \frac{e^{z_i}}{\sum_j e^{z_j}}$$

`z` has shape `(..., C)`: one row of C scores, a table of rows, or more. The sum runs over the **last axis** alone, and the result has the shape of `z`. Scores of 1000 must give the right
shares without a warning, also when another row is far away from them; `z` itself stays as it was.

For `z = [1.0, 2.0, 3.0]` the result is `[0.09, 0.2447, 0.6652]`, rounded.""",
        r"""`softmax(z)`를 작성하세요. 행마다 점수를 확률로 바꿉니다.

$$p_i = \frac{e^{z_i}}{\sum_j e^{z_j}}$$

`z`의 형상은 `(..., C)`입니다. 점수 C개로 된 행 하나일 수도, 행이 여럿인 표일 수도, 그보다 여러 겹일 수도 있습니다. 합은 **마지막 축**에 대해서만 구하고 결과의 형상은 `z`와 같습니다. 점수가 1000이어도, 다른 행의 점수가 그와
아주 멀리 떨어져 있어도 경고 없이 맞아야 합니다. `z` 자체는 바뀌지 않아야 합니다.

`z = [1.0, 2.0, 3.0]`이면 결과는 반올림하여 `[0.09, 0.2447, 0.6652]`입니다.""",
    ),
    docstring_ko="""행마다 점수를 확률로 바꿉니다. 모두 양수이고 합이 1이며, 넘침(overflow)이 없습니다.

    식:   exp(z_i) / exp(z_j)를 모든 j에 대해 더한 것
    형상: (..., C) -> 같은 형상
    오류: z가 실수 배열이 아니면 TypeError, 비어 있으면 ValueError
    참고: Bridle (1990)
    >>> softmax(np.array([[1.0, 2.0, 3.0], [1000.0, 1000.0, 1000.0]]))
    array([[0.09003057, 0.24472847, 0.66524096],
           [0.33333333, 0.33333333, 0.33333333]])
    """,
    cases=_softmax_cases,
    misconceptions=(
        Misconception(
            "no-shift",
            Text("nan for large scores: nothing was subtracted", "점수가 크면 nan이 됩니다. 아무것도 빼지 않았습니다"),
            lambda z: np.exp(z) / np.sum(np.exp(z), axis=-1, keepdims=True),
            Text(
                "$e^{1000}$ is infinity for a float64. Adding one number to all scores of a row changes no share: which number would you add?",
                "$e^{1000}$은 float64에서 무한대입니다. 한 행의 모든 점수에 같은 수를 더해도 몫은 달라지지 않습니다. 어떤 수를 더하면 좋을까요?",
            ),
            "stability.overflow",
        ),
        Misconception(
            "one-maximum-for-all",
            Text("the largest score of the whole table was subtracted", "표 전체에서 가장 큰 점수를 뺐습니다"),
            _softmax_global_max,
            Text(
                "A row far below the others became 0 divided by 0. Whose maximum should each row subtract?",
                "다른 행보다 훨씬 작은 행이 0 나누기 0이 되었습니다. 행마다 어느 최댓값을 빼야 할까요?",
            ),
            "stability.overflow",
        ),
        Misconception(
            "columns",
            Text("the columns add up to 1, not the rows", "행이 아니라 열의 합이 1입니다"),
            _softmax_by_columns,
            Text(
                "One row is one example. Along which axis do its classes lie?",
                "행 하나가 예제 하나입니다. 그 예제의 클래스는 어느 축을 따라 놓여 있나요?",
            ),
            "axis.wrong",
        ),
        Misconception(
            "keepdims-missing",
            Text("the sums lost their axis, and no longer fit the rows", "합이 축을 잃어서 행과 맞지 않습니다"),
            _softmax_without_keepdims,
            Text(
                "The sums of `(2, 3)` have shape `(2,)`, which NumPy lays along the columns. Which option keeps them a column?",
                "`(2, 3)`의 합은 형상이 `(2,)`이고, NumPy는 이것을 열 방향으로 맞춥니다. 열 모양을 지키려면 어떤 옵션이 필요할까요?",
            ),
            "shape.keepdims",
        ),
        Misconception(
            "sum-of-everything",
            Text("the whole table adds up to 1, not each row", "행마다가 아니라 표 전체의 합이 1입니다"),
            _softmax_over_everything,
            Text(
                "Add up one row of your result. Every example needs probabilities of its own; over which axis should the sum run?",
                "결과의 한 행을 더해 보세요. 예제마다 자기 확률이 있어야 합니다. 합은 어느 축으로 구해야 할까요?",
            ),
            "axis.wrong",
        ),
        Misconception(
            "no-exponential",
            Text(
                "shares of the scores themselves, without the exponential", "지수 함수 없이 점수 자체의 몫을 구했습니다"
            ),
            lambda z: z / np.sum(z, axis=-1, keepdims=True),
            Text(
                "Your rows do add up to 1, but a negative score gives a negative share. What makes every number positive first?",
                "행의 합은 1이지만 점수가 음수이면 몫도 음수가 됩니다. 먼저 모든 수를 양수로 만드는 것은 무엇인가요?",
            ),
            "chain.missing_local",
        ),
        Misconception(
            "base-two",
            Text("powers of 2 where powers of e belong", "e가 아니라 2의 거듭제곱을 썼습니다"),
            lambda z: _raised_to(2.0, z),
            Text(
                "From one score to the next your shares double. By which factor should they grow?",
                "점수가 1 커질 때 몫이 두 배가 됩니다. 몇 배가 되어야 할까요?",
            ),
            "hardcoded.value",
            _numbers_of(lambda z: _raised_to(2.0, z), activations.softmax),
        ),
        Misconception(
            "temperature",
            Text(
                "the scores are stretched or squeezed before the exponential",
                "지수 함수에 넣기 전에 점수를 늘이거나 줄였습니다",
            ),
            lambda z: _raised_to(math.exp(0.1), z),
            Text(
                "Your shares are right for other scores, all multiplied by the same number. Where does that number, a temperature, come in?",
                "모든 점수에 같은 수를 곱했을 때의 몫이 나왔습니다. 온도(temperature)라고 하는 그 수가 어디에서 들어왔을까요?",
            ),
            "hardcoded.value",
            _shows_temperature,
        ),
        Misconception(
            "each-by-itself",
            Text("a sigmoid for each score by itself", "점수마다 시그모이드를 따로 구했습니다"),
            lambda z: _logistic(z),
            Text(
                "Add up one row. Softmax looks at a whole row at once; who looks at single numbers?",
                "한 행을 더해 보세요. 소프트맥스는 행 전체를 한꺼번에 봅니다. 수를 하나씩 보는 함수는 무엇인가요?",
            ),
            "chain.missing_local",
        ),
        Misconception(
            "winner-takes-all",
            Text("a one-hot vector: arg max, not softmax", "원-핫 벡터입니다. 소프트맥스가 아니라 arg max입니다"),
            lambda z: np.eye(np.shape(z)[-1])[np.argmax(z, axis=-1)],
            Text(
                "That is how a network *predicts*. While it learns, what should the second-best score get?",
                "그것은 신경망이 **예측**할 때 하는 일입니다. 학습하는 동안 두 번째로 높은 점수는 무엇을 받아야 할까요?",
            ),
            "chain.missing_local",
        ),
        Misconception(
            "in-place",
            Text("the shares are right, but the scores were overwritten", "몫은 맞지만 점수를 덮어썼습니다"),
            _softmax_in_place,
            Text(
                "`-=` writes into the learner's own array. How do you subtract without changing `z`?",
                "`-=`는 건네받은 배열 자체를 고칩니다. `z`를 바꾸지 않고 빼려면 어떻게 해야 할까요?",
            ),
            "inplace.mutation",
        ),
    ),
    alternatives=(_softmax_by_rows, _softmax_by_logarithm, _softmax_by_differences),
    hints=(
        Text(
            "First the exponential of every score, then divide by the sum of the own row. Before that, make sure that no exponential can be large.",
            "먼저 점수마다 지수 함수를 구하고 자기 행의 합으로 나눕니다. 그 전에 지수 함수 값이 커지지 않게 해 두세요.",
        ),
        Text(
            r"$\frac{e^{z_i - m}}{\sum_j e^{z_j - m}}$ is the same for every $m$; take the largest score of the row. For `(N, C)` the maxima and the sums must be `(N, 1)`.",
            r"$\frac{e^{z_i - m}}{\sum_j e^{z_j - m}}$은 $m$이 무엇이든 같습니다. 행에서 가장 큰 점수를 씁니다. `(N, C)`라면 최댓값과 합은 `(N, 1)`이어야 합니다.",
        ),
        Text(
            "Three steps: subtract each row's maximum, take the exponential, divide by each row's sum. `np.max` and `np.sum` both need `axis=-1` and `keepdims=True`.",
            "세 단계입니다. 행마다 최댓값을 빼고, 지수 함수를 구하고, 행마다 합으로 나눕니다. `np.max`와 `np.sum` 모두 `axis=-1`과 `keepdims=True`가 필요합니다.",
        ),
    ),
)

# --- gradient_through -------------------------------------------------------------------------------------------------


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


GRADIENT_THROUGH = Exercise(
    id="gradient-through",
    reference=activations.gradient_through,
    points=2.0,
    stars=1,
    title=Text("What depth does to a gradient", "깊이가 기울기에 하는 일"),
    text=Text(
        r"""Write `gradient_through(depth, z, act)`: how much of a gradient is left after `depth` layers.

To keep it simple, every layer has one unit with weight 1 and the *same* pre-activation $z$. On its way back a gradient is multiplied by the slope of the activation, once in every layer:

$$\underbrace{f'(z) \cdot f'(z) \cdots f'(z)}_{depth}$$

`act` is `"sigmoid"`, `"tanh"` or `"relu"`. The result is one number; with no layer at all it is 1.0. You may use your derivatives.

For `depth = 5`, `z = 0.0` and `act = "sigmoid"` the result is about 0.00098.""",
        r"""`gradient_through(depth, z, act)`를 작성하세요. `depth`개의 층을 지난 뒤 기울기가 얼마나 남는지 구합니다.

단순하게 층마다 가중치가 1인 유닛이 하나씩 있고 활성화 전 값 $z$가 모두 **같다고** 합시다. 기울기는 거슬러 올라가면서 층마다 한 번씩 활성화 함수의 기울기와 곱해집니다.

$$\underbrace{f'(z) \cdot f'(z) \cdots f'(z)}_{depth}$$

`act`는 `"sigmoid"`, `"tanh"`, `"relu"` 가운데 하나입니다. 결과는 수 하나이고, 층이 하나도 없으면 1.0입니다. 앞에서 작성한 도함수를 써도 됩니다.

`depth = 5`, `z = 0.0`, `act = "sigmoid"`이면 결과는 약 0.00098입니다.""",
    ),
    docstring_ko="""활성화 전 값이 모두 z인 층을 `depth`개 지난 뒤 기울기가 얼마나 남는지, 곧 기울기들의 곱입니다.

    `act`는 "sigmoid", "tanh", "relu" 가운데 하나입니다.
    형상: (), () -> ()
    오류: depth가 음수이거나 act가 모르는 이름이면 ValueError
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
            r"같은 인수 $f'(z)$를 `depth`번 곱합니다. 거듭제곱입니다.",
        ),
        Text(
            "Choose the right one of your three derivatives by its name (a dictionary does that well), compute its value at `z` once, and raise it to the power `depth`. Turn the result into a plain number with `float`.",
            "이름을 보고 세 도함수 가운데 맞는 것을 고릅니다(딕셔너리를 쓰면 편합니다). `z`에서의 값을 한 번 계산하여 `depth`제곱합니다. 결과는 `float`로 보통의 수로 바꿉니다.",
        ),
    ),
    depends=("sigmoid-grad", "tanh-grad", "relu-grad"),
)

EXERCISES = (
    SIGMOID,
    SIGMOID_GRAD,
    TANH_GRAD,
    RELU,
    RELU_GRAD,
    LEAKY_RELU,
    PRELU_GRADS,
    ELU,
    SOFTPLUS,
    SWISH,
    SOFTMAX,
    GRADIENT_THROUGH,
)
