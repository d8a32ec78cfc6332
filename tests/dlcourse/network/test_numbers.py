"""A network is its layers in a row: same numbers, true gradients, and copies that are its own."""

import copy
import doctest
import importlib

import numpy as np
import pytest
from one_of_each import small

from dlcourse.activations import relu, sigmoid, softmax
from dlcourse.forward import affine
from dlcourse.gradcheck import numerical_gradient
from dlcourse.layers import Activation, BatchNorm, Dense, Dropout
from dlcourse.losses import cross_entropy, cross_entropy_grad
from dlcourse.network import Sequential


def test_forward_is_the_lessons_functions_one_after_the_other(rng):
    net = Sequential([Dense(3, 5), Activation("relu"), Dense(5, 2)], rng=rng)
    X = rng.normal(size=(7, 3))
    W1, b1, W2, b2 = net.get_weights()
    np.testing.assert_allclose(net(X), affine(relu(affine(X, W1, b1)), W2, b2), rtol=1e-12)
    np.testing.assert_array_equal(net.forward(X), net(X))


def test_the_example_of_the_forward_lesson_to_its_printed_digits():
    """Two inputs, two hidden units, two outputs, sigmoid everywhere, no biases."""
    layers = [Dense(2, 2, bias=False), Activation("sigmoid"), Dense(2, 2, bias=False), Activation("sigmoid")]
    net = Sequential(layers, rng=np.random.default_rng(0))
    net.set_weights([np.array([[0.3, 0.4], [0.25, 0.35]]), np.array([[0.45, 0.7], [0.4, 0.6]])])
    z, h, z_out, o = net.activations(np.array([[0.1, 0.2]]))
    np.testing.assert_allclose(z, [[0.08, 0.11]], atol=1e-12)
    np.testing.assert_allclose(h, [[0.5199893402, 0.5274723043]], atol=5e-11)
    np.testing.assert_allclose(z_out, [[0.4449841248, 0.6804759207]], atol=5e-11)
    np.testing.assert_allclose(o, [[0.6094460050, 0.6638449097]], atol=5e-11)
    net.backward(o - np.array([[0.4, 0.6]]))
    np.testing.assert_allclose(
        net.layers[2].grads["W"].T.ravel(), [0.0259228556, 0.0262959013, 0.0074084446, 0.0075150567], atol=5e-11
    )
    np.testing.assert_allclose(
        net.layers[0].grads["W"].T.ravel(), [0.0008088754, 0.0016177508, 0.0007100860, 0.0014201720], atol=5e-11
    )


@pytest.mark.parametrize("train", [True, False], ids=["train", "predict"])
@pytest.mark.parametrize("activation", ["tanh", "sigmoid", "swish", "softplus"])
def test_the_gradient_of_a_whole_network_is_the_numeric_one(activation, train, rng):
    layers = [
        Dense(3, 6),
        BatchNorm(6),
        Activation(activation),
        Dropout(0.3),
        Dense(6, 5),
        Activation(activation),
        Dense(5, 4),
    ]
    net = Sequential(layers, rng=rng)
    X, y = rng.normal(size=(8, 3)), rng.integers(0, 4, size=8)

    def loss_of(values):
        net.values[:] = values
        return cross_entropy(net.forward(X, train=train, rng=np.random.default_rng(1)), y)

    start = net.values.copy()
    numeric = numerical_gradient(loss_of, start.copy())
    loss_of(start)
    at_X = net.backward(cross_entropy_grad(net.layers[-1].output, y))
    np.testing.assert_allclose(net.gradient, numeric, atol=1e-8)

    numeric_at_X = numerical_gradient(
        lambda X: cross_entropy(net.forward(X, train=train, rng=np.random.default_rng(1)), y), X.copy()
    )
    np.testing.assert_allclose(at_X, numeric_at_X, atol=1e-8)


def test_fill_gradient_is_backward_without_its_answer(rng):
    net = Sequential([Dense(3, 5), Activation("tanh"), Dense(5, 2)], rng=rng)
    X, grad = rng.normal(size=(4, 3)), rng.normal(size=(4, 2))
    net.forward(X)
    net.backward(grad)
    whole = net.gradient.copy()
    net.gradient[:] = np.nan
    assert net.fill_gradient(grad) is None
    np.testing.assert_array_equal(net.gradient, whole)


def test_predict_is_forward_in_pieces(rng):
    net = small()
    X = rng.normal(size=(50, 3))
    np.testing.assert_allclose(net.predict(X, batch_size=7), net.forward(X), rtol=1e-12)
    assert net.predict(X[:0]).shape == (0, 4)


