"""Sandboxes for the tests: where a level is missing its tests are skipped, but never where CI promises to have it."""

import itertools
import json
import os
import shutil
from pathlib import Path

import pytest

from autograder.demo.students import students, text
from autograder.grade.gradebook import nbgrader_api
from autograder.grade.gradebook.settings import Course
from autograder.grade.wall import kernel
from dlcourse.exercises import CARDS
from tests.autograder.grade.whole_class import everyone, fresh, handed_in, safe, stock  # noqa: F401  # fixtures

ROOT = Path(__file__).parents[3]
WALLS = ("namespaces", "landlock")


def missing(level):
    """Why a level cannot be tested here; "" where it can."""
    if level == "namespaces" and shutil.which("bwrap") is None:
        return "bubblewrap is not installed"
    if level == "landlock" and not kernel.landlock_version():
        return "this kernel has no Landlock"
    return ""


@pytest.fixture(scope="session", params=WALLS)
def wall(request):
    """A level of isolation that this machine should have."""
    reason = missing(request.param)
    if reason and not os.environ.get("CI"):
        pytest.skip(reason)
    return request.param


LESSON = "01_perceptron"
NOTEBOOK = f"{LESSON}/{LESSON}.ipynb"


def handed_in_at(folder, settings=""):
    """A course's folder with a small class that has handed in; what each of them has earned. `settings` are added to the course's own."""
    config = (ROOT / "nbgrader_config.py").read_text(encoding="utf-8")
    folder.mkdir(exist_ok=True)
    (folder / "nbgrader_config.py").write_text(config + settings, encoding="utf-8")
    shutil.copytree(ROOT / "solutions" / "en" / LESSON, folder / "solutions" / "en" / LESSON)
    solution, lesson = (
        json.loads((ROOT / room / "en" / NOTEBOOK).read_text(encoding="utf-8")) for room in ("solutions", "lessons")
    )
    earned = {}
    for student in itertools.islice(students(solution, lesson, CARDS, quick=True), 9):
        file = folder / "submitted" / student.name / NOTEBOOK
        file.parent.mkdir(parents=True)
        file.write_text(text(student.notebook), encoding="utf-8")
        earned[student.name] = sum(student.points.values())
    return earned


@pytest.fixture(scope="session")
def a_class(tmp_path_factory):
    """A class that was released a lesson and has handed it in: the folder, and what each student has earned."""
    folder = tmp_path_factory.mktemp("a-class")
    earned = handed_in_at(folder)
    assert nbgrader_api.release(Course.at(folder), LESSON, "en") == ""
    return folder, earned


@pytest.fixture(scope="session")
def hand_in():
    """Makes a course's folder with a class that has handed in."""
    return handed_in_at
