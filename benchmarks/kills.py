"""What is lost when `autograder grade` is killed: classes are graded while the command, its workers and its sandboxes are
killed at random moments, and started again until they are done. Then nothing may differ from a run that nobody disturbed.

Target: no record, score or graded notebook differs, and no process and no folder is left behind. `--quick` is a class of 6 and 6 kills.
"""

import argparse
import contextlib
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from _table import machine, table
from grading_speed import LESSON, STOCK, make_class, run, scores

from autograder.grade import journal
from autograder.grade.wall.probe import best

WHO = ("the command", "a worker", "a sandbox", "all at once")
GOES_ON = {"a worker": 2, "a sandbox": 1}  # how often in one run: whoever loses it once more has a person look at it
MOST_RUNS = 20  # of one class; the last of them is left alone, for on a machine that got busier every kill comes early
OFTEN = 0.02  # seconds between two looks


def main() -> None:
    """Kill, and say what it did; exit code 1 where anything differs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a class of 6 and 6 kills")
    parser.add_argument("--class", type=int, dest="size", help="so many submissions (40)")
    parser.add_argument("--kills", type=int, help="so many kills (100)")
    parser.add_argument("--isolation", nargs="+", default=[], help="levels that take turns; the best one if not named")
    parser.add_argument("--seed", type=int, default=0, help="of the moments")
    parser.add_argument("--who", nargs="+", default=WHO, choices=WHO, help="what is killed (all of it)")
    asked = parser.parse_args()
    size, kills = asked.size or (6 if asked.quick else 40), asked.kills or (6 if asked.quick else 100)
    levels = asked.isolation or [best()]
    rng = random.Random(asked.seed)
    done: Counter[str] = Counter()
    wrong = Counter({"runs with a traceback": 0})
    classes = runs = given_up = 0
    told: list[str] = []  # whatever was not as it should be
    with tempfile.TemporaryDirectory() as scratch:
        template = Path(scratch) / "template"
        make_class(template, size)
        run(STOCK, template)
        calm = {level: Run(shutil.copytree(template, Path(scratch) / f"calm-{level}"), level) for level in levels}
        for one in calm.values():
            one.ends()
        while done.total() < kills:
            level = levels[classes % len(levels)]
            folder = shutil.copytree(template, Path(scratch) / f"class-{classes}")
            classes += 1
            seen: set[tuple[int, str]] = set()
            finished = False
            for number in range(MOST_RUNS):
                if finished:
                    break
                runs += 1
                current = Run(folder, level)
                most = kills - done.total() if number < MOST_RUNS - 1 else 0
                finished = disturbed(current, calm[level].seconds, most, rng, done, asked.who)
                seen |= current.seen
                if "Traceback" in current.said():
                    wrong["runs with a traceback"] += 1
                    print(current.said()[-2000:], file=sys.stderr)
                if current.process.returncode > 0:
                    given_up += 1
                    told.append(f"a run gave up: {current.said().strip()}")
            if not finished:
                wrong["classes that came to no end"] += 1
            for what, names in differences(folder, calm[level].folder).items():
                wrong[what] += len(names)
                told += [f"{what} ({level}): {name}" for name in names]
            wrong["processes left"] += len(still_there(seen))
            left = sorted(
                str(one.relative_to(current.temporary)) for one in current.temporary.rglob("*") if not probe(one)
            )
            wrong["folders left"] += len([name for name in left if "/" not in name])
            told += [f"left ({level}): {name}" for name in left]
            shutil.rmtree(folder)
    for line in told:
        print(line)
    print(machine())
    print(table(["killed", "times"], [[who, str(done[who])] for who in WHO]))
    print(f"{done.total()} kills, {classes} classes of {size} ({', '.join(levels)})")
    print(f"{runs} runs, of which {given_up} gave up with a sentence")
    print(", ".join(f"{count} {what}" for what, count in wrong.items()))
    sys.exit(bool(wrong.total()))


class Run:
    """One `autograder grade`, with a temporary folder of its class's own."""

    def __init__(self, folder: Path, level: str) -> None:
        self.folder = folder
        self.temporary = folder.with_name(f"{folder.name}-temporary")
        self.temporary.mkdir(exist_ok=True)
        self.temporary.chmod(0o755)
        self.seen: set[tuple[int, str]] = set()  # its processes: number, when it began
        self.begun = time.monotonic()
        with open(folder / "said", "wb") as output:
            self.process = subprocess.Popen(
                [Path(sys.executable).with_name("autograder"), "grade", LESSON, "--seed", "5", "--isolation", level],
                cwd=folder,
                stdout=output,
                stderr=output,
                env=os.environ | {"TMPDIR": str(self.temporary)},
            )

    def ends(self) -> None:
        """Wait for its own end, which has to be a good one."""
        code = self.process.wait()
        self.seconds = time.monotonic() - self.begun
        assert code == 0, self.said()

    def said(self) -> str:
        return (self.folder / "said").read_text(encoding="utf-8", errors="replace")

    def look(self) -> list[tuple[int, str, str]]:
        """The processes it has now, with the kind of each."""
        found = []
        for number in below(self.process.pid):
            self.seen.add((number, began(number)))
            found.append((number, began(number), kind(number)))
        return found


