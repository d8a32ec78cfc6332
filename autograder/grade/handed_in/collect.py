"""What a class handed in, file by file. A submission's folder is a stranger's too: it may hold
links, pipes or devices.
"""

import contextlib
import json
import os
import stat
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from autograder.config import TIMESTAMP
from autograder.errors import WRONG_REQUEST, CourseError
from autograder.grade.handed_in import match, words
from autograder.grade.handed_in.match import MOST_BYTES
from autograder.grade.handed_in.slim import slim
from autograder.grade.handed_in.timestamp import moment
from dlcourse.desk import lab
from dlcourse.files import ITSELF
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
NO_TIME = Text(
    "{name} does not say a time that can be read, so nobody knows whether this came late: {said}",
    "{name}에 적힌 시각을 읽을 수 없어 늦게 냈는지 알 수 없습니다: {said}",
)
RENAMED = Text(
    "The notebook was called {found} instead of {name}; we took it as it is.",
    "노트북 이름이 {name}이(가) 아니라 {found}이지만 그대로 채점했습니다.",
)
# what nbgrader's exchange puts beside a notebook and asks for again when it brings the feedback back; a line each
SLIPS = (TIMESTAMP, "submission_secret.txt")
MOST_OF_A_SLIP = 1_000


@dataclass(frozen=True)
class HandIn:
    """One student's submission: its bytes, or the reason why there are none."""

    student: str
    data: bytes
    reason: Text | None = None
    notes: tuple[Text, ...] = ()
    slips: Mapping[str, bytes] = field(default_factory=dict)  # the exchange's, by file name
    when: str = ""  # the moment it was handed in, if that is known


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


def handed_out(folder: Path, lesson: str) -> set[str]:
    """The texts of the code cells that learners were given, in every language. Without them grading
    takes longer, nothing else.
    """
    found = set()
    for file in (folder / "lessons").glob(f"*/{lesson}/{lesson}.ipynb"):
        with contextlib.suppress(OSError, ValueError, KeyError, TypeError, AttributeError):
            found |= {*match.course(json.loads(file.read_text("utf-8")))}
    return found


def lines_handed_out(folder: Path, lesson: str) -> set[str]:
    """Fingerprints of every line that learners were given: in every language, by every release so far, and by the course itself."""
    rooms = [folder / "lessons", folder / "desk" / "released", folder / "solutions", *lab.SHELVES]
    found: set[str] = set()
    for file in (path for room in rooms for path in room.glob(f"*/{lesson}/*.ipynb")):
        with contextlib.suppress(OSError, ValueError, KeyError, TypeError, AttributeError):
            for cell in json.loads(file.read_text("utf-8"))["cells"]:
                found |= words.lines_of(match.visible(match.source(cell)))
    return found


def read_submission(folder: Path, lesson: str, student: str) -> HandIn:
    """A student's notebook, whatever it is called, if it is a plain file, and when it was handed in."""
    room = folder / "submitted" / student / lesson
    slips = _slips(room)
    when = slips.get(TIMESTAMP, b"").decode("utf-8", "replace").strip()
    notes = []
    if when and moment(when) is None:
        notes.append(NO_TIME.format(name=TIMESTAMP, said=when[:100]))
        del slips[TIMESTAMP]
        when = ""
    data, reason, renamed = _notebook(room, lesson)
    return HandIn(student, data, reason, (*notes, *renamed), slips, when)


def _notebook(room: Path, lesson: str) -> tuple[bytes, Text | None, tuple[Text, ...]]:
    """A notebook's bytes, or the reason why there are none; and what is to be said about its name."""
    name = f"{lesson}.ipynb"
    try:
        there = sorted(entry.name for entry in os.scandir(room) if entry.name.endswith(".ipynb"))
    except OSError as error:
        return b"", REASONS["unreadable"].format(name=lesson, error=error.strerror), ()
    if name not in there and len(there) != 1:
        return b"", REASONS["several" if there else "nothing"].format(name=name, count=len(there)), ()
    found = name if name in there else there[0]
    try:
        data = _file_of_its_own(room / found, MOST_BYTES)
    except OSError as error:
        return b"", REASONS["unreadable"].format(name=name, error=error.strerror), ()
    if data is None:
        return b"", REASONS["no-file"].format(name=name), ()
    note = RENAMED.format(found=found.encode("utf-8", "replace").decode(), name=name)
    if len(data) > MOST_BYTES:
        return b"", match.REFUSED["large"].format(most=MOST_BYTES >> 20), ()
    return slim(data), None, () if found == name else (note,)


def _slips(room: Path) -> dict[str, bytes]:
    found = {}
    for name in SLIPS:
        try:
            data = _file_of_its_own(room / name, MOST_OF_A_SLIP)
        except OSError:
            continue
        if data is not None and len(data) <= MOST_OF_A_SLIP:
            found[name] = data
    return found


def _file_of_its_own(path: Path, most: int) -> bytes | None:
    """A file's bytes, one more than `most` at most; None if it is anything but a file of its own."""
    if not stat.S_ISREG(os.lstat(path).st_mode):
        return None
    descriptor = os.open(path, ITSELF)
    with os.fdopen(descriptor, "rb") as file:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            return None
        return file.read(most + 1)
