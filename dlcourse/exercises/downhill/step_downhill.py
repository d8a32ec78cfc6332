"""The card of `step_downhill`: One step down."""

from typing import Any

import numpy as np

from dlcourse import downhill
from dlcourse.exercises.card import Case, Exercise, Misconception
from dlcourse.exercises.downhill._shared import STUDENTS, bowl, slope, square, students
from dlcourse.language import Text


def _step_cases(rng: np.random.Generator) -> tuple[Case, ...]:
    valley = bowl(float(rng.uniform(1.0, 2.0)), float(rng.uniform(0.5, 2.0)))
    # the slope is measured, with whatever tiny h its author chose: eight digits are not to be had
    loose: Any = {"rtol": 1e-6, "atol": 1e-7}
    return (
        Case(Text("w² from 3", "3에서 출발한 w²"), (square, 3.0, 0.25), **loose),
        Case(STUDENTS, (students, 0.5, 0.1), **loose),
        Case(
            Text("a valley from the left", "왼쪽에서 내려가는 골짜기"),
            (valley, float(rng.uniform(-1.0, 0.5)), float(rng.uniform(0.05, 0.2))),
            hidden=True,
            **loose,
        ),
        Case(
            Text("a valley from the right", "오른쪽에서 내려가는 골짜기"),
            (valley, float(rng.uniform(2.5, 3.5)), float(rng.uniform(0.05, 0.2))),
            hidden=True,
            **loose,
        ),
        Case(Text("exactly at the bottom", "정확히 바닥에서"), (square, 0.0, 0.3), edge=True, **loose),
    )


def _moved_first(f: Any, w: float, lr: float) -> float:
    """The slope is measured where the weight has gone already."""
    moved = w - lr * slope(f, w)
    return moved - lr * slope(f, moved)


