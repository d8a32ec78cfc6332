"""How long a lesson takes: one rule, from what a learner has to do in it. Nobody types a number of hours.

| what | minutes |
| --- | --- |
| 150 words of text | 1 |
| a question to predict or a quiz | 1 |
| a drawing | 1 |
| a picture to move | 5 |
| an exercise of one, two, three stars | 6, 14, 28 |
| an answer in words | 15 |

The sum is rounded to half hours, and never to 0. The English words are counted for both languages: a lesson takes as long in the one as in the other.
"""

import re
from collections.abc import Mapping

from autograder.build.lesson import Cell, Lesson, parts
from dlcourse.exercises import Exercise
from dlcourse.language import Text

PLACE = "{hours}"  # where an author wants them said

WORDS_A_MINUTE = 150
QUESTION, DRAWING, PICTURE, ESSAY = 1, 1, 5, 15
STARS = {1: 6, 2: 14, 3: 28}

HALF_AN_HOUR = Text("half an hour", "30분")
ONE = Text("1 hour", "1시간")
HOURS = Text("{hours:g} hours", "{hours:g}시간")


def minutes(lesson: Lesson, cards: Mapping[str, Exercise]) -> float:
    """What the rule gives."""
    return sum(_minutes(cell, cards) for cell in lesson.cells)


def hours(lesson: Lesson, cards: Mapping[str, Exercise]) -> float:
    """The same in hours, as it is said: in halves."""
    return max(round(minutes(lesson, cards) / 30), 1) / 2


def said(number: float) -> Text:
    """So many hours, in words."""
    return {0.5: HALF_AN_HOUR, 1.0: ONE}.get(number, HOURS.format(hours=number))


def table(page: str, found: Mapping[int, float]) -> str:
    """A page whose table of lessons ends each row with its hours, with the hours that were found."""

    def row(old: re.Match[str]) -> str:
        return f"{old[1]}{found[int(old[2])]:g} |" if int(old[2]) in found else old[0]

    return re.sub(r"^(\| (\d+) [^|]+\|[^|]+\| )[^|]* \|$", row, page, flags=re.MULTILINE)


def _minutes(cell: Cell, cards: Mapping[str, Exercise]) -> float:
    if cell.role == "prose":
        return _reading(cell.source.en)
    if cell.role == "manual":
        return _reading(parts(cell.source.en)[0]) + ESSAY
    if cell.role == "exercise":
        return _reading(cards[cell.name].text.en) + STARS[cards[cell.name].stars]
    if cell.role == "drawing":
        return DRAWING
    if cell.role == "widget":
        return QUESTION if "widgets.ask(" in cell.source.en else PICTURE
    return 0


def _reading(text: str) -> float:
    """A formula is read as one word; lines between cells of a table are no words."""
    plain = re.sub(r"\$\$.+?\$\$|\$[^$\n]+\$", "formula", text, flags=re.DOTALL)
    return len(re.findall(r"\S*\w\S*", plain)) / WORDS_A_MINUTE
