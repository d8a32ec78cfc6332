"""One mistake is not counted twice, and nobody is judged a second time for nothing."""

import dataclasses

import pytest

from dlcourse.exercises import CARDS
from dlcourse.exercises.double_jeopardy import kinder
from dlcourse.exercises.judge import NOTHING, Verdict

CARD = next(card for card in CARDS.values() if len(card.depends) == 1)
[EARLIER] = (CARDS[name] for name in CARD.depends)


def judged(card, *verdicts):
    """What `kinder` decides where judging gives these verdicts in turn, and what was asked of it."""
    asked, left = [], list(verdicts)

    def once(stand_ins, above):
        asked.append((dict(stand_ins), above))
        return left.pop(0)

    return kinder(card, CARDS, once), asked


@pytest.mark.parametrize("status", ["passed", "not-attempted", "not-judged"])
def test_who_did_not_fail_is_judged_once(status):
    first = Verdict(CARD, status, 1.0)
    assert judged(CARD, first) == (first, [({}, NOTHING)])


def test_an_exercise_that_builds_on_nothing_is_judged_once():
    alone = dataclasses.replace(CARD, depends=())
    first = Verdict(alone, "failed", 0.0)
    assert judged(alone, first) == (first, [({}, NOTHING)])


def test_who_failed_is_judged_again_with_the_courses_own_earlier_functions():
    first, second = Verdict(CARD, "failed", 0.5), Verdict(CARD, "failed", 1.0)
    decided, asked = judged(CARD, first, second)
    assert asked == [({}, NOTHING), ({EARLIER.name: EARLIER.reference}, 0.5)]
    assert decided == dataclasses.replace(second, spared=(EARLIER.name,))


@pytest.mark.parametrize("points", [0.5, 0.25])
def test_what_is_no_kinder_leaves_the_first_verdict_as_it_is(points):
    first = Verdict(CARD, "failed", 0.5)
    decided, asked = judged(CARD, first, Verdict(CARD, "failed", points))
    assert decided is first
    assert len(asked) == 2
