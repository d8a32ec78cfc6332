"""Measured gradients: how exact they are, and why central and 1e-5."""

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from dlcourse.gradcheck import numerical_gradient, relative_error


def slope_of_sine(h):
    return numerical_gradient(lambda x: float(np.sin(x[0])), np.array([1.0]), h)[0]


def test_the_error_at_the_usual_h_is_tiny_and_at_a_tiny_h_large():
    assert abs(slope_of_sine(1e-5) - np.cos(1.0)) == pytest.approx(1.1e-11, abs=0.05e-11)
    assert abs(slope_of_sine(1e-12) - np.cos(1.0)) == pytest.approx(1.2e-5, abs=0.6e-5)  # rounding, so machines differ


def test_a_forward_difference_is_much_worse():
    forward = (np.sin(1.0 + 1e-5) - np.sin(1.0)) / 1e-5
    assert abs(forward - np.cos(1.0)) == pytest.approx(4.2e-6, abs=0.05e-6)


def test_every_number_of_any_shape_gets_its_own_slope():
    x = np.random.default_rng(0).normal(size=(2, 3, 4))
    factors = np.arange(24.0).reshape(2, 3, 4)
    assert_allclose(
        numerical_gradient(lambda x: float(np.sum(factors * x**2)), x), 2 * factors * x, rtol=1e-8, atol=1e-10
    )


def test_a_function_sees_only_one_number_moved_at_a_time():
    seen, x = [], np.array([1.0, 2.0])
    numerical_gradient(lambda x: float(seen.append(x.copy()) or 0.0), x, h=0.5)
    assert_array_equal(seen, [[1.5, 2.0], [0.5, 2.0], [1.0, 2.5], [1.0, 1.5]])


def test_whole_numbers_are_moved_too():
    assert_allclose(numerical_gradient(lambda x: float(x[0] ** 2), np.array([3])), [6.0], rtol=1e-8)


def test_relative_error_compares_with_the_size():
    assert relative_error(np.array([1.0, 100.0]), np.array([1.0, 101.0])) == pytest.approx(1 / 101)
    assert relative_error(np.zeros(2), np.zeros(2)) == 0.0


@pytest.mark.parametrize(
    ("call", "kind", "sentence"),
    [
        (lambda: numerical_gradient(3, np.ones(2)), TypeError, "numerical_gradient: f is 3, expected a function."),
        (lambda: numerical_gradient(np.sum, [1.0]), TypeError, "numerical_gradient: x is a list, expected an array of numbers; use np.array(...)."),
        (lambda: numerical_gradient(np.sum, np.ones(2), h=0.0), ValueError, "numerical_gradient: h is 0.0, expected a number greater than 0."),
        (lambda: relative_error(np.ones(2), np.ones(3)), ValueError, "relative_error: b has shape (3,), expected (2,) as a has."),
    ],
)  # fmt: skip  # one case a line
def test_bad_input_gets_a_sentence(call, kind, sentence):
    with pytest.raises(kind) as caught:
        call()
    assert str(caught.value) == sentence
