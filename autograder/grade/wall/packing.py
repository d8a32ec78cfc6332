"""What crosses the wall between the grader and a stranger's process: one frame at a time, and nothing that can run.

A frame is a fixed prefix (a mark and two lengths), a JSON header, and the raw bytes of the arrays that the header
speaks of, one after the other. The sender may be a stranger, so a frame is checked while it is read: sizes, depth,
types, every dtype and shape against the bytes that really came. What does not fit is a `WireError`. There is no pickle
here, and there must not be.
"""

import json
import math
import re
import struct
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from dlcourse.exercises.outcome import Raised, Strange, standard

MARK = b"dlc1"
PREFIX = struct.Struct("!4sII")
MOST_HEADER = 4 << 20
MOST_BODY = 64 << 20
MOST_NODES = 100_000
DEEPEST = 16  # a message, its parts and the eight levels of a plain value
LARGEST_INT = 2**1024  # beyond every float
LONGEST_NAME = 80

_FIXED = {f"<{kind}" for kind in ("i2", "i4", "i8", "u2", "u4", "u8", "f2", "f4", "f8", "c8", "c16")} | {
    "|b1",
    "|i1",
    "|u1",
}
_TEXT = re.compile(r"<U[1-9][0-9]{0,5}")
_PCG64 = {"PCG64": np.random.PCG64, "PCG64DXSM": np.random.PCG64DXSM}
_WIDE = 2**128


class WireError(Exception):
    """A frame that no honest partner sends."""


@dataclass(frozen=True)
class Handle:
    """Something that cannot travel and stays where it is: the other side asks for it by number."""

    number: int
    type_name: str


Odd = Callable[[Any], Any]


def strange(value: Any) -> Strange:
    """What an object that cannot travel becomes: the name of its type."""
    return Strange(_name(type(value).__name__))


# --- frames ---------------------------------------------------------------------------------------------------------


def pack(message: Mapping[str, Any], odd: Odd = strange) -> bytes:
    """A message as one frame; `odd` says what takes the place of a value that cannot travel."""
    writer = _Writer(odd)
    header = _encode({_clean(name): writer.write(value, 1) for name, value in message.items()}).encode("ascii")
    body = b"".join(writer.body)
    if len(header) > MOST_HEADER or len(body) > MOST_BODY:
        raise WireError(f"a message of {len(header) + len(body)} bytes is too large to send")
    return PREFIX.pack(MARK, len(header), len(body)) + header + body


def unpack(frame: bytes) -> dict[str, Any]:
    """The message in a whole frame."""
    if len(frame) < PREFIX.size:
        raise WireError("the frame is shorter than its prefix")
    header, body = lengths(frame[: PREFIX.size])
    if len(frame) != PREFIX.size + header + body:
        raise WireError("the frame is not as long as its prefix says")
    start = PREFIX.size + header
    return message_of(frame[PREFIX.size : start], frame[start:])


def lengths(prefix: bytes) -> tuple[int, int]:
    """How many bytes of header and body follow a prefix."""
    mark, header, body = PREFIX.unpack(prefix)
    if mark != MARK:
        raise WireError("the frame does not begin with the mark")
    if header > MOST_HEADER or body > MOST_BODY:
        raise WireError(f"the frame announces {header + body} bytes, more than we take")
    return header, body


def message_of(header: bytes, body: bytes) -> dict[str, Any]:
    """The message of a frame that came in two pieces."""
    try:
        tree = _decode(header.decode("ascii"))
    except (ValueError, RecursionError) as error:
        raise WireError("the header is not JSON of the kind we send") from error
    if type(tree) is not dict:
        raise WireError("the message is not a dictionary of names")
    reader = _Reader(body)
    made = {_clean(name): reader.read(value, 1) for name, value in tree.items()}
    if reader.place != len(body):
        raise WireError("bytes are left over behind the last array")
    return made


def _refuse(text: str) -> Any:
    raise ValueError(text)


# made once: `json.dumps` and `json.loads` would make new ones for every message
_encode = json.JSONEncoder(separators=(",", ":")).encode
_decode = json.JSONDecoder(parse_constant=_refuse, parse_float=_refuse).decode


# --- values ---------------------------------------------------------------------------------------------------------
# A message is a JSON object. In it, null, true, false, strings and whole numbers stand for themselves; all
# else is a list that begins with a kind.


