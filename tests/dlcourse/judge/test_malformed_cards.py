"""A card that breaks the rules of cards is refused with a sentence that says where and what to do."""

import dataclasses
import sys

import pytest
from made_up import CARD, CASES

from dlcourse.exercises import registry
from dlcourse.exercises.card import TOPICS
from dlcourse.language import Text

MALFORMED = {
    "id": ({"id": "Shift_It"}, "exercise 'Shift_It': the id is not kebab-case; write it like 'leaky-relu'."),
    "points": ({"points": 2}, "exercise 'shift': points are 2; write a float of 0 or more, such as 2.0."),
    "stars": ({"stars": 5}, "exercise 'shift': stars are 5; write 1, 2 or 3."),
    "hints": (
        {"hints": (Text("a", "가"),)},
        "exercise 'shift': it has 1 hints; write three: idea, formula with shapes, almost-code.",
    ),
    "language": (
        {"title": Text("Shift", "")},
        "exercise 'shift': title is empty in one language; write both halves.",
    ),
    "twice": (
        {"misconceptions": CARD.misconceptions * 2},
        "exercise 'shift': misconception 'minus' is not kebab-case or not unique; rename it.",
    ),
    "topic": (
        {"misconceptions": (dataclasses.replace(CARD.misconceptions[0], topic="sign.turned"),)},
        "exercise 'shift': misconception 'minus' has the unknown topic 'sign.turned'; "
        f"name one of: {', '.join(sorted(TOPICS))}.",
    ),
    "picture": (
        {"picture": "photograph"},
        "exercise 'shift': picture is 'photograph'; name one of: auto, none, cells, curve, parts, path.",
    ),
    "edges": (
        {"cases": lambda rng: CASES[2:]},
        "exercise 'shift': every case is an edge case; add a plain case, which the points stand on.",
    ),
    "names": (
        {"cases": lambda rng: CASES[:1] * 2},
        "exercise 'shift': two cases are called 'two numbers'; give each case its own name.",
    ),
}


@pytest.mark.parametrize("fault", MALFORMED)
def test_a_malformed_card_is_refused_with_a_sentence(fault):

    changes, sentence = MALFORMED[fault]
    module = sys.modules[__name__]
    with pytest.raises(registry.CardError) as caught:
        registry.check_card(module, dataclasses.replace(CARD, **changes))
    assert str(caught.value) == f"tests/dlcourse/judge/test_malformed_cards.py: {sentence}"
