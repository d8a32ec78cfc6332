"""What is known of a lesson and its class, read from the gradebook, the gradings and the submissions into plain records.

Points come from the gradebook, where a person has the last word. What an answer was diagnosed as comes from the record that every graded notebook
carries, and where a notebook has none, from the journal. Nothing a stranger wrote is run.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

from autograder.desk import roster
from autograder.errors import WRONG_REQUEST, CourseError
from autograder.grade import journal
from autograder.grade.gradebook import gradebook
from autograder.grade.gradebook.gradebook import Score
from autograder.grade.gradebook.pages import NOTED
from autograder.grade.gradebook.released_cells import ReleasedCell, as_json
from autograder.grade.gradebook.settings import Course
from autograder.grade.handed_in import collect, match
from autograder.grade.handed_in.match import RefusedError
from dlcourse.exercises import CARDS, Exercise
from dlcourse.language import Text

PAUSE = 30 * 60.0  # seconds without a cell being run, after which a learner has gone away


@dataclass(frozen=True)
class Asked:
    """One thing that a lesson asks: an exercise with its card, or a question in words."""

    name: str  # as the gradebook knows it
    title: Text
    most: float
    card: Exercise | None = None


@dataclass(frozen=True)
class Learner:
    """One person of the class, and what is known of their submission."""

    id: str
    shown: str
    handed_in: bool
    scores: Mapping[str, Score] = field(default_factory=dict)
    diagnoses: Mapping[str, str] = field(default_factory=dict)  # card id -> misconception or outcome
    reason: Text | None = None  # why nobody could judge it
    seen: tuple[Text, ...] = ()  # what a person should look at in their cells
    known: bool = False  # whether a record of the grading was found
    answers: Mapping[str, str] = field(default_factory=dict)  # card id -> what they wrote
    minutes: Mapping[str, float] = field(default_factory=dict)  # card id -> how long they worked on it

    @property
    def graded(self) -> bool:
        """Whether the gradebook has points for them."""
        return bool(self.scores)

    @property
    def points(self) -> float:
        """All points so far."""
        return sum(score.points for score in self.scores.values())

    @property
    def to_read(self) -> bool:
        """Whether a person must still read something of theirs."""
        return any(score.by_hand for score in self.scores.values())


@dataclass(frozen=True)
class Lesson:
    """A lesson with its class."""

    name: str
    asked: tuple[Asked, ...]
    learners: tuple[Learner, ...]
    stubs: Mapping[str, str]  # card id -> the cell as it was handed out

    @property
    def most(self) -> float:
        """What the lesson is worth."""
        return sum(one.most for one in self.asked)

    @property
    def graded(self) -> list[Learner]:
        """Who has points."""
        return [one for one in self.learners if one.graded]


def lessons(course: Course) -> list[str]:
    """The lessons that somebody has points in."""
    gradebook.must_exist(course, "release a lesson first: nbgrader generate_assignment 01_perceptron")
    return [lesson for lesson in gradebook.lessons(course) if gradebook.scores(course, lesson)]


def gather(course: Course, lesson: str) -> Lesson:
    """Everything about one lesson, with a sentence where nothing was graded."""
    folder = course.folder
    cells = gradebook.released(course, lesson)
    scores = gradebook.scores(course, lesson)
    if not scores:
        raise CourseError(
            where=str(folder),
            what=f"{lesson} was not graded yet, so there is nothing to report",
            fix=f"grade it first: autograder grade {lesson}",
            code=WRONG_REQUEST,
        )
    released = match.master(json.loads(as_json(cells)), CARDS)
    notes = journal.records(folder / "grading" / f"{lesson}.jsonl")
    asked = _asked(cells, released)
    left = roster.dropped(folder)
    everybody = {who: name for who, name in gradebook.people(course).items() if who not in left}
    learners = [
        _learner(folder, lesson, student, everybody[student], scores.get(student, {}), notes.get(student), released)
        for student in sorted(everybody)
    ]
    stubs = {card.id: released.sources[card.id] for card in released.exercises if card.id in released.sources}
    return Lesson(lesson, asked, tuple(learners), stubs)


def _asked(cells: Sequence[ReleasedCell], released: match.Master) -> tuple[Asked, ...]:
    cards = {match.Master.check(card): card for card in released.exercises}
    found: list[Asked] = []
    for cell in cells:
        if cell.points is None:
            continue
        card = cards.get(cell.grade_id)
        number = sum(one.card is None for one in found) + 1
        title = card.title if card else Text(f"Question {number}", f"서술형 문제 {number}")
        found.append(Asked(cell.grade_id, title, float(cell.points), card))
    return tuple(found)


def _learner(
    folder: Path,
    lesson: str,
    student: str,
    shown: str,
    scores: Mapping[str, Score],
    journalled: Mapping[str, Any] | None,
    released: match.Master,
) -> Learner:
    room = folder / "submitted" / student / lesson
    if not scores and not room.is_dir():
        return Learner(student, shown, handed_in=False)
    record = _noted(folder / "autograded" / student / lesson / f"{lesson}.ipynb") or journalled
    answers: dict[str, str] = {}
    minutes: dict[str, float] = {}
    handed_in = collect.read_submission(folder, lesson, student)
    if handed_in.reason is None:
        try:
            cells, _ = match.read_notebook(handed_in.data)
            places = match.plan(cells, released).places
            answers = {name: match.source(cells[place]) for name, place in places.items()}
            minutes = _minutes(cells, released)
        except RefusedError:
            pass  # the grading has said so already
    record = record or {}
    reason = record.get("reason")
    return Learner(
        student,
        shown,
        handed_in=True,
        scores=scores,
        diagnoses={
            name.removeprefix("check-"): score["diagnosis"]
            for name, score in record.get("scores", {}).items()
            if score["diagnosis"]
        },
        reason=Text(**reason) if reason else None,
        seen=tuple(Text(**one) for one in record.get("seen", ())),
        known=bool(record),
        answers=answers,
        minutes=minutes,
    )


def _noted(file: Path) -> dict[str, Any] | None:
    """What a graded notebook says of its grading."""
    try:
        noted = json.loads(file.read_text(encoding="utf-8"))["metadata"].get(NOTED)
    except (OSError, ValueError, KeyError):
        return None
    return noted if isinstance(noted, dict) and "scores" in noted else None


# --- time -----------------------------------------------------------------------------------------------------------


def _minutes(cells: Sequence[match.Cell], released: match.Master) -> dict[str, float]:
    """How long a learner worked on each exercise, as far as JupyterLab noted when cells were run.

    The time before a cell was run belongs to the exercise of that cell; a long pause belongs to nobody.
    """
    cards = {card.id: card.id for card in released.exercises}
    cards |= {match.Master.check(card): card.id for card in released.exercises}
    timed = ((when, cards.get(match.label(cell, cards))) for cell in cells if (when := _when(cell)) is not None)
    runs = sorted(timed, key=lambda run: run[0])
    found: dict[str, float] = {}
    for (before, _), (when, exercise) in pairwise(runs):
        if exercise is not None and when - before <= PAUSE:
            found[exercise] = found.get(exercise, 0.0) + (when - before) / 60
    return found


def _when(cell: match.Cell) -> float | None:
    """When a cell was last run, in seconds."""
    noted = cell.get("metadata", {}).get("execution", {})
    said = noted.get("iopub.execute_input") if isinstance(noted, dict) else None
    try:
        return datetime.fromisoformat(said).timestamp() if isinstance(said, str) else None
    except (ValueError, OverflowError, OSError):
        return None
