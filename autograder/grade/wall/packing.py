"""What crosses the wall between the grader and a stranger's process: one frame at a time, and nothing that can run.

A frame is a fixed prefix (a mark and two lengths), a JSON header, and the raw bytes of the arrays that the header
speaks of, one after the other. The sender may be a stranger, so a frame is checked while it is read: sizes, depth,
types, every dtype and shape against the bytes that really came. What does not fit is a `WireError`. There is no pickle
here, and there must not be.
"""

import json
from collections.abc import Mapping
from json.encoder import encode_basestring_ascii
from typing import Any

import numpy as np

from autograder.grade.wall import wire
from autograder.grade.wall.unpacking import lengths, message_of, unpack
from autograder.grade.wall.wire import (
    LONGEST_NAME,
    MARK,
    MOST_BODY,
    MOST_HEADER,
    MOST_NODES,
    PREFIX,
    Handle,
    Odd,
    WireError,
    are_letters,
    clean,
    name_of,
)
from dlcourse.exercises.outcome import Raised, Strange, standard

__all__ = [
    "LONGEST_NAME", "MARK", "MOST_BODY", "MOST_HEADER", "MOST_NODES", "PREFIX",
    "Handle", "Odd", "WireError", "lengths", "message_of", "pack", "strange", "unpack",
]  # fmt: skip
_TOO_MANY = ["strange", "value with too many parts"]

# made once: `json.dumps` would make a new one for every message
_encode = json.JSONEncoder(separators=(",", ":")).encode


class _TooLongError(Exception):
    """What is being written does not fit into a header."""


def strange(value: Any) -> Strange:
    """What an object that cannot travel becomes: the name of its type."""
    return Strange(name_of(type(value).__name__))


# --- frames ---------------------------------------------------------------------------------------------------------


def pack(message: Mapping[str, Any], odd: Odd = strange) -> bytes:
    """A message as one frame; `odd` says what takes the place of a value that cannot travel."""
    writer = _Writer(odd)
    header = _encode(writer.message(message)).encode("ascii")
    body = b"".join(writer.body)
    if len(header) > wire.MOST_HEADER or len(body) > wire.MOST_BODY:
        raise WireError(f"a message of {len(header) + len(body)} bytes is too large to send")
    return wire.PREFIX.pack(wire.MARK, len(header), len(body)) + header + body


# --- values ---------------------------------------------------------------------------------------------------------
# A message is a JSON object. In it, null, true, false, strings and whole numbers stand for themselves; all
# else is a list that begins with a kind.
#
# Writer and reader count the same: one for each value, those of the message itself included. What has too many parts
# or is too long is named as such by the writer, so that the reader never meets it from an honest partner.


