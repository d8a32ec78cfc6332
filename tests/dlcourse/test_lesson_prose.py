"""What a machine can say about a lesson's cells: prose renders as meant, is short and speaks its own language; Run All reaches the end."""

import ast
import re
from itertools import pairwise
from pathlib import Path
from typing import cast

import pytest
from markdown_it import MarkdownIt

from autograder.build import lesson as lessons
from autograder.build import splice
from dlcourse.exercises import CARDS
from dlcourse.language import LANGUAGES

ROOT = Path(__file__).parents[2]
SOURCES = sorted((ROOT / "solutions").glob("[0-9][0-9]_*.py"))
MOST_WORDS = 150

FORMULA = re.compile(r"\$\$.+?\$\$|\$[^$\n]+\$", re.DOTALL)
CODE = re.compile(r"`[^`\n]+`")
TAG = re.compile(r"<[^>]+>")
HANGUL = re.compile(r"[가-힣ㄱ-ㅎ]")
# sentences end in 합니다, or kindly in 하세요, 할까요, 않나요; never in plain 해요
OTHER_SPEECH = re.compile(r"(?<![세까나])요[.!?]")
# Hangul has no italics: a browser only slants it, and *망* in the middle of a word becomes hard to read
SLANTED = re.compile(r"(?<!\*)\*(?!\*)[^*\n]*[가-힣][^*\n]*(?<!\*)\*(?!\*)")

in_both_languages = pytest.mark.parametrize("language", LANGUAGES)
in_every_lesson = pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.stem)


def prose(source: Path, language: str) -> list[tuple[int, str]]:
    """Every prose cell and question with its line."""
    cells = lessons.read(source, source.name).cells
    return [(cell.line, cell.source.in_(language)) for cell in cells if cell.role in ("prose", "manual")]


def rendered(text: str) -> str:
    """The words a reader sees."""
    plain = CODE.sub("code", FORMULA.sub("formula", text))
    return TAG.sub("", MarkdownIt("commonmark").enable("table").render(plain))


@in_both_languages
@in_every_lesson
def test_no_sign_of_markdown_is_left_when_it_is_rendered(source, language):
    # the usual culprit: a Korean particle right behind **word(word)** keeps the stars from closing
    assert [line for line, text in prose(source, language) if re.search(r"[*`$]|\| ", rendered(text))] == []


@in_both_languages
@in_every_lesson
def test_a_prose_cell_is_short(source, language):
    def words(text: str) -> int:
        asked = text.split(lessons.MODEL_ANSWER)[0]
        sentences = "\n".join(line for line in asked.splitlines() if not line.startswith("|"))
        return len(FORMULA.sub("formula", sentences).split())

    assert [line for line, text in prose(source, language) if words(text) > MOST_WORDS] == []


@in_every_lesson
def test_each_language_speaks_for_itself(source):
    assert [line for line, text in prose(source, "en") if HANGUL.search(text)] == []
    assert [line for line, text in prose(source, "ko") if not HANGUL.search(text)] == []


@in_every_lesson
def test_korean_keeps_one_level_of_politeness(source):
    assert [line for line, text in prose(source, "ko") if OTHER_SPEECH.search(text)] == []


@in_every_lesson
def test_korean_is_not_slanted(source):
    assert [line for line, text in prose(source, "ko") if SLANTED.search(text)] == []


@in_every_lesson
def test_headings_go_down_one_level_at_a_time(source):
    text = "\n".join(text for _, text in prose(source, "en"))
    signs = re.findall(r"^(#+) ", text.replace(lessons.MODEL_ANSWER, "").replace(lessons.RUBRIC, ""), re.MULTILINE)
    assert signs.count("#") == 1
    assert [(a, b) for a, b in pairwise(signs) if len(b) > len(a) + 1] == []


def open_code(source: str) -> str:
    """A cell without what waits behind `if solved("id"):`, as far as it calls no more than these exercises."""
    tree = ast.parse(source)
    waiting = [node for node in tree.body if isinstance(node, ast.If) and ast.unparse(node.test).startswith("solved(")]
    for node in waiting:
        ids = [ast.literal_eval(argument) for argument in cast(ast.Call, node.test).args]
        names = {CARDS[each].name for each in ids}
        body = "\n".join(map(ast.unparse, node.body))
        tree.body[tree.body.index(node) : tree.body.index(node) + 1] = ast.parse(
            "\n".join(sorted(splice.free_names(body) - names))
        ).body
    return ast.unparse(tree)


@in_every_lesson
def test_no_cell_calls_what_the_learner_has_yet_to_write(source):
    # an exercise left open must not stop Run All: its function may appear behind `solved`, in comments, in widgets and in checks only
    cells = lessons.read(source, source.name).cells
    theirs = {name for cell in cells if cell.role == "exercise" for name in splice.defined_names(cell.source.en)}
    others = [cell for cell in cells if cell.role in ("setup", "widget", "code")]
    assert theirs
    assert [cell.line for cell in others if theirs & splice.free_names(open_code(cell.source.en))] == []


def test_what_waits_behind_solved_is_named_there():
    assert splice.free_names(open_code('if solved("step"):\n    print(step(1))')) == set()
    assert "relu" in splice.free_names(open_code('if solved("step"):\n    print(step(relu(1)))'))
    assert "step" in splice.free_names(open_code("if True:\n    print(step(1))"))
