"""More mistakes of `truncated_normal`: one tail left, one new number for all."""

import math
from collections.abc import Callable
from typing import Any

import numpy as np

from dlcourse.exercises.card import Case, Misconception
from dlcourse.exercises.initializers._shared import CUT, about_seeds, phi, piled
from dlcourse.language import Text

_ONE_TAIL = phi(-2.0) / phi(2.0)  # what lies beyond the one limit that nobody looked at


def _limit(case: Case) -> float:
    return 2.0 * (float(case.args[1]) if len(case.args) > 1 else 0.05) / CUT


def _one_tail(sign: float) -> Callable[..., Any]:
    """Draw again whatever is too far out on one side."""

    def truncated_normal(shape: Any, std: float = 0.05, *, rng: Any) -> Any:
        draws = rng.normal(size=shape)
        while np.any(far := sign * draws > 2.0):
            draws[far] = rng.normal(size=np.count_nonzero(far))
        return draws * std / CUT

    return truncated_normal


def _shows_one_tail(case: Case, value: Any) -> bool:
    if about_seeds(case):
        return False
    limit = _limit(case) * (1 + 1e-9)
    shares = sorted((float(np.mean(value > limit)), float(np.mean(value < -limit))))
    return shares[0] == 0 and math.isclose(shares[1], _ONE_TAIL, rel_tol=0.15)


def _one_for_all(shape: Any, std: float = 0.05, *, rng: Any) -> Any:
    draws = rng.normal(size=shape)
    while np.any(far := np.abs(draws) > 2.0):
        draws[far] = rng.normal()
    return draws * std / CUT


def _shows_one_for_all(case: Case, value: Any) -> bool:
    if about_seeds(case) or piled(value):
        return False
    numbers, counts = np.unique(value, return_counts=True)
    most = int(np.argmax(counts))
    return bool(0.02 < counts[most] / value.size < 0.2 and numbers[most] != 0 and len(numbers) > 1000)


MORE = (
    Misconception(
        "one-tail-left",
        Text("only one of the two tails is cut", "꼬리를 한쪽만 잘랐습니다"),
        _one_tail(1.0),
        Text(
            "Take the smallest and the largest of your numbers. Which function measures how far a number is from 0, on both sides?",
            "가장 작은 수와 가장 큰 수를 보세요. 양쪽 어디에서든 0에서 얼마나 먼지를 재는 함수는 무엇인가요?",
        ),
        "sign.flipped",
        shows=_shows_one_tail,
        variants=(_one_tail(-1.0),),
    ),
    Misconception(
        "one-number-for-all-far-ones",
        Text(
            "all far numbers are replaced by one and the same new number",
            "멀리 있는 수를 모두 같은 새 수 하나로 바꾸었습니다",
        ),
        _one_for_all,
        Text(
            "How many new numbers does your draw give, and how many places are waiting for one?",
            "새로 뽑은 수는 몇 개이고, 채워야 할 자리는 몇 개인가요?",
        ),
        "shape.keepdims",
        shows=_shows_one_for_all,
    ),
)
