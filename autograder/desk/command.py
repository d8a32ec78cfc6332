"""What an instructor types at the desk: class, release, collect, formgrade, feedback, export, status.

Each command says what it did and ends in the next one. The words are in the class's language, or in `DLCOURSE_LANG`.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich import box
from rich.table import Table

from autograder.desk import class_command, dates_command, export_command, formgrader
from autograder.desk.speaking import BECAME as _BECAME
from autograder.desk.speaking import console as _console
from autograder.desk.speaking import in_words as _in_words
from autograder.desk.speaking import next_step as _next
from autograder.desk.speaking import say as _say
from autograder.errors import FOUND_PROBLEMS, WRONG_REQUEST, CourseError
from dlcourse.language import LANGUAGES, Language, Text

if TYPE_CHECKING:
    from autograder.desk.collecting import Row


_RELEASED = Text("for your learners: {path}", "학습자에게 줄 파일: {path}")
_COLLECTED = Text(
    "{lesson}: {new} new, {newer} newer, {unchanged} unchanged, {older} older, {problem} not taken",
    "{lesson}: 새로 {new}, 다시 낸 것 {newer}, 그대로 {unchanged}, 먼저 낸 것 {older}, 넣지 못한 것 {problem}",
)
_OPENED = Text("{files} files opened, {size} MB", "파일 {files}개, {size} MB를 열었습니다")
_OFTEN = 3.0  # seconds between two such lines
_NOTHING = Text("{source} holds no notebook", "{source}에 노트북이 없습니다")
_NOBODY = Text(
    "the class has no roster, so nobody can be recognised",
    "반에 명단이 없어 누구의 파일인지 알 수 없습니다",
)
_ADD = Text("run autograder class add students.csv first", "먼저 autograder class add students.csv를 실행해 보세요")
_WHO, _WHAT = Text("who", "누구"), Text("what to know", "알아 둘 것")
_FROM = Text("name a folder or a zip, or --exchange", "폴더나 zip을 적거나 --exchange를 쓰세요")
_FROM_WHAT = Text("it is not said where from", "어디에서 가져올지 적지 않았습니다")
_EXCHANGE = Text(
    "nbgrader could not collect from the exchange: {last}", "nbgrader가 교환 폴더에서 가져오지 못했습니다: {last}"
)
_EXCHANGE_FIX = Text(
    "check c.Exchange.root in nbgrader_config.py", "nbgrader_config.py의 c.Exchange.root를 확인해 보세요"
)
_PAGES = Text("{count} feedback pages in {folder}", "피드백 {count}장을 {folder}에 썼습니다")
_NO_PAGE = Text("{who}: no page ({last})", "{who}: 피드백을 쓰지 못했습니다 ({last})")


def add_to(commands: Any) -> None:
    """Add the commands; each sets `grading`, which takes the arguments and the class's folder, or `run`."""
    class_command.add_to(commands)
    release = commands.add_parser("release", help="make the notebooks that learners get")
    release.add_argument("lessons", nargs="+", metavar="LESSON", help="such as 01_perceptron")
    release.add_argument("--lang", choices=(*LANGUAGES, "both"), help="default: what the class has")
    release.set_defaults(grading=_in_words(_release))

    collect = commands.add_parser("collect", help="take in what learners handed in")
    collect.add_argument("lesson", metavar="LESSON")
    collect.add_argument(
        "source", nargs="?", type=Path, metavar="FROM", help="a folder, a notebook, or a platform's zip"
    )
    collect.add_argument("--exchange", action="store_true", help="from nbgrader's exchange instead")
    collect.add_argument(
        "--numbers", type=Path, action="append", default=[], metavar="LIST",
        help="whose number is whose, where the platform hides names; may be repeated",
    )  # fmt: skip
    collect.add_argument(
        "--times", type=Path, metavar="CSV", help="when everybody handed in: Moodle's grading worksheet, or id and time"
    )
    collect.set_defaults(grading=_in_words(_collect))

    formgrader.add_to(commands, _in_words)

    feedback = commands.add_parser("feedback", help="write a page for each learner")
    feedback.add_argument("lesson", metavar="LESSON")
    feedback.add_argument("--lang", choices=LANGUAGES, help="default: the class's")
    feedback.set_defaults(grading=_in_words(_feedback))

    dates_command.add_to(commands, _in_words)
    export_command.add_to(commands, _in_words)


# --- the commands ---------------------------------------------------------------------------------------------------


def _release(asked: argparse.Namespace, folder: Path) -> int:
    from autograder import config
    from autograder.desk import classroom, week
    from autograder.grade.gradebook.settings import Course

    lessons = [classroom.checked(folder, one) for one in asked.lessons]
    spoken: Sequence[Language] = config.languages(folder)
    if asked.lang:
        spoken = LANGUAGES if asked.lang == "both" else (asked.lang,)
    course = Course.at(folder)
    for lesson in lessons:
        for path in week.release(course, lesson, spoken):
            _say(_RELEASED.format(path=path.relative_to(folder)))
    _say(_next(f"autograder collect {lessons[0]} FROM"))
    return 0


def _how_far() -> Callable[[int, int], None]:
    """Says now and then how much was opened, where that takes a while."""
    told = time.monotonic()

    def say(files: int, size: int) -> None:
        nonlocal told
        if time.monotonic() > told + _OFTEN:
            told = time.monotonic()
            print(_OPENED.format(files=files, size=size >> 20), file=sys.stderr, flush=True)

    return say


