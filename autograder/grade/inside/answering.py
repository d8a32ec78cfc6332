"""One exercise, asked behind the wall: the learner's function is called on the inputs that arrive,
and what it did is sent back.
"""

import builtins
import importlib
import inspect
import types
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import nullcontext, redirect_stderr, redirect_stdout
from itertools import islice
from typing import Any
from warnings import catch_warnings, simplefilter

import numpy as np

from autograder.grade.inside.errors import as_raised
from autograder.grade.inside.origin import Origin
from autograder.grade.wall.channel import Channel
from autograder.grade.wall.packing import Handle, pack, strange
from dlcourse.exercises.call import PrintedTail
from dlcourse.exercises.outcome import Strange
from dlcourse.time_limit import Allowance, TimeUp

_MOST_WARNINGS = 20
_MOST_ITEMS = 10_000  # that a generator may give


class BorrowedError(BaseException):
    """The submission called the course's own answer. Not an `Exception`, so that `except Exception` lets it pass."""


class Answerer:
    """Calls the learner's function, and methods of what it returned, on the inputs that arrive."""

    def __init__(self, channel: Channel, names: dict[str, Any], sources: Sequence[str] = ()) -> None:
        """`sources` are the learner's cells, which made the `names`."""
        self.channel = channel
        self.sources = sources
        self.channel.odd = self._odd
        self.names = names
        self.answer: Callable[[Mapping[str, Any]], None] = channel.send
        self.held: list[Any] = []
        self.busy = False
        self.borrowed = False
        self.late = False
        self.allowance = Allowance(0.0)  # for all calls of the exercise together

    def prepare(self, message: Mapping[str, Any]) -> None:
        """Find the function, shut the course's own answer, and say what there is."""
        self.allowance = Allowance(message["seconds"])
        self.allowance.clock = message["clock"]
        absent = object()
        found = self.names.get(message["name"], absent)
        self.held.append(found)
        if found is absent:
            status = "undefined"
        elif str(getattr(found, "__module__", "")).startswith("dlcourse.") or self._is_courses(found, message):
            status = "borrowed"
        else:
            status = "callable" if callable(found) else "not-callable"
        if message["here"]:
            self.answer = self.channel.keep  # if this process gets lost, everything is asked again
        else:  # cells that can leave nothing behind cannot reach the course's own answer either
            module, name = message["closed"]
            self._shut(module, name, self._origin(message))
            self.names.update(self.stand_ins(message))
        self.answer({"status": status, "value": found if status == "not-callable" else None})

    def stand_ins(self, message: Mapping[str, Any]) -> dict[str, Any]:
        """The functions that are to be used instead of the learner's own: they live with the grader."""
        return {name: _Callback(self, Handle(i, "stand-in")) for i, name in enumerate(message["stand_ins"])}

    def next(self) -> Any:
        """Serve one message; the answer to a call back comes back to its caller."""
        message = self.channel.receive()
        if message["do"] == "call":
            self.answer(self._call(self.held[message["target"]], message))
        elif message["do"] == "get":
            self.channel.send(self._get(self.held[message["target"]], message["name"]))
        else:
            return message
        return None

    def _call(self, function: Callable[..., Any], message: Mapping[str, Any]) -> dict[str, Any]:
        args = [self._mine(value) for value in message["args"]]
        kwargs = {name: self._mine(value) for name, value in message["kwargs"].items()}
        before = [self._frozen(value) for value in (*args, *kwargs.values())]
        printed = PrintedTail()
        answer: dict[str, Any] = {"status": "returned", "value": None, "error": None, "after": [], "warnings": []}
        outermost, self.busy = not self.busy, True
        try:
            with (
                self.allowance.spend() if outermost else nullcontext(),
                redirect_stdout(printed),
                redirect_stderr(printed),
                catch_warnings(record=True) as caught,
                np.errstate(all="warn", under="ignore"),
            ):
                simplefilter("always")
                made = function(*args, **kwargs)
                # a generator's body runs while it is asked: here, where its inputs are watched and its time is limited
                answer["value"] = list(islice(made, _MOST_ITEMS)) if isinstance(made, Iterator) else made
            floating = [str(w.message)[:200] for w in caught if issubclass(w.category, RuntimeWarning)]
            answer["warnings"] = floating[:_MOST_WARNINGS]
        except TimeUp:
            self.late = True
            answer["status"] = "timed-out"
        except NotImplementedError:
            answer["status"] = "not-attempted"
        except BorrowedError:
            answer["status"] = "borrowed"
        except BaseException as error:
            answer["status"], answer["error"] = "raised", as_raised(error, function)
        finally:
            self.busy = not outermost
        answer["status"] = "borrowed" if self.borrowed else answer["status"]
        values = [*((i, v) for i, v in enumerate(args)), *kwargs.items()]
        answer["after"] = [
            [key, value] for (key, value), was in zip(values, before, strict=True) if self._frozen(value) != was
        ]
        answer["printed"] = printed.text()
        answer["value"] = answer.pop("value")  # what it says of itself has room first
        return answer

    def _get(self, thing: Any, name: str) -> dict[str, Any]:
        try:
            return {"status": "returned", "value": getattr(thing, name), "error": None}
        except BaseException as error:
            return {"status": "raised", "value": None, "error": as_raised(error, None)}

    def _frozen(self, value: Any) -> object:
        """A picture of an input that can change; objects stand in it by type alone, so that none is held for it."""
        if type(value) is np.ndarray and not value.dtype.hasobject:
            return value.dtype.str, value.shape, value.tobytes()
        if type(value) in (np.ndarray, list, tuple, dict, np.random.Generator):
            return pack({"value": value}, strange)
        return None

    def _mine(self, value: Any) -> Any:
        """What a received value is on this side: a number for a function becomes something to call."""
        if type(value) is Handle:
            return self.held[value.number] if value.type_name == "thing" else _Callback(self, value)
        if type(value) in (list, tuple):
            return type(value)(self._mine(item) for item in value)
        if type(value) is dict:
            return {key: self._mine(item) for key, item in value.items()}
        return value

    def _odd(self, value: Any) -> Any:
        """What takes the place of a value that cannot travel: a number to ask for it by."""
        if type(value) is _Callback:
            return value.handle
        if isinstance(value, np.ndarray) and type(value) is np.ndarray:
            return Strange(f"array of dtype {value.dtype}")
        self.held.append(value)
        return Handle(len(self.held) - 1, type(value).__name__)

    def _origin(self, message: Mapping[str, Any]) -> Origin:
        return Origin([(length, digest) for length, digest in message["answers"]], self.sources)

    def _is_courses(self, found: Any, message: Mapping[str, Any]) -> bool:
        try:
            code = getattr(inspect.unwrap(found), "__code__", None) if callable(found) else None
            return isinstance(code, types.CodeType) and self._origin(message).is_courses(code)
        except BaseException:  # a stranger's object may do anything when it is asked
            return False

    def _borrow(self) -> None:
        self.borrowed = True

    def _shut(self, module: str, name: str, origin: Origin) -> None:
        """Whoever calls the course's own answer to this exercise, by whatever way, has borrowed it."""

        def shut(*_: Any, **__: Any) -> Any:
            self.borrowed = True
            raise BorrowedError

        if not module.startswith("dlcourse."):
            return
        try:
            home = importlib.import_module(module)
            original = getattr(home, name, None)
            setattr(home, name, shut)
            inner = inspect.unwrap(original) if callable(original) else None
        except BaseException:  # the learner's code may have broken the module; then there is nothing to borrow
            inner = None
        if isinstance(inner, types.FunctionType):
            _close(inner, shut)
        for twin in list(origin.copies()):
            _close(twin, shut)
        if origin.needs_watching():
            origin.watch(self._borrow)


