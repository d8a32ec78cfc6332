"""A file is written whole or not at all: beside its place first, then moved there in one step."""

import contextlib
import errno
import os
import re
import secrets
import shutil
from collections.abc import Callable
from pathlib import Path

from dlcourse.language import Text

# to open exactly this file: not through a link, nor waiting for a device, nor, on Windows, with its lines' ends changed
ITSELF = os.O_RDONLY | sum(getattr(os, name, 0) for name in ("O_NOFOLLOW", "O_NONBLOCK", "O_BINARY"))

IN_USE = Text("another program has {name} open: close it there", "다른 프로그램에서 {name} 파일을 먼저 닫아 주세요")


class InUseError(PermissionError):
    """The new content was written, but the old file lets nobody in: on Windows, because a program has it open."""


def write_whole(path: Path, content: bytes) -> None:
    """Write `content` to `path`. Who reads meanwhile sees the old file or the new one, and a full disk costs neither."""
    _write_beside(path, content, _replace)


def unfinished(path: Path) -> list[Path]:
    """What writers of a file left beside it that were killed; whoever knows that nobody writes there now may delete it."""
    named = re.compile(rf"\.{re.escape(path.name)}\.[0-9a-f]{{8}}")
    with contextlib.suppress(OSError):
        return sorted(one for one in path.parent.iterdir() if named.fullmatch(one.name))
    return []


def write_new(path: Path, content: bytes) -> None:
    """Write `content` to `path`, which must not exist: a `FileExistsError` if it does, whoever made it meanwhile."""
    if os.path.lexists(path):
        raise _there_already(path)
    _write_beside(path, content, _move_to_new)


def reason(error: OSError) -> Text:
    """Why a file could not be written, for the brackets of a sentence; the system's own words are in its language."""
    if isinstance(error, InUseError):
        return IN_USE.format(name=Path(error.filename).name)
    said = error.strerror or str(error)
    return Text(said, said)


def _write_beside(path: Path, content: bytes, move: Callable[[Path, Path], None]) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except FileExistsError:  # it is about the folder, and would be taken for a word on `path`
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(path.parent)) from None
    # opened as any file is, not by `tempfile`, which makes files that nobody else in a shared folder may read
    beside = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        with beside.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        move(beside, path)
    except BaseException:
        with contextlib.suppress(OSError):
            beside.unlink()
        raise


def _replace(beside: Path, path: Path) -> None:
    with contextlib.suppress(OSError):  # there is none yet, or its rights are not ours to copy
        shutil.copymode(path, beside)
    try:
        os.replace(beside, path)
    except PermissionError as error:
        if not path.is_file():
            raise
        raise InUseError(error.errno, error.strerror, str(path)) from error


def _move_to_new(beside: Path, path: Path) -> None:
    try:
        os.link(beside, path)  # unlike a move, it never lands on a file that came to be meanwhile
    except FileExistsError:
        raise
    except OSError:  # a disk without hard links
        if os.path.lexists(path):
            raise _there_already(path) from None
        os.replace(beside, path)
    else:
        beside.unlink()


def _there_already(path: Path) -> FileExistsError:
    return FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path))
