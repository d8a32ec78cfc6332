"""What lesson 3 says about towers: a box is an AND, no error exceeds half a diagonal, and what comes of steep sigmoids."""

import runpy
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from dlcourse.activations import identity, sigmoid
from dlcourse.forward import mlp_forward
from dlcourse.perceptron import step
from tests.dlcourse.lesson_cells import cell

TOWERS = cell("03_activations", "def surface")
CONE = "np.maximum(0.0, 1.0 - np.hypot(x1 - 1.0, x2 - 2.0))"
COUNTS = "(9, 27, 81)"


def built(capsys: pytest.CaptureFixture[str], own: str = CONE, counts: str = COUNTS) -> tuple[dict, list[list[str]]]:
    """What the cell made of a surface, and the words of each line that it printed."""
    assert CONE in TOWERS
    assert COUNTS in TOWERS
    names = {"np": np}
    exec(TOWERS.replace(CONE, own).replace(COUNTS, counts), names)  # the lesson's own code
    return names, [line.split() for line in capsys.readouterr().out.splitlines()]


def network(made: dict) -> list[tuple[np.ndarray, np.ndarray]]:
    """The same towers as weights: steps for the borders, an AND for each box, a height for each tower."""
    edges, middles, count = made["edges"], made["middles"], made["count"]
    W1 = np.repeat(np.eye(2), count - 1, axis=1)
    W2, b2 = np.zeros((2 * (count - 1), count, count)), np.full((count, count), -1.5)
    for box in range(count):
        for first, boxes in ((0, np.s_[box, :]), (count - 1, np.s_[:, box])):
            if box > 0:
                W2[(first + box - 1, *boxes)] += 1
            else:
                b2[boxes] += 1  # a constant 1 in the place of the first step
            if box < count - 1:
                W2[(first + box, *boxes)] -= 1
    heights = made["surface"](middles[:, None], middles[None, :])
    return [
        (W1, -np.tile(edges[1:-1], 2)),
        (W2.reshape(len(W2), -1), b2.ravel()),
        (heights.reshape(-1, 1), np.zeros(1)),
    ]


def test_the_cone_takes_six_thousand_units_and_its_errors_stay_below_half_a_diagonal(capsys):
    _, lines = built(capsys)
    assert [line[0] for line in lines] == ["97", "781", "6721"]
    assert [line[4] for line in lines] == ["0.243,", "0.081,", "0.026,"]
    assert [line[-1] for line in lines] == ["0.247", "0.082", "0.027"]


def test_it_is_a_network_of_the_course_with_two_hidden_layers_of_steps(capsys):
    made, lines = built(capsys, counts="(9,)")
    layers = network(made)
    places = np.column_stack([made["x1"].ravel(), made["x2"].ravel()])
    answers = mlp_forward(places, layers, step, identity)[0]
    assert np.allclose(answers[:, 0], made["answers"].ravel())
    assert sum(b.size for _, b in layers[:-1]) == int(lines[0][0]) == 16 + 81
    assert layers[0][1].size == 16


@pytest.mark.parametrize("count", [1, 2, 9, 27])
@pytest.mark.parametrize("seed", [0, 1, 2])
def test_no_error_exceeds_half_a_diagonal_where_a_surface_changes_no_more_than_one_walks(capsys, seed, count):
    made, _ = built(capsys, counts="()")
    rng = np.random.default_rng(seed)
    edges = np.linspace(0, np.pi, count + 1)
    x1, x2 = rng.uniform(0, np.pi, size=(2, 400))
    x1[:100], x2[50:150] = rng.choice(edges, 100), rng.choice(edges, 100)  # on borders and in corners, too
    tops, signs = rng.uniform(0, np.pi, size=(3, 2)), rng.choice([-1, 1], 3)

    def surface(x1, x2):
        return np.max([s * np.hypot(x1 - a, x2 - b) for s, (a, b) in zip(signs, tops, strict=True)], axis=0)

    across, along = made["strips"](x1, edges), made["strips"](x2, edges)
    boxes = across[:, None] + along[None, :] > 1.5
    assert np.all(boxes.sum(axis=(0, 1)) == 1), "each place lies in one box"
    middles = (edges[1:] + edges[:-1]) / 2
    heights = surface(middles[:, None], middles[None, :])
    answers = (heights[:, :, None] * boxes).sum(axis=(0, 1))
    assert np.abs(answers - surface(x1, x2)).max() <= np.pi / count / np.sqrt(2) + 1e-12


