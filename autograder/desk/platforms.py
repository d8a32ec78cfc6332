"""Grades as platforms import them: `nbgrader export --exporter=autograder.export.Moodle`, or `autograder export moodle`.

An import takes an empty cell for "no grade any more", so there is none: where not everybody has a grade in every lesson, each
lesson gets a file of its own. A missing submission is not a zero unless the instructor says so.
"""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from traitlets import Bool, Unicode

from autograder.desk import grades
from autograder.desk.grades import Points
from autograder.desk.roster import Person
from autograder.grade.gradebook.plugins import ExportPlugin
from autograder.grade.gradebook.settings import Course
from dlcourse.files import write_whole

_BOM = "utf-8-sig"  # the platforms take it, and a spreadsheet shows Korean names only with it


class Platform(ExportPlugin):  # type: ignore[misc]  # nbgrader carries no types
    """What all exporters share: one row a student, one column a lesson, no cell without a grade."""

    missing_is_zero = Bool(False, help="write 0 for who did not hand in, instead of nothing").tag(config=True)
    folder = Unicode("", help="the class's folder, where its roster is; nbgrader's own if not named")
    default = ""

    def export(self, gradebook: Any) -> None:
        """nbgrader calls this with its gradebook."""
        its = grades.of(Course.at(self._root()))
        lessons = [one for one in sorted(its.graded) if self._is_asked(one, self.assignment)]
        people = {who: one for who, one in its.people.items() if self._is_asked(who, self.student)}
        points = its.points(lessons, missing_is_zero=self.missing_is_zero)
        self.write(people, points, its.most, Path(self.to or self.default))

    def write(
        self,
        people: Mapping[str, Person],
        points: Points,
        most: Mapping[str, float],
        target: Path,
        columns: Mapping[str, str] | None = None,
    ) -> list[Path]:
        """Write the file, or one a lesson where not everybody has everything; where they are."""
        made = []
        for part in grades.parts(people, points):
            text = io.StringIO()
            csv.writer(text).writerows(self.rows(part.people, part.points, most, columns or {}))
            made.append(target.with_stem(f"{target.stem}-{part.name}") if part.name else target)
            write_whole(made[-1], text.getvalue().encode(_BOM))
        return made

    def rows(
        self, people: Iterable[Person], points: Points, most: Mapping[str, float], columns: Mapping[str, str]
    ) -> list[Sequence[str]]:
        """The lines of the file. `points` is lesson -> student -> points, `most` what a lesson gives at most, `columns` what
        the platform calls a lesson.
        """
        raise NotImplementedError

    def _root(self) -> Path:
        course = getattr(self.parent, "coursedir", None)
        return Path(self.folder or (course.root if course else ".")).resolve()

    @staticmethod
    def _is_asked(name: str, asked: Sequence[Any]) -> bool:
        return not asked or name in map(str, asked)


def _written(points: Points, who: str) -> list[str]:
    return [f"{mine[who]:.10g}" for mine in points.values()]


class Moodle(Platform):
    """For Moodle's page "Import grades from CSV": map "ID number" or "Email address", then each lesson."""

    default = "moodle.csv"

    def rows(
        self, people: Iterable[Person], points: Points, most: Mapping[str, float], columns: Mapping[str, str]
    ) -> list[Sequence[str]]:
        """Points as they are: each lesson's task in Moodle has the same maximum."""
        header = ["ID number", "First name", "Last name", "Email address", *points]
        lines = [[one.id, one.first_name, one.last_name, one.email, *_written(points, one.id)] for one in people]
        return [header, *lines]


class Canvas(Platform):
    """For Canvas's page "Import grades": it makes a task for each lesson it does not know yet."""

    default = "canvas.csv"

    def rows(
        self, people: Iterable[Person], points: Points, most: Mapping[str, float], columns: Mapping[str, str]
    ) -> list[Sequence[str]]:
        """As Canvas's own export: the second line says what a lesson gives at most."""
        header = ["Student", "ID", "SIS Login ID", "Section", *(columns.get(lesson, lesson) for lesson in points)]
        lines = [
            [_last_first(one), one.platform_id, one.id, "", *_written(points, one.id)] for one in people
        ]  # fmt: skip
        return [header, ["    Points Possible", "", "", "", *(f"{most[lesson]:g}" for lesson in points)], *lines]


class Blackboard(Platform):
    """For Blackboard's "Upload grades": it knows people by "Username" and columns by their whole name."""

    default = "blackboard.csv"

    def rows(
        self, people: Iterable[Person], points: Points, most: Mapping[str, float], columns: Mapping[str, str]
    ) -> list[Sequence[str]]:
        """A column that Blackboard does not know becomes a new one."""
        header = ["Last Name", "First Name", "Username", "Student ID", *(columns.get(one, one) for one in points)]
        lines = [
            [one.last_name, one.first_name, _account(one), one.id, *_written(points, one.id)] for one in people
        ]  # fmt: skip
        return [header, *lines]


class Brightspace(Platform):
    """For Brightspace's "Import grades": "OrgDefinedId" with its sign, "Points Grade" behind an item's name, a mark at the end."""

    default = "brightspace.csv"

    def rows(
        self, people: Iterable[Person], points: Points, most: Mapping[str, float], columns: Mapping[str, str]
    ) -> list[Sequence[str]]:
        """Items have to be there already, by the lesson's name or the one that is given."""
        items = [columns.get(one) or f"{one} Points Grade" for one in points]
        lines = [[f"#{one.id}", f"#{_account(one)}", *_written(points, one.id), "#"] for one in people]
        return [["OrgDefinedId", "Username", *items, "End-of-Line Indicator"], *lines]


PLATFORMS: dict[str, type[Platform]] = {
    "moodle": Moodle, "canvas": Canvas, "blackboard": Blackboard, "brightspace": Brightspace
}  # fmt: skip


def _last_first(one: Person) -> str:
    return ", ".join(filter(None, (one.last_name, one.first_name))) or one.id


def _account(one: Person) -> str:
    """What a platform lets somebody log in by, as far as the roster says it."""
    return one.account.split()[0] if one.account else one.email.partition("@")[0] or one.id
