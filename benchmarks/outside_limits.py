"""What judging uses outside the wall: peak memory above idle, and time, of submissions that ask for much, the worst ten of them.

    python benchmarks/outside_limits.py [--without] [--seconds S] [--quick]

Target: at most 300 MB above idle and 20 s beyond an exercise's own limit, at both levels. `--without` judges each one without the
limits as well, in a process of its own, which is ended at 4 GB or after S (60) seconds.
"""

import argparse
import json
import resource
import subprocess
import sys
import time
from contextlib import nullcontext
from pathlib import Path

from _table import machine, table

sys.path.insert(0, str(Path(__file__).parents[1] / "tests/planted"))

WORST = 10
Measured = dict[str, tuple[int, float]]  # submission -> megabytes above idle, seconds


def main() -> None:
    """Judge every submission at each level that holds here, and show the worst."""
    from autograder.grade.wall.levels import LEVELS
    from autograder.grade.wall.probe import probe

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="three submissions instead of all")
    parser.add_argument("--without", action="store_true", help="without the limits too")
    parser.add_argument("--seconds", type=float, default=60.0, help="after which one without limits is ended (60)")
    asked = parser.parse_args()
    levels = [level for level in LEVELS[:-1] if probe(level).safe]
    found = {level: told("--all", level, str(3 if asked.quick else 0)) for level in levels}
    names = sorted(found[levels[0]], key=lambda name: max(found[level][name][0] for level in levels), reverse=True)
    rows = []
    for name in names[:WORST]:
        row = [name]
        for level in levels:
            row += [f"{found[level][name][0]} MB", f"{found[level][name][1]:.1f} s"]
        if asked.without:
            row.append(without_limits(name, levels[0], asked.seconds))
        rows.append(row)
    heads = [head for level in levels for head in (level, "time")] + ["without limits"] * asked.without
    slowest, who = max((seconds, f"{name}, {level}") for level in levels for name, (_, seconds) in found[level].items())
    print(machine())
    print(table([f"the worst of {len(names)}", *heads], rows))
    print(f"the slowest of all took {slowest:.1f} s ({who})")


def told(*words: str) -> Measured:
    """What another process measured."""
    done = subprocess.run([sys.executable, __file__, *words], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr[-2000:]
    return {name: (megabytes, seconds) for name, megabytes, seconds in map(json.loads, done.stdout.splitlines())}


def without_limits(name: str, level: str, seconds: float) -> str:
    """What one submission takes where nothing limits it."""
    try:
        command = [sys.executable, __file__, "--one", level, name]
        done = subprocess.run(command, capture_output=True, text=True, timeout=seconds)
    except subprocess.TimeoutExpired:
        return f"ended after {seconds:g} s"
    if done.returncode != 0:
        return "ended at 4 GB"
    _, megabytes, took = json.loads(done.stdout.splitlines()[-1])
    return f"{megabytes} MB {took:.1f} s"


def judge_all(level: str, few: str) -> None:
    """Judge every submission one after the other, each with a peak of its own."""
    from large import LARGE  # found by the line above

    measure(level, [planted.name for planted in LARGE][: int(few) or None])


def judge_one(level: str, name: str) -> None:
    """Judge one without the limits."""
    from autograder.grade.judging import bounds, grader, task
    from autograder.grade.wall.packing import MOST_BODY

    resource.setrlimit(resource.RLIMIT_DATA, (4 << 30, 4 << 30))
    bounds.Memory.bounded = lambda self: nullcontext()
    grader.limit = lambda *seconds: nullcontext()
    task.most_of = lambda expected, *, driven: MOST_BODY
    measure(level, [name])


def measure(level: str, names: list[str]) -> None:
    from handin import cell, notebook, stub
    from large import LARGE, released

    from autograder.grade.judging.grader import Grader
    from dlcourse.exercises import CARDS

    known = {planted.name: planted for planted in LARGE}
    with Grader(released(), CARDS, level) as made:
        made.get_ready(7)
        made.grade(json.dumps(notebook([cell("x", stub(CARDS["step"]))])).encode(), seed=7)
        idle = resident("VmRSS")
        for name in names:
            data = json.dumps(known[name].notebook).encode()
            Path("/proc/self/clear_refs").write_text("5")  # the peak begins anew
            begun = time.monotonic()
            made.grade(data, seed=7)
            print(json.dumps([name, (resident("VmHWM") - idle) >> 10, time.monotonic() - begun]), flush=True)


def resident(what: str) -> int:
    """The memory of this process now or at its peak, in kB."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(f"{what}:"))


if __name__ == "__main__":
    ways = {"--all": judge_all, "--one": judge_one}
    ways[sys.argv[1]](*sys.argv[2:]) if sys.argv[1:2] and sys.argv[1] in ways else main()
