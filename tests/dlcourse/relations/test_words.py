"""Every sentence and hint of a relation, whole, in both languages."""

import json
from pathlib import Path
from string import Formatter

import pytest

from dlcourse.exercises.relations import arguments
from dlcourse.exercises.relations.accepted import ACCEPTED
from dlcourse.exercises.relations.pairs import PAIRS
from dlcourse.exercises.relations.parts import PARTS
from dlcourse.exercises.relations.search import CASES, LOOSE, ONE_STEP
from dlcourse.exercises.relations.view import Relation

WORDS = json.loads((Path(__file__).parent / "words.json").read_text(encoding="utf-8"))
OF_INPUTS = [one for one in vars(arguments).values() if isinstance(one, Relation)]
ALL = [*PARTS, *PAIRS, *ONE_STEP, *OF_INPUTS, *LOOSE, *ACCEPTED, *CASES]


def test_there_are_many_and_no_name_is_used_twice() -> None:
    names = [one.name for one in ALL]
    assert len(names) == len(set(names)) >= 40
    assert set(names) == set(WORDS)


@pytest.mark.parametrize("one", ALL, ids=lambda one: one.name)
def test_a_relation_says_this_in_both_languages(one: Relation) -> None:
    said = [one.sentence.en, one.sentence.ko, one.hint.en, one.hint.ko]
    assert said == WORDS[one.name]


@pytest.mark.parametrize("one", ALL, ids=lambda one: one.name)
def test_both_halves_are_filled_with_the_same_and_the_hint_asks(one: Relation) -> None:
    def fields(text: str) -> set[str | None]:
        return {field for _, field, _, _ in Formatter().parse(text)} - {None}

    assert fields(one.sentence.en) == fields(one.sentence.ko)
    assert fields(one.hint.en) == fields(one.hint.ko)
    assert "?" in one.hint.en
    assert "?" in one.hint.ko
