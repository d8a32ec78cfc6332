"""Inside the wall: the process that runs one submission's cells, and its copies that answer for one exercise each.

Everything here shares a process with a stranger's code and may be turned round by it. That is expected: what it sends
can only be that submission's own answers, nothing secret is in reach, and the grader outside checks every frame.

`serve` runs cells and, for each exercise, forks a copy in which `_Exercise` calls the learner's function. What a call
leaves behind (changed variables, files it opened, patched libraries) ends with the copy. Where the grader knows that the cells can leave
nothing behind, it does without the copy.
"""

import builtins
import contextlib
import gc
import importlib
import inspect
import linecache
import os
import signal
import socket
import sys
import time
import types
from collections.abc import Callable, Iterable, Mapping
from contextlib import nullcontext, redirect_stderr, redirect_stdout
from itertools import islice
from typing import Any
from warnings import catch_warnings, simplefilter

import numpy as np

from autograder.grade.sandbox import kernel
from autograder.grade.wire import AHEAD, Channel, ClosedError, Handle, pack, strange
from dlcourse._limit import TimeUp, limit
from dlcourse.exercises.call import PrintedTail, raised_by, standing_in
from dlcourse.exercises.outcome import Raised, Strange

Transform = Callable[[str], str]
Compiled = Mapping[str, types.CodeType]
_OFTEN = 0.5  # seconds after which the grader hears of cells that were run
_PATIENCE = 0.05  # seconds that a copy may take to end
_ROOM = 30.0  # seconds to wait for a process that we may make
_MOST_WARNINGS = 20
_MOST_ITEMS = 10_000  # that a generator may give
_TIMED_MAGICS = {"time", "timeit", "capture", "prun"}  # magics whose text is Python that a cell needs


class BorrowedError(BaseException):
    """The submission called the course's own answer. Not an `Exception`, so that `except Exception` lets it pass."""


def compiled(cells: Iterable[str]) -> Compiled:
    """Cells of the course, which most submissions have as they were: compiled once for all of them."""
    made = {}
    for text in cells:
        with contextlib.suppress(SyntaxError):
            made[text] = compile(text, "<cell of the course>", "exec", dont_inherit=True)
    return made


def serve(channel: Channel, transform: Transform, known: Compiled, *, confined: bool) -> None:
    """Do what the grader asks until it hangs up."""
    notebook = _Notebook(transform, known)
    ourselves = os.getpid()
    copies = _Copies()
    while True:
        message, descriptor = channel.receive_with_descriptor()
        if message["do"] == "run":
            told = time.monotonic()
            for number, source in message["cells"]:
                if source not in known or time.monotonic() > told + _OFTEN:  # it must be clear who did not come back
                    channel.flush()
                    told = time.monotonic()
                answer = notebook.run(number, source, message["seconds"])
                if os.getpid() != ourselves:  # a cell forked, and this is not the process that speaks
                    os._exit(0)
                channel.keep({"cell": number, **answer})
            channel.flush()
        elif message["do"] == "judge" and message["here"] and descriptor is not None:
            _judge_here(descriptor, notebook.names, message)
        elif message["do"] == "judge" and descriptor is not None:
            for number in message["over"]:
                copies.end(number)
            pid = copies.fork()
            if pid == 0:
                channel.close()
                _judge(descriptor, notebook.names, message, confined=confined)
            os.close(descriptor)
            copies.began(message["number"], pid)
        elif message["do"] == "ended":
            channel.send({"number": message["number"], "ended": copies.end(message["number"])})


class _Copies:
    """The copies that answer for exercises, by their numbers, until each is ended."""

    def __init__(self) -> None:
        self._pids: dict[int, int] = {}
        self._ended: dict[int, int] = {}  # process -> how it ended

    def fork(self) -> int:
        """Make one; where the exercise before it takes up all the processes we may have, wait until it lets go of them."""
        until = time.monotonic() + _ROOM
        while True:
            try:
                return os.fork()
            except BlockingIOError:
                if time.monotonic() > until:
                    raise
                self._collect()
                time.sleep(0.01)

    def began(self, number: int, pid: int) -> None:
        """A copy was made."""
        self._pids[number] = pid

    def end(self, number: int) -> int:
        """End a copy that did not end by itself; its exit code, negative for a signal."""
        pid = self._pids.pop(number, 0)
        if not pid:
            return 0
        until, pause = time.monotonic() + _PATIENCE, 0.0002  # most copies are gone at once: their grader hung up
        while True:
            self._collect()
            if pid in self._ended:
                return os.waitstatus_to_exitcode(self._ended.pop(pid))
            if time.monotonic() > until:
                break
            time.sleep(pause)
            pause *= 2
        with contextlib.suppress(OSError):  # where signals are refused it ends with the submission
            os.kill(pid, signal.SIGKILL)
            os.waitpid(pid, 0)
        return -signal.SIGKILL

    def _collect(self) -> None:
        """Note how our copies ended, and whatever a cell may have started."""
        with contextlib.suppress(ChildProcessError):
            while True:
                pid, status = os.waitpid(-1, os.WNOHANG)
                if pid == 0:
                    return
                self._ended[pid] = status


