"""What lesson 7 says about Newton's method is true: where its step comes from, when a jump goes too far, and what halving mends."""

import runpy
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from dlcourse.optimizers import gd_step
from tests.dlcourse.lesson_cells import cell

ROOT = Path(__file__).parents[2]
SOURCE = cell("07_optimizers", "def jumps")
SEEDS = pytest.mark.parametrize("seed", [0, 1, 2])


def names_after(source: str) -> dict:
    names: dict = {"np": np}
    exec(source, names)  # the lesson's own code
    return names


@pytest.fixture(scope="module")
def lesson():
    return names_after(SOURCE.split("print(")[0])


def slope_and_curvature(loss, w, h=1e-3):
    """Both measured."""
    behind, here, ahead = (loss(w + way) for way in (-h, 0.0, h))
    return (ahead - behind) / (2 * h), (ahead - 2 * here + behind) / h**2


# --- where the step comes from --------------------------------------------------------------------------------------


def bent(w):
    """A loss of two weights that is no parabola."""
    return np.log(np.exp(w[0] + w[1]) + np.exp(-w[0]) + 2 * np.exp(-3 * w[1]))


def slopes(w, h=1e-4):
    return np.array([(bent(w + way) - bent(w - way)) / (2 * h) for way in h * np.eye(2)])


def table(w, h=1e-4):
    return np.array([(slopes(w + way) - slopes(w - way)) / (2 * h) for way in h * np.eye(2)])


@SEEDS
def test_the_mean_slope_times_the_step_is_about_the_rise(seed):
    rng = np.random.default_rng(seed)
    w, way = rng.normal(0, 0.3, (2, 2))
    g, H = slopes(w), table(w)
    wrong, missed = [], []
    for d in (0.2 * way, 0.1 * way):
        missed.append(np.linalg.norm(slopes(w + d) - (g + H @ d)))
        wrong.append(bent(w + d) - (bent(w) + g @ d + d @ H @ d / 2))
    assert 6 < wrong[0] / wrong[1] < 10  # half the step: an eighth of what the loss is wrong by
    assert 3 < missed[0] / missed[1] < 5  # and a quarter of what the slope is wrong by
    np.testing.assert_allclose(g + H @ -np.linalg.solve(H, g), 0, atol=1e-12)


# --- the long valley, with one rate ---------------------------------------------------------------------------------

CURVATURES = np.array([0.1, 2.0])


def kept(rate, curvatures=CURVATURES):
    """What gradient descent keeps of the distance in each direction."""
    return np.abs(gd_step(np.ones(2), curvatures, rate))


def test_the_rate_of_the_text_keeps_19_21_in_both_directions_and_any_other_more_in_one():
    np.testing.assert_allclose(kept(2 / (0.1 + 2)), 19 / 21)
    for rate in np.linspace(0.01, 1.5, 300):
        assert kept(rate).max() >= 19 / 21 - 1e-12


@SEEDS
def test_the_condition_number_alone_says_what_the_best_rate_keeps(seed):
    low, high = np.sort(10 ** np.random.default_rng(seed).uniform(-2, 2, 2))
    np.testing.assert_allclose(kept(2 / (low + high), np.array([low, high])), (high / low - 1) / (high / low + 1))


def test_divided_by_its_own_curvature_each_slope_has_the_same_and_the_condition_number_is_1():
    np.testing.assert_allclose(CURVATURES / CURVATURES, 1)
    np.testing.assert_allclose(np.array([-7.0, 2.0]) - CURVATURES * [-7.0, 2.0] / CURVATURES, 0)


# --- the loss of the cell -------------------------------------------------------------------------------------------


@SEEDS
def test_the_loss_is_convex_with_one_bottom_and_its_jump_leads_to_minus_the_cube(lesson, seed):
    loss, rng = lesson["loss"], np.random.default_rng(seed)
    a, b, share = rng.normal(0, 10, 1000), rng.normal(0, 10, 1000), rng.random(1000)
    assert (loss(share * a + (1 - share) * b) <= share * loss(a) + (1 - share) * loss(b) + 1e-12).all()
    assert (loss(a) > loss(0.0)).all()
    for w in rng.uniform(-3, 3, 20):
        g, curvature = slope_and_curvature(loss, w)
        np.testing.assert_allclose(g, w / np.sqrt(1 + w**2), atol=1e-6)
        np.testing.assert_allclose(curvature, 1 / (1 + w**2) ** 1.5, atol=1e-6)
        np.testing.assert_allclose(lesson["jumps"](w, halving=False, count=1)[1], -(w**3), atol=1e-12)


def test_the_cell_prints_one_walk_that_arrives_one_that_flies_away_and_one_that_is_mended(capsys):
    names_after(SOURCE)
    head, *lines = capsys.readouterr().out.splitlines()
    assert [head.split()[0], head.count("jump"), len(lines)] == ["start", 5, 3]
    assert {len(line) for line in (head, *lines)} == {len(head)}
    assert lines[0].split()[2:] == ["0.9", "-0.729", "0.387", "-0.0581", "0.000197", "-7.6e-12"]
    assert lines[1].split()[2:] == ["1.1", "-1.33", "2.36", "-13.1", "2.25e+03", "-1.14e+10"]
    assert lines[2].startswith("halved if need be")
    mended = [float(number) for number in lines[2].split()[4:]]
    assert mended[:3] == [1.1, -0.115, 0.00154]
    assert np.abs(mended[4:]).max() < 1e-20


