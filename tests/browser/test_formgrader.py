"""nbgrader's formgrader in JupyterLab, as an instructor opens it with one line: from the lesson to a point in the exported table."""

import csv
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "planted"))

import harness
from formgrading import fetched, give
from pages import HOSTILE  # found by the line above

from autograder import build
from autograder.build import freshness
from autograder.demo.students import students, text
from autograder.grade.gradebook import nbgrader_api
from autograder.grade.gradebook.pages import NOTED
from autograder.grade.gradebook.settings import Course
from dlcourse.exercises import CARDS

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("formgrader")]

ROOT = Path(__file__).parents[2]
LESSON = "01_perceptron"
ROOT_MAY = ["--allow-root"] if os.geteuid() == 0 else []
NOTEBOOK = f"{LESSON}/{LESSON}.ipynb"


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """A course with one submission, whose cells would act in the instructor's browser if they could."""
    course = tmp_path_factory.mktemp("desk") / "work"
    course.mkdir()
    shutil.copy(ROOT / "nbgrader_config.py", course)
    source = next(path for path in build.sources(ROOT) if path.stem == LESSON)
    freshness.write(build.notebooks(source, CARDS), course)
    assert nbgrader_api.release(Course.at(course), LESSON, "en") == ""
    solution, lesson = (
        json.loads((course / room / "en" / NOTEBOOK).read_text("utf-8")) for room in ("solutions", "lessons")
    )
    made = next(students(solution, lesson, CARDS)).notebook
    acting = [
        {"cell_type": "markdown", "id": f"acts-{i}", "metadata": {}, "source": words} for i, words in enumerate(HOSTILE)
    ]
    file = course / "submitted" / "kim" / NOTEBOOK
    file.parent.mkdir(parents=True)
    file.write_text(text(made | {"cells": made["cells"] + acting}), encoding="utf-8")
    return course


@pytest.fixture(scope="module")
def desk(course):
    """JupyterLab as an instructor starts it, in the course's folder."""
    with harness.jupyterlab(
        course.parent, instead=[str(Path(sys.executable).parent / "jupyter-lab"), "--no-browser", *ROOT_MAY]
    ) as running:
        yield running


def test_an_instructor_grades_a_submission_in_formgrader(desk, course, browser, artefacts):
    window = harness.Window.open(browser, desk)
    page = window.page
    try:
        assert window.page.evaluate("() => window.jupyterapp.commands.hasCommand('nbgrader:open-formgrader')")
        page.goto(f"{desk.address}formgrader/manage_assignments")
        page.get_by_role("link", name=LESSON).first.wait_for()
        page.screenshot(path=artefacts / "formgrader-lessons.png")

        page.goto(f"{desk.address}formgrader/manage_submissions/{LESSON}")
        page.locator("td.autograde a").first.click()
        page.get_by_text("Successfully autograded").first.wait_for(timeout=5 * harness.SECONDS * 1000)
        noted = json.loads((course / "autograded" / "kim" / NOTEBOOK).read_text("utf-8"))["metadata"][NOTED]
        assert noted["isolation"] in ("namespaces", "landlock")
        assert noted["scores"]["check-step"]["points"] == 2.0

        page.goto(f"{desk.address}formgrader/gradebook/{LESSON}/{LESSON}")
        page.locator("a[href*='/formgrader/submissions/']").first.click()
        fetched(page)
        page.locator(".dlcourse-report").first.wait_for()
        assert page.locator("math").count() > 0, "formulas need no other server"
        assert page.title() != "hit"
        page.screenshot(path=artefacts / "formgrader-submission.png")
        give(page, page.locator("#why-one-line.score"), "grade", "3")
        assert page.title() != "hit"
        assert window.unlucky() == {}
    finally:
        page.context.close()
    exported = subprocess.run(
        [Path(sys.executable).parent / "nbgrader", "export"], cwd=course, capture_output=True, text=True, timeout=120
    )
    assert exported.returncode == 0, exported.stderr
    with (course / "grades.csv").open(encoding="utf-8") as file:
        (row,) = csv.DictReader(file)
    exercises = sum(
        CARDS[cell["id"]].points
        for cell in json.loads((course / "lessons/en" / NOTEBOOK).read_text("utf-8"))["cells"]
        if cell["id"] in CARDS
    )
    assert (row["student_id"], float(row["score"])) == ("kim", exercises + 3.0)
