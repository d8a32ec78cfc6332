"""The card of `numerical_gradient`: Measure a gradient."""

from typing import Any

import numpy as np

from dlcourse import gradcheck
from dlcourse.exercises.card import Case, Exercise, Misconception
from dlcourse.exercises.gradcheck._numerical_gradient_answers import (
    all_at_once,
    by_half_differences,
    by_unit_vectors,
    half_divided,
    input_moved,
    measured,
    not_restored,
    own_step,
    put_back_by_adding,
    rows_not_restored,
    rows_of_a_copy_not_restored,
    rows_only,
    two_steps,
    with_an_iterator,
)
from dlcourse.language import Text


def squares(x: Any) -> float:
    """The sum of the squares."""
    return float(np.sum(np.asarray(x) ** 2))


def product(x: Any) -> float:
    """All numbers multiplied: the slope of each depends on the others."""
    return float(np.prod(x))


def sine(x: Any) -> float:
    """The sum of the sines."""
    return float(np.sum(np.sin(x)))


def cubes(x: Any) -> float:
    """The sum of the cubes."""
    return float(np.sum(np.asarray(x) ** 3))


def neighbours(x: Any) -> float:
    """A curved function in which every number meets the next one."""
    flat = np.ravel(x)
    return float(np.sum(np.tanh(flat[:-1] * flat[1:])) + 0.5 * np.sum(flat))


def _numerical_gradient_cases(rng: np.random.Generator) -> tuple[Case, ...]:
    return (
        Case(Text("the sine at 1", "1에서 잰 사인"), (sine, np.array([1.0]))),
        Case(Text("the sum of squares", "제곱의 합"), (squares, np.array([1.0, -2.0, 0.5]))),
        Case(
            Text("the product of three numbers, with a large h", "세 수의 곱, 큰 h"),
            (product, np.array([2.0, 3.0, -1.5]), 0.25),
        ),
        Case(Text("the sum of cubes, with h = 0.5", "세제곱의 합, h = 0.5"), (cubes, np.array([1.0, -1.0]), 0.5)),
        Case(
            Text("a table of numbers", "수로 된 표"),
            (neighbours, rng.uniform(0.5, 1.5, size=(2, 3)) * rng.choice([-1.0, 1.0], size=(2, 3))),
            hidden=True,
        ),
        Case(
            Text("three dimensions", "3차원 배열"),
            (neighbours, rng.uniform(0.5, 1.5, size=(2, 1, 4))),
            hidden=True,
        ),
    )


