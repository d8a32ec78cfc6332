"""What stands in the way of a grading is told in one sentence, and the next run goes on where it stopped."""

import errno
import shutil
import sqlite3
import threading

import pytest

from autograder.errors import CourseError
from autograder.grade.course import grade as grade_class
from autograder.grade.gradebook import grade_writer, nbgrader_api
from autograder.grade.gradebook.gradebook import scores
from autograder.grade.gradebook.settings import Course
from autograder.grade.workers import pool
from tests.autograder.grade.whole_class import LESSON, grade, points

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("nbgrader")]


def test_wrong_requests_are_told(fresh, tmp_path_factory):
    empty = tmp_path_factory.mktemp("empty")
    with pytest.raises(CourseError) as caught:
        list(grade_class(Course.at(empty), LESSON, language="en", isolation="namespaces"))
    assert str(caught.value) == (
        f"error: {empty}: there is no gradebook here\n"
        f"fix:   release the lesson first: nbgrader generate_assignment {LESSON}"
    )
    with pytest.raises(CourseError) as caught:
        list(grade_class(Course.at(fresh), "99_dreams", language="en", isolation="namespaces"))
    assert str(caught.value) == (
        f"error: {Course.at(fresh).address}: the gradebook knows no lesson 99_dreams\n"
        f"known: {LESSON}\n"
        "fix:   name one of them, or release it first: nbgrader generate_assignment 99_dreams"
    )
    shutil.rmtree(fresh / "submitted")
    with pytest.raises(CourseError) as caught:
        grade(fresh)
    assert str(caught.value) == (
        f"error: {fresh / 'submitted'}: the submissions cannot be listed (No such file or directory)\n"
        "fix:   collect them with nbgrader, or put them into submitted/STUDENT/LESSON/LESSON.ipynb"
    )
    (fresh / "submitted").mkdir()
    with pytest.raises(CourseError) as caught:
        grade(fresh)
    assert str(caught.value) == (
        f"error: {fresh / 'submitted'}: nobody handed in {LESSON}\n"
        "fix:   collect the submissions with nbgrader, or put them into submitted/STUDENT/LESSON/LESSON.ipynb"
    )


def test_a_gradebook_that_somebody_holds_is_told_and_nothing_is_lost(fresh, monkeypatch):
    monkeypatch.setattr(grade_writer, "_PATIENCE", (0.1,))
    monkeypatch.setattr(grade_writer, "_LOCK_SECONDS", 0.2)
    holder = sqlite3.connect(fresh / "gradebook.db", isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    with pytest.raises(CourseError) as caught:
        grade(fresh, only=["perfect"])
    assert str(caught.value) == (
        f"error: {Course.at(fresh).address}: the gradebook would not take a grade of perfect (database is locked)\n"
        "fix:   close what else uses it, then run the command again: it goes on where it stopped"
    )
    holder.execute("ROLLBACK")
    holder.close()
    monkeypatch.setattr(pool, "records", None)  # nothing needs to be judged again
    assert grade(fresh, only=["perfect"])["perfect"].points == 20.0
    assert points(fresh)["perfect"]["check-step"] == 2.0


@pytest.mark.parametrize("held", [12.0])  # seconds; nbgrader by itself gives up after five, and takes some to start
def test_nbgrader_waits_for_a_gradebook_that_somebody_holds(fresh, held):
    holder = sqlite3.connect(fresh / "gradebook.db", isolation_level=None, check_same_thread=False)
    holder.execute("BEGIN EXCLUSIVE")
    let_go = threading.Timer(held, holder.execute, ["ROLLBACK"])
    let_go.start()
    assert list(nbgrader_api.grade(Course.at(fresh), LESSON, "en", ["perfect"])) == [("perfect", "")]
    let_go.join()
    holder.close()


def test_a_full_disk_is_told_and_nothing_is_lost(fresh, monkeypatch):
    (fresh / "autograded").symlink_to("/dev/full")
    with pytest.raises(CourseError) as caught:
        grade(fresh, only=["perfect"])
    target = fresh / "autograded" / "perfect" / LESSON / f"{LESSON}.ipynb"
    assert str(caught.value) == (
        f"error: {target}: the graded notebook could not be written (Not a directory)\n"
        "fix:   make room or rights, then run the command again: it goes on where it stopped"
    )
    (fresh / "autograded").unlink()

    def full(descriptor):
        raise OSError(errno.ENOSPC, "No space left on device")

    (fresh / "grading" / f"{LESSON}.jsonl").unlink()
    monkeypatch.setattr("autograder.grade.journal.os.fsync", full)
    with pytest.raises(CourseError) as caught:
        grade(fresh, only=["perfect"])
    assert str(caught.value) == (
        f"error: {fresh / 'grading' / LESSON}.jsonl: the journal of the gradings could not be written (No space left on device)\n"
        "fix:   make room or rights, then run the command again: it goes on where it stopped"
    )
    assert scores(Course.at(fresh), LESSON) == {}
    monkeypatch.undo()
    assert grade(fresh, only=["perfect"])["perfect"].points == 20.0


def test_a_graded_notebook_that_cannot_be_finished_stays_as_it_was(fresh, monkeypatch):
    grade(fresh, only=["perfect"])
    room = fresh / "autograded" / "perfect" / LESSON
    before = {path.name: path.read_bytes() for path in room.iterdir()}

    def full(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("dlcourse.files.os.replace", full)
    with pytest.raises(CourseError) as caught:
        grade(fresh, only=["perfect"], force=True)
    assert str(caught.value) == (
        f"error: {room / LESSON}.ipynb: the graded notebook could not be written (No space left on device)\n"
        "fix:   make room or rights, then run the command again: it goes on where it stopped"
    )
    assert {path.name: path.read_bytes() for path in room.iterdir()} == before
    monkeypatch.undo()
    assert grade(fresh, only=["perfect"])["perfect"].points == 20.0


def test_settings_that_do_not_load_are_told(fresh):
    (fresh / "nbgrader_config.py").write_text("c.CourseDirectory.db_url = 5 +\n", encoding="utf-8")
    with pytest.raises(CourseError) as caught:
        grade(fresh)
    said = str(caught.value)
    assert said.startswith(
        f"error: {fresh / 'nbgrader_config.py'}: the settings do not load (SyntaxError: invalid syntax"
    )
    assert said.endswith("\nfix:   correct the file; three lines are enough, as in the repository")
