"""What several cards of this folder need: inputs, other ways to compute, signs of a mistake."""

import copy
import math
from typing import Any

import numpy as np

from dlcourse.exercises.card import Case, Misconception
from dlcourse.language import Text

CELLS = 320


GRID = np.linspace(-4.0, 4.0, CELLS + 1)[1:]  # in standard deviations


CUT = 0.8796256610342398  # standard deviation of a normal that is cut at -2 and 2


def phi(x: float) -> float:
    return 0.5 * (1.0 + math.erf(x / math.sqrt(2.0)))


def cut(x: float) -> float:
    return (phi(min(max(x * CUT, -2.0), 2.0)) - phi(-2.0)) / (phi(2.0) - phi(-2.0))


# the share of numbers up to each place of the grid, for distributions of mean 0 and standard deviation 1
SHARES = {
    "normal": np.array([phi(x) for x in GRID]),
    "uniform": np.clip(0.5 + GRID / math.sqrt(12.0), 0.0, 1.0),
    "truncated": np.array([cut(x) for x in GRID]),
}


FAR = 0.012  # 1e5 right draws come this far from their distribution less than once in 1e12 times


_ENOUGH = 100_000

OFF = 0.025  # of a standard deviation: eight standard errors of the mean of 1e5 draws, eleven of their spread


