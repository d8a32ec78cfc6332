"""What the widgets of the first lessons calculate: worked numbers, and NumPy itself as the judge."""

import itertools
from itertools import islice, pairwise
from pathlib import Path

import numpy as np
import pytest
from fontTools.ttLib import TTFont
from hypothesis import assume, example, given
from hypothesis import strategies as st

from dlcourse.perceptron import CORNERS, GATES, perceptron, train_perceptron
from dlcourse.widgets import _picture, linear, shapes
from dlcourse.widgets import perceptron as pictures

# --- shape calculator ---------------------------------------------------------------------------------------------------

SIZES = range(1, 5)


@pytest.mark.parametrize("bias", ["(M,)", "(1, M)", "(M, 1)", "(N, 1)"])
def test_the_shape_calculator_says_what_numpy_does(bias):
    for n, d, rows, m in itertools.product(SIZES, repeat=4):
        said = shapes.shapes(n=n, d=d, rows=rows, m=m, bias=bias)
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
    said = shapes.shapes(compute="difference", n=n)
    y, o = (np.zeros(shape) for shape in said["shapes"])
    assert said["result"] == (y - o).shape == (n, n)


def test_the_shape_calculator_tells_what_went_wrong():
    def words(**values):
        return shapes.describe(shapes.shapes(**values)).en

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


# --- line explorer ------------------------------------------------------------------------------------------------------

weight = st.floats(-3, 3).map(lambda value: round(value * 4) / 4)


@given(weight, weight, weight)
@example(0.0, 0.0, 0.0)
@example(0.0, 0.0, 1.0)
@example(1.0, 0.0, -1.5)
def test_the_ground_is_where_the_perceptron_says_one(w1, w2, b):
    w = np.array([w1, w2])
    inside, ends = pictures.half_plane(w, b)
    np.testing.assert_allclose(ends @ w + b, 0, atol=1e-12)
    assert len(ends) in (0, 2)
    side = np.linspace(pictures.LOW, pictures.HIGH, 41)
    points = np.column_stack([grid.ravel() for grid in np.meshgrid(side, side)])
    points = points[np.abs(points @ w + b) > 1e-9]  # what lies on the line belongs to neither side here
    if len(points):
        np.testing.assert_array_equal(within(inside, points), perceptron(points, w, b) == 1)
    else:
        assert (w1, w2, b, len(inside)) == (0, 0, 0, 0)


def within(polygon, points):
    """Which points lie in a convex polygon that runs counter-clockwise."""
    if not len(polygon):
        return np.zeros(len(points), dtype=bool)
    edges = np.roll(polygon, -1, axis=0) - polygon
    away = points[:, None, :] - polygon
    return (edges[:, 0] * away[..., 1] - edges[:, 1] * away[..., 0] >= -1e-9).all(axis=1)


@given(weight, weight, weight, st.sampled_from(list(GATES)))
def test_the_line_explorer_counts_right_corners(w1, w2, b, gate):
    said = pictures.line(gate=gate, w1=w1, w2=w2, b=b)
    np.testing.assert_array_equal(said["answers"], perceptron(CORNERS, np.array([w1, w2]), b))
    assert said["right"] == sum(said["answers"] == GATES[gate])
    assert gate != "XOR" or said["right"] < 4


def test_the_line_explorer_tells_the_worked_examples():
    def words(**values):
        return pictures.describe_line(pictures.line(**values)).en

    assert words(b=-1.5) == "The line is 1·x1 + 1·x2 - 1.5 = 0. All 4 corners are right: this is AND."
    assert words(gate="OR") == "The line is 1·x1 + 1·x2 - 0.5 = 0. All 4 corners are right: this is OR."
    assert words() == "The line is 1·x1 + 1·x2 - 0.5 = 0. 2 of 4 corners are right for AND; wrong: (0, 1), (1, 0)."
    assert words(w1=0.0, w2=0.0, b=1.0) == (
        "Both weights are 0, so there is no line. 1 of 4 corners is right for AND; wrong: (0, 0), (0, 1), (1, 0)."
    )
    assert words(gate="NAND", w1=-1.0, w2=-2.0, b=2.5) == (
        "The line is -1·x1 - 2·x2 + 2.5 = 0. All 4 corners are right: this is NAND."
    )


