"""What a relation looks at: the right numbers and the learner's, case by case, of the whole result or of one of its parts.

A relation must explain every plain case, those that passed included, so that one that only happens to fit is not told.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from dlcourse.exercises.call import parameter_names
from dlcourse.exercises.card import Case
from dlcourse.exercises.compare import tolerances
from dlcourse.exercises.outcome import Strange
from dlcourse.exercises.told import Answered, Evidence
from dlcourse.language import Text

ENOUGH = 3  # different wrong numbers that a relation must explain, so that no coincidence is told
_MANY, _SEVERAL = 16, 4  # where there are few different numbers: so many in all, so many of them wrong
_GLANCE = 64  # numbers that are compared first

Facts = Mapping[str, object]
Predict = Callable[[np.ndarray, "Pair"], np.ndarray | None]


@dataclass(frozen=True)
class Pair:
    """One plain case: what is right, what came back, and both as arrays (None where there is more than numbers)."""

    one: Answered
    want: Any
    got: Any
    names: tuple[str, ...]

    @property
    def case(self) -> Case:
        return self.one.case

    @cached_property
    def wants(self) -> list[np.ndarray] | None:
        return arrays(self.want)

    @cached_property
    def gots(self) -> list[np.ndarray] | None:
        return arrays(self.got)

    @cached_property
    def inputs(self) -> dict[str, Any]:
        """The case's inputs by the names of the reference's parameters; none where a driver makes the calls."""
        if self.case.call is not None:
            return {}
        return {**dict(zip(self.names, self.case.args, strict=False)), **self.case.kwargs}


@dataclass(frozen=True)
class Subject:
    """What a sentence speaks about: the whole result, or the part of this name."""

    evidence: Evidence
    part: str
    pairs: tuple[Pair, ...]
    path: tuple[Any, ...] = ()  # the steps from the whole result to the part

    @cached_property
    def ordered(self) -> list[Pair]:
        """The failed cases first: a relation that does not hold is ruled out by them soonest."""
        return sorted(self.pairs, key=lambda pair: pair.one.finding is None)

    def leaves(self) -> Iterator[tuple[np.ndarray, np.ndarray, Pair]] | None:
        """Right and returned arrays, one by one; None where they do not go in pairs."""
        if any(p.wants is None or p.gots is None or len(p.wants) != len(p.gots) for p in self.pairs):
            return None
        return ((w, g, p) for p in self.ordered for w, g in zip(p.wants or (), p.gots or (), strict=True))


def called(*parts: str) -> Text:
    """ "Your numbers", or "The numbers in `w`"."""
    named = [part for part in parts if part]
    if not named:
        return Text("Your numbers", "결과의 값")
    marked = [f"`{part}`" for part in named]
    return Text(f"The numbers in {' and '.join(marked)}", f"{', '.join(marked)}의 값")


def result(*parts: str) -> Text:
    """ "What you return", or "`w`"."""
    named = ", ".join(f"`{part}`" for part in parts if part)
    return Text(named, f"{named}의 값") if named else Text("What you return", "반환한 값")


def arrays(value: Any) -> list[np.ndarray] | None:
    """All numbers of a value as arrays of fractions, in order; None where there is something else in it."""
    if value is None or isinstance(value, str | Strange):
        return None
    if isinstance(value, dict):
        return _together([value[key] for key in sorted(value, key=repr)])
    if isinstance(value, tuple | list):
        plain = all(not isinstance(v, tuple | list | dict | str | Strange) and np.ndim(v) == 0 for v in value)
        if isinstance(value, tuple) or not (plain and value and all(v is not None for v in value)):
            return _together(list(value))
    array = np.asarray(value)
    return [array.astype(float) if array.dtype != np.float32 else array] if array.dtype.kind in "biuf" else None


def _together(values: list[Any]) -> list[np.ndarray] | None:
    found: list[np.ndarray] = []
    for value in values:
        inner = arrays(value)
        if inner is None:
            return None
        found += inner
    return found


# --- subjects -------------------------------------------------------------------------------------------------------


def whole(evidence: Evidence) -> Subject | None:
    """The whole result in all plain cases; None where one of them gave no result."""
    plain = evidence.plain
    if not plain or any(one.got.status != "returned" for one in plain):
        return None
    names = parameter_names(evidence.card.reference)
    return Subject(evidence, "", tuple(Pair(one, one.want.value, one.got.value, names) for one in plain))


def parts(subject: Subject) -> tuple[Subject, ...]:
    """The parts of a result that are wrong in some case; none where the result has no parts or another number of them."""
    first = subject.pairs[0].want
    if isinstance(first, tuple) and len(first) > 1:
        keys: list[Any] = list(range(len(first)))
        returns = subject.evidence.card.returns
        inner = subject.part != ""
        labels = [returns[i] if i < len(returns) and not inner else f"{subject.part}[{i}]" for i in keys]
        sequence = True
    elif isinstance(first, dict) and all(isinstance(key, str) for key in first):
        keys, sequence = list(first), False
        labels = [f"{subject.part}[{key!r}]" for key in keys]
    else:
        return ()
    pairs = [_unpacked(pair, len(keys)) for pair in subject.pairs]
    for value in (v for pair in pairs for v in (pair.want, pair.got)):
        if sequence and not (isinstance(value, tuple | list) and len(value) == len(keys)):
            return ()
        if not sequence and not (isinstance(value, dict) and set(value) == set(keys)):
            return ()
    found = [
        Subject(
            subject.evidence,
            label,
            tuple(Pair(p.one, p.want[key], p.got[key], p.names) for p in pairs),
            (*subject.path, key),
        )
        for key, label in zip(keys, labels, strict=True)
    ]
    return tuple(inner for one in found if wrong(one) for inner in parts(one) or (one,))


def _unpacked(pair: Pair, count: int) -> Pair:
    """A row of numbers unpacks as a tuple of numbers does."""
    if isinstance(pair.got, np.ndarray) and pair.got.shape == (count,):
        return Pair(pair.one, pair.want, tuple(pair.got), pair.names)
    return pair


def wrong(subject: Subject) -> bool:
    """Whether something is not as it should be in some case."""
    leaves = subject.leaves()
    if leaves is None:
        return any(not _equal(p.want, p.got) for p in subject.pairs)
    return any(not close(want, got, pair.case) for want, got, pair in leaves)


def _equal(a: Any, b: Any) -> bool:
    try:
        return bool(np.array_equal(np.asarray(a), np.asarray(b)))
    except ValueError:
        return False


# --- comparing ------------------------------------------------------------------------------------------------------


def close(a: np.ndarray, b: np.ndarray, case: Case) -> bool:
    """Whether two arrays have one shape and the same numbers within the case's tolerance."""
    if a.shape != b.shape:
        return False
    if b.size > _GLANCE and _off(a.ravel()[:_GLANCE], b.ravel()[:_GLANCE], case).any():
        return False
    return not _off(a, b, case).any()


