"""What `import dlcourse` costs on top of NumPy, which every learner of it imports anyway.

Target: under 30 ms more. Each repetition is a fresh Python that imports NumPy first and then the course, and times both.
"""

import json
import statistics
import subprocess
import sys

from _table import arguments, machine, table

TARGET = 30.0
STATEMENTS = (
    "import dlcourse",
    "from dlcourse import language, widgets",
    "from dlcourse.exercises import check, hint",
    "from dlcourse import widgets; widgets.perceptron",
)
TIMED = """
import json, time
start = time.perf_counter()
import numpy
numpy_ready = time.perf_counter()
{statement}
print(json.dumps([(numpy_ready - start) * 1000, (time.perf_counter() - numpy_ready) * 1000]))
"""


def main() -> None:
    repetitions = arguments(__doc__, quick=2, full=15)
    rows = []
    for statement in STATEMENTS:
        measured = [timed(statement) for _ in range(repetitions + 1)][1:]  # the first one fills the disk's cache
        bare, more = (statistics.median(column) for column in zip(*measured, strict=True))
        rows.append([statement, f"{bare:.0f}", f"{more:.1f}", f"{more / bare:.2f}x"])
    print(machine())
    print(table(["statement", "NumPy, ms", "on top, ms", "ratio"], rows))
    print(f"target: the first line under {TARGET:g} ms on top")


def timed(statement: str) -> list[float]:
    code = TIMED.format(statement=statement)
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return list(json.loads(done.stdout))


if __name__ == "__main__":
    main()
