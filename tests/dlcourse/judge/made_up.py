"""One made-up exercise for the judge, and short ways to have an answer judged and explained."""

import dataclasses

import numpy as np

from dlcourse.exercises import report
from dlcourse.exercises.call import asking
from dlcourse.exercises.card import Case, Exercise, Misconception
from dlcourse.exercises.judge import judge
from dlcourse.language import Text


def shift(x: np.ndarray, by: float = 1.0) -> np.ndarray:
    """Move every number up."""
    return x + by


def both(x):
    """Two answers: a doubled array and how many numbers it holds."""
    return 2 * x, x.size


CASES = (
    Case(Text("two numbers", "두 수"), (np.array([1.0, -2.0]),)),
    Case(Text("a table", "표"), (np.arange(6.0).reshape(2, 3),), {"by": 2.5}, hidden=True),
    Case(Text("a huge number", "아주 큰 수"), (np.array([800.0]),), edge=True, silent=True),
    Case(Text("no numbers", "수가 없을 때"), (np.zeros(0),), edge=True),
)
CARD = Exercise(
    id="shift",
    reference=shift,
    points=2.0,
    stars=1,
    title=Text("Shift", "옮기기"),
    text=Text("Add `by`.", "`by`를 더하세요."),
    docstring_ko="모든 수를 옮깁니다.",
    cases=lambda rng: CASES,
    misconceptions=(
        Misconception(
            "minus",
            Text("it goes down instead of up", "더하지 않고 뺐습니다"),
            lambda x, by=1.0: x - by,
            Text("Which way do your numbers move?", "수가 어느 쪽으로 움직이나요?"),
            "sign.flipped",
        ),
    ),
    alternatives=(lambda x, by=1.0: np.add(x, by),),
    hints=(Text("a", "가"), Text("b", "나"), Text("c", "다")),
)
PAIR = dataclasses.replace(
    CARD, id="both", reference=both, cases=lambda rng: (CASES[0],), misconceptions=(), returns=("doubled", "count")
)


def verdict(function, card=CARD):
    return judge(card, asking(card, function), seed=1)


def said(function, language, card=CARD):
    """What the report says below its first line."""
    return report.sentences(verdict(function, card), language)


def stub(x, by=1.0):
    raise NotImplementedError()


def only_hidden(x, by=1.0):
    """Right where `by` is left alone, which it is not in the hidden case."""
    return x + 1.0
