"""What judging one submission may use outside the wall: memory and time, whatever its answers are.

Drivers, the course's functions that stand in, `accept`, the mistakes' tests and the report all compute on what a stranger
chose, here, in the grader's own process. So this process has a limit of memory while it judges, and each exercise one of time;
what runs into them ends in a `MemoryError` or a `TimeUp` that the grader makes a verdict of. An answer far larger than
the right one is not looked at in the first place: its type and shape are told, and its numbers dropped.
"""

import contextlib
import ctypes
import sys
from collections.abc import Iterator
from typing import Any

import numpy as np

from dlcourse.exercises.compare import type_name
from dlcourse.exercises.outcome import Strange

if sys.platform != "win32":
    import resource

MEGABYTE = 1 << 20
MEMORY = 240 * MEGABYTE  # beyond what the process had before its first submission
_AT_LEAST = 128 * MEGABYTE  # that a submission finds, whatever those before it left
SECONDS = 8.0  # of the processor, beyond the exercise's own, for all that is computed on its answers
PLAIN, DRIVEN = MEGABYTE, 16 << 10  # bytes that an answer may always have; what a driver gets is multiplied by it
_TIMES = 8  # as large as the right one: a column against a row makes a square of it
_MOST_SHOWN = 60


class Memory:
    """The limit of this process's memory while it judges."""

    def __init__(self) -> None:
        np.ones((64, 64)) @ np.ones(
            (64, 64)
        )  # a library of linear algebra that finds no room for its own ends the process
        self._idle = _data()

    @contextlib.contextmanager
    def bounded(self) -> Iterator[None]:
        """Refuse, in the body, memory beyond the limit with a `MemoryError`. No process may be started in it."""
        if sys.platform != "linux":
            yield
            return
        before = resource.getrlimit(resource.RLIMIT_DATA)
        _trim()
        most = max(self._idle + MEMORY, _data() + _AT_LEAST)
        if before[0] != resource.RLIM_INFINITY:
            most = min(most, before[0])
        resource.setrlimit(resource.RLIMIT_DATA, (most, before[1]))
        try:
            yield
        finally:
            resource.setrlimit(resource.RLIMIT_DATA, before)
            _trim()


def _data() -> int:
    """The bytes of this process that the limit counts."""
    try:
        with open("/proc/self/statm", "rb") as file:
            return int(file.read().split()[5]) * resource.getpagesize()
    except (OSError, IndexError, ValueError):
        return 0


def _trim() -> None:
    """Give what was freed back to the system: a large answer is not to stay with us."""
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).malloc_trim(0)


# --- sizes ----------------------------------------------------------------------------------------------------------


def size(value: Any) -> int:
    """The bytes of all that a value holds, roughly."""
    if isinstance(value, np.ndarray):
        return int(value.nbytes)
    if isinstance(value, list | tuple):
        return 8 * len(value) + sum(map(size, value))
    if isinstance(value, dict):
        return 16 * len(value) + sum(map(size, value.values()))
    return len(value) if isinstance(value, str) else 8


def too_large(value: Any, most: int) -> Strange | None:
    """What takes the place of an answer that is larger than `most` bytes; its type and shape, and nothing to compute on."""
    if size(value) <= most:
        return None
    if isinstance(value, np.ndarray):
        return Strange(f"{type_name(value)} of shape {value.shape}"[:_MOST_SHOWN])
    if isinstance(value, list | tuple):
        largest = max(value, key=size)
        if isinstance(largest, np.ndarray | list | tuple | dict) and (inner := too_large(largest, size(largest) - 1)):
            return Strange(f"{type_name(value)} with {inner.type_name}"[: 2 * _MOST_SHOWN])
    return Strange(f"{type_name(value)} with too many parts")


def most_of(expected: int, *, driven: bool) -> int:
    """How many bytes an answer may have where the right one has `expected`."""
    return (DRIVEN if driven else PLAIN) + _TIMES * expected
