"""The card of `elu`: ELU."""

import math
from typing import Any

import numpy as np

from dlcourse import activations
from dlcourse.exercises.activations._shared import BLOCK, FAR, FAR_OUT, ONE, SMALL, WHOLE, one_by_one
from dlcourse.exercises.card import Case, Exercise, Misconception
from dlcourse.language import Text


def _elu_cases(rng: np.random.Generator) -> tuple[Case, ...]:
    return (
        Case(SMALL, (np.array([-2.0, -1.0, 0.0, 1.0, 2.0]),)),
        Case(
            Text("a table, alpha one half", "표, alpha는 절반"),
            (np.array([[1.5, -1.0, 2.0], [-0.25, 3.0, -4.0]]),),
            {"alpha": 0.5},
        ),
        Case(BLOCK, (rng.normal(size=(4, 3, 2)),), {"alpha": float(rng.uniform(1.2, 2.0))}, hidden=True),
        Case(WHOLE, (np.array([-3, -1, 0, 2]),), edge=True),
        Case(FAR, (FAR_OUT,), edge=True, silent=True),
        Case(ONE, (np.array(-0.7),), edge=True),
    )


def _left(z: Any) -> Any:
    """The numbers below 0, and 0 for the others: safe for the exponential."""
    return np.minimum(z, 0.0)


def _elu_by_mask(z: Any, alpha: float = 1.0) -> Any:
    out = np.array(z, dtype=float)
    left = out < 0
    out[left] = alpha * (np.exp(out[left]) - 1.0)
    return out


def _elu_truncated(z: Any, alpha: float = 1.0) -> Any:
    out = np.array(z)
    out[out <= 0] = alpha * (np.exp(out[out <= 0]) - 1.0)
    return out


def _elu_cut_off(limit: float) -> Any:
    return lambda z, alpha=1.0: np.where(np.asarray(z) > 0, z, alpha * (np.exp(np.clip(z, limit, 0.0)) - 1.0))


