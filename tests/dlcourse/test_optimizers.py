"""Optimizers against PyTorch over ten changing gradients, and the steps that the lesson computes by hand."""

from pathlib import Path

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from dlcourse import optimizers as opt

GOLDEN = dict(np.load(Path(__file__).parents[1] / "goldens" / "optimizers.npz"))
SETTINGS = {
    "gd": {},
    "momentum": {"alpha": 0.8},
    "nesterov": {"alpha": 0.8},
    "adagrad": {"eps": 1e-10},
    "rmsprop": {"rho": 0.7, "eps": 1e-8},
    "adam": {"beta1": 0.8, "beta2": 0.95, "eps": 1e-8},
    "adamw": {"beta1": 0.8, "beta2": 0.95, "eps": 1e-8, "weight_decay": 0.3},
}
ZERO = np.zeros(1)


def follow(optimizer, w, gradients):
    """The path along gradients that are given, whatever the weights are."""
    coming = iter(gradients)
    return opt.run(optimizer, lambda w: next(coming), w, len(gradients))


@pytest.mark.parametrize("name", opt.OPTIMIZERS)
def test_ten_steps_agree_with_pytorch(name):
    path = follow(opt.optimizer_named(name, lr=0.1, **SETTINGS[name]), GOLDEN["w0"], GOLDEN["gradients"])
    assert_allclose(path, GOLDEN[name], rtol=1e-12, atol=1e-15)


def test_adam_with_its_defaults_agrees_with_pytorch():
    path = follow(opt.optimizer_named("adam"), GOLDEN["w0"], GOLDEN["gradients"])
    assert_allclose(path, GOLDEN["adam_defaults"], rtol=1e-13, atol=1e-16)


def test_the_smallest_gradients_still_make_whole_steps():
    # with eps inside the root, this step would be a hundredth of lr
    w, _, _ = opt.adam_step(ZERO, ZERO, ZERO, np.array([1e-6]), t=1, lr=1.0)
    assert w[0] == pytest.approx(-0.9901, abs=5e-5)
    w, _ = opt.adagrad_step(ZERO, ZERO, np.array([1e-6]), lr=1.0, eps=1e-8)
    assert w[0] == pytest.approx(-0.9901, abs=5e-5)


def test_momentum_by_hand():
    w, v = opt.momentum_step(ZERO, ZERO, np.array([5.0]), lr=0.1, alpha=0.9)
    assert_allclose([w[0], v[0]], [-0.5, -0.5], rtol=1e-15)
    w, v = opt.momentum_step(w, v, np.array([3.0]), lr=0.1, alpha=0.9)
    assert_allclose([w[0], v[0]], [-1.25, -0.75], rtol=1e-15)


def test_adagrad_by_hand():
    w1, G1 = opt.adagrad_step(ZERO, ZERO, np.array([3.0]), lr=0.1)
    w2, G2 = opt.adagrad_step(w1, G1, np.array([4.0]), lr=0.1)
    assert (G1[0], G2[0]) == (9.0, 25.0)
    assert_allclose([-w1[0], w1[0] - w2[0]], [0.1, 0.08], rtol=1e-9)


def test_rmsprop_by_hand():
    w1, G1 = opt.rmsprop_step(ZERO, ZERO, np.array([3.0]), lr=0.1, rho=0.9)
    w2, G2 = opt.rmsprop_step(w1, G1, np.array([4.0]), lr=0.1, rho=0.9)
    assert_allclose([G1[0], G2[0]], [0.9, 2.41], rtol=1e-14)
    assert_allclose([-w1[0], w1[0] - w2[0]], [0.316228, 0.257663], atol=5e-7)


def test_adam_by_hand():
    w, m, v, last = ZERO, ZERO, ZERO, 0.0
    expected = [
        (3.0, 0.3, 0.009, 3.0, 9.0, 0.1),
        (4.0, 0.67, 0.024991, 3.526316, 12.501751, 0.099732),
        (-2.0, 0.403, 0.028966, 1.487085, 9.664998, 0.047834),
    ]
    for t, (g, m_now, v_now, m_hat, v_hat, step) in enumerate(expected, start=1):
        w, m, v = opt.adam_step(w, m, v, np.array([g]), t, lr=0.1)
        assert_allclose([m[0], v[0]], [m_now, v_now], atol=5e-7)
        assert_allclose([m[0] / (1 - 0.9**t), v[0] / (1 - 0.999**t)], [m_hat, v_hat], atol=5e-7)
        assert last - w[0] == pytest.approx(step, abs=5e-7)
        last = w[0]


