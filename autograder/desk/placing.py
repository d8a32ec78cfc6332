"""A submission put where the grader looks for it. What it replaces is kept, and the same work a second time changes nothing.

A time that is surer than the one that was known takes its place; the same work has the earlier of two times.
"""

import os
from collections.abc import Iterator, Mapping
from pathlib import Path

from autograder.config import TIMESTAMP
from autograder.desk import times
from autograder.desk.times import HandInTime
from autograder.grade.handed_in.collect import SLIPS
from autograder.grade.handed_in.match import MOST_BYTES
from dlcourse.files import write_whole
from dlcourse.language import Text

EARLIER, INCOMING = Path("desk") / "earlier", Path("desk") / "incoming"
NOTEBOOK = ".ipynb"
NEWER = Text("replaced; the earlier one is kept in {kept}", "바꾸었습니다. 먼저 낸 것은 {kept}에 있습니다")
OLDER = Text("older than what is there; kept in {kept}", "이미 있는 것보다 먼저 낸 것이라 {kept}에 두었습니다")
BEFORE = Text(
    "this was here before what is there now, and no time says otherwise; what is there stays",
    "지금 있는 것보다 먼저 수집했던 것이고 제출 시각도 알 수 없어 그대로 두었습니다",
)
NOW_KNOWN = Text("handed in {time}, from {source}", "제출 시각 {time} (출처: {source})")


def put(
    folder: Path, lesson: str, who: str, data: bytes, slips: Mapping[str, bytes], known: HandInTime
) -> tuple[str, list[Text]]:
    """What became of it ("new", "newer", "unchanged" or "older"), and what is to be said.

    `slips` are the exchange's: without its secret nbgrader brings nobody their feedback.
    """
    room = folder / "submitted" / who / lesson
    there = content(room, lesson)
    before = times.read(room)
    slips = {name: one for name, one in slips.items() if name in SLIPS and name != TIMESTAMP}
    if there == data:
        for name, one in slips.items():
            if _bytes_of(room / name) != one:
                write_whole(room / name, one)
        said = retime(room, known)
        return "unchanged", said
    kept = _kept_before(folder, lesson, who, data) if there is not None else False
    if kept and known.time is None:
        return "older", [BEFORE]
    fresh = folder / INCOMING / who
    fresh.mkdir(parents=True)
    write_whole(fresh / f"{lesson}{NOTEBOOK}", data)
    for name, one in (slips | times.slips(known)).items():
        write_whole(fresh / name, one)
    if not os.path.lexists(room):
        room.parent.mkdir(parents=True, exist_ok=True)
        fresh.rename(room)
        return "new", []
    aside = _aside(folder, lesson, who)
    shown = aside.relative_to(folder)
    if known.time and before.time and known.time < before.time:
        fresh.rename(aside)
        return "older", [OLDER.format(kept=shown)]
    room.rename(aside)
    fresh.rename(room)
    return "newer", [NEWER.format(kept=shown)]


def retime(room: Path, known: HandInTime, *, said_anew: bool = False) -> list[Text]:
    """Write a surer time beside a hand-in that is there; `said_anew`: an instructor says it, whatever another list said.

    The exchange's own time stays in any case: the learner's feedback is found by it.
    """
    before = times.read(room)
    now = known if said_anew and before.time_from != "exchange" else times.better(before, known)
    if now == before:
        return []
    for name in (TIMESTAMP, times.SLIP):
        if name not in times.slips(now):
            (room / name).unlink(missing_ok=True)
    for name, one in times.slips(now).items():
        write_whole(room / name, one)
    return [NOW_KNOWN.format(time=now.stamp or "?", source=times.FROM[now.time_from])]


def content(room: Path, lesson: str) -> bytes | None:
    """The notebook that is there, if it is a file."""
    return _bytes_of(room / f"{lesson}{NOTEBOOK}")


def _kept_before(folder: Path, lesson: str, who: str, data: bytes) -> bool:
    """Whether the very same work was replaced once."""
    return any(_bytes_of(path) == data for path in _versions(folder, lesson, who) if path.stat().st_size == len(data))


def _versions(folder: Path, lesson: str, who: str) -> Iterator[Path]:
    for path in (folder / EARLIER / lesson / who).glob(f"*/{lesson}{NOTEBOOK}"):
        if path.is_file() and not path.is_symlink():
            yield path


def _aside(folder: Path, lesson: str, who: str) -> Path:
    """A new place for a version that is not the one to be graded."""
    room = folder / EARLIER / lesson / who
    room.mkdir(parents=True, exist_ok=True)
    number = 1
    while (room / str(number)).exists():
        number += 1
    return room / str(number)


def _bytes_of(path: Path) -> bytes | None:
    if not path.is_file() or path.is_symlink() or path.stat().st_size > MOST_BYTES:
        return None
    return path.read_bytes()
