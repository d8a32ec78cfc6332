"""Axis: the right numbers added up, averaged, repeated or running on where they should stand one by one."""

from collections.abc import Callable

import numpy as np

from dlcourse.exercises.relations.view import Facts, Relation, Subject, each, holds
from dlcourse.language import Text

_RUNNING = Text(
    "Does each number stand for itself, or does it carry all earlier ones with it? Which of the two is asked for?",
    "각 수가 자기 값만 나타내나요, 앞의 값을 모두 이어받나요? 문제에서 원하는 것은 어느 쪽인가요?",
)
_GATHER = Text(
    "Which axes does your sum, mean or maximum run over, and which of them should stay?",
    "합이나 평균, 최댓값을 어느 축을 따라 구하나요? 남아 있어야 하는 축은 어느 것인가요?",
)


def _cumulated(axis: int) -> Callable[[np.ndarray], np.ndarray | None]:
    return lambda want: np.cumsum(want, axis) if want.ndim >= (2 if axis else 1) else None


def _differences(want: np.ndarray) -> np.ndarray | None:
    if want.ndim < 1 or len(want) < 2:
        return None
    return np.concatenate([want[:1], np.diff(want, axis=0)])


def _gathered(how: Callable[..., np.ndarray]) -> Callable[[Subject], Facts | None]:
    """One number (or one row, or one column) where a table is asked for."""
    ways: tuple[tuple[object, bool, Text], ...] = (
        (None, False, Text("all of them", "전체")),
        (0, False, Text("each column", "열마다")),
        (-1, False, Text("each row", "행마다")),
        (0, True, Text("each column", "열마다")),
        (-1, True, Text("each row", "행마다")),
    )

    def find(subject: Subject) -> Facts | None:
        for axis, keep, words in ways:

            def gathered(want: np.ndarray, axis: object = axis, keep: bool = keep) -> np.ndarray | None:
                if want.size < 2 or want.ndim < (1 if axis is None else 2):
                    return None
                return np.asarray(how(want, axis=axis, keepdims=keep))

            if holds(subject, lambda want, pair, gathered=gathered: gathered(want)):  # type: ignore[misc]
                return {"over": words}
        return None

    return find


def _spread(axis: int) -> Callable[[Subject], Facts | None]:
    """The mean of a row or column in every place of it."""

    def mean(want: np.ndarray) -> np.ndarray | None:
        return np.broadcast_to(want.mean(axis, keepdims=True), want.shape) if want.ndim == 2 else None

    return lambda subject: {} if holds(subject, lambda want, pair: mean(want)) else None


def _normalised(axis: int) -> Callable[[np.ndarray], np.ndarray | None]:
    def shares(want: np.ndarray) -> np.ndarray | None:
        if want.ndim < (2 if axis == 0 else 1):
            return None
        return want / want.sum(axis, keepdims=True)

    return shares


def _centred(want: np.ndarray) -> np.ndarray | None:
    return want - want.mean(0, keepdims=True) if want.ndim and len(want) > 1 else None


_SHARES = Text(
    "Which step divides by a sum? Does the task ask for numbers that add up to 1?",
    "합으로 나누는 단계는 어디인가요? 문제에서 합이 1인 값을 원하나요?",
)

AXIS = (
    each(
        "cumulative",
        _cumulated(0),
        Text("{numbers} are running sums of the right ones.", "{numbers}은 정답을 처음부터 차례로 더해 간 값입니다."),
        _RUNNING,
    ),
    each(
        "cumulative-along-rows",
        _cumulated(-1),
        Text(
            "{numbers} are running sums of the right ones along each row.",
            "{numbers}은 정답을 행을 따라 차례로 더해 간 값입니다.",
        ),
        _RUNNING,
    ),
    each(
        "differences",
        _differences,
        Text(
            "{numbers} are the steps from one right one to the next.",
            "{numbers}은 정답에서 바로 앞의 값을 뺀 차이입니다.",
        ),
        _RUNNING,
    ),
    each(
        "shares-of-row",
        _normalised(-1),
        Text(
            "{numbers} are the right ones, divided so that they add up to 1.",
            "{numbers}은 합이 1이 되도록 정답을 나눈 값입니다.",
        ),
        _SHARES,
    ),
    each(
        "shares-of-column",
        _normalised(0),
        Text(
            "{numbers} are the right ones, divided so that every column adds up to 1.",
            "{numbers}은 열마다 합이 1이 되도록 정답을 나눈 값입니다.",
        ),
        _SHARES,
    ),
    each(
        "mean-subtracted",
        _centred,
        Text("{numbers} are the right ones minus their mean.", "{numbers}은 정답에서 그 평균을 뺀 값입니다."),
        Text(
            "Which step subtracts a mean, and is it asked for?",
            "평균을 빼는 단계는 어디인가요? 문제에서 그렇게 하라고 했나요?",
        ),
    ),
    Relation(
        "added-up",
        Text("{numbers} are the sums of the right ones ({over}).", "{numbers}은 정답을 모두 더한 값입니다({over})."),
        _GATHER,
        _gathered(np.sum),
    ),
    Relation(
        "averaged",
        Text("{numbers} are the means of the right ones ({over}).", "{numbers}은 정답의 평균입니다({over})."),
        _GATHER,
        _gathered(np.mean),
    ),
    Relation(
        "largest-only",
        Text(
            "{numbers} are only the largest of the right ones ({over}).",
            "{numbers}은 정답 가운데 가장 큰 값뿐입니다({over}).",
        ),
        _GATHER,
        _gathered(np.max),
    ),
    Relation(
        "column-mean-everywhere",
        Text(
            "{numbers} are the means of the right ones of a column, in every place of it.",
            "{numbers}은 열마다 그 열의 정답을 평균한 것입니다.",
        ),
        _GATHER,
        _spread(0),
    ),
    Relation(
        "row-mean-everywhere",
        Text(
            "{numbers} are the means of the right ones of a row, in every place of it.",
            "{numbers}은 행마다 그 행의 정답을 평균한 것입니다.",
        ),
        _GATHER,
        _spread(1),
    ),
)
