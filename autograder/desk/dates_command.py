"""`autograder dates`: what is due when, what coming late costs, who has more time; set it, or look at it with every change."""

import argparse
from collections.abc import Iterable
from datetime import datetime, tzinfo
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dlcourse.language import Text

if TYPE_CHECKING:
    from autograder.grade.gradebook.penalties import Worked
    from autograder.grade.gradebook.rules import Change, Rules

EVERYBODY = Text("everybody", "모두")
ALL_LESSONS = Text("all lessons", "모든 수업")
LEARNER, GROUP = Text("{name}", "{name}"), Text("group {name}", "{name} 모둠")
CHANGED = Text("{lesson}, {whom}: {what}", "{lesson}, {whom}: {what}")
RECOMPUTED = Text(
    "penalties worked out again: {count} of {all} hand-ins changed",
    "감점을 다시 계산했습니다: {all}개 가운데 {count}개가 바뀌었습니다",
)
SET = {
    "due": Text("due {value}", "마감 {value}"),
    "late": Text("coming late costs {value}", "늦은 제출 규칙 {value}"),
    "counts": Text("{value}", "{value}"),
    "weight": Text("weight {value}", "비중 {value}"),
    "drop_lowest": Text("lessons left out of the total, the lowest ones: {value}", "합계에서 점수가 낮은 수업 {value}개를 뺍니다"),
    "zone": Text("time zone {value}", "시간대 {value}"),
    "groups": Text("groups {value}", "모둠 {value}"),
}  # fmt: skip
RULE = {
    "none": Text("nothing", "감점 없음"),
    "zero": Text("all points", "0점"),
    "percent": Text("{value} % a day", "하루 {value}%"),
    None: Text("as nbgrader_config.py says", "nbgrader_config.py를 따름"),
}
COUNTS = {
    "counts": Text("it counts", "점수에 넣음"),
    "excused": Text("excused: it does not count", "면제: 점수에 넣지 않음"),
    "dropped": Text("this attempt is dropped: as if not handed in", "이 제출은 빼고, 내지 않은 것으로 봄"),
}
NO_DATE = Text("none", "없음")
HEADERS = {
    "lesson": Text("lesson", "수업"),
    "due": Text("due", "마감"),
    "late": Text("coming late", "늦은 제출"),
    "weight": Text("weight", "비중"),
    "own": Text("exceptions", "예외"),
}
ROWS = {
    "who": Text("who", "누구"),
    "time": Text("handed in", "제출"),
    "from": Text("said by", "출처"),
    "due": Text("due", "마감"),
    "late": Text("coming late", "늦은 제출"),
    "points": Text("points", "점수"),
    "penalty": Text("taken off", "감점"),
    "counts": Text("", ""),
}
CHANGES = Text("changes, the last one last:", "바뀐 내용(나중 것이 아래):")
CHANGE = Text("{at} {by}: {what}{why}", "{at} {by}: {what}{why}")
MARKED = Text("marked late", "늦음 표시")


def add_to(commands: Any, in_words: Any) -> None:
    """Add the command; `in_words` makes it speak the class's language."""
    dates = commands.add_parser(
        "dates", help="due dates, late rules, extensions and exceptions: look at them, set them"
    )
    dates.add_argument("lessons", nargs="*", metavar="LESSON", help="such as 01_perceptron")
    dates.add_argument("--due", metavar="DATE", help='such as 2026-09-14 or "2026-09-14 18:00"; none takes it back')
    dates.add_argument(
        "--late", metavar="RULE", help="none, zero, percent a day, or settings (as nbgrader_config.py says)"
    )
    dates.add_argument(
        "--for", dest="learners", action="append", default=[], metavar="WHO", help="only this learner; may be repeated"
    )
    dates.add_argument(
        "--group", action="append", default=[], metavar="NAME", help="only this group; NAME=ID,ID makes one"
    )
    counts = dates.add_mutually_exclusive_group()
    for name, help_ in (
        ("excused", "the lesson does not count for them"),
        ("dropped", "what they handed in does not count, as if it were not there"),
        ("counts", "take excused or dropped back"),
    ):
        counts.add_argument(f"--{name}", dest="counting", action="store_const", const=name, help=help_)
    dates.add_argument("--weight", metavar="N", help="how much a lesson counts in the total (1 if not said)")
    dates.add_argument("--drop-lowest", metavar="N", help="how many lessons of a learner, the worst, do not count")
    dates.add_argument("--zone", metavar="ZONE", help="the time zone of dates and of platforms, such as Asia/Seoul")
    dates.add_argument("--why", default="", metavar="TEXT", help="a reason, for whoever looks at the changes later")
    dates.add_argument("--hand-ins", action="store_true", help="when everybody handed in, who says so, what it costs")
    dates.add_argument("--changes", action="store_true", help="every change that was made, with who and when")
    dates.set_defaults(grading=in_words(run))


