"""`autograder grade LESSON` and `autograder doctor`: a whole class in the sandbox, and what this machine can promise."""

import argparse
import gc
import os
import secrets
from collections import Counter
from collections.abc import Callable
from concurrent.futures import Executor, ThreadPoolExecutor
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Any

from autograder.config import languages
from autograder.errors import FOUND_PROBLEMS, WRONG_REQUEST, CourseError
from autograder.grade.wall.levels import LEVELS
from autograder.grade.workers.local_workers import LocalWorkers
from autograder.lock import held
from dlcourse.language import LANGUAGES, Text

if TYPE_CHECKING:
    from autograder.grade.workers.cluster import Cluster

_SEEN = Text(
    "Cells to look at in {count} submissions; autograder report {lesson} says which. It costs no points.",
    "제출물 {count}개에 살펴볼 셀이 있습니다. autograder report {lesson}에서 볼 수 있으며 감점하지 않습니다.",
)
_SUMMARY = Text(
    "{graded} graded, {skipped} unchanged since the last time, {review} to look at; isolation: {isolation}",
    "채점 {graded}명, 지난번과 같음 {skipped}명, 살펴볼 것 {review}명, 격리 수준: {isolation}",
)
_STUDENT = Text("student", "학습자")
_TO_LOOK_AT = Text("what to look at", "살펴볼 것")
_NEXT = Text(
    "next: autograder feedback {lesson}, or autograder formgrade for answers in words",
    "다음: autograder feedback {lesson}, 글로 쓴 답을 읽으려면 autograder formgrade",
)
_GRADING = Text("grading", "채점하는 중")
_WIDTH = 130  # columns where the output is no terminal


def add_to(commands: Any) -> None:
    """Add both commands to the parser of `autograder`; each sets `run`, which takes the arguments and the folder."""
    grade = commands.add_parser("grade", help="grade a whole class in the sandbox, several submissions at a time")
    grade.add_argument("lesson", metavar="LESSON", help="such as 01_perceptron")
    grade.add_argument("--student", action="append", default=[], metavar="ID", help="only this one; may be repeated")
    grade.add_argument("--workers", type=int, default=0, metavar="N", help="default: one per core")
    grade.add_argument("--seed", type=int, help="use the inputs of an earlier grading again")
    grade.add_argument("--force", action="store_true", help="grade what has not changed as well")
    grade.add_argument("--isolation", choices=LEVELS, help="default: the safest that this machine gives")
    grade.add_argument("--cluster", metavar="ADDRESS", help="a Dask cluster's scheduler, such as tcp://10.0.0.5:8786")
    grade.add_argument("--lang", choices=LANGUAGES, help="language of the reports (default: the class's)")
    grade.set_defaults(grading=run)
    doctor = commands.add_parser("doctor", help="say how safely this machine runs strangers' code, by trying")
    doctor.set_defaults(grading=examine)


def run(asked: argparse.Namespace, folder: Path) -> int:
    """Grade the class in `folder`; 0, or 1 where somebody must look at a submission."""
    if asked.workers < 0:
        raise CourseError(
            where="autograder grade",
            what=f"--workers is {asked.workers}",
            fix="name a number of 1 or more, or leave it out",
            code=WRONG_REQUEST,
        )
    if asked.cluster:
        return _graded(asked, folder, None)
    handed_in = len(os.listdir(folder / "submitted")) if (folder / "submitted").is_dir() else 0
    workers = min(asked.workers or os.cpu_count() or 1, max(handed_in, 1))
    with LocalWorkers(workers) as local:  # it loads what it needs while we do
        return _graded(asked, folder, local)


