"""An export changes nothing that it should not: no cell without a grade, nobody who is not there, and what it changes is told."""

import tomllib
from datetime import UTC, datetime
from pathlib import Path

import pytest
from nbgrader.plugins import ExportPlugin, LateSubmissionPlugin
from traitlets.utils.importstring import import_item

from autograder.desk import classroom, exporting, grades
from autograder.desk.grades import Grades
from autograder.errors import CourseError
from autograder.export import Blackboard, Brightspace, Canvas, Moodle
from autograder.grade.gradebook.gradebook import HandedIn
from autograder.grade.gradebook.rules import Change, Rules
from dlcourse import language
from tests.autograder.desk.conftest import PEOPLE

ROOT = Path(__file__).parents[3]
ADA, KIM = PEOPLE[4], PEOPLE[1]
WHO = {ADA.id: ADA, KIM.id: KIM}
MOST = {"01_twice": 2.0, "02_other": 4.0}
POINTS = {"01_twice": {"ada": 1.5, "20260002": 2.0}, "02_other": {"ada": 3.0}}
NOW = datetime(2026, 10, 1, tzinfo=UTC)


def agreed(*changes):
    return Rules([Change(NOW, "me", lesson, whom, sets) for lesson, whom, sets in changes])


def gathered(rules=None, due=None):
    graded = {
        lesson: {who: HandedIn(one, MOST[lesson], 0) for who, one in mine.items()} for lesson, mine in POINTS.items()
    }
    return Grades(WHO, graded, MOST, rules or Rules(), due or {}, NOW)


def test_each_lesson_has_a_file_of_its_own_where_a_cell_would_be_empty(tmp_path):
    made = Moodle().write(WHO, POINTS, MOST, tmp_path / "moodle.csv")
    assert [path.name for path in made] == ["moodle-01_twice.csv", "moodle-02_other.csv"]
    header = "ID number,First name,Last name,Email address"
    assert made[0].read_text("utf-8-sig").splitlines() == [
        f"{header},01_twice",
        "20260002,영희,김,kim@uni.ac.kr,2",
        "ada,Ada,Lovelace,ada.lovelace@uni.ac.kr,1.5",
    ]
    assert made[1].read_text("utf-8-sig").splitlines() == [
        f"{header},02_other",
        "ada,Ada,Lovelace,ada.lovelace@uni.ac.kr,3",
    ]


def test_one_file_has_everything_where_everybody_has_everything(tmp_path):
    points = {lesson: {"ada": mine["ada"]} for lesson, mine in POINTS.items()} | {"03_new": {}}
    [made] = Canvas().write(WHO, points, MOST, tmp_path / "canvas.csv", {"02_other": "Homework 2 (88)"})
    assert made.read_text("utf-8-sig").splitlines() == [
        "Student,ID,SIS Login ID,Section,01_twice,Homework 2 (88)",
        "    Points Possible,,,,2,4",
        '"Lovelace, Ada",991,ada,,1.5,3',
    ]
    assert Canvas().write({}, points, MOST, tmp_path / "nobody.csv") == []


def test_blackboard_and_brightspace_find_their_columns():
    assert Blackboard().rows([ADA], {"01_twice": POINTS["01_twice"]}, MOST, {"01_twice": "HW 1 |77"}) == [
        ["Last Name", "First Name", "Username", "Student ID", "HW 1 |77"],
        ["Lovelace", "Ada", "ada.lovelace", "ada", "1.5"],
    ]
    assert Brightspace().rows([ADA], {"01_twice": POINTS["01_twice"]}, MOST, {}) == [
        ["OrgDefinedId", "Username", "01_twice Points Grade", "End-of-Line Indicator"],
        ["#ada", "#ada.lovelace", "1.5", "#"],
    ]


@pytest.mark.parametrize(
    ("sets", "due", "given"),
    [
        ({}, None, {"ada": 3.0, "20260002": 0.0}),
        ({"counts": "excused"}, None, {"ada": 3.0}),
        ({"counts": "dropped"}, None, {"ada": 3.0, "20260002": 0.0}),
        ({"due": "2026-10-02T00:00:00+00:00"}, datetime(2026, 9, 1, tzinfo=UTC), {"ada": 3.0}),
        ({}, datetime(2026, 11, 1, tzinfo=UTC), {"ada": 3.0}),
    ],
    ids=("over", "excused", "dropped", "extension", "not due"),
)
def test_zeros_are_for_those_whose_time_is_over(sets, due, given):
    rules = agreed(("02_other", "learner:20260002", sets)) if sets else Rules()
    its = gathered(rules, {"02_other": due})
    assert its.points(["02_other"], missing_is_zero=True) == {"02_other": given}
    assert its.points(["02_other"]) == {"02_other": {"ada": 3.0}}


