"""The steps of a week that nbgrader does: release, feedback and grades out, each safe to run again."""

import hashlib
import json
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal

from autograder.desk import classroom, roster
from autograder.errors import FOUND_PROBLEMS, WRONG_REQUEST, CourseError
from autograder.grade.gradebook import gradebook, nbgrader_api
from autograder.grade.gradebook.gradebook import HandedIn
from autograder.grade.gradebook.settings import Course
from autograder.lock import held
from autograder.spreadsheet import harmless_table
from dlcourse.files import reason, write_whole
from dlcourse.language import Language, Text

Format = Literal["csv", "moodle", "canvas"]
FORMATS: tuple[Format, ...] = ("csv", "moodle", "canvas")
GRADES = "grades"
RELEASED = Path("desk") / "released"
_STATE = Path("desk") / "exported.json"

_SAID = {
    "release": Text("nbgrader could not release the lesson: {last}", "nbgrader가 수업을 배포하지 못했습니다: {last}"),
    "language": Text("the class has no {language}", "이 반에는 {language} 노트북이 없습니다"),
    "none": Text("nothing of {lesson} is graded yet", "{lesson} 수업은 아직 채점되지 않았습니다"),
    "no-grades": Text("there are no grades yet", "아직 성적이 없습니다"),
    "write": Text("the grades could not be written ({error})", "성적을 쓰지 못했습니다 ({error})"),
}
_FIX = {
    "release": Text("read {log}", "{log} 파일을 읽어 보세요"),
    "language": Text(
        "run autograder class new again with --lang both; nothing of the class is lost",
        "autograder class new를 --lang both로 다시 실행해 보세요. 잃는 것은 없습니다",
    ),
    "none": Text("grade it first: autograder grade {lesson}", "먼저 채점해 보세요: autograder grade {lesson}"),
    "no-grades": Text("grade a lesson first: autograder grade LESSON", "먼저 채점해 보세요: autograder grade LESSON"),
    "write": Text("make room or rights, then run the command again", "공간이나 권한을 확인하고 다시 실행해 보세요"),
}


@dataclass(frozen=True)
class Exported:
    """A file of grades; `kept` is where an earlier one with other grades now is, `waiting` who is to be read by hand."""

    path: Path
    kept: Path | None
    waiting: int


def _wrong(where: object, key: str, code: int = WRONG_REQUEST, **values: object) -> CourseError:
    what, fix = (str(said[key].format(**values)) for said in (_SAID, _FIX))
    return CourseError(where=str(where), what=what, fix=fix, code=code)


def release(course: Course, lesson: str, spoken: Sequence[Language]) -> list[Path]:
    """Make learners' notebooks in these languages, the first of which the gradebook keeps; where they are."""
    folder = course.folder
    for language in spoken:
        if not (folder / classroom.SOLUTIONS / language / lesson).is_dir():
            raise _wrong(folder, "language", language=language)
    made = []
    with held(folder, "release"):
        for language in reversed(spoken):  # the gradebook's own last: it is entered when all the rest is there
            problem = nbgrader_api.release(course, lesson, language, book=language == spoken[0])
            if problem:
                last = problem.strip().splitlines()[-1]
                raise _wrong(lesson, "release", FOUND_PROBLEMS, last=last, log=folder / nbgrader_api.LOG)
            made.append(folder / "lessons" / language / lesson / f"{lesson}.ipynb")
            if made[-1].exists():
                _keep_release(folder, lesson, made[-1])
    return sorted(made)


def _keep_release(folder: Path, lesson: str, made: Path) -> None:
    """Each notebook that learners were ever given: what stands in one of them is not a learner's own words."""
    content = made.read_bytes()
    room = folder / RELEASED / hashlib.sha256(content).hexdigest()[:12] / lesson
    room.mkdir(parents=True, exist_ok=True)
    write_whole(room / made.name, content)


def feedback(course: Course, lesson: str, language: Language) -> Iterator[tuple[str, str]]:
    """Write the pages of everyone who was graded; yields each student with "" or what went wrong."""
    folder = course.folder
    graded = sorted(path.parent.parent.name for path in (folder / "autograded").glob(f"*/{lesson}/{lesson}.ipynb"))
    if not graded:
        raise _wrong(folder, "none", lesson=lesson)
    with held(folder, "feedback"):
        yield from nbgrader_api.feedback(course, lesson, language, graded)


def export(
    course: Course, form: Format, lessons: Sequence[str], target: Path | None, *, missing_is_zero: bool = False
) -> Exported:
    """Write a file of grades; an earlier one that says something else is kept."""
    from autograder.desk.platforms import Canvas, Moodle  # nbgrader takes a second to import
    from autograder.grade.gradebook.plugins import write_csv

    folder = course.folder
    with held(folder, "export"):
        graded = {lesson: rows for lesson, rows in gradebook.overview(course).items() if rows}
        for lesson in lessons:
            if lesson not in graded:
                raise _wrong(folder, "none", lesson=lesson)
        if not graded:
            raise _wrong(folder, "no-grades")
        path = target or folder / GRADES / ("grades.csv" if form == "csv" else f"{form}.csv")
        chosen = sorted(lessons or graded)
        try:
            with tempfile.TemporaryDirectory() as scratch, gradebook.opened(course) as book:
                fresh = Path(scratch) / path.name
                if form == "csv":
                    write_csv(book, fresh, chosen)
                else:
                    plugin = Moodle if form == "moodle" else Canvas
                    plugin(
                        to=str(fresh), assignment=chosen, folder=str(folder), missing_is_zero=missing_is_zero
                    ).export(book)
                content = fresh.read_bytes()
                if form == "csv":  # a platform reads its own table back, and wants it as it is
                    content = harmless_table(content.decode("utf-8")).encode("utf-8")
            kept = _kept(folder, path, content)
            write_whole(path, content)
        except OSError as error:
            raise _wrong(path, "write", FOUND_PROBLEMS, error=reason(error)) from error
        state = exported(folder)
        state[form] = state.get(form, {}) | {lesson: digest(graded[lesson]) for lesson in chosen}
        roster.write(folder / _STATE, json.dumps(state, sort_keys=True))
    return Exported(path, kept, sum(bool(one.to_read) for lesson in chosen for one in graded[lesson].values()))


def exported(folder: Path) -> dict[str, dict[str, str]]:
    """format -> lesson -> the digest of the grades that were written."""
    try:
        state: dict[str, dict[str, str]] = json.loads((folder / _STATE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return state


def digest(rows: Mapping[str, HandedIn]) -> str:
    """A fingerprint of a lesson's grades."""
    return hashlib.sha256(repr([(who, one.points) for who, one in sorted(rows.items())]).encode()).hexdigest()


def _kept(folder: Path, path: Path, content: bytes) -> Path | None:
    if not path.exists() or path.read_bytes() == content:
        return None
    room = folder / "desk" / "earlier" / GRADES
    stamp = datetime.fromtimestamp(path.stat().st_mtime).strftime("%Y-%m-%d_%H%M%S")
    number = 1
    while (kept := room / f"{path.stem}_{stamp}_{number}{path.suffix}").exists():
        number += 1
    write_whole(kept, path.read_bytes())  # a copy: the folder of the target may be another disk
    return kept