CARD = Exercise(
    id="step-downhill",
    reference=downhill.step_downhill,
    points=2.0,
    stars=1,
    title=Text("One step down", "아래로 한 걸음"),
    text=Text(
        r"""Write `step_downhill(f, w, lr)`: where the weight stands after **one** step down the curve `f`.

$$w - \eta \, g$$

Here $g$ is the slope of `f` at `w`; your `slope_at` measures it. `lr` is the learning rate $\eta$. The result is one number, the new place.

For `f(w) = w**2`, `w = 3.0` and `lr = 0.25` the slope is 6, and the result is `1.5`, up to rounding.""",
        r"""`step_downhill(f, w, lr)`를 작성하세요. 곡선 `f`를 따라 아래로 **한 걸음** 간 뒤 가중치가 어디에 있는지 구합니다.

$$w - \eta \, g$$

여기서 $g$는 `w`에서 `f`의 기울기이고, 앞에서 작성한 `slope_at`으로 잽니다. `lr`은 학습률 $\eta$입니다. 결과는 수 하나, 곧 새 위치입니다.

`f(w) = w**2`, `w = 3.0`, `lr = 0.25`이면 기울기는 6이고, 반올림 오차를 무시하면 결과는 `1.5`입니다.""",
    ),
    docstring_ko="""경사 하강법으로 한 걸음 간 뒤의 위치입니다. w에서 f의 기울기와 반대쪽으로, 기울기의 `lr`배만큼 갑니다.

    형상: () -> ()
    예외: f가 함수가 아니면 TypeError, lr이 양수가 아니면 ValueError
    참고: Cauchy (1847)
    >>> round(step_downhill(lambda w: w**2, 3.0, lr=0.25), 6)
    1.5
    """,
    cases=_step_cases,
    misconceptions=(
        Misconception(
            "uphill",
            Text("the step goes uphill", "위로 올라갑니다"),
            lambda f, w, lr: w + lr * slope(f, w),
            Text(
                "Ask `f` for the height before and after your step. Did it shrink? Which sign leads down?",
                "한 걸음 가기 전과 후의 높이를 `f`에 물어보세요. 낮아졌나요? 어느 부호라야 내려갈까요?",
            ),
            "sign.flipped",
        ),
        Misconception(
            "learning-rate-missing",
            Text("the learning rate is not used", "학습률을 쓰지 않았습니다"),
            lambda f, w, lr: w - slope(f, w),
            Text("Halve `lr`. What should change?", "`lr`을 절반으로 줄이면 무엇이 달라져야 하나요?"),
            "hardcoded.value",
        ),
        Misconception(
            "only-the-change",
            Text("only the change comes back, not the new place", "새 위치가 아니라 변화량만 반환합니다"),
            lambda f, w, lr: -lr * slope(f, w),
            Text(
                "At the bottom the slope is 0, and the weight should stay. Where does yours go?",
                "바닥에서는 기울기가 0이므로 가중치가 그대로여야 합니다. 지금은 어디로 가나요?",
            ),
            "state.not_returned",
            variants=(lambda f, w, lr: lr * slope(f, w),),
        ),
        Misconception(
            "only-the-direction",
            Text("only the sign of the slope is used", "기울기의 부호만 썼습니다"),
            lambda f, w, lr: w - lr * np.sign(slope(f, w)),
            Text(
                "Should a steep place and a gentle one give the same step?",
                "가파른 곳과 완만한 곳에서 같은 만큼 가도 될까요?",
            ),
            "chain.wrong_input",
        ),
        Misconception(
            "height-not-slope",
            Text("the height of the curve is used, not its slope", "곡선의 기울기가 아니라 높이를 썼습니다"),
            lambda f, w, lr: w - lr * f(w),
            Text(
                "The loss says how high you stand. What says which way is down?",
                "손실은 지금 얼마나 높은지 알려 줍니다. 어느 쪽이 아래인지는 무엇이 알려 주나요?",
            ),
            "chain.wrong_input",
        ),
        Misconception(
            "slope-taken-off-the-height",
            Text("the step is taken off the height, not off the weight", "가중치가 아니라 높이에서 뺐습니다"),
            lambda f, w, lr: f(w) - lr * slope(f, w),
            Text(
                "What do you want to change: the weight, or what the loss says about it?",
                "바꾸려는 것은 가중치인가요, 가중치에 대한 손실 값인가요?",
            ),
            "chain.wrong_input",
        ),
        Misconception(
            "moved-before-measuring",
            Text("the slope is measured after the weight has moved", "가중치를 옮긴 다음에 기울기를 재었습니다"),
            _moved_first,
            Text(
                "One step, one measurement. How often do you move, and where do you measure?",
                "한 걸음에 한 번만 잽니다. 가중치를 몇 번 옮기고, 어디에서 재나요?",
            ),
            "order.stale_update",
        ),
        Misconception(
            "rate-as-h",
            Text("`lr` is handed to `slope_at` as its `h`", "`lr`을 `slope_at`의 `h`로 넘겼습니다"),
            lambda f, w, lr: w - slope(f, w, lr),
            Text(
                "The third argument of `slope_at` says how far apart to measure. What is `lr` for?",
                "`slope_at`의 셋째 인수는 얼마나 떨어진 곳에서 잴지 정합니다. `lr`은 무엇에 쓰나요?",
            ),
            "chain.wrong_input",
            variants=(lambda f, w, lr: w - lr * slope(f, w, lr),),
        ),
        Misconception(
            "divided-by-the-rate",
            Text("the slope is divided by the rate", "기울기를 학습률로 나누었습니다"),
            lambda f, w, lr: w - slope(f, w) / lr,
            Text(
                "Make `lr` smaller. Does your step get shorter or longer?",
                "`lr`을 줄여 보세요. 걸음이 짧아지나요, 길어지나요?",
            ),
            "scale.half",
        ),
        Misconception(
            "rate-taken-off-first",
            Text("`lr` is taken off the weight, and the rest multiplied", "가중치에서 `lr`을 빼고 나머지를 곱했습니다"),
            lambda f, w, lr: (w - lr) * slope(f, w),
            Text(
                "Which two belong together in the formula: the weight and the rate, or the rate and the slope?",
                "식에서 먼저 묶이는 둘은 가중치와 학습률인가요, 학습률과 기울기인가요?",
            ),
            "order.stale_update",
        ),
        Misconception(
            "slope-without-its-sign",
            Text("the slope has lost its sign", "기울기의 부호가 사라졌습니다"),
            lambda f, w, lr: w - lr * abs(slope(f, w)),
            Text(
                "Stand on the left side of a valley, then on the right side. Should both steps go the same way?",
                "골짜기의 왼쪽에 서 보고 오른쪽에도 서 보세요. 두 곳에서 같은 쪽으로 걸어야 할까요?",
            ),
            "sign.flipped",
            variants=(lambda f, w, lr: w + lr * abs(slope(f, w)),),
        ),
        Misconception(
            "measured-elsewhere",
            Text("the slope is not measured at `w`", "`w`가 아닌 곳에서 기울기를 재었습니다"),
            lambda f, w, lr: w - lr * slope(f, lr * w),
            Text(
                "Where does the weight stand before the step, and which place did you hand to `slope_at`?",
                "걸음을 떼기 전에 가중치는 어디에 있고, `slope_at`에는 어떤 위치를 넘겼나요?",
            ),
            "chain.wrong_input",
            variants=(
                lambda f, w, lr: w - slope(f, lr * w),
                lambda f, w, lr: w - lr * slope(f, lr),
                lambda f, w, lr: w - lr * slope(f, w - lr),
                lambda f, w, lr: w - lr * slope(f, w + lr),
                lambda f, w, lr: w - lr * slope(f, f(w)),
            ),
        ),
    ),
    alternatives=(
        lambda f, w, lr: w + (-lr) * slope(f, w, 1e-6),
        lambda f, w, lr: -(lr * slope(f, w) - w),
        lambda f, w, lr: float(np.dot([1.0, -lr], [w, slope(f, w, 1e-4)])),
    ),
    hints=(
        Text(
            "Where the slope is positive, the curve climbs to the right. So which way is down?",
            "기울기가 양수이면 곡선은 오른쪽으로 올라갑니다. 그러면 아래는 어느 쪽일까요?",
        ),
        Text(
            "$w - \\eta \\cdot$ `slope_at(f, w)`: all of them are single numbers.",
            "$w - \\eta \\cdot$ `slope_at(f, w)`를 계산합니다. 모두 수 하나씩입니다.",
        ),
        Text(
            "Measure the slope at `w`, multiply it by the rate, take that off `w`, and return the result.",
            "`w`에서 기울기를 재고, 학습률을 곱하고, `w`에서 뺀 결과를 반환합니다.",
        ),
    ),
    depends=("slope-at",),
)
