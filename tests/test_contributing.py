"""The guide for authors says what is true: its example works, its commands exist, its paths are there."""

import doctest
import re
import sys
from pathlib import Path
from types import ModuleType

import pytest

from autograder import cli
from dlcourse.exercises import _registry
from dlcourse.exercises._call import asking
from dlcourse.exercises.judge import judge

ROOT = Path(__file__).parents[1]
GUIDE = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
EXAMPLE = re.findall(r"^```python\n(.*?)^```", GUIDE, re.MULTILINE | re.DOTALL)


@pytest.fixture
def example():
    module = ModuleType("the_guides_example")
    module.__file__ = str(ROOT / "CONTRIBUTING.md")
    for block in EXAMPLE:
        exec(compile(block, "CONTRIBUTING.md", "exec"), module.__dict__)
    return module


@pytest.fixture
def card(example):
    (card,) = example.EXERCISES
    return card


def test_the_examples_docstring_is_right(example):
    found = doctest.DocTestFinder().find(example.sign, "sign", module=False, globs=vars(example))
    runner = doctest.DocTestRunner(verbose=False)
    assert [runner.run(test, out=sys.stderr.write) for test in found] == [doctest.TestResults(failed=0, attempted=1)]


def test_the_examples_card_is_accepted(example, card):
    _registry.check_card(example, card)


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
    # NN stands for a lesson yet to be written
    assert [path for path in paths if "NN_" not in path and not (ROOT / path).exists()] == []


def test_the_guide_names_every_tag_of_a_lesson():
    from autograder.build.lesson import TAGS

    assert [tag for tag in TAGS if not re.search(rf"# %%.*\b{tag}\b", GUIDE)] == []
