"""Two mistakes at once: how often one of them, or both, are told, where a card's listed mistakes are combined by planting.

Two ways of combining: one mistake in the first half of the plain cases and the other in the rest, or one in the first part of the
result and the other in the rest. Only combinations that differ from each of the two alone are counted. Target: at least one of
the two is told in nine of ten.
"""

import argparse
from collections import Counter
from collections.abc import Iterator
from itertools import permutations
from typing import Any

import numpy as np
from _table import machine, table

from dlcourse.exercises import CARDS, Exercise
from dlcourse.exercises.call import asking
from dlcourse.exercises.compare import same_story
from dlcourse.exercises.judge import Exam, exam, judge
from dlcourse.exercises.outcome import Ask, Outcome

SLOW = ("train-xor", "train-mnist")  # they train a network for every question
SEED, SAMPLE = 1, 40
KINDS = ("by case", "by part")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("cards", nargs="*", metavar="CARD", help="only these")
    parser.add_argument("--sample", type=int, default=SAMPLE, help="pairs of a card (default %(default)s)")
    parser.add_argument("--quick", action="store_true", help="three pairs of every tenth card")
    parser.add_argument("--read", action="store_true", help="print every pair of which neither was told")
    asked = parser.parse_args()
    names = asked.cards or [name for name, card in CARDS.items() if name not in SLOW and card.accept is None]
    rows, every = [], Counter[str]()
    for name in names[:: 10 if asked.quick else 1]:
        count = Counter[str]()
        for kind, first, second, told in pairs(CARDS[name], 3 if asked.quick else asked.sample):
            count[kind] += 1
            count[f"{kind}, told"] += told in (first, second)
            count["other"] += told not in (first, second, None)
            count["nothing"] += told is None
            if asked.read and told not in (first, second):
                print(f"{name} ({kind}): {first} + {second}: {told}")
        every += count
        rows.append([name, *columns(count)])
    print(machine())
    heads = ["card", *(f"{kind}{what}" for kind in KINDS for what in ("", ", told")), "something else", "nothing"]
    print(table(heads, [*rows, ["all", *columns(every)]]))


def columns(count: Counter[str]) -> list[str]:
    keys = [f"{kind}{what}" for kind in KINDS for what in ("", ", told")]
    return [str(count[key]) for key in (*keys, "other", "nothing")]


def pairs(card: Exercise, sample: int) -> Iterator[tuple[str, str, str, str | None]]:
    """Planted pairs of a card's mistakes, and what the answer that makes both was told."""
    asked = exam(card, seed=SEED)
    does = {one.name: [asking(card, one.wrong)(case) for case in asked.cases] for one in card.misconceptions}
    every = list(permutations(does, 2))
    order = np.random.default_rng(SEED).permutation(len(every))
    for kind, mixed in (("by case", by_case), ("by part", by_part)):
        found = 0
        for first, second in (every[place] for place in order):
            both = mixed(asked, does[first], does[second])
            if both is None or any(alike(asked, both, does[one]) for one in does):
                continue
            verdict = judge(card, _in_turn(both), seed=SEED, prepared=asked)
            if verdict.status != "passed":
                yield kind, first, second, verdict.diagnosis
                found += 1
            if found == sample:
                break


def _in_turn(outcomes: list[Outcome]) -> Ask:
    given = iter(outcomes)  # the judge asks for the cases in their order
    return lambda case: next(given)


def by_case(asked: Exam, first: list[Outcome], second: list[Outcome]) -> list[Outcome] | None:
    plain = [number for number, case in enumerate(asked.cases) if not case.edge]
    mine = set(plain[: (len(plain) + 1) // 2])
    both = [first[n] if n in mine else second[n] if n in plain else asked.expected[n] for n in range(len(first))]
    if any(one.status != "returned" for one in both):
        return None
    halves = [[n for n in plain if n in mine], [n for n in plain if n not in mine]]
    if any(all(same_story(both[n], asked.expected[n], asked.cases[n]) for n in half) for half in halves):
        return None
    return both


def by_part(asked: Exam, first: list[Outcome], second: list[Outcome]) -> list[Outcome] | None:
    both = []
    for one, other, want, case in zip(first, second, asked.expected, asked.cases, strict=True):
        values = [outcome.value for outcome in (one, other, want)]
        if not all(isinstance(value, tuple) and len(value) == len(want.value) > 1 for value in values):
            return None
        value: Any = (one.value[0], *other.value[1:])
        both.append(want if case.edge else Outcome("returned", value=value))
    plain = [n for n, case in enumerate(asked.cases) if not case.edge]
    for mine, theirs in ((first, second), (second, first)):
        if all(same_story(both[n], Outcome("returned", value=mine[n].value), asked.cases[n]) for n in plain):
            return None
        if all(same_story(both[n], asked.expected[n], asked.cases[n]) for n in plain if theirs):
            return None
    return both


def alike(asked: Exam, both: list[Outcome], alone: list[Outcome]) -> bool:
    plain = [n for n, case in enumerate(asked.cases) if not case.edge]
    return all(same_story(alone[n], both[n], asked.cases[n]) for n in plain)


if __name__ == "__main__":
    main()
