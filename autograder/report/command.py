"""`autograder report`: the class report of one lesson, of several, or of all that were graded."""

import argparse
import os
from pathlib import Path
from typing import Any

from autograder import rights
from autograder.errors import WRONG_REQUEST, CourseError
from dlcourse.language import LANGUAGES, Text, checked

FOLDER = "report"
WROTE = Text("class report: {page}\nthe same as a table: {table}", "학급 보고서: {page}\n같은 내용의 표: {table}")


def add_to(commands: Any) -> None:
    """Add the command to the parser of `autograder`."""
    report = commands.add_parser("report", help="what a class can do and what it misunderstands: a page and a table")
    report.add_argument("lessons", nargs="*", metavar="LESSON", help="such as 01_perceptron; all graded ones if none")
    report.add_argument("--folder", type=Path, help="the class's folder (default: the one you are in)")
    report.add_argument("--out", type=Path, metavar="FOLDER", help=f"where to write (default: {FOLDER} in the class's)")
    report.add_argument("--lang", choices=LANGUAGES, help="language of the report (default: DLCOURSE_LANG, or English)")
    report.set_defaults(run=run)


def run(asked: argparse.Namespace) -> int:
    """Write the report and say where it is."""
    from autograder.grade.gradebook.settings import Course
    from autograder.report import gather, page  # matplotlib and the gradebook take a second to import

    folder: Path = (asked.folder or Path.cwd()).resolve()
    if not folder.is_dir():
        raise CourseError(
            where=str(folder), what="there is no such folder", fix="name the class's folder", code=WRONG_REQUEST
        )
    language = checked(asked.lang or os.environ.get("DLCOURSE_LANG") or "en")
    course = Course.at(folder)
    names = asked.lessons or gather.lessons(course)
    if not names:
        raise CourseError(
            where=str(folder),
            what="no lesson was graded yet, so there is nothing to report",
            fix="grade one first: autograder grade LESSON",
            code=WRONG_REQUEST,
        )
    lessons = [gather.gather(course, name) for name in dict.fromkeys(names)]
    with rights.as_the_class_is(folder):
        written, table = page.write(lessons, asked.out or folder / FOLDER, language)
    print(WROTE.format(page=written, table=table).in_(language))
    return 0
