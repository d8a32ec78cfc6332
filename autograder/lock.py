"""One command at a time on a class: a file in its folder is held while a command works, and let go of however it ends."""

import contextlib
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from autograder import rights
from autograder.errors import CourseError
from dlcourse.files import write_whole
from dlcourse.language import Text

FILE = Path("desk") / "lock"
HOLDER = Path("desk") / "at-work"  # who has the lock: on Windows nobody else can read a file that is locked
BUSY = Text("somebody is working on this class: {who}", "다른 사람이 이 반을 다루고 있습니다: {who}")
WAIT = Text(
    "wait until it is done, then run the command again; nothing was changed",
    "끝날 때까지 기다린 뒤 명령을 다시 실행해 보세요. 바뀐 것은 없습니다",
)
NO_LOCK = Text("the folder cannot be locked ({reason})", "폴더를 잠글 수 없습니다({reason})")
OTHER_DISK = Text(
    "make room or rights, or move the class to a disk of this machine, then run the command again",
    "공간이나 권한을 확인하거나 반의 폴더를 이 컴퓨터의 디스크로 옮긴 뒤 명령을 다시 실행해 보세요",
)


@contextmanager
def held(folder: Path, command: str) -> Iterator[None]:
    """Hold the class in `folder`, or say who does. The system lets go of it when the process ends, even by `kill -9`."""
    with rights.as_the_class_is(folder), _locked(folder, command):
        rights.get_hold(folder)
        yield


def before_nbgrader(folder: Path) -> Callable[..., None]:
    """What nbgrader calls before it touches a submission, for its command and formgrader's button alike: both wait their turn.

    nbgrader logs every other exception of this call and goes on.
    """

    def ask(**_: object) -> None:
        try:
            with _locked(folder, "autograde"):
                pass
        except CourseError as error:
            raise SystemExit(str(error)) from None

    return ask


@contextmanager
def _locked(folder: Path, command: str) -> Iterator[None]:
    holder = folder / HOLDER
    try:
        (folder / FILE).parent.mkdir(parents=True, exist_ok=True)
        lock = FileLock(folder / FILE, mode=0o660 if rights.shared(folder) else 0o600)
        lock.acquire(blocking=False)
    except Timeout:
        who = _first_line(holder)
        raise CourseError(where=str(folder), what=str(BUSY.format(who=who)), fix=str(WAIT)) from None
    except PermissionError as error:
        raise rights.in_the_way(error) from error
    except OSError as error:
        what = NO_LOCK.format(reason=error.strerror or error)
        raise CourseError(where=str(folder), what=str(what), fix=str(OTHER_DISK)) from error
    try:
        with contextlib.suppress(OSError):  # the lock is what counts
            write_whole(holder, f"{rights.me()} (autograder {command}, process {os.getpid()})\n".encode())
        yield
    finally:
        with contextlib.suppress(OSError):
            holder.unlink()
        lock.release()


def _first_line(holder: Path) -> str:
    try:
        return holder.read_text(encoding="utf-8", errors="replace")[:200].strip() or "?"
    except OSError:
        return "?"
