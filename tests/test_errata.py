"""The list of what is printed and what is right: content of the course, in both languages, beside the lessons."""

import importlib.util
import re
from pathlib import Path

import pytest

from autograder import build
from dlcourse.language import LANGUAGES

ROOT = Path(__file__).parents[1]
_spec = importlib.util.spec_from_file_location("errata_page", ROOT / "docs" / "_ext" / "errata_page.py")
errata_page = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(errata_page)
TITLES = {source.stem: source.stem for source in build.sources(ROOT)}


def test_the_builder_leaves_the_list_in_peace():
    assert errata_page.SOURCE.is_file()
    assert errata_page.SOURCE not in build.sources(ROOT)


def test_every_record_stands_on_the_page_in_both_languages():
    errata = errata_page.read()
    assert len(errata) > 30
    for language in LANGUAGES:
        page = errata_page.page(language, TITLES, errata)
        for one in errata:
            assert f"| {one.said.in_(language)} | {one.right.in_(language)} |".replace("Σ|w|", "Σ&#124;w&#124;") in page
        assert bool(re.search("[가-힣]", page)) == (language == "ko")


def test_a_record_of_a_lesson_that_is_not_there_is_told():
    with pytest.raises(ValueError) as told:  # noqa: PT011  # the whole sentence is asserted below
        errata_page.page("en", {"00_orientation": "Orientation"}, [type("One", (), {"lesson": "01_perceptrn"})])
    assert str(told.value) == (
        "solutions/errata.py names lessons that are not there: 01_perceptrn. Expected one of: 00_orientation. "
        "Correct the name, or build the lesson first."
    )
