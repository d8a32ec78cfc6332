"""A mistake is called by its name, and what it does is found out once."""

import dataclasses

import numpy as np
from made_up import CARD, said, shift, verdict

from dlcourse.exercises.call import asking
from dlcourse.exercises.card import Case
from dlcourse.exercises.judge import exam, judge
from dlcourse.language import Text


def test_a_known_mistake_is_called_by_its_name():
    got = verdict(lambda x, by=1.0: x - by)
    assert (got.status, got.points, got.diagnosis) == ("failed", 0.0, "minus")
    assert said(lambda x, by=1.0: x - by, "en") == [
        "It looks like this: it goes down instead of up",
        "Where: “two numbers”",
        "Input: `x = [ 1., -2.]`",
        "Your result at index 0 is 0, but should be 2 (2 of 2 numbers differ).",
        "Hint: Which way do your numbers move?",
    ]
    assert said(lambda x, by=1.0: x - by, "ko") == [
        "이런 실수로 보입니다: 더하지 않고 뺐습니다",
        "어디서: “두 수”",
        "입력: `x = [ 1., -2.]`",
        "반환한 값이 인덱스 0에서 0인데 2이어야 합니다(숫자 2개 중 2개가 다릅니다).",
        "힌트: 수가 어느 쪽으로 움직이나요?",
    ]


def test_an_exam_serves_many_answers_and_remembers_what_mistakes_do():
    asked = []

    def minus(x, by=1.0):
        asked.append(x)
        return x - by

    mistake = dataclasses.replace(CARD.misconceptions[0], wrong=minus)
    card = dataclasses.replace(CARD, misconceptions=(mistake,))
    prepared = exam(card, seed=1)
    for _ in range(2):
        for function in (shift, minus):
            once = judge(card, asking(card, function), seed=1)
            again = judge(card, asking(card, function), seed=1, prepared=prepared)
            assert (once.status, once.points, once.diagnosis) == (again.status, again.points, again.diagnosis)
    asked.clear()
    judge(card, asking(card, lambda x, by=1.0: x - by), seed=1, prepared=prepared)
    assert asked == []


def test_inputs_of_a_case_that_drives_the_function_have_the_drivers_names():
    def twice(function, start, *settings, by=1.0):
        return function(function(start, by), by)

    driven = dataclasses.replace(CARD, cases=lambda rng: (Case(Text("a", "가"), (np.ones(1), 5, 6), call=twice),))
    assert said(lambda x, by=1.0: x - by, "en", driven)[1:3] == ["Where: “a”", "Input: `start = [1.]`"]