class _Writer:
    def __init__(self, odd: Odd) -> None:
        self.odd = odd
        self.body: list[bytes] = []
        self.size = 0
        self.nodes = 0
        self.letters = 0  # of the header
        self.room = 0  # more letters, for the message's own words and for what is named instead of a value

    def message(self, message: Mapping[str, Any]) -> dict[str, Any]:
        """The header. What a message is itself made of is counted first: it has room, whatever a value takes up."""
        self.nodes = len(message) + sum(_own(value, 1) for value in message.values())
        self.letters = sum(_letters(clean(name)) + 1 for name in message)
        return {clean(name): self._part(value, 1) for name, value in message.items()}

    def _part(self, value: Any, depth: int) -> Any:
        """A part of the message itself: one that is too long leaves its neighbours their room."""
        before = self.nodes, self.size, self.letters, len(self.body)
        self.room = 0 if type(value) in (list, tuple, dict) else wire.ROOM // 2
        try:
            return self.write(value, depth, counted=_own(value, depth) > 0)
        except _TooLongError:
            self.nodes, self.size, self.letters, bodies = before
            del self.body[bodies:]
            self.room = wire.ROOM
            return self._leaf(_TOO_MANY)
        finally:
            self.room = 0

    def write(self, value: Any, depth: int, *, counted: bool = False) -> Any:
        """One value; `counted` says that it is one of a message's own lists, for whose parts there is room."""
        kind = type(value)
        if kind is list or kind is tuple or kind is dict:
            count = _parts(value)
            if (not counted and self.nodes + count > wire.MOST_NODES) or depth > wire.DEEPEST:
                return self._leaf(_TOO_MANY)
            self.nodes += 0 if counted else count
            self.letters += 10 + (count if kind is dict else 0)
            inner = depth + 1
            halves = (half for pair in value.items() for half in pair) if kind is dict else value
            parts = [self._part(one, inner) if counted else self.write(one, inner) for one in halves]
            if kind is dict:
                return ["dict", *([key, item] for key, item in zip(parts[::2], parts[1::2], strict=True))]
            return ["list" if kind is list else "tuple", *parts]
        if depth > wire.DEEPEST:
            return self._leaf(_TOO_MANY)
        if value is None or kind is bool:
            return self._leaf(value)
        if kind is str:
            return self._leaf(clean(value))
        if kind is int:
            return self._leaf(value if abs(value) < wire.LARGEST_INT else ["strange", "int with too many digits"])
        if kind is float:
            return self._leaf(["float", value.hex()])
        if kind is complex:
            return self._leaf(["complex", value.real.hex(), value.imag.hex()])
        if kind is Strange:
            return self._leaf(["strange", name_of(value.type_name)])
        if kind is Handle:
            return self._leaf(["handle", value.number, name_of(value.type_name)])
        if kind is Raised:
            line = value.line if type(value.line) is int and 0 <= value.line < wire.LARGEST_SIZE else None
            return self._leaf(["raised", name_of(value.type_name), clean(value.message), line, clean(value.source)])
        if kind is np.ndarray or (isinstance(value, np.generic) and kind.__module__ == "numpy"):
            return self._array(value, depth)
        if kind is np.random.Generator and type(value.bit_generator).__name__ in wire.PCG64:
            state: Any = value.bit_generator.state
            inner = state["state"]
            facts = [inner["state"], inner["inc"], state["has_uint32"], state["uinteger"]]
            return self._leaf(["generator", state["bit_generator"], *(int(fact) for fact in facts)])
        simple = standard(value)  # a named tuple, a defaultdict
        return self.write(self.odd(value), depth + 1) if simple is value else self.write(simple, depth)

    def _leaf(self, tree: Any) -> Any:
        """What has no parts, if the header has room for it."""
        self.letters += _letters(tree) + 1
        if self.letters + 1 > wire.MOST_HEADER - wire.ROOM + self.room:
            raise _TooLongError
        return tree

    def _array(self, value: Any, depth: int) -> Any:
        array = np.asarray(value)
        if array.nbytes > wire.MOST_BODY:
            return self._leaf(["strange", "array with too many numbers"])
        if array.ndim > wire.MOST_DIMENSIONS or max(array.shape, default=0) >= wire.LARGEST_SIZE:
            return self._leaf(["strange", "array with too many dimensions"])
        if array.dtype.kind in "fc" and array.dtype.itemsize // (1 + (array.dtype.kind == "c")) > 8:
            with np.errstate(all="ignore"):  # wider than anybody compares: a float64 says as much
                array = array.astype(np.complex128 if array.dtype.kind == "c" else np.float64)
        if array.dtype.kind == "U" and array.dtype.itemsize == 0:
            array = array.astype("<U1")
        array = array.astype(array.dtype.newbyteorder("<"), copy=False)
        if array.dtype.str not in wire.FIXED and not wire.TEXT.fullmatch(array.dtype.str):
            return self.write(self.odd(value), depth + 1)
        if self.size + array.nbytes > wire.MOST_BODY:
            return self._leaf(["strange", "array with too many numbers"])
        if array.dtype.kind == "b":
            array = array.astype(np.uint8) != 0  # memory that was never written to may hold anything
        elif array.dtype.kind == "U" and not are_letters(array):
            return self._leaf(["strange", "array of strings that are no text"])
        self.size += array.nbytes
        self.body.append(array.tobytes())
        return self._leaf(["array" if type(value) is np.ndarray else "scalar", array.dtype.str, *array.shape])


def _letters(tree: Any) -> int:
    """How long a header's part without parts of its own gets; `_encode` takes ten times as long to say it."""
    kind = type(tree)
    if kind is int:
        return len(repr(tree))
    if kind is str:
        return len(encode_basestring_ascii(tree))
    if kind is list:
        return 1 + sum(_letters(one) + 1 for one in tree)
    return 5 if tree is False else 4


def _parts(value: Any) -> int:
    """How many values a list, a tuple or a dictionary holds; a key is one too."""
    return len(value) * (2 if type(value) is dict else 1)


def _own(value: Any, level: int) -> int:
    """For how many parts a message keeps room, of a value that stands in it and is as small as a message's own lists."""
    if level > 2 or type(value) not in (list, tuple, dict) or _parts(value) > wire.OF_ITS_OWN:
        return 0
    halves = value if type(value) is not dict else (half for pair in value.items() for half in pair)
    return _parts(value) + (sum(_own(item, 2) for item in halves) if level == 1 else 0)
