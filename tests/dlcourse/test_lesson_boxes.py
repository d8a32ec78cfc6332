"""Derivations stand in folded boxes: they open everywhere, what is in them is rendered, and each ends in one question."""

import re
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from autograder.build import lesson as lessons
from dlcourse.language import LANGUAGES

ROOT = Path(__file__).parents[2]
SOURCES = sorted((ROOT / "solutions").glob("[0-9][0-9]_*.py"))
# an HTML block of Markdown ends at an empty line; without these two, what is in the box would be shown as it was typed
BOX = re.compile(r"<details>\n<summary>[^<>\n`$*]+\?[^<>\n`$*]*</summary>\n\n(?P<body>.+?)\n\n</details>", re.DOTALL)
QUESTION = {"en": re.compile(r"^\*One question:\* .+\?$"), "ko": re.compile(r"^\*\*한 가지 질문:\*\* .+\?$")}
DERIVED = {"01_perceptron": 1, "04_forward": 2, "05_backprop": 1, "06_initialization": 1, "08_regularization": 2}


def boxed(name: str, language: str) -> list[str]:
    cells = lessons.read(ROOT / "solutions" / f"{name}.py", name).cells
    prose = [cell.source.in_(language) for cell in cells if cell.role == "prose"]
    return [text for text in prose if "<details" in text or "<summary" in text]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.stem)
def test_a_box_opens_is_rendered_and_ends_in_a_question(source, language):
    found = boxed(source.stem, language)
    assert len(found) >= DERIVED.get(source.stem, 0)
    for text in found:
        box = BOX.fullmatch(text.strip())
        assert box, text
        assert QUESTION[language].match(box["body"].splitlines()[-1]), text
        html = MarkdownIt("commonmark").enable("table").render(text)
        assert html.startswith("<details>\n<summary>")
        assert html.rstrip().endswith("</p>\n</details>")
