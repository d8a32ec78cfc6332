"""Offset: the right numbers plus or minus the same thing everywhere, or plus or minus one of the inputs."""

from collections.abc import Callable
from math import prod
from typing import Any

import numpy as np

from dlcourse.exercises.relations.view import ENOUGH, Facts, Pair, Relation, Subject, close, holds, telling
from dlcourse.language import Text


def _constant(subject: Subject) -> Facts | None:
    leaves = subject.leaves()
    if leaves is None:
        return None
    pooled = list(leaves)
    by: float | None = None
    for want, got, pair in pooled:
        if want.shape != got.shape or not want.size or not np.isfinite(want).all() or not np.isfinite(got).all():
            return None
        if by is None:
            by = float(got.ravel()[0] - want.ravel()[0])
        if not close(want + by, got, pair.case):
            return None
    if not by or not telling(pooled):
        return None
    return {"by": f"{by:+.4g}"}


def _by_line(axis: int) -> Callable[[Subject], Facts | None]:
    """Every column (or row) is off by a number of its own."""

    def find(subject: Subject) -> Facts | None:
        leaves = subject.leaves()
        if leaves is None:
            return None
        pooled, lines = list(leaves), 0
        for want, got, pair in pooled:
            if want.ndim != 2 or want.shape != got.shape or not np.isfinite(got - want).all():
                return None
            by = np.take(got - want, [0], axis)
            if not close(want + by, got, pair.case):
                return None
            if want.shape[axis] >= ENOUGH:
                lines += len({f"{b:.6g}" for b in by.ravel()})
        return {} if lines >= ENOUGH and telling(pooled) else None

    return find


def _fractions(value: Any) -> np.ndarray | None:
    if isinstance(value, bool) or not isinstance(value, np.ndarray | int | float):
        return None
    array = np.asarray(value)
    return array.astype(float) if array.dtype.kind in "iuf" else None


def _counted(subject: Subject, factors: tuple[str, ...]) -> bool:
    """Whether single numbers are whole multiples of a setting: what is one step off by another mistake looks the same."""
    if len(factors) > 1 or type(subject.pairs[0].inputs.get(factors[0])) is not float:
        return False
    for want, _, pair in subject.leaves() or ():
        steps = want / pair.inputs[factors[0]] if pair.inputs.get(factors[0]) else want
        if want.size > 1 or not np.allclose(steps, np.round(steps), atol=1e-9):
            return False
    return True


def _products(pair: Pair) -> list[tuple[str, ...]]:
    """Every input, then a setting times an array, as `lr * g`."""
    names = list(pair.inputs)
    settings = [name for name in names if type(pair.inputs[name]) is float]
    tables = [name for name in names if isinstance(pair.inputs[name], np.ndarray)]
    return [(name,) for name in names] + [(a, b) for a in settings for b in tables]


def _with_input(sign: int) -> Callable[[Subject], Facts | None]:
    """One of the inputs is added (or subtracted) once too often."""

    def find(subject: Subject) -> Facts | None:
        for factors in _products(subject.pairs[0]):

            def moved(want: np.ndarray, pair: Pair, factors: tuple[str, ...] = factors) -> np.ndarray | None:
                values = [_fractions(pair.inputs.get(name)) for name in factors]
                numbers = [value for value in values if value is not None]
                if len(numbers) < len(factors):
                    return None
                try:
                    return want + sign * np.asarray(prod(numbers, start=np.float64(1.0)))
                except ValueError:
                    return None

            if holds(subject, moved) and not _counted(subject, factors):
                return {"name": f"`{' * '.join(factors)}`"}
        return None

    return find


ADDED = (
    Relation(
        "input-added",
        Text("{numbers} are the right ones plus {name}.", "{numbers}은 정답에 {name} 값을 더한 것입니다."),
        Text("Does {name} belong into this sum?", "이 합에 {name} 값이 들어가야 할까요?"),
        _with_input(1),
    ),
    Relation(
        "input-subtracted",
        Text("{numbers} are the right ones minus {name}.", "{numbers}은 정답에서 {name} 값을 뺀 것입니다."),
        Text(
            "Does {name} have to be added somewhere, or not be subtracted?",
            "{name} 값을 더해야 할까요, 빼지 말아야 할까요?",
        ),
        _with_input(-1),
    ),
)

OFFSET = (
    Relation(
        "offset",
        Text("{numbers} are off by {by} everywhere.", "{numbers}은 어디서나 정답과 {by}만큼 다릅니다."),
        Text(
            "What do you add or subtract that does not depend on the inputs?",
            "입력과 상관없이 더하거나 빼는 것은 무엇인가요?",
        ),
        _constant,
    ),
    Relation(
        "offset-by-column",
        Text(
            "{numbers} are off by the same amount within every column.",
            "{numbers}은 열마다 같은 수만큼 정답과 다릅니다.",
        ),
        Text(
            "What do you add to a whole column, and is it right, missing or one too many?",
            "한 열 전체에 무엇을 더하나요? 맞는 값인가요, 빠졌거나 하나 더 더해지지는 않았나요?",
        ),
        _by_line(0),
    ),
    Relation(
        "offset-by-row",
        Text(
            "{numbers} are off by the same amount within every row.", "{numbers}은 행마다 같은 수만큼 정답과 다릅니다."
        ),
        Text(
            "What do you add to a whole row, and is it right, missing or one too many?",
            "한 행 전체에 무엇을 더하나요? 맞는 값인가요, 빠졌거나 하나 더 더해지지는 않았나요?",
        ),
        _by_line(1),
    ),
)
