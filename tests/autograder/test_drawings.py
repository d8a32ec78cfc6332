"""Drawings: what an author writes, what the builder makes of it, and what a reader of any page can rely on."""

import base64
import re
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest

from autograder import build
from autograder.build import freshness, notebook
from autograder.drawing import paper, room
from autograder.errors import CourseError
from dlcourse.exercises import CARDS
from dlcourse.language import LANGUAGES

ROOT = Path(__file__).parents[2]
NAMES = room.names(ROOT)
LONGEST = 21_000  # bytes of one drawing, which stands in four notebooks
SVG = "{http://www.w3.org/2000/svg}"

in_both_languages = pytest.mark.parametrize("language", LANGUAGES)
of_every_drawing = pytest.mark.parametrize("name", NAMES)

AUTHORS = '''
"""Two circles."""
from dlcourse.language import Text
TITLE = Text("Two circles", "원 두 개")
TOLD = Text("A circle & another <one>.", "원 하나와 또 하나.")
SIZE = (100, 50)
def draw(paper, say):
    paper.circle((30, 25), 10)
    paper.text((60, 25), say("a & b", "가"))
'''


@pytest.fixture
def drawn(course):
    """The small lesson with a drawing in it."""
    (course / "solutions" / "drawings").mkdir()
    (course / "solutions" / "drawings" / "two_circles.py").write_text(AUTHORS, encoding="utf-8")
    source = course / "solutions" / "01_twice.py"
    text = source.read_text(encoding="utf-8")
    source.write_text(text.replace("# %% setup", '# %% drawing="two-circles"\n\n# %% setup'), encoding="utf-8")
    return course


# --- what an author writes becomes a cell ---------------------------------------------------------------------------


@in_both_languages
@pytest.mark.parametrize("place", ["lessons", "solutions"])
def test_one_line_of_a_lesson_is_a_picture_in_all_four_notebooks(drawn, cards, language, place):
    made = build.notebooks(drawn / "solutions" / "01_twice.py", cards)
    cells = notebook.parsed(made[f"{place}/{language}/01_twice/01_twice.ipynb"]).cells
    cell = next(cell for cell in cells if cell.id == "drawing-two-circles")
    assert cell.cell_type == "markdown"
    assert cell.metadata == {"editable": False, "deletable": False}
    told, title, word = {
        "en": ("A circle &amp; another &lt;one&gt;.", "Two circles", "a &amp; b"),
        "ko": ("원 하나와 또 하나.", "원 두 개", "가"),
    }[language]
    found = re.fullmatch(
        r'<img src="data:image/svg\+xml;base64,([A-Za-z0-9+/=]+)" width="100" alt="(.+)">\n\n(.+)', cell.source
    )
    assert (found[2], found[3]) == (told, title)
    svg = base64.b64decode(found[1]).decode()
    assert f"<title>{title}</title>" in svg
    assert f">{word}</text>" in svg


def test_a_drawing_nobody_made(drawn, cards):
    source = drawn / "solutions" / "01_twice.py"
    text = source.read_text(encoding="utf-8").replace("two-circles", "two-squares")
    source.write_text(text, encoding="utf-8")
    with pytest.raises(CourseError) as caught:
        build.notebooks(source, cards)
    line = text[: text.index("two-squares")].count("\n") + 1
    assert str(caught.value) == (
        f'error: solutions/01_twice.py:{line}: there is no drawing "two-squares"\nknown: two-circles\n'
        "fix:   correct the name, or write solutions/drawings/two_squares.py"
    )


def test_a_drawing_that_does_not_say_all(drawn, cards):
    file = drawn / "solutions" / "drawings" / "two_circles.py"
    file.write_text(AUTHORS.replace("TOLD = ", "TOLDD = ").replace("SIZE = ", "SIZES = "), encoding="utf-8")
    with pytest.raises(CourseError) as caught:
        room.files(drawn)
    assert str(caught.value) == (
        "error: solutions/drawings/two_circles.py: the drawing does not say its TOLD, SIZE\n"
        "fix:   a drawing has TITLE, TOLD, SIZE and draw(paper, say)"
    )


def test_something_below_a_drawing(drawn, cards):
    source = drawn / "solutions" / "01_twice.py"
    text = source.read_text(encoding="utf-8").replace('drawing="two-circles"\n', 'drawing="two-circles"\nx = 1\n')
    source.write_text(text, encoding="utf-8")
    with pytest.raises(CourseError) as caught:
        build.notebooks(source, cards)
    line = text[: text.index("two-circles")].count("\n") + 1
    assert str(caught.value) == (
        f'error: solutions/01_twice.py:{line}: something stands below drawing "two-circles"\n'
        "fix:   leave its cell empty, and begin the next with # %%"
    )


