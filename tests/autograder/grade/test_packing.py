"""Frames bring every plain value over unharmed, and nothing a stranger writes gets through as anything but plain data."""

import json
import struct

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from autograder.grade.wall import packing, unpacking, wire
from autograder.grade.wall.packing import Handle, WireError, pack, unpack
from dlcourse.exercises.outcome import Raised, Strange

DTYPES = st.sampled_from(["?", "i1", "i4", "i8", "u1", "u8", "f2", "f4", "f8", "c8", "c16", "<U3", ">f8", ">i4"]).map(
    np.dtype
)
WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
LEAVES = (
    st.none()
    | st.booleans()
    | st.integers(-(2**200), 2**200)
    | st.floats()
    | st.complex_numbers()
    | WORDS
    | DTYPES.flatmap(
        lambda d: hnp.arrays(
            d, hnp.array_shapes(min_dims=0, max_dims=3, min_side=0, max_side=3), elements=hnp.from_dtype(d, **_ok(d))
        )
    )
)
VALUES = st.recursive(
    LEAVES,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.lists(inner, max_size=4).map(tuple)
        | st.dictionaries(WORDS | st.integers(0, 9) | st.tuples(st.integers(), WORDS), inner, max_size=4)
    ),
    max_leaves=8,
)


def _ok(dtype):
    return {"alphabet": st.characters(exclude_categories=["Cs"])} if dtype.kind == "U" else {}


def same(a, b):
    if type(a) is not type(b):
        return False
    if isinstance(a, np.ndarray | np.generic):
        return (
            a.shape == b.shape
            and a.dtype.newbyteorder("=") == b.dtype.newbyteorder("=")
            and np.array_equal(a, b, equal_nan=a.dtype.kind in "fc")
        )
    if isinstance(a, list | tuple):
        return len(a) == len(b) and all(map(same, a, b))
    if isinstance(a, dict):
        return list(a) == list(b) and all(same(a[k], b[k]) for k in a)
    if isinstance(a, float | complex):
        return repr(a) == repr(b)
    return a == b


def frame(header, body=b""):
    header = header if isinstance(header, bytes) else json.dumps(header).encode()
    return packing.PREFIX.pack(packing.MARK, len(header), len(body)) + header + body


def of(value, body=b""):
    """A frame whose message holds one value, written by hand."""
    return frame({"x": value}, body)


@settings(max_examples=150, deadline=None)
@given(VALUES)
def test_every_plain_value_arrives_as_it_left(value):
    assert same(unpack(pack({"x": value}))["x"], value)


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=200))
def test_garbage_is_a_wire_error_and_nothing_else(data):
    assume(data != b"{}")  # a message of nothing
    for candidate in (data, packing.MARK + data, frame(data)):
        with pytest.raises(WireError):
            unpack(candidate)


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | WORDS
    | st.sampled_from(sorted(unpacking._READERS))
    | st.sampled_from(sorted(wire.FIXED)),
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(WORDS, inner, max_size=2),
    max_leaves=12,
)


@settings(max_examples=300, deadline=None)
@given(JSON, st.binary(max_size=64))
def test_json_of_any_shape_is_a_value_or_a_wire_error(tree, body):
    try:
        unpack(of(tree, body))
    except WireError:
        return


@settings(max_examples=200, deadline=None)
@given(VALUES, st.data())
def test_a_flipped_byte_is_a_value_or_a_wire_error(value, data):
    good = bytearray(pack({"x": value}))
    place = data.draw(st.integers(0, len(good) - 1))
    good[place] ^= data.draw(st.integers(1, 255))
    try:
        unpack(bytes(good))
    except WireError:
        return


