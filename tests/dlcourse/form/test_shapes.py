"""The wrong kind or shape: which of them it is, of which part, and with which shapes it is said."""

import numpy as np
import pytest
from written import NUMBERS, TABLE, card, case, name, told

from dlcourse.exercises.finding import Finding
from dlcourse.exercises.form.shapes import misshapen
from dlcourse.exercises.outcome import Outcome
from dlcourse.exercises.told import Answered, Evidence

pytestmark = pytest.mark.usefixtures("no_relations")
ROW = case(np.array([1.0, 2.0, 3.0, 4.0]))


def always(value, reference_value, *inputs, **changes):
    """What is told of a function that always returns one value where another is right."""

    def given(*args):
        return reference_value

    return told(lambda *args: value, given, case(*inputs), **changes)


def named(value, right, *inputs, **changes):
    found = always(value, right, *inputs, **changes)
    return "" if found is None else found.name


# --- kinds ----------------------------------------------------------------------------------------------------------

WHOLE, FRACTIONS, TRUTH = np.array([1, 0, 2]), np.array([1.5, 0.0, 2.0]), np.array([True, False, True])
KINDS = {
    "a list of the right numbers": ([1.5, 0.0, 2.0], FRACTIONS, "list-for-array"),
    "a tuple of the right numbers": ((1.5, 0.0, 2.0), FRACTIONS, "list-for-array"),
    "a list of whole numbers": ([1, 0, 2], WHOLE, "list-for-array"),
    "a list of the right numbers as fractions": ([1.0, 0.0, 2.0], WHOLE, "list-for-array"),
    "a list of others": ([1.5, 0.5, 2.0], FRACTIONS, "list-for-array-and-more"),
    "a list of one more": ([1.5, 0.0, 2.0, 0.0], FRACTIONS, "list-for-array-and-more"),
    "a list within a list": ([[1.5, 0.0, 2.0]], FRACTIONS, "list-for-array-and-more"),
    "a list of words": (["1.5", "0", "2"], FRACTIONS, "list-for-array-and-more"),
    "a ragged list": ([[1.5], [0.0, 2.0]], FRACTIONS, "list-for-array-and-more"),
    "a list of nothing": ([], FRACTIONS, "list-for-array-and-more"),
    "a generator": ((k for k in (1, 2)), FRACTIONS, "generator"),
    "a generator for a number": ((k for k in (1, 2)), 1.5, "generator"),
    "an object": (object(), FRACTIONS, ""),
    "a text": ("1.5", 1.5, "text-for-a-number"),
    "a text for an array": ("1.5", FRACTIONS, "text-for-a-number"),
    "a dictionary": ({1: 2}, FRACTIONS, ""),
    "truth values for whole numbers": (TRUTH, WHOLE, "truth-values"),
    "truth values for fractions": (TRUTH, FRACTIONS, "truth-values"),
    "truth values in another shape": (TRUTH[:2], FRACTIONS, "truth-values"),
    "a truth value": (True, 1, "truth-values"),
    "numbers for truth values": (WHOLE, TRUTH, "numbers-for-truth-values"),
    "fractions for truth values": (FRACTIONS, TRUTH, "numbers-for-truth-values"),
    "a number for a truth value": (1, True, "numbers-for-truth-values"),
    "the right numbers as fractions": (WHOLE * 1.0, WHOLE, "fractions-for-whole-numbers"),
    "a fraction for a whole number": (3.0, 3, "fractions-for-whole-numbers"),
    "other fractions": (WHOLE * 1.5, WHOLE, "fractions-for-whole-numbers-and-more"),
    "complex numbers": (FRACTIONS * 1j, FRACTIONS, ""),
    "one list for two parts": ([1.5, 0.0, 2.0], (FRACTIONS, 1.0), "other-count"),
}


@pytest.mark.parametrize("key", KINDS)
def test_a_kind_is_told_by_what_it_is(key):
    got, right, wanted = KINDS[key]
    assert named(got, right) == wanted


