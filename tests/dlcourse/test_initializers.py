"""Initializers by their whole distribution: quantiles of many draws against SciPy and PyTorch, not one seed's numbers."""

from pathlib import Path

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from dlcourse import initializers as init
from dlcourse.activations import ACTIVATIONS
from dlcourse.backprop import mlp_backward

GOLDEN = dict(np.load(Path(__file__).parents[1] / "goldens" / "initializers.npz"))
FAN_IN, FAN_OUT = int(GOLDEN["fan_in"]), int(GOLDEN["fan_out"])


@pytest.fixture
def rng():
    return np.random.default_rng(2024)


def quantiles(draws):
    return np.quantile(draws.ravel(), GOLDEN["shares"])


@pytest.mark.parametrize("scheme", init.SCHEMES)
def test_the_distribution_is_pytorchs(scheme, rng):
    ours = quantiles(init.init_weights((FAN_IN, FAN_OUT), scheme, rng=rng))
    # two samples of three million differ in their outer quantiles by less than 1 % of the spread (seen: 0.6 %)
    assert_allclose(ours, GOLDEN[scheme], rtol=0, atol=0.01 * GOLDEN[scheme].std())


@pytest.mark.parametrize(
    ("scheme", "spread"),
    [
        ("lecun_uniform", 0.05774), ("glorot_uniform", 0.07071), ("he_uniform", 0.08165),
        ("lecun_normal", 0.05774), ("glorot_normal", 0.07071), ("he_normal", 0.08165),
    ],
)  # fmt: skip  # a table
def test_the_spreads_of_a_layer_from_300_to_100(scheme, spread, rng):
    draws = np.concatenate([init.init_weights((300, 100), scheme, rng=rng).ravel() for _ in range(34)])
    assert draws.std() == pytest.approx(spread, rel=2e-3)
    assert abs(draws.mean()) < 4 * spread / np.sqrt(draws.size)


@pytest.mark.parametrize(("name", "limit"), [("lecun", 3 / 300), ("glorot", 6 / 400), ("he", 6 / 300)])
def test_uniform_draws_fill_the_interval_and_never_leave_it(name, limit, rng):
    draws = init.init_weights((300, 100), f"{name}_uniform", rng=rng)
    assert 0.999 * np.sqrt(limit) < np.abs(draws).max() <= np.sqrt(limit)


def test_the_digit_layer(rng):
    spread = {
        name: np.mean([init.init_weights((784, 128), f"{name}_normal", rng=rng).std() for _ in range(5)])
        for name in ("lecun", "glorot", "he")
    }
    assert_allclose([spread["lecun"], spread["glorot"], spread["he"]], [0.035714, 0.046829, 0.050508], rtol=5e-3)
    assert np.sqrt(2 / 128) == pytest.approx(0.125)  # He's with the axes swapped


def test_fans_follow_rows_of_examples():
    assert init.fans((784, 128)) == (784, 128)
    assert init.fans((2, 5, 3, 7)) == init.conv_fans((2, 5, 3, 7)) == (30, 70)


def test_truncated_normal_is_scipys(rng):
    draws = init.truncated_normal((1000, 1000), 0.3, rng=rng)
    assert draws.std() == pytest.approx(0.3, rel=3e-3)
    assert_allclose(quantiles(draws), 0.3 * GOLDEN["truncated_quantiles"], rtol=0, atol=0.3 * 0.01)
    assert np.abs(draws).max() < 0.3 * 2.0 / GOLDEN["truncated_std"]


def test_truncated_normal_redraws_and_does_not_pile_up(rng):
    draws = np.abs(init.truncated_normal((1000, 100), 1.0, rng=rng)) * GOLDEN["truncated_std"]
    assert np.mean(draws > 1.999) < 1e-3


def test_cutting_at_two_deviations_leaves_0_8796():
    assert GOLDEN["truncated_std"] == pytest.approx(0.8796256610342398, rel=1e-12)


def test_plain_draws_have_the_spread_they_say(rng):
    assert init.random_normal((500, 500), 0.2, rng=rng).std() == pytest.approx(0.2, rel=5e-3)
    wide = init.random_uniform((500, 500), -1.0, 3.0, rng=rng)
    assert wide.mean() == pytest.approx(1.0, abs=0.02)
    assert wide.std() == pytest.approx(4.0 / np.sqrt(12.0), rel=5e-3)


