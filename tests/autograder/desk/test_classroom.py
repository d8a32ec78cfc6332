"""Setting a class up refuses what it cannot do before anything is written, and one command at a time works on a class."""

import os
import signal
import subprocess
import sys
from datetime import datetime

import pytest
from traitlets.config import Config

from autograder import cli, lock, rights
from autograder.config import configure, languages
from autograder.desk import classroom, status, week
from autograder.errors import CourseError
from autograder.grade.gradebook import gradebook
from autograder.grade.gradebook.settings import Course
from autograder.late import PerDay


@pytest.fixture
def asked(tmp_path, room, monkeypatch):
    """Calls `new` with the room's notebooks and one changed word."""
    monkeypatch.setattr(classroom, "SHELVES", (room / "solutions",))
    (tmp_path / "students.csv").write_text("id\nada\n", encoding="utf-8")

    def new(folder=tmp_path / "fresh", **changes):
        return classroom.new(folder, tmp_path / "students.csv", **{"spoken": ("en",), **changes})

    return new


REFUSED = {
    "late": ({"late": "sometimes"}, '--late: "sometimes" is no rule for coming late', (), "write none, zero (no points), or how many percent a day costs, such as 10"),
    "course": ({"course": "a/b"}, '--course-id: "a/b" cannot be the name of a course', (), "use letters, digits, - and _"),
    "address": ({"address": "nowhere"}, "--db: the address of the database cannot be read", (), "write it like postgresql+psycopg://USER@HOST/NAME, or leave it out for a file in the folder"),
    "date": ({"due": ["01_twice=soon"]}, '--due: "01_twice=soon" is no date for a lesson', (), 'write LESSON=DATE, such as 01_perceptron=2026-09-14 or 01_perceptron="2026-09-14 18:00+09:00"'),
    "lesson": ({"due": ["09_no=2026-09-01"]}, '--due: there is no lesson "09_no"', ("01_twice", "02_other"), "choose one of them"),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_a_wrong_option_is_told_before_anything_is_made(asked, tmp_path, name):
    changes, what, known, fix = REFUSED[name]
    with pytest.raises(CourseError) as caught:
        asked(**changes)
    lines = [f"error: {what}", *([f"known: {', '.join(known)}"] if known else []), f"fix:   {fix}"]
    assert (str(caught.value), caught.value.code) == ("\n".join(lines), 2)
    assert not (tmp_path / "fresh").exists()


def test_a_folder_with_something_else_in_it_is_left_alone(asked, tmp_path):
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "thesis.txt").write_text("all of it")
    with pytest.raises(CourseError) as caught:
        asked(tmp_path / "mine")
    what = f"error: {tmp_path / 'mine'}: the folder is not empty and holds no class"
    assert str(caught.value) == f"{what}\nfix:   name a new or empty folder, or a class's"
    assert [path.name for path in (tmp_path / "mine").iterdir()] == ["thesis.txt"]


def test_without_notebooks_with_answers_there_is_no_class(asked, tmp_path, monkeypatch):
    monkeypatch.setattr(classroom, "SHELVES", (tmp_path / "none",))
    with pytest.raises(CourseError) as caught:
        asked()
    assert str(caught.value) == (
        "error: autograder class new: the notebooks with answers are not installed\n"
        "fix:   install dlcourse again, or work from a clone"
    )


def test_setting_up_that_was_killed_goes_on(asked, tmp_path, monkeypatch):
    monkeypatch.setattr(classroom, "_enrol", lambda *words, **more: (_ for _ in ()).throw(KeyboardInterrupt))
    with pytest.raises(KeyboardInterrupt):
        asked()
    (tmp_path / "fresh" / "nbgrader_config.py").unlink()  # or a little earlier
    enrolled = []
    monkeypatch.setattr(
        classroom, "_enrol", lambda its, read, kept: enrolled.extend(read.people) or classroom.Made(1, 0, (), kept)
    )
    assert asked() == classroom.Made(1, 0, (), False)
    assert [one.id for one in enrolled] == ["ada"]
    assert classroom.lessons(tmp_path / "fresh") == ["01_twice", "02_other"]


