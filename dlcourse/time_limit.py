"""A time limit inside one process, so that a loop without an end gives the notebook back to its learner.

What counts is the processor's time, so that a busy machine makes a slow answer late but not wrong. Behind it stands a longer limit on
the clock, for a function that waits; the busier the machine is, the longer.

On the main thread of a POSIX system an alarm signal interrupts even `time.sleep`. Elsewhere, on Windows above all, a
watching thread raises the same exception between two lines of Python: one long call in C (a sleep, a product of large
matrices) ends the check only when it returns. Code that swallows every exception can outlast both: grading strangers'
code needs a process of its own.
"""

import ctypes
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

from dlcourse import busy

_AGAIN = 0.25  # seconds: a bare `except:` swallows one alarm, so the next one follows
_SOON = 0.01  # seconds until the next look at a clock that is almost due
_rings: list[Any] = []  # of the limits that the main thread is in, one within another: each still holds


class TimeUp(BaseException):
    """The time is over. Not an `Exception`, so that a learner's `except Exception` lets it pass."""


def on_the_clock(seconds: float) -> float:
    """How long `seconds` of processor time may last: five times as long, or 16 seconds longer where that is less; on a busy machine more."""
    return min(5 * seconds, seconds + 16) * busy.slowness()


@contextmanager
def limit(seconds: float, clock: float | None = None) -> Iterator[None]:
    """Raise `TimeUp` in the body after `seconds` of the processor's time, or after `clock` seconds in all.

    Whatever error the body, or C code below it, makes of it is `TimeUp` again when it comes out.
    """
    whole = on_the_clock(seconds) if clock is None else clock
    on_main = threading.current_thread() is threading.main_thread()
    way = _alarm if on_main and hasattr(signal, "setitimer") else _watcher
    rang = threading.Event()
    try:
        with way(seconds, whole, rang):
            yield
    except Exception as error:
        if rang.is_set():
            raise TimeUp from error
        raise


class Allowance:
    """Time for several calls together: what one of them uses, the next does not have."""

    def __init__(self, seconds: float) -> None:
        self.seconds, self.clock = seconds, on_the_clock(seconds)

    @property
    def over(self) -> bool:
        """Whether nothing is left."""
        return self.seconds <= 0 or self.clock <= 0

    @contextmanager
    def spend(self) -> Iterator[None]:
        """Let the body use what is left, and `TimeUp` end it."""
        used, began = time.thread_time(), time.monotonic()
        try:
            with limit(self.seconds, self.clock):
                yield
        finally:
            self.seconds -= time.thread_time() - used
            self.clock -= time.monotonic() - began


@contextmanager
def _alarm(seconds: float, whole: float, rang: threading.Event) -> Iterator[None]:
    armed = True
    used, began = time.thread_time(), time.monotonic()

    def left() -> float:
        """The earliest moment at which either limit can be reached."""
        return min(seconds - (time.thread_time() - used), whole - (time.monotonic() - began))

    def ring(number: int, frame: FrameType | None) -> None:
        if not armed:
            return
        soonest = left()
        if outer is not None:  # it raises, or sets the clock for itself
            outer(number, frame)
            soonest = min(soonest, max(signal.getitimer(signal.ITIMER_REAL)[0], _SOON))
        if soonest > 0:
            signal.setitimer(signal.ITIMER_REAL, max(soonest, _SOON), _AGAIN)
            return
        rang.set()
        raise TimeUp

    outer = _rings[-1] if _rings else None
    soonest = min(seconds, whole)
    if outer is not None:
        soonest = min(soonest, signal.getitimer(signal.ITIMER_REAL)[0])
    before = signal.signal(signal.SIGALRM, ring)
    _rings.append(ring)
    signal.setitimer(signal.ITIMER_REAL, max(soonest, 1e-3), _AGAIN)
    try:
        yield
    finally:
        armed = False
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
        _rings.remove(ring)
        if outer is not None:
            signal.setitimer(signal.ITIMER_REAL, _SOON, _AGAIN)  # it finds out itself how long it still has


@contextmanager
def _watcher(seconds: float, whole: float, rang: threading.Event) -> Iterator[None]:
    done = threading.Event()
    target = ctypes.c_ulong(threading.get_ident())
    used, began = time.process_time(), time.monotonic()  # nobody can ask for another thread's own time

    def watch() -> None:
        wait = min(seconds, whole)
        while not done.wait(wait):
            soonest = min(seconds - (time.process_time() - used), whole - (time.monotonic() - began))
            if soonest <= 0:
                rang.set()
                ctypes.pythonapi.PyThreadState_SetAsyncExc(target, ctypes.py_object(TimeUp))
            wait = max(soonest, _SOON) if soonest > 0 else _AGAIN

    threading.Thread(target=watch, daemon=True).start()
    try:
        yield
    finally:
        done.set()