def _collect(asked: argparse.Namespace, folder: Path) -> int:
    from autograder.desk import classroom, collecting, roster, timing
    from autograder.grade import course as grading
    from autograder.grade.gradebook.settings import Course

    lesson = classroom.checked(folder, asked.lesson)
    if asked.times and asked.source is None and not asked.exchange:
        return _times(folder, lesson, asked.times)
    if (asked.source is None) != asked.exchange:
        raise CourseError(where="autograder collect", what=str(_FROM_WHAT), fix=str(_FROM), code=WRONG_REQUEST)
    if not roster.known(folder):
        raise CourseError(where=str(folder), what=str(_NOBODY), fix=str(_ADD), code=WRONG_REQUEST)
    sheet = timing.sheet(folder, asked.source, asked.times)
    if asked.exchange:
        with tempfile.TemporaryDirectory() as inbox:
            refused = _from_exchange(folder, lesson, Path(inbox))
            rows = [*collecting.collect(folder, lesson, Path(inbox) / "hand-ins", by_id=True, sheet=sheet), *refused]
    else:
        rows = collecting.collect(folder, lesson, asked.source, _how_far(), sheet=sheet, lists=asked.numbers)
    if sheet is not None:
        timing.extend(folder, lesson, sheet)
    grading.take_over_times(Course.at(folder), lesson)
    count = Counter[str](row.outcome for row in rows)
    _say(_COLLECTED.format(lesson=lesson, **{name: count[name] for name in _BECAME}))
    told = [row for row in rows if row.said]
    if told:
        table = Table(box=box.SIMPLE, padding=(0, 1), pad_edge=False)
        for header in (str(_WHO), "", str(_WHAT)):
            table.add_column(header, overflow="fold")
        for row in told:
            words = _once((*row.said, *([row.fix] if row.fix else [])))
            table.add_row(_strangers_words(row.who), str(_BECAME[row.outcome]), _strangers_words(words))
        _console().print(table, markup=False)
    if not rows:
        _say(_NOTHING.format(source=asked.source or "exchange"))
    _say(*timing.told(folder, [lesson], sources=True))
    _say(*(sheet.unread if sheet else ()))
    taken = any(row.outcome != "problem" for row in rows)
    _say(_next(f"autograder grade {lesson}" if taken else f"autograder collect {lesson} FROM"))
    return FOUND_PROBLEMS if count["problem"] or not rows else 0


def _once(said: Iterable[Text]) -> str:
    """What is to be known, each sentence once: a zip may name one file a thousand times."""
    return "; ".join(dict.fromkeys(map(str, said)))


def _times(folder: Path, lesson: str, table: Path) -> int:
    """Times from a table, for hand-ins that are there already."""
    from autograder.desk import timing
    from autograder.grade import course as grading
    from autograder.grade.gradebook.settings import Course

    sheet = timing.sheet(folder, None, table)
    assert sheet is not None  # a table was named
    changed = timing.enter(folder, lesson, sheet)
    grading.take_over_times(Course.at(folder), lesson)
    for who, said in changed:
        print(f"{who}: {said}")
    _say(*timing.told(folder, [lesson], sources=True), *sheet.unread, _next(f"autograder dates {lesson} --hand-ins"))
    return FOUND_PROBLEMS if sheet.unread else 0


def _strangers_words(text: str) -> Any:
    """A stranger's words, as they are: no colours, no control characters."""
    from rich.text import Text as Plain

    return Plain("".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in text))


def _from_exchange(folder: Path, lesson: str, inbox: Path) -> "list[Row]":
    """nbgrader's own collecting, with our checks of who owns what, into a folder of its own; a row for what it refused."""
    from autograder.desk import collecting

    told, hand_ins = inbox / "refused.json", inbox / "hand-ins"
    hand_ins.mkdir()
    where = (f"--CourseDirectory.submitted_directory={hand_ins}", f"--CollectFromOwners.told={told}")
    done = subprocess.run(
        [sys.executable, "-m", "nbgrader", "collect", lesson, *where],
        cwd=folder,
        env=os.environ | {"PYTHONIOENCODING": "utf-8"},  # what it says, whatever the system's code page is
        capture_output=True,
        text=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    if done.returncode:
        lines = (done.stderr.strip() or "?").splitlines()
        last = next((line for line in reversed(lines) if "CRITICAL" in line), lines[-1])  # why, before that it ended
        raise CourseError(where=lesson, what=str(_EXCHANGE.format(last=last)), fix=str(_EXCHANGE_FIX))
    refused = json.loads(told.read_text(encoding="utf-8")) if told.exists() else []  # a hub may have its own collecting
    return [collecting.Row(one["who"], "problem", (Text(**one["why"]),)) for one in refused]


def _feedback(asked: argparse.Namespace, folder: Path) -> int:
    from autograder.desk import classroom, week
    from autograder.grade.gradebook.settings import Course

    lesson = classroom.checked(folder, asked.lesson)
    pages = dict(week.feedback(Course.at(folder), lesson, asked.lang or classroom.own_language(folder)))
    failed = {who: problem for who, problem in pages.items() if problem}
    _say(_PAGES.format(count=len(pages) - len(failed), folder="feedback"))
    _say(*(_NO_PAGE.format(who=who, last=problem.strip().splitlines()[-1]) for who, problem in sorted(failed.items())))
    _say(_next("autograder export"))
    return FOUND_PROBLEMS if failed else 0
