"""Every benchmark runs, prints a table with both sides, and explains itself."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
BENCHMARKS = sorted(path.stem for path in (ROOT / "benchmarks").glob("[!_]*.py"))
BENCHMARKS.remove("training_speed")  # races against libraries that no test needs
BENCHMARKS.remove("false_verdicts")  # counts instead of racing
BENCHMARKS.remove("binder_rehearsal")  # has no other side
BENCHMARKS.remove("page_memory")  # counts; tests/browser runs it
BENCHMARKS.remove("doors")  # compares instead of racing
BENCHMARKS.remove("two_mistakes")  # counts
BENCHMARKS.remove("told")  # the same
BENCHMARKS.remove("outside_limits")  # its ratio is one of megabytes
BENCHMARKS.remove("kills")  # counts what is lost


def run(name, *words):
    command = [sys.executable, "-W", "error", ROOT / "benchmarks" / f"{name}.py", *words]
    return subprocess.run(command, capture_output=True, text=True, timeout=600, cwd=ROOT)


@pytest.mark.parametrize("name", BENCHMARKS)
def test_a_benchmark_prints_its_table(name):
    done = run(name, "--quick")
    assert (done.returncode, done.stderr) == (0, "")
    if "Chromium" in done.stdout:
        pytest.skip(done.stdout.strip())
    where, heads, rule, *rows = done.stdout.splitlines()
    assert where.startswith("Python 3.")
    assert set(rule) == {"-"}
    assert len(rule) == len(heads)
    measured = [row for row in rows if re.search(r"\d(\.\d+)?x( |$)", row)]
    assert len(measured) >= 2, done.stdout
    assert all(len(row) <= len(heads) for row in measured)


@pytest.mark.parametrize("name", BENCHMARKS)
def test_a_benchmark_says_what_it_measures_and_what_it_aims_at(name):
    done = run(name, "--help")
    assert done.returncode == 0
    assert "Target:" in done.stdout
    assert "--quick" in done.stdout


def test_every_benchmark_is_in_the_readme():
    guide = (ROOT / "benchmarks" / "README.md").read_text(encoding="utf-8")
    assert [
        name
        for name in (
            *BENCHMARKS,
            "binder_rehearsal",
            "doors",
            "false_verdicts",
            "kills",
            "outside_limits",
            "page_memory",
            "told",
            "training_speed",
            "two_mistakes",
        )
        if f"`{name}.py`" not in guide
    ] == []


def test_kills_lose_nothing_and_leave_nothing():
    done = run("kills", "--quick")
    assert (done.returncode, done.stderr) == (0, ""), done.stdout
    *_, kills, _runs, wrong = done.stdout.splitlines()
    assert kills.startswith("6 kills, ")
    assert re.findall(r"[1-9]\d* ", wrong) == []


def test_strangers_answers_get_one_verdict_at_all_doors():
    done = run("doors", "--quick")
    assert done.returncode == 0, done.stdout
    *_, row, last = done.stdout.splitlines()
    lesson, answers, equal, *_ = row.split()
    assert (lesson, answers) == ("03_activations", equal)
    assert int(answers) >= 6
    assert last == "verdicts that differ by the door: 0"


def test_false_verdicts_are_counted_and_there_is_none():
    done = run("false_verdicts", "--quick")
    assert (done.returncode, done.stderr) == (0, "")
    where, heads, _rule, *rows, last = done.stdout.splitlines()
    assert where.startswith("Python 3.")
    assert heads.split()[:1] == ["card"]
    assert {row.split()[0] for row in rows} >= {"init-weights", "truncated-normal", "orthogonal", "dropout", "split"}
    assert last == "false verdicts: 0"


def test_the_rehearsal_of_binder_measures_both_distances_and_the_memory():
    done = run("binder_rehearsal", "--quick")
    assert (done.returncode, done.stderr) == (0, "")
    if "Chromium" in done.stdout or "asks Linux" in done.stdout:
        pytest.skip(done.stdout.strip())
    rows = [line.split("  ")[0].strip() for line in done.stdout.splitlines()]
    assert [row for row in rows if row in ("0 ms", "100 ms", "server alone", "1 lesson")] == [
        "0 ms",
        "100 ms",
        "server alone",
        "1 lesson",
    ]
