"""From an authored text to a `Lesson`: cells with roles, both languages side by side, every cell with its line.

The text is a Python script in percent format (`solutions/NN_topic.py`); jupytext cuts it into cells, and only this
module knows jupytext. Whatever an author may get wrong in the text itself is refused here, with file and line.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from autograder.build.pairs import unpaired
from autograder.errors import CourseError
from dlcourse.language import LANGUAGES, Text

Role = Literal["prose", "setup", "widget", "drawing", "code", "exercise", "manual"]

TAGS = ("drawing", "exercise", "lang", "manual", "points", "setup", "widget")
NAMED = ("exercise", "widget", "drawing", "manual")  # tags whose value is an id
USE = 'language.use("en")'
SAME = "write the same in both languages"
MODEL_ANSWER, RUBRIC = "### MODEL ANSWER", "### RUBRIC"

_NAME = re.compile(r"(\d\d)_[a-z0-9_]+")
_ID = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")


@dataclass(frozen=True)
class Cell:
    """One cell of both notebooks. `name` is the author's id of an exercise, widget, drawing or question."""

    role: Role
    line: int
    source: Text
    name: str = ""
    points: float = 0.0


@dataclass(frozen=True)
class Lesson:
    """One authored lesson. `path` is how messages call its file."""

    name: str
    path: str
    title: Text
    cells: tuple[Cell, ...]

    @property
    def number(self) -> int:
        """The number in the file's name: the only place where it is written."""
        return int(self.name[:2])


@dataclass(frozen=True)
class _Raw:
    """A cell as jupytext gives it, with the line it starts on."""

    kind: str
    line: int
    tags: dict[str, Any]
    source: str


def read(file: Path, path: str) -> Lesson:
    """The lesson in `file`; `path` is what messages call it."""
    if not _NAME.fullmatch(file.stem):
        raise CourseError(where=path, what="the name is not like 03_activations.py", fix="two digits, _, small letters")
    try:
        text = file.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        line = file.read_bytes()[: error.start].count(b"\n") + 1
        raise _wrong(path, line, "the file is not UTF-8", "save it with the encoding UTF-8") from None
    raw = _cells(text, path)
    for cell in raw:
        _check_tags(cell, path)
    cells = tuple(_paired(raw, path))
    _check_setup(cells, path)
    _check_names(cells, path)
    return Lesson(file.stem, path, _title(cells, path), cells)


def _wrong(path: str, line: int, what: str, fix: str, known: Iterable[str] = ()) -> CourseError:
    return CourseError(where=f"{path}:{line}", what=what, fix=fix, known=known)


# --- cutting --------------------------------------------------------------------------------------------------------


def _cells(text: str, path: str) -> list[_Raw]:
    lines = text.split("\n")
    markers = [number for number, line in enumerate(lines, start=1) if line.startswith("# %%")]
    notebook = _jupytext(path).reads(text, fmt="py:percent")
    if not markers or len(notebook.cells) > len(markers):
        first = next((n for n, line in enumerate(lines, start=1) if line.strip()), 1)
        what = "the text does not begin with a cell in percent format"
        raise _wrong(path, first, what, 'begin with a line such as # %% [markdown] lang="en"')
    if len(notebook.cells) < len(markers):
        what = f"{len(markers)} lines start with # %% but only {len(notebook.cells)} of them start a cell"
        raise _wrong(path, markers[0], what, "keep such lines out of strings")
    return [
        _Raw(cell.cell_type, line, dict(cell.metadata), cell.source)
        for line, cell in zip(markers, notebook.cells, strict=True)
    ]


def _jupytext(path: str) -> Any:
    """The library that cuts a script into cells. Only authors need it: learners and instructors use what was built."""
    try:
        import jupytext
    except ModuleNotFoundError:
        fix = 'install what authors need: pip install -e ".[dev]"'
        raise CourseError(where=path, what="reading a lesson needs jupytext", fix=fix) from None
    return jupytext


