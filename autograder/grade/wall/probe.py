"""Does the wall hold on this machine? Not by asking which system it is, but by trying to get out, as a stranger would."""

import contextlib
import os
import socket
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from autograder.errors import CourseError
from autograder.grade.wall import cleaning
from autograder.grade.wall.channel import Channel, ClosedError, TooLateError
from autograder.grade.wall.kernel import MEGABYTE, Limits
from autograder.grade.wall.levels import LEVELS, Level
from autograder.grade.wall.sandbox import MissingError, Sandbox, SandboxError

_SECRET = "a secret of the grader"
_LIMITS = Limits(memory=768 * MEGABYTE, file_size=MEGABYTE, processes=12)
_LESS = Limits(file_size=MEGABYTE, processes=12, temporary=8 * MEGABYTE, together=256 * MEGABYTE)
_SECONDS = 5.0

# what is tried: Python that must end in an error, or print nothing
ATTEMPTS = {
    "network": "import socket; socket.create_connection(('127.0.0.1', {port}), 1)",
    "datagrams": (
        "import socket; socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b'x', ('127.0.0.1', {port}))"
    ),
    "reading a file of the grader": "print(open({file!r}).read())",
    "listing a folder of the grader": "import os; print(os.listdir({folder!r}))",
    "writing beside the course": "open({folder!r} + '/planted', 'w').close()",
    "deleting a file of the grader": "import os; os.unlink({file!r})",
    "changing the rights of a file": "import os; os.chmod({file!r}, 0)",
    "writing into Python's own folder": "import os; open(os.__file__, 'r+b').close()",
    "the environment": "import os; print(os.environ['DLCOURSE_PROBE'])",
    "starting a program": "import subprocess; subprocess.run(['/bin/true'])",
    "signals to the grader": "import os, signal; os.kill({pid}, 0); print('reached')",
    "signals to the warm process": "import os; parent = os.getppid(); assert parent; os.kill(parent, 0)",
    "becoming root": "import os; os.setuid(0); print(open({file!r}).read())",
    "memory": "bytearray({memory})",
    "file size": "open('large', 'wb').write(bytes({file_size}))",
    "processes": """
import os, time
for number in range(400):
    if os.fork() == 0:
        time.sleep(60)
        os._exit(0)
""",
}
# what is limited for everything together: the kernel does it or we watch; tried where somebody asks, for it takes seconds
TOGETHER = {
    "what is written in all": """
import time
for number in range(32):
    open(f'part{number}', 'wb').write(bytes(1 << 19))
time.sleep(2)
""",
    "the memory of all processes together": """
import os, time
for number in range(4):
    if os.fork() == 0:
        kept = bytearray(b'x') * (128 << 20)
        time.sleep(9)
        os._exit(0)
time.sleep(4)
""",
}
LEFT = "processes left behind"
LOOP = "a loop that ignores its alarm"


@dataclass(frozen=True)
class Probe:
    """What held at one level, and what did not; `reason` where the level did not even start."""

    level: Level
    held: tuple[str, ...]
    broken: tuple[str, ...]
    reason: str = ""

    @property
    def safe(self) -> bool:
        """Whether nothing got out."""
        return not self.broken and not self.reason


def probe(level: Level) -> Probe:
    """Try everything at one level. A sandbox that broke down meanwhile says nothing of the level, so there is a second try."""
    held: list[str] = []
    broken: list[str] = []
    try:
        _try_all(level, held, broken)
    except MissingError as error:
        return Probe(level, (), (), str(error))
    except SandboxError:
        if broken:
            return Probe(level, tuple(held), tuple(broken))
        held.clear()
        try:
            _try_all(level, held, broken)
        except SandboxError as error:
            return Probe(level, tuple(held), tuple(broken), str(error))
    return Probe(level, tuple(held), tuple(broken))


def _try_all(level: Level, held: list[str], broken: list[str]) -> None:
    with _secret() as facts, Sandbox(level, limits=_LIMITS) as sandbox:
        attempts = {name: _filled(code, facts) for name, code in ATTEMPTS.items()}
        for name, escaped in _tried(sandbox, attempts):
            (broken if escaped else held).append(name)
        for name, code, seconds in ((LEFT, _LEAVE, 0.5), (LOOP, _IGNORE, 0.25)):
            (held if _ends(sandbox, code, seconds) else broken).append(name)


