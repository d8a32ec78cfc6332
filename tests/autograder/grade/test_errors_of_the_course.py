"""Functions that the grader hands to an answer: what they raise keeps its name behind the wall, and one that is handed on is itself."""

import json
import re
from pathlib import Path

import pytest

from autograder import demo
from autograder.demo.students import students, text
from autograder.grade.gradebook import nbgrader_api
from autograder.grade.gradebook.settings import Course
from dlcourse.exercises import CARDS

ROOT = Path(__file__).parents[3]

pytestmark = [pytest.mark.rest, pytest.mark.xdist_group("nbgrader")]


def graded(tmp_path, lesson, mistake):
    """The notebook of whoever made one known mistake, as grading leaves it."""
    path = f"{lesson}/{lesson}.ipynb"
    folder = demo.copied(ROOT, [lesson], "en", tmp_path / "class")
    course = Course.at(folder)
    assert not nbgrader_api.release(course, lesson, "en")
    pair = (demo.read(folder / room / "en" / path) for room in ("solutions", "lessons"))
    (one,) = [student for student in students(*pair, CARDS) if student.name == mistake]
    handed_in = folder / "submitted" / one.name / path
    handed_in.parent.mkdir(parents=True)
    handed_in.write_text(text(one.notebook), encoding="utf-8")
    assert [problem for _, problem in nbgrader_api.grade(course, lesson, "en", [one.name], demo.safest())] == [""]
    return demo.read(folder / "autograded" / one.name / path)


def test_a_mistake_that_an_exception_of_the_courses_own_tells_keeps_its_name(tmp_path):
    page = json.dumps(graded(tmp_path, "07_optimizers", "run--function-for-gradient"))
    assert re.findall(r'data-exercise=\\+"run\\+" data-diagnosis=\\+"([a-z-]+)', page) == ["function-for-gradient"]


def test_a_curve_that_an_answer_hands_to_the_courses_own_step_is_a_curve_there(tmp_path):
    """The walk downhill is right: with the course's own step in the place of the wrong one it earns everything."""
    cells = {cell["id"]: cell for cell in graded(tmp_path, "02_xor", "step-downhill--uphill")["cells"]}
    steps, walk = (json.dumps(cells[f"check-{name}"]["outputs"]) for name in ("step-downhill", "go-downhill"))
    assert ("One step down: not yet" in steps, "Walk until it is flat: passed" in walk) == (True, True)
