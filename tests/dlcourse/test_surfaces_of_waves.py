"""What lesson 3 says about a surface that nobody made of waves: its shares, its units, and other surfaces in its place."""

import numpy as np
import pytest

from dlcourse.activations import identity, relu, sigmoid
from dlcourse.forward import mlp_forward
from tests.dlcourse.lesson_cells import cell

TOWERS = cell("03_activations", "def surface").replace("(9, 27, 81)", "()")  # no tower, but the surface and its places
PRODUCTS = cell("03_activations", "share = ")


def coned(capsys: pytest.CaptureFixture[str], change: tuple[str, str] = ("", "")) -> tuple[dict, list[list[str]]]:
    """What the cell made of the surface, and the words of each line that it printed."""
    names = {"np": np}
    exec(f"{TOWERS}\n{PRODUCTS}".replace(*change), names)  # the lesson's own code
    return names, [line.split() for line in capsys.readouterr().out.splitlines()]


def test_the_cone_takes_ever_more_units(capsys):
    _, lines = coned(capsys)
    assert [line[0] for line in lines] == ["16", "384", "7168", "122880"]
    assert [line[-1] for line in lines] == ["0.80", "0.32", "0.17", "0.06"]


def test_all_its_waves_fit_into_one_hidden_layer_of_the_course(capsys):
    made, _ = coned(capsys, ("(2, 4, 8, 16)", "(4,)"))
    x1, x2 = (made[name][::9, ::9].ravel() for name in ("x1", "x2"))
    columns, biases, weights, bias = [], [], [], 0.0
    for j, k in np.ndindex(4, 4):
        product = np.cos(j * made["x1"]) * np.cos(k * made["x2"])
        share = np.mean(made["wanted"] * product) / np.mean(product**2)
        knots = np.linspace(-1, 1, 4 * (j + k) + 1) * (j + k) * np.pi
        bias += share * np.cos(knots[0])
        if j + k:
            turns = np.diff(np.diff(np.cos(knots)) / np.diff(knots), prepend=0.0) * share / 2
            for sign in (-1, 1):
                columns += [(j, sign * k)] * len(turns)
                biases, weights = [*biases, *-knots[:-1]], [*weights, *turns]
    layers = [(np.array(columns, float).T, np.array(biases)), (np.array(weights)[:, None], np.array([bias]))]
    assert len(weights) == made["units"] == 384
    answers = mlp_forward(np.column_stack([x1, x2]), layers, relu, identity)[0][:, 0]
    assert np.allclose(answers, made["answers"][::9, ::9].ravel())


def test_at_least_half_of_its_units_are_needless(capsys):
    made, _ = coned(capsys, ("(2, 4, 8, 16)", "(16,)"))
    x1, x2, answers, units = made["x1"], made["x2"], 0, 0
    for j, k in np.ndindex(16, 16):
        product = np.cos(j * x1) * np.cos(k * x2)
        share = np.mean(made["wanted"] * product) / np.mean(product**2)
        knots = np.linspace(-1, 1, 16 * (j + k) + 1) * (j + k) * np.pi
        for z, low, high in ((j * x1 - k * x2, -k, j), (j * x1 + k * x2, 0, j + k)):  # in half turns
            passed = knots[(knots > low * np.pi - 1e-9) & (knots < high * np.pi + 1e-9)]
            answers += share / 2 * np.interp(z, passed, np.cos(passed))
            units += len(passed) - 1
    assert np.allclose(answers, made["answers"])
    assert units == made["units"] / 2 == 122880 / 2


def test_a_share_is_how_much_fits_best_and_no_product_disturbs_another(capsys):
    made, _ = coned(capsys, ("(2, 4, 8, 16)", "(2,)"))
    products = [np.cos(j * made["x1"]) * np.cos(k * made["x2"]) for j, k in np.ndindex(4, 4)]
    table = np.array([each.ravel() for each in products]).T
    best = np.linalg.lstsq(table, made["wanted"].ravel())[0]
    shares = [np.mean(made["wanted"] * each) / np.mean(each**2) for each in products]
    assert np.allclose(best, shares)


@pytest.mark.parametrize("own", ["np.abs(np.sin(x1 * x2))", "x1 * x2 / 9", "np.minimum(x1, x2)", "np.sqrt(x1)"])
def test_it_follows_other_surfaces_that_are_continuous(capsys, own):
    cone = "np.maximum(0.0, 1.0 - np.hypot(x1 - 1.0, x2 - 2.0))"
    assert cone in TOWERS
    _, lines = coned(capsys, (cone, own))
    errors = [float(line[-1]) for line in lines]
    assert errors[-1] < errors[1] / 1.9


@pytest.mark.parametrize("seed", [0, 1, 2])
def test_behind_a_sigmoid_the_waves_follow_the_log_odds(seed):
    low, high = np.sort(np.random.default_rng(seed).uniform(0.02, 0.98, 2))
    x = np.linspace(0, np.pi, 5001)
    wanted = low + (high - low) * np.sin(x) ** 2
    odds, left = np.log(wanted / (1 - wanted)), []
    for pieces in (9, 27, 81):
        knots = np.linspace(0, np.pi, pieces + 1)
        followed = np.interp(x, knots, np.interp(knots, x, odds))
        left.append(np.abs(sigmoid(followed) - wanted).max())
        assert left[-1] <= np.abs(followed - odds).max() / 4 + 1e-12
    assert left[0] > 5 * left[1] > 25 * left[2]