def test_predicting_changes_nothing(rng):
    net = small()
    before = net.snapshot()
    net.predict(rng.normal(size=(50, 3)) + 9)
    np.testing.assert_array_equal(net.snapshot(), before)


def test_units_can_be_looked_at_one_by_one(rng):
    net, X = small(), rng.normal(size=(5, 3))
    seen = net.activations(X)
    assert [a.shape for a in seen] == [(5, 6)] * 4 + [(5, 4)]
    np.testing.assert_array_equal(seen[2], net.layers[2].output)
    np.testing.assert_array_equal(seen[-1], net.forward(X))


def test_probabilities_and_classes_of_many_outputs_and_of_one(rng):
    X = rng.normal(size=(20, 3))
    many, one = small(), Sequential([Dense(3, 1)], rng=rng)
    np.testing.assert_allclose(many.probabilities(X), softmax(many.predict(X)), rtol=1e-12)
    np.testing.assert_array_equal(many.classify(X), np.argmax(many.predict(X), axis=1))
    np.testing.assert_allclose(one.probabilities(X), sigmoid(one.predict(X)), rtol=1e-12)
    np.testing.assert_array_equal(one.classify(X), one.predict(X)[:, 0] > 0)


@pytest.mark.parametrize(("kind", "outputs"), [("sigmoid", 1), ("softmax", 4)])
def test_a_network_that_ends_in_probabilities_is_not_squashed_twice(kind, outputs, rng):
    net = Sequential([Dense(3, outputs), Activation(kind)], rng=rng)
    X = rng.normal(size=(20, 3))
    np.testing.assert_array_equal(net.probabilities(X), net.predict(X))
    expected = net.predict(X)[:, 0] > 0.5 if outputs == 1 else np.argmax(net.predict(X), axis=1)
    np.testing.assert_array_equal(net.classify(X), expected)


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_precision_is_kept_from_end_to_end(dtype, rng):
    net = small(dtype=dtype)
    out = net.forward(rng.normal(size=(5, 3)), train=True, rng=rng)
    assert {out.dtype, net.backward(np.ones_like(out)).dtype, net.values.dtype, net.gradient.dtype} == {np.dtype(dtype)}
    assert net.predict(rng.integers(0, 9, size=(5, 3))).dtype == dtype


def test_the_same_seed_gives_the_same_weights_and_another_seed_other_ones():
    np.testing.assert_array_equal(small(1).values, small(1).values)
    assert not np.array_equal(small(1).values, small(2).values)


def test_layers_see_the_long_vector():
    net = small()
    net.values[:] = 7
    assert all((value == 7).all() for layer in net.layers for value in layer.params.values())
    net.layers[0].params["b"][:] = 3
    assert np.count_nonzero(net.values == 3) == 6
    assert net.values.ctypes.data % 64 == 0


def test_the_summary_names_layers_shapes_and_parameters(capsys):
    net = Sequential([Dense(784, 128), Activation("relu"), Dropout(0.2), Dense(128, 10)], rng=np.random.default_rng(0))
    net.summary()
    assert capsys.readouterr().out == SUMMARY
    assert net.n_params == 101_770


SUMMARY = """\
layer               output    parameters
----------------------------------------
0 Dense(784, 128)   (N, 128)     100,480
1 Activation(relu)  (N, 128)           0
2 Dropout(0.2)      (N, 128)           0
3 Dense(128, 10)    (N, 10)        1,290
----------------------------------------
total                            101,770
"""


@pytest.mark.parametrize("make", [copy.copy, copy.deepcopy])
def test_a_copy_has_weights_of_its_own_that_its_layers_see(make, rng):
    net = small()
    net.forward(rng.normal(size=(9, 3)), train=True, rng=rng)  # moves the running statistics
    X = rng.normal(size=(5, 3))
    twin = make(net)
    expected = net.predict(X)
    np.testing.assert_array_equal(twin.predict(X), expected)
    twin.values[:] = 0
    assert not twin.predict(X).any()
    twin.backward(np.ones((5, 4)))
    assert twin.layers[0].owner is twin
    np.testing.assert_array_equal(net.predict(X), expected)
    assert not net.gradient.any()
    net.values[:] = 0
    assert not net.predict(X).any()


@pytest.mark.parametrize("module", ["layers", "network", "training.loop", "datasets"])
def test_the_examples_in_docstrings_are_true(module):
    found = doctest.testmod(importlib.import_module(f"dlcourse.{module}"))
    assert found.failed == 0
    assert found.attempted > 0
