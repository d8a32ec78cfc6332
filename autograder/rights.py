"""Who may write what in a class: private to one account, or shared by several instructors, whatever their umask.

A class is shared where its folder says so: it belongs to a group that may write there and hands that group on to everything
made in it (`chmod 2770`). Files that another program left read-only are no obstacle; those of another account are named.
"""

import contextlib
import errno
import getpass
import os
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from autograder.errors import CourseError
from dlcourse.files import write_whole
from dlcourse.language import Text

SHARED = stat.S_ISGID | stat.S_IWGRP
_GROUPS_UMASK = 0o007  # the group may do what the owner may, and others nothing
BOOK = "gradebook.db"
APPENDED = ("grading.log", "grading/*.jsonl")  # what is never replaced, only written on

IN_THE_WAY = Text(
    "this account ({me}) may not write here: it belongs to {owner}",
    "이 계정({me})은 여기에 쓸 수 없습니다. 소유자는 {owner}입니다",
)
LET_IN = Text(
    "have {owner} give it free (chmod g+rwX); in a class of several instructors, chmod 2770 the class's folder first",
    "{owner} 계정에서 권한을 열어 주세요(chmod g+rwX). 강사가 여럿인 반이라면 먼저 반의 폴더에 chmod 2770을 해 주세요",
)

READ_ONLY = Text("it is read-only, though it belongs to this account", "이 계정의 것이지만 쓰기 권한이 없습니다")
OPEN_IT = Text(
    "give it its rights back (chmod u+rwX), then run the command again",
    "쓰기 권한을 되돌린 뒤(chmod u+rwX) 명령을 다시 실행해 주세요",
)


def me() -> str:
    """How the people of this machine call whoever runs this: by the hub's name, where all accounts are one."""
    with contextlib.suppress(KeyError, OSError):  # an account without a name
        return os.environ.get("JUPYTERHUB_USER") or getpass.getuser()
    return "?"


def owner(path: Path) -> str:
    """Whose file it is, and of a link whose link: a name, or a number where the account has none."""
    try:
        number = path.lstat().st_uid
    except OSError:
        return "?"
    try:
        import pwd  # which Windows does not have

        return pwd.getpwuid(number).pw_name
    except (ImportError, KeyError):
        return str(number)


def group(path: Path) -> str:
    """The group that a file is for: a name, or a number where the group has none."""
    number = path.lstat().st_gid
    try:
        import grp  # which Windows does not have

        return grp.getgrgid(number).gr_name
    except (ImportError, KeyError):
        return str(number)


def shared(folder: Path) -> bool:
    """Whether several instructors work on the class in this folder."""
    try:
        return folder.stat().st_mode & SHARED == SHARED
    except OSError:
        return False


def make_private(folder: Path) -> None:
    """A class's folder for its instructors alone: made if it is not there, and closed to all others."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    with contextlib.suppress(FileExistsError):
        folder.mkdir(mode=0o700)
        if shared(folder.parent):
            folder.chmod(0o2770)
    with contextlib.suppress(PermissionError):  # somebody else made it and says who may do what
        folder.chmod(stat.S_IMODE(folder.stat().st_mode) & (0o2770 if shared(folder) else 0o700))


@contextmanager
def as_the_class_is(folder: Path) -> Iterator[None]:
    """Make files that the other instructors can use as well, if the class is shared, whatever this account's umask."""
    if not shared(folder):
        yield
        return
    before = os.umask(_GROUPS_UMASK)
    try:
        _open_to_group(folder)
        yield
    finally:
        _open_to_group(folder)  # what other programs made with rights of their own: the gradebook among them
        os.umask(before)


def after_nbgrader(folder: Path) -> Callable[..., None]:
    """What nbgrader calls after each submission: it shares the folder of a lesson, but not the student's around it."""

    def open_folders(**_: object) -> None:
        for path in [*folder.glob("*"), *folder.glob("*/*")]:
            if path.is_dir():
                _open_one(path, 0o2770)

    return open_folders


def get_hold(folder: Path) -> None:
    """Take over what is only ever written on, or say whose it is, before anything was done."""
    for path in [*(path for pattern in APPENDED for path in folder.glob(pattern)), folder / BOOK]:
        if not path.exists() or os.access(path, os.W_OK):
            continue
        with contextlib.suppress(OSError):
            path.chmod(stat.S_IMODE(path.stat().st_mode) | stat.S_IWUSR)
            continue
        if path.name != BOOK:  # formgrader may have the gradebook open: a copy would go on beside it
            with contextlib.suppress(OSError):
                write_whole(path, path.read_bytes())
                path.chmod(stat.S_IMODE(path.stat().st_mode) | stat.S_IWUSR)
                continue
        raise in_the_way(PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path)))


def in_the_way(error: OSError) -> CourseError:
    """The sentence for a file or folder of another account: the nearest that keeps this account out."""
    path = Path(os.fsdecode(error.filename or "."))
    chain = [path, *path.parents]
    inner = next((one for one in chain if _is_there(one) and not _open(one)), None)
    path = inner or next((one for one in chain if _is_there(one)), path)
    whose = owner(path)
    mine = hasattr(os, "geteuid") and _is_there(path) and path.lstat().st_uid == os.geteuid()
    what, fix = (READ_ONLY, OPEN_IT) if mine else (IN_THE_WAY, LET_IN)
    return CourseError(where=str(path), what=str(what.format(me=me(), owner=whose)), fix=str(fix.format(owner=whose)))


def _is_there(path: Path) -> bool:
    try:
        path.lstat()
    except OSError:
        return False
    return True


def _open(path: Path) -> bool:
    return os.access(path, os.R_OK | os.W_OK | (os.X_OK if path.is_dir() else 0))


def _open_to_group(folder: Path) -> None:
    """Give the group what is this account's own, as its owner may use it."""
    for here, folders, files in os.walk(folder):
        for name in folders:
            _open_one(Path(here, name), 0o2770)
        for name in files:
            _open_one(Path(here, name), 0o660)


def _open_one(path: Path, wanted: int) -> None:
    with contextlib.suppress(OSError):  # it is somebody else's, or just gone
        mode = path.lstat().st_mode
        if not stat.S_ISLNK(mode) and mode & wanted != wanted:
            path.chmod(stat.S_IMODE(mode) | wanted)
