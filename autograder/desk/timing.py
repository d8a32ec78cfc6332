"""The times of a lesson's hand-ins: a worksheet or a table asked for them, and how many nobody knows."""

import os
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, tzinfo
from pathlib import Path

from autograder.desk import clock, placing, roster, times, worksheet
from autograder.desk.times import UNKNOWN, HandInTime
from autograder.desk.worksheet import Finder, Line, Table
from autograder.errors import CourseError
from autograder.grade.gradebook import rules
from autograder.grade.gradebook.rules import Change, Rules
from autograder.lock import held
from dlcourse.language import Text

BY_WORKSHEET = "Moodle"

NONE_KNOWN = Text(
    "{lesson}: when it was handed in is unknown for {count} of {all}: no penalty for them",
    "{lesson}: {all}명 가운데 {count}명은 제출 시각을 알 수 없어 늦은 제출로 감점하지 않습니다",
)
MARKED_LATE = Text(
    "{lesson}: the platform marks {count} of them as late: {who}",
    "{lesson}: 그 가운데 {count}명은 플랫폼에 늦은 제출로 표시되어 있습니다: {who}",
)
GIVE_TIMES = Text(
    "give the times: autograder collect {lesson} --times TABLE.csv (Moodle's grading worksheet, or columns id and time)",
    "제출 시각은 autograder collect {lesson} --times TABLE.csv로 넣습니다(Moodle의 채점표, 또는 id와 time 열이 있는 표)",
)
SOURCES = Text("{lesson}: time of handing in: {sources}", "{lesson}: 제출 시각: {sources}")
NOT_READ = Text("line of {who}: the time cannot be read: {said}", "{who}의 줄: 시각을 읽을 수 없습니다: {said}")
NOBODY = Text("nobody in the class is called like this", "반에 이런 학생이 없습니다")


@dataclass(frozen=True)
class Sheet:
    """What a worksheet or a table says, by learner and by the number in the names of Moodle's folders."""

    table: Table
    learners: dict[str, Line]
    path: Path | None = None
    unread: list[Text] = field(default_factory=list)

    def of(self, who: str) -> HandInTime:
        """When a learner handed in, as far as it says."""
        line = self.learners.get(who)
        if line is None or line.time is None:
            return UNKNOWN
        return HandInTime(line.time.astimezone(UTC), "worksheet" if self.table.moodle else "table")


def zone_of(folder: Path) -> tzinfo:
    """The time zone of a class: the one it was told, else this machine's."""
    return clock.zone_named(str(Rules.at(folder).setting("zone") or ""))


def sheet(folder: Path, source: Path | None, table: Path | None) -> Sheet | None:
    """The table that was named, else the worksheet of Moodle's that belongs to a download and lies beside it."""
    zone = zone_of(folder)
    if table is not None:
        found, path = worksheet.read(table, zone), table
    else:
        beside = worksheet.beside(source, names_in(source), zone) if source is not None else None
        if beside is None:
            return None
        path, found = beside
    finder = Finder(roster.known(folder).values())
    lines = {who: line for line in found.lines if (who := finder.of(line))}
    unread = [
        NOT_READ.format(who=who, said=line.said)
        for who, line in lines.items()
        if line.time is None and any(letter.isdigit() for letter in line.said)
    ]
    return Sheet(found, lines, path, unread)


def names_in(source: Path) -> Iterator[Sequence[str]]:
    """The names of folders and files in a download, without opening any."""
    if source.is_dir():
        for here, folders, files in os.walk(source):
            for name in (*folders, *files):
                yield Path(here, name).relative_to(source).parts
    elif zipfile.is_zipfile(source):
        with zipfile.ZipFile(source) as archive:
            for name in archive.namelist():
                yield tuple(name.replace("\\", "/").split("/"))


def extend(folder: Path, lesson: str, known: Sheet) -> int:
    """Take over the extensions that Moodle's worksheet says, where they are later than what holds; how many."""
    agreed = Rules.at(folder)
    fresh = []
    for who, line in known.learners.items():
        if line.extension is None:
            continue
        own = agreed.of(lesson, who, None).due
        if own is None or line.extension > own:
            its = {"due": line.extension.astimezone(UTC).isoformat(timespec="seconds")}
            fresh.append(Change(datetime.now(UTC), BY_WORKSHEET, lesson, f"learner:{who}", its))
    if fresh:
        rules.write(folder, fresh)
    return len(fresh)


def enter(folder: Path, lesson: str, known: Sheet) -> list[tuple[str, Text]]:
    """Write the times of a table beside the hand-ins that are there already; what changed, by learner."""
    changed = []
    with held(folder, "collect"):
        for who in sorted(known.learners):
            room = folder / "submitted" / who / lesson
            its = known.of(who)
            if its.time is not None and room.is_dir():
                changed += [(who, said) for said in placing.retime(room, its, said_anew=not known.table.moodle)]
        extend(folder, lesson, known)
    return changed


def all_of(folder: Path, lesson: str) -> dict[str, HandInTime]:
    """student -> what is known of when they handed in, for everybody in the class who did."""
    try:
        people = roster.active(folder)
    except CourseError:
        people = {}
    rooms = sorted((folder / "submitted").glob(f"*/{lesson}"))
    names = [(room.parent.name, room) for room in rooms if room.is_dir()]
    return {who: times.read(room) for who, room in names if not people or who in people}


def told(folder: Path, lessons: Iterable[str], *, sources: bool = False) -> list[Text]:
    """The sentences on unknown times, and on where the known ones come from; nothing for who has nothing to hear."""
    said = []
    for lesson in lessons:
        known = all_of(folder, lesson)
        unknown = [one for one in known.values() if one.time is None]
        if sources and known:
            count = Counter(one.time_from for one in known.values())
            said.append(SOURCES.format(lesson=lesson, sources=_listed(count)))
        if unknown:
            said.append(NONE_KNOWN.format(lesson=lesson, count=len(unknown), all=len(known)))
            late = [who for who, one in known.items() if one.late and one.time is None]
            if late:
                said.append(MARKED_LATE.format(lesson=lesson, count=len(late), who=", ".join(late)))
            if sources:
                said.append(GIVE_TIMES.format(lesson=lesson))
    return said


def _listed(count: Counter[times.From]) -> Text:
    pairs = [(times.FROM[source], number) for source, number in count.most_common()]
    return Text(*(", ".join(f"{said.in_(one)} {number}" for said, number in pairs) for one in ("en", "ko")))
