"""More mistakes of `activation_stds`: a number taken for a variance, a spread taken unit by unit."""

from typing import Any

import numpy as np

from dlcourse.exercises.card import Case, Misconception
from dlcourse.exercises.initializers._activation_stds_answers import activated, initialized_layer, stds_with
from dlcourse.exercises.initializers._activation_stds_theory import in_theory, near
from dlcourse.exercises.initializers._shared import right_variance, shape_of_draws, spread
from dlcourse.language import Text


def _number_as_variance(scheme: Any, act: str, depth: int, width: int, *, rng: Any) -> Any:
    return stds_with(scheme if isinstance(scheme, str) else scheme**0.5, act, depth, width, rng)


def _unit_by_unit(scheme: Any, act: str, depth: int, width: int, *, rng: Any, axis: int = 0) -> Any:
    a = rng.normal(size=(width, width))
    stds = []
    for _ in range(depth):
        if isinstance(scheme, str):
            W = spread((width, width), shape_of_draws(scheme), right_variance((width, width), scheme), rng)
        else:
            W = rng.normal(0.0, scheme, size=(width, width))
        a = activated(a @ W, act)
        stds.append(a.std(axis=axis).mean())
    return np.array(stds)


def _shows_unit_by_unit(case: Case, value: Any) -> bool:
    """Behind two layers of sigmoids a unit varies much less over the examples than all units together."""
    if case.call is not None or case.args[1] != "sigmoid":
        return False
    so = _unit_by_unit(*case.args, rng=np.random.default_rng(0))
    return near(value, so) and not near(value, in_theory(case)[0])


def _root_mean_square(scheme: Any, act: str, depth: int, width: int, *, rng: Any) -> Any:
    a, found = rng.normal(size=(width, width)), []
    for _ in range(depth):
        a = activated(a @ initialized_layer(scheme, width, rng), act)
        found.append(np.sqrt(np.mean(a**2)))
    return np.array(found)


def _shows_root_mean_square(case: Case, value: Any) -> bool:
    """Behind sigmoids: their mean is one half, and neither that alone nor any spread comes as near to the two together."""
    if case.call is not None or case.args[1] != "sigmoid":
        return False
    roots = np.sqrt(in_theory(case)[0] ** 2 + 0.25)
    # in 300 runs the first layer kept within 0.007 of theory; the mean alone lies 0.08 away
    off = np.abs(np.log(np.maximum(value, 1e-300) / roots))
    return bool(off[0] < 0.02 and np.all(off < 0.1))


MORE = (
    Misconception(
        "number-as-variance",
        Text("a number as `scheme` is taken as a variance", "수로 받은 `scheme`을 분산으로 보았습니다"),
        _number_as_variance,
        Text(
            "If `scheme` is 0.02, how far do your weights spread? What does `rng.normal` take?",
            "`scheme`이 0.02이면 가중치는 얼마나 퍼져 있나요? `rng.normal`에는 무엇을 주나요?",
        ),
        "init.limit_as_std",
        shows=lambda case, value: case.args[0] == 0.02 and near(value, in_theory(case, share=1 / 0.02)[0]),
    ),
    Misconception(
        "unit-by-unit",
        Text(
            "the spread is taken for each unit and averaged, not over all numbers",
            "모든 수에 대해서가 아니라 유닛마다 표준편차를 구해 평균 냈습니다",
        ),
        _unit_by_unit,
        Text(
            "Units have different means, too. Over how many numbers is the standard deviation of a layer taken?",
            "유닛마다 평균도 다릅니다. 층의 표준편차는 수 몇 개에 대해 구하나요?",
        ),
        "axis.wrong",
        shows=_shows_unit_by_unit,
    ),
    Misconception(
        "mean-square-measured",
        Text(
            "the root of the mean square: the mean is not taken off before squaring",
            "제곱의 평균에 제곱근을 구했습니다. 제곱하기 전에 평균을 빼지 않았습니다",
        ),
        _root_mean_square,
        Text(
            "If all activations of a layer were 0.5, how far would they spread? What does yours say?",
            "층의 활성화 값이 모두 0.5라면 얼마나 퍼져 있는 것일까요? 여러분의 값은 얼마인가요?",
        ),
        "chain.missing_local",
        shows=_shows_root_mean_square,
    ),
)
