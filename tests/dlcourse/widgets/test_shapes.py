"""What the shape calculator says: NumPy itself is the judge."""

import itertools

import numpy as np
import pytest
from doubling import drawn

from dlcourse.widgets.shapes.explore import SCENE, describe
from dlcourse.widgets.shapes.explore import shapes as fitted

SIZES = range(1, 5)


@pytest.mark.parametrize("bias", ["(M,)", "(1, M)", "(M, 1)", "(N, 1)"])
def test_the_shape_calculator_says_what_numpy_does(bias):
    for n, d, rows, m in itertools.product(SIZES, repeat=4):
        said = fitted(n=n, d=d, rows=rows, m=m, bias=bias)
        X, W, b = (np.zeros(shape) for shape in said["shapes"])
        try:
            result = (X @ W + b).shape
        except ValueError:
            result = None
        assert said["result"] == result
        assert (said["stops"] == "") == (result is not None)
        assert (said["stops"] == "inner") == (d != rows)


@pytest.mark.parametrize("n", SIZES)
def test_a_list_minus_a_column_is_a_square(n):
    said = fitted(compute="difference", n=n)
    y, o = (np.zeros(shape) for shape in said["shapes"])
    assert said["result"] == (y - o).shape == (n, n)


def test_the_shape_calculator_tells_what_went_wrong():
    def words(**values):
        return describe(fitted(**values)).en

    assert words() == (
        "(5, 3) @ (4, 2) + (2,) stops with an error: X has 3 columns, but W has 4 rows. The inner sizes must be equal."
    )
    assert words(rows=3) == (
        "(5, 3) @ (3, 2) + (2,) gives (5, 2): the inner sizes are both 3 and vanish. 5 rows come out, each with 2 numbers."
    )
    assert words(rows=3, bias="(M, 1)") == (
        "(5, 3) @ (3, 2) + (2, 1) stops with an error: the product is (5, 2), and a bias of shape (2, 1) cannot be stretched to it."
    )
    assert words(n=1, rows=3, bias="(M, 1)") == (
        "(1, 3) @ (3, 2) + (2, 1) gives (2, 2), larger than the product (1, 2): the bias stretched the product. That is hardly what was meant."
    )
    assert words(rows=3, bias="(N, 1)") == (
        "(5, 3) @ (3, 2) + (5, 1) gives (5, 2), but every row got a number of its own, where every column should. The next batch may have another size."
    )
    assert words(compute="difference", n=4) == (
        "(4,) - (4, 1) gives (4, 4): every number meets every other, 16 numbers where 4 were meant, and no warning."
    )
    assert words(compute="difference", n=1) == "(1,) - (1, 1) gives (1, 1)."


def test_colour_is_not_the_only_sign():
    clash, fits = (drawn(SCENE, rows=rows)["grids"][0].get_linestyle() for rows in (4, 3))
    assert clash != fits
