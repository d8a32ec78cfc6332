"""What lesson 7 says about how much a ball remembers, about its best rate, Nesterov's look ahead, clipping and warm-up is true."""

import numpy as np
import pytest

from dlcourse.optimizers import momentum_step, nesterov_step, optimizer_named, run
from tests.dlcourse.lesson_cells import cell

SEEDS = pytest.mark.parametrize("seed", [0, 1, 2])
CURVATURES = np.array([0.1, 2.0])


def names_after(source: str) -> dict:
    from dlcourse import optimizers

    names: dict = {"np": np, "optimizers": optimizers}
    exec(source, names)  # the lesson's own code
    return names


# --- what the velocity holds ----------------------------------------------------------------------------------------


@SEEDS
def test_each_step_leaves_an_old_gradient_the_share_alpha(seed):
    rng = np.random.default_rng(seed)
    gradients, alpha, lr = rng.normal(size=(12, 3)), rng.uniform(0, 1), rng.uniform(0.01, 1)
    w = u = np.zeros(3)
    for g in gradients:
        w, u = momentum_step(w, u, g, lr, alpha)
    ages = np.arange(len(gradients))[::-1]
    np.testing.assert_allclose(u, -lr * (alpha**ages) @ gradients)


# --- steps counted --------------------------------------------------------------------------------------------------


def test_the_cell_counts_fewer_steps_up_to_a_point_and_then_more(capsys):
    needed = names_after(cell("07_optimizers", "def steps_needed"))["steps_needed"]
    head, *lines, best = capsys.readouterr().out.splitlines()
    assert {len(line) for line in lines} == {len(head)}
    table = np.array([line.split() for line in lines], dtype=float)
    assert table[:, 0].tolist() == [0.0, 0.2, 0.4, 0.6, 0.8, 0.9, 0.95]
    assert table[:, 1].tolist() == [66, 51, 33, 22, 55, 122, 253]
    assert table[:, 2].tolist() == [128, 101, 72, 36, 53, 117, 253]
    assert table[:, 3].tolist() == [128, 102, 74, 42, 48, 77, 127]
    assert best == "rate 1.336 and alpha 0.403: 20 steps"
    # for good: later both weights are nearer still
    path = run(optimizer_named("momentum", lr=0.5, alpha=0.9), lambda w: CURVATURES * w, np.array([-7.0, 2.0]), 500)
    count = needed("momentum", 0.5, 0.9)
    assert np.abs(path[count:]).max() < 0.01 <= np.abs(path[count - 1]).max()


# --- one direction as a matrix --------------------------------------------------------------------------------------


def matrix(rate, alpha, curvature):
    """A step, told to two balls at once: one with a place alone, one with a velocity alone."""
    place, velocity = np.eye(2)
    return np.array(momentum_step(place, velocity, curvature * place, rate, alpha))


def kept(rate, alpha, curvatures=CURVATURES):
    """What the slower direction keeps at each step in the long run."""
    return max(np.abs(np.linalg.eigvals(matrix(rate, alpha, each))).max() for each in curvatures)


@SEEDS
def test_a_step_is_the_matrix_of_the_box_with_its_product_and_sum(seed):
    rng = np.random.default_rng(seed)
    rate, alpha, curvature = rng.uniform(0.1, 2), rng.uniform(0, 1), rng.uniform(0.1, 2)
    made = matrix(rate, alpha, curvature)
    np.testing.assert_allclose(made, [[1 - rate * curvature, alpha], [-rate * curvature, alpha]])
    factors = np.linalg.eigvals(made)
    np.testing.assert_allclose([factors.prod(), factors.sum()], [alpha, 1 - rate * curvature + alpha], atol=1e-12)


@SEEDS
def test_complex_factors_have_the_size_of_the_root_between_the_two_ends_and_real_ones_are_larger(seed):
    rng = np.random.default_rng(seed)
    alpha = rng.uniform(0.05, 0.95)
    low, high = (1 - np.sqrt(alpha)) ** 2, (1 + np.sqrt(alpha)) ** 2
    for product in (*rng.uniform(low, high, 20), *rng.uniform(0, low, 20), *rng.uniform(high, high + 2, 20)):
        factors = np.linalg.eigvals(matrix(product, alpha, 1.0))
        between = low < product < high
        assert np.iscomplexobj(factors) == between
        if between:
            np.testing.assert_allclose(np.abs(factors), np.sqrt(alpha))
        else:
            assert np.abs(factors).max() > np.sqrt(alpha)
            assert product < low or (factors < 0).all()


@SEEDS
def test_it_arrives_below_the_limit_and_not_beyond_it(seed):
    rng = np.random.default_rng(seed)
    alpha, curvature = rng.uniform(0, 0.95), rng.uniform(0.1, 3)
    limit = (2 + 2 * alpha) / curvature
    np.testing.assert_allclose(sorted(np.linalg.eigvals(matrix(limit, alpha, curvature))), [-1, -alpha], atol=1e-6)
    for share in rng.uniform(0.01, 0.99, 20):
        assert kept(share * limit, alpha, [curvature]) < 1 < kept((1 + share) * limit, alpha, [curvature])


@SEEDS
def test_no_pair_keeps_less_than_the_best_one(seed):
    low, high = (0.1, 2.0) if seed == 0 else np.sort(10 ** np.random.default_rng(seed).uniform(-2, 1, 2))
    root = np.sqrt(high / low)
    least = (root - 1) / (root + 1)
    rate = 4 / (np.sqrt(low) + np.sqrt(high)) ** 2
    # at a double root eigenvalues are found to half of the digits
    np.testing.assert_allclose(kept(rate, least**2, [low, high]), least, rtol=1e-6)
    np.testing.assert_allclose(
        [np.sqrt(low * rate), np.sqrt(high * rate)], [1 - least, 1 + least]
    )  # the two ends of the box
    for share in np.linspace(0.02, 1.6, 40):
        for alpha in np.linspace(0, 0.98, 40):
            assert kept(share * rate, alpha, [low, high]) > least - 1e-6