@pytest.mark.parametrize("shape", [(5, 5), (7, 3), (3, 7), (1, 4), (4, 1)])
def test_orthogonal_matrices_keep_right_angles(shape, rng):
    Q = init.orthogonal(shape, rng=rng)
    assert Q.shape == shape
    product = Q.T @ Q if shape[0] >= shape[1] else Q @ Q.T
    assert_allclose(product, np.eye(min(shape)), atol=1e-14)


def test_orthogonal_matrices_keep_lengths(rng):
    Q, x = init.orthogonal((6, 6), rng=rng), rng.normal(size=6)
    assert np.linalg.norm(x @ Q) == pytest.approx(np.linalg.norm(x), rel=1e-14)


def test_no_orthogonal_matrix_is_favoured(rng):
    # without R's signs, LAPACK's habit would give a first entry of one sign only
    first = [init.orthogonal((3, 3), rng=rng)[0, 0] for _ in range(400)]
    assert 0.4 < np.mean(np.array(first) > 0) < 0.6


def test_the_identity_needs_a_square():
    assert_array_equal(init.identity_init((3, 3)), np.eye(3))
    with pytest.raises(ValueError, match=r"^identity_init: shape is \(3, 4\), expected a square such as \(3, 3\)\.$"):
        init.identity_init((3, 4))


def test_a_pair_passes_a_relu_unchanged():
    there, back = init.relu_pair(2)
    x = np.array([[3.0, -5.0], [0.0, -0.5]])
    assert (there.shape, back.shape) == ((2, 4), (4, 2))
    assert_array_equal(np.maximum(x @ there, 0.0) @ back, x)
    with pytest.raises(ValueError, match=r"^relu_pair: inputs is 0, expected "):
        init.relu_pair(0)


@pytest.mark.parametrize("name", init.INITIALIZERS)
def test_same_seed_same_weights_other_seed_other_weights(name):
    start = init.INITIALIZERS[name]
    first, again, other = (start((4, 4), rng=np.random.default_rng(seed)) for seed in (1, 1, 2))
    assert first.shape == (4, 4)
    assert first.dtype == np.float64
    assert_array_equal(first, again)
    assert np.array_equal(first, other) is (name in ("zeros", "ones", "identity"))


def test_zeros_and_ones():
    rng = np.random.default_rng(0)
    assert_array_equal(init.INITIALIZERS["zeros"]((2, 3), rng=rng), np.zeros((2, 3)))
    assert_array_equal(init.INITIALIZERS["ones"]((2, 3), rng=rng), np.ones((2, 3)))


def test_gains_are_pytorchs():
    ours = [init.gain(kind) for kind in ("identity", "sigmoid", "tanh", "relu")] + [init.gain("leaky_relu", 0.2)]
    assert_allclose(ours, GOLDEN["gains"], rtol=1e-15)
    assert init.gain("softmax") == 1.0


def test_relatives_of_relu_get_he_and_the_others_glorot():
    assert {kind: init.choose_init(kind) for kind in ("relu", "leaky_relu", "elu", "swish", "sigmoid", "tanh", "softmax")} == {
        "relu": "he_normal", "leaky_relu": "he_normal", "elu": "he_normal", "swish": "he_normal",
        "sigmoid": "glorot_normal", "tanh": "glorot_normal", "softmax": "glorot_normal",
    }  # fmt: skip  # a table


@pytest.mark.parametrize("value", [0.0, 0.5, 1.0, -2.0])
def test_equal_units_stay_equal_for_ever(value):
    assert init.symmetric_after(500, value) == 0.0


def test_one_nudged_weight_is_enough_to_part_the_units():
    assert init.symmetric_after(0, 0.5, nudge=0.25) == 0.25
    apart = [init.symmetric_after(steps, 0.5, nudge=1e-6) for steps in (0, 200, 5000)]
    assert apart == sorted(apart)
    assert apart[2] > 15 * apart[0]


def test_equal_weights_end_where_one_unit_would():
    X = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
    t = np.array([[0.0], [1.0], [1.0], [0.0]])
    W1, b1, W2, b2 = np.full((2, 2), 0.5), np.zeros(2), np.full((2, 1), 0.5), np.zeros(1)
    for _ in range(20_000):
        z1 = X @ W1 + b1
        h = np.tanh(z1)
        z2 = h @ W2 + b2
        o = 0.5 * (1 + np.tanh(0.5 * z2))
        (dW1, db1), (dW2, db2) = mlp_backward([(X, W1, z1), (h, W2, z2)], (o - t) / 4, "tanh")
        W1, b1, W2, b2 = W1 - 0.5 * dW1, b1 - 0.5 * db1, W2 - 0.5 * dW2, b2 - 0.5 * db2
    assert_array_equal(W1[:, 0], W1[:, 1])
    assert_allclose(o.ravel(), [0, 2 / 3, 2 / 3, 2 / 3], atol=0.01)


