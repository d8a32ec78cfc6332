"""Training does what the lessons' formulas say, repeats itself from one seed, and learns."""

import numpy as np
import pytest
from small_networks import classifier, data, everything, trained

from dlcourse import losses, optimizers
from dlcourse.batches import minibatches
from dlcourse.datasets import load_mnist, logic_gate, moons, noisy_sine
from dlcourse.layers import Activation, BatchNorm, Dense, Dropout
from dlcourse.losses import cross_entropy, cross_entropy_grad
from dlcourse.network import Sequential
from dlcourse.regularizers import penalty, penalty_grad
from dlcourse.training import (
    OPTIMIZERS,
    SGD,
    Adam,
    epochs,
    evaluate,
    fit,
    steps,
)


def test_one_epoch_is_the_lessons_loop_written_out():
    """Batches, forward, loss, penalty, backward and steps, with nothing but the lessons' functions."""
    X, y = data(50)
    net, other = classifier(), classifier()
    history = trained(net, X, y, epochs=1, optimizer=Adam(lr=0.01), l1=0.01, l2=0.02, rng=np.random.default_rng(9))

    weights = other.get_weights()
    adam, memory = optimizers.optimizer_named("adam", lr=0.01), None
    total = hits = 0.0
    for xb, yb in minibatches(X, y, 16, rng=np.random.default_rng(9)):
        W1, b1, W2, b2 = weights
        z1 = xb @ W1 + b1
        a1 = np.maximum(z1, 0)
        out = a1 @ W2 + b2
        total += cross_entropy(out, yb) * len(xb)
        hits += np.sum(np.argmax(out, axis=1) == yb)
        dout = cross_entropy_grad(out, yb)
        dz1 = (dout @ W2.T) * (z1 > 0)
        (pW1, _), (pW2, _) = penalty_grad([(W1, b1), (W2, b2)], 0.01, 0.02)
        grads = [xb.T @ dz1 + pW1, dz1.sum(axis=0), a1.T @ dout + pW2, dout.sum(axis=0)]
        flat, memory = adam(*(np.concatenate([v.ravel() for v in values]) for values in (weights, grads)), memory)
        weights = [
            part.reshape(w.shape)
            for part, w in zip(np.split(flat, np.cumsum([w.size for w in weights])[:-1]), weights, strict=True)
        ]

    for mine, theirs in zip(net.get_weights(), weights, strict=True):
        np.testing.assert_allclose(mine, theirs, rtol=1e-10, atol=1e-12)
    assert history["loss"] == [pytest.approx(total / 50, rel=1e-12)]
    assert history["accuracy"] == [hits / 50]
    W1, b1, W2, b2 = weights
    assert history["penalty"] == [pytest.approx(penalty([(W1, b1), (W2, b2)], 0.01, 0.02), rel=1e-10)]


@pytest.mark.parametrize("dtype", [np.float64, np.float32])
def test_one_seed_decides_everything(dtype):
    X, y = data()
    runs = []
    for seed in (1, 1, 2):
        net = everything(dtype=dtype)
        history = trained(net, X, y, validation=data(seed=5), rng=np.random.default_rng(seed))
        runs.append((net.snapshot(), dict(history)))
    np.testing.assert_array_equal(runs[0][0], runs[1][0])
    assert runs[0][1] == runs[1][1]
    assert not np.array_equal(runs[0][0], runs[2][0])


def test_training_by_steps_by_epochs_and_by_fit_is_the_same():
    X, y = data()
    settings = {"loss": "cross_entropy", "optimizer": "adam", "batch_size": 16}
    by_fit, by_epochs, by_steps = everything(), everything(), everything()
    history = fit(by_fit, X, y, epochs=3, rng=np.random.default_rng(4), **settings)
    logs = list(epochs(by_epochs, X, y, limit=3, rng=np.random.default_rng(4), **settings))
    seen = list(steps(by_steps, X, y, limit=3, rng=np.random.default_rng(4), **settings))
    np.testing.assert_array_equal(by_fit.snapshot(), by_epochs.snapshot())
    np.testing.assert_array_equal(by_fit.snapshot(), by_steps.snapshot())
    assert [log["loss"] for log in logs] == history["loss"]
    assert [(s.epoch, s.batch, s.size) for s in seen] == [
        (e, b, n) for e in range(3) for b, n in enumerate((16, 16, 16, 12))
    ]
    assert sum(s.hits for s in seen if s.epoch == 2) / 60 == history["accuracy"][2]


