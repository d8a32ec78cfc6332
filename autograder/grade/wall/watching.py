"""What the kernel limits for one process or one file alone, watched for all of them together: the memory of a submission's
processes, and what it writes.

A thread looks a few times a second while a submission runs, and ends its processes where they have too much. With
namespaces the temporary folder has its own size, so there nothing written needs to be watched.
"""

import contextlib
import os
import signal
import threading
import time
from collections.abc import Iterator

from autograder.grade.wall import cleaning
from autograder.grade.wall.kernel import Limits

_OFTEN = 0.03  # seconds between two looks at what is written
_SELDOM = 5  # looks until the memory is looked at as well
_STRAYS = 2.0  # seconds to end processes that make others meanwhile


class Watcher:
    """Watches what comes from one warm process while it is told to."""

    def __init__(self, process: int, folder: str | None, limits: Limits) -> None:
        """`process` is the warm one, or bubblewrap around it; `folder` is watched where there is one."""
        self.exceeded: set[str] = set()  # what there was too much of: "memory", "written"
        self._process, self._folder, self._limits = process, folder, limits
        self._on, self._over = threading.Event(), threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()

    def watch(self, on: bool) -> None:
        """Begin, or rest."""
        if on:
            self._on.set()
        else:
            self._on.clear()

    def end_strays(self, kept: int) -> None:
        """End what came from the process `kept` (0: the only child of the warm one), and the orphans of that; not itself."""
        warm = _warm(self._process)
        until = time.monotonic() + _STRAYS
        # those who are stopped keep their places, so none can be made anew
        for what in (signal.SIGSTOP, signal.SIGKILL):
            met = {kept or next(iter(_children(warm)), 0)}
            while (new := [process for process, _ in _below(warm) if process not in met]) and time.monotonic() < until:
                for process in new:
                    with contextlib.suppress(OSError):
                        os.kill(process, what)
                met.update(new)

    def close(self) -> None:
        """End the thread."""
        self._over.set()
        self._on.set()
        self._thread.join(2)

    def _watch(self) -> None:
        look = 0
        while not self._over.is_set():
            self._on.wait()
            look += 1
            with contextlib.suppress(OSError):
                if self._folder is not None and self._wrote():
                    self._end("written")
                elif (self._folder is None or look % _SELDOM == 0) and self._grew():
                    self._end("memory")
            self._over.wait(_OFTEN if self._folder is not None else _SELDOM * _OFTEN)

    def _wrote(self) -> bool:
        assert self._folder is not None
        limits = self._limits
        size, files = cleaning.weighed(self._folder, limits.temporary, limits.files)
        return size > limits.temporary or files > limits.files

    def _grew(self) -> bool:
        """Whether a submission's processes have too much memory of their own; what they share counts once, where we may see it."""
        parents = dict(_below(_warm(self._process)))
        if sum(map(_own, parents)) <= self._limits.together:
            return False
        return sum(_share(process, parent) for process, parent in parents.items()) > self._limits.together

    def _end(self, what: str) -> None:
        for process, _ in _below(_warm(self._process)):
            with contextlib.suppress(OSError):
                os.kill(process, signal.SIGKILL)
                self.exceeded.add(what)


def _warm(process: int) -> int:
    """The warm process: bubblewrap is one or two processes around it."""
    while _name(process) == "bwrap":
        inner = _children(process)
        if not inner:
            break
        process = inner[0]
    return process


def _below(process: int) -> Iterator[tuple[int, int]]:
    """Every process that came from one, with its parent."""
    waiting = [process]
    while waiting:
        parent = waiting.pop()
        for child in _children(parent):
            yield child, parent
            waiting.append(child)


def _children(process: int) -> list[int]:
    found: list[int] = []
    with contextlib.suppress(OSError):
        for thread in os.listdir(f"/proc/{process}/task"):
            with open(f"/proc/{process}/task/{thread}/children", "rb") as file:
                found += map(int, file.read().split())
    return found


def _name(process: int) -> str:
    try:
        with open(f"/proc/{process}/comm", encoding="utf-8", errors="replace") as file:
            return file.read().strip()
    except OSError:
        return ""


def _own(process: int) -> int:
    """The bytes of a process that are in no file, shared with its parent or not; none once it was killed, for then they come back."""
    thread = _living(process)
    try:
        with open(f"{thread}/statm", "rb") as file:
            _, resident, shared = file.read().split()[:3]
    except (OSError, ValueError):
        return 0
    return (int(resident) - int(shared)) * os.sysconf("SC_PAGESIZE")


def _share(process: int, parent: int) -> int:
    """A process's share of its memory; where the kernel does not tell us, what it has more than its parent."""
    with contextlib.suppress(OSError), open(f"{_living(process)}/smaps_rollup", "rb") as file:
        for line in file:
            if line.startswith(b"Pss_Anon:"):
                return int(line.split()[1]) << 10
    own = _own(process)
    return own - min(own, _own(parent))


def _living(process: int) -> str:
    """A thread of a process that tells of its memory: the first one may end before the others, and then tells nothing."""
    with contextlib.suppress(OSError):
        for thread in os.listdir(f"/proc/{process}/task"):
            with contextlib.suppress(OSError), open(f"/proc/{process}/task/{thread}/status", "rb") as file:
                if not ended(file.read()):
                    return f"/proc/{process}/task/{thread}"
    return ""


def ended(status: bytes) -> bool:
    """Whether a thread is over, or will never run again: it is dead, or its end is on the way. `status` is what the kernel says of it."""
    told = dict(line.split(b":", 1) for line in status.splitlines() if b":" in line)
    waiting = int(told.get(b"SigPnd", b"0"), 16) | int(told.get(b"ShdPnd", b"0"), 16)
    return told.get(b"State", b"").split()[:1] in ([b"Z"], [b"X"]) or bool(waiting & 1 << (signal.SIGKILL - 1))
