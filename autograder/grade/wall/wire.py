"""What both sides of the wall agree on: how large a frame may be, which numbers travel, what a text may hold."""

import re
import struct
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

MARK = b"dlc1"
PREFIX = struct.Struct("!4sII")
MOST_HEADER = 4 << 20
MOST_BODY = 64 << 20
MOST_NODES = 100_000
DEEPEST = 16  # a message, its parts and the eight levels of a plain value
MOST_DIMENSIONS = 32
LARGEST_SIZE = 2**31  # of a dimension, and of a number that we count with
OF_ITS_OWN = 100  # parts that a list of a message's own may have
ROOM = 512 << 10  # letters of a header for a message's own words, and for naming what was too long for it
LARGEST_INT = 2**1024  # beyond every float
LONGEST_NAME = 80

FIXED = {f"<{kind}" for kind in ("i2", "i4", "i8", "u2", "u4", "u8", "f2", "f4", "f8", "c8", "c16")} | {
    "|b1",
    "|i1",
    "|u1",
}
TEXT = re.compile(r"<U[1-9][0-9]{0,5}")
PCG64 = {"PCG64": np.random.PCG64, "PCG64DXSM": np.random.PCG64DXSM}
WIDE = 2**128


class WireError(Exception):
    """A frame that no honest partner sends."""


@dataclass(frozen=True)
class Handle:
    """Something that cannot travel and stays where it is: the other side asks for it by number."""

    number: int
    type_name: str


Odd = Callable[[Any], Any]


def are_letters(array: np.ndarray) -> bool:
    letters = np.frombuffer(array.tobytes(), "<u4")
    return not bool(((letters > 0x10FFFF) | ((letters >= 0xD800) & (letters < 0xE000))).any())


def clean(text: str) -> str:
    """Text that every file can hold: half characters become question marks."""
    return text if text.isascii() else text.encode("utf-8", "replace").decode("utf-8")


def name_of(text: str) -> str:
    """A type's name as a report may show it: one short printable line."""
    return "".join(letter for letter in clean(text) if letter.isprintable())[:LONGEST_NAME]
