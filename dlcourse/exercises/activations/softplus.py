"""The card of `softplus`: Softplus."""

import math
from typing import Any

import numpy as np

from dlcourse import activations
from dlcourse.exercises.activations._shared import one_by_one, slope_cases
from dlcourse.exercises.card import Exercise, Misconception
from dlcourse.language import Text


def _softplus_by_sides(z: Any) -> Any:
    small = np.log1p(np.exp(np.minimum(z, 0.0)))
    large = np.maximum(z, 0.0) + np.log1p(np.exp(-np.maximum(z, 0.0)))
    return np.where(np.asarray(z) > 0, large, small)


def _softplus_by_mask(z: Any) -> Any:
    out = np.array(z, dtype=float)
    moderate = out < 30.0
    out[moderate] = np.log1p(np.exp(out[moderate]))
    return out


def _softplus_cut_off(limit: float) -> Any:
    return lambda z: np.log1p(np.exp(np.minimum(z, limit)))


def _softplus_straight_from(limit: float) -> Any:
    return lambda z: np.where(np.asarray(z) > limit, z, np.log1p(np.exp(np.minimum(z, limit))))


def _softplus_silenced(z: Any) -> Any:
    with np.errstate(over="ignore"):
        return np.log(1.0 + np.exp(z))


CARD = Exercise(
    id="softplus",
    reference=activations.softplus,
    points=3.0,
    stars=2,
    title=Text("Softplus", "Softplus"),
    text=Text(
        r"""Write `softplus(z)`, a ReLU without the corner:

$$f(z) = \log(1 + e^{z})$$

with the natural logarithm. `z` is an array of any shape, of fractions or whole numbers; a single number comes as an array of shape `()`. For $z = \pm 1000$ the values must be right, and there must be **no warning**.

For `z = [-1.0, 0.0, 1.0]` the result is `[0.3133, 0.6931, 1.3133]`, rounded.""",
        r"""모서리가 없는 ReLU인 `softplus(z)`를 작성하세요.

$$f(z) = \log(1 + e^{z})$$

로그는 자연로그입니다. `z`는 실수나 정수로 된 배열이고 형상은 무엇이든 될 수 있습니다. 수 하나도 형상이 `()`인 배열로 들어옵니다. $z = \pm 1000$에서도 값이 맞고 **경고가 없어야** 합니다.

`z = [-1.0, 0.0, 1.0]`이면 결과는 반올림하여 `[0.3133, 0.6931, 1.3133]`입니다.""",
    ),
    docstring_ko="""모서리가 없는 ReLU입니다. 오버플로(overflow)도 없습니다.

    식:   log(1 + exp(z))
    형상: 어떤 형상이든 -> 같은 형상
    예외: z가 실수가 아니면 TypeError
    참고: Dugas, Bengio, Bélisle, Nadeau & Garcia (2001)
    >>> softplus(np.array([-1000.0, 0.0, 1000.0]))
    array([0.00000000e+00, 6.93147181e-01, 1.00000000e+03])
    """,
    cases=slope_cases,
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
            variants=(_softplus_silenced,),
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
            variants=(lambda z: np.maximum(z, 0.0) + np.log10(1.0 + np.exp(-np.abs(z))),),
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
                "No overflow any more, but 800 and 1000 now give the same number. What should come out for 1000?",
                "오버플로는 없어졌지만 800과 1000의 결과가 같습니다. 1000을 넣으면 무엇이 나와야 할까요?",
            ),
            "hardcoded.value",
            variants=(
                *(_softplus_cut_off(limit) for limit in (1.0, 5.0, 10.0, 20.0, 50.0, 100.0, 500.0, 700.0, 709.0)),
            ),
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
        Misconception(
            "base-two",
            Text("the logarithm to base 2", "밑이 2인 로그입니다"),
            lambda z: np.log2(1.0 + np.exp(z)),
            Text(
                "At 0 you get exactly 1. Which logarithm undoes $e^{z}$?",
                "0에서 정확히 1이 나옵니다. $e^{z}$를 되돌리는 로그는 무엇인가요?",
            ),
            "hardcoded.value",
            variants=(lambda z: np.logaddexp2(0.0, z), lambda z: np.logaddexp(0.0, z) / math.log(2.0)),
        ),
        Misconception(
            "both-branches",
            Text(
                "right values, but `np.where` computes both branches, and one overflows",
                "값은 맞지만 `np.where`가 양쪽을 모두 계산하다가 한쪽에서 오버플로가 납니다",
            ),
            lambda z: np.where(np.asarray(z) > 30, z, np.log1p(np.exp(z))),
            Text(
                "`np.where` chooses only after both answers are computed. What could you hand to `np.exp`, so that it never meets 1000?",
                "`np.where`는 두 답을 다 계산한 다음에 고릅니다. `np.exp`가 1000을 만나지 않게 하려면 무엇을 넘겨주면 될까요?",
            ),
            "stability.overflow",
        ),
        Misconception(
            "rest-subtracted",
            Text(
                "the logarithm is subtracted from the larger of z and 0, not added",
                "z와 0 가운데 큰 쪽에 로그를 더하지 않고 뺐습니다",
            ),
            lambda z: np.maximum(z, 0.0) - np.log1p(np.exp(-np.abs(z))),
            Text(
                "Softplus lies above ReLU everywhere. Is your result ever negative?",
                "소프트플러스는 어디에서나 ReLU보다 위에 있습니다. 결과가 음수인 곳이 있지 않나요?",
            ),
            "sign.flipped",
        ),
        Misconception(
            "z-too-early",
            Text(
                "from some number on z itself comes out, where Softplus is still larger",
                "어떤 수부터는 z가 그대로 나오는데, 그곳의 Softplus는 아직 z보다 큽니다",
            ),
            _softplus_straight_from(1.0),
            Text(
                "By how much does $\\log(1 + e^{2})$ differ from 2? From which `z` on does nobody see the difference in a float64?",
                "$\\log(1 + e^{2})$는 2와 얼마나 다른가요? `z`가 얼마나 커야 float64에서 그 차이가 보이지 않을까요?",
            ),
            "hardcoded.value",
            variants=(*map(_softplus_straight_from, (0.0, 2.0)),),
        ),
    ),
    alternatives=(
        lambda z: np.logaddexp(0.0, z),
        _softplus_by_sides,
        _softplus_by_mask,
        lambda z: one_by_one(z, lambda value: max(value, 0.0) + math.log1p(math.exp(-abs(value)))),
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
