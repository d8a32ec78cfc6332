"""nbgrader's gradebook through its own door, read into plain records. Grading itself has a quicker way in: `ledger`."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy.exc import DBAPIError, OperationalError

from autograder.config import COURSE
from autograder.errors import WRONG_REQUEST, CourseError
from autograder.grade import settings
from autograder.grade.ledger import Master, cells_of, first_line, shown

_ANY = ""  # the name of the course matters only to who adds a lesson


@dataclass(frozen=True)
class Score:
    """What the gradebook says of one graded cell: `points` so far, and whether a person must still read it."""

    points: float
    most: float
    by_hand: bool


def url(folder: Path) -> str:
    """The address of a course's gradebook: the one that its settings name, or the file in its folder."""
    named = settings.of(folder).get("CourseDirectory", {}).get("db_url")
    return str(named) if named else f"sqlite:///{(folder / 'gradebook.db').resolve()}"


def scores(folder: Path, lesson: str) -> dict[str, dict[str, Score]]:
    """student -> grade id -> score, for everyone whose submission was graded."""
    with _book(url(folder)) as book:
        return {
            submission.student.id: {
                grade.name: Score(grade.score, grade.max_score, grade.needs_manual_grade)
                for notebook in submission.notebooks
                for grade in notebook.grades
            }
            for submission in book.assignment_submissions(lesson)
        }


def people(folder: Path) -> dict[str, str]:
    """Everybody in the class: student -> the name to show, which is the id where no other is known."""
    with _book(url(folder)) as book:
        return {
            one.id: " ".join(part for part in (one.first_name, one.last_name) if part) or one.id
            for one in book.students
        }


def lessons(address: str) -> list[str]:
    """The lessons that the gradebook knows, in order."""
    with _book(address) as book:
        return sorted(assignment.name for assignment in book.assignments)


def known(address: str, folder: Path, fix: str) -> None:
    """Say so where a class has no gradebook yet; opening one would make it."""
    where = folder / "gradebook.db"
    if address == f"sqlite:///{where.resolve()}" and not where.exists():
        raise CourseError(
            where=str(folder),
            what="there is no gradebook here",
            fix=fix,
            code=WRONG_REQUEST,
        )


def released(address: str, lesson: str, folder: Path) -> list[Master]:
    """The cells of a lesson that was released, with a sentence where it was not."""
    known(address, folder, f"release the lesson first: nbgrader generate_assignment {lesson}")
    try:
        try:
            return cells_of(address, lesson, lesson)
        except (LookupError, DBAPIError):
            there = lessons(address)  # nbgrader makes the tables of a database that is still empty
    except OperationalError as error:
        raise CourseError(
            where=shown(address),
            what=f"the gradebook cannot be opened ({first_line(error)})",
            fix="start its server, or correct CourseDirectory.db_url in nbgrader_config.py",
        ) from error
    raise CourseError(
        where=shown(address),
        what=f"the gradebook knows no lesson {lesson}",
        known=there,
        fix=f"name one of them, or release it first: nbgrader generate_assignment {lesson}",
        code=WRONG_REQUEST,
    )


@contextmanager
def _book(address: str, course: str = _ANY) -> Iterator[Any]:
    from nbgrader.api import Gradebook  # takes a second to import

    with Gradebook(address, course) as book:
        yield book


# --- the class ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class HandedIn:
    """What the gradebook knows of one graded submission: `points` after the deduction for coming late."""

    points: float
    most: float
    to_read: int


def course_id(folder: Path) -> str:
    """nbgrader's name of the course in `folder`."""
    return str(settings.of(folder).get("CourseDirectory", {}).get("course_id", COURSE))


@contextmanager
def opened(folder: Path) -> Iterator[Any]:
    """nbgrader's own gradebook of a class, with a sentence where its server cannot be reached."""
    address = url(folder)
    try:
        with _book(address, course_id(folder)) as book:
            yield book
    except OperationalError as error:
        raise CourseError(
            where=shown(address),
            what=f"the gradebook cannot be opened ({first_line(error)})",
            fix="start its server, or correct CourseDirectory.db_url in nbgrader_config.py",
        ) from error


def enrol(folder: Path, people: Iterable[tuple[str, str, str, str]]) -> None:
    """Enter students (id, first name, last name, address) or correct their names; nobody's grades are touched."""
    with opened(folder) as book:
        for name, first, last, email in people:
            book.update_or_create_student(name, first_name=first, last_name=last, email=email or None)


def set_due(folder: Path, lesson: str, when: datetime) -> None:
    """Enter until when a lesson is to be handed in; `when` knows its time zone."""
    with opened(folder) as book:
        book.update_or_create_assignment(lesson, duedate=when.astimezone(UTC).replace(tzinfo=None))


def overview(folder: Path) -> dict[str, dict[str, HandedIn]]:
    """lesson -> student -> what was graded; a lesson that was released and not yet graded is there, and empty."""
    file = folder / "gradebook.db"
    if url(folder) == f"sqlite:///{file.resolve()}" and not file.exists():
        return {}  # opening it would make it
    with opened(folder) as book:
        return {
            lesson.name: {
                one.student.id: HandedIn(
                    max(0.0, one.score - (one.late_submission_penalty or 0.0)),
                    one.max_score,
                    sum(grade.needs_manual_grade for notebook in one.notebooks for grade in notebook.grades),
                )
                for one in lesson.submissions
            }
            for lesson in book.assignments
            if lesson.notebooks
        }
