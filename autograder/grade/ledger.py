"""Grading's own way into nbgrader's gradebook: the cells of a released lesson out, a submission's grades in.

nbgrader's `Gradebook` takes a second to load and spends more time on a submission than judging does, so that the few tables which grading
needs are asked directly here, one transaction a submission. Everything else goes through nbgrader's own door, in `gradebook`, and
a test holds every row that is written here against the one that nbgrader would have written.
"""

import json
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import uuid4

from dateutil import parser, tz  # type: ignore[import-untyped]  # carries no types
from sqlalchemy import (
    Boolean,
    Connection,
    DateTime,
    Float,
    Interval,
    String,
    TableClause,
    bindparam,
    column,
    create_engine,
    insert,
    make_url,
    select,
    table,
    text,
    update,
)
from sqlalchemy.exc import DBAPIError

from autograder.config import ANSWER_STUB
from autograder.errors import CourseError

_PATIENCE = (0.2, 1.0, 3.0)  # seconds between tries to write into a database that somebody else holds
_LOCK_SECONDS = 5.0  # that one try waits for a file which somebody writes to


def _table(name: str, *texts: str, **others: Any) -> TableClause:
    return table(name, *(column(one, String) for one in texts), *(column(one, kind) for one, kind in others.items()))


_assignment = _table("assignment", "id", "name", duedate=DateTime())
_notebook = _table("notebook", "id", "name", "assignment_id")
_source_cell = _table("source_cell", "name", "cell_type", "source", "checksum", "notebook_id")
_cell = _table("base_cell", "id", "name", "type", "notebook_id")
_grade_cell = _table("grade_cells", "id", max_score=Float())
_student = _table("student", "id")
_submission = _table(
    "submitted_assignment", "id", "assignment_id", "student_id", timestamp=DateTime(), extension=Interval()
)
_submitted = _table(
    "submitted_notebook", "id", "assignment_id", "notebook_id", flagged=Boolean(), late_submission_penalty=Float()
)
_grade = _table(
    "grade", "id", "notebook_id", "cell_id", auto_score=Float(), manual_score=Float(), needs_manual_grade=Boolean()
)
_comment = _table("comment", "id", "notebook_id", "cell_id", "auto_comment")
_GRADED, _COMMENTED = ("GradeCell", "TaskCell"), ("SolutionCell", "TaskCell")


@dataclass(frozen=True)
class Master:
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


def as_cells(known: Iterable[Master], course: Iterable[str] = ()) -> str:
    """A released notebook as far as nbgrader knows it, as JSON; `course` are the code cells that it does not know."""
    cells = [
        {
            "id": master.grade_id,
            "cell_type": master.cell_type,
            "metadata": {"nbgrader": master.grading},
            "source": master.source,
        }
        for master in known
    ]
    return json.dumps({"cells": cells, "course": sorted(course)}, sort_keys=True)