def distance(draws: Any, kind: str, std: float) -> float:
    """Kolmogorov and Smirnov's distance on a grid: by how much the share of numbers below a place is off, at most."""
    draws = np.ravel(draws)
    draws = draws[:: max(draws.size // _ENOUGH, 1)]  # more of them say the same and take longer
    cells = np.clip(draws * (CELLS / (8.0 * std)) + CELLS / 2, 0, CELLS).astype(np.int16)
    found = np.cumsum(np.bincount(cells, minlength=CELLS + 1)[:-1]) / cells.size
    return float(np.max(np.abs(found - SHARES[kind])))


def follows(draws: Any, kind: str, std: float) -> bool:
    """Whether many draws look like this distribution around 0."""
    centred = abs(np.mean(draws)) < OFF * std and abs(np.std(draws) / std - 1.0) < OFF
    return bool(centred and distance(draws, kind, std) < FAR)


MEAN = Text(
    "The mean of your numbers is {mean:.4g}, but they should be spread around 0.",
    "결과의 평균이 {mean:.4g}입니다. 0을 중심으로 퍼져 있어야 합니다.",
)


MEAN_HIDDEN = Text("Your numbers are not spread around 0.", "결과가 0을 중심으로 퍼져 있지 않습니다.")


SPREAD = Text(
    "The standard deviation of your numbers is {std:.4g}, but should be close to {want:.4g}.",
    "결과의 표준편차가 {std:.4g}입니다. {want:.4g}에 가까워야 합니다.",
)


SPREAD_HIDDEN = Text("Your numbers have the wrong standard deviation.", "결과의 표준편차가 맞지 않습니다.")


NORMAL = Text(
    "Mean and standard deviation are right, but the numbers are not normally distributed.",
    "평균과 표준편차는 맞지만 정규분포를 따르지 않습니다.",
)


UNIFORM = Text(
    "Mean and standard deviation are right, but the numbers are not uniformly distributed.",
    "평균과 표준편차는 맞지만 균등분포를 따르지 않습니다.",
)


TRUNCATED = Text(
    "Mean and standard deviation are right, but the numbers are not those of a normal distribution cut at two of its standard deviations.",
    "평균과 표준편차는 맞지만, 정규분포를 그 표준편차의 두 배에서 자른 분포가 아닙니다.",
)


SHAPES = {"normal": NORMAL, "uniform": UNIFORM, "truncated": TRUNCATED}


def unlike(case: Case, draws: Any, kind: str, std: float) -> Text | None:
    """What keeps many draws from looking like this distribution around 0; None if nothing does."""
    if abs(np.std(draws) / std - 1.0) > OFF:  # first: a mean is only far off by the measure of the right spread
        return SPREAD_HIDDEN if case.hidden else SPREAD.format(std=float(np.std(draws)), want=std)
    if abs(np.mean(draws)) > OFF * std:
        return MEAN_HIDDEN if case.hidden else MEAN.format(mean=float(np.mean(draws)))
    return SHAPES[kind] if distance(draws, kind, std) > FAR else None


SEEDS = "equal and different seeds"


REPEAT = Text(
    "Two generators with the same seed gave different results, but the same seed must give the same result.",
    "시드가 같은 생성기 두 개에서 서로 다른 결과가 나왔습니다. 시드가 같으면 결과도 같아야 합니다.",
)


VARY = Text(
    "Generators with different seeds gave the same result, so it does not depend on `rng`.",
    "시드가 다른 생성기에서 같은 결과가 나왔습니다. 결과가 `rng`에 따라 달라지지 않습니다.",
)


def thrice(function: Any, *args: Any, rng: np.random.Generator) -> Any:
    """Call with a seed, with the same again, with another; and look whether the generator was used."""
    again, other = copy.deepcopy(rng), np.random.default_rng(int(copy.deepcopy(rng).integers(1 << 60)))
    before = repr(rng.bit_generator.state)
    first = function(*args, rng=rng)
    if not isinstance(first, np.ndarray):
        return first  # told as it is
    used = repr(rng.bit_generator.state) != before
    return {"first": first, "again": function(*args, rng=again), "other": function(*args, rng=other), "used": used}


def seeds(rng: np.random.Generator, *args: Any) -> Case:
    fresh = {"rng": fresh_rng(rng)}
    return Case(Text(SEEDS, "같은 시드와 다른 시드"), args, fresh, call=thrice)


def fresh_rng(rng: np.random.Generator) -> np.random.Generator:
    return np.random.default_rng(int(rng.integers(1 << 60)))


def repeats(value: Any) -> bool:
    return bool(np.array_equal(value["first"], value["again"]))


def varies(value: Any) -> bool:
    return not np.array_equal(value["first"], value["other"])


def not_from_rng(value: Any) -> Text | None:
    if not repeats(value):
        return REPEAT
    return None if varies(value) else VARY


def piled(value: Any) -> bool:
    """Whether many numbers lie exactly at an end."""
    size = np.abs(value)
    return bool(np.mean(size == size.max()) > 0.01)


def _random(value: Any) -> bool:
    """Whether a result looks drawn at all: many different numbers."""
    return isinstance(value, np.ndarray) and len(np.unique(value)) > 2


def about_seeds(case: Case) -> bool:
    return case.call is thrice


def strays(elsewhere: Any, always: Any, both: Any) -> tuple[Misconception, ...]:
    """Three mistakes about where draws come from, told apart by what repeats and by whether `rng` was used."""
    return (
        Misconception(
            "global-rng",
            Text(
                "the numbers come from `np.random` or a generator of your own, not from `rng`",
                "`rng`가 아니라 `np.random`이나 직접 만든 생성기에서 수를 뽑았습니다",
            ),
            elsewhere,
            Text(
                "Whoever calls your function chose a generator and hands it over as `rng`. Which of your draws use it?",
                "함수를 부르는 쪽에서 생성기를 골라 `rng`로 넘겨줍니다. 어느 줄에서 `rng`를 쓰고 있나요?",
            ),
            "rng.global",
            shows=lambda case, value: about_seeds(case) and not repeats(value) and not value["used"],
        ),
        Misconception(
            "always-the-same",
            Text(
                "every seed gives the same numbers, because the function sets a seed itself",
                "함수 안에서 시드를 정해서 어떤 시드를 넘겨도 같은 수가 나옵니다",
            ),
            always,
            Text(
                "Call your function with two different generators. Where does the second one get lost?",
                "서로 다른 생성기 두 개로 함수를 불러 보세요. 두 번째 생성기는 어디에서 사라지나요?",
            ),
            "rng.global",
            shows=lambda case, value: (
                about_seeds(case) and repeats(value) and not varies(value) and _random(value["first"])
            ),
        ),
        Misconception(
            "another-result-each-time",
            Text(
                "`rng` is used, but the same seed gives another result each time",
                "`rng`를 쓰기는 하지만, 시드가 같은데도 매번 결과가 다릅니다",
            ),
            both,
            Text(
                "One of your steps draws from `rng`, another one from somewhere else. Look for a second source of chance, such as `np.random.shuffle`.",
                "어떤 단계는 `rng`를 쓰고 다른 단계는 그렇지 않습니다. `np.random.shuffle`처럼 `rng` 밖에서 오는 우연이 또 있는지 찾아보세요.",
            ),
            "rng.global",
            shows=lambda case, value: about_seeds(case) and not repeats(value) and bool(value["used"]),
        ),
    )


def right_variance(shape: Any, scheme: str) -> float:
    fan_in, fan_out = shape
    if scheme.startswith("lecun"):
        return float(1.0 / fan_in)
    return float(2.0 / fan_in if scheme.startswith("he") else 2.0 / (fan_in + fan_out))


def spread(shape: Any, kind: str, variance: float, rng: Any) -> Any:
    if kind == "normal":
        return rng.normal(0.0, np.sqrt(variance), size=shape)
    return rng.uniform(-np.sqrt(3.0 * variance), np.sqrt(3.0 * variance), size=shape)


def shape_of_draws(scheme: str) -> str:
    return scheme.split("_")[1]
