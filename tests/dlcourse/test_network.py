"""A network is its layers in a row: same numbers, true gradients, and weights that survive a file."""

import copy
import doctest
import importlib

import numpy as np
import pytest

from dlcourse.activations import relu, sigmoid, softmax
from dlcourse.forward import affine
from dlcourse.gradcheck import numerical_gradient
from dlcourse.layers import Activation, BatchNorm, Dense, Dropout
from dlcourse.losses import cross_entropy, cross_entropy_grad
from dlcourse.network import Sequential


@pytest.fixture
def rng():
    return np.random.default_rng(21)


def small(seed=0, dtype=np.float64):
    """Every kind of layer once."""
    layers = [Dense(3, 6, init="he_normal"), BatchNorm(6), Activation("relu"), Dropout(0.3), Dense(6, 4, bias=False)]
    return Sequential(layers, rng=np.random.default_rng(seed), dtype=dtype)


# --- numbers


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


@pytest.mark.parametrize("module", ["layers", "network", "training", "datasets"])
def test_the_examples_in_docstrings_are_true(module):
    found = doctest.testmod(importlib.import_module(f"dlcourse.{module}"))
    assert found.failed == 0
    assert found.attempted > 0


# --- weights in a file


def test_saved_weights_come_back_with_running_statistics_and_without_pickle(tmp_path, rng):
    net, other = small(1), small(2)
    net.forward(rng.normal(size=(9, 3)), train=True, rng=rng)  # moves the running statistics
    path = tmp_path / "weights of mine"
    net.save(path)
    assert [p.name for p in tmp_path.iterdir()] == ["weights of mine"]
    with np.load(path, allow_pickle=False) as kept:
        assert kept.files == ["0.W", "0.b", "1.gamma", "1.beta", "1.mean", "1.var", "4.W"]
    other.load(str(path))
    np.testing.assert_array_equal(other.snapshot(), net.snapshot())
    X = rng.normal(size=(9, 3))
    np.testing.assert_array_equal(other.predict(X), net.predict(X))


def test_weights_of_one_precision_load_into_the_other(tmp_path):
    wide, narrow = small(1), small(2, np.float32)
    wide.save(tmp_path / "w.npz")
    narrow.load(tmp_path / "w.npz")
    assert narrow.values.dtype == np.float32
    np.testing.assert_array_equal(narrow.values, wide.values.astype(np.float32))


def test_saving_where_there_is_no_room_keeps_the_old_file(tmp_path, monkeypatch):
    net, path = small(), tmp_path / "w.npz"
    net.save(path)
    before = path.read_bytes()

    def full(file, **arrays):
        file.write(b"half")
        raise OSError("No space left on device")

    monkeypatch.setattr(np, "savez", full)
    with pytest.raises(OSError, match="No space"):
        net.save(path)
    assert path.read_bytes() == before
    assert [p.name for p in tmp_path.iterdir()] == ["w.npz"]


def without(arrays):
    del arrays["4.W"]


def turned(arrays):
    arrays["4.W"] = arrays["4.W"].T


def words(arrays):
    arrays["0.b"] = np.array(["a"] * 6)


def whole(arrays):
    arrays["0.b"] = np.arange(6)


@pytest.mark.parametrize(
    ("damage", "sentence"),
    [
        (
            without,
            "load: {path} holds 0.W, 0.b, 1.gamma, 1.beta, 1.mean, 1.var, expected 0.W, 0.b, 1.gamma, 1.beta, 1.mean, 1.var, 4.W; build the layers it was saved from.",
        ),
        (turned, "load: 4.W in {path} has shape (4, 6), expected (6, 4)."),
        (words, "load: 0.b in {path} holds values of type <U1, expected float64 or float32."),
        (whole, "load: 0.b in {path} holds values of type int64, expected float64 or float32."),
    ],
)
def test_weights_that_do_not_fit_change_nothing(damage, sentence, tmp_path):
    path, net = tmp_path / "w.npz", small(2)
    arrays = {name: value.copy() for name, value in small(1).arrays().items()}
    damage(arrays)
    np.savez(path, **arrays)
    before = net.snapshot()
    with pytest.raises(ValueError, match="load") as caught:
        net.load(path)
    assert str(caught.value) == sentence.format(path=path)
    np.testing.assert_array_equal(net.snapshot(), before)


def pickled(path):
    np.savez(path, **{name: np.array([{}], dtype=object) for name in small().arrays()})


def plain_array(path):
    with path.open("wb") as file:
        np.save(file, np.zeros(3))


@pytest.mark.parametrize(
    "write",
    [
        lambda p: p.write_bytes(b""),
        lambda p: p.write_bytes(b"not weights"),
        lambda p: p.write_bytes(b"PK\x03\x04 cut"),
        plain_array,
        pickled,
    ],
    ids=["empty", "text", "cut", "one array", "pickle"],
)
def test_a_file_that_holds_no_weights_is_refused(write, tmp_path):
    path, net = tmp_path / "w.npz", small()
    write(path)
    before = net.snapshot()
    with pytest.raises(ValueError, match="load") as caught:
        net.load(path)
    assert str(caught.value) == f"load: {path} holds no weights, expected a file that Sequential.save wrote."
    np.testing.assert_array_equal(net.snapshot(), before)


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(FileNotFoundError) as caught:
        small().load(tmp_path / "none.npz")
    assert str(caught.value) == f"load: {tmp_path / 'none.npz'} is no file, expected one that Sequential.save wrote."


