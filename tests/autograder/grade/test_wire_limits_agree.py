"""The writer and the reader of the wire agree at every limit: whatever an honest partner sends is read, or was told to be too large.

The limits are made small here, so that random values meet each of them; a few tests ask the real ones.
"""

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from autograder.grade.wall import wire
from autograder.grade.wall.packing import Handle, pack, unpack
from dlcourse.exercises.outcome import Raised, Strange

SMALL = {"MOST_NODES": 60, "MOST_HEADER": 2_500, "ROOM": 1_500, "MOST_BODY": 64, "OF_ITS_OWN": 2, "MOST_DIMENSIONS": 3}
ROOMY = {"MOST_NODES": 60, "MOST_HEADER": 9_000, "ROOM": 1_500, "OF_ITS_OWN": 2}
MANY = Strange("value with too many parts")


@pytest.fixture(params=[SMALL, ROOMY], ids=["all limits small", "few parts"])
def limits(request, monkeypatch):
    for name, value in request.param.items():
        monkeypatch.setattr(wire, name, value)


SHAPES = st.lists(st.integers(0, 4), max_size=5).map(tuple)
ARRAYS = st.builds(
    lambda shape, kind: np.zeros(shape).astype(kind),
    SHAPES,
    st.sampled_from(["f8", "i2", "?", "<U2", "c16", "O", "M8[s]"]),
)
LEAVES = (
    st.none()
    | st.integers(-(2**1030), 2**1030)
    | st.floats()
    | st.complex_numbers()
    | st.text(st.characters(), max_size=30)
    | ARRAYS
    | st.builds(np.random.default_rng, st.just(3))
    | st.just(object())
    | st.builds(Raised, st.text(max_size=9), st.text(max_size=9), st.integers(-3, 2**33), st.text(max_size=9))
)
KEYS = st.recursive(
    st.text(st.characters(), max_size=3) | st.integers(-3, 3) | st.floats() | st.just(object()),
    lambda inner: st.lists(inner, max_size=4).map(tuple),
    max_leaves=20,
)
VALUES = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=9) | st.lists(inner, max_size=9).map(tuple) | st.dictionaries(KEYS, inner, max_size=9)
    | inner.map(lambda one: [one] * 7) | inner.map(lambda one: [[[[one]]]]),
    max_leaves=60,
)  # fmt: skip


@settings(
    max_examples=300,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(value=VALUES, other=VALUES, words=st.lists(st.text(max_size=9), max_size=2))
def test_whatever_is_written_can_be_read_and_leaves_its_neighbours_their_room(limits, value, other, words):
    answer = {
        "status": "returned",
        "warnings": words,
        "after": [[0, other], ["x", value]],
        "value": value,
        "last": other,
    }
    got = unpack(pack(answer))
    assert (got["status"], got["warnings"]) == ("returned", [one.encode("utf-8", "replace").decode() for one in words])
    assert [pair[0] for pair in got["after"]] == [0, "x"]
    again = pack(got)  # what came over once comes over again as it is
    assert pack(unpack(again)) == again


@pytest.mark.parametrize(
    "made",
    [
        lambda n: list(range(n)),
        lambda n: [[i, i] for i in range(n // 3)],
        lambda n: [[i, i] for i in range(n // 2)],
        lambda n: {i: i for i in range(n // 2)},
        lambda n: {(i, i): i for i in range(n // 4)},
        lambda n: [[0] * 100] * (n // 101),
        lambda n: [complex(i, 1 / (i + 1)) for i in range(n)],
        lambda n: [10**300] * n,
        lambda n: ["\ud55c" * 100] * n,
    ],
    ids=["flat", "pairs that fit", "pairs", "dictionary", "keys of pairs", "shared", "complex", "digits", "letters"],
)
@pytest.mark.parametrize("more", [-9, -7, -6, -5, 0])
def test_the_real_limits_to_the_last_part(made, more):
    value = made(wire.MOST_NODES + more)
    got = unpack(
        pack({"status": "returned", "warnings": ["said"], "after": [[0, value]], "printed": "x", "value": value})
    )
    assert (got["status"], got["warnings"], got["printed"], got["after"][0][0]) == ("returned", ["said"], "x", 0)


def test_odd_arrays_are_named_and_not_refused():
    for odd in (np.zeros((1,) * 40), np.zeros((0, 2**31))):
        assert unpack(pack({"x": odd}))["x"] == Strange("array with too many dimensions")
    assert unpack(pack({"x": np.array(["\ud800"])}))["x"] == Strange("array of strings that are no text")
    assert unpack(pack({"x": np.array([0, 1, 2, 255], np.uint8).view(bool)}))["x"].tolist() == [False, True, True, True]


def test_keys_that_were_named_do_not_refuse_the_whole():
    deep = ()
    for _ in range(30):
        deep = (deep,)
    got = unpack(pack({"x": {(1, deep): 1, (2, deep): 2}, "y": {deep: 1, (deep,): 2}, "z": 3}))
    assert (got["z"], got["y"]) == (3, Strange("dict with keys that cannot be told apart")) or len(got["y"]) == 2
    assert len(got["x"]) == 2


def test_a_line_that_is_no_line_is_left_out():
    assert unpack(pack({"x": Raised("E", "m", -1)}))["x"] == Raised("E", "m", None)
    assert unpack(pack({"x": Raised("E", "m", 2**31)}))["x"] == Raised("E", "m", None)
    assert unpack(pack({"x": Handle(3, "f")}))["x"] == Handle(3, "f")
