"""A relation that is planted is the one that is told, on every card where it changes something; elsewhere nothing is."""

import numpy as np
import pytest
from planting import IDS, PLAIN, asked, evidence, given, parameters, returning, told

from dlcourse.exercises import CARDS, relations
from dlcourse.exercises.relations import search
from dlcourse.exercises.relations.view import arrays

# how the right numbers are changed, and what else is as true: more particular, or the same for these numbers
RESULTS = {
    "sign-turned": (np.negative, set()),
    "factor": (lambda v: 3 * v, set()),
    "offset": (lambda v: v + 0.7, set()),
    "one-minus": (lambda v: 1 - v, set()),
    "exponentiated": (np.exp, set()),
    "squared": (np.square, set()),
    "absolute": (np.abs, set()),
    "negatives-cut": (lambda v: np.maximum(v, 0), set()),
    # a cut can leave nothing but 0 or 1
    "fraction-cut": (np.trunc, {"all-zero", "always-the-same", "example-answer", "rows-alike"}),
    "rounded-up": (np.ceil, {"all-one", "always-the-same", "example-answer", "rows-alike"}),
    # of single numbers "always the same" says more, and 0 may be the first case's answer
    "all-zero": (lambda v: v * 0, {"always-the-same", "example-answer"}),
    "cumulative": (lambda v: np.cumsum(v, 0) if v.ndim else v, set()),
    # rows and single numbers move together where one part is a number: the order of the others is another
    "rows-reversed": (lambda v: v[::-1] if v.ndim else v, {"another-order"}),
    # of two rows, the order reversed and moved on are the same
    "moved-on": (lambda v: np.roll(v, 1, 0) if v.ndim else v, {"another-order", "rows-reversed"}),
    "added-up": (np.sum, set()),
    "transposed": (np.transpose, {"another-shape"}),  # a row becomes a column
    "last-wrong": (lambda v: np.append(v[:-1], v[-1] + 5) if v.ndim == 1 and len(v) > 1 else v, set()),
}
# a card whose numbers are -1, 0 and 1 and whose two parts are each other turned: another name is as true
ALIKE = {
    ("relu-pair", "squared"): "absolute",
    ("relu-pair", "added-up"): "always-the-same",
    ("relu-pair", "transposed"): "part-for-another",
}
# on so many cards at least it is found: the others give words, steps in a row, single numbers, too few numbers
LEAST = {"transposed": 6, "last-wrong": 9, "absolute": 28, "negatives-cut": 28, "added-up": 35, "fraction-cut": 38}


@pytest.mark.parametrize("name", RESULTS)
def test_a_changed_result_is_told_as_what_it_is(name: str) -> None:
    change, as_true = RESULTS[name]
    found = {card.id: told(card, returning(card, change)) for card in PLAIN}
    names = {card_id: one.name for card_id, one in found.items() if one is not None}
    others = {card_id: other for card_id, other in names.items() if other != name and other not in as_true}
    assert others == {card_id: other for (card_id, change_name), other in ALIKE.items() if change_name == name}
    assert list(names.values()).count(name) >= LEAST.get(name, 39)


def _forgotten(name: str, number: float):  # type: ignore[no-untyped-def]
    def change(inputs: dict[str, object]) -> None:
        value = inputs[name]
        inputs[name] = np.full(value.shape, number) if isinstance(value, np.ndarray) else type(value)(number)

    return change


ARGUMENTS = [
    ("elu", "alpha", "argument-at-default", lambda i: i.update(alpha=1.0)),
    ("gd-step", "lr", "argument-forgotten", _forgotten("lr", 1)),
    ("perceptron", "b", "argument-forgotten", _forgotten("b", 0)),
    ("gd-step", "g", "argument-negated", lambda i: i.update(g=-i["g"])),
    ("momentum-step", "alpha", "argument-one-minus", lambda i: i.update(alpha=1 - i["alpha"])),
    ("rmsprop-step", "rho", "argument-one-minus", lambda i: i.update(rho=1 - i["rho"])),
    ("train-step-222", "lr", "argument-doubled", lambda i: i.update(lr=2 * i["lr"])),
    ("train-step-222", "lr", "argument-halved", lambda i: i.update(lr=i["lr"] / 2)),
    ("recover-targets", "E", "argument-halved", lambda i: i.update(E=i["E"] / 2)),
    ("mlp-forward", "params", "biases-forgotten", lambda i: i.update(params=[(W, b * 0) for W, b in i["params"]])),
    ("run", "steps", "argument-one-more", lambda i: i.update(steps=i["steps"] + 1)),
    ("run", "steps", "argument-one-less", lambda i: i.update(steps=i["steps"] - 1)),
    ("penalty", "l1", "arguments-exchanged", lambda i: i.update(l1=i["l2"], l2=i["l1"])),
    ("gd-step", "g", "argument-sign", lambda i: i.update(g=np.sign(i["g"]))),
    ("gd-step", "g", "argument-squared", lambda i: i.update(g=i["g"] ** 2)),
    ("step", "x", "argument-cut", lambda i: i.update(x=np.trunc(i["x"]))),
    ("count-params", "sizes", "argument-reversed", lambda i: i.update(sizes=i["sizes"][::-1])),
]


