"""The `autograder` command: exit codes 0, 1 and 2, and what it says."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from autograder import cli
from autograder.errors import CourseError

AUTOGRADER = Path(sys.executable).parent / "autograder"


@pytest.fixture
def at(course, cards, monkeypatch):
    """Stand in the small course, with its cards."""
    monkeypatch.chdir(course)
    monkeypatch.setattr(cli, "_cards", lambda: cards)
    return course


def test_build_then_check(at, capsys):
    assert cli.main(["build", "01_twice"]) == 0
    assert capsys.readouterr().out == (
        "wrote solutions/en/01_twice/01_twice.ipynb\n"
        "wrote lessons/en/01_twice/01_twice.ipynb\n"
        "wrote solutions/ko/01_twice/01_twice.ipynb\n"
        "wrote lessons/ko/01_twice/01_twice.ipynb\n"
        "4 notebooks are what their sources give\n"
    )
    assert cli.main(["build", "--check"]) == 0
    assert capsys.readouterr().out == "4 notebooks are what their sources give\n"


def test_check_writes_nothing_and_lists_what_is_stale(at, capsys):
    assert cli.main(["build", "--check"]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.count("the notebook is missing") == 4
    assert not (at / "lessons").exists()


def test_check_finds_orphans(at, capsys):
    cli.main(["build"])
    (at / "solutions/01_twice.py").rename(at / "solutions/02_twice.py")
    cli.main(["build", "02_twice"])
    assert cli.main(["build", "--check"]) == 1
    assert capsys.readouterr().err.count("no source gives this notebook") == 4


def test_an_authoring_mistake_is_told_and_the_other_lessons_are_built(at, capsys):
    text = (at / "solutions/01_twice.py").read_text(encoding="utf-8")
    (at / "solutions/02_broken.py").write_text(text.replace('exercise="double"', 'exercise="relu6"'), encoding="utf-8")
    assert cli.main(["build"]) == 1
    said = capsys.readouterr()
    assert said.err == (
        'error: solutions/02_broken.py:23: exercise "relu6" has no card\n'
        "known: double, leaning, quadruple, silent, warm-up\n"
        "fix:   add a card, or correct the tag\n"
    )
    assert said.out.count("wrote ") == 4


def test_an_unknown_lesson_is_a_wrong_request(at, capsys):
    assert cli.main(["build", "05_other"]) == 2
    assert capsys.readouterr().err.startswith(
        'error: autograder build: there is no lesson "05_other"\nknown: 01_twice\n'
    )


def test_outside_a_course_the_request_is_wrong(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert cli.main(["build"]) == 2
    assert capsys.readouterr().err == (
        f"error: {tmp_path}: there is no course here: neither this folder nor one above it holds nbgrader_config.py and solutions\n"
        "fix:   go to the repository's folder, or to your class's, and run the command again\n"
    )


def test_a_course_is_found_from_the_folders_inside_it(at):
    assert cli.course_root(at / "solutions") == at


def test_demo_refuses_a_lesson_that_is_not_built(at, capsys):
    cli.main(["build"])
    capsys.readouterr()
    assert cli.main(["demo", "03_other"]) == 2
    assert capsys.readouterr().err == (
        'error: autograder demo: there is no built lesson "03_other"\n'
        "known: 01_twice\nfix:   choose one of them, or run autograder build\n"
    )


def test_demo_refuses_a_folder_with_something_in_it(at, capsys):
    cli.main(["build"])
    capsys.readouterr()
    assert cli.main(["demo", "01_twice", "--folder", str(at)]) == 2
    assert capsys.readouterr().err == (
        f"error: autograder demo: {at} is not an empty folder\nfix:   name a new or empty folder, or none\n"
    )


def test_every_command_has_help():
    shown = subprocess.run([AUTOGRADER, "--help"], capture_output=True, text=True, check=True).stdout
    for command in ("build", "demo"):
        assert command in shown
        helped = subprocess.run([AUTOGRADER, command, "--help"], capture_output=True, text=True, check=False)
        assert helped.returncode == 0
    assert subprocess.run([AUTOGRADER, "bild"], capture_output=True, env=os.environ, check=False).returncode == 2


def test_an_error_without_known_names_has_two_lines():
    error = CourseError(where="a.py:1", what="it is wrong", fix="mend it")
    assert str(error) == "error: a.py:1: it is wrong\nfix:   mend it"
