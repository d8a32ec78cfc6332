"""What CONTRIBUTING promises an author, done in a copy of the course: how many files a new thing touches, and that this is enough.

One author does everything that the guide speaks of, each thing by hand in its files. Then the builder makes the rest, and the promises
over all cards, functions and pictures are asked about what is new.
"""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

ROOT = Path(__file__).parents[1]
ROOMS = ("dlcourse", "autograder", "solutions", "tests", "docs")
FILES = ("pyproject.toml", "nbgrader_config.py", "LICENSE", "CITATION.cff", *(path.name for path in ROOT.glob("*.md")))


class Author:
    """Somebody with an editor and a copy of the course; remembers which files each new thing touched."""

    def __init__(self, folder):
        self.folder, self.touched = folder, {}

    def write(self, thing, path, text):
        assert not (self.folder / path).exists()
        (self.folder / path).write_text(text, encoding="utf-8")
        self.touched.setdefault(thing, []).append(path)

    def add(self, thing, path, text, *, before=None):
        """Put `text` before the first place where `before` stands, or at the end."""
        old = (self.folder / path).read_text(encoding="utf-8")
        assert before is None or before in old, f"{path} has no {before!r}"
        new = old + text if before is None else old.replace(before, text + before, 1)
        (self.folder / path).write_text(new, encoding="utf-8")
        self.touched.setdefault(thing, []).append(path)

    def read(self, path):
        return (self.folder / path).read_text(encoding="utf-8")

    def python(self, *words):
        environment = os.environ | {"PYTHONPATH": str(self.folder), "MPLBACKEND": "agg"}
        return subprocess.run(
            [sys.executable, *words], cwd=self.folder, env=environment, capture_output=True, text=True, check=False
        )

    def says(self, code):
        done = self.python("-c", code)
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()


ONE_AND_ABOVE = """\
        Misconception(
            "one-and-above",
            Text("only numbers above one count", "1보다 큰 수만 셉니다"),
            lambda x: np.where(np.asarray(x) > 1, 1, 0),
            Text("Where does the formula put its border?", "식에서 경계는 어디에 있나요?"),
            "boundary.zero",
        ),
"""


CARD = """\
\"\"\"The card of `{name}`: A new exercise.\"\"\"

import numpy as np

from dlcourse import {concept}
from dlcourse.exercises.card import Case, Exercise, Misconception
from dlcourse.language import Text


def _mistake(name, wrong):
    label, hint = Text(f"the answer is `{{name}}`", f"답이 `{{name}}`입니다"), Text("What is asked?", "무엇을 물었나요?")
    return Misconception(name, label, wrong, hint, "axis.wrong")


CARD = Exercise(
    id="{id}",
    reference={concept}.{name},
    points=1.0,
    stars=1,
    title=Text("A new exercise", "새 연습"),
    text=Text("Write `{name}`.", "`{name}`를 작성하세요."),
    docstring_ko=\"\"\"새 함수입니다.

    {doctest}
    \"\"\",
    cases=lambda rng: (
        Case(Text("a table", "표"), args=(rng.normal(2.0, 1.0, size=(4, 3)),)),
        Case(Text("a larger table", "더 큰 표"), args=(rng.normal(-1.0, 3.0, size=(7, 2)),), hidden=True),
    ),
    misconceptions=(
        _mistake("too-large", lambda z: {right} + 1.0),
        _mistake("too-small", lambda z: {right} - 1.0),
        _mistake("turned", lambda z: -({right}) - 0.25),
        _mistake("doubled", lambda z: 2.0 * ({right}) + 0.5),
        _mistake("halved", lambda z: ({right}) / 2.0 + 0.125),
    ),
    alternatives=(lambda z: {right}, lambda z: ({right}) * 1.0, lambda z: np.array({right})),
    hints=(
        Text("What is asked?", "무엇을 물었나요?"),
        Text("Which shape goes in?", "어떤 형상이 들어오나요?"),
        Text("Which operation is it?", "어떤 연산인가요?"),
    ),
)
"""
CELL = '\n# %% exercise="{id}"\nfrom dlcourse.{concept} import {name}\n'


LENGTHS = """

@require(z=array(2))
def lengths(z: np.ndarray) -> np.ndarray:
    \"\"\"Take the length of each row.

    Formula: sqrt(sum over the row of z^2)
    Shape:   (N, D) -> (N,)
    Raises:  ValueError if z is not an array with two axes
    See:     Pythagoras
    >>> lengths(np.array([[3.0, 4.0]]))
    array([5.])
    \"\"\"
    return np.sqrt((z * z).sum(axis=1))
"""


MISH = '''

@require(z=signed)
def mish(z: np.ndarray) -> np.ndarray:
    """Let every number through as far as the tanh of its softplus allows.

    Formula: z * tanh(softplus(z))
    Shape:   any -> same
    Raises:  TypeError if z holds no real numbers
    See:     Misra (2019)
    >>> mish(np.array([0.0]))
    array([0.])
    """
    return z * np.tanh(softplus(z))


@require(z=signed)
def mish_grad(z: np.ndarray) -> np.ndarray:
    """The slope of `mish` at z.

    Shape:   any -> same
    Raises:  TypeError if z holds no real numbers
    See:     Misra (2019)
    >>> mish_grad(np.array([0.0]))
    array([0.6])
    """
    t = np.tanh(softplus(z))
    return t + z * (1.0 - t * t) * sigmoid(z)
'''


