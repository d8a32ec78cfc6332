"""The judge: arrays in, verdicts out. Here, and here alone, it is decided whether two answers agree.

The judge asks for the outcome of every case, compares it with the reference level by level (does it run, return, have the right type and
shape, stay finite and silent, leave its inputs alone, have the right values) and looks among the card's misconceptions for one
that behaves exactly alike. It speaks in names and numbers; `report` puts them into sentences.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

import numpy as np

from dlcourse.exercises.call import asking
from dlcourse.exercises.card import Case, Exercise, Misconception
from dlcourse.exercises.outcome import Ask, Outcome, Strange

LEVELS = ("attempted", "callable", "runs", "returns", "type", "shape", "finite", "silent", "unchanged", "values")
EDGE_SHARE = 0.5  # what a card's edge cases together are worth

# a mistake that no card needs to list, by the kind of finding that shows it
GENERAL = {
    "undefined": "not_attempted",
    "not-attempted": "not_attempted",
    "none": "returns.none",
    "type": "type.wrong",
    "not-finite": "stability.overflow",
    "not-silent": "stability.overflow",
    "changed": "inplace.mutation",
}


@dataclass(frozen=True)
class Finding:
    """The first thing that is wrong in one case: `kind` names the sentence, `facts` fill it."""

    level: str
    kind: str
    facts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class CaseResult:
    """How one case went. `finding` is None where it passed."""

    case: Case
    finding: Finding | None
    value: Any = None
    printed: str = ""


@dataclass(frozen=True)
class Verdict:
    """What the judge decided, and all a report needs to explain it."""

    card: Exercise
    status: Literal["passed", "failed", "not-attempted", "not-judged"]
    points: float
    results: tuple[CaseResult, ...] = ()
    misconception: Misconception | None = None
    diagnosis: str | None = None
    seed: int = 0
    spared: tuple[str, ...] = ()
    reason: str = ""

    @property
    def failed(self) -> tuple[CaseResult, ...]:
        """The cases that went wrong, worst level first."""
        wrong = [r for r in self.results if r.finding is not None]
        return tuple(sorted(wrong, key=lambda r: LEVELS.index(r.finding.level) if r.finding else 0))


@dataclass(frozen=True)
class Exam:
    """All that one seed asks of an exercise, and how the course's own answer did. `mistakes` fills while it is used."""

    cases: tuple[Case, ...]
    expected: tuple[Outcome, ...]
    mistakes: dict[tuple[str, int], Outcome] = field(default_factory=dict)


def exam(card: Exercise, *, seed: int) -> Exam:
    """The cases of a seed with their right outcomes: whoever judges many answers by the same seed makes it once."""
    cases = tuple(card.cases(np.random.default_rng(seed)))
    reference = asking(card, card.reference)
    expected = tuple(reference(case) for case in cases)
    ours = next((o for o in expected if o.status != "returned"), None)
    if ours is not None:
        raise RuntimeError(f"the reference {ours.status}: {ours.error}")
    return Exam(cases, expected)


def judge(card: Exercise, ask: Ask, *, seed: int, prepared: Exam | None = None) -> Verdict:
    """Ask for every case, compare, count the points and look for the mistake's name."""
    try:
        asked = prepared or exam(card, seed=seed)
    except Exception as error:  # our own fault, whatever it is, must not cost a learner anything
        return Verdict(card, "not-judged", card.points, seed=seed, reason=f"{type(error).__name__}: {error}")
    observed = [ask(case) for case in asked.cases]
    results = tuple(
        CaseResult(case, _finding(card, case, want, got), got.value, got.printed)
        for case, want, got in zip(asked.cases, asked.expected, observed, strict=True)
    )
    if all(r.finding is None for r in results):
        return Verdict(card, "passed", card.points, results, seed=seed)
    if all(got.status in ("undefined", "not-attempted") for got in observed):
        return Verdict(card, "not-attempted", 0.0, results, diagnosis="not_attempted", seed=seed)
    found = _recognise(card, results, observed, asked.mistakes)
    worst = Verdict(card, "failed", 0.0, results).failed[0].finding
    general = GENERAL.get(worst.kind) if worst else None
    return Verdict(
        card,
        "failed",
        _points(card, results),
        results,
        misconception=found,
        diagnosis=found.name if found else general,
        seed=seed,
    )


def _points(card: Exercise, results: tuple[CaseResult, ...]) -> float:
    """All or nothing for the plain cases; the edge cases then share half of the points."""
    if any(r.finding is not None and not r.case.edge for r in results):
        return 0.0
    edges = [r for r in results if r.case.edge]
    passed = sum(r.finding is None for r in edges)
    return round(card.points * (1 - EDGE_SHARE + EDGE_SHARE * passed / len(edges)), 2)


