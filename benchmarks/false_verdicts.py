"""How often a card that is judged by what it draws is wrong: right answers that fail, mistakes that pass, each with a fresh seed every time.

Target: none in 2,000 judgements of the reference and of every alternative, none in 200 of every mistake.
"""

import argparse
import inspect
import os
import sys
from concurrent.futures import ProcessPoolExecutor
from typing import Any

os.environ["OPENBLAS_NUM_THREADS"] = "1"  # a worker for every core: more threads are in each other's way

from _table import machine, table
from tqdm import tqdm

from dlcourse.exercises import CARDS
from dlcourse.exercises.call import asking
from dlcourse.exercises.judge import Exam, Verdict, exam, judge

RIGHT, WRONG, QUICK = 2_000, 200, 5
SLOW = ("train-xor", "train-mnist", "from-scratch")  # they train a network for every verdict
A_PIECE = 5  # seeds that a worker tries in one go


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    random = {card.id: card for card in CARDS.values() if "rng" in inspect.signature(card.reference).parameters}
    parser.add_argument("cards", nargs="*", metavar="CARD", help="only these: " + ", ".join(random))
    parser.add_argument(
        "--right", type=int, default=RIGHT, help="judgements of every right answer (default %(default)s)"
    )
    parser.add_argument(
        "--wrong", type=int, default=WRONG, help="judgements of every wrong answer (default %(default)s)"
    )
    parser.add_argument("--quick", action="store_true", help=f"{QUICK} judgements of every answer of the fast cards")
    asked = parser.parse_args()
    if unknown := [name for name in asked.cards if name not in random]:
        parser.error(f"no such card, or none that draws: {', '.join(unknown)}")
    cards = [random[name] for name in asked.cards or [name for name in random if not (asked.quick and name in SLOW)]]
    right, wrong = (QUICK, QUICK) if asked.quick else (asked.right, asked.wrong)
    work = [
        (card.id, range(first, min(first + A_PIECE, max(right, wrong))), right, wrong)
        for card in cards
        for first in range(0, max(right, wrong), A_PIECE)
    ]
    count = {card.id: {"failed": 0, "passed": 0, "unnamed": 0, "right": 0, "wrong": 0} for card in cards}
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        for piece, (found, odd) in zip(
            work, tqdm(pool.map(judged, work), total=len(work), disable=asked.quick), strict=True
        ):
            for what, times in found.items():
                count[piece[0]][what] += times
            for line in odd:
                tqdm.write(line, file=sys.stderr)
    rows = []
    for card in cards:
        of = count[card.id]
        answers = f"{1 + len(card.alternatives)} / {len(card.misconceptions)}"
        rows.append(
            [card.id, answers, *(f"{of[what]:,}" for what in ("right", "failed", "wrong", "passed", "unnamed"))]
        )
    print(machine())
    heads = ["card", "right / wrong answers", "right judged", "failed", "wrong judged", "passed", "by another name"]
    print(table(heads, rows))
    false = sum(of["failed"] + of["passed"] for of in count.values())
    print(f"false verdicts: {false}")
    return int(false > 0)


def judged(piece: tuple[str, range, int, int]) -> tuple[dict[str, int], list[str]]:
    """All answers judged with each of the seeds: how often what happened, and a line on all that should not have."""
    exercise, seeds, most_right, most_wrong = piece
    card = CARDS[exercise]
    count = dict.fromkeys(("right", "failed", "wrong", "passed", "unnamed"), 0)
    odd = []
    for seed in seeds:
        prepared = exam(card, seed=seed)

        def judgement(answer: Any, seed: int = seed, prepared: Exam = prepared) -> Verdict:
            return judge(card, asking(card, answer), seed=seed, prepared=prepared)

        for number, answer in enumerate((card.reference, *card.alternatives) if seed < most_right else ()):
            verdict = judgement(answer)
            count["right"] += 1
            if verdict.points != card.points:
                count["failed"] += 1
                odd.append(f"{exercise}: right answer {number} fails with seed {seed}: {verdict.failed[0].finding}")
        for mistake in card.misconceptions if seed < most_wrong else ():
            verdict = judgement(mistake.wrong)
            count["wrong"] += 1
            count["passed"] += verdict.status == "passed"
            count["unnamed"] += verdict.status != "passed" and verdict.diagnosis != mistake.name
            if verdict.diagnosis != mistake.name:
                odd.append(f"{exercise}: {mistake.name} with seed {seed} is {verdict.diagnosis or verdict.status}")
    return count, odd


if __name__ == "__main__":
    sys.exit(main())
