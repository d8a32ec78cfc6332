"""What a page can answer by itself: which positions of the controls in which order, how much of it is kept, and how it travels.

A *moment* is what a stage shows at one position of its controls: the picture and the texts that belong to it. The kernel works moments out before
anybody asks (`sweeping.py` says when), and the page shows one as soon as a control moves to it. The functions here are plain: no clock, no widget.
"""

import json
import struct
import zlib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from dlcourse.widgets.stage.positions import positions, shown
from dlcourse.widgets.stage.scene import Choice, Control

PAGE = 1_000_000  # bytes of moments that one stage keeps in its page
# bytes that all stages of a lesson together put into the notebook, beside the PNG and the sentence of each
LESSON = 300_000
NANO = 10**9  # Python and the page write fractions differently, whole numbers alike
HEAD = struct.Struct("<I")  # how long the header of a package is


@dataclass(frozen=True, slots=True)
class Moment:
    """What a stage shows at one position. The parts of a picture are painted one over the other; moments share those that are equal."""

    picture: tuple[bytes, ...]
    texts: Mapping[str, str] = field(default_factory=dict)  # as HTML, by the name of the box they stand in
    words: str = field(default="", compare=False)  # the sentence without HTML, which does not travel
    told: str = field(
        default="", compare=False
    )  # what can be touched in it (fingers.py), which only a page without a kernel gets


# --- which positions, in which order --------------------------------------------------------------------------------------


def key(controls: Iterable[Control], values: Mapping[str, Any]) -> str:
    """The name of a position, equal in the kernel and in the page: for each control that can be swept where it stands."""
    return ",".join(str(place(control, values[control.name])) for control in controls if len(positions(control)))


def place(control: Control, value: Any) -> int:
    """Where a control stands: which of its options, or its number in billionths."""
    if isinstance(control, Choice):
        # 1 == True, and a scene may offer both
        return next(i for i, (one, _) in enumerate(control.options) if one == value and type(one) is type(value))
    return round(value * NANO)


def order(
    controls: Sequence[Control], values: Mapping[str, Any], recent: Sequence[str] = ()
) -> Iterator[dict[str, Any]]:
    """All positions that are one control away from where the controls stand: that place first, then control after control.

    Whoever has moved a control moves it again: the one that moved last (the first in `recent`) comes first, and what is near comes before what is
    far. A control that cannot be seen cannot be moved.
    """
    yield dict(values)
    seen = shown(controls, values)
    known = {control.name: control for control in controls}
    for name in dict.fromkeys([*recent, *known]):
        if name not in seen:
            continue
        control, now = known[name], values[name]
        there = positions(control)
        here = place(control, now) if len(there) else 0
        far = sorted(
            range(len(there)),
            key=lambda i: (abs((i if isinstance(control, Choice) else place(control, there[i])) - here), i),
        )
        for i in far:
            if place(control, there[i]) != here:
                yield {**values, name: there[i]}


# --- how much is kept -----------------------------------------------------------------------------------------------------


class Shelf:
    """Moments up to a number of bytes: whoever was not asked for the longest goes first. Equal parts of pictures are kept, and counted, once."""

    def __init__(self, most: int) -> None:
        self.most, self.size = most, 0
        self.moments: dict[str, Moment] = {}  # the oldest first
        self._parts: dict[bytes, tuple[int, int]] = {}  # a part -> its number, and how many moments have it
        self._count = 0

    def put(self, key: str, moment: Moment, spare: Collection[str] = ()) -> list[str]:
        """Keep a moment; the keys of those that had to go for it. It is not kept itself if it is too large, or if one of `spare` would have to go."""
        self.drop(key)
        gone: list[str] = []
        if weight(moment) > self.most:
            return gone
        for part in moment.picture:
            number, users = self._parts.get(part, (self._count, 0))
            if not users:
                self._count += 1
                self.size += len(part)
            self._parts[part] = (number, users + 1)
        self.size += _words(moment)
        self.moments[key] = moment
        while self.size > self.most:
            oldest = next(iter(self.moments))
            if oldest in spare:
                self.drop(key)
                break
            gone.append(oldest)
            self.drop(oldest)
        return gone

    def use(self, key: str) -> Moment | None:
        """A moment that is asked for, which makes it the newest; None if it is not here."""
        moment = self.moments.pop(key, None)
        if moment is not None:
            self.moments[key] = moment
        return moment

    def drop(self, key: str) -> None:
        """Forget a moment, if it is here, and the parts that no other has."""
        moment = self.moments.pop(key, None)
        if moment is None:
            return
        self.size -= _words(moment)
        for part in moment.picture:
            number, users = self._parts.pop(part)
            if users > 1:
                self._parts[part] = (number, users - 1)
            else:
                self.size -= len(part)

    def clear(self) -> None:
        """Forget everything. Numbers of parts go on: a page that still has the old ones mistakes none for a new one."""
        self.moments.clear()
        self._parts.clear()
        self.size = 0

    def number(self, part: bytes) -> int:
        """The number by which the page knows a part."""
        return self._parts[part][0]

    @property
    def numbers(self) -> set[int]:
        """The numbers of all parts that are kept."""
        return {number for number, _ in self._parts.values()}


