"""What the pictures of activations calculate: the worked numbers of the lesson, and the course's functions as the judge."""

import subprocess
import sys

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from dlcourse import activations
from dlcourse.widgets.activations._known import KNOWN, facts, functions
from dlcourse.widgets.activations.dead_units import OUTPUT_BIAS, describe_dying, dying
from dlcourse.widgets.activations.depth import chain, describe_chain
from dlcourse.widgets.activations.explore import SCENE, _broken, activation, describe_activation
from dlcourse.widgets.activations.probabilities import describe_scores, large, scores
from dlcourse.widgets.stage.words import small

# --- a function beside its slope --------------------------------------------------------------------------------------

WORKED = {
    "swish": [-0.23840584, -0.26894142, 0, 0.73105858, 1.76159416],
    "elu": [-0.86466472, -0.63212056, 0, 1, 2],
    "softplus": [0.12692801, 0.31326169, 0.69314718, 1.31326169, 2.12692801],
    "relu": [0, 0, 0, 1, 2],
    "step": [0, 0, 0, 1, 1],
    "leaky_relu": [-0.2, -0.1, 0, 1, 2],
    "prelu": [-0.2, -0.1, 0, 1, 2],
    "identity": [-2, -1, 0, 1, 2],
    "sigmoid": [0.11920292, 0.26894142, 0.5, 0.73105858, 0.88079708],
    "tanh": [-0.96402758, -0.76159416, 0, 0.76159416, 0.96402758],
}


def test_the_functions_of_the_registry_are_shown():
    assert set(WORKED) == set(functions()) == set(KNOWN)
    assert list(functions()) == [act for act, _ in SCENE.controls[0].options]
    assert set(functions()) - {"step"} == set(activations.ELEMENTWISE)


def test_learners_functions_are_those_of_exercises():
    assert list(SCENE.uses) == ["sigmoid", "sigmoid_grad", "tanh_grad", "softplus"]
    said = activation(act="relu", relu=lambda z: np.full_like(z, 3.0), relu_grad=lambda z: np.full_like(z, 4.0))
    assert said["marks"][0][1:] == (3.0, 4.0)


# a function that nobody has written a word about, with a setting of its own
NEWCOMER = """
import numpy as np
from dlcourse import activations, language
from dlcourse.activations.pair import Pair

def soft_sign(z, width=0.5):
    '''Bend gently.

    Formula: z / (width + |z|)
    '''
    return z / (width + np.abs(z))

def soft_sign_grad(z, width=0.5):
    return width / (width + np.abs(z)) ** 2

activations.ELEMENTWISE["soft_sign"] = activations.ACTIVATIONS["soft_sign"] = Pair(soft_sign, soft_sign_grad)

from dlcourse import widgets
from dlcourse.widgets.registry import scenes
from dlcourse.widgets.stage.stage import Stage

explorer = Stage(scenes()["activations.explore"])
explorer.set(act="soft_sign")
print(explorer.words)
print(explorer.picture.artists["formula"].get_text())
explorer.set(width=0.25)
print(explorer.words)
print([name for name, knob in explorer.knobs.items() if knob.box.layout.display != "none"])
language.use("ko")
explorer = Stage(scenes()["activations.explore"].preset("explore", act="soft_sign"))
print(explorer.words)
playground = widgets.playground.explore(activation="soft_sign")
playground.set(epochs=2)
print("soft_sign" in playground.code.lines.value)
"""


def test_a_new_function_is_seen_before_anyone_writes_about_it():
    done = subprocess.run([sys.executable, "-c", NEWCOMER], capture_output=True, text=True, encoding="utf-8")
    assert done.stderr == ""
    assert done.stdout.splitlines() == [
        "soft sign at z = 1: value 0.6667, slope 0.2222. From z = -5 to z = 5 its values run from -0.9091 to 0.9091, and its slopes from 0.0165 to 2.",
        "z / (width + |z|)",
        "soft sign at z = 1: value 0.8, slope 0.16. From z = -5 to z = 5 its values run from -0.9524 to 0.9524, and its slopes from 0.0091 to 4.",
        "['act', 'width', 'probe']",
        "soft sign, z = 1에서: 값 0.6667, 기울기 0.2222. z = -5에서 z = 5까지 값은 -0.9091에서 0.9091 사이에 있고, 기울기는 0.0165에서 2 사이에 있습니다.",
        "True",
    ]


