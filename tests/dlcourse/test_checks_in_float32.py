"""What lesson 5 says about a check in float32 and its three habits, and lesson 6 about tanh on the way back, holds when it is run."""

from pathlib import Path

import numpy as np
import pytest

from dlcourse.activations import tanh_grad
from dlcourse.backprop import train_step_222
from dlcourse.forward import forward_222
from dlcourse.gradcheck import numerical_gradient, relative_error
from dlcourse.losses import half_sse
from tests.dlcourse.lesson_cells import cell

ROOT = Path(__file__).parents[2]


def row_of(error: float) -> str:
    """What the table of the lesson says of a relative error."""
    return "right" if error < 1e-7 else "deep" if error < 1e-4 else "suspicious" if error < 1e-2 else "wrong"


# --- lesson 5: the same check with fewer digits


def errors_printed(source: str, capsys) -> dict[str, float]:
    exec(source, {"np": np})  # the lesson's own code
    return {kind: float(error) for kind, error in (line.split() for line in capsys.readouterr().out.splitlines())}


def test_the_same_formula_is_right_in_float64_and_suspicious_in_float32(capsys):
    errors = errors_printed(cell("05_backprop", "np.float32"), capsys)
    assert {kind: row_of(error) for kind, error in errors.items()} == {"float64": "right", "float32": "suspicious"}


@pytest.mark.parametrize("places", ["linspace(-1, 1, 5", "linspace(-2, 2, 41", "linspace(-3, 3, 61"])
def test_it_is_so_at_other_places_too(places, capsys):
    source = cell("05_backprop", "np.float32")
    assert "linspace(-2, 2, 9" in source
    errors = errors_printed(source.replace("linspace(-2, 2, 9", places), capsys)
    assert errors["float64"] < 1e-9
    assert errors["float32"] > 1e-3


def test_the_largest_slope_is_one_so_a_difference_is_a_relative_error():
    z = np.linspace(-2, 2, 9)
    assert tanh_grad(z).max() == tanh_grad(z)[4] == 1.0
    measured = (np.tanh(z + 1e-5) - np.tanh(z - 1e-5)) / 2e-5
    assert relative_error(measured, tanh_grad(z)) == pytest.approx(np.abs(measured - tanh_grad(z)).max(), rel=1e-9)


def test_the_subtraction_leaves_two_or_three_of_seven_digits():
    assert np.finfo(np.float32).precision in (6, 7)
    assert np.finfo(np.float64).precision in (15, 16)
    z, h = np.linspace(-2, 2, 9, dtype=np.float32), np.float32(1e-5)
    above, below = np.tanh(z + h), np.tanh(z - h)
    left = np.log10(np.abs(above - below) / np.spacing(np.abs(above)))
    assert 1.5 < np.median(left) < 3.5


def test_with_the_loss_of_a_whole_network_it_is_no_better():
    x, t = np.array([0.1, 0.2]), np.array([0.4, 0.6])
    for seed in range(3):
        w = np.random.default_rng(seed).normal(size=8)
        right = w - train_step_222(w, x, t, 1.0)[0]
        found = {}
        for kind in (np.float64, np.float32):
            measured = np.zeros(8)
            for i in range(8):
                up, down = w.astype(kind), w.astype(kind)
                up[i], down[i] = up[i] + kind(1e-5), down[i] - kind(1e-5)
                above, below = (half_sse(forward_222(x.astype(kind), each)["o"], t.astype(kind)) for each in (up, down))
                measured[i] = (above - below) / 2e-5
            found[kind] = relative_error(measured, right)
        assert found[np.float64] < 1e-7
        assert found[np.float32] > 1e-3


# --- lesson 5: three habits

X = np.random.default_rng(0).normal(size=(6, 3))
T = np.random.default_rng(1).normal(size=(6, 2))


def loss(params, strength=0.0):
    W1, b1, W2, b2 = params
    miss = np.tanh(X @ W1 + b1) @ W2 + b2 - T
    return float(0.5 * np.mean(np.sum(miss**2, axis=1)) + 0.5 * strength * (np.sum(W1**2) + np.sum(W2**2)))


def gradients(params, strength=0.0, slope=tanh_grad, of_bias=np.sum):
    """Of all four arrays; a wrong `slope` or `of_bias` plants a mistake."""
    W1, b1, W2, b2 = params
    z = X @ W1 + b1
    delta = (np.tanh(z) @ W2 + b2 - T) / len(X)
    hidden = (delta @ W2.T) * slope(z)
    of_b1 = of_bias(hidden, axis=0)
    return X.T @ hidden + strength * W1, of_b1, np.tanh(z).T @ delta + strength * W2, delta.sum(axis=0)


