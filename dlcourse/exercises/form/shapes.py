"""Where the result has the wrong kind or shape: what kind it is, and how to come from there to what is asked."""

import re
from typing import Any

import numpy as np

from dlcourse.exercises.compare import equal, fractions
from dlcourse.exercises.form.sentences import told
from dlcourse.exercises.outcome import Strange
from dlcourse.exercises.told import Answered, Evidence, Told

_LARGEST = 100_000  # numbers in a list that we make an array of


def misshapen(evidence: Evidence) -> Told | None:
    """What to say of the type or shape that the first failed plain case came back with."""
    wrong = [one for one in evidence.plain if one.finding is not None]
    if not wrong or wrong[0].finding is None or wrong[0].finding.level not in ("type", "shape"):
        return None
    facts = wrong[0].finding.facts
    if wrong[0].finding.kind == "not-a-tuple" and not facts.get("part"):
        return told("one-thing", **facts)
    if wrong[0].finding.kind == "length":
        return told("other-count", **facts)
    if all(_exchanged(one) for one in wrong):
        return told("parts-in-another-order", names=", ".join(evidence.card.returns))
    for one in wrong:
        found = _pair(evidence, one)
        if found is not None:
            return _kind(evidence, *found) or _shape(*found)
    return None


def _exchanged(one: Answered) -> bool:
    """Whether the parts have the shapes that are asked for, in another order."""
    want, got = one.want.value, one.got.value
    if not isinstance(want, tuple) or not isinstance(got, tuple | list) or len(want) != len(got):
        return False
    if not all(_is_numbers(value) for value in (*want, *got)):
        return False
    a, b = [np.shape(v) for v in want], [np.shape(v) for v in got]
    return a != b and sorted(a) == sorted(b)


def _pair(evidence: Evidence, one: Answered) -> tuple[Any, Any, str, Answered] | None:
    """What was wanted and what came, of the part that is wrong; the whole where there are no parts."""
    want, got = one.want.value, one.got.value
    if one.got.status != "returned" or one.finding is None:
        return None
    part = str(one.finding.facts.get("part") or "")
    if part.startswith("["):
        inner = _nested(want, got, part)
        return None if inner is None else (*inner, part, one)
    if isinstance(want, tuple) and isinstance(got, tuple | list) and len(want) == len(got) and part:
        names = evidence.card.returns
        place = names.index(part) if part in names else -1
        return None if place < 0 else (want[place], got[place], part, one)
    return None if part else (want, got, "", one)


def _nested(want: Any, got: Any, part: str) -> tuple[Any, Any] | None:
    """What stands at a place as "[0][1]", right and returned."""
    for step in re.findall(r"\[(\d+)\]", part):
        if not isinstance(want, tuple | list) or not isinstance(got, tuple | list) or len(want) != len(got):
            return None
        want, got = want[int(step)], got[int(step)]
    return want, got


def _kind(evidence: Evidence, want: Any, got: Any, part: str, one: Answered) -> Told | None:
    subject = {"part": part}
    if isinstance(want, np.ndarray) and isinstance(got, list | tuple):
        made = _as_array(got)
        if made is not None and made.shape == want.shape and equal(fractions(want), fractions(made), one.case):
            return told("list-for-array", kind=type(got).__name__, **subject)
        return told("list-for-array-and-more", kind=type(got).__name__, **subject)
    if isinstance(got, Strange) and got.type_name == "generator":
        return told("generator", **subject)
    if isinstance(got, str) and not isinstance(want, str):
        return told("text-for-a-number", **subject)
    if not _is_numbers(want) or not _is_numbers(got):
        return None
    a, b = np.asarray(want), np.asarray(got)
    if a.shape == b.shape and a.dtype.kind in "iu" and b.dtype.kind == "b":
        return told("truth-values", **subject)
    if a.shape == b.shape and a.dtype.kind == "b" and b.dtype.kind in "iuf":
        return told("numbers-for-truth-values", **subject)
    if a.shape == b.shape and a.dtype.kind in "iu" and b.dtype.kind == "f":
        right = evidence.card.accept is not None or np.allclose(a, b)
        return told("fractions-for-whole-numbers" if right else "fractions-for-whole-numbers-and-more", **subject)
    if a.dtype.kind in "fiu" and b.dtype.kind == "b":
        return told("truth-values", **subject)
    return None


def _shape(want: Any, got: Any, part: str, one: Answered) -> Told | None:
    if not _is_numbers(want) or not _is_numbers(got):
        return None
    a, b = np.shape(want), np.shape(got)
    facts: dict[str, Any] = {"part": part, "want": a, "got": b}
    if a == b:
        return None
    if _squeezed(a) == _squeezed(b):
        return told(
            "an-axis-too-many" if len(b) > len(a) else "an-axis-too-few" if len(b) < len(a) else "turned", **facts
        )
    if a == b[::-1] and len(a) > 1:
        return told("turned", **facts)
    if len(b) < len(a):
        return told("summed-away" if b == () or _is_part(b, a) else "an-axis-too-few", **facts)
    if len(b) > len(a):
        return told("not-summed" if _is_part(a, b) else "an-axis-too-many", **facts)
    off = [axis for axis, (p, q) in enumerate(zip(a, b, strict=True)) if p != q]
    by_chance = len(off) == 1 and b[off[0]] in _sizes(one)  # the size of another axis, not a miscount
    if len(off) == 1 and abs(a[off[0]] - b[off[0]]) == 1 and not by_chance:
        return told("one-too-many" if b[off[0]] > a[off[0]] else "one-too-few", **facts)
    return told("another-length", **facts)


def _sizes(one: Answered) -> set[int]:
    """How long the axes of the inputs are."""
    return {size for value in (*one.case.args, *one.case.kwargs.values()) for size in _shape_of(value) if size > 1}


def _shape_of(value: Any) -> tuple[int, ...]:
    return value.shape if isinstance(value, np.ndarray) else ()


def _is_part(small: tuple[int, ...], large: tuple[int, ...]) -> bool:
    """Whether one shape is left of another when axes of it go."""
    rest = iter(large)
    return all(size in rest for size in small)


def _squeezed(shape: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(size for size in shape if size != 1)


def _is_numbers(value: Any) -> bool:
    return isinstance(value, bool | int | float | complex | np.generic | np.ndarray)


def _as_array(value: list[Any] | tuple[Any, ...]) -> np.ndarray | None:
    """A list as an array of numbers; None where it is no table."""
    try:
        made = np.array(value) if len(value) <= _LARGEST else None
    except ValueError:  # rows of different lengths
        return None
    return made if made is not None and made.dtype.kind in "biuf" else None
