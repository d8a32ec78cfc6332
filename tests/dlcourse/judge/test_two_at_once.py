"""Two mistakes in one answer, or one that is made in places: told where it can be seen, and nothing where it only might be."""

import numpy as np

from dlcourse.exercises import verdict_on


def told(exercise, answer):
    verdict = verdict_on(exercise, answer, seed=1)
    assert verdict.status == "failed"
    return verdict.diagnosis, verdict.told and verdict.told.sentence


def test_one_mistake_in_some_cases_and_another_in_the_rest():
    def penalty_grad(params, l1, l2):
        return [(l1 * np.sign(W) if l1 else 2 * l2 * W, np.zeros_like(b)) for W, b in params]

    name, sentence = told("penalty-grad", penalty_grad)
    assert name == "one-penalty-only"
    assert sentence.en.startswith("in some of the cases, ")
    assert sentence.ko.startswith("일부 경우에만 나타납니다. ")


def test_one_mistake_in_one_part_alone():
    def conv_fans(shape):
        return shape[-2], int(np.prod(shape[:-2])) * shape[-1]

    name, sentence = told("conv-fans", conv_fans)
    assert name == "window-forgotten"
    assert sentence.en == "in `fan_in` alone: the window of the convolution is not counted"
    assert sentence.ko == "`fan_in`에서만 나타납니다. 합성곱의 창을 세지 않았습니다"


def test_one_mistake_in_one_part_and_another_in_the_other():
    def conv_fans(shape):
        return shape[-2], sum(shape[:-2]) * shape[-1]

    name, sentence = told("conv-fans", conv_fans)
    assert name == "window-forgotten"
    assert sentence.en == (
        "two mistakes at once: the window of the convolution is not counted; and the sides of the window are added"
    )
    assert sentence.ko == (
        "두 가지 실수가 함께 있습니다. 합성곱의 창을 세지 않았습니다. 그리고 창의 두 변을 더했습니다"
    )


def test_what_no_mistake_does_has_no_name():
    def conv_fans(shape):
        return shape[-2] * 7 + 3, shape[-1] * 5 + 11

    assert told("conv-fans", conv_fans) == (None, None)
