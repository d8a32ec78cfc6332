"""The functions of the first lessons: every number the course quotes, boundaries, and bad input in one sentence."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from dlcourse import linear, perceptron, shapes
from dlcourse.perceptron import CORNERS, GATES

numbers = st.floats(-100, 100).map(lambda x: round(x, 3))


@given(hnp.arrays(float, hnp.array_shapes(max_dims=3), elements=numbers))
def test_step_keeps_the_shape_and_says_one_above_zero_only(x):
    y = perceptron.step(x)
    assert (y.shape, y.dtype.kind) == (x.shape, "i")
    assert np.array_equal(y == 1, x > 0)


def test_step_takes_a_single_number():
    assert [int(perceptron.step(x)) for x in (-1, 0, 0.0, 1e-300, 2)] == [0, 0, 0, 1, 1]


@pytest.mark.parametrize(
    ("w", "b", "table"),
    [((1, 1), -1.5, "AND"), ((1, 1), -1.0, "AND"), ((1, 1), -0.5, "OR"), ((1, 1), 0.0, "OR"), ((-2, -1), 3.0, "NAND")],
)
def test_worked_gates(w, b, table):
    assert perceptron.perceptron(CORNERS, np.array(w, dtype=float), b).tolist() == GATES[table].tolist()


def test_a_bias_of_minus_two_is_no_gate():
    assert perceptron.perceptron(CORNERS, np.array([1.0, 1.0]), -2.0).tolist() == [0, 0, 0, 0]


@pytest.mark.parametrize("name", ["AND", "OR", "NAND"])
def test_gates_hold_with_room_to_spare(name):
    w, b = perceptron.gate(name)
    assert perceptron.perceptron(CORNERS, w, b).tolist() == GATES[name].tolist()
    assert np.abs(CORNERS @ w + b).min() >= 0.5


@given(hnp.arrays(float, 2, elements=numbers), numbers, st.floats(-5, 5))
def test_points_of_the_boundary_line_weigh_nothing(w, b, x1):
    if not w.any():
        return
    slope, intercept = perceptron.boundary_line(w, b)
    point = (intercept, x1) if np.isinf(slope) else (x1, slope * x1 + intercept)
    terms = [w[0] * point[0], w[1] * point[1], b]
    assert abs(sum(terms)) <= 1e-9 * (1 + sum(map(abs, terms)))


@pytest.mark.parametrize(
    ("gate", "w", "b", "errors"),
    [
        ("AND", [2, 1], -2, [1, 3, 3, 2, 1, 0, 0, 0]),
        ("OR", [1, 1], 0, [1, 2, 1, 0, 0, 0, 0, 0]),
        ("NAND", [-2, -1], 3, None),
    ],
)
def test_the_rule_comes_to_rest_on_gates(gate, w, b, errors):
    got_w, got_b, got_errors = perceptron.train_perceptron(CORNERS, GATES[gate], lr=1.0, epochs=8)
    assert (got_w.tolist(), got_b) == (w, b)
    assert got_errors[-1] == 0
    if errors is not None:
        assert got_errors.tolist() == errors
    faulty = {"AND": 5, "OR": 3, "NAND": 5}
    assert np.count_nonzero(got_errors) == faulty[gate]


def test_the_rule_never_rests_on_xor():
    _, _, errors = perceptron.train_perceptron(CORNERS, GATES["XOR"], lr=1.0, epochs=60)
    assert set(errors[-50:].tolist()) == {4}


@pytest.mark.parametrize(("gate", "best"), [("AND", 1.0), ("OR", 1.0), ("NAND", 1.0), ("XOR", 0.75)])
def test_the_best_line(gate, best):
    assert perceptron.best_linear_accuracy(CORNERS, GATES[gate], n=360) == best


@given(st.integers(0, 15), st.integers(0, 2**32 - 1))
def test_a_line_is_never_worse_than_saying_the_same_everywhere(truth, seed):
    y = np.array([truth >> i & 1 for i in range(4)])
    X = np.random.default_rng(seed).normal(size=(4, 2))
    assert perceptron.best_linear_accuracy(X, y, n=24) >= max(y.mean(), 1 - y.mean())


def test_the_column_of_ones_carries_the_intercept():
    x = np.array([[0.0], [1.0], [2.0], [3.0]])
    y = np.array([0.0, 1.0, 4.0, 9.0])
    assert linear.fit_least_squares(x, y) == pytest.approx([-1.0, 3.0])
    assert linear.fit_least_squares(x, y, intercept=False) == pytest.approx([36 / 14])
    centred = linear.fit_least_squares(x - x.mean(), y - y.mean(), intercept=False)
    assert centred == pytest.approx(linear.fit_least_squares(x, y)[1:])


def test_warm_ups():
    assert shapes.to_row(np.arange(3.0)).shape == (1, 3)
    assert shapes.column_means(np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])).tolist() == [[2.5, 3.5, 4.5]]


WRONG = {
    "unknown gate": (
        lambda: perceptron.gate("XOR"),
        "gate: name is 'XOR', expected one of: AND, NAND, OR.",
    ),
    "nearly a gate": (
        lambda: perceptron.gate("NANDD"),
        "gate: name is 'NANDD', expected one of: AND, NAND, OR.",
    ),
    "no line": (
        lambda: perceptron.boundary_line(np.zeros(2), 1.0),
        "boundary_line: w is an array of shape (2,), expected at least one number other than 0.",
    ),
    "weights of another length": (
        lambda: perceptron.perceptron(np.ones((4, 3)), np.ones(2), 0.0),
        "perceptron: w has shape (2,), expected (3,) to fit X.",
    ),
    "labels": (
        lambda: perceptron.train_perceptron(CORNERS, np.array([0, 1, 2, 0]), 1.0, 3),
        "train_perceptron: y holds 2, expected only 0 and 1.",
    ),
    "a negative rate": (
        lambda: perceptron.train_perceptron(CORNERS, GATES["AND"], -1.0, 3),
        "train_perceptron: lr is -1.0, expected a number greater than 0.",
    ),
    "targets of another length": (
        lambda: linear.fit_least_squares(np.ones((3, 2)), np.ones(4)),
        "fit_least_squares: y has shape (4,), expected (3,) to fit X.",
    ),
    "a table for a row": (
        lambda: shapes.to_row(np.ones((2, 2))),
        "to_row: x has shape (2, 2), expected 1 dimension.",
    ),
}


@pytest.mark.parametrize("case", WRONG)
def test_bad_input_gets_a_sentence(case):
    call, sentence = WRONG[case]
    with pytest.raises(ValueError) as caught:  # noqa: PT011  # the whole message is asserted below
        call()
    assert str(caught.value) == sentence
