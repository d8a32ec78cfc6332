"""A copy of the course through nbgrader's own commands, as an instructor types them: no flags, from the course's folder."""

import csv
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from autograder import build
from autograder.build import freshness
from autograder.demo.students import students, text
from autograder.grade.gradebook.gradebook import scores
from autograder.grade.gradebook.settings import Course
from dlcourse.exercises import CARDS
from tests.answering import answering, get
from tests.ports import free_port

ROOT = Path(__file__).parents[2]
BIN = Path(sys.executable).parent
LESSON = "01_perceptron"
NOTEBOOK = f"{LESSON}/{LESSON}.ipynb"
QUESTIONS = {"why-one-line": 4.0}

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("nbgrader")]


@pytest.fixture(scope="module")
def env(tmp_path_factory):
    """Nobody's own settings, and programs found only by their full path, as `.venv/bin/nbgrader` is typed."""
    home = tmp_path_factory.mktemp("home")
    kept = {name: os.environ[name] for name in ("PYTHONPATH", "SYSTEMROOT", "TMPDIR") if name in os.environ}
    return kept | {
        "HOME": str(home),
        "PATH": os.defpath,
        "LANG": "C.UTF-8",
        "JUPYTER_CONFIG_DIR": str(home / "jupyter"),
    }


def nbgrader(course, env, *words):
    return subprocess.run([BIN / "nbgrader", *words], cwd=course, env=env, capture_output=True, text=True, timeout=300)


def read(file):
    return json.loads(file.read_text(encoding="utf-8"))


def damaged(notebook, *ids):
    """The notebook without some cells."""
    return notebook | {"cells": [cell for cell in notebook["cells"] if cell["id"] not in ids]}


@pytest.fixture(scope="module")
def course(tmp_path_factory, env):
    """A graded class of five in a copy of the course."""
    course = tmp_path_factory.mktemp("a copy")
    shutil.copy(ROOT / "nbgrader_config.py", course)
    source = next(path for path in build.sources(ROOT) if path.stem == LESSON)
    made = build.notebooks(source, CARDS)
    freshness.write(made, course)
    done = nbgrader(course, env, "generate_assignment", LESSON)
    assert done.returncode == 0, done.stderr
    assert (course / "lessons/en" / NOTEBOOK).read_text(encoding="utf-8") == made[f"lessons/en/{NOTEBOOK}"]
    someone = {
        s.name: s
        for s in students(
            read(course / "solutions/en" / NOTEBOOK), read(course / "lessons/en" / NOTEBOOK), CARDS, quick=True
        )
    }
    perfect = someone["perfect"].notebook
    handed_in = {name: someone[name].notebook for name in ("perfect", "untouched", "crashes")}
    handed_in["mistaken"] = next(s.notebook for name, s in someone.items() if "--" in name)
    handed_in["deleted"] = damaged(perfect, "step", "check-step", "check-perceptron", "why-one-line")
    for name, notebook in handed_in.items():
        file = course / "submitted" / name / NOTEBOOK
        file.parent.mkdir(parents=True)
        file.write_text(text(notebook), encoding="utf-8")
    for words in (["autograde", LESSON], ["generate_feedback", LESSON], ["export"]):
        done = nbgrader(course, env, *words)
        assert done.returncode == 0, done.stderr
    return course


def graded(course, student):
    """What nbgrader's gradebook says of the checks, by exercise."""
    found = scores(Course.at(course), LESSON)[student]
    return {name.removeprefix("check-"): score.points for name, score in found.items() if name.startswith("check-")}


def of_lesson(course):
    """The points of the lesson's graded exercises, in the lesson's order."""
    ids = [cell["id"] for cell in read(course / "lessons/en" / NOTEBOOK)["cells"]]
    return {name: CARDS[name].points for name in ids if name in CARDS and CARDS[name].points}


def test_the_perfect_student_earns_everything(course):
    assert graded(course, "perfect") == of_lesson(course)


def test_the_untouched_notebook_earns_nothing(course):
    assert set(graded(course, "untouched").values()) == {0.0}
    assert graded(course, "untouched").keys() == of_lesson(course).keys()


def test_a_broken_cell_costs_its_own_points_alone(course):
    full = of_lesson(course)
    assert graded(course, "crashes") == full | {next(iter(full)): 0.0}


def test_a_mistake_costs_its_own_points_and_is_named_on_the_feedback_page(course):
    card = CARDS[next(iter(of_lesson(course)))]
    wrong = card.misconceptions[0]
    found = graded(course, "mistaken")
    assert found.pop(card.id) < card.points
    assert found == {name: points for name, points in of_lesson(course).items() if name != card.id}
    page = (course / "feedback/mistaken" / LESSON / f"{LESSON}.html").read_text(encoding="utf-8")
    assert f'data-diagnosis="{wrong.name}"' in page
    assert wrong.hint.en.split("`")[0].split("'")[0][:30] in page


