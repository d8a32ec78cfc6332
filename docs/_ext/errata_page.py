"""The page of errata: the records of `solutions/errata.py` as tables, a table a lesson."""

import importlib.util
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from dlcourse.language import Text

SOURCE = Path(__file__).parents[2] / "solutions" / "errata.py"

TITLE = Text("What is printed, and what is right", "인쇄된 말과 맞는 말")
LEAD = Text(
    "Slides, lecture notes and blog posts about these lessons' subjects contain slips, and copying spreads them. Nobody is laughed at here: "
    "in the lessons you find each mistake yourself. This page is the list to look things up in.",
    "이 강의에서 다루는 내용을 설명하는 슬라이드와 강의 노트, 블로그 글에는 잘못된 곳이 있고, 베끼면서 퍼져 나갑니다. 누구를 비웃으려는 것이 아닙니다. "
    "수업에서는 잘못된 곳을 직접 찾아봅니다. 이 쪽은 찾아보기 위한 목록입니다.",
)
HEADS = (Text("You may read", "이런 말이 있습니다"), Text("Right is", "맞는 말은 이렇습니다"))
TAUGHT = Text("Taught in", "배우는 곳")


def read(source: Path = SOURCE) -> tuple[Any, ...]:
    """The records, from a file that belongs to no package."""
    spec = importlib.util.spec_from_file_location("solutions_errata", source)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    errata: tuple[Any, ...] = module.ERRATA
    return errata


def page(language: str, titles: Mapping[str, str], errata: Iterable[Any]) -> str:
    """The page in one language; `titles` are those of the lessons there are, by name."""
    every = list(errata)
    unknown = sorted({one.lesson for one in every} - set(titles))
    if unknown:
        raise ValueError(
            f"solutions/errata.py names lessons that are not there: {', '.join(unknown)}. "
            f"Expected one of: {', '.join(titles)}. Correct the name, or build the lesson first."
        )
    lines = [f"# {TITLE.in_(language)}", "", LEAD.in_(language), ""]
    for lesson, title in titles.items():
        rows = [(one.said.in_(language), one.right.in_(language)) for one in every if one.lesson == lesson]
        if rows:
            lines += [f"## {title}", "", f"{TAUGHT.in_(language)}: [{title}](lessons/{lesson}.ipynb)", ""]
            lines += [f"| {' | '.join(head.in_(language) for head in HEADS)} |", "| --- | --- |"]
            lines += [f"| {said.replace('|', '&#124;')} | {right.replace('|', '&#124;')} |" for said, right in rows]
            lines.append("")
    return "\n".join(lines)
