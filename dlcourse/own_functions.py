"""What the learner has already built: functions that passed their check take the place of the course's own.

`check` remembers a function here once it passes; widgets ask here whose function to run, and listen for changes.
"""

from collections.abc import Callable
from typing import Any

Function = Callable[..., Any]

_mine: dict[tuple[str, str], Function] = {}
_listeners: list[Callable[[], None]] = []


def remember(reference: Function, mine: Function) -> None:
    """From now on `mine` runs wherever the course would have run `reference`."""
    _mine[_key(reference)] = mine
    _tell()


def forget(reference: Function) -> None:
    """Go back to the course's own function (its successor failed a check, say)."""
    if _mine.pop(_key(reference), None) is not None:
        _tell()


def function(reference: Function) -> Function:
    """The learner's version of `reference` if it passed, else `reference`."""
    return _mine.get(_key(reference), reference)


def is_mine(reference: Function) -> bool:
    """Whether the learner's version is in use."""
    return _key(reference) in _mine


def listen(listener: Callable[[], None]) -> Callable[[], None]:
    """Call `listener` after every change; the returned function ends that."""
    _listeners.append(listener)

    def stop() -> None:
        if listener in _listeners:
            _listeners.remove(listener)

    return stop


def _key(reference: Function) -> tuple[str, str]:
    return reference.__module__, reference.__qualname__


def _tell() -> None:
    for listener in tuple(_listeners):
        listener()
