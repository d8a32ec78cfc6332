"""A grade nobody gave stays empty on the platform, unless the instructor wants zeros; and the wheel carries what a class needs."""

import tomllib
from pathlib import Path

from nbgrader.plugins import ExportPlugin, LateSubmissionPlugin
from traitlets.utils.importstring import import_item

from autograder.desk import classroom
from autograder.export import Canvas, Moodle
from tests.autograder.desk.conftest import PEOPLE

ROOT = Path(__file__).parents[3]
POINTS, MOST = {"01_twice": {"ada": "1.5"}, "02_other": {}}, {"01_twice": "2", "02_other": "3"}
ADA, KIM = PEOPLE[4], PEOPLE[1]


def test_who_did_not_hand_in_stays_empty_or_gets_the_zero_that_was_asked_for():
    assert Moodle().rows([KIM, ADA], POINTS, MOST) == [
        ["ID number", "First name", "Last name", "Email address", "01_twice", "02_other"],
        ["20260002", "영희", "김", "kim@uni.ac.kr", "", ""],
        ["ada", "Ada", "Lovelace", "ada.lovelace@uni.ac.kr", "1.5", ""],
    ]
    assert Canvas(missing_is_zero=True).rows([KIM, ADA], POINTS, MOST) == [
        ["Student", "ID", "SIS Login ID", "Section", "01_twice", "02_other"],
        ["    Points Possible", "", "", "", "2", "3"],
        ["김, 영희", "", "20260002", "", "0", "0"],
        ["Lovelace, Ada", "991", "ada", "", "1.5", "0"],
    ]


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
    for language in ("en", "ko"):
        assert ROOT / carried[f"solutions/{language}"] == classroom.SHELVES[1] / language
