"""Whether two values agree, and at which level they first differ: type, shape, finite numbers, values.

One rule for containers: a list may stand for a tuple and a tuple for a list, and a row of numbers for a tuple of numbers, because
all three unpack alike. An array is an array: a list does not compute as one, so it does not stand in for one.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from dlcourse.exercises.card import Case
from dlcourse.exercises.finding import Finding
from dlcourse.exercises.outcome import Outcome, Strange

SINGLE = 1e-5  # the relative tolerance of answers that come as float32, which keeps seven digits
_GLANCE = 64  # numbers


@dataclass(frozen=True)
class _Terms:
    """How two values are compared: tolerances of the case, whether values count, whether whole numbers may come as floats."""

    case: Case
    values: bool = True
    whole_floats: bool = False


def difference(
    want: Any,
    got: Any,
    case: Case,
    *,
    names: tuple[str, ...] = (),
    values: bool = True,
    whole_floats: bool = False,
    part: str = "",
) -> Finding | None:
    """The first level at which `got` differs from `want`; None where they agree within the case's tolerance.

    `names` are those of the parts of a tuple, `part` what the whole is called. Without `values` only type, shape and finite numbers are compared; with
    `whole_floats` 3.0 may stand for 3.
    """
    return _difference(want, got, _Terms(case, values, whole_floats), names, part)


def _difference(want: Any, got: Any, terms: _Terms, names: tuple[str, ...], part: str) -> Finding | None:
    if got is None and want is not None:
        return Finding("returns", "none", {"part": part})
    if isinstance(got, Strange) or isinstance(want, Strange):  # nobody looks into a mistake's odd values either
        return _wrong_type(want, got, part)
    if isinstance(want, tuple | list):
        return _sequence(want, got, terms, names, part)
    if isinstance(want, dict):
        return _dictionary(want, got, terms, part)
    if isinstance(want, str) or want is None:
        if type(got) is not type(want):
            return _wrong_type(want, got, part)
        same = got == want or not terms.values
        return None if same else Finding("values", "word", {"part": part, "got": got, "want": want})
    return _numbers(want, got, terms, part)


def _wrong_type(want: Any, got: Any, part: str) -> Finding:
    return Finding("type", "type", {"part": part, "want": type_name(want), "got": type_name(got)})


def _sequence(want: Any, got: Any, terms: _Terms, names: tuple[str, ...], part: str) -> Finding | None:
    if (
        isinstance(got, np.ndarray)
        and got.shape == (len(want),)
        and not any(isinstance(w, tuple | list | dict) or np.ndim(w) for w in want)
    ):
        got = tuple(got)  # it unpacks into as many numbers
    if not isinstance(got, tuple | list):
        kind = "not-a-tuple" if isinstance(want, tuple) else "type"
        facts = {"part": part, "count": len(want), "want": type_name(want), "got": type_name(got)}
        return Finding("type", kind, facts | {"names": ", ".join(names)})
    if len(got) != len(want):
        return Finding("shape", "length", {"part": part, "want": len(want), "got": len(got)})
    found = [
        _difference(w, g, terms, (), names[i] if i < len(names) else f"{part}[{i}]")
        for i, (w, g) in enumerate(zip(want, got, strict=True))
    ]
    return _worst(found)


def _dictionary(want: Any, got: Any, terms: _Terms, part: str) -> Finding | None:
    if not isinstance(got, dict):
        return Finding("type", "type", {"part": part, "want": "dict", "got": type_name(got)})
    if got.keys() != want.keys():
        facts = {"part": part, "want": _keys(want), "got": _keys(got)}
        return Finding("shape", "keys", facts)
    return _worst([_difference(want[k], got[k], terms, (), f"{part}[{k!r}]") for k in want])


def _worst(found: list[Finding | None]) -> Finding | None:
    wrong = [f for f in found if f is not None]
    return min(wrong, key=lambda f: f.rank) if wrong else None


def _numbers(want: Any, got: Any, terms: _Terms, part: str) -> Finding | None:
    if isinstance(got, str | tuple | list | dict):
        return _wrong_type(want, got, part)
    a, b = np.asarray(want), np.asarray(got)
    if not _kinds_agree(a, b, terms.whole_floats):
        return _wrong_type(want, got, part)
    if a.shape != b.shape:
        return Finding("shape", "shape", {"part": part, "want": a.shape, "got": b.shape})
    if a.dtype.kind == "U":
        off = a != b
    else:
        strange = ~np.isfinite(b)
        if strange.any() and (bad := np.isfinite(a) & strange).any():
            where = _first(bad)
            return Finding("finite", "not-finite", {"part": part, "index": where, "got": b[where].item()})
        if not terms.values:
            return None
        if np.array_equal(a, b):  # most right answers; looking closer takes ten times as long
            return None
        rtol, atol = tolerances(b, terms.case)
        off = ~np.isclose(b, a, rtol=rtol, atol=atol, equal_nan=True)
    if not terms.values or not off.any():
        return None
    where = _first(off)
    facts = {"part": part, "index": where, "got": b[where].item(), "want": a[where].item()}
    return Finding("values", "value", facts | {"count": int(off.sum()), "size": off.size})


def tolerances(got: np.ndarray, case: Case) -> tuple[float, float]:
    """The case's tolerances (relative, absolute), no finer than the numbers' own precision."""
    if got.dtype == np.float32:
        return max(case.rtol, SINGLE), max(case.atol, SINGLE / 10)
    return case.rtol, case.atol


def _kinds_agree(want: np.ndarray, got: np.ndarray, whole_floats: bool) -> bool:
    """Whole numbers stay whole numbers; where fractions are expected, whole numbers may stand in for them."""
    allowed = {"b": "b", "i": "iu", "u": "iu", "f": "fiu", "c": "cfiu", "U": "U"}
    kinds = allowed[want.dtype.kind] + ("f" if whole_floats and want.dtype.kind in "iu" else "")
    return got.dtype.kind in kinds


def _first(mask: np.ndarray) -> tuple[int, ...]:
    return tuple(int(i) for i in np.unravel_index(int(mask.argmax()), mask.shape)) if mask.ndim else ()


def _keys(value: Mapping[Any, Any]) -> str:
    return ", ".join(sorted(repr(key) for key in value))


def type_name(value: Any) -> str:
    """The name a report gives to a value's type: "int array", "float", "tuple"."""
    if isinstance(value, Strange):
        return value.type_name
    if isinstance(value, np.ndarray | np.generic):
        word = {"b": "bool", "i": "int", "u": "int", "f": "float", "c": "complex", "U": "str"}.get(
            value.dtype.kind, str(value.dtype)
        )
        return f"{word} array" if np.ndim(value) else word
    return type(value).__name__


