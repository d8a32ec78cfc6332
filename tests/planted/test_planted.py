"""Every planted submission gets exactly its fair points and its sentence."""

import json
import os

import pytest
from damaged import DAMAGED
from handin import FULL
from hostile import HOSTILE
from thieves import HONEST, THEFT


def told(record):
    return [note["en"] for note in record["notes"]]


def graded(grader, planted):
    made = planted.notebook
    return grader.grade(made if isinstance(made, bytes) else json.dumps(made).encode(), seed=7)


def assert_fair(record, planted):
    assert record["status"] == planted.status, record["reason"]
    assert (record["reason"] or {"en": ""})["en"] == planted.reason
    points = {name: score["points"] for name, score in record["scores"].items()}
    expected = {name: most - planted.lost.get(name.removeprefix("check-"), 0.0) for name, most in FULL.items()}
    assert points == (expected if record["scores"] else {}), told(record)
    assert [note for note in planted.notes if note not in told(record)] == [], told(record)
    if planted.says:
        assert f"  {planted.says}" in record["scores"]["check-step"]["text"]["en"].splitlines()
    json.dumps(record).encode("utf-8")
    assert "<script" not in json.dumps([score["html"] for score in record["scores"].values()])


@pytest.mark.parametrize("planted", HOSTILE, ids=lambda p: p.name)
def test_a_hostile_submission_gets_what_it_earned(grader, planted):
    assert_fair(graded(grader, planted), planted)


@pytest.mark.parametrize("planted", THEFT, ids=lambda p: p.name)
def test_the_courses_answer_earns_nothing_by_whatever_way_it_came(grader, planted):
    assert_fair(graded(grader, planted), planted)


@pytest.mark.parametrize("planted", HONEST, ids=lambda p: p.name)
def test_an_honest_submission_is_accused_of_nothing(grader, planted):
    assert_fair(graded(grader, planted), planted)


@pytest.mark.parametrize("planted", DAMAGED, ids=lambda p: p.name)
def test_a_damaged_or_odd_submission_gets_what_it_earned(grader, planted):
    record = graded(grader, planted)
    assert_fair(record, planted)
    if planted.status == "graded" and not planted.notes and not planted.lost:
        assert told(record) == []


def test_there_are_enough_of_them_and_no_two_share_a_name():
    names = [planted.name for planted in (*HOSTILE, *THEFT, *HONEST, *DAMAGED)]
    assert len(names) == len(set(names))
    assert len(names) >= 200


def test_nothing_is_left_after_the_whole_class(grader):
    descriptors = sorted(os.listdir("/proc/self/fd"))
    for planted in (HOSTILE[0], HOSTILE[-1]):
        graded(grader, planted)
    assert sorted(os.listdir("/proc/self/fd")) == descriptors
