"""What a class handed in, file by file. A submission's folder is a stranger's too: it may hold links, pipes or devices."""

import os
import stat
from dataclasses import dataclass
from pathlib import Path

from autograder.errors import WRONG_REQUEST, CourseError
from autograder.grade.match import MOST_BYTES
from dlcourse.language import Text

REASONS = {
    "nothing": Text(
        "There is no notebook in the submission; expected {name}.",
        "제출물에 노트북이 없습니다. {name} 파일이 필요합니다.",
    ),
    "several": Text(
        "There is no {name} in the submission, but there are {count} other notebooks; we did not guess.",
        "제출물에 {name} 파일은 없고 다른 노트북이 {count}개 있어 하나를 고르지 않았습니다.",
    ),
    "no-file": Text(
        "{name} is not a plain file (a link, a folder or a device), so we did not open it.",
        "{name}은(는) 일반 파일이 아니어서(링크, 폴더, 장치) 열지 않았습니다.",
    ),
    "unreadable": Text("{name} could not be read: {error}", "{name} 파일을 읽지 못했습니다: {error}"),
}
RENAMED = Text(
    "The notebook was called {found} instead of {name}; we took it as it is.",
    "노트북 이름이 {name}이(가) 아니라 {found}이지만 그대로 채점했습니다.",
)


@dataclass(frozen=True)
class HandIn:
    """One student's submission: its bytes, or the reason why there are none."""

    student: str
    data: bytes
    reason: Text | None = None
    note: Text | None = None


def students(folder: Path, lesson: str) -> list[str]:
    """Everyone who handed something in for a lesson."""
    submitted = folder / "submitted"
    try:
        found = sorted(entry.name for entry in os.scandir(submitted) if (submitted / entry.name / lesson).is_dir())
    except OSError as error:
        raise CourseError(
            where=str(submitted),
            what=f"the submissions cannot be listed ({error.strerror})",
            fix="collect them with nbgrader, or put them into submitted/STUDENT/LESSON/LESSON.ipynb",
            code=WRONG_REQUEST,
        ) from error
    if not found:
        raise CourseError(
            where=str(submitted),
            what=f"nobody handed in {lesson}",
            fix="collect the submissions with nbgrader, or put them into submitted/STUDENT/LESSON/LESSON.ipynb",
            code=WRONG_REQUEST,
        )
    return found


def read(folder: Path, lesson: str, student: str) -> HandIn:
    """A student's notebook, whatever it is called, if it is a plain file."""
    room = folder / "submitted" / student / lesson
    name = f"{lesson}.ipynb"
    note = None
    try:
        there = sorted(entry.name for entry in os.scandir(room) if entry.name.endswith(".ipynb"))
    except OSError as error:
        return HandIn(student, b"", REASONS["unreadable"].format(name=lesson, error=error.strerror))
    found = name
    if name not in there:
        if len(there) != 1:
            key = "several" if there else "nothing"
            return HandIn(student, b"", REASONS[key].format(name=name, count=len(there)))
        found = there[0]
        note = RENAMED.format(found=found.encode("utf-8", "replace").decode(), name=name)
    try:
        data = _plain_file(room / found)
    except OSError as error:
        return HandIn(student, b"", REASONS["unreadable"].format(name=name, error=error.strerror))
    if data is None:
        return HandIn(student, b"", REASONS["no-file"].format(name=name))
    return HandIn(student, data, None, note)


def _plain_file(path: Path) -> bytes | None:
    """A file's bytes, one more than we take at most; None if it is anything but a file of its own."""
    if not stat.S_ISREG(os.lstat(path).st_mode):
        return None
    descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    with os.fdopen(descriptor, "rb") as file:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            return None
        return file.read(MOST_BYTES + 1)
