"""How a sentence about an argument speaks: what came, in few words, and what would help."""

import inspect
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import numpy as np

Complaint = ValueError | TypeError
Rule = Callable[[str, Any], Complaint | None]  # (the argument's name, its value) -> what is wrong, if anything
Relation = Callable[[Mapping[str, Any]], Complaint | None]  # all given arguments -> what is wrong, if anything


def describe(value: Any) -> str:
    """A value as a sentence can hold it: numbers and names as they are, anything larger by its kind."""
    if isinstance(value, np.ma.MaskedArray):
        return "a masked array"
    if isinstance(value, np.ndarray):
        return f"an array of shape {value.shape}"
    if isinstance(value, np.generic):
        value = value.item()
    if value is None or isinstance(value, bool | int | float | complex):
        return str(value)
    if isinstance(value, str):
        return repr(value if len(value) <= 40 else value[:39] + "…")
    if isinstance(value, type):
        return f"the class {value.__name__}"
    if isinstance(value, tuple) and len(value) <= 4 and all(isinstance(n, int | float | np.number) for n in value):
        return f"({_joined(value)}{',' if len(value) == 1 else ''})"
    kind = type(value).__name__
    if isinstance(value, list | dict | set) and not value:
        return f"an empty {kind}"
    return f"{'an' if kind[0].lower() in 'aeiou' else 'a'} {kind}"


def plural(word: str, count: int) -> str:
    """The word for so many."""
    return word if count == 1 else f"{word}s"


# --- the end of a sentence: what to do


def array_advice(value: Any) -> str:
    """Numbers that came in another wrapping (a list, a column of a table) are an array after one call."""
    wrapped = isinstance(value, Sequence) and not isinstance(value, str | bytes)
    return "; use np.array(...)." if wrapped or hasattr(type(value), "__array__") else "."


def class_advice(value: Any) -> str:
    """A class stands where an object of it should: the brackets are missing."""
    if not isinstance(value, type):
        return "."
    try:
        needs = any(
            each.default is each.empty and each.kind not in (each.VAR_POSITIONAL, each.VAR_KEYWORD)
            for each in inspect.signature(value).parameters.values()
        )
    except (TypeError, ValueError):  # built in, and without a signature
        needs = True
    return f"; {value.__name__} is a class: write {value.__name__}({'...' if needs else ''})."


def reshaping(name: str, shape: tuple[int, ...], wanted: tuple[int, ...]) -> str:
    """The same numbers as one row or one column are a call apart."""
    if len(wanted) == 1 and shape in ((*wanted, 1), (1, *wanted)):
        return f"; use {name}.ravel()."
    if len(shape) == 1 and wanted == (*shape, 1):
        return f"; use {name}.reshape(-1, 1)."
    return "."


def _joined(values: Iterable[object]) -> str:
    return ", ".join(map(str, values))
