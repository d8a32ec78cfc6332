"""What the pictures of initialization calculate: fates of signals and gradients, equal units, equal variances."""

import numpy as np
import pytest

from dlcourse import initializers
from dlcourse.activations import ACTIVATIONS
from dlcourse.widgets.initializers._shared import EXAMPLES, SEED, WIDTH, _bars, passes
from dlcourse.widgets.initializers.compare import _POWERS, depths
from dlcourse.widgets.initializers.explore import describe_forward, forward
from dlcourse.widgets.initializers.gradients import _gradients, backward
from dlcourse.widgets.initializers.learn import TICKS, describe_equal, equal_units
from dlcourse.widgets.initializers.spread import _CELLS, variances

# --- signals ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("start", "act", "last", "fate"),
    [
        ("glorot_normal", "relu", (1e-4, 3e-3), "dies out"),
        ("he_normal", "relu", (0.4, 1.2), "survives"),
        ("small", "tanh", (1e-20, 1e-18), "dies out"),
        ("large", "relu", (1e17, 1e19), "explodes"),
        ("lecun_normal", "identity", (0.8, 1.25), "survives"),
        ("large", "tanh", (0.95, 0.97), "ends of the curve"),
    ],
)
def test_the_fate_of_a_signal(start, act, last, fate):
    numbers = forward(start=start, act=act)
    assert last[0] < numbers["stds"][-1] < last[1]
    assert fate in describe_forward(numbers).en


def test_a_panel_shows_the_layer_it_names():
    numbers = forward(start="he_normal", act="relu", depth=9)
    rng = np.random.default_rng(SEED)
    a, stds = rng.normal(size=(EXAMPLES, WIDTH)), []
    for _ in range(9):
        W = initializers.init_weights((WIDTH, WIDTH), "he_normal", rng=rng)
        a = np.maximum(a @ W, 0)
        stds.append(a.std())
    assert numbers["layers"].tolist() == [1, 3, 5, 7, 9]
    np.testing.assert_allclose(numbers["stds"], np.array(stds)[[0, 2, 4, 6, 8]], rtol=1e-13)


def test_what_lies_outside_counts_at_the_ends():
    bars = _bars(np.array([-9.0, 0.1, 0.1, 0.1, 7.0, 8.0]), 0.0, 1.0)
    assert bars[0] == pytest.approx(1 / 3)
    assert bars[-1] == pytest.approx(2 / 3)
    assert bars.max() == 1


# --- gradients ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("act", ["tanh", "sigmoid", "identity"])
def test_gradients_agree_with_a_difference_quotient(act):
    depth, weights_of = 5, initializers.init_weights
    weights, _, after = passes("glorot_normal", act, weights_of)
    grads = _gradients("glorot_normal", act, depth, weights_of)
    direction = np.random.default_rng(1).normal(size=after[0].shape)

    def loss(a):
        for W in weights[1:depth]:
            a = ACTIVATIONS[act][0](a @ W)
        return np.sum(a * grads[-1])

    h = 1e-5
    quotient = (loss(after[0] + h * direction) - loss(after[0] - h * direction)) / (2 * h)
    assert np.sum(grads[0] * direction) == pytest.approx(quotient, rel=1e-6)


def test_large_weights_beat_saturated_slopes():
    # the answer to the question on the stage
    stds = backward(start="large", act="tanh")["stds"]
    assert stds[0] > 1e6 * stds[-1]


def test_sigmoid_loses_gradients_whatever_the_scheme():
    for start in ("lecun_normal", "glorot_normal", "he_normal"):
        assert backward(start=start, act="sigmoid")["stds"][0] < 1e-8


# --- all schemes --------------------------------------------------------------------------------------------------------


def test_every_scheme_has_a_line_and_equal_widths_make_lecun_glorot():
    stds = depths(act="identity")["stds"]
    assert set(initializers.SCHEMES) < set(stds)
    np.testing.assert_array_equal(stds["lecun_normal"], stds["glorot_normal"])
    # the answer to the question on the stage
    assert 0.5 < stds["lecun_normal"][-1] < 2
    assert stds["he_normal"][-1] > 500
    assert stds["large"][-1] > 1e20


def test_every_line_stays_inside_its_axis():
    for (act, shown), (low, high) in _POWERS.items():
        for name, values in depths(act=act)["stds"].items():
            if shown == "all" or name not in ("small", "large"):
                assert low < np.log10(values.min()), (act, name)
                assert np.log10(values.max()) < high, (act, name)


# --- equal units --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("value", [0.0, 0.5, 1.0])
@pytest.mark.parametrize("nudge", [0.0, 0.1, 0.5])
def test_the_paths_end_where_the_courses_function_says(value, nudge):
    for ticks in (0, 7, TICKS):
        numbers = equal_units(value=value, nudge=nudge, ticks=ticks)
        W = numbers["paths"][-1]
        assert np.abs(W[:, 0] - W[:, 1]).max() == numbers["apart"]
        assert len(numbers["paths"]) == ticks + 1


def test_equal_units_end_at_two_thirds():
    numbers = equal_units(value=0.5, nudge=0.0, ticks=TICKS)
    np.testing.assert_allclose(numbers["outputs"], [0, 2 / 3, 2 / 3, 2 / 3], atol=0.01)
    assert "exactly the same weights" in describe_equal(numbers).en


def test_a_nudge_of_one_half_solves_xor():
    # the last sentence under the question on the stage
    numbers = equal_units(value=0.5, nudge=0.5, ticks=TICKS)
    np.testing.assert_allclose(numbers["outputs"], [0, 1, 1, 0], atol=0.02)


def test_zero_weights_do_not_move_at_all():
    numbers = equal_units(value=0.0, nudge=0.5, ticks=TICKS)
    assert np.array_equal(numbers["paths"][0], numbers["paths"][-1])


# --- two distributions --------------------------------------------------------------------------------------------------


def test_both_distributions_have_the_schemes_spread():
    for family, std in (("lecun", 0.05), ("glorot", (2 / 500) ** 0.5), ("he", (2 / 400) ** 0.5)):
        numbers = variances(family=family, fan_in=400, fan_out=100)
        assert numbers["std"] == pytest.approx(std)
        assert numbers["limit"] / numbers["std"] == pytest.approx(3**0.5)
        for kind in ("normal", "uniform"):
            assert numbers["found"][kind] == pytest.approx(std, rel=0.02)
        assert numbers["beyond"]["uniform"] == 0
        # 8.3 % of a normal distribution lie beyond the square root of 3
        assert numbers["beyond"]["normal"] == pytest.approx(0.0833, abs=0.008)


def test_the_outlines_are_densities():
    numbers = variances(family="lecun", fan_in=400, fan_out=100)
    for heights in numbers["heights"].values():
        assert heights.sum() / _CELLS == pytest.approx(1.0)
