"""The demo: a class out of thin air, graded by nbgrader, and the table that its gradebook gives.

It is the fastest way to see the course graded, and a test: every student's points and diagnosis are known beforehand.
"""

import json
import re
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from html import unescape
from pathlib import Path
from typing import Any

from rich import box
from rich.console import Console
from rich.progress import track
from rich.table import Table

from autograder.demo.students import Student, students, text
from autograder.errors import FOUND_PROBLEMS, WRONG_REQUEST, CourseError
from autograder.grade.gradebook import gradebook, nbgrader_api
from autograder.grade.gradebook.gradebook import Score
from autograder.grade.gradebook.settings import Course
from autograder.grade.wall.levels import Level
from autograder.grade.wall.probe import best
from dlcourse.exercises import Exercise

WIDTH = 130  # columns of the table where the output is no terminal
HARMLESS = "no sandbox works on this machine; this class is ours and harmless, strangers' work would be refused"
_REPORT = re.compile(r'data-exercise="([^"]*)" data-diagnosis="([^"]*)"')


def run(
    root: Path, lesson: str, language: str, *, cards: Mapping[str, Exercise], folder: Path | None, quick: bool
) -> int:
    """Make the course's copy and the class, grade, print the table; 0 if everything came out as expected."""
    console = Console(width=None if Console().is_terminal else WIDTH, highlight=False)
    folder = copied(root, [lesson], language, folder)
    course = Course.at(folder)
    problem = nbgrader_api.release(course, lesson, language)
    if problem:
        raise failed("nbgrader could not release the lesson", problem, folder)
    notebook = f"{lesson}/{lesson}.ipynb"
    everyone = list(
        students(
            read(folder / f"solutions/{language}" / notebook),
            read(folder / f"lessons/{language}" / notebook),
            cards,
            quick=quick,
        )
    )
    for student in everyone:
        handed_in = folder / "submitted" / student.name / notebook
        handed_in.parent.mkdir(parents=True)
        handed_in.write_text(text(student.notebook), encoding="utf-8")
    isolation = safest()
    grading = nbgrader_api.grade(course, lesson, language, [student.name for student in everyone], isolation)
    for name, problem in track(grading, "grading with nbgrader", len(everyone), console=console, transient=True):
        if problem:
            raise failed(f"nbgrader could not grade {name}", problem, folder)
    scores = gradebook.scores(course, lesson)
    diagnoses = {student.name: _diagnoses(folder / "autograded" / student.name / notebook) for student in everyone}
    _show(console, everyone, scores, diagnoses)
    wrong = [one for one in everyone if not _as_expected(one, scores[one.name], diagnoses[one.name])]
    lines = [
        f"isolation: {isolation}" + (f" ({HARMLESS})" if isolation == "none" else ""),
        f"feedback pages: {folder / 'feedback'}",
        f"nbgrader's own page: cd {folder} && DLCOURSE_LANG={language} jupyter lab, then Nbgrader > Formgrader",
        *(_surprise(one, scores[one.name], diagnoses[one.name]) for one in wrong),
    ]
    console.print("\n".join(lines), markup=False, soft_wrap=True)
    return FOUND_PROBLEMS if wrong else 0


def safest() -> Level:
    """The safest level that this machine gives; this class is our own, so that none at all will do."""
    try:
        return best()
    except CourseError:
        return "none"


def copied(root: Path, lessons: Sequence[str], language: str, folder: Path | None) -> Path:
    """A course's folder that holds nbgrader's configuration and some lessons."""
    shelf = root / "solutions" / language
    for lesson in lessons:
        if not (shelf / lesson / f"{lesson}.ipynb").exists():
            raise CourseError(
                where="autograder demo",
                what=f'there is no built lesson "{lesson}"',
                known=sorted(path.name for path in shelf.glob("*") if path.is_dir()),
                fix="choose one of them, or run autograder build",
                code=WRONG_REQUEST,
            )
    folder = (folder or Path(tempfile.mkdtemp(prefix="dlcourse-demo-"))).resolve()
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise CourseError(
            where="autograder demo",
            what=f"{folder} is not an empty folder",
            fix="name a new or empty folder, or none",
            code=WRONG_REQUEST,
        )
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copy(root / "nbgrader_config.py", folder)
    for lesson in lessons:
        shutil.copytree(shelf / lesson, folder / "solutions" / language / lesson)
    return folder


def failed(what: str, problem: str, folder: Path) -> CourseError:
    last = problem.strip().splitlines()[-1]
    return CourseError(where=str(folder), what=f"{what}: {last}", fix=f"read {folder / nbgrader_api.LOG}")


def read(file: Path) -> dict[str, Any]:
    notebook: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return notebook


def _diagnoses(autograded: Path) -> dict[str, str]:
    """exercise -> diagnosis, read from the reports that the graded notebook shows its student."""
    pages = [
        "".join(output["data"]["text/html"])
        for cell in read(autograded)["cells"]
        for output in cell.get("outputs", ())
        if "text/html" in output.get("data", {})
    ]
    found = [match for page in pages for match in _REPORT.findall(page)]
    return {exercise: unescape(diagnosis) for exercise, diagnosis in found if diagnosis}


def _as_expected(student: Student, scores: Mapping[str, Score], diagnoses: Mapping[str, str]) -> bool:
    return _points_of(student, scores) == dict(student.points) and dict(diagnoses) == dict(student.diagnoses)


def _points_of(student: Student, scores: Mapping[str, Score]) -> dict[str, float]:
    return {exercise: scores[f"check-{exercise}"].points for exercise in student.points}


def _surprise(student: Student, scores: Mapping[str, Score], diagnoses: Mapping[str, str]) -> str:
    return (
        f"{student.name}: expected {_points_and_names(student.points, student.diagnoses)}, "
        f"but got {_points_and_names(_points_of(student, scores), diagnoses)}"
    )


def _points_and_names(points: Mapping[str, float], diagnoses: Mapping[str, str]) -> str:
    shown = ", ".join(f"{exercise}: {name}" for exercise, name in diagnoses.items()) or "no diagnosis"
    return f"{sum(points.values()):g} ({', '.join(f'{p:g}' for p in points.values())}; {shown})"


def _show(
    console: Console,
    everyone: list[Student],
    scores: Mapping[str, Mapping[str, Score]],
    diagnoses: Mapping[str, Mapping[str, str]],
) -> None:
    exercises = list(everyone[0].points)
    console.print(", ".join(f"[bold]{i}[/] {name}" for i, name in enumerate(exercises, start=1)))
    table = Table(box=box.SIMPLE, padding=(0, 1), pad_edge=False)
    table.add_column("student", overflow="fold")
    for header in (*(str(i) for i, _ in enumerate(exercises, start=1)), "total", "expected", "to read"):
        table.add_column(header, justify="right")
    table.add_column("diagnosis in the report", overflow="fold")
    for student in everyone:
        points = _points_of(student, scores[student.name])
        to_read = sum(score.by_hand for score in scores[student.name].values())
        table.add_row(
            student.name,
            *(f"{points[exercise]:g}" for exercise in exercises),
            f"{sum(points.values()):g}",
            f"{sum(student.points.values()):g}",
            f"{to_read:g}" if to_read else "",
            ", ".join(dict.fromkeys(diagnoses[student.name].values())),
        )
    console.print(table)
