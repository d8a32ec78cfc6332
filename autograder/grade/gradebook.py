"""Reading nbgrader's gradebook into plain records, and writing grades into it. Only this module knows its database."""

import time
import warnings
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import make_url, text
from sqlalchemy.exc import OperationalError, SAWarning

from autograder.config import ANSWER_STUB, COURSE
from autograder.errors import WRONG_REQUEST, CourseError
from autograder.grade import settings

_PATIENCE = (0.2, 1.0, 3.0)  # seconds between tries to write into a database that somebody else holds
_ANY = ""  # the name of the course matters only to who adds a lesson
_LOCK_SECONDS = 5.0  # that one try waits for a file which somebody writes to


@dataclass(frozen=True)
class Score:
    """What the gradebook says of one graded cell: `points` so far, and whether a person must still read it."""

    points: float
    most: float
    by_hand: bool


@dataclass(frozen=True)
class Master:
    """A cell of the released notebook as the gradebook keeps it; `points` is None where nothing is graded."""

    grade_id: str
    cell_type: str
    source: str
    checksum: str
    answer: bool
    points: float | None


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


def masters(address: str, lesson: str, notebook: str) -> list[Master]:
    """The cells that nbgrader knows of a released notebook, in their order."""
    with _book(address) as book:
        found = book.find_notebook(notebook, lesson)
        points = {cell.name: cell.max_score for cell in found.grade_cells}
        answers = {cell.name for cell in found.solution_cells}
        return [
            Master(cell.name, cell.cell_type, cell.source, cell.checksum, cell.name in answers, points.get(cell.name))
            for cell in found.source_cells
        ]


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
    from nbgrader.api import MissingEntry  # takes a second to import

    known(address, folder, f"release the lesson first: nbgrader generate_assignment {lesson}")
    try:
        return masters(address, lesson, lesson)
    except MissingEntry as error:
        raise CourseError(
            where=shown(address),
            what=f"the gradebook knows no lesson {lesson}",
            known=lessons(address),
            fix=f"name one of them, or release it first: nbgrader generate_assignment {lesson}",
            code=WRONG_REQUEST,
        ) from error
    except OperationalError as error:
        raise CourseError(
            where=shown(address),
            what=f"the gradebook cannot be opened ({_first_line(error)})",
            fix="start its server, or correct CourseDirectory.db_url in nbgrader_config.py",
        ) from error


def is_moment(said: str) -> bool:
    """Whether nbgrader can read a moment in it."""
    from nbgrader.utils import parse_utc

    try:
        return parse_utc(said) is not None
    except (ValueError, OverflowError):
        return False


class Writer:
    """Writes one lesson's grades, as nbgrader's own step would: a person's points stay, theirs is the last word.

    The connection stays open for a whole class, which is five times faster than opening one for every submission. Use it in a `with` block.
    """

    def __init__(self, address: str, lesson: str) -> None:
        self.address, self.lesson = address, lesson
        self._book: Any = None
        self._names: dict[str, str] = {}  # the database's number of a cell -> its name
        self._released: dict[str, str] = {}  # a cell's name -> the text that was handed out

    def save(self, student: str, record: Mapping[str, Any], timestamp: str) -> bool:
        """Write one submission's grades; says whether it came late."""
        from nbgrader.api import InvalidEntry  # takes a second to import

        for wait in (*_PATIENCE, None):
            try:
                with warnings.catch_warnings():
                    warnings.simplefilter(
                        "ignore", SAWarning
                    )  # from the order in which nbgrader makes a new submission
                    return self._save(student, record, timestamp)
            except (OperationalError, InvalidEntry) as error:  # nbgrader turns some of the database's into its own
                self.close()
                if wait is None:
                    raise CourseError(
                        where=shown(self.address),
                        what=f"the gradebook would not take a grade of {student} ({_first_line(error)})",
                        fix="close what else uses it, then run the command again: it goes on where it stopped",
                    ) from error
                time.sleep(wait)
        raise AssertionError  # the last try returned or raised

    def _save(self, student: str, record: Mapping[str, Any], timestamp: str) -> bool:
        from nbgrader.api import Student

        book, lesson = self._open(), self.lesson
        # one transaction instead of nbgrader's three: a submission is written whole or not at all, and sooner
        with book.engine.connect() as connection, connection.begin():
            book.db(bind=connection, join_transaction_mode="rollback_only", expire_on_commit=False)
            try:
                if book.db.get(Student, student) is None:
                    book.add_student(student)
                when = {"timestamp": timestamp} if timestamp else {}
                with book.db.no_autoflush:
                    submission = book.update_or_create_submission(lesson, student, **when)
                    [notebook] = submission.notebooks
                    self._fill(notebook, record)
                late = bool(submission.total_seconds_late > 0)
                book.db.commit()
                return late
            finally:
                book.db.remove()  # what was read may be another's to change now

    def _fill(self, notebook: Any, record: Mapping[str, Any]) -> None:
        """What the gradebook is to say of every cell."""
        review = record["status"] == "review"
        for grade in notebook.grades:
            name = self._names[grade.cell_id]
            score = record["scores"].get(name)
            if score is not None:
                grade.auto_score = score["points"]
            elif name in record["answers"]:
                grade.auto_score = 0 if self._empty(record["answers"][name], name) else None
            else:
                grade.auto_score = None  # not judged: for a person to decide, never a silent 0
            grade.needs_manual_grade = review or grade.auto_score is None or grade.manual_score is not None
        for comment in notebook.comments:
            name = self._names[comment.cell_id]
            said = record["answers"].get(name)
            silent = said is not None and self._empty(said, name)
            comment.auto_comment = "No response." if silent else None
        notebook.late_submission_penalty = None

    def _empty(self, answer: str, name: str) -> bool:
        return answer.strip() in ("", self._released.get(name), ANSWER_STUB.en, ANSWER_STUB.ko)

    def _open(self) -> Any:
        if self._book is None:
            from nbgrader.api import Gradebook  # takes a second to import

            self._book = Gradebook(self.address, _ANY)
            if self.address.startswith("sqlite:"):
                self._book.db.execute(text(f"PRAGMA busy_timeout = {1000 * _LOCK_SECONDS:.0f}"))
            released = self._book.find_notebook(self.lesson, self.lesson)
            self._names = {cell.id: cell.name for cell in (*released.grade_cells, *released.solution_cells)}
            self._released = {cell.name: cell.source.strip() for cell in released.source_cells}
            self._book.db.remove()
        return self._book

    def close(self) -> None:
        """Give the connection back."""
        if self._book is not None:
            self._book.close()
            self._book = None

    def __enter__(self) -> "Writer":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def shown(address: str) -> str:
    """An address as a message may show it: without the password."""
    return make_url(address).render_as_string(hide_password=True)


def _first_line(error: Exception) -> str:
    """What the database itself said."""
    said = getattr(error, "orig", None) or error
    return str(said).strip().splitlines()[0].removeprefix("(sqlite3.OperationalError) ")


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
            what=f"the gradebook cannot be opened ({_first_line(error)})",
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