@pytest.mark.parametrize("act", WORKED)
def test_the_table_holds_the_worked_numbers(act):
    marks = activation(act=act)["marks"][:5]
    assert [z for z, _, _ in marks] == [-2, -1, 0, 1, 2]
    np.testing.assert_allclose([value for _, value, _ in marks], WORKED[act], atol=5e-9)


@pytest.mark.parametrize("act", WORKED)
@settings(max_examples=30)
@given(z=st.floats(-4, 4), slope=st.floats(0, 2), alpha=st.floats(0.25, 2), beta=st.floats(0.25, 5))
def test_the_slope_shown_is_the_slope_of_the_curve(act, z, slope, alpha, beta):
    assume(abs(z) > 0.01)  # at the corner itself there is no slope
    chosen = {"act": act, "slope": slope, "alpha": alpha, "beta": beta}
    h = 1e-6
    (_, low, _), (_, high, _) = (activation(**chosen, probe=z + side)["marks"][-1] for side in (-h, h))
    shown = activation(**chosen, probe=z)["marks"][-1][2]
    assert shown == pytest.approx((high - low) / (2 * h), abs=1e-5)  # a central difference with h = 1e-6


def test_the_lowest_point_of_swish_is_where_the_words_say():
    words = describe_activation(activation(act="swish", probe=-1.25))
    assert words.en == (
        "Swish at z = -1.25: value -0.2784, slope 0.0063. With β = 1 its lowest point is -0.2785, at z = -1.2785: it falls before it rises."
    )
    z = np.linspace(-3, 0, 300_001)
    for beta in (0.5, 1.0, 4.0):
        y = activations.swish(z, beta)
        assert z[y.argmin()] == pytest.approx(-1.27846454 / beta, abs=1e-4)  # the grid is that coarse
        assert y.min() == pytest.approx(-0.27846454 / beta, abs=1e-8)
        told = facts(activation(act="swish", beta=beta)).en
        assert f"lowest point is {y.min():.4f}" in told
        assert f"z = {z[y.argmin()]:.4f}"[:-1] in told


def test_prelu_tells_how_fast_alpha_moves_the_output():
    # the derivative with respect to alpha is z on the left, and 0 on the right
    for probe, derivative in ((-2.0, "-2"), (1.5, "0")):
        words = describe_activation(activation(act="prelu", probe=probe))
        assert words.en.endswith(f"at the probe ∂f/∂α is {derivative}.")
        assert words.ko.endswith(f"기준점에서 ∂f/∂α는 {derivative}입니다.")


@pytest.mark.parametrize(("act", "jumps"), [("relu", "slopes"), ("step", "curve"), ("leaky_relu", "slopes")])
def test_a_jump_is_drawn_as_a_gap(act, jumps):
    numbers = activation(act=act)
    z, y = _broken(numbers[jumps])
    assert np.isnan(y).sum() == 1
    assert z[np.flatnonzero(np.isnan(y))[0] - 1] == 0.0


@pytest.mark.parametrize("act", ["sigmoid", "tanh", "softplus", "swish", "elu", "identity"])
def test_smooth_curves_have_no_gap(act):
    numbers = activation(act=act, beta=5.0)
    for name in ("curve", "slopes"):
        assert _broken(numbers[name])[1] is numbers[name]


# --- what depth does to slopes ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("depth", "left"), [(5, "9.77e-4"), (10, "9.54e-7"), (20, "9.09e-13")])
def test_a_quarter_to_the_power_of_the_depth(depth, left):
    numbers = chain(depth=depth)
    assert small(numbers["left"][-1]) == left
    assert numbers["left"] == [0.25**k for k in range(depth + 1)]
    assert describe_chain(numbers).en == (
        f"sigmoid at z = 0, {depth} layers: each layer multiplies the gradient by 0.25, and {left} of it is left."
    )


