"""What the lessons say holds: weights that are written down for a curve and a hill, what vanishes, what a gradient check and a table need."""

import runpy
from itertools import product
from pathlib import Path

import numpy as np
import pytest

from dlcourse.activations import identity, relu, sigmoid, softmax, tanh
from dlcourse.backprop import mlp_backward
from dlcourse.forward import mlp_forward
from dlcourse.gradcheck import numerical_gradient, relative_error
from dlcourse.regularizers import dropout, penalty
from tests.dlcourse.lesson_cells import cell

ROOT = Path(__file__).parents[2]
PARTS = (3, 9, 27, 81)


def ran(capsys: pytest.CaptureFixture[str], curve: str = "np.sin", **known: object) -> tuple[dict, list[float]]:
    """What the cell made of a curve, and the errors that it printed."""
    names = {"np": np, **known}
    source = cell("03_activations", "curve, x = ")
    assert source.count("np.sin") == 1  # a learner replaces one word
    exec(source.replace("np.sin", curve), names)  # the lesson's own code
    lines = [line.split() for line in capsys.readouterr().out.splitlines()]
    assert [int(line[0]) for line in lines] == list(PARTS)
    return names, [float(line[-1]) for line in lines]


# --- lesson 3: a curve in pieces


def test_the_sum_of_relus_is_the_line_through_the_knots(capsys):
    made, _ = ran(capsys)
    line = np.interp(made["x"][:, 0], made["knots"], np.sin(made["knots"]))
    assert np.allclose(made["answers"][:, 0], line)


def test_it_is_a_network_of_the_course_with_one_hidden_layer(capsys):
    made, _ = ran(capsys)
    knots, weights = made["knots"], made["weights"]
    layers = [(np.ones((1, 81)), -knots[:-1]), (weights, np.sin(knots[:1]))]
    assert np.allclose(mlp_forward(made["x"], layers, relu, identity)[0], made["answers"])


def test_three_times_the_pieces_leave_a_ninth_in_the_end(capsys):
    _, errors = ran(capsys)
    assert errors == [0.43726, 0.0594, 0.00675, 0.00075]


@pytest.mark.parametrize("seed", [0, 1, 2])
def test_so_they_do_for_other_smooth_curves(capsys, seed):
    height, shift = np.random.default_rng(seed).normal(size=(2, 3, 1, 1))

    def waves(x):
        return sum(h * np.sin((n + 1) * (x + s)) for n, (h, s) in enumerate(zip(height, shift, strict=True))).reshape(
            np.shape(x)
        )

    _, errors = ran(capsys, "waves", waves=waves)
    assert errors == sorted(errors, reverse=True)
    assert 8 < errors[2] / errors[3] < 10


@pytest.mark.parametrize("curve", ["np.floor", "(lambda x: 1.0 * (x > 1.5))"])
def test_where_it_jumps_no_number_of_pieces_helps(capsys, curve):
    _, errors = ran(capsys, curve)
    assert min(errors) > 0.5


def test_at_a_jump_the_true_error_stays_above_one_half_and_a_cell_that_looks_at_knots_alone_sees_none():
    seen = np.linspace(0.0, 2 * np.pi, 10_001)
    for pieces in (81, 1000, 10_000):
        knots = np.linspace(0.0, 2 * np.pi, pieces + 1)
        beside = 1 + 1e-9 * np.array([-1, 1])
        errors = np.abs(np.interp(beside, knots, np.floor(knots)) - np.floor(beside))
        assert errors.max() >= 0.5
        at_the_places = np.abs(np.interp(seen, knots, np.floor(knots)) - np.floor(seen)).max()
        assert (at_the_places == 0) == (pieces == 10_000)


def test_where_each_place_is_a_knot_the_cell_prints_0(capsys):
    source = cell("03_activations", "curve, x = ").replace("np.sin", "np.floor")
    exec(source.replace("10_001", "1_001").replace("(3, 9, 27, 81)", "(1000,)"), {"np": np})  # a smaller one
    assert capsys.readouterr().out.endswith("largest error 0.00000\n")


def test_a_corner_is_followed_too_only_more_slowly(capsys):
    _, errors = ran(capsys, "(lambda x: np.abs(np.sin(1.7 * x)))")
    assert errors[3] < errors[1] / 5


