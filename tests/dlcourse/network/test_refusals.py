"""What does not fit a network is answered in one sentence."""

import numpy as np
import pytest
from one_of_each import small

from dlcourse.layers import Activation, BatchNorm, Dense, Dropout
from dlcourse.network import Sequential


def built(*layers, **settings):
    return Sequential(layers, **{"rng": np.random.default_rng(0), **settings})


used = Dense(2, 2)
built(used)
twice = Dense(2, 2)

MASKED = np.ma.masked_array(np.zeros((5, 4)))


def ran():
    net = small()
    net.forward(np.zeros((5, 3)))
    return net


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
    (lambda: small().backward(np.zeros((5, 4))), ValueError, "backward: it came before forward, expected an output to go back from; call forward first."),
    (lambda: small().fill_gradient(np.zeros((5, 4))), ValueError, "backward: it came before forward, expected an output to go back from; call forward first."),
    (lambda: ran().backward(np.zeros((4, 4))), ValueError, "backward: grad has shape (4, 4), expected (5, 4), as the last forward gave."),
    (lambda: ran().backward(MASKED), TypeError, "backward: grad is a masked array, expected every number to count; use np.ma.filled(...)."),
    (lambda: ran().forward(MASKED), TypeError, "Sequential: X is a masked array, expected every number to count; use np.ma.filled(...)."),
    (lambda: ran().predict(MASKED), TypeError, "Sequential: X is a masked array, expected every number to count; use np.ma.filled(...)."),
    (lambda: ran().set_weights([MASKED]), TypeError, "set_weights: weights[0] is a masked array, expected every number to count; use np.ma.filled(...)."),
    (lambda: ran().restore(MASKED), TypeError, "restore: snapshot is a masked array, expected every number to count; use np.ma.filled(...)."),
    (lambda: built(Dense(2, 2), Dropout), TypeError, "Sequential: layer 1 is the class Dropout, expected a layer such as Dense(2, 4); Dropout is a class: write Dropout(...)."),
    (lambda: Sequential(Dense(2, 2), rng=np.random.default_rng(0)), TypeError, "Sequential: layers is a Dense, expected a list of layers such as [Dense(2, 4)]; put it into a list."),
    (lambda: Sequential(Dense, rng=np.random.default_rng(0)), TypeError, "Sequential: layers is the class Dense, expected a list of layers such as [Dense(2, 4)]; Dense is a class: write Dense(...)."),
    (lambda: Sequential(3, rng=np.random.default_rng(0)), TypeError, "Sequential: layers is 3, expected a list of layers such as [Dense(2, 4)]."),
]  # fmt: skip  # one case a line


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
