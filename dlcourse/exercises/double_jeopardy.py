"""No double jeopardy: one mistake in an earlier exercise does not cost the points of those that build on it."""

import dataclasses
from collections.abc import Callable, Mapping
from typing import Any

from dlcourse.exercises.card import Exercise
from dlcourse.exercises.judge import NOTHING, Verdict

StandIns = Mapping[str, Callable[..., Any]]  # a name of the notebook -> the course's own function in its place
Once = Callable[[StandIns, float], Verdict]  # the second is `judge`'s `above`: what gives no more is not explained


def kinder(card: Exercise, cards: Mapping[str, Exercise], once: Once) -> Verdict:
    """Judge `once`, and once more with the course's own prerequisites in place if that gives more points."""
    first = once({}, NOTHING)
    if first.status != "failed" or not card.depends:
        return first
    stand_ins = {cards[other].name: cards[other].reference for other in card.depends}
    second = once(stand_ins, first.points)
    return first if second.points <= first.points else dataclasses.replace(second, spared=tuple(stand_ins))
