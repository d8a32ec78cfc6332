"""The demo's class: who is in it, what each of them hands in, and the points that this should earn.

perfect      every answer of the course
untouched    the notebook as it was released
crashes      one cell that is not even Python, everything else right
step--...    one known mistake in one exercise, everything else right; one such student for every mistake on a card
"""

import copy
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from autograder.build.splice import defined_names, unmarked
from autograder.demo import mistakes
from dlcourse.exercises import Exercise, verdict_on

Notebook = dict[str, Any]

BROKEN = "def {name}(:\n    return"


@dataclass(frozen=True)
class Student:
    """What a student hands in, and what each exercise should earn and be diagnosed as."""

    name: str
    notebook: Notebook
    points: Mapping[str, float]
    diagnoses: Mapping[str, str]


def students(
    solution: Notebook, lesson: Notebook, cards: Mapping[str, Exercise], *, quick: bool = False
) -> Iterator[Student]:
    """The whole class; `quick` takes one mistake an exercise."""
    graded = [cards[cell["id"]] for cell in lesson["cells"] if f"check-{cell['id']}" in graded_cells(lesson)]
    full = {card.id: card.points for card in graded}
    yield Student("perfect", answered(lesson, solution, {}), full, {})
    nothing = dict.fromkeys(full, 0.0)
    yield Student("untouched", lesson, nothing, dict.fromkeys(full, "not_attempted"))
    first = graded[0]
    broken = answered(lesson, solution, {first.id: BROKEN.format(name=first.name)})
    yield Student("crashes", broken, full | {first.id: 0.0}, {first.id: "not_attempted"})
    names = names_in(solution)
    for card in graded:
        for wrong in card.misconceptions[:1] if quick else card.misconceptions:
            answer = mistakes.cell(wrong.wrong, card.name, names)
            earned = verdict_on(card.id, wrong.wrong).points
            yield Student(
                f"{card.id}--{wrong.name}",
                answered(lesson, solution, {card.id: answer}),
                full | {card.id: earned},
                {card.id: wrong.name},
            )


def graded_cells(lesson: Notebook) -> set[str]:
    return {cell["id"] for cell in lesson["cells"] if cell["metadata"].get("nbgrader", {}).get("grade")}


def names_in(solution: Notebook) -> set[str]:
    """All names that the notebook's cells define."""
    code = [source(cell) for cell in solution["cells"] if cell["cell_type"] == "code"]
    return set().union(*(defined_names(text) for text in code))


def answered(lesson: Notebook, solution: Notebook, instead: Mapping[str, str]) -> Notebook:
    """The learner's notebook with the course's answers, but for those given instead."""
    answers = {cell["id"]: source(cell) for cell in solution["cells"]} | dict(instead)
    filled = copy.deepcopy(lesson)
    for cell in filled["cells"]:
        if cell["metadata"].get("nbgrader", {}).get("solution"):
            cell["source"] = unmarked(answers[cell["id"]])
    return filled


def source(cell: Mapping[str, Any]) -> str:
    """A cell's text: notebook files keep it as a list of lines."""
    return "".join(cell["source"])


def text(notebook: Notebook) -> str:
    """The notebook as a file."""
    return json.dumps(notebook, ensure_ascii=False, indent=1) + "\n"
