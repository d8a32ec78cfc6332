"""Verdicts as `verdict_on` gives them, with what a seed asks made once: a contract puts hundreds of answers before one card."""

from collections.abc import Callable
from functools import cache
from typing import Any

from dlcourse.exercises import CARDS
from dlcourse.exercises.call import asking, text_of
from dlcourse.exercises.judge import Exam, Verdict, exam, judge


@cache
def asked(exercise: str, seed: int) -> Exam:
    """The cases of a seed; what the card's mistakes do with them is learnt while they are used, as in a class."""
    return exam(CARDS[exercise], seed=seed)


def verdict_on(exercise: str, function: Callable[..., Any], *, seed: int = 1) -> Verdict:
    """What the judge says of a function."""
    card = CARDS[exercise]
    return judge(card, asking(card, function), seed=seed, prepared=asked(exercise, seed), source=text_of(function))
