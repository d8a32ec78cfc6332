"""The card of `init_weights`: LeCun, Glorot and He."""

import math
from collections.abc import Callable
from typing import Any

import numpy as np

from dlcourse import initializers
from dlcourse.exercises.card import Case, Exercise, Misconception
from dlcourse.exercises.initializers._init_weights_answers import (
    limit_as_std,
    one_sided,
    one_unit_copied,
    std_as_limit,
    tails_clipped,
    variance_as_std,
    variance_of_books,
    variance_swapped,
    variance_without_two,
    weights_by_box_and_muller,
    weights_from_np_random,
    weights_from_own_seed,
    weights_scaled,
    weights_shuffled,
    weights_unit_by_unit,
)
from dlcourse.exercises.initializers._shared import (
    about_seeds,
    follows,
    fresh_rng,
    not_from_rng,
    piled,
    right_variance,
    seeds,
    shape_of_draws,
    spread,
    strays,
    unlike,
)
from dlcourse.language import Text

_COPIES = Text(
    "All units of the layer have the same weights, so they would stay copies of each other.",
    "층의 모든 유닛이 같은 가중치를 가지고 있습니다. 이대로면 끝까지 서로 똑같습니다.",
)


def _copies(W: Any) -> bool:
    return W.shape[1] > 1 and bool(np.array_equal(W[:, 0], W[:, 1]))


def _accept_weights(case: Case, value: Any) -> Text | None:
    if about_seeds(case):
        return not_from_rng(value)
    shape, scheme = case.args
    if _copies(value):
        return _COPIES
    return unlike(case, value, shape_of_draws(scheme), math.sqrt(right_variance(shape, scheme)))


Rule = Callable[[Any, str], float]


def _spread_by(variance: Rule, other_kind: bool = False) -> Callable[[Case, Any], bool]:
    """Whether the weights have the distribution that this variance, or the other kind of distribution, would give."""

    def shows(case: Case, value: Any) -> bool:
        if about_seeds(case):
            return False
        shape, scheme = case.args
        other = "uniform" if shape_of_draws(scheme) == "normal" else "normal"
        return follows(value, other if other_kind else shape_of_draws(scheme), math.sqrt(variance(shape, scheme)))

    return shows


def _init_cases(rng: np.random.Generator) -> tuple[Case, ...]:
    # about a hundred thousand weights each, and never as many inputs as units
    def case(en: str, ko: str, scheme: str, inputs: int, units: int, hidden: bool = False) -> Case:
        shape = (inputs, units) if not hidden else (inputs + int(rng.integers(9)), units + int(rng.integers(9)))
        return Case(Text(en, ko), (shape, scheme), {"rng": fresh_rng(rng)}, hidden=hidden)

    return (
        case("He, normal, for digits", "숫자 이미지의 첫 층, He 정규분포", "he_normal", 784, 128),
        case("Glorot, uniform", "Glorot 균등분포", "glorot_uniform", 800, 130),
        case("LeCun, normal", "LeCun 정규분포", "lecun_normal", 150, 700),
        case("He, uniform", "He 균등분포", "he_uniform", 200, 512, hidden=True),
        case("Glorot, normal", "Glorot 정규분포", "glorot_normal", 128, 800, hidden=True),
        case("LeCun, uniform", "LeCun 균등분포", "lecun_uniform", 700, 150, hidden=True),
        seeds(rng, (40, 30), "glorot_normal"),
    )


