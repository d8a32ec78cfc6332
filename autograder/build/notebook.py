"""From a `Lesson` to the notebook with answers: exercises spliced in, nbgrader's metadata, ids that stay.

An exercise becomes three cells: what is asked (from its card), the function to write, and the check, whose graded half
hides from learners. A question to answer in words becomes two: the question, with the model answer in its mark scheme,
and the answer. Words of the glossary become links, and the list they lead to is the last cell.
"""

import ast
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import nbformat

from autograder.build import hours, splice
from autograder.build.glossary import NO_WORDS, Glossary, Linker, Word, listed
from autograder.build.lesson import Cell, Lesson, parts
from autograder.config import CODE_STUB
from autograder.drawing.room import Drawn
from autograder.errors import CourseError
from dlcourse.exercises import Exercise
from dlcourse.language import LANGUAGES, Text

Node = Any
nb: Any = nbformat  # its functions carry no types

BEGIN_HIDDEN, END_HIDDEN = "### BEGIN HIDDEN TESTS", "### END HIDDEN TESTS"
BEGIN_SCHEME, END_SCHEME = "<!-- BEGIN MARK SCHEME -->", "<!-- END MARK SCHEME -->"

EXERCISE = Text(
    "### Exercise {number} · {title} {stars} · {points}",
    "### 연습 문제 {number} · {title} {stars} · {points}",
)
QUESTION = Text("### Question {number} · {points}", "### 서술형 문제 {number} · {points}")
POINT = Text("1 point", "1점")
POINTS = Text("{points:g} points", "{points:g}점")
PRACTICE = Text("practice, not graded", "연습용, 채점하지 않음")
SCHEME = Text(
    "**For the grader: model answer**\n\n{answer}\n\n**For the grader: rubric**\n\n{rubric}",
    "**채점자용: 모범 답안**\n\n{answer}\n\n**채점자용: 채점 기준**\n\n{rubric}",
)

