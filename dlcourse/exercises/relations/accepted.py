"""Accepted: what one step would make right, where many answers are right and the course's own says nothing about the numbers."""

from collections.abc import Callable
from itertools import permutations
from typing import Any

import numpy as np

from dlcourse.exercises.compare import difference
from dlcourse.exercises.relations.view import Facts, Pair, Relation, Subject, arrays
from dlcourse.language import Text

_MOST = 3  # parts whose orders are all tried
_SLOW = 10.0  # seconds that a card may take; looking at its answers again and again would be felt


def _direct_pairs(subject: Subject) -> list[Pair]:
    """The cases of one call each, those that failed first: what a driver makes of an answer cannot be turned back."""
    return [pair for pair in subject.ordered if pair.case.call is None]


def _would_do(subject: Subject, change: Callable[[Any], Any]) -> bool:
    """Whether the changed answer is accepted in every case, and the answer itself is not."""
    card = subject.evidence.card
    pairs = _direct_pairs(subject)
    if card.accept is None or card.seconds > _SLOW or not any(pair.one.finding is not None for pair in pairs):
        return False
    for pair in pairs:
        changed = change(pair.got)
        if difference(pair.want, changed, pair.case, names=card.returns, values=False) is not None:
            return False
        try:
            if card.accept(pair.case, changed) is not None:
                return False
        except Exception:  # a check written for well-formed answers
            return False
    return True


def _other_order(subject: Subject) -> Facts | None:
    names = subject.evidence.card.returns
    if not 1 < len(names) <= _MOST:
        return None
    if not all(isinstance(pair.got, tuple | list) and len(pair.got) == len(names) for pair in _direct_pairs(subject)):
        return None
    for order in list(permutations(range(len(names))))[1:]:
        if _would_do(subject, lambda value, order=order: tuple(value[order.index(k)] for k in range(len(order)))):  # type: ignore[misc]
            yours = ", ".join(f"`{names[k]}`" for k in order)
            return {"right": ", ".join(f"`{name}`" for name in names), "yours": yours}
    return None


def _everywhere(change: Callable[[np.ndarray], Any], value: Any) -> Any:
    if isinstance(value, tuple | list):
        return type(value)(_everywhere(change, one) for one in value)
    made = change(np.asarray(value))
    return made if np.ndim(value) else made.item()


def _after(change: Callable[[np.ndarray], Any]) -> Callable[[Subject], Facts | None]:
    def find(subject: Subject) -> Facts | None:
        if any(arrays(pair.got) is None for pair in subject.pairs):
            return None
        return {} if _would_do(subject, lambda value: _everywhere(change, value)) else None

    return find


ACCEPTED = (
    Relation(
        "would-do-in-another-order",
        Text(
            "The parts would do, but stand in another order: you return ({yours}), asked for is ({right}).",
            "부분마다 값은 맞지만 순서가 다릅니다. ({yours}) 순서로 반환했는데, 문제에서는 ({right}) 순서를 원합니다.",
        ),
        Text(
            "What does the task say about the order of what you return? Compare it with your `return` line.",
            "문제에서는 무엇을 어떤 순서로 반환하라고 하나요? `return` 줄과 비교해 보세요.",
        ),
        _other_order,
    ),
    Relation(
        "would-do-with-the-other-sign",
        Text(
            "What you return would be right if every number had the other sign.",
            "모든 수의 부호를 바꾸면 맞는 답이 됩니다.",
        ),
        Text(
            "Which way round is your difference, or where is a minus missing or one too many?",
            "뺄셈의 순서가 바뀐 곳이 있나요? 빠졌거나 하나 더 붙은 마이너스는 없나요?",
        ),
        _after(np.negative),
    ),
    Relation(
        "would-do-doubled",
        Text(
            "What you return would be right if every number were twice as large.",
            "모든 수가 두 배이면 맞는 답이 됩니다.",
        ),
        Text("Where is something halved, or counted only once?", "반으로 나눈 것이나 한 번만 센 것이 있나요?"),
        _after(lambda value: 2 * value),
    ),
    Relation(
        "would-do-halved",
        Text(
            "What you return would be right if every number were half as large.",
            "모든 수가 절반이면 맞는 답이 됩니다.",
        ),
        Text("Where is something doubled, or counted twice?", "두 배로 한 것이나 두 번 센 것이 있나요?"),
        _after(lambda value: value / 2),
    ),
)
