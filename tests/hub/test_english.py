"""A course of one instructor on the hub, from the class to the learner's page: two rounds, each way of doing things once."""

import json
from pathlib import Path

import guide
import pytest

pytestmark = [pytest.mark.rest, pytest.mark.slow, pytest.mark.xdist_group("hub")]

ROOT = Path(__file__).parents[2]
LESSON = "01_perceptron"
NOTEBOOK = f"{LESSON}/{LESSON}.ipynb"
ROSTER = "id,first_name,last_name,email,account\n20260001,Lee,Ada,lee@x.kr,{lee}\n20260002,Park,Ben,park@x.kr,{park}\n"


@pytest.fixture(scope="module")
def course(hub):
    """The class is there and its first lesson released; its instructor's server is started again, as the guide asks."""
    kim = hub.people["kim"]
    kim.starts()
    kim.saves("students.csv", ROSTER.format(**hub.names))
    kim.types(hub.here(guide.steps(hub.language)["as kim: the class"]))
    kim.stops()
    kim.starts()
    kim.types(f"autograder release {LESSON} && nbgrader release_assignment {LESSON}", within="ml")
    hub.people["lee"].starts()
    return hub


def listed(answer, status):
    assert answer["success"], answer
    return [one for one in answer["value"] if one["status"] == status]


def answered(*left_out):
    """The lesson with its answers, but for some cells."""
    notebook = json.loads((ROOT / "solutions" / "en" / NOTEBOOK).read_text(encoding="utf-8"))
    for cell in notebook["cells"]:
        if cell["id"] in left_out:
            cell["source"] = "raise NotImplementedError()"
    return notebook


def pages(learner):
    """Feedback that arrived, oldest first."""
    names = learner.types(f"ls -d {LESSON}/feedback/* | cat").splitlines()
    return [learner.reads(f"{name}/{LESSON}.html") for name in sorted(names)]


def test_a_round_by_assignment_list_and_our_commands(course):
    kim, lee = course.people["kim"], course.people["lee"]
    what = {"course_id": "dlcourse", "assignment_id": LESSON}
    (fetched,) = listed(lee.posts("assignments/fetch", **what), "fetched")
    assert fetched["path"] == LESSON
    lee.saves(NOTEBOOK, json.dumps(answered("step")))
    (handed_in,) = listed(lee.posts("assignments/submit", **what), "submitted")
    assert len(handed_in["submissions"]) == 1

    said = kim.types(f"autograder collect {LESSON} --exchange", within="ml")
    assert said.startswith(f"{LESSON}: 1 new, 0 newer, 0 unchanged, 0 older, 0 not taken")
    said = kim.types(f"autograder grade {LESSON}", within="ml")
    assert "1 graded, 0 unchanged since the last time, 0 to look at" in said
    kim.types(f"autograder feedback {LESSON} && nbgrader release_feedback {LESSON}", within="ml")
    listed(lee.posts("assignments/fetch_feedback", **what), "submitted")
    (page,) = pages(lee)
    assert "The step function: not passed yet" in page
