"""What a notebook is, by its cells: which lesson's, and whether it is word for word what was handed out."""

import json
from pathlib import Path

from autograder.desk import classroom
from autograder.desk.handin import NOTEBOOK
from autograder.grade.handed_in.slim import slim
from dlcourse.language import LANGUAGES


def tasks(folder: Path) -> dict[str, set[str]]:
    """lesson -> the names of its graded cells."""
    found: dict[str, set[str]] = {}
    for lesson in classroom.lessons(folder):
        for language in LANGUAGES:
            path = folder / classroom.SOLUTIONS / language / lesson / f"{lesson}{NOTEBOOK}"
            if path.exists():
                found[lesson] = _names(path.read_bytes())
                break
    return found


def lessons_of(data: bytes, known: dict[str, set[str]]) -> set[str]:
    """The lessons that a notebook shares graded cells with."""
    names = _names(data)
    return {lesson for lesson, its in known.items() if names & its}


def handed_out(folder: Path, lesson: str) -> list[set[str]]:
    """The texts of the cells that learners got, by language."""
    paths = [folder / "lessons" / language / lesson / f"{lesson}{NOTEBOOK}" for language in LANGUAGES]
    return [_sources(path.read_bytes()) for path in paths if path.is_file()]


def untouched(data: bytes, released: list[set[str]]) -> bool:
    """Whether a notebook has no cell that was not handed out."""
    sources = _sources(data)
    return bool(sources) and any(sources <= its for its in released)


def parsed(data: bytes) -> list[object] | None:
    """The cells of a notebook; None if it is none."""
    try:
        notebook = json.loads(slim(data))
    except (ValueError, RecursionError):
        return None
    cells = notebook.get("cells") if isinstance(notebook, dict) else None
    return cells if isinstance(cells, list) else None


def _names(data: bytes) -> set[str]:
    return {
        name
        for cell in parsed(data) or []
        if isinstance(cell, dict)
        and isinstance(note := (cell.get("metadata") or {}), dict)
        and isinstance(own := note.get("nbgrader"), dict)
        and isinstance(name := own.get("grade_id"), str)
    }


def _sources(data: bytes) -> set[str]:
    """What stands in the cells, without spaces around it."""
    found = set()
    for cell in parsed(data) or []:
        source = cell.get("source") if isinstance(cell, dict) else None
        text = "".join(map(str, source)) if isinstance(source, list) else str(source or "")
        if text.strip():
            found.add("\n".join(line.rstrip() for line in text.strip().splitlines()))
    return found
