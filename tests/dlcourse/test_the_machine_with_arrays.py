"""What lesson 5 says about the machine of arrays: its gradients, its training, its nodes, and an array changed too early."""

import numpy as np
import pytest

from dlcourse.backprop import affine_backward, unbroadcast
from dlcourse.gradcheck import numerical_gradient, relative_error
from tests.dlcourse.lesson_cells import cell

MACHINE = cell("05_backprop", "class Node")
ARRAYS = cell("05_backprop", "class ArrayNode")
CHANGED = cell("05_backprop", "in_place")
DEFINED, TRAINED = ARRAYS.split("rng = ")
TRAINING = "squares(*weights).backward(unbroadcast)\n        for"


def run(*sources: str) -> dict:
    names: dict = {"np": np, "numerical_gradient": numerical_gradient, "unbroadcast": unbroadcast}
    names["solved"] = lambda *ids: True
    for source in (MACHINE, *sources):
        exec(source, names)
    return names


def node(names: dict, *shape: int, seed: int = 0):
    return names["ArrayNode"](np.random.default_rng(seed).normal(size=shape))


def test_the_cell_prints_gradients_that_agree_the_answers_of_xor_and_13_nodes(capsys):
    run(ARRAYS)
    _, *checks, end = capsys.readouterr().out.splitlines()
    assert checks == ["(2, 8) True", "(8,) True", "(8, 1) True", "(1,) True"]
    answers, nodes = end.strip("[").split("]")
    assert [float(one) for one in answers.split()] == pytest.approx([0, 1, 1, 0], abs=0.02)
    assert int(nodes) == 13


@pytest.mark.parametrize(("points", "units"), [(4, 8), (1000, 8), (4, 100)])
def test_the_nodes_of_a_loss_count_operations(points, units):
    names = run(DEFINED)
    names["four_points"], names["minus_targets"] = node(names, points, 2), node(names, points, 1)
    weights = [node(names, *shape) for shape in ((2, units), (units,), (units, 1), (1,))]
    assert len(names["squares"](*weights).made_of()) == 13


@pytest.mark.parametrize("seed", range(5))
def test_the_gradients_are_the_measured_ones_from_other_starts_too(seed, capsys):
    run(ARRAYS.replace("default_rng(0)", f"default_rng({seed})").replace("range(500)", "range(0)"))
    assert capsys.readouterr().out.count("True") == 4


def test_a_layer_gets_the_gradients_of_affine_backward():
    names = run(DEFINED)
    X, W, b = node(names, 5, 3), node(names, 3, 2), node(names, 2)
    weight = node(names, 5, 2, seed=1)
    ((X @ W + b) * weight).backward(unbroadcast)
    for mine, wanted in zip((X, W, b), affine_backward(weight.value, X.value, W.value), strict=True):
        np.testing.assert_allclose(mine.grad, wanted, rtol=1e-12)


def test_what_serves_twice_and_what_is_stretched_is_added_up():
    names = run(DEFINED)
    row, column, number = node(names, 3), node(names, 4, 1, seed=1), node(names, seed=2)

    def loss(row, column, number):
        both = row * column + number
        return both * both.relu() + both * row

    loss(row, column, number).backward(unbroadcast)
    for i, each in enumerate(given := [row, column, number]):

        def measured(value, i=i):
            return float(np.sum(loss(*given[:i], names["ArrayNode"](value), *given[i + 1 :]).value))

        assert relative_error(each.grad, numerical_gradient(measured, each.value)) < 1e-7


def test_without_the_sums_xor_is_right_and_each_example_has_its_own_bias():
    assert TRAINING in ARRAYS
    alone = TRAINING.replace("unbroadcast", "lambda dout, shape: dout")
    names = run(ARRAYS.replace(TRAINING, alone))
    W1, b1, W2, b2 = names["weights"]
    assert [each.value.shape for each in (W1, b1, W2, b2)] == [(2, 8), (4, 8), (8, 1), (4, 1)]
    answers = names["outputs"](W1, b1, W2, b2).value
    assert answers.ravel() == pytest.approx([0, 1, 1, 0], abs=0.02)
    with pytest.raises(ValueError, match="broadcast"):
        node(names, 5, 2) @ W1 + b1


def test_an_array_changed_in_place_gives_a_wrong_gradient_without_a_word(capsys):
    run(DEFINED, CHANGED)
    assert capsys.readouterr().out.splitlines()[1:] == ["[[3.]]", "[[2.]]"]


def test_a_long_chain_and_many_paths_are_no_trouble():
    Node = run()["Node"]
    total = start = Node(1.0)
    for _ in range(5000):
        total = total + start
    total.backward()
    assert (total.value, start.grad, len(total.made_of())) == (5001.0, 5001.0, 5001)
    doubled = Node(1.0)
    for _ in range(60):
        doubled = doubled + doubled
    assert len(doubled.made_of()) == 61  # and not one for each of 2^60 paths
