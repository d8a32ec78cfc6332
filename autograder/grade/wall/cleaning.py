"""Deleting what a stranger left behind: folders of any depth, locked ones, names of any bytes, and never with a function that
calls itself.

One descriptor goes down and up again by "..", so no path gets too long and no stack too deep. What cannot be deleted is
counted and never raised: the class goes on. The folders of runs that were killed are swept by the next one, which knows
from their names whose they were.
"""

import contextlib
import os
import re
import stat
import tempfile
import time
from collections.abc import Container, Iterator
from pathlib import Path

PREFIX = "dlcourse-sandbox-"
_NAMED = re.compile(rf"{PREFIX}(\d+)-(\d+)-(\d+)-")  # the space of process numbers, the process, when it began
_DOWN = os.O_RDONLY | getattr(os, "O_DIRECTORY", 0) | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0)
SECONDS = 8.0  # that emptying one folder may take; a stranger can make many files


def empty(folder: str | Path, *, keep: Container[str] = (), seconds: float = SECONDS) -> int:
    """Delete everything in a folder but what is to be kept there; how much could not be deleted."""
    try:
        here = _unlocked(folder)
    except OSError:
        return 1
    until = time.monotonic() + seconds
    left = 0
    above: list[tuple[list[str], str]] = []  # of every folder above: which ones wait, and the one that we went into
    waiting, failed = _swept(here, keep)
    left += failed
    try:
        while waiting or above:
            if time.monotonic() > until:
                return left + 1
            if waiting:
                name = waiting.pop()
                try:
                    here = _into(here, name)
                except OSError:
                    left += 1
                    continue
                above.append((waiting, name))
                waiting, failed = _swept(here, ())
                left += failed
            else:
                waiting, name = above.pop()
                here = _instead(here, os.open("..", _DOWN, dir_fd=here))
                try:
                    os.rmdir(name, dir_fd=here)
                except OSError:
                    left += 1
    except OSError:  # a folder that cannot be left upwards
        left += 1
    finally:
        os.close(here)
    return left


def remove(folder: str | Path, *, seconds: float = SECONDS) -> bool:
    """Delete a folder with all that is in it; whether nothing of it is left."""
    if empty(folder, seconds=seconds):
        return not os.path.lexists(folder)
    with contextlib.suppress(OSError):
        os.rmdir(folder)
    return not os.path.lexists(folder)


def weighed(folder: str | Path, most_bytes: int, most_files: int) -> tuple[int, int]:
    """How many bytes and files a folder holds, at any depth; counted only until one of them is more than the most."""
    size = files = 0
    for about in _every(folder):
        files += 1
        size += about.st_blocks * 512
        if size > most_bytes or files > most_files:
            break
    return size, files


def _every(folder: str | Path) -> Iterator[os.stat_result]:
    try:
        here = os.open(folder, _DOWN)
    except OSError:
        return
    above: list[list[str]] = []
    waiting: list[str] | None = None
    try:
        while True:
            if waiting is None:
                waiting = []
                with contextlib.suppress(OSError), os.scandir(here) as entries:
                    for entry in entries:
                        with contextlib.suppress(OSError):
                            yield entry.stat(follow_symlinks=False)
                            if entry.is_dir(follow_symlinks=False):
                                waiting.append(entry.name)
            if waiting:
                name = waiting.pop()
                with contextlib.suppress(OSError):
                    here = _instead(here, os.open(name, _DOWN, dir_fd=here))
                    above.append(waiting)
                    waiting = None
            elif above:
                waiting = above.pop()
                here = _instead(here, os.open("..", _DOWN, dir_fd=here))
            else:
                return
    except OSError:
        return
    finally:
        os.close(here)


def _swept(here: int, keep: Container[str]) -> tuple[list[str], int]:
    """Delete a folder's files; the names of its folders, and how many files could not be deleted."""
    folders: list[str] = []
    failed = 0
    try:
        with os.scandir(here) as entries:
            found = [entry for entry in entries if entry.name not in keep]
    except OSError:
        return [], 1
    for entry in found:
        try:
            if entry.is_dir(follow_symlinks=False):
                folders.append(entry.name)
            else:
                os.unlink(entry.name, dir_fd=here)
        except OSError:
            failed += 1
    return folders, failed


def _into(here: int, name: str) -> int:
    """Go into a folder, which its owner may have locked, and let go of the one above."""
    if not stat.S_ISDIR(os.stat(name, dir_fd=here, follow_symlinks=False).st_mode):
        raise NotADirectoryError(name)
    with contextlib.suppress(OSError):
        os.chmod(name, 0o700, dir_fd=here)
    return _instead(here, os.open(name, _DOWN, dir_fd=here))


def _unlocked(folder: str | Path) -> int:
    try:
        return os.open(folder, _DOWN)
    except PermissionError:
        if stat.S_ISDIR(os.lstat(folder).st_mode):
            os.chmod(folder, 0o700)
        return os.open(folder, _DOWN)


def _instead(old: int, new: int) -> int:
    os.close(old)
    return new


# --- folders of runs that were killed -------------------------------------------------------------------------------


def made() -> str:
    """A new temporary folder, whose name says which process it belongs to."""
    return tempfile.mkdtemp(prefix=f"{PREFIX}{_space()}-{os.getpid()}-{_began(os.getpid())}-")


def sweep(ours: Container[int]) -> int:
    """Delete the folders that processes left behind which are gone; only those of the users `ours`. How many there were."""
    count = 0
    space = _space()
    try:
        with os.scandir(tempfile.gettempdir()) as entries:
            found = [(entry, match) for entry in entries if (match := _NAMED.match(entry.name))]
    except OSError:
        return 0
    for entry, match in found:
        number, process, began = (int(part) for part in match.groups())
        with contextlib.suppress(OSError):
            about = entry.stat(follow_symlinks=False)
            gone = number == space and _began(process) != began
            if gone and stat.S_ISDIR(about.st_mode) and about.st_uid in ours:
                count += remove(entry.path)
    return count


def _space() -> int:
    """The number of our space of process numbers: containers that share a folder do not share these. 0 where nobody knows."""
    try:
        return os.stat("/proc/self/ns/pid").st_ino
    except OSError:
        return 0


def _began(process: int) -> int:
    """When a process began, in ticks of the machine; -1 where there is no such process, or only its name is left."""
    try:
        with open(f"/proc/{process}/stat", "rb") as file:
            said = file.read().rpartition(b")")[2].split()
        return -1 if said[0] == b"Z" else int(said[19])
    except (OSError, ValueError, IndexError):
        return -1
