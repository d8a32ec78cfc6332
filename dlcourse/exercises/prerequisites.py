"""What may be shown only after the learner has built it: `if solved("sigmoid"):` in a lesson's cell.

A lesson runs from top to bottom before anything is solved, so a cell that uses the learner's functions asks first.
"""

import os

from dlcourse import own_functions
from dlcourse.exercises.card import Exercise
from dlcourse.language import LANGUAGES, Text
from dlcourse.record import catalogue

FIRST = Text(
    "First solve {these} and run the checks; then run this cell again.",
    "먼저 풀 문제: {these}. 점검을 통과한 다음 이 셀을 다시 실행해 보세요.",
)

NUMBERED = Text("{number} ({name})", "{number}({name})")


def missing(cards: tuple[Exercise, ...]) -> Text | None:
    """What to solve first, in words; nothing once the checks of all of them have passed."""
    open_ones = [card for card in cards if not own_functions.is_mine(card.reference)]
    if not open_ones:
        return None
    called = [_called(card) for card in open_ones]
    return FIRST.format(these=Text(*(", ".join(each.in_(language) for each in called) for language in LANGUAGES)))


def grading() -> bool:
    """Whether nbgrader is at work: it has no use for what such a cell shows, and the cards may be closed."""
    return os.environ.get("NBGRADER_EXECUTION") == "autograde"


def _called(card: Exercise) -> Text:
    """3.1 (sigmoid): the number that stands above the exercise, and the function's name."""
    for lesson in catalogue.lessons():
        for place, task in enumerate(lesson.tasks, start=1):
            if task.id == card.id:
                return NUMBERED.format(number=f"{lesson.number}.{place}", name=card.name)
    return Text(card.name, card.name)
