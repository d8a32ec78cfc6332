"""Grades written for a spreadsheet or a platform, and held against what the platform has now."""

import csv
import io
import json
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from autograder.desk import grades, roster, week, worksheet
from autograder.desk.grades import Grades
from autograder.desk.roster import Person
from autograder.errors import FOUND_PROBLEMS, WRONG_REQUEST, CourseError
from autograder.grade.gradebook import gradebook
from autograder.grade.gradebook.settings import Course
from autograder.lock import held
from autograder.spreadsheet import harmless, harmless_table
from dlcourse.files import reason, write_whole
from dlcourse.language import Text

_SAID = {
    "none": Text("nothing of {lesson} is graded yet", "{lesson} 수업은 아직 채점되지 않았습니다"),
    "no-grades": Text("there are no grades yet", "아직 성적이 없습니다"),
    "write": Text("the grades could not be written ({error})", "성적을 쓰지 못했습니다 ({error})"),
    "column": Text("no column is the one of {lesson}; found: {found}", "{lesson} 수업의 열이 없습니다. 찾은 열: {found}"),
    "pair": Text('"{word}" names no column of a lesson', '"{word}"은(는) 수업의 열이 아닙니다'),
}  # fmt: skip
_FIX = {
    "none": Text("grade it first: autograder grade {lesson}", "먼저 채점해 보세요: autograder grade {lesson}"),
    "no-grades": Text("grade a lesson first: autograder grade LESSON", "먼저 채점해 보세요: autograder grade LESSON"),
    "write": Text("make room or rights, then run the command again", "공간이나 권한을 확인하고 다시 실행해 보세요"),
    "column": Text('name it: --column {lesson}="Homework 1"', '열 이름을 적어 보세요: --column {lesson}="과제 1"'),
    "pair": Text('write LESSON=COLUMN, such as 01_perceptron="Homework 1"', 'LESSON=COLUMN으로 적어 보세요. 예: 01_perceptron="과제 1"'),
}  # fmt: skip
_LEFT_OUT = {
    "missing": Text("not handed in", "미제출"),
    "excused": Text("excused", "면제"),
    "dropped": Text("attempt dropped", "제출 제외"),
    "lowest": Text("one of the lowest", "낮은 점수 제외"),
}
_TOTAL, _OUT = Text("total %", "합계(%)"), Text("not in the total", "합계에서 뺀 수업")


@dataclass(frozen=True)
class Wish:
    """What is to be written: the format, lessons (all if none), where to, and the platform's own export to hold it against."""

    form: str = "csv"
    lessons: Sequence[str] = ()
    target: Path | None = None
    missing_is_zero: bool = False
    against: Path | None = None
    columns: Sequence[str] = ()
    dry: bool = False


@dataclass
class Exported:
    """What was written, `kept` where earlier ones now are, `waiting` who is to be read by hand, and what would change."""

    paths: list[Path] = field(default_factory=list)
    kept: list[Path] = field(default_factory=list)
    waiting: int = 0
    lessons: list[str] = field(default_factory=list)
    by_address: bool = False  # whether people's ids are parts of their addresses, so that the address is what to map
    changes: list[tuple[str, str, str, str]] = field(default_factory=list)  # who, lesson, there, ours
    strangers: list[str] = field(default_factory=list)  # whom the platform does not have: an import would stop at them
    written: int = 0


def export(course: Course, wish: Wish) -> Exported:
    """Write the grades; an earlier file that says something else is kept. A dry run says what would change and writes nothing."""
    folder = course.folder
    with held(folder, "export"):
        its = grades.of(course)
        graded = {lesson for lesson, rows in its.graded.items() if rows}
        for lesson in wish.lessons:
            if lesson not in graded:
                raise _wrong(folder, "none", lesson=lesson)
        if not graded:
            raise _wrong(folder, "no-grades")
        chosen = sorted(wish.lessons or graded)
        points = its.points(chosen, missing_is_zero=wish.missing_is_zero)
        people, columns, done = its.people, _named(wish.columns, chosen), Exported(lessons=chosen)
        if wish.against is not None:
            there = _theirs(wish.against, its.people, chosen, columns)
            columns = there.columns | columns
            done.changes, done.strangers = _compared(there, points, its.people)
            people = {who: one for who, one in people.items() if who in there.people}
        done.waiting = sum(bool(one.to_read) for lesson in chosen for one in its.graded[lesson].values())
        done.written = len({who for mine in points.values() for who in mine if who in people})
        mine = [one for one in people.values() if one.email]
        done.by_address = bool(mine) and all(one.id == one.email.partition("@")[0] for one in mine)
        if not wish.dry:
            _write(course, its, wish, people, points, columns, done)
            state = week.exported(folder)
            now = {lesson: week.digest(its.graded[lesson]) for lesson in chosen}
            state[wish.form] = state.get(wish.form, {}) | now
            roster.write(folder / week.STATE, json.dumps(state, sort_keys=True))
    return done


def _wrong(where: object, key: str, code: int = WRONG_REQUEST, **values: object) -> CourseError:
    what, fix = (str(said[key].format(**values)) for said in (_SAID, _FIX))
    return CourseError(where=str(where), what=what, fix=fix, code=code)


