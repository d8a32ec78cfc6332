"""What can be seen in the learner's lines: a `return` inside a loop, an argument never looked at, a generator of one's own."""

import ast

from dlcourse.exercises.call import parameter_names, text_of
from dlcourse.exercises.form.sentences import told
from dlcourse.exercises.form.source import Loop, Source, inside, read
from dlcourse.exercises.told import Evidence, Told

_MAKERS = ("Generator", "PCG64", "SeedSequence", "BitGenerator")  # of `np.random`, which draw nothing


def seen(evidence: Evidence) -> Told | None:
    """The first of these that the text of the function shows."""
    source = read(evidence.source, evidence.card.name)
    if source is None:
        return None
    return _own_generator(source) or _other_order(source, evidence) or _unused(source, evidence)


def _own_generator(source: Source) -> Told | None:
    given = "rng" in source.parameters
    for node in source.own():
        if not isinstance(node, ast.Call):
            continue
        called = ast.unparse(node.func)
        for start in ("np.random.", "numpy.random.", "random."):
            name = called.removeprefix(start)
            if name == called or "." in name:
                continue
            if not given and name not in _MAKERS:
                return told("draws-by-chance", line=source.line(node))
            if name == "default_rng":
                return told("generator-of-its-own", line=source.line(node))
            if name not in _MAKERS:
                return told("global-generator", line=source.line(node))
    return None


def returns_in_a_loop(evidence: Evidence) -> Told | None:
    """A `return` that every round of a loop reaches: the first round is the last."""
    source = read(evidence.source, evidence.card.name)
    if source is None:
        return None
    for node in source.own():
        if not isinstance(node, Loop) or any(isinstance(one, ast.Continue) for one in inside(node.body)):
            continue
        last = node.body[-1]
        if isinstance(last, ast.Return):
            return told("return-in-a-loop", line=source.line(last))
    return None


def set_anew(evidence: Evidence) -> Told | None:
    """A total that every round of a loop sets anew, and that is looked at only when the loop is over."""
    source = read(evidence.source, evidence.card.name)
    if source is None:
        return None
    body = source.function.body
    for place, loop in enumerate(body):
        if not isinstance(loop, Loop):
            continue
        within, later = list(inside(loop.body)), list(inside(body[place + 1 :]))
        for one in loop.body:
            if not isinstance(one, ast.Assign) or len(one.targets) != 1 or not isinstance(one.targets[0], ast.Name):
                continue
            name = one.targets[0].id
            begun = any(isinstance(n, ast.Name) and n.id == name for n in inside(body[:place]))
            added = [n for n in within if isinstance(n, ast.AugAssign) and ast.unparse(n.target) == name]
            put_in = [n for n in within if isinstance(n, ast.Call) and ast.unparse(n.func) in _put_into(name)]
            looked_at = sum(_is_read(n, name) for n in within) - len(put_in)
            if (begun or added or put_in) and not looked_at and any(_is_read(n, name) for n in later):
                return told("set-anew-in-a-loop", name=name, line=source.line(one))
    return None


def _put_into(name: str) -> tuple[str, ...]:
    return tuple(f"{name}.{method}" for method in ("append", "extend", "add", "insert"))


def _is_read(node: ast.AST, name: str) -> bool:
    return isinstance(node, ast.Name) and node.id == name and isinstance(node.ctx, ast.Load)


def _needed(name: str, evidence: Evidence) -> bool:
    """Whether none of the card's right answers does without a parameter, as far as their texts show it."""
    card = evidence.card
    rights = [read(text_of(one), getattr(one, "__name__", "")) for one in (card.reference, *card.alternatives)]
    return all(
        one is None or name not in one.parameters or any(_is_read(node, name) for node in ast.walk(one.function))
        for one in rights
    )


def _other_order(source: Source, evidence: Evidence) -> Told | None:
    """The task's parameters, written in another order."""
    asked = parameter_names(evidence.card.reference)
    own = source.parameters
    if own != asked and sorted(own) == sorted(asked) and not source.function.args.kwonlyargs:
        return told("parameters-in-another-order", parameters=", ".join(asked))
    return None


def _unused(source: Source, evidence: Evidence) -> Told | None:
    """A parameter that is never looked at, or that gets another value before anybody looks; none that a right answer can do without."""
    body = source.function.body
    whole = list(ast.walk(ast.Module(body, [])))
    used = {node.id for node in whole if isinstance(node, ast.Name) and not _written(node)}
    used |= {node.target.id for node in whole if isinstance(node, ast.AugAssign) and isinstance(node.target, ast.Name)}
    for name in source.parameters:
        if name not in used and _needed(name, evidence):
            return told("argument-never-used", name=name)
    first = next((node for node in body if not _is_docstring(node)), None)
    if isinstance(first, ast.Assign) and len(first.targets) == 1 and isinstance(first.targets[0], ast.Name):
        name = first.targets[0].id
        read_first = {node.id for node in ast.walk(first.value) if isinstance(node, ast.Name)}
        if name in source.parameters and name not in read_first:
            return told("argument-overwritten", name=name, line=source.line(first))
    return None


def _written(node: ast.Name) -> bool:
    return isinstance(node.ctx, ast.Store | ast.Del)


def _is_docstring(node: ast.stmt) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)