def test_a_drawing_that_is_not_what_its_file_draws_is_told(drawn):
    made = room.files(drawn)
    assert freshness.write(made, drawn) == sorted(made)
    changed = "solutions/drawings/ko/two-circles.svg"
    (drawn / changed).write_text("<svg/>", encoding="utf-8")
    assert [str(problem) for problem in freshness.stale(made, drawn)] == [
        f"error: {changed}: the drawing is not what its source gives\nfix:   run autograder build, and commit what it writes"
    ]


# --- the course's own drawings --------------------------------------------------------------------------------------


def test_no_drawing_lies_there_that_nobody_draws():
    there = {path.relative_to(ROOT).as_posix() for path in (ROOT / room.PLACE).glob("*/*.svg")}
    assert there == set(room.files(ROOT))


def test_a_lesson_that_is_built_by_itself_makes_its_own_drawings_alone():
    [chosen] = build.sources(ROOT, ["02_xor"])
    shown = set(re.findall(r'drawing="([a-z-]+)"', chosen.read_text(encoding="utf-8")))
    made = build.course(ROOT, {}, CARDS, [chosen])
    assert {Path(path).stem for path in made if path.startswith(room.PLACE)} == shown
    assert 0 < len(shown) < len(NAMES)


@of_every_drawing
def test_both_languages_show_the_same_in_their_own_words(name):
    drawing = room.named(ROOT, name, "here")
    trees = {language: ElementTree.fromstring(drawing.svg.in_(language)) for language in LANGUAGES}
    shapes = {
        language: [element.attrib | {"tag": element.tag} for element in tree.iter() if element.tag != f"{SVG}text"]
        for language, tree in trees.items()
    }
    for attributes in shapes.values():
        attributes[0].pop("lang")
    assert shapes["en"] == shapes["ko"]
    for part in ("title", "desc"):
        words = {language: tree.findtext(f"{SVG}{part}") for language, tree in trees.items()}
        assert re.search("[가-힣]", words["ko"])
        assert not re.search("[가-힣]", words["en"])
    assert len(drawing.told.en) > 120, "who sees nothing is told all that is to be seen"


@in_both_languages
@of_every_drawing
def test_a_drawing_is_small_and_asks_for_nothing(name, language):
    svg = room.named(ROOT, name, "here").svg.in_(language)
    assert len(svg.encode()) < LONGEST
    assert {element.tag.removeprefix(SVG) for element in ElementTree.fromstring(svg).iter()} <= {
        *("svg", "title", "desc", "style", "path", "rect", "circle", "text")
    }
    assert svg.replace('xmlns="http://www.w3.org/2000/svg"', "").count("http") == 0


@in_both_languages
@of_every_drawing
def test_no_word_runs_over_the_edge(name, language):
    """Letters of another machine are a little wider or narrower; Hangul is as wide as high, a Latin letter little more than half."""
    tree = ElementTree.fromstring(room.named(ROOT, name, "here").svg.in_(language))
    width = float(tree.get("width"))
    for text in tree.iter(f"{SVG}text"):
        if text.get("transform"):
            continue
        size, x = float(text.get("font-size")), float(text.get("x"))
        long = sum(size * (0.95 if letter >= "가" else 0.58) for letter in text.text)
        before = {"start": 0, "middle": long / 2, "end": long}[text.get("text-anchor", "start")]
        assert x - before >= 2, text.text
        assert x - before + long <= width - 2, text.text


def light(colour):
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


@pytest.mark.parametrize("seen", [lambda colour: colour, paper.NIGHT.get], ids=["day", "night"])
def test_words_can_be_read_on_every_ground(seen):
    written = (paper.INK, paper.QUIET, paper.BLUE, paper.ORANGE, paper.GREEN, paper.PURPLE)
    for ground in (paper.PAPER, *paper.PALE.values()):
        for colour in written:
            dark, bright = sorted((light(seen(ground)), light(seen(colour))))
            assert (bright + 0.05) / (dark + 0.05) >= 4.5
    # what is filled with a colour has its words in the colour of the paper
    for colour in written:
        dark, bright = sorted((light(seen(paper.PAPER)), light(seen(colour))))
        assert (bright + 0.05) / (dark + 0.05) >= 4.5


@of_every_drawing
def test_every_colour_has_another_by_night(name):
    tree = ElementTree.fromstring(room.named(ROOT, name, "here").svg.en)
    rules = tree.findtext(f"{SVG}style")
    changed = re.findall(r'\[(fill|stroke)="(#\w{6})"\]\{(?:fill|stroke):(#\w{6})\}', rules)
    assert rules == (
        "@media (prefers-color-scheme:dark){"
        + "".join(f'[{part}="{day}"]{{{part}:{night}}}' for part, day, night in changed)
        + "}"
    )
    assert all(paper.NIGHT[day] == night for _, day, night in changed)
    shown = {
        (part, element.get(part))
        for element in tree.iter()
        for part in ("fill", "stroke")
        if element.get(part, "none") != "none"
    }
    assert shown <= {(part, day) for part, day, _ in changed}
