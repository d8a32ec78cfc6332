"""The wall itself: a `Sandbox` is one warm process behind it, at one of the `levels`.

`begin` gives a channel to a fresh child for one submission, `end` kills that child with everything that came from it.
What runs behind the wall is started by its name and never imported here: nothing out here shares a process with it.
"""

import contextlib
import itertools
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path
from typing import IO

import autograder
import dlcourse
from autograder.grade.wall import cleaning
from autograder.grade.wall.channel import AHEAD, Channel, ClosedError, TooLateError
from autograder.grade.wall.kernel import Limits
from autograder.grade.wall.levels import Level
from autograder.grade.wall.packing import WireError
from autograder.grade.wall.watching import Watcher

PRELOAD = (
    "numpy",
    "dlcourse.exercises",
    "dlcourse.language",
    "dlcourse.widgets.stage.show",
)
START = 30.0  # seconds for the warm process to import everything on a busy machine
_TURN = 60.0  # seconds to begin or end a submission on a busy machine
_SYSTEM = ("/usr", "/lib", "/lib64", "/bin", "/sbin", "/etc/ld.so.cache", "/etc/localtime", "/etc/fonts", "/etc/ssl")
_DEVICES = ("/dev/null", "/dev/zero", "/dev/urandom", "/dev/random")
_UID = 60_000  # the first of the numbers that a root's sandboxes take as their users
_USERS = 5_000  # how many of them there are
_EACH = 3  # how many of these a process has for its own
_made = itertools.count()
_MARGIN = 64  # processes that an ordinary user may start while a submission is graded, where they share one count


class SandboxError(Exception):
    """The wall could not be built, or what is behind it broke down."""


class MissingError(SandboxError):
    """What the wall is made of is not on this machine: trying again does not help."""


def sweep() -> int:
    """Delete what sandboxes of killed runs left in the temporary folder; how many folders there were."""
    mine = os.geteuid() if hasattr(os, "geteuid") else -1
    return cleaning.sweep({mine} if mine else {0, *range(_UID, _UID + _USERS)})