CARD = Exercise(
    id="elu",
    reference=activations.elu,
    points=1.5,
    stars=2,
    title=Text("ELU", "ELU"),
    text=Text(
        r"""Write `elu(z, alpha)`. Positive numbers pass unchanged; the others run smoothly towards $-\alpha$:

$$f(z) = \begin{cases} z & z > 0 \\ \alpha (e^{z} - 1) & z \le 0 \end{cases}$$

`z` is an array of any shape, of fractions or whole numbers; a single number comes as an array of shape `()`. `alpha` is one number, 1.0 if nobody says otherwise. For $z = \pm 1000$ there must be **no warning**.

For `z = [-1.0, 2.0]` and `alpha = 1.0` the result is `[-0.6321, 2.0]`, rounded.""",
        r"""`elu(z, alpha)`를 작성하세요. 양수는 그대로 지나가고 나머지는 $-\alpha$를 향해 매끄럽게 내려갑니다.

$$f(z) = \begin{cases} z & z > 0 \\ \alpha (e^{z} - 1) & z \le 0 \end{cases}$$

`z`는 실수나 정수로 된 배열이고 형상은 무엇이든 될 수 있습니다. 수 하나도 형상이 `()`인 배열로 들어옵니다. `alpha`는 수 하나이고, 따로 정하지 않으면 1.0입니다. $z = \pm 1000$에서도 **경고가 없어야** 합니다.

`z = [-1.0, 2.0]`, `alpha = 1.0`이면 결과는 반올림하여 `[-0.6321, 2.0]`입니다.""",
    ),
    docstring_ko="""양수는 그대로 두고 나머지는 -alpha를 향해 매끄럽게 보냅니다. 오버플로(overflow)가 없습니다.

    식:   z if z > 0 else alpha * (exp(z) - 1)
    형상: 어떤 형상이든 -> 같은 형상
    예외: z가 실수가 아니거나 alpha가 수가 아니면 TypeError
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
                "값은 맞지만 `np.where`가 양쪽을 모두 계산하다가 한쪽에서 오버플로가 납니다",
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
        Misconception(
            "truncated",
            Text("whole numbers go in, and the fractions are cut off", "정수를 넣으면 소수점 아래가 잘립니다"),
            _elu_truncated,
            Text(
                "Which type does the array have that you write your results into? It was copied from `z`.",
                "결과를 적어 넣는 배열의 자료형은 무엇인가요? 그 배열은 `z`를 본떠 만들었습니다.",
            ),
            "type.wrong",
        ),
        Misconception(
            "flat-left",
            Text("the left side is flat at -alpha", "왼쪽이 -alpha에서 평평합니다"),
            lambda z, alpha=1.0: np.where(np.asarray(z) > 0, z, -alpha),
            Text(
                "-alpha is where the curve ends, far to the left. What bends it on the way?",
                "-alpha는 곡선이 왼쪽 먼 곳에서 다다르는 값입니다. 거기까지 가는 동안 곡선을 휘게 하는 것은 무엇인가요?",
            ),
            "chain.missing_local",
        ),
        Misconception(
            "minus-in-the-exponent",
            Text("the exponent has the wrong sign", "지수의 부호가 반대입니다"),
            lambda z, alpha=1.0: np.where(np.asarray(z) > 0, z, alpha * (np.exp(-_left(z)) - 1.0)),
            Text(
                "Far to the left your curve runs away upwards. Where should $e^{z}$ go there?",
                "왼쪽 먼 곳에서 곡선이 위로 치솟습니다. 그곳에서 $e^{z}$는 어디로 가야 할까요?",
            ),
            "sign.flipped",
        ),
        Misconception(
            "alpha-subtracted",
            Text("alpha is subtracted, not multiplied", "alpha를 곱하지 않고 뺐습니다"),
            lambda z, alpha=1.0: np.where(np.asarray(z) > 0, z, np.exp(_left(z)) - alpha),
            Text(
                "At 0 both sides should meet at 0. What does yours say there for alpha = 0.5?",
                "0에서는 양쪽이 0으로 만나야 합니다. alpha = 0.5일 때 0에서 무엇이 나오나요?",
            ),
            "chain.wrong_input",
        ),
        Misconception(
            "alpha-on-both-sides",
            Text("alpha multiplies positive numbers as well", "양수에도 alpha를 곱했습니다"),
            lambda z, alpha=1.0: alpha * np.where(np.asarray(z) > 0, z, np.exp(_left(z)) - 1.0),
            Text(
                "Which of the two lines of the formula has an alpha?",
                "식의 두 줄 가운데 alpha가 있는 줄은 어느 것인가요?",
            ),
            "chain.wrong_input",
        ),
        Misconception(
            "larger-of-both",
            Text(
                "the larger of both branches, which is right up to alpha = 1 only",
                "두 식 가운데 큰 쪽을 골랐는데 alpha가 1 이하일 때만 맞습니다",
            ),
            lambda z, alpha=1.0: np.maximum(z, alpha * (np.exp(z) - 1.0)),
            Text(
                "For positive z the exponential runs above the line sooner or later. What decides in the formula which of the two counts?",
                "z가 양수이면 지수 함수가 언젠가 직선보다 커집니다. 식에서는 무엇을 보고 둘 가운데 하나를 고르나요?",
            ),
            "chain.wrong_input",
        ),
        Misconception(
            "slope-not-value",
            Text("the slope of ELU, not its value", "ELU의 값이 아니라 기울기입니다"),
            lambda z, alpha=1.0: np.where(np.asarray(z) > 0, 1.0, alpha * np.exp(_left(z))),
            Text(
                "Positive numbers should pass unchanged. What becomes of 2 in your function?",
                "양수는 그대로 지나가야 합니다. 함수에 2를 넣으면 무엇이 나오나요?",
            ),
            "chain.missing_local",
        ),
        Misconception(
            "cut-off",
            Text(
                "numbers far to the left are cut off before the exponential",
                "왼쪽 먼 곳의 수를 지수 함수에 넣기 전에 잘라 냈습니다",
            ),
            _elu_cut_off(-5.0),
            Text(
                "Beyond your limit all numbers give the same, and it is not quite $-\\alpha$. Can $e^{z}$ overflow on the left at all?",
                "정해 둔 한계 너머에서는 모두 같은 값이 나오고, 그 값은 $-\\alpha$에 조금 못 미칩니다. 왼쪽에서 $e^{z}$가 오버플로를 낼 수 있나요?",
            ),
            "hardcoded.value",
            variants=(*(_elu_cut_off(limit) for limit in (-1.0, -2.0, -3.0, -10.0)),),
        ),
    ),
    alternatives=(
        _elu_by_mask,
        lambda z, alpha=1.0: np.maximum(z, 0.0) + alpha * (np.exp(_left(z)) - 1.0),
        lambda z, alpha=1.0: np.where(np.asarray(z) > 0, z, alpha * np.expm1(_left(z))),
        lambda z, alpha=1.0: one_by_one(z, lambda value: value if value > 0 else alpha * math.expm1(value)),
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
