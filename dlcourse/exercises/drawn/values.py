"""What a drawing looks at: the right numbers and the learner's, of the whole result or of one of its parts.

Only plain numbers count. What is no number, or has no right one beside it, is not drawn.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from dlcourse.exercises.card import Case
from dlcourse.exercises.compare import tolerances
from dlcourse.language import Text

DEEPEST = 3  # parts within parts
MOST_PARTS = 12
MANY = 20_000


@dataclass(frozen=True)
class Pair:
    """One array and the right one, of the part called `part` ("" for the whole result). `yours` is None where it is no array."""

    case: Case
    part: str
    right: np.ndarray
    yours: np.ndarray | None

    @property
    def alike(self) -> bool:
        """Whether both have one shape, so that they can be compared number by number."""
        return self.yours is not None and self.yours.shape == self.right.shape

    @cached_property
    def off(self) -> np.ndarray:
        """Where the numbers differ; everywhere, where the shapes do."""
        if self.yours is None or not self.alike:
            return np.ones(self.right.shape, dtype=bool)
        rtol, atol = tolerances(self.yours, self.case)
        with np.errstate(all="ignore"):
            return np.asarray(~np.isclose(self.yours, self.right, rtol=rtol, atol=atol, equal_nan=True))

    @cached_property
    def wrong(self) -> bool:
        """Whether something differs; of very many numbers it is not asked by how little."""
        if self.alike and self.right.size > MANY:
            return not np.array_equal(self.right, self.yours)  # type: ignore[arg-type]  # alike says it is there
        return not self.alike or bool(self.off.any())

    @property
    def where(self) -> Text:
        """The beginning of a picture's words: the case, and the part if it is one."""
        if not self.part:
            return Text("“{case}”", "“{case}”").format(case=self.case.name)
        return Text("“{case}”, `{part}`", "“{case}”의 `{part}`").format(case=self.case.name, part=self.part)


def numeric(value: Any) -> np.ndarray | None:
    """Truth values, whole numbers and fractions as an array; None for anything else."""
    if not isinstance(value, np.ndarray | np.generic | bool | int | float):
        return None
    try:
        array = np.asarray(value)
        if array.dtype.kind not in "biuf":
            return None
        return array if array.dtype == np.float32 else array.astype(float, copy=False)
    except (OverflowError, ValueError):  # a whole number that no array holds
        return None


def has_parts(value: Any) -> bool:
    return isinstance(value, tuple | list | dict)


def pairs(case: Case, right: Any, yours: Any, names: tuple[str, ...]) -> list[Pair]:
    """All arrays of a result with the learner's, in order; none where a part is no array or there are too many."""
    found = _pairs(case, right, yours, names, "", 0)
    return found if found is not None and len(found) <= MOST_PARTS else []


def _pairs(case: Case, right: Any, yours: Any, names: tuple[str, ...], part: str, depth: int) -> list[Pair] | None:
    if not has_parts(right):
        array = numeric(right)
        return None if array is None else [Pair(case, part, array, numeric(yours))]
    if depth == DEEPEST or len(right) > MOST_PARTS:
        return None
    keys = list(right) if isinstance(right, Mapping) else list(range(len(right)))
    found: list[Pair] = []
    for number, key in enumerate(keys):
        named = names[number] if number < len(names) else f"{part}[{key!r}]"
        inner = _pairs(case, right[key], _part(yours, right, key), (), named, depth + 1)
        if inner is None:
            return None
        found += inner
    return found


def _part(yours: Any, right: Any, key: Any) -> Any:
    """The learner's part that stands in this place; None where there is none."""
    if isinstance(right, Mapping):
        return yours.get(key) if isinstance(yours, Mapping) else None
    if isinstance(yours, np.ndarray) and yours.shape[:1] == (len(right),):
        return yours[key]
    return yours[key] if isinstance(yours, tuple | list) and len(yours) == len(right) else None
