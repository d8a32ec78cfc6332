"""Training does what the lessons' formulas say, repeats itself from one seed, stops well and refuses in sentences."""

import _thread
import subprocess
import sys

import numpy as np
import pytest

from dlcourse import losses, optimizers
from dlcourse.batches import minibatches
from dlcourse.datasets import blobs, load_mnist, logic_gate, moons, noisy_sine, spirals
from dlcourse.layers import Activation, BatchNorm, Dense, Dropout
from dlcourse.losses import cross_entropy, cross_entropy_grad
from dlcourse.network import Sequential
from dlcourse.regularizers import penalty, penalty_grad
from dlcourse.training import (
    LOSSES,
    OPTIMIZERS,
    SGD,
    AdaGrad,
    Adam,
    AdamW,
    Callback,
    EarlyStopping,
    History,
    Optimizer,
    RMSProp,
    epochs,
    evaluate,
    fit,
    steps,
)


@pytest.fixture
def rng():
    return np.random.default_rng(31)


def classifier(seed=0, dtype=np.float64, outputs=3):
    layers = [Dense(2, 16, init="he_normal"), Activation("relu"), Dense(16, outputs)]
    return Sequential(layers, rng=np.random.default_rng(seed), dtype=dtype)


def everything(seed=0, dtype=np.float64):
    layers = [Dense(2, 8), BatchNorm(8), Activation("tanh"), Dropout(0.2), Dense(8, 3)]
    return Sequential(layers, rng=np.random.default_rng(seed), dtype=dtype)


def data(n=60, seed=0, classes=3):
    return blobs(n, classes=classes, rng=np.random.default_rng(seed))


def trained(net, X, y, **changes):
    settings = {
        "loss": "cross_entropy",
        "optimizer": "adam",
        "epochs": 3,
        "batch_size": 16,
        "rng": np.random.default_rng(1),
    }
    return fit(net, X, y, **(settings | changes))


# --- optimizers

SETTINGS = {
    "gd": (SGD, {"lr": 0.1}, {"lr": 0.1}),
    "momentum": (SGD, {"lr": 0.1, "momentum": 0.8}, {"lr": 0.1, "alpha": 0.8}),
    "nesterov": (SGD, {"lr": 0.1, "momentum": 0.8, "nesterov": True}, {"lr": 0.1, "alpha": 0.8}),
    "adagrad": (AdaGrad, {"lr": 0.1, "eps": 1e-3}, {"lr": 0.1, "eps": 1e-3}),
    "rmsprop": (RMSProp, {"lr": 0.1, "rho": 0.7, "eps": 1e-3}, {"lr": 0.1, "rho": 0.7, "eps": 1e-3}),
    "adam": (Adam, *[{"lr": 0.1, "beta1": 0.8, "beta2": 0.95, "eps": 1e-3}] * 2),
    "adamw": (AdamW, *[{"lr": 0.1, "beta1": 0.8, "beta2": 0.95, "eps": 1e-3, "weight_decay": 0.3}] * 2),
}


def test_every_step_function_has_its_optimizer():
    assert set(SETTINGS) == set(optimizers.OPTIMIZERS)
    assert set(OPTIMIZERS) == set(optimizers.OPTIMIZERS) | {"sgd"}


@pytest.mark.parametrize("name", SETTINGS)
def test_an_optimizer_agrees_with_its_step_function_over_many_changing_steps(name, rng):
    build, settings, pure = SETTINGS[name]
    ours, reference = build(**settings), optimizers.optimizer_named(name, **pure)
    w = rng.normal(size=50)
    expected, memory = w.copy(), None
    for _ in range(20):
        # from tiny to large, with zeros: eps, squares and corrections all matter
        g = rng.normal(size=50) * 10 ** rng.uniform(-5, 2, size=50) * (rng.random(50) > 0.1)
        kept = g.copy()
        ours.step(w, g)
        expected, memory = reference(expected, g, memory)
        np.testing.assert_allclose(w, expected, rtol=1e-12, atol=1e-13)
        np.testing.assert_array_equal(g, kept)


