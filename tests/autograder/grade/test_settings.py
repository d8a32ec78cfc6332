"""A course is made once from its folder: where its gradebook is, what nbgrader calls it, which languages it has."""

import pytest

from autograder.grade.gradebook import grade_rule
from autograder.grade.gradebook.settings import Course

SETTINGS = (
    'c = get_config()\nc.CourseDirectory.course_id = "dl26"\nc.CourseDirectory.db_url = "postgresql://here/book"\n'
)


def test_a_folder_without_settings_has_its_gradebook_in_itself(tmp_path):
    course = Course.at(tmp_path)
    assert (course.id, course.address) == ("dlcourse", f"sqlite:///{tmp_path / 'gradebook.db'}")
    assert course.has_no_book
    (tmp_path / "gradebook.db").touch()
    assert not course.has_no_book


def test_settings_name_the_gradebook_and_the_course(tmp_path):
    (tmp_path / "nbgrader_config.py").write_text(SETTINGS, encoding="utf-8")
    course = Course.at(tmp_path)
    assert (course.id, course.address) == ("dl26", "postgresql://here/book")
    assert not course.has_no_book  # nobody can say that of a server without asking it


def test_the_first_language_is_the_gradebooks_own(tmp_path):
    (tmp_path / "solutions" / "ko").mkdir(parents=True)
    assert Course.at(tmp_path).languages == ("ko",)


@pytest.mark.parametrize(
    ("status", "points", "by_hand", "read", "waits"),
    [
        ("graded", 2.0, False, False, False),
        ("graded", 0.0, False, False, False),
        ("graded", None, False, False, True),
        ("graded", 2.0, True, False, True),
        ("review", 2.0, False, False, True),
        ("graded", 2.0, True, True, False),  # given for this very answer
        ("review", None, True, True, False),
    ],
)
def test_a_person_is_expected_where_nobody_judged_or_somebody_already_did(status, points, by_hand, read, waits):
    assert grade_rule.waits({"status": status}, points, by_hand=by_hand, read=read) is waits


def test_what_nobody_judged_is_no_silent_zero():
    record = {"scores": {"check-a": {"points": 1.5}}, "answers": {"why": " text ", "empty": " \n"}}
    assert [grade_rule.judged(record, name) for name in ("check-a", "check-b")] == [1.5, None]
    assert [grade_rule.in_words(record, name, "text") for name in ("why", "not-asked")] == [0.0, None]
    assert grade_rule.in_words(record, "empty", "text") is None  # emptied is touched: a person looks
    assert grade_rule.in_words(record, "why", "another text") is None