def test_in_a_valley_of_10000_it_saves_99_steps_in_100():
    kappa = 10000
    alone, ball = (kappa - 1) / (kappa + 1), (np.sqrt(kappa) - 1) / (np.sqrt(kappa) + 1)
    assert abs(np.log(alone) / np.log(ball) - 0.01) < 1e-5


def test_the_answer_of_the_box():
    rates = np.linspace(0.05, 2, 391)
    good = [rate for rate in rates if kept(rate, 0.81) < 0.9 + 1e-6]
    np.testing.assert_allclose([min(good), max(good)], [0.1, 1.805], atol=0.006)


# --- Nesterov -------------------------------------------------------------------------------------------------------


@SEEDS
def test_the_librarys_step_is_a_ball_that_measures_the_slope_ahead(seed):
    rng = np.random.default_rng(seed)
    w, u, alpha, lr = rng.normal(size=2), rng.normal(size=2), 0.8, 0.3
    ahead, v = w + alpha * u, u
    for _ in range(5):
        u = alpha * u - lr * CURVATURES * (w + alpha * u)
        w = w + u
        ahead, v = nesterov_step(ahead, v, CURVATURES * ahead, lr, alpha)
        np.testing.assert_allclose(v, u)
        np.testing.assert_allclose(ahead, w + alpha * u)


def test_it_passes_the_bottom_by_less():
    for alpha in (0.8, 0.9, 0.95):
        ball, ahead = (
            run(optimizer_named(name, lr=0.5, alpha=alpha), lambda w: CURVATURES * w, np.array([-7.0, 2.0]), 300)[:, 0]
            for name in ("momentum", "nesterov")
        )
        assert 0 < ahead.max() < 0.9 * ball.max()


# --- clipping -------------------------------------------------------------------------------------------------------


def test_without_clipping_two_steps_lead_out_of_sight_and_with_it_the_weight_arrives(capsys):
    ten_layers = names_after(cell("07_optimizers", "def ten_layers"))["ten_layers"]
    lines = capsys.readouterr().out.splitlines()
    assert lines == [
        "not clipped    2 steps: 1.2, -1.479, 164.339 ... 164.339",
        "clipped at 1  60 steps: 1.2, 1.190, 1.180 ... 1.000",
    ]
    places = np.array(ten_layers(1.0))
    assert np.abs(np.diff(places)).max() <= 0.01 + 1e-12
    assert abs(places[-1] - 1) < 1e-6
    w = 1.1
    slope = ((w + 1e-6) ** 10 - 1) ** 2 / 2 - ((w - 1e-6) ** 10 - 1) ** 2 / 2
    np.testing.assert_allclose((w**10 - 1) * 10 * w**9, slope / 2e-6, rtol=1e-6)


@SEEDS
def test_one_length_for_all_arrays_keeps_the_direction_and_a_length_for_each_does_not(seed):
    rng = np.random.default_rng(seed)
    first, second = rng.normal(size=(4, 3)), rng.normal(size=3)
    first, second = 3 * first / np.linalg.norm(first), 4 * second / np.linalg.norm(second)
    together = np.concatenate([first.ravel(), second])
    length = np.sqrt((first**2).sum() + (second**2).sum())
    np.testing.assert_allclose(length, 5)
    np.testing.assert_allclose(np.linalg.norm(together / length), 1)
    each = np.concatenate([first.ravel() / 3, second / 4])
    assert (each / np.linalg.norm(each)) @ together / length < 0.999


# --- warm-up --------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def race():
    return names_after(cell("07_optimizers", "def read_rightly").split("for name, made in")[0])


def test_warm_up_brings_back_most_of_what_a_large_rate_loses_and_hardly_matters_at_the_best(race, capsys):
    capsys.readouterr()
    exec(cell("07_optimizers", "warmed = "), race)
    lines = [line.split() for line in capsys.readouterr().out.splitlines()]
    assert [line[:2] for line in lines] == [["rate", "0.03"], ["rate", "0.2"]]
    (small, small_warm), (large, large_warm) = ((float(line[4]), float(line[7])) for line in lines)
    assert abs(small_warm - small) < 0.015
    assert large_warm - large > 0.6 * (small - large) > 0.1
    shares = [race["read_rightly"](race["Adam"](lr), 0) for lr in race["tried"]]
    assert race["tried"][int(np.argmax(shares))] == 0.03


@pytest.mark.parametrize("start", [4, 5, 6])
def test_warm_up_helps_from_other_starts_too(race, start):
    lr, Adam, read_rightly = 0.2, race["Adam"], race["read_rightly"]
    warmed = read_rightly(Adam(lr), start, rate=lambda t: lr * min(1, t / 20))
    assert warmed > read_rightly(Adam(lr), start) + 0.05


def test_adams_first_step_is_the_whole_rate_twice_the_size_of_the_weights(race):
    network = race["fresh"](np.random.default_rng(0))
    W = network.layers[0].params["W"].copy()
    np.testing.assert_allclose(W.std(), 0.1, atol=0.005)
    from dlcourse.training import steps

    rng = np.random.default_rng(1)
    walk = steps(
        network, race["X"], race["y"], loss="cross_entropy", optimizer=race["Adam"](0.2), batch_size=64, rng=rng
    )
    next(walk)
    moved = np.abs(network.layers[0].params["W"] - W)
    np.testing.assert_allclose(moved[moved > 1e-3], 0.2, atol=0.01)
    assert (moved > 1e-3).mean() > 0.5