def test_behind_the_last_knot_the_line_goes_straight_on(capsys):
    made, _ = ran(capsys)
    beyond = np.array([[7.0], [8.0], [9.0]])
    answers = (np.maximum(beyond - made["knots"][:-1], 0.0) @ made["weights"])[:, 0]
    assert np.isclose(answers[1] - answers[0], answers[2] - answers[1])
    assert abs(answers[2] - np.sin(9.0)) > 2


def test_a_bump_of_the_picture_takes_three_relus_one_of_them_twice():
    names = runpy.run_path(str(ROOT / "solutions" / "drawings" / "relu_bumps.py"))
    asked = []
    names["bump"].__globals__["relu"] = lambda z: asked.append(z) or relu(z)
    names["bump"](np.linspace(0, 1, 5), 0.2, 0.5, 0.8)
    assert len(asked) == 4
    assert len({tuple(z) for z in asked}) == 3


# --- lesson 3: five heights by hand


def by_hand(capsys: pytest.CaptureFixture[str], heights: list[float]) -> tuple[list[str], float]:
    """The lines that the cell prints for these heights, and the largest error."""
    source = cell("03_activations", "heights = ")
    assert "[0.0, 0.5, 0.5, 0.5, 0.0]" in source
    exec(source.replace("[0.0, 0.5, 0.5, 0.5, 0.0]", repr(heights)), {"np": np})  # the lesson's own code
    lines = capsys.readouterr().out.splitlines()
    return lines, float(lines[-1].removeprefix("largest error "))


def test_raised_by_half_of_the_widest_gap_the_five_heights_leave_half_of_the_error(capsys):
    lines, own = by_hand(capsys, [0.0, 0.71, 1.0, 0.71, 0.0])
    assert lines[1] == "too high by [ 0.   -0.03  0.   -0.07  0.   -0.07  0.   -0.03  0.  ]"
    _, raised = by_hand(capsys, [0.0, *(np.sin(np.pi / 4 * np.arange(1, 4)) + 0.035).tolist(), 0.0])
    assert (round(own, 2), raised) == (0.07, 0.035)
    _, given = by_hand(capsys, [0.0, 0.5, 0.5, 0.5, 0.0])
    assert given == 0.5


def test_no_heights_leave_less():
    """Over one piece already: whatever the heights at its two ends are."""
    x = np.linspace(np.pi / 4, np.pi / 2, 101)
    share = (x - x[0]) / (x[-1] - x[0])
    at = np.linspace(-0.1, 0.1, 81)
    lines = (np.sin(x[0]) + at[:, None, None]) * (1 - share) + (1 + at[None, :, None]) * share
    least = np.abs(lines - np.sin(x)).max(axis=2).min()
    assert 0.035 < least < 0.036


# --- lesson 3: a hill over a square, made of waves


def hilly(capsys: pytest.CaptureFixture[str], change: tuple[str, str] = ("", "")) -> tuple[dict, list[list[str]]]:
    """What the cell made of the hill, and the words of each line that it printed."""
    names = {"np": np}
    exec(cell("03_activations", "hill = ").replace(*change), names)  # the lesson's own code
    return names, [line.split() for line in capsys.readouterr().out.splitlines()]


def test_a_hill_of_two_waves_has_the_errors_of_one_curve(capsys):
    _, lines = hilly(capsys)
    assert [line[-1] for line in lines] == ["0.06031", "0.00676", "0.00075"]
    assert [" ".join(line[5:7]) for line in lines] == ["(2, 18),", "(2, 54),", "(2, 162),"]


def test_it_is_one_hidden_layer_of_the_course_and_each_wave_errs_as_much_as_the_hill(capsys):
    made, _ = hilly(capsys)
    X, W1, b1, W2, b2 = (made[name] for name in ("X", "W1", "b1", "W2", "b2"))
    assert np.allclose(mlp_forward(X, [(W1, b1), (W2, b2)], relu, identity)[0], made["answers"])
    errors = [np.abs(made["answers"] - made["hill"]).max()]
    for wave, units in ((X[:, :1] - X[:, 1:], slice(81)), (X[:, :1] + X[:, 1:], slice(81, None))):
        answers = 2 * np.maximum(X @ W1[:, units] + b1[units], 0.0) @ W2[units] + b2
        errors.append(np.abs(answers - np.cos(wave)).max())
    assert np.allclose(errors, errors[0])


