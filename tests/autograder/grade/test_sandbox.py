"""The wall holds: everything a stranger might try from inside is tried."""

import contextlib
import os
import socket
import sys
import threading
import time
from pathlib import Path

import numpy as np
import pytest

from autograder.errors import CourseError
from autograder.grade.wall import probe
from autograder.grade.wall.channel import Channel, ClosedError
from autograder.grade.wall.kernel import Limits
from autograder.grade.wall.probe import Probe
from autograder.grade.wall.sandbox import MissingError, Sandbox, SandboxError


def until(seconds=60.0):
    return time.monotonic() + seconds


def run(channel, *cells, seconds=2.0):
    channel.send(
        {"do": "run", "cells": [list(pair) for pair in enumerate(cells)], "seconds": seconds, "clock": 5 * seconds},
        until(),
    )
    return [channel.receive(until()) for _ in cells]


@contextlib.contextmanager
def copied(channel, name, *, number=1, closed=("dlcourse.perceptron", "step")):
    """The line to a copy that answers for a function."""
    ours, theirs = socket.socketpair()
    with ours, theirs:
        message = {
            "do": "judge",
            "here": False,
            "number": number,
            "over": [],
            "name": name,
            "closed": list(closed),
            "stand_ins": [],
            "answers": [],
            "seconds": 1.0,
            "clock": 5.0,
        }
        channel.send(message, until(), theirs.fileno())
        theirs.close()
        exercise = Channel(ours)
        found = exercise.receive(until())
        yield exercise, found


def ask(channel, name, *args, kwargs=None, **more):
    with copied(channel, name, **more) as (exercise, found):
        if found["status"] != "callable":
            return found
        exercise.send({"do": "call", "target": 0, "args": list(args), "kwargs": kwargs or {}, "seconds": 1.0}, until())
        return exercise.receive(until())


def children(process):
    """The names of all that came from a process and still lives, zombies included."""
    found = []
    for entry in sorted(Path("/proc").glob("[0-9]*")):
        with contextlib.suppress(OSError):
            name, rest = (entry / "stat").read_text().split("(", 1)[1].rsplit(")", 1)
            if int(rest.split()[1]) == process:
                found += [name, *children(int(entry.name))]
    return found


def states(process):
    """The states of all that came from a process, as the kernel's letters."""
    found = []
    for entry in sorted(Path("/proc").glob("[0-9]*")):
        with contextlib.suppress(OSError):
            sign, parent = (entry / "stat").read_text().rsplit(")", 1)[1].split()[:2]
            if int(parent) == process:
                found += [sign, *states(int(entry.name))]
    return found


def eventually(look, expected, seconds=10.0):
    """What is seen once it is as expected, or after a while: the kernel takes its time to bury a process."""
    end = time.monotonic() + seconds
    while (seen := look()) != expected and time.monotonic() < end:
        time.sleep(0.02)
    return seen


@pytest.fixture(scope="module")
def sandbox(wall):
    with Sandbox(wall) as made:
        yield made


@pytest.fixture
def inside(sandbox):
    channel = sandbox.begin()
    yield channel
    sandbox.end()


def test_everything_tried_from_inside_fails(wall):
    found = probe.probe(wall)
    assert found.broken == ()
    assert found.reason == ""
    assert found.held == (*probe.ATTEMPTS, probe.LEFT, probe.LOOP)


def test_the_probe_notices_a_wall_that_is_not_there():
    broken = probe.probe("none").broken
    assert {"network", "reading a file of the grader", "starting a program", "signals to the grader"} <= set(broken)


def test_cells_run_in_order_and_keep_their_names(inside):
    first, second = run(inside, "x = 1", "print(x + 1)")
    assert first == {"cell": 0, "error": None, "printed": "", "unused": []}
    assert second["printed"] == "2\n"


def test_magics_and_commands_are_noted_and_python_in_them_runs(inside):
    noted, timed, line, after = run(inside, "%matplotlib inline\n!ls", "%%time\ny = 2", "%time z = 3", "print(y, z)")
    assert noted["unused"] == ["%matplotlib inline", "!ls"]
    assert [timed["error"], line["error"], after["printed"]] == [None, None, "2 3\n"]


def test_a_loop_ends_after_its_time_and_the_next_cell_runs(inside):
    first, second = run(inside, "while True: pass", "print('on')", seconds=0.2)
    assert first["error"].type_name == "TimeUp"
    assert second["printed"] == "on\n"


def test_a_flood_of_output_is_cut(inside):
    (answer,) = run(inside, "for _ in range(2_000): print('x' * 1_000)")
    assert len(answer["printed"]) == 2_001


