"""nbgrader's plugins, for those who build on them outside this room: how late work costs, how grades are written out, how
its exchange is collected.
"""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from nbgrader.exchange import ExchangeError
from nbgrader.exchange.default import ExchangeCollect
from nbgrader.plugins import CsvExportPlugin, ExportPlugin, LateSubmissionPlugin
from nbgrader.preprocessors import AssignLatePenalties
from traitlets import Float

from autograder.grade.gradebook.late_rule import per_day
from autograder.grade.gradebook.settings import Course

__all__ = ["ExchangeCollect", "ExchangeError", "ExportPlugin", "PerDay", "late_plugin", "write_csv"]


class PerDay(LateSubmissionPlugin):  # type: ignore[misc]  # nbgrader carries no types
    """Takes `percent` of the points earned for each day, never more than all of them."""

    percent = Float(10.0, help="percent of the points, for each day that has begun").tag(config=True)

    def late_submission_penalty(self, student_id: str, score: float, total_seconds_late: float) -> Any:
        """nbgrader calls this for every submission that came late."""
        return per_day(score, self.percent, total_seconds_late)


def late_plugin(course: Course) -> Callable[[str, float, float], Any]:
    """The method for coming late that the course's settings name, as nbgrader makes it."""
    step = AssignLatePenalties(config=course.settings)
    step.init_plugin()
    method: Callable[[str, float, float], Any] = step.plugin_inst.late_submission_penalty
    return method


def write_csv(book: Any, path: Path, lessons: Sequence[str]) -> None:
    """nbgrader's own table of grades."""
    CsvExportPlugin(to=str(path), assignment=list(lessons)).export(book)
