"""A process that may make no other one waits for those that will let go of their places, and for nobody else."""

import os
import sys
import threading
import time

import pytest

from autograder.grade.inside.copies import Copies

FULL = 3  # times that no process may be made


@pytest.fixture
def full(monkeypatch):
    """There is no place for another process, three times over; how often somebody waited for one."""
    waits = []
    answers = iter([BlockingIOError(11, "Resource temporarily unavailable")] * FULL)

    def fork():
        for error in answers:
            raise error
        return 4711

    monkeypatch.setattr(os, "fork", fork)
    monkeypatch.setattr(os, "waitpid", lambda pid, options: (0, 0))
    monkeypatch.setattr(time, "sleep", waits.append)
    return waits


@pytest.fixture
def thread():
    """One that a cell left in the process."""
    over = threading.Event()
    left = threading.Thread(target=over.wait, daemon=True)
    left.start()
    yield
    over.set()
    left.join()


def test_a_process_with_threads_of_its_own_gives_up_at_once(full, thread):
    with pytest.raises(BlockingIOError):
        Copies().fork()
    assert full == []


def test_it_waits_for_a_copy_that_is_at_work(full, thread):
    several = Copies()
    several.began(1, 42)
    assert several.fork() == 4711
    assert len(full) == FULL


def test_it_waits_for_no_copy_that_has_ended(full, thread, monkeypatch):
    several = Copies()
    several.began(1, 42)
    ends = iter([(42, 0)])
    monkeypatch.setattr(os, "waitpid", lambda pid, options: next(ends, (0, 0)))
    with pytest.raises(BlockingIOError):
        several.fork()
    assert full == []


def test_without_threads_it_waits_for_places_that_others_have(full, monkeypatch):
    monkeypatch.setattr(sys, "_current_frames", lambda: {1: None})
    assert Copies().fork() == 4711
    assert len(full) == FULL
