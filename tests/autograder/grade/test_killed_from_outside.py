"""A process of ours that somebody else kills, a busy machine for instance, costs a learner nothing."""

import os
import signal
import sys
import threading
import time
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[2] / "planted"))

from handin import FULL, data, handed_in, released

from autograder.grade.judging.grader import Grader
from autograder.grade.judging.task import Times
from dlcourse.exercises import CARDS

RIGHT = "    return np.where(np.asarray(x) > 0, 1, 0)"
CELL = handed_in(before=["import os, time\ntime.sleep(2)"])
HERE = handed_in({"step": f"import time\ndef step(x):\n    time.sleep(0.3)\n{RIGHT}"})
COPY = handed_in({"step": f"calls = []\ndef step(x):\n    calls.append(x)\n    time.sleep(2 * (len(calls) == 1))\n{RIGHT}"}, before=["import os, time"])  # fmt: skip


def below(process):
    """The numbers of the processes that a process made, each with how far below it they are."""
    found, waiting = [], [(process, 0)]
    while waiting:
        number, depth = waiting.pop()
        try:
            for thread in os.listdir(f"/proc/{number}/task"):
                text = Path(f"/proc/{number}/task/{thread}/children").read_text()
                waiting += [(int(child), depth + 1) for child in text.split()]
        except OSError:
            continue
        found += [(depth, number)] * (number != process)
    return found


def killing(grader, steps):
    """Kill, from outside, the first process that is so many steps below the warm one, most of a second after it was seen."""
    deepest = [max(depth for depth, _ in below(one._process.pid) or [(0, 0)]) for one in grader._sandboxes]
    tops = [(one._process.pid, depth) for one, depth in zip(grader._sandboxes, deepest, strict=True)]
    killed = []

    def kill():
        until = time.monotonic() + 30
        while time.monotonic() < until:
            there = [n for top, deep in tops for depth, n in below(top) if depth == deep + steps]
            if there:
                time.sleep(0.8)
                os.kill(min(there), signal.SIGKILL)
                killed.append(min(there))
                return
            time.sleep(0.02)

    thread = threading.Thread(target=kill)
    thread.start()
    return thread, killed


@pytest.mark.parametrize(
    ("handed", "steps"),
    [(CELL, 1), (HERE, 1), (COPY, 1), (COPY, 2)],
    ids=["while a cell runs", "while it answers", "while a copy answers", "a copy"],
)
def test_who_is_killed_from_outside_is_run_again_and_not_blamed(wall, handed, steps):
    with Grader(released(), CARDS, wall, times=Times(cell=20)) as grader:
        for sandbox in grader._sandboxes:
            sandbox.get_ready()
        thread, killed = killing(grader, steps)
        record = grader.grade(data(handed), seed=3)
        thread.join()
    assert len(killed) == 1
    assert record["notes"] == []
    assert {name: score["points"] for name, score in record["scores"].items()} == FULL
