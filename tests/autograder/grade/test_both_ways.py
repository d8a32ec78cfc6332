"""The same class graded by nbgrader as it comes and by nbgrader with our steps: the same gradebook, to the point."""

import contextlib
import json
import sqlite3

import nbformat
import pytest

from autograder.grade.gradebook.gradebook import scores
from autograder.grade.gradebook.settings import Course
from tests.autograder.grade.whole_class import LESSON, NOTEBOOK, grade

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("nbgrader")]


def test_both_ways_give_the_same_gradebook(stock, safe):
    folder, scores = safe
    assert scores == stock[1]
    page = (folder / "autograded" / "perfect" / NOTEBOOK).read_text(encoding="utf-8")
    assert page.count('data-exercise=\\"step\\"') == 1
    assert '"execute_result"' in page


def test_a_whole_class_at_once_gives_the_same_gradebook(fresh, stock, everyone, tmp_path_factory, monkeypatch):
    scratch = tmp_path_factory.mktemp("scratch")
    monkeypatch.setenv("TMPDIR", str(scratch))
    rows = grade(fresh)
    assert list(scratch.iterdir()) == []
    assert scores(Course.at(fresh), LESSON) == stock[1]
    assert {name: row.points for name, row in rows.items()} == {one.name: sum(one.points.values()) for one in everyone}
    page = json.loads((fresh / "autograded" / "perfect" / NOTEBOOK).read_text(encoding="utf-8"))
    nbformat.validate(nbformat.from_dict(page))
    known = [cell["metadata"]["nbgrader"]["grade_id"] for cell in page["cells"] if "nbgrader" in cell["metadata"]]
    assert len(known) == len(set(known))
    again = grade(fresh)
    assert all(row.skipped for row in again.values())
    assert not any(row.skipped for row in grade(fresh, force=True, only=["perfect"]).values())


ROWS = (
    "SELECT id, first_name, last_name, email, lms_user_id FROM student",
    "SELECT student_id, timestamp, extension, assignment.name FROM submitted_assignment s JOIN assignment ON assignment.id = s.assignment_id",
    "SELECT student_id, flagged, late_submission_penalty, notebook.name FROM submitted_notebook n JOIN notebook ON notebook.id = n.notebook_id JOIN submitted_assignment s ON s.id = n.assignment_id",
    "SELECT student_id, name, type, auto_score, manual_score, extra_credit, needs_manual_grade FROM grade g JOIN base_cell c ON c.id = g.cell_id JOIN submitted_notebook n ON n.id = g.notebook_id JOIN submitted_assignment s ON s.id = n.assignment_id",
    "SELECT student_id, name, type, auto_comment, manual_comment FROM comment d JOIN base_cell c ON c.id = d.cell_id JOIN submitted_notebook n ON n.id = d.notebook_id JOIN submitted_assignment s ON s.id = n.assignment_id",
)


def rows_of(folder):
    with contextlib.closing(sqlite3.connect(folder / "gradebook.db")) as book:
        return [sorted(map(repr, book.execute(asked))) for asked in ROWS]


def test_every_row_of_the_gradebook_is_the_one_that_nbgrader_writes(fresh, safe):
    grade(fresh)
    written = rows_of(fresh)
    for mine, theirs in zip(written, rows_of(safe[0]), strict=True):
        assert [row for row in mine if row not in theirs] == [row for row in theirs if row not in mine] == []
    assert all(len(found) >= 11 for found in written)
    grade(fresh, force=True)  # now the rows are there
    assert rows_of(fresh) == written
