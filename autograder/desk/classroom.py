"""A class: a folder of its own with nbgrader's settings, the notebooks with answers, the roster and the gradebook.

Setting one up may be interrupted and repeated: what is there stays, what is missing is added, and nobody's grades are touched.
"""

import json
import os
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time
from pathlib import Path

from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

from autograder import rights
from autograder.config import languages
from autograder.desk import people, roster
from autograder.errors import WRONG_REQUEST, CourseError
from autograder.grade.gradebook import gradebook, settings
from autograder.grade.gradebook.settings import Course
from autograder.grade.wall import cleaning
from autograder.lock import held
from dlcourse.language import LANGUAGES, Language, Text

SHELVES = (Path(__file__).parents[2] / "solutions", Path(__file__).parents[1] / "_solutions")  # a clone's, a wheel's
SOLUTIONS = "solutions"

CONFIG = '''\
"""The settings of this class, for nbgrader and autograder alike. Add your own below: nbgrader's documentation lists them."""

from pathlib import Path

from autograder.config import configure

c = get_config()
configure(c, Path(__file__).parent)
c.CourseDirectory.course_id = {course}
'''

_SAID = {
    "busy": Text("the folder is not empty and holds no class", "폴더가 비어 있지 않고, 반도 아닙니다"),
    "no-sources": Text("the notebooks with answers are not installed", "정답이 담긴 노트북이 설치되어 있지 않습니다"),
    "closed": Text(
        "the notebooks with answers may be read by {owner} and the group {group} alone",
        "정답이 담긴 노트북은 {owner} 계정과 {group} 그룹만 읽을 수 있습니다",
    ),
    "no-lesson": Text('there is no lesson "{lesson}"', '"{lesson}" 수업이 없습니다'),
    "date": Text('"{word}" is no date for a lesson', '"{word}"은(는) 수업의 마감일이 아닙니다'),
    "late": Text('"{word}" is no rule for coming late', '"{word}"은(는) 늦은 제출에 대한 규칙이 아닙니다'),
    "course": Text('"{word}" cannot be the name of a course', '"{word}"은(는) 강좌 이름이 될 수 없습니다'),
    "address": Text("the address of the database cannot be read", "데이터베이스 주소를 읽을 수 없습니다"),
}
_FIX = {
    "busy": Text("name a new or empty folder, or a class's", "새 폴더나 빈 폴더, 또는 반의 폴더를 적어 보세요"),
    "no-sources": Text(
        "install dlcourse again, or work from a clone", "dlcourse를 다시 설치하거나 저장소를 복제해 보세요"
    ),
    "closed": Text(
        "ask whoever installed the course to take this account into that group",
        "강의를 설치한 사람에게 이 계정을 그 그룹에 넣어 달라고 하세요",
    ),
    "no-lesson": Text("choose one of them", "이 가운데 하나를 고르세요"),
    "date": Text(
        'write LESSON=DATE, such as 01_perceptron=2026-09-14 or 01_perceptron="2026-09-14 18:00+09:00"',
        'LESSON=DATE로 적어 보세요. 예: 01_perceptron=2026-09-14, 01_perceptron="2026-09-14 18:00+09:00"',
    ),
    "late": Text(
        "write none, zero (no points), or how many percent a day costs, such as 10",
        "none, zero(0점), 또는 하루에 깎을 비율(예: 10)을 적어 보세요",
    ),
    "course": Text("use letters, digits, - and _", "영문자, 숫자, -, _만 써 보세요"),
    "address": Text(
        "write it like postgresql+psycopg://USER@HOST/NAME, or leave it out for a file in the folder",
        "postgresql+psycopg://USER@HOST/NAME처럼 적거나, 폴더 안의 파일을 쓰려면 생략해 보세요",
    ),
}


@dataclass(frozen=True)
class Made:
    """What was done: who came in, who was known already, whose lines were bad, and the settings kept as they were."""

    new: int
    known: int
    bad: tuple[roster.BadLine, ...]
    kept_settings: bool
    read: roster.Roster | None = field(default=None, compare=False)
    notes: tuple[Text, ...] = field(default=(), compare=False)


def wrong(where: object, key: str, known: Iterable[str] = (), **values: object) -> CourseError:
    """A request that cannot be met, in the reader's language."""
    what = str(_SAID[key].format(**values))
    return CourseError(where=str(where), what=what, fix=str(_FIX[key]), known=known, code=WRONG_REQUEST)