def _words(moment: Moment) -> int:
    return sum(len(text.encode()) for text in moment.texts.values())


def weight(moment: Moment) -> int:
    """How many bytes a moment takes by itself."""
    return sum(map(len, set(moment.picture))) + _words(moment)


class Allowance:
    """Bytes that several may use together, and who of them bears what they all need once."""

    def __init__(self, most: int) -> None:
        self.most = most
        self._used: dict[int, int] = {}
        self._bearer: int | None = None

    def room(self, who: int) -> int:
        """What one of them may use: all that the others leave."""
        return self.most - sum(size for other, size in self._used.items() if other != who)

    def users(self, who: int) -> int:
        """How many they are, with this one."""
        return len(self._used.keys() | {who})

    def bears(self, who: int) -> bool:
        """Whether it is for this one to have what all of them need: whoever has it, or anybody if nobody has."""
        return self._bearer in (None, who)

    def use(self, who: int, size: int, *, bears: bool = False) -> None:
        """This is what one of them uses now, and whether it has what all of them need; 0 gives everything back."""
        self._used[who] = size
        if not size:
            del self._used[who]
        if bears:
            self._bearer = who
        elif self._bearer == who:
            self._bearer = None


# --- how it travels -------------------------------------------------------------------------------------------------------


def pack(
    moments: Mapping[str, Moment], number: Callable[[bytes], int] | None = None, there: Collection[int] = ()
) -> bytes:
    """Moments as bytes: a header in JSON and the parts of their pictures, each once, all of it compressed.

    `number(part)` is the number by which the page knows a part, and `there` are the numbers of those that it has; by default they are counted, and
    it has none.
    """
    numbers: dict[bytes, int] = {}
    for moment in moments.values():
        for part in moment.picture:
            numbers.setdefault(part, number(part) if number else len(numbers))
    sent = [part for part in numbers if numbers[part] not in there]
    header = {
        "parts": [[numbers[part], len(part)] for part in sent],
        "moments": [[key, [numbers[part] for part in one.picture], dict(one.texts)] for key, one in moments.items()],
    }
    head = json.dumps(header, ensure_ascii=False, separators=(",", ":")).encode()
    return zlib.compress(b"".join([HEAD.pack(len(head)), head, *sent]), 6)


def unpack(packed: bytes) -> dict[str, Moment]:
    """The moments in a package that holds all its parts, as the page reads them."""
    plain = zlib.decompress(packed)
    (length,) = HEAD.unpack_from(plain)
    header = json.loads(plain[HEAD.size : HEAD.size + length])
    parts, start = {}, HEAD.size + length
    for number, size in header["parts"]:
        parts[number] = plain[start : start + size]
        start += size
    return {key: Moment(tuple(parts[i] for i in picture), texts) for key, picture, texts in header["moments"]}


def fitting(moments: Mapping[str, Moment], most: int) -> bytes | None:
    """As many of the moments, from the first on, as fit into so many bytes; None if not even the first does."""
    whole = pack(moments)
    if len(whole) <= most:
        return whole if moments else None
    keys, low, high = list(moments), 0, len(moments)
    best: bytes | None = None
    while high - low > 1:  # `low` fit, `high` do not
        middle = (low + high) // 2
        tried = pack({one: moments[one] for one in keys[:middle]})
        if len(tried) <= most:
            low, best = middle, tried
        else:
            high = middle
    return best
