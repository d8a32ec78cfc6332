"""A busy machine makes a run slower, never wrong: we wait longer, a sandbox that does not start is tried again, and in the
end there is a sentence.
"""

from concurrent.futures import Future
from typing import ClassVar

import pytest

from autograder.errors import CourseError
from autograder.grade.wall.sandbox import MissingError, SandboxError
from autograder.grade.workers import pool
from autograder.grade.workers.pool import Item
from dlcourse import busy as how_busy
from dlcourse.time_limit import Allowance, on_the_clock

ITEM = Item("ada", '{"cells": []}', b"", "namespaces", 1)


def busy(monkeypatch, tmp_path, text, cores=2):
    monkeypatch.setattr(how_busy, "_NOW", tmp_path / "loadavg")
    monkeypatch.setattr(how_busy.os, "cpu_count", lambda: cores)
    how_busy._waiting.cache_clear()
    if text is not None:
        (tmp_path / "loadavg").write_text(text)


@pytest.mark.parametrize(
    ("text", "slower"),
    [
        ("0.10 1.00 1.00 1/300 77", 1.0),
        ("2.00 1.00 1.00 2/300 77", 1.0),
        ("20.00 9.00 1.00 1/300 77", 15.0),
        ("1.00 9.00 1.00 20/300 77", 15.0),
        ("9000.00 9.00 1.00 1/300 77", 60.0),
        ("what", 1.0),
        (None, 1.0),
    ],
)
def test_we_wait_as_much_longer_as_others_wait_for_a_processor(monkeypatch, tmp_path, text, slower):
    busy(monkeypatch, tmp_path, text)
    assert how_busy.slowness() == slower
    # by the grader and by a learner's own check
    assert (on_the_clock(2.0), Allowance(2.0).clock) == (10.0 * slower, 10.0 * slower)


class Grading:
    """Stands in for a grader whose sandbox starts at the last of some tries."""

    failing: ClassVar[list] = []
    starts: ClassVar[list] = []

    def __init__(self, released, cards, level, *, start):
        self.starts.append(start)

    def get_ready(self, seed):
        if self.failing:
            raise self.failing.pop(0)

    def close(self):
        pass

    def __enter__(self):
        return self

    def __exit__(self, *_):
        pass


@pytest.fixture
def grading(monkeypatch):
    slept = []
    monkeypatch.setattr(pool, "Grader", Grading)
    monkeypatch.setattr(pool.time, "sleep", slept.append)
    monkeypatch.setattr(Grading, "starts", [])
    return slept


def test_a_sandbox_that_does_not_start_is_tried_again_with_more_patience(monkeypatch, grading):
    monkeypatch.setattr(Grading, "failing", [SandboxError("late")] * 3)
    assert isinstance(pool._ready(ITEM), Grading)
    assert (grading, Grading.starts) == ([1.0, 5.0, 20.0], [30.0, 60.0, 90.0, 120.0])


def test_not_for_ever(monkeypatch, grading):
    monkeypatch.setattr(Grading, "failing", [SandboxError("late")] * 9)
    with pytest.raises(SandboxError, match="late"):
        pool._ready(ITEM)
    assert len(Grading.starts) == 4


def test_what_is_missing_is_not_waited_for(monkeypatch, grading):
    monkeypatch.setattr(Grading, "failing", [MissingError("not installed")])
    with pytest.raises(MissingError, match="not installed"):
        pool._ready(ITEM)
    assert grading == []


class Inline:
    def submit(self, do, *args):
        done: Future = Future()
        try:
            done.set_result(do(*args))
        except Exception as error:
            done.set_exception(error)
        return done

    def shutdown(self, **_):
        pass


def test_in_the_end_there_is_a_sentence_and_no_traceback():
    def never(items):
        raise SandboxError("the sandbox (namespaces) did not start: the partner does not answer")

    with pytest.raises(CourseError) as caught:
        list(pool.records(iter([ITEM]), Inline, 1, never))
    assert str(caught.value) == (
        "error: autograder grade: the sandbox (namespaces) did not start: the partner does not answer\n"
        "fix:   run autograder doctor; when the machine is less busy run the command again: it goes on where it stopped"
    )