# --- cells ----------------------------------------------------------------------------------------------------------


class _Notebook:
    """The names of a running notebook, as a kernel would hold them."""

    def __init__(self, transform: Transform, known: Compiled) -> None:
        main = types.ModuleType("__main__")
        sys.modules["__main__"] = main
        self.names = main.__dict__
        self.transform, self.known = transform, known
        self.unused: list[str] = []
        self.names["__builtins__"] = builtins
        self.names["get_ipython"] = lambda: _Shell(self)
        self.names["display"] = print

    def run(self, number: int, source: str, seconds: float) -> dict[str, Any]:
        """Run one cell as a notebook would; what went wrong, what it printed, which lines were no Python."""
        printed = PrintedTail()
        error: Raised | None = None
        usual = dict(vars(builtins))
        self.unused = []
        try:
            with limit(seconds), redirect_stdout(printed), redirect_stderr(printed), catch_warnings():
                self.execute(source, f"<cell {number}>")
        except TimeUp:
            error = Raised("TimeUp", f"{seconds:g}")
        except BaseException as caught:
            error = _told(caught, None)
        vars(builtins).update(usual)  # a cell that gave `list` another meaning for everybody meant its own notebook
        return {"error": error, "printed": printed.text(), "unused": self.unused[:9]}

    def execute(self, source: str, name: str) -> None:
        """Run a cell's text; errors will know its lines. What is no Python may be a notebook's magic."""
        if source in self.known:
            exec(self.known[source], self.names)
            return
        try:
            code = compile(source, name, "exec", dont_inherit=True)
        except SyntaxError:
            source = self.transform(source)
            code = compile(source, name, "exec", dont_inherit=True)
        linecache.cache[name] = (len(source), None, source.splitlines(keepends=True), name)
        exec(code, self.names)


class _Shell:
    """What stands in for the notebook's shell: Python inside a magic runs, everything else is only noted."""

    def __init__(self, notebook: _Notebook) -> None:
        self._notebook = notebook
        self.user_ns = notebook.names

    def run_line_magic(self, name: str, line: str, _stack_depth: int = 1) -> None:
        if name in _TIMED_MAGICS and name != "capture":
            self._notebook.execute(line, "<magic>")
        else:
            self._notebook.unused.append(f"%{name} {line}".strip()[:80])

    def run_cell_magic(self, name: str, line: str, cell: str) -> None:
        if name in _TIMED_MAGICS:
            self._notebook.execute(cell, "<magic>")
        else:
            self._notebook.unused.append(f"%%{name} {line}".strip()[:80])

    def system(self, command: str) -> None:
        self._notebook.unused.append(f"!{command}"[:80])

    def getoutput(self, command: str, *_: Any, **__: Any) -> list[str]:
        self.system(command)
        return []


# --- one exercise ---------------------------------------------------------------------------------------------------


def _judge(descriptor: int, names: dict[str, Any], message: Mapping[str, Any], *, confined: bool) -> None:
    """The life of a copy: answer for one exercise, then end without a trace."""
    try:
        gc.disable()  # it lives for a moment, and a collection would copy the memory it shares
        if confined:
            kernel.die_with_parent()
            kernel.refuse_calls(forks=False, signals=False)
        os.set_inheritable(descriptor, False)
        exercise = _Exercise(Channel(socket.socket(fileno=descriptor), ahead=AHEAD), names)
        exercise.prepare(message)
        while True:
            exercise.next()
    finally:
        os._exit(0)


