"""A file is written whole or not at all: beside its place first, then moved there in one step."""

import contextlib
import os
import secrets
import tempfile
from pathlib import Path


def write_whole(path: Path, content: bytes, *, shared: bool = False) -> None:
    """Write `content` to `path`. Whoever reads meanwhile sees the old file or the new one, and a
    full disk costs neither.

    It is its owner's alone, unless it is `shared`: then others may do with it what the system's default lets them.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, beside = _opened_shared(path) if shared else tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.replace(beside, path)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(beside)
        raise


def _opened_shared(path: Path) -> tuple[int, str]:
    """A new file beside `path`, as open to others as an ordinary one: a temporary file would be closed to them."""
    beside = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    return os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666), str(beside)
