"""Each layer computes what the lessons' functions compute, hands back true gradients and keeps to its precision."""

import numpy as np
import pytest

from dlcourse.activations import ACTIVATIONS, WHOLE_ROWS, relu, relu_grad
from dlcourse.backprop import affine_backward
from dlcourse.forward import affine
from dlcourse.gradcheck import numerical_gradient
from dlcourse.initializers import INITIALIZERS
from dlcourse.layers import Activation, BatchNorm, Dense, Dropout, Layer
from dlcourse.network import Sequential
from dlcourse.regularizers import batchnorm, batchnorm_backward

LAYERS = {
    "dense": lambda: Dense(3, 5),
    "dense without bias": lambda: Dense(3, 5, bias=False),
    "dropout": lambda: Dropout(0.4),
    "batch norm": lambda: BatchNorm(3),
    **{f"activation {name}": lambda name=name: Activation(name) for name in ACTIVATIONS},
}


@pytest.fixture
def rng():
    return np.random.default_rng(11)


def started(layer, dtype=np.float64, width=3):
    """A layer with weights that are no special numbers, in a network of its own."""
    first = [] if layer.inputs else [Dense(width, width, init="identity")]
    net = Sequential([*first, layer], rng=np.random.default_rng(5), dtype=dtype)
    net.values += np.random.default_rng(6).normal(scale=0.3, size=net.n_params).astype(dtype)
    return layer


def away_from_kinks(rng, shape):
    """Numbers that no step of a numeric gradient carries across zero."""
    x = rng.normal(size=shape)
    return x + 0.1 * np.sign(x)


# --- gradients


@pytest.mark.parametrize("train", [True, False], ids=["train", "predict"])
@pytest.mark.parametrize("build", LAYERS.values(), ids=LAYERS)
def test_the_gradient_at_the_input_is_the_numeric_one(build, train, rng):
    layer, x = started(build()), away_from_kinks(rng, (4, 3))
    upstream = rng.normal(size=layer.forward(x).shape)

    def loss(x):
        # the same seed at every call, so that dropout drops the same numbers
        return float(np.sum(upstream * layer.forward(x, train=train, rng=np.random.default_rng(2))))

    numeric = numerical_gradient(loss, x.copy())
    loss(x)
    np.testing.assert_allclose(layer.backward(upstream), numeric, atol=1e-7)


@pytest.mark.parametrize("train", [True, False], ids=["train", "predict"])
@pytest.mark.parametrize("name", ["dense", "dense without bias", "batch norm"])
def test_the_gradients_of_the_weights_are_the_numeric_ones(name, train, rng):
    layer, x = started(LAYERS[name]()), rng.normal(size=(4, 3))
    upstream = rng.normal(size=layer.forward(x).shape)
    for key, value in layer.params.items():

        def loss(changed, value=value):
            kept = value.copy()
            value[...] = changed
            result = float(np.sum(upstream * layer.forward(x, train=train)))
            value[...] = kept
            return result

        numeric = numerical_gradient(loss, value.copy())
        layer.forward(x, train=train)
        layer.fill_grads(upstream)
        np.testing.assert_allclose(layer.grads[key], numeric, atol=1e-7, err_msg=key)


# --- the same as the lessons


def test_dense_is_affine_and_its_written_in_place_gradients_are_those_of_affine_backward(rng):
    layer, x, dout = started(Dense(3, 5)), rng.normal(size=(4, 3)), rng.normal(size=(4, 5))
    W, b = layer.params["W"], layer.params["b"]
    np.testing.assert_allclose(layer.forward(x), affine(x, W, b), rtol=1e-12)
    dX, dW, db = affine_backward(dout, x, W)
    np.testing.assert_allclose(layer.backward(dout), dX, rtol=1e-12)
    np.testing.assert_allclose(layer.grads["W"], dW, rtol=1e-12)
    np.testing.assert_allclose(layer.grads["b"], db, rtol=1e-12)


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_an_activation_is_the_function_of_its_name_and_its_shortcuts_agree_with_the_derivative(name, rng):
    f, f_grad = ACTIVATIONS[name]
    layer, x, dout = Activation(name), rng.normal(size=(4, 3)), rng.normal(size=(4, 3))
    x[0, 0] = 0.0
    np.testing.assert_allclose(layer.forward(x), f(x), rtol=1e-12)
    slope = f_grad(x)
    expected = np.einsum("nij,ni->nj", slope, dout) if name in WHOLE_ROWS else dout * slope
    np.testing.assert_allclose(layer.backward(dout), expected, rtol=1e-12, atol=1e-15)


