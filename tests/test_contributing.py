"""The guide for authors says what is true: its example works, its commands exist, its paths are there."""

import doctest
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

from autograder import cli
from dlcourse import perceptron
from dlcourse.exercises import registry
from dlcourse.exercises.call import asking
from dlcourse.exercises.judge import judge

ROOT = Path(__file__).parents[1]
GUIDE = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
EXAMPLE = re.findall(r"^```python\n(.*?)^```", GUIDE, re.MULTILINE | re.DOTALL)


@pytest.fixture
def example(monkeypatch):
    """The guide's function, as if it stood in `dlcourse/perceptron.py`, and its card in the file where the guide says."""
    module = ModuleType("dlcourse.exercises.perceptron.sign")
    module.__file__ = str(ROOT / "CONTRIBUTING.md")
    function, card = EXAMPLE
    exec(compile(function, "CONTRIBUTING.md", "exec"), module.__dict__)
    module.sign.__module__ = perceptron.__name__
    monkeypatch.setattr(perceptron, "sign", module.sign, raising=False)
    exec(compile(card, "CONTRIBUTING.md", "exec"), module.__dict__)
    return module


@pytest.fixture
def card(example):
    return example.CARD


def test_the_examples_docstring_is_right(example):
    found = doctest.DocTestFinder().find(example.sign, "sign", module=False, globs=vars(example))
    runner = doctest.DocTestRunner(verbose=False)
    assert [runner.run(test, out=sys.stderr.write) for test in found] == [doctest.TestResults(failed=0, attempted=1)]


def test_the_examples_card_is_accepted(example, card):
    registry.check_place(example, card)
    registry.check_card(example, card)


def test_the_example_and_its_alternative_earn_all_points(card):
    for answer in (card.reference, *card.alternatives):
        assert judge(card, asking(card, answer), seed=1).points == card.points


def test_the_examples_mistake_is_recognised_and_loses_points(card):
    (mistake,) = card.misconceptions
    verdict = judge(card, asking(card, mistake.wrong), seed=1)
    assert (verdict.diagnosis, verdict.points) == (mistake.name, 1.0)


def test_every_autograder_command_in_the_guide_exists():
    known = cli._parser()._subparsers._group_actions[0].choices
    used = re.findall(r"\.venv/bin/autograder (\w+)((?: [^\s`]+)*)", GUIDE)
    assert {command for command, _ in used} >= {"build", "demo"}
    for command, words in used:
        known[command].parse_args(words.split())


def test_every_path_in_the_guide_is_there():
    paths = re.findall(r"`((?:dlcourse|autograder|tests|solutions|lessons)/[\w./]*)`", GUIDE)
    paths += re.findall(r"\]\((?!http)([^)]+)\)", GUIDE)
    assert len(paths) > 10
    # NN stands for a lesson yet to be written, scaling is the lesson that the guide itself begins, capitals are to be replaced
    assert [path for path in paths if not re.search("NN_|scaling|[A-Z]{3}", path) and not (ROOT / path).exists()] == []


def test_the_guide_names_every_tag_of_a_lesson():
    from autograder.build.lesson import TAGS

    assert [tag for tag in TAGS if not re.search(rf"# %%.*\b{tag}\b", GUIDE)] == []


# --- the guide, followed to the letter

BEGUN = (
    "dlcourse/scaling.py",
    "dlcourse/exercises/scaling/__init__.py",
    "dlcourse/exercises/scaling/scaling.py",
    "solutions/10_scaling.py",
)


@pytest.fixture(scope="module")
def followed(tmp_path_factory):
    """A copy of the course in which an author did what the guide says; what each command answered."""
    copy = tmp_path_factory.mktemp("author")
    for room in ("dlcourse", "autograder", "solutions", "tests/contracts"):
        shutil.copytree(ROOT / room, copy / room, ignore=shutil.ignore_patterns("__pycache__"))
    for file in ("nbgrader_config.py", "pyproject.toml"):
        shutil.copy(ROOT / file, copy)
    block = re.search(r"^## Your first exercise.*?^```sh\n(.*?)^```", GUIDE, re.MULTILINE | re.DOTALL)[1]
    lines = [line.partition("#")[0].split() for line in block.splitlines()]
    answers = [run(copy, *line) for line in lines if line[1] != "demo"]  # which has tests of its own
    return copy, lines, answers


