"""Answers that are wrong in a known way, for every card: the reference's result changed, or the reference told something else."""

import inspect
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

import numpy as np

from dlcourse.exercises import CARDS, Exercise
from dlcourse.exercises.call import asking
from dlcourse.exercises.judge import Exam, exam
from dlcourse.exercises.relations.search import found
from dlcourse.exercises.told import Evidence, Told

SEED = 3
# what draws, and what has many right answers, stands in no relation to one of them
PLAIN = [
    card for card in CARDS.values() if card.accept is None and "rng" not in inspect.signature(card.reference).parameters
]
IDS = [card.id for card in PLAIN]


@cache
def asked(card_id: str) -> Exam:
    return exam(CARDS[card_id], seed=SEED)


def evidence(card: Exercise, function: Callable[..., Any]) -> Evidence:
    """What the judge would know of this answer."""
    from dlcourse.exercises.judge import Answered, _finding

    prepared, ask = asked(card.id), asking(card, function)
    got = [ask(case) for case in prepared.cases]
    answers = tuple(
        Answered(case, want, mine, _finding(card, case, want, mine))
        for case, want, mine in zip(prepared.cases, prepared.expected, got, strict=True)
    )
    return Evidence(card, answers, asking(card, card.reference))


def told(card: Exercise, function: Callable[..., Any]) -> Told | None:
    return found(evidence(card, function))


def on_numbers(change: Callable[[np.ndarray], Any], value: Any) -> Any:
    """`change` made of every array or number in a value."""
    if isinstance(value, tuple | list):
        return type(value)(on_numbers(change, one) for one in value)
    if isinstance(value, dict):
        return {key: on_numbers(change, one) for key, one in value.items()}
    if value is None or isinstance(value, str):
        return value
    made = np.asarray(change(np.asarray(value, dtype=float)))
    return made if made.ndim else float(made)


def returning(card: Exercise, change: Callable[[np.ndarray], Any]) -> Callable[..., Any]:
    """The reference with every number of its result changed."""
    return lambda *args, **kwargs: on_numbers(change, card.reference(*args, **kwargs))


def given(card: Exercise, change: Callable[[dict[str, Any]], None]) -> Callable[..., Any]:
    """The reference with its inputs changed."""
    signature = inspect.signature(card.reference)

    def answer(*args: Any, **kwargs: Any) -> Any:
        bound = signature.bind(*args, **kwargs)
        bound.apply_defaults()
        change(bound.arguments)
        return card.reference(*bound.args, **bound.kwargs)

    return answer


def parameters(card: Exercise) -> Iterator[tuple[str, inspect.Parameter]]:
    yield from inspect.signature(card.reference).parameters.items()
