"""nbgrader's way of opening a submission, with a file repaired that it could not read: the same damage that `autograder grade` repairs.

What nbgrader can read and work with it gets as it is.
"""

import json
from typing import Any

import nbformat
from nbconvert.exporters import NotebookExporter

from autograder.grade.gradebook import graded_notebook
from autograder.grade.gradebook.released_cells import as_json, cells_of
from autograder.grade.handed_in import match
from autograder.grade.handed_in.match import RefusedError

_nbformat: Any = nbformat  # its functions carry no types
_KINDS = {"grade_id": str, "grade": bool, "solution": bool, "locked": bool, "task": bool, "schema_version": int}


class RepairedNotebook(NotebookExporter):
    """Opens a submission for `nbgrader autograde`."""

    def from_file(self, file_stream: Any, resources: Any = None, **kw: Any) -> Any:
        """nbconvert calls this with the open file, and with what nbgrader knows of the submission."""
        found = _opened(file_stream.read(), resources["nbgrader"])
        return self.from_notebook_node(found, resources=resources, **kw)  # type: ignore[no-untyped-call]  # nbconvert's own


def _opened(text: str, where: Any) -> Any:
    try:
        found = _nbformat.reads(text, as_version=4)
        _nbformat.validate(found)
        if all(_sound(cell) for cell in found.cells):
            return found
    except Exception:  # whatever nbformat stumbles over is what is to be repaired
        pass
    return _repaired(text.encode("utf-8", "replace"), where)


def _sound(cell: Any) -> bool:
    """Whether what a cell says of its grading is made as nbgrader expects it."""
    said = cell.metadata.get("nbgrader", {})
    if not isinstance(said, dict):
        return False
    points = said.get("points", 0)
    return all(type(said[name]) is kind for name, kind in _KINDS.items() if name in said) and type(points) in (
        int,
        float,
    )


def _repaired(data: bytes, where: Any) -> Any:
    """A notebook of the submission's texts, in which every cell that nbgrader knows is marked as it was handed out."""
    from dlcourse.exercises import CARDS

    known = cells_of(where["db_url"], where["assignment"], where["notebook"])
    try:
        cells, _ = match.read_notebook(data)
    except RefusedError as refused:
        raise ValueError(refused.reason.en) from refused
    plan = match.plan(cells, match.master(json.loads(as_json(known)), CARDS))
    made = graded_notebook.matched(cells, {one.grade_id: one for one in known}, plan.places)
    return _nbformat.from_dict({"metadata": {}, "nbformat": 4, "nbformat_minor": 5, "cells": made})
