"""The mistake's name: among the card's misconceptions the one that the answer behaves like.

An answer is like a mistake that did the same on every case. Where none did, the plain cases decide: an edge case may show a second
slip. Whole numbers, truth values and float32 may stand for fractions in a mistake as they may in a right answer.
"""

import re
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from dlcourse.exercises.call import asking
from dlcourse.exercises.card import Case, Exercise, Function, Misconception
from dlcourse.exercises.compare import difference, equal, fractions, same_story
from dlcourse.exercises.outcome import Outcome, Raised
from dlcourse.exercises.told import Answered, Evidence, Told

Numbered = Sequence[tuple[int, Answered]]
Mistakes = dict[tuple[str, int, int], Outcome]  # what a mistake's function did on a case, by name, way and case
_EVERY_SIGN = ("if", "while", "and", "or", "not", "max", "min", "abs", "float", "int", "math", "@")
_SIGNS = re.compile(r"\b(?:" + "|".join(_EVERY_SIGN[:-1]) + r")\b|@")


def named(evidence: Evidence, mistakes: Mistakes) -> Told | None:
    """What to tell of the card's misconception that the answer behaves like."""
    known = misconception(evidence, mistakes)
    return None if known is None else Told("name", known.name, known.label, known.hint)


def misconception(evidence: Evidence, mistakes: Mistakes) -> Misconception | None:
    """The card's misconception that did the same, or whose own test recognises it; `mistakes` fills while it is used."""
    numbered = list(enumerate(evidence.answers))
    # a failed case tells two mistakes apart sooner than a passed one
    everywhere = sorted(numbered, key=lambda pair: pair[1].finding is None)
    plain = [pair for pair in everywhere if not pair[1].case.edge]
    small_first = sorted(
        everywhere,
        key=lambda pair: (pair[1].finding is None, _size((*pair[1].case.args, *pair[1].case.kwargs.values()))),
    )
    found = _likely(evidence, small_first, mistakes)
    found = found or _first_alike(evidence, small_first, mistakes, exactly=True) or _predicted(evidence, plain)
    if found is None and evidence.card.accept is not None:  # by chance its own test may miss a mistake
        found = _first_alike(evidence, small_first, mistakes, exactly=True, tested=True)
    if found is None and _fails(everywhere):
        found = _first_alike(evidence, small_first, mistakes, exactly=False)
    if found is None and _fails(plain):
        # where an edge case came out right, the mistake must have it right as well
        kept = [pair for pair in small_first if not pair[1].case.edge or pair[1].finding is None]
        found = _first_alike(evidence, kept, mistakes, exactly=False)
    elif found is None:
        found = _at_one_edge(evidence, everywhere, mistakes)
    return found


def _size(value: Any) -> int:
    """About how much work a value stands for: how many numbers there are, or how often something is done."""
    if isinstance(value, np.ndarray):
        return value.size
    if isinstance(value, tuple | list):
        return sum(map(_size, value))
    return abs(value) if type(value) is int else 1


def _at_one_edge(evidence: Evidence, everywhere: Numbered, mistakes: Mistakes) -> Misconception | None:
    """Where all plain cases are right, several edge cases may fail for reasons of their own: the first that has a name is told."""
    right = [pair for pair in everywhere if pair[1].finding is None]
    for pair in everywhere:
        if pair[1].finding is not None and not only_the_kind(pair[1]):
            found = _first_alike(evidence, [pair, *right], mistakes, exactly=False)
            if found is not None:
                return found
    return None


def _predicted(evidence: Evidence, plain: Numbered) -> Misconception | None:
    """The mistake whose own test speaks on a plain case."""
    tested = (one for one in evidence.card.misconceptions if one.shows is not None)
    return next((one for one in tested if any(_shows(evidence.card, one, answer) for _, answer in plain)), None)


def _likely(evidence: Evidence, small_first: Numbered, mistakes: Mistakes) -> Misconception | None:
    """Where many answers are right: a mistake whose own test speaks, and which did the same on the first failed case.

    To draw once more on every case as every mistake does takes long, so nothing else is asked.
    """
    failed = [pair for pair in small_first if pair[1].finding is not None]
    for _, one in failed if evidence.card.accept is not None else ():
        for candidate in evidence.card.misconceptions if not one.case.edge else ():
            if _shows(evidence.card, candidate, one):
                number, first = failed[0]
                did = remembered(evidence, candidate.name, 0, candidate.wrong, mistakes)(number, first.case)
                if same_story(did, first.got, first.case):
                    return candidate
    return None


