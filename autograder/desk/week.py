"""The steps of a week that nbgrader does, release and feedback, each safe to run again; and which grades are out."""

import hashlib
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from autograder.desk import classroom, dates
from autograder.errors import FOUND_PROBLEMS, WRONG_REQUEST, CourseError
from autograder.grade.gradebook import nbgrader_api, penalties
from autograder.grade.gradebook.gradebook import HandedIn
from autograder.grade.gradebook.settings import Course
from autograder.lock import held
from dlcourse.files import write_whole
from dlcourse.language import Language, Text

GRADES = "grades"
RELEASED = Path("desk") / "released"
STATE = Path("desk") / "exported.json"

_CELLS = "Cannot add or remove cells"  # what nbgrader says where somebody handed in already

_SAID = {
    "release": Text("nbgrader could not release the lesson: {last}", "nbgrader가 수업을 배포하지 못했습니다: {last}"),
    "cells": Text(
        "its questions or exercises are others than those that learners handed in already",
        "문제나 연습이 학습자가 이미 제출한 것과 다릅니다",
    ),
    "language": Text("the class has no {language}", "이 반에는 {language} 노트북이 없습니다"),
    "none": Text("nothing of {lesson} is graded yet", "{lesson} 수업은 아직 채점되지 않았습니다"),
}
_FIX = {
    "release": Text("read {log}", "{log} 파일을 읽어 보세요"),
    "cells": Text(
        "bring the earlier notebook back (autograder class lessons --back), or give the new one another name; nothing was "
        "changed",
        "이전 노트북으로 되돌리거나(autograder class lessons --back) 새 노트북에 다른 이름을 붙여 주세요. 바뀐 것은 없습니다",
    ),
    "language": Text(
        "run autograder class new again with --lang both; nothing of the class is lost",
        "autograder class new를 --lang both로 다시 실행해 보세요. 잃는 것은 없습니다",
    ),
    "none": Text("grade it first: autograder grade {lesson}", "먼저 채점해 보세요: autograder grade {lesson}"),
}


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
                said = _reason(problem)
                key = "cells" if _CELLS in said else "release"
                raise _wrong(lesson, key, FOUND_PROBLEMS, last=said, log=folder / nbgrader_api.LOG)
            made.append(folder / "lessons" / language / lesson / f"{lesson}.ipynb")
            if made[-1].exists():
                _keep_release(folder, lesson, made[-1])
    return sorted(made)


def _reason(problem: str) -> str:
    """What really went wrong: the last line of nbgrader's that is neither a trace nor points to one."""
    lines = [line.strip() for line in problem.strip().splitlines()]
    errors = [line for line in lines if "ERROR" in line or re.match(r"[\w.]*(Error|Exception|Entry): ", line)]
    telling = [
        line
        for line in errors
        if not re.search(r"(see the|above) (the )?(above )?traceback|There was an error proc", line)
    ]
    last = (telling or errors or lines)[-1]
    return re.sub(r"^.*?\bERROR\b\s*[|\]:]*\s*|^[\w.]*(Error|Exception|Entry): ", "", last) or last


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
        penalties.work_out(course, [lesson], dates.agreed(folder))
        yield from nbgrader_api.feedback(course, lesson, language, graded)


def exported(folder: Path) -> dict[str, dict[str, str]]:
    """format -> lesson -> the digest of the grades that were written."""
    try:
        state: dict[str, dict[str, str]] = json.loads((folder / STATE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return state


def digest(rows: Mapping[str, HandedIn]) -> str:
    """A fingerprint of a lesson's grades."""
    return hashlib.sha256(repr([(who, one.points) for who, one in sorted(rows.items())]).encode()).hexdigest()
