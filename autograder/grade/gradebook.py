"""Reading nbgrader's gradebook. Only this module knows its database."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Score:
    """What the gradebook says of one graded cell: `points` so far, and whether a person must still read it."""

    points: float
    most: float
    by_hand: bool


def scores(folder: Path, lesson: str) -> dict[str, dict[str, Score]]:
    """student -> grade id -> score, for everyone whose submission was graded."""
    from nbgrader.api import Gradebook  # takes a second to import

    with Gradebook(f"sqlite:///{(folder / 'gradebook.db').resolve()}") as book:
        return {
            submission.student.id: {
                grade.name: Score(grade.score, grade.max_score, grade.needs_manual_grade)
                for notebook in submission.notebooks
                for grade in notebook.grades
            }
            for submission in book.assignment_submissions(lesson)
        }
