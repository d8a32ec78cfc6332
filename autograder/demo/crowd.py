"""A class of any size out of thin air, as classes are: good answers written in many hands, known mistakes, gaps, and a few surprises.

Everybody has a hand of their own (names of variables, remarks), so that two people who solve an exercise alike do not write alike.
Two of them hand in the same work with the names changed. The same number of students gives the same class.
"""

import ast
import copy
import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from autograder.build.splice import unmarked
from autograder.demo import mistakes
from autograder.demo.students import Notebook, answered, graded_cells, names_in, source, text
from dlcourse.exercises import Exercise

FAMILY = ("Kim", "Lee", "Park", "Choi", "Jung", "Kang", "Cho", "Yoon", "Jang", "Lim", "Meyer", "Rossi", "Okafor", "Novak", "Silva", "Haddad", "Dubois", "Larsen")  # fmt: skip
GIVEN = ("Minjun", "Seoyeon", "Jiho", "Hayun", "Doyun", "Jiwoo", "Sora", "Yuna", "Anna", "Tomas", "Grace", "Amir", "Lucas", "Elif", "Noor", "Ines", "Olga", "Pablo")  # fmt: skip
REMARKS = ("first idea", "see the picture above", "checked by hand", "why does this work?", "rows are examples", "ask about this", "short version", "second try", "as in the lecture", "one line was enough")  # fmt: skip
WORDS_OF_THEIR_OWN = ("out", "res", "value", "tmp", "ans", "acc", "cur", "total", "item", "part")
BEGAN = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
FEWEST = 12

_ATTACK = "document.title='hit'"


@dataclass(frozen=True)
class Member:
    """One of the class: what they hand in (None: nothing), what kind they are, and whether the points are known beforehand."""

    id: str
    first: str
    last: str
    kind: str
    file: bytes | None
    share: float | None = field(default=None)  # of the exercises' points, where it is known beforehand


