"""The notebook that nbgrader's pages show of a graded submission: the learner's cells, our checks, our reports.

It is made anew from the submission's texts, so that no damaged metadata, stored output or active
content of a stranger's reaches the instructor's browser, and every check and question that nbgrader
knows is there exactly once.
"""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from autograder.grade.gradebook.pages import NOTED, noted, restored, show
from autograder.grade.gradebook.pages import cell as new_cell
from autograder.grade.gradebook.released_cells import ReleasedCell
from autograder.grade.handed_in import match
from autograder.grade.handed_in.match import RefusedError
from autograder.grade.judging.record import Record

_METADATA = {
    "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}


def compose(data: bytes, masters: Sequence[ReleasedCell], record: Record, language: str) -> str:
    """The text of the graded notebook."""
    known = {master.grade_id: master for master in masters}
    try:
        submitted, _ = match.read_notebook(data)
    except RefusedError:
        submitted = []
    cells = matched(submitted, known, record.get("places", {}))
    graded = (one["metadata"].get("nbgrader", {}).get("grade_id") for one in cells)
    placed: dict[str, int] = {name: number for number, name in enumerate(graded) if name}
    following = len(cells)
    for master in reversed(masters):
        if master.grade_id in placed:
            following = placed[master.grade_id]
            continue
        cells.insert(following, restored(master))
        placed = {name: place + (place >= following) for name, place in placed.items()}
    metadata = _METADATA | {NOTED: noted(record)}
    notebook = {"metadata": metadata, "nbformat": 4, "nbformat_minor": 5, "cells": cells}
    show(notebook, record, match.spoken(submitted, language))
    return json.dumps(notebook, ensure_ascii=False) + "\n"  # indented it takes Python three times as long


def matched(submitted: Sequence[Any], known: Mapping[str, ReleasedCell], places: Mapping[str, int]) -> list[Any]:
    """The submitted cells, those that nbgrader knows marked as they were handed out and all others by their text alone."""
    chosen = _chosen(submitted, known, places)
    return [
        _answered(known[chosen[number]], match.source(cell)) if number in chosen else _text_alone(cell)
        for number, cell in enumerate(submitted)
    ]


def _chosen(submitted: Sequence[Any], known: Mapping[str, ReleasedCell], places: Mapping[str, int]) -> dict[int, str]:
    """cell number -> the name that nbgrader knows it by; of several, an answer's graded one and otherwise the last."""
    found: dict[str, int] = {}
    for number, cell in enumerate(submitted):
        name = match.label(cell, known)
        if name:
            found[name] = number
    found |= {name: place for name, place in places.items() if name in known}
    return {number: name for name, number in found.items()}


def _text_alone(cell: Any) -> Any:
    """A cell that nbgrader knows nothing of: its text alone."""
    kind = cell.get("cell_type")
    return new_cell(kind if kind in ("code", "markdown") else "raw", _clean(match.source(cell)))


def _answered(master: ReleasedCell, source: str) -> Any:
    """A cell that nbgrader knows: an answer keeps the learner's text, everything else is as it was handed out."""
    made = restored(master)
    made["source"] = _clean(source) if master.answer else master.source
    return made


def _clean(text: str) -> str:
    return text.encode("utf-8", "replace").decode("utf-8")
