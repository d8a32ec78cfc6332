"""A time limit inside one process, so that a loop without an end gives the notebook back to its learner.

On the main thread of a POSIX system an alarm signal interrupts even `time.sleep`. Elsewhere, on Windows above all, a
watching thread raises the same exception between two lines of Python: one long call in C (a sleep, a product of large
matrices) ends the check only when it returns. Code that swallows every exception can outlast both: grading strangers'
code needs a process of its own.
"""

import ctypes
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

_AGAIN = 0.25  # seconds: a bare `except:` swallows one alarm, so the next one follows


class TimeUp(BaseException):
    """The time is over. Not an `Exception`, so that a learner's `except Exception` lets it pass."""


@contextmanager
def limit(seconds: float) -> Iterator[None]:
    """Raise `TimeUp` in the body after `seconds`."""
    on_main = threading.current_thread() is threading.main_thread()
    with _alarm(seconds) if on_main and hasattr(signal, "setitimer") else _watcher(seconds):
        yield


@contextmanager
def _alarm(seconds: float) -> Iterator[None]:
    armed = True

    def ring(_signal: int, _frame: FrameType | None) -> None:
        if armed:
            raise TimeUp

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, max(seconds, 1e-3), _AGAIN)
    try:
        yield
    finally:
        armed = False
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


@contextmanager
def _watcher(seconds: float) -> Iterator[None]:
    done = threading.Event()
    target = ctypes.c_ulong(threading.get_ident())

    def watch() -> None:
        wait = seconds
        while not done.wait(wait):
            ctypes.pythonapi.PyThreadState_SetAsyncExc(target, ctypes.py_object(TimeUp))
            wait = _AGAIN

    threading.Thread(target=watch, daemon=True).start()
    try:
        yield
    finally:
        done.set()
