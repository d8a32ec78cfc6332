"""Grading a lesson for a whole class: read what was handed in, have it judged, keep the journal, write the gradebook.

This process alone touches the journal, the gradebook and the graded notebooks; it never opens a
stranger's code as code.
"""

import os
import secrets
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from autograder import rights
from autograder.config import ROSTER, TIMESTAMP
from autograder.errors import CourseError
from autograder.grade.canary import Canary
from autograder.grade.gradebook import enrolled, gradebook, graded_notebook, penalties, released_cells
from autograder.grade.gradebook.grade_writer import GradeWriter
from autograder.grade.gradebook.released_cells import ReleasedCell
from autograder.grade.gradebook.settings import Course
from autograder.grade.handed_in import collect
from autograder.grade.handed_in.collect import SLIPS, HandIn
from autograder.grade.handed_in.notes import both_languages
from autograder.grade.journal import Journal, digest
from autograder.grade.judging.record import Record, for_review
from autograder.grade.wall.levels import Level
from autograder.grade.workers import pool
from autograder.grade.workers.local_workers import LocalWorkers, processes
from autograder.grade.workers.pool import Item
from dlcourse.files import unfinished, write_whole
from dlcourse.language import Text

NO_TIMES = Text(
    "When it was handed in is unknown for {count} of {all}: no penalty for them; autograder dates {lesson} --hand-ins says who.",
    "{all}명 가운데 {count}명은 제출 시각을 알 수 없어 늦은 제출로 감점하지 않습니다. 누구인지는 autograder dates {lesson} --hand-ins로 볼 수 있습니다.",
)


@dataclass(frozen=True)
class Graded:
    """One row of a class's table."""

    student: str
    record: Record
    skipped: bool = False

    @property
    def points(self) -> float:
        """What the judge gave in all."""
        return float(sum(score["points"] for score in self.record["scores"].values()))


def get_ready(workers: LocalWorkers, course: Course, lesson: str, isolation: Level, seed: int) -> None:
    """Have workers prepare for a lesson while other things happen; `isolation` may be a guess."""
    workers.everybody(pool.get_ready, Item("", _released(course, lesson)[1], b"", isolation, seed))


def _released(course: Course, lesson: str) -> tuple[list[ReleasedCell], str]:
    """The cells of a lesson that nbgrader knows, and all that a worker needs to know of it."""
    cells = gradebook.released(course, lesson)
    return cells, released_cells.as_json(
        cells, collect.handed_out(course.folder, lesson), collect.lines_handed_out(course.folder, lesson)
    )


