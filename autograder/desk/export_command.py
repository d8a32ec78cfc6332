"""`autograder export` and `autograder status`: grades out, and where every lesson stands."""

import argparse
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from autograder.desk.speaking import Run, next_step
from autograder.errors import WRONG_REQUEST, CourseError
from dlcourse.language import Text

if TYPE_CHECKING:
    from autograder.desk.exporting import Exported

_WIDTH = 130  # columns where the output is no terminal
FORMATS = ("csv", "totals", "moodle", "canvas", "blackboard", "brightspace")
_MOST_SHOWN = 200  # differences; more are counted

_EXPORTED = Text("written: {path}", "쓴 파일: {path}")
_EARLIER = Text("the earlier one is kept: {path}", "먼저 쓴 파일은 여기에 있습니다: {path}")
_SEVERAL = Text(
    "a file for each lesson, because not everybody has a grade in every one, and an empty cell would erase a grade",
    "수업마다 성적이 있는 사람이 다르고 빈 칸은 성적을 지우므로 수업마다 파일을 따로 썼습니다",
)
_WAITING = Text(
    "{count} submissions still wait for a person to read an answer: their points are not final",
    "{count}개의 제출물은 아직 사람이 읽어야 하므로 점수가 확정되지 않았습니다",
)
_PLATFORM = {
    "moodle": Text(
        'in Moodle: Grades > Import > CSV file; map "{column}" to the user, then each lesson to its task',
        'Moodle: 성적 > 가져오기 > CSV 파일에서 "{column}" 열을 사용자에, 수업마다 과제를 연결합니다',
    ),
    "canvas": Text("in Canvas: Grades > Import", "Canvas: 성적 > 가져오기"),
    "blackboard": Text(
        "in Blackboard: Grade Center > Work Offline > Upload", "Blackboard: 성적 센터 > 오프라인 작업 > 업로드"
    ),
    "brightspace": Text(
        "in Brightspace: Grades > Enter Grades > Import; the items have to be there",
        "Brightspace: 성적 > 성적 입력 > 가져오기. 성적 항목이 먼저 있어야 합니다",
    ),
    "csv": Text("a spreadsheet opens it", "스프레드시트로 열 수 있습니다"),
    "totals": Text("a spreadsheet opens it", "스프레드시트로 열 수 있습니다"),
}
_COLUMN = {True: "Email address", False: "ID number"}
_STRANGERS = Text("left out, because the platform does not have them: {who}", "플랫폼에 없는 사람이라 뺐습니다: {who}")
_DIFFERENT = Text("{count} grades differ from the platform's:", "플랫폼의 성적과 다른 것이 {count}개입니다:")
_SAME = Text("no grade differs from the platform's", "플랫폼의 성적과 다른 것이 없습니다")
_CHANGE = Text("{who}, {lesson}: {there} -> {ours}", "{who}, {lesson}: {there} -> {ours}")
_MORE = Text("and {count} more", "그 밖에 {count}개")
_DRY = Text(
    "nothing was written: grades of {count} learners in {lessons}",
    "쓴 파일은 없습니다. 학습자 {count}명의 성적, 수업: {lessons}",
)
_NO_PLATFORM = Text("{form} is no platform's format", "{form} 형식은 플랫폼의 것이 아닙니다")
_NAME_PLATFORM = Text(
    "name moodle, canvas, blackboard or brightspace",
    "moodle, canvas, blackboard, brightspace 가운데 하나를 적어 보세요",
)
_HEADERS = {
    "lesson": Text("lesson", "수업"),
    "released": Text("released", "배포"),
    "collected": Text("collected", "수집"),
    "graded": Text("graded", "채점"),
    "to_read": Text("to read", "읽을 것"),
    "feedback": Text("feedback", "피드백"),
    "exported": Text("exported", "내보내기"),
    "next": Text("next", "다음"),
}
_STALE = Text("changed since", "그 뒤로 바뀜")
_CLASS_OF = Text("{folder}: {count} students", "{folder}: 학생 {count}명")