class Sandbox:
    """One warm process behind the wall. Use it in a `with` block."""

    def __init__(
        self,
        level: Level,
        *,
        preload: Iterable[str] = (),
        course: Iterable[str] = (),
        limits: Limits | None = None,
        python: str = sys.executable,
        wait: bool = True,
        seconds: float = START,
    ) -> None:
        """Start it, with modules loaded and cells of the `course` compiled that most submissions have.

        Without `wait` it gets ready while its maker does something else, and says only later if it cannot
        within these `seconds`.
        """
        if not hasattr(os, "fork"):
            raise MissingError(f"the sandbox ({level}) did not start: it needs Linux")
        bwrap = shutil.which("bwrap")
        if level == "namespaces" and bwrap is None:
            raise MissingError("the sandbox (namespaces) did not start: bubblewrap is not installed")
        self.level: Level = level
        self._pids: list[int] = []
        self._channel: Channel | None = None
        self._unanswered = 0
        self.left = 0  # how much a submission left in the temporary folder that could not be deleted
        self._ready = False
        self._until = time.monotonic() + seconds
        try:
            with contextlib.ExitStack() as unless_started:
                self._start(unless_started, limits or Limits(), python, bwrap or "", preload, course)
                unless_started.pop_all()
        except (OSError, RuntimeError) as error:  # no room for a file, no process or thread to be had
            raise SandboxError(f"the sandbox ({level}) did not start: {error}") from error
        if wait:
            self.get_ready()

    def _start(
        self,
        unless_started: contextlib.ExitStack,
        limits: Limits,
        python: str,
        bwrap: str,
        preload: Iterable[str],
        course: Iterable[str],
    ) -> None:
        """Start the warm process and tell it what to do; what undoes a part goes to `unless_started`."""
        level = self.level
        self._folder = cleaning.made()
        unless_started.callback(cleaning.remove, self._folder)
        number = (_EACH * os.getpid() + next(_made) % _EACH) % _USERS  # those of one grader share no user
        uid = _UID + number if os.geteuid() == 0 and level != "none" else None
        if uid is not None:
            os.chown(self._folder, uid, uid)
        temporary = "/tmp" if level == "namespaces" else self._folder
        self._said: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115  # open as long as the process lives
        unless_started.callback(self._said.close)
        ours, theirs = socket.socketpair()
        unless_started.callback(ours.close)
        with theirs:
            program = [python, "-I", "-c", _PROGRAM, str(theirs.fileno()), *_parents()]
            wall = [bwrap, *_bubblewrap(limits)] if level == "namespaces" else []
            self._process = subprocess.Popen(
                [*wall, *program],
                env=_environment(temporary),
                cwd=self._folder,
                stdin=subprocess.DEVNULL,
                stdout=self._said,
                stderr=self._said,
                pass_fds=[theirs.fileno()],
                start_new_session=True,
            )
        unless_started.callback(self._process.wait)
        unless_started.callback(_kill_all, self._process)
        watched = self._folder if level != "namespaces" else None
        self.watcher = Watcher(self._process.pid, watched, limits)
        unless_started.callback(self.watcher.close)
        self._control = Channel(ours)
        with contextlib.suppress(ClosedError, TooLateError):  # whoever waits until it is ready will hear of it
            self._control.send(
                {
                    "level": level,
                    "uid": uid,
                    "limits": _shared(limits, level, uid).as_plain(),
                    "temporary": temporary,
                    "readable": [path for path in (*_SYSTEM, *_roots()) if os.path.exists(path)],
                    "devices": list(_DEVICES),
                    "preload": [*PRELOAD, *preload],
                    "course": list(course),
                },
                self._until,
            )

    def get_ready(self) -> None:
        """Wait until it is; a `SandboxError` where it cannot."""
        if self._ready:
            return
        try:
            self._control.receive(self._until)
        except (ClosedError, TooLateError, WireError) as error:
            said = self._last_words()
            self.close()
            raise SandboxError(f"the sandbox ({self.level}) did not start: {said or error}") from error
        self._ready = True

    def begin(self, *, wait: bool = True) -> Channel:
        """A channel to a new child, with nothing in it of any submission before; without `wait` one
        that may still be on its way.
        """
        self.get_ready()
        ours, theirs = socket.socketpair()
        with theirs, contextlib.ExitStack() as unless_begun:
            unless_begun.callback(ours.close)
            self.watcher.watch(True)
            self._ask("begin", theirs.fileno())
            unless_begun.pop_all()
        self._channel = Channel(ours, ahead=AHEAD)
        if wait:
            self.settle()
        return self._channel

    def end(self, *, wait: bool = True) -> None:
        """Kill the child and everything that came from it; without `wait` it is dead before the next one begins."""
        if self._channel is not None:
            self._channel.close()
            self._channel = None
            self.watcher.watch(False)
            self._ask("end", None)
        if wait:
            self.settle()

    def end_strays(self) -> None:
        """End the processes that the child's cells left behind; the child itself goes on."""
        self.watcher.end_strays(0 if self.level == "namespaces" else next(iter(self._pids), 0))

    def _ask(self, what: str, descriptor: int | None) -> None:
        try:
            self._control.send({"do": what}, time.monotonic() + _TURN, descriptor)
            self._unanswered += 1
        except (ClosedError, TooLateError, WireError) as error:
            raise self._broken(error) from error

    def settle(self) -> None:
        """Wait until the warm process has done all that it was asked; a `SandboxError` where it broke down instead."""
        until = time.monotonic() + _TURN
        try:
            while self._unanswered:
                answer = self._control.receive(until)
                self._pids = [int(pid) for pid in answer["pids"]]
                self.left += int(answer["left"])
                self._unanswered -= 1
        except (ClosedError, TooLateError, WireError) as error:
            raise self._broken(error) from error

    def _broken(self, error: Exception) -> SandboxError:
        return SandboxError(f"the sandbox ({self.level}) broke down: {self._last_words() or error}")

    def _last_words(self) -> str:
        """The last line the warm process said before it ended."""
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(1)
        self._said.seek(0)
        lines = self._said.read()[-4000:].decode("utf-8", "replace").strip().splitlines()
        return lines[-1] if lines else ""

    def close(self) -> None:
        """Take the wall down; nothing behind it survives."""
        if self._channel is not None:
            self._channel.close()
            self._channel = None
        self.watcher.close()
        self._control.close()
        try:
            self._process.wait(2)
        except subprocess.TimeoutExpired:
            _kill_all(self._process)
            self._process.wait()
        groups = self._pids if self.level != "namespaces" else []  # they outlive a warm process that was killed
        for pid in groups:
            with contextlib.suppress(OSError):
                os.killpg(pid, signal.SIGKILL)
        self._said.close()
        cleaning.remove(self._folder)

    def __enter__(self) -> "Sandbox":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _kill_all(process: "subprocess.Popen[bytes]") -> None:
    """Kill a process with its group: a wall that is still being built has a second one, which waits for the first for ever."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)


_PROGRAM = """
import sys
sys.path[:0] = [path for path in sys.argv[2:] if path not in sys.path]  # no package's own folder: its modules have one name
from autograder.grade.inside.warm_process import main
main(int(sys.argv[1]))
"""


def _environment(temporary: str) -> dict[str, str]:
    """All that strangers' code sees of the environment."""
    threads = {f"{library}_NUM_THREADS": "1" for library in ("OMP", "OPENBLAS", "MKL", "NUMEXPR", "VECLIB_MAXIMUM")}
    return threads | {
        "PATH": "/usr/bin:/bin",
        "LANG": "C.UTF-8",
        "HOME": temporary,
        "TMPDIR": temporary,
        "MPLBACKEND": "Agg",
        "MPLCONFIGDIR": temporary,
        "IPYTHONDIR": temporary,
        "NBGRADER_EXECUTION": "autograde",
    }


