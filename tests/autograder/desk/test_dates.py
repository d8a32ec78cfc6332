"""Dates, rules and exceptions change at any time: every penalty follows from stored times, and what was read stays read."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from nbgrader.api import Gradebook

from autograder import rights
from autograder.desk import dates
from autograder.desk.dates import Wish
from autograder.errors import CourseError
from autograder.grade.gradebook import penalties, rules
from autograder.grade.gradebook.rules import Rules
from tests.autograder.desk.gradebooks import asked, class_of, graded, read, taken, waits

LESSON, OTHER = "01_twice", "02_other"
DUE = datetime(2026, 9, 14, 12, tzinfo=UTC)
ZERO = 'c.LateSubmissionPlugin.penalty_method = "zero"\n'
PER_DAY = 'c.AssignLatePenalties.plugin_class = "autograder.late.PerDay"\nc.PerDay.percent = 20.0\n'


@pytest.fixture
def course(tmp_path):
    """Ada is in time, Bo 30 hours late, and nobody knows when Cy handed in."""
    made = class_of(tmp_path / "class", ("ada", "bo", "cy"), (LESSON, OTHER))
    dates.change(made, [LESSON], Wish(due="2026-09-14 12:00+00:00", late="10"))
    for who, hours in (("ada", -1), ("bo", 30), ("cy", None)):
        graded(made, LESSON, who, None if hours is None else DUE + timedelta(hours=hours), answer="Write here.")
    penalties.work_out(made)
    return made


def changed(course, **wish):
    dates.change(course, [LESSON], Wish(**wish))
    return taken(course, LESSON)


def test_penalties_follow_every_change_at_once(course):
    assert taken(course, LESSON) == {"ada": 0, "bo": 2, "cy": 0}
    assert changed(course, late="zero") == {"ada": 0, "bo": 10, "cy": 0}
    assert changed(course, late="none", learners=["bo"]) == {"ada": 0, "bo": 0, "cy": 0}
    assert changed(course, late="settings", learners=["bo"]) == {"ada": 0, "bo": 10, "cy": 0}
    assert changed(course, late="50") == {"ada": 0, "bo": 10, "cy": 0}
    assert changed(course, due="2026-09-13 12:00+00:00") == {"ada": 5, "bo": 10, "cy": 0}
    assert changed(course, due="2026-09-16", learners=["bo"]) == {"ada": 5, "bo": 0, "cy": 0}
    assert changed(course, due="none") == {"ada": 0, "bo": 0, "cy": 0}
    assert changed(course, due="2026-09-13 12:00+00:00", groups=["B=ada, bo"]) == {"ada": 5, "bo": 0, "cy": 0}
    assert changed(course, due="none", learners=["bo"]) == {"ada": 5, "bo": 10, "cy": 0}


def test_an_extension_takes_no_time_away_when_everybody_gets_more(course):
    assert changed(course, due="2026-09-15 18:00+00:00", learners=["bo"]) == {"ada": 0, "bo": 0, "cy": 0}
    assert changed(course, due="2026-09-20") == {"ada": 0, "bo": 0, "cy": 0}
    assert Rules.at(course.folder).of(LESSON, "bo", datetime(2026, 9, 20, tzinfo=UTC)).due == datetime(
        2026, 9, 20, tzinfo=UTC
    )


@pytest.mark.parametrize(
    ("settings", "bos"), [(ZERO, 10.0), (PER_DAY, 4.0), ("", 0.0)], ids=("zero", "per day", "none")
)
def test_without_a_rule_of_its_own_a_lesson_has_the_one_of_the_settings(tmp_path, settings, bos):
    made = class_of(tmp_path / "class", ("bo",), (LESSON,), settings)
    dates.change(made, [LESSON], Wish(due="2026-09-14 12:00+00:00"))
    graded(made, LESSON, "bo", DUE + timedelta(hours=30), answer="Write here.")
    [worked] = penalties.work_out(made)
    assert (worked.penalty, taken(made, LESSON)) == (bos, {"bo": bos})


def test_nbgrader_knows_the_same_dates_and_its_own_extension_is_respected(course):
    changed(course, due="2026-09-16 12:00+00:00", learners=["bo"])
    with Gradebook(course.address, course.id) as book:
        assert book.find_submission(LESSON, "bo").extension == timedelta(days=2)
        assert book.find_submission(LESSON, "bo").total_seconds_late == 0
    changed(course, due="none", learners=["bo"])
    with Gradebook(course.address, course.id) as book:
        assert book.find_submission(LESSON, "bo").extension is None
        book.grant_extension(LESSON, "ada", hours=0)
        book.update_or_create_assignment(
            LESSON, duedate=(DUE - timedelta(days=1)).replace(tzinfo=None)
        )  # as formgrader does
        book.grant_extension(LESSON, "ada", days=1)
    penalties.work_out(course)
    assert taken(course, LESSON) == {"ada": 0, "bo": 3, "cy": 0}


def test_points_of_a_person_cost_what_they_are_worth_too(course):
    graded(course, LESSON, "bo", DUE + timedelta(hours=30))
    read(course, LESSON, "bo", 4.0)
    penalties.work_out(course)
    assert taken(course, LESSON)["bo"] == pytest.approx(2.8)


def test_a_time_that_is_not_known_any_more_costs_nothing(course):
    graded(course, LESSON, "bo", None)
    penalties.work_out(course)
    assert taken(course, LESSON)["bo"] == 0


def test_every_change_is_listed_with_who_and_when_and_a_torn_line_hides_none(course):
    changed(course, due="2026-09-20", learners=["First bo"], why="ill")
    with (course.folder / rules.FILE).open("a", encoding="utf-8") as file:
        file.write('{"at": "2026-')
    changed(course, counts="excused", learners=["ada"])
    its = Rules.at(course.folder)
    assert [(one.by, one.lesson, one.whom, dict(one.sets), one.why) for one in its.changes[1:]] == [
        (rights.me(), LESSON, "learner:bo", {"due": its.changes[1].sets["due"]}, "ill"),
        (rights.me(), LESSON, "learner:ada", {"counts": "excused"}, ""),
    ]
    assert (its.of(LESSON, "ada", None).counts, its.of(OTHER, "ada", None).counts) == ("excused", "counts")
    assert [datetime.now(UTC) - one.at < timedelta(minutes=5) for one in its.changes] == [True] * 3


@pytest.mark.parametrize(
    ("wish", "lessons", "said"),
    [
        (Wish(due="3/4"), [LESSON], '"3/4" is no date\nfix:   write it like 2026-09-14, or "2026-09-14 18:00"; none takes it back'),
        (Wish(due="2026-09-14"), [], "it is not said for which lesson\nfix:   name a lesson, such as 01_perceptron"),
        (Wish(zone="Mars"), [], '"Mars" is no time zone\nfix:   write it like Asia/Seoul or Europe/Paris'),
        (Wish(late="zero", learners=["di"]), [], '"di" is nobody in the class\nfix:   write an id, or an address of the roster'),
        (Wish(late="zero", groups=["B"]), [], 'there is no group "B"\nfix:   make it first: --group NAME=ID,ID'),
        (Wish(weight="-1"), [LESSON], '"-1" is no number of 0 or more\nfix:   write it like 2 or 0.5'),
        (Wish(weight="2", learners=["bo"]), [LESSON], "the weight of a lesson is everybody's\nfix:   leave --for and --group out"),
    ],
)  # fmt: skip
def test_what_cannot_be_meant_is_said_and_changes_nothing(course, wish, lessons, said):
    before = (course.folder / rules.FILE).read_bytes()
    with pytest.raises(CourseError) as told:
        dates.change(course, lessons, wish)
    assert str(told.value) == f"error: autograder dates: {said}"
    assert (course.folder / rules.FILE).read_bytes() == before


def test_a_disk_that_is_full_changes_nothing(course, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(rules.os, "fsync", full)
    with pytest.raises(CourseError) as told:
        rules.write(course.folder, [])
    assert str(told.value) == (
        f"error: {course.folder / rules.FILE}: the change could not be written down (No space left on device)\n"
        "fix:   make room or rights, then run the command again; nothing was changed"
    )


# --- what was read --------------------------------------------------------------------------------------------------


def test_what_was_read_stays_read_while_answer_and_question_stay(course):
    def again(**more):
        graded(course, LESSON, "bo", DUE, answer="Because of me.", **more)
        return waits(course, LESSON, "bo")

    assert again()
    read(course, LESSON, "bo", 3.0)
    assert not again()  # --force
    assert not again(points=5.0, code="b = 2")  # another program beside the same words
    with Gradebook(course.address, course.id) as book:
        asked(book, LESSON, "Why? (with  a changed word)")
    assert again()
    read(course, LESSON, "bo", 3.0)
    assert not again()
    graded(course, LESSON, "bo", DUE, answer="Because of you.")
    assert waits(course, LESSON, "bo")
    assert again()  # nobody has read this version after the other one


def test_points_of_a_person_for_a_program_stand_for_this_program_alone(course):
    def check():
        with Gradebook(course.address, course.id) as book:
            return book.find_grade("check-a", LESSON, LESSON, "bo").needs_manual_grade

    graded(course, LESSON, "bo", DUE, points=2.0)
    with Gradebook(course.address, course.id) as book:
        grade = book.find_grade("check-a", LESSON, LESSON, "bo")
        grade.manual_score, grade.needs_manual_grade = 6.0, False
        book.db.commit()
    graded(course, LESSON, "bo", DUE, points=2.0)
    assert not check()
    graded(course, LESSON, "bo", DUE, points=2.0, code="something = 'else'")
    assert check()


def test_the_list_of_changes_is_plain_lines(course):
    lines = (course.folder / rules.FILE).read_text(encoding="utf-8").splitlines()
    assert [json.loads(one)["sets"] for one in lines] == [{"due": DUE.isoformat(timespec="seconds"), "late": "10"}]
