"""What an instructor types, and what they read."""

import argparse

import pytest

from autograder.errors import CourseError
from autograder.grade import command, course
from autograder.grade.course import Graded
from autograder.grade.handed_in import collect
from autograder.grade.wall import probe
from autograder.grade.wall.probe import Probe
from dlcourse import language


def asked(*words):
    parser = argparse.ArgumentParser()
    command.add_to(parser.add_subparsers())
    return parser.parse_args(words)


def record(status, reason=None):
    return {"status": status, "reason": reason and {"en": reason, "ko": "이유"}, "scores": {}}


def test_a_class_ends_with_a_line_and_a_table_of_what_to_look_at(monkeypatch, capsys, tmp_path):
    rows = [
        Graded("bob", record("review", "The file is empty.")),
        Graded("ada", record("graded")),
        Graded("eve", record("graded"), skipped=True),
    ]
    options = {}
    bars = []
    bar = command._progress
    monkeypatch.setattr(command, "_progress", lambda console, doing: bars.append(doing) or bar(console, doing))
    monkeypatch.setattr(probe, "best", lambda named: "landlock")
    monkeypatch.setattr(collect, "students", lambda folder, lesson: ["ada", "bob", "eve"])
    monkeypatch.setattr(course, "grade", lambda *words, **more: options.update(more) or iter(rows))
    monkeypatch.setattr(course, "get_ready", lambda *words: None)
    for name in ("ada", "bob", "eve"):
        (tmp_path / "submitted" / name).mkdir(parents=True)
    words = asked("grade", "01_perceptron", "--force", "--seed", "7", "--workers", "3")
    assert words.grading(words, tmp_path) == 1
    said = capsys.readouterr().out
    assert "1 graded, 1 unchanged since the last time, 1 to look at; isolation: landlock" in said.splitlines()
    assert "The file is empty." in said
    assert "what to look at" in said
    assert (options["seed"], options["workers"], options["force"], options["only"]) == (
        7,
        3,
        True,
        ["ada", "bob", "eve"],
    )
    assert said.splitlines()[-1] == (
        "next: autograder feedback 01_perceptron, or autograder formgrade for answers in words"
    )
    monkeypatch.setattr(language, "_chosen", "ko")
    words.grading(words, tmp_path)
    said = capsys.readouterr().out
    assert "채점 1명, 지난번과 같음 1명, 살펴볼 것 1명, 격리 수준: landlock" in said.splitlines()
    assert "학습자" in said
    assert "살펴볼 것" in said
    assert "채점하는 중" in bars
    assert said.splitlines()[-1] == (
        "다음: autograder feedback 01_perceptron, 글로 쓴 답을 읽으려면 autograder formgrade"
    )
    rows[0] = Graded("bob", record("graded"))
    assert words.grading(words, tmp_path) == 0


def test_a_number_of_workers_below_zero_is_refused(tmp_path):
    words = asked("grade", "01_perceptron", "--workers", "-1")
    with pytest.raises(CourseError) as caught:
        words.grading(words, tmp_path)
    assert str(caught.value) == (
        "error: autograder grade: --workers is -1\nfix:   name a number of 1 or more, or leave it out"
    )


def test_a_mistyped_student_is_a_wrong_request_and_enters_no_gradebook(tmp_path):
    (tmp_path / "submitted" / "zoé" / "01_perceptron").mkdir(parents=True)
    words = asked("grade", "01_perceptron", "--student", "zoe")
    with pytest.raises(CourseError) as caught:
        words.grading(words, tmp_path)
    assert str(caught.value) == (
        "error: --student zoe: nobody of this name handed in 01_perceptron\n"
        "known: zoé\n"
        "fix:   name somebody who did, or collect the submission first"
    )
    assert caught.value.code == 2
    assert [path.name for path in tmp_path.iterdir()] == ["submitted"]


def test_the_doctor_says_what_holds(monkeypatch, capsys, tmp_path):
    results = {
        "namespaces": Probe(
            "namespaces", (), (), "the sandbox (namespaces) did not start: bubblewrap is not installed"
        ),
        "landlock": Probe("landlock", ("network", "memory"), ()),
    }
    monkeypatch.setattr(probe, "probe", results.__getitem__)
    words = asked("doctor")
    assert words.grading(words, tmp_path) == 0
    assert capsys.readouterr().out == (
        "namespaces: does not hold: the sandbox (namespaces) did not start: bubblewrap is not installed\n"
        "landlock: holds (2 ways out were tried)\n"
        "landlock: what is written in all is limited\n"
        "landlock: the memory of all processes together is limited\n"
    )
    results["landlock"] = Probe("landlock", (), ("network",))
    assert words.grading(words, tmp_path) == 1
    assert capsys.readouterr().out.endswith(
        "landlock: does not hold: network\n"
        "submissions are refused here unless you accept the risk by name: --isolation none\n"
    )
