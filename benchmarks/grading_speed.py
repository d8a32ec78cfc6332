"""How fast a class is graded: the same submissions by nbgrader as it comes, then by our workers, in one run.

Target: 30 times nbgrader's own `autograde` with one worker, 50 times with two; 20 times where nothing is known of what a notebook's functions
leave behind, so that each exercise is answered by a copy of its process. It stops if any score differs. nbgrader, the slow side, grades only
the first few of the class (its time is linear in them), ours all. Starting up counts on both sides.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from _table import machine, table

from autograder.grade.gradebook.gradebook import scores as recorded
from autograder.grade.gradebook.settings import Course
from autograder.grade.wall.probe import best

ROOT = Path(__file__).parents[1]
LESSON = "01_perceptron"
NOTEBOOK = f"{LESSON}/{LESSON}.ipynb"

STOCK = """
import sys
from pathlib import Path
from nbgrader.apps import NbGraderAPI
from traitlets.config import Config
from autograder import config
c = Config()
config.configure(c, Path(sys.argv[1]), "en")
c.Autograde.pop("autograde_preprocessors", None)
api = NbGraderAPI(config=c)
if sys.argv[2:] == []:
    assert api.generate_assignment("01_perceptron")["success"]
for student in sys.argv[2:]:
    assert api.autograde("01_perceptron", student)["success"], student
"""

LARGEST = """
import resource, subprocess, sys
code = subprocess.call(sys.argv[1:])
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
sys.exit(code)
"""

# the learners' own cells alone, one notebook after the other in a process that has everything loaded
OWN = """
import contextlib, io, json, os, sys, time
from pathlib import Path
os.environ["NBGRADER_EXECUTION"] = "autograde"
import numpy, dlcourse.exercises, dlcourse.language
from dlcourse.widgets import linear, perceptron
from dlcourse.widgets.stage import show
took = []
for file in sys.argv[1:]:
    cells = ["".join(c["source"]) for c in json.loads(Path(file).read_text())["cells"] if c["cell_type"] == "code"]
    names = {"__name__": "__main__"}
    start = time.perf_counter()
    for cell in cells:
        with contextlib.suppress(Exception), contextlib.redirect_stdout(io.StringIO()):
            exec(compile(cell, "cell", "exec"), names)
    took.append(time.perf_counter() - start)
