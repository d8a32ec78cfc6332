"""The card of `boundary_line`: From weights to a line."""

import math
from typing import Any

import numpy as np

from dlcourse import perceptron
from dlcourse.exercises.card import Case, Exercise, Misconception
from dlcourse.language import Text


def _boundary_cases(rng: np.random.Generator) -> tuple[Case, ...]:
    w = rng.uniform(0.5, 3.0, size=2) * rng.choice([-1.0, 1.0], size=2)
    return (
        Case(Text("a falling line", "내려가는 직선"), (np.array([2.0, 4.0]), -2.0)),
        Case(Text("a rising line", "올라가는 직선"), (np.array([-3.0, 1.5]), 6.0)),
        Case(Text("a line through the origin", "원점을 지나는 직선"), (np.array([1.0, 2.0]), 0.0)),
        Case(Text("random weights", "무작위 가중치"), (w, float(rng.uniform(1.0, 3.0))), hidden=True),
        Case(Text("a level line", "수평인 직선"), (np.array([0.0, 2.0]), -4.0), edge=True, silent=True),
        Case(Text("a vertical line", "세로로 선 직선"), (np.array([2.0, 0.0]), -3.0), edge=True, silent=True),
    )


def _unless_vertical(line: Any) -> Any:
    """The line, with the vertical case done right."""

    def boundary_line(w: Any, b: Any) -> Any:
        return (math.inf, -b / w[0]) if w[1] == 0 else line(w, b)

    return boundary_line


def _vertical_forgets_w1(w: Any, b: Any) -> Any:
    return (math.inf, -b) if w[1] == 0 else (-w[0] / w[1], -b / w[1])


def _line_by_two_points(w: Any, b: Any) -> Any:
    if w[1] == 0:
        return np.inf, -b / w[0]
    at_zero, at_one = (-(w[0] * x1 + b) / w[1] for x1 in (0.0, 1.0))
    return at_one - at_zero, at_zero


def _line_by_exception(w: Any, b: Any) -> Any:
    w1, w2 = w.tolist()
    try:
        return -w1 / w2, -b / w2
    except ZeroDivisionError:
        return math.inf, -b / w1


def _line_by_scaling(w: Any, b: Any) -> Any:
    if not w[1]:
        return float("inf"), float(-b / w[0])
    scaled = np.array([w[0], b]) / -w[1]
    return scaled[0], scaled[1]


def _tiny_number_added(tiny: float) -> Any:
    def boundary_line(w: Any, b: Any) -> Any:
        return -w[0] / (w[1] + tiny), -b / (w[1] + tiny)

    return boundary_line


def _level_taken_for_vertical(w: Any, b: Any) -> Any:
    return (math.inf, -b / w[1]) if w[0] == 0 else (-w[0] / w[1], -b / w[1])


def _exchanged_everywhere(w: Any, b: Any) -> Any:
    return (-b / w[0], math.inf) if w[1] == 0 else (-b / w[1], -w[0] / w[1])