# --- two outcomes ---------------------------------------------------------------------------------------------------


def same_story(wrong: Outcome, got: Outcome, case: Case, *, as_fractions: bool = False) -> bool:
    """Whether a mistake and an answer did the same: values, exceptions, changed inputs, warnings.

    With `as_fractions` it does not matter whether numbers come as truth values, whole numbers or fractions.
    """
    if wrong.status != got.status or wrong.changed != got.changed:
        return False
    if case.silent and bool(wrong.warnings) != bool(got.warnings):
        return False
    if wrong.error is not None and got.error is not None:
        return wrong.error.counts_as == got.error.counts_as
    if as_fractions:
        return equal(fractions(wrong.value), fractions(got.value), case)
    return equal(wrong.value, got.value, case)


def equal(a: Any, b: Any, case: Case) -> bool:
    """Equal as plain data: the same types, shapes and numbers, nan and infinity included."""
    if isinstance(a, Strange) or isinstance(b, Strange):
        return isinstance(a, Strange) and isinstance(b, Strange) and a.type_name == b.type_name
    if a is None or b is None:
        return a is b
    if _far_apart_at_a_glance(a, b, case):
        return False
    return difference(a, b, case) is None and difference(b, a, case) is None


def _far_apart_at_a_glance(a: Any, b: Any, case: Case) -> bool:
    """Whether two large tables of fractions differ in one of a few numbers: most mistakes do, and the whole takes long."""
    if not (isinstance(a, np.ndarray) and isinstance(b, np.ndarray)) or a.dtype != float or b.dtype != float:
        return False
    if a.shape != b.shape or a.size < 8 * _GLANCE:
        return False
    few = slice(None, None, a.size // _GLANCE)
    return not np.allclose(a.flat[few], b.flat[few], rtol=case.rtol, atol=case.atol, equal_nan=True)


def fractions(value: Any) -> Any:
    """The same value with every truth value and whole number as a fraction."""
    if isinstance(value, tuple | list):
        return type(value)(fractions(v) for v in value)
    if isinstance(value, dict):
        return {key: fractions(v) for key, v in value.items()}
    if value is None or isinstance(value, str | Strange):
        return value
    array = np.asarray(value)
    return array.astype(float) if array.dtype.kind in "biu" else value
