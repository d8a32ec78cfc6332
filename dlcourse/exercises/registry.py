"""All cards, found by looking into the modules of this package: a new card is taught to the course by being written.

A card that contradicts itself is refused when it is loaded, with one sentence that names the module, the card and the fix.
"""

import importlib
import inspect
import pkgutil
import re
import sys
from collections.abc import Iterable, Mapping
from types import ModuleType
from typing import cast

import numpy as np

from dlcourse.exercises.card import TOPICS, Exercise
from dlcourse.language import Text

_ID = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_MACHINERY = {"call", "card", "double_jeopardy", "hints", "judge", "outcome", "registry", "report", "solutions"}


class CardError(ValueError):
    """An author's mistake on a card: where it stands, what is wrong, what to do."""


def close(package: ModuleType) -> None:
    """Let this process load no card of `package` any more: a sandbox needs none, and right answers stand on them."""
    for name in _modules(package):
        sys.modules[name] = cast(ModuleType, None)  # an import of it says so and goes no further


def _modules(package: ModuleType) -> list[str]:
    return [
        f"{package.__name__}.{found.name}"
        for found in pkgutil.iter_modules(package.__path__)
        if not found.name.startswith("_") and found.name not in _MACHINERY
    ]


def load(package: ModuleType) -> dict[str, Exercise]:
    """Every card of every module in `package`, by id."""
    names = _modules(package)
    if any(sys.modules.get(name, package) is None for name in names):
        raise CardError("the cards stay closed while work is graded; look at them in a notebook of your own.")
    modules = [importlib.import_module(name) for name in names]
    cards: dict[str, Exercise] = {}
    for module in modules:
        for card in _exercises(module):
            if card.id in cards:
                raise _error(module, card.id, "the id is taken by another card", "choose an id that no card has")
            check_card(module, card)
            cards[card.id] = card
    for card in cards.values():
        for other in card.depends:
            if other not in cards:
                fix = f"name one of: {', '.join(sorted(cards))}"
                raise CardError(f"exercise {card.id!r}: depends on {other!r}, which has no card; {fix}.")
    return cards


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


def _exercises(module: ModuleType) -> Iterable[Exercise]:
    found = getattr(module, "EXERCISES", None)
    if not isinstance(found, tuple) or not all(isinstance(card, Exercise) for card in found):
        raise CardError(
            f"{_place(module)}: EXERCISES is missing; write EXERCISES = (CARD, ...) at the foot of the module."
        )
    return found


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
    path = inspect.getsourcefile(module) or module.__name__
    return "/".join(path.replace("\\", "/").split("/")[-3:])


def suggestion(name: str, known: Mapping[str, object]) -> str | None:
    """The known name nearest to a mistyped one."""
    import difflib  # a tenth of a millisecond on every import, needed only after a typing mistake

    near = difflib.get_close_matches(name, list(known), n=1, cutoff=0.5)
    return near[0] if near else None