CARD = Exercise(
    id="init-weights",
    reference=initializers.init_weights,
    points=3.0,
    stars=2,
    title=Text("LeCun, Glorot and He", "LeCun과 Glorot과 He"),
    text=Text(
        r"""Write `init_weights(shape, scheme, *, rng)`: random weights of this shape around 0, with the variance that the scheme asks for. `scheme` is one of the six names `"lecun_normal"`, `"lecun_uniform"`, `"glorot_normal"`, `"glorot_uniform"`, `"he_normal"`, `"he_uniform"`.

| name | variance |
| --- | --- |
| `lecun` | $1 / \text{fan}_{\text{in}}$ |
| `glorot` | $2 / (\text{fan}_{\text{in}} + \text{fan}_{\text{out}})$ |
| `he` | $2 / \text{fan}_{\text{in}}$ |

`normal` means the plain normal distribution, `uniform` a uniform one with the *same variance*; numbers spread evenly over $[-r, r]$ have the variance $r^2 / 3$.

Draw from `rng` and from nothing else. Your numbers need not be ours: the check looks at how a hundred thousand of them are distributed. You may use your `fans`.""",
        r"""`init_weights(shape, scheme, *, rng)`를 작성하세요. 0을 중심으로, 방식이 요구하는 분산을 가진 무작위 가중치를 주어진 형상으로 반환합니다. `scheme`은 `"lecun_normal"`, `"lecun_uniform"`, `"glorot_normal"`, `"glorot_uniform"`, `"he_normal"`, `"he_uniform"` 여섯 가지 가운데 하나입니다.

| 이름 | 분산 |
| --- | --- |
| `lecun` | $1 / \text{fan}_{\text{in}}$ |
| `glorot` | $2 / (\text{fan}_{\text{in}} + \text{fan}_{\text{out}})$ |
| `he` | $2 / \text{fan}_{\text{in}}$ |

`normal`은 보통의 정규분포이고, `uniform`은 **분산이 같은** 균등분포입니다. $[-r, r]$에 고르게 퍼진 수의 분산은 $r^2 / 3$입니다.

수는 `rng`에서만 뽑으세요. 강의의 수와 똑같을 필요는 없습니다. 십만 개가 어떻게 분포하는지를 봅니다. 앞에서 작성한 `fans`를 써도 됩니다.""",
    ),
    docstring_ko="""초기화 방식이 요구하는 만큼 퍼진 무작위 가중치입니다.

    식:   분산 1 / fan_in (LeCun), 2 / (fan_in + fan_out) (Glorot), 2 / fan_in (He)
    `scheme`은 그런 이름에 분포의 종류를 붙인 것입니다. "lecun_uniform", "lecun_normal", "glorot_uniform" 등입니다.
    형상: -> (D, M)
    예외: 모르는 방식이면 ValueError, rng가 생성기가 아니면 TypeError
    참고: LeCun, Bottou, Orr & Müller (1998); Glorot & Bengio (2010); He, Zhang, Ren & Sun (2015)
    >>> W = init_weights((784, 128), "he_normal", rng=np.random.default_rng(0))
    >>> W.shape, round(float(W.std()), 2)
    ((784, 128), 0.05)
    """,
    cases=_init_cases,
    accept=_accept_weights,
    misconceptions=(
        Misconception(
            "units-are-copies",
            Text("every unit gets the same weights", "모든 유닛의 가중치가 같습니다"),
            one_unit_copied,
            Text(
                "Compare two columns of your matrix. What did the first part of this lesson say about equal units?",
                "행렬의 두 열을 비교해 보세요. 이 수업의 앞부분에서 똑같은 유닛은 어떻게 된다고 했나요?",
            ),
            "axis.wrong",
            shows=lambda case, value: not about_seeds(case) and _copies(value) and len(np.unique(value[:, 0])) > 2,
        ),
        Misconception(
            "nothing-random",
            Text(
                "the weights are all of one size, without randomness", "가중치의 크기가 모두 같고 무작위성이 없습니다"
            ),
            lambda shape, scheme, *, rng: np.full(shape, np.sqrt(right_variance(shape, scheme))),
            Text(
                "A standard deviation says how far random numbers spread. Which method of `rng` draws them?",
                "표준편차는 난수가 얼마나 퍼져 있는지를 말합니다. `rng`의 어떤 메서드로 수를 뽑나요?",
            ),
            "hardcoded.value",
            shows=lambda case, value: not about_seeds(case) and bool(np.ptp(value) == 0 and np.any(value)),
        ),
        Misconception(
            "one-sided",
            Text("no weight is negative", "음수인 가중치가 없습니다"),
            one_sided,
            Text(
                "Weights should be spread around 0. What are the two ends of your interval?",
                "가중치는 0을 중심으로 퍼져야 합니다. 구간의 양 끝은 무엇인가요?",
            ),
            "sign.flipped",
            shows=lambda case, value: not about_seeds(case) and bool(np.all(value >= 0)) and len(np.unique(value)) > 2,
        ),
        Misconception(
            "std-as-limit",
            Text(
                "the standard deviation is used as the limit of the uniform distribution",
                "표준편차를 균등분포의 한계로 썼습니다",
            ),
            std_as_limit,
            Text(
                "Numbers spread evenly over $[-r, r]$ have the variance $r^2/3$. Which $r$ gives the variance you want?",
                "$[-r, r]$에 고르게 퍼진 수의 분산은 $r^2/3$입니다. 원하는 분산이 되려면 $r$이 얼마여야 할까요?",
            ),
            "init.limit_as_std",
            shows=lambda case, value: (
                not about_seeds(case)
                and shape_of_draws(case.args[1]) == "uniform"
                and _spread_by(lambda s, name: right_variance(s, name) / 3)(case, value)
            ),
        ),
        Misconception(
            "limit-as-std",
            Text(
                "the limit of the uniform distribution is used as the standard deviation of the normal one",
                "균등분포의 한계를 정규분포의 표준편차로 썼습니다",
            ),
            limit_as_std,
            Text(
                "`rng.normal` wants a standard deviation, `rng.uniform` wants two limits. Which of the two does your number belong to?",
                "`rng.normal`에는 표준편차를, `rng.uniform`에는 두 한계를 줍니다. 계산한 수는 둘 중 어느 것인가요?",
            ),
            "init.limit_as_std",
            shows=lambda case, value: (
                not about_seeds(case)
                and shape_of_draws(case.args[1]) == "normal"
                and _spread_by(lambda s, name: right_variance(s, name) * 3)(case, value)
            ),
        ),
        Misconception(
            "variance-as-std",
            Text("the variance is used where its square root belongs", "제곱근을 써야 할 곳에 분산을 그대로 썼습니다"),
            variance_as_std,
            Text(
                "Your weights are far too small. What stands between a variance and a standard deviation?",
                "가중치가 너무 작습니다. 분산과 표준편차 사이에는 어떤 계산이 있나요?",
            ),
            "opt.square_missing",
            shows=lambda case, value: (
                not about_seeds(case)
                and any(
                    follows(value, shape_of_draws(case.args[1]), factor * right_variance(*case.args))
                    for factor in ((1.0,) if shape_of_draws(case.args[1]) == "normal" else (1.0, 1.0 / 3**0.5, 3**0.5))
                )
            ),
        ),
        Misconception(
            "whole-width-as-limit",
            Text("the width of the uniform interval is used as its limit", "균등분포 구간의 너비를 한계로 썼습니다"),
            lambda shape, scheme, *, rng: spread(
                shape,
                shape_of_draws(scheme),
                right_variance(shape, scheme) * (4 if shape_of_draws(scheme) == "uniform" else 1),
                rng,
            ),
            Text(
                "An interval from -a to a is how wide? Which of the two numbers did you compute?",
                "-a부터 a까지인 구간의 너비는 얼마인가요? 둘 가운데 어느 수를 구했나요?",
            ),
            "init.limit_as_std",
        ),
        Misconception(
            "fans-swapped",
            Text("fan_out stands where fan_in belongs", "fan_in 자리에 fan_out을 썼습니다"),
            lambda shape, scheme, *, rng: spread(shape, shape_of_draws(scheme), variance_swapped(shape, scheme), rng),
            Text(
                "For `(784, 128)` a unit adds up 784 numbers. Which of the two sizes did you divide by?",
                "`(784, 128)`에서 유닛 하나는 수 784개를 더합니다. 두 수 가운데 무엇으로 나누었나요?",
            ),
            "init.fan_swapped",
            shows=lambda case, value: (
                not about_seeds(case)
                and not case.args[1].startswith("glorot")
                and _spread_by(variance_swapped)(case, value)
            ),
        ),
        Misconception(
            "glorot-with-fan-in-alone",
            Text(
                "Glorot's scheme with fan_in alone, as some books print it under the name Xavier",
                "Glorot 방식에 fan_in만 썼습니다. Xavier라는 이름으로 그렇게 적은 책도 있습니다",
            ),
            lambda shape, scheme, *, rng: spread(shape, shape_of_draws(scheme), variance_of_books(shape, scheme), rng),
            Text(
                "$1/\\text{fan}_{\\text{in}}$ is LeCun's variance. Which second number does the table above want for `glorot`?",
                "$1/\\text{fan}_{\\text{in}}$은 LeCun의 분산입니다. 위의 표에서 `glorot`에는 어떤 수가 하나 더 필요한가요?",
            ),
            "init.fan_swapped",
            shows=lambda case, value: (
                not about_seeds(case)
                and case.args[1].startswith("glorot")
                and _spread_by(variance_of_books)(case, value)
            ),
        ),
        Misconception(
            "two-missing",
            Text("the 2 is missing in the variance of Glorot or He", "Glorot이나 He의 분산에서 2가 빠졌습니다"),
            lambda shape, scheme, *, rng: spread(
                shape, shape_of_draws(scheme), variance_without_two(shape, scheme), rng
            ),
            Text(
                "Your variance is half of what it should be. Compare your numerator with the table above.",
                "분산이 절반입니다. 분자를 위의 표와 비교해 보세요.",
            ),
            "scale.half",
            shows=lambda case, value: (
                not about_seeds(case)
                and not case.args[1].startswith("lecun")
                and _spread_by(variance_without_two)(case, value)
            ),
        ),
        Misconception(
            "always-normal",
            Text("the uniform schemes are normally distributed", "균등분포여야 할 방식도 정규분포입니다"),
            lambda shape, scheme, *, rng: rng.normal(0.0, np.sqrt(right_variance(shape, scheme)), size=shape),
            Text(
                "The spread is right. What does the second half of the scheme's name ask for?",
                "퍼진 정도는 맞습니다. 방식 이름의 뒷부분은 무엇을 말하나요?",
            ),
            "hardcoded.value",
            shows=lambda case, value: (
                not about_seeds(case)
                and shape_of_draws(case.args[1]) == "uniform"
                and _spread_by(right_variance, other_kind=True)(case, value)
            ),
        ),
        Misconception(
            "always-uniform",
            Text("the normal schemes are uniformly distributed", "정규분포여야 할 방식도 균등분포입니다"),
            lambda shape, scheme, *, rng: spread(shape, "uniform", right_variance(shape, scheme), rng),
            Text(
                "The standard deviation is right, but no number is further out than 1.8 of them. Which method of `rng` draws from a bell curve?",
                "표준편차는 맞지만, 표준편차의 1.8배보다 멀리 있는 수가 없습니다. `rng`의 어떤 메서드가 종 모양 분포에서 뽑나요?",
            ),
            "hardcoded.value",
            shows=lambda case, value: (
                not about_seeds(case)
                and shape_of_draws(case.args[1]) == "normal"
                and _spread_by(right_variance, other_kind=True)(case, value)
            ),
        ),
        Misconception(
            "tails-clipped",
            Text("far numbers are pushed to the ends", "멀리 있는 수를 끝으로 옮겼습니다"),
            tails_clipped,
            Text(
                "Look at the largest of your numbers: how many are there of it? Does the plain normal distribution end somewhere?",
                "가장 큰 수를 보세요. 같은 수가 몇 개나 있나요? 보통의 정규분포에 끝이 있나요?",
            ),
            "boundary.zero",
            shows=lambda case, value: not about_seeds(case) and piled(value) and len(np.unique(value)) > 1000,
        ),
        *strays(weights_from_np_random, weights_from_own_seed, weights_shuffled),
        Misconception(
            "not-scaled",
            Text(
                "the numbers are drawn, but not scaled by the scheme",
                "수를 뽑았지만 방식에 맞추어 크기를 바꾸지 않았습니다",
            ),
            lambda shape, scheme, *, rng: (
                rng.standard_normal(shape) if shape_of_draws(scheme) == "normal" else rng.uniform(-1.0, 1.0, size=shape)
            ),
            Text(
                "Take the standard deviation of your numbers. Does it depend on `shape` or on `scheme`?",
                "뽑은 수의 표준편차를 구해 보세요. `shape`이나 `scheme`에 따라 달라지나요?",
            ),
            "hardcoded.value",
            shows=lambda case, value: (
                not about_seeds(case) and (follows(value, "normal", 1.0) or follows(value, "uniform", 3**-0.5))
            ),
        ),
        Misconception(
            "only-zeros",
            Text("every weight is 0", "가중치가 모두 0입니다"),
            lambda shape, scheme, *, rng: np.zeros(shape) + 0.0 * rng.random(),
            Text(
                "Units that start equal stay equal. Where does chance come in?",
                "똑같이 시작한 유닛은 끝까지 똑같습니다. 우연은 어디에서 들어오나요?",
            ),
            "hardcoded.value",
            shows=lambda case, value: not about_seeds(case) and isinstance(value, np.ndarray) and not np.any(value),
        ),
    ),
    alternatives=(weights_scaled, weights_unit_by_unit, weights_by_box_and_muller),
    hints=(
        Text(
            "First the variance, from the name's first half; then the draws, from its second half.",
            "먼저 이름의 앞부분으로 분산을 구하고, 뒷부분에 따라 수를 뽑습니다.",
        ),
        Text(
            "Normal: the standard deviation is $\\sqrt{v}$. Uniform: from $v = r^2/3$ follows $r = \\sqrt{3 v}$. Both draws have `size=shape`.",
            "정규분포에서 표준편차는 $\\sqrt{v}$입니다. 균등분포에서는 $v = r^2/3$이므로 $r = \\sqrt{3 v}$입니다. 두 경우 모두 `size=shape`로 뽑습니다.",
        ),
        Text(
            "Split the scheme at the underscore, look the variance up in a dictionary of three entries, then call `rng.normal` or `rng.uniform`.",
            "방식 이름을 밑줄에서 나누고, 항목이 셋인 딕셔너리에서 분산을 찾은 다음, `rng.normal`이나 `rng.uniform`을 부릅니다.",
        ),
    ),
    depends=("fans",),
)
