"""Whether the committed notebooks, and what else is made with them, are exactly what the sources give, byte for byte."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from autograder.errors import CourseError
from dlcourse.files import write_whole


def write(made: Mapping[str, str], root: Path) -> list[str]:
    """Write what differs; the paths that changed."""
    changed = [path for path, text in made.items() if not _is_current(root / path, text)]
    for path in changed:
        write_whole(root / path, made[path].encode())
    return changed


def stale(made: Mapping[str, str], root: Path) -> list[CourseError]:
    """One sentence for every file that is missing or is not what its source gives."""
    return [
        CourseError(
            where=path,
            what=f"the {_kind(path)} is not what its source gives"
            if (root / path).exists()
            else f"the {_kind(path)} is missing",
            fix="run autograder build, and commit what it writes",
        )
        for path, text in made.items()
        if not _is_current(root / path, text)
    ]


def orphans(made: Mapping[str, str], root: Path, rooms: Iterable[str]) -> list[CourseError]:
    """One sentence for every notebook that no source gives."""
    found = [path for room in rooms for path in sorted((root / room).rglob("*.ipynb")) if path.parent.name[0] != "."]
    names = [path.relative_to(root).as_posix() for path in found]
    return [
        CourseError(where=name, what="no source gives this notebook", fix="delete it, or write its source")
        for name in names
        if name not in made
    ]


def _is_current(file: Path, text: str) -> bool:
    return file.exists() and file.read_bytes() == text.encode()


def _kind(path: str) -> str:
    return {".ipynb": "notebook", ".svg": "drawing"}.get(Path(path).suffix, "file")
