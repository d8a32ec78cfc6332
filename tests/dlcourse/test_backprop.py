"""The backward pass: against PyTorch, against measured gradients, and the worked example digit by digit."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose, assert_array_equal

from dlcourse import backprop
from dlcourse.activations import identity
from dlcourse.forward import mlp_forward
from dlcourse.gradcheck import numerical_gradient, relative_error
from dlcourse.losses import bce, bce_grad, cross_entropy, cross_entropy_grad, half_sse, mse

GOLDEN = dict(np.load(Path(__file__).parents[1] / "goldens" / "networks.npz"))
X, T = np.array([0.1, 0.2]), np.array([0.4, 0.6])
W8 = np.array([0.3, 0.25, 0.4, 0.35, 0.45, 0.4, 0.7, 0.6])


def test_graph_backward_by_hand():
    assert backprop.graph_backward(2.0, 3.0, -1.0) == (30.0, 20.0, 10.0)


@given(*[st.floats(-5, 5)] * 3)
def test_graph_backward_agrees_with_measured_slopes(x, y, z):
    measured = numerical_gradient(lambda v: float((v[0] * v[1] + v[2]) ** 2), np.array([x, y, z]))
    assert_allclose(backprop.graph_backward(x, y, z), measured, rtol=1e-5, atol=1e-5)  # values to 900, h = 1e-5


def test_affine_backward_agrees_with_pytorch():
    dX, dW, db = backprop.affine_backward(GOLDEN["dout"], GOLDEN["X"], GOLDEN["W"])
    assert_allclose(dX, GOLDEN["dX"], rtol=1e-13)
    assert_allclose(dW, GOLDEN["dW"], rtol=1e-13)
    assert_allclose(db, GOLDEN["db"], rtol=1e-13)


@pytest.mark.parametrize("kind", ["sigmoid", "tanh", "relu"])
def test_activation_backward_agrees_with_pytorch(kind):
    dz = backprop.activation_backward(GOLDEN["dout"], GOLDEN["dout"][::-1], kind)
    assert_allclose(dz, GOLDEN[f"through_{kind}"], rtol=1e-12)


def test_identity_passes_gradients_on():
    assert_array_equal(backprop.activation_backward(GOLDEN["dout"], GOLDEN["z"], "identity"), GOLDEN["dout"])


def test_a_whole_network_agrees_with_pytorch():
    params = [(GOLDEN[f"param{i}"], GOLDEN[f"param{i + 1}"]) for i in (0, 2, 4)]
    logits, cache = mlp_forward(GOLDEN["X"], params, np.tanh, identity)
    gradients = backprop.mlp_backward(cache, cross_entropy_grad(logits, GOLDEN["y"]), "tanh")
    flat = [g for pair in gradients for g in pair]
    assert len(flat) == 6
    for i, g in enumerate(flat):
        assert_allclose(g, GOLDEN[f"grad{i}"], rtol=1e-11, atol=1e-15)


@given(
    st.integers(1, 4),
    st.integers(1, 5),
    st.integers(1, 4),
    st.sampled_from(["sigmoid", "tanh"]),
    st.integers(0, 2**32 - 1),
)
def test_a_whole_network_agrees_with_measured_gradients(n, h, c, kind, seed):
    rng = np.random.default_rng(seed)
    hidden = {"sigmoid": lambda z: 1 / (1 + np.exp(-z)), "tanh": np.tanh}[kind]
    data, y = rng.normal(size=(n, 3)), rng.integers(c, size=n)
    params = [(rng.normal(size=s), rng.normal(size=s[1])) for s in ((3, h), (h, c))]
    logits, cache = mlp_forward(data, params, hidden, identity)
    (dW, db), _ = backprop.mlp_backward(cache, cross_entropy_grad(logits, y), kind)

    def loss(W, b):
        return cross_entropy(mlp_forward(data, [(W, b), params[1]], hidden, identity)[0], y)

    W, b = params[0]
    assert_allclose(dW, numerical_gradient(lambda W: loss(W, b), W), rtol=1e-6, atol=1e-9)
    assert_allclose(db, numerical_gradient(lambda b: loss(W, b), b), rtol=1e-6, atol=1e-9)


def test_a_relu_network_agrees_with_measured_gradients_away_from_kinks():
    rng = np.random.default_rng(3)
    data, t = rng.normal(size=(6, 3)), rng.random((6, 2))
    params = [(rng.normal(size=s), rng.normal(size=s[1])) for s in ((3, 5), (5, 4), (4, 2))]

    def relu(z):
        return np.maximum(z, 0.0)

    z, cache = mlp_forward(data, params, relu, identity)
    assert min(np.abs(z).min() for _, _, z in cache[:2]) > 1e-3  # no kink within the reach of h
    gradients = backprop.mlp_backward(cache, bce_grad(z, t), "relu")
    for i, (W, b) in enumerate(params):

        def loss(W, i=i, b=b):
            return bce(mlp_forward(data, [*params[:i], (W, b), *params[i + 1 :]], relu, identity)[0], t)

        assert relative_error(gradients[i][0], numerical_gradient(loss, W)) < 1e-7


# --- what broadcasting stretched

SHAPES = [((3,), (4, 3)), ((4, 1), (4, 3)), ((), (4, 3)), ((1, 1), (4, 3)), ((1, 3, 1), (2, 3, 5)), ((3,), (3, 3)), ((3,), (1, 3)), ((2, 3), (2, 3)), ((), ())]  # fmt: skip  # a table


@pytest.mark.parametrize(("shape", "result"), SHAPES)
def test_a_stretched_array_gets_the_measured_gradient(shape, result):
    rng = np.random.default_rng(4)
    dout, value, other = rng.normal(size=result), rng.normal(size=shape), rng.normal(size=result)
    gradient = backprop.unbroadcast(np.array(dout), shape)
    measured = numerical_gradient(lambda v: float(np.sum(dout * (v + other))), np.array(value))
    assert np.shape(gradient) == shape
    assert_allclose(gradient, measured, rtol=1e-8, atol=1e-9)


def test_a_bias_is_one_case_of_a_stretched_array():
    _, _, db = backprop.affine_backward(GOLDEN["dout"], GOLDEN["X"], GOLDEN["W"])
    assert_allclose(backprop.unbroadcast(GOLDEN["dout"], db.shape), db, rtol=1e-14)


# --- the worked example


def slope_222():
    new, _, _ = backprop.train_step_222(W8, X, T, lr=1.0)
    return W8 - new


def test_the_worked_gradients_digit_by_digit():
    g = slope_222()
    assert_allclose(g[4:], [0.0259228556, 0.0262959013, 0.0074084446, 0.0075150567], atol=5e-11)
    assert_allclose(g[:4], [0.0008088754, 0.0016177508, 0.0007100860, 0.0014201720], atol=5e-11)


def test_the_worked_deltas_are_the_gradients_divided_by_the_inputs():
    g = slope_222()
    assert_allclose(g[4::2] / 0.5199893402, [0.0498526674, 0.0142473010], atol=5e-10)
    assert_allclose(g[:4:2] / 0.1, [0.0080887538, 0.0071008601], atol=5e-10)


def test_the_worked_step_digit_by_digit():
    new, before, after = backprop.train_step_222(W8, X, T, lr=0.5)
    assert_allclose(new[4:], [0.4370385722, 0.3868520493, 0.6962957777, 0.5962424717], atol=5e-11)
    assert_allclose(new[:4], [0.2995955623, 0.2491911246, 0.3996449570, 0.3492899140], atol=5e-11)
    assert before == pytest.approx(0.0239719008, abs=5e-11)
    assert after == pytest.approx(0.0232363389, abs=5e-11)


def test_ten_hundred_and_a_thousand_steps():
    w, errors = W8, {}
    for step in range(1, 1001):
        w, _, errors[step] = backprop.train_step_222(w, X, T, lr=0.5)
    assert errors[10] == pytest.approx(0.0174367, abs=5e-8)
    assert errors[100] == pytest.approx(0.00084897, abs=5e-9)
    assert errors[1000] == pytest.approx(3.0e-16, rel=0.02, abs=0)


def test_ten_steps_agree_with_pytorch():
    w = W8
    for expected in GOLDEN["steps_222"]:
        w, _, _ = backprop.train_step_222(w, X, T, lr=0.5)
        assert_allclose(w, expected, rtol=1e-13)


def test_the_outputs_after_one_step():
    new, _, after = backprop.train_step_222(W8, X, T, lr=0.5)
    h = 1 / (1 + np.exp(-(new[:4].reshape(2, 2) @ X)))
    o = 1 / (1 + np.exp(-(new[4:].reshape(2, 2) @ h)))
    assert_allclose(o, [0.6061768835, 0.6629584821], atol=5e-11)
    assert half_sse(o, T) == pytest.approx(after, rel=1e-14)


def test_the_stale_weights_carry_the_blame():
    # with the new output weights instead, dE/dw1 would be 0.0007914299
    assert slope_222()[0] == pytest.approx(0.0008088754, abs=5e-11)
    new, _, _ = backprop.train_step_222(W8, X, T, lr=0.5)
    h = np.array([0.5199893402, 0.5274723043])
    wrong = (np.array([0.0498526674, 0.0142473010]) @ new[4:].reshape(2, 2))[0] * h[0] * (1 - h[0]) * 0.1
    assert wrong == pytest.approx(0.0007914299, abs=5e-10)


def test_what_the_usual_mistakes_would_give():
    h, o, output = np.array([0.5199893402, 0.5274723043]), np.array([0.6094460050, 0.6638449097]), W8[4:].reshape(2, 2)
    without_slope = np.outer(o - T, h)[0, 0]
    assert without_slope == pytest.approx(0.10890969, abs=5e-9)
    assert without_slope / slope_222()[4] == pytest.approx(4.2, abs=0.05)
    not_transposed = np.outer((output @ np.array([0.0498526674, 0.0142473010])) * h * (1 - h), X).ravel()
    assert_allclose(not_transposed, [0.0007022, 0.0014044, 0.0010829, 0.0021657], atol=5e-8)


# --- XOR


@pytest.mark.parametrize(("hidden", "least", "most"), [(2, 3, 7), (8, 10, 10)])
def test_how_many_of_ten_starts_learn_xor(hidden, least, most):
    # of fifty starts, 27 succeed with 2 hidden units, 43 with 3, 49 with 4 and all with 8
    losses = [backprop.train_xor(hidden, 1.0, 1000, rng=np.random.default_rng(seed))[0] for seed in range(10)]
    assert least <= sum(loss[-1] < 0.1 for loss in losses) <= most


def test_xor_is_learned_and_the_first_loss_is_that_of_the_start():
    losses, params = backprop.train_xor(4, 1.0, 2000, rng=np.random.default_rng(1))
    corners, xor = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]]), np.array([[0.0], [1.0], [1.0], [0.0]])
    assert losses.shape == (2000,)
    assert [(W.shape, b.shape) for W, b in params] == [((2, 4), (4,)), ((4, 1), (1,))]
    z, _ = mlp_forward(corners, params, np.tanh, identity)
    assert_array_equal(z > 0, xor == 1)
    assert bce(z, xor) < losses[-1] < 0.01
    rng = np.random.default_rng(1)
    start = [(rng.normal(size=(2, 4)), np.zeros(4)), (rng.normal(size=(4, 1)), np.zeros(1))]
    assert losses[0] == pytest.approx(bce(mlp_forward(corners, start, np.tanh, identity)[0], xor), rel=1e-14)


# --- a curve

POINTS, HEIGHTS = np.array([[-1.0], [0.0], [0.5], [1.0]]), np.array([[0.5], [2.0], [-3.0], [4.0]])


def curve_network(hidden=3):
    rng = np.random.default_rng(8)
    return [(rng.normal(size=(1, hidden)), rng.normal(size=hidden)), (rng.normal(size=(hidden, 1)), rng.normal(size=1))]


def test_a_step_towards_a_curve_agrees_with_measured_gradients():
    start = curve_network()
    sizes = [part.size for pair in start for part in pair]

    def error(numbers):
        W1, b1, W2, b2 = np.split(numbers, np.cumsum(sizes)[:-1])
        return mse(mlp_forward(POINTS, [(W1[None], b1), (W2[:, None], b2)], np.tanh, identity)[0], HEIGHTS)

    flat = np.concatenate([part.ravel() for pair in start for part in pair])
    moved, losses = backprop.fit_curve(POINTS, HEIGHTS, start, lr=0.5, steps=1)
    steps = flat - np.concatenate([part.ravel() for pair in moved for part in pair])
    assert relative_error(steps / 0.5, numerical_gradient(error, flat)) < 1e-8
    assert losses[0] == pytest.approx(error(flat), rel=1e-14)


def test_a_curve_is_learned_and_steps_can_be_taken_in_two_parts():
    whole, losses = backprop.fit_curve(POINTS, HEIGHTS, curve_network(8), lr=0.1, steps=3000)
    half, before = backprop.fit_curve(POINTS, HEIGHTS, curve_network(8), lr=0.1, steps=1000)
    rest, after = backprop.fit_curve(POINTS, HEIGHTS, half, lr=0.1, steps=2000)
    assert_array_equal(losses, np.concatenate([before, after]))
    assert_array_equal(whole[1][0], rest[1][0])
    assert losses[-1] < 1e-3 < 1 < losses[0]


@pytest.mark.parametrize(
    ("call", "kind", "sentence"),
    [
        (lambda: backprop.affine_backward(np.ones((5, 2)), np.ones((4, 3)), np.ones((3, 2))), ValueError, "affine_backward: X has shape (4, 3), expected (5, D) to fit dout."),
        (lambda: backprop.affine_backward(np.ones((5, 2)), np.ones((5, 3)), np.ones((2, 3))), ValueError, "affine_backward: W has shape (2, 3), expected (3, 2) to fit X and dout."),
        (lambda: backprop.unbroadcast(np.ones((4, 3)), (4,)), ValueError, "unbroadcast: shape is (4,), expected one that broadcasting stretches to (4, 3), the shape of dout."),
        (lambda: backprop.unbroadcast(np.ones(3), (1, 3)), ValueError, "unbroadcast: shape is (1, 3), expected one that broadcasting stretches to (3,), the shape of dout."),
        (lambda: backprop.unbroadcast(np.ones((4, 3)), 3), TypeError, "unbroadcast: shape is 3, expected a tuple of positive integers."),
        (lambda: backprop.activation_backward(np.ones(2), np.ones(3), "relu"), ValueError, "activation_backward: z has shape (3,), expected (2,) as dout has."),
        (lambda: backprop.activation_backward(np.ones(2), np.ones(2), "rellu"), ValueError, "activation_backward: kind is 'rellu', expected one of: identity, relu, sigmoid, tanh; did you mean 'relu'?"),
        (lambda: backprop.graph_backward(1.0, "2", 3.0), TypeError, "graph_backward: y is '2', expected a finite number."),
        (lambda: backprop.train_step_222(W8, X, T, lr=-0.5), ValueError, "train_step_222: lr is -0.5, expected a number greater than 0."),
        (lambda: backprop.mlp_backward([(np.ones((5, 3)), np.ones((3, 2)), np.ones((5, 2)))], np.ones((5, 3)), "tanh"), ValueError, "mlp_backward: dz has shape (5, 3), expected (5, 2) to fit cache[0][0] and cache[0][1]."),
        (lambda: backprop.fit_curve(POINTS, HEIGHTS[:, 0], curve_network(), 0.1, 1), ValueError, "fit_curve: t has shape (4,), expected (4, 1) to fit x; use t.reshape(-1, 1)."),
        (lambda: backprop.fit_curve(POINTS, HEIGHTS, curve_network()[:1], 0.1, 1), ValueError, "fit_curve: params holds 1 pair, expected 2: a hidden layer and an output."),
        (lambda: backprop.fit_curve(POINTS, HEIGHTS, [*curve_network()[:1], (np.ones((3, 2)), np.ones(2))], 0.1, 1), ValueError, "fit_curve: params[1][0] has shape (3, 2), expected (3, 1) to fit t."),
        (lambda: backprop.train_xor(0, 1.0, 5, rng=np.random.default_rng(0)), ValueError, "train_xor: hidden is 0, expected an integer of at least 1."),
    ],
)  # fmt: skip  # one case a line
def test_bad_input_gets_a_sentence(call, kind, sentence):
    with pytest.raises(kind) as caught:
        call()
    assert str(caught.value) == sentence
