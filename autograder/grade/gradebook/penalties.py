"""What coming late costs, worked out for a whole class at once from the times and points that the gradebook holds.

Nothing is run or read again for it, so it is done whenever something may have changed: a date, a rule, an exception, a time,
points that a person gave. Unknown times cost nothing.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, bindparam, create_engine, select, update
from sqlalchemy.exc import DBAPIError

from autograder.errors import CourseError
from autograder.grade.gradebook import tables
from autograder.grade.gradebook.address import first_line, shown
from autograder.grade.gradebook.late_rule import per_day
from autograder.grade.gradebook.rules import Rules
from autograder.grade.gradebook.settings import Course

_SETTINGS = ("AssignLatePenalties", "LateSubmissionPlugin", "PerDay")
Plugin = Callable[[str, float, float], Any]


@dataclass(frozen=True)
class Worked:
    """One hand-in: when it came and was due, what holds for it, its points and what is taken off them."""

    lesson: str
    student: str
    time: datetime | None
    due: datetime | None
    late: str | None
    counts: str
    score: float
    penalty: float
    before: float
    seconds: float

    @property
    def changed(self) -> bool:
        """Whether the gradebook said something else before."""
        return abs(self.penalty - self.before) > 1e-9


def work_out(course: Course, lessons: Iterable[str] = (), rules: Rules | None = None) -> list[Worked]:
    """Work out every penalty of these lessons, or of all, and enter those that are new; a row for each hand-in."""
    if course.has_no_book:
        return []
    engine = create_engine(course.address)
    try:
        with engine.begin() as connection:
            return _all(connection, course, set(lessons), rules or Rules.at(course.folder))
    except DBAPIError as error:
        raise CourseError(
            where=shown(course.address),
            what=f"the penalties could not be entered into the gradebook ({first_line(error)})",
            fix="close what else uses it, or start its server, then run the command again",
        ) from error
    finally:
        engine.dispose()


def _all(connection: Connection, course: Course, lessons: set[str], rules: Rules) -> list[Worked]:
    assigned = {
        one.id: (one.name, one.duedate)
        for one in connection.execute(select(tables.assignment))
        if not lessons or one.name in lessons
    }
    notebooks: dict[str, list[Any]] = defaultdict(list)
    for one in connection.execute(select(tables.submitted)):
        notebooks[one.assignment_id].append(one)
    scores = _scores(connection)
    found, penalties, extensions = [], [], []
    plugin = _Settings(course)
    for its in connection.execute(select(tables.submission)):
        if its.assignment_id not in assigned or its.id not in notebooks:
            continue
        lesson, everybodys = assigned[its.assignment_id]
        standing = rules.of(lesson, its.student_id, _aware(everybodys))
        due = None if standing.due is None else standing.due.astimezone(UTC).replace(tzinfo=None)
        extension = its.extension
        if rules.concerns(lesson, its.student_id):
            extension = due - everybodys if due and everybodys and due != everybodys else None
        elif extension is not None and everybodys is not None:  # entered by another program
            due = everybodys + extension
        if extension != its.extension:
            extensions.append({"row": its.id, "extension": extension})
        seconds = max(0.0, (its.timestamp - due).total_seconds()) if its.timestamp and due else 0.0
        before = after = score = 0.0
        for one in notebooks[its.id]:
            mine = scores.get(one.id, 0.0)
            taken = _taken(standing.late, its.student_id, mine, seconds, plugin) if seconds > 0 else None
            if taken != one.late_submission_penalty:
                penalties.append({"row": one.id, "late_submission_penalty": taken})
            before += one.late_submission_penalty or 0.0
            after += taken or 0.0
            score += mine
        found.append(
            Worked(
                lesson,
                its.student_id,
                _aware(its.timestamp),
                _aware(due),
                standing.late,
                standing.counts,
                score,
                after,
                before,
                seconds,
            )
        )
    _every(connection, tables.submitted, "late_submission_penalty", penalties)
    _every(connection, tables.submission, "extension", extensions)
    return sorted(found, key=lambda one: (one.lesson, one.student))


def _aware(when: datetime | None) -> datetime | None:
    return None if when is None else when.replace(tzinfo=UTC)


def _scores(connection: Connection) -> Mapping[str, float]:
    """notebook -> its points, as nbgrader adds them up: a person's are the last word."""
    found: dict[str, float] = defaultdict(float)
    for one in connection.execute(select(tables.grade)):
        points = one.auto_score if one.manual_score is None else one.manual_score
        if points is not None:
            found[one.notebook_id] += points + (one.extra_credit or 0.0)
    return found


def _taken(rule: str | None, student: str, score: float, seconds: float, plugin: "_Settings") -> float | None:
    if rule is None:
        taken = plugin(student, score, seconds)
        return None if taken is None else min(max(0.0, float(taken)), score)
    if rule == "none":
        return None
    return score if rule == "zero" else per_day(score, float(rule), seconds)


class _Settings:
    """The rule that the class's `nbgrader_config.py` names, by nbgrader's own plugin."""

    def __init__(self, course: Course) -> None:
        self._course = course
        self._plugin: Plugin | None = None

    def __call__(self, student: str, score: float, seconds: float) -> Any:
        if not any(name in self._course.settings for name in _SETTINGS):
            return None
        if self._plugin is None:
            from autograder.grade.gradebook.plugins import late_plugin  # nbgrader takes a second to import

            self._plugin = late_plugin(self._course)
        return self._plugin(student, score, seconds)


def _every(connection: Connection, table: Any, column: str, rows: list[dict[str, Any]]) -> None:
    if rows:
        change = update(table).where(table.c.id == bindparam("row"))
        connection.execute(change.values({column: bindparam(column, type_=table.c[column].type)}), rows)
