"""The page of concepts: for each one the place that teaches it, what is asked there, and the picture that shows it.

`solutions/concepts.toml` names concepts and headings; exercises, questions and pictures are found in the lessons.
"""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from autograder.build.lesson import Cell, Lesson
from dlcourse.exercises import Exercise
from dlcourse.language import Text

SOURCE = Path(__file__).parents[2] / "solutions" / "concepts.toml"

TITLE = Text("Concepts", "개념")
LEAD = Text(
    "Every concept of the course: where it is taught, the exercise or question that asks for it, and the picture that shows it.",
    "강의의 개념을 모두 모았습니다. 배우는 곳, 그것을 묻는 연습 문제나 질문, 그것을 보여 주는 그림이 함께 있습니다.",
)
HEADS = Text("| | concept | taught under | asked by | shown by |", "| | 개념 | 배우는 곳 | 문제 | 그림 |")
EXERCISE = Text("Exercise {number}: {title}", "연습 문제 {number}: {title}")
WORDS = Text("Question {number}, in words", "서술형 문제 {number}")
QUESTION = Text("a question of lesson {lesson} (`{name}`)", "{lesson}번 수업의 질문 (`{name}`)")
DRAWING = Text("a drawing of lesson {lesson} (`{name}`)", "{lesson}번 수업의 그림 (`{name}`)")
MOVING = Text("a picture to move in lesson {lesson} (`{name}`)", "{lesson}번 수업의 움직이는 그림 (`{name}`)")
NONE = Text("none: {reason}", "없음: {reason}")
NO = "no: "
_HEADING = re.compile(r"^(#{1,4}) (.+)$", re.MULTILINE)


@dataclass(frozen=True)
class Row:
    """One concept with what was found for it: the heading, the exercise or question, the picture, each as it is said."""

    name: Text
    lesson: Lesson
    heading: Text
    asked: Text
    shown: Text


@dataclass(frozen=True)
class _Part:
    """A heading of a lesson, its level, and the cells below it up to the next heading of its level."""

    level: int
    heading: Text
    cells: tuple[Cell, ...]


def read(source: Path = SOURCE) -> Mapping[str, Any]:
    """What the file says."""
    return tomllib.loads(source.read_text(encoding="utf-8"))


def rows(said: Mapping[str, Any], lessons: Sequence[Lesson], cards: Mapping[str, Exercise]) -> list[Row]:
    """Every concept, with what the lessons have for it."""
    numbers = _numbers(lessons, cards)
    found = {lesson.number: lesson for lesson in lessons}
    return [_row(one, said["reasons"], found[one["lesson"]], numbers) for one in said["concept"]]


def page(language: str, every: Sequence[Row]) -> str:
    """The page in one language, a table a lesson."""
    lines = [f"# {TITLE.in_(language)}", "", LEAD.in_(language), ""]
    for lesson in sorted({row.lesson.name: row.lesson for row in every}.values(), key=lambda one: one.number):
        title = lesson.title.in_(language)
        lines += [f"## {title}", "", f"[{title}](lessons/{lesson.name}.ipynb)", ""]
        lines += [HEADS.in_(language), "| --- | --- | --- | --- | --- |"]
        for number, row in enumerate(every, start=1):
            if row.lesson is lesson:
                said = (
                    part.in_(language).replace("|", "&#124;") for part in (row.name, row.heading, row.asked, row.shown)
                )
                lines.append(f"| {number} | {' | '.join(said)} |")
        lines.append("")
    return "\n".join(lines)


def _numbers(lessons: Sequence[Lesson], cards: Mapping[str, Exercise]) -> dict[str, tuple[str, Text]]:
    """What every cell with a name is called, by its name: its kind, and how it is said."""
    called = {}
    for lesson in lessons:
        count = {"exercise": 0, "manual": 0}
        for cell in lesson.cells:
            if cell.role in count:
                count[cell.role] += 1
                number = f"{lesson.number}.{count[cell.role]}"
                if cell.role == "exercise":
                    called[cell.name] = ("asked", EXERCISE.format(number=number, title=cards[cell.name].title))
                else:
                    called[cell.name] = ("asked", WORDS.format(number=number))
            elif cell.role == "drawing":
                called[cell.name] = ("shown", DRAWING.format(lesson=lesson.number, name=cell.name))
            elif cell.role == "widget":
                asks = "widgets.ask(" in cell.source.en
                kind, words = ("asked", QUESTION) if asks else ("shown", MOVING)
                called[cell.name] = (kind, words.format(lesson=lesson.number, name=cell.name))
    return called


def _row(one: Mapping[str, Any], reasons: Mapping[str, Any], lesson: Lesson, called: Mapping[str, Any]) -> Row:
    parts = _parts(lesson)
    places = [number for number, part in enumerate(parts) if part.heading.en.startswith(one["at"])]
    if len(places) != 1:
        raise ValueError(
            f'solutions/concepts.toml: {len(places)} headings of {lesson.path} begin with "{one["at"]}", and the concept '
            f'"{one["en"]}" needs one. Write more of the heading, or as it is now.'
        )
    here = parts[places[0]]
    around = next(part for part in reversed(parts[: places[0] + 1]) if part.level <= 2)

    def of(kind: str) -> Text:
        name = one.get(kind, "")
        if name.startswith(NO):
            reason = reasons[name.removeprefix(NO)]
            return NONE.format(reason=Text(reason["en"], reason["ko"]))
        inside = [cell for part in (here, around) for cell in part.cells if called.get(cell.name, ("",))[0] == kind]
        inside.sort(key=lambda cell: cell.role != "exercise")  # an exercise asks for more than a question
        names = [name] if name else [cell.name for cell in inside]
        if not names or called.get(names[0], ("",))[0] != kind:
            raise ValueError(
                f'solutions/concepts.toml: for the concept "{one["en"]}" nothing is {kind}. Expected the id of a cell that is '
                f'there as `{kind}`, or "{NO}" and one of: {", ".join(reasons)}.'
            )
        words: Text = called[names[0]][1]
        return words

    return Row(Text(one["en"], one["ko"]), lesson, here.heading, of("asked"), of("shown"))


def _parts(lesson: Lesson) -> list[_Part]:
    """The headings in order. A question stands behind the text that it belongs to."""
    found: list[tuple[int, Text, int]] = []
    for place, cell in enumerate(lesson.cells):
        if cell.role == "prose":
            pairs = zip(_HEADING.findall(cell.source.en), _HEADING.findall(cell.source.ko), strict=True)
            found += [(len(en[0]), Text(en[1], ko[1]), place) for en, ko in pairs]
    parts = []
    for number, (level, heading, place) in enumerate(found):
        ends = (start for deep, _, start in found[number + 1 :] if deep <= level)
        parts.append(_Part(level, heading, lesson.cells[place : next(ends, len(lesson.cells))]))
    return parts