@SEEDS
def test_within_1_every_jump_triples_the_digits_and_beyond_1_it_throws_away(lesson, seed):
    rng = np.random.default_rng(seed)
    starts = rng.uniform((0.5, 1.05), (0.95, 2))
    near, far = (np.abs(lesson["jumps"](start, halving=False, count=4)) for start in starts)
    for before, after in pairwise(near[near > 1e-4]):
        np.testing.assert_allclose(np.log10(after) / np.log10(before), 3, rtol=1e-3)
    assert near[-1] < 0.02 < near[0]
    assert (np.diff(far) > 0).all()
    assert far[-1] > 20


def spread(w):
    return 1 / (1 + np.exp(-w))


@pytest.mark.parametrize(
    ("slope", "curvature", "bottom"),
    [
        (lambda w: np.exp(w) - 1, np.exp, 0.0),
        (lambda w: spread(w) - 0.25, lambda w: spread(w) * (1 - spread(w)), -np.log(3)),
        (lambda w: w + w**2, lambda w: 1 + 2 * w, 0.0),
    ],
)
def test_usually_the_distance_is_about_squared(slope, curvature, bottom):
    places = [bottom + 0.3]
    for _ in range(3):
        places.append(places[-1] - slope(places[-1]) / curvature(places[-1]))
    away = np.abs(np.array(places) - bottom)
    times = away[1:] / away[:-1] ** 2
    assert (times > 0.1).all()
    assert (times < 1.5).all()
    assert abs(times[1] / times[2] - 1) < 0.15  # settled: twice the digits with every jump


@pytest.mark.parametrize("quotient", [np.tanh, lambda w: np.sinh(2 * w) / 2, lambda w: w * (1 + w**2)])
def test_where_both_sides_are_alike_the_distance_is_about_cubed(quotient):
    """The slope divided by the curvature of cosh w, of log cosh w and of the cell's loss."""
    places = [0.3]
    for _ in range(2):
        places.append(places[-1] - quotient(places[-1]))
    away = np.abs(places)
    assert (away[1:] < 1.2 * away[:-1] ** 3).all()


def test_the_cell_prints_that_half_of_the_square_is_left_in_the_end(capsys):
    names_after(cell("07_optimizers", "exp(w) - w"))
    lines = [line.split(":") for line in capsys.readouterr().out.splitlines()]
    assert [line[0] for line in lines] == ["0.368", "0.0601", "0.00177", "1.56e-06"]
    assert [line[1] for line in lines] == [
        f" {share} times the squared distance before" for share in ("0.37", "0.44", "0.49", "0.50")
    ]
    h, before = 1e-4, 1.0
    slope, curvature = (np.exp(before + h) - np.exp(before - h)) / (2 * h) - 1, np.exp(before)
    np.testing.assert_allclose(before - slope / curvature, before - 1 + np.exp(-before), atol=1e-6)


@SEEDS
def test_near_the_bottom_gradient_descent_multiplies_each_direction_by_a_factor_of_its_own(seed):
    w, factors = np.random.default_rng(seed).normal(size=2), []
    for _ in range(5):
        new = gd_step(w, CURVATURES * w, 0.3)
        factors.append(new / w)
        w = new
    np.testing.assert_allclose(factors, [[0.97, 0.4]] * 5)


def test_far_away_the_curvature_is_nearly_0_and_the_quotient_huge(lesson):
    loss = lesson["loss"]
    w = np.array([2.0, 10.0, 100.0])
    g, curvature = slope_and_curvature(loss, w)
    assert (np.diff(curvature) < 0).all()
    assert curvature[-1] < 1e-5
    assert (g / curvature > 0.9 * w**3).all()
    assert loss(-(1.1**3)) > loss(1.1)


# --- damping --------------------------------------------------------------------------------------------------------


def test_one_halving_is_enough_and_then_whole_jumps_do(lesson):
    places = lesson["jumps"](1.1, halving=True)
    steps = -np.array(places[:3]) * (1 + np.array(places[:3]) ** 2)
    np.testing.assert_allclose(np.diff(places[:4]) / steps, [0.5, 1, 1], atol=1e-9)


@SEEDS
def test_with_halving_the_loss_never_rises_and_the_walk_arrives_from_anywhere(lesson, seed):
    for start in 10 ** np.random.default_rng(seed).uniform(-1, 3, 30):
        places = np.array(lesson["jumps"](start, halving=True, count=40))
        assert (np.diff(lesson["loss"](places)) <= 0).all()
        assert abs(places[-1]) < 1e-9


