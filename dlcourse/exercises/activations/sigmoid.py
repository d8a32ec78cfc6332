"""The card of `sigmoid`: A sigmoid that never overflows."""

import math
from typing import Any

import numpy as np

from dlcourse import activations
from dlcourse.exercises.activations._shared import (
    BLOCK,
    FAR,
    FAR_OUT,
    ONE,
    SMALL,
    TABLE,
    WHOLE,
    logistic,
    one_by_one,
)
from dlcourse.exercises.card import Case, Exercise, Misconception
from dlcourse.language import Text


def _sigmoid_cases(rng: np.random.Generator) -> tuple[Case, ...]:
    return (
        Case(SMALL, (np.array([-2.0, -0.5, 0.5, 3.0]),)),
        Case(TABLE, (np.array([[1.3, 0.0, -4.0], [2.5, -1.0, 0.2]]),)),
        Case(WHOLE, (np.array([-3, -1, 0, 2]),)),
        Case(BLOCK, (rng.normal(scale=3.0, size=(4, 3, 2)),), hidden=True),
        Case(FAR, (FAR_OUT,), edge=True, silent=True),
        Case(ONE, (np.array(0.7),), edge=True),
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
    return k > 0 and abs(k - 1.0) > 1e-6 and np.allclose(k_times_z, k * z)


def _clipped_at(limit: float) -> Any:
    return lambda z: 1.0 / (1.0 + np.exp(-np.clip(z, -limit, limit)))


def _sigmoid_shared_out(z: Any) -> Any:
    e = np.exp(z - np.max(z))
    return e / e.sum()


def _straight(slope: float, middle: float) -> Any:
    return lambda z: np.clip(slope * np.asarray(z) + middle, 0.0, 1.0)


CARD = Exercise(
    id="sigmoid",
    reference=activations.sigmoid,
    points=3.0,
    stars=2,
    title=Text("A sigmoid that never overflows", "오버플로가 나지 않는 시그모이드"),
    text=Text(
        r"""Write `sigmoid(z)`. Every number of `z` is squashed into the open interval between 0 and 1:

$$\sigma(z) = \frac{1}{1 + e^{-z}}$$

`z` is an array of any shape, of fractions or whole numbers; a single number comes as an array of shape `()`. The result has the same shape. It must stay calm for $z = \pm 1000$:
right values and **no warning**. A warning costs a part of the points.

For `z = [-2.0, 0.0, 3.0]` the result is `[0.1192, 0.5, 0.9526]`, rounded.""",
        r"""`sigmoid(z)`를 작성하세요. `z`의 수 하나하나를 0과 1 사이의 열린 구간에 눌러 담습니다.

$$\sigma(z) = \frac{1}{1 + e^{-z}}$$

`z`는 실수나 정수로 된 배열이고 형상은 무엇이든 될 수 있습니다. 수 하나도 형상이 `()`인 배열로 들어옵니다. 결과의 형상은 같습니다. $z = \pm 1000$에서도 값이 맞고
**경고가 없어야** 합니다. 경고가 나오면 점수가 일부 깎입니다.

`z = [-2.0, 0.0, 3.0]`이면 결과는 반올림하여 `[0.1192, 0.5, 0.9526]`입니다.""",
    ),
    docstring_ko="""모든 수를 열린 구간 (0, 1)에 눌러 담습니다. 오버플로(overflow)가 없습니다.

    식:   1 / (1 + exp(-z))
    형상: 어떤 형상이든 -> 같은 형상
    예외: z가 실수가 아니면 TypeError
    참고: Cox (1958), 로지스틱(logistic) 함수라고도 합니다
    >>> sigmoid(np.array([-1000.0, 0.0, 1000.0]))
    array([0. , 0.5, 1. ])
    """,
    cases=_sigmoid_cases,
    misconceptions=(
        Misconception(
            "naive",
            Text(
                "right values, but an exponential overflows on the way",
                "값은 맞지만 계산하는 동안 지수 함수에서 오버플로가 납니다",
            ),
            lambda z: 1.0 / (1.0 + np.exp(-z)),
            Text(
                "Somewhere $e^{1000}$ is computed, which no float64 can hold (and `np.where` computes both of its sides before it chooses). Which exponent stays harmless on both sides of 0?",
                "어디에선가 $e^{1000}$을 구하는데 float64에는 담기지 않습니다(`np.where`는 고르기 전에 양쪽을 모두 계산합니다). 0의 양쪽에서 모두 안전한 지수는 무엇일까요?",
            ),
            "stability.overflow",
            variants=(lambda z: np.where(np.asarray(z) >= 0, 1.0 / (1.0 + np.exp(-z)), np.exp(z) / (1.0 + np.exp(z))),),
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
        Misconception(
            "clipped-too-early",
            Text(
                "the inputs are clipped where the sigmoid still moves",
                "시그모이드가 아직 변하는 곳에서 입력을 잘라 냈습니다",
            ),
            _clipped_at(10.0),
            Text(
                "Beyond your limit all numbers give the same answer. Is the sigmoid really done there? How could it be computed without a limit?",
                "한계를 넘으면 모든 수의 결과가 같습니다. 시그모이드가 정말 거기서 끝났나요? 한계 없이 계산하려면 어떻게 해야 할까요?",
            ),
            "hardcoded.value",
            variants=(*(_clipped_at(limit) for limit in (1.0, 2.0, 3.0, 5.0, 6.0, 8.0, 15.0, 20.0)),),
        ),
        Misconception(
            "overflow-on-the-right",
            Text(
                "nan far to the right: infinity divided by infinity",
                "오른쪽 먼 곳에서 무한대를 무한대로 나누어 nan이 됩니다",
            ),
            lambda z: np.exp(z) / (1.0 + np.exp(z)),
            Text(
                "This form is safe on the left. Which form is safe where `z` is positive?",
                "이 식은 왼쪽에서 안전합니다. `z`가 양수인 곳에서 안전한 식은 무엇인가요?",
            ),
            "stability.overflow",
        ),
        Misconception(
            "absolute-value",
            Text("negative numbers are treated like positive ones", "음수를 양수처럼 다루었습니다"),
            lambda z: 1.0 / (1.0 + np.exp(-np.abs(z))),
            Text(
                "Your result never falls below one half. The exponent is safe now; what else must change where `z` is negative?",
                "결과가 0.5보다 작아지지 않습니다. 지수는 안전해졌습니다. `z`가 음수인 곳에서 또 무엇을 바꾸어야 할까요?",
            ),
            "sign.flipped",
        ),
        Misconception(
            "tanh",
            Text("tanh, which runs from -1 to 1", "-1에서 1까지 가는 tanh입니다"),
            lambda z: np.tanh(z),
            Text(
                "At 0 the sigmoid is one half. What is your function there?",
                "0에서 시그모이드는 0.5입니다. 여러분의 함수는 얼마인가요?",
            ),
            "chain.wrong_input",
        ),
        Misconception(
            "shared-out",
            Text(
                "softmax over all numbers instead of a sigmoid for each",
                "수마다 시그모이드를 구하지 않고 전체에 소프트맥스를 구했습니다",
            ),
            _sigmoid_shared_out,
            Text(
                "Your results add up to 1. Should the answer for one number depend on the others in the array?",
                "결과를 모두 더하면 1입니다. 한 수의 답이 배열의 다른 수에 따라 달라져야 할까요?",
            ),
            "chain.wrong_input",
        ),
        Misconception(
            "straight-line",
            Text("a straight line that is cut off at 0 and 1", "0과 1에서 잘라 낸 직선입니다"),
            _straight(0.2, 0.5),
            Text(
                "A sigmoid never quite reaches 1. From which number on does yours?",
                "시그모이드는 1에 완전히 이르지 않습니다. 여러분의 함수는 어디에서부터 1이 되나요?",
            ),
            "chain.wrong_input",
            variants=(
                *(_straight(slope, 0.5) for slope in (1 / 6, 0.25, 0.5, 1.0)),
                _straight(1.0, 0.0),
            ),
        ),
    ),
    alternatives=(
        logistic,
        _sigmoid_by_sides,
        lambda z: np.exp(-np.logaddexp(0.0, -np.asarray(z))),
        lambda z: one_by_one(z, _sigmoid_of_one),
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
