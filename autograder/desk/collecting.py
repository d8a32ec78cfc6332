"""Collecting: from a folder, a platform's zip or nbgrader's exchange into `submitted/STUDENT/LESSON`, nothing ever lost.

Damaged notebooks are collected too, since grading judges them; a version that is replaced is kept in `desk/earlier`.
"""

import json
import os
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC
from hashlib import sha256
from pathlib import Path
from typing import Literal

from autograder.config import TIMESTAMP
from autograder.desk import classroom, handin, owner, roster
from autograder.desk.handin import NOTEBOOK, Found
from autograder.grade.handed_in.collect import MOST_OF_A_SLIP, SLIPS
from autograder.grade.handed_in.slim import slim
from autograder.grade.handed_in.timestamp import moment
from autograder.lock import held
from dlcourse.files import write_whole
from dlcourse.language import LANGUAGES, Text

Outcome = Literal["new", "newer", "unchanged", "older", "problem"]
EARLIER, INCOMING = Path("desk") / "earlier", Path("desk") / "incoming"
FORMAT = "%Y-%m-%d %H:%M:%S.%f UTC"  # nbgrader's

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
    "newer": Text("replaced; the earlier one is kept in {kept}", "바꾸었습니다. 먼저 낸 것은 {kept}에 있습니다"),
    "older": Text("older than what is there; kept in {kept}", "이미 있는 것보다 먼저 낸 것이라 {kept}에 두었습니다"),
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


def collect(
    folder: Path, lesson: str, source: Path, told: handin.Told | None = None, *, by_id: bool = False
) -> list[Row]:
    """Take what `source` holds for `lesson`; a row for everyone and everything that came. `told` hears how far it is.

    `by_id` says that the folders of `source` carry the roster's ids, so that nobody is to be recognised.
    """
    with held(folder, "collect"):
        incoming = folder / INCOMING
        classroom.remove_tree(incoming)  # of a run that was killed
        incoming.mkdir(parents=True, exist_ok=True)
        try:
            handed_in = handin.files(source, told) if told else handin.files(source)
            piles, strays = _sorted(folder, handed_in, source, incoming, by_id)
            tasks = _tasks(folder)
            rows = [_placed(folder, lesson, name, pile, tasks) for name, pile in sorted(piles.items())]
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
        elif found.parts[-1] in SLIPS:
            pile.slips[found.parts[-1]] = found.data[:MOST_OF_A_SLIP]
        elif found.parts[-1].lower().endswith(NOTEBOOK):
            kept = incoming / f"{number}{NOTEBOOK}"
            kept.write_bytes(found.data)
            pile.notebooks.append((Found(found.parts, b"", found.when), kept))
        else:
            pile.others.append(found.parts[-1])
    return piles, list(strays.values())


def _placed(folder: Path, lesson: str, who: str, pile: _Pile, tasks: dict[str, set[str]]) -> Row:
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
    slips = {name: one for name, one in pile.slips.items() if name != TIMESTAMP}
    if when := _when(found, pile):
        slips[TIMESTAMP] = (when + "\n").encode()
    return _moved(folder, lesson, who, data, slips, said)


def _latest(notebooks: Iterable[tuple[Found, Path]]) -> list[tuple[Found, Path]]:
    """All, or where nbgrader's exchange took several, those of the last time."""
    every = list(notebooks)
    last = max((owner.exchanged(found.parts) for found, _ in every), default="")
    return [(found, path) for found, path in every if owner.exchanged(found.parts) == last]


def _when(found: Found, pile: _Pile) -> str:
    """The moment it was handed in, if somebody knows it: nbgrader's own note, the exchange, or Moodle's zip."""
    if exchanged := owner.exchanged(found.parts):
        return exchanged
    if noted := _text(pile.slips.get(TIMESTAMP)):
        return noted
    if found.when is not None and owner.is_moodle(found.parts):
        return found.when.astimezone(UTC).strftime(FORMAT)
    return ""


def _moved(folder: Path, lesson: str, who: str, data: bytes, slips: Mapping[str, bytes], said: list[Text]) -> Row:
    """`data` put where it is graded, with its slips: without its secret nbgrader brings nobody their feedback."""
    room = folder / "submitted" / who / lesson
    there = _bytes_of(room / f"{lesson}{NOTEBOOK}")
    known, when = (_text(slip) for slip in (_bytes_of(room / TIMESTAMP), slips.get(TIMESTAMP)))
    if there == data and (known == when or not when):
        for name, slip in slips.items():
            if _text(_bytes_of(room / name)) != _text(slip):
                write_whole(room / name, slip)
        return Row(who, "unchanged", tuple(said))
    fresh = folder / INCOMING / who
    fresh.mkdir(parents=True)
    write_whole(fresh / f"{lesson}{NOTEBOOK}", data)
    for name, slip in slips.items():
        write_whole(fresh / name, slip)
    if not os.path.lexists(room):
        room.parent.mkdir(parents=True, exist_ok=True)
        fresh.rename(room)
        return Row(who, "new", tuple(said))
    kept = _aside(folder, lesson, who)
    shown = kept.relative_to(folder)
    if _earlier(when, known):
        fresh.rename(kept)
        return Row(who, "older", (*said, _SAID["older"].format(kept=shown)))
    room.rename(kept)
    fresh.rename(room)
    return Row(who, "newer", (*said, _SAID["newer"].format(kept=shown)))


def _aside(folder: Path, lesson: str, who: str) -> Path:
    """A new place for a version that is not the one to be graded."""
    room = folder / EARLIER / lesson / who
    room.mkdir(parents=True, exist_ok=True)
    number = 1
    while (room / str(number)).exists():
        number += 1
    return room / str(number)


def _earlier(when: str, known: str) -> bool:
    now, before = moment(when), moment(known)
    return now is not None and before is not None and now < before


def _text(slip: bytes | None) -> str:
    return (slip or b"")[:100].decode("utf-8", "replace").strip()


def _bytes_of(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() and not path.is_symlink() else None


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
