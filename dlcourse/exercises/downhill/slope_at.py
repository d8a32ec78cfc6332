"""The card of `slope_at`: Measure one slope."""

from typing import Any

import numpy as np

from dlcourse import downhill
from dlcourse.exercises.card import Case, Exercise, Misconception
from dlcourse.exercises.downhill._shared import STUDENTS, bowl, cube, square, students
from dlcourse.language import Text


def _slope_at_cases(rng: np.random.Generator) -> tuple[Case, ...]:
    return (
        Case(Text("w² at 3, with h = 0.5", "3에서 w², h = 0.5"), (square, 3.0, 0.5)),
        Case(STUDENTS, (students, 0.5)),
        Case(Text("w³ at 1, with h = 0.5", "1에서 w³, h = 0.5"), (cube, 1.0, 0.5)),
        Case(
            Text("a valley, left of its bottom", "골짜기 바닥의 왼쪽"),
            (bowl(float(rng.uniform(1.0, 2.0)), float(rng.uniform(0.5, 2.0))), float(rng.uniform(-1.0, 0.5))),
            hidden=True,
        ),
        Case(Text("w³ with a random h", "w³, 무작위로 고른 h"), (cube, 1.5, float(rng.uniform(0.1, 0.4))), hidden=True),
    )


def _measured(above: float, below: float, divisor: float) -> Any:
    """The rise from w + below * h to w + above * h, divided by divisor * h."""
    return lambda f, w, h=1e-5: (f(w + above * h) - f(w + below * h)) / (divisor * h)


def _with_own_step(step: float) -> Any:
    return lambda f, w, h=1e-5: (f(w + step) - f(w - step)) / (2 * step)


def _two_halves(f: Any, w: float, h: float = 1e-5) -> float:
    right, left = (f(w + h) - f(w)) / h, (f(w) - f(w - h)) / h
    return float((right + left) / 2)


def _by_a_line(f: Any, w: float, h: float = 1e-5) -> float:
    return float(np.polyfit([-h, h], [f(w - h), f(w + h)], 1)[0])


def _rise_over_run(f: Any, w: float, h: float = 1e-5) -> float:
    left, right = -h, h
    return float((f(w + right) - f(w + left)) / (right - left))


