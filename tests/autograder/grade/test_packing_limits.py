"""Limits of the wire to the last unit, what each record is allowed to hold, and sockets that behave badly."""

import json
import math
import struct

import numpy as np
import pytest

from autograder.grade.wall import channel, packing, wire
from autograder.grade.wall.packing import Handle, WireError, pack, unpack
from dlcourse.exercises.outcome import Raised, Strange


def frame(header, body=b""):
    text = header if isinstance(header, bytes) else json.dumps(header, separators=(",", ":")).encode()
    return packing.PREFIX.pack(packing.MARK, len(text), len(body)) + text + body


def of(value, body=b""):
    """What the reader makes of one value that was written by hand."""
    return unpack(frame({"x": value}, body))["x"]


def there_and_back(value, **given):
    return unpack(pack({"x": value}, **given))["x"]


def refused(value, body=b""):
    with pytest.raises(WireError) as caught:
        of(value, body)
    return str(caught.value)


def nested(value, depth, around=lambda inner: [inner]):
    for _ in range(depth):
        value = around(value)
    return value


# --- what a frame is ------------------------------------------------------------------------------------------------


def test_the_numbers_that_both_sides_agree_on():
    assert (packing.MARK, packing.PREFIX.size, packing.PREFIX.format) == (b"dlc1", 12, "!4sII")
    assert (packing.MOST_HEADER, packing.MOST_BODY, packing.MOST_NODES) == (4 * 2**20, 64 * 2**20, 100_000)
    assert (wire.DEEPEST, wire.LARGEST_INT, packing.LONGEST_NAME) == (16, 2**1024, 80)
    assert (channel.AHEAD, channel.MOST_KEPT) == (2**16, 2**16)


def test_a_frame_byte_by_byte():
    assert pack({}) == b"dlc1" + struct.pack("!II", 2, 0) + b"{}"
    header = b'{"x":["array","<f8",1],"y":["tuple",1,"\\u00fc",null,true]}'
    body = struct.pack("<d", 2.5)
    message = {"x": np.array([2.5]), "y": (1, "ü", None, True)}
    assert pack(message) == b"dlc1" + struct.pack("!II", len(header), len(body)) + header + body
    assert packing.lengths(pack(message)[:12]) == (len(header), len(body))


@pytest.mark.parametrize("change", [lambda f: f[:-1], lambda f: f + b"x", lambda f: f[:11], lambda f: b""])
def test_a_frame_is_as_long_as_it_says(change):
    with pytest.raises(WireError, match=r"the frame is (not as long|shorter)"):
        unpack(change(pack({"x": np.zeros(3)})))


def test_a_frame_announces_no_more_than_we_take():
    def prefix(header, body):
        return packing.PREFIX.pack(packing.MARK, header, body)

    assert packing.lengths(prefix(packing.MOST_HEADER, packing.MOST_BODY)) == (packing.MOST_HEADER, packing.MOST_BODY)
    for header, body in ((packing.MOST_HEADER + 1, 0), (0, packing.MOST_BODY + 1)):
        with pytest.raises(WireError) as caught:
            packing.lengths(prefix(header, body))
        assert str(caught.value) == f"the frame announces {header + body} bytes, more than we take"


def test_what_is_too_large_to_send_is_not_sent():
    longest = packing.MOST_HEADER - wire.ROOM // 2 - len('{"x":""}')
    odd = Strange("value with too many parts")
    assert there_and_back("a" * longest) == "a" * longest
    assert there_and_back("a" * (longest + 1)) == odd
    # its neighbours, and the parts of a message's own lists, are not lost with it
    most = "a" * (packing.MOST_HEADER - wire.ROOM - 1_000)
    said = {"x": [1, [["a" * longest]], {"b": [[most]]}], "y": [["k", [most]]], "z": "said"}
    assert unpack(pack(said)) == {"x": [1, [odd], {"b": [[most]]}], "y": [["k", odd]], "z": "said"}


@pytest.mark.parametrize(
    "header",
    [
        b"NaN",
        b'{"x":Infinity}',
        b'{"x":-Infinity}',
        b'{"x":1e3}',
        b'{"x":1.0}',
        b'{"x":1}}',
        b"\xc3\xbc",
        b'{"x":"\xc3\xbc"}',
    ],
)
def test_only_json_of_the_kind_we_send_is_read(header):
    with pytest.raises(WireError, match="the header is not JSON of the kind we send"):
        unpack(frame(header))


@pytest.mark.parametrize("header", ["x", 3, None, ["dict"], []])
def test_a_message_is_a_dictionary_of_names(header):
    with pytest.raises(WireError, match="the message is not a dictionary of names"):
        unpack(frame(header))


