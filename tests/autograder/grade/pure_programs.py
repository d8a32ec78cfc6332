"""Random small programs, run both ways: in the notebook's process itself and in throw-away copies. Where `pure` says yes, nothing may differ.

python tests/autograder/grade/pure_programs.py 20000       prints how many programs were run both ways, and stops at a difference
"""

import dataclasses
import random
import sys

import numpy as np

from autograder.grade.handed_in.match import Plan
from autograder.grade.handed_in.pure import pure
from autograder.grade.judging.process import NotebookProcess
from autograder.grade.judging.task import Task, Times
from autograder.grade.wall.sandbox import Sandbox
from dlcourse.exercises import CARDS, Case
from dlcourse.exercises.judge import Exam
from dlcourse.language import Text

SETUP = "import numpy as np"
IDS = ("f", "g", "h", "k")
TIMES = Times(cell=5.0, total=60.0, turn=10.0)

VALUES = (
    "x", "y", "n", "np.asarray(x)", "x + 1", "x * n", "-x", "x > 0", "np.where(x > 0, x, 0)", "np.zeros(3)", "np.empty(4)", "np.empty_like(x)",
    "np.full(2, n)", "np.ndarray((3,))", "list(x)", "[n, n + 1]", "(n, [n])", "{'n': n}", "sum(x)", "len(x)", "x[0]", "x[::-1]", "x.sum()", "x.copy()",
    "np.cumsum(x)", "np.random.default_rng(n).normal(size=2)", "rng.normal(size=2)", "np.log(x, where=x > 9)", "np.pad(x, 1, mode='empty')",
    "[v for v in x]", "{v: v for v in range(n)}", "(lambda q: q + n)(1)", "list(map(float, x))", "sorted(x)", "max(x)", "str(n)", "f'{n}'", "seen",
    "count()", "f.__doc__", "helper(x)", "helper(n)", "g(x, n) if n > 3 else 0", "isinstance(x, np.ndarray)", "next(it)", "globals()",
    "list(gen(x))", "f.seen", "table[0]", "np.linalg.norm(x)", "x.T", "int(n)", "kept", "_annotation(n)", "eval('n')", "np.argmax(x)",
)  # fmt: skip
LINES = (
    "x = {v}", "y = {v}", "y = [{v}, {v}]", "x[0] = n", "x += 1", "x[:] = n", "y = x.copy(); y[0] = {v}", "print({v})", "seen.append(n)",
    "for i in range(3):\n    y = {v}", "while n < 3:\n    n += 1", "if n > 1:\n    y = {v}\nelse:\n    y = {v}", "return {v}",
    "try:\n    y = {v}\nexcept ValueError:\n    y = 1", "try:\n    y = {v}\nexcept:\n    y = 2", "raise ValueError(n)", "assert n < 3, n",
    "with np.errstate(all='ignore'):\n    y = x / 0", "global total\ntotal = {v}", "f.seen = {v}", "def inner(v):\n    return v + n\ny = inner(1)",
    "box = []\nit = late(box)\nbox.append(it)\nnext(it)", "table.append({v})", "np.add.at(x, [0], n)", "np.copyto(x, n)", "x.sort()", "x.fill(n)",
    "y = np.where(x > 0, {v}, {v})", "if 'total' in globals():\n    y = total", "np.seterr(all='ignore')", "np.random.seed(n)",
)  # fmt: skip
HELPERS = (
    "def helper(v):\n    return v * 2", "def helper(v, seen=[]):\n    seen.append(1)\n    return len(seen)", "def helper(v, base=(1, 2)):\n    return base[0] + v",
    "seen = []", "table = [1, 2]", "total = 0", "def gen(v):\n    for one in v:\n        yield one", "def late(b):\n    try:\n        yield 1\n    finally:\n        print('late')",
    "def late(b):\n    yield 1\n    print('late')", "def _annotation(v):\n    globals()['total'] = globals().get('total', 0) + 1\n    return globals()['total']",
    "def count():\n    n = 0\n    def up():\n        nonlocal n\n        n += 1\n        return n\n    return up\ncount = count()", "it = iter(range(99))",
    "def make():\n    kept = []\n    return lambda: kept.append(1) or len(kept)\ncount = make()", "kept = np.zeros(2)", "import math", "it = (i for i in range(99))",
    "class Box:\n    n = 0", "for i in range(3):\n    last = i", "def helper(v: 'int' = 1) -> float:\n    return v / 2", "helper = lambda v: v",
)  # fmt: skip
HEADS = (
    "{name}(x, n, rng)",
    "{name}(x, n, rng, y=0)",
    "{name}(x, n, rng, y=[])",
    "{name}(x, n, rng, *more)",
    "{name}(x: np.ndarray, n: int, rng)",
)
ALMOST = 0.06  # how often a piece comes from among all, and not from those that are harmless by themselves


