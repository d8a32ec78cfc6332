"""A card that breaks the rules of cards is refused with a sentence that says where and what to do."""

import dataclasses
import importlib
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
    assert str(caught.value) == f"dlcourse/judge/test_malformed_cards.py: {sentence}"


def _package(tmp_path, monkeypatch, source):

    room = tmp_path / "cards_for_a_test"
    room.mkdir()
    (room / "__init__.py").write_text("")
    (room / "topic.py").write_text(source)
    monkeypatch.syspath_prepend(str(tmp_path))
    for name in [n for n in list(sys.modules) if n.startswith("cards_for_a_test")]:
        monkeypatch.delitem(sys.modules, name)
    return importlib.import_module("cards_for_a_test")


def test_a_module_without_cards_is_refused(tmp_path, monkeypatch):
    package = _package(tmp_path, monkeypatch, "x = 1\n")
    with pytest.raises(registry.CardError) as caught:
        registry.load(package)
    place = "/".join((tmp_path / "cards_for_a_test" / "topic.py").parts[-3:])
    assert str(caught.value) == (
        f"{place}: EXERCISES is missing; write EXERCISES = (CARD, ...) at the foot of the module."
    )


COPY = """
import dataclasses
from dlcourse.exercises import CARDS
STEP = dataclasses.replace(CARDS["step"], {change})
EXERCISES = ({cards})
"""


def test_an_id_belongs_to_one_card(tmp_path, monkeypatch):
    package = _package(tmp_path, monkeypatch, COPY.format(change="points=1.0", cards="STEP, STEP"))
    with pytest.raises(registry.CardError, match=r"exercise 'step': the id is taken by another card; choose an id"):
        registry.load(package)


def test_a_card_depends_on_known_cards_only(tmp_path, monkeypatch):
    package = _package(tmp_path, monkeypatch, COPY.format(change="depends=('stairs',)", cards="STEP,"))
    with pytest.raises(registry.CardError) as caught:
        registry.load(package)
    assert str(caught.value) == "exercise 'step': depends on 'stairs', which has no card; name one of: step."
