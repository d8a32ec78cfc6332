"""The reader's half of the wire: a frame becomes a message, if an honest partner can have sent it.

The sender may be a stranger, so a frame is checked while it is read: sizes, depth, types, every dtype and shape against
the bytes that really came. What does not fit is a `WireError`.
"""

import json
import math
from collections.abc import Callable
from typing import Any

import numpy as np

from autograder.grade.wall import wire
from autograder.grade.wall.wire import Handle, WireError, are_letters, clean, name_of
from dlcourse.exercises.outcome import Raised, Strange


def unpack(frame: bytes) -> dict[str, Any]:
    """The message in a whole frame."""
    if len(frame) < wire.PREFIX.size:
        raise WireError("the frame is shorter than its prefix")
    header, body = lengths(frame[: wire.PREFIX.size])
    if len(frame) != wire.PREFIX.size + header + body:
        raise WireError("the frame is not as long as its prefix says")
    start = wire.PREFIX.size + header
    return message_of(frame[wire.PREFIX.size : start], frame[start:])


def lengths(prefix: bytes) -> tuple[int, int]:
    """How many bytes of header and body follow a prefix."""
    mark, header, body = wire.PREFIX.unpack(prefix)
    if mark != wire.MARK:
        raise WireError("the frame does not begin with the mark")
    if header > wire.MOST_HEADER or body > wire.MOST_BODY:
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
    made = {clean(name): reader.read(value, 1) for name, value in tree.items()}
    if reader.place != len(body):
        raise WireError("bytes are left over behind the last array")
    return made


def _refuse(text: str) -> Any:
    raise ValueError(text)


# made once: `json.loads` would make a new one for every message
_decode = json.JSONDecoder(parse_constant=_refuse, parse_float=_refuse).decode


class _Reader:
    def __init__(self, body: bytes) -> None:
        self.body = body
        self.place = 0
        self.nodes = 0

    def read(self, tree: Any, depth: int) -> Any:
        self.nodes += 1
        if self.nodes > wire.MOST_NODES:
            raise WireError("the message has too many parts")
        if depth > wire.DEEPEST + 1:
            raise WireError("the message is nested too deeply")
        if tree is None or type(tree) is bool:
            return tree
        if type(tree) is str:
            return clean(tree)
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

    def _read_dict(self, parts: list[Any], depth: int) -> dict[Any, Any] | Strange:
        """A dictionary. Two keys that cannot be told apart are no fault: what is named instead of them may be the same."""
        made: dict[Any, Any] = {}
        twice = False
        for part in parts:
            if type(part) is not list or len(part) != 2:
                raise WireError("a dictionary's part is not a pair")
            key, value = (self.read(half, depth + 1) for half in part)
            try:
                twice |= key in made
                made[key] = value
            except (TypeError, ValueError) as error:
                raise WireError("a dictionary's key cannot be one") from error
        return Strange("dict with keys that cannot be told apart") if twice else made

    def _read_strange(self, parts: list[Any], depth: int) -> Strange:
        [name] = _shape(parts, str)
        return Strange(name_of(name))

    def _read_handle(self, parts: list[Any], depth: int) -> Handle:
        number, name = _shape(parts, int, str)
        return Handle(_within(number, wire.LARGEST_SIZE), name_of(name))

    def _read_raised(self, parts: list[Any], depth: int) -> Raised:
        name, message, line, source = _shape(parts, str, str, object, str)
        if line is not None and type(line) is not int:
            raise WireError("an error's line is not a number")
        return Raised(
            name_of(name), clean(message), None if line is None else _within(line, wire.LARGEST_SIZE), clean(source)
        )

    def _read_generator(self, parts: list[Any], depth: int) -> np.random.Generator:
        name, state, inc, has, left = _shape(parts, str, int, int, int, int)
        if name not in wire.PCG64:
            raise WireError("a generator of an unknown kind")
        made = np.random.Generator(wire.PCG64[name](0))
        inner = {"state": _within(state, wire.WIDE), "inc": _within(inc, wire.WIDE)}
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
        if name not in wire.FIXED and not wire.TEXT.fullmatch(name):
            raise WireError("an array has an unknown type of number")
        sizes = all(type(size) is int and 0 <= size < wire.LARGEST_SIZE for size in shape)
        if len(shape) > wire.MOST_DIMENSIONS or not sizes:
            raise WireError("an array has an impossible shape")
        dtype = np.dtype(name)
        size = math.prod(shape) * dtype.itemsize
        if size > len(self.body) - self.place:
            raise WireError("an array has fewer bytes than its shape needs")
        data = self.body[self.place : self.place + size]
        self.place += size
        try:
            array = np.frombuffer(data, dtype).reshape(shape).copy() if size else np.empty(shape, dtype)
        except MemoryError as error:
            if size:  # honest numbers for which we have no room are nobody's forgery
                raise
            raise WireError("an array has an impossible shape") from error
        except ValueError as error:
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
    if kind == "U" and not are_letters(array):
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
    if abs(number) >= wire.LARGEST_INT:
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