def test_names_of_a_message_are_clean():
    assert unpack(frame(b'{"\\ud800":1}')) == {"?": 1}
    assert pack({"\ud800": 1}) == frame({"?": 1})


# --- limits ---------------------------------------------------------------------------------------------------------


def test_whole_numbers_have_as_many_digits_as_the_largest_float():
    for largest in (2**1024 - 1, 1 - 2**1024):
        assert there_and_back(largest) == of(largest) == largest
    for larger in (2**1024, -(2**1024)):
        assert there_and_back(larger) == Strange("int with too many digits")
        assert refused(larger) == "a whole number has too many digits"


def test_so_deep_and_no_deeper():
    odd = Strange("value with too many parts")
    for around, cut in ((lambda v: [v], [odd]), (lambda v: (v,), (odd,)), (lambda v: {"a": v}, {odd: odd})):
        # the message itself is one level, the number inside another
        assert there_and_back(nested(7, 15, around)) == nested(7, 15, around)
        assert there_and_back(nested(7, 16, around)) == nested(cut, 15, around)
    assert of(nested(7, 16, lambda v: ["list", v])) == nested(7, 16)
    assert refused(nested(7, 17, lambda v: ["list", v])) == "the message is nested too deeply"


def test_so_many_parts_and_no_more():
    most = packing.MOST_NODES
    assert len(there_and_back([0] * (most - 1))) == most - 1
    assert there_and_back([0] * most) == Strange("value with too many parts")
    assert len(there_and_back(dict.fromkeys(range(most // 2 - 1), 0))) == most // 2 - 1
    assert there_and_back(dict.fromkeys(range(most // 2), 0)) == Strange("value with too many parts")
    assert len(of(["list", *[0] * (most - 1)])) == most - 1
    assert refused(["list", *[0] * most]) == "the message has too many parts"
    # they are counted over all values of a message, and by both sides alike
    half = [0] * (most // 2)
    assert unpack(pack({"x": half, "y": half}))["y"] == Strange("value with too many parts")
    with pytest.raises(WireError, match="the message has too many parts"):
        unpack(frame({"x": ["list", *half], "y": ["list", *half]}))


def test_arrays_share_the_room_of_a_body():
    half = np.zeros(packing.MOST_BODY // 2, np.uint8)
    assert unpack(pack({"x": half, "y": half}))["y"].size == half.size
    got = unpack(pack({"x": half, "y": half, "z": np.zeros(1)}))
    assert (got["y"].size, got["z"]) == (half.size, Strange("array with too many numbers"))
    assert there_and_back(np.zeros(packing.MOST_BODY + 1, np.uint8)) == Strange("array with too many numbers")


def test_names_are_short_and_printable():
    assert there_and_back(Strange("a" * 80)) == of(["strange", "a" * 80]) == Strange("a" * 80)
    for long in (Strange("a" * 81), Strange("\n" + "a" * 90)):
        assert there_and_back(long) == of(["strange", long.type_name]) == Strange("a" * 80)
    assert there_and_back(Handle(1, "a\tb")) == of(["handle", 1, "a\tb"]) == Handle(1, "ab")
    assert there_and_back(Raised("a\rb", "m")).type_name == of(["raised", "a\rb", "m", None, ""]).type_name == "ab"


def test_half_characters_become_question_marks_everywhere():
    half, clean = "ü\udc80", "ü?"
    assert there_and_back([half, {half: 1}]) == [clean, {clean: 1}]
    raised = Raised("E", half, 3, half)
    assert there_and_back(raised) == of(["raised", "E", half, 3, half]) == Raised("E", clean, 3, clean)
    assert packing.pack({"x": raised}) == pack({"x": Raised("E", clean, 3, clean)})


# --- kinds ----------------------------------------------------------------------------------------------------------

WRONG_PARTS = [
    ["float"], ["float", "0x1p0", "0x1p0"], ["float", None], ["complex", "0x1p0"], ["complex", "0x1p0", 1], ["strange"], ["strange", 1],
    ["handle", 1], ["handle", "1", "f"], ["handle", True, "f"], ["raised", "E", "m", None], ["raised", "E", "m", None, 3],
    ["raised", 1, "m", None, ""], ["generator", "PCG64", 1, 1, 0], ["generator", "PCG64", 1, 1, False, 0], ["generator", 1, 1, 1, 0, 0],
]  # fmt: skip  # a list


@pytest.mark.parametrize("value", WRONG_PARTS, ids=repr)
def test_each_kind_has_its_parts(value):
    assert refused(value) == "a value has the wrong parts for its kind"


@pytest.mark.parametrize("value", [[], [1], [None], [["list"]], {"a": 1}])
def test_a_value_begins_with_its_kind(value):
    assert refused(value) == "a value has no kind"


@pytest.mark.parametrize("text", ["", "one", "0x1p99999", "1.5.5", "0x"])
def test_floats_are_hexadecimal(text):
    assert refused(["float", text]) == refused(["complex", "0x0p0", text]) == "a float is not written in hexadecimal"


@pytest.mark.parametrize("number", [0.1, -0.0, math.inf, -math.inf, 5e-324, 1.7976931348623157e308])
def test_floats_keep_every_bit(number):
    assert struct.pack("d", there_and_back(number)) == struct.pack("d", number)
    got = there_and_back(complex(number, -number))
    assert struct.pack("2d", got.real, got.imag) == struct.pack("2d", number, -number)


@pytest.mark.parametrize("line", [0, 2**31 - 1, None])
def test_lines_and_handles_are_counted(line):
    assert of(["raised", "E", "m", line, "s"]) == Raised("E", "m", line, "s")
    if line is not None:
        assert of(["handle", line, "f"]) == Handle(line, "f")


@pytest.mark.parametrize("number", [-1, 2**31])
def test_what_is_out_of_range_is_refused(number):
    assert refused(["raised", "E", "m", number, ""]) == "a number is out of its range"
    assert refused(["handle", number, "f"]) == "a number is out of its range"


@pytest.mark.parametrize("line", ["7", True, [1]])
def test_an_errors_line_is_a_number(line):
    assert refused(["raised", "E", "m", line, ""]) == "an error's line is not a number"


@pytest.mark.parametrize("kind", [np.random.PCG64, np.random.PCG64DXSM])
def test_generators_of_both_kinds_go_on(kind):
    rng = np.random.Generator(kind(3))
    rng.random(5)
    twin = there_and_back(rng)
    assert type(twin.bit_generator) is kind
    assert twin.random(9).tolist() == rng.random(9).tolist()
    assert there_and_back(np.random.Generator(np.random.MT19937(3))) == Strange("Generator")


@pytest.mark.parametrize(("place", "limit"), [(0, 2**128), (1, 2**128), (2, 2), (3, 2**32)])
def test_a_generators_numbers_have_their_ranges(place, limit):
    facts = [5, 7, 1, 9]
    facts[place] = limit - 1
    state = of(["generator", "PCG64", *facts]).bit_generator.state
    kept = [state["state"]["state"], state["state"]["inc"], state["has_uint32"], state["uinteger"]]
    assert kept[place] == limit - 1
    for wrong in (limit, -1):
        facts[place] = wrong
        assert refused(["generator", "PCG64", *facts]) == "a number is out of its range"


def test_keys_of_dictionaries():
    for part in (["a"], ["a", 1, 2], "ab", 3, {"a": 1}):
        assert refused(["dict", part]) == "a dictionary's part is not a pair"
    assert refused(["dict", [["list"], 1]]) == "a dictionary's key cannot be one"
    assert of(["dict", ["a", 1], [1, 1], ["a", 2]]) == Strange("dict with keys that cannot be told apart")
    assert there_and_back({chr(0xD800): 1, chr(0xD801): 2}) == Strange("dict with keys that cannot be told apart")
    assert of(["dict", [["tuple", 1], 2], [None, 3]]) == {(1,): 2, None: 3}
    assert list(there_and_back({"b": 1, "a": 2})) == ["b", "a"]


# --- arrays ---------------------------------------------------------------------------------------------------------


def test_arrays_that_arrive_may_be_written_to_and_are_ours():
    value = np.arange(6.0).reshape(2, 3)
    got = there_and_back(value)
    got[0, 0] = 9
    assert (got.flags.writeable, got.flags.owndata or got.base.flags.owndata, value[0, 0]) == (True, True, 0.0)


@pytest.mark.parametrize(
    "value",
    [np.arange(6).reshape(2, 3).T, np.arange(9)[::2], np.array(3.5), np.zeros((0, 3)), np.zeros((2, 0, 2), "<U3"), np.array(["", ""]), np.array([], "<U0")],
    ids=repr,
)  # fmt: skip  # a list
def test_arrays_of_every_layout_arrive(value):
    got = there_and_back(value)
    assert (type(got), got.shape, got.tolist()) == (np.ndarray, value.shape, value.tolist())


@pytest.mark.parametrize(
    "value",
    [np.float32(1.5), np.int8(-3), np.bool_(True), np.str_("ab"), np.str_(""), np.complex64(1j), np.uint64(2**63)],
)
def test_single_numbers_of_numpy_stay_so(value):
    got = there_and_back(value)
    assert (type(got), got) == (type(value), value)


def test_what_numpy_has_besides_is_strange():
    for value, name in (
        (np.array([1], object), "ndarray"),
        (np.datetime64("2024-01-01"), "datetime64"),
        (np.zeros(1, "V3"), "ndarray"),
    ):
        assert there_and_back(value) == Strange(name)
    handles = []
    got = there_and_back(
        [np.array([1], object), {1}], odd=lambda value: handles.append(value) or Handle(len(handles), "odd")
    )
    assert got == [Handle(1, "odd"), Handle(2, "odd")]


@pytest.mark.parametrize("value", [np.array([0.5, -np.inf], np.longdouble), np.array([1 + 2j], np.clongdouble)])
def test_wide_numbers_are_narrowed_without_a_word(value):
    got = there_and_back(value)
    assert (got.dtype.itemsize, got.tolist()) == (
        8 if value.dtype.kind == "f" else 16,
        value.astype(complex if value.dtype.kind == "c" else float).tolist(),
    )
    huge = there_and_back(np.array([np.finfo(np.longdouble).max]))
    assert huge.tolist() == [float(np.finfo(np.longdouble).max)] or np.isinf(huge[0])


@pytest.mark.parametrize(
    "parts",
    [["<f8", -1], ["<f8", 1.0], ["<f8", True], ["<f8", "1"], ["<f8", 2**31], ["<f8", None], ["<f8", *[1] * 33]],
    ids=repr,
)
def test_impossible_shapes(parts):
    if 1.0 in [one for one in parts if type(one) is float]:
        with pytest.raises(WireError):
            of(["array", *parts], bytes(8))
    else:
        assert refused(["array", *parts], bytes(8)) == "an array has an impossible shape"


def test_shapes_that_are_just_possible():
    assert of(["array", "<f8", *[1] * 32], bytes(8)).shape == (1,) * 32
    assert of(["array", "<f8", 0, 2**31 - 1]).shape == (0, 2**31 - 1)


@pytest.mark.parametrize(
    "name", ["<f16", "|O", "<U0", "<U1000000", "<U-1", "U1", ">f8", "<M8[D]", "|S1", "<f8 ", "", "<U1x"]
)
def test_unknown_types_of_number(name):
    assert refused(["array", name, 1], bytes(8)) == "an array has an unknown type of number"
    assert refused(["scalar", name], bytes(8)) == "an array has an unknown type of number"


@pytest.mark.parametrize("parts", [[], [3], [None], [["<f8"]]])
def test_an_array_names_its_type_of_number(parts):
    assert refused(["array", *parts]) == "an array has no type of number"


def test_bytes_are_counted_over_all_arrays():
    assert of(["list", ["array", "<i2", 2], ["scalar", "|u1"]], b"\1\0\2\0\3")[0].tolist() == [1, 2]
    assert (
        refused(["list", ["array", "<i2", 2], ["array", "<i2", 1]], bytes(5))
        == "an array has fewer bytes than its shape needs"
    )
    assert refused(["array", "<i2", 2], bytes(5)) == "bytes are left over behind the last array"
    assert refused(["scalar", "<i2", 1], bytes(2)) == "a single number has a shape"


@pytest.mark.parametrize("code", [0xD800, 0xDBFF, 0xDC00, 0xDFFF, 0x110000, 0xFFFFFFFF])
def test_half_characters_and_worse_are_no_text(code):
    for letters in ((code,), (65, code)):
        body = struct.pack(f"<{len(letters)}I", *letters)
        assert refused(["array", f"<U{len(letters)}", 1], body) == "an array of strings holds something else"


@pytest.mark.parametrize("code", [0xD7FF, 0xE000, 0x10FFFF, 65])
def test_whole_characters_next_to_them_are(code):
    assert of(["array", "<U1", 1], struct.pack("<I", code)).tolist() == [chr(code)]


def test_bools_are_0_or_1():
    assert of(["array", "|b1", 2], b"\0\1").tolist() == [False, True]
    for byte in (b"\2", b"\xff"):
        assert refused(["array", "|b1", 2], b"\1" + byte) == "an array of bool holds something else"


@pytest.mark.parametrize("dtype", ["<f2", "<f4", "<f8", "<c8", "<c16"])
def test_every_nan_becomes_the_quiet_one(dtype):
    kind = np.dtype(dtype)
    half = kind.itemsize // (2 if kind.kind == "c" else 1)
    loud = {2: 0x7C01, 4: 0xFF800001, 8: 0xFFF0000000000001}[half].to_bytes(half, "little")
    got = of(["array", dtype, 2], (loud + bytes(kind.itemsize - half)) + bytes(kind.itemsize))
    quiet = np.array([np.nan], f"<f{half}").tobytes()
    assert got.tobytes() == quiet + bytes(2 * kind.itemsize - half)
