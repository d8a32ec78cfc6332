"""A running notebook without a kernel: its cells, its names, and what stands in for the shell's magics."""

import builtins
import contextlib
import linecache
import sys
import types
from collections.abc import Callable, Iterable, Mapping
from contextlib import redirect_stderr, redirect_stdout
from typing import Any
from warnings import catch_warnings

from autograder.grade.inside.errors import as_raised
from dlcourse.exercises.call import PrintedTail
from dlcourse.exercises.outcome import Raised
from dlcourse.time_limit import TimeUp, limit

Transform = Callable[[str], str]
Compiled = Mapping[str, types.CodeType]
_TIMED_MAGICS = {"time", "timeit", "capture", "prun"}  # magics whose text is Python that a cell needs


def compiled(cells: Iterable[str]) -> Compiled:
    """Cells of the course, which most submissions have as they were: compiled once for all of them."""
    made = {}
    for text in cells:
        with contextlib.suppress(SyntaxError):
            made[text] = compile(text, "<cell of the course>", "exec", dont_inherit=True)
    return made


class Notebook:
    """The names of a running notebook, as a kernel would hold them."""

    def __init__(self, transform: Transform, known: Compiled) -> None:
        main = types.ModuleType("__main__")
        sys.modules["__main__"] = main
        self.names = main.__dict__
        self.transform, self.known = transform, known
        self.unused: list[str] = []
        self.ran: list[str] = []  # the learner's own texts
        self.names["__builtins__"] = builtins
        self.names["get_ipython"] = lambda: _Shell(self)
        self.names["display"] = print

    def run(self, number: int, source: str, seconds: float, clock: float) -> dict[str, Any]:
        """Run one cell as a notebook would; what went wrong, what it printed, which lines were no Python."""
        printed = PrintedTail()
        error: Raised | None = None
        usual = dict(vars(builtins))
        self.unused = []
        try:
            with limit(seconds, clock), redirect_stdout(printed), redirect_stderr(printed), catch_warnings():
                self.execute(source, f"<cell {number}>")
        except TimeUp:
            error = Raised("TimeUp", f"{seconds:g}")
        except BaseException as caught:
            error = as_raised(caught, None)
        vars(builtins).update(usual)  # a cell that gave `list` another meaning for everybody meant its own notebook
        return {"error": error, "printed": printed.text(), "unused": self.unused[:9]}

    def execute(self, source: str, name: str) -> None:
        """Run a cell's text; errors will know its lines. What is no Python may be a notebook's magic."""
        if source in self.known:
            exec(self.known[source], self.names)
            return
        self.ran.append(source)
        try:
            code = compile(source, name, "exec", dont_inherit=True)
        except SyntaxError:
            source = self.transform(source)
            self.ran[-1] = source
            code = compile(source, name, "exec", dont_inherit=True)
        linecache.cache[name] = (len(source), None, source.splitlines(keepends=True), name)
        exec(code, self.names)


class _Shell:
    """What stands in for the notebook's shell: Python inside a magic runs, everything else is only noted."""

    def __init__(self, notebook: Notebook) -> None:
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
