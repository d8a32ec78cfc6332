"""Words and letters: what an author may get wrong in their file, where links come to stand, and that the course uses every one."""

import importlib.util
import re
import sys
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from autograder import build
from autograder.build import glossary, notebook
from autograder.errors import CourseError
from dlcourse.exercises import CARDS
from dlcourse.language import LANGUAGES

ROOT = Path(__file__).parents[2]
SOURCES = build.sources(ROOT)
WORDS, BROUGHT = build.words(ROOT)
LESSONS = {source.stem: build.read(source) for source in SOURCES}
P = "error: solutions/glossary.toml: "
FORMULA = re.compile(r"\$\$(.+?)\$\$|(?<![\\$])\$([^$\n]+?)(?<!\\)\$", re.DOTALL)
GREEK = [
    "alpha",
    "beta",
    "gamma",
    "delta",
    "epsilon",
    "varepsilon",
    "zeta",
    "eta",
    "theta",
    "kappa",
    "lambda",
    "mu",
    "nu",
    "xi",
    "rho",
    "sigma",
    "tau",
    "phi",
    "chi",
    "psi",
    "omega",
]

in_both_languages = pytest.mark.parametrize("language", LANGUAGES)
in_every_lesson = pytest.mark.parametrize("name", LESSONS)

TWO_WORDS = """
[[word]]
en = "unit"
ko = "유닛"
also_ko = ["뉴런"]
means_en = "A part."
means_ko = "부분입니다."

[[word]]
en = "hidden unit"
ko = "은닉 유닛"
forms_en = ["inner part"]
means_en = "A part inside."
means_ko = "안의 부분입니다."

[[letter]]
sign = 'z'
lessons = [1]
means_en = "rate"
means_ko = "비율"
"""


@pytest.fixture
def course_with(course):
    """The small course with a glossary of its own."""

    def write(text):
        (course / glossary.PATH).write_text(text, encoding="utf-8")
        return course

    return write


# --- what is wrong in the file is told ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "after", "message"),
    [
        ('means_ko = "부분입니다."\n', "", '"unit" does not say its means_ko\nfix:   write it'),
        (
            "also_ko",
            "alsoko",
            '"unit" says alsoko, which nobody reads\n'
            "known: en, ko, means_en, means_ko, forms_en, forms_ko, also_en, also_ko\nfix:   correct the name",
        ),
        ('en = "hidden unit"', 'en = "Unit"', 'the word "unit" stands there twice\nfix:   make one record of both'),
        (
            "[[letter]]",
            '[[letter]]\nsign = \'z\'\nlessons = [2, 1]\nmeans_en = "speed"\nmeans_ko = "빠르기"\n[[letter]]',
            'the letter "z" has two meanings in lesson 1: "speed" and "rate"\n'
            "fix:   write another letter for one of them in the lesson, and here",
        ),
        ("lessons = [1]", "", '"z" does not say its lessons\nfix:   write it'),
        (
            "lessons = [1]",
            "lessons = [1",
            "the file is not TOML: Unclosed array (at line 19, column 1)\nfix:   correct that place",
        ),
    ],
)
def test_a_mistake_in_the_file_is_one_message(course_with, before, after, message):
    assert before in TWO_WORDS
    with pytest.raises(CourseError) as caught:
        glossary.read(course_with(TWO_WORDS.replace(before, after, 1)))
    assert str(caught.value) == P + message


def test_a_course_without_a_glossary_has_no_list(course, cards):
    made = build.notebooks(course / "solutions" / "01_twice.py", cards)
    assert all('"id": "words"' not in text for text in made.values())


