"""What lessons 7 to 9 say about curvatures in pairs, bounded steps, counted luck and a table with gaps is true."""

import re
from pathlib import Path

import numpy as np
import pytest

from dlcourse.optimizers import adagrad_step, adam_step, gd_step, rmsprop_step
from dlcourse.training import SGD, AdaGrad, Adam, RMSProp
from dlcourse.widgets.optimizers.compare import height, slope
from tests.dlcourse.lesson_cells import cell

ROOT = Path(__file__).parents[2]
CURVATURES = np.diag([0.1, 2.0])


def names_after(source: str) -> dict:
    names: dict = {"np": np}
    exec(source, names)  # the lesson's own code
    return names


# --- the valley turned ----------------------------------------------------------------------------------------------


@pytest.fixture
def turned():
    return names_after(cell("07_optimizers", "turn = "))


def test_the_diagonal_misses_and_the_whole_table_lands_on_the_minimum(turned, capsys):
    capsys.readouterr()
    exec(cell("07_optimizers", "turn = "), turned)
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "the start:       [-6.36 -3.54]"
    assert lines[1:] == ["each by its own: [-3.2  -5.76]", "the whole table: [0. 0.]"]
    w, H = turned["w"], turned["H"]
    numbers = np.linalg.eigvals(H / np.diag(H)[:, None])
    np.testing.assert_allclose(numbers.max() / numbers.min(), 20)  # the diagonal leaves it as it was
    np.testing.assert_allclose(w, np.array([-7.0, 2.0]) @ turned["turn"])
    np.testing.assert_allclose(np.linalg.eigvalsh(H), [0.1, 2.0])
    np.testing.assert_allclose(H, [[1.05, -0.95], [-0.95, 1.05]])
    along = np.array([1.0, 0.0]) @ turned["turn"]  # where the long axis points
    assert abs(np.degrees(np.arctan2(along[1], along[0])) - 45) < 1e-9


def test_the_table_holds_how_the_slope_of_one_weight_changes_when_another_moves(turned):
    def rise(w):
        return height(w @ turned["turn"].T)

    def slopes(w):
        return np.array([(rise(w + way) - rise(w - way)) / 2e-3 for way in 1e-3 * np.eye(2)])

    w = turned["w"]
    np.testing.assert_allclose(slopes(w), turned["g"], rtol=1e-6)
    table = [slopes(w + way) - slopes(w) for way in np.eye(2)]
    np.testing.assert_allclose(table, turned["H"], atol=1e-6)
    # along the axes the same is diagonal, and then to divide is to multiply by the inverse
    np.testing.assert_allclose([slope(np.array(way)) for way in np.eye(2)], CURVATURES)


@pytest.mark.parametrize("seed", [0, 1, 2])
def test_from_any_start_the_whole_table_needs_one_step_and_the_diagonal_is_gradient_descent(turned, seed):
    w, H = np.random.default_rng(seed).normal(0, 5, 2), turned["H"]
    g = w @ H
    np.testing.assert_allclose(w - np.linalg.solve(H, g), 0, atol=1e-9)
    by_its_own = w - g / np.diag(H)
    np.testing.assert_allclose(by_its_own, gd_step(w, g, 1 / 1.05))  # one rate for both
    assert np.linalg.norm(by_its_own) > 0.9 * np.linalg.norm(w)
    along_the_axes = w @ CURVATURES
    np.testing.assert_allclose(along_the_axes / np.diag(CURVATURES), np.linalg.solve(CURVATURES, along_the_axes))


def test_an_optimizers_number_knows_nothing_of_pairs():
    """What AdaGrad, RMSProp and Adam do to one weight depends on no slope but its own."""
    rng = np.random.default_rng(0)
    steps = (
        lambda w, g: adagrad_step(w, np.ones(2), g, 0.1),
        lambda w, g: rmsprop_step(w, np.ones(2), g, 0.1),
        lambda w, g: adam_step(w, np.zeros(2), np.ones(2), g, 2),
    )
    for step in steps:
        w, g = rng.normal(size=(2, 2))
        both, bent = step(w, g)[0], step(w, g * [1.0, 50.0])[0]
        assert (bent == both).tolist() == [True, False]


# --- AdaGrad's bound ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("seed", [0, 1, 2])
def test_no_step_of_adagrad_is_longer_than_its_rate_and_the_rate_only_falls(seed):
    rng, w, G, was = np.random.default_rng(seed), np.zeros(5), np.zeros(5), np.inf
    for _ in range(50):
        g = rng.normal(size=5) * 10.0 ** rng.integers(-3, 4, size=5)
        new, G = adagrad_step(w, G, g, 5.0)
        assert np.abs(new - w).max() <= 5.0
        w, rate = new, 5.0 / np.sqrt(G)
        assert (rate <= was).all()
        was = rate


@pytest.fixture(scope="module")
def race():
    return names_after(cell("07_optimizers", "def read_rightly").split("for name, made in")[0])


@pytest.mark.parametrize("start", [0, 1, 2])
def test_a_rate_of_5_wrecks_the_network_that_reads_digits(race, start):
    assert race["read_rightly"](AdaGrad(5.0), start) < 0.4 < 0.8 < race["read_rightly"](AdaGrad(0.1), start)


# --- validation digits, and what ± counts ---------------------------------------------------------------------------


def test_the_digits_that_are_read_are_2000_of_the_validation_part(race):
    assert len(race["y_new"]) == 2000
    assert race["y_new"] is not race["y"]
    np.testing.assert_array_equal(race["y_new"], race["mnist"].y_val)


