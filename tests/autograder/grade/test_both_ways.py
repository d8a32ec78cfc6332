"""The same class graded by nbgrader as it comes and by nbgrader with our steps: the same gradebook, to the point."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from autograder.demo.students import students, text
from autograder.grade.gradebook import scores
from dlcourse.exercises import CARDS

ROOT = Path(__file__).parents[3]
LESSON = "01_perceptron"
NOTEBOOK = f"{LESSON}/{LESSON}.ipynb"

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("nbgrader")]

# nbgrader's programming interface changes the working directory, so it runs in a process of its own
GRADE = """
import sys
from pathlib import Path
from nbgrader.apps import NbGraderAPI
from traitlets.config import Config
from autograder import config
from autograder.grade import preprocessors
c = Config()
config.configure(c, Path(sys.argv[1]), "en")
c.Autograde.autograde_preprocessors = []
del c.Autograde["autograde_preprocessors"]
if sys.argv[2] == "safe":
    preprocessors.configure(c, "en")
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


def graded(folder, way, everyone):
    names = [student.name for student in everyone]
    run = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", GRADE, str(folder), way, *names], capture_output=True, text=True, timeout=300, env=os.environ | {"HOME": str(folder)}
    )  # fmt: skip
    assert run.returncode == 0, run.stderr[-2000:]
    return scores(folder, LESSON)


@pytest.fixture(scope="module")
def everyone():
    read = lambda room: json.loads((ROOT / room / "en" / NOTEBOOK).read_text(encoding="utf-8"))  # noqa: E731  # three words
    return list(students(read("solutions"), read("lessons"), CARDS, quick=True))


def test_both_ways_give_the_same_gradebook(tmp_path_factory, everyone):
    books, folders = {}, {}
    for way in ("stock", "safe"):
        folders[way] = tmp_path_factory.mktemp(way)
        course(folders[way], everyone)
        books[way] = graded(folders[way], way, everyone)
    assert books["safe"] == books["stock"]
    assert len(books["safe"]) == len(everyone)
    page = (folders["safe"] / "autograded" / "perfect" / NOTEBOOK).read_text(encoding="utf-8")
    assert page.count('data-exercise=\\"step\\"') == 1
    assert '"execute_result"' in page
