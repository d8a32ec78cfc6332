"""What is written down of a call is plain data of its own: nothing in it can run, and nobody can change it afterwards."""

from collections import Counter, OrderedDict, defaultdict
from typing import NamedTuple

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_up import CARD, CASES, asking

from autograder.grade.wall.packing import pack, unpack
from dlcourse.exercises.outcome import DEEPEST, Outcome, Raised, Strange, plain, plain_key


class Numbers(list):
    """A list that is not quite one."""


class Pair(NamedTuple):
    """What a learner may call two results."""

    w: float
    b: float


class Stubborn(dict):
    """A dictionary whose own methods lie."""

    def items(self):
        return [("b", 2)]

    def __iter__(self):
        return iter("b")


class Moody(float):
    """A float that is not quite one."""


PLAIN = [True, 3, 2.5, 1j, "a", None, np.float32(1.5), np.int8(3), np.bool_(False), np.uint16(4), np.complex64(1j)]
STRANGE = {
    "Moody": Moody(1.0),
    "bytes": b"a",
    "set": {1},
    "range": range(3),
    "function": lambda: 0,
    "MaskedArray": np.ma.array([1.0]),
    "datetime64": np.datetime64("2024-01-01"),
    "array of dtype object": np.array([1, "a"], object),
    "array of dtype datetime64[D]": np.array(["2024-01-01"], "datetime64[D]"),
    "array of dtype |S1": np.array([b"a"]),
}


@pytest.mark.parametrize("value", PLAIN, ids=repr)
def test_numbers_and_words_stay_what_they_are(value):
    kept = plain(value)
    assert (type(kept), kept) == (type(value), value)
    assert plain([value])[0] is value


@pytest.mark.parametrize("name", STRANGE)
def test_of_anything_else_the_type_is_remembered(name):
    assert plain(STRANGE[name]) == Strange(name)
    assert plain({"a": (STRANGE[name], 1)}) == {"a": (Strange(name), 1)}


STANDARD = [
    (Pair(1.0, 2.0), (1.0, 2.0)), (Numbers([1]), [1]), (defaultdict(list, a=[1]), {"a": [1]}), (OrderedDict(a=1), {"a": 1}),
    (Counter("aab"), {"a": 2, "b": 1}), (np.str_("a"), "a"), (Stubborn(a=1), {"a": 1}), ([Pair(1, Numbers())], [(1, [])]),
]  # fmt: skip  # a table


@pytest.mark.parametrize(("value", "kept"), STANDARD, ids=lambda one: type(one).__name__)
def test_containers_of_a_finer_kind_become_plain_ones(value, kept):
    got = plain(value)
    assert (type(got), got) == (type(kept), kept)
    sent = plain(unpack(pack({"value": value}))["value"])
    assert (type(sent), sent) == (type(kept), kept)  # behind the grader's wall as well


@pytest.mark.parametrize("dtype", ["?", "i2", "u1", "f2", "f8", "c16", "<U3"])
def test_arrays_are_copied(dtype):
    value = np.zeros(3, dtype)
    kept = plain(value)
    assert (type(kept), kept.dtype, kept.shape) == (np.ndarray, value.dtype, (3,))
    value[1] = 1
    assert np.array_equal(kept, np.zeros(3, dtype))


@settings(max_examples=50, deadline=None)
@given(st.recursive(st.integers(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=5))
def test_containers_are_copied_too(value):
    before = repr(value)
    kept = plain(value)
    if isinstance(value, list):
        value.append("changed")
    elif isinstance(value, dict):
        value["changed"] = 1
    assert repr(kept) == before


def test_what_was_judged_cannot_be_changed_afterwards():
    mine = []

    def remembered(x, by=1.0):
        mine.append(x + by)
        return mine[-1]

    got = asking(CARD, remembered)(CASES[0])
    mine[0][:] = 99.0
    assert got.value.tolist() == [2.0, -1.0]


def test_an_answer_that_changes_itself_at_the_next_call_is_judged_by_each():
    out = np.zeros(2)

    def same_array(x, by=1.0):
        out[:] = x[:2] + by
        return out

    ask = asking(CARD, same_array)
    first, second = (ask(case).value for case in (CASES[0], CASES[0].__class__(CASES[0].name, (np.array([5.0, 6.0]),))))
    assert (first.tolist(), second.tolist()) == ([2.0, -1.0], [6.0, 7.0])


def nested(value, depth, around=lambda inner: [inner]):
    for _ in range(depth):
        value = around(value)
    return value


@pytest.mark.parametrize("around", [lambda v: [v], lambda v: (v,), lambda v: {"a": v}], ids=["list", "tuple", "dict"])
def test_eight_levels_are_looked_into(around):
    assert DEEPEST == 8
    for leaf in (1, "a"):
        assert plain(nested(leaf, 8, around)) == nested(leaf, 8, around)
    # the ninth container is not looked into, whatever is in it
    kept = plain(nested(1, 9, around))
    assert kept == nested(Strange(type(around(1)).__name__), 8, around)


@pytest.mark.parametrize(
    ("key", "kept"),
    [
        ("a", "a"), (1, 1), (None, None), (2.5, 2.5), (np.int64(3), 3), (np.float32(0.5), 0.5), (np.bool_(True), True),
        (np.uint8(3), 3), ((0, np.int64(1)), (0, 1)), (((np.int8(1),), "a"), ((1,), "a")), (b"a", Strange("bytes")),
        (frozenset(), Strange("frozenset")), (np.str_("a"), "a"), (Pair(1, np.int64(2)), (1, 2)), (np.complex128(1j), Strange("complex128")),
        ((b"a", 1), (Strange("bytes"), 1)),
    ],
)  # fmt: skip  # a table
def test_keys_become_plain(key, kept):
    got = plain_key(key)
    assert (type(got), got) == (type(kept), kept)
    assert list(plain({key: 1})) == [kept]
    if isinstance(kept, tuple):
        assert [type(one) for one in got] == [type(one) for one in kept]


def test_an_outcome_is_empty_unless_something_happened():
    nothing = Outcome("returned")
    assert (nothing.value, nothing.error, nothing.changed, nothing.warnings, nothing.printed) == (
        None,
        None,
        (),
        (),
        "",
    )
    assert (Raised("E", "m").line, Raised("E", "m").source) == (None, "")


@pytest.mark.parametrize(
    ("type_name", "counts_as"),
    [("ValueError", "ValueError"), ("NotPositive (a ValueError)", "ValueError"), ("Not(a)", "Not(a)")],
)
def test_an_exception_class_of_ones_own_counts_as_pythons(type_name, counts_as):
    assert Raised(type_name, "m").counts_as == counts_as


@pytest.mark.parametrize(
    ("line", "on_purpose"),
    [("raise ValueError()", True), ("  raise", True), ("x = raised(y)", False), ("raised = 1 / 0", False), ("", False)],
)
def test_a_line_that_says_raise_stops_on_purpose(line, on_purpose):
    assert Raised("E", "m", 3, line).on_purpose is on_purpose