def test_endless_training_works_only_when_it_is_asked():
    X, y = data()
    net = classifier()
    logs = epochs(net, X, y, loss="cross_entropy", optimizer="sgd", rng=np.random.default_rng(0))
    start = net.snapshot()
    np.testing.assert_array_equal(net.snapshot(), start)
    first = next(logs)
    once = net.snapshot()
    assert not np.array_equal(once, start)
    assert next(logs)["loss"] < first["loss"]
    # exactly one epoch was done when the first log came: not a step of the next
    other = classifier()
    next(epochs(other, X, y, loss="cross_entropy", optimizer="sgd", rng=np.random.default_rng(0)))
    np.testing.assert_array_equal(other.snapshot(), once)


def test_optimizer_goes_on_where_it_ended():
    X, y = data()
    once, twice, adam = classifier(), classifier(), Adam()
    rng_once, rng_twice = np.random.default_rng(3), np.random.default_rng(3)
    trained(once, X, y, epochs=4, optimizer=Adam(), rng=rng_once)
    trained(twice, X, y, epochs=2, optimizer=adam, rng=rng_twice)
    trained(twice, X, y, epochs=2, optimizer=adam, rng=rng_twice)
    np.testing.assert_array_equal(once.values, twice.values)


@pytest.mark.parametrize("shape", [(-1,), (-1, 1)])
def test_targets_of_one_output_may_be_a_row_or_a_column(shape):
    X, y = moons(40, rng=np.random.default_rng(0))
    net = classifier(outputs=1)
    history = trained(net, X, y.reshape(shape), loss="bce", epochs=80, optimizer=Adam(lr=0.05))
    assert history["accuracy"][-1] > 0.9
    X, y = noisy_sine(40, rng=np.random.default_rng(0))
    net = Sequential([Dense(1, 9), Activation("tanh"), Dense(9, 1)], rng=np.random.default_rng(0))
    history = trained(net, X, y.reshape(shape), loss="mse", epochs=200, optimizer=Adam(lr=0.1))
    assert list(history) == ["loss"]
    assert history["loss"][-1] < 0.2 * history["loss"][0]


def test_a_target_of_one_output_may_lie_between_the_classes():
    """80 % sure of class 1: the loss takes it, and the accuracy counts the nearer class."""
    X, y = moons(40, rng=np.random.default_rng(0))
    soft = 0.2 + 0.6 * y
    net = classifier(outputs=1)
    history = trained(net, X, soft, loss="bce", epochs=300, optimizer=Adam(lr=0.05))
    assert history["accuracy"][-1] == 1.0
    found = evaluate(net, X, soft, loss="bce")
    assert found == {"loss": losses.bce(net.predict(X), soft[:, None]), "accuracy": np.mean(net.classify(X) == y)}
    # it learns to be as sure as the targets are, and not surer
    np.testing.assert_allclose(net.probabilities(X)[:, 0], soft, atol=0.1)


def test_a_sum_is_logged_as_a_sum_and_a_mean_as_a_mean():
    X, y = data(50)
    targets = np.eye(3)[y]
    still = SGD(lr=1e-300)  # so slow that weights stay as they are
    net = classifier()
    out = net.predict(X)
    for loss, value in (("half_sse", losses.half_sse(out, targets)), ("mse", losses.mse(out, targets))):
        history = trained(net, X, targets, loss=loss, epochs=1, optimizer=still)
        assert history["loss"] == [pytest.approx(value, rel=1e-12)]
        assert evaluate(net, X, targets, loss=loss) == {"loss": pytest.approx(value, rel=1e-12)}


def test_evaluate_measures_in_the_predicting_mode():
    X, y = data()
    net = everything()
    trained(net, X, y)
    before = net.snapshot()
    found = evaluate(net, X, y, loss="cross_entropy")
    assert found == evaluate(net, X, y, loss="cross_entropy")
    assert found["loss"] == cross_entropy(net.predict(X), y)
    assert found["accuracy"] == np.mean(net.classify(X) == y)
    np.testing.assert_array_equal(net.snapshot(), before)


