"""The page on the house is true: what it names is there, its pictures are what their script draws, in both languages."""

import importlib.util
import re
import sys
import tomllib
import xml.etree.ElementTree as Xml
from pathlib import Path

import pytest

from dlcourse.language import LANGUAGES

ROOT = Path(__file__).parents[1]
PICTURES = ROOT / "docs" / "pictures"
PAGES = [
    ROOT / "docs" / language / "guides" / f"{name}.md"
    for language in LANGUAGES
    for name in ("architecture", "threat-model")
]
CONTRACTS = [
    contract["name"]
    for contract in tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
]

_spec = importlib.util.spec_from_file_location("ways", PICTURES / "ways.py")
ways = importlib.util.module_from_spec(_spec)
sys.modules["ways"] = ways
_spec.loader.exec_module(ways)

# where the files that a picture names by their last part live
ROOMS = ("", "autograder", "autograder/build", "dlcourse/exercises", "dlcourse/record", "dlcourse/widgets/stage")


def test_the_pictures_are_what_the_script_draws():
    made = ways.pictures()
    assert {path.name for path in PICTURES.glob("*.svg")} == set(made)
    for name, picture in made.items():
        assert (PICTURES / name).read_text(encoding="utf-8") == picture, f"run docs/pictures/ways.py: {name} is another"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_picture_has_its_words_and_no_colour_of_its_own(language):
    for way in ways.WAYS:
        picture = ways.pictures()[f"{way.name}-{language}.svg"]
        tree = Xml.fromstring(picture)
        said = tree.find("{http://www.w3.org/2000/svg}desc").text
        assert tree.get("role") == "img"
        assert all(step.place in said and step.said.in_(language) in said for step in way.steps)
        assert bool(re.search("[가-힣]", said)) == (language == "ko")
        for colour in re.findall(r'(?:fill|stroke)="([^"]+)"', picture):
            assert colour == "none" or colour.startswith("var(--color-"), colour


def test_every_file_in_a_picture_is_there():
    named = [step.place for way in ways.WAYS for step in way.steps]
    files = [part for place in named for part in place.split() if part.endswith((".py", ".js", ".json", "/"))]
    assert len(files) > 20
    missing = [
        file for file in files if "topic" not in file and not any((ROOT / room / file).exists() for room in ROOMS)
    ]
    assert missing == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: "/".join(page.parts[-3:]))
def test_every_path_on_a_page_is_there(page):
    paths = re.findall(r"`((?:dlcourse|autograder|tests|solutions|docs)/[\w./-]*)`", page.read_text(encoding="utf-8"))
    assert len(paths) > 2
    assert [path for path in paths if not (ROOT / path).exists()] == []


@pytest.mark.parametrize(
    "page", [page for page in PAGES if page.stem == "threat-model"], ids=lambda page: page.parts[-3]
)
def test_every_contract_on_the_threat_models_page_is_kept_by_the_linter(page):
    named = re.findall(r"^\| \*(.+?)\* \|", page.read_text(encoding="utf-8"), re.MULTILINE)
    assert len(named) == 5
    assert [name for name in named if not any(contract.startswith(name) for contract in CONTRACTS)] == []


def test_both_languages_say_the_same_things():
    for name in ("architecture", "threat-model"):
        heads, codes = [], []
        for language in LANGUAGES:
            text = (ROOT / "docs" / language / "guides" / f"{name}.md").read_text(encoding="utf-8")
            heads.append(re.findall("^(#+) ", text, re.MULTILINE))
            codes.append(sorted(set(re.findall(r"`([\w./*-]+)`", text))))
        assert heads[0] == heads[1]
        assert codes[0] == codes[1]
