"""What lessons 5 to 8 say about the cells that train or differentiate holds when those cells run, and with other seeds."""

import runpy
from pathlib import Path

import numpy as np
import pytest

from dlcourse import digits
from dlcourse.activations import identity
from dlcourse.backprop import fit_curve
from dlcourse.datasets import load_mnist, noisy_sine
from dlcourse.forward import mlp_forward
from dlcourse.initializers import INITIALIZERS
from dlcourse.layers import Activation, Dense
from dlcourse.network import Sequential
from dlcourse.training import SGD, Adam, evaluate, fit
from tests.dlcourse.lesson_cells import cell

ROOT = Path(__file__).parents[2]


def names_after(source: str, **known: object) -> dict:
    names = {"np": np, **known}
    exec(source, names)  # the lesson's own code
    return names


# --- lesson 5: the rule as a machine


def test_the_machine_gives_the_numbers_of_the_graph_above(capsys):
    names_after(cell("05_backprop", "class Node"))
    assert capsys.readouterr().out == "25.0 30.0 20.0 10.0\n"


def test_without_the_sum_over_paths_half_is_lost(capsys):
    names_after(cell("05_backprop", "class Node").replace("parent.grad +=", "parent.grad ="))
    assert capsys.readouterr().out == "25.0 15.0 10.0 5.0\n"


def test_a_node_waits_for_everything_that_it_served():
    Node = names_after(cell("05_backprop", "class Node"))["Node"]
    a = Node(3.0)
    b = a * a
    total = b * a + b  # a^3 + a^2
    total.backward()
    assert (total.value, a.grad, b.grad) == (36.0, 33.0, 4.0)


# --- lesson 8: what batch normalization is good for


@pytest.mark.rest  # it trains sixteen networks
def test_batch_normalization_forgives_a_bad_start_and_bears_large_steps(capsys):
    kept = load_mnist()
    X, y = digits.preprocess(kept.X_train[:500], kept.y_train[:500])
    X_new, y_new = digits.preprocess(kept.X_val, kept.y_val)
    known = {"X": X, "y": y, "X_new": X_new, "y_new": y_new, "Dense": Dense, "Activation": Activation}
    names_after(cell("08_regularization", "def deep("), **known, Sequential=Sequential, fit=fit)
    printed = [line.split(": ")[1].split(", ") for line in capsys.readouterr().out.splitlines()]
    tiny, mended, small, costs, *broken, last = printed
    assert tiny == ["0.100", "0.100"]  # guessing
    assert min(map(float, mended)) >= max(map(float, small))
    lost = [float(plain) - float(normal) for plain, normal in zip(small, costs, strict=True)]
    assert all(0.045 < share < 0.075 for share in lost)
    half, bears, never = broken
    assert max(map(float, half)) < 0.25 < 0.8 < min(map(float, bears))
    assert never == ["no number", "no number"]
    assert min(map(float, last)) >= min(map(float, small))


# --- lesson 8: labels of which some are wrong


@pytest.fixture(scope="module")
def some_wrong():
    kept = load_mnist()
    X, y = digits.preprocess(kept.X_train[:500], kept.y_train[:500])
    X_new, y_new = digits.preprocess(kept.X_val, kept.y_val)
    source = cell("08_regularization", "def followed").split("runs = ")[0]
    source += cell("08_regularization", "def learned").split("for count in")[0]
    known = {"X": X, "y": y, "X_new": X_new, "y_new": y_new, "Dense": Dense, "Activation": Activation}
    return names_after(source, **known, Sequential=Sequential, Adam=Adam, fit=fit)


@pytest.mark.parametrize("start", [5, 6])
def test_right_labels_are_learned_before_wrong_ones_from_other_starts_too(some_wrong, start):
    _, early, *_, late = some_wrong["followed"](start)
    assert early[0] > 0.8 > 0.25 > early[1]
    assert early[2] > 3 * early[1]  # their own digit sooner than the label
    assert early[3] > late[3] + 0.04
    assert late[1] > 0.98


@pytest.mark.parametrize("start", [5, 6])
def test_stopping_pays_where_labels_are_wrong_and_not_where_they_are_right(some_wrong, start):
    learned = some_wrong["learned"]
    assert learned(150, 100, start) > learned(150, 0, start)
    assert abs(learned(0, 100, start) - learned(0, 0, start)) < 0.025


def test_as_many_labels_are_wrong_as_the_lesson_says(some_wrong):
    wrong, given = some_wrong["mislabelled"](150, np.random.default_rng(0))
    assert np.array_equal(given != some_wrong["y"], wrong)
    assert np.sum(wrong) == 150
    assert set(given) == set(range(10))