def test_the_kind_of_a_list_is_said():
    assert (
        always([1.5, 0.0, 2.0], FRACTIONS).sentence.en
        == "Your result has the right numbers, but is a list where an array is wanted."
    )
    assert "is a tuple where" in always((1.5, 0.0, 2.0), FRACTIONS).sentence.en
    assert "is a tuple where" in always((1.5, 7.0), FRACTIONS).sentence.en


def test_a_long_list_is_made_an_array_of_and_a_longer_one_is_not():
    long = np.zeros(100_001)
    for right, wanted in ((long[:-1], "list-for-array"), (long, "list-for-array-and-more")):
        outcomes = Outcome("returned", right), Outcome("returned", right.tolist())
        answered = Answered(NUMBERS, *outcomes, Finding("type", "type"))
        assert misshapen(Evidence(card(same, NUMBERS), (answered,), None)).name == wanted


def test_where_many_answers_are_right_fractions_are_no_other_numbers():
    assert named(WHOLE * 1.5, WHOLE, accept=lambda case, value: None) == "fractions-for-whole-numbers"


# --- shapes ---------------------------------------------------------------------------------------------------------

SHAPES = {
    ((3,), (1, 3)): "an-axis-too-many",
    ((3,), (3, 1)): "an-axis-too-many",
    ((), (1, 1)): "an-axis-too-many",
    ((1, 3), (3,)): "an-axis-too-few",
    ((2, 1, 3), (2, 3)): "an-axis-too-few",
    ((1, 3), (3, 1)): "turned",
    ((2, 3), (3, 2)): "turned",
    ((2, 3, 4), (4, 3, 2)): "turned",
    ((2, 3), (2,)): "summed-away",
    ((2, 3), (3,)): "summed-away",
    ((2, 3), ()): "summed-away",
    ((5,), ()): "summed-away",
    ((2, 3), (4,)): "an-axis-too-few",
    ((2, 3, 4), (4, 2)): "an-axis-too-few",
    ((2, 3, 4), (2, 5)): "an-axis-too-few",
    ((), (3,)): "not-summed",
    ((3,), (2, 3)): "not-summed",
    ((2,), (2, 3)): "not-summed",
    ((2, 5), (2, 3, 4)): "an-axis-too-many",
    ((4,), (2, 3)): "an-axis-too-many",
    ((4, 2), (2, 3, 4)): "an-axis-too-many",
    ((3, 5), (2, 3, 4)): "an-axis-too-many",
    ((3,), (4,)): "one-too-many",
    ((3,), (2,)): "one-too-few",
    ((2, 3), (2, 4)): "one-too-many",
    ((2, 4), (1, 4)): "one-too-few",
    ((3,), (5,)): "another-length",
    ((3,), (1,)): "another-length",
    ((2, 3), (3, 4)): "another-length",
    ((3,), (0,)): "another-length",
}


@pytest.mark.parametrize(("want", "got"), SHAPES)
def test_the_way_from_one_shape_to_the_other_is_told(want, got):
    found = always(np.ones(got), np.ones(want))
    assert found.name == SHAPES[want, got]
    assert f"shape {got} where {want} is wanted" in found.sentence.en


@pytest.mark.parametrize("inputs", [(np.zeros((4, 7)),), (np.zeros(7), np.zeros(4))])
def test_one_more_than_asked_is_no_miscount_where_an_input_is_that_long(inputs):
    assert named(np.ones(4), np.ones(3), *inputs) == "another-length"
    assert named(np.ones(4), np.ones(3), np.zeros((5, 3)), 4, [4.0] * 4) == "one-too-many"
    assert named(np.ones(1), np.ones(2), np.zeros((1, 2))) == "one-too-few"  # an axis of 1 is everywhere


def test_one_more_by_chance_of_an_input_given_by_its_name():
    def grown(x, by=None):
        return np.ones(3)

    given = case(np.zeros(3), kwargs={"by": np.zeros(4)})
    assert name(lambda x, by=None: np.ones(4), grown, given) == "another-length"


# --- parts ----------------------------------------------------------------------------------------------------------


def parts(x):
    """A row and a number."""
    return 2 * x, float(x.sum())