def _check_tags(cell: _Raw, path: str) -> None:
    """Refuse a first line that means nothing, or two things."""
    tags, line = cell.tags, cell.line
    tags.pop("lines_to_next_cell", None)  # jupytext's own note about blank lines
    title = tags.pop("title", None)
    if title is not None:
        tags[str(title)] = True
    unreadable = tags.get("incorrectly_encoded_metadata")
    if unreadable:
        raise _wrong(path, line, f"the tags {unreadable} cannot be read", 'write tags as name="value"')
    for tag in tags:
        if tag not in TAGS:
            raise _wrong(path, line, f'tag "{tag}" is unknown', "correct the tag", known=TAGS)
    language = tags.get("lang", "en")
    if language not in LANGUAGES:
        raise _wrong(path, line, f'language "{language}" is unknown', "correct the tag", known=LANGUAGES)
    if cell.kind not in ("markdown", "code"):
        raise _wrong(path, line, f"a {cell.kind} cell has no meaning here", "make it code or [markdown]")
    roles = [tag for tag in ("setup", *NAMED) if tag in tags]
    if len(roles) > 1:
        raise _wrong(path, line, f"a cell cannot be {' and '.join(roles)} at once", "make one cell of each")
    for tag in NAMED:
        name = tags.get(tag, "ok")
        if not (isinstance(name, str) and _ID.fullmatch(name)):
            raise _wrong(path, line, f'{tag} id "{name}" is not kebab-case', 'write it like "leaky-relu"')
    if "points" in tags and "manual" not in tags:
        raise _wrong(path, line, "points stand on a cell that is not manual", "write an exercise's points on its card")
    if "manual" in tags and cell.kind != "markdown":
        raise _wrong(path, line, "a manual cell is code", "write [markdown] after its # %%")
    if cell.kind == "markdown" and roles not in ([], ["manual"]):
        raise _wrong(path, line, f"the {roles[0]} cell is markdown", "remove [markdown] from its first line")
    if "drawing" in tags and cell.source.strip():
        what = f'something stands below drawing "{tags["drawing"]}"'
        raise _wrong(path, line, what, "leave its cell empty, and begin the next with # %%")


# --- pairing --------------------------------------------------------------------------------------------------------


def _paired(raw: list[_Raw], path: str) -> Iterator[Cell]:
    """English and Korean siblings become one cell."""
    rest = iter(raw)
    for cell in rest:
        language = cell.tags.get("lang")
        if cell.kind == "code" and language is None:
            yield _single(cell)
            continue
        sibling = next(rest, None)
        if language != "en" or sibling is None or not _siblings(cell, sibling):
            raise _without_sibling(cell, path)
        yield _pair(cell, sibling, path)


def _siblings(english: _Raw, korean: _Raw) -> bool:
    """The same cell in the other language: same kind, same id."""
    same = all(english.tags.get(name) == korean.tags.get(name) for name in NAMED)
    return english.kind == korean.kind and korean.tags.get("lang") == "ko" and same


def _without_sibling(cell: _Raw, path: str) -> CourseError:
    what = {
        None: "a prose cell names no language",
        "en": "the English cell is not followed by its Korean sibling",
        "ko": "the Korean cell does not follow its English sibling",
    }[cell.tags.get("lang")]
    return _wrong(path, cell.line, what, 'write lang="en" and, right below, the same cell with lang="ko"')


def _single(cell: _Raw) -> Cell:
    """A code cell without words of its own: the same in both notebooks, but for the language in the setup cell."""
    source = cell.source
    if "setup" in cell.tags:
        return Cell("setup", cell.line, Text(source, source.replace(USE, USE.replace("en", "ko"))))
    if "exercise" in cell.tags:
        return Cell("exercise", cell.line, Text(source, source), cell.tags["exercise"])
    for role in ("widget", "drawing"):
        if role in cell.tags:
            return Cell(role, cell.line, Text(source, source), cell.tags[role])
    return Cell("code", cell.line, Text(source, source))