CARD = Exercise(
    id="numerical-gradient",
    reference=gradcheck.numerical_gradient,
    points=4.0,
    stars=2,
    title=Text("Measure a gradient", "수치 미분으로 기울기 구하기"),
    text=Text(
        r"""Write `numerical_gradient(f, x, h=1e-5)`. For every number of `x` it measures the slope of `f` with a **central difference**, while all other numbers stay where they are:

$$\frac{\partial f}{\partial x_i} \approx \frac{f(x_1, \dots, x_i + h, \dots) - f(x_1, \dots, x_i - h, \dots)}{2h}$$

`f` takes an array of the shape of `x` and returns one number. `x` has any shape and holds fractions; the result has the same shape. When you are done, `x` must be exactly as it was.

For `f(x) = x[0]**2 + x[1]**2` and `x = [1.0, -2.0]` the result is `[2.0, -4.0]`, up to rounding.""",
        r"""`numerical_gradient(f, x, h=1e-5)`를 작성하세요. `x`의 수 하나하나에 대해 `f`의 기울기를 **중앙 차분**(central difference)으로 잽니다. 그동안 다른 수는 모두 그대로 둡니다.

$$\frac{\partial f}{\partial x_i} \approx \frac{f(x_1, \dots, x_i + h, \dots) - f(x_1, \dots, x_i - h, \dots)}{2h}$$

`f`는 `x`와 형상이 같은 배열을 받아 수 하나를 반환합니다. `x`는 어떤 형상이어도 되고 부동소수점 수가 들어 있으며, 결과의 형상은 `x`와 같습니다. 끝났을 때 `x`는 처음과 똑같아야 합니다.

`f(x) = x[0]**2 + x[1]**2`이고 `x = [1.0, -2.0]`이면 결과는 반올림 오차를 빼고 `[2.0, -4.0]`입니다.""",
    ),
    docstring_ko="""x에서 f의 기울기를 잽니다. x의 수마다 조금 아래와 조금 위 사이의 기울기를 구합니다.

    형상: 어떤 형상이든 -> 같은 형상
    참고: Fornberg (1988), 중앙 차분
    >>> numerical_gradient(lambda x: float(np.sum(x**2)), np.array([1.0, -2.0])).round(6)
    array([ 2., -4.])
    """,
    cases=_numerical_gradient_cases,
    misconceptions=(
        Misconception(
            "forward-difference",
            Text("only one side of x is measured", "x의 한쪽만 재었습니다(전진 차분이나 후진 차분)"),
            lambda f, x, h=1e-5: measured(f, x, h, 0.0, h),
            Text(
                "Your slope runs from x to one of its sides. How could you place the same two measurements so that x lies in the middle?",
                "x에서 한쪽까지의 기울기를 재었습니다. 재는 두 점을 어디에 두면 x가 한가운데에 올까요?",
            ),
            "chain.wrong_input",
            variants=(lambda f, x, h=1e-5: measured(f, x, 0.0, -h, h),),
        ),
        Misconception(
            "divided-by-h",
            Text("twice too large: divided by h instead of 2h", "두 배입니다. 2h가 아니라 h로 나누었습니다"),
            lambda f, x, h=1e-5: measured(f, x, h, -h, h),
            Text(
                "From x - h to x + h: how wide is the step?",
                "x - h에서 x + h까지의 폭은 얼마인가요?",
            ),
            "scale.half",
        ),
        Misconception(
            "not-divided",
            Text("the difference is not divided", "차이를 나누지 않았습니다"),
            lambda f, x, h=1e-5: measured(f, x, h, -h, 1.0),
            Text(
                "All your slopes are tiny. A slope is a rise over a run; which of the two is missing?",
                "기울기가 모두 아주 작습니다. 기울기는 높이의 차이를 폭으로 나눈 것입니다. 둘 중 무엇이 빠졌나요?",
            ),
            "scale.half",
        ),
        Misconception(
            "sign-flipped",
            Text("the sign is flipped: below minus above", "부호가 뒤집혔습니다. 아래에서 위를 뺐습니다"),
            lambda f, x, h=1e-5: measured(f, x, -h, h, 2 * h),
            Text(
                "Where `f` climbs, its slope is positive. Which of your two measurements is subtracted from which?",
                "`f`가 올라가는 곳에서는 기울기가 양수입니다. 두 값 가운데 어느 것에서 어느 것을 뺐나요?",
            ),
            "sign.flipped",
        ),
        Misconception(
            "h-ignored",
            Text("`h` is always the same, whatever is passed", "무엇을 넘기든 `h`가 언제나 같습니다"),
            lambda f, x, h=1e-5: measured(f, x, 1e-5, -1e-5, 2e-5),
            Text(
                "Call your function with another `h`. Does the answer change?",
                "다른 `h`로 함수를 불러 보세요. 답이 달라지나요?",
            ),
            "hardcoded.value",
            variants=(*(own_step(h) for h in (1e-1, 1e-2, 1e-3, 1e-4, 1e-6, 1e-7)),),
        ),
        Misconception(
            "tiny-step",
            Text(
                "the step is so small that rounding takes over",
                "폭이 너무 작아서 반올림 오차가 커졌습니다",
            ),
            lambda f, x, h=1e-5: measured(f, x, 1e-12, -1e-12, 2e-12),
            Text(
                "Two nearly equal numbers are subtracted, and only their last digits are left. How far apart should they be?",
                "거의 같은 두 수를 빼면 마지막 몇 자리만 남습니다. 두 수는 얼마나 떨어져 있어야 할까요?",
            ),
            "hardcoded.value",
        ),
        Misconception(
            "all-moved-at-once",
            Text("all numbers are moved at once", "모든 수를 한꺼번에 움직였습니다"),
            all_at_once,
            Text(
                "You measured what happens when every number grows. How do you find out what a single one does?",
                "모든 수가 함께 커질 때를 재었습니다. 수 하나만의 효과를 알려면 어떻게 해야 할까요?",
            ),
            "loop.not_vectorized",
        ),
        Misconception(
            "rows-only",
            Text("whole rows of a table are moved at once", "표에서 행을 통째로 움직였습니다"),
            rows_only,
            Text(
                "For a list all is well. In a table, what does `x[i]` stand for?",
                "한 줄짜리 배열에서는 맞습니다. 표에서 `x[i]`는 무엇을 가리키나요?",
            ),
            "axis.wrong",
        ),
        Misconception(
            "not-restored",
            Text(
                "a number that was measured is not put back before the next one",
                "다음 수로 넘어가기 전에 값을 되돌리지 않았습니다",
            ),
            not_restored,
            Text(
                "Only the first slope is exact. Where do the numbers stand when you come to the second?",
                "첫 번째 기울기만 정확합니다. 두 번째를 잴 때 첫 번째 수는 어디에 있나요?",
            ),
            "order.stale_update",
            variants=(rows_of_a_copy_not_restored,),
        ),
        Misconception(
            "input-left-moved",
            Text("`x` itself was moved and not put back", "`x` 자체를 움직이고 되돌리지 않았습니다"),
            input_moved,
            Text(
                "Print `x` before and after the call. What must `x[i]` be before the next number is measured?",
                "호출하기 전과 후에 `x`를 출력해 보세요. 다음 수를 재기 전에 `x[i]`는 어떤 값이어야 하나요?",
            ),
            "inplace.mutation",
            variants=(rows_not_restored,),
        ),
        Misconception(
            "put-back-by-adding",
            Text(
                "`x` is put back by adding h again, and rounding errors stay in it",
                "h를 다시 더해 되돌려서 `x`에 반올림 오차가 남았습니다",
            ),
            put_back_by_adding(2),
            Text(
                "Is `0.5 + h - 2*h + h` exactly 0.5 for `h = 1e-5`? How could the old number come back without any arithmetic?",
                "`h = 1e-5`일 때 `0.5 + h - 2*h + h`는 정확히 0.5인가요? 계산하지 않고 원래 수를 되돌려 놓으려면 어떻게 해야 할까요?",
            ),
            "inplace.mutation",
            variants=(put_back_by_adding(1, 1),),
        ),
        Misconception(
            "two-different-steps",
            Text(
                "the step in the numerator is another one than in the denominator",
                "분자의 폭과 분모의 폭이 서로 다릅니다",
            ),
            two_steps(1e-4, None),
            Text(
                "How far apart are your two places, and what do you divide by? Print both numbers.",
                "재는 두 점은 서로 얼마나 떨어져 있고, 무엇으로 나누나요? 두 수를 출력해 보세요.",
            ),
            "scale.half",
            variants=(
                *(two_steps(step, None) for step in (1e-2, 1e-3, 1e-5, 1e-6)),
                *(two_steps(None, step) for step in (1e-3, 1e-4, 1e-5, 1e-6)),
            ),
        ),
        Misconception(
            "another-step",
            Text("the two places are not h away from x", "재는 두 점이 x에서 h만큼 떨어져 있지 않습니다"),
            lambda f, x, h=1e-5: measured(f, x, 2 * h, -2 * h, 4 * h),
            Text(
                "How far is each of your two places from x, and how far should it be?",
                "재는 두 점은 x에서 저마다 얼마나 떨어져 있고, 얼마나 떨어져 있어야 하나요?",
            ),
            "scale.half",
            variants=(lambda f, x, h=1e-5: measured(f, x, h / 2, -h / 2, h),),
        ),
        Misconception(
            "brackets",
            Text("multiplied by h: the brackets around 2h are missing", "2h를 묶는 괄호가 없어서 h를 곱했습니다"),
            lambda f, x, h=1e-5: measured(f, x, h, -h, 2 / h),
            Text(
                "Python works from left to right: divided by 2, and then? What belongs below the fraction bar?",
                "파이썬은 왼쪽부터 계산합니다. 2로 나눈 다음에는 무엇을 하나요? 분모에는 무엇이 들어가야 할까요?",
            ),
            "scale.half",
        ),
        Misconception(
            "difference-without-brackets",
            Text("only the second value of `f` is divided", "`f`의 두 값 가운데 둘째 값만 나누었습니다"),
            lambda f, x, h=1e-5: half_divided(f, x, h),
            Text(
                "Python divides before it subtracts. What should stand above the fraction bar as a whole?",
                "파이썬은 빼기 전에 먼저 나눕니다. 분자에 통째로 들어가야 하는 것은 무엇인가요?",
            ),
            "order.stale_update",
        ),
    ),
    alternatives=(by_unit_vectors, by_half_differences, with_an_iterator),
    hints=(
        Text(
            "Take one number of `x`. Nudge it up and ask `f`, nudge it down and ask `f`, put it back. Then the next one.",
            "`x`의 수 하나를 고릅니다. 조금 올려서 `f`를 부르고, 조금 내려서 `f`를 부르고, 되돌려 놓습니다. 그다음 수로 갑니다.",
        ),
        Text(
            "Each number needs $f(\\dots, x_i + h, \\dots)$ and $f(\\dots, x_i - h, \\dots)$; the difference is divided by $2h$. The result has the shape of `x`.",
            "수마다 $f(\\dots, x_i + h, \\dots)$와 $f(\\dots, x_i - h, \\dots)$가 필요하고, 그 차이를 $2h$로 나눕니다. 결과의 형상은 `x`와 같습니다.",
        ),
        Text(
            "Work on a copy of `x` with fractions. `np.ndindex` walks through all places of any shape; remember the number at the place, write two other values there one after the other, and write the remembered one back.",
            "소수를 담을 수 있는 `x`의 사본에서 작업합니다. `np.ndindex`는 어떤 형상이든 모든 자리를 차례로 지나갑니다. 그 자리의 수를 기억해 두고, 다른 두 값을 차례로 써넣은 다음, 기억한 수를 다시 써넣습니다.",
        ),
    ),
)
