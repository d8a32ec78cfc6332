"""Grades as Moodle and Canvas import them: `nbgrader export --exporter=autograder.export.Moodle`,
or `autograder export moodle`.

A grade nobody has given stays empty, which both platforms take for "no change"; a missing submission is not a zero
unless the instructor says so.
"""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from traitlets import Bool, Unicode

from autograder.desk import roster
from autograder.desk.roster import Person
from autograder.grade.gradebook.plugins import ExportPlugin
from dlcourse.files import write_whole

_BOM = "utf-8-sig"  # both platforms take it, and a spreadsheet shows Korean names only with it


class Platform(ExportPlugin):  # type: ignore[misc]  # nbgrader carries no types
    """What both exporters share: one row a student, one column a lesson."""

    missing_is_zero = Bool(False, help="write 0 for who did not hand in, instead of nothing").tag(config=True)
    folder = Unicode("", help="the class's folder, where its roster is; nbgrader's own if not named")
    default = ""

    def export(self, gradebook: Any) -> None:
        """nbgrader calls this with its gradebook."""
        lessons = [one for one in gradebook.assignments if one.notebooks and self._is_asked(one.name, self.assignment)]
        known = roster.known(self._root())
        people = [
            known.get(one.id) or Person(one.id, one.first_name or "", one.last_name or "", one.email or "")
            for one in gradebook.students
            if self._is_asked(one.id, self.student)
        ]
        points = {lesson.name: self._points(lesson) for lesson in lessons}
        most = {lesson.name: f"{lesson.max_score:g}" for lesson in lessons}
        target = Path(self.to or self.default)
        text = io.StringIO()
        csv.writer(text).writerows(self.rows(sorted(people, key=lambda one: one.id), points, most))
        write_whole(target, text.getvalue().encode(_BOM))

    def rows(
        self, people: Iterable[Person], points: Mapping[str, Mapping[str, str]], most: Mapping[str, str]
    ) -> list[Sequence[str]]:
        """The lines of the file. `points` is lesson -> student -> points, `most` what a lesson gives at most."""
        raise NotImplementedError

    def _points(self, lesson: Any) -> dict[str, str]:
        return {
            one.student.id: f"{max(0.0, one.score - (one.late_submission_penalty or 0.0)):.10g}"
            for one in lesson.submissions
        }

    def _root(self) -> Path:
        course = getattr(self.parent, "coursedir", None)
        return Path(self.folder or (course.root if course else "."))

    @staticmethod
    def _is_asked(name: str, asked: Sequence[Any]) -> bool:
        return not asked or name in map(str, asked)

    @property
    def _missing(self) -> str:
        return "0" if self.missing_is_zero else ""


class Moodle(Platform):
    """For Moodle's page "Import grades from CSV": map "ID number" or "Email address", then each lesson."""

    default = "moodle.csv"

    def rows(
        self, people: Iterable[Person], points: Mapping[str, Mapping[str, str]], most: Mapping[str, str]
    ) -> list[Sequence[str]]:
        """Points as they are: each lesson's task in Moodle has the same maximum."""
        header = ["ID number", "First name", "Last name", "Email address", *points]
        lines = [
            [one.id, one.first_name, one.last_name, one.email, *(by.get(one.id, self._missing) for by in points.values())]
            for one in people
        ]  # fmt: skip
        return [header, *lines]


class Canvas(Platform):
    """For Canvas's page "Import grades": it makes a task for each lesson it does not know yet."""

    default = "canvas.csv"

    def rows(
        self, people: Iterable[Person], points: Mapping[str, Mapping[str, str]], most: Mapping[str, str]
    ) -> list[Sequence[str]]:
        """As Canvas's own export: the second line says what a lesson gives at most."""
        header = ["Student", "ID", "SIS Login ID", "Section", *points]
        lines = [
            [
                ", ".join(filter(None, (one.last_name, one.first_name))) or one.id,
                one.platform_id,
                one.id,
                "",
                *(by.get(one.id, self._missing) for by in points.values()),
            ]
            for one in people
        ]
        return [header, ["    Points Possible", "", "", "", *most.values()], *lines]
