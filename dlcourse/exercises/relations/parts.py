"""Parts: right parts in the wrong places, or too few of them."""

from itertools import permutations
from typing import Any

import numpy as np

from dlcourse.exercises.relations.asking import Asking
from dlcourse.exercises.relations.view import Facts, Pair, Relation, Subject, arrays, close, distinct
from dlcourse.language import Text

_MOST = 4  # parts whose orders are all tried


def _labels(subject: Subject) -> list[str]:
    """What the parts of the result are called; empty where there are none, or another number of them from case to case."""
    counts = {len(p.want) if isinstance(p.want, tuple) else 0 for p in subject.pairs}
    if len(counts) != 1:
        return []
    count, names = counts.pop(), subject.evidence.card.returns
    return [names[i] if i < len(names) else f"[{i}]" for i in range(count)] if count > 1 else []


def _alike(want: Any, got: Any, pair: Pair) -> bool:
    wants, gots = arrays(want), arrays(got)
    if wants is None or gots is None or len(wants) != len(gots):
        return False
    return all(close(w, g, pair.case) for w, g in zip(wants, gots, strict=True))


def _values(value: Any) -> set[float]:
    return set().union(*(distinct(a) for a in arrays(value) or ()))


def _exchanged(subject: Subject) -> Facts | None:
    labels = _labels(subject)
    count = len(labels)
    if not 1 < count <= _MOST:
        return None
    pairs = [(pair, _row(pair.got)) for pair in subject.pairs]
    if any(row is None or len(row) != count for _, row in pairs):
        return None
    for order in list(permutations(range(count)))[1:]:
        fits = all(_alike(pair.want[k], row[i], pair) for pair, row in pairs if row for i, k in enumerate(order))
        moved = [i for i, k in enumerate(order) if i != k]
        seen = any(
            not _alike(pair.want[i], row[i], pair) and len(_values(pair.want)) > 1
            for pair, row in pairs
            if row
            for i in moved
        )
        if fits and seen and len({v for pair, _ in pairs for v in _values(pair.want)}) > 3:
            return {
                "right": ", ".join(f"`{name}`" for name in labels),
                "yours": ", ".join(f"`{labels[k]}`" for k in order),
            }
    return None


def _row(value: Any) -> list[Any] | None:
    if isinstance(value, tuple | list):
        return list(value)
    return list(value) if isinstance(value, np.ndarray) and value.ndim == 1 else None


def _only_one(subject: Subject) -> Facts | None:
    labels = _labels(subject)
    for k, label in enumerate(labels):
        if all(_alike(pair.want[k], pair.got, pair) for pair in subject.pairs):
            if len({v for pair in subject.pairs for v in _values(pair.got)}) < 3:
                continue
            missing = ", ".join(f"`{name}`" for name in labels if name != label)
            return {"label": f"`{label}`", "missing": missing, "all": ", ".join(f"`{name}`" for name in labels)}
    return None


def _short(subject: Subject) -> Facts | None:
    """Some of the parts, in their order, are there."""
    labels = _labels(subject)
    for k in range(len(labels)):
        rest = [i for i in range(len(labels)) if i != k]
        if len(labels) < 3:
            return None
        rows = [(pair, _row(pair.got)) for pair in subject.pairs]
        if all(
            row is not None
            and len(row) == len(rest)
            and all(_alike(pair.want[i], v, pair) for i, v in zip(rest, row, strict=True))
            for pair, row in rows
        ):
            return {"missing": f"`{labels[k]}`", "all": ", ".join(f"`{name}`" for name in labels)}
    return None


def _copied(subject: Subject) -> Facts | None:
    """One part stands where another should; a part of a part counts as well."""
    labels = _labels(subject)
    cases = [(pair, *_innermost(pair.want, pair.got, labels)) for pair in subject.pairs]
    if not labels or any(not same for *_, same in cases):
        return None
    names = list(cases[0][1])
    for label in names:
        for other in names:
            if label == other or not all(_alike(wants[other], gots[label], pair) for pair, wants, gots, _ in cases):
                continue
            different = [wants for pair, wants, gots, _ in cases if not _alike(wants[label], gots[label], pair)]
            if len({v for wants in different for v in _values(wants[other])}) >= 3:
                return {"label": f"`{label}`", "other": f"`{other}`"}
    return None


def _innermost(want: Any, got: Any, labels: list[str], above: str = "") -> tuple[dict[str, Any], dict[str, Any], bool]:
    """The parts of a tuple by their names, right and returned, those of a tuple within it one by one; whether both have them all."""
    row = _row(got)
    if row is None or not isinstance(want, tuple) or len(row) != len(want):
        return {}, {}, False
    wants: dict[str, Any] = {}
    gots: dict[str, Any] = {}
    for i, (right, mine) in enumerate(zip(want, row, strict=True)):
        label = f"{above}[{i}]" if above or i >= len(labels) else labels[i]
        if isinstance(right, tuple):
            inner = _innermost(right, mine, [], label)
            if not inner[2]:
                return {}, {}, False
            wants |= inner[0]
            gots |= inner[1]
        else:
            wants[label], gots[label] = right, mine
    return wants, gots, True


def _driven(subject: Subject) -> Facts | None:
    """The parts exchanged in every step of a case that goes on with what came back."""
    names = subject.evidence.card.returns
    if not 1 < len(names) <= _MOST or all(pair.case.call is None for pair in subject.pairs):
        return None
    if subject.evidence.card.accept is not None:
        return None
    asking = Asking(subject)
    for order in list(permutations(range(len(names))))[1:]:
        if asking.returning(lambda value, order=order: tuple(value[k] for k in order)):  # type: ignore[misc]
            yours = ", ".join(f"`{names[k]}`" for k in order)
            return {"right": ", ".join(f"`{name}`" for name in names), "yours": yours}
    return None


_RETURN = Text(
    "What does the task say about the order of what you return? Compare it with your `return` line.",
    "문제에서는 무엇을 어떤 순서로 반환하라고 하나요? `return` 줄과 비교해 보세요.",
)

PARTS = (
    Relation(
        "parts-exchanged",
        Text(
            "The parts are right but in another order: you return ({yours}), asked for is ({right}).",
            "부분마다 값은 맞지만 순서가 다릅니다. ({yours}) 순서로 반환했는데, 문제에서는 ({right}) 순서를 원합니다.",
        ),
        _RETURN,
        lambda subject: _exchanged(subject) or _driven(subject),
    ),
    Relation(
        "one-part-only",
        Text(
            "You return {label} alone, and it is right; {missing} should come with it.",
            "{label}만 반환했고 값은 맞습니다. {missing}도 함께 반환해야 합니다.",
        ),
        Text(
            "The task asks for ({all}): which of them does your `return` name?",
            "문제에서 원하는 것은 ({all})입니다. `return`에 적힌 것은 무엇인가요?",
        ),
        _only_one,
    ),
    Relation(
        "one-part-missing",
        Text(
            "{missing} is missing; what you return besides is right.", "{missing}만 빠졌고, 반환한 나머지는 맞습니다."
        ),
        Text(
            "The task asks for ({all}): which of them does your `return` name?",
            "문제에서 원하는 것은 ({all})입니다. `return`에 적힌 것은 무엇인가요?",
        ),
        _short,
    ),
    Relation(
        "part-for-another",
        Text("Where {label} should be, you return {other}.", "{label} 자리에 {other} 값을 반환합니다."),
        _RETURN,
        _copied,
    ),
)
