"""What does not fit is answered in one sentence, before anything changes."""

import numpy as np
import pytest
from small_networks import classifier, data, trained

from dlcourse.layers import Activation, BatchNorm, Dense
from dlcourse.network import Sequential
from dlcourse.training import (
    SGD,
    AdaGrad,
    Adam,
    AdamW,
    EarlyStopping,
    RMSProp,
    epochs,
    steps,
)

X60, Y60 = data()
BAD = X60.copy()
BAD[3, 1] = np.nan

LOST = np.ma.masked_array(X60, mask=X60 > 1)
NORMED = Sequential([BatchNorm(2), Dense(2, 3)], rng=np.random.default_rng(0))

REFUSED = [
    ({"net": Sequential}, TypeError, "net is the class Sequential, expected a Sequential; Sequential is a class: write Sequential(...)."),
    ({"loss": "binary_crossentropy"}, ValueError, "loss is 'binary_crossentropy', expected one of: bce, cross_entropy, half_sse, mse; did you mean 'bce'?"),
    ({"optimizer": SGD}, TypeError, "optimizer is the class SGD, expected one of: adagrad, adam, adamw, gd, momentum, nesterov, rmsprop, sgd; SGD is a class: write SGD()."),
    ({"callbacks": [EarlyStopping]}, TypeError, "callbacks holds the class EarlyStopping, expected callbacks such as EarlyStopping; EarlyStopping is a class: write EarlyStopping(...)."),
    ({"callbacks": EarlyStopping}, TypeError, "callbacks is the class EarlyStopping, expected a list of callbacks; EarlyStopping is a class: write EarlyStopping(...)."),
    ({"callbacks": EarlyStopping(patience=1)}, TypeError, "callbacks is an EarlyStopping, expected a list of callbacks; put it into a list."),
    ({"callbacks": "stop"}, TypeError, "callbacks is 'stop', expected a list of callbacks."),
    ({"y": Y60[:, None]}, ValueError, "y has shape (60, 1), expected (60,) to fit X; use y.ravel()."),
    ({"validation": (X60, np.eye(3)[Y60])}, ValueError, "validation[1] has shape (60, 3), expected (60,) to fit validation[0]; use validation[1].argmax(axis=1)."),
    ({"net": classifier(outputs=1), "loss": "bce", "y": np.eye(2)[Y60 % 2]}, ValueError, "y has shape (60, 2), expected (60,) or (60, 1) to fit X; use y.argmax(axis=1)."),
    ({"net": classifier(outputs=1), "loss": "bce", "y": np.linspace(0, 1.5, 60)}, ValueError, f"y holds the label {np.linspace(0, 1.5, 60)[40]}, expected numbers from 0 to 1."),
    ({"net": classifier(outputs=1), "loss": "bce", "y": np.full(60, np.nan)}, ValueError, "y holds the label nan, expected numbers from 0 to 1."),
    ({"y": np.ma.masked_array(Y60, mask=Y60 > 1)}, TypeError, "y is a masked array, expected every number to count; use np.ma.filled(...)."),
    ({"net": NORMED, "batch_size": 1}, ValueError, "batch_size is 1, which leaves a batch of 1 of the 60 examples, expected at least 2 in each because BatchNorm compares them; take 2."),
    ({"net": NORMED, "batch_size": 59}, ValueError, "batch_size is 59, which leaves a batch of 1 of the 60 examples, expected at least 2 in each because BatchNorm compares them; take 58."),
    ({"net": NORMED, "X": X60[:1], "y": Y60[:1]}, ValueError, "X has 1 example, expected at least 2, because BatchNorm compares examples."),
    ({"net": "net"}, TypeError, "net is 'net', expected a Sequential."),
    (
        {"loss": "crossentropy"},
        ValueError,
        "loss is 'crossentropy', expected one of: bce, cross_entropy, half_sse, mse; did you mean 'cross_entropy'?",
    ),
    (
        {"optimizer": "adan"},
        ValueError,
        "optimizer is 'adan', expected one of: adagrad, adam, adamw, gd, momentum, nesterov, rmsprop, sgd; did you mean 'adam'?",
    ),
    (
        {"optimizer": 0.1},
        TypeError,
        "optimizer is 0.1, expected one of: adagrad, adam, adamw, gd, momentum, nesterov, rmsprop, sgd.",
    ),
    ({"batch_size": 0}, ValueError, "batch_size is 0, expected an integer of at least 1."),
    ({"epochs": -1}, ValueError, "epochs is -1, expected an integer of at least 0."),
    ({"epochs": 1.5}, TypeError, "epochs is 1.5, expected an integer of at least 0."),
    ({"rng": 0}, TypeError, "rng is 0, expected a generator such as np.random.default_rng(0)."),
    ({"l1": -0.1}, ValueError, "l1 is -0.1, expected a number not below 0."),
    ({"l2": np.nan}, ValueError, "l2 is nan, expected a number not below 0."),
    ({"X": X60[:0], "y": Y60[:0]}, ValueError, "X has shape (0, 2), expected at least one example."),
    ({"X": BAD}, ValueError, "X holds nan or inf, expected finite numbers."),
    ({"y": Y60[:-1]}, ValueError, "y has shape (59,), expected (60,) to fit X."),
    ({"y": np.eye(3)[Y60]}, ValueError, "y has shape (60, 3), expected (60,) to fit X; use y.argmax(axis=1)."),
    ({"y": Y60 + 1}, ValueError, "y holds the label 3, expected whole numbers from 0 to 2."),
    ({"y": Y60 - 1}, ValueError, "y holds the label -1, expected whole numbers from 0 to 2."),
    ({"y": Y60 / 2}, ValueError, "y holds the label 0.5, expected whole numbers from 0 to 2."),
    ({"y": np.array(["a"] * 60)}, TypeError, "y holds values of type <U1, expected real numbers."),
    ({"loss": "mse"}, ValueError, "y has shape (60,), expected (60, 3) to fit X."),
    ({"loss": "mse", "y": np.full((60, 3), np.inf)}, ValueError, "y holds nan or inf, expected finite numbers."),
    ({"loss": "bce"}, ValueError, "loss is 'bce' but the network has 3 outputs, expected 1; or take 'cross_entropy'."),
    (
        {"net": classifier(outputs=1)},
        ValueError,
        "loss is 'cross_entropy' but the network has 1 output, expected one a class; or take 'bce'.",
    ),
    (
        {"net": classifier(outputs=1), "loss": "bce"},
        ValueError,
        "y holds the label 2, expected numbers from 0 to 1.",
    ),
    (
        {"net": Sequential([Dense(2, 3), Activation("softmax")], rng=np.random.default_rng(0))},
        ValueError,
        "the last layer is Activation(softmax), expected none, since the loss 'cross_entropy' contains it; leave it out.",
    ),
    ({"validation": X60}, TypeError, "validation is an array of shape (60, 2), expected a pair (X, y)."),
    (
        {"validation": (X60, Y60 + 5)},
        ValueError,
        f"validation[1] holds the label {Y60[0] + 5}, expected whole numbers from 0 to 2.",
    ),
    (
        {"callbacks": [print]},
        TypeError,
        "callbacks holds a builtin_function_or_method, expected callbacks such as EarlyStopping.",
    ),
]  # fmt: skip  # one case a line


