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
ROOT = Path(__file__).parents[1]
COMMAND = Path(sys.executable).parent / "autograder"


def main() -> None:
    repetitions = arguments(__doc__, quick=1, full=5)
    with tempfile.TemporaryDirectory() as folder:
        course = Path(folder)
        shutil.copy2(ROOT / "nbgrader_config.py", course)
        shutil.copytree(ROOT / "solutions", course / "solutions", ignore=shutil.ignore_patterns("*.ipynb"))
        lessons = sorted((course / "solutions").glob("[0-9][0-9]_*.py"))
        names = [*(source.stem for source in lessons), f"all {len(lessons)}"]
        alone = [timed(course, source.stem) for source in lessons]
        sides = [timed(course, "--help"), *alone, timed(course)]
        bare, *built = alternating(sides, repetitions)
    rows = [
        [name, f"{bare:.0f}", f"{took:.0f}", f"{took / bare:.1f}x", "yes" if took < TARGET * count else "NO"]
        for name, took, count in zip(names, built, [*[1] * len(lessons), len(lessons)], strict=True)
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
