"""Copies of the notebook's process: made, counted and ended, so that none outlives its exercise."""

import contextlib
import os
import signal
import sys
import time

_PATIENCE = 0.05  # seconds that a copy may take to end
_ROOM = 30.0  # seconds to wait for a process that we may make


class Copies:
    """The copies that answer for exercises, by their numbers, until each is ended."""

    def __init__(self) -> None:
        self._pids: dict[int, int] = {}
        self._ended: dict[int, int] = {}  # process -> how it ended

    def fork(self) -> int:
        """Make one; where the exercise before it takes up all the processes we may have, wait until
        it lets go of them. Threads that a cell left in this process never do: a process without them is soon made.
        """
        until = time.monotonic() + _ROOM
        while True:
            try:
                return os.fork()
            except BlockingIOError:
                self._collect()
                at_work = set(self._pids.values()) - self._ended.keys()
                if time.monotonic() > until or (len(sys._current_frames()) > 1 and not at_work):
                    raise
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
