"""The card of `step`: The step function."""

from typing import Any

import numpy as np

from dlcourse import perceptron
from dlcourse.exercises.card import Case, Exercise, Misconception
from dlcourse.language import Text


def _step_cases(rng: np.random.Generator) -> tuple[Case, ...]:
    return (
        Case(Text("below and above zero", "0보다 작은 수와 큰 수"), (np.array([-2.0, -0.5, 0.5, 3.0]),)),
        Case(Text("a table", "표"), (np.array([[1.5, -1.0, 2.0], [-0.25, 3.0, -4.0]]),)),
        Case(Text("a random block of numbers", "난수로 된 3차원 배열"), (rng.normal(size=(4, 3, 2)),), hidden=True),
        Case(Text("exactly zero", "정확히 0일 때"), (np.array([-1.0, 0.0, 1.0]),), edge=True),
        Case(Text("a single number", "수 하나"), (np.array(0.7),), edge=True),
    )


def _scalar_if(x: Any) -> Any:
    return 1 if x > 0 else 0


def _step_by_loop(x: Any) -> Any:
    flat = [1 if value > 0 else 0 for value in np.ravel(x)]
    return np.array(flat).reshape(np.shape(x))


CARD = Exercise(
    id="step",
    reference=perceptron.step,
    points=2.0,
    stars=1,
    title=Text("The step function", "계단 함수"),
    text=Text(
        r"""Write `step(x)`. Every number of `x` becomes a decision:

$$h(x) = \begin{cases} 1 & x > 0 \\ 0 & x \le 0 \end{cases}$$

`x` is an array of any shape; a single number comes as an array of shape `()`. The result has the same shape and holds whole numbers.

For `x = [-2.0, 0.0, 0.5]` the result is `[0, 0, 1]`.""",
        r"""`step(x)`를 작성하세요. `x`의 수 하나하나가 결정이 됩니다.

$$h(x) = \begin{cases} 1 & x > 0 \\ 0 & x \le 0 \end{cases}$$

`x`는 어떤 형상의 배열이어도 됩니다. 수 하나도 형상이 `()`인 배열로 들어옵니다. 결과는 형상이 같고 정수로 이루어집니다.

`x = [-2.0, 0.0, 0.5]`이면 결과는 `[0, 0, 1]`입니다.""",
    ),
    docstring_ko="""결정합니다. 0보다 크면 1, 0이거나 그보다 작으면 0입니다.

    식:   h(x) = 1 if x > 0 else 0
    형상: 어떤 형상이든 -> 같은 형상, 정수
    참고: Rosenblatt (1958)
    >>> step(np.array([-2.0, 0.0, 0.5]))
    array([0, 0, 1])
    """,
    cases=_step_cases,
    misconceptions=(
        Misconception(
            "greater-or-equal",
            Text("zero itself counts as above zero", "0도 0보다 큰 수로 보았습니다"),
            lambda x: np.where(np.asarray(x) >= 0, 1, 0),
            Text(
                "Everything is right except exactly at zero. On which side does the formula put it?",
                "정확히 0일 때만 다릅니다. 식에서 0은 어느 쪽에 들어 있나요?",
            ),
            "boundary.zero",
        ),
        Misconception(
            "truth-values",
            Text("True and False instead of 1 and 0", "1과 0이 아니라 True와 False입니다"),
            lambda x: np.asarray(x) > 0,
            Text(
                "A comparison answers with truth values. How do you turn an array of them into whole numbers?",
                "비교하면 참과 거짓이 나옵니다. 참과 거짓으로 된 배열을 정수로 바꾸려면 어떻게 해야 할까요?",
            ),
            "type.wrong",
        ),
        Misconception(
            "sign",
            Text("the sign of the number: -1 below zero", "수의 부호를 반환해 0보다 작으면 -1이 됩니다"),
            lambda x: np.sign(x).astype(int),
            Text(
                "Your negative numbers became -1. What should a perceptron that says no return?",
                "음수가 -1이 되었습니다. '아니요'라고 답하는 퍼셉트론은 무엇을 반환해야 할까요?",
            ),
            "boundary.zero",
        ),
        Misconception(
            "one-number-only",
            Text("it works for a single number, but not for arrays", "수 하나에는 되지만 배열에는 되지 않습니다"),
            _scalar_if,
            Text(
                "`if` wants one truth value, and an array has many. How do you choose between 1 and 0 for every element at once?",
                "`if`는 참과 거짓 하나만 받는데 배열에는 여러 개가 있습니다. 원소마다 1과 0을 한꺼번에 고르려면 어떻게 해야 할까요?",
            ),
            "loop.not_vectorized",
        ),
        Misconception(
            "fractions",
            Text("1.0 and 0.0 instead of the whole numbers 1 and 0", "정수 1과 0이 아니라 실수 1.0과 0.0입니다"),
            lambda x: np.where(np.asarray(x) > 0, 1.0, 0.0),
            Text(
                "The decisions are right. Of which type are your numbers?",
                "결정은 맞습니다. 결과로 나온 수의 자료형은 무엇인가요?",
            ),
            "type.wrong",
        ),
        Misconception(
            "flipped",
            Text("it says 1 below zero", "0보다 작을 때 1이 됩니다"),
            lambda x: np.where(np.asarray(x) < 0, 1, 0),
            Text(
                "Try `step` on 5. What do you expect, and what comes out?",
                "`step`에 5를 넣어 보세요. 무엇을 기대했고 무엇이 나오나요?",
            ),
            "sign.flipped",
        ),
        Misconception(
            "whole-numbers-first",
            Text(
                "the numbers are cut to whole numbers before they are compared",
                "비교하기 전에 소수점 아래를 잘라 냈습니다",
            ),
            lambda x: np.where(np.asarray(x).astype(int) > 0, 1, 0),
            Text(
                "0.5 is above 0. What is left of it when it reaches your comparison?",
                "0.5는 0보다 큽니다. 비교하는 순간에는 얼마가 되어 있나요?",
            ),
            "type.wrong",
        ),
        Misconception(
            "always-in-a-list",
            Text("a single number comes back as an array of shape (1,)", "수 하나가 형상이 (1,)인 배열로 돌아왔습니다"),
            lambda x: np.where(np.atleast_1d(x) > 0, 1, 0),
            Text(
                "The decisions are right. Which line of yours gives a single number an axis that it did not have?",
                "결정은 맞습니다. 수 하나에 없던 축을 만드는 줄은 어디인가요?",
            ),
            "shape.keepdims",
        ),
        Misconception(
            "threshold-at-a-half",
            Text("the threshold is one half, not 0", "문턱값이 0이 아니라 0.5입니다"),
            lambda x: np.where(np.asarray(x) > 0.5, 1, 0),
            Text(
                "Try 0.3, which is above 0. On which side does your comparison put it?",
                "0보다 큰 0.3을 넣어 보세요. 지금 비교에서는 어느 쪽에 들어가나요?",
            ),
            "boundary.zero",
            variants=(lambda x: np.where(np.asarray(x) >= 0.5, 1, 0),),
        ),
        Misconception(
            "sizes-only",
            Text("negative numbers count by their size", "음수를 크기만 보고 판단했습니다"),
            lambda x: np.where(np.asarray(x) != 0, 1, 0),
            Text("Put in -2. Is it above 0?", "-2를 넣어 보세요. 0보다 큰가요?"),
            "sign.flipped",
        ),
        Misconception(
            "size-kept",
            Text("positive numbers pass instead of becoming 1", "양수가 1이 되지 않고 그대로 지나갑니다"),
            lambda x: np.maximum(x, 0).astype(int),
            Text(
                "Try 3. A perceptron can say yes or no; which of the two is 3?",
                "3을 넣어 보세요. 퍼셉트론은 예나 아니요로 답합니다. 3은 둘 가운데 무엇인가요?",
            ),
            "chain.wrong_input",
            variants=(
                lambda x: np.maximum(x, 0),
                lambda x: np.where(np.asarray(x) > 0, x, 0),
            ),
        ),
    ),
    alternatives=(
        lambda x: np.heaviside(x, 0).astype(int),
        lambda x: np.greater(x, 0) * 1,
        lambda x: ((np.sign(x) + 1) // 2).astype(int),
        _step_by_loop,
    ),
    hints=(
        Text(
            "A comparison answers for every element at once: yes or no.",
            "비교 연산은 모든 원소에 한꺼번에 '예'와 '아니요'로 답합니다.",
        ),
        Text(
            "$h(x) = 1$ only where $x > 0$; the shape stays as it is.",
            "$x > 0$인 곳에서만 $h(x) = 1$이고, 형상은 그대로입니다.",
        ),
        Text(
            "Choose for every element: where the comparison is true take 1, elsewhere 0. NumPy has one function for “where, this, else that”.",
            "원소마다 고릅니다. 비교가 참이면 1, 아니면 0입니다. NumPy에는 '어디에서는 이것, 나머지는 저것'을 고르는 함수가 있습니다.",
        ),
    ),
)