def _judge_here(descriptor: int, names: dict[str, Any], message: Mapping[str, Any]) -> None:
    """Answer for one exercise without a copy, until it is told that this was all, or a call took too long."""
    channel = Channel(socket.socket(fileno=descriptor), ahead=AHEAD)
    exercise = _Exercise(channel, names)
    with contextlib.suppress(ClosedError), contextlib.closing(channel), standing_in(names, exercise.stand_ins(message)):
        exercise.prepare(message)
        while not exercise.late and (exercise.next() or {}).get("do") != "done":
            pass
        channel.flush()


class _Exercise:
    """Calls the learner's function, and methods of what it returned, on the inputs that arrive."""

    def __init__(self, channel: Channel, names: dict[str, Any]) -> None:
        self.channel = channel
        self.channel.odd = self._odd
        self.names = names
        self.answer: Callable[[Mapping[str, Any]], None] = channel.send
        self.held: list[Any] = []
        self.busy = False
        self.borrowed = False
        self.late = False

    def prepare(self, message: Mapping[str, Any]) -> None:
        """Find the function, shut the course's own answer, and say what there is."""
        absent = object()
        found = self.names.get(message["name"], absent)
        self.held.append(found)
        if found is absent:
            status = "undefined"
        elif str(getattr(found, "__module__", "")).startswith("dlcourse."):
            status = "borrowed"
        else:
            status = "callable" if callable(found) else "not-callable"
        if message["here"]:
            self.answer = self.channel.keep  # if this process gets lost, everything is asked again
        else:  # cells that can leave nothing behind cannot reach the course's own answer either
            self._shut(*message["closed"])
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
                limit(message["seconds"]) if outermost else nullcontext(),
                redirect_stdout(printed),
                redirect_stderr(printed),
                catch_warnings(record=True) as caught,
                np.errstate(all="warn", under="ignore"),
            ):
                simplefilter("always")
                made = function(*args, **kwargs)
                # a generator's body runs while it is asked: here, where its inputs are watched and its time is limited
                answer["value"] = list(islice(made, _MOST_ITEMS)) if type(made) is types.GeneratorType else made
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
            answer["status"], answer["error"] = "raised", _told(error, function)
        finally:
            self.busy = not outermost
        answer["status"] = "borrowed" if self.borrowed else answer["status"]
        values = [*((i, v) for i, v in enumerate(args)), *kwargs.items()]
        answer["after"] = [
            [key, value] for (key, value), was in zip(values, before, strict=True) if self._frozen(value) != was
        ]
        answer["printed"] = printed.text()
        return answer

    def _get(self, thing: Any, name: str) -> dict[str, Any]:
        try:
            return {"status": "returned", "value": getattr(thing, name), "error": None}
        except BaseException as error:
            return {"status": "raised", "value": None, "error": _told(error, None)}

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

    def _shut(self, module: str, name: str) -> None:
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
        except BaseException:  # the learner's code may have broken the module; then there is nothing to borrow
            return
        inner = inspect.unwrap(original) if callable(original) else None
        if isinstance(inner, types.FunctionType) and not inner.__code__.co_freevars:
            inner.__globals__["__shut__"] = shut
            inner.__code__ = _refuse.__code__
            inner.__defaults__ = inner.__kwdefaults__ = None


def _refuse(*_: Any, **__: Any) -> Any:
    """Its code takes the place of the course's answer, in whose module it finds the name."""
    return __shut__()  # type: ignore[name-defined]  # noqa: F821  # put there by `_shut`


class _Callback:
    """A function that lives with the grader: calling it asks there."""

    def __init__(self, exercise: _Exercise, handle: Handle) -> None:
        self.exercise, self.handle = exercise, handle

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        self.exercise.channel.send({"callback": self.handle, "args": list(args), "kwargs": kwargs})
        answer = None
        while answer is None:
            answer = self.exercise.next()
        error = answer["error"]
        if error is None:
            return self.exercise._mine(answer["value"])
        kind = getattr(builtins, error.type_name, RuntimeError)
        usual = isinstance(kind, type) and issubclass(kind, Exception)
        raise (kind if usual else RuntimeError)(error.message)


def _told(error: BaseException, function: Any) -> Raised:
    """An exception in words, even where asking it for its words goes wrong."""
    try:
        told = raised_by(error, function if callable(function) else _told)
        return Raised(str(told.type_name), str(told.message), told.line, str(told.source))
    except BaseException:
        return Raised(type(error).__name__, "")