def run(folder, program, *words):
    """A program of the environment, working on the copy."""
    code = {
        "autograder": "import sys; from autograder.cli import main; sys.exit(main())",
        "pytest": "import sys, pytest; sys.exit(pytest.console_main())",
    }[Path(program).name]
    environment = os.environ | {"PYTHONPATH": str(folder)}
    done = subprocess.run(
        [sys.executable, "-c", code, *words], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_the_first_exercise_builds_and_keeps_every_promise(followed):
    copy, lines, (wrote, built, tested) = followed
    assert [line[1] for line in lines] == ["lesson", "build", "-n0", "demo"]
    next_line = (
        "next: autograder build 10_scaling, then autograder demo 10_scaling; CONTRIBUTING.md says how to go on\n"
    )
    assert wrote == "".join(f"wrote {path}\n" for path in BEGUN) + next_line
    assert built.endswith("4 notebooks are what their sources give\n")
    assert int(re.search(r"(\d+) passed", tested)[1]) > 30
    lesson = (copy / "lessons/ko/10_scaling/10_scaling.ipynb").read_text(encoding="utf-8")
    assert 'X.mean(axis=0)"' in lesson  # the lesson's own line
    assert "return X - X.mean" not in lesson


def test_what_the_guide_begins_is_in_the_shape_of_the_rest(followed):
    copy, *_ = followed
    files = [copy / path for path in BEGUN]
    for words in (["check"], ["format", "--check"]):
        ruff = [sys.executable, "-m", "ruff", *words, "--config", str(ROOT / "pyproject.toml"), *map(str, files)]
        done = subprocess.run(ruff, capture_output=True, text=True, cwd=copy, check=False)
        assert done.returncode == 0, done.stdout


def test_the_guides_second_exercise_joins_the_first(followed):
    copy, *_ = followed
    function, card = EXAMPLE
    cell = re.search(r"^```text\n(# %% exercise=.*?)^```", GUIDE, re.MULTILINE | re.DOTALL)[1]
    concept, cards, lesson = (
        copy / path for path in ("dlcourse/scaling.py", "dlcourse/exercises/scaling", "solutions/10_scaling.py")
    )
    concept.write_text(
        concept.read_text(encoding="utf-8") + function.replace("import numpy as np\n", ""), encoding="utf-8"
    )
    (cards / "sign.py").write_text(card.replace("perceptron", "scaling"), encoding="utf-8")
    moved = cell.replace("dlcourse.perceptron", "dlcourse.scaling")
    lesson.write_text(lesson.read_text(encoding="utf-8") + "\n" + moved, encoding="utf-8")
    contracts = ("tests/contracts/test_concepts.py", "tests/contracts/test_arguments.py")
    assert " passed" in run(copy, "pytest", "-n0", *contracts, "-k", "scaling.sign")
    assert "4 notebooks" in run(copy, "autograder", "build", "10_scaling")
    built = (copy / "solutions/en/10_scaling/10_scaling.ipynb").read_text(encoding="utf-8")
    assert 'check(\\"scaling\\")' in built
    assert 'check(\\"sign\\")' in built


REFUSED = {
    "scaling": ('"scaling" is no name for a lesson', "two digits, _, then small letters, such as 10_scaling"),
    "10_class": ('"10_class" is no name for a lesson', "two digits, _, then small letters, such as 10_scaling"),
    "01_scaling": ("the number 01 is taken by 01_perceptron", "choose another number"),
    "11_perceptron": (
        "dlcourse/perceptron.py is already there; nothing was written",
        "choose another topic, or change that file",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_lesson_that_cannot_be_begun_is_told(name, monkeypatch, capsys):
    monkeypatch.chdir(ROOT)
    assert cli.main(["lesson", "new", name]) == 2
    what, fix = REFUSED[name]
    assert capsys.readouterr().err == f"error: autograder lesson new: {what}\nfix:   {fix}\n"
    assert not (ROOT / "solutions" / f"{name}.py").exists()
