"""Right by measurement: slopes are measured, extremes are borne, whole registries at once."""

import re
import warnings

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from numpy.testing import assert_allclose, assert_array_equal

from dlcourse import activations, optimizers, regularizers
from dlcourse.activations import ACTIVATIONS, ELEMENTWISE, WHOLE_ROWS
from dlcourse.gradcheck import numerical_gradient
from dlcourse.initializers import INITIALIZERS
from dlcourse.losses import LOSSES
from dlcourse.optimizers import OPTIMIZERS


def table(*shape, seed=0):
    return np.random.default_rng(seed).normal(size=shape)


def layers(*sizes):
    return [(table(d, m, seed=d), table(m, seed=m)) for d, m in zip(sizes[:-1], sizes[1:], strict=True)]  # noqa: RUF007  # as in the lessons


def bits(*values):
    return np.array(values)


# --- activations

EXTREMES = np.array([-1000.0, -745.2, -709.8, -100.0, -36.8, -1e-300, 0.0, 1e-300, 36.8, 100.0, 709.8, 745.2, 1000.0])
ANY_ARRAY = hnp.arrays(
    np.float64, hnp.array_shapes(min_dims=0, max_dims=3, min_side=0, max_side=4), elements=st.floats(-1e3, 1e3)
)


def loud():
    """Overflow, division by zero and nan are errors here; rounding tiny numbers to 0 is what stable formulas do."""
    return np.errstate(over="raise", divide="raise", invalid="raise")


@given(ANY_ARRAY)
@pytest.mark.parametrize("name", ELEMENTWISE)
def test_activations_keep_shape_stay_silent_and_finite(name, z):
    for f in ACTIVATIONS[name]:
        with loud(), warnings.catch_warnings():
            warnings.simplefilter("error")
            a = f(z)
        assert np.shape(a) == z.shape
        assert np.all(np.isfinite(a))


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_activations_bear_the_extremes(name):
    for f in ACTIVATIONS[name]:
        with loud():
            assert np.all(np.isfinite(f(EXTREMES)))


@pytest.mark.parametrize("name", ELEMENTWISE)
def test_an_activation_treats_a_number_as_it_treats_an_array(name):
    for f in ACTIVATIONS[name]:
        assert [float(f(float(z))) for z in EXTREMES] == list(f(EXTREMES))


@pytest.mark.parametrize("name", ELEMENTWISE)
def test_whole_numbers_are_not_cut_off(name):
    for f in ACTIVATIONS[name]:
        assert_array_equal(f(np.array([-2, 0, 3])), f(np.array([-2.0, 0.0, 3.0])))


@pytest.mark.parametrize("name", [*ACTIVATIONS, *LOSSES])
def test_unsigned_numbers_are_refused_because_they_wrap_around(name):
    answer = (
        re.escape(f"{name}: ")
        + "(z|o|logits) holds values of type uint8, expected signed numbers; use astype[(]float[)][.]"
    )
    z = np.array([[0, 1, 2], [2, 1, 0]], dtype=np.uint8)
    with pytest.raises(TypeError, match=f"^{answer}$"):
        ACTIVATIONS[name][0](z) if name in ACTIVATIONS else LOSSES[name][0](
            z, z[:, 0] if name == "cross_entropy" else z
        )


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_single_precision_stays_single(name):
    f, f_grad = ACTIVATIONS[name]
    z = table(4, 3).astype(np.float32)
    assert f(z).dtype == np.float32
    if name in ELEMENTWISE:
        assert f_grad(z).dtype == np.float32


AWAY_FROM_KINKS = hnp.arrays(
    np.float64, (3, 2), elements=st.floats(0.01, 20.0).flatmap(lambda size: st.sampled_from([-size, size]))
)


@settings(max_examples=30)
@given(AWAY_FROM_KINKS)
@pytest.mark.parametrize("name", ELEMENTWISE)
def test_derivatives_agree_with_measured_slopes(name, z):
    f, f_grad = ACTIVATIONS[name]
    assert_allclose(f_grad(z), numerical_gradient(lambda z: float(np.sum(f(z))), z), rtol=1e-6, atol=1e-8)


@pytest.mark.parametrize("name", WHOLE_ROWS)
def test_the_derivative_of_a_row_agrees_with_measured_slopes(name):
    f, f_grad = WHOLE_ROWS[name]
    z = table(4)
    for i in range(4):
        measured = numerical_gradient(lambda z, i=i: float(f(z)[i]), z)
        assert_allclose(f_grad(z)[i], measured, rtol=1e-7, atol=1e-10)


@pytest.mark.parametrize(
    ("f", "f_parameter", "parameter"),
    [
        (activations.swish, activations.swish_beta_grad, 1.3),
        (activations.elu, lambda z, alpha: activations.elu_alpha_grad(z), 0.7),
        (activations.prelu, lambda z, alpha: activations.prelu_grads(z, np.full(2, alpha), np.ones_like(z))[0] * 0 + np.where(z > 0, 0, z), 0.3),
    ],
)  # fmt: skip  # one case a line
def test_parameter_gradients_agree_with_measured_slopes(f, f_parameter, parameter):
    z = table(3, 2)
    measured = (f(z, parameter + 1e-5) - f(z, parameter - 1e-5)) / 2e-5
    assert_allclose(f_parameter(z, parameter), measured, rtol=1e-6, atol=1e-9)


