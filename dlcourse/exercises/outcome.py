"""What one call of a submitted function did, in plain data: nothing here can run, so it may travel and be compared.

A returned value is kept only if it is made of numbers, strings, arrays, lists, tuples and dictionaries. A named tuple, a defaultdict and
their like are copied into plain ones, without asking their own methods. Anything else (an object that claims to equal
everything, a masked array, a generator) becomes a `Strange` that remembers the type's name and nothing more.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal, get_args

import numpy as np

from dlcourse.exercises.card import Case

Status = Literal[
    "returned", "raised", "timed-out", "undefined", "not-callable", "not-attempted", "borrowed"
]  # borrowed: the course's own function was handed in
STATUSES: tuple[Status, ...] = get_args(Status)


@dataclass(frozen=True)
class Strange:
    """A value we do not look into; `type_name` is all we know of it."""

    type_name: str


@dataclass(frozen=True)
class Raised:
    """An exception that left the submitted function, and the learner's own line it came from."""

    type_name: str
    message: str
    line: int | None = None
    source: str = ""

    @property
    def counts_as(self) -> str:
        """Its name; of a class of the learner's own, the name of Python's that it is a kind of."""
        own, _, python = self.type_name.partition(" (a ")
        return python.removesuffix(")") or own

    @property
    def on_purpose(self) -> bool:
        """Whether the learner's own line says `raise`: then the sentence in it is theirs, too."""
        return self.source.split(None, 1)[:1] == ["raise"]


@dataclass(frozen=True)
class Outcome:
    """The whole story of one call."""

    status: Status
    value: Any = None
    error: Raised | None = None
    changed: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    printed: str = ""


Ask = Callable[[Case], Outcome]

_SCALARS = (bool, int, float, complex, str, type(None))
DEEPEST = 8


def unknown(value: Any) -> Strange:
    """What is left of a value that is not plain: the name of its type."""
    kind = type(value)
    return Strange(kind.__name__ if kind is not np.ndarray else f"array of dtype {value.dtype}")


def standard(value: Any) -> Any:
    """A named tuple, a defaultdict, a NumPy string and their like as the plain type they are made from; all else as it is."""
    kind = type(value)
    if kind in (tuple, list, dict, str):
        return value
    if issubclass(kind, tuple):
        return tuple(tuple.__iter__(value))
    if issubclass(kind, list):
        return list(list.__iter__(value))
    if issubclass(kind, dict):
        return dict(dict.items(value))
    return str.__str__(value) if issubclass(kind, str) else value


def plain(value: Any, depth: int = 0, *, odd: Callable[[Any], Strange] = unknown) -> Any:
    """A copy of `value` made of plain data, with a `Strange` wherever something else stood: `odd` says which one."""
    kind = type(value)
    if kind in _SCALARS:
        return value
    if kind.__module__ == "numpy" and issubclass(kind, np.generic) and value.dtype.kind in "biufc":
        return value
    if kind is np.ndarray and value.dtype.kind in "biufcU":
        return value.copy()
    if depth < DEEPEST:
        if kind in (list, tuple):
            return kind(plain(item, depth + 1, odd=odd) for item in value)
        if kind is dict:
            return {plain_key(key): plain(item, depth + 1, odd=odd) for key, item in value.items()}
    simple = standard(value)
    return odd(value) if simple is value else plain(simple, depth, odd=odd)


def plain_key(key: Any) -> Any:
    """A dictionary key as plain data; NumPy's whole numbers become Python's, so that (0, 1) equals (np.int64(0), ...)."""
    key = standard(key)
    if type(key) is tuple:
        return tuple(plain_key(part) for part in key)
    if isinstance(key, np.generic) and key.dtype.kind in "biuf":
        return key.item()
    return key if type(key) in _SCALARS else Strange(type(key).__name__)