def members(
    count: int, lesson: str, solution: Notebook, released: Notebook, cards: Mapping[str, Exercise]
) -> Iterator[Member]:
    """The class of one lesson."""
    writer = _Writer(solution, released, cards)
    kinds = _kinds(count)
    copied: Notebook | None = None
    for number, kind in enumerate(kinds):
        # who they are is the same in every lesson, what they do is not
        chance = random.Random(f"{lesson} {count} {number}")
        hand = _Hand(random.Random(f"{count} {number}"))
        first, last = GIVEN[number % len(GIVEN)], FAMILY[(number * 7 + number // len(GIVEN)) % len(FAMILY)]
        made: Notebook | None = None
        file: bytes | None = None
        share: float | None = None
        if kind == "perfect":
            made, share = writer.whole(hand, chance, good=1.0), 1.0
        elif kind == "untouched":
            made, share = copy.deepcopy(released), 0.0
        elif kind in ("mixed", "original"):
            made = writer.whole(hand, chance, good=chance.uniform(0.45, 0.95))
            copied = made if kind == "original" else copied
        elif kind == "copy" and copied is not None:
            made = _rewritten(copied, hand, released)
        elif kind in _SURPRISES:
            made, file = _SURPRISES[kind](writer.whole(hand, chance, good=0.8))
        if made is not None and file is None:
            if chance.random() < 0.6:
                _timed(made, chance)
            file = text(made).encode("utf-8")
        yield Member(f"s{number + 1:03d}", first, last, kind, file, share)


def _kinds(count: int) -> list[str]:
    """Who is in a class of this size, in an order that mixes them."""
    few = max(1, count // 20)
    kinds = ["original", "copy", *_SURPRISES, *["absent"] * few, *["untouched"] * few, *["perfect"] * (2 * few)]
    kinds = [*kinds, *["mixed"] * count][:count]
    order = list(range(2, count))
    random.Random(count).shuffle(order)
    return [*kinds[:2], *(kinds[place] for place in order)]


class _Writer:
    """Writes whole notebooks with answers from the cards."""

    def __init__(self, solution: Notebook, released: Notebook, cards: Mapping[str, Exercise]) -> None:
        self.solution, self.released = solution, released
        names = {cell["id"] for cell in released["cells"]}
        self.cards = [cards[name] for name in names if f"check-{name}" in graded_cells(released)]
        self.cards.sort(key=lambda card: card.id)
        self.questions = [
            cell["id"] for cell in released["cells"]
            if cell["cell_type"] == "markdown" and cell["metadata"].get("nbgrader", {}).get("solution")
        ]  # fmt: skip
        self.known = names_in(solution)
        self.answers = {cell["id"]: unmarked(source(cell)) for cell in solution["cells"]}
        self.stubs = {cell["id"]: source(cell) for cell in released["cells"]}
        self._cells: dict[Callable[..., Any], str] = {}

    def whole(self, hand: "_Hand", chance: random.Random, *, good: float) -> Notebook:
        instead: dict[str, str] = {}
        for card in self.cards:
            drawn = chance.random()
            if drawn < good:
                ways: Sequence[Callable[..., Any] | None] = (
                    None,
                    *filter(lambda way: self._alone(way, card), card.alternatives),
                )
                way = chance.choice(ways)
                instead[card.id] = hand.write(self.answers[card.id] if way is None else self._cell(way, card))
            elif drawn < good + 0.8 * (1 - good) and card.misconceptions:
                # the first ones on a card are the ones that people make most
                wrong = card.misconceptions[min(int(chance.expovariate(0.5)), len(card.misconceptions) - 1)]
                instead[card.id] = hand.write(self._cell(wrong.wrong, card))
            else:
                instead[card.id] = self.stubs[card.id]
        for question in self.questions:
            written = f"{hand.remark()}: {hand.remark()}, because {hand.remark()}."
            instead[question] = written if chance.random() < 0.8 else self.stubs[question]
        return answered(self.released, self.solution, instead)

    def _alone(self, way: Callable[..., Any], card: Exercise) -> bool:
        """Whether a way of answering is one function that calls neither a helper nor itself by another name."""
        cell = self._cell(way, card)
        return len(ast.parse(cell).body) == 1 and (way.__name__ == card.name or way.__name__ not in cell)

    def _cell(self, function: Callable[..., Any], card: Exercise) -> str:
        if function not in self._cells:  # finding a lambda in its file takes a while, and many make the same mistake
            self._cells[function] = mistakes.cell(function, card.name, self.known)
        return self._cells[function]


class _Hand:
    """How somebody writes: their words for a function's own variables, and their remarks."""

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance
        self._words = chance.sample(WORDS_OF_THEIR_OWN, len(WORDS_OF_THEIR_OWN))

    def remark(self) -> str:
        return self._chance.choice(REMARKS)

    def write(self, cell: str) -> str:
        """The same program in this hand."""
        tree = ast.parse(cell)
        for function in tree.body:
            if isinstance(function, ast.FunctionDef):
                _Renaming(dict(zip(_own(function), self._words, strict=False))).visit(function)
        return f"# {self.remark()}\n{ast.unparse(tree)}" if self._chance.random() < 0.7 else ast.unparse(tree)


def _own(function: ast.FunctionDef) -> list[str]:
    """The names that a function itself gives; none where a function inside it could see them under the old name."""
    inner = (ast.FunctionDef, ast.Lambda, ast.Global, ast.Nonlocal)
    if any(isinstance(node, inner) for node in ast.walk(function) if node is not function):
        return []
    given = (node.id for node in ast.walk(function) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store))
    taken = {argument.arg for argument in ast.walk(function) if isinstance(argument, ast.arg)}
    used = {node.id for node in ast.walk(function) if isinstance(node, ast.Name)}
    return [] if used & set(WORDS_OF_THEIR_OWN) else [name for name in dict.fromkeys(given) if name not in taken]


class _Renaming(ast.NodeTransformer):
    def __init__(self, names: Mapping[str, str]) -> None:
        self.names = names

    def visit_Name(self, node: ast.Name) -> ast.Name:
        node.id = self.names.get(node.id, node.id)
        return node


def _rewritten(notebook: Notebook, hand: _Hand, released: Notebook) -> Notebook:
    """Somebody else's work with other names and remarks."""
    stubs = {cell["id"]: source(cell) for cell in released["cells"]}
    made = copy.deepcopy(notebook)
    for cell in made["cells"]:
        own = cell["metadata"].get("nbgrader", {}).get("solution") and cell["cell_type"] == "code"
        if own and source(cell) != stubs[cell["id"]]:
            cell["source"] = hand.write(source(cell))
    return made


def _timed(notebook: Notebook, chance: random.Random) -> None:
    """Note when cells were run, as JupyterLab does."""
    now = BEGAN + timedelta(minutes=chance.uniform(0, 6000))
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            effort = 6.0 if cell["id"].startswith("check-") else 0.7
            now += timedelta(minutes=effort * chance.lognormvariate(0, 0.6))
            cell["metadata"]["execution"] = {"iopub.execute_input": now.isoformat()}


# --- surprises ------------------------------------------------------------------------------------------------------


def _added(notebook: Notebook, kind: str, words: str) -> Notebook:
    """The notebook with one more cell, second from the top."""
    code: Mapping[str, Any] = {"execution_count": None, "outputs": []} if kind == "code" else {}
    cell = {"cell_type": kind, "id": "added", "metadata": {}, "source": words, **code}
    return notebook | {"cells": [*notebook["cells"][:2], cell, *notebook["cells"][2:]]}


def _forged(notebook: Notebook) -> Notebook:
    for cell in notebook["cells"]:
        if cell["metadata"].get("nbgrader", {}).get("grade") and cell["cell_type"] == "code":
            cell["source"] = "1000.0"
            cell["metadata"]["nbgrader"]["points"] = 1000.0
    return notebook


_SURPRISES: Mapping[str, Callable[[Notebook], tuple[Notebook, bytes | None]]] = {
    "endless loop": lambda made: (_added(made, "code", "while True:\n    pass"), None),
    "ends the process": lambda made: (_added(made, "code", "import os\nos._exit(0)"), None),
    "forges its checks": lambda made: (_forged(made), None),
    "scripts": lambda made: (_added(made, "markdown", f"<script>{_ATTACK}</script><img src=x onerror=\"{_ATTACK}\">"), None),
    "cut off": lambda made: (made, text(made).encode("utf-8")[:3000]),
    "empty file": lambda made: (made, b""),
}  # fmt: skip
