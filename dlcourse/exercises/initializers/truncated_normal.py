"""The card of `truncated_normal`: A normal distribution without tails."""

import math
from collections.abc import Callable
from typing import Any

import numpy as np

from dlcourse import initializers
from dlcourse.exercises.card import Case, Exercise, Misconception
from dlcourse.exercises.initializers._shared import (
    CUT,
    FAR,
    about_seeds,
    distance,
    follows,
    fresh_rng,
    not_from_rng,
    piled,
    seeds,
    strays,
    unlike,
)
from dlcourse.exercises.initializers._truncated_normal_mistakes import MORE
from dlcourse.language import Text


def _cut_at(draws: Any, rng: Any) -> Any:
    """Draw again whatever is further away than 2."""
    while np.any(far := np.abs(draws) > 2.0):
        draws[far] = rng.normal(size=np.count_nonzero(far))
    return draws


def _clipped(shape: Any, std: float = 0.05, *, rng: Any) -> Any:
    return np.clip(rng.normal(0.0, std, size=shape), -2 * std, 2 * std)


def _redrawn_once(shape: Any, std: float = 0.05, *, rng: Any) -> Any:
    draws = rng.normal(size=shape)
    far = np.abs(draws) > 2.0
    draws[far] = rng.normal(size=np.count_nonzero(far))
    return draws * std / 0.8796256610342398


def _far_ones_zero(shape: Any, std: float = 0.05, *, rng: Any) -> Any:
    draws = rng.normal(size=shape)
    return np.where(np.abs(draws) > 2.0, 0.0, draws) * std / 0.8796256610342398


def _cut_at_two_of_the_result(shape: Any, std: float = 0.05, *, rng: Any) -> Any:
    wide = std / 0.8796256610342398
    draws = rng.normal(0.0, wide, size=shape)
    while np.any(far := np.abs(draws) > 2.0 * std):
        draws[far] = rng.normal(0.0, wide, size=np.count_nonzero(far))
    return draws


def _rescaled(shape: Any, std: float = 0.05, *, rng: Any) -> Any:
    draws = _cut_at(rng.normal(size=shape), rng)
    return draws / draws.std() * std


def _far_ones_uniform(shape: Any, std: float = 0.05, *, rng: Any) -> Any:
    draws = rng.normal(size=shape)
    far = np.abs(draws) > 2.0
    draws[far] = rng.uniform(-2.0, 2.0, size=np.count_nonzero(far))
    return draws * std / 0.8796256610342398


def _redrawn_from_np_random(shape: Any, std: float = 0.05, *, rng: Any) -> Any:
    return _cut_at(rng.normal(size=shape), np.random) * std / 0.8796256610342398


def _truncated_from_np_random(shape: Any, std: float = 0.05, *, rng: Any) -> Any:
    start = np.random.normal(size=shape)  # noqa: NPY002  # the global generator is the mistake
    return _cut_at(start, np.random) * std / 0.8796256610342398


def _truncated_from_own_seed(shape: Any, std: float = 0.05, *, rng: Any) -> Any:
    own = np.random.default_rng(0)
    return _cut_at(own.normal(size=shape), own) * std / 0.8796256610342398


def _truncated_by_collecting(shape: Any, std: float = 0.05, *, rng: Any) -> Any:
    wanted, kept = math.prod(shape), np.zeros(0)
    while kept.size < wanted:
        fresh = rng.standard_normal(wanted)
        kept = np.concatenate([kept, fresh[np.abs(fresh) <= 2.0]])
    return (kept[:wanted] / 0.8796256610342398 * std).reshape(shape)


def _truncated_by_dice(shape: Any, std: float = 0.05, *, rng: Any) -> Any:
    """Von Neumann's way: a uniform place, kept with the probability of its height under the bell."""
    wanted = math.prod(shape)
    found: list[Any] = []
    while sum(len(part) for part in found) < wanted:
        place = rng.uniform(-2.0, 2.0, size=2 * wanted)
        found.append(place[rng.random(2 * wanted) < np.exp(-(place**2) / 2.0)])
    return np.concatenate(found)[:wanted].reshape(shape) * (std / 0.8796256610342398)


def _truncated_by_radius(shape: Any, std: float = 0.05, *, rng: Any) -> Any:
    """The wide normal itself, cut at twice its own deviation."""
    wide = std / 0.8796256610342398
    draws = rng.normal(scale=wide, size=shape)
    for _ in range(1000):
        far = np.argwhere(np.abs(draws) > 2.0 * wide)
        if not len(far):
            break
        draws[tuple(far.T)] = wide * rng.standard_normal(len(far))
    return draws