class _Writer:
    def __init__(self, odd: Odd) -> None:
        self.odd = odd
        self.body: list[bytes] = []
        self.size = 0
        self.nodes = 0

    def write(self, value: Any, depth: int) -> Any:
        kind = type(value)
        count = len(value) * (1 + (kind is dict)) if kind in (list, tuple, dict) else 0
        if self.nodes + count >= MOST_NODES or depth > DEEPEST:
            return ["strange", "value with too many parts"]
        self.nodes += count
        if value is None or kind is bool:
            return value
        if kind is str:
            return _clean(value)
        if kind is int:
            return value if abs(value) < LARGEST_INT else ["strange", "int with too many digits"]
        if kind is float:
            return ["float", value.hex()]
        if kind is complex:
            return ["complex", value.real.hex(), value.imag.hex()]
        if kind is list or kind is tuple:
            return ["list" if kind is list else "tuple", *(self.write(item, depth + 1) for item in value)]
        if kind is dict:
            parts = [[self.write(k, depth + 1), self.write(v, depth + 1)] for k, v in value.items()]
            return ["dict", *parts]
        if kind is Strange:
            return ["strange", _name(value.type_name)]
        if kind is Handle:
            return ["handle", value.number, _name(value.type_name)]
        if kind is Raised:
            return ["raised", _name(value.type_name), _clean(value.message), value.line, _clean(value.source)]
        if kind is np.ndarray or (isinstance(value, np.generic) and kind.__module__ == "numpy"):
            return self._array(value, depth)
        if kind is np.random.Generator and type(value.bit_generator).__name__ in _PCG64:
            state: Any = value.bit_generator.state
            inner = state["state"]
            facts = [inner["state"], inner["inc"], state["has_uint32"], state["uinteger"]]
            return ["generator", state["bit_generator"], *(int(fact) for fact in facts)]
        simple = standard(value)  # a named tuple, a defaultdict
        return self.write(self.odd(value), depth + 1) if simple is value else self.write(simple, depth)

    def _array(self, value: Any, depth: int) -> Any:
        array = np.asarray(value)
        if array.nbytes > MOST_BODY:
            return ["strange", "array with too many numbers"]
        if array.dtype.kind in "fc" and array.dtype.itemsize // (1 + (array.dtype.kind == "c")) > 8:
            with np.errstate(all="ignore"):  # wider than anybody compares: a float64 says as much
                array = array.astype(np.complex128 if array.dtype.kind == "c" else np.float64)
        if array.dtype.kind == "U" and array.dtype.itemsize == 0:
            array = array.astype("<U1")
        array = array.astype(array.dtype.newbyteorder("<"), copy=False)
        if array.dtype.str not in _FIXED and not _TEXT.fullmatch(array.dtype.str):
            return self.write(self.odd(value), depth + 1)
        self.size += array.nbytes
        if self.size > MOST_BODY:
            return ["strange", "array with too many numbers"]
        self.body.append(array.tobytes())
        return ["array" if type(value) is np.ndarray else "scalar", array.dtype.str, *array.shape]