METADATA = {
    "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}


@dataclass(frozen=True)
class Around:
    """What a lesson takes from around it: the drawings it asks for, the course's glossary, and which of its words this lesson brings."""

    drawings: Mapping[str, Drawn] = field(default_factory=dict)
    glossary: Glossary = NO_WORDS
    new: Sequence[Word] = ()


def dressed(lesson: Lesson, cards: Mapping[str, Exercise], around: Around) -> dict[str, str]:
    """The text of the notebook with answers, in each language."""
    check_exercises(lesson, cards)
    return {language: _text(_notebook(lesson, cards, around, language)) for language in LANGUAGES}


def parsed(text: str) -> Node:
    """A notebook from its text."""
    return nb.reads(text, as_version=4)


def _text(notebook: Node) -> str:
    nb.validate(notebook)
    return str(nb.writes(notebook)) + "\n"


def _notebook(lesson: Lesson, cards: Mapping[str, Exercise], around: Around, language: str) -> Node:
    cells: list[Node] = []
    linker = Linker(around.glossary, around.new, language)
    long = hours.said(hours.hours(lesson, cards)).in_(language)
    count = {"exercise": 0, "manual": 0, "prose": 0, "code": 0}
    for cell in lesson.cells:
        count[cell.role] = count.get(cell.role, 0) + 1
        number = f"{lesson.number}.{count[cell.role]}"
        source = cell.source.in_(language)
        if cell.role == "exercise":
            cells += _exercise(cards[cell.name], number, language)
        elif cell.role == "manual":
            cells += _question(cell, number, language)
        elif cell.role == "prose":
            text = linker.linked(source.replace(hours.PLACE, long))
            cells.append(_markdown(f"prose-{count['prose']:03}", text))
        elif cell.role == "code":
            cells.append(_code_cell(f"code-{count['code']:03}", source))
        elif cell.role == "drawing":
            cells.append(_drawing(around.drawings[cell.name], language))
        elif cell.role == "widget":
            cells.append(_widget(f"widget-{cell.name}", source))
        else:
            cells.append(_code_cell("setup", source))
    words = listed(around.new, around.glossary.letters_of(lesson), language)
    if words:
        cells.append(_markdown("words", words))
    return nb.v4.new_notebook(cells=cells, metadata=METADATA)


# --- the cells ------------------------------------------------------------------------------------------------------


def _exercise(card: Exercise, number: str, language: str) -> list[Node]:
    heading = EXERCISE.format(
        number=number, title=card.title, stars="★" * card.stars + "☆" * (3 - card.stars), points=_worth(card.points)
    )
    visible = f'check("{card.id}")'
    hidden = [BEGIN_HIDDEN, "from dlcourse.exercises import grade", f'grade("{card.id}")', END_HIDDEN]
    function, docstring = splice.function(card.reference), card.docstring_ko if language == "ko" else ""
    invitation = CODE_STUB.in_(language).split("\n")[0]
    written = function.cell(docstring) if card.stub else function.whole_cell(invitation, docstring)
    answer = _code_cell(card.id, written, _grading(card.id, solution=True))
    if card.points:
        grading = _grading(f"check-{card.id}", points=card.points, locked=True)
        check = _code_cell(f"check-{card.id}", "\n".join([visible, *hidden]), grading)
    else:
        check = _code_cell(f"check-{card.id}", visible)
    task = _markdown(f"task-{card.id}", f"{heading.in_(language)}\n\n{card.text.in_(language).strip()}")
    return [task, answer, check]


def _question(cell: Cell, number: str, language: str) -> list[Node]:
    question, answer, rubric = parts(cell.source.in_(language))
    heading = QUESTION.format(number=number, points=_worth(cell.points)).in_(language)
    scheme = SCHEME.in_(language).format(answer=answer, rubric=rubric)
    asked = f"{heading}\n\n{question}\n\n{BEGIN_SCHEME}\n{scheme}\n{END_SCHEME}"
    return [
        _markdown(f"ask-{cell.name}", asked, _grading(f"ask-{cell.name}", locked=True)),
        _markdown(cell.name, answer, _grading(cell.name, points=cell.points, solution=True)),
    ]


def _worth(points: float) -> Text:
    if not points:
        return PRACTICE
    return POINT if points == 1 else POINTS.format(points=points)


def _grading(grade_id: str, *, points: float | None = None, solution: bool = False, locked: bool = False) -> Node:
    """nbgrader's note on a cell, as its schema 3 wants it."""
    graded = {} if points is None else {"points": points}
    return {
        "grade": points is not None,
        "grade_id": grade_id,
        "locked": locked,
        "schema_version": 3,
        "solution": solution,
        "task": False,
        **graded,
    }


def _markdown(name: str, source: str, grading: Node = None) -> Node:
    return nb.v4.new_markdown_cell(source, id=name, metadata={"nbgrader": grading} if grading else {})


def _drawing(drawn: Drawn, language: str) -> Node:
    """A cell of text that cannot be opened: its source is a picture, which nobody wants to see as letters."""
    cell = _markdown(f"drawing-{drawn.name}", drawn.markdown(language))
    cell.metadata |= {"editable": False, "deletable": False}
    return cell


def _widget(name: str, source: str) -> Node:
    """A cell that shows a widget. One that asks a question holds the answer, so its source starts out folded."""
    cell = _code_cell(name, source)
    if "widgets.ask(" in source:
        cell.metadata["jupyter"] = {"source_hidden": True}
    return cell


def _code_cell(name: str, source: str, grading: Node = None) -> Node:
    return nb.v4.new_code_cell(source, id=name, metadata={"nbgrader": grading} if grading else {})


# --- what only the cards know ---------------------------------------------------------------------------------------


def check_exercises(lesson: Lesson, cards: Mapping[str, Exercise]) -> None:
    """Every exercise has a card, holds exactly the card's import, and finds its names in the notebook."""
    known: set[str] = set()
    for cell in lesson.cells:
        where = f"{lesson.path}:{cell.line}"
        if cell.role in ("prose", "drawing", "manual"):
            continue
        if cell.role != "exercise":
            known |= _defined(cell, where)
            continue
        card = cards.get(cell.name)
        if card is None:
            what = f'exercise "{cell.name}" has no card'
            raise CourseError(where=where, what=what, known=sorted(cards), fix="add a card, or correct the tag")
        if not _is_import(cell.source.en, card):
            what = f'exercise "{cell.name}" holds more or less than its import'
            fix = f"write only: from {card.reference.__module__} import {card.name}"
            raise CourseError(where=where, what=what, fix=fix)
        splice.check_names(splice.function(card.reference), known, where)
        known.add(card.name)


def _defined(cell: Cell, where: str) -> set[str]:
    """Names that a cell defines in both languages."""
    try:
        return splice.defined_names(cell.source.en) & splice.defined_names(cell.source.ko)
    except SyntaxError as error:
        what = f"the cell is not Python: {error.msg} in its line {error.lineno}"
        raise CourseError(where=where, what=what, fix="correct the code") from None


def _is_import(source: str, card: Exercise) -> bool:
    try:
        body = ast.parse(source).body
    except SyntaxError:
        return False
    if len(body) != 1 or not isinstance(body[0], ast.ImportFrom):
        return False
    names = [(alias.name, alias.asname) for alias in body[0].names]
    return (body[0].module, body[0].level, names) == (card.reference.__module__, 0, [(card.name, None)])