def test_other_digits_would_shift_each_share_by_about_0_007(race):
    makers = (SGD(0.1), SGD(0.1, momentum=0.9), AdaGrad(0.03), RMSProp(0.003), Adam(0.03))
    shares = np.array([race["read_rightly"](made, 1) for made in makers])
    errors = np.sqrt(shares * (1 - shares) / 2000)
    assert np.abs(errors - 0.007).max() < 0.0012
    # drawn again and again from as many digits, a share is shaken by just that
    again = np.random.default_rng(0).binomial(2000, shares, size=(20_000, 5)) / 2000
    np.testing.assert_allclose(again.std(axis=0), errors, rtol=0.05)


# --- seconds --------------------------------------------------------------------------------------------------------


def test_each_line_of_the_budget_ends_in_its_seconds(race, capsys):
    source = cell("07_optimizers", "def after_four_epochs")
    assert source.count("(4, 16, 64, 256, 4000)") == 1
    capsys.readouterr()
    exec(source.replace("(4, 16, 64, 256, 4000)", "(64, 256)").replace("(0.05, 0.2,", "(0.2,"), race)
    head, *lines = capsys.readouterr().out.splitlines()
    assert head.endswith("seconds")
    assert [bool(re.search(r" with \d\.\d{3} +\d+\.\d$", line)) for line in lines] == [True, True]
    assert {len(line) for line in lines} == {len(head)}


# --- lesson 8: luck that is shared ----------------------------------------------------------------------------------


@pytest.mark.parametrize("seed", [0, 1, 2])
def test_of_ten_tables_of_nine_useless_remedies_two_praise_one(seed):
    """Ten starts a row, and every row is moved by chance alone, the first one too."""
    starts, bar = 10, 2
    rows = np.random.default_rng(seed).normal(size=(60_000, 11, starts))

    def praised(rows, first):
        more = rows - first
        return more.mean(axis=-1) > bar * more.std(axis=-1, ddof=1) / np.sqrt(starts)

    shared = praised(rows[:, 1:10], rows[:, :1])
    assert abs(1 / shared.mean() - 26) < 1
    assert round(10 * shared.any(axis=1).mean()) == 2
    # early stopping has a row of its own to be compared with
    with_its_own = np.column_stack([shared[:, :8], praised(rows[:, 9], rows[:, 10])])
    assert round(10 * with_its_own.any(axis=1).mean()) == 2
    # were the nine independent, there would be three
    assert round(10 * (1 - (1 - shared.mean()) ** 9)) == 3


# --- lesson 9: what Adam divides by ---------------------------------------------------------------------------------


def test_adam_divides_the_penalty_by_the_size_of_the_whole_gradient():
    weight, decay, lr = 1.0, 0.1, 0.01
    for size in (10.0, 0.1):
        w = m = v = 0.0
        rng = np.random.default_rng(0)
        for t in range(1, 2001):
            g = float(rng.choice([-size, size])) + decay * weight
            w, m, v = adam_step(w, m, v, g, t, lr)
        mean_square = v / (1 - 0.999**2000)
        assert abs(np.sqrt(mean_square) / np.hypot(size, decay * weight) - 1) < 0.1


# --- lesson 9: a table with gaps ------------------------------------------------------------------------------------

FLATS = cell("09_mnist", "heating = ")


def prepared(learned, area, heating):
    """The cell's own recipe for other flats and another deal."""
    source = re.sub(r"^(area|heating|order) = .*\n", "", FLATS, flags=re.MULTILINE)
    names = {"np": np, "area": area, "heating": heating, "order": learned}
    exec(source, names)
    return names["table"], names["words"], names["mean"]


def test_the_table_is_split_before_anything_is_counted(capsys):
    made = names_after(FLATS)
    head, *lines = capsys.readouterr().out.splitlines()
    area, heating, learned, held = (made[name] for name in ("area", "heating", "learned", "held"))
    assert (len(area), np.isnan(area).sum(), len(held)) == (10, 2, 3)
    assert np.count_nonzero(~np.isnan(area[learned])) == 6
    assert list(made["words"]) == sorted(set(heating[learned])) == ["electric", "gas", "oil"]
    assert head == "mean area: 68.5 (with those held back: 85.1); columns: area electric gas oil"
    assert [line.startswith("held back") for line in lines] == [False] * 7 + [True] * 3
    assert lines[-1].split() == ["held", "back", "150", "wood", "->", "150", "0", "0", "0"]
    assert [line.split("->")[1].split()[0] for line in lines if " nan " in line] == ["68.5", "68.5"]
    assert not np.isnan(made["table"]).any()


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_flats_held_back_change_nothing_that_is_learned(seed, capsys):
    rng = np.random.default_rng(seed)
    area, heating = rng.normal(80, 20, 10), rng.choice(["gas", "oil", "wood"], 10)
    area[rng.integers(10)] = np.nan
    order = rng.permutation(10)
    table, words, mean = prepared(order, area, heating)
    area[order[7:]], heating[order[7:]] = [1000, np.nan, 2000], "coal"
    other, other_words, other_mean = prepared(order, area, heating)
    np.testing.assert_array_equal(table[order[:7]], other[order[:7]])
    assert (list(words), mean) == (list(other_words), other_mean)
    np.testing.assert_array_equal(other[order[7:], 1:], 0)  # never seen: zeros only
    np.testing.assert_array_equal(table[order[:7], 1:].sum(axis=1), 1)
    assert np.nanmean(area) != mean  # counted with all, it would be another
