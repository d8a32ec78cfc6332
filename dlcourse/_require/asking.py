"""`require` stands above a function and looks at every call; `refuse` and `lookup` do the same inside of one."""

from collections.abc import Callable, Mapping
from functools import wraps
from inspect import signature
from typing import Any, ParamSpec, TypeVar

from dlcourse._require.rules import one_of
from dlcourse._require.words import Complaint, Relation, Rule

P = ParamSpec("P")
R = TypeVar("R")


def require(*relations: Relation, **rules: Rule) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Check arguments before the function runs; arguments left at their default are trusted."""

    def decorate(function: Callable[P, R]) -> Callable[P, R]:
        # a constructor speaks in the name of its class
        where = function.__qualname__.removesuffix(".__init__").rpartition(".")[2]
        names = tuple(signature(function).parameters)
        unknown = set(rules) - set(names)
        if unknown:
            raise TypeError(f"require: {function.__name__} has no argument {', '.join(sorted(unknown))}.")

        @wraps(function)
        def checked(*args: P.args, **kwargs: P.kwargs) -> R:
            given: dict[str, Any] = dict(zip(names, args, strict=False))
            given.update(kwargs)
            for name, rule in rules.items():
                if name in given:
                    refuse(where, rule(name, given[name]))
            for relation in relations:
                refuse(where, relation(given))
            return function(*args, **kwargs)

        return checked

    return decorate


def lookup(where: str, argument: str, name: object, known: Mapping[str, R]) -> R:
    """`known[name]`, or a sentence that lists what is known and guesses what was meant."""
    refuse(where, one_of(*known)(argument, name))
    return known[str(name)]


def refuse(where: str, complaint: Complaint | None) -> None:
    """Raise the complaint, if there is one, in the name of the function `where`."""
    if complaint is not None:
        raise type(complaint)(f"{where}: {complaint}")
