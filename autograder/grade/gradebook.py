"""Reading nbgrader's gradebook into plain records. Only this module knows its database."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any


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


@contextmanager
def _book(address: str) -> Iterator[Any]:
    from nbgrader.api import Gradebook  # takes a second to import

    with Gradebook(address) as book:
        yield book
