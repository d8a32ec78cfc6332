"""The rehearsal says beforehand what the grader says afterwards: the same points, the same notes."""

import json
import shutil
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[2] / "planted"))

from handin import FULL, answer, cell, changed, data, handed_in, released  # found by the line above

from autograder.grade.handed_in import rehearse  # the same
from autograder.grade.judging.grader import Grader  # the same
from autograder.grade.judging.task import Times  # the same
from autograder.grade.wall import kernel  # the same
from dlcourse.exercises import CARDS  # the same

TITLE = CARDS["step"].title
WRONG_STEP = "def step(x):\n    return np.where(np.asarray(x) >= 0, 1, 0)"
SECONDS = 10  # the first cell imports, in a kernel that has just started
WALLS = {"namespaces": lambda: shutil.which("bwrap"), "landlock": kernel.landlock_version}


def points(told):
    return {f"check-{one['id']}": one["points"] for one in told["exercises"]}


def english(told):
    return [note["en"] for note in told["notes"]]


# one kernel start each, so each holds many kinds of trouble
MIXED = changed(
    handed_in({"step": WRONG_STEP, "gate": "raise NotImplementedError()"}, after=["1 / 0"]),
    check_perceptron=None,
    boundary_line=cell("boundary-line", answer(CARDS["boundary-line"]), "markdown", solution=True),
    why_one_line=None,
)
MIXED["cells"].append(cell("step", WRONG_STEP, solution=True))


@pytest.fixture(scope="module")
def grader():
    """The real one, behind the first wall that this machine has."""
    walls = [level for level, there in WALLS.items() if there()]
    if not walls:
        pytest.skip("this machine has no wall to grade behind")
    with Grader(released(), CARDS, walls[0], times=Times(cell=10, total=60, turn=10)) as grader:
        yield grader


@pytest.mark.parametrize("made", [handed_in(), released(), MIXED], ids=["all-right", "untouched", "mixed"])
def test_it_says_what_the_grader_says(grader, made):
    graded = grader.grade(data(made))
    told = rehearse.rehearse(data(made), released(), "en")
    assert points(told) == {name: score["points"] for name, score in graded["scores"].items()}
    assert [one["report"].splitlines()[0] for one in told["exercises"]] == [
        score["text"]["en"].splitlines()[0] for score in graded["scores"].values()
    ]
    assert told["notes"] == graded["notes"]
    if made is MIXED:
        assert len(told["notes"]) >= 5
        assert points(told)["check-step"] < FULL["check-step"]
        assert told["questions"] == [{"id": "why-one-line", "answered": False}]


def test_cells_that_end_the_kernel_or_never_end_cost_nothing_else():
    made = handed_in(before=["import os\nos._exit(3)", "while True: pass"])
    told = rehearse.rehearse(data(made), released(), "ko", seconds=SECONDS)
    assert points(told) == FULL
    assert english(told) == [
        "Cell 2 ended the notebook's process or would not stop; everything else was run without it.",
        f"Cell 3 was still running after {SECONDS} seconds and was stopped.",
    ]
    assert told["exercises"][0]["report"].splitlines()[0] == (f"✓ {TITLE.ko}: 통과 · 2점 중 2점")


def test_a_file_that_is_no_notebook_is_refused_in_the_graders_words():
    assert rehearse.rehearse(b"", released(), "en") == {
        "refused": {"en": "The file is empty.", "ko": "파일이 비어 있습니다."}
    }


def test_more_cells_than_we_try_without_are_an_error(monkeypatch):
    tries = []

    def run(plan, killers, *rest):
        tries.append(sorted(killers))
        raise rehearse.KilledError(len(tries))

    monkeypatch.setattr(rehearse, "_run", run)
    with pytest.raises(rehearse.KilledError, match=r"^cell 5 ended the notebook's process or would not stop$"):
        rehearse.rehearse(data(handed_in()), released(), "en")
    assert tries == [[], [1], [1, 2], [1, 2, 3]]


def test_the_command_prints_one_object(tmp_path, capsys, monkeypatch):
    import runpy

    (tmp_path / "mine.ipynb").write_bytes(b"")
    (tmp_path / "lesson.json").write_text(json.dumps(released()), encoding="utf-8")
    monkeypatch.setattr(sys, "argv", ["x", str(tmp_path / "mine.ipynb"), str(tmp_path / "lesson.json"), "en"])
    monkeypatch.delitem(sys.modules, "autograder.grade.handed_in.rehearse")
    runpy.run_module("autograder.grade.handed_in.rehearse", run_name="__main__")
    assert json.loads(capsys.readouterr().out)["refused"]["en"] == "The file is empty."
