"""What the grader will say of a notebook, said to the learner who is about to hand it in.

The notebook is matched with the lesson as the grader does it: the same missing, doubled and damaged
cells are found, in the same words. Then its cells run in a kernel, because this is the learner's
own machine, and the exercises are judged at the end. `dlcourse submit` runs this module in a
process of its own and reads what it prints, one JSON object.
"""

import json
import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellTimeoutError, DeadKernelError

from autograder.config import CELL_SECONDS
from autograder.grade.handed_in import match, redefined
from autograder.grade.handed_in.match import Plan, RefusedError
from autograder.grade.handed_in.notes import RUNNING, both_languages
from dlcourse.exercises import CARDS, Exercise
from dlcourse.language import Text

Told = dict[str, Any]
Step = tuple[int, str | Exercise]  # where it stands in the notebook, and a cell's text or an exercise to be judged

JUDGE = "from dlcourse import language as _language\nfrom dlcourse.exercises import grade as _grade\n_language.use({language!r})\n_grade({id!r})"
_LONGEST = 200  # characters of a message that a note repeats
_MOST_KILLERS = 3  # cells that may end the kernel before we give up


class KilledError(Exception):
    """A cell ended the kernel, or would not stop."""

    def __init__(self, number: int) -> None:
        super().__init__(f"cell {number + 1} ended the notebook's process or would not stop")
        self.number = number


def rehearse(data: bytes, released: Mapping[str, Any], language: str, *, seconds: int = CELL_SECONDS) -> Told:
    """The points, reports and notes on a notebook, or the reason why it is none."""
    asked = match.master(released, CARDS)
    try:
        cells, notes = match.read_notebook(data)
    except RefusedError as refused:
        return {"refused": both_languages(refused.reason)}
    plan = match.plan(cells, asked)
    notes = [*notes, *plan.notes]
    again = redefined.redefined(plan, asked.exercises)
    notes += redefined.notes(again, asked.exercises)
    checks = {card_id: check for card_id, (_, _, check) in again.items()}
    killers: set[int] = set()
    while True:
        try:
            scores, said = _run(plan, killers, asked.exercises, checks, language, seconds)
            break
        except KilledError as killed:
            if len(killers) == _MOST_KILLERS or killed.number in killers:
                raise
            killers.add(killed.number)
            notes.append(RUNNING["killer"].format(number=killed.number + 1))
    exercises = []
    for card in asked.exercises:
        points, report = scores[card.id]
        most = asked.points[card.id]
        exercises.append(
            {"id": card.id, "points": round(points / card.points * most, 2), "most": most, "report": report}
        )
    questions = [
        {"id": name, "answered": bool(text.strip()) and text.strip() != asked.sources[name].strip()}
        for name, text in plan.answers.items()
    ]
    return {
        "refused": None,
        "notes": [both_languages(note) for note in (*notes, *said)],
        "exercises": exercises,
        "questions": questions,
    }


def _run(
    plan: Plan,
    killers: set[int],
    cards: tuple[Exercise, ...],
    checks: Mapping[str, int],
    language: str,
    seconds: int,
) -> tuple[dict[str, tuple[float, str]], list[Text]]:
    """Points and report of each exercise, and what to note about cells that stopped."""
    steps = _steps(plan, killers, cards, checks)
    sources = [step if isinstance(step, str) else JUDGE.format(language=language, id=step.id) for _, step in steps]
    notebook = nbformat.from_dict(  # type: ignore[no-untyped-call]  # nbformat's own functions carry no types
        {"cells": [_cell(text) for text in sources], "metadata": {}, "nbformat": 4, "nbformat_minor": 4}
    )
    client = NotebookClient(
        notebook, timeout=seconds, interrupt_on_timeout=True, allow_errors=True, kernel_name="python3"
    )
    notes: list[Text] = []
    scores: dict[str, tuple[float, str]] = {}
    with client.setup_kernel(env=os.environ | {"NBGRADER_EXECUTION": "autograde"}):  # pictures are not drawn
        for place, cell in enumerate(notebook.cells):
            number, step = steps[place]
            try:
                client.execute_cell(cell, place)
            except (DeadKernelError, CellTimeoutError) as error:
                raise KilledError(number) from error
            if isinstance(step, str):
                notes += _about(number, seconds, cell.outputs)
            else:
                scores[step.id] = _score(cell.outputs)
    return scores, notes


def _steps(plan: Plan, killers: set[int], cards: tuple[Exercise, ...], checks: Mapping[str, int]) -> list[Step]:
    """The cells in their order, and each exercise to be judged: at its check where a later cell changes it, else at the end."""
    steps: list[Step] = [pair for pair in plan.cells if pair[0] not in killers]
    steps += [(checks.get(card.id, sys.maxsize), card) for card in cards]
    return sorted(steps, key=lambda step: step[0])  # a check has no cell of its own among them


def _cell(text: str) -> dict[str, Any]:
    return {"cell_type": "code", "execution_count": None, "metadata": {}, "outputs": [], "source": text}


def _about(number: int, seconds: float, outputs: list[Any]) -> list[Text]:
    for output in outputs:
        if output.output_type != "error" or output.ename == "NotImplementedError":
            continue
        if output.ename == "KeyboardInterrupt":
            return [RUNNING["slow"].format(number=number + 1, seconds=f"{seconds:g}")]
        message = output.evalue if len(output.evalue) <= _LONGEST else output.evalue[: _LONGEST - 1] + "…"
        return [RUNNING["raised"].format(number=number + 1, error=output.ename, message=message)]
    return []


def _score(outputs: list[Any]) -> tuple[float, str]:
    shown = {output.output_type: output.data["text/plain"] for output in outputs if "data" in output}
    return float(shown["execute_result"]), str(shown["display_data"])


if __name__ == "__main__":
    handed_in, lesson, spoken = sys.argv[1:]
    master = json.loads(Path(lesson).read_text(encoding="utf-8"))
    print(json.dumps(rehearse(Path(handed_in).read_bytes(), master, spoken)))