_PILE = Text(
    "Many of your numbers lie exactly at the two ends, where only few should come near.",
    "많은 수가 정확히 양 끝에 몰려 있습니다. 끝 가까이에는 수가 적어야 합니다.",
)


_BEYOND = Text(
    "Some of your numbers lie further out than two standard deviations of the normal distribution that is cut.",
    "자르기 전 정규분포의 표준편차 두 배보다 멀리 있는 수가 남아 있습니다.",
)


def _std_of(case: Case) -> float:
    return float(case.args[1]) if len(case.args) > 1 else 0.05


def _beyond(case: Case, value: Any) -> float:
    """The share of numbers that should have been drawn again."""
    return float(np.mean(np.abs(value) > 2.0 * (1 + 1e-9) * _std_of(case) / CUT))


def _accept_truncated(case: Case, value: Any) -> Text | None:
    if about_seeds(case):
        return not_from_rng(value)
    if piled(value):
        return _PILE
    wrong = unlike(case, value, "truncated", _std_of(case))
    if wrong or _beyond(case, value):
        return wrong or _BEYOND
    if _forced(case, value):
        return _EXACT
    return _TOO_MANY_FAR if value.size > 2e5 and abs(_far_share(case, value) - _FAR_SHARE) > _FAR_OFF else None


_EXACT = Text(
    "The standard deviation of your numbers is exactly what was asked for; chance never hits it so exactly.",
    "결과의 표준편차가 요구한 값과 정확히 같습니다. 우연히 뽑은 수라면 그렇게 정확할 수 없습니다.",
)


_TOO_MANY_FAR = Text(
    "The shares of numbers near the middle and near the ends are not those of a normal distribution that is cut.",
    "가운데와 양 끝 가까이에 있는 수의 비율이, 잘라 낸 정규분포와 다릅니다.",
)


_FAR_SHARE = 0.0923075  # of a normal cut at 2, what lies further out than 1.5


_FAR_OFF = 0.0036  # over five standard deviations for 200 thousand numbers; far ones made uniform come 0.0072 too often


def _far_share(case: Case, value: Any) -> float:
    """The share of numbers further out than one and a half standard deviations of the normal that is cut."""
    return float(np.mean(np.abs(value) > 1.5 * _std_of(case) / CUT))


def _forced(case: Case, value: Any) -> bool:
    """Whether the standard deviation was made right afterwards: chance comes so near once in a billion times."""
    return bool(abs(np.std(value, dtype=float) / _std_of(case) - 1.0) < 1e-12)


def _looks_cut(kind: str, factor: float) -> Callable[[Case, Any], bool]:
    return lambda case, value: not about_seeds(case) and follows(value, kind, factor * _std_of(case))


