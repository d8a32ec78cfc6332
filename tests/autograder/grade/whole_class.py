"""One class, graded by nbgrader as it comes, by nbgrader with our steps, and not yet; for the tests of a whole grading."""

import copy
import dataclasses
import itertools
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from autograder.demo.students import students, text
from autograder.grade.course import grade as grade_class
from autograder.grade.gradebook.gradebook import scores
from autograder.grade.gradebook.settings import Course
from dlcourse.exercises import CARDS

ROOT = Path(__file__).parents[3]
LESSON = "01_perceptron"
NOTEBOOK = f"{LESSON}/{LESSON}.ipynb"

# nbgrader's programming interface changes the working directory, so it runs in a process of its own
GRADE = """
import sys
from pathlib import Path
from nbgrader.apps import NbGraderAPI
from traitlets.config import Config
from autograder import config
c = Config()
config.configure(c, Path(sys.argv[1]), "en")
if sys.argv[2] == "stock":
    del c.Autograde["autograde_preprocessors"]
api = NbGraderAPI(config=c)
for work in (lambda: api.generate_assignment("01_perceptron"), *(lambda s=s: api.autograde("01_perceptron", s) for s in sys.argv[3:])):
    result = work()
    assert result["success"], result
"""


def course(folder, everyone):
    shutil.copy(ROOT / "nbgrader_config.py", folder)
    shutil.copytree(ROOT / "solutions" / "en" / LESSON, folder / "solutions" / "en" / LESSON)
    for student in everyone:
        handed_in = folder / "submitted" / student.name / NOTEBOOK
        handed_in.parent.mkdir(parents=True)
        handed_in.write_text(text(student.notebook), encoding="utf-8")
    (folder / "submitted" / "half" / LESSON / "timestamp.txt").write_text("2026-03-01 12:00:00 +0900", encoding="utf-8")


def graded(folder, way, everyone):
    names = [student.name for student in everyone]
    run = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", GRADE, str(folder), way, *names], capture_output=True, text=True, timeout=300, env=os.environ | {"HOME": str(folder)}
    )  # fmt: skip
    assert run.returncode == 0, run.stderr[-2000:]
    return scores(Course.at(folder), LESSON)


@pytest.fixture(scope="session")
def everyone():
    solution, lesson = (
        json.loads((ROOT / room / "en" / NOTEBOOK).read_text(encoding="utf-8")) for room in ("solutions", "lessons")
    )
    perfect, untouched, crashes = itertools.islice(students(solution, lesson, CARDS), 3)
    return [perfect, untouched, crashes, *(mistaken(perfect, *mistake) for mistake in MISTAKES)]


# a name, an answer to `step`, and its points
MISTAKES = (
    ("half", "def step(x):\n    return np.where(np.asarray(x) >= 0, 1, 0)", 1.5),
    ("flipped", "def step(x):\n    return np.where(np.asarray(x) > 0, 0, 1)", 0.0),
    ("true", "def step(x):\n    return np.asarray(x) > 0", 0.0),
    ("prints", "import sys\ndef step(x):\n    print('x', file=sys.stderr)\n    return np.where(np.asarray(x) > 0, 1, 0)", 2.0),
    ("nothing", "def step(x):\n    np.asarray(x) > 0", 0.0),
    ("raises", "def step(x):\n    return y", 0.0),
    ("changes", "def step(x):\n    x = np.asarray(x)\n    x *= 1.5\n    return np.where(x > 0, 1, 0)", 0.0),
    ("lambda", "step = lambda x: (np.asarray(x) > 0).astype(int)", 2.0),
)  # fmt: skip


def mistaken(perfect, name, step, earned):
    notebook = copy.deepcopy(perfect.notebook)
    for cell in notebook["cells"]:
        if cell["id"] == "step":
            cell["source"] = step
    return dataclasses.replace(perfect, name=name, notebook=notebook, points={**perfect.points, "step": earned})


@pytest.fixture(scope="session")
def stock(tmp_path_factory, everyone):
    """A class graded by nbgrader as it comes: the course's folder and its gradebook."""
    folder = tmp_path_factory.mktemp("stock")
    course(folder, everyone)
    return folder, graded(folder, "stock", everyone)


@pytest.fixture(scope="session")
def safe(tmp_path_factory, everyone):
    """The same, graded by nbgrader with our steps."""
    folder = tmp_path_factory.mktemp("safe")
    course(folder, everyone)
    return folder, graded(folder, "safe", everyone)


@pytest.fixture(scope="session")
def handed_in(tmp_path_factory, everyone):
    """The same class, released and handed in, not graded."""
    folder = tmp_path_factory.mktemp("handed-in")
    course(folder, everyone)
    graded(folder, "safe", [])
    return folder


@pytest.fixture
def fresh(tmp_path, handed_in):
    """A copy of it for one test."""
    shutil.copytree(handed_in, tmp_path, dirs_exist_ok=True)
    return tmp_path


def points(folder):
    return {
        name: {key: one.points for key, one in rows.items()} for name, rows in scores(Course.at(folder), LESSON).items()
    }


def grade(folder, **options):
    return {
        row.student: row
        for row in grade_class(Course.at(folder), LESSON, language="en", isolation="namespaces", workers=2, **options)
    }
