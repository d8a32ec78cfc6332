"""The room of drawings: `solutions/drawings/xor_fold.py` draws `xor-fold`, in both languages, and what it has drawn lies beside it as SVG.

An author's file holds `TITLE`, `TOLD` (what a reader who sees nothing is told), `SIZE`, and `draw(paper, say)`, where `say(english, korean)` chooses. Numbers in
words come from the course's own functions: `TOLD` may be a function that returns a `Text`.
"""

import base64
import functools
import importlib.util
import inspect
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from pathlib import Path

from autograder.drawing.paper import Paper
from autograder.errors import CourseError
from dlcourse.language import LANGUAGES, Text

PLACE = "solutions/drawings"


@dataclass(frozen=True)
class Drawn:
    """One drawing in both languages."""

    name: str
    width: float
    title: Text
    told: Text
    svg: Text

    def markdown(self, language: str) -> str:
        """The drawing for a cell of text. An `img` with all of it inside is what JupyterLab, GitHub, nbconvert and Sphinx all show."""
        inside = base64.b64encode(self.svg.in_(language).encode()).decode("ascii")
        told = escape(self.told.in_(language))
        return f'<img src="data:image/svg+xml;base64,{inside}" width="{self.width:g}" alt="{told}">\n\n{self.title.in_(language)}'


def names(root: Path) -> list[str]:
    """All drawings there are."""
    return sorted(file.stem.replace("_", "-") for file in (root / PLACE).glob("[a-z]*.py"))


def named(root: Path, name: str, where: str) -> Drawn:
    """The drawing called `name`; `where` is the line that asks for it."""
    known = names(root)
    if name not in known:
        what = f'there is no drawing "{name}"'
        raise CourseError(
            where=where, what=what, known=known, fix=f"correct the name, or write {PLACE}/{name.replace('-', '_')}.py"
        )
    file = root / PLACE / f"{name.replace('-', '_')}.py"
    return _drawn(file, file.stat().st_mtime_ns)


def files(root: Path, chosen: Iterable[str] | None = None) -> dict[str, str]:
    """Every drawing, or those that are `chosen`, as files: path below the repository's folder, text."""
    every = [named(root, name, PLACE) for name in (names(root) if chosen is None else chosen)]
    return {f"{PLACE}/{language}/{one.name}.svg": one.svg.in_(language) for one in every for language in LANGUAGES}


@functools.cache
def _drawn(file: Path, _changed: int) -> Drawn:
    spec = importlib.util.spec_from_file_location(f"drawing_{file.stem}", file)
    assert spec is not None
    assert spec.loader is not None
    author = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(author)
    missing = [part for part in ("TITLE", "TOLD", "SIZE", "draw") if not hasattr(author, part)]
    if missing:
        what = f"the drawing does not say its {', '.join(missing)}"
        raise CourseError(
            where=f"{PLACE}/{file.name}", what=what, fix="a drawing has TITLE, TOLD, SIZE and draw(paper, say)"
        )
    told: Text = author.TOLD() if inspect.isfunction(author.TOLD) else author.TOLD
    svgs = {}
    for language in LANGUAGES:
        paper = Paper(*author.SIZE)
        author.draw(paper, functools.partial(_said, language))
        svgs[language] = paper.svg(author.TITLE.in_(language), told.in_(language), language)
    return Drawn(file.stem.replace("_", "-"), author.SIZE[0], author.TITLE, told, Text(**svgs))


def _said(language: str, english: str, korean: str) -> str:
    return Text(english, korean).in_(language)
