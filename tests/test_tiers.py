"""Every test belongs to one tier, the tiers together are all tests, and the default one meets a browser, a sandbox and nbgrader."""

import collections
import json
import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from tiers import TIERS

ROOT = Path(__file__).parents[1]

# run by pytest in another process: every test that was found with its marks, and which were left after choosing
NOTING = """
import json, os, pytest

@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_collection_modifyitems(items):
    found = list(items)
    yield
    marks = {item.nodeid: [mark.name for mark in item.iter_markers()] for item in found}
    asks = {item.nodeid: sorted(item.fixturenames) for item in found}
    with open(os.environ["NOTED"], "w") as file:
        json.dump({"marks": marks, "asks": asks, "chosen": [item.nodeid for item in items]}, file)
"""


def collected(folder, *words, cwd=ROOT):
    """What pytest finds and chooses with these words."""
    (folder / "noting.py").write_text(NOTING, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-n0", "--collect-only", "-p", "noting", *words],
        env=os.environ | {"PYTHONPATH": str(folder), "NOTED": str(folder / "noted.json")},
        cwd=cwd,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return json.loads((folder / "noted.json").read_text(encoding="utf-8"))


@pytest.mark.rest  # it reads every test there is
@pytest.mark.xdist_group("tiers")
def test_every_test_is_in_one_tier_and_the_default_holds_one_of_each_kind(tmp_path):
    usual = collected(tmp_path)
    given = {name: [mark for mark in marks if mark in TIERS] for name, marks in usual["marks"].items()}
    assert [name for name, tiers in given.items() if len(set(tiers)) != 1] == []
    tier = {name: tiers[0] for name, tiers in given.items()}
    assert [name for name, marks in usual["marks"].items() if "all" not in marks] == []
    assert set(collections.Counter(tier.values())) == set(TIERS)
    assert set(usual["chosen"]) == {name for name in tier if tier[name] != "rest"}

    default = [name for name in usual["chosen"] if tier[name] == "default"]
    assert any({"browser", "server"} <= set(usual["asks"][name]) for name in default), "a JupyterLab in a browser"
    walls = [name for name in default if {"wall", "grader"} & set(usual["asks"][name])]
    assert any("namespaces" in name for name in walls), "a sandbox"
    assert any(name.startswith("tests/autograder/test_nbgrader.py") for name in default), "nbgrader itself"
    # the files that `-m fast` does not even read hold no fast test
    fast = collected(tmp_path, "-m", "fast")
    assert set(fast["chosen"]) == {name for name in tier if tier[name] == "fast"}


# --- the rules, on a small house


@pytest.fixture
def house(tmp_path):
    """Our settings and our rules, with a few tests of each kind."""
    tests = tmp_path / "house" / "tests"
    for folder in ("dlcourse", "grade"):
        (tests / folder).mkdir(parents=True)
    for name in ("conftest.py", "tiers.py"):
        shutil.copy(ROOT / "tests" / name, tests)
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["pytest"]["ini_options"]
    lines = [f"{name} = {json.dumps(value)}" for name, value in settings.items()]
    (tests.parent / "pyproject.toml").write_text("\n".join(["[tool.pytest.ini_options]", *lines]), encoding="utf-8")
    (tests / "dlcourse" / "test_sum.py").write_text(
        "import pytest\n"
        "def test_quick(): pass\n"
        "@pytest.mark.default\ndef test_with_a_kernel(): pass\n"
        "@pytest.fixture\ndef wall(): pass\n"
        "def test_behind(wall): pass\n",
        encoding="utf-8",
    )
    (tests / "grade" / "test_new.py").write_text(
        "import pytest\n"
        "def test_new(): pass\n"
        "@pytest.mark.rest\ndef test_long(): pass\n"
        "@pytest.mark.parametrize('wall', ['namespaces', 'landlock'])\ndef test_walls(wall): pass\n"
        "@pytest.mark.parametrize('language', ['en', 'ko'])\ndef test_words(language): pass\n",
        encoding="utf-8",
    )
    return lambda *words: [name.rpartition("::")[2] for name in collected(tmp_path, *words, cwd=tests.parent)["chosen"]]


DEFAULT = ["test_with_a_kernel", "test_behind", "test_new", "test_walls[namespaces]", "test_words[en]"]
REST = ["test_long", "test_walls[landlock]", "test_words[ko]"]


@pytest.mark.parametrize(
    ("words", "chosen"),
    [
        ([], [*DEFAULT, "test_quick"]),
        (["tests/grade"], ["test_new", "test_walls[namespaces]", "test_words[en]"]),
        (["-m", "fast"], ["test_quick"]),
        (["-m", "default"], DEFAULT),
        (["-m", "rest"], REST),
        (["-m", "all"], [*DEFAULT, *REST, "test_quick"]),
        (["tests/grade/test_new.py"], ["test_new", "test_walls[namespaces]", "test_words[en]", *REST]),
        (["tests/grade/test_new.py::test_long"], ["test_long"]),
    ],
    ids=lambda words: " ".join(words) or "nothing said",
)
def test_what_is_asked_for_is_run(house, words, chosen):
    assert sorted(house(*words)) == sorted(chosen)


def test_the_fast_ones_come_last_and_fill_the_gaps_and_before_them_what_stands_in_their_files(house):
    assert house("-m", "all")[-3:] == ["test_with_a_kernel", "test_behind", "test_quick"]


@pytest.mark.parametrize("marks", [["fast"], ["default", "rest"]], ids=" and ".join)
def test_a_mark_that_makes_no_sense_is_a_sentence(house, tmp_path, marks):
    file = tmp_path / "house" / "tests" / "grade" / "test_new.py"
    file.write_text(
        "import pytest\n" + "".join(f"@pytest.mark.{mark}\n" for mark in marks) + "def test_x(): pass\n", "utf-8"
    )
    with pytest.raises(AssertionError) as said:
        house()
    sentence = (
        f"tests/grade/test_new.py::test_x is marked {', '.join(marks)}: mark it `default` or `rest`, "
        "or name its file in tests/tiers.py to make it fast."
    )
    assert f"ERROR: {sentence}" in str(said.value)
