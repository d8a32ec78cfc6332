"""What is done while nobody waits for the kernel: a little at a time, a tenth of a core at most, and nothing while a cell runs.

Work is a function that does one small piece and says whether there is more. Whoever asked last is served first. All stages of a kernel share
one queue, so that many of them take no more than one does.
"""

import asyncio
import contextlib
import io
import time
import warnings
from collections.abc import Callable, Iterator

import numpy as np

from dlcourse.record import hosting

SLICE = 0.01  # seconds of work at a time: who presses a key meanwhile does not notice
SHARE = 0.1  # of a core
QUIET = 0.25  # seconds without a cell or an event before work begins

Work = Callable[[], bool]


class Idle:
    """The queue of one event loop, which is the kernel's main one: while a cell runs, it does not turn."""

    def __init__(self, loop: asyncio.AbstractEventLoop, clock: Callable[[], float] = time.perf_counter) -> None:
        self._loop, self._clock = loop, clock
        self._queue: list[Work] = []  # the last one is next
        self._timer: asyncio.TimerHandle | None = None
        self._running_cell = False
        shell = hosting.shell()
        if hasattr(shell, "events"):
            shell.events.register("pre_execute", self._cell_begins)
            shell.events.register("post_execute", self._cell_ends)

    def ask(self, work: Work) -> None:
        """Do this, before anything else that waits, as soon as there is quiet."""
        # JupyterLab brings the events of widgets in a thread with a loop of its own
        with contextlib.suppress(RuntimeError):  # a loop that is closed has no idle moments
            self._loop.call_soon_threadsafe(self._asked, work)

    def waits(self, work: Work) -> bool:
        """Whether there is still something of this to do."""
        return work in self._queue

    def forget(self, work: Work) -> None:
        """Do it no more."""
        with contextlib.suppress(ValueError):
            self._queue.remove(work)

    def _asked(self, work: Work) -> None:
        self.forget(work)
        self._queue.append(work)
        self._wait(QUIET)

    def _wait(self, seconds: float) -> None:
        if self._timer is not None:
            self._timer.cancel()
        self._timer = self._loop.call_later(seconds, self._turn) if self._queue else None

    def _turn(self) -> None:
        self._timer = None
        if self._running_cell:  # it awaits something; its end begins the waiting anew
            return
        began = self._clock()
        with without_a_trace():
            while self._queue and self._clock() - began < SLICE:
                work = self._queue[-1]
                try:
                    more = work()
                except Exception:  # nobody asked for it, so nobody is told; the others go on
                    more = False
                if not more:
                    self.forget(work)
        self._wait((self._clock() - began) * (1 / SHARE - 1))

    def _cell_begins(self) -> None:
        self._running_cell = True

    def _cell_ends(self) -> None:
        self._running_cell = False
        self._wait(QUIET)


@contextlib.contextmanager
def without_a_trace() -> Iterator[None]:
    """Let a learner's functions run without a word in any cell's output and without using up anybody's random numbers."""
    state = np.random.get_state()  # noqa: NPY002  # the generator that a learner's own line may have seeded
    silent = io.StringIO()
    with warnings.catch_warnings(), contextlib.redirect_stdout(silent), contextlib.redirect_stderr(silent):
        warnings.simplefilter("ignore")  # one that was shown here would be missing later where it belongs
        try:
            yield
        finally:
            np.random.set_state(state)  # noqa: NPY002


_idle: dict[asyncio.AbstractEventLoop, Idle] = {}


def idle() -> Idle | None:
    """The queue of the event loop that runs here; None in a script, which has no idle moments."""
    try:
        loop = asyncio.get_running_loop()
    except RuntimeError:
        return None
    for gone in [one for one in _idle if one.is_closed()]:
        del _idle[gone]
    if loop not in _idle:
        _idle[loop] = Idle(loop)
    return _idle[loop]
