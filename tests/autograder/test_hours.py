"""How long a lesson takes: the rule on a small lesson, and that lessons and README say what it gives."""

import re
from pathlib import Path

import pytest

from autograder import build
from autograder.build import hours, lesson, notebook
from dlcourse.exercises import CARDS
from dlcourse.language import LANGUAGES, Text

ROOT = Path(__file__).parents[2]
LESSONS = {source.stem: build.read(source) for source in build.sources(ROOT)}


def test_the_rule(course, cards):
    small = lesson.read(course / "solutions" / "01_twice.py", "01_twice.py")
    words = 9 + 3 * 2  # Twice, Take formula and double, Why does double work; and three times: Write it
    exercises = 6 + 14 + 6  # one star, two stars, one star
    assert hours.minutes(small, cards) == pytest.approx(words / 150 + exercises + 5 + 15)
    assert hours.hours(small, cards) == 1.0


def test_questions_and_drawings_count_a_minute(course, cards):
    source = course / "solutions" / "01_twice.py"
    before = hours.minutes(lesson.read(source, "x"), cards)
    text = source.read_text(encoding="utf-8")
    more = '# %% drawing="one"\n\n# %% widget="ask"\nwidgets.ask()\n\n'
    source.write_text(text.replace('# %% exercise="warm-up"', more + '# %% exercise="warm-up"'), encoding="utf-8")
    assert hours.minutes(lesson.read(source, "x"), cards) == pytest.approx(before + 2)


def test_hours_are_said_in_halves():
    said = {0.5: Text("half an hour", "30분"), 1.0: Text("1 hour", "1시간"), 2.5: Text("2.5 hours", "2.5시간")}
    assert {number: hours.said(number) for number in said} == said


def test_a_table_of_lessons_gets_the_hours_and_keeps_all_else():
    page = "| lesson | about | hours |\n| --- | --- | --- |\n| 0 One | a | 9 |\n| 12 Two | b | ? |\n| 3 C | c | 7 |\n"
    assert hours.table(page, {0: 0.5, 12: 3.0}) == page.replace("| 9 |", "| 0.5 |").replace("| b | ? |", "| b | 3 |")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", LESSONS)
def test_a_lesson_says_the_hours_of_the_rule(name, language):
    first = LESSONS[name].cells[0].source.in_(language)
    assert first.count(hours.PLACE) == 1
    assert not re.search(r"[\d.]+ hours?|[\d.]+시간", first), "nobody types them"
    path = ROOT / f"lessons/{language}/{name}/{name}.ipynb"
    cell = notebook.parsed(path.read_text(encoding="utf-8")).cells[0]
    assert hours.said(hours.hours(LESSONS[name], CARDS)).in_(language) in cell.source


def test_readme_says_the_hours_of_the_rule():
    rows = re.findall(r"^\| (\d+) .+ \| ([\d.]+) \|$", (ROOT / "README.md").read_text(encoding="utf-8"), re.MULTILINE)
    wanted = {str(one.number): f"{hours.hours(one, CARDS):g}" for one in LESSONS.values()}
    assert dict(rows) == wanted