@pytest.mark.parametrize("name", SETTINGS)
def test_usual_settings_are_those_of_the_step_function(name, rng):
    ours = OPTIMIZERS[name]()
    reference = optimizers.optimizer_named(name, lr=ours.lr)
    w = rng.normal(size=9)
    expected, memory = w.copy(), None
    for _ in range(5):
        g = rng.normal(size=9) * 1e-6
        ours.step(w, g)
        expected, memory = reference(expected, g, memory)
    np.testing.assert_allclose(w, expected, rtol=1e-12)


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_an_optimizer_starts_anew_with_other_weights(name, rng):
    used, fresh = OPTIMIZERS[name](), OPTIMIZERS[name]()
    g = rng.normal(size=7)
    used.step(np.ones(7), 5 * g)
    one, two = np.ones(7), np.ones(7)
    used.step(one, g)
    fresh.step(two, g)
    np.testing.assert_array_equal(one, two)


def test_the_rate_may_change_on_the_way():
    optimizer, w = SGD(lr=0.5), np.zeros(1)
    optimizer.step(w, np.ones(1))
    optimizer.lr = np.float64(0.25)
    optimizer.step(w, np.ones(1))
    assert w.tolist() == [-0.75]


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_optimizers_of_32_bits_stay_there(name, rng):
    optimizer = OPTIMIZERS[name]()
    optimizer.lr = np.float64(0.1)
    w = np.ones(5, dtype=np.float32)
    optimizer.step(w, np.ones(5, dtype=np.float32))
    assert {w.dtype, *(value.dtype for value in optimizer.memory.values())} == {np.dtype(np.float32)}


# --- losses


def test_every_loss_of_the_lessons_can_be_trained_with():
    assert set(LOSSES) == set(losses.LOSSES)


@pytest.mark.parametrize("scale", [1.0, 1000.0])
@pytest.mark.parametrize("name", LOSSES)
def test_a_loss_and_its_gradient_in_one_are_the_two_of_the_lessons(name, scale, rng):
    value, grad = losses.LOSSES[name]
    out = scale * rng.normal(size=(7, 4 if name == "cross_entropy" else 1))
    y = rng.integers(0, 4, size=7) if name == "cross_entropy" else rng.integers(0, 2, size=(7, 1)).astype(float)
    kept = out.copy()
    both = LOSSES[name].both(out, y)
    np.testing.assert_allclose(both[0], value(out, y), rtol=1e-12, atol=1e-12)
    np.testing.assert_allclose(both[1], grad(out, y), rtol=1e-12, atol=1e-15)
    assert LOSSES[name].value(out, y) == value(out, y)
    np.testing.assert_array_equal(out, kept)


# --- one step, an epoch, a training


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


# --- it learns


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


# --- stopping


class Scripted(Callback):
    """Puts a story in place of the validation loss, and remembers the weights of each epoch."""

    def __init__(self, story):
        self.story, self.weights = story, []

    def on_epoch_end(self, epoch, log, net):
        log["val_loss"] = self.story[epoch]
        self.weights.append(net.snapshot())


@pytest.mark.parametrize(("patience", "ends", "best"), [(2, 5, 2), (3, 6, 2), (4, 10, 6)])
def test_early_stopping_stops_in_time_and_restores_the_best_weights(patience, ends, best):
    X, y = data()
    net = everything()
    script = Scripted([0.9, 0.7, 0.6, 0.62, 0.61, 0.605, 0.58, 0.59, 0.6, 0.61])
    stop = EarlyStopping(patience=patience)
    history = trained(net, X, y, epochs=10, validation=(X, y), callbacks=[script, stop])
    assert len(history["loss"]) == ends
    assert stop.best_epoch == best
    np.testing.assert_array_equal(net.snapshot(), script.weights[best])
    assert not np.array_equal(script.weights[best], script.weights[-1])
    reason = f"val_loss has not improved for {patience} epochs"
    assert history.stopped == (reason if ends < 10 else "all epochs done")


def test_an_accuracy_should_rise():
    X, y = data()
    stop = EarlyStopping(patience=1, monitor="val_accuracy")

    class Story(Callback):
        def on_epoch_end(self, epoch, log, net):
            log["val_accuracy"] = [0.5, 0.6, 0.55][epoch]

    history = trained(classifier(), X, y, epochs=9, validation=(X, y), callbacks=[Story(), stop])
    assert (len(history["loss"]), stop.best_epoch) == (3, 1)


