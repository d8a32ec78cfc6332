"""README and the guides say what the program does, and the first screen holds what a learner and an instructor need."""

import re
from itertools import pairwise
from pathlib import Path

import pytest
from PIL import Image

from autograder import build, cli
from dlcourse import language
from dlcourse.exercises import CARDS, check

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
GUIDES = sorted(ROOT.glob("docs/*/guides/*.md"))
FIRST_SCREEN = README.splitlines()[:30]


def test_the_answer_shown_is_the_real_answer(monkeypatch):
    monkeypatch.setattr(language, "_chosen", "en")
    example = re.search(r"```python\n(.*?)```.*?```text\n(.*?)```", README, re.DOTALL)
    source = "\n".join(line[4:] for line in example[1].splitlines())
    *body, last = source.strip().splitlines()
    notebook = {"check": check}
    exec("\n".join(body), notebook)
    assert str(eval(last, notebook)) == example[2].rstrip()


def test_the_first_screen_begins_to_learn_and_to_teach_and_shows_both():
    first = "\n".join(FIRST_SCREEN)
    commands = [line.split("/")[-1] for line in FIRST_SCREEN if line.startswith((".venv", "python3"))]
    assert commands == ["dlcourse lab", "autograder demo"]
    assert r".venv\Scripts" in first
    assert "<picture>" in first
    for guide in ("learner", "instructor"):
        assert f"docs/en/guides/{guide}.md" in first
        assert f"docs/ko/guides/{guide}.md" in first


def test_several_hundred_mistakes_in_ten_lessons_are_no_exaggeration():
    assert "The exercises of the ten lessons know several hundred such mistakes" in re.sub(r"\s+", " ", README)
    assert sum(len(card.misconceptions) for card in CARDS.values()) > 300
    rows = re.findall(r"^\| (\d) (.+?) \|", README, re.MULTILINE)
    lessons = [source.stem.split("_")[0] for source in build.sources(ROOT)]
    assert [f"{int(number):02}" for number, _ in rows] == lessons
    assert len(lessons) == 10


def test_pictures_exist_and_have_words():
    pictures = re.findall(r"!\[([^\]]*)\]\(([^)]+)\)", README)
    pictures += [(words, path) for path, words in re.findall(r'<img src="([^"]+)"[^>]* alt="([^"]+)"', README)]
    assert len(pictures) > 3
    for words, path in pictures:
        assert len(words) > 20
        assert (ROOT / path).is_file(), path


@pytest.mark.parametrize("speaks", language.LANGUAGES)
def test_the_picture_that_moves_is_small_stands_still_for_who_wants_it_and_goes_on(speaks):
    moving, still = (ROOT / "docs" / "images" / f"first-look-{speaks}.{kind}" for kind in ("gif", "png"))
    assert moving.stat().st_size < 1_500_000
    with Image.open(moving) as loop, Image.open(still) as one:
        assert loop.size == one.size
        assert loop.n_frames > 15
        assert loop.info["loop"] == 0
        page = ROOT / "docs" / speaks / "index.md"
        for text, where in ((README, "docs/images"), (page.read_text(encoding="utf-8"), "_static")):
            if where == "docs/images" and speaks != "en":
                continue
            source = f'<source media="(prefers-reduced-motion: reduce)" srcset="{where}/{still.name}">'
            assert source in text
            assert re.search(rf'{where}/{moving.name}" width="{loop.width}" height="{loop.height}"', text)


def test_every_link_leads_somewhere():
    links = re.findall(r"\]\((?!http)([^)#]+)", README)
    assert [link for link in links if not (ROOT / link).exists()] == []


def test_every_room_is_on_the_map():
    rooms = {path.name for path in ROOT.iterdir() if path.is_dir() and not path.name.startswith(".")}
    left_out = {"dist", "build", "submitted", "autograded", "feedback", "__pycache__"}
    told = set(re.findall(r"^\| `(\w+)/` \|", README, re.MULTILINE))
    assert {room for room in rooms if not room.endswith(".egg-info")} - left_out <= told


@pytest.mark.parametrize("page", [ROOT / "README.md", *GUIDES], ids=lambda page: "/".join(page.parts[-3:]))
def test_every_command_of_a_page_exists(page):
    known = cli._parser()._subparsers._group_actions[0].choices
    used = re.findall(r"^(?:\.venv/bin/)?autograder (\w+)", page.read_text(encoding="utf-8"), re.MULTILINE)
    assert set(used) <= set(known)


@pytest.mark.parametrize(
    "page", [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *GUIDES], ids=lambda page: "/".join(page.parts[-3:])
)
def test_no_line_of_prose_is_too_long_to_review(page):
    prose = re.sub(r"^```.*?^```", "", page.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    lines = [line for line in prose.splitlines() if not line.startswith(("|", "![", "[![", "  <img", "  <source"))]
    assert [line for line in lines if len(line) > 120] == []


@pytest.mark.parametrize(
    "page", sorted((ROOT / "docs").glob("*/guides/*.md")), ids=lambda page: "-".join(page.parts[-3:])
)
def test_no_level_of_headings_is_left_out(page):
    prose = re.sub(r"^```.*?^```", "", page.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    levels = [len(marks) for marks in re.findall(r"^(#+) ", prose, flags=re.MULTILINE)]
    assert levels
    assert [pair for pair in pairwise(levels) if pair[1] > pair[0] + 1] == []
