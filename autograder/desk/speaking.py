"""How a command of the desk speaks: in the class's language or the one of `DLCOURSE_LANG`, a line each, and the next command last."""

import argparse
import os
from collections.abc import Callable
from pathlib import Path

from rich.console import Console

from autograder.errors import WRONG_REQUEST, CourseError
from dlcourse import language
from dlcourse.language import Text

Run = Callable[[argparse.Namespace, Path], int]
NEXT = Text("next: {command}", "다음: {command}")
BECAME = {  # of something that was handed in
    "new": Text("new", "새로"),
    "newer": Text("newer", "다시 냄"),
    "unchanged": Text("unchanged", "그대로"),
    "older": Text("older", "먼저 낸 것"),
    "problem": Text("not taken", "넣지 못함"),
}
_WIDTH = 130  # columns where the output is no terminal


def in_words(run: Run) -> Run:
    """The command, speaking the class's language unless `DLCOURSE_LANG` names another."""

    def spoken(asked: argparse.Namespace, folder: Path) -> int:
        from autograder.desk import classroom

        speak(classroom.own_language(folder))
        return run(asked, folder)

    return spoken


def speak(own: str) -> None:
    """Choose the language of what follows."""
    try:
        language.use(os.environ.get("DLCOURSE_LANG") or own)
    except ValueError as error:
        fix = "set it to en or ko, or leave it out"
        raise CourseError(where="DLCOURSE_LANG", what=str(error), fix=fix, code=WRONG_REQUEST) from None


def console() -> Console:
    """Where tables are drawn."""
    return Console(width=None if Console().is_terminal else _WIDTH, highlight=False)


def say(*lines: Text) -> None:
    """Print sentences."""
    for line in lines:
        print(line)


def next_step(command: str) -> Text:
    """What comes next."""
    return NEXT.format(command=command)
