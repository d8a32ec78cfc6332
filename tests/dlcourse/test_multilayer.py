"""Networks of steps: XOR, what collapses, and what has to be counted."""

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose, assert_array_equal

from dlcourse import multilayer as net

CORNERS = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
XOR = np.array([0, 1, 1, 0])


@pytest.mark.parametrize(
    ("gate", "table"),
    [(net.and_gate, [0, 0, 0, 1]), (net.or_gate, [0, 1, 1, 1]), (net.nand_gate, [1, 1, 1, 0]), (net.xor_gates, XOR)],
)
def test_gates_follow_their_tables(gate, table):
    assert_array_equal(gate(*CORNERS.T), table)
    assert [int(gate(int(a), int(b))) for a, b in CORNERS] == list(table)
    assert gate(*CORNERS.T).dtype.kind == "i"


def test_or_and_and_make_xor():
    W1, b1, W2, b2 = net.xor_weights()
    assert_array_equal((CORNERS @ W1 + b1 > 0).astype(int).T, [[0, 1, 1, 1], [0, 0, 0, 1]])
    assert_array_equal(W2.ravel(), [1.0, -1.0])
    assert_array_equal(b2, [-0.5])
    assert_array_equal(net.forward_step(CORNERS, W1, b1, W2, b2), XOR)


def test_a_step_at_exactly_zero_is_0_in_both_layers():
    one, none = np.ones((1, 1)), np.zeros(1)
    assert_array_equal(net.forward_step(np.array([[0.0], [1.0]]), one, none, one, none), [0, 1])
    assert_array_equal(net.forward_step(np.array([[5.0]]), one, none, one, -np.ones(1)), [0])


def test_hidden_codes_make_xor_separable():
    W1, b1, *_ = net.xor_weights()
    assert net.hidden_codes(CORNERS, XOR, W1, b1) == {(0, 0): [0], (1, 0): [1, 1], (1, 1): [0]}


def test_two_equal_units_mix_the_classes():
    codes = net.hidden_codes(CORNERS, XOR, np.ones((2, 2)), np.array([-0.5, -0.5]))
    assert codes == {(0, 0): [0], (1, 1): [1, 1, 0]}


def test_the_worked_collapse():
    W1, b1 = np.array([[1.0, 2.0, 0.0], [0.0, 1.0, -1.0]]), np.array([1.0, 0.0, 2.0])
    W2, b2 = np.array([[1.0, 0.0], [2.0, 1.0], [0.0, -1.0]]), np.array([0.5, -0.5])
    W, b = net.collapse(W1, b1, W2, b2)
    assert_array_equal(W, [[5, 2], [2, 2]])
    assert_array_equal(b, [1.5, -2.5])


@given(*[st.integers(1, 6)] * 4, st.integers(0, 2**32 - 1))
def test_one_layer_does_what_two_without_a_bend_do(n, d, h, m, seed):
    rng = np.random.default_rng(seed)
    X, W1, b1, W2, b2 = (rng.normal(size=s) for s in ((n, d), (d, h), h, (h, m), m))
    W, b = net.collapse(W1, b1, W2, b2)
    assert_allclose(X @ W + b, (X @ W1 + b1) @ W2 + b2, rtol=1e-9, atol=1e-9)


@pytest.mark.parametrize(
    ("sizes", "with_biases", "without"),
    [([3, 4, 1], 21, 16), ([784, 128, 10], 101_770, 101_632), ([5, 2], 12, 10), ([1, 1, 1, 1], 6, 3)],
)
def test_parameters_are_counted(sizes, with_biases, without):
    assert net.count_params(sizes) == with_biases
    assert net.count_params(sizes, bias=False) == without
    assert type(net.count_params(sizes)) is int


@given(st.lists(st.integers(1, 9), min_size=2, max_size=5), st.integers(1, 7))
def test_shapes_fit_like_dominoes(sizes, n):
    a = np.zeros((n, sizes[0]))
    shapes = net.layer_shapes(sizes, n)
    for z_shape, W_shape in shapes:
        a = a @ np.zeros(W_shape)
        assert a.shape == z_shape
    assert a.shape == (n, sizes[-1])
    assert sum(W[0] * W[1] + W[1] for _, W in shapes) == net.count_params(sizes)


def test_no_line_separates_xor_but_the_hidden_codes_are_separated():
    W1, b1, W2, b2 = net.xor_weights()
    codes = (CORNERS @ W1 + b1 > 0).astype(float)
    assert_array_equal((codes @ W2 + b2 > 0)[:, 0], XOR == 1)
    grid = np.linspace(-3, 3, 13)
    for w1, w2, b in itertools.product(grid, grid, grid):
        assert not np.array_equal(CORNERS @ [w1, w2] + b > 0, XOR == 1)


@pytest.mark.parametrize(
    ("call", "kind", "sentence"),
    [
        (lambda: net.xor_gates(2, 1), ValueError, "xor_gates: x1 holds 2, expected only 0 and 1."),
        (lambda: net.and_gate(np.array([0, 1]), "1"), TypeError, "and_gate: x2 is '1', expected an array of numbers."),
        (lambda: net.forward_step(CORNERS, np.ones((3, 2)), np.ones(2), np.ones((2, 1)), np.ones(1)), ValueError, "forward_step: W1 has shape (3, 2), expected (2, H) to fit X."),
        (lambda: net.forward_step(CORNERS, np.ones((2, 3)), np.ones(3), np.ones((3, 2)), np.ones(1)), ValueError, "forward_step: W2 has shape (3, 2), expected (3, 1) to fit W1."),
        (lambda: net.collapse(np.ones((2, 3)), np.ones(3), np.ones((2, 3)), np.ones(3)), ValueError, "collapse: W2 has shape (2, 3), expected (3, M) to fit W1."),
        (lambda: net.count_params([3]), ValueError, "count_params: sizes is [3], expected a list of at least 2 positive integers."),
        (lambda: net.layer_shapes([3, 2], 0), ValueError, "layer_shapes: n is 0, expected an integer of at least 1."),
        (lambda: net.hidden_codes(CORNERS, XOR[:3], np.ones((2, 2)), np.ones(2)), ValueError, "hidden_codes: y has shape (3,), expected (4,) to fit X."),
    ],
)  # fmt: skip  # one case a line
def test_bad_input_gets_a_sentence(call, kind, sentence):
    with pytest.raises(kind) as caught:
        call()
    assert str(caught.value) == sentence
