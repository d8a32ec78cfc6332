"""Would the fast tests notice? A program is broken in one place at a time, and its own tests are run each time.

    .venv/bin/python tests/net/planted_bugs.py                      the whole list, and a table at the end
    .venv/bin/python tests/net/planted_bugs.py --module judge       one module
    .venv/bin/python tests/net/planted_bugs.py --only 17 --show     one break, with what its tests said

The breaks are made from the modules' own trees (`breaks`) and chosen by a fixed seed, so the list is the same every
time; `--seed 1` asks other questions. The working tree is never touched: packages and tests are copied, and the copy is
broken. Tests run without browser, kernel or sandbox, the quickest file first, until one of them fails.
"""

import argparse
import multiprocessing
import os
import re
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from queue import Queue

from breaks import Break, chosen

ROOT = Path(__file__).parents[2]
COPIED = ("dlcourse", "autograder", "tests", "lessons", "solutions", "pyproject.toml")
EACH = 14  # breaks of a module
WANTED = 0.9  # the share that has to be caught


def tests(folder: str, *names: str) -> tuple[str, ...]:
    """Files of tests in one folder."""
    return tuple(f"{folder}/{name}.py" for name in names)


def mathematics(name: str) -> tuple[str, ...]:
    """The tests of a module of mathematics: its own, and what is asked of all of them."""
    wanted = f"test_{name} or test_settings or {name}. or derivative or slope or way or extremes"
    return (
        f"tests/dlcourse/test_{name}.py",
        *tests("tests/contracts", "test_settings", "test_concepts", "test_mathematics"),
        "-k",
        wanted,
    )


# what is broken: the folder it lives in, at whatever depth -> the tests that answer for it, quickest first
JUDGE, GRADE = "tests/dlcourse/judge", "tests/autograder/grade"
TESTS: dict[str, tuple[str, tuple[str, ...]]] = {
    "judge": ("dlcourse/exercises", tests(JUDGE, "test_points", "test_recognising", "test_findings")),
    "compare": ("dlcourse/exercises", tests(JUDGE, "test_difference", "test_recognising", "test_findings")),
    "recognise": ("dlcourse/exercises", tests(JUDGE, "test_recognising", "test_same_mistake", "test_findings")),
    **dict.fromkeys(
        ("defaults", "lengths", "lines", "nothing", "shapes", "stopped"),
        ("dlcourse/exercises/form", ("tests/dlcourse/form",)),
    ),
    "call": ("dlcourse/exercises", tests(JUDGE, "test_calling", "test_outcome")),
    "outcome": ("dlcourse/exercises", tests(JUDGE, "test_outcome", "test_calling")),
    "report": ("dlcourse/exercises", tests(JUDGE, "test_report", "test_findings")),
    "packing": ("autograder/grade", tests(GRADE, "test_packing_room", "test_packing_limits", "test_packing")),
    "unpacking": ("autograder/grade", tests(GRADE, "test_packing_limits", "test_packing")),
    "channel": ("autograder/grade", tests(GRADE, "test_channel_limits", "test_channel", "test_packing_limits")),
    "pure": ("autograder/grade", (*tests(GRADE, "test_pure_parts", "test_pure"), "-k", "not both_ways")),
    "match": ("autograder/grade", tests(GRADE, "test_match")),
    "splice": ("autograder/build", tests("tests/autograder", "test_splice")),
    **{name: ("dlcourse/activations", mathematics("activations")) for name in ("rectified", "smooth", "squashing")},
    **{name: ("dlcourse", mathematics(name)) for name in ("losses", "optimizers", "regularizers", "backprop")},
}

# forks of one process that has loaded what every run needs: half of a short run would be imports
WARM = multiprocessing.get_context("forkserver")
WARM.set_forkserver_preload(["pytest", "numpy", "hypothesis.extra.numpy", "_pytest.assertion.rewrite"])