def test_deleted_cells_cost_no_more_than_what_they_held(course):
    assert graded(course, "deleted") == of_lesson(course) | {"step": 0.0}
    question = scores(Course.at(course), LESSON)["deleted"][next(iter(QUESTIONS))]
    assert question.by_hand, "a person looks whether the answer stands elsewhere"


def test_a_question_waits_for_a_person_unless_it_was_left_alone(course):
    for name, points in QUESTIONS.items():
        found = {student: book[name] for student, book in scores(Course.at(course), LESSON).items()}
        assert {score.most for score in found.values()} == {points}
        assert {score.points for score in found.values()} == {0.0}
        assert found["perfect"].by_hand
        assert not found["untouched"].by_hand


def test_the_export_has_one_row_a_student(course):
    with (course / "grades.csv").open(encoding="utf-8") as file:
        rows = {row["student_id"]: row for row in csv.DictReader(file)}
    most = sum(of_lesson(course).values()) + sum(QUESTIONS.values())
    assert {row["assignment"] for row in rows.values()} == {LESSON}
    assert {float(row["max_score"]) for row in rows.values()} == {most}
    assert {name: float(row["score"]) for name, row in rows.items()} == {
        name: sum(graded(course, name).values()) for name in ("perfect", "untouched", "crashes", "mistaken", "deleted")
    }


def test_a_cell_that_ends_the_process_does_not_stop_the_class(course, env):
    perfect = read(course / "submitted/perfect" / NOTEBOOK)
    deadly = damaged(perfect)
    deadly["cells"] = [c | {"source": "import os; os._exit(1)"} if c["id"] == "setup" else c for c in deadly["cells"]]
    for name, notebook in {"x-dies": deadly, "y-after-it": perfect}.items():
        file = course / "submitted" / name / NOTEBOOK
        file.parent.mkdir(parents=True)
        file.write_text(text(notebook), encoding="utf-8")
    done = nbgrader(course, env, "autograde", LESSON)
    assert done.returncode == 0, done.stderr
    assert graded(course, "x-dies").keys() == of_lesson(course).keys()
    said = (course / "autograded/x-dies" / NOTEBOOK).read_text(encoding="utf-8")
    number = [cell["id"] for cell in deadly["cells"]].index("setup") + 1
    assert f"Cell {number} ended the notebook&#x27;s process or would not stop;" in said
    assert graded(course, "y-after-it") == of_lesson(course)


def test_korean_is_one_environment_variable_away(course, env):
    before = (course / "lessons/ko" / NOTEBOOK).read_bytes()
    (course / "lessons/ko" / NOTEBOOK).unlink()
    done = nbgrader(course, env | {"DLCOURSE_LANG": "ko"}, "generate_assignment", LESSON, "--db", "sqlite:///korean.db")
    assert done.returncode == 0, done.stderr
    assert (course / "lessons/ko" / NOTEBOOK).read_bytes() == before


# --- formgrader -----------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def server(course, env):
    """JupyterLab on the course's folder; a function that gets a page from it."""
    words = ["--no-browser", f"--ServerApp.port={free_port()}", "--ServerApp.port_retries=0"]
    root = ["--allow-root"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    log = course / "server.log"
    with log.open("w") as file:
        lab = subprocess.Popen([BIN / "jupyter-lab", *words, *root], cwd=course, env=env, stdout=file, stderr=file)
    try:
        running = answering(lab, Path(env["HOME"]) / ".local/share/jupyter/runtime", log)
        yield lambda path: get(running, path)[0]
    finally:
        lab.terminate()
        lab.wait(120)


def test_formgrader_shows_the_lesson(server):
    assert "<title>nbgrader formgrade</title>" in server("formgrader/manage_assignments")
    found = {one["name"]: one for one in json.loads(server("formgrader/api/assignments"))}
    assert found[LESSON]["num_submissions"] >= 5
    assert found[LESSON]["source_path"] == f"solutions/en/{LESSON}"
    assert found[LESSON]["release_path"] == f"lessons/en/{LESSON}"


def test_the_grader_sees_answer_model_answer_and_rubric_side_by_side(server):
    submissions = json.loads(server(f"formgrader/api/submitted_notebooks/{LESSON}/{LESSON}"))
    perfect = next(one for one in submissions if one["student"] == "perfect")
    page = server(f"formgrader/submissions/{perfect['id']}/")
    places = [
        page.rindex(part) for part in ("For the grader: model answer", "For the grader: rubric", "Student's answer")
    ]
    assert places == sorted(places)
