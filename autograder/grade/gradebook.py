"""Reading nbgrader's gradebook into plain records, and writing grades into it. Only this module knows its database."""

import time
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy.exc import OperationalError, SAWarning

from autograder.errors import WRONG_REQUEST, CourseError

_PATIENCE = (0.2, 1.0, 3.0)  # seconds between tries to write into a database that somebody else holds


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
    """The address of the gradebook in a course's folder."""
    return f"sqlite:///{(folder / 'gradebook.db').resolve()}"


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


def released(address: str, lesson: str, folder: Path) -> list[Master]:
    """The cells of a lesson that was released, with a sentence where it was not."""
    from nbgrader.api import MissingEntry  # takes a second to import

    if not (folder / "gradebook.db").exists():
        raise CourseError(
            where=str(folder),
            what="there is no gradebook here",
            fix=f"release the lesson first: nbgrader generate_assignment {lesson}",
            code=WRONG_REQUEST,
        )
    try:
        return masters(address, lesson, lesson)
    except MissingEntry as error:
        with _book(address) as book:
            known = [assignment.name for assignment in book.assignments]
        raise CourseError(
            where=str(folder / "gradebook.db"),
            what=f"the gradebook knows no lesson {lesson}",
            known=known,
            fix=f"name one of them, or release it first: nbgrader generate_assignment {lesson}",
            code=WRONG_REQUEST,
        ) from error


def save(address: str, lesson: str, student: str, record: Mapping[str, Any], timestamp: str | None) -> None:
    """Write one submission's grades, as nbgrader's own step would: a person's points stay, theirs is the last word."""
    for wait in (*_PATIENCE, None):
        try:
            with warnings.catch_warnings(), _book(address) as book:
                warnings.simplefilter("ignore", SAWarning)  # from the order in which nbgrader makes a new submission
                _save(book, lesson, student, record, timestamp)
            return
        except OperationalError as error:
            if wait is None:
                raise CourseError(
                    where=address,
                    what=f"the gradebook would not take a grade of {student} ({error.orig!s})",
                    fix="close what else uses it, then run the command again: it goes on where it stopped",
                ) from error
            time.sleep(wait)


def _save(book: Any, lesson: str, student: str, record: Mapping[str, Any], timestamp: str | None) -> None:
    book.update_or_create_student(student)
    when = {"timestamp": timestamp} if timestamp else {}
    book.update_or_create_submission(lesson, student, **when)
    notebook = book.find_submission_notebook(lesson, lesson, student)
    untouched = {cell.name: cell.source.strip() for cell in book.find_notebook(lesson, lesson).source_cells}
    review = record["status"] == "review"
    for grade in notebook.grades:
        score = record["scores"].get(grade.name)
        if score is not None:
            grade.auto_score = score["points"]
        elif grade.name in record["answers"]:
            empty = record["answers"][grade.name].strip() in ("", untouched.get(grade.name))
            grade.auto_score = 0 if empty else None
        else:
            grade.auto_score = None  # not judged: for a person to decide, never a silent 0
        grade.needs_manual_grade = review or grade.auto_score is None or grade.manual_score is not None
    for comment in notebook.comments:
        said = record["answers"].get(comment.name)
        silent = said is not None and said.strip() in ("", untouched.get(comment.name))
        comment.auto_comment = "No response." if silent else None
    book.db.commit()


@contextmanager
def _book(address: str) -> Iterator[Any]:
    from nbgrader.api import Gradebook  # takes a second to import

    with Gradebook(address) as book:
        yield book