TWO = {"returns": ("both", "total")}


@pytest.mark.parametrize(
    ("answer", "wanted"),
    [
        (lambda x: (2 * x[:-1], x.sum()), "`both` is one too short: shape (3,) where (4,) is wanted."),
        (lambda x: (2 * x, x), "`total` has shape (4,) where () is wanted: an axis is still there that should be summed, averaged or picked from."),
        (lambda x: [2 * x[:-1], x.sum()], "`both` is one too short: shape (3,) where (4,) is wanted."),
        (lambda x: (list(2 * x), 0.0), "`both` has the right numbers, but is a list where an array is wanted."),
        (lambda x: (2 * x, str(x.sum())), "`total` is a text where a number is wanted."),
        (lambda x: (2 * x, x.sum(), 3), "Your result has 3 parts where 2 are asked for."),
        (lambda x: 2 * x[0], "You return one thing (float) where 2 are asked for (both, total)."),
        (lambda x: (x.sum(), 2 * x), "The parts of your result have the right shapes, but in another order than (both, total)."),
        (lambda x: [x.sum(), 2 * x], "The parts of your result have the right shapes, but in another order than (both, total)."),
    ],
)  # fmt: skip  # a table
def test_a_part_is_called_by_its_name(answer, wanted):
    assert told(answer, parts, ROW, **TWO).sentence.en == wanted


def test_another_order_is_told_only_where_every_failed_case_has_it():
    def sometimes(x):
        return (x.sum(), 2 * x) if x.size == 4 else (2 * x[:-1], x.sum())

    assert name(sometimes, parts, ROW, NUMBERS, **TWO) != "parts-in-another-order"
    assert name(lambda x: (x, "a"), parts, ROW, **TWO) == "text-for-a-number"
    assert name(lambda x: (x[:-1], x), parts, ROW, **TWO) == "one-too-few"  # not the shapes of the two


def test_a_part_without_a_name_is_called_by_its_place():
    def nested(x):
        return [(x, 1.0), (x, 2.0)]

    got = told(lambda x: [(x, 1.0), (x[None], 2.0)], nested, ROW)
    assert got.sentence.en == "`result[1][0]` has an axis too many: shape (1, 4) where (4,) is wanted."
    assert name(lambda x: [(x, 1.0), [x, [2.0]]], nested, ROW) == ""  # a list for a number: nothing better to say
    assert name(lambda x: [(x, 1.0), (x, np.ones(3))], nested, ROW) == "not-summed"
    assert name(lambda x: [(x, 1.0), x[:2]], nested, ROW) != "one-thing"
    assert name(lambda x: (x, (x[:-1], 3.0)), lambda x: (x, (x, 3.0)), ROW, returns=("a", "b")) == ""
    assert name(lambda x: (x[:-1], 3.0), parts, ROW) == "one-too-few"


# --- which case -----------------------------------------------------------------------------------------------------


def same(x):
    """The numbers."""
    return 1 * x


def test_the_first_failed_plain_case_says_whether_it_is_a_matter_of_form():
    assert name(lambda x: x[None], same, NUMBERS) == "an-axis-too-many"
    assert name(lambda x: x[None] if x.ndim > 1 else x, same, NUMBERS, TABLE) == "an-axis-too-many"
    assert name(lambda x: x[None] if x.ndim > 1 else x + 7, same, NUMBERS, TABLE) == ""
    assert name(lambda x: x[None] if x.ndim > 1 else x + 7, same, TABLE, NUMBERS) == "an-axis-too-many"
    edge = case(np.ones((1, 2)), edge=True)
    assert name(lambda x: x[None] if x.ndim > 1 else x, same, NUMBERS, edge) == ""


def test_a_case_of_which_nothing_can_be_said_does_not_hide_the_next():
    def answer(x):
        return x[None] if x.ndim > 1 else (x, (x[:1],))

    def both(x):
        return (x, (x,)) if x.ndim == 1 else x

    assert name(answer, both, NUMBERS, TABLE, returns=("a", "b")) == "an-axis-too-many"