def test_early_stopping_can_be_used_again():
    X, y = data()
    stop = EarlyStopping(patience=1, monitor="loss")
    trained(classifier(), X, y, callbacks=[stop])
    net = classifier(seed=4)
    history = trained(net, X, y, epochs=5, callbacks=[stop])
    assert stop.best_epoch == int(np.argmin(history["loss"]))


def test_every_callback_hears_of_every_epoch_and_the_first_reason_counts():
    heard = []

    class Ear(Callback):
        def __init__(self, name, reason):
            self.name, self.reason = name, reason

        def on_fit_start(self, net, names):
            heard.append((self.name, "start", tuple(names)))

        def on_epoch_end(self, epoch, log, net):
            heard.append((self.name, epoch))
            return self.reason if epoch == 1 else None

        def on_fit_end(self, net):
            heard.append((self.name, "end"))

    X, y = data()
    history = trained(classifier(), X, y, callbacks=[Ear("a", "enough"), Ear("b", "too late")])
    names = ("loss", "accuracy")
    assert heard == [
        ("a", "start", names),
        ("b", "start", names),
        ("a", 0),
        ("b", 0),
        ("a", 1),
        ("b", 1),
        ("a", "end"),
        ("b", "end"),
    ]
    assert history.stopped == "enough"


def test_an_interrupt_leaves_a_network_and_a_history_that_can_be_used():
    X, y = data()
    net = everything()
    script = Scripted([0.5, 0.4, 0.6, 0.7])

    class Impatient(Callback):
        def on_epoch_end(self, epoch, log, net):
            if epoch == 2:
                _thread.interrupt_main()  # what the stop button does

    with pytest.raises(KeyboardInterrupt):
        trained(net, X, y, epochs=500, validation=(X, y), callbacks=[script, EarlyStopping(patience=9), Impatient()])
    assert net.history.stopped == "interrupted"
    assert len(net.history["loss"]) in (3, 4)
    np.testing.assert_array_equal(net.snapshot(), script.weights[1])  # the best ones
    again = trained(net, X, y)
    assert again.stopped == "all epochs done"
    assert np.isfinite(again["loss"]).all()
    assert net.history is again


def test_an_interrupt_in_the_middle_of_an_epoch_keeps_the_epochs_before():
    X, y = data()
    net = classifier()
    real, calls = net.layers[0].forward, []

    def forward(x, **kwargs):
        calls.append(1)
        if len(calls) == 7:  # the third batch of the second epoch
            raise KeyboardInterrupt
        return real(x, **kwargs)

    net.layers[0].forward = forward
    with pytest.raises(KeyboardInterrupt):
        trained(net, X, y)
    assert len(net.history["loss"]) == 1
    assert repr(net.history).endswith("; interrupted)")


def test_a_loss_that_runs_away_is_stopped_in_a_sentence_and_without_a_warning():
    X, y = noisy_sine(40, rng=np.random.default_rng(0))
    net = Sequential([Dense(1, 8), Activation("relu"), Dense(8, 1)], rng=np.random.default_rng(0))
    with pytest.raises(FloatingPointError) as caught:
        trained(net, X, y, loss="mse", optimizer=SGD(lr=1e6), epochs=100)
    sentence = str(caught.value)
    assert sentence in {
        f"training: the loss became {what}, expected a finite number; try a learning rate below 1e+06."
        for what in ("inf", "nan")
    }
    assert net.history.stopped == sentence


def test_no_epochs_change_nothing():
    X, y = data()
    net = classifier()
    before = net.snapshot()
    history = trained(net, X, y, epochs=0, callbacks=[EarlyStopping(patience=1, monitor="loss")])
    np.testing.assert_array_equal(net.snapshot(), before)
    assert repr(history) == "History(0 epochs: nothing yet; all epochs done)"


# --- what is shown


