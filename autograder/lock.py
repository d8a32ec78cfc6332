"""One command at a time on a class: a file in its folder is held while a command works, and let go of however it ends."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from autograder.errors import CourseError
from dlcourse.language import Text

FILE = Path("desk") / "lock"
BUSY = Text("somebody is working on this class: {who}", "다른 사람이 이 반을 다루고 있습니다: {who}")
WAIT = Text(
    "wait until it is done, then run the command again; nothing was changed",
    "끝날 때까지 기다린 뒤 명령을 다시 실행해 보세요. 바뀐 것은 없습니다",
)


@contextmanager
def held(folder: Path, command: str) -> Iterator[None]:
    """Hold the class in `folder`, or say who does. The system lets go of it when the process ends, even by `kill -9`."""
    path = folder / FILE
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a+", encoding="utf-8") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.seek(0)
            who = file.read(200).strip() or "?"
            raise CourseError(where=str(folder), what=str(BUSY.format(who=who)), fix=str(WAIT)) from None
        file.truncate(0)
        file.write(f"autograder {command}, process {os.getpid()}\n")
        file.flush()
        yield
