"""Two of the card's mistakes in one answer, each where it can be told from the other: in other cases, or in another part of the result.

And one of them that is made in some cases, or in one part, and not in the others.

Nothing is composed here: every failed plain case, or every part, must be what one of two listed mistakes makes of it. Of two mistakes
that would do, the one listed first is taken, as it is for a single one.
"""

from collections.abc import Callable, Iterator, Sequence
from inspect import signature
from itertools import permutations
from typing import Any

import numpy as np

from dlcourse.exercises.card import Case, Misconception
from dlcourse.exercises.compare import equal, fractions, same_story
from dlcourse.exercises.outcome import Outcome
from dlcourse.exercises.recognise import Mistakes, only_the_kind, remembered
from dlcourse.exercises.told import Answered, Evidence, Told
from dlcourse.language import Text

_MOST = 20_000  # numbers in a result; of larger ones nothing but the name of a single mistake is looked for
_CASES = 2  # in which a mistake must show itself where there is something else in others
_LEAST = 2  # different whole numbers that a mistake must explain

Does = Callable[[int, Case], Outcome]
Way = tuple[Misconception, Does]

BOTH = Text(
    "two mistakes at once: {first}; and {second}",
    "두 가지 실수가 함께 있습니다. {first}. 그리고 {second}",
)
SOMEWHERE = Text("in some of the cases, {first}", "일부 경우에만 나타납니다. {first}")
IN_PART = Text("in `{part}` alone: {first}", "`{part}`에서만 나타납니다. {first}")
HINT = Text(
    "For the first: {first} For the second: {second}",
    "첫째 실수는 이렇게 생각해 보세요. {first} 둘째 실수는 이렇습니다. {second}",
)


def two_at_once(evidence: Evidence, mistakes: Mistakes) -> Told | None:
    """The two mistakes that an answer makes, or the one that it makes in places; None where it is not so."""
    numbered = [(number, one) for number, one in enumerate(evidence.answers) if not one.case.edge]
    failed = [one for _, one in numbered if one.finding is not None]
    if not failed or any(only_the_kind(one) for one in failed):
        return None
    if "rng" in signature(evidence.card.reference).parameters or any(
        one.got.status != "returned" for _, one in numbered
    ):
        return None  # what is drawn takes long to draw again as every mistake would
    if any(_size(one.want.value) > _MOST for _, one in numbered):
        return None
    ways = list(_ways(evidence, mistakes))
    return _by_case(numbered, ways) or _by_part(evidence, numbered, ways)


def _both(first: Misconception, second: Misconception) -> Told:
    return Told(
        "name",
        first.name,
        BOTH.format(first=first.label, second=second.label),
        HINT.format(first=first.hint, second=second.hint),
    )


def _ways(evidence: Evidence, mistakes: Mistakes) -> Iterator[Way]:
    for one in evidence.card.misconceptions:
        for way, function in enumerate((one.wrong, *one.variants)):
            yield one, remembered(evidence, one.name, way, function, mistakes)


def _by_case(numbered: Sequence[tuple[int, Answered]], ways: Sequence[Way]) -> Told | None:
    """The mistake behind all failed cases, or of two that explain them together the one behind most."""
    failed = [(number, one) for number, one in numbered if one.finding is not None]
    alike = [
        (
            one,
            {
                number
                for number, answer in failed
                if same_story(does(number, answer.case), answer.got, answer.case, as_fractions=True)
            },
        )
        for one, does in ways
    ]
    every = {number for number, _ in failed}
    got = {number: answer.got.value for number, answer in failed}
    for first, mine in alike:
        if mine == every and len(mine) >= _CASES and _tells(got.values()):
            return Told("name", first.name, SOMEWHERE.format(first=first.label), first.hint)
    for (first, mine), (second, others) in permutations([row for row in alike if row[1]], 2):
        if first is second or failed[0][0] not in mine or mine | others != every:
            continue
        ways_apart = (mine - others, others - mine)
        if not all(_tells(got[number] for number in only) for only in ways_apart):
            continue
        known, where = max((first, mine), (second, others), key=lambda row: len(row[1]))
        if len(where) >= _CASES:  # the other one may only happen to fit, and is told when this one is gone
            return Told("name", known.name, SOMEWHERE.format(first=known.label), known.hint)
    return None


def _by_part(evidence: Evidence, numbered: Sequence[tuple[int, Answered]], ways: Sequence[Way]) -> Told | None:
    """One mistake in the first wrong part of all results, another in the other wrong parts."""
    count = {
        len(value) if isinstance(value, tuple | list) else 0
        for _, one in numbered
        for value in (one.want.value, one.got.value)
    }
    if len(count) != 1 or max(count) < 2:
        return None
    places = range(count.pop())

    def same(place: int, values: Sequence[Any]) -> bool:
        rows = zip(values, numbered, strict=True)
        return all(_has(value, place, one.got.value[place], one.case) for value, (_, one) in rows)

    wrong = [place for place in places if not same(place, [one.want.value for _, one in numbered])]
    alike = []
    for one, does in ways:
        values = [does(number, answer.case).value for number, answer in numbered]
        alike.append((one, {place for place in wrong if same(place, values)}))
    got = {place: [one.got.value[place] for _, one in numbered] for place in wrong}
    for first, mine in alike:
        if len(wrong) == 1 and mine and _tells(got[wrong[0]]):
            part = _called(evidence, wrong[0])
            return Told("name", first.name, IN_PART.format(part=part, first=first.label), first.hint)
    for (first, mine), (second, others) in permutations([row for row in alike if row[1]], 2):
        if first is second or wrong[0] not in mine or mine | others != set(wrong):
            continue
        if all(_tells([got[place] for place in here]) for here in (mine - others, others - mine)):
            return _both(first, second)
    return None


def _called(evidence: Evidence, place: int) -> str:
    names = evidence.card.returns
    return names[place] if place < len(names) else f"result[{place}]"


def _has(value: Any, place: int, part: Any, case: Case) -> bool:
    """Whether a result has this part in this place."""
    if not isinstance(value, tuple | list) or len(value) <= place:
        return False
    return equal(fractions(value[place]), fractions(part), case)


def _tells(values: Any) -> bool:
    """Whether these results say enough for somebody else's to be the same for a reason: one fraction does, or several whole numbers."""
    numbers = {number for value in values for number in _numbers(value)}
    return len(numbers) >= _LEAST or any(not (1000 * number).is_integer() for number in numbers)


def _numbers(value: Any) -> Iterator[float]:
    if isinstance(value, tuple | list):
        for part in value:
            yield from _numbers(part)
    elif isinstance(value, dict):
        yield from _numbers(list(value.values()))
    elif isinstance(value, np.ndarray | np.generic | int | float) and np.asarray(value).dtype.kind in "biuf":
        yield from (float(f"{number:.9g}") for number in np.ravel(np.asarray(value, dtype=float))[:100])


def _size(value: Any) -> int:
    if isinstance(value, dict):
        return _size(list(value.values()))
    return sum(map(_size, value)) if isinstance(value, tuple | list) else int(np.size(value))