# (module, unit, before, after) -> why nobody could tell the difference
EQUIVALENT: dict[tuple[str, str, str, str], str] = {
    (
        "compare",
        "same_story",
        "wrong.error is not None and got.error is not None",
        "(wrong.error is not None or got.error is not None)",
    ): "both have the same status by then, and an error comes with the status alone",
    (
        "defaults",
        "_defaults",
        "zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True)",
        "(zip(arguments.kwonlyargs, arguments.kw_defaults))",
    ): "Python's own tree has as many of the one as of the other",
    ("defaults", "_defaults", "True", "False"): "Python's own tree has as many of the one as of the other",
    ("call", "raised_by", '"matmul: "', "'matmul:'"): "NumPy always leaves a blank there, and nobody else begins so",
    ("call", "PrintedTail.write", "self._room > 0", "(self._room >= 0)"): "at 0 the first 0 letters are kept: nothing",
    (
        "pure",
        "_cell",
        "{one.name for one in top if isinstance(one, ast.ExceptHandler) and one.name}",
        "({one.name for one in list(top)[:-1] if isinstance(one, ast.ExceptHandler) and one.name})",
    ): "the last node of a cell is never a handler: what it does comes after it",
    ("rectified", "relu", "np.maximum(z, 0.0)", "(np.maximum(0.0, z))"): "the larger of two is the same in any order",
    ("smooth", "softplus", "np.maximum(z, 0.0)", "(np.maximum(0.0, z))"): "the larger of two is the same in any order",
    ("smooth", "elu", "z > 0", "(z >= 0)"): "at 0 the value of both branches is 0",
    ("smooth", "elu_grad", "0.0", "1.0"): "above 0 nobody looks at the exponential, and up to 1 it is small",
    ("losses", "mse", "o - t", "(t - o)"): "the difference is squared",
    ("squashing", "sigmoid", "z >= 0", "(z > 0)"): "at 0 both branches are 1",
    ("losses", "bce_grad", "z >= 0", "(z > 0)"): "at 0 both branches are 1, as in sigmoid",
    ("losses", "mse_sigmoid_grad", "z >= 0", "(z > 0)"): "at 0 both branches are 1, as in sigmoid",
}


@dataclass(frozen=True)
class Planted:
    """A break of the list, and what became of it."""

    number: int
    module: str
    bug: Break
    fate: str = ""  # caught, survived or equivalent
    by: str = ""

    @property
    def key(self) -> tuple[str, str, str, str]:
        """How the list of equivalents knows it."""
        return self.module, self.bug.unit, self.bug.before, self.bug.after


def home(root: Path, module: str) -> Path:
    """The file of a module: rooms are rearranged now and then, names stay."""
    folder = root / TESTS[module][0]
    found = [folder / f"{module}.py"] if folder == root / "dlcourse" else sorted(folder.rglob(f"{module}.py"))
    if len(found) != 1 or not found[0].exists():
        raise SystemExit(f"planted_bugs: {folder} holds no single file {module}.py; mend TESTS.")
    return found[0]


def planted(modules: Sequence[str], each: int, seed: int) -> list[Planted]:
    """The list of breaks, numbered over all modules, so that a number means the same with and without `--module`."""
    every = [(module, bug) for module in TESTS for bug in chosen(home(ROOT, module).read_text("utf-8"), each, seed)]
    return [Planted(n, module, bug) for n, (module, bug) in enumerate(every, start=1) if module in modules]


# --- running --------------------------------------------------------------------------------------------------------


def copied(folder: Path) -> Path:
    """A copy of packages and tests that may be broken."""
    folder.mkdir()
    ignored = shutil.ignore_patterns("__pycache__", "*.egg-info", ".ipynb_checkpoints")
    for name in COPIED:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, folder / name, ignore=ignored)
        else:
            shutil.copy(source, folder / name)
    return folder


def tested(folder: Path, tests: Sequence[str], seconds: float) -> tuple[str | None, str]:
    """The first test that fails in a copy (None where all pass), and all that was said."""
    output = folder / "said.txt"
    process = WARM.Process(target=_run, args=(folder, tests, output))
    process.start()
    process.join(seconds)
    if process.is_alive():
        os.killpg(process.pid or 0, signal.SIGKILL)
        process.join()
        return f"no answer in {seconds:.0f} s", ""
    said = output.read_text("utf-8", errors="replace")
    if process.exitcode == 0:
        return None, said
    if process.exitcode in (4, 5) and "conftest" not in said:  # pytest found nothing to do
        raise SystemExit(f"planted_bugs: pytest did not run; it said:\n{said}")
    failed = re.search(r"^(?:FAILED|ERROR) (\S+)", said, re.MULTILINE)
    return failed[1].removeprefix("tests/") if failed else "the tests could not begin", said


def _run(folder: Path, tests: Sequence[str], output: Path) -> None:
    """In a process of its own, which knows pytest and NumPy already but nothing of ours."""
    import pytest

    os.setsid()  # whatever the tests start goes when they have to go
    os.chdir(folder)
    os.environ["PYTHONPATH"] = str(folder)
    sys.path[:0] = [str(folder)]
    sys.dont_write_bytecode = (folder / "warm").exists()
    with output.open("w") as file:
        os.dup2(file.fileno(), 1)
        os.dup2(file.fileno(), 2)
    options = ["-x", "-q", "-n0", "-rfE", "-p", "no:cacheprovider", "--hypothesis-profile=ci", "--tb=short"]
    options += ["-W", "ignore::pytest.PytestAssertRewriteWarning"]  # of what is loaded already
    code = pytest.main([*options, "-m", "not slow and not browser", *tests])
    sys.stdout.flush()
    os._exit(int(code))


