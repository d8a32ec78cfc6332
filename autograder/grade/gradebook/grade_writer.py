"""Grading's own way into nbgrader's gradebook: a submission's grades in, one transaction a submission.

A test holds every row that is written here against the one that nbgrader would have written.
"""

import time
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any, TypeVar
from uuid import uuid4

from sqlalchemy import Connection, bindparam, create_engine, insert, select, text, update
from sqlalchemy.exc import DBAPIError

from autograder.errors import CourseError
from autograder.grade.gradebook import grade_rule, seen, tables
from autograder.grade.gradebook.address import first_line, shown
from autograder.grade.gradebook.released_cells import Released
from autograder.grade.handed_in.timestamp import moment

Done = TypeVar("Done")
_PATIENCE = (0.2, 1.0, 3.0)  # seconds between tries to write into a database that somebody else holds
_LOCK_SECONDS = 5.0  # that one try waits for a file which somebody writes to


class GradeWriter:
    """Writes one lesson's grades, as nbgrader's own step would: a person's points stay, theirs is the last word.

    The connection stays open for a whole class. Use it in a `with` block.
    """

    def __init__(self, address: str, lesson: str) -> None:
        self.address, self.lesson = address, lesson
        self._open: tuple[Connection, Released] | None = None

    def save(self, student: str, record: Mapping[str, Any], timestamp: str) -> None:
        """Write one submission's grades."""
        self._in_one(
            student,
            lambda connection, released: self._save(connection, released, student, record, _moment(timestamp)),
        )

    def came(self, student: str, timestamp: str) -> bool:
        """Enter when a submission came that was graded before; says whether the gradebook had another time."""
        return self._in_one(
            student, lambda connection, released: self._came(connection, released, student, _moment(timestamp))
        )

    def _in_one(self, student: str, work: Callable[[Connection, Released], Done]) -> Done:
        """Write into the gradebook, and wait where somebody else does."""
        for wait in (*_PATIENCE, None):
            try:
                connection, released = self._opened()
                with connection.begin():  # a submission is written whole or not at all
                    return work(connection, released)
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
    ) -> None:
        if connection.execute(select(tables.student.c.id).where(tables.student.c.id == student)).first() is None:
            connection.execute(insert(tables.student), {"id": student})
        known = self._known(connection, released, student)
        if known is None:
            self._create(connection, released, student, record, when)
        else:  # a time that is not known any more is not used any more
            here = update(tables.submission).where(tables.submission.c.id == known.id)
            connection.execute(here, {"timestamp": when})
            self._change(connection, released, known.id, record)

    def _came(self, connection: Connection, released: Released, student: str, when: datetime | None) -> bool:
        known = self._known(connection, released, student)
        if known is None or known.timestamp == when:
            return False
        connection.execute(update(tables.submission).where(tables.submission.c.id == known.id), {"timestamp": when})
        return True

    @staticmethod
    def _known(connection: Connection, released: Released, student: str) -> Any:
        mine = tables.submission.c.assignment_id == released.assignment, tables.submission.c.student_id == student
        return connection.execute(select(tables.submission.c.id, tables.submission.c.timestamp).where(*mine)).first()

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
            {"id": _number(), "notebook_id": notebook, "cell_id": cell}
            | _graded(released, name, record, by_hand=False, read=False)
            for cell, name in released.graded.items()
        ]
        comments = [
            {"id": _number(), "notebook_id": notebook, "cell_id": cell} | _commented(released, name, record)
            for cell, name in released.commented.items()
        ]
        _every(connection, insert(tables.grade), grades)
        _every(connection, insert(tables.comment), comments)
        seen.note(connection, {row["id"]: _asked(released, row["cell_id"], record) for row in grades})

    def _change(self, connection: Connection, released: Released, submission: str, record: Mapping[str, Any]) -> None:
        """The rows of somebody who was graded before."""
        asked = select(tables.submitted.c.id).where(
            tables.submitted.c.assignment_id == submission, tables.submitted.c.notebook_id == released.notebook
        )
        notebook = connection.execute(asked).scalar_one()
        here = update(tables.submitted).where(tables.submitted.c.id == notebook)
        connection.execute(here, {"late_submission_penalty": None})
        rows = connection.execute(select(tables.grade).where(tables.grade.c.notebook_id == notebook)).all()
        prints = {row.id: _asked(released, row.cell_id, record) for row in rows}
        same = seen.unchanged(connection, prints)
        grades = [
            {"row": row.id}
            | _graded(
                released,
                released.graded[row.cell_id],
                record,
                by_hand=(by_hand := row.manual_score is not None),
                read=by_hand and not row.needs_manual_grade and row.id in same,
            )
            for row in rows
        ]
        asked = select(tables.comment.c.id, tables.comment.c.cell_id).where(tables.comment.c.notebook_id == notebook)
        comments = [
            {"row": row.id} | _commented(released, released.commented[row.cell_id], record)
            for row in connection.execute(asked)
        ]
        _every(connection, update(tables.grade).where(tables.grade.c.id == bindparam("row")), grades)
        _every(connection, update(tables.comment).where(tables.comment.c.id == bindparam("row")), comments)
        seen.note(connection, prints)

    def _opened(self) -> tuple[Connection, Released]:
        if self._open is None:
            connection = create_engine(self.address).connect()
            try:
                if self.address.startswith("sqlite:"):
                    connection.execute(text(f"PRAGMA busy_timeout = {1000 * _LOCK_SECONDS:.0f}"))
                seen.ready(connection)
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


def _moment(timestamp: str) -> datetime | None:
    return moment(timestamp) if timestamp else None


def _asked(released: Released, cell: str, record: Mapping[str, Any]) -> str:
    name = released.graded[cell]
    return seen.digest(record, name, (released.sources.get(one, "") for one in (f"ask-{name}", name)))


def _graded(released: Released, name: str, record: Mapping[str, Any], *, by_hand: bool, read: bool) -> dict[str, Any]:
    """What the gradebook is to say of a cell that has points; `read`: a person saw this very answer and gave points."""
    if name in record["scores"]:
        points = grade_rule.judged(record, name)
    else:
        points = grade_rule.in_words(record, name, released.sources.get(name))
    return {"auto_score": points, "needs_manual_grade": grade_rule.waits(record, points, by_hand=by_hand, read=read)}


def _commented(released: Released, name: str, record: Mapping[str, Any]) -> dict[str, Any]:
    silent = grade_rule.is_empty(record, name, released.sources.get(name)) or name in record.get("untouched", ())
    return {"auto_comment": grade_rule.NO_ANSWER if silent else None}


def _every(connection: Connection, statement: Any, rows: Sequence[Mapping[str, Any]]) -> None:
    if rows:
        connection.execute(statement, rows)


def _number() -> str:
    """A number for a row, made as nbgrader makes its own."""
    return uuid4().hex
