"""Which notebooks need no copies: everything that could let one call reach the next is found, and
ordinary answers are not suspected.
"""

import json
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[2] / "planted"))

from handin import IDS, data, handed_in, released  # found by the line above

from autograder.demo import mistakes
from autograder.grade.handed_in import match
from autograder.grade.handed_in.pure import pure
from autograder.grade.judging import grader
from autograder.grade.judging.grader import Grader
from dlcourse.exercises import CARDS

ROOT = Path(__file__).parents[3]
LESSONS = sorted(path.stem for path in (ROOT / "lessons" / "en").glob("*/*.ipynb"))
SETUP = "import numpy as np\n\nfrom dlcourse.exercises import check"
ANSWER = "def f(x):\n    return np.where(x > 0, x, 0.0)"

HARMLESS = {
    "a vectorized answer": ANSWER,
    "loops and a list": "def f(x):\n    out = []\n    for row in x:\n        out.append([max(v, 0.0) for v in row])\n    return np.array(out)",
    "changes its own argument": "def f(x):\n    x[x < 0] = 0\n    x += 1\n    return x",
    "a helper": "def half(v: float = 2.0) -> float:\n    return v / 2\n\ndef f(x):\n    return half(x) + half()",
    "itself": "def f(x):\n    return 1 if x < 1 else x * f(x - 1)",
    "a function inside": "def f(x):\n    def g(v, *, base=(1, -2)):\n        return v + x + base[0]\n    return list(map(g, x)) + [(lambda q: q + x)(1)]",
    "draws": "def f(x, rng: np.random.Generator):\n    return rng.normal(size=x.shape) + np.random.default_rng(3).random(x.shape)",
    "a generator": "def f(x):\n    for start in range(0, len(x), 2):\n        yield x[start : start + 2]",
    "quiet divisions": "def f(x):\n    with np.errstate(divide='ignore'):\n        return np.log(x)",
    "errors of its own": "def f(x):\n    try:\n        return x / 0\n    except ZeroDivisionError as error:\n        raise ValueError(f'no: {error!r}') from error",
    "tries at the top": "import math\nimport time\nstart = time.time()\n"
    + ANSWER
    + "\nxs = [f(np.ones(i)) for i in range(3)]\nxs[0][:] = 2\nprint(xs, f(np.array([1.0])), math.pi)",
    "a walrus": "def f(x):\n    while np.any(low := x < 0):\n        x[low] += 1\n    return x",
    "two versions": ANSWER + "\n" + ANSWER,
    "np.linalg": "def f(x):\n    return np.linalg.norm(x, axis=1) + np.add.reduce(x).T.sum()",
    "a type asked for": "def f(x: np.ndarray) -> tuple[np.ndarray, float]:\n    y: np.ndarray = x\n    return isinstance(y, (np.ndarray, float))",
    "a sleep": "import time\ntime.sleep(0.1)\n" + ANSWER,
}
SUSPECT = {
    "a global": "n = 0\ndef f(x):\n    global n\n    n += 1\n    return n",
    "a list at the top": "seen = []\ndef f(x):\n    seen.append(x)\n    return len(seen)",
    "a changing default": "def f(x, seen=[]):\n    seen.append(x)\n    return len(seen)",
    "a made default": "def f(x, seen=dict()):\n    return seen.setdefault('n', x)",
    "a default by name": "def f(x, *, seen=(1, [2])):\n    return seen[1].pop()",
    "a lambda's default": "def f(x):\n    return x\ng = lambda x, seen=[]: seen.append(x)",
    "a function's attribute": "def f(x):\n    f.n = x\n    return x",
    "reading such": "def f(x):\n    return f.n",
    "a closure": "def make():\n    seen = []\n    def inner(x):\n        seen.append(x)\n        return len(seen)\n    return inner\nf = make()",
    "a helper that is a closure": "def make():\n    seen = []\n    return lambda x: seen.append(x)\ng = make()\ndef f(x):\n    return g(x)",
    "nonlocal": "def make():\n    n = 0\n    def inner(x):\n        nonlocal n\n        n += 1\n        return n\n    return inner\ndef f(x):\n    return x",
    "a generator kept": "def count():\n    yield 1\n    yield 2\nit = count()\ndef f(x):\n    return next(it)",
    "a class": "class f:\n    seen = []\n    def __init__(self, x):\n        self.seen.append(x)",
    "a decorator": "def twice(g):\n    return g\n@twice\ndef f(x):\n    return x",
    "NumPy's own draws": "def f(x):\n    return np.random.normal(size=x.shape)",
    "NumPy's seed": "def f(x):\n    np.random.seed(0)\n    return x",
    "NumPy by another name": "def f(x):\n    m = np\n    return m.random.random()",
    "NumPy handed on": "def g(m):\n    return m.random.random()\ndef f(x):\n    return g(np)",
    "NumPy's warnings": "def f(x):\n    np.seterr(all='ignore')\n    return x",
    "NumPy's insides": "def f(x):\n    return np.core.multiarray.zeros(3)",
    "NumPy patched": "np.where = lambda *a: 1\n" + ANSWER,
    "NumPy patched by name": "setattr(np, 'where', 3)\n" + ANSWER,
    "another np": "import math as np\n" + ANSWER,
    "an np of one's own": "def np(x):\n    return x\n" + ANSWER,
    "a builtin of one's own": "def sum(x):\n    return 0\n" + ANSWER,
    "a builtin as a value": "len = [3]\n" + ANSWER,
    "the builtins": "def f(x):\n    return __builtins__",
    "imports in a function": "def f(x):\n    import os\n    return os.getpid()",
    "other imports": "import random\ndef f(x):\n    return random.random()",
    "from imports": "from numpy import where\ndef f(x):\n    return where(x)",
    "underscores": "def f(x):\n    return x.__class__",
    "a way round": "def f(x):\n    return getattr(x, 'shape')",
    "what runs text": "def f(x):\n    exec('n = 1')\n    return x",
    "a file": "def f(x):\n    open('n', 'w')\n    return x",
    "a type": "def f(x):\n    return type(x)(3)",
    "the course's names": "def f(x):\n    check('f')\n    return x",
    "the course's names at the top": ANSWER + "\ncheck('f')",
    "the course's names in disguise": ANSWER + "\n[check('f') for check in [check]]",
    "the course's names in a comprehension": ANSWER + "\nxs = [check for i in range(3)]",
    "the course's names in a lambda": ANSWER + "\n(lambda: check('f'))()",
    "a call in an annotation": "def f(x: print('called')):\n    return x",
    "a paused context": "def f(x):\n    with np.errstate(all='ignore'):\n        yield x",
    "a context paused by another": "def g(x):\n    yield x\ndef f(x):\n    with np.errstate(all='ignore'):\n        yield from g(x)",
    "a call in what it returns": "def f(x) -> check('f'):\n    return x",
    "another context": "def f(x):\n    with open('n') as file:\n        return x",
    "deleting": ANSWER + "\ndel f",
    "a name for two": ANSWER + "\nf = 3",
    "a name for two in a loop": ANSWER + "\nfor f in [1, 2]:\n    pass",
    "a name for two by import": ANSWER + "\nimport math as f",
    "a name for two by an error": ANSWER + "\ntry:\n    1 / 0\nexcept ZeroDivisionError as f:\n    pass",
    "a name for two by a walrus": ANSWER + "\nprint([(f := i) for i in range(3)])",
    "a function in a branch": "if True:\n    def f(x):\n        return x",
    "a value from the top": "scale = np.array([2.0])\ndef f(x):\n    scale[0] += 1\n    return x * scale",
    "a value from the top, deep inside": "scale = np.array([2.0])\ndef f(x):\n    def g():\n        return [scale for _ in range(2)]\n    return g()",
    "a comprehension's name outside": "W = [0]\ndef f(x):\n    y = [W for W in range(3)]\n    W.append(1)\n    return W",
    "a function called as what it is not": "def listcomp(x):\n    return seen\nseen = []\ndef f(x):\n    return listcomp(x)",
    "a stored shape": "def f(x):\n    x.shape = (4,)\n    return x",
    "magics": "%time 1\n" + ANSWER,
    "half a function": "def f(x:\n    return x",
    "a match": "def f(x):\n    match x:\n        case int():\n            return 1",
    "async": "async def f(x):\n    return x",
    "a cell too long": ANSWER + "\n" + "# \n" * 10_000,
    "too deep to read": ANSWER + "\n" + "-" * 9_000 + "1",
    "a function called as an annotation": "def _annotation(x):\n    return eval(x)\ndef f(x):\n    return _annotation('n')",
    "a function called as an annotation inside": "def f(x):\n    def _annotation(y):\n        return open(y)\n    return _annotation('n')",
    "a function called as annotations": "def __annotate__(x):\n    return globals()\ndef f(x):\n    return __annotate__(x)",
    "a function called as a module": "def f(x):\n    def np(y):\n        return y\n    return np(x)",
    "an argument called as a module": "def f(x, np=3):\n    return np.random.random()",
    "an error called as a module": "def f(x):\n    try:\n        return x\n    except ValueError as np:\n        return np.random",
    "memory of others": "def f(x):\n    return np.empty(3)",
    "memory of others, alike": "def f(x):\n    return np.empty_like(x)",
    "memory of others, by its type in a type": "def f(x: (kind := np.ndarray)):\n    return kind((3,))",
    "memory of others, by its type asked for": "def f(x):\n    return isinstance(x, kind := np.ndarray) and kind((3,))",
    "memory of others, by its type called in a question": "def f(x):\n    return isinstance(x, list(map(np.ndarray, [3]))[0])",
    "memory of others, by its type handed on": "def f(x):\n    return list(map(np.ndarray, [3]))",
    "memory of others, by its type": "def f(x):\n    return np.ndarray((3,))",
    "memory of others, around": "def f(x):\n    return np.pad(x, 1, mode='empty')",
    "memory of others, left out": "def f(x):\n    return np.log(x, where=x > 0)",
    "memory of others, left out by name": "def f(x):\n    return np.log(x, **{'wh' 'ere': x > 0})",
    "memory of others, left out of nothing": "def f(x):\n    return np.log(x, out=None, where=x > 0)",
    "an end that comes later": "def f(x):\n    def g(box):\n        try:\n            yield 1\n        finally:\n            print('later')\n    box = []\n    it = g(box)\n    box.append(it)\n    return next(it)",
    "an end that comes later, caught": "def f(x):\n    try:\n        yield x\n    except:\n        print('later')",
    "a format that looks inside": "def f(x):\n    return '{0.__class__}'.format(x)",
}  # fmt: skip