CARD = Exercise(
    id="slope-at",
    reference=downhill.slope_at,
    points=2.0,
    stars=1,
    title=Text("How steep is it here?", "여기는 얼마나 가파를까요?"),
    text=Text(
        r"""Write `slope_at(f, w, h=1e-5)`: the slope of the curve `f` at the place `w`, measured from a little before it to a little after it:

$$\frac{f(w + h) - f(w - h)}{2h}$$

`f` is a function: hand it a number, and it answers with a number. `w` and `h` are numbers, and so is the result.

For `f(w) = w**2`, `w = 3.0` and `h = 0.5` the result is `6.0`: from 6.25 up to 12.25, on a run of 1.""",
        r"""`slope_at(f, w, h=1e-5)`를 작성하세요. 곡선 `f`가 `w`에서 얼마나 가파른지, `w`의 조금 앞과 조금 뒤에서 재어 구합니다.

$$\frac{f(w + h) - f(w - h)}{2h}$$

`f`는 함수입니다. 수를 넘기면 수를 반환합니다. `w`와 `h`도 수이고, 결과도 수입니다.

`f(w) = w**2`, `w = 3.0`, `h = 0.5`이면 결과는 `6.0`입니다. 폭 1을 가는 동안 6.25에서 12.25로 올라갑니다.""",
    ),
    docstring_ko="""f가 w에서 얼마나 가파르게 올라가는지 구합니다. w의 조금 앞에서 조금 뒤까지 올라간 높이를 폭으로 나눕니다.

    형상: () -> ()
    예외: f가 함수가 아니면 TypeError, h가 양수가 아니면 ValueError
    참고: Fornberg (1988), 중앙 차분
    >>> slope_at(lambda w: w**2, 3.0, h=0.5)
    6.0
    """,
    cases=_slope_at_cases,
    misconceptions=(
        Misconception(
            "one-side-only",
            Text("only one side of w is measured", "w의 한쪽만 재었습니다"),
            _measured(1, 0, 1),
            Text(
                "Your slope runs from w to one side of it. Where do the two places have to be, so that w lies in the middle?",
                "w에서 한쪽까지만 재었습니다. w가 한가운데에 오려면 두 점을 어디에 두어야 할까요?",
            ),
            "chain.wrong_input",
            variants=(_measured(0, -1, 1),),
        ),
        Misconception(
            "divided-by-h",
            Text("twice too steep: divided by h instead of 2h", "두 배로 가파릅니다. 2h가 아니라 h로 나누었습니다"),
            _measured(1, -1, 1),
            Text("From w - h to w + h: how long is the run?", "w - h에서 w + h까지의 폭은 얼마인가요?"),
            "scale.half",
        ),
        Misconception(
            "not-divided",
            Text("the rise is not divided by the run", "올라간 높이를 폭으로 나누지 않았습니다"),
            lambda f, w, h=1e-5: f(w + h) - f(w - h),
            Text(
                "With a tiny h your answer is tiny as well. Is the hill flatter then, or only the piece of it shorter?",
                "h가 아주 작으면 답도 아주 작아집니다. 언덕이 완만해진 것인가요, 잰 구간이 짧아진 것인가요?",
            ),
            "scale.half",
        ),
        Misconception(
            "sign-flipped",
            Text("the sign is flipped: before minus after", "부호가 뒤집혔습니다. 앞에서 뒤를 뺐습니다"),
            _measured(-1, 1, 2),
            Text(
                "Where the curve climbs, its slope is positive. Which of your two heights is subtracted from which?",
                "곡선이 올라가는 곳에서 기울기는 양수입니다. 두 높이 가운데 어느 것에서 어느 것을 뺐나요?",
            ),
            "sign.flipped",
        ),
        Misconception(
            "h-ignored",
            Text("`h` is always the same, whatever is passed", "무엇을 넘기든 `h`가 언제나 같습니다"),
            _with_own_step(1e-5),
            Text(
                "Call your function with another `h`. Does the answer for w³ change?",
                "다른 `h`로 함수를 불러 보세요. w³에서 답이 달라지나요?",
            ),
            "hardcoded.value",
            variants=tuple(_with_own_step(step) for step in (1e-1, 1e-2, 1e-3, 1e-4, 1e-6, 1e-7)),
        ),
        Misconception(
            "h-too-small",
            Text("h is so small that rounding takes over", "h가 너무 작아서 반올림 오차가 커졌습니다"),
            _with_own_step(1e-12),
            Text(
                "Two nearly equal numbers are subtracted, and only their last digits are left. How far apart should they be?",
                "거의 같은 두 수를 빼면 마지막 몇 자리만 남습니다. 두 수는 얼마나 떨어져 있어야 할까요?",
            ),
            "hardcoded.value",
            variants=(_with_own_step(1e-11), _with_own_step(1e-13)),
        ),
        Misconception(
            "brackets",
            Text("multiplied by h: the brackets around 2h are missing", "2h를 묶는 괄호가 없어서 h를 곱했습니다"),
            lambda f, w, h=1e-5: (f(w + h) - f(w - h)) / 2 * h,
            Text(
                "Python works from left to right: divided by 2, and then? What belongs below the fraction bar?",
                "파이썬은 왼쪽부터 계산합니다. 2로 나눈 다음에는 무엇을 하나요? 분모에는 무엇이 들어가야 할까요?",
            ),
            "scale.half",
        ),
        Misconception(
            "difference-without-brackets",
            Text("only the second height is divided", "두 높이 가운데 둘째만 나누었습니다"),
            lambda f, w, h=1e-5: f(w + h) - f(w - h) / (2 * h),
            Text(
                "Python divides before it subtracts. What should stand above the fraction bar as a whole?",
                "파이썬은 빼기 전에 먼저 나눕니다. 분자에 통째로 들어가야 하는 것은 무엇인가요?",
            ),
            "order.stale_update",
        ),
        Misconception(
            "run-over-rise",
            Text("the fraction stands on its head: run over rise", "분수가 뒤집혔습니다. 폭을 높이로 나누었습니다"),
            lambda f, w, h=1e-5: (2 * h) / (f(w + h) - f(w - h)),
            Text(
                "A steeper hill should give a larger slope. What does yours give?",
                "언덕이 가파를수록 기울기가 커야 합니다. 지금은 어떤가요?",
            ),
            "scale.half",
        ),
        Misconception(
            "places-not-heights",
            Text("the places are subtracted, not the heights there", "높이가 아니라 위치를 뺐습니다"),
            lambda f, w, h=1e-5: ((w + h) - (w - h)) / (2 * h),
            Text(
                "Every curve gets the same slope from you. Where is `f` asked?",
                "어떤 곡선이든 기울기가 똑같습니다. `f`는 어디에서 부르나요?",
            ),
            "chain.wrong_input",
        ),
    ),
    alternatives=(_two_halves, _by_a_line, _rise_over_run),
    hints=(
        Text(
            "A slope is a rise over a run. Ask `f` for the height in two places; how far apart are they?",
            "기울기는 올라간 높이를 폭으로 나눈 것입니다. 두 곳의 높이를 `f`에 물어보세요. 두 곳은 얼마나 떨어져 있나요?",
        ),
        Text(
            "The rise is $f(w + h) - f(w - h)$, the run is $2h$.",
            "올라간 높이는 $f(w + h) - f(w - h)$이고 폭은 $2h$입니다.",
        ),
        Text(
            "Call `f` twice, put the difference into brackets, and divide it by the run, in brackets as well.",
            "`f`를 두 번 부릅니다. 두 값의 차를 괄호로 묶고, 역시 괄호로 묶은 폭으로 나눕니다.",
        ),
    ),
)
