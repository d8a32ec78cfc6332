"""Functions and objects that stay behind the wall, as the judge meets them: to call, to ask for an attribute, never to look into."""

from collections.abc import Callable
from typing import Any

from autograder.grade.wall.packing import Handle
from dlcourse.exercises.outcome import Outcome, Strange, plain, unknown

Call = Callable[[int, tuple[Any, ...], dict[str, Any]], Any]
Get = Callable[[int, str], Any]


class RemoteError(Exception):
    """A call behind the wall did not return; `outcome` says what it did."""

    def __init__(self, outcome: Outcome) -> None:
        super().__init__(outcome.status)
        self.outcome = outcome


class Remote:
    """A function or an object behind the wall, for the few cards that do more with it than one call."""

    def __init__(self, target: int, type_name: str, call: Call, get: Get) -> None:
        self._target, self._type_name, self._call, self._get = target, type_name, call, get

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        return self._call(self._target, args, kwargs)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        return self._get(self._target, name)


def handle_of(remote: Remote) -> Handle:
    """What is sent for an object that the other side keeps."""
    return Handle(remote._target, "thing")


def settled(value: Any) -> Any:
    """A value as the judge may look at it: plain, and an object that stayed behind the wall only by its type's name."""
    return plain(value, odd=_by_name)


def _by_name(value: Any) -> Strange:
    kind = type(value)
    if kind is Strange:
        return value
    if kind is Remote:
        return Strange(value._type_name)
    return Strange(value.type_name) if kind is Handle else unknown(value)