@pytest.mark.parametrize(("changes", "kind", "sentence"), REFUSED, ids=[s[2][:40] for s in REFUSED])
def test_what_does_not_fit_is_answered_before_anything_changes(changes, kind, sentence):
    net = changes.get("net", classifier())
    before = net.snapshot() if isinstance(net, Sequential) else None
    rng = np.random.default_rng(1)
    state = rng.bit_generator.state
    with pytest.raises(kind) as caught:
        trained(**({"net": net, "X": X60, "y": Y60, "rng": rng} | changes))
    assert str(caught.value) == f"training: {sentence}"
    assert rng.bit_generator.state == state
    if before is not None:
        np.testing.assert_array_equal(net.snapshot(), before)


@pytest.mark.parametrize("name", ["X", "validation[0]"])
def test_masked_examples_are_refused(name):
    changes = {"X": LOST} if name == "X" else {"validation": (LOST, Y60)}
    with pytest.raises(TypeError, match="masked") as caught:
        trained(**({"net": classifier(), "X": X60, "y": Y60} | changes))
    assert (
        str(caught.value)
        == f"Sequential: {name} is a masked array, expected every number to count; use np.ma.filled(...)."
    )


@pytest.mark.parametrize("name", ["weights", "gradient"])
def test_an_optimizer_refuses_masked_numbers(name):
    given = {"weights": np.ones(60), "gradient": np.ones(60)} | {name: np.ma.masked_array(np.ones(60))}
    with pytest.raises(TypeError, match="masked") as caught:
        Adam().step(**given)
    assert (
        str(caught.value) == f"Adam: {name} is a masked array, expected every number to count; use np.ma.filled(...)."
    )


