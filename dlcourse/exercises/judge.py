"""The judge: arrays in, verdicts out. Here, and here alone, it is decided whether two answers agree.

The judge asks for the outcome of every case, compares it with the reference level by level (does it run, return, have the right type and
shape, stay finite and silent, leave its inputs alone, have the right values) and looks among the card's misconceptions for one
that behaves exactly alike. It speaks in names and numbers; `report` puts them into sentences.
"""

from dataclasses import dataclass, field, replace
from typing import Literal

import numpy as np

from dlcourse.exercises import form
from dlcourse.exercises.call import asking
from dlcourse.exercises.card import Case, Exercise, Misconception
from dlcourse.exercises.compare import difference, type_name
from dlcourse.exercises.finding import CaseResult, Finding
from dlcourse.exercises.outcome import Ask, Outcome
from dlcourse.exercises.recognise import Mistakes, named
from dlcourse.exercises.relations import relation
from dlcourse.exercises.told import Answered, Evidence, Told

NOTHING = -1.0  # less than any points
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
class Verdict:
    """What the judge decided, and all a report needs to explain it."""

    card: Exercise
    status: Literal["passed", "failed", "not-attempted", "not-judged"]
    points: float
    results: tuple[CaseResult, ...] = ()
    told: Told | None = None
    diagnosis: str | None = None
    seed: int = 0
    spared: tuple[str, ...] = ()
    reason: str = ""

    @property
    def misconception(self) -> Misconception | None:
        """The card's misconception that was told, if it was one."""
        if self.told is None or self.told.way != "name":
            return None
        return next((one for one in self.card.misconceptions if one.name == self.told.name), None)

    @property
    def failed(self) -> tuple[CaseResult, ...]:
        """The cases that went wrong: the plain ones in the card's order, then the edge cases."""
        wrong = [r for r in self.results if r.finding is not None]
        return tuple(sorted(wrong, key=lambda r: r.case.edge))


@dataclass(frozen=True)
class Exam:
    """All that one seed asks of an exercise, and how the course's own answer did. `mistakes` fills while it is used."""

    cases: tuple[Case, ...]
    expected: tuple[Outcome, ...]
    mistakes: Mistakes = field(default_factory=dict)


def exam(card: Exercise, *, seed: int) -> Exam:
    """The cases of a seed with their right outcomes: whoever judges many answers by the same seed makes it once."""
    cases = tuple(card.cases(np.random.default_rng(seed)))
    reference = asking(card, card.reference)
    expected = tuple(reference(case) for case in cases)
    ours = next((o for o in expected if o.status != "returned"), None)
    if ours is not None:
        raise RuntimeError(f"the reference {ours.status}: {ours.error}")
    return Exam(cases, expected)


def judge(
    card: Exercise,
    ask: Ask,
    *,
    seed: int,
    prepared: Exam | None = None,
    source: str = "",
    above: float = NOTHING,
) -> Verdict:
    """Ask for every case, compare, count the points and look for what to tell.

    `source` is the text of the submitted function, where there is one: the points never depend on it. Who gets no more points than
    `above` is told nothing: the verdict is one that somebody else throws away.
    """
    try:
        asked = prepared or exam(card, seed=seed)
    except Exception as error:  # our own fault, whatever it is, must not cost a learner anything
        return Verdict(card, "not-judged", card.points, seed=seed, reason=f"{type(error).__name__}: {error}")
    observed = [ask(case) for case in asked.cases]
    answers = tuple(
        Answered(case, want, got, _finding(card, case, want, got))
        for case, want, got in zip(asked.cases, asked.expected, observed, strict=True)
    )
    evidence = Evidence(card, answers, asking(card, card.reference), source)
    results = evidence.results()
    if all(r.finding is None for r in results):
        return Verdict(card, "passed", card.points, results, seed=seed)
    if all(got.status in ("undefined", "not-attempted") for got in observed):
        return Verdict(card, "not-attempted", 0.0, results, diagnosis="not_attempted", seed=seed)
    verdict = Verdict(card, "failed", _points(card, results), results, seed=seed)
    if verdict.points <= above:
        return verdict
    told = tell(evidence, asked.mistakes)
    first = verdict.failed[0].finding
    general = GENERAL.get(first.kind) if first else None
    return replace(verdict, told=told, diagnosis=told.name if told else general)


def tell(evidence: Evidence, mistakes: Mistakes) -> Told | None:
    """The most particular thing that is recognised in a failed answer: its name, a relation to the right one, its form."""
    told = form.before_all(evidence) or named(evidence, mistakes) or form.missing(evidence)
    first = evidence.first
    if told is not None or (first is not None and first.finding is not None and first.finding.kind == "changed"):
        return told  # a changed input explains whatever the numbers are afterwards
    return relation(evidence) or form.doubtful(evidence)


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
    wrong = difference(
        want.value,
        got.value,
        case,
        names=card.returns,
        values=card.accept is None,  # otherwise the card decides about values
        whole_floats=card.whole_floats,
    )
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
        return Finding("callable", "not-callable", {"type": type_name(got.value)})
    return Finding("attempted", got.status)
