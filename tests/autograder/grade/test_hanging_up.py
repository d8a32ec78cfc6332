"""Every line to a stranger's process is hung up, whatever happens while it is made: no time, no room, no process."""

import contextlib
import os
import socket
import subprocess
import time
from pathlib import Path

import pytest

from autograder.grade.handed_in.match import Plan
from autograder.grade.judging.process import NotebookProcess
from autograder.grade.judging.task import Task, Times
from autograder.grade.wall import cleaning, sandbox, watching
from autograder.grade.wall.channel import Channel
from autograder.grade.wall.sandbox import Sandbox, SandboxError
from dlcourse.exercises import CARDS
from dlcourse.time_limit import TimeUp


class Beside:
    """Stands in for a sandbox: a line whose other end listens and says nothing."""

    def __init__(self):
        self.ours, self.theirs = socket.socketpair()

    def begin(self, *, wait=True):
        return Channel(self.ours)

    def end(self, *, wait=True):
        self.ours.close()
        self.theirs.close()


@pytest.fixture
def made(monkeypatch):
    """Every pair of sockets that is made."""
    pairs = []
    pair = socket.socketpair

    def kept():
        pairs.append(pair())
        return pairs[-1]

    monkeypatch.setattr(socket, "socketpair", kept)
    return pairs


def left_open(pairs):
    found = [one for pair in pairs for one in pair if one.fileno() != -1]
    for one in found:
        one.close()
    return len(found)


@pytest.mark.parametrize("over", [TimeUp, MemoryError])
@pytest.mark.parametrize("busy_with", ["receive", "send_frames", "send"])
def test_a_copy_is_let_go_when_the_time_or_the_memory_of_judging_is_over(monkeypatch, made, over, busy_with):
    process = NotebookProcess(Beside(), Plan((), {}, {}, (), ()), Times(), here=False)
    process.begin()
    process._end = time.monotonic() + 60
    tasks = [Task.of(CARDS[name], 1) for name in ("step", "perceptron")]

    def ends(*_):
        raise over

    monkeypatch.setattr(Channel, busy_with, ends)
    with pytest.raises(over):
        process.asked(tasks[0], {}, tasks[1:], lambda ask: ask(tasks[0].exam.cases[0]))
    process.close()
    assert len(made) > 1
    assert left_open(made) == 0


def no_room(*_, **__):
    raise OSError(28, "No space left on device")


def no_thread(*_):
    raise RuntimeError("can't start new thread")


@pytest.mark.parametrize(
    ("room", "name", "fails", "said"),
    [
        (cleaning, "made", no_room, "[Errno 28] No space left on device"),
        (sandbox.tempfile, "TemporaryFile", no_room, "[Errno 28] No space left on device"),
        (sandbox.subprocess, "Popen", no_room, "[Errno 28] No space left on device"),
        (watching.threading.Thread, "start", no_thread, "can't start new thread"),
    ],
)
def test_a_sandbox_that_does_not_start_leaves_nothing(monkeypatch, made, tmp_path, room, name, fails, said):
    monkeypatch.setattr(cleaning.tempfile, "tempdir", str(tmp_path))
    begun = []
    popen = subprocess.Popen

    def started(*words, **where):
        begun.append(popen(*words, **where))
        return begun[-1]

    monkeypatch.setattr(sandbox.subprocess, "Popen", started)
    monkeypatch.setattr(room, name, fails)
    with pytest.raises(SandboxError) as caught:
        Sandbox("none")
    assert str(caught.value) == f"the sandbox (none) did not start: {said}"
    assert left_open(made) == 0
    assert os.listdir(tmp_path) == []
    assert [one.returncode for one in begun] == ([-9] if name == "start" else [])


def test_what_a_half_built_wall_has_started_ends_with_it(tmp_path):
    """Its second process waits for the first one's word, and would wait for ever."""
    note = tmp_path / "second"
    script = f"sleep 60 & echo $! > {note}; wait"
    process = subprocess.Popen(["sh", "-c", script], start_new_session=True)
    while not (note.exists() and note.read_text().strip()):
        time.sleep(0.01)
    sandbox._kill_all(process)
    process.wait()
    second = Path(f"/proc/{int(note.read_text())}/stat")
    until = time.monotonic() + 30
    with contextlib.suppress(OSError):  # it may go while it is read
        while time.monotonic() < until and " Z " not in second.read_text():
            time.sleep(0.01)
    assert time.monotonic() < until
    process.poll()
    sandbox._kill_all(process)  # once more is no error