# --- one case -------------------------------------------------------------------------------------------------------


def _finding(card: Exercise, case: Case, want: Outcome, got: Outcome) -> Finding | None:
    if got.status != "returned":
        return _did_not_return(got)
    wrong = difference(want.value, got.value, case, names=card.returns, values=card.accept is None)
    if wrong is not None and wrong.level != "values":
        return wrong
    if case.silent and got.warnings:
        return Finding("silent", "not-silent", {"warning": got.warnings[0]})
    if got.changed:
        return Finding("unchanged", "changed", {"names": ", ".join(f"`{name}`" for name in got.changed)})
    if card.accept is not None:
        sentence = card.accept(case, got.value)
        return None if sentence is None else Finding("values", "not-accepted", {"sentence": sentence})
    return wrong


def _did_not_return(got: Outcome) -> Finding:
    if got.status == "raised" and got.error is not None:
        facts = {
            "error": got.error.type_name,
            "message": got.error.message,
            "line": got.error.line,
            "source": got.error.source,
        }
        return Finding("runs", "raised", facts)
    if got.status == "timed-out":
        return Finding("runs", "timed-out")
    if got.status == "not-callable":
        return Finding("callable", "not-callable", {"type": _type_name(got.value)})
    return Finding("attempted", got.status)


def difference(
    want: Any, got: Any, case: Case, *, names: tuple[str, ...] = (), values: bool = True, part: str = ""
) -> Finding | None:
    """The first level at which `got` differs from `want`; None where they agree within the case's tolerance."""
    if got is None and want is not None:
        return Finding("returns", "none", {"part": part})
    if isinstance(got, Strange) or isinstance(want, Strange):  # nobody looks into a mistake's odd values either
        return Finding("type", "type", {"part": part, "want": _type_name(want), "got": _type_name(got)})
    if isinstance(want, tuple | list):
        return _sequence(want, got, case, names, values, part)
    if isinstance(want, dict):
        return _dictionary(want, got, case, values, part)
    if isinstance(want, str) or want is None:
        if type(got) is not type(want):
            return Finding("type", "type", {"part": part, "want": _type_name(want), "got": _type_name(got)})
        same = got == want or not values
        return None if same else Finding("values", "word", {"part": part, "got": got, "want": want})
    return _numbers(want, got, case, values, part)


def _sequence(want: Any, got: Any, case: Case, names: tuple[str, ...], values: bool, part: str) -> Finding | None:
    if not isinstance(got, tuple | list):
        kind = "not-a-tuple" if isinstance(want, tuple) else "type"
        facts = {"part": part, "count": len(want), "want": _type_name(want), "got": _type_name(got)}
        return Finding("type", kind, facts | {"names": ", ".join(names)})
    if len(got) != len(want):
        return Finding("shape", "length", {"part": part, "want": len(want), "got": len(got)})
    found = [
        difference(w, g, case, values=values, part=names[i] if i < len(names) else f"{part}[{i}]")
        for i, (w, g) in enumerate(zip(want, got, strict=True))
    ]
    wrong = [f for f in found if f is not None]
    return min(wrong, key=lambda f: LEVELS.index(f.level)) if wrong else None


def _dictionary(want: Any, got: Any, case: Case, values: bool, part: str) -> Finding | None:
    if not isinstance(got, dict):
        return Finding("type", "type", {"part": part, "want": "dict", "got": _type_name(got)})
    if got.keys() != want.keys():
        facts = {"part": part, "want": _keys(want), "got": _keys(got)}
        return Finding("shape", "keys", facts)
    found = [difference(want[k], got[k], case, values=values, part=f"{part}[{k!r}]") for k in want]
    wrong = [f for f in found if f is not None]
    return min(wrong, key=lambda f: LEVELS.index(f.level)) if wrong else None