@pytest.mark.parametrize("share", [0.9, 0.5, 0.1])
def test_a_fixed_share_leaves_about_the_rest_of_it(share):
    w = 0.01
    for _ in range(3):
        new = w - share * w * (1 + w**2)
        np.testing.assert_allclose(new / w, 1 - share, atol=1e-3)
        w = new


def test_on_a_hill_no_share_of_the_jump_leads_down():
    jumped = 1.0 - (-2.0) / -2.0
    assert jumped == 0  # the top of -x^2
    for share in 0.5 ** np.arange(30):
        assert -((1 + share * (jumped - 1)) ** 2) > -1
    assert gd_step(1.0, -2.0, 0.1) > 1  # downhill
    assert 1.0 - (-2.0) / abs(-2.0) == 2  # by the absolute curvature, downhill too


def test_on_the_saddle_jumps_end_on_it_and_descent_leaves_it_unless_it_starts_at_y_0():
    bends = np.array([1.0, -1.0])
    w = np.array([2.0, 1.0])
    np.testing.assert_allclose(w - bends * w / bends, 0)
    np.testing.assert_allclose(w - bends * w / np.abs(bends), [0, 2])  # the question of the box
    for start, leaves in (((2.0, 1e-6), True), ((2.0, 0.0), False)):
        w = np.array(start)
        for _ in range(200):
            w = gd_step(w, bends * w, 0.1)
        assert abs(w[0]) < 1e-8
        assert (abs(w[1]) > 1) == leaves


# --- what stands in the way of a network ----------------------------------------------------------------------------


@SEEDS
def test_a_mini_batch_gives_a_noisy_table_and_now_and_then_a_huge_step(seed):
    rng = np.random.default_rng(seed)
    X, w = rng.normal(size=(4000, 5)), np.ones(5)
    H = X.T @ X / len(X)
    steps, tables = [], []
    for _ in range(200):
        rows = X[rng.choice(len(X), size=8, replace=False)]
        tables.append(rows.T @ rows / len(rows))
        steps.append(np.linalg.norm(np.linalg.solve(tables[-1], H @ w)))
    np.testing.assert_allclose(np.mean(tables, axis=0), H, atol=0.2)  # right on average
    assert np.std(tables, axis=0).mean() > 0.2
    assert max(steps) > 10 * np.linalg.norm(w)
    smallest = [np.linalg.eigvalsh(each)[0] for each in tables]
    assert smallest[int(np.argmax(steps))] < np.median(smallest) / 3


@SEEDS
def test_halfway_between_swapped_units_is_no_better_than_one_unit_fewer(seed):
    rng = np.random.default_rng(seed)
    X, (first, second, rest), heights = rng.normal(size=(50, 2)), rng.normal(size=(3, 2)), rng.normal(size=3)
    halfway, height = (first + second) / 2, (heights[0] + heights[1]) / 2
    answers = np.tanh(X @ np.array([halfway, halfway, rest]).T) @ [height, height, heights[2]]
    fewer = np.tanh(X @ np.array([halfway, rest]).T) @ [2 * height, heights[2]]
    np.testing.assert_allclose(answers, fewer)


# --- the drawings ----------------------------------------------------------------------------------------------------


def test_the_drawing_jumps_as_the_lesson_does(lesson):
    drawn = runpy.run_path(str(ROOT / "solutions" / "drawings" / "newton_jumps.py"))
    for start in drawn["STARTS"]:
        np.testing.assert_allclose(drawn["landed"](start), lesson["jumps"](start, halving=False, count=1)[1])
        fitted = slope_and_curvature(lambda w, start=start: drawn["parabola"](start, w), start)
        np.testing.assert_allclose(fitted, slope_and_curvature(lesson["loss"], start), atol=1e-6)
        np.testing.assert_allclose(drawn["parabola"](start, start), lesson["loss"](start))
        w = np.linspace(-3, 3, 601)
        assert abs(w[drawn["parabola"](start, w).argmin()] - drawn["landed"](start)) < 0.011
    near, far = drawn["STARTS"]
    loss, landed = lesson["loss"], drawn["landed"]
    assert loss(landed(near)) < loss(near)
    assert loss(landed(far)) > loss(far) > loss(drawn["HALF"])


def test_the_bowl_is_the_valley_of_the_text_and_its_path_heads_for_the_bottom():
    drawn = runpy.run_path(str(ROOT / "solutions" / "drawings" / "bowl_and_saddle.py"))
    np.testing.assert_allclose(drawn["VALLEY"], CURVATURES)
    bowl, saddle = drawn["BOWL"], drawn["SADDLE"]
    assert (np.diff(np.abs(bowl[:, 0])) < 0).all()
    assert 0.05 < abs(bowl[-1, 0]) < 0.3  # near the middle, and not there
    np.testing.assert_allclose(np.sign(bowl[:8, 1]), [1, -1] * 4)  # to and fro
    assert saddle[-1, 1] > 1 > np.abs(saddle[-1, 0])
    assert "20 times as strongly" in drawn["TOLD"].en
    assert "20배" in drawn["TOLD"].ko