# --- where links stand ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "text", "linked"),
    [
        ("en", "A unit, a unit.", "A [unit](#word-unit), a unit."),
        ("en", "Hidden units, then a unit.", "[Hidden units](#word-hidden-unit), then a [unit](#word-unit)."),
        ("en", "An inner\npart.", "An [inner\npart](#word-hidden-unit)."),
        ("en", "A **unit** here.", "A [**unit**](#word-unit) here."),
        ("en", "A **unit with** one unit.", "A **unit with** one [unit](#word-unit)."),
        ("en", "# A unit\n`unit` $unit$ $$unit$$\n", "# A unit\n`unit` $unit$ $$unit$$\n"),
        ("en", "```\nunit\n```\n[a unit](x) <b unit>", "```\nunit\n```\n[a unit](x) <b unit>"),
        ("en", "| a unit | community |", "| a [unit](#word-unit) | community |"),
        ("en", "unity, sub-unit, unit-wise", "unity, sub-unit, unit-wise"),
        ("ko", "은닉 유닛의 수와 유닛이", "[은닉 유닛](#word-hidden-unit)의 수와 [유닛](#word-unit)이"),
        ("ko", "**유닛**은 유닛입니다.", "[**유닛**](#word-unit)은 유닛입니다."),
        ("ko", "서브유닛, 유닛뱅크", "서브유닛, 유닛뱅크"),
    ],
)
def test_a_first_use_is_linked_and_nothing_else(course_with, language, text, linked):
    known = glossary.read(course_with(TWO_WORDS))
    assert glossary.Linker(known, known.words, language).linked(text) == linked


def test_a_word_belongs_to_the_first_lesson_that_uses_it_in_both_languages(course_with, cards):
    root = course_with(TWO_WORDS)
    first = root / "solutions" / "01_twice.py"
    text = first.read_text(encoding="utf-8")
    (root / "solutions" / "02_again.py").write_text(
        text.replace("# Take $z", "# A unit. Take $z").replace("# $z = 2x$와", "# 유닛입니다. $z = 2x$와"),
        encoding="utf-8",
    )
    first.write_text(text.replace("# Take $z", "# A hidden unit and a unit. Take $z"), encoding="utf-8")
    _, brought = build.words(root)
    assert {name: [word.id for word in new] for name, new in brought.items()} == {
        "01_twice": [],
        "02_again": ["word-unit"],
    }
    made = build.notebooks(root / "solutions" / "02_again.py", cards)
    for place in ("solutions", "lessons"):
        cells = notebook.parsed(made[f"{place}/ko/02_again/02_again.ipynb"]).cells
        assert "[유닛](#word-unit)입니다." in cells[0].source
        assert cells[-1].id == "words"
        assert cells[-1].source == (
            "## 이 수업의 용어와 글자\n\n| 용어 | 영어 | 뜻 | 다른 이름 |\n| --- | --- | --- | --- |\n"
            '| <a id="word-unit"></a>**유닛** | unit | 부분입니다. | 뉴런 |'
        )
    english = notebook.parsed(build.notebooks(first, cards)["lessons/en/01_twice/01_twice.ipynb"]).cells
    assert english[-1].source == (
        "## Words and letters of this lesson\n\n| letter | what it means here |\n| --- | --- |\n| $z$ | rate |"
    )


# --- the course's own words -----------------------------------------------------------------------------------------


def test_the_course_has_ninety_words_with_the_names_of_other_books():
    assert len(WORDS.words) >= 90
    known = {name for word in WORDS.words for name in (*word.forms["ko"], *word.also["ko"])}
    usual = (
        "수치 미분,오차역전파법,과대적합,오버피팅,우도,뉴런,노드,초깃값 설정,파라미터,학습 계수,계층,교차 엔트로피 오차"
    )
    assert set(usual.split(",")) <= known
    for word in WORDS.words:
        assert re.search("[가-힣]", word.means.ko), word.id
        assert word.means.ko.endswith("다."), word.id
        assert word.means.en.endswith("."), word.id
        assert not re.search("[가-힣]", word.means.en + "".join(word.also["en"])), word.id


def test_every_word_is_used_in_a_lesson():
    used = {word.id for new in BROUGHT.values() for word in new}
    assert [word.name.en for word in WORDS.words if word.id not in used] == []


