"""The demo: students who make exactly the mistakes on the cards, and a table that notices any surprise."""

import ast
import dataclasses
import functools
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from autograder import build, demo
from autograder.build import splice
from autograder.build.freshness import write
from autograder.demo import mistakes
from autograder.demo.students import Student, names_in, students
from autograder.errors import CourseError
from autograder.grade.gradebook.gradebook import Score
from dlcourse.exercises import CARDS, verdict_on

ROOT = Path(__file__).parents[2]
LESSON = "01_perceptron"

SCALE = 3.0
TABLE = np.array([1.0, 2.0])


def helper(x):
    return x * SCALE


def factory(shift):
    def shifted(x):
        return helper(x) + shift

    return shifted


def uses_table(x: Any) -> Path:
    """A docstring."""
    return [functools.reduce(max, row) for row in np.outer(x, TABLE)]


PAIR = (lambda x: x + 1, lambda x: (lambda y: y * SCALE)(x) + np.linalg.norm(x))
WRITTEN = {"first of two": PAIR[0], "second of two": PAIR[1], "closure": factory(0.5), "function": uses_table}


@pytest.mark.parametrize("function", WRITTEN.values(), ids=WRITTEN)
def test_a_wrong_function_stands_alone_in_its_cell(function):
    notebook = {"np", "helper", "functools"}  # where helper and functools are something else
    names = {"np": np, "helper": None, "functools": None}
    cell = mistakes.cell(function, "answer", notebook)
    exec(cell, names)
    x = np.array([0.5, -2.0])
    np.testing.assert_array_equal(names["answer"](x), function(x))
    assert names["helper"] is names["functools"] is None


def test_a_wrong_function_that_no_cell_can_hold_is_refused():
    thing = object()
    with pytest.raises(CourseError) as caught:
        mistakes.cell(lambda x: thing, "answer", set())
    line = sys._getframe().f_lineno - 1
    assert str(caught.value) == (
        f'error: {__file__}:{line}: a wrong function uses "thing", whose type object no cell can hold\n'
        "fix:   use functions, modules and plain values"
    )
    with pytest.raises(CourseError) as caught:
        mistakes.cell(np.add, "answer", set())
    assert str(caught.value) == (
        f"error: {np.add!r}: a wrong function is not a plain function\nfix:   write it with def or lambda"
    )


@functools.cache
def lessons():
    """All names that cells of any lesson give to those after them, where they may mean anything; and what they import, which means one thing."""
    found, imported = set(), {}
    for source in build.sources(ROOT):
        made = json.loads(build.notebooks(source, CARDS)[f"solutions/en/{source.stem}/{source.stem}.ipynb"])
        found |= names_in(made)
        for cell in made["cells"]:
            if cell["cell_type"] == "code":
                for line in ast.parse("".join(cell["source"])).body:
                    if isinstance(line, ast.Import | ast.ImportFrom):
                        exec(ast.unparse(line), imported)
    return found, imported


@pytest.mark.rest  # 650 of them; the contracts judge the same mistakes in the fast tier
@pytest.mark.parametrize(
    ("card", "wrong"),
    [
        pytest.param(card, wrong, id=f"{card.id}--{wrong.name}")
        for card in CARDS.values()
        for wrong in card.misconceptions
    ],
)
def test_every_mistake_on_a_card_can_be_handed_in(card, wrong):
    """Written as a cell among the course's answers, it is diagnosed as itself."""
    theirs, imported = lessons()
    names = imported | {CARDS[other].name: CARDS[other].reference for other in CARDS}
    cell = mistakes.cell(wrong.wrong, card.name, set(names) | theirs)
    home = card.reference.__module__.rpartition(".")[2]
    assert f"{home}.{card.name}(" not in cell, "whoever calls the course's own answer has borrowed it, whatever follows"
    exec(cell, names)
    handed_in, meant = verdict_on(card.id, names[card.name], seed=1), verdict_on(card.id, wrong.wrong, seed=1)
    assert (handed_in.diagnosis, handed_in.points) == (wrong.name, meant.points)


