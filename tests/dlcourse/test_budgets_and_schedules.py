"""What lesson 7 says about batch sizes with one budget, about four schedules and about the jump to the bottom is true."""

import runpy
from pathlib import Path

import numpy as np
import pytest

from dlcourse.activations import identity, relu
from dlcourse.batches import iterations
from dlcourse.forward import mlp_forward
from dlcourse.losses import cross_entropy_grad, half_sse
from dlcourse.optimizers import gd_step, optimizer_named, rate_at, run
from dlcourse.widgets.optimizers.compare import height, slope
from tests.dlcourse.lesson_cells import cell

ROOT = Path(__file__).parents[2]
SIZES = [4, 16, 64, 256, 4000]
RATES = [0.05, 0.2, 0.8, 3.2]
GUESSED = 0.1


# --- one budget, several batch sizes --------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def known():
    """What the cells before have made."""
    names = {"np": np}
    exec(cell("07_optimizers", "def read_rightly").split("for name, made in")[0], names)  # the lesson's own code
    return names


def printed(known, capsys, start):
    """Steps, shares and the best of each line, as the cell prints them from one start."""
    source = cell("07_optimizers", "def after_four_epochs")
    assert source.count("start=5") == 1
    capsys.readouterr()
    exec(source.replace("start=5", f"start={start}"), known)
    head, *lines = (line.split() for line in capsys.readouterr().out.splitlines())
    assert [float(word) for word in head[2:6]] == RATES
    assert [int(line[0]) for line in lines] == SIZES
    shares = np.array([line[2:6] for line in lines], dtype=float)
    for line, row in zip(lines, shares, strict=True):
        assert (float(line[6]), float(line[8])) == (RATES[row.argmax()], row.max())
    return [int(line[1]) for line in lines], shares


@pytest.mark.parametrize("start", [5, *(pytest.param(other, marks=pytest.mark.rest) for other in (6, 7))])
def test_larger_groups_want_and_bear_larger_rates_up_to_a_point(known, capsys, start):
    steps, shares = printed(known, capsys, start)
    assert steps == [4 * iterations(4000, size) for size in SIZES]
    # the share falls from line to line, and four small steps learn next to nothing
    assert (np.diff(shares[:, 0]) < 0).all()
    assert shares[-1, 0] < GUESSED + 0.05
    # 0.8 spoils the groups of 4 and is the best for 256 and 4000
    assert shares[0, 2] < 0.6 < 0.85 < shares[0, :2].min()
    assert [RATES[best] for best in shares.argmax(axis=1)[3:]] == [0.8, 0.8]
    assert min(shares[3:, 2] - shares[3:, 1]) > 0.02
    # 3.2 is too large for all
    assert shares[:, 3].max() < 0.45
    assert (shares[:, 3] < shares[:, :3].max(axis=1) - 0.1).all()
    # no rate catches up with the whole in one group
    assert shares[-1].max() < shares[:-1].max(axis=1).min() - 0.2
    # down the diagonal
    diagonal = shares.diagonal()
    assert np.ptp(diagonal[:3]) < 0.05
    assert diagonal[3] < 0.45


def test_an_exact_gradient_bears_0_8_for_long_and_never_3_2(known):
    def after(lr, steps=40):
        rng = np.random.default_rng(6)
        network = known["fresh"](rng)
        every = known["steps"](
            network,
            known["X"],
            known["y"],
            loss="cross_entropy",
            optimizer=known["SGD"](lr),
            batch_size=4000,
            rng=rng,
            limit=steps,
        )
        assert sum(1 for _ in every) == steps
        return known["digits"].accuracy(known["y_new"], network.classify(known["X_new"]))

    assert after(3.2) < 0.45 < 0.75 < after(0.8)


def test_small_groups_differ_most_from_the_mean_gradient(known):
    X, y, rng = known["X"], known["y"], np.random.default_rng(0)
    network = known["fresh"](rng)

    def gradient(rows):
        network.fill_gradient(cross_entropy_grad(network.forward(X[rows]), y[rows]))
        return network.gradient.copy()

    exact = gradient(np.arange(4000))
    off = [
        np.mean([np.linalg.norm(gradient(rng.choice(4000, size, replace=False)) - exact) for _ in range(20)])
        for size in SIZES
    ]
    assert off == sorted(off, reverse=True)
    assert off[0] > np.linalg.norm(exact)  # for 4 chance is larger than what it shakes
    assert off[-1] < 1e-9


def test_small_steps_add_up_to_one_along_the_mean_while_the_weights_hardly_move(known):
    X, y = known["X"][:64], known["y"][:64]

    def moved(size, lr):
        rng = np.random.default_rng(1)
        network = known["fresh"](rng)
        before = network.values.copy()
        options = {"loss": "cross_entropy", "optimizer": known["SGD"](lr), "batch_size": size, "rng": rng, "limit": 1}
        assert sum(1 for _ in known["steps"](network, X, y, **options)) == 64 // size
        return network.values - before

    def apart(lr):
        one = moved(64, 4 * lr)
        return np.linalg.norm(moved(16, lr) - one) / np.linalg.norm(one)

    assert apart(0.001) < 0.02 < 0.3 < apart(0.8)


