"""Whose code is it? What makes a function the course's own is its code, by whatever name or way it came here.

A learner may write the very same lines: code that stands in a cell of the notebook is the learner's. Everything here
shares a process with a stranger, who may turn it round; what can be seen from outside is noted there.
"""

import gc
import sys
import threading
import types
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from pathlib import Path

import dlcourse
from autograder.grade.wall.same_code import Fingerprint, codes, fingerprint
from dlcourse.exercises.registry import ENGINE

_HOME = str(Path(dlcourse.__path__[0]))
_CARDS = f"{_HOME}/exercises/"
# names that code needs which comes by another way than a cell or an import; where none is used nothing is watched
_WAYS = {
    "CodeType", "FunctionType", "Path", "__builtins__", "__code__", "__dict__", "__globals__", "__import__", "__subclasses__",
    "builtins", "compile", "ctypes", "eval", "exec", "gc", "getattr", "getsource", "globals", "importlib", "inspect", "io",
    "linecache", "marshal", "open", "os", "pathlib", "pickle", "pkgutil", "runpy", "sys", "tokenize", "types", "vars", "zipimport",
}  # fmt: skip


@lru_cache(maxsize=256)  # each exercise asks about every cell
def written_in(text: str) -> tuple[frozenset[Fingerprint], tuple[str, ...]]:
    """The fingerprints of all the code in a text, and the texts in it that may hold code themselves."""
    try:
        inside = _compiled(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return frozenset(), ()
    texts = tuple(a for one in inside for a in one.co_consts if isinstance(a, str) and "def " in a)
    return frozenset(map(fingerprint, inside)), texts


def _compiled(text: str) -> list[types.CodeType]:
    return list(codes(compile(text, "<cell>", "exec", dont_inherit=True)))


class Origin:
    """Tells the course's answers to one exercise from what the notebook's own cells hold."""

    def __init__(self, answers: Iterable[Fingerprint], sources: Iterable[str]) -> None:
        self._answers = set(answers)
        self._lengths = {length for length, _ in self._answers}
        self._sources = tuple(sources)
        self._own: set[Fingerprint] | None = None
        self._seen: dict[int, types.CodeType] = {}

    def is_courses(self, code: types.CodeType) -> bool:
        """Whether code is one of these answers, or stands on one of the course's cards."""
        file = code.co_filename
        if file.startswith(_CARDS) and "/" in file[len(_CARDS) :]:
            return file[len(_CARDS) :].split("/")[0] not in ENGINE
        if len(code.co_code) not in self._lengths or (made := fingerprint(code)) not in self._answers:
            return False
        return file.startswith(f"{_HOME}/") or made not in self.own

    @property
    def own(self) -> set[Fingerprint]:
        """The fingerprints of all that the notebook's cells hold, in texts too: who pastes a text wrote it down."""
        if self._own is None:
            self._own, texts = set(), list(self._sources)
            for text in texts:
                made, inside = written_in(text)
                self._own |= made
                if len(texts) < 1_000:
                    texts += inside
        return self._own

    def copies(self) -> Iterator[types.FunctionType]:
        """Functions made since the notebook began whose code is one of the course's answers."""
        for one in gc.get_objects():
            if type(one) is types.FunctionType and self.is_courses(one.__code__):
                yield one

    def needs_watching(self) -> bool:
        """Whether a cell uses a name that brings code here by another way."""
        for text in self._sources:
            try:
                inside = _compiled(text)
                if any(_WAYS & {part for name in one.co_names for part in name.split(".")} for one in inside):
                    return True
            except (SyntaxError, ValueError, RecursionError, MemoryError):
                return True
        return False

    def watch(self, when_found: Callable[[], None]) -> None:
        """From now on every function that is called is looked at. It costs time, so it is done where there is a reason."""

        def look(frame: types.FrameType, event: str, _: object) -> None:
            code = frame.f_code
            if event == "call" and id(code) not in self._seen:
                self._seen[id(code)] = code  # held, so that its number stays its own
                if self.is_courses(code):
                    self._seen.pop(id(code))
                    when_found()

        threading.setprofile(look)
        sys.setprofile(look)