def test_totals_weigh_drop_and_say_what_they_left_out():
    rules = agreed(("01_twice", "*", {"weight": 3.0}), ("02_other", "learner:20260002", {"counts": "excused"}))
    kim, ada = grades.totals(gathered(rules), ["01_twice", "02_other"])
    assert (kim.percent, kim.left_out) == (100.0, {"02_other": "excused"})
    assert (ada.percent, ada.left_out) == (75.0, {})
    rules = agreed(("*", "*", {"drop_lowest": 1}), ("02_other", "*", {"weight": 0.0}))
    assert [one.left_out for one in grades.totals(gathered(rules), ["01_twice", "02_other"])] == [
        {"02_other": "missing"},
        {},  # of one lesson that counts the lowest is not dropped
    ]
    rules = agreed(("*", "*", {"drop_lowest": 1}))
    zeros = grades.totals(gathered(rules), ["01_twice", "02_other"], missing_is_zero=True)
    assert [(one.percent, one.left_out) for one in zeros] == [
        (100.0, {"02_other": "lowest"}),
        (75.0, {"01_twice": "lowest"}),
    ]


def test_a_table_of_totals_has_no_empty_cell(monkeypatch):
    monkeypatch.setattr(language, "_chosen", "en")
    rules = agreed(("02_other", "learner:20260002", {"counts": "excused"}))
    assert exporting._totals(gathered(rules), ["01_twice", "02_other"], False).splitlines() == [
        "id,last_name,first_name,email,01_twice / 2,02_other / 4,total %,not in the total",
        "20260002,김,영희,kim@uni.ac.kr,2,excused,100.00,02_other (excused)",
        "ada,Lovelace,Ada,ada.lovelace@uni.ac.kr,1.5,3,75.00,-",
    ]


def test_the_platforms_own_export_says_what_would_change_and_who_is_not_there(tmp_path):
    path = tmp_path / "canvas.csv"
    path.write_text("Student,ID,SIS Login ID,Section,01_twice (4)\n,,,,2\nLovelace,991,ada,,1.50\n", encoding="utf-8")
    there = exporting._theirs(path, WHO, ["01_twice"], {})
    assert (there.people, there.columns) == ({"ada"}, {"01_twice": "01_twice (4)"})
    assert exporting._compared(there, POINTS | {"02_other": {}}, WHO) == ([], ["20260002"])
    changed = exporting._compared(there, {"01_twice": {"ada": 2.0}}, WHO)
    assert changed == ([("ada", "01_twice", "1.50", "2")], [])
    with pytest.raises(CourseError) as told:
        exporting._theirs(path, WHO, ["02_other"], {})
    assert str(told.value) == (
        f"error: {path}: no column is the one of 02_other; found: Student, ID, SIS Login ID, Section, 01_twice (4)\n"
        'fix:   name it: --column 02_other="Homework 1"'
    )
    with pytest.raises(CourseError) as told:
        exporting._named(["01_twice"], ["01_twice"])
    assert str(told.value) == (
        'error: --column: "01_twice" names no column of a lesson\n'
        'fix:   write LESSON=COLUMN, such as 01_perceptron="Homework 1"'
    )


def test_classes_own_settings_find_the_plugins_by_the_names_they_hold():
    names = ("autograder.late.PerDay", "autograder.export.Moodle", "autograder.export.Canvas")
    per_day, moodle, canvas = map(import_item, names)
    assert issubclass(per_day, LateSubmissionPlugin)
    assert per_day(percent=10.0).late_submission_penalty("ada", 20.0, 86_401.0) == 4.0
    assert (moodle, canvas) == (Moodle, Canvas)
    assert issubclass(moodle, ExportPlugin)


def test_a_wheel_carries_the_notebooks_with_answers_where_a_class_looks_for_them():
    wheel = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["hatch"]["build"]["targets"]
    carried = wheel["wheel"]["force-include"]
    for spoken in ("en", "ko"):
        assert ROOT / carried[f"solutions/{spoken}"] == classroom.SHELVES[1] / spoken
