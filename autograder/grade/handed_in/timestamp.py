"""When something was handed in, from the words that nbgrader, an exchange or a platform wrote beside it."""

from datetime import datetime

from dateutil import parser, tz  # type: ignore[import-untyped]  # carries no types


def moment(said: str) -> datetime | None:
    """A moment that was written as nbgrader writes it, in universal time and without a zone; None where nobody can read it."""
    parts = said.split(" ")
    try:
        if len(parts) == 3:  # "2026-03-01 12:00:00 Asia/Seoul", or "+0900" in the end
            zone = int(parts[2]) if parts[2].lstrip("+-").isdigit() else tz.gettz(parts[2])
            when = parser.parse(f"{parts[0]} {parts[1]} TZ", tzinfos={"TZ": zone})
        else:
            when = parser.parse(said)
        offset = when.utcoffset()
        return when if offset is None else (when - offset).replace(tzinfo=None)
    except (ValueError, OverflowError):
        return None
