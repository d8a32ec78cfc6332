"""How often a card that is judged by what it draws is wrong: right answers that fail, mistakes that pass, each with a fresh seed every time.

Target: none in 2,000 judgements of the reference and of every alternative, none in 200 of every mistake.
"""

import argparse
import inspect
import os
import sys
from concurrent.futures import ProcessPoolExecutor

os.environ["OPENBLAS_NUM_THREADS"] = "1"  # a worker for every core: more threads are in each other's way

from _table import machine, table
from tqdm import tqdm

from dlcourse.exercises import CARDS, verdict_on

RIGHT, WRONG, QUICK = 2_000, 200, 5
SLOW = ("train-xor", "train-mnist")  # they train a network for every verdict
A_PIECE = 20  # judgements that a worker makes in one go


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
    work = []
    for card in cards:
        for answer in range(1 + len(card.alternatives) + len(card.misconceptions)):
            wrong = answer > len(card.alternatives)
            total = QUICK if asked.quick else asked.wrong if wrong else asked.right
            work += [(card.id, answer, first, min(first + A_PIECE, total)) for first in range(0, total, A_PIECE)]
    count = {card.id: {"failed": 0, "passed": 0, "unnamed": 0, "right": 0, "wrong": 0} for card in cards}
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        for piece, found in zip(work, tqdm(pool.map(judged, work), total=len(work), disable=asked.quick), strict=True):
            for what, times in found.items():
                count[piece[0]][what] += times
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


def judged(piece: tuple[str, int, int, int]) -> dict[str, int]:
    """One answer judged with every seed from the first to the last."""
    exercise, number, first, last = piece
    card = CARDS[exercise]
    answers = [card.reference, *card.alternatives, *(mistake.wrong for mistake in card.misconceptions)]
    names = [None] * (1 + len(card.alternatives)) + [mistake.name for mistake in card.misconceptions]
    verdicts = [verdict_on(exercise, answers[number], seed=seed) for seed in range(first, last)]
    if names[number] is None:
        return {"right": len(verdicts), "failed": sum(verdict.points != card.points for verdict in verdicts)}
    passed = sum(verdict.status == "passed" for verdict in verdicts)
    named = sum(verdict.diagnosis == names[number] for verdict in verdicts)
    return {"wrong": len(verdicts), "passed": passed, "unnamed": len(verdicts) - passed - named}


if __name__ == "__main__":
    sys.exit(main())
