"""The card of `gain`: Making up for the activation."""

import math
from collections.abc import Callable
from typing import Any

import numpy as np

from dlcourse import initializers
from dlcourse.exercises.card import Case, Exercise, Misconception
from dlcourse.language import Text


def _gain_with(leaky: Callable[[float], float], relu: float = 2.0**0.5, tanh: float = 5.0 / 3.0) -> Any:
    """A `gain` that has this answer for the leaky one."""

    def gain(act: str, slope: float = 0.01) -> float:
        if act == "leaky_relu":
            return float(leaky(slope))
        return {"relu": relu, "tanh": tanh}.get(act, 1.0)

    return gain


def _gain_by_match(act: str, slope: float = 0.01) -> float:
    match act:
        case "relu":
            return math.sqrt(2)
        case "leaky_relu":
            return math.sqrt(2 / (1 + slope * slope))
        case "tanh":
            return 5 / 3
    return 1.0


def _gain_by_table(act: str, slope: float = 0.01) -> float:
    kept = {"relu": (0.0, 1.0), "leaky_relu": (slope, 1.0)}.get(act, (1.0, 1.0))
    share = (kept[0] ** 2 + kept[1] ** 2) / 2  # the mean square that is left of a symmetric input
    return float(np.power(share, -0.5)) * (5 / 3 if act == "tanh" else 1.0)


def _rounded_to(digits: int) -> Any:
    return _gain_with(
        lambda slope: round(math.sqrt(2.0 / (1.0 + slope**2)), digits),
        relu=round(2.0**0.5, digits),
        tanh=round(5.0 / 3.0, digits),
    )