def _pair(english: _Raw, korean: _Raw, path: str) -> Cell:
    both = Text(english.source, korean.source)
    if english.kind == "code":
        return _code_pair(english, both, path)
    different = unpaired(both)
    if different is not None:
        kind, only_english, only_korean = different
        what = f"{kind} differ between the languages; only English: {only_english}; only Korean: {only_korean}"
        raise _wrong(path, korean.line, what, SAME)
    if "manual" not in english.tags:
        return Cell("prose", english.line, both)
    for cell in (english, korean):
        _check_question(cell, path)
    if english.tags["points"] != korean.tags["points"]:
        raise _wrong(path, korean.line, "points differ between the languages", SAME)
    return Cell("manual", english.line, both, english.tags["manual"], float(english.tags["points"]))


def _code_pair(english: _Raw, both: Text, path: str) -> Cell:
    for tag in ("setup", "exercise", "drawing"):
        if tag in english.tags:
            raise _wrong(path, english.line, f"the {tag} cell names a language", "remove lang; one cell serves both")
    if "widget" in english.tags:
        return Cell("widget", english.line, both, english.tags["widget"])
    return Cell("code", english.line, both)


def _check_question(cell: _Raw, path: str) -> None:
    name, points = cell.tags["manual"], cell.tags.get("points")
    if not isinstance(points, int | float) or points is True or points <= 0:
        raise _wrong(path, cell.line, f'question "{name}" has no points', "write points=4 in its first line")
    lines = [line.strip() for line in cell.source.split("\n")]
    for part in (MODEL_ANSWER, RUBRIC):
        if lines.count(part) != 1:
            fix = "write that line once, and the part below it"
            raise _wrong(path, cell.line, f'question "{name}" has no line "{part}"', fix)
    for part, text in zip(("question", "model answer", "rubric"), parts(cell.source), strict=True):
        if not text:
            raise _wrong(path, cell.line, f'question "{name}" has an empty {part}', f"write the {part}")


def parts(source: str) -> tuple[str, str, str]:
    """Question, model answer and rubric of a manual cell."""
    question, _, rest = source.partition(MODEL_ANSWER)
    answer, _, rubric = rest.partition(RUBRIC)
    return question.strip(), answer.strip(), rubric.strip()


# --- the whole lesson -----------------------------------------------------------------------------------------------


def _check_setup(cells: Iterable[Cell], path: str) -> None:
    code = [cell for cell in cells if cell.role not in ("prose", "drawing", "manual")]
    setups = [cell for cell in code if cell.role == "setup"]
    if not setups or code[0].role != "setup":
        fix = f"begin it with # %% setup, then imports and {USE}"
        raise _wrong(path, code[0].line if code else 1, "the first code cell is not the setup cell", fix)
    if len(setups) > 1:
        raise _wrong(path, setups[1].line, "there is a second setup cell", "join it with the first")
    if setups[0].source.en.count(USE) != 1:
        raise _wrong(path, setups[0].line, f"the setup cell does not say {USE}", "write that line in it, once")


def _check_names(cells: Iterable[Cell], path: str) -> None:
    """One id, one cell: exercises, widgets, drawings and questions name cells of the same notebook."""
    seen: dict[str, int] = {}
    for cell in cells:
        if cell.name in seen:
            what = f'id "{cell.name}" is already used in line {seen[cell.name]}'
            raise _wrong(path, cell.line, what, "choose an id that is free in this lesson")
        if cell.name:
            seen[cell.name] = cell.line


def _title(cells: Iterable[Cell], path: str) -> Text:
    first = next((cell for cell in cells if cell.role == "prose"), None)
    titles = [] if first is None else [re.match(r"# +(\S.*)", first.source.in_(language)) for language in LANGUAGES]
    if first is None or None in titles:
        fix = "begin the first prose cell with # and the title, in both languages"
        raise _wrong(path, first.line if first else 1, "the lesson has no title", fix)
    english, korean = (title[1].strip() for title in titles if title is not None)
    return Text(english, korean)
