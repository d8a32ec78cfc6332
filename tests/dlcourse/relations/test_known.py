"""The numbers of another function of the course, and of fewer examples than there were."""

import numpy as np
import pytest

from dlcourse import activations
from dlcourse.exercises import CARDS, verdict_on


def told(exercise, function):
    return verdict_on(exercise, function, seed=4).told


@pytest.mark.parametrize(
    ("exercise", "other"),
    [
        ("sigmoid", "sigmoid_grad"),
        ("softplus", "swish"),
        ("tanh-grad", "tanh"),
        ("swish", "softplus"),
        ("relu-grad", "elu_grad"),
    ],
)
def test_the_numbers_of_another_function(exercise, other):
    function = getattr(activations, other)
    got = told(exercise, lambda z, *more, **named: function(z))
    names = {one.name for one in CARDS[exercise].misconceptions}
    assert got.name == "another-function" or got.name in names
    if got.name == "another-function":
        assert got.sentence.en == f"Your numbers are those of another function of the course: `{other}`."
        assert got.sentence.ko == f"결과의 값은 강의에 나오는 다른 함수 `{other}`의 값과 같습니다."
        assert got.hint.en == f"What does `{other}` say about its input, and what does the task ask for?"


def test_it_is_told_somewhere():
    assert told("sigmoid", lambda z: activations.sigmoid_grad(z)).name == "another-function"


def test_numbers_of_no_function_are_not():
    got = told("sigmoid", lambda z: np.cos(3 * z) * z)
    assert got is None or got.name != "another-function"


@pytest.mark.parametrize(
    ("cut", "name", "said"),
    [
        (lambda v: v[:1], "argument-first-alone", "the first entry of `y` and `yhat` alone"),
        (lambda v: v[-1:], "argument-last-alone", "the last entry of `y` and `yhat` alone"),
        (lambda v: v[:-1], "argument-last-left-out", "`y` and `yhat` without its last entry"),
        (lambda v: v[1:], "argument-first-left-out", "`y` and `yhat` without its first entry"),
    ],
)
def test_arrays_that_go_together_are_cut_together(cut, name, said):
    card = CARDS["confusion"]
    got = told("confusion", lambda y, yhat, C: card.reference(cut(y), cut(yhat), C))
    assert (got.way, got.name) == ("relation", name)
    assert said in got.sentence.en