def test_dates_mean_the_end_of_a_day_or_the_moment_with_its_zone(room):
    shelf = room / "solutions"
    assert classroom._due("01_twice=2026-09-01", shelf)[1] == datetime(2026, 9, 1, 23, 59, 59).astimezone()
    exact = classroom._due("01_twice=2026-09-01 18:00+09:00", shelf)[1]
    assert exact == datetime.fromisoformat("2026-09-01T09:00:00+00:00")


@pytest.mark.parametrize(("days", "taken"), [(0.5, 1.0), (1.0, 1.0), (1.1, 2.0), (30, 10.0)])
def test_coming_late_costs_a_part_for_each_day_begun(days, taken):
    assert PerDay(percent=10.0).late_submission_penalty("ada", 10.0, days * 86400) == taken


def test_the_folder_says_which_languages_the_class_has(room):
    from traitlets.config import Config

    assert languages(room) == ("en",)
    (room / "solutions" / "en").rename(room / "solutions" / "ko")
    config = Config()
    configure(config, room)
    assert (classroom.own_language(room), config.CourseDirectory.source_directory) == ("ko", "solutions/ko")


def test_a_language_the_class_has_not_is_told(room):
    with pytest.raises(CourseError) as caught:
        week.release(Course.at(room), "01_twice", ["ko"])
    assert str(caught.value) == (
        f"error: {room}: the class has no ko\n"
        "fix:   run autograder class new again with --lang both; nothing of the class is lost"
    )


def test_feedback_before_grading_is_told(room):
    with pytest.raises(CourseError) as caught:
        list(week.feedback(Course.at(room), "01_twice", "en"))
    assert str(caught.value) == (
        f"error: {room}: nothing of 01_twice is graded yet\nfix:   grade it first: autograder grade 01_twice"
    )


def test_asking_where_a_class_stands_makes_nothing(room):
    rows, count = status.read(Course.at(room))
    assert ([row.next for row in rows], count) == (["autograder release 01_twice", "autograder release 02_other"], 5)
    assert not (room / "gradebook.db").exists()


NOW = status.Row("01_twice", ("en",), 3, 3, 0, 3, ("csv",), False)


@pytest.mark.parametrize(
    ("changes", "command"),
    [
        ({"released": ()}, "autograder release 01_twice"),
        ({"collected": 0}, "autograder collect 01_twice FROM"),
        ({"graded": 2}, "autograder grade 01_twice"),
        ({"to_read": 1}, "autograder formgrade"),
        ({"feedback": 2}, "autograder feedback 01_twice"),
        ({"exported": ()}, "autograder export"),
        ({}, ""),
    ],
)
def test_each_state_has_its_next_command(changes, command):
    from dataclasses import replace

    assert replace(NOW, **changes).next == command


def test_grades_that_changed_since_the_export_are_seen():
    before = {"ada": gradebook.HandedIn(1.0, 2.0, 0)}
    after = {"ada": gradebook.HandedIn(2.0, 2.0, 0)}
    assert week.digest(before) != week.digest(after)
    assert week.digest(before) == week.digest({"ada": gradebook.HandedIn(1.0, 2.0, 1)})


def test_two_commands_on_one_class_the_second_is_told_and_a_killed_one_lets_go(tmp_path):
    hold = "import sys, time; from autograder.lock import held; from pathlib import Path\nwith held(Path(sys.argv[1]), 'collect'):\n print('held', flush=True); time.sleep(600)"
    other = subprocess.Popen([sys.executable, "-c", hold, str(tmp_path)], stdout=subprocess.PIPE, text=True)
    try:
        assert other.stdout.readline() == "held\n"
        with pytest.raises(CourseError) as caught, lock.held(tmp_path, "grade"):
            pass
        sentence = (
            f"error: {tmp_path}: somebody is working on this class: {rights.me()} "
            f"(autograder collect, process {other.pid})\n"
            "fix:   wait until it is done, then run the command again; nothing was changed"
        )
        assert str(caught.value) == sentence
        configure(c := Config(), tmp_path)  # nbgrader's own grading and formgrader's button ask as well
        with pytest.raises(SystemExit) as ended:
            c.Autograde.pre_convert_hook(assignment="01_twice", student="ada", notebooks=[])
        assert ended.value.code == sentence
    finally:
        os.kill(other.pid, signal.SIGKILL)
        other.wait()
        other.stdout.close()
    c.Autograde.pre_convert_hook(assignment="01_twice", student="ada", notebooks=[])
    with lock.held(tmp_path, "grade"):
        assert (tmp_path / lock.HOLDER).read_text() == f"{rights.me()} (autograder grade, process {os.getpid()})\n"
    assert not (tmp_path / lock.HOLDER).exists(), "nobody is at work"


