"""When something was handed in, and who says so: kept beside each hand-in, and read from the names that platforms give.

A time is known or it is not used. A zip's own times are never asked: most platforms write the moment of the download there.
Whoever reads a layout asks `from_names` (folders and files) or `from_slip` (a text file beside the work), or makes a
`HandInTime` of its own, such as with a worksheet's; `better` says which of two counts.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, tzinfo
from pathlib import Path
from typing import Literal, get_args

from autograder.config import TIMESTAMP
from autograder.desk.clock import parsed
from autograder.grade.handed_in.timestamp import moment
from dlcourse.desk import handin
from dlcourse.language import Text

From = Literal["unknown", "submit", "name", "worksheet", "table", "exchange"]  # the later in this list, the surer
SURER: tuple[str, ...] = get_args(From)
SLIP = "time_from.txt"  # beside nbgrader's timestamp.txt: who said it, and of which time
FORMAT = "%Y-%m-%d %H:%M:%S.%f UTC"  # nbgrader's
_LATE = "late"  # a platform's mark, which says that and not when

FROM = {
    "unknown": Text("unknown", "모름"),
    "submit": Text("dlcourse submit", "dlcourse submit"),
    "name": Text("the platform's file name", "플랫폼의 파일 이름"),
    "worksheet": Text("Moodle's worksheet", "Moodle 채점표"),
    "exchange": Text("nbgrader's exchange", "nbgrader 교환 폴더"),
    "table": Text("your table", "강사의 표"),
}

_EXCHANGE = re.compile(r".+?\+[^+]+\+(?P<when>\d{4}-\d\d-\d\d \d\d:\d\d:\d\d[^+]*)(\+.*)?")
_CANVAS_LATE = re.compile(r"[^_]+?_LATE_\d+_\d+_.+")
_BLACKBOARD = re.compile(r".+_attempt_(?P<when>\d{4}-\d\d-\d\d-\d\d-\d\d-\d\d)([_.].*)?")
_BRIGHTSPACE = re.compile(r"\d+-\d+ - .+ - (?P<when>.*\d.*)")
_SUBMIT = re.compile(handin.PATTERN)
# what only a platform's download has: a time that a learner packed with their work is not asked there
_PLATFORMS = re.compile(r".+_\d+_assignsubmission_\w+?(_.*)?|[^_]+?(_LATE)?_\d+_\d+_.+")


@dataclass(frozen=True)
class HandInTime:
    """The moment of a hand-in in universal time, None where nobody knows it; who says so; and whether a platform marks it late."""

    time: datetime | None = None
    time_from: From = "unknown"
    late: bool = False
    text: str = field(default="", compare=False)  # the exchange's own words: feedback finds its way back by them

    def __post_init__(self) -> None:
        if (self.time is None) != (self.time_from == "unknown"):
            raise ValueError(f"{self.time} from {self.time_from}")
        if self.time is not None and self.time.tzinfo is None:
            raise ValueError(f"{self.time} says no zone")

    @property
    def stamp(self) -> str:
        """The time as nbgrader writes it; "" where it is unknown."""
        return self.text or ("" if self.time is None else self.time.astimezone(UTC).strftime(FORMAT))


UNKNOWN = HandInTime()


def better(first: HandInTime, second: HandInTime) -> HandInTime:
    """The one of two that is surer; of two that are equally sure, the earlier."""
    late = first.late or second.late
    one, two = sorted((first, second), key=lambda known: SURER.index(known.time_from), reverse=True)
    if one.time_from == two.time_from and one.time and two.time and two.time < one.time:
        one = two
    return replace(one, late=late)


# --- beside a hand-in -----------------------------------------------------------------------------------------------


def read(room: Path) -> HandInTime:
    """What is known of the hand-in in a folder. A time without our note was written by nbgrader's own collecting."""
    stamp, note = _line(room / TIMESTAMP), _line(room / SLIP)
    source, _, said = note.partition(" ")
    late, when = said == _LATE, moment(stamp) if stamp else None
    if when is None:
        return HandInTime(late=late)
    its: From = "exchange"
    for known in SURER[1:]:
        if source == known and said == stamp:
            its = known  # type: ignore[assignment]  # one of them
    return HandInTime(when.replace(tzinfo=UTC), its, text=stamp if its == "exchange" else "")


