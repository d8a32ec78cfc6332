"""How fast a class is graded: the same submissions by nbgrader as it comes, then by our workers, in one run.

    python benchmarks/grading_speed.py [--stock 8] [--class 200] [--workers 1 2]

Prints submissions a second and the ratio to nbgrader's own `autograde`, and stops if any score differs. nbgrader grades only the first
`--stock` submissions (it is the slow side; its time is linear in them), ours the whole class. Starting up is counted on both sides.
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

OURS = """
import sys
from pathlib import Path
from autograder.grade.course import grade
if __name__ == "__main__":
    folder, isolation, workers = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
    for row in grade(folder, "01_perceptron", language="en", isolation=isolation, workers=workers):
        assert row.record["status"] == "graded", row
"""

STEPS = (
    None,  # the course's own answer
    "def step(x):\n    return np.where(np.asarray(x) >= 0, 1, 0)",
    "def step(x):\n    return np.where(np.asarray(x) > 0, 0, 1)",
    "def step(x):\n    raise NotImplementedError()",
    "import time\ntime.sleep(0.1)\ndef step(x):\n    return (np.asarray(x) > 0).astype(int)",
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--stock", type=int, default=8)
    parser.add_argument("--class", type=int, default=200, dest="size")
    parser.add_argument("--workers", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--isolation", default="namespaces")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        template = Path(scratch) / "template"
        names = make_class(template, asked.size)
        run(STOCK, template)  # releases the lesson
        stock = shutil.copytree(template, Path(scratch) / "stock")
        seconds = timed(STOCK, stock, *names[: asked.stock])
        base = asked.stock / seconds
        print(f"nbgrader autograde: {asked.stock} in {seconds:.1f} s, {base:.2f} a second")
        expected = scores(stock)
        for workers in asked.workers:
            folder = shutil.copytree(template, Path(scratch) / f"ours-{workers}")
            seconds = timed(OURS, folder, asked.isolation, str(workers))
            got = scores(folder)
            differ = [name for name in expected if got[name] != expected[name]]
            assert not differ, f"other scores than nbgrader's: {differ}"
            assert len(got) == asked.size
            rate = asked.size / seconds
            print(
                f"{workers} workers: {asked.size} in {seconds:.1f} s, {rate:.1f} a second, {rate / base:.1f} times nbgrader"
            )


def make_class(folder: Path, size: int) -> list[str]:
    """A course's folder with `size` submissions of a real lesson, in turn right, half right, wrong, untouched and slow."""
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
        file = folder / "submitted" / name / NOTEBOOK
        file.parent.mkdir(parents=True)
        file.write_text(json.dumps(lesson), "utf-8")
    return names


def scores(folder: Path) -> dict[str, object]:
    from autograder.grade.gradebook import scores

    return dict(scores(folder, LESSON))


def timed(program: str, *words: object) -> float:
    start = time.perf_counter()
    run(program, *words)
    return time.perf_counter() - start


def run(program: str, *words: object) -> None:
    command = [sys.executable, "-W", "ignore", "-c", program, *map(str, words)]
    done = subprocess.run(command, capture_output=True, text=True, env=os.environ | {"PYTHONPATH": str(ROOT)})
    assert done.returncode == 0, done.stderr[-2000:]


if __name__ == "__main__":
    main()