def test_a_function_is_called_in_a_copy_that_leaves_nothing(inside):
    run(inside, "calls = []\ndef count(x):\n    calls.append(x)\n    x += 1\n    print('hi')\n    return len(calls)")
    for _ in range(2):
        answer = ask(inside, "count", np.zeros(2))
        assert answer["value"] == 1
        assert answer["printed"] == "hi\n"
        [[place, changed]] = answer["after"]
        assert place == 0
        assert changed.tolist() == [1.0, 1.0]


def test_what_is_no_function_of_theirs_is_named(inside):
    run(inside, "five = 5\nfrom dlcourse.perceptron import gate\ndef step(x):\n    raise NotImplementedError")
    assert ask(inside, "nothing")["status"] == "undefined"
    assert ask(inside, "five") == {"status": "not-callable", "value": 5}
    assert ask(inside, "gate")["status"] == "borrowed"
    assert ask(inside, "step", 1)["status"] == "not-attempted"


@pytest.mark.parametrize(
    "code",
    [
        "from dlcourse.perceptron import step as theirs\ndef step(x):\n    return theirs(x)",
        "import dlcourse.perceptron as p\ndef step(x):\n    return p.step(x)",
        "import dlcourse.perceptron as p\ndef step(x):\n    try:\n        return p.perceptron(x[:, None], p.np.ones(1), 0.0)\n    except BaseException:\n        return 0",
    ],
)
def test_the_courses_own_answer_is_closed_to_its_exercise(inside, code):
    (answer,) = run(inside, code)
    assert answer["error"] is None
    assert ask(inside, "step", np.ones(3))["status"] == "borrowed"


def test_an_error_is_told_with_the_learners_line(inside):
    run(inside, "def step(x):\n    y = x\n    return y[99]")
    error = ask(inside, "step", np.ones(3))["error"]
    assert (error.type_name, error.line, error.source) == ("IndexError", 3, "return y[99]")


def test_a_copy_that_dies_takes_nothing_with_it(inside):
    run(inside, "import os\ndef step(x):\n    os._exit(3)\ndef other(x):\n    return x")
    with pytest.raises(ClosedError):
        ask(inside, "step", 1)
    inside.send({"do": "ended", "number": 1}, until())
    assert inside.receive(until()) == {"number": 1, "ended": 3}
    assert ask(inside, "other", 1)["value"] == 1


GREEDY = """
import threading, time
def greedy(x):
    for _ in range(64):
        try:
            threading.Thread(target=time.sleep, args=(9,), daemon=True).start()
        except RuntimeError:
            break
    return x
def other(x):
    return x
"""


def test_a_copy_waits_where_another_takes_up_all_processes(inside):
    run(inside, GREEDY)
    with copied(inside, "greedy") as (greedy, _):
        greedy.send({"do": "call", "target": 0, "args": [1], "kwargs": {}, "seconds": 9.0}, until())
        time.sleep(0.3)  # by now it has them
        threading.Timer(0.5, greedy.close).start()
        assert ask(inside, "other", 2, number=2)["value"] == 2


STRAYS = """
import os, time
for _ in range(5):
    if os.fork() == 0:
        os.fork()
        time.sleep(60)
"""


def test_what_a_cell_started_is_ended_before_anything_is_asked(sandbox):
    channel = sandbox.begin()
    alone = len(children(sandbox._process.pid))
    run(channel, STRAYS)
    assert eventually(lambda: len(children(sandbox._process.pid)), alone + 10) == alone + 10
    sandbox.end_strays()
    channel.send({"do": "ended", "number": 1}, until())  # it goes on, and buries them once it needs a place
    assert channel.receive(until()) == {"number": 1, "ended": 0}
    assert eventually(lambda: sum(sign != "Z" for sign in states(sandbox._process.pid)), alone) == alone
    sandbox.end()


ORPHANS = """
import os
for _ in range(40):
    between = os.fork()
    if between == 0:
        os.fork()
        os._exit(0)
    os.waitpid(between, 0)
def answer(x):
    return x + 1
"""


def test_orphans_take_up_no_places_once_they_ended(sandbox):
    channel = sandbox.begin()
    run(channel, ORPHANS)
    with copied(channel, "answer"):
        assert ask(channel, "answer", 2, number=2)["value"] == 3  # without a place, it would wait for 30 seconds
    sandbox.end()


def test_no_file_of_one_submission_meets_the_next(sandbox):
    # an environment below /tmp stands there for everybody, read-only
    above = [part.parts[2] for part in (Path(sys.prefix), Path(sys.base_prefix)) if part.parts[1] == "tmp"]
    listing = f"import os\nprint(sorted(set(os.listdir()) - set({above})))"
    for _ in range(2):
        (answer,) = run(sandbox.begin(), f"{listing}\nos.mkdir('d')\nopen('d/f', 'w').close()\nos.symlink('/', 'd/l')")
        assert answer["printed"] == "[]\n"
        assert answer["error"] is None
        sandbox.end()