def slips(known: HandInTime) -> dict[str, bytes]:
    """The files that say so, by name. Without a time there is none that nbgrader would read."""
    if known.time is None:
        return {SLIP: f"unknown {_LATE}\n".encode()} if known.late else {}
    stamp = known.stamp
    return {TIMESTAMP: f"{stamp}\n".encode(), SLIP: f"{known.time_from} {stamp}\n".encode()}


def _line(path: Path) -> str:
    if path.is_symlink() or not path.is_file():
        return ""
    with path.open("rb") as file:
        return file.read(1_000).decode("utf-8", "replace").strip()


# --- in a platform's download ---------------------------------------------------------------------------------------


def from_names(parts: Sequence[str], zone: tzinfo) -> HandInTime:
    """What the names around a file, the outermost first, say of when it came. `zone` is the platform's."""
    late = any(_CANVAS_LATE.fullmatch(part) for part in parts)
    for part in parts:
        if match := _EXCHANGE.fullmatch(part):
            return _known(moment(match["when"]), UTC, "exchange", late, match["when"])
        if match := _BLACKBOARD.fullmatch(part):
            return _known(_read(match["when"], "%Y-%m-%d-%H-%M-%S"), zone, "name", late)
        if match := _BRIGHTSPACE.fullmatch(part):
            return _known(parsed(match["when"]), zone, "name", late)
    for part in reversed(parts):  # what the learner's own program called it stands innermost
        if match := _SUBMIT.fullmatch(part) or _SUBMIT.fullmatch(f"{part}.ipynb"):
            return _known(_read(match["timestamp"], handin.WHEN), UTC, "submit", late)
    return HandInTime(late=late)


def from_slip(parts: Sequence[str], text: str) -> HandInTime:
    """What a `timestamp.txt` says: nbgrader's beside the work, or Sakai's above it; one that a learner packed says nothing."""
    if any(_PLATFORMS.fullmatch(part) or _BLACKBOARD.fullmatch(part) or _BRIGHTSPACE.fullmatch(part) for part in parts):
        return UNKNOWN
    if any(part.casefold().startswith(("submission attachment", "제출 첨부")) for part in parts):
        return UNKNOWN  # inside a learner's own part of a download of Sakai's
    text = text.strip()
    if re.fullmatch(r"\d{17}", text):  # Sakai's, in universal time, to the millisecond
        return _known(_read(text + "000", "%Y%m%d%H%M%S%f"), UTC, "name", False)
    if re.fullmatch(r"\d{4}-\d\d-\d\dT[\d:.]+Z", text):
        return _known(moment(text), UTC, "name", False)
    return _known(moment(text) if text else None, UTC, "exchange", False, text)


def attempt(parts: Sequence[str], zone: tzinfo) -> tuple[datetime, int]:
    """What to order the attempts of one learner by: a platform's time, else its number of the version."""
    numbers = [int(match[1]) for part in parts if (match := re.fullmatch(r"(?:Version|버전) (\d+)", part))]
    return from_names(parts, zone).time or datetime.min.replace(tzinfo=UTC), max(numbers, default=0)


def _known(when: datetime | None, zone: tzinfo, source: From, late: bool, text: str = "") -> HandInTime:
    if when is None:
        return HandInTime(late=late)
    try:
        aware = (when if when.tzinfo else when.replace(tzinfo=zone)).astimezone(UTC)
    except (ValueError, OverflowError):
        return HandInTime(late=late)
    return HandInTime(aware, source, late, text)


def _read(text: str, form: str) -> datetime | None:
    try:
        return datetime.strptime(text, form)
    except ValueError:
        return None
