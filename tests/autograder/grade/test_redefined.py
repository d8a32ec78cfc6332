"""A function is graded as it stands at its check: what a later cell makes of its name changes nothing, and is noted."""

import shutil
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[2] / "planted"))

from handin import FULL, data, handed_in, released  # found by the line above

from autograder.grade.handed_in import match, rehearse  # the same
from autograder.grade.handed_in.redefined import redefined  # the same
from autograder.grade.judging.grader import Grader  # the same
from autograder.grade.judging.task import Times  # the same
from autograder.grade.wall import kernel  # the same
from dlcourse.exercises import CARDS  # the same
from dlcourse.particles import chosen

RIGHT = "def step(x):\n    return np.where(np.asarray(x) > 0, 1, 0)"
WRONG = "def step(x):\n    return np.where(np.asarray(x) >= 0, 1, 0)"
WITH_HELPER = (
    "LIMIT = 0\n\ndef over(x):\n    return np.asarray(x) > LIMIT\n\ndef step(x):\n    return np.where(over(x), 1, 0)"
)

# what stands in the answer's cell, what stands below its check -> the name that is given again, "" for none
LATER = {
    "played with": (RIGHT, "def step(x):\n    return 7", "step"),
    "mended too late": (WRONG, RIGHT, "step"),
    "given away": (RIGHT, "step = 3", "step"),
    "a loop's name": (RIGHT, "for step in range(3):\n    pass", "step"),
    "imported": (RIGHT, "from math import floor as step", "step"),
    "deleted": (RIGHT, "del step", "step"),
    "inside an if": (RIGHT, "if True:\n    step = None", "step"),
    "a helper": (WITH_HELPER, "def over(x):\n    return x > 99", "over"),
    "a number": (WITH_HELPER, "LIMIT = 99", "LIMIT"),
    "the same once more": (RIGHT, RIGHT, ""),
    "inside another function": (RIGHT, "def other():\n    step = 3\n    return step", ""),
    "only read": (RIGHT, "step(np.array([1.0]))\nsteps = step", ""),
    "a name that it does not look at": (RIGHT, "LIMIT = 99", ""),
    "its own local name": ("def step(x):\n    y = np.asarray(x) > 0\n    return y.astype(int)", "y = 3", ""),
    "no Python": (RIGHT, "step = = 3", ""),
}


def planned(answer, later):
    asked = match.master(released(), CARDS)
    cells, _ = match.read_notebook(data(handed_in({"step": answer}, after=[later])))
    plan = match.plan(cells, asked)
    return plan, redefined(plan, asked.exercises)


@pytest.mark.parametrize("kind", LATER)
def test_what_is_given_again_is_seen_in_the_text(kind):
    answer, later, name = LATER[kind]
    plan, found = planned(answer, later)
    assert found.get("step", ("",))[0] == name
    if name:
        last = plan.cells[-1][0]
        assert found["step"] == (name, last, plan.checks["step"])
        assert plan.places["step"] < plan.checks["step"] < last


def test_an_answer_below_its_check_is_graded_where_it_is():
    """The stub was left alone and the answer written in a new cell: nothing was defined before the check."""
    stub = next(one["source"] for one in released()["cells"] if one["id"] == "step")
    _, found = planned("".join(stub), RIGHT)
    assert "step" not in found


@pytest.fixture(scope="module")
def grader():
    walls = [
        level
        for level, there in (("namespaces", shutil.which("bwrap")), ("landlock", kernel.landlock_version()))
        if there
    ]
    if not walls:
        pytest.skip("this machine has no wall to grade behind")
    with Grader(released(), CARDS, walls[0], times=Times(cell=10, total=60, turn=10)) as grader:
        yield grader


NOTE = f"“{CARDS['step'].title.en}” was graded as it stood at its check: cell {{number}} gives `step` another meaning afterwards."
KOREAN = chosen(
    f"“{CARDS['step'].title.ko}”은(는) 채점 셀 시점의 코드로 채점했습니다. 그 뒤 {{number}}번째 셀에서 `step`의 뜻이 달라집니다."
)


@pytest.mark.parametrize("kind", ["played with", "mended too late", "a helper"])
def test_the_check_and_the_grade_are_about_the_same_function(grader, kind):
    answer, later, name = LATER[kind]
    made = handed_in({"step": answer}, after=[later])
    record = grader.grade(data(made), seed=5)
    told = rehearse.rehearse(data(made), released(), "en")
    alone = grader.grade(data(handed_in({"step": answer})), seed=5)
    points = {key: score["points"] for key, score in record["scores"].items()}
    assert points == {key: score["points"] for key, score in alone["scores"].items()}
    assert points == {f"check-{one['id']}": one["points"] for one in told["exercises"]}
    assert (points["check-step"] == FULL["check-step"]) is (answer != WRONG)
    noted = [note for note in record["notes"] if f"`{name}`" in note["en"]]
    assert noted == [note for note in told["notes"] if f"`{name}`" in note["en"]]
    [note] = [note for note in noted if CARDS["step"].title.en in note["en"]]  # others stand on the same name
    if name == "step":
        number = len(made["cells"])
        assert (note["en"], note["ko"]) == (NOTE.format(number=number), KOREAN.format(number=number))