def _numbers(want: Any, got: Any, case: Case, values: bool, part: str) -> Finding | None:
    if isinstance(got, str | tuple | list | dict):
        return Finding("type", "type", {"part": part, "want": _type_name(want), "got": _type_name(got)})
    a, b = np.asarray(want), np.asarray(got)
    if not _kinds_agree(a, b):
        return Finding("type", "type", {"part": part, "want": _type_name(want), "got": _type_name(got)})
    if a.shape != b.shape:
        return Finding("shape", "shape", {"part": part, "want": a.shape, "got": b.shape})
    if a.dtype.kind == "U":
        off = a != b
    else:
        bad = np.isfinite(a) & ~np.isfinite(b)
        if bad.any():
            where = _first(bad)
            return Finding("finite", "not-finite", {"part": part, "index": where, "got": b[where].item()})
        if not values:
            return None
        if np.array_equal(a, b):  # most right answers; looking closer takes ten times as long
            return None
        off = ~np.isclose(b, a, rtol=case.rtol, atol=case.atol, equal_nan=True)
    if not values or not off.any():
        return None
    where = _first(off)
    facts = {"part": part, "index": where, "got": b[where].item(), "want": a[where].item()}
    return Finding("values", "value", facts | {"count": int(off.sum()), "size": off.size})


def _kinds_agree(want: np.ndarray, got: np.ndarray) -> bool:
    """Whole numbers stay whole numbers; where fractions are expected, whole numbers may stand in for them."""
    allowed = {"b": "b", "i": "iu", "u": "iu", "f": "fiu", "c": "cfiu", "U": "U"}
    return got.dtype.kind in allowed[want.dtype.kind]


def _first(mask: np.ndarray) -> tuple[int, ...]:
    return tuple(int(i) for i in np.argwhere(mask)[0]) if mask.ndim else ()


def _keys(value: Mapping[Any, Any]) -> str:
    return ", ".join(sorted(repr(key) for key in value))


def _type_name(value: Any) -> str:
    """The name a report gives to a value's type: "int array", "float", "tuple"."""
    if isinstance(value, Strange):
        return value.type_name
    if isinstance(value, np.ndarray | np.generic):
        word = {"b": "bool", "i": "int", "u": "int", "f": "float", "c": "complex", "U": "str"}.get(
            value.dtype.kind, str(value.dtype)
        )
        return f"{word} array" if np.ndim(value) else word
    return type(value).__name__


# --- the mistake's name ---------------------------------------------------------------------------------------------


def _recognise(
    card: Exercise,
    results: tuple[CaseResult, ...],
    observed: list[Outcome],
    mistakes: dict[tuple[str, int], Outcome],
) -> Misconception | None:
    """The card's misconception that did the same on every case, or that its own test recognises in a failed one."""
    # a failed case tells two mistakes apart sooner than a passed one
    failed_first = sorted(enumerate(zip(results, observed, strict=True)), key=lambda pair: pair[1][0].finding is None)
    for candidate in card.misconceptions:
        if candidate.shows is not None:
            alike = any(_shows(candidate, r.case, got) for _, (r, got) in failed_first if r.finding is not None)
        else:
            asks = _remembered(card, candidate, mistakes)
            alike = any(all(_alike(ask(n, r.case), got, r.case) for n, (r, got) in failed_first) for ask in asks)
        if alike:
            return candidate
    return None


def _remembered(
    card: Exercise, candidate: Misconception, mistakes: dict[tuple[str, int], Outcome]
) -> list[Callable[[int, Case], Outcome]]:
    """What a mistake and its variants do on a case of a number, each found out once."""

    def remembered(name: str, ask: Ask) -> Callable[[int, Case], Outcome]:
        def outcome(number: int, case: Case) -> Outcome:
            if (name, number) not in mistakes:
                mistakes[name, number] = ask(case)
            return mistakes[name, number]

        return outcome

    functions = (candidate.wrong, *candidate.variants)
    return [remembered(f"{candidate.name}/{i}", asking(card, function)) for i, function in enumerate(functions)]


def _shows(candidate: Misconception, case: Case, got: Outcome) -> bool:
    try:
        return got.status == "returned" and candidate.shows is not None and bool(candidate.shows(case, got.value))
    except Exception:  # a test written for well-formed answers met another one: not this mistake
        return False


def _alike(wrong: Outcome, got: Outcome, case: Case) -> bool:
    """Whether two outcomes are the same story."""
    if wrong.status != got.status or wrong.changed != got.changed:
        return False
    if case.silent and bool(wrong.warnings) != bool(got.warnings):
        return False
    if wrong.error is not None and got.error is not None:
        return wrong.error.type_name == got.error.type_name
    return _equal(wrong.value, got.value, case)


def _equal(a: Any, b: Any, case: Case) -> bool:
    """Equal as plain data: the same types, shapes and numbers, nan and infinity included."""
    if isinstance(a, Strange) or isinstance(b, Strange):
        return isinstance(a, Strange) and isinstance(b, Strange) and a.type_name == b.type_name
    if a is None or b is None:
        return a is b
    return difference(a, b, case) is None and difference(b, a, case) is None
