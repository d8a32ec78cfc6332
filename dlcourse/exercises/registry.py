"""All cards, found by looking into the folders of this package: a new card is taught to the course by being written.

A folder has the name of a concept, a file in it the id of an exercise, and the file's `CARD` is the card. A card that stands in the
wrong place or contradicts itself is refused when it is loaded, with one sentence that names the file and the fix.
"""

import importlib
import inspect
import pkgutil
import re
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import ModuleType
from typing import cast

import numpy as np

from dlcourse.exercises.card import PICTURES, TOPICS, Exercise
from dlcourse.language import Text

_ID = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")


class CardError(ValueError):
    """An author's mistake on a card: where it stands, what is wrong, what to do."""


ENGINE = ("drawn", "form", "relations")  # the folders of this package that hold no cards


def close(package: ModuleType) -> None:
    """Let this process load no card of `package` any more: a sandbox needs none, and right answers stand on them."""
    for name in _folders(package):
        sys.modules[name] = cast(ModuleType, None)  # an import of it says so and goes no further


def load(package: ModuleType) -> dict[str, Exercise]:
    """Every card of every folder in `package`, by id."""
    folders = _folders(package)
    if any(sys.modules.get(name, package) is None for name in folders):
        raise CardError("the cards stay closed while work is graded; look at them in a notebook of your own.")
    _look_for_strays(package)
    cards: dict[str, Exercise] = {}
    for folder in folders:
        for module in _files(folder):
            card = _card(module)
            if card.id in cards:
                raise _error(module, card.id, "the id is taken by another card", "choose an id that no card has")
            check_place(module, card)
            check_card(module, card)
            cards[card.id] = card
    for card in cards.values():
        for other in card.depends:
            if other not in cards:
                fix = f"name one of: {', '.join(sorted(cards))}"
                raise CardError(f"exercise {card.id!r}: depends on {other!r}, which has no card; {fix}.")
    return cards


def _folders(package: ModuleType) -> list[str]:
    """The folders of cards, by the names they are imported under."""
    folders = (found.name for found in pkgutil.iter_modules(package.__path__) if found.ispkg)
    return [f"{package.__name__}.{name}" for name in folders if name not in ENGINE]


def _files(folder: str) -> Iterable[ModuleType]:
    """The modules of one folder that hold a card each."""
    face = importlib.import_module(folder)
    if not (face.__doc__ or "").strip():
        raise CardError(f"{_place(face)}: the folder does not say what it is about; open __init__.py with a sentence.")
    for found in pkgutil.iter_modules(face.__path__):
        if not found.name.startswith("_"):
            yield importlib.import_module(f"{folder}.{found.name}")


def _look_for_strays(package: ModuleType) -> None:
    """Refuse what would be passed over: a folder without its `__init__.py`, a card outside every folder."""
    for place in map(Path, package.__path__):
        for folder in sorted(path for path in place.glob("*/") if any(path.glob("*.py"))):
            if not (folder / "__init__.py").is_file():
                where = "/".join(folder.parts[-3:])
                raise CardError(f"{where}: the folder has no face; add __init__.py with one sentence on what it asks.")
    for found in pkgutil.iter_modules(package.__path__):
        if not found.ispkg and hasattr(module := importlib.import_module(f"{package.__name__}.{found.name}"), "CARD"):
            fix = "move the file into the folder of its concept"
            raise CardError(f"{_place(module)}: the card stands outside every folder; {fix}.")


def check_place(module: ModuleType, card: Exercise) -> None:
    """Refuse a card that nobody would find where it stands."""
    *_, folder, name = module.__name__.split(".")
    if name != card.id.replace("-", "_"):
        raise _error(module, card.id, "the file has another name", f"call it {card.id.replace('-', '_')}.py")
    concept = card.reference.__module__.rpartition(".")[2]
    if folder != concept:
        fix = f"move the file to the folder {concept}/"
        raise _error(module, card.id, f"the folder is {folder}/, but {card.name} lives in {concept}.py", fix)


def check_card(module: ModuleType, card: Exercise) -> None:
    """Refuse a card that contradicts itself."""
    if not _ID.fullmatch(card.id):
        raise _error(module, card.id, "the id is not kebab-case", "write it like 'leaky-relu'")
    if type(card.points) is not float or not 0 <= card.points < float("inf"):
        raise _error(module, card.id, f"points are {card.points!r}", "write a float of 0 or more, such as 2.0")
    if card.stars not in (1, 2, 3):
        raise _error(module, card.id, f"stars are {card.stars!r}", "write 1, 2 or 3")
    if len(card.hints) != 3:
        raise _error(
            module, card.id, f"it has {len(card.hints)} hints", "write three: idea, formula with shapes, almost-code"
        )
    if card.picture not in PICTURES:
        fix = f"name one of: {', '.join(PICTURES)}"
        raise _error(module, card.id, f"picture is {card.picture!r}", fix)
    names = [m.name for m in card.misconceptions]
    for name in names:
        if not _ID.fullmatch(name) or names.count(name) > 1:
            raise _error(module, card.id, f"misconception {name!r} is not kebab-case or not unique", "rename it")
    for mistake in card.misconceptions:
        if mistake.topic not in TOPICS:
            fix = f"name one of: {', '.join(sorted(TOPICS))}"
            raise _error(
                module, card.id, f"misconception {mistake.name!r} has the unknown topic {mistake.topic!r}", fix
            )
    for where, text in _texts(card):
        if not (text.en.strip() and text.ko.strip()):
            raise _error(module, card.id, f"{where} is empty in one language", "write both halves")
    cases = card.cases(np.random.default_rng(0))
    if not any(not case.edge for case in cases):
        raise _error(module, card.id, "every case is an edge case", "add a plain case, which the points stand on")
    labels = [case.name.en for case in cases]
    for label in labels:
        if labels.count(label) > 1:
            raise _error(module, card.id, f"two cases are called {label!r}", "give each case its own name")


def _card(module: ModuleType) -> Exercise:
    card = getattr(module, "CARD", None)
    if not isinstance(card, Exercise):
        raise CardError(f"{_place(module)}: CARD is missing; write CARD = Exercise(...) in this file.")
    return card


def _texts(card: Exercise) -> Iterable[tuple[str, Text]]:
    yield "title", card.title
    yield "text", card.text
    yield from ((f"hint {i}", hint) for i, hint in enumerate(card.hints, start=1))
    for m in card.misconceptions:
        yield f"label of {m.name!r}", m.label
        yield f"hint of {m.name!r}", m.hint


def _error(module: ModuleType, card_id: str, what: str, fix: str) -> CardError:
    return CardError(f"{_place(module)}: exercise {card_id!r}: {what}; {fix}.")


def _place(module: ModuleType) -> str:
    """The file of a module, from its package on."""
    path = inspect.getsourcefile(module) or module.__name__
    depth = module.__name__.count(".") + 1 + hasattr(module, "__path__")
    return "/".join(path.replace("\\", "/").split("/")[-depth:])


def suggestion(name: str, known: Mapping[str, object]) -> str | None:
    """The known name nearest to a mistyped one."""
    import difflib  # a tenth of a millisecond on every import, needed only after a typing mistake

    near = difflib.get_close_matches(name, list(known), n=1, cutoff=0.5)
    return near[0] if near else None