def test_weights_as_a_list_go_in_and_out(rng):
    net, other = small(1), small(2)
    weights = net.get_weights()
    other.set_weights(weights)
    np.testing.assert_array_equal(other.values, net.values)
    weights[0] += 1
    np.testing.assert_array_equal(other.values, net.values)
    with pytest.raises(ValueError, match="set_weights") as caught:
        other.set_weights([weights[0]])
    assert (
        str(caught.value) == "set_weights: weights have shapes [(3, 6)], expected [(3, 6), (6,), (6,), (6,), (6, 4)]."
    )


def test_a_snapshot_is_a_copy_and_brings_everything_back(rng):
    net = small()
    kept = net.snapshot()
    net.forward(rng.normal(size=(9, 3)), train=True, rng=rng)
    net.values += 1
    assert not np.array_equal(net.snapshot(), kept)
    net.restore(kept)
    np.testing.assert_array_equal(net.snapshot(), kept)
    with pytest.raises(ValueError, match="restore") as caught:
        net.restore(kept[1:])
    assert str(caught.value) == "restore: snapshot has shape (71,), expected (72,); take one of this network."


# --- sentences


def built(*layers, **settings):
    return Sequential(layers, **{"rng": np.random.default_rng(0), **settings})


used = Dense(2, 2)
built(used)
twice = Dense(2, 2)

SENTENCES = [
    (
        lambda: built(Dense(2, 3), Activation("relu"), Dense(4, 1)),
        ValueError,
        "Sequential: layer 2 is Dense(4, 1), expected 3 inputs, as many as come out before it.",
    ),
    (
        lambda: built(Dense(2, 3), BatchNorm(4)),
        ValueError,
        "Sequential: layer 1 is BatchNorm(4), expected 3 inputs, as many as come out before it.",
    ),
    (
        lambda: built(),
        ValueError,
        "Sequential: layers holds no Dense or BatchNorm, expected at least one, such as Dense(2, 4).",
    ),
    (
        lambda: built(Activation("relu")),
        ValueError,
        "Sequential: layers holds no Dense or BatchNorm, expected at least one, such as Dense(2, 4).",
    ),
    (lambda: built("dense"), TypeError, "Sequential: layer 0 is 'dense', expected a layer such as Dense(2, 4)."),
    (
        lambda: built(used),
        ValueError,
        "Sequential: layer 0 (Dense(2, 2)) already belongs to a network, expected a new layer.",
    ),
    (
        lambda: built(twice, twice),
        ValueError,
        "Sequential: layer 1 (Dense(2, 2)) already belongs to a network, expected a new layer.",
    ),
    (
        lambda: built(Dense(2, 2), rng=5),
        TypeError,
        "Sequential: rng is 5, expected a generator such as np.random.default_rng(0).",
    ),
    (
        lambda: built(Dense(2, 2), dtype="float16"),
        ValueError,
        "Sequential: dtype is float16, expected np.float64 or np.float32.",
    ),
    (lambda: small().forward(np.zeros((5, 4))), ValueError, "Sequential: X has shape (5, 4), expected (N, 3)."),
    (lambda: small().forward(np.zeros(3)), ValueError, "Sequential: X has shape (3,), expected (N, 3)."),
    (
        lambda: built(Dense(784, 1)).forward(np.zeros((5, 28, 28))),
        ValueError,
        "Sequential: X has shape (5, 28, 28), expected (N, 784); flatten it with X.reshape(len(X), -1).",
    ),
    (
        lambda: small().forward(np.array([["a", "b", "c"]])),
        TypeError,
        "Sequential: X holds values of type <U1, expected real numbers.",
    ),
    (
        lambda: small().forward(np.zeros((5, 3), dtype=complex)),
        TypeError,
        "Sequential: X holds values of type complex128, expected real numbers.",
    ),
    (
        lambda: small().predict(np.zeros((5, 3)), batch_size=0),
        ValueError,
        "predict: batch_size is 0, expected an integer of at least 1.",
    ),
    (
        lambda: small().backward(np.zeros((5, 4))),
        ValueError,
        "backward: grad has shape (5, 4), expected (0, 0), as the last forward gave.",
    ),
]


@pytest.mark.parametrize(("call", "kind", "sentence"), SENTENCES, ids=[s[2][:50] for s in SENTENCES])
def test_what_does_not_fit_is_answered_in_one_sentence(call, kind, sentence):
    with pytest.raises(kind) as caught:
        call()
    assert str(caught.value) == sentence


def test_a_network_that_could_not_be_built_leaves_its_layers_free():
    layer = Dense(2, 3)
    with pytest.raises(ValueError, match="expected 3 inputs"):
        built(layer, Dense(4, 1))
    assert built(layer, Dense(3, 1)).n_params == 13


def test_rng_must_be_named():
    with pytest.raises(TypeError, match="rng"):
        Sequential([Dense(2, 2)])