def _graded(asked: argparse.Namespace, folder: Path, local: LocalWorkers | None) -> int:
    from rich.console import Console
    from rich.table import Table

    from autograder.grade.handed_in import collect
    from autograder.grade.wall.probe import best
    from autograder.grade.workers import pool
    from autograder.grade.workers.cluster import Cluster

    cluster = Cluster(asked.cluster) if local is None else None
    console = Console(width=None if Console().is_terminal else _WIDTH, highlight=False)
    language = asked.lang or languages(folder)[0]
    there = collect.students(folder, asked.lesson)
    for name in asked.student:
        if name not in there:
            raise CourseError(
                where=f"--student {name}",
                what=f"nobody of this name handed in {asked.lesson}",
                known=get_close_matches(name, there, n=5, cutoff=0.5),
                fix="name somebody who did, or collect the submission first",
                code=WRONG_REQUEST,
            )
    names = asked.student or there
    workers = cluster.workers if cluster else local.workers if local else 1
    rows = []
    told: list[Text] = []
    bar = _progress(console, str(_GRADING))
    with held(folder, "grade"):
        seed = secrets.randbits(32) if asked.seed is None else asked.seed
        with ThreadPoolExecutor(1) as aside:
            level = aside.submit(best, asked.isolation)
            # takes a while, in which the level is tried and the workers get ready
            from autograder.grade import course
            from autograder.grade.gradebook.settings import Course

            its_course = Course.at(folder)
            if local:
                course.get_ready(local, its_course, asked.lesson, asked.isolation or LEVELS[0], seed)
            isolation = level.result()
        gc.freeze()  # what is loaded by now stays; looking through it again and again costs time
        with bar:
            task = bar.add_task("", total=len(names))
            for row in course.grade(
                its_course,
                asked.lesson,
                language=language,
                isolation=isolation,
                workers=workers,
                executor=local or _the(cluster),
                seed=seed,
                force=asked.force,
                only=names,
                tell=told.append,
                at_a_time=1 if cluster else pool.AT_A_TIME,  # whoever loses an item there loses no other
            ):
                rows.append(row)
                bar.advance(task)
    rows.sort(key=lambda row: row.student)
    count = Counter("skipped" if row.skipped else row.record["status"] for row in rows)
    counts = {status: count[status] for status in ("graded", "skipped", "review")}
    console.print(str(_SUMMARY.format(**counts, isolation=isolation)))
    for said in told:
        console.print(said.in_(language), markup=False)
    seen = sum(bool(row.record.get("seen")) for row in rows)
    if seen:
        console.print(_SEEN.in_(language).format(count=seen, lesson=asked.lesson), markup=False)
    looks = [row for row in rows if row.record["status"] == "review"]
    if looks:
        table = Table(str(_STUDENT), str(_TO_LOOK_AT))
        for row in looks:
            table.add_row(row.student, row.record["reason"][language])
        console.print(table)
    print(_NEXT.format(lesson=asked.lesson))
    return FOUND_PROBLEMS if looks else 0


def _progress(console: Any, doing: str) -> Any:
    """The bar with its rate, behind what is being done."""
    from rich import progress
    from rich.text import Text

    class Rate(progress.ProgressColumn):
        """Submissions a second."""

        def render(self, task: progress.Task) -> Text:
            return Text(f"{task.speed or 0:.1f}/s")

    return progress.Progress(
        progress.TextColumn(doing), progress.BarColumn(), progress.MofNCompleteColumn(), Rate(),
        progress.TimeElapsedColumn(), progress.TimeRemainingColumn(), console=console, transient=True,
    )  # fmt: skip


def _the(cluster: "Cluster | None") -> "Callable[[], Executor]":
    assert cluster is not None  # there is one where there are no local workers
    return lambda: cluster


def examine(asked: argparse.Namespace, folder: Path) -> int:
    """Try every level; 0 if one of them holds."""
    from autograder.grade.wall.probe import probe, together

    safe = False
    for level in LEVELS[:-1]:
        found = probe(level)
        safe |= found.safe
        if found.safe:
            print(f"{level}: holds ({len(found.held)} ways out were tried)")
            for limit, held_too in together(level).items():
                print(f"{level}: {limit} {'is limited' if held_too else 'has no limit here'}")
        else:
            print(f"{level}: does not hold: {found.reason or ', '.join(found.broken)}")
    if not safe:
        print("submissions are refused here unless you accept the risk by name: --isolation none")
    return 0 if safe else FOUND_PROBLEMS