def _write(
    course: Course,
    its: Grades,
    wish: Wish,
    people: Mapping[str, Person],
    points: grades.Points,
    columns: Mapping[str, str],
    done: Exported,
) -> None:
    from autograder.desk.platforms import PLATFORMS  # nbgrader takes a second to import

    folder = course.folder
    name = {"csv": "grades.csv"}.get(wish.form, f"{wish.form}.csv")
    target = wish.target or folder / week.GRADES / name
    try:
        with tempfile.TemporaryDirectory() as scratch:
            fresh = Path(scratch) / target.name
            if wish.form in PLATFORMS:  # a platform reads its own table back, and wants it as it is
                made = PLATFORMS[wish.form]().write(people, points, its.most, fresh, columns)
            else:
                fresh.write_bytes(
                    _table(course, its, wish, points).encode("utf-8-sig" if wish.form == "totals" else "utf-8")
                )
                made = [fresh]
            for path in made:
                content, place = path.read_bytes(), target.with_name(path.name)
                if kept := _kept(folder, place, content):
                    done.kept.append(kept)
                write_whole(place, content)
                done.paths.append(place)
    except OSError as error:
        raise _wrong(target, "write", FOUND_PROBLEMS, error=reason(error)) from error


def _table(course: Course, its: Grades, wish: Wish, points: grades.Points) -> str:
    """A table for a spreadsheet: nbgrader's own, a line a grade, or everybody's total over the lessons."""
    if wish.form == "totals":
        return _totals(its, list(points), wish.missing_is_zero)
    from autograder.grade.gradebook.plugins import write_csv

    with tempfile.TemporaryDirectory() as scratch, gradebook.opened(course) as book:
        path = Path(scratch) / "grades.csv"
        write_csv(book, path, list(points))
        header, *rows = csv.reader(io.StringIO(path.read_text(encoding="utf-8"), newline=""))
    who, lesson = header.index("student_id"), header.index("assignment")
    text = io.StringIO()
    csv.writer(text).writerows([header, *(row for row in rows if row[who] in points.get(row[lesson], ()))])
    return harmless_table(text.getvalue())


def _totals(its: Grades, lessons: Sequence[str], missing_is_zero: bool) -> str:
    text = io.StringIO()
    writer = csv.writer(text)
    most = [f"{lesson} / {its.most[lesson]:g}" for lesson in lessons]
    writer.writerow(["id", "last_name", "first_name", "email", *most, str(_TOTAL), str(_OUT)])
    for one in grades.totals(its, lessons, missing_is_zero=missing_is_zero):
        person = one.person
        cells = [
            f"{one.points[lesson]:.10g}" if lesson in one.points else str(_LEFT_OUT[one.left_out[lesson]])
            for lesson in lessons
        ]
        out = "; ".join(f"{lesson} ({_LEFT_OUT[why]})" for lesson, why in sorted(one.left_out.items()))
        total = "-" if one.percent is None else f"{one.percent:.2f}"
        words = [person.id, person.last_name, person.first_name, person.email]
        writer.writerow([*map(harmless, words), *cells, total, out or "-"])
    return text.getvalue()


# --- against the platform's own export ------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Theirs:
    """What a platform says now: whom it has, what it calls the lessons, and its grades, lesson -> student -> text."""

    people: set[str]
    columns: dict[str, str]
    grades: Mapping[str, Mapping[str, str]]


def _named(words: Sequence[str], lessons: Sequence[str]) -> dict[str, str]:
    named = {}
    for word in words:
        lesson, _, column = word.partition("=")
        if lesson not in lessons or not column:
            raise _wrong("--column", "pair", word=word)
        named[lesson] = column
    return named


def _theirs(path: Path, people: Mapping[str, Person], lessons: Sequence[str], named: Mapping[str, str]) -> _Theirs:
    rows = worksheet.rows(path)
    header = rows[0] if rows else []
    columns = {}
    for lesson in lessons:
        asked = named.get(lesson, lesson)
        fitting = [name for name in header if name == asked] or [name for name in header if asked in name]
        if len(fitting) != 1:
            raise _wrong(path, "column", lesson=lesson, found=", ".join(filter(None, header)) or "-")
        columns[lesson] = fitting[0]
    finder = worksheet.Finder(people.values())
    found: dict[str, dict[str, str]] = {lesson: {} for lesson in lessons}
    there = set()
    for row in rows[1:]:
        said = dict(zip(header, row, strict=False))
        who = finder.of(worksheet.line_of({name.strip('"').casefold(): value for name, value in said.items()}))
        if who:
            there.add(who)
            for lesson, column in columns.items():
                found[lesson][who] = said.get(column, "").strip()
    return _Theirs(there, columns, found)


def _compared(
    there: _Theirs, points: grades.Points, people: Mapping[str, Person]
) -> tuple[list[tuple[str, str, str, str]], list[str]]:
    changes = []
    for lesson, mine in points.items():
        for who, ours in sorted(mine.items()):
            said = there.grades[lesson].get(who)
            if said is not None and not _same(said, ours):
                changes.append((who, lesson, said or "-", f"{ours:.10g}"))
    graded = {who for mine in points.values() for who in mine}
    return changes, sorted(who for who in graded if who in people and who not in there.people)


def _same(said: str, ours: float) -> bool:
    try:
        return abs(float(said.replace(",", ".")) - ours) < 0.005
    except ValueError:
        return False


def _kept(folder: Path, path: Path, content: bytes) -> Path | None:
    if not path.exists() or path.read_bytes() == content:
        return None
    room = folder / "desk" / "earlier" / week.GRADES
    stamp = datetime.fromtimestamp(path.stat().st_mtime).strftime("%Y-%m-%d_%H%M%S")
    number = 1
    while (kept := room / f"{path.stem}_{stamp}_{number}{path.suffix}").exists():
        number += 1
    write_whole(kept, path.read_bytes())  # a copy: the folder of the target may be another disk
    return kept
