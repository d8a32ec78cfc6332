"""The card of `bce`: Cross-entropy for yes or no."""

import math
from typing import Any

import numpy as np

from dlcourse import losses
from dlcourse.exercises.card import Case, Exercise, Misconception
from dlcourse.exercises.losses._shared import TINY, sigmoid
from dlcourse.language import Text


def _bce_cases(rng: np.random.Generator) -> tuple[Case, ...]:
    return (
        Case(Text("undecided", "결정하지 못할 때"), (np.array([0.0, 0.0, 0.0]), np.array([0.0, 1.0, 1.0]))),
        Case(Text("three logits", "로짓 세 개"), (np.array([2.0, -1.0, 0.5]), np.array([1.0, 0.0, 0.0]))),
        Case(
            Text("random logits", "무작위 로짓"),
            (rng.normal(scale=2.0, size=9), rng.integers(0, 2, size=9).astype(float)),
            hidden=True,
        ),
        Case(
            Text("targets between 0 and 1", "0과 1 사이의 목푯값"),
            (rng.normal(scale=2.0, size=6), rng.uniform(0.1, 0.9, size=6)),
            hidden=True,
        ),
        Case(
            Text("confident and wrong", "확신하는데 틀렸을 때"),
            (np.array([1000.0, -1000.0]), np.array([1.0, 1.0])),
            edge=True,
            silent=True,
        ),
        Case(
            Text("confident and right", "확신하고 맞았을 때"),
            (np.array([1000.0, -1000.0, 60.0]), np.array([1.0, 0.0, 1.0])),
            edge=True,
            silent=True,
        ),
    )


def _bce_clipped(tiny: float) -> Any:
    def bce(z: Any, t: Any) -> Any:
        a = np.clip(sigmoid(z), tiny, 1 - tiny)
        return -np.mean(t * np.log(a) + (1 - t) * np.log(1 - a))

    return bce


def _bce_with_a_tiny_number(tiny: float) -> Any:
    def bce(z: Any, t: Any) -> Any:
        a = sigmoid(z)
        return -np.mean(t * np.log(a + tiny) + (1 - t) * np.log(1 - a + tiny))

    return bce


def _bce_base_ten(z: Any, t: Any) -> Any:
    return np.mean(np.logaddexp(0, z) - z * t) / np.log(10)


def _bce_half_base_ten(z: Any, t: Any) -> Any:
    return np.mean(np.maximum(z, 0) - t * z + np.log10(1 + np.exp(-np.abs(z))))


def _bce_only_the_first_term(z: Any, t: Any) -> Any:
    return np.mean(t * np.logaddexp(0, -z))


def _bce_by_loop(z: Any, t: Any) -> Any:
    total = 0.0
    for score, target in zip(z, t, strict=True):
        # -log of the smaller probability is the larger of the two
        small = math.log1p(math.exp(-abs(score)))
        no, yes = (small + score, small) if score > 0 else (small, small - score)
        total += target * yes + (1 - target) * no
    return total / len(z)


def _bce_replacing(**numbers: Any) -> Any:
    """The lost logarithms stand for other numbers."""

    def bce(z: Any, t: Any) -> Any:
        a = sigmoid(z)
        with np.errstate(divide="ignore"):
            yes, no = (np.nan_to_num(np.log(p), **numbers) for p in (a, 1 - a))
        return -np.mean(t * yes + (1 - t) * no)

    return bce


def _bce_of_clipped_z(limit: float) -> Any:
    return lambda z, t: np.mean(np.logaddexp(0, np.clip(z, -limit, limit)) - np.clip(z, -limit, limit) * t)