@in_both_languages
@in_every_lesson
def test_every_link_leads_to_the_list_and_no_mark_is_left(name, language):
    # the committed one, which another test knows to be what the builder makes
    path = ROOT / f"lessons/{language}/{name}/{name}.ipynb"
    cells = notebook.parsed(path.read_text(encoding="utf-8")).cells
    links = [link for cell in cells for link in re.findall(r"\]\(#(word-[a-z0-9-]+)\)", cell.source)]
    targets = re.findall(r'<a id="(word-[a-z0-9-]+)"></a>', cells[-1].source)
    assert sorted(links) == sorted(targets) == sorted(word.id for word in BROUGHT[name])
    for cell in cells:
        if cell.id.startswith("prose") or cell.id == "words":
            plain = re.sub(r"`[^`\n]+`", "code", FORMULA.sub("formula", cell.source))
            shown = re.sub("<[^>]+>", "", MarkdownIt("commonmark").enable("table").render(plain))
            assert not re.search(r"\*|\]\(|\{hours\}", shown), cell.id


# --- the course's own letters ---------------------------------------------------------------------------------------


def formulas(name):
    """All formulas of a lesson; those of its exercises as well."""
    texts = [cell.source.en for cell in LESSONS[name].cells if cell.role in ("prose", "manual")]
    texts += [CARDS[cell.name].text.en for cell in LESSONS[name].cells if cell.role == "exercise"]
    return [formula for text in texts for formula in glossary.formulas(text)]


def test_every_letter_of_the_table_stands_in_a_lesson():
    said = {one.number: "\n".join(formulas(name)) for name, one in LESSONS.items()}
    lonely = [one.sign for one in WORDS.letters if not any(one.stands_in(said[number]) for number in one.lessons)]
    assert lonely == []


@in_every_lesson
def test_every_greek_letter_of_a_lesson_is_explained(name):
    said = "\n".join(formulas(name))
    used = {letter for letter in GREEK if re.search(rf"\\{letter}(?![a-z])", said)}
    listed = {letter.sign.strip("\\") for letter in WORDS.letters if LESSONS[name].number in letter.lessons}
    assert used - listed == set(), "write them into solutions/glossary.toml with their meaning in this lesson"


EVERYWHERE = set("ijklndef")  # what counts; differentials and Euler's number; any function


def latin(name):
    """The Latin letters of a lesson's formulas, without indices, and without tables: they show how others write."""
    texts = [cell.source.en for cell in LESSONS[name].cells if cell.role in ("prose", "manual")]
    texts += [CARDS[cell.name].text.en for cell in LESSONS[name].cells if cell.role == "exercise"]
    said = "\n".join(line for text in texts for line in text.splitlines() if not line.startswith("|"))
    bare = r"[A-Za-z]{4,}|\\mathbb\{R\}|\\operatorname\{\w+\}|\\begin\{\w+\}|\\end\{\w+\}|\\[A-Za-z]+|_\{[^{}]*\}|_\w|\^\{(\(.*?\)|\[.*?\])\}"
    return {letter for one in glossary.formulas(said) for letter in re.findall(r"[A-Za-z]", re.sub(bare, " ", one))}


@in_every_lesson
def test_every_latin_letter_of_a_lesson_is_explained(name):
    signs = [letter.sign for letter in WORDS.letters if LESSONS[name].number in letter.lessons]
    listed = {sign.split("_")[0] for sign in signs}
    assert latin(name) - listed - EVERYWHERE == set(), "write them into solutions/glossary.toml with their one meaning"


# --- the page -------------------------------------------------------------------------------------------------------


@in_both_languages
def test_the_site_has_a_page_of_all_words_and_letters(language, monkeypatch):
    spec = importlib.util.spec_from_file_location("glossary_page", ROOT / "docs" / "_ext" / "glossary_page.py")
    made = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, "glossary_page", made)
    spec.loader.exec_module(made)
    titles = {name: one.title.in_(language) for name, one in LESSONS.items()}
    page = made.page(language, titles, WORDS, BROUGHT)
    for word in WORDS.words:
        assert page.count(f'<a id="{word.id}"></a>') == 1
        assert word.means.in_(language) in page
    for letter in WORDS.letters:
        assert f"| ${letter.sign}$ | {letter.means.in_(language)} |" in page