def test_a_training_loss_averaged_while_learning_is_behind(some_wrong):
    net = Sequential([Dense(784, 16), Activation("relu"), Dense(16, 10)], rng=np.random.default_rng(0))
    X, y = some_wrong["X"], some_wrong["y"]
    new = some_wrong["X_new"], some_wrong["y_new"]
    rng = np.random.default_rng(0)
    said = fit(net, X, y, loss="cross_entropy", optimizer=Adam(lr=0.005), epochs=1, validation=new, rng=rng)
    afterwards = evaluate(net, X, y, loss="cross_entropy")["loss"]
    assert afterwards < said["val_loss"][0] < said["loss"][0]


# --- lesson 5: a curve


def curve_learned(seed: int) -> dict:
    source = cell("05_backprop", "places, heights").replace("default_rng(0)", f"default_rng({seed})")
    known = {"noisy_sine": noisy_sine, "fit_curve": fit_curve, "mlp_forward": mlp_forward, "identity": identity}
    return names_after(source, solved=lambda name: True, **known)


def test_the_losses_are_those_of_the_picture(capsys):
    _, _, _, losses = runpy.run_path(str(ROOT / "solutions" / "drawings" / "curve_learned.py"))["training"]()
    assert np.array_equal(curve_learned(0)["losses"], losses)
    assert str(losses[[0, 30, 2000]]) in capsys.readouterr().out


@pytest.mark.parametrize("seed", [0, 1])
def test_the_network_follows_the_sine_from_other_starts_too(seed):
    made = curve_learned(seed)
    answers = mlp_forward(np.array([[0.25], [0.75]]), made["bent"], np.tanh, identity)[0][:, 0]
    assert (answers * [1, -1]).min() > 0.5
    assert made["losses"][-1] < 0.05 < 0.3 < made["losses"][0]


# --- lesson 6: which start learns


@pytest.fixture(scope="module")
def starts():
    source = cell("06_initialization", "def trained(init").split("for hidden in")[0]
    return names_after(source)


@pytest.mark.parametrize("seed", [1, 3])
def test_ten_layers_learn_from_he_and_not_from_tiny_weights(starts, seed):
    tiny, glorot, he = (starts["trained"](starts["starts"][name], 10, seed) for name in ("std 0.01", "Glorot", "He"))
    assert tiny < 0.15 < glorot < he - 0.1


def test_two_layers_learn_from_each_of_the_three(starts):
    assert min(starts["trained"](starts["starts"][name], 2, 3) for name in ("std 0.01", "Glorot", "He")) > 0.5


def test_from_weights_of_one_the_loss_is_soon_no_number(starts):
    assert starts["trained"](starts["starts"]["std 1"], 10, 3) == "no number"


def test_the_starts_have_the_spreads_of_their_names(starts):
    spread = starts["starts"]["std 0.01"]((500, 500), rng=np.random.default_rng(0)).std()
    assert abs(spread - 0.01) < 1e-4
    assert {starts["starts"]["Glorot"], starts["starts"]["He"]} <= INITIALIZERS.keys()


# --- lesson 7: the race with digits, the instruments, the schedule


@pytest.fixture(scope="module")
def race():
    return names_after(cell("07_optimizers", "def read_rightly").split("for name, made in")[0])


def test_the_front_of_the_race_is_ahead_of_gradient_descent_from_every_start(race):
    read_rightly = race["read_rightly"]
    for start in (5, 6):
        assert read_rightly(Adam(lr=0.03), start) > read_rightly(SGD(0.1), start) + 0.015


def test_no_column_of_the_race_has_the_order_of_the_bests(race, capsys):
    exec("for name, made in" + cell("07_optimizers", "def read_rightly").split("for name, made in")[1], race)
    rows = [line.split() for line in capsys.readouterr().out.splitlines()]
    table = np.array([[float(number) for number in row[1:6]] for row in rows])
    again = np.array([float(row[6]) for row in rows])
    orders = {tuple(np.argsort(column)) for column in table.T}
    assert tuple(np.argsort(again)) not in orders
    assert [row[0] for row in rows if float(row[6]) == min(again)] == ["gd"]
    bests = table.argmax(axis=1)
    assert sum(best in (0, table.shape[1] - 1) for best in bests) == 1


def test_the_range_test_falls_and_then_flies_away(race, capsys):
    exec(cell("07_optimizers", "raised"), race)
    rate, loss, moved = np.array([line.split() for line in capsys.readouterr().out.splitlines()[1:]], dtype=float).T
    best = loss.argmin()
    assert 0.3 < rate[best] < 3
    assert loss[best] < 1.7 < 3 < loss[-1]
    assert abs(loss[0] - loss[2]) < 0.1
    assert moved[0] < 5e-4 < 1e-3 < moved[4] < 2e-2 < 0.1 < moved[8]


def test_a_schedule_helps_the_large_rate_and_hurts_the_small_one(race, capsys):
    from dlcourse import optimizers

    exec(cell("07_optimizers", "stays = "), {**race, "optimizers": optimizers})
    small, large = ([float(word) for word in line.split()[3::2]] for line in capsys.readouterr().out.splitlines())
    assert small[1] < small[0] - 0.01
    assert large[1] > large[0] + 0.02
