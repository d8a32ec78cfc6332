"""What coming late costs, as nbgrader asks for it: a part of the points for every day that has begun."""

from math import ceil
from typing import Any

from nbgrader.plugins import LateSubmissionPlugin
from traitlets import Float

_DAY = 24 * 60 * 60


class PerDay(LateSubmissionPlugin):  # type: ignore[misc]  # nbgrader carries no types
    """Takes `percent` of the points earned for each day, never more than all of them."""

    percent = Float(10.0, help="percent of the points, for each day that has begun").tag(config=True)

    def late_submission_penalty(self, student_id: str, score: float, total_seconds_late: float) -> Any:
        """nbgrader calls this for every submission that came late."""
        return min(score, score * self.percent / 100 * ceil(total_seconds_late / _DAY))