CARD = Exercise(
    id="bce",
    reference=losses.bce,
    points=3.0,
    stars=2,
    title=Text("Cross-entropy for yes or no", "예, 아니요의 교차 엔트로피"),
    text=Text(
        r"""Write `bce(z, t)`, the binary cross-entropy, straight from the logits:

$$E = -\frac{1}{N} \sum_{n=1}^{N} \bigl( t_n \log a_n + (1 - t_n) \log (1 - a_n) \bigr), \qquad a_n = \sigma(z_n)$$

`z` and `t` have shape `(N,)`; targets lie between 0 and 1. The result is a single number.

It must be right for `z = 1000.0` and `z = -1000.0` as well, where $a$ is rounded to 1 or 0 and one of the two logarithms is lost. Clipping $a$ does not save it, nor does adding a tiny number: a confident mistake costs 1000 there, and losses are compared to seven digits.""",
        r"""로짓에서 바로 이진 교차 엔트로피를 구하는 `bce(z, t)`를 작성하세요.

$$E = -\frac{1}{N} \sum_{n=1}^{N} \bigl( t_n \log a_n + (1 - t_n) \log (1 - a_n) \bigr), \qquad a_n = \sigma(z_n)$$

`z`와 `t`의 형상은 `(N,)`이고 목푯값은 0과 1 사이의 수입니다. 결과는 수 하나입니다.

`z = 1000.0`과 `z = -1000.0`에서도 맞아야 합니다. 거기서는 $a$가 1이나 0으로 반올림되어 두 로그 가운데 하나를 구할 수 없습니다. $a$를 잘라 내거나 아주 작은 수를 더해도 소용없습니다. 그곳에서 확신하며 틀린 답의 손실은 1000이고, 손실은 일곱 자리까지 비교합니다.""",
    ),
    docstring_ko="""sigmoid(z)와 0과 1 사이의 목푯값 t의 이진 교차 엔트로피입니다. 모든 수에 대한 평균이며 log(0)을 만나지 않습니다.

    식:   -(t * log(a) + (1 - t) * log(1 - a))의 평균, a = sigmoid(z)
    형상: (N,), (N,) -> ()
    참고: Cox (1958)
    >>> bce(np.array([1000.0, -1000.0]), np.array([1.0, 1.0]))
    500.0
    """,
    cases=_bce_cases,
    misconceptions=(
        Misconception(
            "log-of-sigmoid",
            Text("the logarithm of a rounded sigmoid", "반올림된 시그모이드에 로그를 씌웠습니다"),
            lambda z, t: -np.mean(t * np.log(sigmoid(z)) + (1 - t) * np.log(1 - sigmoid(z))),
            Text(
                "At z = 60 the computer rounds the sigmoid to 1, and 1 - a is 0. Put the formula of the sigmoid into the logarithm first, on paper. What is left?",
                "z = 60이면 컴퓨터는 시그모이드를 1로 반올림하고 1 - a는 0이 됩니다. 먼저 종이 위에서 시그모이드의 식을 로그에 넣어 보세요. 무엇이 남나요?",
            ),
            "stability.log_zero",
        ),
        Misconception(
            "clipped",
            Text(
                "a small number saves the logarithm: the sigmoid is clipped, or something is added to it",
                "로그를 구하려고 시그모이드를 잘라 내거나 아주 작은 수를 더했습니다",
            ),
            _bce_clipped(1e-12),
            Text(
                "The small number puts a ceiling on the loss: beyond it a worse answer costs nothing more. Can you reach the logarithm without passing through a?",
                "그 작은 수 때문에 손실에 천장이 생겨서 그 너머에서는 답이 더 나빠져도 손실이 늘지 않습니다. a를 거치지 않고 로그에 이를 수 있을까요?",
            ),
            "stability.log_zero",
            variants=(
                *(_bce_clipped(tiny) for tiny in TINY),
                *(_bce_with_a_tiny_number(tiny) for tiny in TINY),
            ),
        ),
        Misconception(
            "sum-instead-of-mean",
            Text("the sum instead of the mean", "평균을 내지 않고 더하기만 했습니다"),
            lambda z, t: np.sum(np.logaddexp(0, z) - z * t),
            Text(
                "Would your loss double if every example came twice? A mean would not.",
                "같은 샘플이 두 번씩 나오면 손실이 두 배가 되나요? 평균이라면 그대로입니다.",
            ),
            "reduce.sum_vs_mean",
        ),
        Misconception(
            "second-term-forgotten",
            Text("targets of 0 cost nothing", "목푯값이 0이면 손실이 없습니다"),
            _bce_only_the_first_term,
            Text(
                "Set t = 0 and z = 5, a confident mistake. What does your loss say?",
                "t = 0, z = 5로 두어 보세요. 확신하는데 틀린 답입니다. 손실이 얼마로 나오나요?",
            ),
            "chain.missing_local",
        ),
        Misconception(
            "terms-swapped",
            Text("targets 0 and 1 have changed places", "목푯값 0과 1의 자리가 바뀌었습니다"),
            lambda z, t: np.mean(np.logaddexp(0, z) - z * (1 - t)),
            Text(
                "Which logarithm belongs to t = 1, that of a or that of 1 - a?",
                "t = 1일 때의 로그는 a의 로그인가요, 1 - a의 로그인가요?",
            ),
            "sign.flipped",
            variants=(lambda z, t: np.sum(np.logaddexp(0, z) - z * (1 - t)),),
        ),
        Misconception(
            "sign-forgotten",
            Text("the minus sign is missing", "음의 부호를 빠뜨렸습니다"),
            lambda z, t: np.mean(z * t - np.logaddexp(0, z)),
            Text(
                "The logarithm of a probability is never positive, a loss is never negative. What stands between the two?",
                "확률의 로그는 양수가 될 수 없고 손실은 음수가 될 수 없습니다. 그 사이에 무엇이 있어야 할까요?",
            ),
            "sign.flipped",
        ),
        Misconception(
            "squared-error",
            Text(
                "the squared error of the sigmoid instead of the cross-entropy",
                "교차 엔트로피가 아니라 시그모이드의 제곱 오차입니다",
            ),
            lambda z, t: np.mean(0.5 * (sigmoid(z) - t) ** 2),
            Text(
                "There is no logarithm in your loss, so a confident mistake costs hardly more than an undecided answer. Which loss is asked for?",
                "손실에 로그가 없어서, 확신하며 틀려도 결정하지 못한 답보다 손실이 별로 크지 않습니다. 어떤 손실을 구하라고 했나요?",
            ),
            "chain.missing_local",
            variants=(
                lambda z, t: np.mean((sigmoid(z) - t) ** 2),
                lambda z, t: np.sum((sigmoid(z) - t) ** 2),
                lambda z, t: 0.5 * np.sum((sigmoid(z) - t) ** 2),
            ),
        ),
        Misconception(
            "one-loss-for-each-example",
            Text("one loss for each example, without the mean", "샘플마다 손실이 하나씩이고 평균을 내지 않았습니다"),
            lambda z, t: np.logaddexp(0, z) - z * t,
            Text(
                "You returned one number for each example. What makes them one?",
                "샘플마다 수가 하나씩 나왔습니다. 어떻게 하나로 만들까요?",
            ),
            "reduce.sum_vs_mean",
        ),
        Misconception(
            "base-ten",
            Text("the logarithm to base 10", "밑이 10인 로그입니다"),
            _bce_base_ten,
            Text(
                "Undecided, a = 1/2, costs log 2. Which logarithm gives 0.693 there, and which 0.301?",
                "결정하지 못한 a = 1/2의 손실은 log 2입니다. 어떤 로그가 0.693이고 어떤 로그가 0.301인가요?",
            ),
            "hardcoded.value",
            variants=(_bce_half_base_ten,),
        ),
        Misconception(
            "target-times-a",
            Text("the target is multiplied by a instead of z", "목푯값에 z가 아니라 a를 곱했습니다"),
            lambda z, t: np.mean(np.logaddexp(0, z) - t * sigmoid(z)),
            Text(
                r"Put t = 1 into the formula and take the logarithms apart: what is left beside $\log(1 + e^{z})$, z or a?",
                r"식에 t = 1을 넣고 로그를 풀어 보세요. $\log(1 + e^{z})$ 옆에 남는 것은 z인가요, a인가요?",
            ),
            "chain.wrong_input",
        ),
        Misconception(
            "targets-rounded",
            Text("targets between 0 and 1 count as 0 or as 1", "0과 1 사이의 목푯값을 0이나 1로 보았습니다"),
            lambda z, t: np.mean(np.logaddexp(0, z) - z * (t > 0.5)),
            Text(
                "For targets of 0 and 1 you are right. What does the formula do with t = 0.3?",
                "목푯값이 0과 1이면 맞습니다. t = 0.3이면 식은 무엇을 하나요?",
            ),
            "hardcoded.value",
            variants=(
                lambda z, t: np.mean(np.logaddexp(0, z) - z * (t == 1)),
                lambda z, t: np.mean(np.logaddexp(0, z) - z * (t > 0)),
            ),
        ),
        Misconception(
            "exponent-sign",
            Text(
                "the small exponential has a plus where a minus belongs",
                "작은 지수 함수의 지수에 음의 부호가 빠졌습니다",
            ),
            lambda z, t: np.mean(np.maximum(z, 0) - z * t + np.log1p(np.exp(np.abs(z)))),
            Text(
                "The correction should fade when |z| grows. Does yours?",
                "|z|가 커지면 보정값은 사라져야 합니다. 그런가요?",
            ),
            "sign.flipped",
        ),
        Misconception(
            "z-t-added",
            Text("z times t is added, not subtracted", "z와 t의 곱을 빼지 않고 더했습니다"),
            lambda z, t: np.mean(np.logaddexp(0, z) + z * t),
            Text(
                "For t = 1 a large z is a good answer. Does your loss fall when z grows?",
                "t = 1이면 큰 z가 좋은 답입니다. z가 커질 때 손실이 줄어드나요?",
            ),
            "sign.flipped",
        ),
        Misconception(
            "absolute-error",
            Text("the distance between a and the target", "a와 목푯값 사이의 거리입니다"),
            lambda z, t: np.mean(np.abs(sigmoid(z) - t)),
            Text(
                "There is no logarithm in your loss. What does a confident mistake cost in the formula?",
                "손실에 로그가 없습니다. 식에서 확신하며 틀린 답의 손실은 얼마인가요?",
            ),
            "chain.missing_local",
        ),
        Misconception(
            "safe-form-without-absolute-value",
            Text("the exponent of the safe form is -z instead of -|z|", "안전한 꼴의 지수가 -|z|가 아니라 -z입니다"),
            lambda z, t: np.mean(np.maximum(z, 0) - t * z + np.log(1 + np.exp(-z))),
            Text(
                "For positive z you are right. Put z = -1 into your small exponential: is it still smaller than 1?",
                "z가 양수이면 맞습니다. 작은 지수 함수에 z = -1을 넣어 보세요. 여전히 1보다 작은가요?",
            ),
            "stability.overflow",
        ),
        Misconception(
            "softplus-overflows",
            Text(
                "right on paper, but an exponential overflows on the way",
                "식은 맞지만 계산하는 도중에 지수 함수에서 오버플로가 납니다",
            ),
            lambda z, t: np.mean(np.log(1 + np.exp(z)) - t * z),
            Text(
                "Your formula never takes the logarithm of 0, but $e^{1000}$ fits into no float64. In which form did softplus stay calm on both sides?",
                "0의 로그는 만나지 않지만 $e^{1000}$은 float64에 담을 수 없습니다. 소프트플러스는 어떤 꼴일 때 양쪽 모두에서 오버플로가 나지 않았나요?",
            ),
            "stability.overflow",
            variants=(lambda z, t: np.mean(np.log(1 + np.exp(-z)) + (1 - t) * z),),
        ),
        Misconception(
            "lost-logarithm-replaced",
            Text("the lost logarithm is replaced by some other number", "구하지 못한 로그를 다른 수로 바꾸었습니다"),
            _bce_replacing(),
            Text(
                "Whatever number stands in for log(0), the loss there is that number and not 1000. What would the formula say if a were never rounded?",
                "log(0) 대신 어떤 수를 넣든 손실은 1000이 아니라 그 수가 됩니다. a가 반올림되지 않는다면 식은 얼마라고 답할까요?",
            ),
            "stability.log_zero",
            variants=(_bce_replacing(neginf=0.0),),
        ),
        Misconception(
            "z-clipped",
            Text(
                "z is clipped, so that a confident mistake costs too little",
                "z를 잘라 내서 확신하며 틀린 답의 손실이 너무 작습니다",
            ),
            _bce_of_clipped_z(30),
            Text(
                "Beyond your limit a worse answer costs nothing more. What does the task say about z = 1000, and which form needs no limit?",
                "정해 둔 한계 너머에서는 답이 더 나빠져도 손실이 늘지 않습니다. 문제에서는 z = 1000일 때 어떠해야 한다고 했나요? 한계가 필요 없는 꼴은 무엇일까요?",
            ),
            "hardcoded.value",
            variants=(*(_bce_of_clipped_z(limit) for limit in (10, 15, 20, 35, 50, 100, 500, 700, 709)),),
        ),
        Misconception(
            "signed-difference",
            Text(
                "the difference of a and the target, which is the slope of the loss",
                "a와 목푯값의 차이이며, 이것은 손실의 기울기입니다",
            ),
            lambda z, t: np.mean(sigmoid(z) - t),
            Text(
                "A mistake upwards and one downwards cancel in your mean, and no loss is negative. Where are the logarithms of the formula?",
                "위로 틀린 것과 아래로 틀린 것이 평균에서 상쇄됩니다. 손실은 음수일 수 없습니다. 식에 있는 로그는 어디에 있나요?",
            ),
            "chain.missing_local",
            variants=(
                lambda z, t: np.mean(t - sigmoid(z)),
                lambda z, t: np.sum(sigmoid(z) - t),
            ),
        ),
    ),
    alternatives=(
        _bce_by_loop,
        lambda z, t: np.mean(np.logaddexp(0, z) - t * z),
        lambda z, t: np.mean(t * np.logaddexp(0, -z) + (1 - t) * np.logaddexp(0, z)),
    ),
    hints=(
        Text(
            "Put the formula of the sigmoid into both logarithms before you compute anything. The fractions become differences.",
            "계산하기 전에 시그모이드의 식을 두 로그에 넣어 보세요. 분수가 차로 바뀝니다.",
        ),
        Text(
            r"For one number the loss is $\log(1 + e^{z}) - z t$. You have met $\log(1 + e^{z})$ as softplus, and its safe form has $e^{-|z|}$ in it.",
            r"수 하나의 손실은 $\log(1 + e^{z}) - z t$입니다. $\log(1 + e^{z})$는 소프트플러스로 만난 적이 있고, 안전한 꼴에는 $e^{-|z|}$가 들어 있습니다.",
        ),
        Text(
            "Softplus is the larger of `z` and 0, plus `np.log1p` of exp of minus the absolute value. Subtract `z` times `t`, and take the mean.",
            "소프트플러스는 `z`와 0 가운데 큰 쪽에, 절댓값에 음의 부호를 붙인 수의 exp를 `np.log1p`에 넣어 더한 것입니다. 여기서 `z`와 `t`의 곱을 빼고 평균을 냅니다.",
        ),
    ),
)
