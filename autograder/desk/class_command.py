"""`autograder class` and `autograder assign`: who is in a class, and whose a notebook is that nobody was recognised by.

A list that comes in is shown as it was understood: which column was taken for what, three people as an example, and each doubt.
"""

import argparse
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich import box
from rich.table import Table

from autograder.desk import lessons_command
from autograder.desk.speaking import BECAME, console, in_words, next_step, say, speak
from autograder.errors import FOUND_PROBLEMS
from dlcourse.language import LANGUAGES, Text

if TYPE_CHECKING:
    from autograder.desk.classroom import Made
    from autograder.desk.people import Change
    from autograder.desk.roster import Person

EXAMPLES = 3
_CLASS = Text(
    "{folder}: {new} students came in, {known} were there already",
    "{folder}: 학생 {new}명을 새로 넣었고, {known}명은 이미 있었습니다",
)
_COLUMNS = Text("read as: {columns}", "이렇게 읽었습니다: {columns}")
_FROM_ADDRESS = Text("the part of the address before the @", "이메일의 @ 앞부분")
_LOOK = Text("look at: {what}", "확인할 것: {what}")
_KEPT = Text(
    "kept as it was: nbgrader_config.py, where the database stands; dates and late rules: autograder dates",
    "nbgrader_config.py는 그대로 두었습니다. 데이터베이스는 그 파일에서, 마감일과 늦은 제출 규칙은 autograder dates로 바꿉니다",
)
_BAD = Text("{count} lines were not taken", "{count}줄은 넣지 않았습니다")
_LINE = Text("line {line}: {why}", "{line}행: {why}")
_CHANGED = Text("changed: {who}", "바꾸었습니다: {who}")
_DROPPED = Text(
    "dropped: {who}; their work is kept, and they are in no table",
    "반에서 뺐습니다: {who}. 제출물은 보관하고 표에는 넣지 않습니다",
)
_BACK = Text("back in the class: {who}", "다시 넣었습니다: {who}")
_UNDONE = Text(
    "taken back: {command} of {when} by {by} ({who})", "되돌렸습니다: {when}에 {by}이(가) 한 {command} ({who})"
)
_DONE = Text("{when} {by}: {command} ({who})", "{when} {by}: {command} ({who})")
_GIVEN = Text("{who}: {outcome}", "{who}: {outcome}")
_HEADERS = {
    "id": Text("id", "식별자"),
    "name": Text("name", "이름"),
    "email": Text("address", "이메일"),
    "team": Text("team", "팀"),
    "logins": Text("on platforms", "플랫폼에서"),
    "dropped": Text("dropped", "빠진 날"),
}
_SHOWN = 10  # changes that are listed


def add_to(commands: Any) -> None:
    """Add the commands; each sets `grading`, which takes the arguments and the class's folder, or `run`."""
    room = commands.add_parser("class", help="set a class up, take people in, correct, drop, or take that back")
    steps = room.add_subparsers(required=True, metavar="STEP")
    new = steps.add_parser("new", help="set a class up, or go on where that stopped")
    new.add_argument("folder", type=Path, metavar="FOLDER")
    new.add_argument(
        "--roster",
        type=Path,
        required=True,
        metavar="LIST",
        help="a platform's, an office's or your own: CSV, .xlsx, .xls",
    )
    new.add_argument("--lang", choices=(*LANGUAGES, "both"), default="en", help="default: %(default)s")
    new.add_argument("--course-id", default="dlcourse", metavar="ID", help="nbgrader's name (default: %(default)s)")
    new.add_argument("--due", action="append", default=[], metavar="LESSON=DATE", help="may be repeated")
    new.add_argument(
        "--late", default="none", metavar="RULE", help="none, zero, or percent a day (default: %(default)s)"
    )
    new.add_argument("--db", metavar="ADDRESS", help="a PostgreSQL address (default: a file in the folder)")
    new.set_defaults(run=_new)
    add = steps.add_parser("add", help="take the students of a list into the class")
    add.add_argument("roster", type=Path, metavar="LIST")
    add.set_defaults(grading=in_words(_add))
    change = steps.add_parser("change", help="correct a student's id, name, address, team or names on platforms")
    change.add_argument("who", metavar="ID")
    change.add_argument("--id", dest="new_id", metavar="NEW", help="another id; work and grades go with it")
    change.add_argument("--first", dest="first_name", metavar="NAME")
    change.add_argument("--last", dest="last_name", metavar="NAME")
    change.add_argument("--email", metavar="ADDRESS")
    change.add_argument("--account", metavar="NAME", help="on the JupyterHub; several with spaces between")
    change.add_argument("--team", metavar="NAME", help="whom they hand in with")
    change.add_argument(
        "--on", action="append", default=[], metavar="PLATFORM:NAME", help="such as github:adagh; may be repeated"
    )
    change.set_defaults(grading=in_words(_change))
    drop = steps.add_parser("drop", help="take students out of the class's tables; their work is kept")
    drop.add_argument("who", nargs="+", metavar="ID")
    drop.add_argument("--back", action="store_true", help="back into the class")
    drop.set_defaults(grading=in_words(_drop))
    undo = steps.add_parser("undo", help="take the last change of the people back")
    undo.set_defaults(grading=in_words(_undo))
    show = steps.add_parser("show", help="who is in the class, and what was changed last")
    show.set_defaults(grading=in_words(_show))
    lessons_command.add_to(steps, in_words)

    assign = commands.add_parser("assign", help="say whose a notebook is that collect did not take")
    assign.add_argument("lesson", metavar="LESSON")
    assign.add_argument("number", type=int, metavar="NUMBER", help="as collect listed it")
    assign.add_argument("who", nargs="+", metavar="ID", help="several for who worked together")
    assign.set_defaults(grading=in_words(_assign))


