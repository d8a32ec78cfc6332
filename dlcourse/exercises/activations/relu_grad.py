"""The card of `relu_grad`: The slope of ReLU."""

from typing import Any

import numpy as np

from dlcourse import activations
from dlcourse.exercises.activations._shared import BLOCK, ONE, TABLE, one_by_one
from dlcourse.exercises.card import Case, Exercise, Misconception
from dlcourse.language import Text


def _relu_grad_cases(rng: np.random.Generator) -> tuple[Case, ...]:
    return (
        Case(Text("both signs", "양수와 음수"), (np.array([-2.0, -0.5, 0.5, 3.0]),)),
        Case(TABLE, (np.array([[1.5, -1.0, 2.0], [-0.25, 3.0, -4.0]]),)),
        Case(Text("all numbers 1", "모두 1인 수"), (np.array([1.0, 1.0]),)),
        Case(BLOCK, (rng.normal(size=(4, 3, 2)),), hidden=True),
        Case(Text("exactly zero", "정확히 0일 때"), (np.array([-1.0, 0.0, 1.0]),), edge=True),
        Case(ONE, (np.array(0.7),), edge=True),
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


def _leaky_slope(slope: float) -> Any:
    return lambda z: np.where(np.asarray(z) > 0, 1.0, slope)


CARD = Exercise(
    id="relu-grad",
    reference=activations.relu_grad,
    points=1.0,
    stars=1,
    title=Text("The slope of ReLU", "ReLU의 기울기"),
    text=Text(
        r"""Write `relu_grad(z)`: the slope of ReLU at each number of `z`.

At exactly 0 there is a corner and no slope; this course says 0 there. `z` is an array of any shape; a single number comes as an array of shape `()`. The result has the same shape and holds numbers (not truth values), and `z` itself stays as it was.

For `z = [-2.0, 0.0, 3.0]` the result is `[0.0, 0.0, 1.0]`.""",
        r"""`relu_grad(z)`를 작성하세요. `z`의 수마다 ReLU의 기울기를 구합니다.

정확히 0인 곳은 꺾여 있어서 기울기가 없습니다. 이 강의에서는 그곳의 기울기를 0으로 정합니다. `z`는 배열이고 형상은 무엇이든 될 수 있습니다. 수 하나도 형상이 `()`인 배열로 들어옵니다. 결과는 형상이 같고 참, 거짓이 아니라 수로 이루어지며, `z` 자체는 바뀌지 않아야 합니다.

`z = [-2.0, 0.0, 3.0]`이면 결과는 `[0.0, 0.0, 1.0]`입니다.""",
    ),
    docstring_ko="""z에서 `relu`의 기울기입니다. 0에서는 기울기가 없지만 관례에 따라 0이라고 합니다.

    형상: 어떤 형상이든 -> 같은 형상
    예외: z가 실수가 아니면 TypeError
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
        Misconception(
            "clipped",
            Text("the value of ReLU, cut off at 1", "1에서 잘라 낸 ReLU의 값입니다"),
            lambda z: np.clip(z, 0.0, 1.0),
            Text(
                "Between 0 and 1 your result follows `z`. Does the line get steeper there?",
                "0과 1 사이에서 결과가 `z`를 따라 커집니다. 그곳에서 직선이 점점 가팔라지나요?",
            ),
            "chain.missing_local",
        ),
        Misconception(
            "always-one",
            Text("the slope is 1 on both sides", "양쪽 모두 기울기가 1입니다"),
            lambda z: np.ones(np.shape(z)),
            Text("How steep is ReLU at -2?", "-2에서 ReLU는 얼마나 가파른가요?"),
            "hardcoded.value",
        ),
        Misconception(
            "slope-of-another-unit",
            Text(
                "a small slope on the left: the one of Leaky ReLU",
                "왼쪽에 작은 기울기가 있습니다. Leaky ReLU의 기울기입니다",
            ),
            lambda z: np.where(np.asarray(z) > 0, 1.0, 0.01),
            Text(
                "ReLU answers 0 at -2 and at -1. How much does it change between the two?",
                "ReLU는 -2에서도 -1에서도 0입니다. 그 사이에서 얼마나 달라지나요?",
            ),
            "hardcoded.value",
            variants=(*(_leaky_slope(slope) for slope in (0.001, 0.02, 0.05, 0.1, 0.2, 0.25, 0.3)),),
        ),
        Misconception(
            "divided-by-z",
            Text("relu(z) divided by z: 0 by 0 at zero", "relu(z)를 z로 나누어서 0에서는 0 나누기 0이 됩니다"),
            lambda z: np.maximum(z, 0.0) / z,
            Text(
                "Everywhere but at 0 you are right. Which numbers stand above and below the fraction bar there?",
                "0만 빼고 모두 맞습니다. 그곳에서 분수의 위와 아래에는 어떤 수가 오나요?",
            ),
            "boundary.zero",
        ),
        Misconception(
            "slope-grows-with-z",
            Text("the slope grows with z on the right", "오른쪽에서 기울기가 z와 함께 커집니다"),
            lambda z: np.where(np.asarray(z) > 0, 2.0 * np.asarray(z), 0.0),
            Text(
                "A straight line is equally steep everywhere. What are your slopes at 0.5 and at 3?",
                "직선은 어디에서나 똑같이 가파릅니다. 0.5와 3에서 기울기가 얼마로 나왔나요?",
            ),
            "chain.missing_local",
        ),
    ),
    alternatives=(
        lambda z: np.where(np.asarray(z) > 0, 1.0, 0.0),
        lambda z: np.sign(np.maximum(z, 0.0)),
        _relu_grad_by_mask,
        lambda z: one_by_one(z, lambda value: 1.0 if value > 0 else 0.0),
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
