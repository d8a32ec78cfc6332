"""When two answers agree: exact in its tolerances, blind to the order of parts, and the worst difference is the one told."""

import copy
import dataclasses

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from dlcourse.exercises.card import Case
from dlcourse.exercises.compare import difference
from dlcourse.exercises.finding import LEVELS, Finding
from dlcourse.exercises.outcome import Strange
from dlcourse.language import Text

FEW = settings(max_examples=50, deadline=None)
CASE = Case(Text("a case", "경우"))
EXACT = dataclasses.replace(CASE, rtol=0.0, atol=0.0)
NUMBERS = hnp.arrays(np.float64, hnp.array_shapes(max_dims=3, max_side=3), elements=st.floats(-1e6, 1e6))
LEAVES = (
    NUMBERS | st.booleans() | st.integers(-9, 9) | st.floats() | st.none() | st.text("ab", max_size=2)
    | hnp.arrays(np.int64, (2,)) | hnp.arrays(bool, (2,))
)  # fmt: skip  # a list of kinds
VALUES = st.recursive(
    LEAVES,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.lists(inner, max_size=3).map(tuple)
        | st.dictionaries(st.text("xyz", max_size=2), inner, max_size=3)
    ),
    max_leaves=6,
)
# pairs of a wanted and a given value, one for every level at which they may differ, and one that agrees
WRONG = {
    "returns": (1.0, None),
    "type": (1.0, "1"),
    "shape": (np.zeros(2), np.zeros(3)),
    "finite": (np.zeros(2), np.array([0.0, np.inf])),
    "values": (np.zeros(2), np.array([0.0, 1.0])),
    "nothing": (3, 3),
}
PAIRS = st.lists(st.sampled_from(sorted(WRONG)), min_size=1, max_size=6)


def level(found):
    return "nothing" if found is None else found.level


def worst(levels):
    return min(levels, key=[*LEVELS, "nothing"].index)


@FEW
@given(VALUES)
def test_a_value_agrees_with_its_copy(value):
    assert difference(value, copy.deepcopy(value), CASE) is None
    assert difference(value, copy.deepcopy(value), EXACT) is None


@pytest.mark.parametrize("one", WRONG)
def test_each_level_by_itself(one):
    assert level(difference(*WRONG[one], CASE)) == one


@FEW
@given(PAIRS, st.randoms(use_true_random=False), st.sampled_from([tuple, list]))
def test_the_worst_part_is_told_whatever_the_order(names, random, kind):
    def judged(order):
        return level(difference(kind(WRONG[n][0] for n in order), kind(WRONG[n][1] for n in order), CASE))

    shuffled = random.sample(names, len(names))
    assert judged(names) == judged(shuffled) == worst(names)


@FEW
@given(PAIRS, st.randoms(use_true_random=False))
def test_a_dictionary_tells_its_worst_part_whatever_the_order(names, random):
    keys = random.sample(range(len(names)), len(names))
    want, got = ({k: WRONG[n][i] for k, n in zip(keys, names, strict=True)} for i in (0, 1))
    assert level(difference(want, got, CASE)) == worst(names)
    assert level(difference(want, dict(reversed(got.items())), CASE)) == worst(names)


@FEW
@given(NUMBERS, st.data())
def test_what_is_accepted_is_accepted_by_a_larger_tolerance(want, data):
    noise = data.draw(hnp.arrays(np.float64, want.shape, elements=st.floats(-1e-3, 1e-3)))
    small = st.sampled_from([0.0, 1e-9, 1e-7, 1e-5, 1e-3])
    rtol, atol, more_r, more_a = (data.draw(small) for _ in range(4))
    tight = difference(want, want + noise, dataclasses.replace(CASE, rtol=rtol, atol=atol))
    loose = difference(want, want + noise, dataclasses.replace(CASE, rtol=rtol + more_r, atol=atol + more_a))
    assert loose is None or tight is not None
    if loose is not None:
        assert loose.facts["count"] <= tight.facts["count"]


@FEW
@given(st.floats(-1e3, 1e3), st.sampled_from([0.0, 1e-3, 0.25]), st.sampled_from([0.0, 1e-6, 0.5]), st.booleans())
def test_tolerances_are_exact_and_relative_to_what_is_wanted(want, rtol, atol, above):
    allowed = atol + rtol * abs(want)
    assume(allowed > 1e-9)
    case = dataclasses.replace(CASE, rtol=rtol, atol=atol)
    sign = 1.0 if above else -1.0
    assert difference(want, want + sign * allowed * (1 - 1e-6), case) is None
    assert level(difference(want, want + sign * allowed * (1 + 1e-6), case)) == "values"


def test_the_usual_tolerances():
    assert (CASE.rtol, CASE.atol) == (1e-7, 1e-9)
    assert difference(0.0, 0.9e-9, CASE) is None
    assert level(difference(0.0, 1.1e-9, CASE)) == "values"


