"""How long one `check` takes, against running the same function on the same cases and nothing else.

Target: under 50 ms for the slowest card of a lesson, right answer or wrong.
"""

from functools import partial

import numpy as np
from _table import alternating, arguments, machine, milliseconds, table

from dlcourse.exercises import CARDS, check, verdict_on

TARGET = 50.0


def main() -> None:
    repetitions = arguments(__doc__, quick=1, full=15)
    rows, slowest = [], 0.0
    for card in list(CARDS.values())[:: 10 if repetitions == 1 else 1]:
        right, *wrong = [mine(card.reference), *(mine(mistake.wrong) for mistake in card.misconceptions)]
        verdicts = [verdict_on(card.id, answer).status for answer in (right, *wrong)]
        assert verdicts == ["passed", *["failed"] * len(wrong)], f"{card.id}: {verdicts}"
        sides = [partial(timed_alone, card), *(partial(timed_check, card, answer) for answer in (right, *wrong))]
        alone, passed, *failed = alternating(sides, repetitions)
        worst = max([passed, *failed])
        slowest = max(slowest, worst)
        columns = [f"{alone:.2f}", f"{passed:.1f}", f"{max(failed, default=0):.1f}", f"{worst / alone:.0f}x"]
        rows.append([card.id, *columns, "yes" if worst < TARGET else "NO"])
    print(machine())
    heads = ["card", "function alone, ms", "check, right, ms", "check, worst mistake, ms", "ratio", f"< {TARGET:g} ms"]
    print(table(heads, rows))
    print(f"slowest: {slowest:.1f} ms")


def mine(answer):
    """The same answer as if the learner had written it: `check` refuses functions of the course's own."""

    def mine(*args, **kwargs):
        return answer(*args, **kwargs)

    return mine


def timed_alone(card) -> float:
    """The reference on every case, and nothing else."""
    cases = card.cases(np.random.default_rng(0))
    calls = [
        partial(case.call, card.reference, *case.args, **case.kwargs)
        if case.call
        else partial(card.reference, *case.args, **case.kwargs)
        for case in cases
    ]
    return milliseconds(lambda: [call() for call in calls])


def timed_check(card, answer) -> float:
    """What a cell does that ends in `check`: judge, and make the report that is displayed."""
    return milliseconds(lambda: check(card.id, answer)._repr_html_())


if __name__ == "__main__":
    main()
