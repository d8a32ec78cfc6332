"""Collecting: from a folder, a platform's zip or nbgrader's exchange into `submitted/STUDENT/LESSON`, nothing ever lost.

Damaged notebooks are collected too, since grading judges them; a version that is replaced is kept in `desk/earlier`, and a notebook
that is nobody's in `desk/strays`, until an instructor says whose it is.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import tzinfo
from hashlib import sha256
from pathlib import Path
from typing import Literal, cast

from autograder.config import TIMESTAMP
from autograder.desk import (
    classroom,
    handin,
    owner,
    people,
    placing,
    platform_numbers,
    roster,
    strays,
    times,
    timing,
    which_lesson,
)
from autograder.desk.handin import NOTEBOOK, Found
from autograder.desk.owner import Owner
from autograder.desk.placing import INCOMING
from autograder.desk.times import HandInTime
from autograder.grade.handed_in.collect import MOST_OF_A_SLIP, SLIPS
from autograder.lock import held
from dlcourse.language import Text

Outcome = Literal["new", "newer", "unchanged", "older", "problem"]

_SAID = {
    "other": Text("this is the notebook of {other}", "{other} 수업의 노트북입니다"),
    "several": Text(
        "there are several notebooks, and we did not guess: {names}",
        "노트북이 여러 개 있어 하나를 고르지 않았습니다: {names}",
    ),
    "nothing": Text("there is no notebook: {names}", "노트북이 없습니다: {names}"),
    "empty": Text("the file is empty; collected as it is", "빈 파일입니다. 그대로 수집했습니다"),
    "damaged": Text("this is no whole notebook; collected as it is", "온전한 노트북이 아닙니다. 그대로 수집했습니다"),
    "late": Text("the platform marks it as late", "플랫폼에 늦은 제출로 표시되어 있습니다"),
    "worked": Text(
        "taken was {taken}; beside it was a notebook just as it was handed out",
        "{taken}을(를) 받았습니다. 함께 있던 다른 노트북은 배포한 그대로입니다",
    ),
    "attempts": Text("the last of {count} attempts was taken", "{count}번 낸 것 가운데 마지막 것을 받았습니다"),
    "blank": Text(
        "the last attempt is just as it was handed out, and an earlier one is not",
        "마지막에 낸 것은 배포한 그대로인데, 먼저 낸 것에는 작업한 내용이 있습니다",
    ),
    "dropped": Text("dropped from the class; kept", "반에서 빠진 학생입니다. 제출물은 보관했습니다"),
}
_FIX = {
    "assign": Text(
        "say whose it is: autograder assign {lesson} {number} {who}",
        "누구의 것인지 알려 주세요: autograder assign {lesson} {number} {who}",
    ),
    "other": Text("take it in there: autograder collect {lesson} FROM", "그 수업으로 수집하세요: autograder collect {lesson} FROM"),
    "again": Text("ask for the notebook (.ipynb) itself", "노트북(.ipynb) 파일을 다시 내 달라고 하세요"),
}  # fmt: skip
WHO = "ID"


@dataclass(frozen=True)
class Row:
    """What became of one student's submission, or of a file that is nobody's; `fix` is what to do."""

    who: str
    outcome: Outcome
    said: tuple[Text, ...] = ()
    fix: Text | None = field(default=None, compare=False)


@dataclass(frozen=True)
class _Item:
    """One file of a download; a notebook is set aside on the disk."""

    found: Found
    names: tuple[str, ...]
    kept: Path | None = None
    slip: bytes = b""


@dataclass
class _Pile:
    """What one student handed in."""

    notebooks: list[tuple[Found, Path]] = field(default_factory=list)
    slips: dict[str, bytes] = field(default_factory=dict)  # what the exchange put beside a notebook, by file name
    others: list[str] = field(default_factory=list)
    problems: list[Text] = field(default_factory=list)
    key: str = ""
    time: HandInTime = times.UNKNOWN  # as a slip says it


@dataclass(frozen=True)
class _Lesson:
    """Where a lesson is collected, and what its notebooks are known by."""

    folder: Path
    name: str
    tasks: dict[str, set[str]]
    released: list[set[str]]
    dropped: set[str]
    zone: tzinfo
    sheet: timing.Sheet | None


def collect(
    folder: Path,
    lesson: str,
    source: Path,
    told: handin.Told | None = None,
    *,
    by_id: bool = False,
    sheet: timing.Sheet | None = None,
    lists: Sequence[Path] = (),
) -> list[Row]:
    """Take what `source` holds for `lesson`; a row for everyone and everything that came. `told` hears how far it is.

    `by_id` says that the folders of `source` carry the roster's ids, so that nobody is to be recognised; `sheet` says when
    learners handed in, and `lists` are a platform's, of whose number is whose.
    """
    with held(folder, "collect"):
        incoming = folder / INCOMING
        classroom.remove_tree(incoming)  # of a run that was killed
        incoming.mkdir(parents=True, exist_ok=True)
        try:
            known = roster.known(folder)
            numbers: dict[str, tuple[str, ...]] = {}
            for who, line in sheet.learners.items() if sheet else ():
                numbers |= {line.number: (who,)} if line.number else {}
            for path in lists:
                numbers |= platform_numbers.from_list(path, known)
            handed_in = handin.files(source, told) if told else handin.files(source)
            items = _set_aside(handed_in, incoming, packed=source.is_file() and source.suffix.lower() != NOTEBOOK)
            for item in items:
                if item.found.parts[-1] == handin.METADATA:
                    numbers |= platform_numbers.from_gradescope(item.slip, known)
            owners = _owners(items, known.values(), lesson, numbers, source, by_id)
            its = _Lesson(
                folder, lesson, which_lesson.tasks(folder), which_lesson.handed_out(folder, lesson),
                {one.id for one in known.values() if one.dropped}, timing.zone_of(folder), sheet,
            )  # fmt: skip
            rows = [row for who, pile in sorted(_piles(items, owners).items()) for row in _placed(its, who, pile)]
            return rows + _left_over(its, [item for item in items if not owners[item.names].known], owners)
        finally:
            classroom.remove_tree(incoming)


def assign(folder: Path, lesson: str, number: int, who: Sequence[str]) -> list[Row]:
    """Give a notebook that was nobody's to a student, or to several who did it together."""
    with held(folder, "assign"):
        known = roster.known(folder)
        for one in who:
            if one not in known:
                raise people.wrong("autograder assign", "nobody", id=one)
        stray, data = strays.one(folder, lesson, number)
        incoming = folder / INCOMING
        classroom.remove_tree(incoming)
        try:
            when = times.from_names(stray.parts, timing.zone_of(folder))
            rows = [_put(folder, lesson, one, data, {}, when, ()) for one in who]
        finally:
            classroom.remove_tree(incoming)
        strays.give(folder, lesson, number, who)
        for one in who if len(who) == 1 else ():
            people.remember_login(folder, one, stray.key)
        return rows