@FEW
@given(NUMBERS, st.data())
def test_the_first_difference_is_told_with_how_many_there_are(want, data):
    off = data.draw(hnp.arrays(bool, want.shape))
    assume(off.any())
    found = difference(want, want + off, CASE, part="w")
    where = tuple(int(i) for i in np.argwhere(off)[0])
    assert found == Finding(
        "values",
        "value",
        {
            "part": "w",
            "index": where,
            "got": want[where] + 1,
            "want": want[where],
            "count": int(off.sum()),
            "size": want.size,
        },
    )


def test_a_single_number_has_no_index():
    assert difference(2.0, 3.0, CASE).facts == {"part": "", "index": (), "got": 3.0, "want": 2.0, "count": 1, "size": 1}


def test_numbers_that_are_not_finite():
    want = np.array([1.0, np.nan, np.inf, 2.0])
    assert difference(want, want.copy(), CASE) is None
    found = difference(want, np.array([1.0, np.nan, np.inf, np.nan]), CASE, part="p")
    assert (found.level, found.kind, found.facts["part"], found.facts["index"]) == ("finite", "not-finite", "p", (3,))
    assert np.isnan(found.facts["got"])
    # what should not be finite may be wrong, but that is a matter of values
    assert level(difference(want, np.array([1.0, 5.0, np.inf, 2.0]), CASE)) == "values"
    assert level(difference(want, np.array([1.0, np.nan, -np.inf, 2.0]), CASE)) == "values"
    assert difference(want, np.array([1.0 + 1e-12, np.nan, np.inf, 2.0]), CASE) is None
    # before what is missing, what is not a number
    assert level(difference(np.zeros(2), np.array([1.0, np.nan]), CASE)) == "finite"


@FEW
@given(PAIRS)
def test_without_values_everything_before_them_still_counts(names):
    want, got = (tuple(WRONG[n][i] for n in names) for i in (0, 1))
    left = [name for name in names if name != "values"] or ["nothing"]
    assert level(difference(want, got, CASE, values=False)) == worst(left)
    assert level(difference({"a": want}, {"a": got}, CASE, values=False)) == worst(left)


def test_without_values_words_may_differ_but_must_be_words():
    assert difference("a", "b", CASE, values=False) is None
    assert difference(np.array(["a"]), np.array(["b"]), CASE, values=False) is None
    assert level(difference("a", 1, CASE, values=False)) == "type"


KINDS = {"b": np.array([True]), "i": np.array([1]), "u": np.array([1], np.uint8), "f": np.array([1.0]),
         "c": np.array([1 + 0j]), "U": np.array(["1"])}  # fmt: skip  # a table


@pytest.mark.parametrize("want", KINDS)
def test_which_kinds_of_numbers_may_stand_in_for_others(want):
    allowed = {"b": "b", "i": "iu", "u": "iu", "f": "iuf", "c": "iufc", "U": "U"}[want]
    for got, value in KINDS.items():
        assert level(difference(KINDS[want], value, CASE)) == ("nothing" if got in allowed else "type"), got
        if want != "U":
            scalar = difference(KINDS[want][0].item(), value[0], CASE)
            assert level(scalar) == ("nothing" if got in allowed else "type"), got


NAMES = [
    (True, "bool"), (1, "int"), (1.0, "float"), (1j, "complex"), ("a", "str"), (None, "NoneType"), ([1], "list"), ((1,), "tuple"),
    ({1: 2}, "dict"), (np.zeros(2), "float array"), (np.zeros(2, int), "int array"), (np.zeros(2, np.uint8), "int array"),
    (np.zeros(2, bool), "bool array"), (np.zeros(2, complex), "complex array"), (np.array(["a"]), "str array"),
    (np.float64(1), "float"), (np.int32(1), "int"), (np.bool_(True), "bool"), (np.array(1.0), "float"), (Strange("Tensor"), "Tensor"),
]  # fmt: skip  # a table


@pytest.mark.parametrize(("value", "name"), NAMES, ids=lambda one: one if isinstance(one, str) else "")
def test_what_a_type_is_called(value, name):
    def found(want):
        return difference(want, value, CASE, part="p", names=("a", "b"))

    facts = {"part": "p", "got": name}
    if value is None:
        assert found({}) == found("word") == found((1, 2)) == Finding("returns", "none", {"part": "p"})
        return
    if name != "dict":
        assert found({}) == Finding("type", "type", facts | {"want": "dict"})
    if name != "str":
        assert found("word") == Finding("type", "type", facts | {"want": "str"})
    if isinstance(value, Strange):
        assert found((1, 2)) == Finding("type", "type", facts | {"want": "tuple"})
    elif name not in ("tuple", "list"):
        count = {"count": 3, "names": "a, b"}
        assert found((1, 2, 3)) == Finding("type", "not-a-tuple", facts | count | {"want": "tuple"})
        assert found([1, 2, 3]) == Finding("type", "type", facts | count | {"want": "list"})


