"""The table of concepts: each has a place that teaches it, an exercise or question, and a picture, or a reason for none."""

import importlib.util
import re
import sys
from pathlib import Path

import pytest

from autograder import build
from dlcourse.exercises import CARDS
from dlcourse.language import LANGUAGES

ROOT = Path(__file__).parents[1]
LESSONS = [build.read(source) for source in build.sources(ROOT)]
P = "solutions/concepts.toml: "


@pytest.fixture(scope="module")
def concepts():
    spec = importlib.util.spec_from_file_location("concepts_page", ROOT / "docs" / "_ext" / "concepts_page.py")
    made = importlib.util.module_from_spec(spec)
    sys.modules["concepts_page"] = made
    spec.loader.exec_module(made)
    yield made
    del sys.modules["concepts_page"]


def test_every_concept_is_taught_asked_and_shown_or_says_why_not(concepts):
    said = concepts.read()
    found = concepts.rows(said, LESSONS, CARDS)
    assert len(found) == len(said["concept"]) >= 117
    for language in LANGUAGES:
        names = [row.name.in_(language) for row in found]
        assert len(set(names)) == len(names)
        page = concepts.page(language, found)
        assert page.count("\n| ") - page.count("\n| ---") - page.count("\n| | ") == len(found)
    reasons = {f"no: {name}" for name in said["reasons"]}
    used = {one.get(kind) for one in said["concept"] for kind in ("asked", "shown")}
    assert reasons <= used, "a reason that nobody gives"


def test_every_exercise_asks_for_a_concept(concepts):
    found = concepts.rows(concepts.read(), LESSONS, CARDS)
    asked = {row.asked.en for row in found}
    graded = [
        f"Exercise {one.number}.{number}: {CARDS[cell.name].title.en}"
        for one in LESSONS[1:]
        for number, cell in enumerate((cell for cell in one.cells if cell.role == "exercise"), start=1)
    ]
    assert [one for one in graded if one not in asked] == []


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (
            {"at": "No such heading"},
            '0 headings of solutions/01_perceptron.py begin with "No such heading", and the concept "the step function" needs one. '
            "Write more of the heading, or as it is now.",
        ),
        (
            {"asked": "perceptron-line"},
            'for the concept "the step function" nothing is asked. Expected the id of a cell that is there as `asked`, '
            'or "no: " and one of: fact, word, numbers.',
        ),
    ],
)
def test_a_concept_that_leads_nowhere_is_told(concepts, change, message):
    said = concepts.read()
    one = next(one for one in said["concept"] if one["en"] == "the step function")
    with pytest.raises(ValueError, match=rf"\A{re.escape(P + message)}\Z"):
        concepts.rows({**said, "concept": [one | change]}, LESSONS, CARDS)
