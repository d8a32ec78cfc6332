"""`autograder lesson new NN_topic`: what an author types to begin a lesson."""

import argparse
from pathlib import Path
from typing import Any

from dlcourse.language import Text

_WROTE = Text("wrote {path}", "{path} 파일을 썼습니다")
_NEXT = Text(
    "next: autograder build {lesson}, then autograder demo {lesson}; CONTRIBUTING.md says how to go on",
    "다음: autograder build {lesson}, 그리고 autograder demo {lesson}. 그다음은 CONTRIBUTING.md에 있습니다",
)


def add_to(commands: Any) -> None:
    """Add the command; it sets `grading`, which takes the arguments and the course's folder."""
    lesson = commands.add_parser("lesson", help="begin a lesson of your own")
    steps = lesson.add_subparsers(required=True, metavar="STEP")
    new = steps.add_parser("new", help="write a small true lesson: a function, its card, the text around it")
    new.add_argument("lesson", metavar="NN_topic", help="such as 10_scaling")
    new.set_defaults(grading=_new)


def _new(asked: argparse.Namespace, root: Path) -> int:
    from autograder.author import scaffold

    for path in scaffold.new(root, asked.lesson):
        print(_WROTE.format(path=path))
    print(_NEXT.format(lesson=asked.lesson))
    return 0
