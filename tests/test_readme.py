"""The README says what the program does."""

import re
from pathlib import Path

from dlcourse import language
from dlcourse.exercises import CARDS, check

README = Path(__file__).parents[1].joinpath("README.md").read_text(encoding="utf-8")


def test_the_answer_shown_is_the_real_answer(monkeypatch):
    monkeypatch.setattr(language, "_chosen", "en")
    example = re.search(r"```python\n(.*?)```.*?```text\n(.*?)```", README, re.DOTALL)
    source = "\n".join(line[4:] for line in example[1].splitlines())
    *body, last = source.strip().splitlines()
    notebook = {"check": check}
    exec("\n".join(body), notebook)
    assert str(eval(last, notebook)) == example[2].rstrip()


def test_the_figures_of_the_exercises_are_true():
    graded = [
        card for card in CARDS.values() if card.reference.__module__ in ("dlcourse.perceptron", "dlcourse.linear")
    ]
    said = re.search(r"^(\w+) exercises of the perceptron lesson know (\d+) such mistakes", README, re.MULTILINE)
    assert (said[1], int(said[2])) == ("Seven", sum(len(card.misconceptions) for card in graded))
    assert len(graded) == 7


def test_pictures_exist_and_have_words():
    pictures = re.findall(r"!\[([^\]]*)\]\(([^)]+)\)", README)
    assert pictures
    for words, path in pictures:
        assert len(words) > 20
        assert Path(__file__).parents[1].joinpath(path).is_file(), path


def test_every_room_is_on_the_map():
    root = Path(__file__).parents[1]
    rooms = {path.name for path in root.iterdir() if path.is_dir() and not path.name.startswith(".")}
    left_out = {"dist", "build", "submitted", "autograded", "feedback", "docs", "__pycache__"}
    told = set(re.findall(r"^\| `(\w+)/` \|", README, re.MULTILINE))
    assert {room for room in rooms if not room.endswith(".egg-info")} - left_out <= told
