"""The few of nbgrader's tables that grading asks directly.

nbgrader's `Gradebook` takes a second to load and spends more time on a submission than judging does. Everything but
grading goes through nbgrader's own door, in `gradebook`.
"""

from typing import Any

from sqlalchemy import Boolean, DateTime, Float, Interval, String, TableClause, column, table


def _table(name: str, *texts: str, **others: Any) -> TableClause:
    return table(name, *(column(one, String) for one in texts), *(column(one, kind) for one, kind in others.items()))


assignment = _table("assignment", "id", "name", duedate=DateTime())
notebook = _table("notebook", "id", "name", "assignment_id")
source_cell = _table("source_cell", "name", "cell_type", "source", "checksum", "notebook_id")
cell = _table("base_cell", "id", "name", "type", "notebook_id")
grade_cell = _table("grade_cells", "id", max_score=Float())
student = _table("student", "id", "first_name")
submission = _table(
    "submitted_assignment", "id", "assignment_id", "student_id", timestamp=DateTime(), extension=Interval()
)
submitted = _table(
    "submitted_notebook", "id", "assignment_id", "notebook_id", flagged=Boolean(), late_submission_penalty=Float()
)
grade = _table(
    "grade", "id", "notebook_id", "cell_id", auto_score=Float(), manual_score=Float(), extra_credit=Float(),
    needs_manual_grade=Boolean(),
)  # fmt: skip
comment = _table("comment", "id", "notebook_id", "cell_id", "auto_comment")
GRADED, COMMENTED = ("GradeCell", "TaskCell"), ("SolutionCell", "TaskCell")
