"""A function that the grader hands to an answer may raise an exception of the course's own; behind the wall it keeps its name."""

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
LESSON = "07_optimizers"
NOTEBOOK = f"{LESSON}/{LESSON}.ipynb"
MISTAKE = "run--function-for-gradient"


@pytest.mark.rest
@pytest.mark.xdist_group("nbgrader")
def test_a_mistake_that_such_an_exception_tells_keeps_its_name(tmp_path):
    folder = demo.copied(ROOT, [LESSON], "en", tmp_path / "class")
    course = Course.at(folder)
    assert not nbgrader_api.release(course, LESSON, "en")
    pair = (demo.read(folder / room / "en" / NOTEBOOK) for room in ("solutions", "lessons"))
    (one,) = [student for student in students(*pair, CARDS) if student.name == MISTAKE]
    handed_in = folder / "submitted" / one.name / NOTEBOOK
    handed_in.parent.mkdir(parents=True)
    handed_in.write_text(text(one.notebook), encoding="utf-8")
    assert [problem for _, problem in nbgrader_api.grade(course, LESSON, "en", [one.name], demo.safest())] == [""]
    page = json.dumps(demo.read(folder / "autograded" / one.name / NOTEBOOK))
    assert re.findall(r'data-exercise=\\+"run\\+" data-diagnosis=\\+"([a-z-]+)', page) == ["function-for-gradient"]
