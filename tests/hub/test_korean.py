"""A Korean course of two instructors on the hub: their class is a shared folder, their formgrader a service of the hub."""

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

THIS = {"course_id": "dlcourse-ko", "assignment_id": LESSON}
STUDENT = "20260002"
SERVICE = "services/dlcourse-ko/"


@pytest.fixture(scope="module")
def course(hub):
    """The class is made by one of the two, the lesson released by the other."""
    kim, han = hub.people["kim"], hub.people["han"]
    kim.starts()
    han.starts()
    han.saves("students.csv", ROSTER.format(**hub.names))
    said = han.types(hub.here(guide.steps(hub.language)["as han: the class of several instructors"]))
    assert f"{hub.srv}/class: 학생 2명을 새로 넣었고, 0명은 이미 있었습니다" in said
    folder = hub.srv / "class"
    kim.types(f"umask 077; autograder release {LESSON} && nbgrader release_assignment {LESSON}", within=folder)
    hub.people["park"].starts()
    return hub


def test_a_round_by_our_submit_and_nbgraders_commands_by_the_second_instructor(course):
    han, park, folder = course.people["han"], course.people["park"], course.srv / "class"
    (fetched,) = listed(park.posts("assignments/fetch", **THIS), "fetched")
    assert fetched["path"] == LESSON
    park.saves(NOTEBOOK, answered("ko", "step"))
    said = park.types("dlcourse submit 1")
    assert "01_perceptron: 20점 중 18점입니다." in said
    assert said.endswith("nbgrader 교환 폴더의 dlcourse-ko 강의에도 제출했습니다. 강사가 바로 걷을 수 있습니다.")

    han.types(f"umask 077; nbgrader collect {LESSON}", within=folder)
    pressed = presses_autograde(han, SERVICE, STUDENT)
    assert pressed["success"], pressed["log"]
    assert points(han, SERVICE, STUDENT)["code_score"] == 18
    reads_an_answer(han, SERVICE, STUDENT, 2, "직선 하나로는 나눌 수 없습니다.")
    han.types(f"nbgrader generate_feedback {LESSON} && nbgrader release_feedback {LESSON}", within=folder)
    park.types(f"nbgrader fetch_feedback {LESSON}")
    (page,) = pages(park)
    assert "계단 함수 2점 중 0점" in page
    assert "직선 하나로는 나눌 수 없습니다." in page


def test_a_round_by_assignment_list_and_our_commands_by_the_first(course):
    kim, park, folder = course.people["kim"], course.people["park"], course.srv / "class"
    park.saves(NOTEBOOK, answered("ko"))
    (handed_in,) = listed(park.posts("assignments/submit", **THIS), "submitted")
    assert len(handed_in["submissions"]) == 2

    said = kim.types(f"umask 077; autograder collect {LESSON} --exchange", within=folder)
    assert said.startswith(f"{LESSON}: 0 new, 1 newer, 0 unchanged, 0 older, 0 not taken")
    said = kim.types(f"umask 077; autograder grade {LESSON}", within=folder)
    assert "1 graded, 0 unchanged since the last time, 0 to look at; isolation: namespaces" in said
    assert points(kim, SERVICE, STUDENT)["code_score"] == 20
    kim.types(f"umask 077; autograder feedback {LESSON} && nbgrader release_feedback {LESSON}", within=folder)
    listed(park.posts("assignments/fetch_feedback", **THIS), "submitted")
    _, page = pages(park)
    assert "계단 함수 2점 중 2점" in page


def test_formgrader_of_a_class_outside_the_home_is_told_to_be_a_service(course):
    han, kim, folder = course.people["han"], course.people["kim"], course.srv / "class"
    for person, sentence in (
        (kim, f"your server on this hub shows only {kim.home}, so formgrader in it cannot open the class in {folder}: make formgrader a service of the hub, as the guide docs/en/guides/jupyterhub.md says under 'Several instructors', and open the service's address"),
        (han, f"이 허브의 내 서버는 {han.home} 폴더만 보여 주므로 {folder}의 반은 여기의 formgrader로 열 수 없습니다. 안내서 docs/ko/guides/jupyterhub.md의 '강사가 여럿일 때'처럼 formgrader를 허브의 서비스로 만들고 그 주소를 여세요"),
    ):  # fmt: skip
        assert person.types("autograder formgrade", within=folder, code=1) == sentence
