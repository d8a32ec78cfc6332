"""Training ends in time, keeps what was best, and survives an interrupt."""

import _thread
import signal
from functools import partial

import numpy as np
import pytest
from small_networks import classifier, data, everything, trained

from dlcourse.datasets import noisy_sine
from dlcourse.layers import Activation, Dense
from dlcourse.network import Sequential
from dlcourse.training import (
    SGD,
    Callback,
    EarlyStopping,
)


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


def test_an_interrupt_leaves_a_network_and_a_history_that_can_be_used(request):
    # a shell that starts something in the background has it ignore the stop button
    request.addfinalizer(partial(signal.signal, signal.SIGINT, signal.getsignal(signal.SIGINT)))
    signal.signal(signal.SIGINT, signal.default_int_handler)
    X, y = data()
    net = everything()
    script = Scripted([0.5, 0.4, 0.6] + [0.7] * 497)

    class Impatient(Callback):
        def on_epoch_end(self, epoch, log, net):
            if epoch >= 2:  # until it is heard: the first may arrive where nobody can raise it
                _thread.interrupt_main()  # what the stop button does

    with pytest.raises(KeyboardInterrupt):
        trained(net, X, y, epochs=500, validation=(X, y), callbacks=[script, EarlyStopping(patience=9), Impatient()])
    assert net.history.stopped == "interrupted"
    assert 3 <= len(net.history["loss"]) < 10
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