def test_a_class_on_a_disk_that_cannot_be_locked_is_told(tmp_path):
    (tmp_path / "desk").write_text("")
    with pytest.raises(CourseError) as caught, lock.held(tmp_path, "grade"):
        pass
    assert str(caught.value) == (
        f"error: {tmp_path}: the folder cannot be locked (File exists)\n"
        "fix:   make room or rights, or move the class to a disk of this machine, then run the command again"
    )


def test_a_class_without_roster_a_wrong_language_and_an_empty_exchange_are_told(room, monkeypatch, capsys):
    monkeypatch.chdir(room)
    (room / "roster.csv").rename(room / "old.csv")
    assert cli.main(["collect", "01_twice", "."]) == 2
    assert capsys.readouterr().err == (
        f"error: {room}: the class has no roster, so nobody can be recognised\n"
        "fix:   run autograder class add students.csv first\n"
    )
    monkeypatch.setenv("DLCOURSE_LANG", "fr")
    assert cli.main(["status"]) == 2
    assert capsys.readouterr().err == (
        "error: DLCOURSE_LANG: language is 'fr', expected one of: en, ko.\nfix:   set it to en or ko, or leave it out\n"
    )


def test_a_folder_with_nothing_in_it_is_told(room, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(room)
    (tmp_path / "empty").mkdir()
    assert cli.main(["collect", "01_twice", str(tmp_path / "empty")]) == 1
    assert capsys.readouterr().out == (
        "01_twice: 0 new, 0 newer, 0 unchanged, 0 older, 0 not taken\n"
        f"{tmp_path / 'empty'} holds no notebook\nnext: autograder collect 01_twice FROM\n"
    )


def test_what_nbgrader_says_of_the_exchange_is_handed_on(room, monkeypatch, capsys):
    monkeypatch.chdir(room)
    why, last = "[CollectApp | CRITICAL] You don't own it", "[CollectApp | ERROR] nbgrader collect failed"
    for said, told in ((f"[CollectApp | INFO] looking\n{last}\n", last), (f"{why}\n{last}\n", why), ("", "?")):
        failed = subprocess.CompletedProcess([], 1, "", said)
        monkeypatch.setattr("autograder.desk.command.subprocess.run", lambda *words, failed=failed, **more: failed)
        assert cli.main(["collect", "01_twice", "--exchange"]) == 1
        assert capsys.readouterr().err == (
            f"error: 01_twice: nbgrader could not collect from the exchange: {told}\n"
            "fix:   check c.Exchange.root in nbgrader_config.py\n"
        )


def test_a_lesson_nbgrader_cannot_release_is_told(room, monkeypatch):
    monkeypatch.setattr(week.nbgrader_api, "release", lambda *words, **more: "Traceback\nValueError: odd\n")
    with pytest.raises(CourseError) as caught:
        week.release(Course.at(room), "01_twice", ["en"])
    assert str(caught.value) == (
        f"error: 01_twice: nbgrader could not release the lesson: odd\nfix:   read {room / 'grading.log'}"
    )


def test_of_two_languages_the_gradebook_keeps_the_first(room, monkeypatch):
    (room / "solutions" / "ko" / "01_twice").mkdir(parents=True)
    asked = []
    monkeypatch.setattr(
        week.nbgrader_api, "release", lambda course, lesson, spoken, book: asked.append((spoken, book)) or ""
    )
    week.release(Course.at(room), "01_twice", ["en", "ko"])
    assert asked == [("ko", False), ("en", True)]