# --- the rule -----------------------------------------------------------------------------------------------------------

WORKED = {
    "AND": ((2.0, 1.0), -2.0, [1, 3, 3, 2, 1, 0]),
    "OR": ((1.0, 1.0), 0.0, [1, 2, 1, 0]),
    "NAND": ((-2.0, -1.0), 3.0, [2, 3, 3, 2, 1, 0]),
}


@pytest.mark.parametrize("gate", WORKED)
def test_the_rule_comes_to_rest_where_the_lesson_says(gate):
    w, b, errors = WORKED[gate]
    seen = 4 * len(errors)
    said = pictures.learning(data=gate, seen=seen)
    assert (tuple(said["w"]), said["b"], said["errors"].tolist()) == (w, b, errors)
    assert (said["rest"], said["circle"]) == (len(errors), False)
    assert pictures.learning(data=gate, seen=seen - 1)["rest"] == 0
    later = pictures.learning(data=gate, seen=pictures.STEPS)
    assert (tuple(later["w"]), later["b"], later["rest"]) == (w, b, len(errors))


def test_the_rule_walks_in_a_circle_on_xor():
    said = pictures.learning(data="XOR", seen=pictures.STEPS)
    assert said["errors"].tolist() == [2, 3] + [4] * 18
    assert (tuple(said["w"]), said["b"], said["rest"], said["circle"]) == ((-1.0, 0.0), 1.0, 0, True)
    assert not pictures.learning(data="XOR", seen=8)["circle"]


point = st.tuples(*[st.integers(-1, 5).map(lambda i: i / 4)] * 2, st.integers(0, 1))


@given(st.lists(point, min_size=1, max_size=8), st.sampled_from([0.25, 0.5, 1.0, 1.75]), st.integers(1, 6))
def test_whole_epochs_agree_with_the_reference(points, lr, epochs):
    X = np.array([place[:2] for place in points])
    y = np.array([place[2] for place in points])
    w, b, errors = train_perceptron(X, y, lr, epochs)
    said = pictures.learning(data="own", points=tuple(points), lr=lr, seen=epochs * len(points))
    assert (said["w"].tolist(), said["b"], said["errors"].tolist()) == (w.tolist(), b, errors.tolist())
    assert said["rest"] == (int(np.argmin(errors)) + 1 if not errors.all() else 0)


