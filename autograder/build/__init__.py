"""build: from one authored text to four notebooks, two languages with and without answers.

text --lesson--> Lesson --splice, notebook--> with answers --student--> for learners
"""

import contextlib
import functools
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from autograder.build import catalogue, glossary, hours, lesson, notebook, student
from autograder.build.glossary import Glossary, Word
from autograder.drawing import room as drawings
from autograder.errors import WRONG_REQUEST, CourseError
from dlcourse.exercises import Exercise
from dlcourse.language import LANGUAGES

SOLUTIONS, LESSONS, README = "solutions", "lessons", "README.md"


def sources(root: Path, chosen: Iterable[str] = ()) -> list[Path]:
    """The authored texts in course order, or those that are `chosen` by name."""
    every = {path.stem: path for path in sorted((root / SOLUTIONS).glob("[0-9][0-9]_*.py"))}
    names = [Path(name).stem for name in chosen]
    for name in names:
        if name not in every:
            raise CourseError(
                where="autograder build",
                what=f'there is no lesson "{name}"',
                known=every,
                fix=f"choose one of them, or write {SOLUTIONS}/{name}.py",
                code=WRONG_REQUEST,
            )
    return [every[name] for name in names] if names else list(every.values())


def notebooks(source: Path, cards: Mapping[str, Exercise]) -> dict[str, str]:
    """All four notebooks of one lesson: path below the repository's folder, text."""
    one = read(source)
    root = source.parents[1]
    drawn = {
        cell.name: drawings.named(root, cell.name, f"{one.path}:{cell.line}")
        for cell in one.cells
        if cell.role == "drawing"
    }
    known, brought = words(root)
    made: dict[str, str] = {}
    for language, text in notebook.dressed(
        one, cards, notebook.Around(drawn, known, brought.get(one.name, ()))
    ).items():
        made[_path(SOLUTIONS, language, one.name)] = text
        made[_path(LESSONS, language, one.name)] = student.stripped(text, language)
    return made


def read(source: Path) -> lesson.Lesson:
    """The lesson in an authored text."""
    return _as_it_was(source, source.stat().st_mtime_ns)


@functools.cache  # a build asks three times for every lesson, and cutting one takes a tenth of a second
def _as_it_was(source: Path, _changed: int) -> lesson.Lesson:
    return lesson.read(source, f"{SOLUTIONS}/{source.name}")


def _readable(files: Iterable[Path]) -> Iterator[lesson.Lesson]:
    """The lessons that can be read."""
    for file in files:
        with contextlib.suppress(CourseError):
            yield read(file)


def words(root: Path) -> tuple[Glossary, dict[str, tuple[Word, ...]]]:
    """The course's glossary, and which of its words each lesson brings. A lesson that cannot be read brings none: its own building says why."""
    known = glossary.read(root)
    if not known.words:
        return known, {}
    return known, _brought(known, tuple((file, file.stat().st_mtime_ns) for file in sources(root)))


@functools.cache
def _brought(known: Glossary, files: tuple[tuple[Path, int], ...]) -> dict[str, tuple[Word, ...]]:
    return glossary.introduced(known, _readable(file for file, _ in files))


def course(
    root: Path, made: Mapping[str, str], cards: Mapping[str, Exercise], chosen: Iterable[Path] | None = None
) -> dict[str, str]:
    """What the whole course has once, for the `dlcourse` that lives in `root` (a course made for a test has none): path, text.

    Where only the lessons of some `chosen` files are built, of the drawings only theirs are made.
    """
    if not (root / catalogue.PATH).parent.is_dir():
        return {}
    names = [source.stem for source in sources(root)]
    found = {catalogue.PATH: catalogue.catalogue(names, made, cards, LESSONS, root)}
    found |= drawings.files(root, None if chosen is None else _drawings(root, chosen))
    page = root / README
    if page.exists():
        long = {one.number: hours.hours(one, cards) for one in map(read, sources(root))}
        found[README] = hours.table(page.read_text(encoding="utf-8"), long)
    return found


def _drawings(root: Path, chosen: Iterable[Path]) -> set[str]:
    """The drawings that these lessons show. What cannot be read, or is not there, its lesson's own building tells."""
    shown = {cell.name for one in _readable(chosen) for cell in one.cells if cell.role == "drawing"}
    return shown & set(drawings.names(root))


def _path(room: str, language: str, name: str) -> str:
    return f"{room}/{language}/{name}/{name}.ipynb"


def rooms() -> list[str]:
    """The folders that hold nothing but what is built."""
    return [f"{room}/{language}" for room in (SOLUTIONS, LESSONS) for language in LANGUAGES]
