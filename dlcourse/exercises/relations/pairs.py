"""Pairs: a list of pairs, as of weights and biases, whose halves are right but exchanged, or of which one half is missing."""

from itertools import permutations
from typing import Any

from dlcourse.exercises.relations.view import Facts, Pair, Relation, Subject, arrays, close, distinct
from dlcourse.language import Text


def _rows(subject: Subject) -> list[tuple[Pair, list[Any], list[Any]]] | None:
    """The right pairs and what came back, case by case; None where the task does not ask for a list of tuples of one length."""
    rows = [(pair, pair.want, pair.got) for pair in subject.pairs]
    wants = [one for _, want, _ in rows if isinstance(want, list) for one in want]
    if not all(isinstance(want, list) for _, want, _ in rows) or not wants:
        return None
    if not all(isinstance(one, tuple) and len(one) == len(wants[0]) > 1 for one in wants):
        return None
    if not all(isinstance(got, list | tuple) and len(got) == len(want) for _, want, got in rows):
        return None
    return [(pair, want, list(got)) for pair, want, got in rows]


def _alike(want: Any, got: Any, pair: Pair) -> bool:
    wants, gots = arrays(want), arrays(got)
    if wants is None or gots is None or len(wants) != len(gots):
        return False
    return all(close(w, g, pair.case) for w, g in zip(wants, gots, strict=True))


def _exchanged(subject: Subject) -> Facts | None:
    rows = _rows(subject)
    if rows is None:
        return None
    width = len(rows[0][1][0])
    for _, _, got in rows:
        if not all(isinstance(one, list | tuple) and len(one) == width for one in got):
            return None
    for order in list(permutations(range(width)))[1:]:
        if all(
            _alike(tuple(right[k] for k in order), tuple(mine), pair)
            for pair, want, got in rows
            for right, mine in zip(want, got, strict=True)
        ):
            return {} if _seen(rows) >= 3 else None
    return None


def _half(subject: Subject) -> Facts | None:
    """Only one half of every pair came back."""
    rows = _rows(subject)
    if rows is None:
        return None
    for k, word in enumerate((Text("first", "첫째"), Text("second", "둘째"))):
        if all(_alike(right[k], mine, pair) for pair, want, got in rows for right, mine in zip(want, got, strict=True)):
            return {"which": word} if _seen(rows) >= 3 else None
    return None


def _seen(rows: list[tuple[Pair, list[Any], list[Any]]]) -> int:
    """How many different numbers the right pairs hold."""
    return len({number for _, want, _ in rows for array in arrays(want) or () for number in distinct(array)})


PAIRS = (
    Relation(
        "pairs-exchanged",
        Text(
            "The halves of every pair are right, but in another order.",
            "쌍마다 두 값은 맞지만 순서가 다릅니다.",
        ),
        Text(
            "Which half of a pair does the task name first? Compare it with the line that puts a pair together.",
            "문제에서는 쌍의 어느 쪽을 먼저 적었나요? 쌍을 만드는 줄과 비교해 보세요.",
        ),
        _exchanged,
    ),
    Relation(
        "half-of-every-pair",
        Text(
            "You return only the {which} half of every pair, and it is right.",
            "쌍마다 {which} 값만 반환했고, 그 값은 맞습니다.",
        ),
        Text(
            "What is the other half of a pair, and which shape has it?",
            "쌍의 나머지 한쪽은 무엇이고, 형상은 어떠해야 하나요?",
        ),
        _half,
    ),
)
