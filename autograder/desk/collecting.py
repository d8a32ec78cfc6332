"""Collecting: from a folder, a platform's zip or nbgrader's exchange into `submitted/STUDENT/LESSON`, nothing ever lost.

Damaged notebooks are collected too, since grading judges them; a version that is replaced is kept in `desk/earlier`.
"""

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import tzinfo
from hashlib import sha256
from pathlib import Path
from typing import Literal, cast

from autograder.config import TIMESTAMP
from autograder.desk import classroom, handin, owner, placing, roster, times, timing
from autograder.desk.handin import NOTEBOOK, Found
from autograder.desk.placing import INCOMING
from autograder.desk.times import HandInTime
from autograder.grade.handed_in.collect import MOST_OF_A_SLIP, SLIPS
from autograder.grade.handed_in.slim import slim
from autograder.lock import held
from dlcourse.language import LANGUAGES, Text

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
}


@dataclass(frozen=True)
class Row:
    """What became of one student's submission, or of a file that is nobody's."""

    who: str
    outcome: Outcome
    said: tuple[Text, ...] = ()


@dataclass
class _Pile:
    """What one student handed in."""

    notebooks: list[tuple[Found, Path]] = field(default_factory=list)
    slips: dict[str, bytes] = field(default_factory=dict)  # what the exchange put beside a notebook, by file name
    others: list[str] = field(default_factory=list)
    problems: list[Text] = field(default_factory=list)
    time: HandInTime = times.UNKNOWN  # as a slip says it


@dataclass(frozen=True)
class _Timed:
    """What is known of times beside the files themselves: the class's zone, and a worksheet or a table."""

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
) -> list[Row]:
    """Take what `source` holds for `lesson`; a row for everyone and everything that came. `told` hears how far it is.

    `by_id` says that the folders of `source` carry the roster's ids, so that nobody is to be recognised; `sheet` says when
    learners handed in.
    """
    timed = _Timed(timing.zone_of(folder), sheet)
    with held(folder, "collect"):
        incoming = folder / INCOMING
        classroom.remove_tree(incoming)  # of a run that was killed
        incoming.mkdir(parents=True, exist_ok=True)
        try:
            handed_in = handin.files(source, told) if told else handin.files(source)
            piles, strays = _sorted(folder, handed_in, source, incoming, by_id)
            tasks = _tasks(folder)
            rows = [_placed(folder, lesson, name, pile, tasks, timed) for name, pile in sorted(piles.items())]
        finally:
            classroom.remove_tree(incoming)
    return rows + strays


def _sorted(
    folder: Path, handed_in: Iterable[Found], source: Path, incoming: Path, by_id: bool
) -> tuple[dict[str, _Pile], list[Row]]:
    """Everything by its owner, notebooks set aside on the disk; and what is nobody's."""
    owners = owner.Owners(roster.known(folder).values())
    packed = source.is_file() and source.suffix.lower() != NOTEBOOK
    piles: dict[str, _Pile] = defaultdict(_Pile)
    strays: dict[str, Row] = {}
    for number, found in enumerate(handed_in):
        # the zip's own name comes last: a platform puts numbers into it that may look like somebody's id
        names = (*found.parts[1:], found.parts[0]) if packed else found.parts
        who = found.parts[0] if by_id else owners.of(names)
        if isinstance(who, Text):
            said = (found.problem,) if found.problem else (who,)
            if found.problem or found.name.lower().endswith(NOTEBOOK):
                strays[found.name] = Row(found.name, "problem", said)
            continue
        pile = piles[who]
        if found.problem:
            pile.problems.append(found.problem)
        elif found.parts[-1] == TIMESTAMP:
            said_there = found.data[:MOST_OF_A_SLIP].decode("utf-8", "replace")
            pile.time = times.better(pile.time, times.from_slip(found.parts, said_there))
        elif found.parts[-1] in SLIPS:
            pile.slips[found.parts[-1]] = found.data[:MOST_OF_A_SLIP]
        elif found.parts[-1].lower().endswith(NOTEBOOK):
            kept = incoming / f"{number}{NOTEBOOK}"
            kept.write_bytes(found.data)
            pile.notebooks.append((Found(found.parts), kept))
        else:
            pile.others.append(found.parts[-1])
    return piles, list(strays.values())