def test_settings_reach_the_function_and_its_derivative():
    layer = Activation("leaky_relu", slope=0.5)
    assert layer.forward(np.array([[-2.0, 3.0]])).tolist() == [[-1.0, 3.0]]
    assert layer.backward(np.ones((1, 2))).tolist() == [[0.5, 1.0]]


@pytest.mark.parametrize("name", ["relu", "softmax"])
def test_a_function_of_your_own_may_have_a_famous_name(name):
    def mine(z):
        return z + 1

    mine.__name__ = name
    layer = Activation(mine, lambda z: np.full_like(z, 7.0))
    assert layer.forward(np.array([[-2.0, 3.0]])).tolist() == [[-1.0, 4.0]]
    assert layer.backward(np.ones((1, 2))).tolist() == [[7.0, 7.0]]


def test_an_activation_of_your_own_brings_its_derivative():
    layer = Activation(lambda z: z**2, lambda z: 2 * z)
    assert layer.forward(np.array([[-2.0, 3.0]])).tolist() == [[4.0, 9.0]]
    assert layer.backward(np.ones((1, 2))).tolist() == [[-4.0, 6.0]]


@pytest.mark.parametrize("init", INITIALIZERS)
def test_dense_starts_as_its_initializer_says_and_with_biases_at_zero(init):
    layer = Dense(4, 4, init=init)
    Sequential([layer], rng=np.random.default_rng(3))
    np.testing.assert_array_equal(layer.params["W"], INITIALIZERS[init]((4, 4), rng=np.random.default_rng(3)))
    assert not layer.params["b"].any()


def test_an_initializer_of_your_own_is_used():
    layer = Dense(2, 3, init=lambda shape, *, rng: np.full(shape, 0.5))
    Sequential([layer], rng=np.random.default_rng(0))
    assert layer.params["W"].tolist() == [[0.5] * 3] * 2


def test_batch_norm_is_batchnorm_with_a_memory(rng):
    layer, x, dout = started(BatchNorm(3)), 5 + 2 * rng.normal(size=(6, 3)), rng.normal(size=(6, 3))
    gamma, beta = layer.params["gamma"].copy(), layer.params["beta"].copy()
    out, cache, state = batchnorm(x, gamma, beta, (np.zeros(3), np.ones(3)), True)
    np.testing.assert_allclose(layer.forward(x, train=True), out, rtol=1e-12)
    dx, dgamma, dbeta = batchnorm_backward(dout, cache)
    np.testing.assert_allclose(layer.backward(dout), dx, rtol=1e-12)
    np.testing.assert_allclose(layer.grads["gamma"], dgamma, rtol=1e-12)
    np.testing.assert_allclose(layer.grads["beta"], dbeta, rtol=1e-12)
    np.testing.assert_allclose([layer.state["mean"], layer.state["var"]], state, rtol=1e-12)


# --- modes


def test_batch_norm_learns_running_statistics_and_uses_them_alone_while_predicting(rng):
    layer = BatchNorm(3)
    Sequential([layer], rng=rng)
    for _ in range(200):
        layer.forward(rng.normal(loc=[1.0, 2.0, 3.0], scale=[1.0, 2.0, 0.5], size=(256, 3)), train=True)
    np.testing.assert_allclose(layer.state["mean"], [1, 2, 3], atol=0.15)
    np.testing.assert_allclose(layer.state["var"], [1, 4, 0.25], rtol=0.15)
    before = [value.copy() for value in layer.state.values()]
    one, two = layer.forward(np.ones((1, 3))), layer.forward(np.vstack([np.ones((1, 3)), np.full((5, 3), 100.0)]))
    np.testing.assert_array_equal(one[0], two[0])
    np.testing.assert_array_equal(list(layer.state.values()), before)


def test_dropout_drops_the_share_p_while_training_and_nothing_while_predicting(rng):
    layer, x = Dropout(0.2), np.ones((300, 100))
    out = layer.forward(x, train=True, rng=rng)
    assert np.mean(out == 0) == pytest.approx(0.2, abs=0.01)
    assert np.unique(out).tolist() == [0.0, 1.25]
    np.testing.assert_array_equal(layer.backward(x), out)
    np.testing.assert_array_equal(layer.forward(x), x)
    np.testing.assert_array_equal(layer.backward(x), x)


def test_every_batch_is_dropped_anew(rng):
    layer, x = Dropout(0.5), np.ones((10, 10))
    first = layer.forward(x, train=True, rng=rng).copy()
    assert not np.array_equal(layer.forward(x, train=True, rng=rng), first)


