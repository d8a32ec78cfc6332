"""Grading with nbgrader's own steps. nbgrader changes the working directory, so each call runs in a process of its own.

Its log, its libraries' warnings and the kernels' chatter go to
`grading.log` in the course's folder.
"""

import logging
import multiprocessing
import os
import warnings
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from pathlib import Path
from typing import Any

from autograder.config import configure
from autograder.grade.gradebook import revision, settings
from autograder.grade.gradebook.settings import Course
from autograder.grade.wall.levels import Level

LOG = "grading.log"
MOST_PROCESSES = 4  # nbgrader's database lets one process write at a time; more of them only wait for each other


def release(course: Course, lesson: str, language: str, *, book: bool = True) -> str:
    """Make the learner's notebook and enter the lesson into the gradebook, unless not asked to; "" or what went wrong."""
    [(_, problem)] = _each(course.folder, _release, [(course.folder, lesson, language, book)])
    return problem


def feedback(course: Course, lesson: str, language: str, students: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Write the feedback pages; yields each student who is done, with "" or what went wrong."""
    yield from _each(course.folder, _feedback, [(course.folder, lesson, language, student) for student in students])


def grade(
    course: Course, lesson: str, language: str, students: Iterable[str], isolation: Level | None = None
) -> Iterator[tuple[str, str]]:
    """Grade and write the feedback pages; yields each student who is done, with "" or what went wrong."""
    yield from _each(
        course.folder, _grade, [(course.folder, lesson, language, isolation, student) for student in students]
    )


def _each(folder: Path, work: Any, calls: list[tuple[Any, ...]]) -> Iterator[tuple[str, str]]:
    processes = min(os.cpu_count() or 1, MOST_PROCESSES, len(calls))
    with ProcessPoolExecutor(processes, multiprocessing.get_context("spawn"), _quiet, (folder,)) as pool:
        running = {pool.submit(work, *call): str(call[-1]) for call in calls}
        for done in as_completed(running):
            yield running[done], done.result()


def _quiet(folder: Path) -> None:
    """Send everything that is said while grading to the log."""
    log = os.open(folder / LOG, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o666)
    for stream in (1, 2):
        os.dup2(log, stream)
    logging.basicConfig(level=logging.WARNING)
    warnings.simplefilter("ignore")  # nbgrader's own libraries warn about each other; nothing a reader could act on


def _api(folder: Path, language: str, isolation: Level | None = None, *, book: bool = True) -> Any:
    from nbgrader.apps import NbGraderAPI  # in the working process, whose warnings go to the log

    revision.asked_here()
    config = settings.load(folder)
    configure(config, folder, language)
    config.Autograde.pre_convert_hook = None  # whoever calls from here has the class's lock, or needs none
    if isolation is not None:
        config.GradeSafely.isolation = isolation
    if not book:
        config.GenerateAssignment.no_database, config.SaveCells.enabled = True, False
    return NbGraderAPI(config=config)


def _release(folder: Path, lesson: str, language: str, book: bool) -> str:
    return _problem(_api(folder, language, book=book).generate_assignment(lesson))


def _grade(folder: Path, lesson: str, language: str, isolation: Level | None, student: str) -> str:
    api = _api(folder, language, isolation)
    graded = _problem(api.autograde(lesson, student))
    return graded or _problem(api.generate_feedback(lesson, student))


def _feedback(folder: Path, lesson: str, language: str, student: str) -> str:
    return _problem(_api(folder, language).generate_feedback(lesson, student))


def _problem(result: dict[str, Any]) -> str:
    return "" if result["success"] else str(result.get("log") or result.get("error") or "no reason was given")