GARBAGE = {
    "the frame is shorter than its prefix": b"dlc1",
    "the frame does not begin with the mark": b"GET / HTTP/1.1\r\n\r\n",
    "the frame announces 4294967295 bytes, more than we take": packing.PREFIX.pack(packing.MARK, 0, 2**32 - 1),
    "the frame is not as long as its prefix says": packing.PREFIX.pack(packing.MARK, 9, 0),
    "the header is not JSON of the kind we send": frame(b'{"x":NaN}'),
    "the message is not a dictionary of names": frame(["list"]),
    "bytes are left over behind the last array": of(1, b"more"),
    "a value has no kind": of([]),
    "a value has an unknown kind": of(["pickle", "gASVCg=="]),
    "a value has the wrong parts for its kind": of(["float", 1]),
    "a float is not written in hexadecimal": of(["float", "one"]),
    "a whole number has too many digits": of(2**1024),
    "a number is out of its range": of(["handle", -1, "f"]),
    "an error's line is not a number": of(["raised", "E", "m", "7", ""]),
    "a dictionary's part is not a pair": of(["dict", ["a"]]),
    "a dictionary's key cannot be one": of(["dict", [["list"], 1]]),
    "a generator of an unknown kind": of(["generator", "MT19937", 0, 0, 0, 0]),
    "a single number has a shape": of(["scalar", "<f8", 1], bytes(8)),
    "an array has no type of number": of(["array"]),
    "an array has an unknown type of number": of(["array", "|O8", 1], bytes(8)),
    "an array has an impossible shape": of(["array", "<f8", -1]),
    "an array has fewer bytes than its shape needs": of(["array", "<f8", 2**30]),
    "an array of bool holds something else": of(["array", "|b1", 1], b"\x07"),
    "an array of strings holds something else": of(["array", "<U1", 1], struct.pack("<I", 0x110000)),
    "the message has too many parts": of(["list", *[0] * packing.MOST_NODES]),
    "the message is nested too deeply": of(json.loads('["list",' * 30 + "0" + "]" * 30)),
}


@pytest.mark.parametrize("sentence", GARBAGE)
def test_each_kind_of_garbage_has_its_sentence(sentence):
    with pytest.raises(WireError) as caught:
        unpack(GARBAGE[sentence])
    assert str(caught.value) == sentence


@pytest.mark.parametrize(
    "garbage",
    [
        frame(b"[" * 3_000_000),
        frame(b"\xff\xfe"),
        frame(b"9" * 10_000),
        frame(b'{"x": 1.5}'),
        frame(b'{"x": {"y": 1}}'),
        of(["array", "<f8", *[1] * 40], bytes(8)),
        of(["array", "<f8", 0, *[2**31 - 1] * 20]),
        of(["array", "<U999999", 2], bytes(64)),
        of(["array", "<f16", 1], bytes(16)),
        of(["array", "<V8", 1], bytes(8)),
        of(["__init__"]),
        of(["read", 0]),
        of(["dict", [["array", "<f8", 1], 1]], bytes(8)),
        of(["generator", "PCG64", 2**128, 1, 0, 0]),
        of(["generator", "PCG64", 1, 1, 2, 0]),
    ],
)
def test_more_garbage(garbage):
    with pytest.raises(WireError):
        unpack(garbage)


def test_a_generator_goes_on_where_it_was():
    rng = np.random.default_rng(3)
    rng.integers(9, dtype=np.int32)  # leaves half a number in store
    twin = unpack(pack({"x": rng}))["x"]
    assert twin.integers(2**31, size=5, dtype=np.int32).tolist() == rng.integers(2**31, size=5, dtype=np.int32).tolist()


def test_records_travel():
    records = (Strange("Moody"), Handle(7, "Dense"), Raised("ValueError", "no", 3, "x = 1"), Raised("E", "m"))
    assert unpack(pack({"x": records}))["x"] == records


def test_what_cannot_travel_is_named_by_its_type():
    class Moody:
        pass

    assert unpack(pack({"x": [Moody(), {1, 2}, np.array([object()]), np.datetime64("now")]}))["x"] == [
        Strange("Moody"),
        Strange("set"),
        Strange("ndarray"),
        Strange("datetime64"),
    ]


def test_what_is_too_large_is_named_instead_of_sent():
    deep = 0
    for _ in range(40):
        deep = [deep]
    big = {"a": 10**400, "b": np.zeros(packing.MOST_BODY // 8 + 1), "c": list(range(packing.MOST_NODES + 9))}
    got = unpack(pack(big))
    assert got["a"] == Strange("int with too many digits")
    assert got["b"] == Strange("array with too many numbers")
    assert got["c"] == Strange("value with too many parts")
    assert "value with too many parts" in repr(unpack(pack({"x": deep})))


def test_names_and_texts_are_safe_to_print():
    got = unpack(of(["list", ["strange", "a\n\x1b[2J" + "b" * 500], "\ud800"]))["x"]
    assert got == [Strange(("a[2J" + "b" * 500)[: packing.LONGEST_NAME]), "?"]


def test_wide_floats_arrive_as_float64():
    got = unpack(pack({"x": np.longdouble(1.5), "y": np.array([1, 2], np.clongdouble)}))
    assert got["x"] == 1.5
    assert got["y"].dtype == np.complex128


def test_a_signalling_nan_becomes_quiet():
    loud = struct.pack("<Q", 0x7FF0000000000001)
    assert unpack(of(["array", "<f8", 1], loud))["x"].tobytes() == np.array([np.nan]).tobytes()
