"""Known: the numbers are those of another function of the course, as when a slope comes back where a value was asked for."""

import importlib
from collections.abc import Callable, Iterator, Mapping
from inspect import Parameter, isfunction, signature, unwrap
from types import ModuleType
from typing import Any

import numpy as np

from dlcourse.exercises.relations.asking import weight
from dlcourse.exercises.relations.view import Facts, Pair, Relation, Subject, arrays, close, telling
from dlcourse.language import Text

_LARGE = 5_000  # numbers in a case's inputs; with more, trying takes too long
_FOR_ONE_ARRAY = "dlcourse.activations"  # what learners confuse with any function of one array

OTHER = Text(
    "{numbers} are those of another function of the course: `{other}`.",
    "{numbers}은 강의에 나오는 다른 함수 `{other}`의 값과 같습니다.",
)
OTHER_HINT = Text(
    "What does `{other}` say about its input, and what does the task ask for?",
    "`{other}` 함수는 입력에 대해 무엇을 알려 주나요? 문제에서 묻는 것은 무엇인가요?",
)


def _other(subject: Subject) -> Facts | None:
    """The first function beside the right one that gives what came back in every plain case."""
    if any(pair.gots is None or pair.case.call is not None or weight(pair.case) > _LARGE for pair in subject.pairs):
        return None
    for name, function in _neighbours(subject.evidence.card.reference):
        if _gives(function, subject):
            return {"other": name}
    return None


def _neighbours(reference: Callable[..., Any]) -> Iterator[tuple[str, Callable[..., Any]]]:
    """The functions of the reference's own module, then the activations, that take as many inputs."""
    asked = _needed(reference)
    modules = [unwrap(reference).__module__] + ([_FOR_ONE_ARRAY] if asked == 1 else [])
    seen = {unwrap(reference)}
    for module in map(importlib.import_module, modules):
        for name, function in _functions(module):
            if unwrap(function) not in seen and _needed(function) == asked:
                seen.add(unwrap(function))
                yield name, function


def _functions(module: ModuleType) -> Iterator[tuple[str, Callable[..., Any]]]:
    """What a module, or the package it belongs to, offers by name."""
    package = importlib.import_module(".".join(module.__name__.split(".")[:2]))
    names: Mapping[str, Any] = vars(package)
    return (
        (name, value)
        for name, value in names.items()
        if isfunction(value) and not name.startswith("_") and "_require" not in value.__module__
    )


def _needed(function: Callable[..., Any]) -> int:
    """How many inputs a function cannot do without; -1 where some of them have to be named."""
    parameters = signature(function).parameters.values()
    if any(one.kind is Parameter.KEYWORD_ONLY and one.default is Parameter.empty for one in parameters):
        return -1
    return sum(one.default is Parameter.empty for one in parameters)


def _gives(function: Callable[..., Any], subject: Subject) -> bool:
    pooled = []
    for pair in subject.ordered:
        expected = _asked(function, pair)
        gots, wants = pair.gots, pair.wants
        if expected is None or gots is None or wants is None or not len(expected) == len(gots) == len(wants):
            return False
        if not all(close(e, g, pair.case) for e, g in zip(expected, gots, strict=True)):
            return False
        pooled += [(w, g, pair) for w, g in zip(wants, gots, strict=True)]
    return telling(pooled)


def _asked(function: Callable[..., Any], pair: Pair) -> list[Any] | None:
    needed = _needed(function)
    try:
        with np.errstate(all="ignore"):
            return arrays(
                function(*[value.copy() if hasattr(value, "copy") else value for value in pair.case.args[:needed]])
            )
    except Exception:  # inputs that the other function was not made for
        return None


KNOWN = (Relation("another-function", OTHER, OTHER_HINT, _other),)