def test_one_sign_turns_the_hill_into_xor(capsys):
    made, _ = hilly(capsys)
    X, flip = made["X"], np.repeat([[1.0], [-1.0]], 81, axis=0)
    answers = np.maximum(X @ made["W1"] + made["b1"], 0.0) @ (flip * made["W2"])  # and no bias
    wanted = np.sin(X[:, :1]) * np.sin(X[:, 1:])
    assert np.abs(answers - wanted).max() < 0.0008
    beside = np.abs(wanted[:, 0]) > 1e-9  # on the axes it is 0
    agree = (X[:, 0] > 0) == (X[:, 1] > 0)
    assert np.array_equal(wanted[beside, 0] > 0, agree[beside])


def test_behind_the_last_knot_every_wave_goes_straight_on(capsys):
    made, _ = hilly(capsys)
    beyond = np.array([[4.0, 0.0], [5.0, 0.0], [6.0, 0.0]])
    answers = (np.maximum(beyond @ made["W1"] + made["b1"], 0.0) @ made["W2"])[:, 0]
    assert np.isclose(answers[1] - answers[0], answers[2] - answers[1])


@pytest.mark.parametrize("seed", [0, 1, 2])
def test_a_product_of_cosines_is_a_sum_of_waves_that_doubles_with_each(seed):
    x = np.random.default_rng(seed).normal(size=(50, 6))
    for inputs in range(1, 7):
        signs = [(1, *rest) for rest in product((1, -1), repeat=inputs - 1)]
        assert len(signs) == 2 ** (inputs - 1)
        waves = np.cos(x[:, :inputs] @ np.array(signs).T)
        assert np.allclose(waves.mean(axis=1), np.cos(x[:, :inputs]).prod(axis=1))


@pytest.mark.parametrize("seed", [0, 1, 2])
def test_sums_of_waves_come_near_to_functions_that_are_no_waves(seed):
    rng = np.random.default_rng(seed)
    a, b = rng.normal(size=(2, 2))
    X = np.stack(np.meshgrid(*[np.linspace(-1, 1, 31)] * 2), axis=-1).reshape(-1, 2)
    wanted = np.abs(X @ a) + np.maximum(X @ b, X[:, 0] * X[:, 1])
    left = []
    for most in (1, 3, 6):
        z = X @ np.array(list(product(range(-most, most + 1), range(most + 1)))).T * np.pi / 2
        waves = np.hstack([np.cos(z), np.sin(z)])
        left.append(np.abs(waves @ np.linalg.lstsq(waves, wanted)[0] - wanted).max())
    assert left[0] > 2 * left[1] > 2.5 * left[2]


@pytest.mark.parametrize(("squeezed", "low"), [(tanh, -1.0), (sigmoid, 0.0)])
@pytest.mark.parametrize("curve", [np.sin, np.sqrt, lambda x: np.abs(x - 2)])
def test_a_staircase_of_steep_squeezing_units_follows_a_curve_too(squeezed, low, curve):
    x = np.linspace(0, 2 * np.pi, 2001)[:, None]
    left = []
    for steps in (9, 81, 729):
        knots = np.linspace(0, 2 * np.pi, steps + 1)
        hidden = squeezed(100 * steps * (x - (knots[1:] + knots[:-1]) / 2))
        weights = np.diff(curve(knots)) / (1 - low)
        left.append(np.abs(hidden @ weights + curve(0.0) - low * weights.sum() - curve(x[:, 0])).max())
    assert left[0] > 2 * left[1] > 4 * left[2]


@pytest.mark.parametrize("steps", [27, 81])
def test_three_times_the_steep_sigmoids_leave_a_third_of_the_error(steps):
    x, left = np.linspace(0, 2 * np.pi, 20_001)[:, None], []
    for count in (steps, 3 * steps):
        knots = np.linspace(0, 2 * np.pi, count + 1)
        hidden = sigmoid(1000 * count * (x - (knots[1:] + knots[:-1]) / 2))
        left.append(np.abs(hidden @ np.diff(np.sin(knots)) - np.sin(x[:, 0])).max())
    assert abs(left[0] / left[1] - 3) < 0.05
    if steps == 81:
        assert round(left[0], 3) == 0.039


