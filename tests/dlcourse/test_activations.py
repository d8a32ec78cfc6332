"""Activations against SciPy and PyTorch, and every number the lessons quote."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from numpy.testing import assert_allclose, assert_array_equal

from dlcourse import activations as act

GOLDEN = dict(np.load(Path(__file__).parents[1] / "goldens" / "activations.npz"))
SETTINGS = {"leaky_relu": {"slope": 0.2}, "elu": {"alpha": 1.5}, "swish": {"beta": 1.7}}
ELEMENTWISE = [
    "sigmoid", "sigmoid_grad", "tanh", "tanh_grad", "relu", "relu_grad", "leaky_relu", "leaky_relu_grad", "elu", "elu_grad",
    "softplus", "softplus_grad", "swish", "swish_grad", "swish_beta_grad",
]  # fmt: skip  # a list of names
FINITE = st.floats(-1e3, 1e3)
ROWS = hnp.arrays(np.float64, hnp.array_shapes(min_dims=1, max_dims=3, max_side=5), elements=FINITE)


@pytest.mark.parametrize("name", ELEMENTWISE)
def test_agrees_with_scipy_and_pytorch(name):
    settings = SETTINGS.get(name.removesuffix("_grad").removesuffix("_beta"), {})
    assert_allclose(getattr(act, name)(GOLDEN["z"], **settings), GOLDEN[name], rtol=1e-12, atol=1e-15)


def test_sigmoid_keeps_its_digits_far_to_the_left():
    assert_allclose(act.sigmoid(GOLDEN["z"]), GOLDEN["sigmoid"], rtol=1e-14, atol=0)
    assert act.sigmoid(np.float64(-40.0)) == pytest.approx(4.248354255291589e-18, rel=1e-14, abs=0)


def test_softplus_keeps_its_digits_far_to_the_left():
    assert_allclose(act.softplus(GOLDEN["z"]), GOLDEN["softplus"], rtol=1e-13, atol=0)
    assert act.softplus(np.float64(-40.0)) == pytest.approx(4.248354255291589e-18, rel=1e-14, abs=0)


def test_elu_keeps_its_digits_near_0():
    assert act.elu(np.float64(-1e-18)) == -1e-18


def test_elu_alpha_grad_agrees_with_pytorch():
    assert_allclose(act.elu_alpha_grad(GOLDEN["z"]), GOLDEN["elu_alpha_grad"], rtol=1e-12, atol=1e-15)


def test_swish_with_beta_1_is_silu():
    assert_allclose(act.swish(GOLDEN["z"]), GOLDEN["silu"], rtol=1e-12)


def test_prelu_and_its_gradients_agree_with_pytorch():
    table, dout, alphas = GOLDEN["table"], GOLDEN["dout"], GOLDEN["alphas"]
    assert_allclose(act.prelu(table, alphas), GOLDEN["prelu"], rtol=1e-14)
    dz, dalpha = act.prelu_grads(table, alphas, dout)
    assert_allclose(dz, GOLDEN["prelu_dz"], rtol=1e-13)
    assert_allclose(dalpha, GOLDEN["prelu_dalphas"], rtol=1e-13)
    assert_allclose(act.prelu_grad(table, alphas) * dout, dz, rtol=1e-14)


def test_one_prelu_slope_for_all_collects_from_everywhere():
    dz, dalpha = act.prelu_grads(GOLDEN["table"], 0.3, GOLDEN["dout"])
    assert_allclose(dz, GOLDEN["prelu_dz_one"], rtol=1e-13)
    assert np.shape(dalpha) == ()
    assert_allclose(dalpha, GOLDEN["prelu_dalpha_one"], rtol=1e-13)


def test_softmax_and_its_derivative_agree_with_scipy_and_pytorch():
    assert_allclose(act.softmax(GOLDEN["rows"]), GOLDEN["softmax"], rtol=1e-13, atol=1e-300)
    assert_allclose(act.softmax_grad(GOLDEN["rows"]), GOLDEN["softmax_grad"], rtol=1e-12, atol=1e-16)


def test_the_softmax_examples_of_the_lesson():
    assert_allclose(act.softmax(np.array([0.3, 2.9, 4.0])), [0.01821127, 0.24519181, 0.73659691], atol=5e-9)
    assert_allclose(act.softmax(np.array([1.0, 2.0, 3.0])), [0.09003057, 0.24472847, 0.66524096], atol=5e-9)


def test_sigmoid_is_a_softmax_against_zero():
    assert act.sigmoid(np.float64(1.3)) == pytest.approx(0.78583498, abs=5e-9)
    assert act.softmax(np.array([1.3, 0.0]))[0] == pytest.approx(act.sigmoid(np.float64(1.3)), rel=1e-14)


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("swish", [-0.23840584, -0.26894142, 0, 0.73105858, 1.76159416]),
        ("elu", [-0.86466472, -0.63212056, 0, 1, 2]),
        ("softplus", [0.12692801, 0.31326169, 0.69314718, 1.31326169, 2.12692801]),
    ],
)
def test_the_table_of_the_lesson(name, values):
    assert_allclose(getattr(act, name)(np.arange(-2.0, 3.0)), values, atol=5e-9)


def test_the_bottom_of_swish():
    z = np.linspace(-1.5, -1.0, 500_001)
    lowest = np.argmin(act.swish(z))
    assert z[lowest] == pytest.approx(-1.2785, abs=5e-5)
    assert act.swish(z)[lowest] == pytest.approx(-0.27846, abs=5e-6)
    assert act.swish_grad(z[lowest]) == pytest.approx(0.0, abs=1e-5)


def test_the_steepest_place_of_sigmoid_is_a_quarter():
    assert act.sigmoid_grad(np.float64(0.0)) == 0.25
    assert act.sigmoid_grad(np.linspace(-9, 9, 1001)).max() == 0.25


def test_sigmoid_of_100_rounds_to_1():
    assert act.sigmoid(np.float64(100.0)) == 1.0


@pytest.mark.parametrize(("depth", "left"), [(5, 9.8e-4), (10, 9.5e-7), (20, 9.1e-13)])
def test_what_a_chain_of_sigmoids_leaves(depth, left):
    assert act.gradient_through(depth, 0.0, "sigmoid") == pytest.approx(left, rel=6e-3, abs=0)
    assert act.gradient_through(depth, 0.0, "sigmoid") == 0.25**depth


@pytest.mark.parametrize("kind", ["sigmoid", "tanh", "relu"])
def test_gradient_through_multiplies_slopes(kind):
    one = act.gradient_through(1, 0.7, kind)
    assert np.isclose(one, act.ACTIVATIONS[kind][1](np.float64(0.7)), rtol=1e-14, atol=0)
    assert act.gradient_through(4, 0.7, kind) == pytest.approx(one**4, rel=1e-14)
    assert act.gradient_through(0, 0.7, kind) == 1.0


def test_slopes_at_the_kink():
    zero = np.zeros(1)
    assert act.relu_grad(zero) == 0.0
    assert act.leaky_relu_grad(zero, 0.3) == 0.3
    assert act.prelu_grad(zero, 0.3) == 0.3
    assert act.elu_grad(zero, 1.5) == 1.5


def test_leaky_relu_takes_slopes_above_1():
    assert_array_equal(act.leaky_relu(np.array([-1.0, 1.0]), slope=3.0), [-3.0, 1.0])


def test_a_step_has_no_slope_to_learn_from():
    assert_array_equal(act.step_grad(np.array([-3.0, 0.5])), [0.0, 0.0])


@given(ROWS, FINITE)
def test_softmax_does_not_mind_a_shift(z, shift):
    assert_allclose(act.softmax(z + shift), act.softmax(z), rtol=1e-9, atol=1e-12)


@given(ROWS)
def test_softmax_rows_are_probabilities(z):
    p = act.softmax(z)
    assert np.all(p >= 0)
    assert_allclose(p.sum(axis=-1), 1.0, rtol=1e-12)


@given(ROWS)
def test_softmax_keeps_the_order(z):
    p = act.softmax(z)
    assert_array_equal(np.take_along_axis(p, np.argmax(z, axis=-1)[..., None], -1)[..., 0], p.max(axis=-1))


@given(ROWS)
def test_sigmoid_and_its_mirror_image_add_up_to_1(z):
    assert_allclose(act.sigmoid(z) + act.sigmoid(-z), 1.0, rtol=1e-15)


@given(ROWS)
def test_softplus_minus_its_mirror_image_is_z(z):
    assert_allclose(act.softplus(z) - act.softplus(-z), z, rtol=1e-12, atol=1e-12)


@given(ROWS)
def test_tanh_is_a_stretched_sigmoid(z):
    assert_allclose(act.tanh(z), 2 * act.sigmoid(2 * z) - 1, rtol=1e-12, atol=1e-15)


@pytest.mark.parametrize(
    ("call", "kind", "sentence"),
    [
        (lambda: act.sigmoid([1.0]), TypeError, "sigmoid: z is a list, expected an array of numbers; use np.array(...)."),
        (lambda: act.softmax(np.zeros((2, 0))), ValueError, "softmax: z has shape (2, 0), expected at least one number in it."),
        (lambda: act.prelu_grads(np.ones((2, 3)), 0.1, np.ones((3, 2))), ValueError, "prelu_grads: dout has shape (3, 2), expected (2, 3) as z has."),
        (lambda: act.gradient_through(3, 0.0, "sigmiod"), ValueError, "gradient_through: act is 'sigmiod', expected one of: relu, sigmoid, tanh; did you mean 'sigmoid'?"),
        (lambda: act.gradient_through(-1, 0.0, "tanh"), ValueError, "gradient_through: depth is -1, expected an integer of at least 0."),
    ],
)  # fmt: skip  # one case a line
def test_bad_input_gets_a_sentence(call, kind, sentence):
    with pytest.raises(kind) as caught:
        call()
    assert str(caught.value) == sentence