def new(
    folder: Path,
    listed: Path,
    *,
    spoken: Sequence[str],
    course: str | None = None,
    due: Sequence[str] = (),
    late: str = "none",
    address: str | None = None,
) -> Made:
    """Set a class up in `folder`, or go on where setting it up stopped."""
    read = roster.read(listed)
    text = _settings(course or "dlcourse", late, address)
    course_shelf = shelf()
    dates = [_due(word, course_shelf) for word in due]
    kept = (folder / settings.FILE).exists()
    if folder.exists() and (not folder.is_dir() or (any(folder.iterdir()) and not kept and not _begun(folder))):
        raise wrong(folder, "busy")
    if not kept:
        rights.make_private(folder)
    with held(folder, "class new"):
        for language in spoken:
            for source in sorted((course_shelf / language).glob("*/*.ipynb")):
                target = folder / SOLUTIONS / language / source.parent.name / source.name
                if not target.exists():
                    target.parent.mkdir(parents=True, exist_ok=True)
                    roster.write(target, source.read_text(encoding="utf-8"))
        if not kept:
            roster.write(folder / settings.FILE, text)
        its = Course.at(folder)
        made = _enrol(its, read, kept=kept)
        for lesson, when in dates:
            gradebook.set_due(its, lesson, when)
    return made


def add(folder: Path, listed: Path) -> Made:
    """Take more students into a class; those who are there already keep everything."""
    read = roster.read(listed)
    with held(folder, "class add"):
        return _enrol(Course.at(folder), read)


def lessons(folder: Path) -> list[str]:
    """Every lesson that the class could be given."""
    return sorted({path.parent.name for one in LANGUAGES for path in (folder / SOLUTIONS / one).glob("*/*.ipynb")})


def checked(folder: Path, lesson: str) -> str:
    """A lesson's name, if there is one: with a path or `.ipynb` to it, it is still meant."""
    name = Path(lesson).name.removesuffix(".ipynb")
    if name not in lessons(folder):
        raise wrong(folder, "no-lesson", lessons(folder), lesson=lesson)
    return name


def own_language(folder: Path) -> Language:
    """The language of the class, or of its gradebook if it has both."""
    return languages(folder)[0]


def _begun(folder: Path) -> bool:
    """Whether a class was being set up here: nothing but what is made first."""
    return {path.name for path in folder.iterdir()} <= {"desk", SOLUTIONS}


def _enrol(course: Course, read: roster.Roster, *, kept: bool = True) -> Made:
    merged = people.enrol(course, read, "class add" if kept else "class new")
    known_ones = len(merged.known) + len(merged.renamed)
    return Made(len(merged.new), known_ones, (*read.bad, *merged.bad), kept, read, tuple(merged.notes))


def shelf() -> Path:
    """Where the installed course keeps its notebooks with answers."""
    for place in SHELVES:
        if place.is_dir():
            if not os.access(place, os.R_OK | os.X_OK):  # as a hub's guide has it, where learners share the environment
                raise wrong(place, "closed", owner=rights.owner(place), group=rights.group(place))
            return place
    raise wrong("autograder class new", "no-sources")


def _due(word: str, shelf: Path) -> tuple[str, datetime]:
    """A lesson and the last moment to hand it in; a day alone means its end, a time without a zone this machine's."""
    lesson, _, date = word.partition("=")
    try:
        when = datetime.fromisoformat(date.strip())
    except ValueError:
        raise wrong("--due", "date", word=word) from None
    known = sorted(path.name for path in (shelf / LANGUAGES[0]).iterdir() if path.is_dir())
    if lesson not in known:
        raise wrong("--due", "no-lesson", known, lesson=lesson)
    if re.fullmatch(r"[\d-]+", date.strip()):
        when = datetime.combine(when, time(23, 59, 59))
    return lesson, when.astimezone()


def _settings(course: str, late: str, address: str | None) -> str:
    if not re.fullmatch(r"[\w-]+", course, re.ASCII):
        raise wrong("--course-id", "course", word=course)
    text = CONFIG.format(course=json.dumps(course))
    if late == "zero":
        text += 'c.LateSubmissionPlugin.penalty_method = "zero"\n'
    elif re.fullmatch(r"\d{1,2}(\.\d+)?|100", late):
        text += f'c.AssignLatePenalties.plugin_class = "autograder.late.PerDay"\nc.PerDay.percent = {float(late)}\n'
    elif late != "none":
        raise wrong("--late", "late", word=late)
    if address is not None:
        try:
            make_url(address)
        except ArgumentError:
            raise wrong("--db", "address") from None
        text += f"c.CourseDirectory.db_url = {json.dumps(address)}\n"
    return text


def remove_tree(path: Path) -> None:
    """A folder of our own that is no longer needed."""
    cleaning.remove(path, seconds=60)