# --- precision and inputs


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize("build", LAYERS.values(), ids=LAYERS)
def test_precision_is_kept_everywhere(build, dtype, rng):
    layer = started(build(), dtype)
    x = rng.normal(size=(4, 3)).astype(dtype)
    for train in (True, False):
        out = layer.forward(x, train=train, rng=rng)
        assert out.dtype == dtype
        assert layer.backward(np.ones_like(out)).dtype == dtype
    for held in (layer.params, layer.grads, layer.state):
        assert all(value.dtype == dtype for value in held.values())


@pytest.mark.parametrize("build", LAYERS.values(), ids=LAYERS)
def test_inputs_survive(build, rng):
    layer = started(build())
    x = rng.normal(size=(4, 3))
    kept = x.copy()
    out = layer.forward(x, train=True, rng=rng)
    grad = np.ones_like(out)
    layer.backward(grad)
    np.testing.assert_array_equal(x, kept)
    assert (grad == 1).all()


NUMBERS = {
    "float64": np.float64,
    "float32": np.float32,
    "Python's": float,
}
SETTLED = {
    "dropout": lambda n: Dropout(n(0.25)),
    "batch norm": lambda n: BatchNorm(3, momentum=n(0.75), eps=n(0.125)),
    **{
        f"{name}({setting})": lambda n, name=name, setting=setting: Activation(name, **{setting: n(0.5)})
        for name, pair in ACTIVATIONS.items()
        for setting in pair.settings
    },
}


@pytest.mark.parametrize("n", NUMBERS.values(), ids=NUMBERS)
@pytest.mark.parametrize("build", SETTLED.values(), ids=SETTLED)
def test_no_setting_changes_the_precision_of_a_layer(build, n, rng):
    layer, plain = started(build(n), np.float32), started(build(float), np.float32)
    x = rng.normal(size=(4, 3)).astype(np.float32)
    for train in (True, False):
        out = layer.forward(x, train=train, rng=np.random.default_rng(0))
        assert (out.dtype, layer.backward(np.ones_like(out)).dtype) == (np.float32, np.float32)
        np.testing.assert_array_equal(out, plain.forward(x, train=train, rng=np.random.default_rng(0)))
    assert all(value.dtype == np.float32 for value in (*layer.params.values(), *layer.state.values()))


def test_an_array_of_no_dimension_is_a_number():
    layer = Activation("leaky_relu", slope=np.array(0.5))
    assert type(layer.settings["slope"]) is float


@pytest.mark.parametrize("dtype", [np.float64, np.int64])
def test_one_slope_a_column_is_of_the_networks_precision(dtype, rng):
    layer = started(Activation("prelu", alpha=np.array([0, 1, 2], dtype=dtype)), np.float32)
    out = layer.forward(-np.ones((2, 3), dtype=np.float32))
    assert (out.dtype, layer.backward(out).dtype) == (np.float32, np.float32)
    assert out.tolist() == [[0.0, -1.0, -2.0]] * 2


@pytest.mark.parametrize("method", ["backward", "fill_grads"])
@pytest.mark.parametrize("build", LAYERS.values(), ids=LAYERS)
def test_backward_asks_for_a_forward_and_for_its_shape(build, method):
    layer = started(build())
    with pytest.raises(ValueError, match="forward") as caught:
        getattr(layer, method)(np.ones((4, 3)))
    name = repr(layer)
    assert str(caught.value) == (
        f"{name}: backward came before forward, expected an output to go back from; call forward first."
    )
    shape = layer.forward(np.ones((4, 3))).shape
    with pytest.raises(ValueError, match="grad") as caught:
        getattr(layer, method)(np.ones((1, 3)))
    assert str(caught.value) == f"{name}: grad has shape (1, 3), expected {shape}, as the last forward gave."


def test_the_shortcut_of_relu_has_slope_zero_at_zero():
    layer = Activation("relu")
    x = np.array([[-1.0, 0.0, 2.0]])
    np.testing.assert_array_equal(layer.forward(x), relu(x))
    np.testing.assert_array_equal(layer.backward(np.ones((1, 3))), relu_grad(x))


def test_weights_can_be_changed_but_not_exchanged():
    layer = started(Dense(3, 5))
    layer.params["W"][:] = 0
    assert not layer.forward(np.ones((1, 3)))[0, 0] - layer.params["b"][0]
    with pytest.raises(TypeError):
        layer.params["W"] = np.ones((3, 5))