def together(level: Level) -> dict[str, bool]:
    """The limits for everything together, and whether each of them holds at a level."""
    with Sandbox(level, limits=_LESS) as sandbox:
        return {name: not escaped for name, escaped in _tried(sandbox, TOGETHER)}


def best(named: Level | None = None) -> Level:
    """The safest level this machine gives; no wall at all only where it was asked for by name."""
    if named == "none":
        return "none"
    reasons = []
    for level in LEVELS[:-1] if named is None else (named,):
        result = probe(level)
        if result.safe:
            return level
        reasons.append(f"{level}: {result.reason or 'not held: ' + ', '.join(result.broken)}")
    raise CourseError(
        where="this machine",
        what=f"submissions cannot be run safely here ({'; '.join(reasons)})",
        fix="install bubblewrap, or accept the risk by name: autograder grade --isolation none, "
        "nbgrader autograde --GradeSafely.isolation=none",
    )


@contextlib.contextmanager
def _secret() -> Iterator[dict[str, object]]:
    """A file, an environment variable and a port that only the grader should reach."""
    before = os.environ.get("DLCOURSE_PROBE")
    os.environ["DLCOURSE_PROBE"] = _SECRET
    folder = cleaning.made()  # by its name the next run knows it, should this one be killed
    try:
        with socket.create_server(("127.0.0.1", 0)) as server:
            file = Path(folder) / "gradebook.db"
            file.write_text(_SECRET, encoding="utf-8")
            for path in (Path(folder), file):
                path.chmod(0o777)  # only the wall may stand in the way
            yield {
                "port": server.getsockname()[1],
                "file": str(file),
                "folder": folder,
                "pid": os.getpid(),
                "memory": 2 * _LIMITS.memory,
                "file_size": 2 * _LIMITS.file_size,
            }
    finally:
        cleaning.remove(folder)
        os.environ.pop("DLCOURSE_PROBE")
        if before is not None:
            os.environ["DLCOURSE_PROBE"] = before


def _filled(code: str, facts: dict[str, object]) -> str:
    for name, value in facts.items():
        code = code.replace(f"{{{name}}}", str(value)).replace(f"{{{name}!r}}", repr(value))
    return code


def _tried(sandbox: Sandbox, attempts: Mapping[str, str]) -> Iterator[tuple[str, bool]]:
    """Each attempt, and whether it came to its end without an error, or had something to show."""
    left = list(attempts.items())
    while left:
        channel = sandbox.begin()
        try:
            _send(channel, [code for _, code in left], _SECONDS)
            while left:
                answer = channel.receive(time.monotonic() + _SECONDS)
                yield left.pop(0)[0], answer["error"] is None or bool(answer["printed"].strip())
        except (ClosedError, TooLateError):  # the attempt ended its own process, and nobody else's
            yield left.pop(0)[0], False
        finally:
            sandbox.end()


def _send(channel: Channel, cells: Sequence[str], seconds: float) -> None:
    message = {
        "do": "run",
        "cells": [list(pair) for pair in enumerate(cells)],
        "seconds": seconds,
        "clock": 5 * seconds,
    }
    channel.send(message, time.monotonic() + _SECONDS)


_LEAVE = """
import os, time
if os.fork() == 0:
    if os.fork() == 0:
        time.sleep(600)
    os._exit(0)
"""
_IGNORE = """
import signal
signal.pthread_sigmask(signal.SIG_BLOCK, range(1, 64))
while True:
    pass
"""


def _ends(sandbox: Sandbox, code: str, seconds: float) -> bool:
    """Whether nothing of a submission is left after its end: each of its processes holds the
    channel's other side open.
    """
    channel = sandbox.begin()
    with contextlib.suppress(ClosedError, TooLateError):
        _send(channel, [code], 0.1)
        channel.receive(time.monotonic() + seconds)
    with channel.socket.dup() as held:
        sandbox.end()
        held.settimeout(1)
        try:
            return held.recv(1) == b""
        except OSError:
            return False
