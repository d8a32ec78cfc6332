"""The pictures of optimizers show numbers that are known from elsewhere: by hand, from the formula, or from the library."""

import re

import numpy as np
import pytest

from dlcourse.batches import minibatches
from dlcourse.optimizers import optimizer_named, run
from dlcourse.widgets.optimizers.batch_sizes import BEST, FAR, A, Y, describe_groups, groups
from dlcourse.widgets.optimizers.compare import RACERS, START, STEPS, height, race, slope
from dlcourse.widgets.optimizers.corrections import GRADIENTS, corrected, table_corrected
from dlcourse.widgets.optimizers.rates import describe_rate, rate

# --- one weight ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lr", "verdict"),
    [
        (0.1, "it creeps: the rate is too small"),
        (0.3, "it arrives soon, from one side"),
        (0.5, "it arrives in a single step"),
        (0.9, "it zigzags, but arrives"),
        (1.0, "it jumps between two points for ever"),
        (1.05, "it diverges: every step leads farther away"),
    ],
)
def test_a_learning_rate_is_called_what_it_does(lr, verdict):
    numbers = rate(lr=lr, curvature=2.0, steps=8)
    assert verdict in describe_rate(numbers).en
    np.testing.assert_allclose(numbers["w"], 4.0 * (1 - 2 * lr) ** np.arange(9), atol=1e-12)


@pytest.mark.parametrize("curvature", [0.5, 1.5, 2.0, 4.0])
def test_the_limit_is_two_over_the_curvature(curvature):
    limit = rate(curvature=curvature)["limit"]
    assert limit == 2 / curvature
    below, above = (abs(rate(lr=limit * part, curvature=curvature, steps=12)["w"][-1]) for part in (0.95, 1.05))
    assert below < 4.0 < above


# --- groups of examples -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("size", "steps", "last"), [(1, 100, 1), (10, 10, 10), (32, 4, 4), (100, 1, 100)])
def test_an_epoch_has_as_many_steps_as_groups(size, steps, last):
    numbers = groups(size=size, epochs=3)
    assert (numbers["per_epoch"], numbers["last"], len(numbers["path"])) == (steps, last, 3 * steps + 1)


def test_the_gradient_of_all_examples_stops_where_it_is_zero_and_that_of_a_group_does_not():
    assert groups(size=100, start="minimum", epochs=6)["moved"] < 1e-12
    for size in (1, 10, 32):
        assert groups(size=size, start="minimum", epochs=6)["moved"] > 1e-3
    assert "It stays" in describe_groups(groups(size=100, start="minimum", epochs=1)).en
    assert "It left the minimum" in describe_groups(groups(size=1, start="minimum", epochs=1)).en


def test_ten_rough_steps_lead_farther_than_one_exact_step():
    for shuffle in range(10):
        rough, exact = (groups(size=size, epochs=1, shuffle=shuffle)["path"][-1] for size in (10, 100))
        assert np.linalg.norm(rough - BEST) < 0.5 * np.linalg.norm(exact - BEST)


def test_a_step_takes_the_mean_over_its_own_group_however_small_that_is():
    rng = np.random.default_rng(3)
    w = FAR
    for rows, targets in minibatches(A, Y, 32, rng=rng):
        w = w - 0.2 * np.mean([(x @ w - t) * x for x, t in zip(rows, targets, strict=True)], axis=0)
    np.testing.assert_allclose(groups(size=32, lr=0.2, shuffle=3, epochs=1)["path"][-1], w)


def test_smaller_groups_are_noisier_near_the_minimum():
    # 32 is left out: its last group holds 4 examples only, and four are noisy
    spread = [groups(size=size, start="minimum", epochs=6)["path"].std(axis=0).max() for size in (1, 10, 100)]
    assert spread == sorted(spread, reverse=True)


# --- the race -----------------------------------------------------------------------------------------------------------


def leader(**settings):
    numbers = race(steps=STEPS, **settings)
    return min(RACERS, key=lambda name: numbers["losses"][name][-1])


def test_who_leads_depends_on_the_learning_rate():
    assert [leader(lr=lr) for lr in (0.1, 0.5, 0.9)] == ["momentum", "rmsprop", "gd"]


def test_the_race_runs_the_course_s_optimizers():
    numbers = race(steps=STEPS, lr=0.3, alpha=0.8, rho=0.7, beta1=0.6, beta2=0.95)
    settings = {"momentum": {"alpha": 0.8}, "rmsprop": {"rho": 0.7}, "adam": {"beta1": 0.6, "beta2": 0.95}}
    for name, path in numbers["paths"].items():
        expected = run(optimizer_named(name, lr=0.3, **settings.get(name, {})), slope, START, STEPS)
        np.testing.assert_allclose(path, expected, err_msg=name)
        np.testing.assert_allclose(numbers["losses"][name], height(expected))


def test_the_slope_belongs_to_the_height():
    w, h = np.array([-7.0, 2.0]), 1e-6
    numeric = [(height(w + d) - height(w - d)) / (2 * h) for d in np.eye(2) * h]
    np.testing.assert_allclose(slope(w), numeric, rtol=1e-6)


@pytest.mark.parametrize("name", RACERS)
def test_each_best_rate_is_the_best_of_a_grid(name):
    losses = {
        lr: height(run(optimizer_named(name, lr=lr), slope, START, STEPS)[-1])
        for lr in (np.arange(1, 16) / 10).round(1).tolist()
    }
    assert RACERS[name].best == min(losses, key=losses.__getitem__)
    assert race(steps=STEPS, rates="best")["losses"][name][-1] == pytest.approx(min(losses.values()))


def test_an_own_start_is_used():
    assert race(start="own", x=3.0, y=-1.0)["paths"]["adam"].tolist() == [[3.0, -1.0]]


# --- Adam's corrections -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("switches", "first"),
    [
        ({}, 1.0),
        ({"correction": "beta1"}, 10.0),
        ({"correction": "beta2"}, 100.0),
        ({"correction": "none"}, 10**0.5),
        ({"correction": "none", "beta2": 0.99}, 1.0),
        ({"huge": True}, 3e-8),
        ({"huge": True, "inside": True}, 3e-4),
        ({"gradient": "tiny", "inside": True}, 0.01),
    ],
)
def test_the_first_step_is_bent_as_the_formula_says(switches, first):
    numbers = corrected(**switches)
    np.testing.assert_allclose(numbers["bent"][0], first, rtol=1e-4)  # eps itself is a share of 1e-5 at most
    assert numbers["right"][0] == pytest.approx(1 / (1 + 1e-8 / (1e-6 if "gradient" in switches else 3)))


def test_without_a_change_both_are_the_same():
    for gradient in GRADIENTS:
        numbers = corrected(gradient=gradient)
        np.testing.assert_allclose(numbers["bent"], numbers["right"], rtol=1e-9)


def test_a_small_beta2_hides_the_missing_correction_in_the_first_step_only():
    numbers = corrected(correction="none", beta2=0.99)
    wrong = np.abs(numbers["bent"] - 1)
    assert wrong[0] < 1e-6 < 0.3 < wrong[1]


def test_the_table_says_what_the_averages_are_divided_by():
    rows = table_corrected(corrected(correction="beta1")).rows
    assert rows[0] == ("1", "1", "10", "0.1", "0.1")
    assert re.fullmatch(r"[\d.e-]+", rows[-1][1])
