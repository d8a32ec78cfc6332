"""Losses against PyTorch, and every number the lessons quote."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose, assert_array_equal

from dlcourse import losses

FOLDER = Path(__file__).parents[1] / "goldens"
GOLDEN = dict(np.load(FOLDER / "losses.npz"))
LOGISTIC = dict(np.load(FOLDER / "logistic.npz"))
INPUTS = {"half_sse": ("o", "t"), "mse": ("o", "t"), "bce": ("z", "target"), "cross_entropy": ("logits", "y")}


@pytest.mark.parametrize("name", losses.LOSSES)
def test_loss_and_gradient_agree_with_pytorch(name):
    loss, gradient = losses.LOSSES[name]
    first, second = (GOLDEN[key] for key in INPUTS[name])
    assert_allclose(loss(first, second), GOLDEN[name], rtol=1e-13)
    assert_allclose(gradient(first, second), GOLDEN[f"{name}_grad"], rtol=1e-12, atol=1e-16)


def test_mse_sigmoid_grad_agrees_with_pytorch():
    assert_allclose(
        losses.mse_sigmoid_grad(GOLDEN["z"], GOLDEN["target"]), GOLDEN["mse_sigmoid_grad"], rtol=1e-10, atol=1e-16
    )


def test_one_hot_agrees_with_pytorch():
    assert_array_equal(losses.one_hot(GOLDEN["y"], 6), GOLDEN["one_hot"])


def test_logistic_regression_ends_where_the_gradient_is_0():
    X, z = LOGISTIC["X"], LOGISTIC["X"] @ LOGISTIC["w"] + LOGISTIC["b"]
    slope = losses.bce_grad(z, LOGISTIC["yes"])
    assert_allclose(X.T @ slope, 0.0, atol=1e-7)
    assert_allclose(slope.sum(), 0.0, atol=1e-7)


def test_softmax_regression_ends_where_the_gradient_is_0():
    X, logits = LOGISTIC["X"], LOGISTIC["X"] @ LOGISTIC["W"] + LOGISTIC["B"]
    slope = losses.cross_entropy_grad(logits, LOGISTIC["three"])
    assert_allclose(X.T @ slope, 0.0, atol=1e-7)
    assert_allclose(slope.sum(axis=0), 0.0, atol=1e-7)


def test_the_worked_errors_and_the_targets_behind_them():
    o = np.array([0.6094460050, 0.6638449097])
    t = np.array([0.4, 0.6])
    each = 0.5 * (t - o) ** 2
    assert_allclose(each, [0.0219338145, 0.0020380862], atol=5e-11)
    assert losses.half_sse(o, t) == pytest.approx(0.0239719008, abs=1e-10)
    low, high = losses.recover_targets(o, np.array([0.0219338145, 0.0020380862]))
    assert_allclose(low, t, atol=1e-8)
    assert_allclose(high, [0.81889201, 0.72768982], atol=1e-8)


def test_with_two_outputs_half_the_sum_is_the_mean_but_not_with_three():
    o, t = np.array([0.3, 0.9, 0.5]), np.array([0.0, 1.0, 1.0])
    assert losses.half_sse(o[:2], t[:2]) == pytest.approx(losses.mse(o[:2], t[:2]), rel=1e-15)
    assert losses.half_sse(o, t) != pytest.approx(losses.mse(o, t), rel=0.1)
    assert losses.half_sse(o[:1], t[:1]) == pytest.approx(0.045)


def test_cross_entropy_examples_of_the_lesson():
    p = np.array([[0.7, 0.2, 0.1], [0.1, 0.1, 0.8]])
    assert losses.cross_entropy(np.log(p), np.array([0, 1])) == pytest.approx(1.32963002, abs=5e-9)
    assert losses.cross_entropy(np.zeros((3, 10)), np.array([0, 4, 9])) == pytest.approx(2.30258509, abs=5e-9)
    assert losses.cross_entropy(np.zeros((3, 10)), np.array([0, 4, 9])) == pytest.approx(np.log(10.0), rel=1e-15)


def test_confidently_wrong_is_expensive_but_never_infinite():
    assert losses.cross_entropy(np.array([[1000.0, 0.0]]), np.array([1])) == 1000.0
    assert losses.bce(np.array([1000.0]), np.array([0.0])) == 1000.0


def test_confidently_right_still_costs_a_little():
    assert losses.bce(np.array([40.0]), np.array([1.0])) == pytest.approx(4.248354255291589e-18, rel=1e-14, abs=0)


def test_where_mse_stalls_cross_entropy_learns():
    z, t = np.array([-10.0]), np.array([1.0])
    assert losses.mse_sigmoid_grad(z, t)[0] == pytest.approx(-4.54e-5, abs=5e-8)
    assert losses.bce_grad(z, t)[0] == pytest.approx(-0.99995, abs=5e-6)


def test_the_largest_gradient_of_mse_behind_a_sigmoid_is_4_27():
    z = np.linspace(-5.0, 5.0, 1_000_001)
    size = np.abs(losses.mse_sigmoid_grad(z, np.ones_like(z)))
    assert size.max() == pytest.approx(4 / 27, abs=1e-10)
    assert size.max() == pytest.approx(0.14815, abs=5e-6)
    assert 1 / (1 + np.exp(-z[np.argmax(size)])) == pytest.approx(1 / 3, abs=1e-5)


@given(st.integers(1, 6), st.integers(1, 6), st.integers(0, 2**32 - 1))
def test_rows_of_the_cross_entropy_gradient_add_up_to_0(n, classes, seed):
    rng = np.random.default_rng(seed)
    slope = losses.cross_entropy_grad(rng.normal(scale=50, size=(n, classes)), rng.integers(classes, size=n))
    assert_allclose(slope.sum(axis=1), 0.0, atol=1e-15)


@given(st.integers(0, 2**32 - 1), st.floats(-1e3, 1e3))
def test_cross_entropy_does_not_mind_a_shift_of_the_logits(seed, shift):
    rng = np.random.default_rng(seed)
    logits, y = rng.normal(size=(4, 3)), rng.integers(3, size=4)
    assert losses.cross_entropy(logits + shift, y) == pytest.approx(losses.cross_entropy(logits, y), abs=1e-11)


@given(st.integers(0, 2**32 - 1))
def test_bce_is_cross_entropy_with_a_second_logit_of_0(seed):
    rng = np.random.default_rng(seed)
    z, y = rng.normal(scale=5, size=7), rng.integers(2, size=7)
    assert losses.bce(z, y) == pytest.approx(losses.cross_entropy(np.column_stack([0 * z, z]), y), rel=1e-12)


@given(st.integers(0, 2**32 - 1))
def test_recovered_targets_give_the_error_back(seed):
    rng = np.random.default_rng(seed)
    o, E = rng.normal(size=3), rng.random(3)
    low, high = losses.recover_targets(o, E)
    assert np.all(low <= high)
    assert_allclose(0.5 * (low - o) ** 2, E, rtol=1e-9, atol=1e-12)
    assert_allclose(0.5 * (high - o) ** 2, E, rtol=1e-9, atol=1e-12)


@pytest.mark.parametrize(
    ("call", "kind", "sentence"),
    [
        (lambda: losses.mse(np.ones(3), np.ones((3, 1))), ValueError, "mse: t has shape (3, 1), expected (3,) as o has; use t.ravel()."),
        (lambda: losses.cross_entropy(np.ones((2, 3)), np.array([0, 3])), ValueError, "cross_entropy: y holds the label 3, expected labels from 0 to 2."),
        (lambda: losses.cross_entropy(np.ones((2, 3)), np.array([0, -1])), ValueError, "cross_entropy: y holds the label -1, expected labels from 0 to 2."),
        (lambda: losses.cross_entropy(np.ones((2, 3)), np.array([0.0, 1.0])), TypeError, "cross_entropy: y holds values of type float64, expected integers."),
        (lambda: losses.cross_entropy(np.ones((0, 3)), np.array([], dtype=int)), ValueError, "cross_entropy: y has shape (0,), expected at least one number in it."),
        (lambda: losses.cross_entropy_grad(np.ones((2, 3)), np.zeros(4, dtype=int)), ValueError, "cross_entropy_grad: y has shape (4,), expected (2,) to fit logits."),
        (lambda: losses.bce(np.zeros(2), np.array([2.0, -1.0])), ValueError, "bce: t holds 2.0, expected numbers from 0 to 1."),
        (lambda: losses.bce(0.0, -0.5), ValueError, "bce: t holds -0.5, expected numbers from 0 to 1."),
        (lambda: losses.bce_grad(np.zeros(2), np.array([0.0, -1.0])), ValueError, "bce_grad: t holds -1.0, expected numbers from 0 to 1."),
        (lambda: losses.bce(np.zeros(2), np.array([0.0, np.nan])), ValueError, "bce: t holds nan, expected numbers from 0 to 1."),
        (lambda: losses.cross_entropy(np.ones((2, 3)), np.eye(3)[:2]), ValueError, "cross_entropy: y has shape (2, 3), expected (2,); use y.argmax(axis=1)."),
        (lambda: losses.cross_entropy_grad(np.ones((2, 3)), np.array([[0], [2]])), ValueError, "cross_entropy_grad: y has shape (2, 1), expected (2,) to fit logits; use y.ravel()."),
        (lambda: losses.one_hot(np.array([3]), 3), ValueError, "one_hot: y holds the label 3, expected labels from 0 to 2."),
        (lambda: losses.recover_targets(np.ones(1), -np.ones(1)), ValueError, "recover_targets: E holds -1.0, expected no number below 0."),
    ],
)  # fmt: skip  # one case a line
def test_bad_input_gets_a_sentence(call, kind, sentence):
    with pytest.raises(kind) as caught:
        call()
    assert str(caught.value) == sentence
