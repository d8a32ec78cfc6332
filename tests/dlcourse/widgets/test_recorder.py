"""The list of a picture: every kind of artist comes out as it went in."""

import numpy as np
import pytest
from display_list import read
from matplotlib.collections import LineCollection
from matplotlib.figure import Figure
from matplotlib.patches import Circle, Rectangle
from matplotlib.path import Path as MatplotlibPath

from dlcourse.widgets.stage.packing import differences, indexed, many, signed
from dlcourse.widgets.stage.palette import at_night
from dlcourse.widgets.stage.picture import drawing
from dlcourse.widgets.stage.recorder import record

BLUE, WHITE, BLACK = (0, 0, 255), (255, 255, 255), (0, 0, 0)


def painted(make, kind=None):
    """What is painted of a figure of 200 x 100 pixels, a unit of its bare axes a pixel."""
    with drawing():
        figure = Figure((2, 1), dpi=100)
        axes = figure.add_axes((0, 0, 1, 1), xlim=(0, 200), ylim=(0, 100))
        axes.set_axis_off()
        make(axes)
        found = read(record(figure))
    assert found.size == (200, 100)
    (frame,) = found.frames
    assert frame.whole
    return [mark for mark in frame.painted if kind in (None, mark.kind)]


def corners(mark):
    """The points of a path, on the page."""
    return [(x + mark.at[0], y + mark.at[1]) for _, points in mark.shape for x, y in points]


def test_a_line_with_its_dashes_joins_and_alpha():
    def make(axes):
        style = {"color": "blue", "alpha": 0.4, "linewidth": 7.2, "solid_joinstyle": "bevel", "dash_capstyle": "round"}
        axes.plot([10, 50, 90.5], [20, 60, 20], **style, dash_joinstyle="bevel", linestyle=(1, (2, 0.5)))

    (line,) = painted(make)
    assert (line.kind, corners(line)) == ("path", [(10, 80), (50, 40), (90.5, 80)])
    assert (line.line, line.width, line.cap, line.join) == ((BLUE, 102), 10, 1, 2)
    assert (line.dashes, line.offset) == ([20, 5], 10)
    assert (line.ground, line.snap, line.clip) == (None, 0, ((0, 0, 200, 100), None))


def test_only_level_and_upright_lines_keep_to_whole_pixels():
    lines = painted(lambda axes: (axes.plot([10, 50, 50], [20, 20, 60]), axes.plot([10, 50], [20, 21])))
    assert [line.snap for line in lines] == [1, 0]


def test_a_gap_in_a_line_stays_one():
    (line,) = painted(lambda axes: axes.plot([10, 20, np.nan, 40, 50], [1, 2, 3, 4, 5]))
    assert [kind for kind, _ in line.shape] == [0, 1, 0, 1]


def test_what_lies_far_outside_leaves_the_slope_of_a_line_alone():
    (line,) = painted(lambda axes: axes.plot([-1e6, 1e6 + 200], [-1e6, 1e6 + 200]))
    (x, y), (right, top) = corners(line)
    assert abs(x) < 50
    assert abs(right) < 250
    assert (y - top) / (x - right) == pytest.approx(-1)


def test_a_ground_with_its_hatch():
    (ground,) = painted(
        lambda axes: axes.fill([10, 60, 60], [10, 10, 60], facecolor=(0, 0, 1, 0.2), edgecolor="w", hatch="//", lw=0)
    )
    assert [kind for kind, _ in ground.shape] == [0, 1, 1, 4]
    assert (ground.line, ground.ground) == (None, (BLUE, 51))
    lines, place, colour, width, side = ground.hatch
    x, y = MatplotlibPath.hatch("//", 6).vertices[0]
    assert place == pytest.approx((100 * x, 100 - 100 * y), abs=0.1)
    assert (colour, side) == (WHITE, 100)
    assert width > 0
    for (_, [start]), (_, [end]) in zip(lines[::2], lines[1::2], strict=True):
        assert end[0] - start[0] == start[1] - end[1] != 0  # they rise


def test_marks_stand_where_their_points_are():
    (marks,) = painted(lambda axes: axes.plot([10, 20], [30, 40], "s", markersize=7.2, markerfacecolor="w"))
    assert (marks.kind, marks.places) == ("marks", [(10, 70), (20, 60)])
    assert (marks.first, marks.ground, marks.snap) == ((-5, 5), (WHITE, 255), 1)
    assert [points for _, points in marks.shape if points] == [[(0, 0)], [(10, 0)], [(10, -10)], [(0, -10)]]


def test_many_points_share_one_shape_and_keep_their_colours():
    dots = painted(lambda axes: axes.scatter([10, 20, 30], [30, 40, 50], c=["b", "w", "k"], s=52))
    assert [dot.ground[0] for dot in dots] == [BLUE, WHITE, BLACK]
    assert dots[0].shape == dots[1].shape == dots[2].shape
    assert {kind for kind, _ in dots[0].shape} == {0, 3, 4}


def test_a_collection_of_lines_has_a_width_for_each():
    lines = painted(
        lambda axes: axes.add_collection(LineCollection([[(1, 2), (3, 4)], [(5, 6), (8, 7)]], lw=[0.72, 1.44]))
    )
    assert [(line.width, corners(line)) for line in lines] == [(1, [(1, 98), (3, 96)]), (2, [(5, 94), (8, 93)])]


