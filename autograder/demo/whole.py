"""`autograder demo --students 60`: a whole class over several lessons, from roster to report, with the figures of the run.

Each step is what an instructor runs: release, hand in, grade in the sandbox several at a time, feedback pages, class report. What is known beforehand (who earns
everything or nothing, which files no program can judge, which two are copies) is compared with what came out.
"""

import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from rich import box
from rich.console import Console
from rich.progress import track
from rich.table import Table

from autograder.demo import HARMLESS, WIDTH, copied, failed, read, safest
from autograder.demo.crowd import FEWEST, Member, members
from autograder.errors import FOUND_PROBLEMS, WRONG_REQUEST, CourseError
from autograder.grade.course import grade
from autograder.grade.gradebook import gradebook, nbgrader_api
from autograder.grade.gradebook.settings import Course
from autograder.report import gather, page, similarity
from dlcourse.exercises import Exercise

LESSONS = ("01_perceptron", "03_activations")
UNJUDGED = ("cut off", "empty file")


def run(
    root: Path,
    lessons: Sequence[str],
    language: str,
    *,
    students: int,
    folder: Path | None,
    cards: Mapping[str, Exercise],
) -> int:
    """Make the class, grade it, write feedback and report; 0 if everything that is known beforehand came out so."""
    if students < FEWEST:
        raise CourseError(
            where="autograder demo",
            what=f"--students is {students}",
            fix=f"name {FEWEST} or more; a smaller class has no room for everybody who matters",
            code=WRONG_REQUEST,
        )
    console = Console(width=None if Console().is_terminal else WIDTH, highlight=False)
    folder = copied(root, lessons, language, folder)
    course = Course.at(folder)
    took = _Clock()
    isolation = safest()
    classes: dict[str, list[Member]] = {}
    with took("release and make up the class"):
        for lesson in lessons:
            problem = nbgrader_api.release(course, lesson, language)
            if problem:
                raise failed("nbgrader could not release the lesson", problem, folder)
            notebook = f"{lesson}/{lesson}.ipynb"
            solution, released = (read(folder / room / language / notebook) for room in ("solutions", "lessons"))
            classes[lesson] = list(members(students, lesson, solution, released, cards))
            _hand_in(folder, notebook, classes[lesson])
        gradebook.enrol(course, [(one.id, one.first, one.last, "") for one in classes[lessons[0]]])
    handed_in = {lesson: [one.id for one in class_ if one.file is not None] for lesson, class_ in classes.items()}
    count = sum(len(names) for names in handed_in.values())
    with took("grade", count):
        for lesson, names in handed_in.items():
            grading = grade(course, lesson, language=language, isolation=isolation, only=names)
            for _ in _with_progress(grading, f"grading {lesson}", len(names), console):
                pass
    with took("feedback pages", count):
        for lesson, names in handed_in.items():
            pages = nbgrader_api.feedback(course, lesson, language, names)
            for name, problem in _with_progress(pages, f"feedback {lesson}", len(names), console):
                if problem:
                    raise failed(f"nbgrader could not write the feedback of {name}", problem, folder)
    with took("class report"):
        gathered = [gather.gather(course, lesson) for lesson in lessons]
        written, table = page.write(gathered, folder / "report", language)
    wrong = [said for lesson in gathered for said in surprises(lesson, classes[lesson.name])]
    review = sum(bool(one.reason) for lesson in gathered for one in lesson.learners)
    console.print(
        f"{students} students, {len(lessons)} lessons, {count} submissions: "
        f"{count - review} graded, {review} for a person to look at; isolation: {isolation}"
        + (f" ({HARMLESS})" if isolation == "none" else "")
    )
    console.print(took.table())
    lines = [f"class report: {written}", f"the same as a table: {table}", f"feedback pages: {folder / 'feedback'}"]
    console.print("\n".join([*lines, *wrong]), markup=False, soft_wrap=True)
    return FOUND_PROBLEMS if wrong else 0


def surprises(lesson: gather.Lesson, class_: Sequence[Member]) -> list[str]:
    """What did not come out as it is known beforehand; a sentence each."""
    told: list[str] = []
    learners = {one.id: one for one in lesson.learners}
    most = sum(one.most for one in lesson.asked if one.card)
    for member in class_:
        who = learners[member.id]
        points = sum(who.scores[one.name].points for one in lesson.asked if one.card and one.name in who.scores)
        if member.share is not None and points != member.share * most:
            told.append(
                f"{lesson.name}: {member.id} ({member.kind}) should have {member.share * most:g}, but has {points:g}"
            )
        if bool(who.reason) != (member.kind in UNJUDGED):
            told.append(
                f"{lesson.name}: {member.id} ({member.kind}) is {'' if who.reason else 'not '}for a person to look at"
            )
        if points > most:
            told.append(f"{lesson.name}: {member.id} ({member.kind}) has {points:g} of {most:g}")
    copies = {member.id for member in class_ if member.kind in ("original", "copy")}
    if copies not in [{pair.first, pair.second} for pair in similarity.pairs(lesson)]:
        told.append(f"{lesson.name}: the two copies ({', '.join(sorted(copies))}) were not found")
    return told


def _hand_in(folder: Path, notebook: str, class_: Iterable[Member]) -> None:
    for member in class_:
        if member.file is not None:
            file = folder / "submitted" / member.id / notebook
            file.parent.mkdir(parents=True)
            file.write_bytes(member.file)


def _with_progress(steps: Iterable[Any], name: str, count: int, console: Console) -> Iterable[Any]:
    return track(steps, name, count, console=console, transient=True)


class _Clock:
    """How long the steps of the run took."""

    def __init__(self) -> None:
        self._rows: list[tuple[str, float, int]] = []

    @contextmanager
    def __call__(self, step: str, count: int = 0) -> Iterator[None]:
        began = time.perf_counter()
        yield
        self._rows.append((step, time.perf_counter() - began, count))

    def table(self) -> Table:
        table = Table(box=box.SIMPLE, padding=(0, 1), pad_edge=False)
        table.add_column("step")
        for header in ("seconds", "a submission, ms"):
            table.add_column(header, justify="right")
        for step, seconds, count in self._rows:
            table.add_row(step, f"{seconds:.1f}", f"{1000 * seconds / count:.0f}" if count else "")
        table.add_row("in all", f"{sum(seconds for _, seconds, _ in self._rows):.1f}", "")
        return table