@pytest.mark.parametrize("own", ["np.abs(np.sin(x1 * x2))", "x1 * x2 / 9", "np.minimum(x1, x2)", "np.sqrt(x1)", CONE])
def test_three_times_the_boxes_along_each_side_leave_about_a_third(capsys, own):
    _, lines = built(capsys, own)
    errors = [float(line[4].strip(",")) for line in lines]
    assert errors[0] > 1.5 * errors[1] > 1.5**2 * errors[2]
    if own == CONE:
        assert all(2.9 < before / after < 3.2 for before, after in pairwise(errors))


def test_steep_sigmoids_make_the_same_towers_but_for_seams_along_the_borders(capsys):
    made, _ = built(capsys, "x1 + x2 + 1", counts="(9,)")
    (W1, b1), (W2, b2), last = network(made)
    steep = [(2000 * W1, 2000 * b1), (60 * W2, 60 * b2), last]
    places = np.random.default_rng(0).uniform(0, np.pi, size=(4000, 2))
    to_border = np.abs(places[:, :, None] - made["edges"][1:-1]).min(axis=(1, 2))
    exact, smooth = (
        mlp_forward(places, layers, hidden, identity)[0][:, 0]
        for layers, hidden in (([(W1, b1), (W2, b2), last], step), (steep, sigmoid))
    )
    inside = to_border > 0.01
    assert np.mean(inside) > 0.85
    assert np.allclose(smooth[inside], exact[inside], atol=1e-6)  # 81 sigmoids of -30 and less are not quite 0
    corner = np.full((1, 2), made["edges"][4])
    assert mlp_forward(corner, steep, sigmoid, identity)[0][0, 0] < 0.1 < made["surface"](*corner[0])


def test_outside_the_towers_at_the_edge_go_on_for_ever(capsys):
    made, _ = built(capsys, "x1 + 2 * x2", counts="(9,)")
    first, last = made["middles"][0], made["middles"][-1]
    beyond = np.array([[-50.0, 1.5], [99.0, 1.5], [1.5, -7.0], [40.0, 40.0]])
    answers = mlp_forward(beyond, network(made), step, identity)[0][:, 0]
    middle = made["middles"][4]
    expected = [first + 2 * middle, last + 2 * middle, middle + 2 * first, last + 2 * last]
    assert np.allclose(answers, expected)


def test_the_drawing_shows_a_strip_a_box_and_the_cone():
    names = runpy.run_path(str(Path(__file__).parents[2] / "solutions" / "drawings" / "box_is_an_and.py"))
    x = np.array([0.5, 1.5, 2.4])
    assert names["strip"](x).tolist() == [0, 1, 0]
    sums, places = names["plan"](), names["PLACES"]
    inside = (places > names["LEFT"]) & (places < names["RIGHT"])
    assert np.array_equal(sums > 1.5, np.outer(inside[::-1], inside))
    assert set(sums.ravel()) == {0, 1, 2}
    surface = {"np": np}
    exec(TOWERS.replace(COUNTS, "()"), surface)
    middles = (names["EDGES"][1:] + names["EDGES"][:-1]) / 2
    assert np.allclose(names["towers"](), surface["surface"](middles[None, :], middles[:, None]))
    assert "9 by 9" in names["TITLE"].en
    assert len(middles) == 9