def test_the_first_adam_step_is_lr_whatever_the_gradient():
    for g in (3.0, -0.02, 4000.0):
        w, _, _ = opt.adam_step(ZERO, ZERO, ZERO, np.array([g]), t=1, lr=0.001)
        assert w[0] == pytest.approx(-np.sign(g) * 0.001, rel=1e-6)


def test_weight_decay_ignores_the_gradients_size():
    w, _, _ = opt.adamw_step(np.array([2.0]), ZERO, ZERO, ZERO, t=1, lr=0.1, weight_decay=0.5)
    assert w[0] == pytest.approx(1.9, rel=1e-15)


def test_a_path_starts_at_the_start_and_ends_after_the_last_step():
    start = np.array([-7.0, 2.0])
    path = opt.run(opt.optimizer_named("gd", lr=0.1), lambda w: w * [0.1, 2.0], start, steps=3)
    assert path.shape == (4, 2)
    assert_array_equal(path[0], start)
    assert_allclose(path[3], start * np.array([0.99, 0.8]) ** 3, rtol=1e-14)


def test_a_path_keeps_its_points_even_if_the_optimizer_works_in_place():
    def careless(w, g, memory):
        w -= 0.5 * g
        return w, memory

    start = np.array([8.0])
    assert_array_equal(opt.run(careless, lambda w: w, start, steps=2), [[8.0], [4.0], [2.0]])
    assert start[0] == 8.0


def test_a_path_of_whole_numbers_does_not_round():
    assert_array_equal(opt.run(opt.optimizer_named("gd", lr=0.5), lambda w: w, np.array([1]), steps=1), [[1.0], [0.5]])


def test_two_runs_of_one_optimizer_do_not_share_memory():
    optimizer = opt.optimizer_named("adam", lr=0.1)
    first = opt.run(optimizer, lambda w: 2 * w, np.array([1.0, -3.0]), steps=5)
    assert_array_equal(opt.run(optimizer, lambda w: 2 * w, np.array([1.0, -3.0]), steps=5), first)


@pytest.mark.parametrize("name", opt.OPTIMIZERS)
def test_every_optimizer_comes_down_a_bowl(name):
    path = opt.run(opt.optimizer_named(name, lr=0.1), lambda w: w * [0.1, 2.0], np.array([-7.0, 2.0]), steps=300)
    height = path[:, 0] ** 2 / 20 + path[:, 1] ** 2
    assert height[-1] < 0.4 * height[0]


@pytest.mark.parametrize(
    ("call", "sentence"),
    [
        (lambda: opt.gd_step(np.ones(2), np.ones(3), 0.1), "gd_step: g has shape (3,), expected (2,) as w has."),
        (lambda: opt.gd_step(np.ones(2), np.ones(2), -0.1), "gd_step: lr is -0.1, expected a number greater than 0."),
        (lambda: opt.newton_step(np.ones(2), np.ones(2), np.ones((2, 2))), "newton_step: H has rank 1, expected 2: only then it has an inverse."),
        (lambda: opt.newton_step(np.ones(2), np.ones(2), np.ones((2, 3))), "newton_step: H has shape (2, 3), expected (2, 2) to fit w."),
        (lambda: opt.momentum_step(ZERO, ZERO, ZERO, 0.1, alpha=1.0), "momentum_step: alpha is 1.0, expected 0 <= alpha < 1."),
        (lambda: opt.adagrad_step(ZERO, ZERO, ZERO, 0.1, eps=0.0), "adagrad_step: eps is 0.0, expected a number greater than 0."),
        (lambda: opt.rmsprop_step(ZERO, ZERO, ZERO, 0.1, rho=-0.1), "rmsprop_step: rho is -0.1, expected 0 <= rho < 1."),
        (lambda: opt.adam_step(ZERO, ZERO, ZERO, ZERO, t=0), "adam_step: t is 0, expected an integer of at least 1."),
        (lambda: opt.adamw_step(ZERO, ZERO, ZERO, ZERO, t=1, weight_decay=-1), "adamw_step: weight_decay is -1, expected a number not below 0."),
        (lambda: opt.optimizer_named("adm"), "optimizer_named: name is 'adm', expected one of: adagrad, adam, adamw, gd, momentum, nesterov, rmsprop; did you mean 'adam'?"),
        (lambda: opt.run(opt.optimizer_named("gd", lr=1.0), lambda w: w, ZERO, -1), "run: steps is -1, expected an integer of at least 0."),
    ],
)  # fmt: skip  # one case a line
def test_bad_input_gets_a_sentence(call, sentence):
    with pytest.raises(ValueError) as caught:  # noqa: PT011  # the whole sentence is compared below
        call()
    assert str(caught.value) == sentence
