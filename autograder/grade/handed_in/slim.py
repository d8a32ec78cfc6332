"""A large notebook file without what nobody reads: stored outputs, pictures, metadata of other programs.

A file of 50 MB may hold millions of small parts, each of which would take hundreds of bytes in memory. So a large file is not
read as a whole: its bytes are walked through, what is not needed is skipped without being made, and what is left is
a small notebook with the same cells. A file that is damaged is handed on as it is, up to a size: whoever reads it says what is wrong.
"""

import json
import re
from collections.abc import Iterator

import numpy as np

_MARK = b"\xef\xbb\xbf"
SMALL = 1 << 20  # bytes of a file that is read as it is
MOST_FILE = 100 << 20  # bytes of a file that is opened at all
_MOST_CELLS = 6_000
_MOST_PARTS = 400  # names in one cell or in the notebook itself
_MOST_SOURCE = 3 << 19  # bytes of one cell's text, as the file writes it
_MOST_SOURCES = 3 << 20  # bytes of all of them together
_MOST_NOTES = 64 << 10  # bytes of a cell's metadata that are kept whole
_SPACE = re.compile(rb"[ \t\r\n]*")
_PLAIN = re.compile(rb"[^,\]}\s]*")
_FIRST_BLOCK, _LARGEST_BLOCK = 1 << 10, 1 << 20
_IN_CELL = (b"cell_type", b"id", b"source", b"input", b"level", b"metadata")


class _DamagedError(Exception):
    """The bytes are no notebook that we can walk through."""


def slim(data: bytes) -> bytes:
    """The same notebook with what is read of it, if it is a large one; a damaged one as it is, cut where it gets large."""
    if len(data) <= SMALL:
        return data
    mark = _MARK if data.startswith(_MARK) else b""
    try:
        return mark + _Walk(data.removeprefix(mark)).notebook()
    except (_DamagedError, ValueError):
        return data[:SMALL].decode("utf-8", "ignore").encode() if _is_text(data) else data[:SMALL]


def _is_text(data: bytes) -> bool:
    """Whether the part that is handed on of a damaged file is UTF-8, but for a letter that is cut in two."""
    try:
        data[:SMALL].decode("utf-8")
    except UnicodeDecodeError as error:
        return error.start > SMALL - 4
    return True


