"""A class's lessons beside those of the installed course: what differs, and the course's taken over on request.

A class keeps the lessons it was made with, so that a term does not change under its learners. Nothing is lost by taking newer
ones over: those that were there are kept, and come back by one command.
"""

import difflib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from autograder.config import languages
from autograder.desk import classroom
from autograder.errors import WRONG_REQUEST, CourseError
from autograder.grade.handed_in import match
from autograder.lock import held
from dlcourse.files import write_whole
from dlcourse.language import Text

KEPT = Path("desk") / "earlier" / "lessons"
NONE_KEPT = Text("no earlier version of {lesson} is kept", "{lesson} 수업의 이전 것이 없습니다")
NONE_KEPT_FIX = Text("leave --back out to see what differs", "--back 없이 실행하면 다른 점을 볼 수 있습니다")


@dataclass(frozen=True)
class Difference:
    """One notebook of the class that is not the course's: the cells that would come, go and change, and points."""

    lesson: str
    language: str
    mine: Path
    courses: Path
    added: tuple[str, ...]
    removed: tuple[str, ...]
    changed: tuple[str, ...]
    points: tuple[tuple[str, float | None, float | None], ...]  # what is graded, before and after

    @property
    def grading(self) -> bool:
        """Whether learners would be asked for other things than before, which nbgrader refuses once somebody handed in."""
        return any((before is None) != (after is None) for _, before, after in self.points)


def differences(folder: Path, lessons: Iterable[str] = ()) -> list[Difference]:
    """Every notebook of the class that differs from the installed course's."""
    shelf, wanted = classroom.shelf(), set(lessons)
    found = []
    for language in languages(folder):
        for courses in sorted((shelf / language).glob("*/*.ipynb")):
            lesson = courses.parent.name
            mine = folder / classroom.SOLUTIONS / language / lesson / courses.name
            if (wanted and lesson not in wanted) or not mine.exists() or mine.read_bytes() == courses.read_bytes():
                continue
            found.append(_difference(lesson, language, mine, courses))
    return sorted(found, key=lambda one: (one.lesson, one.language))


def take(folder: Path, found: Iterable[Difference]) -> list[Path]:
    """Put the course's notebooks in the place of the class's; where those that were there are now."""
    kept = []
    with held(folder, "class lessons"):
        for one in found:
            kept.append(_free(folder / KEPT / one.lesson / one.language, one.mine.suffix))
            write_whole(kept[-1], one.mine.read_bytes())
            write_whole(one.mine, one.courses.read_bytes())
    return kept


def back(folder: Path, lessons: Iterable[str]) -> list[Path]:
    """Bring the version of before back, which is then the one that is there; which files they are."""
    brought = []
    with held(folder, "class lessons"):
        for lesson in lessons:
            rooms = [room for room in (folder / KEPT / lesson).glob("*") if any(room.glob("*.ipynb"))]
            if not rooms:
                what, fix = str(NONE_KEPT.format(lesson=lesson)), str(NONE_KEPT_FIX)
                raise CourseError(where=str(folder), what=what, fix=fix, code=WRONG_REQUEST)
            for room in rooms:
                last = max(room.glob("*.ipynb"), key=lambda path: int(path.stem))
                mine = folder / classroom.SOLUTIONS / room.name / lesson / f"{lesson}.ipynb"
                content = last.read_bytes()
                write_whole(last, mine.read_bytes())
                write_whole(mine, content)
                brought.append(mine)
    return brought


def lines(one: Difference) -> Iterator[str]:
    """What differs line by line, as programs show it."""
    before, after = _cells(one.mine), _cells(one.courses)
    for name in dict.fromkeys((*before, *after)):
        yield from difflib.unified_diff(
            match.source(before.get(name, {})).splitlines(),
            match.source(after.get(name, {})).splitlines(),
            name,
            name,
            lineterm="",
            n=1,
        )


def _difference(lesson: str, language: str, mine: Path, courses: Path) -> Difference:
    before, after = _cells(mine), _cells(courses)
    names = [name for name in before if name in after]
    points = {name: (_points(before.get(name)), _points(after.get(name))) for name in (*before, *after)}
    return Difference(
        lesson,
        language,
        mine,
        courses,
        tuple(name for name in after if name not in before),
        tuple(name for name in before if name not in after),
        tuple(name for name in names if match.source(before[name]) != match.source(after[name])),
        tuple((name, *pair) for name, pair in points.items() if pair[0] != pair[1]),
    )


def _cells(path: Path) -> dict[str, Any]:
    """A notebook's cells by their names; of cells without one by their place."""
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    named = (
        (one.get("metadata", {}).get("nbgrader", {}).get("grade_id") or one.get("id") or f"cell {number}", one)
        for number, one in enumerate(cells, start=1)
    )
    return {str(name): one for name, one in named}


def _points(cell: Any) -> float | None:
    said = cell and cell.get("metadata", {}).get("nbgrader", {})
    return float(said["points"]) if said and said.get("grade") else None


def _free(room: Path, ending: str) -> Path:
    room.mkdir(parents=True, exist_ok=True)
    number = 1
    while (room / f"{number}{ending}").exists():
        number += 1
    return room / f"{number}{ending}"