def _close(function: types.FunctionType, shut: Callable[..., Any]) -> None:
    """Have a function call `shut` instead, whoever holds it."""
    if not function.__code__.co_freevars:
        function.__globals__["__shut__"] = shut
        function.__code__ = _refuse.__code__
        function.__defaults__ = function.__kwdefaults__ = None


def _refuse(*_: Any, **__: Any) -> Any:
    """Its code takes the place of the course's answer, in whose module it finds the name."""
    return __shut__()  # type: ignore[name-defined]  # noqa: F821  # put there by `_shut`


class _Callback:
    """A function that lives with the grader: calling it asks there."""

    def __init__(self, answerer: Answerer, handle: Handle) -> None:
        self.answerer, self.handle = answerer, handle

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        self.answerer.channel.send({"callback": self.handle, "args": list(args), "kwargs": kwargs})
        answer = None
        while answer is None:
            answer = self.answerer.next()
        error = answer["error"]
        if error is None:
            return self.answerer._mine(answer["value"])
        kind = getattr(builtins, error.type_name, None)
        if not (isinstance(kind, type) and issubclass(kind, Exception)):
            # one of the course's own keeps its name, by which a mistake is recognised
            kind = type(error.type_name, (RuntimeError,), {"__module__": "dlcourse"})
        raise kind(error.message)