CARD = Exercise(
    id="boundary-line",
    reference=perceptron.boundary_line,
    points=3.0,
    stars=2,
    title=Text("From weights to a line", "가중치에서 직선으로"),
    text=Text(
        r"""Write `boundary_line(w, b)`. A perceptron with two inputs changes its mind on the line

$$w_1 x_1 + w_2 x_2 + b = 0$$

Solve it for $x_2$ and return the tuple `(slope, intercept)`, two numbers, so that $x_2 = \text{slope} \cdot x_1 + \text{intercept}$.

If $w_2 = 0$ the line is vertical and has no such form: return `(inf, x1)`, infinity and the place $x_1$ where the line stands.

For `w = [2.0, 4.0]` and `b = -2.0` the result is `(-0.5, 0.5)`.""",
        r"""`boundary_line(w, b)`를 작성하세요. 입력이 두 개인 퍼셉트론은 다음 직선에서 결정이 바뀝니다.

$$w_1 x_1 + w_2 x_2 + b = 0$$

이 식을 $x_2$에 대해 풀어 수 두 개로 된 튜플 `(slope, intercept)`를 반환하세요. 곧 $x_2 = \text{slope} \cdot x_1 + \text{intercept}$입니다.

$w_2 = 0$이면 세로로 선 직선이라 이렇게 쓸 수 없습니다. 이때는 무한대와 직선이 서 있는 $x_1$의 값을 `(inf, x1)`로 반환합니다.

`w = [2.0, 4.0]`, `b = -2.0`이면 결과는 `(-0.5, 0.5)`입니다.""",
    ),
    docstring_ko="""입력이 두 개인 퍼셉트론의 결정이 바뀌는 곳, 곧 직선 x2 = slope*x1 + intercept의 기울기와 절편입니다.

    식:   w1*x1 + w2*x2 + b = 0. 세로로 선 직선(w2 = 0)은 기울기가 inf이고, 절편 자리에 직선이 서 있는 x1을 씁니다
    형상: w (2,), b () -> 수 두 개
    참고: Minsky & Papert (1969)
    >>> boundary_line(np.array([2.0, 4.0]), -2.0)
    (-0.5, 0.5)
    """,
    cases=_boundary_cases,
    returns=("slope", "intercept"),
    misconceptions=(
        Misconception(
            "intercept-sign",
            Text("the sign of the intercept is lost", "절편의 부호가 사라졌습니다"),
            _unless_vertical(lambda w, b: (-w[0] / w[1], b / w[1])),
            Text(
                "What happens to the sign of `b` when it moves to the other side of the equation?",
                "`b`를 등호 반대쪽으로 옮기면 부호가 어떻게 되나요?",
            ),
            "sign.flipped",
        ),
        Misconception(
            "slope-sign",
            Text("the sign of the slope is lost", "기울기의 부호가 사라졌습니다"),
            _unless_vertical(lambda w, b: (w[0] / w[1], -b / w[1])),
            Text(
                "With two positive weights, does the line rise or fall? Look at it in the line explorer.",
                "두 가중치가 모두 양수이면 직선은 올라가나요, 내려가나요? 직선 탐색기에서 확인해 보세요.",
            ),
            "sign.flipped",
        ),
        Misconception(
            "weights-exchanged",
            Text("the two weights are exchanged", "두 가중치가 서로 바뀌었습니다"),
            _unless_vertical(lambda w, b: (-w[1] / w[0], -b / w[0])),
            Text(
                "You solved for $x_1$. Which variable should stand alone?",
                "$x_1$에 대해 풀었습니다. 어느 변수를 혼자 남겨야 하나요?",
            ),
            "shape.transposed",
        ),
        Misconception(
            "vertical-divides-by-zero",
            Text("a vertical line divides by zero", "세로로 선 직선에서 0으로 나누었습니다"),
            lambda w, b: (-w[0] / w[1], -b / w[1]),
            Text(
                "All other lines are right. What do you divide by when $w_2 = 0$?",
                "다른 직선은 모두 맞습니다. $w_2 = 0$이면 무엇으로 나누게 되나요?",
            ),
            "stability.overflow",
        ),
        Misconception(
            "answer-in-other-order",
            Text("slope and intercept are returned in the other order", "기울기와 절편을 반대 순서로 반환했습니다"),
            _unless_vertical(lambda w, b: (-b / w[1], -w[0] / w[1])),
            Text("Both numbers are right. Which comes first?", "두 수는 모두 맞습니다. 어느 것이 먼저인가요?"),
            "axis.wrong",
            variants=(_exchanged_everywhere,),
        ),
        Misconception(
            "bias-not-divided",
            Text("the bias was not divided by $w_2$", "편향을 $w_2$로 나누지 않았습니다"),
            _unless_vertical(lambda w, b: (-w[0] / w[1], -b)),
            Text(
                "To leave $x_2$ alone, the whole equation is divided by $w_2$. Did every term get its share?",
                "$x_2$만 남기려면 식 전체를 $w_2$로 나누어야 합니다. 모든 항을 나누었나요?",
            ),
            "scale.one_over_n",
        ),
        Misconception(
            "vertical-not-divided",
            Text(
                "a vertical line stands at -b instead of -b divided by $w_1$",
                "세로로 선 직선이 -b를 $w_1$로 나눈 곳이 아니라 -b에 있습니다",
            ),
            _vertical_forgets_w1,
            Text(
                "With $w_2 = 0$ the equation is $w_1 x_1 + b = 0$. Where is $x_1$?",
                "$w_2 = 0$이면 식은 $w_1 x_1 + b = 0$입니다. $x_1$은 얼마인가요?",
            ),
            "boundary.zero",
        ),
        Misconception(
            "perpendicular",
            Text(
                "the slope of the weights, at a right angle to the line",
                "직선이 아니라 직선에 수직인 가중치의 기울기입니다",
            ),
            _unless_vertical(lambda w, b: (w[1] / w[0], -b / w[1])),
            Text(
                "The arrow $(w_1, w_2)$ points away from the line. Put your slope into the equation: does a step along it keep the sum at 0?",
                "화살표 $(w_1, w_2)$는 직선에서 멀어지는 쪽을 가리킵니다. 구한 기울기를 식에 넣어 보세요. 그 방향으로 움직여도 합이 0으로 남나요?",
            ),
            "shape.transposed",
        ),
        Misconception(
            "tiny-number-added",
            Text(
                "a tiny number is added so that nothing divides by zero",
                "0으로 나누지 않으려고 아주 작은 수를 더했습니다",
            ),
            _tiny_number_added(1e-8),
            Text(
                "A vertical line is not one that is very steep. What does the task ask for when $w_2 = 0$?",
                "세로로 선 직선은 아주 가파른 직선이 아닙니다. $w_2 = 0$이면 문제에서는 무엇을 반환하라고 했나요?",
            ),
            "stability.overflow",
            variants=(*(_tiny_number_added(tiny) for tiny in (1e-4, 1e-5, 1e-6, 1e-7, 1e-9, 1e-10, 1e-12)),),
        ),
        Misconception(
            "level-taken-for-vertical",
            Text("$w_1 = 0$ is taken for the vertical line", "$w_1 = 0$인 직선을 세로로 선 직선으로 보았습니다"),
            _level_taken_for_vertical,
            Text(
                "Write the equation with $w_1 = 0$: which variable is left, and is that line level or vertical?",
                "$w_1 = 0$일 때의 식을 써 보세요. 어느 변수가 남나요? 그 직선은 수평인가요, 세로로 서 있나요?",
            ),
            "shape.transposed",
        ),
        Misconception(
            "not-divided",
            Text("nothing was divided by $w_2$", "아무것도 $w_2$로 나누지 않았습니다"),
            _unless_vertical(lambda w, b: (-w[0], -b)),
            Text(
                "After moving the terms, $w_2 x_2$ stands alone. What leaves $x_2$ itself?",
                "항을 옮기면 $w_2 x_2$만 남습니다. $x_2$만 남기려면 무엇을 해야 할까요?",
            ),
            "scale.one_over_n",
        ),
        Misconception(
            "both-signs",
            Text("the signs of slope and intercept are both lost", "기울기와 절편의 부호가 모두 사라졌습니다"),
            _unless_vertical(lambda w, b: (w[0] / w[1], b / w[1])),
            Text(
                "Two terms move to the other side of the equation. What happens to the sign of each?",
                "두 항이 등호 반대쪽으로 갑니다. 부호는 저마다 어떻게 되나요?",
            ),
            "sign.flipped",
            variants=(lambda w, b: (math.inf, b / w[0]) if w[1] == 0 else (w[0] / w[1], b / w[1]),),
        ),
        Misconception(
            "vertical-sign",
            Text("a vertical line stands on the wrong side of 0", "세로로 선 직선이 0의 반대쪽에 있습니다"),
            lambda w, b: (math.inf, b / w[0]) if w[1] == 0 else (-w[0] / w[1], -b / w[1]),
            Text(
                "With $w_2 = 0$ the equation is $w_1 x_1 + b = 0$. Which sign has $x_1$ when `b` is positive?",
                "$w_2 = 0$이면 식은 $w_1 x_1 + b = 0$입니다. `b`가 양수이면 $x_1$의 부호는 무엇인가요?",
            ),
            "sign.flipped",
        ),
        Misconception(
            "intercept-divided-by-the-other",
            Text("the bias is divided by $w_1$, not by $w_2$", "편향을 $w_2$가 아니라 $w_1$로 나누었습니다"),
            _unless_vertical(lambda w, b: (-w[0] / w[1], -b / w[0])),
            Text(
                "The intercept is $x_2$ where $x_1 = 0$. Which weight is left in the equation there?",
                "절편은 $x_1 = 0$일 때의 $x_2$입니다. 그때 식에 남는 가중치는 어느 것인가요?",
            ),
            "chain.wrong_input",
        ),
        Misconception(
            "vertical-in-the-other-order",
            Text(
                "for a vertical line the two parts have changed places",
                "세로로 선 직선에서 두 값의 순서가 바뀌었습니다",
            ),
            lambda w, b: (-b / w[0], math.inf) if w[1] == 0 else (-w[0] / w[1], -b / w[1]),
            Text(
                "All other lines are right. Which of the two is infinite when a line stands upright?",
                "다른 직선은 모두 맞습니다. 직선이 똑바로 서면 둘 가운데 무엇이 무한대가 되나요?",
            ),
            "axis.wrong",
        ),
    ),
    alternatives=(_line_by_two_points, _line_by_exception, _line_by_scaling),
    hints=(
        Text(
            "It is an equation with two unknowns. Leave $x_2$ alone on one side.",
            "미지수가 둘인 방정식입니다. 한쪽에 $x_2$만 남겨 보세요.",
        ),
        Text(
            "$w_2 x_2 = -w_1 x_1 - b$. Dividing by $w_2$ is allowed only if $w_2 \\ne 0$.",
            "$w_2 x_2 = -w_1 x_1 - b$입니다. $w_2 \\ne 0$일 때만 $w_2$로 나눌 수 있습니다.",
        ),
        Text(
            "First ask whether `w[1]` is zero; then solve $w_1 x_1 + b = 0$ and return infinity with it. Otherwise divide both terms, with their signs, by `w[1]`.",
            "먼저 `w[1]`이 0인지 묻습니다. 0이면 $w_1 x_1 + b = 0$을 풀어 무한대와 함께 반환합니다. 아니면 두 항을 부호까지 그대로 `w[1]`로 나눕니다.",
        ),
    ),
)
