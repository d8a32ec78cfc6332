"""What a notebook defines again behind a check: the learner was told about the function as it stood there, so that one is graded.

A lesson's names are everyday words (`run`, `step`, `split`), and learners go on playing below the check. Texts are read, never run.
"""

import ast
import symtable
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from autograder.grade.handed_in.match import Plan
from autograder.grade.handed_in.notes import RUNNING
from dlcourse.exercises import Exercise
from dlcourse.language import Text

_KEPT = 4_000  # texts of cells that are read once for a whole class


@dataclass(frozen=True)
class _Names:
    """What a cell gives a value to, each with the text that did it last, and what it looks up."""

    given: Mapping[str, str]
    used: frozenset[str]


def redefined(plan: Plan, cards: Iterable[Exercise]) -> dict[str, tuple[str, int, int]]:
    """For every exercise to be judged at its check: a name that is given again, in which cell, and where its check stands."""
    if not plan.checks:
        return {}
    cells = [(number, _names(text)) for number, text in plan.cells]
    found: dict[str, tuple[str, int, int]] = {}
    for card in cards:
        check = plan.checks.get(card.id)
        if check is None:
            continue
        before = [names for number, names in cells if number < check]
        if card.id in plan.untouched or not any(card.name in names.given for names in before):
            continue  # the answer stands below its check, or nowhere
        needed = _needed(card.name, before)
        known = {name: text for names in before for name, text in names.given.items()}
        for number, names in cells:
            again = sorted(name for name in needed & set(names.given) if names.given[name] != known.get(name))
            if number > check and again:
                found[card.id] = (card.name if card.name in again else again[0], number, check)
                break
    return found


def notes(found: Mapping[str, tuple[str, int, int]], cards: Iterable[Exercise]) -> list[Text]:
    """What to note of them, for the instructor and for the learner."""
    titles = {card.id: card.title for card in cards}
    return [
        RUNNING["redefined"].format(title=titles[card_id], name=name, number=number + 1)
        for card_id, (name, number, _) in found.items()
    ]


def _needed(name: str, cells: list[_Names]) -> set[str]:
    """A function's name, and the names of the notebook that stand behind it."""
    needed = {name}
    while True:
        more = {used for names in cells if needed & set(names.given) for used in names.used}
        more = {one for one in more if any(one in names.given for names in cells)}
        if more <= needed:
            return needed
        needed |= more


@lru_cache(maxsize=_KEPT)
def _names(text: str) -> _Names:
    """The names of one cell; those of a cell that is no Python are nobody's."""
    try:
        tree = ast.parse(text)
        table = symtable.symtable(text, "<cell>", "exec")
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return _Names({}, frozenset())
    given: dict[str, str] = {}
    for statement in tree.body:
        written = ast.dump(statement)
        for name in _given(statement):
            given[name] = written
    return _Names(given, frozenset(_globals(table)))


def _given(statement: ast.stmt) -> set[str]:
    """The names that a statement at the top of a cell gives a value to."""
    if isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        return {statement.name}
    found: set[str] = set()
    waiting: list[ast.AST] = [statement]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            found.add(node.name)
            continue
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store | ast.Del):
            found.add(node.id)
        elif isinstance(node, ast.alias):
            found.add((node.asname or node.name).partition(".")[0])
        waiting += [] if isinstance(node, ast.Lambda) else ast.iter_child_nodes(node)
    return found


def _globals(table: symtable.SymbolTable) -> set[str]:
    """The names that a cell, or a function in it, looks up in the notebook."""
    top = table.get_type() == "module"
    names = {one.get_name() for one in table.get_symbols() if one.is_referenced() and (top or one.is_global())}
    return names.union(*(_globals(child) for child in table.get_children()))