def run(asked: argparse.Namespace, folder: Path) -> int:
    """Set what was asked, then show how things stand."""
    from autograder.desk import classroom, dates, timing
    from autograder.grade.gradebook.settings import Course

    lessons = [classroom.checked(folder, one) for one in asked.lessons]
    wish = dates.Wish(
        asked.due,
        asked.late,
        asked.counting,
        asked.weight,
        asked.drop_lowest,
        asked.zone,
        asked.learners,
        asked.group,
        asked.why,
    )
    done = dates.change(Course.at(folder), lessons, wish)
    zone = timing.zone_of(folder)
    for one in done.changes:
        print(_change(one, zone))
    if done.changes:
        count = sum(one.changed for one in done.worked)
        print(RECOMPUTED.format(count=count, all=len(done.worked)))
    agreed = dates.agreed(folder)
    if asked.hand_ins:
        _hand_ins(folder, lessons, done.worked, zone)
    elif asked.changes:
        print(CHANGES)
        for one in agreed.changes:
            why = f" ({one.why})" if one.why else ""
            print(CHANGE.format(at=_in_zone(one.at, zone), by=one.by, what=_change(one, zone), why=why))
    elif not done.changes:
        _overview(folder, lessons, agreed, zone)
    for said in timing.told(folder, lessons or sorted({one.lesson for one in done.worked})):
        print(said)
    return 0


def _overview(folder: Path, lessons: Iterable[str], agreed: "Rules", zone: tzinfo) -> None:
    from autograder.desk import classroom
    from autograder.grade.gradebook import gradebook
    from autograder.grade.gradebook.settings import Course

    due = gradebook.due(Course.at(folder))
    rows = []
    for lesson in lessons or classroom.lessons(folder):
        own = {one.whom for one in agreed.changes if one.lesson == lesson and one.whom != "*"}
        weight = agreed.setting("weight", lesson)
        rows.append(
            (
                lesson,
                _in_zone(due.get(lesson), zone),
                str(_rule(agreed.of(lesson, "", None).late)),
                "1" if weight is None else f"{weight:g}",
                ", ".join(str(_whom(one)) for one in sorted(own)) or "-",
            )
        )
    _table(HEADERS, rows)


def _hand_ins(folder: Path, lessons: list[str], worked: "list[Worked]", zone: tzinfo) -> None:
    from autograder.desk import times, timing

    for lesson in lessons or sorted({one.lesson for one in worked}):
        graded = {one.student: one for one in worked if one.lesson == lesson}
        rows = []
        for who, known in timing.all_of(folder, lesson).items():
            one = graded.get(who)
            counts = [str(COUNTS[one.counts])] if one and one.counts != "counts" else []
            rows.append(
                (
                    who,
                    _in_zone(known.time, zone),
                    str(times.FROM[known.time_from]) + (f" ({MARKED})" if known.late and not known.time else ""),
                    _in_zone(one.due if one else None, zone),
                    str(_rule(one.late)) if one else "-",
                    f"{one.score:g}" if one else "-",
                    f"{one.penalty:g}" if one else "-",
                    "".join(counts),
                )
            )
        print(lesson)
        _table(ROWS, rows)


def _table(headers: Any, rows: Iterable[tuple[str, ...]]) -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text as Plain

    table = Table(box=box.SIMPLE, padding=(0, 1), pad_edge=False)
    for header in headers.values():
        table.add_column(str(header), overflow="fold")
    for row in rows:
        table.add_row(*(Plain(one) for one in row))
    Console(width=None if Console().is_terminal else 150, highlight=False).print(table)


def _change(one: "Change", zone: tzinfo) -> Text:
    lesson = ALL_LESSONS if one.lesson == "*" else Text(one.lesson, one.lesson)
    said = [SET[name].format(value=_value(name, value, zone)) for name, value in one.sets.items() if name in SET]
    what = Text(*("; ".join(text.in_(language) for text in said) for language in ("en", "ko")))
    return CHANGED.format(lesson=lesson, whom=_whom(one.whom), what=what)


def _value(name: str, value: Any, zone: tzinfo) -> Any:
    if name == "due":
        return _in_zone(datetime.fromisoformat(value), zone) if value else NO_DATE
    if name == "late":
        return _rule(value)
    if name == "counts":
        return COUNTS[value]
    if name == "groups":
        return "; ".join(f"{group}: {', '.join(ids)}" for group, ids in value.items())
    return f"{value:g}" if isinstance(value, float) else value


def _rule(word: str | None) -> Text:
    return RULE.get(word) or RULE["percent"].format(value=word)


def _whom(word: str) -> Text:
    kind, _, name = word.partition(":")
    return EVERYBODY if word == "*" else (GROUP if kind == "group" else LEARNER).format(name=name)


def _in_zone(when: datetime | None, zone: tzinfo) -> str:
    return "-" if when is None else when.astimezone(zone).strftime("%Y-%m-%d %H:%M")
