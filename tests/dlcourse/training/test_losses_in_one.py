"""A loss and its gradient in one call are the two functions of the lessons."""

import numpy as np
import pytest

from dlcourse import losses
from dlcourse.training import (
    LOSSES,
)


def test_every_loss_of_the_lessons_can_be_trained_with():
    assert set(LOSSES) == set(losses.LOSSES)


@pytest.mark.parametrize("scale", [1.0, 1000.0])
@pytest.mark.parametrize("name", LOSSES)
def test_a_loss_and_its_gradient_in_one_are_the_two_of_the_lessons(name, scale, rng):
    value, grad = losses.LOSSES[name]
    out = scale * rng.normal(size=(7, 4 if name == "cross_entropy" else 1))
    y = rng.integers(0, 4, size=7) if name == "cross_entropy" else rng.integers(0, 2, size=(7, 1)).astype(float)
    kept = out.copy()
    both = LOSSES[name].both(out, y)
    np.testing.assert_allclose(both[0], value(out, y), rtol=1e-12, atol=1e-12)
    np.testing.assert_allclose(both[1], grad(out, y), rtol=1e-12, atol=1e-15)
    assert LOSSES[name].value(out, y) == value(out, y)
    np.testing.assert_array_equal(out, kept)
