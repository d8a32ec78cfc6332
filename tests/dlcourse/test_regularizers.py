"""Penalties by hand, dropout by statistics, batch normalization against PyTorch, early stopping by its story."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose, assert_array_equal

from dlcourse import regularizers as reg
from dlcourse.losses import bce_grad

FOLDER = Path(__file__).parents[1] / "goldens"
GOLDEN = dict(np.load(FOLDER / "batchnorm.npz"))
LOGISTIC = dict(np.load(FOLDER / "logistic.npz"))
LAYER = (np.array([[0.5], [-1.0], [2.0]]), np.array([100.0]))
START = (np.zeros(3), np.ones(3))


@pytest.fixture
def rng():
    return np.random.default_rng(5)


# --- penalties


def test_penalties_by_hand():
    assert reg.penalty([LAYER], l1=0.1, l2=0.0) == pytest.approx(0.35, rel=1e-15)
    assert reg.penalty([LAYER], l1=0.0, l2=0.1) == pytest.approx(0.2625, rel=1e-15)
    assert reg.penalty([LAYER, LAYER], l1=0.1, l2=0.1) == pytest.approx(2 * (0.35 + 0.2625), rel=1e-15)


def test_sums_and_not_means():
    four = [(np.array([[1.0], [-2.0], [3.0], [-4.0]]), np.zeros(1))]
    assert reg.penalty(four, l1=1.0, l2=0.0) == 10.0
    assert reg.penalty(four, l1=0.0, l2=1.0) == 15.0


def test_penalty_gradients_by_hand():
    [(dW, db)] = reg.penalty_grad([LAYER], l1=0.1, l2=0.0)
    assert_allclose(dW.ravel(), [0.1, -0.1, 0.1], rtol=1e-15)
    assert_array_equal(db, [0.0])
    [(dW, db)] = reg.penalty_grad([LAYER], l1=0.0, l2=0.1)
    assert_allclose(dW.ravel(), [0.05, -0.1, 0.2], rtol=1e-15)
    [(dW, db)] = reg.penalty_grad([(np.zeros((2, 3)), np.ones(3))], l1=1.0, l2=1.0)
    assert_array_equal(dW, np.zeros((2, 3)))


def test_ridge_regression_ends_where_loss_and_penalty_pull_equally():
    X, w = LOGISTIC["X"], LOGISTIC["ridge_w"]
    slope = X.T @ bce_grad(X @ w + LOGISTIC["ridge_b"], LOGISTIC["yes"])
    [(dW, _)] = reg.penalty_grad([(w[:, None], np.zeros(1))], l1=0.0, l2=float(LOGISTIC["ridge_l2"]))
    assert_allclose(slope + dW[:, 0], 0.0, atol=1e-7)


def test_shrinking_by_hand():
    w = np.array([0.05, -0.2, 1.0])
    assert_allclose(reg.soft_threshold(w, 0.1), [0.0, -0.1, 0.9], rtol=1e-15)
    assert_allclose(reg.ridge_shrink(w, 0.1), [0.04545, -0.18182, 0.90909], atol=5e-6)


# --- dropout


def test_p_is_the_share_that_is_dropped(rng):
    out, mask = reg.dropout(np.ones((400, 500)), 0.2, rng=rng, train=True)
    assert np.mean(out == 0.0) == pytest.approx(0.2, abs=0.005)
    assert_array_equal(np.unique(mask), [0.0, 1.25])
    assert out.mean() == pytest.approx(1.0, abs=0.005)


def test_every_sample_has_its_own_mask(rng):
    _, mask = reg.dropout(np.ones((50, 40)), 0.5, rng=rng, train=True)
    assert len(np.unique(mask, axis=0)) == 50
    assert len(np.unique(mask, axis=1).T) == 40


def test_dropout_rests_when_not_training(rng):
    a = rng.normal(size=(3, 4))
    out, mask = reg.dropout(a, 0.9, rng=rng, train=False)
    assert_array_equal(out, a)
    assert_array_equal(mask, np.ones((3, 4)))
    assert out is not a


def test_what_was_dropped_gets_no_gradient_and_the_rest_its_scale(rng):
    a = rng.normal(size=(6, 5))
    out, mask = reg.dropout(a, 0.4, rng=rng, train=True)
    assert_array_equal(out, a * mask)
    assert_array_equal(reg.dropout_backward(np.ones((6, 5)), mask), mask)


def test_dropping_nobody_changes_nothing(rng):
    out, mask = reg.dropout(np.full((3, 3), 2.0), 0.0, rng=rng, train=True)
    assert_array_equal(out, np.full((3, 3), 2.0))
    assert_array_equal(mask, np.ones((3, 3)))


# --- batch normalization


def test_three_batches_of_training_agree_with_pytorch():
    state = START
    for i, (x, dout) in enumerate(zip(GOLDEN["batches"], GOLDEN["douts"], strict=True)):
        out, cache, state = reg.batchnorm(x, GOLDEN["gamma"], GOLDEN["beta"], state, True)
        dx, dgamma, dbeta = reg.batchnorm_backward(dout, cache)
        assert_allclose(out, GOLDEN["out"][i], rtol=1e-10)
        assert_allclose(dx, GOLDEN["dx"][i], rtol=1e-8, atol=1e-12)  # sums that cancel lose digits on both sides
        assert_allclose(dgamma, GOLDEN["dgamma"][i], rtol=1e-10)
        assert_allclose(dbeta, GOLDEN["dbeta"][i], rtol=1e-12)
    assert_allclose(state[0], GOLDEN["running_mean"], rtol=1e-12)
    # PyTorch keeps variances divided by N - 1; the part of its start, 0.9^3 * 1, is the same
    start = 0.9**3
    assert_allclose(state[1], start + (GOLDEN["running_var"] - start) * 4 / 5, rtol=1e-12)


def test_evaluation_agrees_with_pytorch_and_leaves_the_state():
    state = (GOLDEN["running_mean"], GOLDEN["running_var"])
    out, _, after = reg.batchnorm(GOLDEN["fresh"], GOLDEN["gamma"], GOLDEN["beta"], state, False)
    assert_allclose(out, GOLDEN["evaluated"], rtol=1e-12)
    assert after is state


def test_batch_norm_by_hand():
    x = np.array([[1.0], [2.0], [3.0], [4.0]])
    out, _, state = reg.batchnorm(x, np.ones(1), np.zeros(1), (np.zeros(1), np.ones(1)), True)
    assert_allclose(out.ravel(), [-1.34163542, -0.44721181, 0.44721181, 1.34163542], atol=5e-9)
    assert_allclose([state[0][0], state[1][0]], [0.25, 0.9 + 0.1 * 1.25], rtol=1e-14)


@given(st.integers(2, 8), st.integers(1, 5), st.integers(0, 2**32 - 1))
def test_batch_norm_columns_of_dx_add_up_to_0(n, m, seed):
    rng = np.random.default_rng(seed)
    x, gamma, beta = rng.normal(3, 2, size=(n, m)), rng.normal(size=m), rng.normal(size=m)
    out, cache, _ = reg.batchnorm(x, gamma, beta, (np.zeros(m), np.ones(m)), True)
    assert_allclose(out.mean(axis=0), beta, atol=1e-9)
    dx, _, _ = reg.batchnorm_backward(rng.normal(size=(n, m)), cache)
    assert_allclose(dx.sum(axis=0), 0.0, atol=1e-9)


def test_one_example_is_a_batch_too():
    out, cache, _ = reg.batchnorm(np.array([[7.0, -3.0, 0.0]]), np.ones(3), np.full(3, 0.5), START, True)
    assert_array_equal(out, [[0.5, 0.5, 0.5]])
    assert_allclose(reg.batchnorm_backward(np.ones((1, 3)), cache)[0], 0.0)


# --- early stopping

LOSSES = (0.9, 0.7, 0.6, 0.62, 0.61, 0.605, 0.58, 0.59, 0.6, 0.61)


@pytest.mark.parametrize(("patience", "stops", "best"), [(2, 4, 2), (3, 5, 2), (4, None, 6)])
def test_the_story_of_the_lesson(patience, stops, best):
    watch = reg.StoppingRule(patience)
    stopped = None
    for i, loss in enumerate(LOSSES):
        if watch.update(loss, [np.array([float(i)])]):
            stopped = i
            break
    assert stopped == stops
    assert (watch.best_index, watch.best_loss) == (best, LOSSES[best])
    assert_array_equal(watch.best_weights[0], [best])


@pytest.mark.parametrize(("patience", "measured", "best"), [(2, 5, 2), (3, 6, 2), (4, 10, 6)])
def test_a_training_loop_tells_the_same_story(patience, measured, best):
    kept, losses = reg.early_stopping(
        np.zeros(1), lambda w: -np.ones(1), lambda w: LOSSES[int(w[0])], 1.0, patience, 10
    )
    assert_array_equal(kept, [best])
    assert_array_equal(losses, LOSSES[:measured])


@given(st.lists(st.integers(0, 9), min_size=1, max_size=20), st.integers(1, 4), st.integers(0, 2))
def test_loop_and_watchman_agree(story, patience, min_delta):
    watch = reg.StoppingRule(patience, float(min_delta))
    stops = next((i for i, loss in enumerate(story) if watch.update(loss, [np.array([float(i)])])), len(story) - 1)
    kept, losses = reg.early_stopping(
        np.zeros(1), lambda w: -np.ones(1), lambda w: story[int(w[0])], 1.0, patience, len(story), float(min_delta)
    )
    assert_array_equal(losses, story[: stops + 1])
    assert_array_equal(kept, watch.best_weights[0])


def test_the_loop_leaves_the_first_weights_alone_and_keeps_copies():
    w = np.array([3.0, -1.0])
    kept, losses = reg.early_stopping(w, lambda w: 2 * w, lambda w: float(w @ w), 0.25, 2, 4)
    assert_array_equal(w, [3.0, -1.0])
    assert_allclose(kept, w / 8, rtol=1e-15)
    assert_allclose(losses, 10.0 / 4.0 ** np.arange(4), rtol=1e-15)


@pytest.mark.parametrize("loss", [lambda w: float(w @ w), lambda w: float("nan")], ids=["rising", "no number"])
def test_where_nothing_is_better_than_the_start_a_copy_of_it_comes_back(loss):
    w = np.array([3.0, -1.0])
    kept, losses = reg.early_stopping(w, lambda w: -w, loss, 0.25, 2, 9)
    assert_array_equal(kept, w)
    assert not np.shares_memory(kept, w)
    assert len(losses) == (2 if np.isnan(losses[0]) else 3)


def test_the_best_weights_are_copies():
    watch, w = reg.StoppingRule(1), np.array([1.0])
    watch.update(0.5, [w])
    w += 1.0
    assert_array_equal(watch.best_weights[0], [1.0])


def test_a_little_better_than_the_best_is_not_better():
    watch = reg.StoppingRule(2, min_delta=0.1)
    assert [watch.update(loss, []) for loss in (1.0, 0.95, 0.92)] == [False, False, True]
    assert watch.best_loss == 1.0


def test_better_than_the_last_but_not_than_the_best_still_counts_as_waiting():
    watch = reg.StoppingRule(3)
    assert [watch.update(loss, []) for loss in (0.5, 0.9, 0.8, 0.7)] == [False, False, False, True]


def test_a_loss_that_is_no_number_is_never_the_best():
    watch = reg.StoppingRule(2)
    assert [watch.update(loss, []) for loss in (float("nan"), float("nan"))] == [False, True]
    assert watch.best_index == -1


# --- augmentation


def test_what_is_pushed_out_does_not_come_back_on_the_other_side():
    image = np.arange(1, 10).reshape(1, 3, 3)
    assert_array_equal(reg.augment_shift(image, 1, 0)[0], [[0, 0, 0], [1, 2, 3], [4, 5, 6]])
    assert_array_equal(reg.augment_shift(image, -1, 1)[0], [[0, 4, 5], [0, 7, 8], [0, 0, 0]])
    assert_array_equal(reg.augment_shift(image, 0, -2)[0], [[3, 0, 0], [6, 0, 0], [9, 0, 0]])


@given(st.integers(-6, 6), st.integers(-6, 6))
def test_shifting_is_rolling_inside_a_wide_frame_of_zeros(dy, dx):
    images = np.arange(1, 31, dtype=np.uint8).reshape(2, 3, 5)
    frame = np.pad(images, ((0, 0), (6, 6), (6, 6)))
    shifted = reg.augment_shift(images, dy, dx)
    assert_array_equal(shifted, np.roll(frame, (dy, dx), axis=(1, 2))[:, 6:9, 6:11])
    assert shifted.dtype == np.uint8


A = np.ones((2, 3))


@pytest.mark.parametrize(
    ("call", "kind", "sentence"),
    [
        (lambda rng: reg.dropout(A, 1.5, rng=rng, train=True), ValueError, "dropout: p is 1.5, expected 0 <= p < 1."),
        (lambda rng: reg.dropout(A, 1.0, rng=rng, train=True), ValueError, "dropout: p is 1.0, expected 0 <= p < 1."),
        (lambda rng: reg.dropout(A, 0.5, rng=rng, train=1), TypeError, "dropout: train is 1, expected True or False."),
        (lambda rng: reg.dropout_backward(A, A.T), ValueError, "dropout_backward: mask has shape (3, 2), expected (2, 3) as dout has."),
        (lambda rng: reg.penalty([LAYER], l1=-0.1, l2=0.0), ValueError, "penalty: l1 is -0.1, expected a number not below 0."),
        (lambda rng: reg.penalty(A, l1=0.1, l2=0.0), TypeError, "penalty: params is an array of shape (2, 3), expected a list with a pair (W, b) for each layer."),
        (lambda rng: reg.batchnorm(A, np.ones(2), np.ones(3), START, True), ValueError, "batchnorm: gamma has shape (2,), expected (3,) to fit x."),
        (lambda rng: reg.batchnorm(A, np.ones(3), np.ones(3), (np.ones(1), np.ones(3)), True), ValueError, "batchnorm: state[0] has shape (1,), expected (3,) to fit x."),
        (lambda rng: reg.batchnorm(A[:0], np.ones(3), np.ones(3), START, True), ValueError, "batchnorm: x has shape (0, 3), expected at least one number in it."),
        (lambda rng: reg.batchnorm_backward(A, (A.T, np.ones(3), np.ones(3))), ValueError, "batchnorm_backward: cache[0] has shape (3, 2), expected (2, 3) to fit dout."),
        (lambda rng: reg.StoppingRule(0), ValueError, "StoppingRule: patience is 0, expected an integer of at least 1."),
        (lambda rng: reg.early_stopping(A, 3, np.sum, 0.1, 1, 1), TypeError, "early_stopping: grad is 3, expected a function."),
        (lambda rng: reg.early_stopping(A, np.sign, np.sum, 0.1, 0, 1), ValueError, "early_stopping: patience is 0, expected an integer of at least 1."),
        (lambda rng: reg.early_stopping(A, np.sign, np.sum, 0.1, 1, 0), ValueError, "early_stopping: epochs is 0, expected an integer of at least 1."),
        (lambda rng: reg.early_stopping(A, np.sign, np.sum, 0.1, 1, 1, -1.0), ValueError, "early_stopping: min_delta is -1.0, expected a number not below 0."),
        (lambda rng: reg.early_stopping(A, np.sign, np.sum, 0.0, 1, 1), ValueError, "early_stopping: lr is 0.0, expected a number greater than 0."),
        (lambda rng: reg.augment_shift(A, 1, 0), ValueError, "augment_shift: images has shape (2, 3), expected 3 dimensions."),
        (lambda rng: reg.augment_shift(A[None], 0.5, 0), TypeError, "augment_shift: dy is 0.5, expected an integer."),
    ],
)  # fmt: skip  # one case a line
def test_bad_input_gets_a_sentence(call, kind, sentence, rng):
    with pytest.raises(kind) as caught:
        call(rng)
    assert str(caught.value) == sentence