@given(st.sampled_from(list(GATES)), st.integers(1, 40))
def test_the_rule_moves_only_when_it_is_wrong(gate, seen):
    met = list(islice(pictures.visits(CORNERS, GATES[gate], 1.0, perceptron), seen))
    start = pictures.Visit(0, 0, 0, 0, np.zeros(2), 0.0)
    for before, visit in pairwise([start, *met]):
        x, miss = CORNERS[visit.example], visit.target - visit.answer
        assert visit.answer == perceptron(x[None, :], before.w, before.b)[0]
        np.testing.assert_array_equal(visit.w, before.w + miss * x)
        assert visit.b == before.b + miss
    assert [(visit.epoch, visit.example) for visit in met] == [(i // 4 + 1, i % 4) for i in range(seen)]


def test_the_rule_is_told_in_words():
    def words(**values):
        return pictures.describe_learning(pictures.learning(**values)).en

    assert words(data="own") == "There are no points yet: add one."
    assert words() == "Before the first example: w = (0, 0), b = 0."
    assert words(seen=1) == (
        "Epoch 1, example (0, 0): the answer 0 is right, nothing changes: w = (0, 0), b = 0. Errors per epoch: 0."
    )
    assert words(seen=4) == (
        "Epoch 1, example (1, 1): the answer 0 is wrong, the target is 1; now w = (1, 1), b = 1. Errors per epoch: 1."
    )
    assert words(seen=24) == (
        "Epoch 6, example (1, 1): the answer 1 is right, nothing changes: w = (2, 1), b = -2. Errors per epoch: 1, 3, 3, 2, 1, 0. "
        "At rest: epoch 6 went by without an error."
    )
    assert words(data="XOR", seen=16) == (
        "Epoch 4, example (1, 1): the answer 1 is wrong, the target is 0; now w = (-1, 0), b = 1. Errors per epoch: 2, 3, 4, 4. "
        "The last whole epoch ended where it began: it walks in a circle for ever."
    )


def test_the_learners_perceptron_makes_the_decisions():
    def stubborn(X, w, b):
        return np.ones(len(X), dtype=int)

    assert pictures.line(perceptron=stubborn)["answers"].tolist() == [1, 1, 1, 1]
    said = pictures.learning(seen=4, perceptron=stubborn)
    assert [visit.answer for visit in said["met"]] == [1, 1, 1, 1]
    assert (said["errors"].tolist(), said["b"]) == ([3], -3.0)


# --- the intercept ------------------------------------------------------------------------------------------------------


def test_the_four_students_of_the_lesson():
    with_it, without = linear.fit(intercept=True), linear.fit(intercept=False)
    assert (with_it["b"], with_it["w"], with_it["squares"]) == pytest.approx((1.9, 1.4, 0.2))
    assert (without["b"], without["w"], without["squares"]) == pytest.approx((0.0, 31 / 14, 75 / 14))
    assert without["fitted"].tolist() == pytest.approx([0.0, 2.2143, 4.4286, 6.6429], abs=1e-4)
    assert linear.describe(with_it).en == (
        "With the intercept: score = 1.9 + 1.4 × hours. The sum of squared errors is 0.2."
    )
    assert linear.describe(without).en == (
        "Without the intercept: score = 2.2143 × hours, tied to the origin. The sum of squared errors is 5.3571."
    )


@given(st.integers(-8, 10).map(lambda half: half / 2))
def test_lifting_all_scores_moves_the_intercept_alone(lift):
    low, lifted = linear.fit(), linear.fit(lift=lift)
    assert (lifted["b"] - lift, lifted["w"], lifted["squares"]) == pytest.approx((low["b"], low["w"], low["squares"]))
    assume(abs(lift) > 0.1)
    assert linear.fit(intercept=False, lift=lift)["w"] != pytest.approx(linear.fit(intercept=False)["w"])


# --- colour is never the only sign --------------------------------------------------------------------------------------


def drawn(scene, **values):
    made = _picture.Picture(scene.size, lambda figure: scene.draw(figure, "en"), scene.update)
    made.frame(scene.compute(**scene.start() | values))
    return made.artists


def test_lines_and_points_differ_in_shape():
    assert drawn(linear.SCENE)["line"].get_linestyle() != drawn(linear.SCENE, intercept=False)["line"].get_linestyle()
    plane = drawn(pictures.LINE_SCENE)
    assert plane["ones"].get_marker() != plane["zeros"].get_marker()
    assert plane["ground"].get_hatch()
    assert [row[-1].get_text() for row in (plane["row 0"], plane["row 1"])] == ["✓", "✗"]
    clash, fits = (drawn(shapes.SCENE, rows=rows)["grids"][0].get_linestyle() for rows in (4, 3))
    assert clash != fits


# --- the font -----------------------------------------------------------------------------------------------------------


def test_the_font_holds_everyday_hangul_under_its_own_name():
    font = TTFont(Path(_picture.__file__).parent / "fonts" / f"{_picture.FONT}.ttf")
    syllables = {bytes([high, low]).decode("euc_kr") for high in range(0xB0, 0xC9) for low in range(0xA1, 0xFF)}
    held = {chr(code) for code in font.getBestCmap()}
    assert len(syllables) == 2350
    assert syllables | set(map(chr, range(0x20, 0x7F))) <= held
    # the licence reserves the names of the original
    names = {str(font["name"].getDebugName(kind)) for kind in (1, 3, 4, 6)}
    assert names == {_picture.FONT}
