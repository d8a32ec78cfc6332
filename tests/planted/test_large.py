"""Submissions that make the grader compute are judged within its limits: nothing for the one exercise, everything for the others."""

import json
import os
import resource
import shutil

import pytest
from handin import cell, notebook, stub
from large import IDS, LARGE, handed_in, released

from autograder.grade.judging.grader import Grader
from autograder.grade.judging.task import Times
from autograder.grade.wall import kernel
from dlcourse.exercises import CARDS

MOST = 300 << 10  # kB beyond what the process had before


@pytest.fixture(scope="module", params=["namespaces", "landlock"])
def grader(request):
    there = shutil.which("bwrap") if request.param == "namespaces" else kernel.landlock_version()
    if not there and not os.environ.get("CI"):
        pytest.skip(f"this machine has no {request.param}")
    with Grader(released(), CARDS, request.param, times=Times(cell=5, total=60, turn=3)) as made:
        made.get_ready(7)
        made.grade(json.dumps(notebook([cell("x", stub(CARDS["step"]))])).encode(), seed=7)
        yield made


@pytest.mark.parametrize("planted", LARGE, ids=lambda p: p.name)
def test_a_large_answer_costs_its_own_exercise_alone_and_little_memory(grader, planted):
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    record = grader.grade(json.dumps(planted.notebook).encode(), seed=7)
    assert record["status"] == "graded", record["reason"]
    lost = {name.removeprefix("check-") for name, score in record["scores"].items() if score["points"] < score["most"]}
    assert lost == {planted.broken}
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < MOST


def test_a_right_answer_in_a_file_of_58_mb_of_outputs_gets_full_marks(grader):
    made = handed_in({})
    for one in made["cells"]:
        if one["cell_type"] == "code":
            one["outputs"] = [{"output_type": "stream", "name": "stdout", "text": "x" * 4_100_000}]
    data = json.dumps(made).encode()
    assert len(data) > 55 << 20
    record = grader.grade(data, seed=7)
    assert record["status"] == "graded", record["reason"]
    assert [score["points"] for score in record["scores"].values()] == [CARDS[name].points for name in IDS]


def test_there_are_enough_of_them_and_no_two_share_a_name():
    assert len({planted.name for planted in LARGE}) == len(LARGE) >= 25
