"""Newer lessons come into a class on request alone, with what changes; and the small things around a week."""

import argparse
import json

import pytest

from autograder import cli
from autograder.desk import classroom, formgrader, lessons, lessons_command, week
from autograder.errors import CourseError
from autograder.grade.gradebook.settings import Course

LESSON = "01_twice"


def cell(name, text, points=None):
    grading = {"grade_id": name, "solution": points is None} | (
        {} if points is None else {"grade": True, "points": points}
    )
    return {"cell_type": "code", "metadata": {"nbgrader": grading}, "source": text}


def written(path, *cells):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps({"cells": cells}), encoding="utf-8")
    return path


@pytest.fixture
def both(room, tmp_path, monkeypatch):
    """A class's notebook and the installed course's newer one."""
    monkeypatch.setattr(classroom, "SHELVES", (tmp_path / "shelf",))
    mine = written(
        room / "solutions" / "en" / LESSON / f"{LESSON}.ipynb",
        cell("a", "old"),
        cell("gone", "x"),
        cell("check-a", "c", 2),
    )
    courses = written(
        tmp_path / "shelf" / "en" / LESSON / f"{LESSON}.ipynb",
        cell("a", "new"),
        cell("check-a", "c", 3),
        cell("check-b", "d", 1),
    )
    return mine, courses


def told(room, capsys, *words):
    parser = argparse.ArgumentParser()
    lessons_command.add_to(parser.add_subparsers(), lambda run: run)
    asked = parser.parse_args(["lessons", *words])
    assert asked.grading(asked, room) == 0
    return capsys.readouterr().out


def test_what_differs_is_said_taken_over_and_brought_back(room, both, capsys):
    mine, courses = both
    before, after = mine.read_bytes(), courses.read_bytes()
    (room / "submitted" / "ada" / LESSON).mkdir(parents=True)
    said = (
        f"{LESSON} (en): 1 cells new, 1 gone, 1 changed: check-b, gone, a\n"
        "  check-a: 2 -> 3 points\n  check-b: no -> 1 points\n"
        f"{LESSON}: 1 learners handed it in already; nbgrader does not release other questions under the same name to them\n"
    )
    assert told(room, capsys) == f"{said}to take them over: autograder class lessons --take\n"
    assert mine.read_bytes() == before
    kept = room / "desk" / "earlier" / "lessons" / LESSON / "en" / "1.ipynb"
    assert told(room, capsys, "--take") == (
        f"{said}{LESSON} (en): taken over; the earlier one is kept: {kept}\nnext: autograder release {LESSON}\n"
    )
    assert (mine.read_bytes(), kept.read_bytes()) == (after, before)
    assert told(room, capsys) == "the class's lessons are those of the installed course\n"
    assert told(room, capsys, "--back", LESSON) == f"brought back: {mine}\n"
    assert (mine.read_bytes(), kept.read_bytes()) == (before, after)
    assert "-old\n+new\n" in told(room, capsys, "--diff")


def test_where_nothing_was_taken_over_nothing_comes_back(room, both):
    with pytest.raises(CourseError) as said:
        lessons.back(room, [LESSON])
    assert str(said.value) == (
        f"error: {room}: no earlier version of {LESSON} is kept\nfix:   leave --back out to see what differs"
    )


TRACE = (
    "[GenerateAssignmentApp | ERROR] There was an error processing assignment: x\n"
    "[GenerateAssignmentApp | ERROR] Traceback (most recent call last):\n  File x\n"
    "nbgrader.api.Surprise: no\n"
    "{told}\n"
    "[GenerateAssignmentApp | ERROR] Please see the the above traceback for details on the specific errors.\n"
)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (
            "[GenerateAssignmentApp | ERROR] Failed to convert: the cell has no id",
            "nbgrader could not release the lesson: Failed to convert: the cell has no id\nfix:   read {log}",
        ),
        (
            "RuntimeError: Cannot add or remove cells, because there are submissions",
            "its questions or exercises are others than those that learners handed in already\n"
            "fix:   bring the earlier notebook back (autograder class lessons --back), or give the new one another name; nothing "
            "was changed",
        ),
    ],
)
def test_a_release_that_fails_says_the_true_reason(room, monkeypatch, line, said):
    monkeypatch.setattr(week.nbgrader_api, "release", lambda *_, **more: TRACE.format(told=line))
    with pytest.raises(CourseError) as caught:
        week.release(Course.at(room), LESSON, ["en"])
    assert str(caught.value) == f"error: {LESSON}: {said.format(log=room / 'grading.log')}"


@pytest.mark.parametrize(
    ("words", "root", "flags"),
    [
        ([], 1000, []),
        (["--port", "8890", "--no-browser"], 1000, ["--ServerApp.port=8890", "--no-browser"]),
        ([], 0, ["--allow-root"]),
    ],
)
def test_formgrader_has_a_port_and_needs_no_browser(monkeypatch, words, root, flags):
    monkeypatch.setattr(formgrader.os, "geteuid", lambda: root, raising=False)
    parser = argparse.ArgumentParser()
    formgrader.add_to(parser.add_subparsers(), lambda run: run)
    asked = parser.parse_args(["formgrade", *words])
    assert formgrader._flags(asked) == ["--LabApp.default_url=/formgrader/manage_assignments", *flags]


def test_who_reads_only_the_beginning_sees_no_traceback(monkeypatch, capfd):
    def broken(_):
        raise BrokenPipeError

    monkeypatch.setattr(cli, "_run", broken)
    monkeypatch.setattr(cli.os, "dup2", lambda *_: None)
    assert cli.main(["status"]) == 1
    assert capfd.readouterr().err == ""
