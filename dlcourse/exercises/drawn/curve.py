"""A function of one number: the right curve, and the learner's values beside it.

The learner's values are those of the public cases that were asked with the same settings; the function is not called again. The curve is the
course's own function between them, called once with all places in a row. A function whose value depends on more than the number itself gives other
numbers there than in the case, and is not drawn as a curve.
"""

import warnings
from collections.abc import Sequence

import numpy as np

from dlcourse.exercises.card import Case, Exercise
from dlcourse.exercises.drawn.axes import HEIGHT, axes, ends
from dlcourse.exercises.drawn.canvas import RIGHT, YOURS, Drawing, area, arrow, cross, line, number, numbers, ring
from dlcourse.exercises.drawn.values import Pair, numeric
from dlcourse.exercises.drawn.words import BEYOND, NOTHING, TITLES, TOLD, UNDRAWN, WORDS, joined
from dlcourse.exercises.finding import CaseResult

FEWEST, MOST = 4, 40  # places of the learner's values
STEPS = 61  # places of the right curve


def drawn(card: Exercise, one: CaseResult, results: Sequence[CaseResult]) -> Drawing | None:
    """The picture; None where the function is none of one number or was asked for too few."""
    case = one.case
    if case.call is not None or not case.args or _settings(case) is None:
        return None
    asked = [r for r in results if r is one or _goes_with(r, case)]
    samples = [sample for r in asked if (sample := _sample(r)) is not None]
    if _sample(one) is None:
        return None
    x, right, yours = (np.concatenate(column) for column in zip(*samples, strict=True))
    _, first = np.unique(x, return_index=True)
    first = first[np.isfinite(x[first]) & np.isfinite(right[first])]
    if len(first) < FEWEST:
        return None
    x, right, yours = x[first], right[first], yours[first]
    places = np.union1d(x, np.linspace(x[0], x[-1], STEPS))
    values = _asked(card, case, places)
    if values is None or not np.allclose(values[np.searchsorted(places, x)], right, equal_nan=True):
        return None
    if len(x) > MOST:
        kept = np.linspace(0, len(x) - 1, MOST).astype(int)
        x, right, yours = x[kept], right[kept], yours[kept]
    pair = Pair(case, "", right, yours)
    return _picture(pair, x, places, values) if pair.wrong else None


def _settings(case: Case) -> tuple[object, ...] | None:
    """What a function is given besides its number; None where there is more than plain settings."""
    given = (*case.args[1:], *(value for _, value in sorted(case.kwargs.items())))
    return given if all(isinstance(value, bool | int | float | str) for value in given) else None


def _goes_with(result: CaseResult, case: Case) -> bool:
    """Whether another case asks for the same function in a public and plain way."""
    other = result.case
    if other.hidden or other.edge or case.edge or other.call is not None or not other.args:
        return False
    return other.args[1:] == case.args[1:] and other.kwargs == case.kwargs if _settings(other) is not None else False


def _sample(result: CaseResult) -> tuple[np.ndarray, np.ndarray, np.ndarray] | None:
    """The numbers asked for, the right values and the learner's, each in a row."""
    x, right, yours = (numeric(value) for value in (result.case.args[0], result.want, result.value))
    if x is None or right is None or yours is None or not x.shape == right.shape == yours.shape:
        return None
    return x.ravel(), right.ravel(), yours.ravel()


def _asked(card: Exercise, case: Case, places: np.ndarray) -> np.ndarray | None:
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        try:
            values = numeric(card.reference(places.copy(), *case.args[1:], **case.kwargs))
        except Exception:  # it wants more than numbers in a row
            return None
    return values if values is not None and values.shape == places.shape else None


def _picture(pair: Pair, x: np.ndarray, places: np.ndarray, values: np.ndarray) -> Drawing:
    yours = pair.yours if pair.yours is not None else pair.right  # it is there: a sample has all three
    frame = axes((float(x[0]), float(x[-1])), ends(values, yours))
    crosses = rings = gaps = arrows = ""
    beyond = 0
    for at, right, got, off in zip(x, pair.right, yours, pair.off, strict=True):
        if not np.isfinite(got):
            continue
        left, top = frame.at(float(at), float(got))
        if not off:
            rings += ring(left, top)
        elif frame.y.holds(float(got)):
            crosses += cross(left, top)
            gaps += f"M{left:.0f} {top:.0f}V{frame.y.place(float(right)):.0f}"
        else:
            arrows += arrow(left, top, up=got > right)
            beyond += 1
    marks = (
        frame.frame()
        + line(frame.curve(places, values), RIGHT)
        + line(gaps, YOURS, width=1, dashed=True)
        + line(rings, RIGHT)
        + line(crosses, YOURS)
        + area(arrows, YOURS, "1")
    )
    finite = np.isfinite(yours)
    far = int(np.argmax(np.where(pair.off & finite, np.abs(yours / 2 - pair.right / 2), -1.0)))
    said = numbers(float(yours[far]), float(pair.right[far]))
    told = TOLD["curve"].format(
        count=int(pair.off.sum()), size=len(x), x=number(float(x[far])), yours=said[0], right=said[1]
    )
    more = joined(
        BEYOND.format(count=beyond) if beyond else NOTHING,
        UNDRAWN.format(count=int((~finite).sum())) if not finite.all() else NOTHING,
    )
    words = joined(WORDS["curve"].format(where=pair.where), more)
    return Drawing(TITLES["curve"], told, words, marks, HEIGHT)