def _first_alike(
    evidence: Evidence, numbered: Numbered, mistakes: Mistakes, *, exactly: bool, tested: bool = False
) -> Misconception | None:
    """The first mistake that did the same on all these cases; `exactly` says that the kind of number counts.

    Those with a test of their own are left out where that is asked, or has been asked; with `tested` they alone are looked at.
    """
    for candidate in evidence.card.misconceptions:
        # where many answers are right each of them takes long
        asked = candidate.shows is not None and (not exactly or evidence.card.accept is not None)
        if asked != tested:
            continue
        for way, function in enumerate((candidate.wrong, *candidate.variants)):
            ask = remembered(evidence, candidate.name, way, function, mistakes)
            alike = all(
                same_story(ask(number, one.case), one.got, one.case, as_fractions=not exactly)
                for number, one in numbered
            )
            if alike and _tells_enough(ask, numbered):
                return candidate
    return None


def _tells_enough(ask: Callable[[int, Case], Outcome], numbered: Numbered) -> bool:
    """Whether being alike means something: where nothing but exceptions failed, they must say the same.

    Whoever answers some cases and refuses others on purpose may say so in words of their own.
    """
    failed = [(number, one) for number, one in numbered if one.finding is not None]
    if any(one.got.error is None for _, one in failed):
        return True
    answers_some = any(one.got.error is None for _, one in numbered)
    wrong = ((ask(number, one.case).error, one.got.error) for number, one in failed)
    return all(
        a is not None and b is not None and ((answers_some and a.on_purpose and b.on_purpose) or _say_the_same(a, b))
        for a, b in wrong
    )


def _say_the_same(a: Raised, b: Raised) -> bool:
    return _meant(a.message) == _meant(b.message) and bool(_signs(a.source) & _signs(b.source))


def _meant(message: str) -> str:
    """A message without what two ways to make one mistake do not share: the function's name, shapes for sizes."""
    sizes = re.search(r"\(size (\d+) is different from (\d+)\)", message)
    if sizes is not None:
        return f"product: {sizes[2]} {sizes[1]}"
    shapes = re.search(r"shapes \((.*?)\) and \((.*?)\) not aligned", message)
    if shapes is not None:
        left, right = (re.findall(r"\d+", shape) for shape in shapes.groups())
        return f"product: {left[-1]} {right[max(len(right) - 2, 0)]}" if left and right else message
    return re.sub(r"^[\w.<>]+\(\)", "", message)


def _signs(line: str) -> set[str]:
    """What a line does that may stop it; a line that nobody kept may do anything."""
    return set(_SIGNS.findall(line)) or ({"?"} if line else {"?", *_EVERY_SIGN})


def _fails(numbered: Numbered) -> bool:
    """Whether something besides the kind of number is wrong in one of these cases."""
    return any(one.finding is not None and not only_the_kind(one) for _, one in numbered)


def only_the_kind(one: Answered) -> bool:
    """Whether a failed answer is right but for being whole, true or a fraction where it should not be."""
    return same_story(one.want, one.got, one.case, as_fractions=True)


def remembered(
    evidence: Evidence, name: str, way: int, function: Function, mistakes: Mistakes
) -> Callable[[int, Case], Outcome]:
    """What a mistake does on a case of this number, found out once."""
    ask = asking(evidence.card, function)

    def outcome(number: int, case: Case) -> Outcome:
        key = name, way, number
        if key not in mistakes:
            mistakes[key] = ask(case)
        return mistakes[key]

    return outcome


def _of_the_right_kind(card: Exercise, one: Answered) -> Any:
    """A wrong answer with fractions for whole numbers, every number as a fraction; None where more than that keeps it from being looked at."""
    value = fractions(one.got.value)
    if difference(fractions(one.want.value), value, one.case, names=card.returns, values=False) is not None:
        return None
    right = (
        equal(fractions(one.want.value), value, one.case) if card.accept is None else not card.accept(one.case, value)
    )
    return None if right else value


def _shows(card: Exercise, candidate: Misconception, one: Answered) -> bool:
    """Whether a mistake's own test recognises it in a failed case with the right type, shape and parts."""
    if one.finding is None or candidate.shows is None or one.got.status != "returned":
        return False
    try:
        value = one.got.value if one.finding.well_formed else _of_the_right_kind(card, one)
        return value is not None and bool(candidate.shows(one.case, value))
    except Exception:  # a test written for well-formed answers met another one: not this mistake
        return False
