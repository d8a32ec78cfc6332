"""Moments as platforms and people write them, in English and Korean; and the zone in which a class reads a clock."""

import re
from datetime import datetime, time, tzinfo
from zoneinfo import ZoneInfo

from dateutil import tz  # type: ignore[import-untyped]  # carries no types

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WORDS = re.compile(r"(?P<first>\d{1,2}|[A-Za-z]{3,9})\.? (?P<second>\d{1,2}|[A-Za-z]{3,9})\.?,? (?P<year>\d{4})")
_KOREAN = re.compile(r"(?P<year>\d{4})\s*년\s*(?P<month>\d{1,2})\s*월\s*(?P<day>\d{1,2})\s*일")
_NUMBERS = re.compile(r"(?P<year>\d{4})[-./] ?(?P<month>\d{1,2})[-./] ?(?P<day>\d{1,2})\.?")
_HOUR = re.compile(
    r"(?P<before>오전|오후|[AaPp]\.?[Mm]\.?)?\s*(?<!\d)(?P<hour>\d{1,2})(?::| ?시 ?|(?=\d\d(?!\d)))(?P<minute>\d{2})"
    r"(?:(?::| ?분 ?)(?P<second>\d{2})(?:\.\d+)?)?(?:초)?분?\s*(?P<after>[AaPp]\.?[Mm]\.?|오전|오후)?"
)
_ZONE = re.compile(r"\s*(?P<zone>[+-]\d\d:?\d\d|Z|UTC|GMT)?$")


def parsed(text: str) -> datetime | None:
    """A moment with day and hour; None where it cannot be read for certain (3/4/2026 has two meanings). It has a zone if it says one."""
    text = " ".join(text.split())
    try:
        return datetime.fromisoformat(text) if len(text) > len("2026-09-14") else None
    except ValueError:
        pass
    for form in (_KOREAN, _NUMBERS, _WORDS):
        if match := form.search(text):
            day = _day(match.groupdict())
            hour = _HOUR.search(text, match.end())
            if day is None or hour is None:
                return None
            said = _ZONE.match(text, hour.end())
            return _moment(day, hour, (said["zone"] or "") if said else "")
    return None


def _day(said: dict[str, str]) -> tuple[int, int, int] | None:
    if "month" in said:
        return int(said["year"]), int(said["month"]), int(said["day"])
    first, second = said["first"], said["second"]
    day, name = (first, second) if first.isdigit() else (second, first)
    month = name[:3].casefold()
    if not day.isdigit() or month not in _MONTHS:
        return None
    return int(said["year"]), _MONTHS.index(month) + 1, int(day)


def _moment(day: tuple[int, int, int], said: re.Match[str], zone: str) -> datetime | None:
    hour = int(said["hour"])
    half = (said["before"] or said["after"] or "").casefold().replace(".", "")
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half in ("pm", "오후") else 0)
    zone = {"Z": "+00:00", "UTC": "+00:00", "GMT": "+00:00"}.get(zone, zone)
    if zone and ":" not in zone:
        zone = f"{zone[:3]}:{zone[3:]}"
    try:
        when = datetime(*day, hour, int(said["minute"]), int(said["second"] or 0))
        return datetime.fromisoformat(f"{when.isoformat()}{zone}")
    except ValueError:
        return None


def until(text: str, zone: tzinfo) -> datetime:
    """The last moment that a date means: a day alone means its end. A `ValueError` where it cannot be read."""
    text = text.strip()
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        return datetime.combine(datetime.fromisoformat(text), time(23, 59, 59), zone)
    when = datetime.fromisoformat(text) if re.match(r"\d{4}-\d\d-\d\d", text) else parsed(text)
    if when is None:
        raise ValueError(text)
    return when if when.tzinfo else when.replace(tzinfo=zone)


def zone_named(name: str) -> tzinfo:
    """A time zone by its name, such as Asia/Seoul; this machine's where none is named. A `ValueError` for one that is none."""
    if not name:
        return tz.tzlocal()  # it knows summer and winter
    try:
        return ZoneInfo(name)
    except (OSError, KeyError) as error:
        raise ValueError(name) from error
