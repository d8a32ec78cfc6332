"""A course of one instructor on the hub, from the class to the learner's page: two rounds, each way of doing things once."""

import guide
import pytest
from class_week import (
    LESSON,
    NOTEBOOK,
    ROSTER,
    answered,
    listed,
    pages,
    points,
    presses_autograde,
    reads_an_answer,
)

pytestmark = [pytest.mark.rest, pytest.mark.slow, pytest.mark.xdist_group("hub")]

THIS = {"course_id": "dlcourse", "assignment_id": LESSON}
STUDENT = "20260001"


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


def test_a_round_by_assignment_list_and_our_commands(course):
    kim, lee = course.people["kim"], course.people["lee"]
    (fetched,) = listed(lee.posts("assignments/fetch", **THIS), "fetched")
    assert fetched["path"] == LESSON
    lee.saves(NOTEBOOK, answered("en", "step"))
    (handed_in,) = listed(lee.posts("assignments/submit", **THIS), "submitted")
    assert len(handed_in["submissions"]) == 1

    said = kim.types(f"autograder collect {LESSON} --exchange", within="ml")
    assert said.startswith(f"{LESSON}: 1 new, 0 newer, 0 unchanged, 0 older, 0 not taken")
    said = kim.types(f"autograder grade {LESSON}", within="ml")
    assert "1 graded, 0 unchanged since the last time, 0 to look at; isolation: namespaces" in said
    kim.types(f"autograder feedback {LESSON} && nbgrader release_feedback {LESSON}", within="ml")
    listed(lee.posts("assignments/fetch_feedback", **THIS), "submitted")
    (page,) = pages(lee)
    assert "The step function 0 of 2 " in page


def test_a_round_by_our_submit_nbgraders_commands_and_formgrader(course):
    kim, lee = course.people["kim"], course.people["lee"]
    lee.saves(NOTEBOOK, answered("en"))
    said = lee.types("dlcourse submit 1")
    assert "01_perceptron: 20 of 20 points." in said
    assert said.endswith("Your instructor can also collect it from nbgrader's exchange, in the course dlcourse.")

    kim.types(f"nbgrader collect {LESSON} --update", within="ml")
    server = f"user/{kim.name}/"
    pressed = presses_autograde(kim, server, STUDENT)
    assert pressed["success"], pressed["log"]
    assert points(kim, server, STUDENT)["code_score"] == 20
    reads_an_answer(kim, server, STUDENT, 3, "One line cuts the plane once.")
    said = kim.types(f"autograder grade {LESSON}", within="ml")  # after nbgrader's own, which leaves files read-only
    assert "0 graded, 1 unchanged" in said or "1 graded, 0 unchanged" in said
    assert points(kim, server, STUDENT)["score"] == 23
    kim.types(f"nbgrader generate_feedback {LESSON} && nbgrader release_feedback {LESSON}", within="ml")
    lee.types(f"nbgrader fetch_feedback {LESSON}")
    before, page = pages(lee)
    assert "The step function 2 of 2 " in page
    assert "One line cuts the plane once." in page
    assert "The step function 0 of 2 " in before
    said = kim.types("autograder formgrade", within="ml")
    assert said.splitlines()[1].endswith(f"/courses/hub/user/{kim.name}/lab?formgrader=true")
