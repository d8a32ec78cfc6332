"""`if solved("id"):` keeps a cell shut until its exercises have passed, and says which to solve first."""

import pytest

from dlcourse import language, own_functions
from dlcourse.exercises import CARDS, CardError, solved


@pytest.fixture(autouse=True)
def _nothing_solved(monkeypatch):
    monkeypatch.setattr(own_functions, "_mine", {})
    monkeypatch.setattr(language, "_chosen", "en")
    monkeypatch.delenv("NBGRADER_EXECUTION", raising=False)


def solve(exercise):
    own_functions.remember(CARDS[exercise].reference, lambda x: x)


def test_a_cell_stays_shut_and_says_what_is_missing(capsys):
    solve("sigmoid")
    assert solved("sigmoid", "step", "softmax") is False
    language.use("ko")
    assert solved("step") is False
    softmax = 1 + next(k for k, each in enumerate(lesson_of("softmax").tasks) if each.id == "softmax")
    assert capsys.readouterr().out == (
        f"First solve 1.1 (step), 3.{softmax} (softmax) and run the checks; then run this cell again.\n"
        "먼저 풀 문제: 1.1(step). 점검을 통과한 다음 이 셀을 다시 실행해 보세요.\n"
    )


def lesson_of(exercise):
    from dlcourse.record import catalogue

    return next(each for each in catalogue.lessons() if exercise in {task.id for task in each.tasks})


def test_it_opens_once_all_have_passed(capsys):
    solve("sigmoid")
    solve("relu")
    assert solved("sigmoid", "relu") is True
    assert capsys.readouterr().out == ""


def test_it_stays_silent_while_nbgrader_grades(monkeypatch, capsys):
    solve("step")
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    assert solved("step") is False
    assert capsys.readouterr().out == ""


def test_an_authors_typing_mistake_gets_a_sentence():
    known = ", ".join(sorted(CARDS))
    with pytest.raises(CardError) as refused:
        solved("stepp")
    assert str(refused.value) == f"solved: there is no exercise 'stepp'; name one of: {known}."
