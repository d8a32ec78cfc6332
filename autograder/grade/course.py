"""Grading a lesson for a whole class: read what was handed in, have it judged, keep the journal, write the gradebook.

This process alone touches the journal, the gradebook and the graded notebooks; it never opens a stranger's code as code.
"""

import os
import secrets
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from autograder.errors import CourseError
from autograder.grade import collect, gradebook, ledger, mended, pool, settings
from autograder.grade.collect import HandIn
from autograder.grade.crew import Crew, local
from autograder.grade.journal import Journal, digest
from autograder.grade.pool import Item
from autograder.grade.sandbox import Level
from autograder.grade.worker import Record


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


def get_ready(crew: Crew, folder: Path, lesson: str, isolation: Level, seed: int) -> None:
    """Have a crew prepare for a lesson while other things happen; `isolation` may be a guess."""
    crew.everybody(pool.get_ready, Item("", _released(folder, lesson)[1], b"", isolation, seed))


def _released(folder: Path, lesson: str) -> tuple[list[ledger.Master], str]:
    """The cells of a lesson that nbgrader knows, and all that a worker needs to know of it."""
    masters = gradebook.released(gradebook.url(folder), lesson, folder)
    return masters, ledger.as_cells(masters, collect.handed_out(folder, lesson))


def grade(
    folder: Path,
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
) -> Iterator[Graded]:
    """Grade everyone who handed in `lesson`; yields each student when the grade is in the gradebook.

    Without `seed` one is drawn: everybody of this run is asked the same, and nobody knows it beforehand.
    """
    seed = secrets.randbits(32) if seed is None else seed
    workers = workers or os.cpu_count() or 1
    address = gradebook.url(folder)
    masters, released = _released(folder, lesson)
    names = only or collect.students(folder, lesson)
    handed_in: dict[str, HandIn] = {}
    journal_file = folder / "grading" / f"{lesson}.jsonl"
    with Journal(journal_file) as journal, ledger.Writer(address, lesson) as book:

        def fingerprint(student: str) -> str:
            mine = handed_in[student]
            return digest(released.encode(), mine.data, isolation.encode(), *mine.slips.values())

        def judged(student: str, record: Record) -> Record:
            record["notes"][:0] = [{"en": note.en, "ko": note.ko} for note in handed_in[student].notes]
            journal.graded(student, fingerprint(student), record)
            return record

        def save(student: str, record: Record) -> Graded:
            _write(folder, lesson, handed_in[student], masters, record, language)
            late = book.save(student, record, handed_in[student].when)
            if late:
                from autograder.grade.preprocessors import assign_late_penalty  # takes a second to import, once

                assign_late_penalty(settings.of(folder), address, lesson, student)
            journal.has_saved(student)
            return Graded(student, record)

        def items() -> Iterator[Item]:
            for student in waiting:
                yield Item(student, released, handed_in[student].data, isolation, seed)

        waiting: list[str] = []
        for student in names:
            handed_in[student] = collect.read(folder, lesson, student)
            reason = handed_in[student].reason
            known = None if force else journal.known(student, fingerprint(student))
            if known is not None and student in journal.saved:
                yield Graded(student, known, skipped=True)
            elif known is not None:
                yield save(student, known)
            elif reason is not None:
                yield save(student, judged(student, pool.unjudged(reason, seed, isolation)))
            else:
                waiting.append(student)
        make = executor or (lambda: local(min(workers, len(waiting))))
        if not waiting:
            return
        share = max(1, len(waiting) // (workers * pool.AHEAD))  # of a small class everybody gets something
        for item, record in pool.records(items(), make, workers, at_a_time=min(at_a_time, share)):
            yield save(item.student, judged(item.student, record))


def _write(
    folder: Path,
    lesson: str,
    handed_in: HandIn,
    masters: Sequence[Any],
    record: Record,
    language: str,
) -> None:
    """The graded notebook, whole or not at all, and the exchange's slips beside it, from where `nbgrader release_feedback` has them."""
    target = folder / "autograded" / handed_in.student / lesson / f"{lesson}.ipynb"
    text = mended.compose(handed_in.data, masters, record, language)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        for name, data in handed_in.slips.items():
            (target.parent / name).write_bytes(data)
        fresh = target.with_suffix(".new")
        fresh.write_text(text, encoding="utf-8")
        fresh.replace(target)
    except OSError as error:
        raise CourseError(
            where=str(target),
            what=f"the graded notebook could not be written ({error.strerror})",
            fix="make room or rights, then run the command again: it goes on where it stopped",
        ) from error