def _new(asked: argparse.Namespace) -> int:
    from autograder.desk import classroom

    spoken = LANGUAGES if asked.lang == "both" else (asked.lang,)
    speak(spoken[0])
    made = classroom.new(
        asked.folder.resolve(),
        asked.roster,
        spoken=spoken,
        course=asked.course_id,
        due=asked.due,
        late=asked.late,
        address=asked.db,
    )
    first = next((one for one in classroom.lessons(asked.folder) if not one.startswith("00_")), "LESSON")
    return _class_shown(made, asked.folder, f"cd {asked.folder} && autograder release {first}")


def _add(asked: argparse.Namespace, folder: Path) -> int:
    from autograder.desk import classroom

    return _class_shown(classroom.add(folder, asked.roster), folder, "autograder status", quiet=True)


def _class_shown(made: "Made", folder: Path, command: str, *, quiet: bool = False) -> int:
    say(_CLASS.format(folder=folder, new=made.new, known=made.known))
    if made.read:
        from autograder.desk.roster_columns import WHAT

        columns = [f"{WHAT[what]} = {name}" for what, name in made.read.columns]
        if not any(what == "id" for what, _ in made.read.columns):
            columns.insert(0, f"{WHAT['id']} = {_FROM_ADDRESS}")
        say(_COLUMNS.format(columns=", ".join(columns)))
        for one in made.read.people[:EXAMPLES]:
            print(f"  {_person(one)}")
        say(*(_LOOK.format(what=what) for what in (*made.read.doubts, *made.notes)))
    if made.kept_settings and not quiet:
        say(_KEPT)
    if made.bad:
        say(_BAD.format(count=len(made.bad)), *(_LINE.format(line=one.line, why=one.why) for one in made.bad))
    say(next_step(command))
    return FOUND_PROBLEMS if made.bad else 0


def _person(one: "Person") -> str:
    return " | ".join(filter(None, (one.id, _name(one), one.email, one.platform_id, one.account, one.team, one.logins)))


def _name(one: "Person") -> str:
    """A name as its people write it: in Korean the family's first, and no space."""
    from autograder.desk.names import korean

    together = f"{one.last_name}{one.first_name}"
    return together if korean(together) else f"{one.first_name} {one.last_name}".strip()


def _change(asked: argparse.Namespace, folder: Path) -> int:
    from autograder.desk import people
    from autograder.grade.gradebook.settings import Course

    names = ("first_name", "last_name", "email", "account", "team")
    fields = {name: value for name in names if (value := getattr(asked, name)) is not None}
    after = people.change(Course.at(folder), asked.who, new_id=asked.new_id or "", logins=asked.on, **fields)
    say(_CHANGED.format(who=_person(after)), next_step("autograder class show"))
    return 0


def _drop(asked: argparse.Namespace, folder: Path) -> int:
    from autograder.desk import people
    from autograder.grade.gradebook.settings import Course

    changed = people.drop(Course.at(folder), asked.who, back=asked.back)
    said = _BACK if asked.back else _DROPPED
    say(said.format(who=", ".join(one.shown for one in changed)), next_step("autograder status"))
    return 0


def _undo(asked: argparse.Namespace, folder: Path) -> int:
    from autograder.desk import people
    from autograder.grade.gradebook.settings import Course

    last, notes = people.undo(Course.at(folder))
    say(_UNDONE.format(**_words(last)), *notes, next_step("autograder class show"))
    return 0


def _show(asked: argparse.Namespace, folder: Path) -> int:
    from autograder.desk import people, roster

    table = Table(box=box.SIMPLE, padding=(0, 1), pad_edge=False)
    for header in _HEADERS.values():
        table.add_column(str(header), overflow="fold")
    for one in sorted(roster.known(folder).values(), key=lambda one: (bool(one.dropped), one.id)):
        words = " ".join(filter(None, (one.platform_id, one.account, one.logins)))
        table.add_row(one.id, _name(one), one.email, one.team, words, one.dropped)
    console().print(table, markup=False)
    say(*(_DONE.format(**_words(one)) for one in people.changes(folder)[-_SHOWN:]))
    return 0


def _words(one: "Change") -> dict[str, str]:
    return {"when": one.when, "by": one.by, "command": one.command, "who": _some([*one.after, *one.before])}


def _some(names: Iterable[str]) -> str:
    every = list(dict.fromkeys(names))
    return ", ".join(every[:EXAMPLES]) + (f" +{len(every) - EXAMPLES}" if len(every) > EXAMPLES else "")


def _assign(asked: argparse.Namespace, folder: Path) -> int:
    from autograder.desk import classroom, collecting

    lesson = classroom.checked(folder, asked.lesson)
    for row in collecting.assign(folder, lesson, asked.number, asked.who):
        outcome = "; ".join(map(str, (BECAME[row.outcome], *row.said)))
        say(_GIVEN.format(who=row.who, outcome=outcome))
    say(next_step(f"autograder grade {lesson}"))
    return 0
