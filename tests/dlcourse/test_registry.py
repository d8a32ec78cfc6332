"""Cards are found by looking, and what is in the wrong place is refused with one sentence that says where it belongs."""

import importlib
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from dlcourse.exercises import CARDS, registry

ROOT = Path(__file__).parents[2]
FACE = '"""Exercises to try the registry with."""\n'
CARD = """
import dataclasses
from dlcourse.exercises import CARDS
CARD = dataclasses.replace(CARDS["{id}"], {change})
"""
STEP = CARD.format(id="step", change="points=1.0")


@pytest.fixture
def load(tmp_path, monkeypatch):
    """Write a package of cards and load it; what it holds, or what it is refused for, without the folder it lies in."""

    def load(files):
        room = tmp_path / "cards_for_a_test"
        for name, source in {"__init__.py": "", "perceptron/__init__.py": FACE, **files}.items():
            (room / name).parent.mkdir(parents=True, exist_ok=True)
            if source is not None:
                (room / name).write_text(source, encoding="utf-8")
        monkeypatch.syspath_prepend(str(tmp_path))
        for name in [name for name in sys.modules if name.startswith("cards_for_a_test")]:
            monkeypatch.delitem(sys.modules, name)
        importlib.invalidate_caches()
        return registry.load(importlib.import_module("cards_for_a_test"))

    return load


def refused(load, files):
    with pytest.raises(registry.CardError) as caught:
        load(files)
    return str(caught.value)


def test_a_card_is_known_because_it_is_there(load):
    assert list(load({"perceptron/step.py": STEP})) == ["step"]


def test_a_file_without_a_card_is_refused(load):
    assert refused(load, {"perceptron/step.py": "x = 1\n"}) == (
        "cards_for_a_test/perceptron/step.py: CARD is missing; write CARD = Exercise(...) in this file."
    )


def test_helpers_of_a_folder_need_no_card(load):
    assert list(load({"perceptron/step.py": STEP, "perceptron/_shared.py": "x = 1\n"})) == ["step"]


def test_an_id_belongs_to_one_card(load):
    assert refused(load, {"perceptron/step.py": STEP, "perceptron/step_again.py": STEP}) == (
        "cards_for_a_test/perceptron/step_again.py: exercise 'step': the id is taken by another card; "
        "choose an id that no card has."
    )


def test_a_file_has_the_name_of_its_exercise(load):
    assert refused(load, {"perceptron/stairs.py": STEP}) == (
        "cards_for_a_test/perceptron/stairs.py: exercise 'step': the file has another name; call it step.py."
    )


def test_a_card_lies_in_the_folder_of_its_concept(load):
    files = {"losses/__init__.py": FACE, "losses/step.py": STEP}
    assert refused(load, files) == (
        "cards_for_a_test/losses/step.py: exercise 'step': the folder is losses/, but step lives in perceptron.py; "
        "move the file to the folder perceptron/."
    )


def test_a_card_outside_every_folder_is_refused(load):
    assert refused(load, {"step.py": STEP}) == (
        "cards_for_a_test/step.py: the card stands outside every folder; move the file into the folder of its concept."
    )


def test_a_folder_without_its_face_is_refused(load, tmp_path):
    said = refused(load, {"losses/step.py": STEP})
    assert said == (
        f"{tmp_path.name}/cards_for_a_test/losses: the folder has no face; add __init__.py with one sentence on what it asks."
    )


def test_a_folder_says_what_it_is_about(load):
    assert refused(load, {"perceptron/__init__.py": "", "perceptron/step.py": STEP}) == (
        "cards_for_a_test/perceptron/__init__.py: the folder does not say what it is about; "
        "open __init__.py with a sentence."
    )


def test_a_card_depends_on_known_cards_only(load):
    change = CARD.format(id="step", change="depends=('stairs',)")
    assert refused(load, {"perceptron/step.py": change}) == (
        "exercise 'step': depends on 'stairs', which has no card; name one of: step."
    )


@pytest.fixture
def built(tmp_path):
    """What the builder says, in a copy of the course in which an author moved a file."""

    def built(old, new):
        for room in ("dlcourse", "autograder", "solutions", "lessons"):
            shutil.copytree(ROOT / room, tmp_path / room, ignore=shutil.ignore_patterns("__pycache__"))
        shutil.copy(ROOT / "nbgrader_config.py", tmp_path)
        (tmp_path / "dlcourse" / old).rename(tmp_path / "dlcourse" / new)
        code = (
            f"import sys; sys.path.insert(0, {str(tmp_path)!r}); "
            "from autograder.cli import main; sys.exit(main(['build', '00_orientation']))"
        )
        done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False)
        return done.returncode, done.stdout, done.stderr

    return built


def test_a_card_in_the_wrong_room_is_told_by_the_builder(built):
    assert built("exercises/activations/relu.py", "exercises/losses/relu.py") == (
        1,
        "",
        "error: dlcourse/exercises/losses/relu.py: exercise 'relu': the folder is losses/, but relu lives in "
        "activations.py; move the file to the folder activations/.\n",
    )


def test_a_scene_outside_every_topic_is_told_by_the_builder(built):
    assert built("widgets/gradcheck/explore.py", "widgets/slopes.py") == (
        1,
        "",
        "error: dlcourse/widgets/slopes.py stands outside the topics: move it to dlcourse/widgets/<topic>/slopes.py.\n",
    )


def test_every_card_has_a_file_of_its_own():
    room = ROOT / "dlcourse" / "exercises"
    files = {path.stem for path in room.glob("*/[!_]*.py") if path.parent.name not in registry.ENGINE}
    assert files == {name.replace("-", "_") for name in CARDS}
