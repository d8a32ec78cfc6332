"""What judging uses outside the wall, with its limits and without: peak memory and time of submissions that ask for much.

    python benchmarks/outside_limits.py [SECONDS]

Each submission is judged in a process of its own, which prints how far its resident memory went beyond what it had before;
without the limits a process is ended at 4 GB or after SECONDS (60).
"""

import json
import resource
import subprocess
import sys
import time
from contextlib import nullcontext
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests/planted"))

PATIENCE = 60.0


def main() -> None:
    """Judge every submission both ways, one after the other."""
    from large import LARGE  # found by the line above

    patience = float(sys.argv[1]) if len(sys.argv) > 1 else PATIENCE
    print(f"{'submission':34} {'with limits':>22} {'without':>22}")
    for planted in LARGE:
        cells = [_measured(planted.name, how, patience) for how in ("with", "without")]
        print(f"{planted.name:34} {cells[0]:>22} {cells[1]:>22}", flush=True)


def _measured(name: str, how: str, patience: float) -> str:
    try:
        told = subprocess.run(
            [sys.executable, __file__, "--one", name, how], capture_output=True, text=True, timeout=patience
        )
    except subprocess.TimeoutExpired:
        return f"cut after {patience:g} s"
    lines = told.stdout.splitlines()
    return lines[-1] if told.returncode == 0 and lines else "ended at 4 GB"


def one(name: str, how: str) -> None:
    """Judge one submission here, and print its peak and its time."""
    from handin import cell, notebook, stub
    from large import LARGE, released

    from autograder.grade.judging import bounds, grader, task
    from autograder.grade.judging.grader import Grader
    from autograder.grade.wall.packing import MOST_BODY
    from autograder.grade.wall.probe import best
    from dlcourse.exercises import CARDS

    [planted] = (one for one in LARGE if one.name == name)
    if how == "without":
        resource.setrlimit(resource.RLIMIT_DATA, (4 << 30, 4 << 30))
        bounds.Memory.bounded = lambda self: nullcontext()
        grader.limit = lambda *seconds: nullcontext()
        task.most_of = lambda expected, *, driven: MOST_BODY
    with Grader(released(), CARDS, best()) as made:
        made.get_ready(7)
        made.grade(json.dumps(notebook([cell("x", stub(CARDS["step"]))])).encode(), seed=7)
        before, begun = _peak(), time.monotonic()
        made.grade(json.dumps(planted.notebook).encode(), seed=7)
        print(f"{(_peak() - before) >> 10} MB {time.monotonic() - begun:.1f} s")


def _peak() -> int:
    """The most that was resident, in kB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


if __name__ == "__main__":
    one(*sys.argv[2:]) if sys.argv[1:2] == ["--one"] else main()