def answered(folder: Path, one: Planted, tests: Sequence[str], seconds: float) -> tuple[Planted, str]:
    """Plant one bug in a copy, run its tests and take it out again."""
    path = home(folder, one.module)
    whole = path.read_text("utf-8")
    for old in path.parent.glob(f"__pycache__/{path.stem}.*"):  # its stamp may be as old as the bug
        old.unlink()
    try:
        path.write_text(one.bug.source, "utf-8")
        by, said = tested(folder, tests, seconds)
    finally:
        path.write_text(whole, "utf-8")
    if by is not None:
        return Planted(one.number, one.module, one.bug, "caught", by), said
    reason = EQUIVALENT.get(one.key)
    return Planted(one.number, one.module, one.bug, "equivalent" if reason else "survived", reason or ""), said


def all_answered(bugs: Sequence[Planted], jobs: int) -> Iterator[tuple[Planted, str]]:
    """The fate of every bug, in the order of the list."""
    with tempfile.TemporaryDirectory(prefix="planted-bugs-") as top:
        first = copied(Path(top) / "0")
        seconds = {module: _unbroken(first, module) for module in dict.fromkeys(bug.module for bug in bugs)}
        (first / "warm").touch()  # from now on nothing compiled is kept
        copies: Queue[Path] = Queue()
        copies.put(first)
        for job in range(1, jobs):
            copies.put(Path(shutil.copytree(first, Path(top) / str(job))))

        def answer(bug: Planted) -> tuple[Planted, str]:
            copy = copies.get()
            try:
                return answered(copy, bug, TESTS[bug.module][1], seconds[bug.module])
            finally:
                copies.put(copy)

        with ThreadPoolExecutor(jobs) as pool:
            yield from pool.map(answer, bugs)


def _unbroken(folder: Path, module: str) -> float:
    """How long to wait for a module's tests, which must pass as long as nothing is broken."""
    start = time.monotonic()
    failed, said = tested(folder, TESTS[module][1], 600)
    if failed is not None:
        raise SystemExit(f"planted_bugs: {failed} fails although nothing is broken; it said:\n{said}")
    return 30 + 5 * (time.monotonic() - start)


# --- telling --------------------------------------------------------------------------------------------------------


def line(one: Planted, total: int) -> str:
    """One break, its place and its fate."""
    where = f"{one.module}.py:{one.bug.line} {one.bug.unit}"
    bug = f"{one.bug.kind}: {_short(one.bug.before)} -> {_short(one.bug.after)}"
    return f"[{one.number:3}/{total}] {one.fate.upper():10} {where}\n{'':21}{bug}\n{'':21}{one.by or 'no test noticed'}"


def _short(text: str, most: int = 100) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"


def table(fates: Sequence[Planted]) -> str:
    """How many of each module were caught, and the share of those that could be."""
    lines = [f"{'module':14}{'breaks':>8}{'caught':>8}{'survived':>10}{'equivalent':>12}{'share':>8}"]
    for module in [*dict.fromkeys(one.module for one in fates), "all"]:
        mine = [one for one in fates if module in (one.module, "all")]
        count = Counter(one.fate for one in mine)
        counts = f"{len(mine):8}{count['caught']:8}{count['survived']:10}{count['equivalent']:12}"
        lines.append(f"{module:14}{counts}{share(mine):8.0%}")
    return "\n".join(lines)


def share(fates: Sequence[Planted]) -> float:
    """What part of the breaks that make a difference was caught."""
    count = Counter(one.fate for one in fates)
    asked = count["caught"] + count["survived"]
    return count["caught"] / asked if asked else 1.0


def enough(fates: Sequence[Planted]) -> bool:
    """Whether so many were caught of every module: a good one does not make up for another."""
    modules = {one.module for one in fates}
    return all(share([one for one in fates if one.module == module]) >= WANTED for module in modules)


def main(words: Sequence[str] | None = None, say: Callable[[str], object] = print) -> int:
    """The command; 0 if enough was caught."""
    os.environ |= dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"), "1")
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--module", choices=TESTS, action="append", help="break this module only; may be repeated")
    parser.add_argument("--only", type=int, action="append", metavar="N", help="plant this number of the list only")
    parser.add_argument("--each", type=int, default=EACH, help=f"breaks of a module ({EACH})")
    parser.add_argument("--seed", type=int, default=0, help="another list")
    parser.add_argument("--jobs", type=int, default=2, help="how many at a time (2)")
    parser.add_argument("--show", action="store_true", help="what the tests said, too")
    given = parser.parse_args(words)
    bugs = planted(given.module or list(TESTS), given.each, given.seed)
    total = given.each * len(TESTS)
    fates = []
    for one, said in all_answered([bug for bug in bugs if not given.only or bug.number in given.only], given.jobs):
        fates.append(one)
        say(line(one, total))
        if given.show:
            say(said)
    say(table(fates))
    return 0 if enough(fates) else 1


if __name__ == "__main__":
    sys.stdout.reconfigure(line_buffering=True)  # type: ignore[union-attr]  # progress is for reading while it runs
    raise SystemExit(main())
