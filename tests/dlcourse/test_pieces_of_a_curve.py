"""What lessons 2 to 4 say holds: weights that are written down, log-odds, what vanishes, memory, outliers, and masks of a dropout."""

import runpy
from pathlib import Path

import numpy as np
import pytest

from dlcourse.activations import identity, relu, sigmoid, softmax, tanh
from dlcourse.backprop import mlp_backward
from dlcourse.forward import mlp_forward
from tests.dlcourse.lesson_cells import cell

ROOT = Path(__file__).parents[2]
PARTS = (3, 9, 27, 81)


def ran(capsys: pytest.CaptureFixture[str], curve: str = "np.sin", **known: object) -> tuple[dict, list[float]]:
    """What the cell made of a curve, and the errors that it printed."""
    names = {"np": np, **known}
    source = cell("03_activations", "knots[:-1]")
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