def cells_of(address: str, lesson: str, notebook: str) -> list[Master]:
    """The cells that nbgrader knows of a released notebook, in their order; a `LookupError` where it knows no such notebook."""
    engine = create_engine(address)
    try:
        with engine.connect() as connection:
            released = _Released.find(connection, lesson, notebook)
            asked = select(_source_cell).where(_source_cell.c.notebook_id == released.notebook)
            return [
                Master(
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


def moment(said: str) -> datetime | None:
    """A moment that was written as nbgrader writes it, in universal time and without a zone; None where nobody can read it."""
    parts = said.split(" ")
    try:
        if len(parts) == 3:  # "2026-03-01 12:00:00 Asia/Seoul", or "+0900" in the end
            zone = int(parts[2]) if parts[2].lstrip("+-").isdigit() else tz.gettz(parts[2])
            when = parser.parse(f"{parts[0]} {parts[1]} TZ", tzinfos={"TZ": zone})
        else:
            when = parser.parse(said)
        offset = when.utcoffset()
        return when if offset is None else (when - offset).replace(tzinfo=None)
    except (ValueError, OverflowError):
        return None


@dataclass(frozen=True)
class _Released:
    """What the gradebook has on a lesson, by its own numbers."""

    assignment: str
    notebook: str
    graded: dict[str, str]  # a cell's number -> its name
    commented: dict[str, str]
    points: dict[str, float]  # a cell's name -> its points
    answers: frozenset[str]
    sources: dict[str, str]  # a cell's name -> the text that was handed out

    @classmethod
    def find(cls, connection: Connection, lesson: str, named: str) -> "_Released":
        joined = _notebook.join(_assignment, _assignment.c.id == _notebook.c.assignment_id)
        asked = select(_assignment.c.id, _notebook.c.id).select_from(joined)
        row = connection.execute(asked.where(_assignment.c.name == lesson, _notebook.c.name == named)).first()
        if row is None:
            raise LookupError(lesson)
        assignment, notebook = row
        every = connection.execute(select(_cell).where(_cell.c.notebook_id == notebook)).all()
        most = {one.id: one.max_score for one in connection.execute(select(_grade_cell))}
        sources = connection.execute(
            select(_source_cell.c.name, _source_cell.c.source).where(_source_cell.c.notebook_id == notebook)
        )
        return cls(
            assignment,
            notebook,
            {one.id: one.name for one in every if one.type in _GRADED},
            {one.id: one.name for one in every if one.type in _COMMENTED},
            {one.name: most[one.id] for one in every if one.id in most},
            frozenset(one.name for one in every if one.type == "SolutionCell"),
            {one.name: one.source.strip() for one in sources},
        )


class Writer:
    """Writes one lesson's grades, as nbgrader's own step would: a person's points stay, theirs is the last word.

    The connection stays open for a whole class. Use it in a `with` block.
    """

    def __init__(self, address: str, lesson: str) -> None:
        self.address, self.lesson = address, lesson
        self._open: tuple[Connection, _Released] | None = None

    def save(self, student: str, record: Mapping[str, Any], timestamp: str) -> bool:
        """Write one submission's grades; says whether it came late."""
        for wait in (*_PATIENCE, None):
            try:
                connection, released = self._opened()
                with connection.begin():  # a submission is written whole or not at all
                    return self._save(connection, released, student, record, moment(timestamp) if timestamp else None)
            except DBAPIError as error:
                self.close()
                if wait is None:
                    raise CourseError(
                        where=shown(self.address),
                        what=f"the gradebook would not take a grade of {student} ({first_line(error)})",
                        fix="close what else uses it, then run the command again: it goes on where it stopped",
                    ) from error
                time.sleep(wait)
        raise AssertionError  # the last try returned or raised

    def _save(
        self,
        connection: Connection,
        released: _Released,
        student: str,
        record: Mapping[str, Any],
        when: datetime | None,
    ) -> bool:
        if connection.execute(select(_student.c.id).where(_student.c.id == student)).first() is None:
            connection.execute(insert(_student), {"id": student})
        mine = _submission.c.assignment_id == released.assignment, _submission.c.student_id == student
        asked = select(_submission.c.id, _submission.c.timestamp, _submission.c.extension).where(*mine)
        known = connection.execute(asked).first()
        if known is None:
            extension = None
            self._create(connection, released, student, record, when)
        else:
            extension = known.extension
            if when is None:
                when = known.timestamp
            else:
                connection.execute(update(_submission).where(_submission.c.id == known.id), {"timestamp": when})
            self._change(connection, released, known.id, record)
        due = connection.execute(select(_assignment.c.duedate).where(_assignment.c.id == released.assignment)).scalar()
        return bool(when and due and when > (due + extension if extension else due))

    def _create(
        self,
        connection: Connection,
        released: _Released,
        student: str,
        record: Mapping[str, Any],
        when: datetime | None,
    ) -> None:
        """The rows of somebody who is graded for the first time."""
        submission, notebook = _number(), _number()
        its: dict[str, Any] = {
            "id": submission,
            "assignment_id": released.assignment,
            "student_id": student,
            "timestamp": when,
        }
        connection.execute(insert(_submission), its)
        its = {"id": notebook, "assignment_id": submission, "notebook_id": released.notebook, "flagged": False}
        connection.execute(insert(_submitted), its)
        grades = [
            {"id": _number(), "notebook_id": notebook, "cell_id": cell} | _graded(released, name, record, by_hand=False)
            for cell, name in released.graded.items()
        ]
        comments = [
            {"id": _number(), "notebook_id": notebook, "cell_id": cell} | _commented(released, name, record)
            for cell, name in released.commented.items()
        ]
        _every(connection, insert(_grade), grades)
        _every(connection, insert(_comment), comments)

    def _change(self, connection: Connection, released: _Released, submission: str, record: Mapping[str, Any]) -> None:
        """The rows of somebody who was graded before."""
        asked = select(_submitted.c.id).where(
            _submitted.c.assignment_id == submission, _submitted.c.notebook_id == released.notebook
        )
        notebook = connection.execute(asked).scalar_one()
        here = update(_submitted).where(_submitted.c.id == notebook)
        connection.execute(here, {"late_submission_penalty": None})
        asked = select(_grade.c.id, _grade.c.cell_id, _grade.c.manual_score).where(_grade.c.notebook_id == notebook)
        grades = [
            {"row": row.id}
            | _graded(released, released.graded[row.cell_id], record, by_hand=row.manual_score is not None)
            for row in connection.execute(asked)
        ]
        asked = select(_comment.c.id, _comment.c.cell_id).where(_comment.c.notebook_id == notebook)
        comments = [
            {"row": row.id} | _commented(released, released.commented[row.cell_id], record)
            for row in connection.execute(asked)
        ]
        _every(connection, update(_grade).where(_grade.c.id == bindparam("row")), grades)
        _every(connection, update(_comment).where(_comment.c.id == bindparam("row")), comments)

    def _opened(self) -> tuple[Connection, _Released]:
        if self._open is None:
            connection = create_engine(self.address).connect()
            try:
                if self.address.startswith("sqlite:"):
                    connection.execute(text(f"PRAGMA busy_timeout = {1000 * _LOCK_SECONDS:.0f}"))
                self._open = connection, _Released.find(connection, self.lesson, self.lesson)
                connection.commit()
            except DBAPIError:
                connection.close()
                raise
        return self._open

    def close(self) -> None:
        """Give the connection back."""
        if self._open is not None:
            connection, _ = self._open
            self._open = None
            connection.close()
            connection.engine.dispose()

    def __enter__(self) -> "Writer":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _graded(released: _Released, name: str, record: Mapping[str, Any], *, by_hand: bool) -> dict[str, Any]:
    """What the gradebook is to say of a cell that has points; `by_hand` where a person already gave some."""
    score, answer = record["scores"].get(name), record["answers"].get(name)
    points: float | None = None  # not judged: for a person to decide, never a silent 0
    if score is not None:
        points = score["points"]
    elif answer is not None and _empty(released, answer, name):
        points = 0.0
    return {"auto_score": points, "needs_manual_grade": record["status"] == "review" or points is None or by_hand}


def _commented(released: _Released, name: str, record: Mapping[str, Any]) -> dict[str, Any]:
    answer = record["answers"].get(name)
    silent = answer is not None and _empty(released, answer, name)
    silent |= name in record.get("untouched", ())
    return {"auto_comment": "No response." if silent else None}


def _empty(released: _Released, answer: str, name: str) -> bool:
    return answer.strip() in ("", released.sources.get(name), ANSWER_STUB.en, ANSWER_STUB.ko)


def _every(connection: Connection, statement: Any, rows: Sequence[Mapping[str, Any]]) -> None:
    if rows:
        connection.execute(statement, rows)


def _number() -> str:
    """A number for a row, made as nbgrader makes its own."""
    return uuid4().hex


def shown(address: str) -> str:
    """An address as a message may show it: without the password."""
    return make_url(address).render_as_string(hide_password=True)


def first_line(error: Exception) -> str:
    """What the database itself said."""
    said = getattr(error, "orig", None) or error
    return str(said).strip().splitlines()[0].removeprefix("(sqlite3.OperationalError) ")
