"""The `autograder` command: what an author or instructor runs.

Exit codes: 0 done, 1 the work found problems (an authoring mistake, a stale notebook, an unexpected score), 2 the
request was wrong.
"""

import argparse
import contextlib
import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from dlcourse.exercises import Exercise

from autograder import rights
from autograder.author import command as author
from autograder.desk import command as desk
from autograder.errors import FOUND_PROBLEMS, WRONG_REQUEST, CourseError
from autograder.grade import command
from autograder.report import command as report
from dlcourse.language import LANGUAGES
from dlcourse.letters import allow_any

CONFIG = "nbgrader_config.py"
NEEDS_LINUX = {"grade", "demo", "doctor"}  # what runs submissions, or looks how safely this machine would run them

# jsonschema would take it if it is there, and spend a second on a grammar of web addresses, which no notebook's schema has
sys.modules.setdefault("rfc3987_syntax", cast(ModuleType, None))


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit code. Whoever reads only its beginning (`| head`) is told nothing more."""
    try:
        code = _run(arguments)
        sys.stdout.flush()
        return code
    except BrokenPipeError:
        with contextlib.suppress(
            OSError, ValueError
        ):  # nobody listens: what is still to be said when Python ends is dropped
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FOUND_PROBLEMS


def _run(arguments: Sequence[str] | None) -> int:
    allow_any()
    asked = _parser().parse_args(arguments)
    try:
        if asked.command in NEEDS_LINUX and not hasattr(os, "fork"):
            raise _needs_linux(asked.command)
        if "grading" in asked:
            return int(asked.grading(asked, course_root(Path.cwd())))
        return int(asked.run(asked))
    except CourseError as error:
        print(error, file=sys.stderr)
        return error.code
    except PermissionError as error:
        print(told := rights.in_the_way(error), file=sys.stderr)
        return told.code
    except ValueError as error:
        if (
            type(error).__name__ != "CardError"
        ):  # by name: while a card is wrong, the module that defines it cannot load
            raise
        print(f"error: {error}", file=sys.stderr)
        return FOUND_PROBLEMS


def _needs_linux(command: str) -> CourseError:
    return CourseError(
        where=f"autograder {command}",
        what="submissions are run behind walls that Linux alone can build, and this system is another",
        fix="run it on a Linux machine, or on Windows in WSL; all that is not grading works here",
        code=WRONG_REQUEST,
    )


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="autograder", description="Build lessons and grade what learners hand in.")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND", title="commands")

    build = commands.add_parser("build", help="make the notebooks from their sources")
    build.add_argument("lessons", nargs="*", metavar="LESSON", help="such as 01_perceptron; all if none is named")
    build.add_argument("--check", action="store_true", help="write nothing; say which notebooks are stale")
    build.set_defaults(run=_build)

    demo = commands.add_parser("demo", help="make a class out of thin air, grade it with nbgrader, print the table")
    demo.add_argument(
        "lessons", nargs="*", metavar="LESSON", help="default: 01_perceptron; with --students two lessons"
    )
    demo.add_argument(
        "--students", type=int, metavar="N", help="a class of N, from roster to report; 60 is a good size"
    )
    demo.add_argument("--lang", choices=LANGUAGES, default="en", help="language of the class (default: %(default)s)")
    demo.add_argument("--folder", type=Path, help="a new or empty folder (default: a temporary one)")
    demo.add_argument("--quick", action="store_true", help="one mistake an exercise instead of all")
    demo.set_defaults(run=_demo)

    author.add_to(commands)
    desk.add_to(commands)
    command.add_to(commands)
    report.add_to(commands)
    return parser


def course_root(start: Path) -> Path:
    """The course's folder: the nearest one upwards that holds nbgrader's configuration and the sources."""
    for folder in (start, *start.parents):
        if (folder / CONFIG).exists() and (folder / "solutions").is_dir():
            return folder
    raise CourseError(
        where=str(start),
        what=f"there is no course here: neither this folder nor one above it holds {CONFIG} and solutions",
        fix="go to the repository's folder, or to your class's, and run the command again",
        code=WRONG_REQUEST,
    )


def _build(asked: argparse.Namespace) -> int:
    from autograder import build  # nbgrader takes a second to import; `--help` should not
    from autograder.build import freshness
    from dlcourse.widgets import registry

    root = course_root(Path.cwd())
    chosen = build.sources(root, asked.lessons)
    cards = _cards()
    made: dict[str, str] = {}
    problems: list[CourseError] = []
    for source in chosen:
        try:
            made |= build.notebooks(source, cards)
        except CourseError as error:
            problems.append(error)
    count = len(made)
    made |= build.course(root, made, cards, chosen if asked.lessons else None)
    if asked.check and not problems:
        problems = freshness.stale(made, root)
        problems += [] if asked.lessons else freshness.orphans(made, root, build.rooms())
    elif not asked.check:
        for path in freshness.write(made, root):
            print(f"wrote {path}")
    said = [*map(str, problems), *(f"error: {one}" for one in registry.problems())]
    for sentence in said:
        print(sentence, file=sys.stderr)
    if said:
        return FOUND_PROBLEMS
    print(f"{count} notebooks are what their sources give")
    return 0


def _demo(asked: argparse.Namespace) -> int:
    from autograder import demo

    root = course_root(Path.cwd())
    if asked.students is not None:
        from autograder.demo import whole

        lessons = tuple(dict.fromkeys(asked.lessons)) or whole.LESSONS
        return whole.run(root, lessons, asked.lang, students=asked.students, folder=asked.folder, cards=_cards())
    if len(asked.lessons) > 1:
        raise CourseError(
            where="autograder demo",
            what="without --students it shows one lesson",
            fix="name one lesson, or add --students 60",
            code=WRONG_REQUEST,
        )
    lesson = asked.lessons[0] if asked.lessons else "01_perceptron"
    return demo.run(root, lesson, asked.lang, folder=asked.folder, quick=asked.quick, cards=_cards())


def _cards() -> "Mapping[str, Exercise]":
    from dlcourse.exercises import CARDS

    return CARDS


if __name__ == "__main__":
    sys.exit(main())
