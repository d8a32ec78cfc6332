"""An older notebook's answers in a newer lesson: each into its place by the id of its exercise, and the learner's own cells where they stood."""

import copy
import hashlib
import json
import re
from typing import Any

from dlcourse.record.saving import as_notebook

# how the course names its cells; every other cell is the learner's own
_COURSE_CELL = re.compile(r"setup|words|(prose|code)-\d+|(widget|task|check|ask|drawing)-[a-z0-9-]+")

Cell = dict[str, Any]


def merge(saved: bytes, released: bytes) -> bytes | None:
    """The released lesson with the answers and own cells of a saved notebook; None if that is no notebook."""
    new = json.loads(released)
    try:
        cells = [cell for cell in json.loads(saved)["cells"] if isinstance(cell["metadata"], dict)]
        old = [(cell, _label(cell)) for cell in cells]
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    known = {_label(cell) for cell in new["cells"]}
    answers: dict[str, list[Cell]] = {}
    behind: dict[str | None, list[Cell]] = {}  # a cell's name -> the learner's own cells that follow it
    last = None
    for cell, name in old:
        if name in known:
            last = name
            if _is_answer(cell) and not _untouched(cell):
                answers.setdefault(name, []).append(cell)
        elif _is_own(cell) or (_is_answer(cell) and not _untouched(cell)):
            behind.setdefault(last, []).append(cell)
    cells = [_as_own(cell) for cell in behind.get(None, ())]
    for cell in new["cells"]:
        name = _label(cell)
        *others, answer = answers.get(name) or [cell]
        if _is_answer(cell):
            cell |= {part: answer[part] for part in ("source", "attachments") if part in answer}
        cells += [cell, *map(_as_own, [*others, *behind.get(name, ())])]
    new["cells"] = _with_ids_of_their_own(cells)
    return as_notebook(new)


def _label(cell: Cell) -> str:
    """The name under which the course knows a cell."""
    return str(_grading(cell).get("grade_id") or cell.get("id") or "")


def _grading(cell: Cell) -> dict[str, Any]:
    grading = cell.get("metadata", {}).get("nbgrader")
    return grading if isinstance(grading, dict) else {}


def _is_answer(cell: Cell) -> bool:
    return _grading(cell).get("solution") is True


def _is_own(cell: Cell) -> bool:
    """Whether the learner added the cell: it has an id, and not one of the course's."""
    return bool(cell.get("id")) and not _grading(cell) and not _COURSE_CELL.fullmatch(str(cell["id"]))


def _untouched(cell: Cell) -> bool:
    """Whether an answer is still as it was handed out: nbgrader's checksum of the cell says so."""
    grading = _grading(cell)
    parts = [
        text_of(cell),
        cell.get("cell_type"),
        *(grading.get(flag) is True for flag in ("grade", "solution", "locked")),
    ]
    parts.append(grading.get("grade_id"))
    if grading.get("grade") is True:
        parts.append(float(grading.get("points") or 0.0))
    digest = hashlib.md5("".join(map(str, parts)).encode(), usedforsecurity=False)
    return digest.hexdigest() == grading.get("checksum")


def text_of(cell: Cell) -> str:
    source = cell.get("source", "")
    return source if isinstance(source, str) else "".join(source)


def _as_own(cell: Cell) -> Cell:
    """A cell that nbgrader need not know."""
    own = copy.deepcopy(cell)
    for name in ("nbgrader", "deletable", "editable"):
        own["metadata"].pop(name, None)
    return own


def _with_ids_of_their_own(cells: list[Cell]) -> list[Cell]:
    """No id twice: a notebook with two equal ones is not valid."""
    taken = {str(cell.get("id")) for cell in cells if _grading(cell) or _COURSE_CELL.fullmatch(str(cell.get("id")))}
    for number, cell in enumerate(cells):
        if not _grading(cell) and not _COURSE_CELL.fullmatch(str(cell.get("id"))):
            if str(cell.get("id")) in taken:
                cell["id"] = f"own-{number}"
            taken.add(str(cell.get("id")))
    return cells
