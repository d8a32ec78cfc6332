"""Least squares against scikit-learn and SciPy, also where a line cannot fit and where inputs repeat each other."""

from pathlib import Path

import numpy as np
import pytest
from numpy.testing import assert_allclose

GOLDEN = dict(np.load(Path(__file__).parents[1] / "goldens" / "linear.npz"))


@pytest.mark.parametrize(
    ("inputs", "target", "intercept", "expected"),
    [
        ("X", "y", True, "intercept_first"),
        ("X", "y", False, "without_intercept"),
        ("X", "curved", True, "curved_intercept_first"),
        ("doubled", "y", False, "doubled_smallest"),
    ],
)
def test_least_squares_agree_with_scikit_learn_and_scipy(inputs, target, intercept, expected):
    from dlcourse.linear import fit_least_squares

    beta = fit_least_squares(GOLDEN[inputs], GOLDEN[target], intercept=intercept)
    assert beta.shape == GOLDEN[expected].shape
    assert_allclose(beta, GOLDEN[expected], rtol=1e-10, atol=1e-13)


@pytest.mark.parametrize("name", sorted(path.stem for path in Path(__file__).parents[1].glob("goldens/*.npz")))
def test_goldens_say_what_made_them(name):
    with np.load(Path(__file__).parents[1] / "goldens" / f"{name}.npz") as golden:
        libraries = [line.split()[0] for line in golden["versions"]]
        assert libraries == ["numpy", "scipy", "scikit-learn", "torch"]
        assert len(golden.files) > 2