def _set_aside(handed_in: Iterable[Found], incoming: Path, *, packed: bool) -> list[_Item]:
    """Every file by its names, notebooks on the disk."""
    items = []
    for number, found in enumerate(handed_in):
        names = found.parts[1:] if packed and len(found.parts) > 1 else found.parts
        names = tuple(name for name in names if name not in ("..", ".", "/")) or names
        bare = Found(found.parts, problem=found.problem)
        kept = None
        if found.problem is None and found.parts[-1].lower().endswith(NOTEBOOK):
            kept = incoming / f"{number}{NOTEBOOK}"
            kept.write_bytes(found.data)
        slip = b"" if kept else found.data[: platform_numbers.MOST_OF_A_LIST]
        items.append(_Item(bare, names, kept, slip))
    return items


def _owners(
    items: Sequence[_Item],
    everybody: Iterable[roster.Person],
    lesson: str,
    numbers: Mapping[str, tuple[str, ...]],
    source: Path,
    by_id: bool,
) -> dict[tuple[str, ...], Owner]:
    if by_id:
        return {item.names: Owner((item.names[0],)) for item in items}
    whole = source.stem if source.is_file() and source.suffix.lower() != NOTEBOOK else ""
    return owner.Owners(everybody, lesson, numbers).of_all((item.names for item in items), packed=whole)


def _piles(items: Iterable[_Item], owners: Mapping[tuple[str, ...], Owner]) -> dict[str, _Pile]:
    """What each student handed in; a team's work is everybody's in it."""
    piles: dict[str, _Pile] = defaultdict(_Pile)
    for item in items:
        found, name = item.found, item.found.parts[-1]
        for who in owners[item.names].who:
            pile = piles[who]
            pile.key = owners[item.names].key
            if found.problem:
                pile.problems.append(found.problem)
            elif name == TIMESTAMP:
                said = item.slip[:MOST_OF_A_SLIP].decode("utf-8", "replace")
                pile.time = times.better(pile.time, times.from_slip(found.parts, said))
            elif name in SLIPS:
                pile.slips[name] = item.slip[:MOST_OF_A_SLIP]
            elif item.kept:
                pile.notebooks.append((found, item.kept))
            else:
                pile.others.append(name)
    return piles