def test_the_gradient_of_learned_slopes_agrees_with_measured_slopes():
    z, dout = table(5, 3), table(5, 3, seed=3)
    for alpha in (np.array([0.1, 0.5, 2.0]), np.array(0.3)):
        _, dalpha = activations.prelu_grads(z, alpha, dout)
        measured = numerical_gradient(lambda a: float(np.sum(dout * activations.prelu(z, a))), alpha)
        assert np.shape(dalpha) == alpha.shape
        assert_allclose(dalpha, measured, rtol=1e-7)


# --- losses

TARGETS = {
    "half_sse": lambda: (table(4, 3), table(4, 3, seed=1)),
    "mse": lambda: (table(4, 3), table(4, 3, seed=1)),
    "bce": lambda: (3.0 * table(6), np.array([0.0, 1.0, 1.0, 0.3, 0.0, 1.0])),
    "cross_entropy": lambda: (3.0 * table(4, 3), bits(0, 2, 1, 1)),
}


@pytest.mark.parametrize("name", LOSSES)
def test_loss_gradients_agree_with_measured_gradients(name):
    loss, gradient = LOSSES[name]
    out, target = TARGETS[name]()
    assert type(loss(out, target)) is float
    assert gradient(out, target).shape == out.shape
    assert_allclose(gradient(out, target), numerical_gradient(lambda o: loss(o, target), out), rtol=1e-6, atol=1e-9)


@pytest.mark.parametrize("name", LOSSES)
def test_losses_bear_the_extremes(name):
    loss, gradient = LOSSES[name]
    out, target = TARGETS[name]()
    with loud():
        for huge in (1000.0 * np.sign(out), -1000.0 * np.sign(out)):
            assert np.isfinite(loss(huge, target))
            assert np.all(np.isfinite(gradient(huge, target)))


@pytest.mark.parametrize("name", LOSSES)
def test_a_step_against_the_gradient_lowers_the_loss(name):
    loss, gradient = LOSSES[name]
    out, target = TARGETS[name]()
    assert loss(out - 1e-3 * gradient(out, target), target) < loss(out, target)


# --- regularizers


def test_the_penalty_gradient_agrees_with_measured_slopes():
    params = layers(4, 3, 2)
    for i, (W, b) in enumerate(params):

        def cost(W, i=i, b=b):
            return regularizers.penalty([*params[:i], (W, b), *params[i + 1 :]], 0.3, 0.7)

        dW, db = regularizers.penalty_grad(params, 0.3, 0.7)[i]
        assert_allclose(dW, numerical_gradient(cost, W), rtol=1e-7, atol=1e-9)
        assert_array_equal(db, np.zeros_like(b))


def test_batch_norm_gradients_agree_with_measured_gradients():
    x, gamma, beta, dout = table(6, 3), table(3, seed=1), table(3, seed=2), table(6, 3, seed=3)
    state = (np.zeros(3), np.ones(3))

    def out(x, gamma, beta):
        return float(np.sum(dout * regularizers.batchnorm(x, gamma, beta, state, True)[0]))

    dx, dgamma, dbeta = regularizers.batchnorm_backward(dout, regularizers.batchnorm(x, gamma, beta, state, True)[1])
    assert_allclose(dx, numerical_gradient(lambda v: out(v, gamma, beta), x), rtol=1e-6, atol=1e-8)
    assert_allclose(dgamma, numerical_gradient(lambda v: out(x, v, beta), gamma), rtol=1e-7)
    assert_allclose(dbeta, numerical_gradient(lambda v: out(x, gamma, v), beta), rtol=1e-7)


def test_dropout_gradients_agree_with_measured_gradients():
    a, dout = table(5, 4), table(5, 4, seed=1)

    def out(a):
        return regularizers.dropout(a, 0.4, rng=np.random.default_rng(3), train=True)

    measured = numerical_gradient(lambda a: float(np.sum(dout * out(a)[0])), a)
    assert_allclose(regularizers.dropout_backward(dout, out(a)[1]), measured, rtol=1e-7, atol=1e-10)


# --- optimizers and initializers


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_optimizers_keep_the_shape_of_everything(name):
    step, remembered, counts = OPTIMIZERS[name]
    w, g = table(2, 3), table(2, 3, seed=1)
    answers = step(w, *(np.zeros((2, 3)) for _ in remembered), g, **({"t": 1} if counts else {}), lr=0.1)
    assert [np.shape(a) for a in (answers if remembered else (answers,))] == [(2, 3)] * (1 + len(remembered))


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_every_weight_goes_its_own_way(name):
    """A weight's path must not depend on its neighbours: rates are per weight, not per array."""
    start, gradients = table(3), table(5, 3, seed=1)

    def follow(columns):
        coming = iter(gradients[:, columns])
        return optimizers.run(optimizers.optimizer_named(name, lr=0.1), lambda w: next(coming), start[columns], 5)

    assert_allclose(follow([0, 1, 2])[:, 1], follow([1])[:, 0], rtol=1e-14)


@pytest.mark.parametrize("name", INITIALIZERS)
def test_initializers_give_the_shape_and_need_an_rng(name):
    shape = (3, 3) if name == "identity" else (3, 5)
    assert INITIALIZERS[name](shape, rng=np.random.default_rng(0)).shape == shape
    with pytest.raises(TypeError, match="missing 1 required keyword-only argument: 'rng'"):
        INITIALIZERS[name](shape)


@pytest.mark.parametrize("name", sorted(set(INITIALIZERS) - {"zeros", "ones", "identity"}))
def test_initializers_leave_the_global_generator_alone(name):
    before = np.random.get_state()[1].copy()  # noqa: NPY002  # looked at, not used
    INITIALIZERS[name]((3, 5), rng=np.random.default_rng(0))
    assert_array_equal(np.random.get_state()[1], before)  # noqa: NPY002  # looked at, not used