def _roots() -> list[str]:
    """The folders that Python and the course's two packages live in."""
    packages = [Path(module.__path__[0]) for module in (autograder, dlcourse)]
    folders = [Path(sys.prefix), Path(sys.base_prefix), Path(sys.executable).resolve().parent.parent, *packages]
    return list(dict.fromkeys(str(folder) for folder in folders))


def _parents() -> list[str]:
    """The folders from which the two packages are imported."""
    return list(dict.fromkeys(str(Path(module.__path__[0]).parent) for module in (autograder, dlcourse)))


def _bubblewrap(limits: Limits) -> list[str]:
    wall = ["--unshare-pid", "--unshare-net", "--unshare-ipc", "--unshare-uts", "--unshare-cgroup-try"]
    wall += ["--die-with-parent", "--new-session", "--cap-drop", "ALL"]
    if os.geteuid() == 0:  # it becomes an ordinary user by itself, once the folders are in place
        wall += ["--cap-add", "CAP_SETUID", "--cap-add", "CAP_SETGID"]
    else:
        wall += ["--unshare-user"]
    for path in _SYSTEM:
        if os.path.islink(path) and "etc" not in path:
            wall += ["--symlink", os.readlink(path), path]
        else:
            wall += ["--ro-bind-try", path, path]
    outside = [path for path in _roots() if not any(path == top or path.startswith(f"{top}/") for top in _SYSTEM)]
    # before the folders of the course: they may lie below it themselves
    wall += ["--perms", "1777", "--size", str(limits.temporary), "--tmpfs", "/tmp"]
    for path in outside:
        for above in reversed(Path(path).parents[:-1]):  # else they are made for their owner alone
            if str(above) != "/tmp":
                wall += ["--perms", "0755", "--dir", str(above)]
    for path in outside:
        wall += ["--ro-bind", path, path]
    return [*wall, "--dev", "/dev", "--chdir", "/tmp", "--"]


def _shared(limits: Limits, level: Level, uid: int | None) -> Limits:
    """The limits, where the kernel counts our user's other processes as well."""
    if level == "namespaces" or uid is not None:
        return limits
    mine = sum(_threads(entry) for entry in os.scandir("/proc") if entry.name.isdigit())
    return Limits(**limits.as_plain() | {"processes": limits.processes + mine + _MARGIN})


def _threads(process: os.DirEntry[str]) -> int:
    try:
        if process.stat().st_uid != os.geteuid():
            return 0
        return len(os.listdir(f"{process.path}/task"))
    except OSError:
        return 0