@pytest.mark.parametrize(
    ("scheme", "act", "expected", "within"),
    [
        # layer -> spread, from the tables of the lesson; far down, single draws differ more
        ("glorot_normal", "relu", {1: 0.586, 5: 0.137, 10: 0.021, 15: 0.0034, 20: 0.00062}, 0.15),
        ("he_normal", "relu", {1: 0.82, 20: 0.65}, 0.15),
        (0.01, "tanh", {20: 1e-13}, 0.6),
        (1.0, "relu", {20: 8e23}, 0.3),
    ],
)
def test_what_twenty_layers_of_512_leave(scheme, act, expected, within):
    stds = init.activation_stds(scheme, act, depth=20, width=512, rng=np.random.default_rng(7))
    assert stds.shape == (20,)
    for layer, spread in expected.items():
        assert stds[layer - 1] == pytest.approx(spread, rel=within, abs=0)


@pytest.mark.parametrize("kind", ["identity", "sigmoid", "tanh", "relu"])
def test_spreads_are_those_of_the_activations_themselves(kind):
    rng = np.random.default_rng(0)
    z = rng.normal(size=(32, 32)) @ rng.normal(0.0, 0.5, size=(32, 32))
    stds = init.activation_stds(0.5, kind, depth=1, width=32, rng=np.random.default_rng(0))
    assert_allclose(stds, [ACTIVATIONS[kind][0](z).std()], rtol=1e-13)


def test_every_layer_gets_weights_of_its_own():
    one = init.activation_stds("he_normal", "identity", depth=1, width=64, rng=np.random.default_rng(0))
    rng = np.random.default_rng(0)
    a, spreads = rng.normal(size=(64, 64)), []
    for _ in range(3):
        a = a @ init.init_weights((64, 64), "he_normal", rng=rng)
        spreads.append(a.std())
    three = init.activation_stds("he_normal", "identity", depth=3, width=64, rng=np.random.default_rng(0))
    assert_allclose(three, spreads, rtol=1e-14)
    assert one[0] == three[0]


@pytest.mark.parametrize(
    ("call", "kind", "sentence"),
    [
        (lambda rng: init.init_weights((3, 4), "hee_normal", rng=rng), ValueError, "init_weights: scheme is 'hee_normal', expected one of: glorot_normal, glorot_uniform, he_normal, he_uniform, lecun_normal, lecun_uniform; did you mean 'he_normal'?"),
        (lambda rng: init.init_weights((3, 4), "he_normal", rng=0), TypeError, "init_weights: rng is 0, expected a generator such as np.random.default_rng(0)."),
        (lambda rng: init.init_weights((3,), "he_normal", rng=rng), ValueError, "init_weights: shape is (3,), expected a tuple of 2 positive integers."),
        (lambda rng: init.truncated_normal((3, 0), rng=rng), ValueError, "truncated_normal: shape is (3, 0), expected a tuple of positive integers."),
        (lambda rng: init.random_normal((3, 2), -1.0, rng=rng), ValueError, "random_normal: std is -1.0, expected a number not below 0."),
        (lambda rng: init.gain("swish"), ValueError, "gain: act is 'swish', expected one of: identity, leaky_relu, relu, sigmoid, softmax, tanh."),
        (lambda rng: init.activation_stds("he", "relu", 2, 3, rng=rng), ValueError, "activation_stds: scheme is 'he', expected one of: glorot_normal, glorot_uniform, he_normal, he_uniform, lecun_normal, lecun_uniform."),
        (lambda rng: init.symmetric_after(-1, 0.5), ValueError, "symmetric_after: steps is -1, expected an integer of at least 0."),
        (lambda rng: init.symmetric_after(1, 0.5, nudge="0.1"), TypeError, "symmetric_after: nudge is '0.1', expected a finite number."),
    ],
)  # fmt: skip  # one case a line
def test_bad_input_gets_a_sentence(call, kind, sentence, rng):
    with pytest.raises(kind) as caught:
        call(rng)
    assert str(caught.value) == sentence
