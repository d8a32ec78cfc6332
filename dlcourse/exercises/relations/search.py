"""The search for a relation, in an order with a reason.

One file for each idea. The order, from the most particular on:

1. `parts` and `pairs`: the right values in other places of the result. Nothing has to be computed to see it.
2. `same_as`: the numbers are those of something else, which says more than how they differ.
3. `order`, `scale`, `functions`, `KINDS`, `axis`: one step makes the right numbers into these ones. A fixed factor comes before a named
   one, because it holds whatever the sizes are.
4. `arguments`: the right function, told something else about an input, for the whole result or for one part of it. It comes after the
   single step on the result, which is simpler where both are true ("the sign is turned" is also "`g` is turned").
5. `known`: the numbers of another function of the course, as a slope for a value.
6. `offset`: a free number for the whole, a row or a column, or a free factor for each call; `where`: right in most places. They leave
   open what was done there.
7. `cases`: right for some inputs. It says which inputs, not what is wrong with the others.

Where many answers are right, `accepted` asks which single step would make this one right.

What holds for the whole result goes before what holds for one part. Where several parts are wrong, all that is recognised is told.
"""

from collections.abc import Mapping
from dataclasses import replace
from itertools import groupby

from dlcourse.exercises.relations.accepted import ACCEPTED
from dlcourse.exercises.relations.arguments import argument
from dlcourse.exercises.relations.axis import AXIS
from dlcourse.exercises.relations.cases import CASES
from dlcourse.exercises.relations.functions import FUNCTIONS, KINDS
from dlcourse.exercises.relations.known import KNOWN
from dlcourse.exercises.relations.offset import ADDED, OFFSET
from dlcourse.exercises.relations.order import ORDER
from dlcourse.exercises.relations.pairs import PAIRS
from dlcourse.exercises.relations.parts import PARTS
from dlcourse.exercises.relations.same_as import SAME_AS
from dlcourse.exercises.relations.scale import BY_CASE, SCALE
from dlcourse.exercises.relations.view import Relation, Subject, called, parts, result, whole, wrong
from dlcourse.exercises.relations.where import WHERE
from dlcourse.exercises.told import Evidence, Told
from dlcourse.language import Text

ONE_STEP = (*SAME_AS, *SCALE, *ORDER, *FUNCTIONS, *KINDS, *AXIS, *ADDED)
NO_ORDER = tuple(one for one in ONE_STEP if one not in ORDER)
LOOSE = (*BY_CASE, *OFFSET, *WHERE)
_MOST = 20_000  # numbers in a case; with more, looking takes too long
_LEAST = (
    8  # numbers in a case of an exercise with many right answers, for a relation to the course's own to mean anything
)

Found = tuple[Relation, Mapping[str, object]]


def found(evidence: Evidence) -> Told | None:
    """The most particular relation that holds on every plain case; None where there is none."""
    subject = whole(evidence)
    if subject is None or not wrong(subject):
        return None
    if not _comparable(subject):
        one = _first((*ACCEPTED, *CASES), subject)
        return None if one is None else _as_told(one)
    told, single = _in(subject), tuple(pair for pair in subject.pairs if pair.case.call is None)
    if told is None and 1 < len(single) < len(subject.pairs):
        # what holds for every single call is true of the function; but few and small arrays have many orders alike
        told = _in(replace(subject, pairs=single), NO_ORDER)
    return told


def _in(subject: Subject, steps: tuple[Relation, ...] = ONE_STEP) -> Told | None:
    """The most particular relation between the right results of these cases and those that came back."""
    pieces = parts(subject)
    driven = isinstance(subject.pairs[0].want, dict) and any(pair.case.call is not None for pair in subject.pairs)
    if driven:  # a driver's own findings, not what was returned
        return _together([(piece, _first(SCALE, piece)) for piece in pieces])
    one = _first((*PARTS, *PAIRS), subject)
    if one is None and len(pieces) != 1:
        one = _first(steps, subject)
    if one is not None:
        return _as_told(one)
    by_part = [(piece, _first(steps, piece)) for piece in pieces]
    if pieces and all(step for _, step in by_part):
        return _together(by_part)
    one = argument(subject) or _first(KNOWN, subject) or _first(LOOSE, subject)
    if one is not None:
        return _as_told(one)
    by_part = [(piece, step or argument(piece) or _first(LOOSE, piece)) for piece, step in by_part]
    if any(step for _, step in by_part):
        return _together(by_part)
    one = _first(CASES, subject)
    return None if one is None else _as_told(one)


def _comparable(subject: Subject) -> bool:
    """Whether the course's own result is the only right one, or so large that agreeing with it means the same draws."""
    sizes = [sum(a.size for a in pair.wants or ()) for pair in subject.pairs]
    if subject.evidence.card.accept is None:
        return max(sizes) <= _MOST
    return min(sizes) >= _LEAST and max(sizes) <= _MOST and not isinstance(subject.pairs[0].want, dict)


def _first(relations: tuple[Relation, ...], subject: Subject) -> Found | None:
    for one in relations:
        facts = one.find(subject)
        if facts is not None:
            return one, facts
    return None


def _as_told(found: Found, *parts: str) -> Told:
    one, facts = found
    words = {"numbers": called(*parts), "result": result(*parts), **facts}
    return Told("relation", one.name, one.sentence.format(**words), one.hint.format(**words))


def _together(by_part: list[tuple[Subject, Found | None]]) -> Told | None:
    """What was found about the parts, those with the same relation in one sentence; the name and the hint are the first one's."""
    seen = [(piece.part, found) for piece, found in by_part if found is not None]
    if not seen:
        return None
    said = [
        _as_told(found, *(part for part, _ in group))
        for found, group in ((key, list(rows)) for key, rows in groupby(seen, key=lambda row: row[1]))
    ]
    first = said[0]
    en, ko = (" ".join(one.sentence.in_(language) for one in said) for language in ("en", "ko"))
    return Told("relation", first.name, Text(en, ko), first.hint)
