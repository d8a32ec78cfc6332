"""Judging has a limit of memory, and an answer far larger than the right one is not looked at."""

import socket
import sys
import time

import numpy as np
import pytest

from autograder.grade.judging.asking import Asking
from autograder.grade.judging.bounds import DRIVEN, MEMORY, PLAIN, Memory, most_of, size, too_large
from autograder.grade.judging.task import Task
from autograder.grade.wall.channel import Channel
from dlcourse.exercises import CARDS
from dlcourse.exercises.outcome import Strange
from dlcourse.time_limit import TimeUp, limit


@pytest.mark.skipif(sys.platform != "linux", reason="the limit is Linux's")
def test_memory_beyond_the_limit_is_refused_and_afterwards_it_is_there_again():
    memory = Memory()
    with memory.bounded():
        assert np.ones(MEMORY // 32).size
        with pytest.raises(MemoryError):
            np.ones(MEMORY // 4)  # twice as much: what other tests freed may be there again
    assert np.ones(MEMORY // 4).size


def test_a_value_weighs_what_its_parts_weigh():
    assert size(np.ones((3, 4))) == 96
    assert size([1.0, (2.0, "abc")]) == 16 + 8 + 16 + 8 + 3
    assert size({"a": np.ones(2)}) == 16 + 16


def test_what_is_too_large_is_told_by_type_and_shape():
    assert too_large(np.ones(4), 32) is None
    assert too_large(np.ones((4, 2)), 63) == Strange("float array of shape (4, 2)")
    assert too_large([1, (np.ones(9), 2)], 60) == Strange("list with tuple with float array of shape (9,)")
    assert too_large([1] * 100, 60) == Strange("list with too many parts")
    assert too_large({"a": np.ones(100)}, 60) == Strange("dict with too many parts")
    assert too_large("x" * 100, 60) == Strange("str with too many parts")


def test_an_answer_may_be_several_times_as_large_as_the_right_one():
    assert most_of(100, driven=False) == PLAIN + 800
    assert most_of(100, driven=True) == DRIVEN + 800


def forever():
    while True:
        pass


def after_another():
    with limit(30):
        pass
    forever()


def test_a_limit_within_a_limit_ends_with_the_earlier_one():
    with pytest.raises(TimeUp), limit(0.1), limit(30):
        forever()


def test_a_limit_holds_on_after_one_within_it():
    with pytest.raises(TimeUp), limit(0.2):
        after_another()


def test_a_limit_within_a_limit_that_ends_first_leaves_the_outer_one():
    with limit(30):
        with pytest.raises(TimeUp), limit(0.05):
            forever()
        assert sum(range(1000)) == 499_500


def test_no_room_in_the_middle_of_an_answer_ends_the_exercise_and_accuses_nobody(monkeypatch):
    """Half a frame may be read: a driver's next call would meet the other half, which looks like a forgery."""
    card = CARDS["train-xor"]  # whose driver calls the function and computes on what comes back
    task = Task.of(card, 1)
    ours, theirs = socket.socketpair()
    with theirs:
        asking = Asking(1, Channel(ours), task, {}, here=False, end=time.monotonic() + 60, how_it_ended=lambda copy: "")
        asking.begin()

        def no_room(until):
            raise MemoryError

        monkeypatch.setattr(asking, "_received", no_room)
        with pytest.raises(MemoryError):
            asking(task.exam.cases[0])
        assert not asking.malformed
        asking.channel.close()
