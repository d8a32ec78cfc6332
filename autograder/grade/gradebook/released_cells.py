"""A released lesson as nbgrader's gradebook keeps it: its cells, their points, and the numbers of their rows."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, create_engine, select

from autograder.grade.gradebook import tables


@dataclass(frozen=True)
class ReleasedCell:
    """A cell of the released notebook as the gradebook keeps it; `points` is None where nothing is graded."""

    grade_id: str
    cell_type: str
    source: str
    checksum: str
    answer: bool
    points: float | None

    @property
    def grading(self) -> dict[str, Any]:
        """What nbgrader writes into the cell about itself."""
        grading = {
            "cell_type": self.cell_type,
            "checksum": self.checksum,
            "grade": self.points is not None,
            "grade_id": self.grade_id,
            "locked": not self.answer,
            "schema_version": 3,
            "solution": self.answer,
            "task": False,
        }
        return grading | ({} if self.points is None else {"points": self.points})


def as_json(known: Iterable[ReleasedCell], course: Iterable[str] = (), prose: Iterable[str] = ()) -> str:
    """A released notebook as far as nbgrader knows it, as JSON; `course` are the code cells that it does not know, `prose`
    the fingerprints of every line that was ever handed out.
    """
    cells = [
        {
            "id": cell.grade_id,
            "cell_type": cell.cell_type,
            "metadata": {"nbgrader": cell.grading},
            "source": cell.source,
        }
        for cell in known
    ]
    return json.dumps({"cells": cells, "course": sorted(course), "prose": sorted(prose)}, sort_keys=True)


def cells_of(address: str, lesson: str, notebook: str) -> list[ReleasedCell]:
    """The cells that nbgrader knows of a released notebook, in their order; a `LookupError` where
    it knows no such notebook.
    """
    engine = create_engine(address)
    try:
        with engine.connect() as connection:
            released = Released.find(connection, lesson, notebook)
            asked = select(tables.source_cell).where(tables.source_cell.c.notebook_id == released.notebook)
            return [
                ReleasedCell(
                    one.name,
                    one.cell_type,
                    one.source,
                    one.checksum,
                    one.name in released.answers,
                    released.points.get(one.name),
                )
                for one in connection.execute(asked)
            ]
    finally:
        engine.dispose()


@dataclass(frozen=True)
class Released:
    """What the gradebook has on a lesson, by its own numbers."""

    assignment: str
    notebook: str
    graded: dict[str, str]  # a cell's number -> its name
    commented: dict[str, str]
    points: dict[str, float]  # a cell's name -> its points
    answers: frozenset[str]
    sources: dict[str, str]  # a cell's name -> the text that was handed out

    @classmethod
    def find(cls, connection: Connection, lesson: str, named: str) -> "Released":
        joined = tables.notebook.join(tables.assignment, tables.assignment.c.id == tables.notebook.c.assignment_id)
        asked = select(tables.assignment.c.id, tables.notebook.c.id).select_from(joined)
        row = connection.execute(
            asked.where(tables.assignment.c.name == lesson, tables.notebook.c.name == named)
        ).first()
        if row is None:
            raise LookupError(lesson)
        assignment, notebook = row
        every = connection.execute(select(tables.cell).where(tables.cell.c.notebook_id == notebook)).all()
        most = {one.id: one.max_score for one in connection.execute(select(tables.grade_cell))}
        sources = connection.execute(
            select(tables.source_cell.c.name, tables.source_cell.c.source).where(
                tables.source_cell.c.notebook_id == notebook
            )
        )
        return cls(
            assignment,
            notebook,
            {one.id: one.name for one in every if one.type in tables.GRADED},
            {one.id: one.name for one in every if one.type in tables.COMMENTED},
            {one.name: most[one.id] for one in every if one.id in most},
            frozenset(one.name for one in every if one.type == "SolutionCell"),
            {one.name: one.source.strip() for one in sources},
        )
