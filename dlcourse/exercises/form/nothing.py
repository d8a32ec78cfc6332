"""Where nothing came back: printed instead, a branch without a `return`, no `return` at all."""

import ast

from dlcourse.exercises.form.sentences import told
from dlcourse.exercises.form.source import Source, read
from dlcourse.exercises.told import Evidence, Told


def nothing(evidence: Evidence) -> Told | None:
    """What to say where a plain case got None for an answer."""
    if any(one.want.value is None for one in evidence.plain):
        return None
    empty = [one for one in evidence.plain if one.got.status == "returned" and one.got.value is None]
    if not empty:
        return None
    source = read(evidence.source, evidence.card.name)
    if any(one.got.value is not None for one in evidence.answers) or _returns(source):
        return told("no-branch-reached", case=empty[0].case.name)
    if all(one.got.printed.strip() for one in empty):
        return told("printed")
    work = _last_name(source)
    return told("nothing-returned", name=work) if work else told("no-return")


def _returns(source: Source | None) -> bool:
    """Whether some `return` gives a value."""
    if source is None:
        return False
    return any(isinstance(node, ast.Return) and not _is_none(node.value) for node in source.own())


def _is_none(value: ast.expr | None) -> bool:
    return value is None or (isinstance(value, ast.Constant) and value.value is None)


def _last_name(source: Source | None) -> str:
    """The name that the last statement gives a value to: most likely the result."""
    last = source.function.body[-1] if source is not None else None
    targets = last.targets if isinstance(last, ast.Assign) else [last.target] if isinstance(last, ast.AugAssign) else []
    return targets[0].id if len(targets) == 1 and isinstance(targets[0], ast.Name) else ""


def part_missing(evidence: Evidence) -> Told | None:
    """What to say where a part of the result is None though the others are there."""
    for one in evidence.plain:
        found = one.finding
        if found is not None and found.kind == "none" and found.facts.get("part"):
            return told("part-is-none", part=found.facts["part"], case=one.case.name)
    return None