@pytest.mark.parametrize(("card_id", "argument", "name", "change"), ARGUMENTS)
def test_the_reference_told_something_else_is_recognised(card_id, argument, name, change) -> None:  # type: ignore[no-untyped-def]
    card = CARDS[card_id]
    found = told(card, given(card, change))
    assert found is not None
    assert found.name == name
    assert f"`{argument}`" in found.sentence.en
    assert f"`{argument}`" in found.sentence.ko


def test_parts_exchanged_in_every_step_of_a_driven_case() -> None:
    card = CARDS["adagrad-step"]
    found = told(card, lambda *args, **kwargs: card.reference(*args, **kwargs)[::-1])
    assert found is not None
    assert found.name == "parts-exchanged"


def test_a_right_part_beside_a_wrong_one_is_left_out_of_the_sentence() -> None:
    card = CARDS["boundary-line"]
    found = told(card, lambda w, b: (-card.reference(w, b)[0], card.reference(w, b)[1]))
    assert found is not None
    assert found.sentence.en == "The numbers in `slope` are the right ones with the sign turned."
    assert found.sentence.ko == "`slope`의 값은 정답에서 부호만 반대입니다."


def test_two_wrong_parts_are_both_told() -> None:
    card = CARDS["boundary-line"]
    found = told(card, lambda w, b: (-card.reference(w, b)[0], 3 * card.reference(w, b)[1]))
    assert found is not None
    assert found.sentence.en == (
        "The numbers in `slope` are the right ones with the sign turned. "
        "The numbers in `intercept` are 3 times the right ones."
    )


# --- silence --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("card_id", IDS)
def test_nothing_is_told_of_right_answers(card_id: str) -> None:
    card = CARDS[card_id]
    for right in (card.reference, *card.alternatives):
        assert told(card, right) is None


@pytest.mark.parametrize("card_id", IDS)
def test_nothing_is_told_of_random_numbers_of_the_right_shape(card_id: str) -> None:
    card = CARDS[card_id]
    first = asked(card_id).expected[0].value
    if isinstance(first, str) or arrays(first) is None:
        return
    rng = np.random.default_rng(5)
    noise = returning(card, lambda v: rng.normal(size=v.shape))
    found = told(card, noise)
    assert found is None, found


@pytest.mark.parametrize("card_id", IDS)
def test_nothing_is_told_where_nothing_or_a_crash_came_back(card_id: str) -> None:
    card = CARDS[card_id]

    def stops(*args: object, **kwargs: object) -> object:
        raise ValueError("no")

    assert told(card, lambda *args, **kwargs: None) is None
    assert told(card, stops) is None


def test_what_draws_is_not_compared_with_other_draws() -> None:
    for card in CARDS.values():
        if "rng" in dict(parameters(card)) and card.accept is not None and card.seconds < 10:

            def other(*args, rng, card=card, **kwargs):  # type: ignore[no-untyped-def]
                return card.reference(*args, rng=np.random.default_rng(9), **kwargs)

            found = told(card, other)
            assert found is None or found.name in {"wrong-for-value", "right-for-value-only"}, (card.id, found)


def test_listed_mistakes_are_looked_at_without_stumbling() -> None:
    for card in PLAIN:
        for mistake in card.misconceptions[:: max(len(card.misconceptions) - 1, 1)]:  # the first and the last
            evidence(card, mistake.wrong)
            told(card, mistake.wrong)


def test_a_stumble_inside_costs_the_sentence_and_not_the_verdict(monkeypatch: pytest.MonkeyPatch) -> None:
    def stumbles(evidence: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(search, "found", stumbles)
    card = CARDS["relu"]
    assert relations.relation(evidence(card, returning(card, np.negative))) is None