@pytest.mark.parametrize("degree", [1, 2, 3])
def test_more_units_of_a_polynomial_give_nothing_new(degree):
    rng = np.random.default_rng(degree)
    X = rng.uniform(-1, 1, size=(300, 2))
    wanted, left = np.cos(3 * X[:, 0]) * np.cos(3 * X[:, 1]), {}
    mixed = (degree + 1) * (degree + 2) // 2  # 1, x1, x2, x1², x1 x2, x2² for a square
    for units in (20, 1000):
        hidden = (X @ rng.normal(size=(2, units)) + rng.normal(size=units)) ** degree
        hidden = np.column_stack([hidden, np.ones(len(X))])
        assert np.linalg.matrix_rank(hidden, tol=1e-8 * np.linalg.norm(hidden)) == mixed
        left[units] = np.abs(hidden @ np.linalg.lstsq(hidden, wanted)[0] - wanted).max()
    assert np.isclose(left[20], left[1000])
    assert left[20] > 0.3


@pytest.mark.parametrize("degree", [2, 3, 5])
def test_a_curve_of_degree_n_turns_n_less_1_times_and_cannot_follow_a_wave_that_turns_more_often(degree):
    x = np.linspace(-1, 1, 2001)
    for seed in range(3):
        heights = np.polyval(np.random.default_rng(seed).normal(size=degree + 1), 3 * x)
        assert np.count_nonzero(np.diff(np.sign(np.diff(heights)))) <= degree - 1
    wave = np.cos(np.pi * (degree + 1) * x)  # it turns more often than the curve
    best = np.polyval(np.polyfit(x, wave, degree), x)
    assert np.abs(best - wave).max() > 0.9  # hardly better than 0 everywhere


def test_the_drawing_adds_two_folded_sheets_to_a_hill():
    names = runpy.run_path(str(ROOT / "solutions" / "drawings" / "two_waves.py"))
    one, other, both = names["surfaces"]()
    x1, x2 = names["SIDE"][None, :], names["CUTS"][:, None]
    assert len(names["KNOTS"]) == 10
    assert np.allclose(one, np.interp(x1 - x2, names["KNOTS"], np.cos(names["KNOTS"])) / 2)
    assert np.allclose(other, one[::-1])
    assert np.allclose(both, one + other)
    edge = np.concatenate([both[0], both[-1], both[:, 0], both[:, -1]])
    assert np.abs(edge).max() < 0.07 < 0.9 < both.max()


# --- lesson 3: log-odds, and what vanishes


def test_a_sigmoid_is_the_probability_whose_log_odds_are_z():
    z = np.linspace(-9, 9, 37)
    p = sigmoid(z)
    assert np.allclose(np.log(p / (1 - p)), z)
    assert np.allclose(p, softmax(np.column_stack([z, np.zeros_like(z)]))[:, 0])


def left_of_a_gradient(activation, spread: float, seed: int) -> float:
    """The share of the last layer's gradient that reaches the first of twelve layers of 64 units."""
    rng = np.random.default_rng(seed)
    params = [(rng.normal(0, spread, size=(64, 64)), np.zeros(64)) for _ in range(12)]
    _, cache = mlp_forward(rng.normal(size=(64, 64)), params, activation, identity)
    grads = mlp_backward(cache, rng.normal(size=(64, 64)) / 64, activation.__name__)
    return float(np.std(grads[0][1]) / np.std(grads[-1][1]))


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_with_sigmoids_it_vanishes_unless_weights_are_large_and_with_tanh_it_depends(seed):
    tiny, glorot, large = ([left_of_a_gradient(f, s, seed) for f in (sigmoid, tanh)] for s in (0.01, 1 / 8, 1.0))
    assert max(tiny) < 1e-9
    assert glorot[0] < 1e-6 < 0.2 < glorot[1] < 0.5
    assert 0.1 < large[0] < 1 < 1000 < large[1]


# --- lesson 4: what the notes take, and what an outlier moves


def noted(N: int, depth: int) -> int:
    """How many numbers the cache holds, the weights left out."""
    layers = [(np.ones((5, 5)), np.zeros(5))] * depth
    _, cache = mlp_forward(np.ones((N, 5)), layers, relu, identity)
    return sum(x.size + z.size for x, _, z in cache)


def test_the_notes_of_a_forward_pass_grow_with_batch_and_depth():
    assert noted(20, 3) == 2 * noted(10, 3)
    assert noted(10, 6) == 2 * noted(10, 3)