@pytest.mark.parametrize("name", HARMLESS)
def test_ordinary_answers_are_not_suspected(name):
    assert pure([SETUP, HARMLESS[name]], [SETUP], ["f"])


@pytest.mark.parametrize("name", SUSPECT)
def test_what_might_leave_something_behind_is_suspected(name):
    assert not pure([SETUP, SUSPECT[name]], [SETUP], ["f"])


def test_the_courses_cells_may_do_what_they_like_but_nobody_may_use_it():
    course = (
        SETUP + "\ntable = check('x')\ncorners = np.zeros(3)",
        "corners_2 = np.ones(3)",
        "shown = check('f')",
        "twin = table",
    )
    assert pure([*course, ANSWER, "f(corners_2)"], course, ["f"])
    for name in ("table", "corners", "shown", "twin"):  # the last is harmless by itself, but stands for what is not
        assert not pure([*course, ANSWER, f"f({name})"], course, ["f"]), name
    assert not pure([*course, ANSWER, "f(corners_2)"], course[1:], ["f"])  # the same cell, written by somebody else
    assert not pure([*course, ANSWER], course, ["f", "table"])  # a function that the course's cell made of something
    assert not pure(["%matplotlib inline", ANSWER], ["%matplotlib inline"], ["f"])


@pytest.mark.parametrize("lesson", LESSONS)
def test_the_courses_lessons_are_pure(lesson):
    master = match.master(json.loads((ROOT / "lessons" / "en" / lesson / f"{lesson}.ipynb").read_text("utf-8")), CARDS)
    solved = json.loads((ROOT / "solutions" / "en" / lesson / f"{lesson}.ipynb").read_text("utf-8"))
    cells = [match.source(cell) for cell in solved["cells"] if cell["cell_type"] == "code"]
    cells = [text for text in cells if not text.startswith("check(")]
    names = [card.name for card in master.exercises]
    imports_an_answer = lesson == "02_xor"  # its gates come from the lesson before
    assert pure([match.visible(text) for text in cells], master.course, names) is not imports_an_answer


def test_both_ways_judge_alike(wall, monkeypatch):
    names = {"np", "check", "hint", "language", *(CARDS[name].name for name in IDS)}
    wrong = [
        (card, one)
        for name in ("perceptron", "gate", "train-perceptron")
        for card in [CARDS[name]]
        for one in card.misconceptions
    ]
    class_ = [data(handed_in()), data(released())]
    class_ += [data(handed_in({card.id: mistakes.cell(one.wrong, card.name, names)})) for card, one in wrong]
    asked = []
    with Grader(released(), CARDS, wall) as made:
        monkeypatch.setattr(grader, "pure", lambda *given: asked.append(pure(*given)) or asked[-1])
        here = [made.grade(one, seed=5) for one in class_]
        monkeypatch.setattr(grader, "pure", lambda *given: False)
        apart = [made.grade(one, seed=5) for one in class_]
    assert here == apart
    assert sum(asked) > len(asked) / 3