def grade(
    course: Course,
    lesson: str,
    *,
    language: str,
    isolation: Level,
    workers: int = 0,
    seed: int | None = None,
    force: bool = False,
    only: Sequence[str] = (),
    executor: Callable[[], Executor] | None = None,
    at_a_time: int = pool.AT_A_TIME,
    tell: Callable[[Text], None] = lambda _: None,
) -> Iterator[Graded]:
    """Grade everyone who handed in `lesson`; yields each student when the grade is in the gradebook.

    Without `seed` one is drawn: everybody of this run is asked the same, and nobody knows it beforehand.
    What concerns nobody but the instructor, because it is the course's own, is told by `tell`.
    """
    seed = secrets.randbits(32) if seed is None else seed
    workers = workers or os.cpu_count() or 1
    folder = course.folder
    cells, released = _released(course, lesson)
    names = only or collect.students(folder, lesson)
    strangers = enrolled.strangers(course.address, names) if (folder / ROSTER).exists() else set()
    for name in sorted(strangers):
        yield Graded(name, for_review(enrolled.NOT_IN_ROSTER.format(student=name), seed, isolation))
    names = [name for name in names if name not in strangers]
    handed_in: dict[str, HandIn] = {}
    journal_file = folder / "grading" / f"{lesson}.jsonl"
    with _penalties(course, lesson), Journal(journal_file) as journal, GradeWriter(course.address, lesson) as book:

        def fingerprint(student: str) -> str:
            return _fingerprint(handed_in[student], released, isolation)

        def judged(student: str, record: Record) -> Record:
            record["notes"][:0] = [both_languages(note) for note in handed_in[student].notes]
            journal.graded(student, fingerprint(student), record)
            return record

        def save(student: str, record: Record) -> Graded:
            _write(folder, lesson, handed_in[student], cells, record, language)
            book.save(student, record, handed_in[student].when)
            journal.has_saved(student)
            return Graded(student, record)

        canary = Canary(course, lesson)

        def items() -> Iterator[Item]:
            yield from canary.items(released, isolation, seed)
            for student in waiting:
                yield Item(student, released, handed_in[student].data, isolation, seed)

        waiting: list[str] = []
        for student in names:
            handed_in[student] = collect.read_submission(folder, lesson, student)
            reason = handed_in[student].reason
            known = None if force else journal.known(student, fingerprint(student))
            if known is not None and student in journal.saved:
                if book.came(student, handed_in[student].when):
                    _write_slips(folder, lesson, handed_in[student])
                yield Graded(student, known, skipped=True)
            elif known is not None:
                yield save(student, known)
            elif reason is not None:
                yield save(student, judged(student, for_review(reason, seed, isolation)))
            else:
                waiting.append(student)
        unknown = sum(not one.when for one in handed_in.values())
        if unknown:
            tell(NO_TIMES.format(count=unknown, all=len(handed_in), lesson=lesson))
        make = executor or (lambda: processes(min(workers, len(waiting))))
        if not waiting:
            return
        share = max(1, len(waiting) // (workers * pool.AHEAD))  # of a small class everybody gets something
        early: list[tuple[Item, Record]] = []  # nobody is told a grade before the two are known
        for item, record in pool.records(items(), make, workers, at_a_time=min(at_a_time, share)):
            if item.student in canary.waiting:
                for said in canary.seen(item.student, record):
                    tell(said)
            else:
                early.append((item, record))
            while early and not canary.waiting:
                learner, found = early.pop(0)
                yield save(learner.student, judged(learner.student, canary.without(found)))


def _fingerprint(mine: HandIn, released: str, isolation: str) -> str:
    slips = [data for name, data in mine.slips.items() if name != TIMESTAMP]  # a new time changes no answer
    return digest(released.encode(), mine.data, isolation.encode(), *slips)


def take_over_times(course: Course, lesson: str) -> None:
    """Enter new times of work that was graded already, and what coming late costs by them. Nothing is graded for it."""
    journal_file = course.folder / "grading" / f"{lesson}.jsonl"
    if course.has_no_book or not journal_file.exists():
        return
    released = _released(course, lesson)[1]
    with _penalties(course, lesson), Journal(journal_file) as journal, GradeWriter(course.address, lesson) as book:
        for student in sorted(journal.saved):
            entry = journal.entries[student]
            mine = collect.read_submission(course.folder, lesson, student)
            same = entry["digest"] == _fingerprint(mine, released, entry["record"]["isolation"])
            if same and book.came(student, mine.when):
                _write_slips(course.folder, lesson, mine)


@contextmanager
def _penalties(course: Course, lesson: str) -> Iterator[None]:
    """Whatever is graded in between, and wherever that stops: what coming late costs is worked out in the end."""
    try:
        yield
    finally:
        penalties.work_out(course, [lesson])


def _write(
    folder: Path,
    lesson: str,
    handed_in: HandIn,
    cells: Sequence[ReleasedCell],
    record: Record,
    language: str,
) -> None:
    """The graded notebook, whole or not at all, and the exchange's slips beside it, from where
    `nbgrader release_feedback` has them.
    """
    target = folder / "autograded" / handed_in.student / lesson / f"{lesson}.ipynb"
    text = graded_notebook.compose(handed_in.data, cells, record, language).encode("utf-8")
    with _or_said(target):
        target.parent.mkdir(parents=True, exist_ok=True)
        _write_slips(folder, lesson, handed_in)
        for left in unfinished(target):  # by a run that was killed: this one holds the class alone
            left.unlink(missing_ok=True)
        write_whole(target, text)


def _write_slips(folder: Path, lesson: str, handed_in: HandIn) -> None:
    """What stands beside a graded notebook; of a hand-in whose time is not known any more, no time."""
    room = folder / "autograded" / handed_in.student / lesson
    if not room.is_dir():
        return
    with _or_said(room):
        for name in SLIPS:
            if name in handed_in.slips:
                write_whole(room / name, handed_in.slips[name])
            else:
                (room / name).unlink(missing_ok=True)


@contextmanager
def _or_said(path: Path) -> Iterator[None]:
    try:
        yield
    except PermissionError as error:
        raise rights.in_the_way(error) from error
    except OSError as error:
        raise CourseError(
            where=str(path),
            what=f"the graded notebook could not be written ({error.strerror})",
            fix="make room or rights, then run the command again: it goes on where it stopped",
        ) from error
