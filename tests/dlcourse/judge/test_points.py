"""Points are exact: all for a right answer, half of them shared by the edge cases, none below that."""

import dataclasses
from decimal import ROUND_HALF_EVEN, Decimal

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_up import CARD, CASES, said, shift, stub, verdict

from dlcourse.exercises.call import asking
from dlcourse.exercises.card import TOPICS, Case
from dlcourse.exercises.finding import LEVELS, CaseResult, Finding
from dlcourse.exercises.judge import EDGE_SHARE, Exam, Verdict, exam, judge
from dlcourse.exercises.outcome import Outcome
from dlcourse.language import Text


def test_the_reference_earns_all_points():
    assert (verdict(shift).status, verdict(shift).points) == ("passed", 2.0)
    assert said(shift, "en") == ["All 4 cases are right."]
    assert said(shift, "ko") == ["4개 경우가 모두 맞습니다."]


def test_edge_cases_share_half_of_the_points():
    def no_empty(x, by=1.0):
        return x + by if x.size else None

    assert verdict(no_empty).points == 1.5


GENERAL_NAMES = {
    "returns.none": lambda x: None,
    "type.wrong": list,
    "stability.overflow": lambda x: x * np.nan,
    "inplace.mutation": lambda x: x.__iadd__(1),
    "not_attempted": stub,
}


@pytest.mark.parametrize("name", GENERAL_NAMES)
def test_a_slip_at_the_edge_alone_counts_among_the_families_of_mistakes(name):
    got = verdict(lambda x, by=1.0: GENERAL_NAMES[name](x) if x.size == 1 else x + by)
    assert (got.diagnosis, got.told) == (name, None)
    assert name in TOPICS


def test_a_failed_plain_case_costs_everything():
    def only_first(x, by=1.0):
        return x + 1.0

    assert verdict(only_first).points == 0.0


def echo(x):
    return x


def judged(points, edges, right):
    """The verdict on an answer that gets so many of so many edge cases right."""
    cases = (
        Case(Text("plain", "보통"), (-1,)),
        *(Case(Text(f"edge {i}", f"경계 {i}"), (i,), edge=True) for i in range(edges)),
    )
    card = dataclasses.replace(CARD, reference=echo, points=points, cases=lambda rng: cases, misconceptions=())
    return verdict(lambda x: x if x < right else None, card)


@settings(max_examples=50, deadline=None)
@given(st.integers(1, 800).map(lambda n: n / 100), st.integers(1, 7), st.data())
def test_the_shares_of_the_edge_cases_add_up_to_half(points, edges, data):
    right = data.draw(st.integers(0, edges - 1))
    got = judged(points, edges, right)
    whole = Decimal(str(points)) * (1 + Decimal(right) / edges) / 2
    assert type(got.points) is float
    assert abs(Decimal(str(got.points)) - whole) <= Decimal("0.005001")
    assert got.points == round(got.points, 2)
    assert judged(points, edges, edges).points == points
    assert EDGE_SHARE == 0.5


def test_points_have_two_digits():
    shares = [judged(1.0, 3, right).points for right in range(4)]
    assert shares == [0.5, 0.67, 0.83, 1.0]
    exact = [Decimal(1) * (3 + right) / 6 for right in range(4)]
    assert shares == [float(one.quantize(Decimal("0.01"), ROUND_HALF_EVEN)) for one in exact]


@settings(max_examples=50, deadline=None)
@given(st.lists(st.sampled_from(LEVELS), max_size=8))
def test_failed_cases_come_in_the_cards_order_and_edge_cases_last(levels):
    places = [0 if i % 3 else 2 for i in range(len(levels))]
    results = tuple(
        CaseResult(CASES[place], Finding(level, str(i)), value=i)
        for i, (level, place) in enumerate(zip(levels, places, strict=True))
    )
    passed = CaseResult(CASES[1], None)
    got = Verdict(CARD, "failed", 0.0, (passed, *results, passed)).failed
    order = sorted(range(len(levels)), key=lambda i: (CASES[places[i]].edge, i))
    assert [r.value for r in got] == order


def test_what_is_not_said_of_a_verdict():
    got = Verdict(CARD, "passed", 2.0)
    assert (got.results, got.misconception, got.diagnosis, got.seed, got.spared, got.reason) == (
        (),
        None,
        None,
        0,
        (),
        "",
    )
    assert (CaseResult(CASES[0], None).value, CaseResult(CASES[0], None).printed) == (None, "")
    assert (Finding("runs", "timed-out").facts, Exam((), ()).mistakes) == ({}, {})


def test_a_verdict_tells_its_seed_and_what_came_back():
    for answer, status in ((shift, "passed"), (lambda x, by=1.0: x, "failed"), (stub, "not-attempted")):
        got = judge(CARD, asking(CARD, answer), seed=77)
        assert (got.status, got.seed, len(got.results), got.card) == (status, 77, 4, CARD)
    got = judge(CARD, asking(CARD, shift), seed=1)
    assert [np.array_equal(r.value, shift(*r.case.args, **r.case.kwargs)) for r in got.results] == [True] * 4
    assert tuple(r.case for r in got.results) == CASES


def test_the_seed_decides_the_cases():
    card = dataclasses.replace(
        CARD, cases=lambda rng: (Case(Text("drawn", "임의"), (rng.normal(size=3),)),), misconceptions=()
    )
    drawn = [exam(card, seed=seed).cases[0].args[0].tolist() for seed in (5, 5, 6)]
    assert drawn[0] == drawn[1] == np.random.default_rng(5).normal(size=3).tolist()
    assert drawn[0] != drawn[2]


@pytest.mark.parametrize("status", ["undefined", "not-attempted", "borrowed", "timed-out", "raised"])
def test_what_never_came_to_an_answer(status):
    got = judge(CARD, lambda case: Outcome(status), seed=1)
    attempted = status not in ("undefined", "not-attempted")
    assert got.status == ("failed" if attempted else "not-attempted")
    assert (got.points, got.diagnosis) == (0.0, None if attempted else "not_attempted")
    level = {"timed-out": "runs"}.get(status, "attempted")
    assert got.failed[0].finding == Finding(level, status)


def test_a_function_that_gives_up_in_some_cases_was_attempted():
    def partly(x, by=1.0):
        if x.size == 0:
            raise NotImplementedError
        return x + by

    got = verdict(partly)
    assert (got.status, got.points, got.diagnosis) == ("failed", 1.5, "not_attempted")


def test_our_own_mistake_is_told_with_the_seed():
    def broken(rng):
        raise ZeroDivisionError("ours")

    got = judge(dataclasses.replace(CARD, cases=broken), asking(CARD, shift), seed=9)
    assert (got.status, got.points, got.seed, got.reason) == ("not-judged", 2.0, 9, "ZeroDivisionError: ours")
    assert got.results == ()


@pytest.mark.parametrize("kind", [list, iter])
def test_cases_that_a_card_hands_over_one_by_one_are_all_asked(kind):
    card = dataclasses.replace(CARD, cases=lambda rng: kind(CASES), misconceptions=())
    assert len(verdict(shift, card).results) == len(CASES)
    assert verdict(lambda x, by=1.0: x, card).status == "failed"