def disturbed(
    current: Run, seconds: float, most: int, rng: random.Random, done: Counter[str], killed: Sequence[str] = WHO
) -> bool:
    """Kill something of a run, and more of it as long as it goes on; whether it came to a good end."""
    given: Counter[str] = Counter()
    while given.total() < most:
        moment = time.monotonic() + rng.uniform(0.0, seconds)
        left = [one for one in killed if given[one] < GOES_ON.get(one, 1)]
        if not left:
            break
        who = rng.choice(left)
        while time.monotonic() < moment and current.process.poll() is None:
            current.look()
            time.sleep(OFTEN)
        there = current.look()
        wanted = [one for one in there if who in ("all at once", one[2])] + [
            (current.process.pid, began(current.process.pid), "the command")
        ] * (who in ("the command", "all at once"))
        if current.process.poll() is not None:
            break
        if who not in ("the command", "all at once"):
            wanted = rng.sample(wanted, min(len(wanted), 1))
        for number, since, _ in wanted:
            with contextlib.suppress(ProcessLookupError):  # it was quicker
                if began(number) == since:
                    os.kill(number, signal.SIGKILL)
        if not wanted:
            continue  # too early: there is none yet
        given[who] += 1
        done[who] += 1
        if who in ("the command", "all at once"):
            break
    current.process.wait()
    return current.process.returncode == 0


def differences(folder: Path, calm: Path) -> dict[str, list[str]]:
    """Where a class differs from one that nobody disturbed."""
    found: dict[str, list[str]] = {}
    ours, theirs = (journal.records(one / "grading" / f"{LESSON}.jsonl") for one in (folder, calm))
    other = [name for name in {**theirs, **ours} if ours.get(name) != theirs.get(name)]
    found["records differ"] = [f"{name}: {_unlike(ours.get(name, {}), theirs.get(name, {}))}" for name in other]
    mine, others = scores(folder), scores(calm)
    found["scores differ"] = [str(name) for name in {**others, **mine} if mine.get(name) != others.get(name)]
    written, expected = (dict(notebooks(one)) for one in (folder, calm))
    found["graded notebooks differ"] = [name for name in expected if written.get(name) != expected[name]]
    found["files too many"] = sorted(written.keys() - expected.keys())
    return found


def _unlike(one: dict[str, Any], other: dict[str, Any]) -> str:
    """What two records say differently."""
    sides = {"": (one, other), "scores.": (one.get("scores") or {}, other.get("scores") or {})}
    return "; ".join(
        f"{room}{key}: {json.dumps(mine.get(key), ensure_ascii=False)[:600]} instead of {json.dumps(theirs.get(key), ensure_ascii=False)[:600]}"
        for room, (mine, theirs) in sides.items()
        for key in {**theirs, **mine}
        if key != "scores" and mine.get(key) != theirs.get(key)
    )


def notebooks(folder: Path) -> Iterator[tuple[str, str]]:
    """What a class has below `autograded`."""
    for path in (folder / "autograded").rglob("*"):
        if path.is_file():
            text = path.read_text(encoding="utf-8")
            yield (
                str(path.relative_to(folder)),
                json.dumps(_nameless(json.loads(text))) if path.suffix == ".ipynb" else text,
            )


def _nameless(notebook: dict[str, Any]) -> dict[str, Any]:
    """Without the cells' names, which are drawn."""
    return notebook | {"cells": [{**cell, "id": ""} for cell in notebook["cells"]]}


def below(process: int) -> list[int]:
    """The processes that came from one."""
    found: list[int] = []
    waiting = [process]
    while waiting:
        number = waiting.pop()
        try:
            for thread in os.listdir(f"/proc/{number}/task"):
                waiting += map(int, Path(f"/proc/{number}/task/{thread}/children").read_text().split())
        except OSError:
            pass
        found += [number] if number != process else []
    return found


def probe(path: Path) -> bool:
    """Whether Python itself left a file when it was killed: it tries once, with four letters, whether a folder takes files."""
    return path.is_file() and path.read_bytes() in (b"", b"blat") and "-" not in path.name


def kind(number: int) -> str:
    """What a process is to a grading."""
    try:
        words = Path(f"/proc/{number}/cmdline").read_bytes()
    except OSError:
        return ""
    if b"inside.warm_process" in words:
        return "a sandbox"
    return "a worker" if b"spawn_main" in words else ""


def still_there(seen: set[tuple[int, str]]) -> list[tuple[int, str]]:
    """Those of a run's processes that live on. One that was killed a moment ago is given time to die."""
    end = time.monotonic() + 10
    while (left := [one for one in seen if one[1] and began(one[0]) == one[1]]) and time.monotonic() < end:
        time.sleep(0.1)
    return left


def began(number: int) -> str:
    """When a process began; empty where there is none, or only its name is left."""
    try:
        state, *rest = Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return ""
    return "" if state == "Z" else rest[18]


if __name__ == "__main__":
    main()
