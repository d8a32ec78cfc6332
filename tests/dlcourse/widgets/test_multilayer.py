"""What the pictures of more than one layer calculate: the worked numbers of the lesson, and the lines where they must be."""

import itertools
from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dlcourse.multilayer import count_params, hidden_codes
from dlcourse.perceptron import CORNERS, GATES
from dlcourse.widgets.multilayer.count import counted, describe_counted
from dlcourse.widgets.multilayer.explore import UNITS, describe_hidden, hidden
from dlcourse.widgets.multilayer.switch import _GRID, DEEPEST, NETWORKS, SIDE, describe_layered, layered
from dlcourse.widgets.registry import scenes
from dlcourse.widgets.stage.picture import Picture

# a picture takes a moment to draw; its numbers may change as often as they like
in_its_own_time = settings(deadline=None, max_examples=40)


@cache
def picture_of(name):
    scene = scenes()[f"multilayer.{name}"]
    return Picture(scene.size, lambda figure: scene.draw(figure, "en"), scene.update)


# --- XOR before and after the hidden units ------------------------------------------------------------------------------

OUTPUTS = np.arange(-2, 2.5, 0.5)


def told(**values):
    return describe_hidden(hidden(**values)).en


def test_or_and_and_solve_xor_as_the_lesson_says():
    said = hidden(v2=-1.0)
    assert said["hidden"].tolist() == [[0, 0], [1, 0], [1, 0], [1, 1]]
    assert (said["places"], said["mixed"], said["answers"].tolist(), said["right"]) == (3, [], [0, 1, 1, 0], 4)
    assert told(v2=-1.0) == (
        "Hidden units OR and AND: the 4 corners arrive at 3 places. The output line is 1·h1 - 1·h2 - 0.5 = 0. All 4 answers are right: this is XOR."
    )
    assert told() == (
        "Hidden units OR and AND: the 4 corners arrive at 3 places. The output line is 1·h1 + 1·h2 - 0.5 = 0. 3 of 4 answers are right."
    )


def test_equal_units_mix_the_classes():
    assert told(second="OR") == (
        "Hidden units OR and OR: the 4 corners arrive at 2 places. Both classes share (1, 1), so no output line can be right everywhere. "
        "The output line is 1·h1 + 1·h2 - 0.5 = 0. 3 of 4 answers are right."
    )
    assert told(v1=0.0, v2=0.0) == (
        "Hidden units OR and AND: the 4 corners arrive at 3 places. Both output weights are 0, so there is no line, "
        "and with bias -0.5 the answer is always 0. 2 of 4 answers are right."
    )


@pytest.mark.parametrize(("first", "second"), list(itertools.product(UNITS, repeat=2)))
def test_the_sliders_can_solve_xor_exactly_where_a_line_can(first, second):
    best = max(
        hidden(first=first, second=second, v1=v1, v2=v2, c=c)["right"]
        for v1, v2, c in itertools.product(OUTPUTS, OUTPUTS, OUTPUTS)
    )
    assert (best == 4) == ({first, second} in ({"OR", "AND"}, {"OR", "NAND"}))


@in_its_own_time
@given(st.sampled_from(list(UNITS)), st.sampled_from(list(UNITS)), *[st.integers(-4, 4)] * 3)
def test_the_painted_regions_are_where_the_network_says_one(first, second, v1, v2, c):
    values = {"first": first, "second": second, "v1": v1 / 2, "v2": v2 / 2, "c": c / 2}
    picture = picture_of("explore")
    numbers = hidden(**values)
    picture.frame(numbers)
    for corner, answer in zip(CORNERS, numbers["answers"], strict=True):
        painted = [
            cell for cell in picture.artists["cells"] if cell.get_visible() and cell.get_path().contains_point(corner)
        ]
        assert len(painted) == answer
    for code, classes in hidden_codes(CORNERS, GATES["XOR"], numbers["W1"], numbers["b1"]).items():
        assert (len(set(classes)) > 1) == (code in numbers["mixed"])


def test_the_learners_own_network_answers():
    stubborn = hidden(forward_step=lambda *args: np.ones(4, dtype=int))
    assert (stubborn["answers"].tolist(), stubborn["right"]) == ([1, 1, 1, 1], 2)
    lost = hidden(hidden_codes=lambda *args: {(0, 0): [0]})
    assert lost["places"] == 1