print(1000 * sum(took) / len(took))
"""

STEPS = (
    None,  # the course's own answer
    "def step(x):\n    return np.where(np.asarray(x) >= 0, 1, 0)",
    "def step(x):\n    return np.where(np.asarray(x) > 0, 0, 1)",
    "def step(x):\n    raise NotImplementedError()",
    "import time\ntime.sleep(0.1)\ndef step(x):\n    return (np.asarray(x) > 0).astype(int)",
)


IMPURE = "import os\nos.getcwd()\n"  # who looks around may leave something behind


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a class of 6 instead of 200, 2 of them by nbgrader")
    parser.add_argument("--class", type=int, dest="size", help="so many submissions")
    parser.add_argument("--stock", type=int, help="so many of them graded by nbgrader")
    parser.add_argument("--workers", type=int, nargs="+", default=[1, 2], help="default: 1 2")
    parser.add_argument("--large", type=int, help="a larger class besides, with the most workers (default: 1000)")
    parser.add_argument("--isolation", help="the level of the sandbox; the best one if not named")
    asked = parser.parse_args()
    size = asked.size or (6 if asked.quick else 200)
    few = min(size, asked.stock or (2 if asked.quick else 20))
    large = 0 if asked.quick else 1000 if asked.large is None else asked.large
    isolation = asked.isolation or best()
    with tempfile.TemporaryDirectory() as scratch:
        template, crowd, copies = (Path(scratch) / name for name in ("template", "crowd", "copies"))
        names = make_class(template, size)
        run(STOCK, template)  # releases the lesson
        stock = shutil.copytree(template, Path(scratch) / "stock")
        start = time.perf_counter()
        run(STOCK, stock, *names[:few])
        seconds = time.perf_counter() - start
        base = few / seconds
        rows = [["nbgrader autograde", str(few), f"{seconds:.1f}", f"{1000 / base:.0f}", f"{base:.2f}", "1x", ""]]
        expected = scores(stock)
        runs = [(template, size, workers) for workers in asked.workers]
        make_class(copies, size, first=IMPURE)
        run(STOCK, copies)
        runs += [(copies, size, workers) for workers in asked.workers]
        if large:
            make_class(crowd, large)
            run(STOCK, crowd)
            runs.append((crowd, large, max(asked.workers)))
        for made, count, workers in runs:
            folder = shutil.copytree(made, Path(scratch) / f"ours-{made.name}-{workers}")
            words = ["grade", LESSON, "--workers", str(workers), "--isolation", isolation]
            start = time.perf_counter()
            most = autograder(words, folder)
            seconds = time.perf_counter() - start
            got = scores(folder)
            differ = [name for name in expected if got[name] != expected[name]]
            if differ or len(got) != count:
                raise SystemExit(f"other scores than nbgrader's, so there is nothing to compare: {differ}")
            rate = count / seconds
            name = f"{workers} worker{'s' if workers > 1 else ''} ({isolation})" + ", by copies" * (made == copies)
            cells = [name, str(count), f"{seconds:.1f}", f"{1000 / rate:.0f}", f"{rate:.1f}", f"{rate / base:.1f}x"]
            rows.append([*cells, f"{most} MB"])
        files = [template / "submitted" / name / NOTEBOOK for name in names[: len(STEPS)]]
        own = float(run(OWN, *files))
    print(machine())
    print(table(["graded by", "submissions", "seconds", "ms each", "a second", "ratio", "largest process"], rows))
    print(f"the learners' own cells take {own:.1f} ms each; all else is what grading adds")


def autograder(words: list[str], folder: Path) -> int:
    """The command as an instructor types it; the most memory that one of its processes took, in megabytes."""
    command = [sys.executable, "-c", LARGEST, Path(sys.executable).with_name("autograder"), *words]
    done = subprocess.run(command, capture_output=True, text=True, cwd=folder)
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
    return int(done.stdout.splitlines()[-1]) >> 10


def make_class(folder: Path, size: int, first: str = "") -> list[str]:
    """A course's folder with `size` submissions of a real lesson, in turn right, half right, wrong, untouched and slow.

    Each answer begins with the lines `first`.
    """
    shutil.copytree(ROOT / "solutions" / "en" / LESSON, folder / "solutions" / "en" / LESSON)
    shutil.copy(ROOT / "nbgrader_config.py", folder)
    lesson, solution = (
        json.loads((ROOT / room / "en" / NOTEBOOK).read_text("utf-8")) for room in ("lessons", "solutions")
    )
    answers = {cell["id"]: "".join(cell["source"]) for cell in solution["cells"]}
    names = [f"s{number:04}" for number in range(size)]
    for number, name in enumerate(names):
        for cell in lesson["cells"]:
            if cell["metadata"].get("nbgrader", {}).get("solution") and cell["cell_type"] == "code":
                lines = answers[cell["id"]].splitlines()
                cell["source"] = "\n".join(line for line in lines if "### " not in line)
            if cell["id"] == "step" and STEPS[number % len(STEPS)]:
                cell["source"] = STEPS[number % len(STEPS)]
            if cell["id"] == "step":
                cell["source"] = first + cell["source"]
        file = folder / "submitted" / name / NOTEBOOK
        file.parent.mkdir(parents=True)
        file.write_text(json.dumps(lesson), "utf-8")
    return names


def scores(folder: Path) -> dict[str, object]:
    return dict(recorded(Course.at(folder), LESSON))


def run(program: str, *words: object) -> str:
    command = [sys.executable, "-W", "ignore", "-c", program, *map(str, words)]
    done = subprocess.run(command, capture_output=True, text=True, env=os.environ | {"PYTHONPATH": str(ROOT)})
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout


if __name__ == "__main__":
    main()