def test_a_row_of_numbers_stands_for_a_tuple_of_as_many_numbers():
    assert difference((1.0, 2.0), np.array([1.0, 2.0]), CASE) is None
    assert difference((1.0, 2.0), np.array([1.0, 3.0]), CASE, names=("a", "b")).facts["part"] == "b"
    for want, got in (((1.0, 2.0, 3.0), np.ones(2)), ((np.ones(1), 1.0), np.ones(2)), ((), np.ones(0))):
        assert (difference(want, got, CASE) is None) is (len(want) == 0)


def test_single_precision_is_judged_at_its_own():
    want = np.array([0.1, 1000.0, 0.0])
    assert difference(want, want.astype(np.float32), CASE) is None
    assert difference(want, np.float32(want + np.array([0, 0, 5e-7])), CASE) is None
    for off in ([1e-5, 0, 0], [0, 1, 0], [0, 0, 2e-6]):
        assert difference(want, np.float32(want + off), CASE).kind == "value"
        assert difference(want, want + np.array(off) / 100, CASE).kind == "value"


def test_whole_numbers_may_come_as_floats_where_the_task_does_not_ask():
    want = np.array([[1, 0], [2, 3]])
    assert difference(want, want * 1.0, CASE, whole_floats=True) is None
    assert difference((want, 4), (want * 1.0, 4.0), CASE, whole_floats=True) is None
    assert difference(want, want + 0.5, CASE, whole_floats=True).kind == "value"
    assert difference(want, want * 1.0, CASE).kind == difference(want, want > 0, CASE, whole_floats=True).kind == "type"
    for other in (want > 0, want * 1j):  # neither truth values nor complex numbers gain anything by it
        allowed = difference(other, want * 1.0, CASE, whole_floats=True)
        assert level(allowed) == level(difference(other, want * 1.0, CASE))


@pytest.mark.parametrize("got", ["1", (1,), [1], {1: 1}])
def test_numbers_are_not_read_out_of_words_and_lists(got):
    found = difference(np.array([1]), got, CASE, part="p")
    assert found == Finding("type", "type", {"part": "p", "want": "int array", "got": type(got).__name__})


def test_none_and_words():
    assert difference(None, None, CASE) is None
    assert difference(None, 1, CASE).facts == {"part": "", "want": "NoneType", "got": "int"}
    assert difference("a", None, CASE, part="p") == Finding("returns", "none", {"part": "p"})
    assert difference("a", "b", CASE, part="p") == Finding("values", "word", {"part": "p", "got": "b", "want": "a"})


def test_a_list_may_come_as_a_tuple_but_not_in_another_length():
    assert difference([1, 2], (1, 2), CASE) is None
    assert difference((1, 2), [1, 2], CASE) is None
    assert difference((1, 2), (1,), CASE, part="p") == Finding("shape", "length", {"part": "p", "want": 2, "got": 1})
    assert difference([1, 2], 3, CASE).kind == "type"


def test_parts_are_called_by_their_place():
    def part(want, got, **given):
        return difference(want, got, CASE, **given).facts["part"]

    assert part((1, 2), (1, 3), names=("a", "b")) == "b"
    assert part((1, 2), (1, 3), names=("a",)) == "[1]"
    assert part(((1, 2), 3), ((1, 5), 3), names=("a", "b")) == "a[1]"
    assert part({"k": [1, 2]}, {"k": [1, 3]}) == "['k'][1]"
    assert part({"k": 1}, {"k": 2}, part="state") == "state['k']"


def test_keys_are_listed_in_order():
    want, got = {"b": 1, "a": 2}, {"c": 1, 3: 2}
    assert difference(want, got, CASE, part="p") == Finding(
        "shape", "keys", {"part": "p", "want": "'a', 'b'", "got": "'c', 3"}
    )
    assert level(difference(want, {"a": 2}, CASE)) == "shape"
    assert difference(want, {"a": 2, "b": 1}, CASE) is None


def test_a_shape_is_told_as_it_is():
    found = difference(np.zeros((2, 3)), np.zeros((3, 2)), CASE, part="W")
    assert found == Finding("shape", "shape", {"part": "W", "want": (2, 3), "got": (3, 2)})
    assert level(difference(np.zeros(1), np.zeros(()), CASE)) == "shape"


@FEW
@given(st.lists(st.text("ab", max_size=2), min_size=1, max_size=4), st.integers(0, 3))
def test_arrays_of_words_are_compared_letter_by_letter(words, place):
    want = np.array(words, "<U3")
    place %= len(words)
    got = want.copy()
    got[place] += "c"
    assert difference(want, want.copy(), CASE) is None
    found = difference(want, got, CASE)
    assert (found.facts["index"], found.facts["got"], found.facts["count"]) == ((place,), f"{words[place]}c", 1)