def _placed(folder: Path, lesson: str, who: str, pile: _Pile, tasks: dict[str, set[str]], timed: _Timed) -> Row:
    """One student's submission, put where the grader looks for it."""
    said: list[Text] = list(pile.problems)
    mine: dict[bytes, tuple[Found, Path]] = {}  # by their digests: several large ones are never held at once
    foreign: set[str] = set()
    for found, path in _latest(pile.notebooks):
        data = path.read_bytes()
        belongs = _lessons_of(data, tasks)
        if belongs and lesson not in belongs:
            foreign |= belongs
        else:
            mine.setdefault(sha256(data).digest(), (found, path))
        del data
    named = {known: one for known, one in mine.items() if one[0].parts[-1] == lesson + NOTEBOOK}
    chosen = mine if len(mine) == 1 else named
    if len(chosen) != 1:
        if mine:
            names = ", ".join(found.parts[-1] for found, _ in mine.values())
            said.append(_SAID["several"].format(names=names))
        elif foreign:
            said.append(_SAID["other"].format(other=", ".join(sorted(foreign))))
        elif not said:
            said.append(_SAID["nothing"].format(names=", ".join(pile.others) or "-"))
        return Row(who, "problem", tuple(said))
    [(found, path)] = chosen.values()
    data = path.read_bytes()
    if not data.strip():
        said.append(_SAID["empty"])
    elif _parsed(data) is None:
        said.append(_SAID["damaged"])
    if owner.late(found.parts):
        said.append(_SAID["late"])
    known = times.better(times.from_names(found.parts, timed.zone), pile.time)
    known = times.better(known, timed.sheet.of(who) if timed.sheet else times.UNKNOWN)
    outcome, more = placing.put(folder, lesson, who, data, pile.slips, known)
    return Row(who, cast(Outcome, outcome), (*said, *more))


def _latest(notebooks: Iterable[tuple[Found, Path]]) -> list[tuple[Found, Path]]:
    """All, or where nbgrader's exchange took several, those of the last time."""
    every = list(notebooks)
    last = max((owner.exchanged(found.parts) for found, _ in every), default="")
    return [(found, path) for found, path in every if owner.exchanged(found.parts) == last]


# --- which lesson's notebook it is ----------------------------------------------------------------------------------


def _tasks(folder: Path) -> dict[str, set[str]]:
    """lesson -> the names of its graded cells."""
    found: dict[str, set[str]] = {}
    for lesson in classroom.lessons(folder):
        for language in LANGUAGES:
            path = folder / classroom.SOLUTIONS / language / lesson / f"{lesson}{NOTEBOOK}"
            if path.exists():
                found[lesson] = _names(path.read_bytes())
                break
    return found


def _lessons_of(data: bytes, tasks: dict[str, set[str]]) -> set[str]:
    """The lessons that a notebook shares graded cells with."""
    names = _names(data)
    return {lesson for lesson, known in tasks.items() if names & known}


def _names(data: bytes) -> set[str]:
    cells = _parsed(data) or []
    return {
        name
        for cell in cells
        if isinstance(cell, dict)
        and isinstance(note := (cell.get("metadata") or {}), dict)
        and isinstance(own := note.get("nbgrader"), dict)
        and isinstance(name := own.get("grade_id"), str)
    }


def _parsed(data: bytes) -> list[object] | None:
    """The cells of a notebook; None if it is none."""
    try:
        notebook = json.loads(slim(data))
    except (ValueError, RecursionError):
        return None
    cells = notebook.get("cells") if isinstance(notebook, dict) else None
    return cells if isinstance(cells, list) else None
