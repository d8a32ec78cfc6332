"""Pairs, parts within parts, measures of an input, one part told something else, and answers that one step would make right."""

import numpy as np
import pytest
from planting import returning, told

from dlcourse.exercises import CARDS, verdict_on


def _of(name, wrong):
    card = CARDS[name]
    return told(card, lambda *args, **kwargs: wrong(card.reference, *args, **kwargs))


@pytest.mark.parametrize("name", ["mlp-backward", "penalty-grad"])
def test_halves_of_every_pair(name):
    swapped = _of(name, lambda right, *args, **named: [(b, W) for W, b in right(*args, **named)])
    first = _of(name, lambda right, *args, **named: [W for W, _ in right(*args, **named)])
    assert (swapped.name, first.name) == ("pairs-exchanged", "half-of-every-pair")
    assert first.sentence.en == "You return only the first half of every pair, and it is right."
    assert first.sentence.ko == "쌍마다 첫째 값만 반환했고, 그 값은 맞습니다."


def test_a_part_within_a_part_that_is_another_part():
    def wrong(right, *args, **named):
        out, (_, gamma, std), state = right(*args, **named)
        return out, (out, gamma, std), state

    found = _of("batchnorm", wrong)
    assert (found.name, found.sentence.en) == ("part-for-another", "Where `cache[0]` should be, you return `out`.")


def test_one_part_that_knows_the_last_example_alone():
    def wrong(right, dout, X, W):
        dX, _, _ = right(dout, X, W)
        return (dX, *right(dout[-1:], X[-1:], W)[1:])

    found = _of("affine-backward", wrong)
    assert found.name == "argument-last-alone"
    assert found.sentence.en == "The numbers in `dW` and `db` are right for the last entry of `dout` and `X` alone."
    assert found.sentence.ko == "`dW`, `db`의 값은 `dout`, `X`의 마지막 원소만 있을 때의 정답입니다."


def test_single_calls_speak_where_several_steps_in_a_row_cannot():
    def wrong(right, w, v, g, lr, alpha=0.9):
        new, velocity = right(w, v, g, lr, alpha)
        return new - lr * g, velocity

    found = _of("momentum-step", wrong)
    assert (found.name, found.sentence.en) == (
        "input-subtracted",
        "The numbers in `w` are the right ones minus `lr * g`.",
    )


def test_measures_of_an_input_and_factors_of_each_call():
    by_mean = _of("dropout-backward", lambda right, dout, mask: right(dout, mask) / np.mean(mask))
    by_call = _of("dropout-backward", lambda right, dout, mask: right(dout, mask) * (3 + np.cos(dout.sum())))
    by_number = _of("fans", lambda right, shape: (right(shape)[0] * shape[1], right(shape)[1]))
    assert by_mean.sentence.en == "Your numbers are the right ones divided by the mean of `mask`."
    assert (by_mean.name, by_call.name) == ("divided-by-measure", "case-factor")
    assert by_number.sentence.en == "The numbers in `fan_in` are the right ones times `shape[1]`."


def test_a_gradient_of_length_one():
    found = _of("gd-step", lambda right, w, g, lr: right(w, g / np.linalg.norm(g), lr))
    assert (found.name, found.sentence.en) == (
        "argument-normalised",
        "Your numbers are right for `g` divided by its length.",
    )


@pytest.mark.parametrize(
    ("change", "name"),
    [
        (lambda out, mask: (mask, out), "would-do-in-another-order"),
        (lambda out, mask: (-out, -mask), "would-do-with-the-other-sign"),
        (lambda out, mask: (out / 2, mask / 2), "would-do-doubled"),
        (lambda out, mask: (2 * out, 2 * mask), "would-do-halved"),
        (lambda out, mask: (out, mask), None),
        (lambda out, mask: (out + 0.5, mask), None),
    ],
)
def test_what_one_step_would_make_right(change, name):
    card = CARDS["dropout"]
    found = told(card, lambda *args, **kwargs: change(*card.reference(*args, **kwargs)))
    assert (found and found.name) == name


def test_two_edge_cases_may_fail_for_two_reasons():
    """Everything plain is right; the first of the two edge cases that has a name is told."""

    def activation_backward(dout, z, kind):
        if kind == "relu":
            return np.where(z >= 0, dout, 0.0)
        if kind == "sigmoid":
            a = 1 / (1 + np.exp(-z))
            return dout * a * (1 - a)
        return CARDS["activation-backward"].reference(dout, z, kind)

    assert verdict_on("activation-backward", activation_backward, seed=1).diagnosis == "one-at-zero"


def test_a_right_answer_is_told_nothing_by_any_of_them():
    for name in ("mlp-backward", "penalty-grad", "dropout", "momentum-step", "fans"):
        card = CARDS[name]
        assert told(card, returning(card, lambda v: v) if name != "fans" else card.reference) is None
