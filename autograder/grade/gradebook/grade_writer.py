"""Grading's own way into nbgrader's gradebook: a submission's grades in, one transaction a submission.

A test holds every row that is written here against the one that nbgrader would have written.
"""

import time
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import uuid4

from sqlalchemy import Connection, bindparam, create_engine, insert, select, text, update
from sqlalchemy.exc import DBAPIError

from autograder.errors import CourseError
from autograder.grade.gradebook import grade_rule, tables
from autograder.grade.gradebook.address import first_line, shown
from autograder.grade.gradebook.released_cells import Released
from autograder.grade.handed_in.timestamp import moment

_PATIENCE = (0.2, 1.0, 3.0)  # seconds between tries to write into a database that somebody else holds
_LOCK_SECONDS = 5.0  # that one try waits for a file which somebody writes to


class GradeWriter:
    """Writes one lesson's grades, as nbgrader's own step would: a person's points stay, theirs is the last word.

    The connection stays open for a whole class. Use it in a `with` block.
    """

    def __init__(self, address: str, lesson: str) -> None:
        self.address, self.lesson = address, lesson
        self._open: tuple[Connection, Released] | None = None

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
        released: Released,
        student: str,
        record: Mapping[str, Any],
        when: datetime | None,
    ) -> bool:
        if connection.execute(select(tables.student.c.id).where(tables.student.c.id == student)).first() is None:
            connection.execute(insert(tables.student), {"id": student})
        mine = tables.submission.c.assignment_id == released.assignment, tables.submission.c.student_id == student
        asked = select(tables.submission.c.id, tables.submission.c.timestamp, tables.submission.c.extension).where(
            *mine
        )
        known = connection.execute(asked).first()
        if known is None:
            extension = None
            self._create(connection, released, student, record, when)
        else:
            extension = known.extension
            if when is None:
                when = known.timestamp
            else:
                connection.execute(
                    update(tables.submission).where(tables.submission.c.id == known.id), {"timestamp": when}
                )
            self._change(connection, released, known.id, record)
        due = connection.execute(
            select(tables.assignment.c.duedate).where(tables.assignment.c.id == released.assignment)
        ).scalar()
        return bool(when and due and when > (due + extension if extension else due))

    def _create(
        self,
        connection: Connection,
        released: Released,
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
        connection.execute(insert(tables.submission), its)
        its = {"id": notebook, "assignment_id": submission, "notebook_id": released.notebook, "flagged": False}
        connection.execute(insert(tables.submitted), its)
        grades = [
            {"id": _number(), "notebook_id": notebook, "cell_id": cell} | _graded(released, name, record, by_hand=False)
            for cell, name in released.graded.items()
        ]
        comments = [
            {"id": _number(), "notebook_id": notebook, "cell_id": cell} | _commented(released, name, record)
            for cell, name in released.commented.items()
        ]
        _every(connection, insert(tables.grade), grades)
        _every(connection, insert(tables.comment), comments)

    def _change(self, connection: Connection, released: Released, submission: str, record: Mapping[str, Any]) -> None:
        """The rows of somebody who was graded before."""
        asked = select(tables.submitted.c.id).where(
            tables.submitted.c.assignment_id == submission, tables.submitted.c.notebook_id == released.notebook
        )
        notebook = connection.execute(asked).scalar_one()
        here = update(tables.submitted).where(tables.submitted.c.id == notebook)
        connection.execute(here, {"late_submission_penalty": None})
        asked = select(tables.grade.c.id, tables.grade.c.cell_id, tables.grade.c.manual_score).where(
            tables.grade.c.notebook_id == notebook
        )
        grades = [
            {"row": row.id}
            | _graded(released, released.graded[row.cell_id], record, by_hand=row.manual_score is not None)
            for row in connection.execute(asked)
        ]
        asked = select(tables.comment.c.id, tables.comment.c.cell_id).where(tables.comment.c.notebook_id == notebook)
        comments = [
            {"row": row.id} | _commented(released, released.commented[row.cell_id], record)
            for row in connection.execute(asked)
        ]
        _every(connection, update(tables.grade).where(tables.grade.c.id == bindparam("row")), grades)
        _every(connection, update(tables.comment).where(tables.comment.c.id == bindparam("row")), comments)

    def _opened(self) -> tuple[Connection, Released]:
        if self._open is None:
            connection = create_engine(self.address).connect()
            try:
                if self.address.startswith("sqlite:"):
                    connection.execute(text(f"PRAGMA busy_timeout = {1000 * _LOCK_SECONDS:.0f}"))
                self._open = connection, Released.find(connection, self.lesson, self.lesson)
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

    def __enter__(self) -> "GradeWriter":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _graded(released: Released, name: str, record: Mapping[str, Any], *, by_hand: bool) -> dict[str, Any]:
    """What the gradebook is to say of a cell that has points."""
    if name in record["scores"]:
        points = grade_rule.judged(record, name)
    else:
        points = grade_rule.in_words(record, name, released.sources.get(name))
    return {"auto_score": points, "needs_manual_grade": grade_rule.waits(record, points, by_hand=by_hand)}


def _commented(released: Released, name: str, record: Mapping[str, Any]) -> dict[str, Any]:
    silent = grade_rule.is_empty(record, name, released.sources.get(name)) or name in record.get("untouched", ())
    return {"auto_comment": grade_rule.NO_ANSWER if silent else None}


def _every(connection: Connection, statement: Any, rows: Sequence[Mapping[str, Any]]) -> None:
    if rows:
        connection.execute(statement, rows)


def _number() -> str:
    """A number for a row, made as nbgrader makes its own."""
    return uuid4().hex
