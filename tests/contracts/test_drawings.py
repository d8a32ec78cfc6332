"""What every card's drawings keep: small, well-formed, with words in both languages, and the same whatever the hidden cases hold."""

import dataclasses
import xml.etree.ElementTree as Xml

import pytest

from dlcourse.exercises import CARDS, report, verdict_on
from dlcourse.exercises.drawn import choose
from dlcourse.exercises.drawn.canvas import LONGEST
from dlcourse.language import LANGUAGES

ELEMENTS = {"svg", "title", "desc", "path", "g", "text"}
ATTRIBUTES = {
    *("width", "height", "viewBox", "role", "fill", "fill-opacity", "font-size", "text-anchor", "d", "x", "y"),
    *("stroke", "stroke-width", "stroke-opacity", "stroke-dasharray"),
}
QUICK = 20.0  # seconds a card may ask for to be played here


class Untouchable:
    """Stands where a hidden case has its values, and nobody may ask it for anything."""

    def __getattribute__(self, name):
        raise AssertionError(f"somebody asked a hidden case for {name}")


def blind(results):
    """The same results, with nothing in the hidden cases."""
    no = Untouchable()
    return tuple(
        dataclasses.replace(one, value=no, want=no, case=dataclasses.replace(one.case, args=no, kwargs=no))
        if one.case.hidden
        else one
        for one in results
    )


def first_that_fails_in_public(card):
    """The verdict on the card's first mistake that a public case shows; None where none does."""
    verdicts = (verdict_on(card.id, mistake.wrong, seed=1) for mistake in card.misconceptions)
    return next((one for one in verdicts if any(not failed.case.hidden for failed in one.failed)), None)


@pytest.mark.parametrize("card", [card for card in CARDS.values() if card.seconds <= QUICK], ids=lambda card: card.id)
def test_a_failed_answer_has_a_drawing_that_keeps_the_rules_or_none(card):
    verdict = first_that_fails_in_public(card)
    if verdict is None:
        return
    assert all(one.want is None for one in verdict.results if one.case.hidden)
    made = choose.chosen(card, verdict.results)  # an exception is seen here
    assert made == report.picture(verdict) == choose.chosen(card, blind(verdict.results))
    for language in LANGUAGES if made else ():
        svg = made.svg(language)
        assert svg in report.html(verdict, language)
        tree = Xml.fromstring(svg)
        assert {one.tag for one in tree.iter()} <= ELEMENTS
        assert {name for one in tree.iter() for name in one.attrib} <= ATTRIBUTES
        assert (tree[0].text, tree[1].text) == (made.title.in_(language), made.told.in_(language))
        assert all(text.in_(language).strip() for text in (made.title, made.told, made.words))
        assert len(svg.encode()) <= LONGEST
    if made:
        assert made.words.en != made.words.ko
    assert "<svg" not in report.text(verdict, "en")