def misconception(author):
    where = "    ),\n    alternatives="
    author.add("misconception", "dlcourse/exercises/perceptron/step.py", ONE_AND_ABOVE, before=where)


def exercise_on_a_known_function(author):
    doctest = ">>> softplus_grad(np.array([-1000.0, 0.0, 1000.0]))\n    array([0. , 0.5, 1. ])"
    words = {"id": "softplus-grad", "name": "softplus_grad", "concept": "activations", "doctest": doctest}
    right = "0.5 * (1.0 + np.tanh(0.5 * z))"
    author.write("known", "dlcourse/exercises/activations/softplus_grad.py", CARD.format(right=right, **words))
    author.add("known", "solutions/03_activations.py", CELL.format(**words))


def exercise_with_a_new_function(author):
    doctest = ">>> lengths(np.array([[3.0, 4.0]]))\n    array([5.])"
    words = {"id": "lengths", "name": "lengths", "concept": "shapes", "doctest": doctest}
    right = "np.sqrt((z * z).sum(axis=1))"
    author.add("new", "dlcourse/shapes.py", LENGTHS)
    author.write("new", "dlcourse/exercises/shapes/lengths.py", CARD.format(right=right, **words))
    author.add("new", "solutions/00_orientation.py", CELL.format(**words))


def widget(author):
    """Another picture of shapes, under another name."""
    scene = author.read("dlcourse/widgets/shapes/explore.py").replace("def explore(", "def once_more(")
    scene = re.sub(r'title=Text\("[^"]*", "[^"]*"\)', 'title=Text("Shapes once more", "형상을 한 번 더")', scene)
    author.write("widget", "dlcourse/widgets/shapes/once_more.py", scene)
    cell = '\n# %% widget="shapes-once-more"\nwidgets.shapes.once_more()\n'
    author.add("widget", "solutions/00_orientation.py", cell)


def activation(author):
    author.add("activation", "dlcourse/activations/smooth.py", MISH)


STORIES = (misconception, exercise_on_a_known_function, exercise_with_a_new_function, widget, activation)


@pytest.fixture(scope="module")
def author(tmp_path_factory):
    folder = tmp_path_factory.mktemp("author")
    for room in ROOMS:
        ignored = shutil.ignore_patterns("__pycache__", "*.ipynb", "_build", "artefacts")
        shutil.copytree(ROOT / room, folder / room, ignore=ignored)
    for file in FILES:
        shutil.copy(ROOT / file, folder)
    author = Author(folder)
    for story in STORIES:
        story(author)
    return author


@pytest.fixture(scope="module")
def built(author):
    lessons = ["00_orientation", "01_perceptron", "03_activations"]
    return author.says(f"import sys; from autograder.cli import main; sys.exit(main(['build', *{lessons!r}]))")


@pytest.fixture(scope="module")
def asked(author, built):
    """The tests that speak of what is new: name -> what went wrong, or nothing."""
    new = "one-and-above or softplus_grad or softplus-grad or lengths or once_more or mish"
    where = ["tests/contracts", "tests/dlcourse/widgets", "tests/test_readme.py", "tests/dlcourse/test_layers.py"]
    tests = ["-m", "all", "-q", "-n0", "-p", "no:cacheprovider", "--junitxml=asked.xml", *where]
    author.python("-m", "pytest", *tests, "-k", f"{new} or readme or layers")
    cases = ElementTree.parse(author.folder / "asked.xml").iter("testcase")
    return {
        f"{case.get('classname')}.{case.get('name')}": case.findtext("failure") or case.findtext("error")
        for case in cases
    }


def about(asked, thing):
    return [name for name in asked if thing in name]


def test_the_builder_makes_the_rest(built):
    assert built.endswith("12 notebooks are what their sources give")


def test_nothing_new_breaks_a_promise(asked):
    assert {name: trouble for name, trouble in asked.items() if trouble} == {}


def test_a_misconception_is_one_file(author, asked):
    assert author.touched["misconception"] == ["dlcourse/exercises/perceptron/step.py"]
    wrong = "lambda x: (__import__('numpy').asarray(x) > 1) * 1"
    code = f"from dlcourse.exercises import verdict_on; print(verdict_on('step', {wrong}, seed=1).diagnosis)"
    assert author.says(code) == "one-and-above"
    assert len(about(asked, "step--one-and-above")) >= 3


def test_an_exercise_on_a_known_function_is_two_files(author, asked):
    assert len(author.touched["known"]) == 2
    assert len(about(asked, "softplus-grad")) > 20
    assert 'check(\\"softplus-grad\\")' in author.read("lessons/ko/03_activations/03_activations.ipynb")


def test_an_exercise_with_a_new_function_is_three_files(author, asked):
    assert len(author.touched["new"]) == 3
    assert len(about(asked, "lengths")) > 30


def test_a_widget_is_two_files(author, asked):
    assert len(author.touched["widget"]) == 2
    assert len(about(asked, "once_more")) > 5


def test_an_activation_is_one_file_to_be_green_and_no_more_than_two_to_be_seen(author, asked):
    assert len(author.touched["activation"]) == 1
    assert len(about(asked, "mish")) > 20
    seen = author.says(
        "from dlcourse.widgets.registry import scenes\n"
        "for name in ('activations.explore', 'playground.explore'):\n"
        "    values = [value for one in scenes()[name].controls for value, _ in getattr(one, 'options', ())]\n"
        "    print(name, 'mish' in values)"
    )
    assert seen == "activations.explore True\nplayground.explore True"