def off(want: np.ndarray, got: np.ndarray, case: Case) -> np.ndarray:
    """Where two arrays of one shape do not agree."""
    return _off(want, got, case)


def _off(a: np.ndarray, b: np.ndarray, case: Case) -> np.ndarray:
    """As `np.isclose` says it, in a fifth of its time for the small arrays of most cases."""
    rtol, atol = tolerances(b, case)
    with np.errstate(all="ignore"):
        near = (np.abs(b - a) <= atol + rtol * np.abs(a)) & np.isfinite(a)
    return np.asarray(~(near | (a == b) | ((a != a) & (b != b))))  # nan is the number that is not itself


def distinct(values: np.ndarray) -> set[float]:
    """The different finite numbers among (a bounded number of) values."""
    flat = np.asarray(values, dtype=float).ravel()[:1000]
    return {float(f"{v:.9g}") for v in flat[np.isfinite(flat)]}


def holds(subject: Subject, predict: Predict, *, varied: bool = False) -> bool:
    """Whether `predict` gives what came back in every case, and that says enough about it to be no coincidence."""
    leaves = subject.leaves()
    if leaves is None:
        return False
    pooled: list[tuple[np.ndarray, np.ndarray, Pair]] = []
    with np.errstate(all="ignore"):
        for want, got, pair in leaves:
            expected = predict(want, pair)
            if expected is None or not close(expected, got, pair.case):
                return False
            pooled.append((want, got, pair))
    if varied and len(set().union(*(distinct(got) for _, got, _ in pooled))) < 2:
        return False  # one number everywhere comes out of many changes
    return telling(pooled)


def telling(pooled: list[tuple[np.ndarray, np.ndarray, Pair]]) -> bool:
    """Whether these arrays differ in enough numbers to speak about how they do."""
    rights: set[float] = set()
    all_rights: set[float] = set()
    wrongs = total = 0
    for want, got, pair in pooled:
        # of a result with fewer numbers than the right one, only its own were compared
        compared = got if got.size < want.size else want
        if want.shape == got.shape:
            bad = off(want, got, pair.case) & np.isfinite(want) & np.isfinite(got)
            rights |= distinct(want[bad])
            wrongs += int(bad.sum())
        else:
            rights |= distinct(compared)
            wrongs += compared.size
        all_rights |= distinct(compared)
        total += compared.size
    return len(rights) >= ENOUGH or (total >= _MANY and wrongs >= _SEVERAL and len(all_rights) > 1)


# --- the record of a relation ---------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Relation:
    """One way to stand to the right answer: `find` gives what the sentence and the hint are filled with, or None."""

    name: str
    sentence: Text
    hint: Text
    find: Callable[[Subject], Facts | None]


def each(name: str, change: Callable[[np.ndarray], np.ndarray | None], sentence: Text, hint: Text) -> Relation:
    """A relation between every right array and the one that came back."""

    def find(subject: Subject) -> Facts | None:
        return {} if holds(subject, lambda want, pair: change(want), varied=True) else None

    return Relation(name, sentence, hint, find)