def test_training_drops_and_normalizes_and_validation_does_not():
    X, y = data()
    net = Sequential([BatchNorm(2), Dropout(0.5), Dense(2, 3)], rng=np.random.default_rng(0))
    modes = []

    def forward(x, *, train=False, rng=None, real=net.layers[1].forward):
        out = real(x, train=train, rng=rng)
        modes.append((train, bool((out == 0).any())))
        return out

    net.layers[1].forward = forward
    trained(net, X, y, epochs=1, batch_size=30, validation=(X, y))
    # two mini-batches of training, then the validation data
    assert modes == [(True, True), (True, True), (False, False)]
    assert net.layers[0].state["mean"].any()


def test_validation_is_looked_at_and_not_learned_from():
    X, y = data()
    alone, watched = classifier(), classifier()
    trained(alone, X, y)
    history = trained(watched, X, y, validation=data(seed=9))
    np.testing.assert_array_equal(alone.values, watched.values)
    assert list(history) == ["loss", "accuracy", "val_loss", "val_accuracy"]
    found = evaluate(watched, *data(seed=9), loss="cross_entropy")
    assert (history["val_loss"][-1], history["val_accuracy"][-1]) == (found["loss"], found["accuracy"])


def test_data_survive_training():
    X, y = data()
    kept = X.copy(), y.copy()
    trained(everything(), X, y, validation=(X, y))
    np.testing.assert_array_equal(X, kept[0])
    np.testing.assert_array_equal(y, kept[1])


def watched(real, seen):
    def call(*args, **kwargs):
        out = real(*args, **kwargs)
        seen.update({args[0].dtype, out.dtype})
        return out

    return call


@pytest.mark.parametrize("name", OPTIMIZERS)
@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_no_array_of_training_changes_its_precision(name, dtype):
    """Every array that flows between layers is looked at, also with 64-bit data and penalties."""
    X, y = data()
    net = everything(dtype=dtype)
    seen = set()
    for layer in net.layers:
        for method in ("forward", "backward"):
            setattr(layer, method, watched(getattr(layer, method), seen))
    trained(net, X, y, optimizer=name, l1=1e-3, l2=1e-3, validation=(X, y))
    assert seen == {np.dtype(dtype)}
    assert net.values.dtype == dtype


def test_weights_of_32_bits_learn_what_those_of_64_learn():
    X, y = data()
    wide, narrow = classifier(), classifier(dtype=np.float32)
    losses_ = [trained(net, X, y, epochs=10)["loss"][-1] for net in (wide, narrow)]
    assert losses_[0] == pytest.approx(losses_[1], rel=1e-3)  # rounding of 32 bits, added up over 40 steps


@pytest.mark.parametrize("kind", ["tanh", "sigmoid"])
def test_xor_is_learned_from_most_starts(kind):
    X, y = logic_gate("XOR")
    solved = 0
    for seed in range(5):
        rng = np.random.default_rng(seed)
        net = Sequential([Dense(2, 4), Activation(kind), Dense(4, 1)], rng=rng)
        fit(net, X, y, loss="bce", optimizer=Adam(lr=0.05), epochs=400, batch_size=4, rng=rng)
        solved += bool((net.classify(X) == y).all())
    assert solved >= 4


def test_digits_are_read_after_two_epochs():
    digits = load_mnist()
    X, T = (images.reshape(len(images), -1) / 255 for images in (digits.X_train, digits.X_test))
    rng = np.random.default_rng(0)
    net = Sequential([Dense(784, 32, init="he_normal"), Activation("relu"), Dense(32, 10)], rng=rng, dtype=np.float32)
    assert evaluate(net, T, digits.y_test, loss="cross_entropy")["loss"] == pytest.approx(np.log(10), rel=0.2)
    fit(net, X, digits.y_train, loss="cross_entropy", optimizer="adam", epochs=2, batch_size=64, rng=rng)
    assert np.mean(net.classify(T) == digits.y_test) > 0.88