# --- the linear switch ----------------------------------------------------------------------------------------------------

EVERY_NETWORK = list(itertools.product(range(1, DEEPEST + 1), range(1, NETWORKS + 1)))


@pytest.mark.parametrize(("layers", "weights"), EVERY_NETWORK)
def test_without_a_bend_the_border_is_the_line_of_the_one_layer(layers, weights):
    said = layered(layers=layers, weights=weights)
    one_layer = (_GRID @ said["w"] + said["b"] > 0).reshape(SIDE, -1)
    assert (said["map"] != one_layer).mean() < 1e-3  # rounding may decide a point on the line
    assert said["changes"] == 2
    np.testing.assert_allclose(np.diff(said["path"], n=2), 0, atol=1e-12)
    assert np.abs(said["path"]).max() == pytest.approx(1)


@pytest.mark.parametrize(("layers", "weights"), EVERY_NETWORK)
def test_a_step_between_layers_makes_what_no_line_can(layers, weights):
    straight, bent = (layered(bend=bend, layers=layers, weights=weights) for bend in (False, True))
    assert (straight["w"].tolist(), straight["b"]) == (bent["w"].tolist(), bent["b"])
    assert bent["bend"] == (layers > 1)
    assert bent["changes"] >= 4 if layers > 1 else bent["changes"] == 2
    assert 0.2 < bent["share"] < 0.8


def test_the_switch_is_told_in_words():
    def words(**values):
        return describe_layered(layered(**values)).en

    two = {
        "w": np.array([1.0, -2.0]),
        "b": 0.5,
        "share": 0.404,
        "changes": 2,
        "layers": 2,
        "bend": False,
        "switch": False,
    }
    around = "Once round the edge of the picture, the answer changes 2 times; it is 1 on 40% of the picture."
    assert describe_layered(two).en == (
        f"2 layers without a bend are one layer, and the border is the line 1·x1 - 2·x2 + 0.5 = 0. {around}"
    )
    assert describe_layered(two | {"bend": True}).en == f"2 layers with steps between them. {around}"
    assert words(layers=1, bend=True).startswith(
        "1 layer has nothing between layers, so there is no step to switch on. The border is the line "
    )
    assert words(layers=1).startswith("1 layer. The border is the line ")


def test_the_learners_own_collapse_draws_the_line():
    said = layered(collapse=lambda W1, b1, W2, b2: (np.array([[1.0], [2.0]]), np.array([3.0])))
    assert (said["w"].tolist(), said["b"]) == ([1.0, 2.0], 3.0)


# --- counting -------------------------------------------------------------------------------------------------------------


def test_the_counter_knows_the_lessons_networks():
    def words(**values):
        return describe_counted(counted(**values)).en

    assert words() == (
        "The 3-4-1 network has (3·4 + 4) + (4·1 + 1) = 21 parameters. The shapes on the way are (5, 3), (5, 4), (5, 1)."
    )
    assert words(bias=False) == (
        "The 3-4-1 network has 3·4 + 4·1 = 16 parameters. The shapes on the way are (5, 3), (5, 4), (5, 1)."
    )
    assert words(kind="digits", n=9) == (
        "The 784-128-10 network has (784·128 + 128) + (128·10 + 10) = 101770 parameters. "
        "The shapes on the way are (9, 784), (9, 128), (9, 10)."
    )
    assert counted(hidden=0)["sizes"] == [3, 1]


@in_its_own_time
@given(*[st.integers(1, 8)] * 3, st.integers(0, 4), st.booleans())
def test_lines_and_marks_in_the_picture_are_the_parameters(inputs, units, outputs, layers, bias):
    numbers = counted(inputs=inputs, hidden=layers, units=units, outputs=outputs, bias=bias)
    picture = picture_of("count")
    picture.frame(numbers)
    marks = len(picture.artists["biases"].get_xdata()) if picture.artists["biases"].get_visible() else 0
    assert (
        len(picture.artists["edges"].get_segments()) + marks == numbers["total"] == count_params(numbers["sizes"], bias)
    )
    assert sum(numbers["each"]) == numbers["total"]
    assert picture.artists["total"].get_text().endswith(str(numbers["total"]))