# --- sentences

SENTENCES = [
    (lambda: Dense(0, 3), ValueError, "Dense: inputs is 0, expected an integer of at least 1."),
    (lambda: Dense(3, 2.5), TypeError, "Dense: outputs is 2.5, expected an integer of at least 1."),
    (
        lambda: Dense(3, 2, init="he_norml"),
        ValueError,
        f"Dense: init is 'he_norml', expected one of: {', '.join(sorted(INITIALIZERS))}; did you mean 'he_normal'?",
    ),
    (
        lambda: Activation("rellu"),
        ValueError,
        f"Activation: kind is 'rellu', expected one of: {', '.join(sorted(ACTIVATIONS))}; did you mean 'relu'?",
    ),
    (lambda: Activation("relu", slope=0.1), TypeError, "Activation(relu): setting is 'slope', expected none."),
    (
        lambda: Activation("leaky_relu", slop=0.1),
        ValueError,
        "Activation(leaky_relu): setting is 'slop', expected one of: slope; did you mean 'slope'?",
    ),
    (
        lambda: Activation(relu),
        TypeError,
        "Activation: grad is None, expected the derivative that belongs to your function.",
    ),
    (
        lambda: Activation(Layer),
        TypeError,
        "Activation: grad is None, expected the derivative that belongs to your function; Layer is a class: write Layer().",
    ),
    (lambda: Activation("elu", alpha="1"), TypeError, "elu: alpha is '1', expected a finite number."),
    (lambda: Activation("swish", beta=np.nan), ValueError, "swish: beta is nan, expected a finite number."),
    (
        lambda: Activation("prelu", alpha=[0.1, 0.2]),
        TypeError,
        "prelu: alpha is a list, expected an array of numbers; use np.array(...).",
    ),
    (lambda: Dense(2, 3, bias=1), TypeError, "Dense: bias is 1, expected True or False."),
    (
        lambda: started(BatchNorm(3)).forward(np.ones((1, 3)), train=True),
        ValueError,
        "BatchNorm(3): x has 1 row, expected at least 2 while training, because rows are compared; take a larger batch.",
    ),
    (lambda: Dropout(1.0), ValueError, "Dropout: p is 1.0, expected 0 <= p < 1."),
    (lambda: Dropout(-0.1), ValueError, "Dropout: p is -0.1, expected 0 <= p < 1."),
    (lambda: BatchNorm(0), ValueError, "BatchNorm: units is 0, expected an integer of at least 1."),
    (lambda: BatchNorm(3, momentum=1.0), ValueError, "BatchNorm: momentum is 1.0, expected 0 <= momentum < 1."),
    (lambda: BatchNorm(3, eps=0.0), ValueError, "BatchNorm: eps is 0.0, expected a number greater than 0."),
    (
        lambda: started(Dense(3, 5)).forward(np.ones((2, 4))),
        ValueError,
        "Dense(3, 5): x has shape (2, 4), expected (N, 3).",
    ),
    (
        lambda: started(BatchNorm(3)).forward(np.ones(3)),
        ValueError,
        "BatchNorm(3): x has shape (3,), expected (N, 3).",
    ),
    (
        lambda: Dropout(0.5).forward(np.ones((2, 2)), train=True),
        TypeError,
        "Dropout: rng is None, expected a generator, which decides what train=True drops.",
    ),
    (
        lambda: Sequential([Dense(2, 3, init=lambda shape, *, rng: np.ones((3, 2)))], rng=np.random.default_rng(0)),
        ValueError,
        "Dense: init gave weights of shape (3, 2), expected (2, 3).",
    ),
]


@pytest.mark.parametrize(("call", "kind", "sentence"), SENTENCES, ids=[s[2].split(",")[0] for s in SENTENCES])
def test_a_wrong_argument_is_answered_in_one_sentence(call, kind, sentence):
    with pytest.raises(kind) as caught:
        call()
    assert str(caught.value) == sentence


def test_a_layer_of_your_own_needs_forward_and_backward():
    class Half(Layer):
        def forward(self, x, *, train=False, rng=None):
            self.output = x / 2
            return self.output

        def backward(self, grad):
            return grad / 2

    net = Sequential([Dense(2, 2, init="identity"), Half()], rng=np.random.default_rng(0))
    assert net.forward(np.array([[2.0, 4.0]])).tolist() == [[1.0, 2.0]]
    assert net.backward(np.ones((1, 2))).tolist() == [[0.5, 0.5]]
    assert repr(net) == "Sequential(Dense(2, 2), Half())"
