"""What learners are told: strangers' answers, judged, and counted by the way in which their mistake was recognised.

Targets: no wrong answer accepted, no right one refused, 90 of 100 wrong ones told by name, relation or form. Whether what is said is
true, nobody can count but a person: `--read` prints every answer's own mistake beside what `check` said of it.
"""

import argparse
import ast
import json
import linecache
from collections import Counter
from functools import cache
from pathlib import Path

import nbformat
import numpy as np
from _table import machine, table

from dlcourse import multilayer
from dlcourse.exercises import CARDS, Exercise
from dlcourse.exercises.call import asking, text_of
from dlcourse.exercises.judge import Exam, Verdict, exam, judge

BANK = Path(__file__).parents[1] / "tests" / "strangers"
SOLVED = Path(__file__).parents[1] / "solutions" / "en"
WAYS = {"name": "by name", "relation": "by relation", "form": "by form"}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="every twentieth answer")
    parser.add_argument(
        "--read", action="store_true", help="print what every wrong answer was told, for a second person"
    )
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("bank", nargs="*", type=Path, help="files of answers, as tests/strangers/ has them")
    asked = parser.parse_args()
    rows, every = [], Counter()
    for path in asked.bank or sorted(BANK.glob("*.json")):
        answers = json.loads(path.read_text(encoding="utf-8"))[:: 20 if asked.quick else 1]
        count = Counter()
        for number, answer in enumerate(answers):
            verdict = judged(answer, f"<{path.stem} {number}>", asked.seed)
            count[kind(answer, verdict)] += 1
            if asked.read and answer["kind"] == "wrong":
                said = verdict.told.sentence.en if verdict.told else f"({verdict.diagnosis})"
                print(f"{answer['exercise']}: {answer['truth']}\n    {verdict.diagnosis}: {said}")
        rows.append(row(path.stem, count))
        every += count
    print(machine())
    print(table(["bank", "wrong", *WAYS.values(), "general", "bare", "told", "accepted", "right", "refused"], rows))
    print(f"told: {share(every)}; wrong accepted: {every['accepted']}; right refused: {every['refused']}")


def judged(answer: dict[str, str], place: str, seed: int) -> Verdict:
    """The verdict on one cell, run where the lesson's other functions are the course's own."""
    card, source = CARDS[answer["exercise"]], answer["source"]
    linecache.cache[place] = (len(source), None, source.splitlines(keepends=True), place)
    names = {"np": np, "__name__": "__main__"} | provided(card)
    exec(compile(source, place, "exec"), names)
    answer = names[card.name]
    return judge(card, asking(card, answer), seed=seed, prepared=asked_of(card.id, seed), source=text_of(answer))


@cache
def asked_of(exercise: str, seed: int) -> Exam:
    """What a seed asks: made once for all answers to an exercise, as for a class."""
    return exam(CARDS[exercise], seed=seed)


def provided(card: Exercise) -> dict[str, object]:
    """What a lesson's cells before the exercise have defined, and the course's own answers to all others."""
    gates = {name: getattr(multilayer, name) for name in ("and_gate", "or_gate", "nand_gate")}
    others = {other.name: other.reference for other in CARDS.values() if other.id != card.id}
    names: dict[str, object] = {"np": np} | gates | others
    exec(compile(helpers(card), f"<before {card.id}>", "exec"), names)
    return names


@cache
def helpers(card: Exercise) -> ast.Module:
    """The imports and the functions of the lesson's own cells above an exercise, without the answers."""
    for path in sorted(SOLVED.glob("*/*.ipynb")):
        texts = [cell.source for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "code"]
        check = next((number for number, text in enumerate(texts) if f'check("{card.id}"' in text), None)
        if check is not None:
            nodes = [node for text in texts[:check] for node in ast.parse(text).body]
            kept = [node for node in nodes if isinstance(node, ast.Import | ast.ImportFrom | ast.FunctionDef)]
            answers = {other.name for other in CARDS.values() if f'check("{other.id}"' in "".join(texts)}
            return ast.Module([node for node in kept if getattr(node, "name", "") not in answers], [])
    return ast.Module([], [])


def kind(answer: dict[str, str], verdict: Verdict) -> str:
    if answer["kind"] == "right":
        return "right" if verdict.status == "passed" else "refused"
    if verdict.status == "passed":
        return "accepted"
    return verdict.told.way if verdict.told else "general" if verdict.diagnosis else "bare"


def row(name: str, count: Counter[str]) -> list[str]:
    wrong = sum(count[key] for key in (*WAYS, "general", "bare", "accepted"))
    right = count["right"] + count["refused"]
    ways = [str(count[key]) for key in (*WAYS, "general", "bare")]
    return [name, str(wrong), *ways, share(count), str(count["accepted"]), str(right), str(count["refused"])]


def share(count: Counter[str]) -> str:
    wrong = sum(count[key] for key in (*WAYS, "general", "bare", "accepted"))
    return f"{100 * sum(count[way] for way in WAYS) / wrong:.0f} %" if wrong else "-"


if __name__ == "__main__":
    main()