@pytest.mark.parametrize("origin", ["upper", "lower"])
def test_an_image_is_its_cells_and_where_they_are(origin):
    def make(axes):
        image = axes.imshow([[0, 1, 2], [2, 1, 0]], cmap="gray", extent=(10, 40, 20, 60), origin=origin, aspect="auto")
        image.set_interpolation("none")
        axes.set(xlim=(0, 200), ylim=(0, 100))

    (image,) = painted(make, "image")
    grey = [[cell[0] for cell in row] for row in image.cells]
    across, _, _, down, left, top = image.matrix
    shown = grey if down > 0 else grey[::-1]
    assert shown == ([[0, 128, 255], [255, 128, 0]] if origin == "upper" else [[255, 128, 0], [0, 128, 255]])
    assert (across, abs(down), left, top if down > 0 else top - 40) == pytest.approx((10, 20, 10, 40))
    assert (image.alpha, image.sharp) == (255, 1)


def test_more_colours_than_a_byte_can_number_become_fewer():
    shades = np.full((80, 80, 4), 255, dtype=np.uint8)
    shades[..., 0], shades[..., 1] = np.arange(80), np.arange(80)[:, None]
    colours, numbers = indexed(shades)
    assert len(colours) <= 256
    assert np.abs(colours[numbers].astype(int) - shades).max() <= 8
    few = shades[:1]
    colours, numbers = indexed(few)
    np.testing.assert_array_equal(colours[numbers], few)


def test_words_are_letters_turned_about_their_place():
    def make(axes):
        axes.text(20, 30, "a aa", fontsize=14.4, color="blue")
        axes.text(20, 30, "a", fontsize=7.2, rotation=90, va="bottom", ha="left")

    level, upright = painted(make, "words")
    assert (level.ground, level.size, level.angle) == ((BLUE, 255), 20, 0)
    assert level.at[0] == 20
    assert upright.angle == 90
    letters = [letter for letter, *_ in level.run]
    assert len(letters) == 3  # a space is not drawn
    assert letters == [upright.run[0][0]] * 3
    places = [x for _, x, _, _ in level.run]
    assert 50 < places[2] - places[1] < 70  # an "a" is 61 hundredths as wide as its type is high
    heights = [y + dy * size for shape, _, dy, size in level.run for _, points in shape for _, y in points]
    assert -60 < min(heights) < -50  # above the line


def test_mathematics_has_small_letters_and_lines():
    (power,) = painted(lambda axes: axes.text(20, 30, r"$x^2$"), "words")
    assert [size for *_, size in power.run] == [1, 0.7]
    low = [max(dy + y * size for _, points in shape for _, y in points) for shape, _, dy, size in power.run]
    assert low[1] < low[0] - 20
    (fraction,) = painted(lambda axes: axes.text(20, 30, r"$\frac{1}{2}$"), "words")
    assert len(fraction.run) == 3


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("-0.5", "−0.5"),
        ("z = -3", "z = −3"),
        ("(-1, -.5)", "(−1, −.5)"),
        ("1 - h", "1 − h"),
        ("2-2-1", "2-2-1"),
        ("multi-layer", "multi-layer"),
    ],
)
def test_a_minus_is_a_minus_and_a_hyphen_is_a_hyphen(written, shown):
    one, other = (painted(lambda axes, words=words: axes.text(0, 50, words), "words")[0] for words in (written, shown))
    assert one == other


def test_clips_are_boxes_or_shapes():
    def make(axes):
        axes.add_patch(Rectangle((10, 10), 50, 20)).set_clip_path(Circle((30, 30), 10, transform=axes.transData))
        axes.add_patch(Rectangle((10, 10), 50, 20)).set_clip_on(False)

    cut, free = painted(make)
    box, (shape, _) = cut.clip
    assert box is None or box == (0, 0, 200, 100)
    assert {kind for kind, _ in shape} == {0, 3, 4}
    assert free.clip is None


def test_a_quad_mesh_is_its_quadrilaterals():
    cells = painted(lambda axes: axes.pcolormesh([10, 20, 30], [40, 50], [[0, 1]], cmap="gray"))
    assert [cell.ground[0] for cell in cells] == [BLACK, WHITE]
    assert [corners(cell)[0] for cell in cells] == [(10, 60), (20, 60)]


def test_numbers_take_few_bytes_and_long_rows_the_same_as_short_ones():
    assert [signed(number) for number in (0, -1, 1, 63, -64, 64)] == [b"\0", b"\1", b"\2", b"\x7e", b"\x7f", b"\x80\1"]
    dice = np.random.default_rng(0)
    for most in (5, 300, 10**5, 10**9):
        row = dice.integers(-most, most, size=500)
        assert many(row) == signed(*row.tolist())
    assert differences(np.array([[3, 4], [5, 1]])) == signed(3, 4, 2, -3)


def test_at_night_light_is_dark_and_hues_stay():
    white, black, blue, grey = at_night(np.array([[255, 255, 255], [0, 0, 0], [0, 114, 178], [128, 128, 128]]))
    assert tuple(white) == (17, 17, 17)
    assert black.min() > 240
    assert blue[2] > blue[1] > blue[0]
    assert np.ptp(grey.astype(int)) <= 1