def test_a_child_may_be_told_what_to_do_before_it_is_there(wall):
    with Sandbox(wall, wait=False) as made:
        for _ in range(2):
            channel = made.begin(wait=False)
            (answer,) = run(
                channel, "import os\nprint('x' in globals(), os.path.exists('mine'))\nx = open('mine', 'w').close()"
            )
            assert answer["printed"] == "False False\n"
            made.end(wait=False)
        made.settle()
        left = ["bwrap", Path(sys.executable).name] if wall == "namespaces" else []
        assert eventually(lambda: children(made._process.pid), left) == left


def test_what_cannot_start_says_so_when_it_is_needed(wall):
    made = Sandbox(wall, python="/bin/false", wait=False)
    with pytest.raises(SandboxError, match="did not start"):
        made.begin()


def test_nothing_is_left_open_or_running(wall):
    before = sorted(os.listdir("/proc/self/fd"))
    leave = "import os, time\nif os.fork() == 0:\n    os.fork()\n    time.sleep(600)"
    with Sandbox(wall) as made:
        for _ in range(3):
            run(made.begin(), leave)
            made.end()
            left = ["bwrap", Path(sys.executable).name] if wall == "namespaces" else []
            assert eventually(lambda: children(made._process.pid), left) == left
        process, folder = made._process.pid, made._folder
    assert sorted(os.listdir("/proc/self/fd")) == before
    assert not os.path.exists(f"/proc/{process}")
    assert not os.path.exists(folder)


def test_the_grader_sees_only_itself_from_inside(inside):
    (answer,) = run(inside, "import os\nprint(len(os.listdir('/proc')))")
    assert answer["error"] is not None


def test_a_wall_that_cannot_be_built_says_so(monkeypatch):
    monkeypatch.setenv("PATH", "/nowhere")
    with pytest.raises(SandboxError) as caught:
        Sandbox("namespaces")
    assert str(caught.value) == "the sandbox (namespaces) did not start: bubblewrap is not installed"


def test_a_warm_process_that_does_not_come_up_leaves_its_last_words():
    with pytest.raises(SandboxError) as caught:
        Sandbox("none", python="/bin/false")
    assert str(caught.value) == "the sandbox (none) did not start: the partner is gone"


def test_a_machine_without_a_wall_refuses_in_one_sentence(monkeypatch):
    results = {
        "namespaces": Probe("namespaces", (), (), "the sandbox (namespaces) did not start: no bwrap"),
        "landlock": Probe("landlock", (), ("network", "memory")),
    }
    monkeypatch.setattr(probe, "probe", results.__getitem__)
    with pytest.raises(CourseError) as caught:
        probe.best()
    assert str(caught.value) == (
        "error: this machine: submissions cannot be run safely here (namespaces: the sandbox (namespaces) did not start: no bwrap; landlock: not held: network, memory)\n"
        "fix:   install bubblewrap, or accept the risk by name: autograder grade --isolation none, "
        "nbgrader autograde --GradeSafely.isolation=none"
    )
    assert probe.best("none") == "none"


@pytest.mark.parametrize(
    ("ends", "tries", "reason"),
    [
        (("the partner is gone", None), 2, ""),
        (("the partner is gone", "the partner is gone again"), 2, "the partner is gone again"),
        ((MissingError("bubblewrap is not installed"),), 1, "bubblewrap is not installed"),
        ((None,), 1, ""),
    ],
)
def test_a_sandbox_that_breaks_down_under_trial_is_tried_once_more(monkeypatch, ends, tries, reason):
    ends, tried = list(ends), []

    def try_all(level, held, broken):
        tried.append(level)
        held.append("network")
        if end := ends.pop(0):
            raise end if isinstance(end, SandboxError) else SandboxError(end)

    monkeypatch.setattr(probe, "_try_all", try_all)
    found = probe.probe("landlock")
    assert (len(tried), found.reason, found.broken, found.safe) == (tries, reason, (), not reason)
    assert len(found.held) == (not reason.startswith("bubblewrap"))


def test_a_level_that_was_broken_is_not_tried_again(monkeypatch):
    def try_all(level, held, broken):
        broken.append("network")
        raise SandboxError("the partner is gone")

    monkeypatch.setattr(probe, "_try_all", try_all)
    assert probe.probe("landlock") == Probe("landlock", (), ("network",))


def test_the_best_level_that_holds_is_taken(monkeypatch):
    monkeypatch.setattr(probe, "probe", lambda level: Probe(level, (), ("network",) if level == "namespaces" else ()))
    assert probe.best() == "landlock"


def test_limits_travel_as_plain_numbers():
    assert Limits(**Limits(cpu=7).as_plain()) == Limits(cpu=7)