def _left_over(its: _Lesson, items: Sequence[_Item], owners: Mapping[tuple[str, ...], Owner]) -> list[Row]:
    """A row for everything that is nobody's, with what to do."""
    rows: dict[str, Row] = {}
    with_work = {item.names[:-1] or item.names for item in items if item.kept}
    for item in items:
        found, said = item.found, owners[item.names]
        if found.problem:
            rows[found.name] = Row(found.name, "problem", (found.problem,), _FIX["again"])
        elif item.kept:
            data = item.kept.read_bytes()
            belongs = which_lesson.lessons_of(data, its.tasks)
            if belongs and its.name not in belongs:
                other = ", ".join(sorted(belongs))
                rows[found.name] = Row(
                    found.name, "problem", (_SAID["other"].format(other=other),), _FIX["other"].format(lesson=other)
                )
                continue
            [stray] = strays.keep(its.folder, its.name, [(found.parts, said.key, data)])
            if not stray.given:
                fix = _FIX["assign"].format(lesson=its.name, number=stray.number, who=WHO)
                rows[found.name] = Row(found.name, "problem", (said.why or owner.UNKNOWN,), fix)
        elif item.names[:-1] not in with_work and (said.sure or handin.somebodys_work(item.names[-1])):
            why = (said.why or owner.UNKNOWN, _SAID["nothing"].format(names=found.parts[-1]))
            rows[found.name] = Row(found.name, "problem", why, _FIX["again"])
    return list(rows.values())


def _placed(its: _Lesson, who: str, pile: _Pile) -> list[Row]:
    """One student's submission, put where the grader looks for it."""
    said: list[Text] = list(pile.problems)
    attempts = sorted({times.attempt(found.parts, its.zone) for found, _ in pile.notebooks})
    last = [one for one in pile.notebooks if times.attempt(one[0].parts, its.zone) == attempts[-1]]
    mine, foreign = _by_content(its, last)
    worked = {
        known: one for known, one in mine.items() if not which_lesson.untouched(one[1].read_bytes(), its.released)
    }
    chosen = worked or mine
    if len(chosen) > 1:
        chosen = {known: one for known, one in chosen.items() if one[0].parts[-1] == its.name + NOTEBOOK}
    if len(chosen) != 1:
        if mine:
            names = ", ".join(found.parts[-1] for found, _ in mine.values())
            several = [(found.parts, pile.key, path.read_bytes()) for found, path in mine.values()]
            numbers = "|".join(str(one.number) for one in strays.keep(its.folder, its.name, several))
            fix = _FIX["assign"].format(lesson=its.name, number=numbers, who=who)
            return [Row(who, "problem", (*said, _SAID["several"].format(names=names)), fix)]
        if foreign:
            other = ", ".join(sorted(foreign))
            return [
                Row(who, "problem", (*said, _SAID["other"].format(other=other)), _FIX["other"].format(lesson=other))
            ]
        if not said:
            said.append(_SAID["nothing"].format(names=", ".join(pile.others) or "-"))
        return [Row(who, "problem", tuple(said), _FIX["again"])]
    [(found, path)] = chosen.values()
    data = path.read_bytes()
    if not data.strip():
        said.append(_SAID["empty"])
    elif which_lesson.parsed(data) is None:
        said.append(_SAID["damaged"])
    named = times.from_names(found.parts, its.zone)
    if len(attempts) > 1 and named.time_from != "exchange":
        said.append(_SAID["attempts"].format(count=len(attempts)))
        earlier, _ = _by_content(its, [one for one in pile.notebooks if one not in last])
        if not worked and any(
            not which_lesson.untouched(one.read_bytes(), its.released) for _, one in earlier.values()
        ):
            said.append(_SAID["blank"])
    if worked and len(worked) < len(mine):
        said.append(_SAID["worked"].format(taken=found.parts[-1]))
    if named.late:
        said.append(_SAID["late"])
    if who in its.dropped:
        said.append(_SAID["dropped"])
    known = times.better(named, pile.time)
    known = times.better(known, its.sheet.of(who) if its.sheet else times.UNKNOWN)
    return [_put(its.folder, its.name, who, data, pile.slips, known, said)]


def _put(
    folder: Path,
    lesson: str,
    who: str,
    data: bytes,
    slips: Mapping[str, bytes],
    known: HandInTime,
    said: Sequence[Text],
) -> Row:
    outcome, more = placing.put(folder, lesson, who, data, slips, known)
    return Row(who, cast(Outcome, outcome), (*said, *more))


def _by_content(
    its: _Lesson, notebooks: Iterable[tuple[Found, Path]]
) -> tuple[dict[bytes, tuple[Found, Path]], set[str]]:
    """Notebooks of this lesson that differ, and the lessons of the others."""
    mine: dict[bytes, tuple[Found, Path]] = {}  # by their digests: several large ones are never held at once
    foreign: set[str] = set()
    for found, path in notebooks:
        data = path.read_bytes()
        belongs = which_lesson.lessons_of(data, its.tasks)
        if belongs and its.name not in belongs:
            foreign |= belongs
        else:
            mine.setdefault(sha256(data).digest(), (found, path))
        del data
    return mine, foreign