@pytest.mark.parametrize("size", range(2, 9))
def test_the_batch_size_that_is_advised_leaves_no_batch_of_one(size):
    """For all small numbers of examples: what was refused is mended by doing what the sentence says."""
    net = Sequential([BatchNorm(2), Dense(2, 3)], rng=np.random.default_rng(0))
    for n in range(2, 20):
        X, y = X60[:n], Y60[:n]
        try:
            trained(net, X, y, epochs=1, batch_size=size)
        except ValueError as refused:
            assert n % size == 1
            better = int(str(refused).rpartition("take ")[2].rstrip("."))
            assert better > 1
            trained(net, X, y, epochs=1, batch_size=better)
        else:
            assert n % size != 1


def test_validation_of_another_width_is_named():
    with pytest.raises(ValueError, match="validation") as caught:
        trained(classifier(), X60, Y60, validation=(np.ones((5, 3)), Y60[:5]))
    assert str(caught.value) == "Sequential: validation[0] has shape (5, 3), expected (N, 2)."


@pytest.mark.parametrize("make", [epochs, steps])
def test_generators_refuse_when_they_are_made_not_when_they_are_used(make):
    settings = {"loss": "cross_entropy", "optimizer": "adam", "rng": np.random.default_rng(0)}
    with pytest.raises(ValueError, match="label"):
        make(classifier(), X60, Y60 + 1, **settings)
    with pytest.raises(ValueError, match="limit") as caught:
        make(classifier(), X60, Y60, limit=-1, **settings)
    assert str(caught.value) == "training: limit is -1, expected an integer of at least 0."


@pytest.mark.parametrize(
    ("call", "kind", "sentence"),
    [
        (lambda: SGD(lr=-0.1), ValueError, "SGD: lr is -0.1, expected a number greater than 0."),
        (lambda: SGD(momentum=1.0), ValueError, "SGD: momentum is 1.0, expected 0 <= momentum < 1."),
        (
            lambda: SGD(nesterov=True),
            ValueError,
            "SGD: momentum is 0, expected more with nesterov=True, which looks ahead along the momentum.",
        ),
        (lambda: AdaGrad(eps=0), ValueError, "AdaGrad: eps is 0, expected a number greater than 0."),
        (lambda: RMSProp(rho=-0.1), ValueError, "RMSProp: rho is -0.1, expected 0 <= rho < 1."),
        (lambda: Adam(beta1=1.0), ValueError, "Adam: beta1 is 1.0, expected 0 <= beta1 < 1."),
        (lambda: Adam(lr="fast"), TypeError, "Adam: lr is 'fast', expected a number greater than 0."),
        (lambda: AdamW(weight_decay=-1.0), ValueError, "AdamW: weight_decay is -1.0, expected a number not below 0."),
        (lambda: setattr(Adam(), "lr", 0.0), ValueError, "Adam: lr is 0.0, expected a number greater than 0."),
        (
            lambda: Adam().step(np.ones(3), np.ones(2)),
            ValueError,
            "Adam: gradient has shape (2,), expected (3,) as weights has.",
        ),
        (
            lambda: EarlyStopping(patience=0),
            ValueError,
            "EarlyStopping: patience is 0, expected an integer of at least 1.",
        ),
        (
            lambda: EarlyStopping(patience=1, min_delta=-1.0),
            ValueError,
            "EarlyStopping: min_delta is -1.0, expected a number not below 0.",
        ),
        (
            lambda: trained(classifier(), X60, Y60, callbacks=[EarlyStopping(patience=1)]),
            ValueError,
            "EarlyStopping: monitor is 'val_loss', expected one of: accuracy, loss; did you mean 'loss'?",
        ),
    ],
)
def test_wrong_settings_are_answered_in_one_sentence(call, kind, sentence):
    with pytest.raises(kind) as caught:
        call()
    assert str(caught.value) == sentence
