"""Asking a function that lives in this process: give it a copy of a case's inputs and write down all that happened.

The judge never calls a learner's function itself. It is handed something to ask, and this is the one for a notebook; a
grader hands it one that asks inside a sandbox.
"""

import copy
import inspect
import io
import linecache
import textwrap
import traceback
import warnings
from collections.abc import Callable, Iterator, Mapping, MutableMapping
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from typing import Any

import numpy as np

from dlcourse.exercises.card import Case, Exercise
from dlcourse.exercises.factors import unfit
from dlcourse.exercises.outcome import Ask, Outcome, Raised, plain
from dlcourse.time_limit import Allowance, TimeUp

_PRINTED = 2_000  # characters of a function's own output that we keep


def asking(card: Exercise, function: Any) -> Ask:
    """Something the judge can ask: runs `function` on a case, all cases together within the card's seconds of the processor."""
    if not callable(function):
        return lambda case: Outcome("not-callable", value=plain(function))
    names = parameter_names(card.reference)
    allowance = Allowance(card.seconds)

    def ask(case: Case) -> Outcome:
        return Outcome("timed-out") if allowance.over else call(function, case, names, allowance)

    return ask


def call(function: Callable[..., Any], case: Case, names: tuple[str, ...], allowance: Allowance) -> Outcome:
    """One call on copies of the case's inputs."""
    args, kwargs = copy.deepcopy((case.args, dict(case.kwargs)))
    printed = PrintedTail()
    try:
        with (
            allowance.spend(),
            redirect_stdout(printed),
            redirect_stderr(printed),
            warnings.catch_warnings(record=True) as caught,
            np.errstate(all="warn", under="ignore"),  # a stable exp(-1000) is 0 and may say so
        ):
            warnings.simplefilter("always")
            drive = case.call
            value = function(*args, **kwargs) if drive is None else drive(function, *args, **kwargs)
            value = plain(value)
    except TimeUp:
        return Outcome("timed-out", printed=printed.text())
    except NotImplementedError:
        return Outcome("not-attempted", printed=printed.text())
    except (Exception, SystemExit) as error:
        return Outcome("raised", error=raised_by(error, function), printed=printed.text())
    changed = changed_arguments(case, args, kwargs, names)
    floating = tuple(str(w.message) for w in caught if issubclass(w.category, RuntimeWarning))
    return Outcome("returned", value=value, changed=changed, warnings=floating, printed=printed.text())


@contextmanager
def standing_in(namespace: MutableMapping[str, Any], replacements: Mapping[str, Any]) -> Iterator[None]:
    """Let other functions stand in for names of a notebook, and put everything back afterwards."""
    before = {name: namespace[name] for name in replacements if name in namespace}
    namespace.update(replacements)
    try:
        yield
    finally:
        for name in replacements:
            namespace.pop(name, None)
        namespace.update(before)


def text_of(function: Any) -> str:
    """The text of a function, as its notebook or file has it; "" where nobody kept it."""
    try:
        return textwrap.dedent(inspect.getsource(inspect.unwrap(function)))
    except (OSError, TypeError, ValueError):
        return ""


def parameter_names(reference: Callable[..., Any]) -> tuple[str, ...]:
    return tuple(inspect.signature(reference).parameters)


def changed_arguments(
    case: Case, args: tuple[Any, ...], kwargs: Mapping[str, Any], names: tuple[str, ...]
) -> tuple[str, ...]:
    """Names of the inputs that are no longer what they were."""
    labelled = [
        (names[i] if i < len(names) else f"{i + 1}", before, after)
        for i, (before, after) in enumerate(zip(case.args, args, strict=True))
    ]
    labelled += [(name, case.kwargs[name], kwargs.get(name)) for name in case.kwargs]
    return tuple(name for name, before, after in labelled if not _unchanged(before, after))


def _unchanged(before: Any, after: Any) -> bool:
    if isinstance(before, np.ndarray):
        return (
            type(after) is np.ndarray
            and before.shape == after.shape
            and before.dtype == after.dtype
            and before.tobytes() == after.tobytes()
        )
    if isinstance(before, list | tuple):
        return (
            type(after) is type(before)
            and len(after) == len(before)
            and all(_unchanged(a, b) for a, b in zip(before, after, strict=True))
        )
    if isinstance(before, dict):
        return (
            type(after) is dict
            and before.keys() == after.keys()
            and all(_unchanged(before[k], after[k]) for k in before)
        )
    return True  # numbers and strings cannot change; generators are meant to be used up


def raised_by(error: BaseException, function: Callable[..., Any]) -> Raised:
    """The exception, with the last line of the learner's own code on its way."""
    code = getattr(inspect.unwrap(function), "__code__", None)
    line, source, shapes = None, "", None
    for frame, number in traceback.walk_tb(error.__traceback__):
        if code is not None and frame.f_code.co_filename == code.co_filename:
            line = number - (code.co_firstlineno - 1) if frame.f_code is code else None
            source = linecache.getline(code.co_filename, number).strip()
            shapes = unfit(source, frame.f_locals) if str(error).startswith("matmul: ") else None
    message = _first_line(str(error))
    if shapes is not None:
        message = f"matmul: shapes {shapes[0]} and {shapes[1]} not aligned"
    return Raised(_kind(type(error)), message, line, source)


def _kind(kind: type[BaseException]) -> str:
    """The name of an exception; one of the learner's own says which of Python's it is, for that is what it counts as."""
    python = next(base for base in kind.__mro__ if base.__module__ == "builtins")
    library = kind.__module__.split(".")[0] in ("builtins", "numpy", "dlcourse")
    own = not library and python not in (Exception, BaseException)
    return f"{kind.__name__} (a {python.__name__})" if own else kind.__name__


def _first_line(message: str, most: int = 200) -> str:
    first = message.strip().splitlines()[0] if message.strip() else ""
    return first if len(first) <= most else first[: most - 1] + "…"


class PrintedTail(io.TextIOBase):
    """Keeps the beginning of what is written, however much that is."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._room = _PRINTED

    def writable(self) -> bool:
        return True

    def write(self, text: str) -> int:
        if self._room > 0:
            self._parts.append(text[: self._room])
        self._room -= len(text)
        return len(text)

    def text(self) -> str:
        return "".join(self._parts) + ("…" if self._room < 0 else "")