def test_relu_keeps_everything_or_nothing():
    alive, dead = (chain(act="relu", z=z, depth=20) for z in (2.0, -2.0))
    assert alive["left"] == [1.0] * 21
    assert dead["left"] == [1.0] + [0.0] * 20
    assert describe_chain(dead).en == (
        "ReLU at z = -2, 20 layers: each layer multiplies the gradient by 0, so nothing is left of it."
    )
    assert describe_chain(chain(act="relu", z=2.0, depth=1)).en == (
        "ReLU at z = 2, 1 layer: each layer multiplies the gradient by 1, and 1 of it is left."
    )


def test_small_numbers_are_written_short():
    written = {0.25**10: "9.54e-7", 0.25: "0.25", 0.0: "0", 0.001: "0.001", 0.000999: "9.99e-4", 1.0: "1"}
    assert {value: small(value) for value in written} == written
    assert [large(value) for value in (np.inf, 54.598, 2.7e43, 99999.0, 1e-5)] == [
        "inf", "54.598", "2.7e43", "99999", "1.00e-5",
    ]  # fmt: skip  # one line to compare


# --- softmax ------------------------------------------------------------------------------------------------------------


def test_softmax_of_the_worked_scores():
    numbers = scores()
    np.testing.assert_allclose(numbers["p"], [0.01821127, 0.24519181, 0.73659691], atol=5e-9)
    np.testing.assert_allclose(numbers["careless"], [1.34985881, 18.17414537, 54.59815003], atol=5e-9)
    np.testing.assert_allclose(numbers["careless_share"], numbers["p"], rtol=1e-12)


@given(st.lists(st.floats(-5, 5), min_size=3, max_size=3), st.sampled_from([10.0, -10.0, 1000.0]), st.floats(0.25, 5))
def test_adding_a_number_to_all_scores_changes_nothing(z, shift, temperature):
    z1, z2, z3 = z
    plain, shifted = (scores(z1=z1, z2=z2, z3=z3, temperature=temperature, shift=s)["p"] for s in (0.0, shift))
    # 1000 leaves about 13 of the 16 digits of a score
    np.testing.assert_allclose(shifted, plain, rtol=1e-9)


def test_without_care_a_thousand_is_nan():
    numbers = scores(shift=1000.0)
    assert np.isnan(numbers["careless_share"]).all()
    assert np.isfinite(numbers["p"]).all()
    assert describe_scores(numbers).en.endswith(
        "Adding 1000 to all three changed no probability; the formula without subtracting the largest score would give nan."
    )


def test_temperature_evens_out_and_sharpens():
    cold, warm = (scores(temperature=t)["p"] for t in (0.25, 5.0))
    plain = scores()["p"]
    assert cold.max() > plain.max() > warm.max()


def test_equal_scores_share_the_first_place():
    words = describe_scores(scores(z1=1.0, z2=1.0, z3=1.0))
    assert words.en == (
        "Scores 1, 1, 1 at temperature 1: probabilities 0.3333, 0.3333, 0.3333, which add up to 1; the largest belongs to class 1, 2, 3."
    )


# --- units that die -----------------------------------------------------------------------------------------------------


def test_a_bias_of_minus_ten_kills_every_unit_and_the_output_is_its_own_bias():
    numbers = dying(b=-10.0)
    assert numbers["dead"].all()
    assert numbers["share"] == 100.0
    assert numbers["low"] == numbers["high"] == OUTPUT_BIAS != 0
    assert describe_dying(numbers).en == (
        "ReLU, bias -10: 100 of 100 units are dead, and 100% of all slopes are 0. The output unit says 0.5 for every example, its own bias: constant, but not 0."
    )


def test_at_bias_zero_nobody_is_dead_though_half_are_silent():
    numbers = dying()
    assert not numbers["dead"].any()
    assert 45 < numbers["asleep"] < 55


def test_leaky_relu_never_dies():
    numbers = dying(act="leaky_relu", b=-10.0)
    assert numbers["share"] == numbers["asleep"] == 0.0
    assert numbers["low"] < numbers["high"]


@given(st.integers(-40, 8))
def test_the_curve_passes_through_the_point(quarters):
    b = quarters / 4
    numbers = dying(b=b)
    assert np.interp(b, *numbers["curve"]) == pytest.approx(numbers["share"])