CARD = Exercise(
    id="truncated-normal",
    reference=initializers.truncated_normal,
    points=3.0,
    stars=2,
    title=Text("A normal distribution without tails", "꼬리를 잘라 낸 정규분포"),
    text=Text(
        r"""Write `truncated_normal(shape, std=0.05, *, rng)`. Draw from a normal distribution around 0, and draw every number again that is further away than *two* of that distribution's standard deviations, until none is.

Cutting the tails leaves 0.8796256610342398 of the spread. The result shall have the standard deviation `std`, so the normal distribution that is cut must be wider than `std`.

`shape` may have any number of dimensions. Draw from `rng` and from nothing else.""",
        r"""`truncated_normal(shape, std=0.05, *, rng)`을 작성하세요. 0을 중심으로 한 정규분포에서 수를 뽑고, 그 분포의 표준편차 **두 배**보다 멀리 있는 수는 없어질 때까지 다시 뽑습니다.

꼬리를 자르면 표준편차가 0.8796256610342398배로 줄어듭니다. 결과의 표준편차가 `std`여야 하므로, 자르기 전의 정규분포는 `std`보다 넓어야 합니다.

`shape`은 몇 차원이든 될 수 있습니다. 수는 `rng`에서만 뽑으세요.""",
    ),
    docstring_ko="""0을 중심으로 한 정규분포에서 뽑되, 표준편차의 두 배보다 멀리 있는 수가 없을 때까지 다시 뽑습니다.

    꼬리를 자르면 덜 퍼지게 됩니다(정규분포의 0.8796배). `std`는 결과의 표준편차이므로, 자르기 전의 정규분포는 그만큼 더
    넓어야 합니다.
    형상: -> shape
    예외: std가 음수이면 ValueError, rng가 생성기가 아니면 TypeError
    참고: Burkardt (2014)
    >>> w = truncated_normal((100, 100), 1.0, rng=np.random.default_rng(0))
    >>> round(float(w.std()), 2), bool(np.abs(w).max() < 2 / 0.8796)
    (1.0, True)
    """,
    cases=lambda rng: (
        Case(Text("standard deviation 1", "표준편차 1"), ((400, 512), 1.0), {"rng": fresh_rng(rng)}),
        Case(Text("the usual standard deviation", "기본 표준편차"), ((102_400,),), {"rng": fresh_rng(rng)}),
        Case(
            Text("another shape and spread", "다른 형상과 다른 표준편차"),
            ((40, 50, 52), float(rng.uniform(0.1, 0.6))),
            {"rng": fresh_rng(rng)},
            hidden=True,
        ),
        seeds(rng, (40, 30), 0.5),
    ),
    accept=_accept_truncated,
    misconceptions=(
        Misconception(
            "clipped",
            Text(
                "far numbers are pushed to the ends, not drawn again", "멀리 있는 수를 다시 뽑지 않고 끝으로 옮겼습니다"
            ),
            _clipped,
            Text(
                "Make a histogram: two towers stand at the ends. What should happen to a number that is too far out?",
                "히스토그램을 그려 보면 양 끝에 탑이 서 있습니다. 너무 멀리 있는 수는 어떻게 해야 할까요?",
            ),
            "boundary.zero",
            shows=lambda case, value: not about_seeds(case) and piled(value) and len(np.unique(value)) > 1000,
        ),
        Misconception(
            "far-ones-zero",
            Text("far numbers became 0", "멀리 있는 수가 0이 되었습니다"),
            _far_ones_zero,
            Text(
                "About one number in 22 is exactly 0 now. Which value should stand there instead?",
                "이제 22개에 하나꼴로 정확히 0입니다. 그 자리에는 어떤 값이 있어야 할까요?",
            ),
            "boundary.zero",
            shows=lambda case, value: not about_seeds(case) and bool(0.01 < np.mean(value == 0) < 0.2),
        ),
        Misconception(
            "not-widened",
            Text(
                "the result's standard deviation is 0.88 of what it should be: cutting made it smaller",
                "결과의 표준편차가 0.88배입니다. 꼬리를 자르면서 줄어들었습니다",
            ),
            lambda shape, std=0.05, *, rng: _cut_at(rng.normal(size=shape), rng) * std,
            Text(
                "Cutting the tails shrinks the spread by a known factor. How do you make up for it?",
                "꼬리를 자르면 퍼진 정도가 정해진 비율로 줄어듭니다. 어떻게 되돌릴 수 있을까요?",
            ),
            "scale.half",
            shows=_looks_cut("truncated", CUT),
        ),
        Misconception(
            "widened-the-wrong-way",
            Text("it is multiplied by 0.88 where it should be divided", "0.88로 나누어야 하는데 곱했습니다"),
            lambda shape, std=0.05, *, rng: _cut_at(rng.normal(size=shape), rng) * std * 0.8796256610342398,
            Text(
                "Your result is even narrower than before. Should the normal that is cut be wider or narrower than `std`?",
                "결과가 오히려 더 좁아졌습니다. 자르기 전의 정규분포는 `std`보다 넓어야 할까요, 좁아야 할까요?",
            ),
            "scale.half",
            shows=_looks_cut("truncated", CUT**2),
        ),
        Misconception(
            "not-cut",
            Text("the tails are still there", "꼬리가 그대로 남아 있습니다"),
            lambda shape, std=0.05, *, rng: rng.normal(0.0, std, size=shape),
            Text(
                "About one number in 22 is too far away. What do you do with those?",
                "22개에 하나꼴로 너무 멀리 있습니다. 그런 수를 어떻게 하나요?",
            ),
            "boundary.zero",
            shows=_looks_cut("normal", 1.0),
        ),
        Misconception(
            "redrawn-once",
            Text("far numbers are drawn again only once", "멀리 있는 수를 한 번만 다시 뽑았습니다"),
            _redrawn_once,
            Text(
                "A number that is drawn again can be too far away again. When are you finished?",
                "다시 뽑은 수도 또 멀리 있을 수 있습니다. 언제 끝났다고 할 수 있을까요?",
            ),
            "boundary.zero",
            shows=lambda case, value: (
                not about_seeds(case)
                and 0.0012 < _beyond(case, value) < 0.003
                and np.abs(value).max() > 2.4 * _std_of(case) / CUT
                and abs(np.std(value) / _std_of(case) - 1) < 0.03
            ),
        ),
        Misconception(
            "cut-at-two-of-the-result",
            Text("the cut is at two standard deviations of the result", "결과의 표준편차 두 배에서 잘랐습니다"),
            _cut_at_two_of_the_result,
            Text(
                "You widened the normal, but kept the old limits. Two standard deviations of which distribution are meant?",
                "정규분포를 넓혔는데 한계는 그대로입니다. 어느 분포의 표준편차 두 배일까요?",
            ),
            "init.limit_as_std",
            shows=lambda case, value: (
                not about_seeds(case)
                and not piled(value)
                and 1.98 < np.abs(value).max() / _std_of(case) <= 2.0
                and 0.91 < np.std(value) / _std_of(case) < 0.96
            ),
        ),
        Misconception(
            "rescaled-afterwards",
            Text(
                "the numbers were scaled to the standard deviation afterwards",
                "나중에 표준편차에 맞추어 크기를 바꾸었습니다",
            ),
            _rescaled,
            Text(
                "How wide must the normal be *before* it is cut? The task gives you a factor for that.",
                "자르기 **전**의 정규분포는 얼마나 넓어야 할까요? 문제에 그 비율이 나와 있지 않나요?",
            ),
            "scale.half",
            shows=lambda case, value: not about_seeds(case) and _forced(case, value),
        ),
        Misconception(
            "far-ones-made-uniform",
            Text("far numbers were replaced by evenly spread ones", "멀리 있는 수를 고르게 퍼진 수로 바꾸었습니다"),
            _far_ones_uniform,
            Text(
                "From which distribution must a number come that is drawn again?",
                "다시 뽑는 수는 어떤 분포에서 나와야 할까요?",
            ),
            "chain.wrong_input",
            shows=lambda case, value: (
                not about_seeds(case)
                and value.size > 2e5
                and not _beyond(case, value)
                and abs(_far_share(case, value) - 0.0995) < 0.003
                and distance(value / np.std(value), "truncated", 1.0) < FAR
            ),
        ),
        Misconception(
            "std-as-variance",
            Text("`std` is taken as a variance", "`std`를 분산으로 보았습니다"),
            lambda shape, std=0.05, *, rng: _cut_at(rng.normal(size=shape), rng) * std**0.5 / 0.8796256610342398,
            Text(
                "With `std` 0.05, how wide do your numbers spread? What did you take the root of?",
                "`std`가 0.05일 때 결과는 얼마나 퍼져 있나요? 무엇의 제곱근을 구했나요?",
            ),
            "opt.square_missing",
            shows=lambda case, value: (
                _std_of(case) != 1.0 and not about_seeds(case) and follows(value, "truncated", _std_of(case) ** 0.5)
            ),
        ),
        Misconception(
            "std-ignored",
            Text("`std` is not used", "`std`를 쓰지 않았습니다"),
            lambda shape, std=0.05, *, rng: _cut_at(rng.normal(size=shape), rng) / 0.8796256610342398,
            Text(
                "Call it with two different `std`. Does the spread change?",
                "서로 다른 `std`로 불러 보세요. 퍼진 정도가 달라지나요?",
            ),
            "hardcoded.value",
            shows=lambda case, value: (
                _std_of(case) == 0.05 and not about_seeds(case) and follows(value, "truncated", 1.0)
            ),
        ),
        *MORE,
        *strays(_truncated_from_np_random, _truncated_from_own_seed, _redrawn_from_np_random),
    ),
    alternatives=(_truncated_by_collecting, _truncated_by_dice, _truncated_by_radius),
    hints=(
        Text(
            "Begin with the standard normal distribution and the limits -2 and 2; bring in `std` at the end.",
            "표준정규분포와 한계 -2, 2로 시작하고 `std`는 마지막에 넣습니다.",
        ),
        Text(
            "A comparison gives a mask of the numbers that are too far away; assign fresh draws to exactly those places. In the end multiply by `std` and divide by the factor.",
            "비교하면 멀리 있는 수의 자리가 나옵니다. 바로 그 자리에 새로 뽑은 수를 넣습니다. 끝으로 `std`를 곱하고 비율로 나눕니다.",
        ),
        Text(
            "Draw an array; while any number in it is further from 0 than 2, draw as many new ones as there are of them and put them in their places; then scale.",
            "배열을 뽑습니다. 0에서 2보다 멀리 있는 수가 하나라도 있는 동안, 그 개수만큼 새로 뽑아 그 자리에 넣습니다. 그다음 크기를 맞춥니다.",
        ),
    ),
)