def checked(params, strength=0.0, **planted):
    """The relative error of each of the four arrays."""
    errors = []
    for i, given in enumerate(gradients(params, strength, **planted)):

        def of_one(array, i=i):
            return loss([*params[:i], array, *params[i + 1 :]], strength)

        errors.append(relative_error(given, numerical_gradient(of_one, params[i])))
    return errors


def start(seed, size):
    rng = np.random.default_rng(seed)
    return [size * rng.normal(size=(3, 4)), np.zeros(4), size * rng.normal(size=(4, 2)), np.zeros(2)]


def forgotten(z):
    return np.ones_like(z)


seeds = pytest.mark.parametrize("seed", [0, 1, 2])


@seeds
def test_the_network_without_a_mistake_passes(seed):
    assert max(checked(start(seed, 1.0), strength=0.1)) < 1e-7


@seeds
def test_the_gradient_of_the_weights_size_hides_a_mistake_in_that_of_the_data(seed):
    params = start(seed, 1.0)
    alone, together = (checked(params, strength, slope=forgotten)[0] for strength in (0.0, 100.0))
    assert row_of(alone) == "wrong"
    assert row_of(together) != "wrong"
    assert together < alone / 20


@seeds
def test_a_forgotten_slope_is_seen_after_some_steps_and_hardly_at_the_start(seed):
    params = start(seed, 0.001)
    before = checked(params, slope=forgotten)[0]
    for _ in range(300):
        params = [one - 0.5 * grad for one, grad in zip(params, gradients(params), strict=True)]
    assert row_of(before) == "deep"
    assert row_of(checked(params, slope=forgotten)[0]) == "wrong"


@seeds
def test_a_bias_may_be_wrong_while_all_weights_are_right(seed):
    of_W1, of_b1, of_W2, of_b2 = map(row_of, checked(start(seed, 1.0), of_bias=np.mean))
    assert (of_W1, of_b1, of_W2, of_b2) == ("right", "wrong", "right", "right")


# --- lesson 5: a step has no slope at its jump, and 0 elsewhere


def test_a_measured_slope_of_a_step_is_zero_but_at_the_jump():
    def step(z):
        return float(z[0] > 0)

    for h in (1e-3, 1e-5):
        assert [numerical_gradient(step, np.array([z]), h)[0] for z in (-2.0, -0.01, 0.01, 2.0)] == [0.0] * 4
    at_the_jump = [numerical_gradient(step, np.array([0.0]), h)[0] for h in (1e-3, 1e-5)]
    assert at_the_jump[1] > 50 * at_the_jump[0] > 0  # no limit


# --- lesson 6: tanh, there and back


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_what_tanh_keeps_of_signal_and_gradient(seed, capsys):
    source = cell("06_initialization", "gradient * slope").replace("default_rng(1)", f"default_rng({seed})")
    exec(source, {"np": np})
    lines = [line.split("back: ") for line in capsys.readouterr().out.splitlines()]
    spread = {line[:12].strip(): [float(part[-4:]) for part in line.split("'")[1::2]] for line, _ in lines}
    back = {line[:12].strip(): float(number) for line, number in lines}
    assert list(spread) == ["Glorot", "He", "Glorot * 5/3"]
    kept = {name: values[3] / values[0] for name, values in spread.items()}
    # 5/3: the spread stays, the gradient grows moderately; Glorot: both shrink and go on shrinking
    assert abs(spread["Glorot * 5/3"][3] - spread["Glorot * 5/3"][1]) < 0.02
    assert 3 < back["Glorot * 5/3"] < 10
    assert max(kept["Glorot"], back["Glorot"]) < 0.35
    assert spread["Glorot"][3] < 0.8 * spread["Glorot"][2]
    # He lies in between both times, and its worse half is the best of the three
    for found in (kept, back):
        assert found["Glorot"] < found["He"] < found["Glorot * 5/3"]
    worse = {name: max(abs(np.log(kept[name])), abs(np.log(back[name]))) for name in kept}
    assert min(worse, key=worse.__getitem__) == "He"


def test_a_sigmoid_breaks_both_assumptions_of_the_algebra():
    z = np.random.default_rng(0).normal(size=100_000)
    a = 0.5 * (1 + np.tanh(0.5 * z))
    assert a.min() > 0
    assert abs(a.mean() - 0.5) < 0.01
    slope = numerical_gradient(lambda z: float(0.5 * (1 + np.tanh(0.5 * z[0]))), np.zeros(1))[0]
    assert slope == pytest.approx(0.25)