def add_to(commands: Any, in_words: Callable[[Run], Run]) -> None:
    """Add both commands; `in_words` makes them speak the class's language."""
    export = commands.add_parser("export", help="write the grades for a spreadsheet or a platform")
    export.add_argument("form", nargs="?", choices=FORMATS, default="csv", metavar="FORMAT", help=", ".join(FORMATS))
    export.add_argument("lessons", nargs="*", metavar="LESSON", help="all that are graded if none is named")
    export.add_argument("--to", type=Path, metavar="FILE", help="default: a file in grades/")
    export.add_argument(
        "--missing-zero",
        action="store_true",
        help="0 for who did not hand in and whose time is over, instead of nothing",
    )
    export.add_argument(
        "--against",
        type=Path,
        metavar="CSV",
        help="the platform's own export: say what differs, leave out whom it lacks",
    )
    export.add_argument(
        "--column", action="append", default=[], metavar="LESSON=NAME", help="what the platform calls a lesson"
    )
    export.add_argument("--dry-run", action="store_true", help="write nothing; say what would change")
    export.set_defaults(grading=in_words(_export))

    status = commands.add_parser("status", help="show where every lesson stands")
    status.set_defaults(grading=in_words(_status))


def _export(asked: argparse.Namespace, folder: Path) -> int:
    from autograder.desk import classroom, exporting, timing
    from autograder.grade.gradebook.settings import Course

    if asked.against and asked.form in ("csv", "totals"):
        what, fix = str(_NO_PLATFORM.format(form=asked.form)), str(_NAME_PLATFORM)
        raise CourseError(where="--against", what=what, fix=fix, code=WRONG_REQUEST)
    lessons = [classroom.checked(folder, one) for one in asked.lessons]
    wish = exporting.Wish(asked.form, lessons, asked.to, asked.missing_zero, asked.against, asked.column, asked.dry_run)
    done = exporting.export(Course.at(folder), wish)
    if asked.against:
        _say_changes(done)
    if asked.dry_run:
        print(_DRY.format(count=done.written, lessons=", ".join(done.lessons)))
    else:
        for path in done.paths:
            print(_EXPORTED.format(path=path))
        if len(done.paths) > 1:
            print(_SEVERAL)
        print(_PLATFORM[asked.form].format(column=_COLUMN[done.by_address]))
    for path in done.kept:
        print(_EARLIER.format(path=path))
    for said in timing.told(folder, done.lessons):
        print(said)
    if done.waiting:
        print(_WAITING.format(count=done.waiting))
    print(next_step("autograder formgrade" if done.waiting else "autograder status"))
    return 0


def _say_changes(done: "Exported") -> None:
    print(_DIFFERENT.format(count=len(done.changes)) if done.changes else _SAME)
    for who, lesson, there, ours in done.changes[:_MOST_SHOWN]:
        print(_CHANGE.format(who=who, lesson=lesson, there=there, ours=ours))
    if len(done.changes) > _MOST_SHOWN:
        print(_MORE.format(count=len(done.changes) - _MOST_SHOWN))
    if done.strangers:
        print(_STRANGERS.format(who=", ".join(done.strangers)))


def _status(asked: argparse.Namespace, folder: Path) -> int:
    from rich import box
    from rich.console import Console
    from rich.table import Table

    from autograder.desk import lessons, lessons_command, status, timing
    from autograder.grade.gradebook.settings import Course

    rows, students = status.read(Course.at(folder))
    table = Table(box=box.SIMPLE, padding=(0, 1), pad_edge=False)
    for name, header in _HEADERS.items():
        plain = name in ("lesson", "released", "exported", "next")
        table.add_column(str(header), justify="left" if plain else "right", no_wrap=name != "next")
    for row in rows:
        table.add_row(
            row.lesson,
            ", ".join(row.released) or "-",
            f"{row.collected}/{students}" if row.released else "-",
            f"{row.graded}/{row.collected}" if row.collected else "-",
            str(row.to_read) if row.graded else "-",
            f"{row.feedback}/{row.graded}" if row.graded else "-",
            ", ".join([*row.exported, *([str(_STALE)] if row.stale else [])]) or "-",
            row.next,
        )
    console = Console(width=None if Console().is_terminal else _WIDTH, highlight=False)
    console.print(str(_CLASS_OF.format(folder=folder, count=students)), markup=False, soft_wrap=True)
    console.print(table)
    for said in timing.told(folder, [row.lesson for row in rows]):
        print(said)
    with suppress(CourseError):  # without an installed course there is nothing to compare with
        if other := [*dict.fromkeys(one.lesson for one in lessons.differences(folder))]:
            print(lessons_command.OTHER.format(lessons=", ".join(other)))
    return 0
