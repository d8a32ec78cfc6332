"""A run may be killed, repeated or find half of its work done: nobody is graded twice, nobody loses anything."""

import contextlib
import os
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

import pytest

from autograder.grade.course import grade as grade_class
from autograder.grade.gradebook import grade_writer, gradebook
from autograder.grade.gradebook.gradebook import scores
from autograder.grade.gradebook.settings import Course
from autograder.grade.workers import local_workers, pool
from tests.autograder.grade.whole_class import LESSON, NOTEBOOK, grade, points

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("nbgrader")]


def test_everybody_of_a_run_is_asked_the_same_and_nobody_knows_it_beforehand(fresh):
    def seeds(**options):
        return {
            row.record["seed"] for row in grade(fresh, only=["perfect", "untouched"], force=True, **options).values()
        }

    (one,), (other,) = seeds(), seeds()
    assert one != other
    assert seeds(seed=one) == {one}


def test_only_what_changed_is_graded_again_and_a_persons_points_stay(fresh):
    grade(fresh)
    with gradebook.opened(Course.at(fresh)) as book:
        book.find_grade("check-step", LESSON, LESSON, "untouched").manual_score = 1.5
        book.db.commit()
    file = fresh / "submitted" / "untouched" / NOTEBOOK
    file.write_text(file.read_text(encoding="utf-8") + " ", encoding="utf-8")
    rows = grade(fresh)
    assert [name for name, row in rows.items() if not row.skipped] == ["untouched"]
    assert points(fresh)["untouched"]["check-step"] == 1.5


def test_a_run_that_is_killed_goes_on_where_it_stopped(fresh, stock):
    run = subprocess.Popen(
        [sys.executable, "-W", "ignore", "-c", KILLED, str(fresh)], stdout=subprocess.PIPE, stdin=subprocess.DEVNULL, text=True, start_new_session=True
    )  # fmt: skip
    try:
        assert [run.stdout.readline() for _ in range(2)] == ["done\n"] * 2
        os.kill(run.pid, 9)
        end = time.monotonic() + 30
        while (left := of_session(run.pid)) and time.monotonic() < end:
            time.sleep(0.05)
        assert left == [], "workers and sandboxes go with the process that began them"
    finally:
        for pid in (run.pid, *of_session(run.pid)):
            os.kill(pid, 9)
        run.communicate()
    rows = grade(fresh)
    assert sum(row.skipped for row in rows.values()) >= 2
    assert scores(Course.at(fresh), LESSON) == stock[1]


def of_session(session):
    """The processes that a program began, itself apart."""
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            fields = (entry / "stat").read_text().rsplit(")", 1)[1].split()
            if int(fields[3]) == session and fields[0] != "Z" and int(entry.name) != session:
                found.append(int(entry.name))
    return found


KILLED = """
import sys
from functools import partial
from pathlib import Path
from autograder.grade.course import grade
from autograder.grade.gradebook.settings import Course
from autograder.grade.gradebook.settings import Course
if __name__ == "__main__":
    for row in grade(Course.at(Path(sys.argv[1])), "01_perceptron", language="en", isolation="namespaces", workers=1):
        print("done", flush=True)
"""


def test_a_graded_record_reaches_the_gradebook_even_if_the_run_ended_in_between(fresh, monkeypatch):
    monkeypatch.setattr(grade_writer.GradeWriter, "save", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
    with pytest.raises(KeyboardInterrupt):
        grade(fresh, only=["perfect"])
    assert scores(Course.at(fresh), LESSON) == {}
    monkeypatch.undo()
    unfinished = fresh / "autograded" / "perfect" / LESSON / f".{LESSON}.ipynb.0123abcd"
    unfinished.parent.mkdir(parents=True, exist_ok=True)
    unfinished.write_text("half a note")
    monkeypatch.setattr(pool, "records", None)  # nothing needs to be judged again
    assert grade(fresh, only=["perfect"])["perfect"].points == 20.0
    assert not unfinished.exists()
    assert points(fresh)["perfect"]["check-step"] == 2.0


def test_a_worker_that_is_killed_costs_nobody_anything(fresh, stock):
    made = []

    def executor():
        made.append(local_workers.processes(2))
        if len(made) == 1:
            made[0].submit = partial(given_and_killed, made[0], made[0].submit)
        return made[-1]

    def given_and_killed(pool, submit, *work):
        pool.submit = submit
        given = submit(*work)  # later, on a fast machine, nobody might have anything left to lose
        os.kill(next(iter(pool._processes)), 9)
        return given

    course = Course.at(fresh)
    rows = list(grade_class(course, LESSON, language="en", isolation="namespaces", workers=2, executor=executor))
    assert len(made) > 1
    assert {row.record["status"] for row in rows} == {"graded"}
    assert scores(Course.at(fresh), LESSON) == stock[1]
