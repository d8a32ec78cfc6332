"""How long `autograder build LESSON` takes, against the same command that only prints its help.

Target: under 2 s a lesson. It builds in a copy of the course, so the notebooks of the repository stay as they are.
"""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from _table import alternating, arguments, machine, milliseconds, table

TARGET = 2000.0
QUICK = 1  # of the lessons the first, and all together
ROOT = Path(__file__).parents[1]
COMMAND = Path(sys.executable).parent / "autograder"


def main() -> None:
    repetitions = arguments(__doc__, quick=QUICK, full=5)
    with tempfile.TemporaryDirectory() as folder:
        course = Path(folder)
        shutil.copy2(ROOT / "nbgrader_config.py", course)
        shutil.copytree(ROOT / "solutions", course / "solutions", ignore=shutil.ignore_patterns("*.ipynb"))
        lessons = [source.stem for source in sorted((course / "solutions").glob("[0-9][0-9]_*.py"))]
        measured = lessons[:1] if repetitions == QUICK else lessons
        alone = [timed(course, name) for name in measured]
        sides = [timed(course, "--help"), *alone, timed(course)]
        bare, *built = alternating(sides, repetitions)
    counts = dict.fromkeys(measured, 1) | {f"all {len(lessons)}": len(lessons)}
    rows = [
        [name, f"{bare:.0f}", f"{took:.0f}", f"{took / bare:.1f}x", "yes" if took < TARGET * count else "NO"]
        for (name, count), took in zip(counts.items(), built, strict=True)
    ]
    print(machine())
    print(table(["lesson", "help alone, ms", "build, ms", "ratio", f"< {TARGET:g} ms each"], rows))


def timed(course: Path, *words: str):
    command = [COMMAND, "build", *words]

    def run() -> None:
        done = subprocess.run(command, cwd=course, capture_output=True, text=True)
        if done.returncode:
            raise SystemExit(f"the build itself failed, so there is nothing to measure:\n{done.stderr}")

    return lambda: milliseconds(run)


if __name__ == "__main__":
    main()