def _harmless(line):
    text = (
        "def f(x, n, rng):\n    y = 0\n"
        + "\n".join(f"    {part}" for part in line.format(v="x").splitlines())
        + "\n    return y"
    )
    return pure([SETUP, HELPERS[0], HELPERS[6], text], [SETUP], ["f"])


HARMLESS = {
    "values": [one for one in VALUES if _harmless("y = " + one.replace("{", "{{").replace("}", "}}"))],
    "lines": [one for one in LINES if _harmless(one)],
    "helpers": [one for one in HELPERS if pure([SETUP, one, "def f(x):\n    return x"], [SETUP], ["f"])],
}


def program(rng):
    """The cells of one notebook with four functions."""

    def one_of(kind, every):
        return rng.choice(every if rng.random() < ALMOST else HARMLESS[kind])

    def value():
        return one_of("values", VALUES)

    cells = [SETUP, *(one_of("helpers", HELPERS) for _ in range(rng.randrange(3))), HELPERS[0], HELPERS[6]]
    for name in IDS:
        body = ["y = 0"] if rng.random() < 0.9 else []
        for _ in range(rng.randrange(1, 5)):
            line = one_of("lines", LINES)
            while "{v}" in line:
                line = line.replace("{v}", value(), 1)
            body += line.splitlines()
        body.append(f"return {value()}")
        head = rng.choice(HEADS[:2] if rng.random() > ALMOST else HEADS).format(name=name)
        cells.append(f"def {head}:\n" + "\n".join(f"    {line}" for line in body))
    return cells


def tasks(seed):
    rng = np.random.default_rng(seed)
    made = []
    for name in IDS:
        cases = tuple(
            Case(Text(f"{i}", f"{i}"), args=(rng.normal(size=3), i, np.random.default_rng(i))) for i in (0, 1, 2, 3)
        )
        reference = eval("lambda x, n, rng: x")  # a function of its own for each name
        reference.__name__ = name
        card = dataclasses.replace(CARDS["step"], id=name, reference=reference, alternatives=(), seconds=2.0)
        made.append(
            (dataclasses.replace(Task.of(card, 0), exam=Exam(cases, ()), frames=b"", packed=frozenset()), cases)
        )
    return made


def outcomes(sandbox, cells, asked, *, here):
    """What all cases did, as text: values, what was printed, warned, changed and raised."""
    plan = Plan(tuple(enumerate(cells)), {}, {}, (), (0,))
    process = NotebookProcess(sandbox, plan, TIMES, here=here)
    try:
        process.start()
        found = [
            process.asked(task, {}, (), lambda ask, cases=cases: [repr(ask(case)) for case in cases])
            for task, cases in asked
        ]
    finally:
        process.close()
    return found, [note.en for note in process.notes]


def run(count, seed=0, *, proved=pure):
    """Run `count` programs both ways; how many were run, and the first notebook that differed."""
    rng = random.Random(seed)
    asked = tasks(seed)
    done = 0
    with Sandbox("none") as sandbox:
        while done < count:
            cells = program(rng)
            if not proved(cells, [SETUP], IDS):
                continue
            here, apart = (outcomes(sandbox, cells, asked, here=way) for way in (True, False))
            if here != apart:
                return done, (cells, here, apart)
            done += len(IDS)
    return done, None


if __name__ == "__main__":
    number, differed = run(int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 0)
    if differed:
        print("\n\n".join(differed[0]), differed[1], differed[2], sep="\n\n")
    print(f"{number} programs both ways, {'one' if differed else 'no'} difference")
    sys.exit(bool(differed))
