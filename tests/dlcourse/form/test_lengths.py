"""A function made for one length of a list: the length alone must explain which cases came in the right form."""

import itertools

import numpy as np
import pytest
from written import case, name, told

pytestmark = pytest.mark.usefixtures("no_relations")


def row(start, xs):
    """An array of a first number and a list of others."""
    return np.array([start, *xs])


TWO, TWO_MORE, THREE, FOUR, ONE = (case(0.5, xs) for xs in ([1.0, 2.0], [5.0, 7.0], [3.0, 1.0, 2.0], [1.0] * 4, [2.0]))
UNPACKED = "def row(start, xs):\n    a, b = xs\n    return np.array([start, a, b])"
CUT = "def row(start, xs):\n    return np.array([start, *(xs + xs)[:2]])"
LISTED = "def row(start, xs):\n    return np.array([start, *xs]) if len(xs) == 2 else [start, *xs]"
NOT_FOR = "def row(start, xs):\n    if {}:\n        raise ValueError('no')\n    return np.array([start, *xs])"


@pytest.mark.parametrize("written", [UNPACKED, CUT, LISTED], ids=["stops", "another shape", "another type"])
def test_the_only_length_that_comes_out_right_is_told(written):
    got = told(written, row, TWO, THREE, TWO_MORE)
    assert got.name == "made-for-one-length"
    assert got.sentence.en == "Your function works where `xs` has 2 entries, and not where it has more or fewer."
    assert name(written, row, THREE, TWO, ONE) == "made-for-one-length"


def test_three_cases_are_needed_and_edge_cases_and_driven_ones_are_none():
    assert name(UNPACKED, row, TWO, THREE) != "made-for-one-length"
    edge = case(0.5, [1.0] * 4, edge=True)
    driven = case(0.5, [1.0] * 4, call=lambda function, start, xs: function(start, xs))
    assert name(UNPACKED, row, TWO, THREE, edge) != "made-for-one-length"
    assert name(UNPACKED, row, TWO, THREE, driven) != "made-for-one-length"
    assert name(UNPACKED, row, TWO, THREE, FOUR, driven) == "made-for-one-length"


def test_two_lengths_that_come_out_right_are_not_one():
    for order in itertools.permutations((TWO, THREE, FOUR)):
        assert name(NOT_FOR.format("len(xs) > 3"), row, *order) != "made-for-one-length"


def test_a_length_that_fails_once_is_not_what_it_is_about():
    for order in itertools.permutations((TWO, TWO_MORE, THREE)):
        assert name(NOT_FOR.format("xs[0] > 2"), row, *order) != "made-for-one-length"
    assert name(NOT_FOR.format("start < 9"), row, TWO, TWO_MORE, THREE) != "made-for-one-length"


@pytest.mark.parametrize("order", [(TWO, THREE, FOUR), (TWO, FOUR, THREE)])
def test_wrong_numbers_have_other_reasons(order):
    written = "def row(start, xs):\n    if len(xs) == 3:\n        return np.zeros(4)\n    a, b = xs\n    return np.array([start, a, b])"
    assert name(written, row, *order) != "made-for-one-length"


def test_every_case_must_give_a_list():
    def either(start, xs=()):
        return np.array([start, *xs])

    written = UNPACKED.replace("row(start, xs)", "either(start, xs=(8.0, 9.0))")
    assert name(written, either, TWO, THREE, FOUR) == "made-for-one-length"
    assert name(written, either, TWO, THREE, case(0.5)) != "made-for-one-length"
    assert name(written, either, TWO, THREE, case(0.5, (1.0, 2.0, 3.0))) != "made-for-one-length"
