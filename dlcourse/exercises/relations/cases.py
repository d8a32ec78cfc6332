"""Cases: right for some inputs and wrong for others, and what it is in the inputs that tells the two apart."""

from collections.abc import Callable, Hashable
from inspect import Parameter, signature
from typing import Any

import numpy as np

from dlcourse.exercises.relations.view import Facts, Pair, Relation, Subject
from dlcourse.language import Text


def _split(subject: Subject, key: Callable[[Pair], Hashable]) -> tuple[list[Any], list[Any]] | None:
    """The keys of the wrong cases and those of the right ones, where no key has both."""
    wrong: list[Any] = []
    right: list[Any] = []
    for pair in subject.pairs:
        value, found = key(pair), pair.one.finding
        if value is None or (found is not None and not found.well_formed):
            return None  # a crash or another shape is said more plainly by its own sentence
        (right if found is None else wrong).append(value)
    return (wrong, right) if wrong and right and not set(wrong) & set(right) else None


def _by_word(subject: Subject, *, right: bool) -> Facts | None:
    """An input that is a word or a truth value: wrong (or right) for one of them alone."""
    for name, first in subject.pairs[0].inputs.items():
        if not isinstance(first, str | bool):
            continue

        def key(pair: Pair, name: str = name) -> Hashable:
            value = pair.inputs.get(name)
            return repr(value) if isinstance(value, str | bool) else None

        split = _split(subject, key)
        if split is None:
            continue
        alone, others = split[::-1] if right else split
        if len(set(alone)) == 1 and (len(set(others)) > 1 or not right):
            return {"name": f"`{name}`", "value": f"`{alone[0]}`"}
    return None


def _at_default(subject: Subject) -> Facts | None:
    """Right as long as an input is left out or has its default."""
    for name, parameter in signature(subject.evidence.card.reference).parameters.items():
        default = parameter.default
        if default is Parameter.empty or isinstance(default, str | bool):
            continue

        def key(pair: Pair, name: str = name, default: Any = default) -> Hashable:
            if pair.case.call is not None:
                return None
            value = pair.inputs.get(name, default)
            return bool(value == default) if isinstance(value, int | float) else None

        split = _split(subject, key)
        if split is not None and split[1][0] and len(subject.pairs) > 2:
            return {"name": f"`{name}`", "value": f"`{default}`"}
    return None


def _first_array(pair: Pair) -> np.ndarray | None:
    return next((value for value in pair.inputs.values() if isinstance(value, np.ndarray)), None)


def _besides(pair: Pair) -> Hashable:
    """All inputs of a case that are no arrays."""
    return tuple((name, repr(value)) for name, value in pair.inputs.items() if not isinstance(value, np.ndarray))


def _axes(subject: Subject) -> Facts | None:
    """Right for rows of numbers, wrong for tables, or for arrays with more axes; where nothing else tells the cases apart."""

    def key(pair: Pair) -> Hashable:
        array = _first_array(pair)
        return None if array is None else array.ndim

    split = _split(subject, key)
    if split is None or len(subject.pairs) < 3 or min(split[0]) < max(split[1]):
        return None
    right = {_besides(pair) for pair in subject.pairs if pair.one.finding is None}
    if any(_besides(pair) not in right for pair in subject.pairs if pair.one.finding is not None):
        return None
    return {"axes": min(split[0])}


CASES = (
    Relation(
        "wrong-for-value",
        Text(
            "You are right except where {name} is {value}.",
            "{name} 값이 {value}인 경우만 빼고 맞습니다.",
        ),
        Text(
            "What should happen when {name} is {value}? Which line of yours does it?",
            "{name} 값이 {value}이면 무엇을 해야 하나요? 그것을 하는 줄은 어디인가요?",
        ),
        lambda subject: _by_word(subject, right=False),
    ),
    Relation(
        "right-for-value-only",
        Text("You are right only where {name} is {value}.", "{name} 값이 {value}인 경우에만 맞습니다."),
        Text(
            "Does your code ask what {name} is? What should be different for the others?",
            "코드에서 {name} 값이 무엇인지 묻나요? 다른 값일 때는 무엇이 달라야 하나요?",
        ),
        lambda subject: _by_word(subject, right=True),
    ),
    Relation(
        "right-at-default-only",
        Text(
            "You are right as long as {name} has its default {value}, and wrong when it has another value.",
            "{name} 값이 기본값 {value}일 때는 맞고, 다른 값일 때는 틀립니다.",
        ),
        Text(
            "What changes when {name} is not {value}, and what matters only then?",
            "{name} 값이 {value}에서 달라지면 무엇이 달라지나요? 그때에만 중요해지는 것은 무엇인가요?",
        ),
        _at_default,
    ),
    Relation(
        "wrong-for-more-axes",
        Text(
            "You are right for fewer, but wrong for inputs with {axes} axes or more.",
            "입력의 축이 {axes}개보다 적으면 맞고, {axes}개 이상이면 틀립니다.",
        ),
        Text(
            "Which axis do you mean in your sums, maxima or indices, and does it still fit with more axes?",
            "합이나 최댓값, 인덱싱에서 어느 축을 쓰나요? 축이 더 많아도 맞는 축인가요?",
        ),
        _axes,
    ),
)