class _Walk:
    def __init__(self, data: bytes) -> None:
        self.data = data
        self.room = _MOST_SOURCES

    def notebook(self) -> bytes:
        """The notebook with its cells alone."""
        kept: dict[bytes, bytes] = {}
        start = self._space(0)
        end = start
        for name, begin, end in self._members(start):
            if name in (b"nbformat", b"nbformat_minor") and end - begin < 20:
                kept[name] = self.data[begin:end]
            elif name == b"cells":
                kept[name] = self._list(begin)
            elif name == b"worksheets":  # of a format from ten years ago
                kept[name] = b"[" + b",".join(self._sheet(one) for one, _ in self._items(begin)) + b"]"
        if self._space(self._end(start)) != len(self.data):
            raise _DamagedError
        return _object(kept)

    def _sheet(self, start: int) -> bytes:
        return _object({name: self._list(begin) for name, begin, _ in self._members(start) if name == b"cells"})

    def _list(self, start: int) -> bytes:
        cells = []
        for number, (begin, end) in enumerate(self._items(start)):
            if number >= _MOST_CELLS:
                break
            cells.append(self._cell(begin, end))
        return b"[" + b",".join(cells) + b"]"

    def _cell(self, start: int, end: int) -> bytes:
        if self.data[start : start + 1] != b"{":
            return b"null"  # said to be damaged, as it is
        kept = {}
        for name, begin, stop in self._members(start):
            if name not in _IN_CELL:
                continue
            if name == b"metadata" and stop - begin > _MOST_NOTES:
                kept[name] = self._notes(begin)
            elif name in (b"source", b"input"):
                whole = stop - begin <= min(_MOST_SOURCE, self.room)
                self.room -= stop - begin if whole else 0
                kept[name] = self.data[begin:stop] if whole else b"null"  # null: a damaged cell, which is said
            elif stop - begin <= _MOST_NOTES:
                kept[name] = self.data[begin:stop]
        return _object(kept)

    def _notes(self, start: int) -> bytes:
        """Of much metadata what graders put there."""
        if self.data[start : start + 1] != b"{":
            return b"{}"
        mine = {name: self.data[begin:end] for name, begin, end in self._members(start) if name == b"nbgrader"}
        return _object({name: value for name, value in mine.items() if len(value) <= _MOST_NOTES})

    # --- what stands where ------------------------------------------------------------------------------------------

    def _members(self, start: int) -> Iterator[tuple[bytes, int, int]]:
        """The names in an object, and where each one's value begins and ends."""
        place = self._expect(start, b"{")
        for _ in range(_MOST_PARTS):
            if self.data[place : place + 1] == b"}":
                return
            end = self._end(place)
            name = self.data[place + 1 : end - 1] if end - place < 100 else b""
            begin = self._expect(self._space(end), b":")
            end = self._end(begin)
            yield name, begin, end
            place = self._after(end, b"}")

    def _items(self, start: int) -> Iterator[tuple[int, int]]:
        """Where each part of a list begins and ends."""
        place = self._expect(start, b"[")
        while self.data[place : place + 1] != b"]":
            end = self._end(place)
            yield place, end
            place = self._after(end, b"]")

    def _after(self, end: int, closing: bytes) -> int:
        place = self._space(end)
        if self.data[place : place + 1] == b",":
            return self._space(place + 1)
        if self.data[place : place + 1] != closing:
            raise _DamagedError
        return place

    def _expect(self, place: int, what: bytes) -> int:
        if self.data[place : place + 1] != what:
            raise _DamagedError
        return self._space(place + 1)

    def _space(self, place: int) -> int:
        found = _SPACE.match(self.data, place)
        return found.end() if found else place

    def _end(self, start: int) -> int:
        """Where the value that begins here ends: a block at a time, without making anything of it."""
        first = self.data[start : start + 1]
        if first not in (b'"', b"{", b"["):
            found = _PLAIN.match(self.data, start)
            if found is None or found.end() == start:
                raise _DamagedError
            return found.end()
        place, block = start, _FIRST_BLOCK
        inside, escaped, depth = False, False, 0
        while place < len(self.data):
            text = self.data[place : place + block]
            bytes_, escaped = _unescaped(text, escaped)
            array = np.frombuffer(bytes_, np.uint8)
            quotes = array == 0x22
            within = (np.cumsum(quotes, dtype=np.int32) + inside) & 1 == 1  # between quotes; the closing one is outside
            if first == b'"':
                ends = np.flatnonzero(quotes & ~within)
            else:
                step = np.zeros(len(array), np.int32)
                step[(array == 0x7B) | (array == 0x5B)] = 1
                step[(array == 0x7D) | (array == 0x5D)] = -1
                step[within] = 0
                depths = np.cumsum(step, dtype=np.int32) + depth
                ends = np.flatnonzero((depths == 0) & (step == -1))
                depth = int(depths[-1])
            if len(ends):
                return place + int(ends[0]) + 1
            inside = bool(within[-1])
            place += len(text)
            block = min(4 * block, _LARGEST_BLOCK)
        raise _DamagedError


def _unescaped(text: bytes, escaped: bool) -> tuple[bytes, bool]:
    """A block of bytes of the same length in which no quote is escaped; whether the next block's first byte is."""
    if escaped:
        text = b"_" + text[1:]
    if b"\\" not in text:
        return text, False
    text = text.replace(b"\\\\", b"__").replace(b'\\"', b"__")
    return text, text.endswith(b"\\")


def _object(parts: dict[bytes, bytes]) -> bytes:
    return (
        b"{"
        + b",".join(json.dumps(name.decode("latin-1")).encode() + b":" + value for name, value in parts.items())
        + b"}"
    )