CARD = Exercise(
    id="gain",
    reference=initializers.gain,
    points=3.0,
    stars=2,
    title=Text("Making up for the activation", "활성화 함수가 잃은 만큼 키우기"),
    text=Text(
        r"""Write `gain(act, slope=0.01)`: the factor by which weights of standard deviation $\sqrt{1/\text{fan}_{\text{in}}}$ must grow for this activation.

- `"identity"`, `"sigmoid"` and `"softmax"` are left as they are: 1. For `"tanh"` take $5/3$.
- `"relu"` and `"leaky_relu"` are yours to derive. The $z$ of a layer are spread evenly around 0: half of them are negative, and a Leaky ReLU multiplies these by `slope`. Which share of the mean of $z^2$ is left? By how much must the *variance* of the weights grow to make up for it, and by how much their standard deviation?

Two checks: with `slope=1` a Leaky ReLU changes nothing, and `gain("relu") ** 2` is the 2 of He's variance.""",
        r"""`gain(act, slope=0.01)`을 작성하세요. 표준편차가 $\sqrt{1/\text{fan}_{\text{in}}}$인 가중치를 이 활성화 함수에 맞추어 몇 배로 키워야 하는지 답합니다.

- `"identity"`, `"sigmoid"`, `"softmax"`는 그대로 두므로 1입니다. `"tanh"`에는 $5/3$를 씁니다.
- `"relu"`와 `"leaky_relu"`는 직접 유도합니다. 층의 $z$는 0을 중심으로 고르게 퍼져 있어서 절반이 음수이고, Leaky ReLU는 음수에 `slope`를 곱합니다. $z^2$의 평균 가운데 얼마가 남을까요? 그만큼 메우려면 가중치의 **분산**은 몇 배가 되어야 하고, 표준편차는 몇 배가 되어야 할까요?

두 가지로 확인해 보세요. `slope=1`이면 Leaky ReLU는 아무것도 바꾸지 않습니다. 그리고 `gain("relu") ** 2`는 He의 분산에 나오는 2입니다.""",
    ),
    docstring_ko="""표준편차가 sqrt(1 / fan_in)인 가중치를 활성화 함수에 맞추어 몇 배로 키워야 하는지 답합니다.

    `act`는 "identity", "sigmoid", "softmax", "tanh", "relu", "leaky_relu" 가운데 하나이고, `slope`는 leaky_relu의 기울기입니다.
    형상: 이름, () -> ()
    예외: 배율이 알려지지 않은 활성화 함수이면 ValueError
    참고: He, Zhang, Ren & Sun (2015), 식 15
    >>> round(gain("relu") ** 2, 10), gain("sigmoid")
    (2.0, 1.0)
    """,
    cases=lambda rng: (
        Case(Text("ReLU", "ReLU"), ("relu",)),
        Case(Text("tanh", "tanh"), ("tanh",)),
        Case(Text("Leaky ReLU with slope 0.5", "기울기 0.5인 Leaky ReLU"), ("leaky_relu", 0.5)),
        Case(Text("sigmoid", "시그모이드"), ("sigmoid",)),
        Case(Text("no activation", "활성화 함수 없음"), ("identity",), hidden=True),
        Case(Text("softmax", "소프트맥스"), ("softmax",), hidden=True),
        Case(
            Text("Leaky ReLU with another slope", "다른 기울기의 Leaky ReLU"),
            ("leaky_relu", float(rng.uniform(0.2, 0.9))),
            hidden=True,
        ),
        Case(Text("Leaky ReLU with its usual slope", "기본 기울기의 Leaky ReLU"), ("leaky_relu",), edge=True),
        Case(Text("ReLU, whatever the slope", "기울기를 주어도 ReLU는 그대로"), ("relu", 0.5), edge=True),
    ),
    misconceptions=(
        Misconception(
            "slope-not-squared",
            Text("the slope is not squared", "기울기를 제곱하지 않았습니다"),
            _gain_with(lambda slope: math.sqrt(2.0 / (1.0 + slope))),
            Text(
                "Variances add up squares. What stands beside the 1 under the root?",
                "분산은 제곱을 더한 것입니다. 근호 안에서 1 옆에 무엇이 있나요?",
            ),
            "opt.square_missing",
        ),
        Misconception(
            "no-root",
            Text("the factor of the variance, not of the standard deviation", "표준편차가 아니라 분산의 배율입니다"),
            _gain_with(lambda slope: 2.0 / (1.0 + slope**2), relu=2.0),
            Text(
                "Your gain for ReLU is 2. If a standard deviation doubles, by how much does the variance grow?",
                "ReLU의 배율이 2로 나왔습니다. 표준편차가 2배가 되면 분산은 몇 배가 될까요?",
            ),
            "opt.square_missing",
        ),
        Misconception(
            "leaky-like-relu",
            Text("Leaky ReLU is treated as ReLU", "Leaky ReLU를 ReLU와 똑같이 다루었습니다"),
            _gain_with(lambda slope: math.sqrt(2.0)),
            Text(
                "With slope 1 a Leaky ReLU changes nothing, so its gain should be 1. Does yours depend on `slope`?",
                "기울기가 1이면 Leaky ReLU는 아무것도 바꾸지 않으므로 배율이 1이어야 합니다. 답이 `slope`에 따라 달라지나요?",
            ),
            "hardcoded.value",
        ),
        Misconception(
            "slope-hardcoded",
            Text("the slope is always 0.01", "기울기가 언제나 0.01입니다"),
            _gain_with(lambda slope: math.sqrt(2.0 / (1.0 + 0.01**2))),
            Text(
                "Call your function with two different slopes. Does anything change?",
                "서로 다른 두 기울기로 불러 보세요. 결과가 달라지나요?",
            ),
            "hardcoded.value",
        ),
        Misconception(
            "slope-for-relu",
            Text("ReLU gets a slope, too", "ReLU에도 기울기를 썼습니다"),
            lambda act, slope=0.01: (
                math.sqrt(2.0 / (1.0 + slope**2))
                if act in ("relu", "leaky_relu")
                else (5.0 / 3.0 if act == "tanh" else 1.0)
            ),
            Text(
                "ReLU keeps nothing of its negative half, whatever `slope` says.",
                "ReLU는 `slope`가 무엇이든 음수 쪽을 조금도 남기지 않습니다.",
            ),
            "boundary.zero",
        ),
        Misconception(
            "tanh-like-identity",
            Text("tanh got 1", "tanh의 배율이 1입니다"),
            _gain_with(lambda slope: math.sqrt(2.0 / (1.0 + slope**2)), tanh=1.0),
            Text(
                "tanh presses large inputs together, so a little more spread is needed. What does the task say, and what is `5 // 3` in Python?",
                "tanh는 큰 입력을 눌러 줄이므로 조금 더 퍼져야 합니다. 문제에는 무엇이라고 되어 있고, 파이썬에서 `5 // 3`은 얼마인가요?",
            ),
            "hardcoded.value",
        ),
        Misconception(
            "upside-down",
            Text("the fraction stands on its head", "분수가 뒤집혔습니다"),
            _gain_with(lambda slope: math.sqrt((1.0 + slope**2) / 2.0), relu=0.5**0.5, tanh=0.6),
            Text(
                "ReLU makes signals smaller. Should the weights that make up for it be larger or smaller than 1?",
                "ReLU는 신호를 작게 만듭니다. 그것을 메우는 배율은 1보다 커야 할까요, 작아야 할까요?",
            ),
            "sign.flipped",
            variants=(_gain_with(lambda slope: math.sqrt((1.0 + slope**2) / 2.0), relu=0.5**0.5),),
        ),
        Misconception(
            "root-of-the-numerator",
            Text("the root is taken of the 2 alone", "2에만 제곱근을 구했습니다"),
            _gain_with(lambda slope: math.sqrt(2.0) / (1.0 + slope**2)),
            Text(
                "Variance and standard deviation belong to the whole factor. How far must the root reach?",
                "분산과 표준편차는 배율 전체에 대한 것입니다. 제곱근은 어디까지 덮어야 할까요?",
            ),
            "opt.square_missing",
            variants=(_gain_with(lambda slope: math.sqrt(2.0) / (1.0 + slope)),),
        ),
        Misconception(
            "relu-without-root",
            Text("ReLU got 2, without the root", "ReLU의 배율이 제곱근 없이 2입니다"),
            _gain_with(lambda slope: math.sqrt(2.0 / (1.0 + slope**2)), relu=2.0),
            Text(
                "The 2 of He belongs to the variance. What belongs to the standard deviation?",
                "He의 2는 분산에 붙는 수입니다. 표준편차에는 어떤 수가 붙나요?",
            ),
            "opt.square_missing",
        ),
        Misconception(
            "leaky-without-root",
            Text(
                "Leaky ReLU got the factor of the variance, without the root", "Leaky ReLU의 배율에 제곱근이 없습니다"
            ),
            _gain_with(lambda slope: 2.0 / (1.0 + slope**2)),
            Text(
                "ReLU is right. What does your formula give for a slope of 0, and should that not be the same?",
                "ReLU는 맞습니다. 기울기가 0일 때 식의 값은 얼마이고, ReLU와 같아야 하지 않을까요?",
            ),
            "opt.square_missing",
        ),
        Misconception(
            "half-as-a-factor",
            Text("the power one half became a half of the power 1", "이분의 일 제곱이 1제곱의 이분의 일이 되었습니다"),
            _gain_with(lambda slope: 2.0 / (1.0 + slope**2) / 2, relu=1.0),
            Text(
                "What is `2 ** 1 / 2` in Python, and where would brackets help?",
                "파이썬에서 `2 ** 1 / 2`는 얼마인가요? 괄호는 어디에 필요할까요?",
            ),
            "opt.square_missing",
            variants=(
                _gain_with(lambda slope: math.sqrt(2.0 / (1.0 + slope**2)), relu=1.0),
                _gain_with(lambda slope: 2.0 / (1.0 + slope**2) / 2),
            ),
        ),
        Misconception(
            "tanh-upside-down",
            Text("tanh got 3/5", "tanh의 배율이 3/5입니다"),
            _gain_with(lambda slope: math.sqrt(2.0 / (1.0 + slope**2)), tanh=0.6),
            Text(
                "tanh makes signals smaller. Should a gain that makes up for it be above or below 1?",
                "tanh는 신호를 줄입니다. 그것을 메우는 배율은 1보다 커야 할까요, 작아야 할까요?",
            ),
            "sign.flipped",
        ),
        Misconception(
            "rounded",
            Text("a gain is rounded", "배율을 반올림했습니다"),
            _gain_with(lambda slope: math.sqrt(2.0 / (1.0 + slope**2)), relu=1.414),
            Text(
                "How many digits has the root of 2? Which function knows them all?",
                "2의 제곱근은 몇 자리까지 이어지나요? 그것을 모두 아는 함수는 무엇일까요?",
            ),
            "hardcoded.value",
            variants=(
                *(
                    _gain_with(lambda slope: math.sqrt(2.0 / (1.0 + slope**2)), relu=relu)
                    for relu in (1.41, 1.4, 1.4142, 1.41421)
                ),
                *(
                    _gain_with(lambda slope: math.sqrt(2.0 / (1.0 + slope**2)), tanh=tanh)
                    for tanh in (1.67, 1.66, 1.667, 1.6667, 1.7, 1.6)
                ),
                *(
                    _gain_with(lambda slope: math.sqrt(2.0 / (1.0 + slope**2)), relu=relu, tanh=tanh)
                    for relu in (1.41, 1.414, 1.4142)
                    for tanh in (1.67, 1.667, 1.6667)
                ),
                *map(_rounded_to, (2, 3, 4)),
            ),
        ),
        Misconception(
            "slope-subtracted",
            Text("the square of the slope is taken away from 1", "1에서 기울기의 제곱을 뺐습니다"),
            _gain_with(lambda slope: math.sqrt(2.0 / (1.0 - slope**2))),
            Text(
                "A Leaky ReLU keeps more of the signal than ReLU. Should its gain be larger or smaller?",
                "Leaky ReLU는 ReLU보다 신호를 더 남깁니다. 배율은 더 커야 할까요, 작아야 할까요?",
            ),
            "sign.flipped",
        ),
    ),
    alternatives=(_gain_by_match, _gain_by_table, _gain_with(lambda slope: (0.5 + slope**2 / 2) ** -0.5)),
    hints=(
        Text(
            "ReLU is a Leaky ReLU with a slope of zero, so one formula serves both.",
            "ReLU는 기울기가 0인 Leaky ReLU이므로 식 하나로 둘 다 됩니다.",
        ),
        Text(
            "Of the mean square, one half stays and one half is multiplied by $\\alpha^2$; for ReLU $\\alpha = 0$. The variance must grow by one over that share.",
            "제곱의 평균 가운데 절반은 그대로이고 절반에는 $\\alpha^2$가 곱해집니다. ReLU에서는 $\\alpha = 0$입니다. 분산은 남은 몫으로 1을 나눈 만큼 커져야 합니다.",
        ),
        Text(
            "Answer tanh first; then decide which slope the two relatives keep and take the root; everything else is 1.",
            "먼저 tanh에 답합니다. 그다음 두 친척이 남기는 기울기를 정하고 제곱근을 구합니다. 나머지는 모두 1입니다.",
        ),
    ),
)
