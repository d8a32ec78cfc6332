"""What the pictures of regularization calculate: worked numbers, the closed form against plain descent, and words."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose, assert_array_equal

from dlcourse import regularizers as reg
from dlcourse.datasets import load_mnist
from dlcourse.widgets.regularizers.drop import DRAWS, describe_dropping, dropping
from dlcourse.widgets.regularizers.drop import SCENE as DROPOUT_SCENE
from dlcourse.widgets.regularizers.explore import (
    EPOCHS,
    POLYNOMIAL,
    UNITS,
    descent,
    describe_overfitting,
    features,
    overfitting,
)
from dlcourse.widgets.regularizers.explore import SCENE as OVERFITTING_SCENE
from dlcourse.widgets.regularizers.normalize import SEEN, normalizing
from dlcourse.widgets.regularizers.shift import KNOWN, SHOWN, moving
from dlcourse.widgets.regularizers.shift import SCENE as SHIFT_SCENE
from dlcourse.widgets.regularizers.shrink import BOWL, FREE, describe_shrinking, shrinking
from dlcourse.widgets.stage.picture import Picture
from dlcourse.widgets.stage.words import number

# --- overfitting --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("model", [POLYNOMIAL, UNITS])
def test_the_closed_form_is_gradient_descent_step_by_step(model):
    rng = np.random.default_rng(2)
    F, y = features(rng.uniform(size=9), model, 5), rng.normal(size=9)
    w, path = np.zeros(F.shape[1]), []
    steepest = np.linalg.svd(F)[1][0] ** 2
    for _ in range(31):
        path.append(w)
        w = w - F.T @ (F @ w - y) / steepest
    assert_allclose(descent(F, y, np.arange(31)), path, atol=1e-12)


@given(st.sampled_from([POLYNOMIAL, UNITS]), st.integers(1, 24), st.sampled_from(range(6, 31, 2)))
def test_the_training_loss_never_rises(model, units, examples):
    train = overfitting(model=model, units=units, examples=examples)["train"]
    assert np.all(np.diff(train) <= 1e-12)


def test_the_two_losses_part_as_the_lesson_says():
    start, end = overfitting(), overfitting(epoch=len(EPOCHS) - 1)
    best = EPOCHS[start["best"]]
    assert best == 32
    assert end["train"][-1] < 0.03 * start["train"][0]
    assert end["val"][-1] > 5 * end["val"][end["best"]]
    line = overfitting(units=1)
    assert line["val"][-1] < 1.05 * line["val"][line["best"]]
    more = overfitting(examples=30)
    assert more["val"][more["best"]] < start["val"][start["best"]]


def test_the_split_is_the_learners():
    def greedy(X, y, fractions, *, rng):
        return (X[:5], y[:5]), (X[5:9], y[5:9]), (X[9:], y[9:])

    said = overfitting(split=greedy)
    assert (len(said["points"][0]), len(said["unseen"][0])) == (5, 4)


def test_overfitting_is_told_in_words():
    said = overfitting()
    train, val, lowest = (number(value) for value in (said["train"][0], said["val"][0], said["val"].min()))
    assert describe_overfitting(said).en == (
        f"16 weights, 12 training examples, epoch 0: training loss {train}, validation loss {val}. "
        f"The validation loss is lowest at epoch 32: {lowest}."
    )


# --- L1 and L2 ----------------------------------------------------------------------------------------------------------

mixes = st.integers(0, 10).map(lambda tenth: tenth / 10)


@given(mixes, st.integers(0, 20).map(lambda tenth: tenth / 10), st.sampled_from(range(0, 181, 15)))
def test_no_other_point_of_the_plane_costs_less(mix, strength, angle):
    said = shrinking(mix=mix, strength=strength, angle=angle)

    def cost(w):
        away = w - said["aim"]
        return away @ BOWL @ away / 2 + strength * reg.penalty([(w[:, None], np.zeros(1))], mix, 1 - mix)

    lowest = cost(said["w"])
    around = np.random.default_rng(0).normal(size=(60, 2))
    assert all(cost(said["w"] + size * step) >= lowest - 1e-12 for step in around for size in (1e-3, 0.1, 1.0))


@given(mixes, st.sampled_from(range(0, 181, 15)))
def test_every_corner_of_the_budget_costs_the_budget_and_the_contour_runs_through_the_point(mix, angle):
    said = shrinking(mix=mix, angle=angle)
    costs = [reg.penalty([(w[:, None], np.zeros(1))], mix, 1 - mix) for w in said["ball"]]
    assert_allclose(costs, said["budget"], atol=1e-9)
    away = said["contours"][0] - said["aim"]
    assert_allclose(np.einsum("ij,jk,ik->i", away, BOWL, away) / 2, said["loss"], atol=1e-9)


def test_l1_makes_zeros_and_l2_makes_none():
    lasso, ridge = shrinking(mix=1.0), shrinking(mix=0.0)
    assert (lasso["zeros"], ridge["zeros"]) == (36, 0)
    assert lasso["w"][1] == 0.0
    assert np.all(ridge["w"] != 0)
    assert_allclose(ridge["kept"], FREE / 2)
    assert describe_shrinking(lasso).en == (
        "Strength 1, mix L1 1 to L2 0: the two weights move from (2.08, 1.20) to (1.56, 0.00). "
        "Of sixty other weights 36 are exactly 0, and the largest has size 1.5381."
    )


def test_without_strength_nothing_moves():
    said = shrinking(strength=0.0, mix=0.5)
    assert_allclose(said["w"], said["aim"], atol=1e-9)
    assert_array_equal(said["kept"], FREE)


# --- dropout ------------------------------------------------------------------------------------------------------------


def test_the_mean_stays_with_the_scale_and_falls_without_it():
    for p in (0.2, 0.5, 0.8):
        long = {"p": p, "draws": DRAWS - 1}
        # 3600 numbers: six standard deviations
        bound = 6 * np.sqrt(p / (1 - p) / (DRAWS * 60))
        assert dropping(**long)["means"][-1] == pytest.approx(1.0, abs=bound)
        without = dropping(**long, scaled=False)
        assert without["means"][-1] == pytest.approx(1 - p, abs=bound)
        assert set(np.unique(without["mask"])) == {0.0, 1.0}


def test_nothing_is_off_at_test_time():
    said = dropping(p=0.9, train=False, scaled=False, draws=4)
    assert (said["off"], said["scale"], said["means"].tolist()) == (0, 1.0, [1.0] * 5)
    assert describe_dropping(said).en == (
        "At test time nothing happens: with p = 0.9, 0 of 60 units are off and every output is 1. The mean is 1 after 5 draws."
    )


def test_the_learners_dropout_draws():
    def everybody_off(a, p, *, rng, train):
        return 0 * a, 0 * a

    assert dropping(dropout=everybody_off)["off"] == 60


# --- batch normalization ------------------------------------------------------------------------------------------------


def test_training_normalizes_whatever_comes_in():
    for centre, spread in ((-8.0, 4.0), (0.0, 0.5), (5.0, 2.0)):
        said = normalizing(centre=centre, spread=spread, gamma=1.5, beta=-2.0)
        assert (said["out"].mean(), said["out"].std()) == pytest.approx((-2.0, 1.5), abs=1e-4)


def test_the_running_pair_learns_what_comes_in_and_test_time_uses_it():
    fresh, later = (normalizing(train=False, seen=seen) for seen in (0, SEEN))
    assert fresh["used"] == (0.0, 1.0)
    assert_allclose(fresh["out"], fresh["x"], rtol=1e-4)  # eps makes the unit spread a little larger than 1
    assert later["used"] == pytest.approx((5.0, 2.0), abs=0.2)
    assert_allclose(later["out"], (later["x"] - later["used"][0]) / later["used"][1], rtol=1e-4)


def test_one_example_in_training_becomes_beta():
    assert normalizing(size=1, beta=1.5)["out"].tolist() == [1.5]
    assert abs(normalizing(size=1, train=False, seen=40)["out"][0]) < 3


# --- moved digits -------------------------------------------------------------------------------------------------------


def test_the_nearest_picture_is_the_nearest():
    said = moving(digit=5, dy=1, dx=2)
    known = load_mnist().X_train[:KNOWN] / 255
    distance = ((known - said["moved"]) ** 2).sum(axis=(1, 2))
    assert_allclose(said["like"], known[distance.argmin()], atol=1e-6)  # kept in single precision
    assert said["answer"] == load_mnist().y_train[distance.argmin()]


def test_moved_copies_help_with_moved_digits():
    def share_right(copies):
        moves = ((-2, 1), (2, 2), (1, -2))
        said = [moving(digit=i, dy=dy, dx=dx, copies=copies) for i in range(SHOWN) for dy, dx in moves]
        return np.mean([s["answer"] == s["label"] for s in said])

    assert share_right(True) > share_right(False) + 0.2


def test_rolling_loses_no_ink_and_paper_does():
    assert moving(dy=8, dx=8, fill="roll")["lost"] == pytest.approx(0.0)
    assert moving(dy=8, dx=8)["lost"] > 10


# --- colour is never the only sign --------------------------------------------------------------------------------------


def drawn(scene, **values):
    made = Picture(scene.size, lambda figure: scene.draw(figure, "en"), scene.update)
    made.frame(scene.compute(**scene.start() | values))
    return made.artists


def test_curves_and_points_differ_in_shape():
    losses = drawn(OVERFITTING_SCENE)
    assert losses["train"].get_linestyle() != losses["val"].get_linestyle()
    assert losses["points"].get_marker() != losses["unseen"].get_marker()
    units = drawn(DROPOUT_SCENE)
    assert units["on"].get_marker() != units["off"].get_marker()
    digit = drawn(SHIFT_SCENE)
    assert digit["like says"].get_text()[-1] in "✓✗"