# --- the class ------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def notebooks():
    source = next(path for path in build.sources(ROOT) if path.stem == LESSON)
    made = build.notebooks(source, CARDS)
    return [json.loads(made[f"{room}/en/{LESSON}/{LESSON}.ipynb"]) for room in ("solutions", "lessons")]


def test_there_is_one_student_for_every_mistake(notebooks):
    everyone = {student.name: student for student in students(*notebooks, CARDS)}
    taught = everyone["perfect"].points
    mistaken = {
        f"{card.id}--{wrong.name}" for card in CARDS.values() if card.id in taught for wrong in card.misconceptions
    }
    assert set(everyone) == mistaken | {"perfect", "untouched", "crashes"}
    assert everyone["untouched"].notebook == notebooks[1]
    assert all(student.points != taught for name, student in everyone.items() if name != "perfect")


def test_students_write_no_markers(notebooks):
    for student in students(*notebooks, CARDS, quick=True):
        assert splice.BEGIN not in json.dumps(student.notebook)


def test_quick_takes_one_mistake_an_exercise(notebooks):
    everyone = list(students(*notebooks, CARDS, quick=True))
    assert len(everyone) == 3 + len(everyone[0].points)


def test_a_surprise_is_noticed_and_told():
    student = Student("step--minus", {}, {"step": 1.0, "gate": 2.0}, {"step": "minus"})
    book = {"check-step": Score(1.0, 2.0, False), "check-gate": Score(2.0, 2.0, False)}
    assert demo._as_expected(student, book, {"step": "minus"})
    assert not demo._as_expected(student, book, {"step": "other"})
    generous = book | {"check-step": dataclasses.replace(book["check-step"], points=2.0)}
    assert not demo._as_expected(student, generous, {"step": "minus"})
    assert demo._surprise(student, generous, {}) == (
        "step--minus: expected 3 (1, 2; step: minus), but got 4 (2, 2; no diagnosis)"
    )


@pytest.mark.slow
@pytest.mark.xdist_group("demo")
@pytest.mark.parametrize("language", ["en", "ko"])
def test_the_demo_grades_a_class_and_shows_the_table(language, tmp_path, notebooks):
    course, folder = tmp_path / "course", tmp_path / "demo"
    course.mkdir()
    (course / "nbgrader_config.py").write_bytes((ROOT / "nbgrader_config.py").read_bytes())
    source = next(path for path in build.sources(ROOT) if path.stem == LESSON)
    write(build.notebooks(source, CARDS), course)
    command = [Path(sys.executable).parent / "autograder", "demo", "--quick", "--lang", language, "--folder", folder]
    env = {name: value for name, value in os.environ.items() if name != "DLCOURSE_LANG"} | {"PATH": os.defpath}
    done = subprocess.run(command, cwd=course, env=env, capture_output=True, text=True, timeout=300)
    assert (done.returncode, done.stderr) == (0, "")
    everyone = list(students(*notebooks, CARDS, quick=True))
    for student in everyone:
        row = next(line.split() for line in done.stdout.splitlines() if line.split()[:1] == [student.name])
        total = f"{sum(student.points.values()):g}"
        to_read = [] if student.name == "untouched" else ["1"]
        diagnosis = list(dict.fromkeys(student.diagnoses.values()))
        points = [f"{points:g}" for points in student.points.values()]
        assert row == [student.name, *points, total, total, *to_read, *diagnosis]
        assert (folder / "feedback" / student.name / LESSON / f"{LESSON}.html").exists()
    assert f"feedback pages: {folder / 'feedback'}" in done.stdout.splitlines()
    assert "isolation: namespaces" in done.stdout.splitlines() or not shutil.which("bwrap")


def test_the_demo_runs_on_a_machine_without_a_sandbox(monkeypatch):
    monkeypatch.setattr(demo, "best", lambda: (_ for _ in ()).throw(CourseError(where="here", what="no wall", fix="")))
    assert demo.safest() == "none"
