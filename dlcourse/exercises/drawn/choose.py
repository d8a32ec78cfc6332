"""Which picture says it: chosen by what the right result of the case is made of, unless the card names one.

A single number, two or three need no picture. Draws from a random generator are compared by how they are spread, element-wise functions as
curves, what comes in steps as paths, results with parts side by side, and all other tables cell by cell. Where a card accepts more
than one answer, a number that differs from ours is no mistake, so only the spread of draws is compared unless the card names a picture.
"""

from collections.abc import Iterator, Sequence
from itertools import chain

import numpy as np

from dlcourse.exercises.card import Exercise
from dlcourse.exercises.drawn import cells, curve, histogram, outlines, parts, path
from dlcourse.exercises.drawn.canvas import Drawing
from dlcourse.exercises.drawn.values import Pair, has_parts, pairs
from dlcourse.exercises.finding import CaseResult

LEVELS = ("shape", "finite", "values")  # at which numbers can be looked at
FEW = 3  # numbers that are read sooner than a picture
HISTORIES = {"losses", "errors", "history"}  # parts that come in steps, whatever the card


def chosen(card: Exercise, results: Sequence[CaseResult]) -> Drawing | None:
    """The drawing of the first failed public case that one fits to, the plain cases before the edge cases."""
    failed = [one for one in results if one.finding and one.finding.level in LEVELS and not one.case.hidden]
    failed.sort(key=lambda one: one.case.edge)
    ways = (drawn for one in failed for drawn in _each(card, one, results))
    # where steps are asked for: some cases have none, and those that have say more
    steps = (path.drawn(_stepped(card, _wrong(card, one))) for one in failed if card.picture == "path")
    return next((drawn for drawn in chain(steps, ways) if drawn and drawn.svg("en") and drawn.svg("ko")), None)


def _wrong(card: Exercise, one: CaseResult) -> list[Pair]:
    return [pair for pair in pairs(one.case, one.want, one.value, card.returns) if pair.wrong]


def _each(card: Exercise, one: CaseResult, results: Sequence[CaseResult]) -> Iterator[Drawing | None]:
    """The drawings that may fit to one case, the best first; None for each that does not."""
    wrong = _wrong(card, one)
    if not wrong:
        return
    if any(isinstance(given, np.random.Generator) for given in (*one.case.args, *one.case.kwargs.values())):
        yield histogram.drawn(wrong)
    yield path.drawn(_stepped(card, wrong))
    if card.accept is not None and card.picture in ("auto", "path"):
        return
    if not has_parts(one.want) and card.picture in ("auto", "curve"):
        yield curve.drawn(card, one, results)
    found = pairs(one.case, one.want, one.value, card.returns)
    if sum(pair.right.size for pair in found) <= FEW and all(pair.alike or not pair.right.ndim for pair in found):
        return
    if has_parts(one.want):
        yield parts.drawn(found)
    elif wrong[0].alike:
        yield cells.drawn(wrong[0])
    else:
        yield outlines.drawn(wrong[0])


def _stepped(card: Exercise, wrong: list[Pair]) -> list[Pair]:
    """The arrays whose rows come one after the other."""
    named = card.picture == "path"
    return [pair for pair in wrong if pair.part in HISTORIES or (named and (pair.right.ndim == 2 or not pair.part))]
