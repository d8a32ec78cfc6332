"""What the pictures of the perceptron calculate: the worked numbers of the lesson, and the course's functions as the judge."""

from itertools import islice, pairwise

import numpy as np
import pytest
from doubling import drawn
from hypothesis import example, given
from hypothesis import strategies as st

from dlcourse.perceptron import CORNERS, GATES, perceptron, train_perceptron
from dlcourse.widgets.perceptron.explore import SCENE as LINE_SCENE
from dlcourse.widgets.perceptron.explore import describe_line, line
from dlcourse.widgets.perceptron.learn import STEPS, Visit, describe_learning, learning, visits
from dlcourse.widgets.stage.plane import HIGH, LOW, half_plane

weight = st.floats(-3, 3).map(lambda value: round(value * 4) / 4)


@given(weight, weight, weight)
@example(0.0, 0.0, 0.0)
@example(0.0, 0.0, 1.0)
@example(1.0, 0.0, -1.5)
def test_the_ground_is_where_the_perceptron_says_one(w1, w2, b):
    w = np.array([w1, w2])
    inside, ends = half_plane(w, b)
    np.testing.assert_allclose(ends @ w + b, 0, atol=1e-12)
    assert len(ends) in (0, 2)
    side = np.linspace(LOW, HIGH, 41)
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
    said = line(gate=gate, w1=w1, w2=w2, b=b)
    np.testing.assert_array_equal(said["answers"], perceptron(CORNERS, np.array([w1, w2]), b))
    assert said["right"] == sum(said["answers"] == GATES[gate])
    assert gate != "XOR" or said["right"] < 4


def test_the_line_explorer_tells_the_worked_examples():
    def words(**values):
        return describe_line(line(**values)).en

    assert words(b=-1.5) == "The line is 1·x1 + 1·x2 - 1.5 = 0. All 4 corners are right: this is AND."
    assert words(gate="OR") == "The line is 1·x1 + 1·x2 - 0.5 = 0. All 4 corners are right: this is OR."
    assert words() == "The line is 1·x1 + 1·x2 - 0.5 = 0. 2 of 4 corners are right for AND; wrong: (0, 1), (1, 0)."
    assert words(w1=0.0, w2=0.0, b=1.0) == (
        "Both weights are 0, so there is no line. 1 of 4 corners is right for AND; wrong: (0, 0), (0, 1), (1, 0)."
    )
    assert words(gate="NAND", w1=-1.0, w2=-2.0, b=2.5) == (
        "The line is -1·x1 - 2·x2 + 2.5 = 0. All 4 corners are right: this is NAND."
    )


WORKED = {
    "AND": ((2.0, 1.0), -2.0, [1, 3, 3, 2, 1, 0]),
    "OR": ((1.0, 1.0), 0.0, [1, 2, 1, 0]),
    "NAND": ((-2.0, -1.0), 3.0, [2, 3, 3, 2, 1, 0]),
}


@pytest.mark.parametrize("gate", WORKED)
def test_the_rule_comes_to_rest_where_the_lesson_says(gate):
    w, b, errors = WORKED[gate]
    seen = 4 * len(errors)
    said = learning(data=gate, seen=seen)
    assert (tuple(said["w"]), said["b"], said["errors"].tolist()) == (w, b, errors)
    assert (said["rest"], said["circle"]) == (len(errors), False)
    assert learning(data=gate, seen=seen - 1)["rest"] == 0
    later = learning(data=gate, seen=STEPS)
    assert (tuple(later["w"]), later["b"], later["rest"]) == (w, b, len(errors))


def test_the_rule_walks_in_a_circle_on_xor():
    said = learning(data="XOR", seen=STEPS)
    assert said["errors"].tolist() == [2, 3] + [4] * 18
    assert (tuple(said["w"]), said["b"], said["rest"], said["circle"]) == ((-1.0, 0.0), 1.0, 0, True)
    assert not learning(data="XOR", seen=8)["circle"]


point = st.tuples(*[st.integers(-1, 5).map(lambda i: i / 4)] * 2, st.integers(0, 1))


@given(st.lists(point, min_size=1, max_size=8), st.sampled_from([0.25, 0.5, 1.0, 1.75]), st.integers(1, 6))
def test_whole_epochs_agree_with_the_reference(points, lr, epochs):
    X = np.array([place[:2] for place in points])
    y = np.array([place[2] for place in points])
    w, b, errors = train_perceptron(X, y, lr, epochs)
    said = learning(data="own", points=tuple(points), lr=lr, seen=epochs * len(points))
    assert (said["w"].tolist(), said["b"], said["errors"].tolist()) == (w.tolist(), b, errors.tolist())
    assert said["rest"] == (int(np.argmin(errors)) + 1 if not errors.all() else 0)


@given(st.sampled_from(list(GATES)), st.integers(1, 40))
def test_the_rule_moves_only_when_it_is_wrong(gate, seen):
    met = list(islice(visits(CORNERS, GATES[gate], 1.0, perceptron), seen))
    start = Visit(0, 0, 0, 0, np.zeros(2), 0.0)
    for before, visit in pairwise([start, *met]):
        x, miss = CORNERS[visit.example], visit.target - visit.answer
        assert visit.answer == perceptron(x[None, :], before.w, before.b)[0]
        np.testing.assert_array_equal(visit.w, before.w + miss * x)
        assert visit.b == before.b + miss
    assert [(visit.epoch, visit.example) for visit in met] == [(i // 4 + 1, i % 4) for i in range(seen)]


def test_the_rule_is_told_in_words():
    def words(**values):
        return describe_learning(learning(**values)).en

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

    assert line(perceptron=stubborn)["answers"].tolist() == [1, 1, 1, 1]
    said = learning(seen=4, perceptron=stubborn)
    assert [visit.answer for visit in said["met"]] == [1, 1, 1, 1]
    assert (said["errors"].tolist(), said["b"]) == ([3], -3.0)


def test_colour_is_not_the_only_sign():
    plane = drawn(LINE_SCENE)
    assert plane["ones"].get_marker() != plane["zeros"].get_marker()
    assert plane["ground"].get_hatch()
    assert [row[-1].get_text() for row in (plane["row 0"], plane["row 1"])] == ["✓", "✗"]