# --- four schedules -------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def drawing():
    return runpy.run_path(str(ROOT / "solutions" / "drawings" / "schedules.py"))


def test_the_drawing_shows_what_the_lesson_names(drawing):
    stays, falls, cosine, warmed = (np.array(drawing[name]) for name in ("STAYS", "FALLS", "COSINE", "WARMED"))
    assert {len(plan) for plan in (stays, falls, cosine, warmed)} == {300}
    assert (
        max(stays) == max(falls) == max(warmed) == 0.5 > max(cosine) > 0.4999
    )  # its wave begins before the first step
    assert set(stays) == {0.5}
    np.testing.assert_allclose(falls[[99, 100, 199, 200, 299]], [0.5, 0.05, 0.05, 0.005, 0.005], rtol=1e-12)
    assert list(cosine) == [rate_at(t, 300, 0.5) for t in range(1, 301)]
    assert warmed.argmax() == 29
    assert (np.diff(warmed)[:29] > 0).all()
    assert (np.diff(warmed)[29:] < 0).all()
    assert cosine[-1] == warmed[-1] == 0


def test_one_jumps_past_half_two_glide_there_and_one_never_comes(drawing):
    half, names = drawing["half"], ("STAYS", "FALLS", "COSINE", "WARMED")
    assert [half(drawing[name]) for name in names] == [None, 101, 150, 165]
    assert drawing["FALLS"][100] < 0.2 * drawing["FALLS"][99]
    for name in ("COSINE", "WARMED"):
        assert drawing[name][half(drawing[name]) - 1] > 0.98 * 0.25  # no jump


# --- why nobody jumps to the bottom ---------------------------------------------------------------------------------


def jumped(loss, at):
    """One step of Newton's method on a loss of second degree along the axes, with slopes and curvatures measured."""
    ahead, behind = (np.array([loss(at + way) for way in sign * np.eye(2)]) for sign in (1, -1))
    slopes, curvatures = (ahead - behind) / 2, ahead - 2 * loss(at) + behind
    return at - slopes / curvatures


@pytest.mark.parametrize("at", [(-7.0, 2.0), (3.0, -0.5), (100.0, 40.0)])
def test_one_jump_leads_to_where_the_slope_is_0_whatever_lies_there(at):
    saddle, summit = (lambda w: (w[0] ** 2 - w[1] ** 2) / 2), (lambda w: -(w[0] ** 2) - w[1] ** 2)
    for loss in (height, saddle, summit):
        np.testing.assert_allclose(jumped(loss, np.array(at)), 0, atol=1e-9)


@pytest.mark.parametrize("curvatures", [(1.0, -1.0), (-2.0, -2.0)])
def test_gradient_descent_slides_off_a_saddle_and_a_summit(curvatures):
    path = run(
        lambda w, g, memory: (gd_step(w, g, 0.1), None), lambda w: np.array(curvatures) * w, np.array([1e-3, 1e-3]), 150
    )
    assert np.abs(path[-1]).max() > 1


def test_an_optimizers_own_number_is_not_the_curvature():
    at = np.array([-7.0, 2.0])
    way = run(optimizer_named("adagrad", lr=1.0), slope, at, 1)[1] - at
    divided_by = -slope(at) / way
    np.testing.assert_allclose(divided_by, [0.7, 4.0], rtol=1e-6)
    assert np.abs(divided_by / [0.1, 2.0] - 1).min() > 0.9


@pytest.mark.parametrize("seed", [0, 1, 2])
def test_the_long_valley_is_convex_and_a_networks_loss_is_not(seed):
    rng = np.random.default_rng(seed)
    a, b = rng.normal(0, 10, (2, 1000, 2))
    share = rng.random((1000, 1))
    between = [height(w) for w in share * a + (1 - share) * b]
    line = share[:, 0] * [height(w) for w in a] + (1 - share[:, 0]) * [height(w) for w in b]
    assert (np.array(between) <= line + 1e-9).all()

    X, params = (
        rng.normal(size=(50, 3)),
        [(rng.normal(size=(3, 2)), rng.normal(size=2)), (rng.normal(size=(2, 1)), np.zeros(1))],
    )
    t = mlp_forward(X, params, relu, identity)[0]

    def loss(weights):
        return half_sse(mlp_forward(X, weights, relu, identity)[0], t)

    (W, b1), (V, b2) = params
    swapped = [(W[:, ::-1], b1[::-1]), (V[::-1], b2)]
    halfway = [((W + W[:, ::-1]) / 2, (b1 + b1[::-1]) / 2), ((V + V[::-1]) / 2, b2)]
    one = [(halfway[0][0][:, :1], halfway[0][1][:1]), (halfway[1][0].sum(axis=0, keepdims=True), b2)]
    assert loss(params) == 0
    assert loss(swapped) < 1e-20
    assert loss(halfway) > 0.1
    np.testing.assert_allclose(loss(one), loss(halfway), rtol=1e-12)  # twins do the work of one unit
