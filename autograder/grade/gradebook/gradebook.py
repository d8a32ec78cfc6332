"""nbgrader's gradebook through its own door, read into plain records. Grading itself has a quicker
way in: `grade_writer`.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy.exc import DBAPIError, OperationalError

from autograder.errors import WRONG_REQUEST, CourseError
from autograder.grade.gradebook import revision
from autograder.grade.gradebook.address import first_line, shown
from autograder.grade.gradebook.released_cells import ReleasedCell, cells_of
from autograder.grade.gradebook.settings import Course


@dataclass(frozen=True)
class Score:
    """What the gradebook says of one graded cell: `points` so far, and whether a person must still read it."""

    points: float
    most: float
    by_hand: bool


def scores(course: Course, lesson: str) -> dict[str, dict[str, Score]]:
    """student -> grade id -> score, for everyone whose submission was graded."""
    with opened(course) as book:
        return {
            submission.student.id: {
                grade.name: Score(grade.score, grade.max_score, grade.needs_manual_grade)
                for notebook in submission.notebooks
                for grade in notebook.grades
            }
            for submission in book.assignment_submissions(lesson)
        }


def people(course: Course) -> dict[str, str]:
    """Everybody in the class: student -> the name to show, which is the id where no other is known."""
    with opened(course) as book:
        return {
            one.id: " ".join(part for part in (one.first_name, one.last_name) if part) or one.id
            for one in book.students
        }


def lessons(course: Course) -> list[str]:
    """The lessons that the gradebook knows, in order."""
    with opened(course) as book:
        return sorted(assignment.name for assignment in book.assignments)


def must_exist(course: Course, fix: str) -> None:
    """Say so where a class has no gradebook yet; opening one would make it."""
    if course.has_no_book:
        raise CourseError(
            where=str(course.folder),
            what="there is no gradebook here",
            fix=fix,
            code=WRONG_REQUEST,
        )


def released(course: Course, lesson: str) -> list[ReleasedCell]:
    """The cells of a lesson that was released, with a sentence where it was not."""
    must_exist(course, f"release the lesson first: nbgrader generate_assignment {lesson}")
    try:
        return cells_of(course.address, lesson, lesson)
    except (LookupError, DBAPIError):
        there = lessons(course)  # nbgrader makes the tables of a database that is still empty
    raise CourseError(
        where=shown(course.address),
        what=f"the gradebook knows no lesson {lesson}",
        known=there,
        fix=f"name one of them, or release it first: nbgrader generate_assignment {lesson}",
        code=WRONG_REQUEST,
    )


# --- the class ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class HandedIn:
    """What the gradebook knows of one graded submission: `points` after the deduction for coming late."""

    points: float
    most: float
    to_read: int


@contextmanager
def opened(course: Course) -> Iterator[Any]:
    """nbgrader's own gradebook of a class, with a sentence where its server cannot be reached."""
    from nbgrader.api import Gradebook  # takes a second to import

    revision.asked_here()
    try:
        with Gradebook(course.address, course.id) as book:
            yield book
    except OperationalError as error:
        raise CourseError(
            where=shown(course.address),
            what=f"the gradebook cannot be opened ({first_line(error)})",
            fix="start its server, or correct CourseDirectory.db_url in nbgrader_config.py",
        ) from error


def enrol(course: Course, people: Iterable[tuple[str, str, str, str]]) -> None:
    """Enter students (id, first name, last name, address) or correct their names; nobody's grades are touched."""
    with opened(course) as book:
        for name, first, last, email in people:
            book.update_or_create_student(name, first_name=first, last_name=last, email=email or None)


def rename(course: Course, old: str, new: str) -> None:
    """Give a student another id; their work and grades go with them."""
    with opened(course) as book:
        before = next((one for one in book.students if one.id == old), None)
        if before is None:
            return
        after = book.update_or_create_student(
            new, first_name=before.first_name, last_name=before.last_name, email=before.email
        )
        for submission in list(before.submissions):
            submission.student = after
        book.db.commit()
        book.remove_student(old)


def forget(course: Course, students: Iterable[str]) -> None:
    """Take out students who have handed nothing in."""
    with opened(course) as book:
        for one in list(book.students):
            if one.id in set(students) and not one.submissions:
                book.remove_student(one.id)


def set_due(course: Course, lesson: str, when: datetime | None) -> None:
    """Enter until when a lesson is to be handed in; `when` knows its time zone, None is no date any more."""
    with opened(course) as book:
        due = None if when is None else when.astimezone(UTC).replace(tzinfo=None)
        book.update_or_create_assignment(lesson, duedate=due)


def due(course: Course) -> dict[str, datetime | None]:
    """lesson -> until when everybody is to hand it in."""
    if course.has_no_book:
        return {}
    with opened(course) as book:
        return {one.name: one.duedate and one.duedate.replace(tzinfo=UTC) for one in book.assignments}


def overview(course: Course) -> dict[str, dict[str, HandedIn]]:
    """lesson -> student -> what was graded; a lesson that was released and not yet graded is there, and empty."""
    if course.has_no_book:
        return {}  # opening it would make it
    with opened(course) as book:
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
