"""The committed notebooks are exactly what their sources give, and no other notebook lies beside them."""

from pathlib import Path

import pytest

from autograder import build
from autograder.build import freshness
from dlcourse.exercises import CARDS

ROOT = Path(__file__).parents[1]
SOURCES = build.sources(ROOT)


def test_there_are_lessons():
    assert SOURCES


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.stem)
def test_notebooks_are_what_their_source_gives(source):
    stale = freshness.stale(build.notebooks(source, CARDS), ROOT)
    assert not stale, "\n".join(map(str, stale))


def test_the_catalogue_is_what_lessons_and_cards_give():
    stale = freshness.stale(build.course(ROOT, {}, CARDS), ROOT)
    assert not stale, "\n".join(map(str, stale))


def test_no_notebook_is_without_source():
    made = {path: text for source in SOURCES for path, text in build.notebooks(source, CARDS).items()}
    orphans = freshness.orphans(made, ROOT, build.rooms())
    assert not orphans, "\n".join(map(str, orphans))
