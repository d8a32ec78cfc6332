"""What a training shows: its history and, if asked, a bar."""

import subprocess
import sys

import numpy as np
import pytest
from small_networks import classifier, data, trained

from dlcourse.training import (
    History,
)


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