def test_a_history_prints_its_last_numbers():
    history = History(["loss", "val_loss"])
    history.add({"loss": 1.0, "val_loss": 2.0})
    history.add({"loss": 0.5, "val_loss": 0.25})
    history.stopped = "all epochs done"
    assert repr(history) == "History(2 epochs: loss 0.5000, val_loss 0.2500; all epochs done)"
    assert dict(history) == {"loss": [1.0, 0.5], "val_loss": [2.0, 0.25]}
    assert "val_loss" in history
    assert "penalty" not in history
    assert history.get("penalty") is None
    with pytest.raises(KeyError) as caught:
        history["val_los"]
    assert caught.value.args == (
        "history: name is 'val_los', expected one of: loss, val_loss; did you mean 'val_loss'?",
    )


def test_fit_is_silent_unless_asked(capfd):
    X, y = data()
    trained(classifier(), X, y)
    assert capfd.readouterr() == ("", "")


def test_the_progress_bar_goes_to_standard_output_alone(capfd, monkeypatch):
    monkeypatch.delenv("NBGRADER_EXECUTION", raising=False)
    X, y = data()
    trained(classifier(), X, y, progress=True)
    out, err = capfd.readouterr()
    assert "3/3" in out
    assert "accuracy=" in out
    assert err == ""


def test_there_is_no_bar_while_a_notebook_is_graded(capfd, monkeypatch):
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    X, y = data()
    trained(classifier(), X, y, progress=True)
    assert capfd.readouterr() == ("", "")


def test_a_bar_without_tqdm_is_answered_before_training(monkeypatch):
    monkeypatch.setitem(sys.modules, "tqdm", None)
    X, y = data()
    net = classifier()
    before = net.snapshot()
    with pytest.raises(ModuleNotFoundError) as caught:
        trained(net, X, y, progress=True)
    assert str(caught.value) == "training: progress=True needs the package tqdm; install it, or leave progress out."
    assert net.history is None
    np.testing.assert_array_equal(net.snapshot(), before)


def test_training_needs_numpy_alone():
    code = "import sys; sys.modules['tqdm'] = None; import dlcourse.training; print('matplotlib' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert (done.stdout, done.stderr) == ("False\n", "")


# --- sentences

X60, Y60 = data()
BAD = X60.copy()
BAD[3, 1] = np.nan

REFUSED = [
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
    ({"y": np.eye(3)[Y60]}, ValueError, "y has shape (60, 3), expected (60,) to fit X."),
    ({"y": Y60 + 1}, ValueError, "y holds labels from 1 to 3, expected whole numbers from 0 to 2."),
    ({"y": Y60 - 1}, ValueError, "y holds labels from -1 to 1, expected whole numbers from 0 to 2."),
    ({"y": Y60 / 2}, ValueError, "y holds labels from 0.0 to 1.0, expected whole numbers from 0 to 2."),
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
        "y holds labels from 0 to 2, expected whole numbers from 0 to 1.",
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
        "validation[1] holds labels from 5 to 7, expected whole numbers from 0 to 2.",
    ),
    (
        {"callbacks": [print]},
        TypeError,
        "callbacks holds a builtin_function_or_method, expected callbacks such as EarlyStopping.",
    ),
]


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


def test_validation_of_another_width_is_named():
    with pytest.raises(ValueError, match="validation") as caught:
        trained(classifier(), X60, Y60, validation=(np.ones((5, 3)), Y60[:5]))
    assert str(caught.value) == "Sequential: validation[0] has shape (5, 3), expected (N, 2)."


@pytest.mark.parametrize("make", [epochs, steps])
def test_generators_refuse_when_they_are_made_not_when_they_are_used(make):
    settings = {"loss": "cross_entropy", "optimizer": "adam", "rng": np.random.default_rng(0)}
    with pytest.raises(ValueError, match="labels"):
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


def test_an_optimizer_of_your_own_needs_one_method():
    class Sign(Optimizer):
        def _move(self, w, g, work, **memory):
            w -= self.lr * np.sign(g)

    X, y = spirals(60, rng=np.random.default_rng(0))
    history = trained(classifier(outputs=2), X, y, optimizer=Sign(lr=0.01), epochs=5)
    assert history["loss"][-1] < history["loss"][0]