@pytest.mark.parametrize("seed", [0, 1])
def test_the_mean_follows_an_outlier_and_the_median_stays(seed):
    seen = np.random.default_rng(seed).normal(size=9).round(1)
    said = np.arange(-1100, 1101) / 10
    far = np.where(seen == seen.max(), 100.0, seen)
    best = [[said[(np.abs(said[:, None] - t) ** power).sum(axis=1).argmin()] for t in (seen, far)] for power in (1, 2)]
    assert np.allclose(best[0], np.median(seen))
    assert np.isclose(best[0][1], best[0][0])
    assert np.allclose(best[1], [seen.mean(), far.mean()], atol=0.06)  # as fine as the grid
    assert best[1][1] > best[1][0] + 9


# --- lesson 8's drawing: two examples of one batch


def test_the_drawing_of_dropout_shows_two_examples_of_one_batch():
    names = runpy.run_path(str(ROOT / "solutions" / "drawings" / "thinned_networks.py"))
    first, second, tested = names["MASKS"]
    assert not np.array_equal(first, second)
    assert np.array_equal(tested, np.ones(4))
    for said in (names["TITLE"], names["TOLD"]()):
        assert "example" in said.en
        assert "샘플" in said.ko


# --- lesson 5: what a gradient check needs


@pytest.mark.parametrize("seed", [0, 1, 2])
def test_where_gradients_are_tiny_the_rounding_of_the_loss_is_seen_and_a_larger_step_helps(seed):
    w = np.random.default_rng(seed).normal(size=30)
    right = 1e-8 * np.cos(w)

    def seen(times: float, h: float) -> float:
        return relative_error(numerical_gradient(lambda w: times * (1.3 + 1e-8 * np.sin(w).sum()), w, h), times * right)

    assert seen(1.0, 1e-5) > 1e-4
    assert seen(1000.0, 1e-5) > 1e-4
    assert seen(1.0, 1e-3) < 1e-4


@pytest.mark.parametrize("seed", [0, 1, 2])
def test_with_a_draw_of_its_own_for_every_loss_the_check_fails(seed):
    w = np.random.default_rng(seed).normal(size=40)

    def loss(w: np.ndarray, rng: np.random.Generator) -> float:
        return float(np.sum(dropout(w, 0.5, rng=rng, train=True)[0] ** 2))

    mask = dropout(w, 0.5, rng=np.random.default_rng(seed), train=True)[1]
    right, one = 2 * w * mask**2, np.random.default_rng(seed)
    assert relative_error(numerical_gradient(lambda w: loss(w, np.random.default_rng(seed)), w), right) < 1e-7
    assert relative_error(numerical_gradient(lambda w: loss(w, one), w), right) > 0.9


def test_a_penalty_can_hide_a_mistake_in_the_gradient_of_the_data():
    w = np.random.default_rng(0).normal(size=20)
    data, penalized = 1e-5 * np.cos(w), 2.0 * w  # of 1e-5 sin w, and of w²
    assert relative_error(2 * data, data) == 0.5
    assert relative_error(2 * data + penalized, data + penalized) < 1e-5


# --- lessons 8 and 9: what is done with columns


@pytest.mark.parametrize("seed", [0, 1])
def test_a_column_in_kilometres_pays_more_for_the_same_answer(seed):
    rng = np.random.default_rng(seed)
    metres, w = rng.uniform(10, 100, size=(50, 1)), rng.normal(size=(1, 1))
    assert np.allclose(metres / 1000 @ (1000 * w), metres @ w)
    paid = [penalty([(times * w, np.zeros(1))], l1, l2) for l1, l2 in ((0.1, 0.0), (0.0, 0.1)) for times in (1, 1000)]
    assert np.allclose([paid[1] / paid[0], paid[3] / paid[2]], [1000, 1000000])


@pytest.mark.parametrize("seed", [0, 1, 2])
def test_a_few_huge_prices_set_the_scale_and_not_that_of_their_logarithms(seed):
    prices = np.sort(np.exp(np.random.default_rng(seed).normal(12, 2, size=1000)))
    assert prices.std() > 2 * prices[:-10].std()
    assert np.log(prices).std() < 1.1 * np.log(prices[:-10]).std()