class _Reader:
    def __init__(self, body: bytes) -> None:
        self.body = body
        self.place = 0
        self.nodes = 0

    def read(self, tree: Any, depth: int) -> Any:
        self.nodes += 1
        if self.nodes > MOST_NODES:
            raise WireError("the message has too many parts")
        if depth > DEEPEST + 1:
            raise WireError("the message is nested too deeply")
        if tree is None or type(tree) is bool:
            return tree
        if type(tree) is str:
            return _clean(tree)
        if type(tree) is int:
            return _whole(tree)
        if type(tree) is not list or not tree or type(tree[0]) is not str:
            raise WireError("a value has no kind")
        read = _READERS.get(tree[0])
        if read is None:
            raise WireError("a value has an unknown kind")
        return read(self, tree[1:], depth)

    def _read_float(self, parts: list[Any], depth: int) -> float:
        [text] = _shape(parts, str)
        return _real(text)

    def _read_complex(self, parts: list[Any], depth: int) -> complex:
        real, imaginary = _shape(parts, str, str)
        return complex(_real(real), _real(imaginary))

    def _read_list(self, parts: list[Any], depth: int) -> list[Any]:
        return [self.read(part, depth + 1) for part in parts]

    def _read_tuple(self, parts: list[Any], depth: int) -> tuple[Any, ...]:
        return tuple(self._read_list(parts, depth))

    def _read_dict(self, parts: list[Any], depth: int) -> dict[Any, Any]:
        made: dict[Any, Any] = {}
        for part in parts:
            if type(part) is not list or len(part) != 2:
                raise WireError("a dictionary's part is not a pair")
            key, value = (self.read(half, depth + 1) for half in part)
            try:
                if key in made:
                    raise WireError("a dictionary has the same key twice")
                made[key] = value
            except (TypeError, ValueError) as error:
                raise WireError("a dictionary's key cannot be one") from error
        return made

    def _read_strange(self, parts: list[Any], depth: int) -> Strange:
        [name] = _shape(parts, str)
        return Strange(_name(name))

    def _read_handle(self, parts: list[Any], depth: int) -> Handle:
        number, name = _shape(parts, int, str)
        return Handle(_within(number, 2**31), _name(name))

    def _read_raised(self, parts: list[Any], depth: int) -> Raised:
        name, message, line, source = _shape(parts, str, str, object, str)
        if line is not None and type(line) is not int:
            raise WireError("an error's line is not a number")
        return Raised(_name(name), _clean(message), None if line is None else _within(line, 2**31), _clean(source))

    def _read_generator(self, parts: list[Any], depth: int) -> np.random.Generator:
        name, state, inc, has, left = _shape(parts, str, int, int, int, int)
        if name not in _PCG64:
            raise WireError("a generator of an unknown kind")
        made = np.random.Generator(_PCG64[name](0))
        inner = {"state": _within(state, _WIDE), "inc": _within(inc, _WIDE)}
        made.bit_generator.state = {
            "bit_generator": name,
            "state": inner,
            "has_uint32": _within(has, 2),
            "uinteger": _within(left, 2**32),
        }
        return made

    def _read_scalar(self, parts: list[Any], depth: int) -> Any:
        array = self._read_array(parts, depth)
        if array.ndim:
            raise WireError("a single number has a shape")
        return array[()]

    def _read_array(self, parts: list[Any], depth: int) -> np.ndarray:
        if not parts or type(parts[0]) is not str:
            raise WireError("an array has no type of number")
        name, shape = parts[0], parts[1:]
        if name not in _FIXED and not _TEXT.fullmatch(name):
            raise WireError("an array has an unknown type of number")
        if len(shape) > 32 or not all(type(size) is int and 0 <= size < 2**31 for size in shape):
            raise WireError("an array has an impossible shape")
        dtype = np.dtype(name)
        size = math.prod(shape) * dtype.itemsize
        if size > len(self.body) - self.place:
            raise WireError("an array has fewer bytes than its shape needs")
        data = self.body[self.place : self.place + size]
        self.place += size
        try:
            array = np.frombuffer(data, dtype).reshape(shape).copy() if size else np.empty(shape, dtype)
        except (ValueError, MemoryError) as error:
            raise WireError("an array has an impossible shape") from error
        return _sound(array)


_READERS: dict[str, Callable[[_Reader, list[Any], int], Any]] = {
    name.removeprefix("_read_"): read for name, read in vars(_Reader).items() if name.startswith("_read_")
}


def _sound(array: np.ndarray) -> np.ndarray:
    """Refuse bit patterns that NumPy never makes; turn every nan into the quiet one."""
    kind = array.dtype.kind
    if kind == "b" and (array.view(np.uint8) > 1).any():
        raise WireError("an array of bool holds something else")
    if kind == "U":
        letters = np.frombuffer(array.tobytes(), "<u4")
        if ((letters > 0x10FFFF) | ((letters >= 0xD800) & (letters < 0xE000))).any():
            raise WireError("an array of strings holds something else")
    if kind in "fc":
        part = array if kind == "f" else array.reshape(-1).view(f"<f{array.dtype.itemsize // 2}")
        np.copyto(part, np.nan, where=np.isnan(part))
    return array


def _shape(parts: list[Any], *kinds: type) -> list[Any]:
    if len(parts) != len(kinds) or not all(
        kind is object or type(part) is kind for part, kind in zip(parts, kinds, strict=True)
    ):
        raise WireError("a value has the wrong parts for its kind")
    return parts


def _whole(number: int) -> int:
    if abs(number) >= LARGEST_INT:
        raise WireError("a whole number has too many digits")
    return number


def _within(number: int, limit: int) -> int:
    if not 0 <= number < limit:
        raise WireError("a number is out of its range")
    return number


def _real(text: str) -> float:
    try:
        return float.fromhex(text)
    except (ValueError, OverflowError) as error:
        raise WireError("a float is not written in hexadecimal") from error


def _clean(text: str) -> str:
    """Text that every file can hold: half characters become question marks."""
    return text if text.isascii() else text.encode("utf-8", "replace").decode("utf-8")


def _name(text: str) -> str:
    """A type's name as a report may show it: one short printable line."""
    return "".join(letter for letter in _clean(text) if letter.isprintable())[:LONGEST_NAME]
