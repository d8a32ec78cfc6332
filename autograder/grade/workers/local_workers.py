"""The processes on this machine that grade. Nothing heavy is loaded here: they start to load it
before their maker does.
"""

import contextlib
import multiprocessing
import os
import sys
from collections.abc import Callable
from concurrent.futures import BrokenExecutor, Executor, ProcessPoolExecutor
from typing import Any


def processes(workers: int) -> Executor:
    """Processes on this machine. They start afresh, so that they inherit nothing but what they need."""
    return ProcessPoolExecutor(workers, multiprocessing.get_context("spawn"), _start, (os.getpid(),))


class LocalWorkers:
    """Makes what `processes` makes; the first one is on its way at once, to load what it needs
    while its maker does something else.

    Use it in a `with` block.
    """

    def __init__(self, workers: int) -> None:
        self.workers = workers
        self._first = [processes(workers)]
        self._every = [*self._first]
        self.everybody(_load)

    def everybody(self, do: Callable[..., None], *given: Any) -> None:
        """Have each of the first workers do something, if none of them does it twice while others wait."""
        with contextlib.suppress(BrokenExecutor):  # one of them died: whoever gives them work makes others
            for _ in range(self.workers):
                self._first[0].submit(do, *given)

    def __call__(self) -> Executor:
        """A first executor, or another one after it broke."""
        if self._first:
            return self._first.pop()
        self._every.append(processes(self.workers))
        return self._every[-1]

    def __enter__(self) -> "LocalWorkers":
        return self

    def __exit__(self, *_: object) -> None:
        from autograder.grade.wall.sandbox import sweep

        for made in self._every:
            made.shutdown(wait=True, cancel_futures=True)
        sweep()  # whoever was killed on the way has cleaned nothing up


def _load() -> None:
    import autograder.grade.workers.pool  # noqa: F401  # all that its work needs


def _start(coordinator: int) -> None:
    if sys.platform == "linux":  # a coordinator that is killed takes its workers along, and they their sandboxes
        from autograder.grade.wall import kernel

        kernel.die_with_parent()
        if os.getppid() != coordinator:
            os._exit(1)
    for library in ("OMP", "OPENBLAS", "MKL"):
        os.environ.setdefault(f"{library}_NUM_THREADS", "1")
