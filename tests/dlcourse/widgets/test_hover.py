"""What a picture says when somebody points at it: the numbers of its artists, in the reader's language."""

import json
import re

import numpy as np
import pytest
from matplotlib.collections import LineCollection
from matplotlib.figure import Figure

from dlcourse.language import LANGUAGES, Text
from dlcourse.widgets import registry
from dlcourse.widgets.stage.hover import FINE, MOST_CELLS, MOST_POINTS, plain, seen
from dlcourse.widgets.stage.picture import Picture, drawing
from dlcourse.widgets.stage.tell import AS_POWERS, tell, tell_values

SCENES = registry.scenes()
# their pictures are shapes written into boxes, and rows whose numbers stand beside them
WORDS_ALONE = ("dashboard.", "forward.trace_shapes", "shapes.")  # of these rooms the numbers stand written


@pytest.fixture
def figure():
    return Figure(figsize=(4, 2), dpi=100)


@pytest.fixture
def axes(figure):
    return figure.add_axes((0.1, 0.2, 0.8, 0.6), xlim=(0, 10), ylim=(0, 1), xlabel="$x_1$", ylabel="loss")


def only(figure, speaks="en"):
    [thing] = seen(figure, speaks)["things"]
    return thing


@pytest.mark.parametrize("name", SCENES)
def test_every_chart_says_something_in_both_languages(name):
    scene = SCENES[name]
    numbers = scene.compute(**scene.start(), **scene.uses)
    found = {}
    for speaks in LANGUAGES:
        picture = Picture(scene.size, lambda figure, speaks=speaks: scene.draw(figure, speaks), scene.update)
        picture.frame(numbers)
        found[speaks] = seen(picture.figure, speaks)
        assert len(json.dumps(found[speaks], allow_nan=False)) < 40_000
        # no mark of a formula is left over, and no place to fill
        said = json.dumps([found[speaks]["frames"], [[t.get("name"), t.get("words")] for t in found[speaks]["things"]]])
        assert not re.search(r"\$|\\\\[a-z]|\{[a-z]+\}", said)
        for thing in found[speaks]["things"]:
            assert 0 <= thing["on"] < len(found[speaks]["frames"])
            if thing["is"] == "spots":
                assert len(thing["words"]) == len(thing["places"])
            if thing["is"] == "steps" and len(thing.get("words", [""])) > 1:
                assert len(thing["words"]) == len(thing["values"])
    assert bool(found["en"]["things"]) == (not name.startswith(WORDS_ALONE))
    # the same numbers, whatever the language
    bare = [
        [{k: v for k, v in thing.items() if k not in ("name", "words")} for thing in one["things"]]
        for one in found.values()
    ]
    assert bare[0] == bare[1]


def test_a_curve_is_told_where_it_is_seen(figure, axes):
    axes.plot([0, 5, 20, np.nan], [0.25, 1 / 3, 0.5, 0.5], label="training")
    assert only(figure) == {"on": 0, "is": "points", "name": "training", "x": [0.0, 5.0], "y": [0.25, 0.333333]}
    [frame] = seen(figure, "en")["frames"]
    assert frame["box"] == [FINE // 10, FINE // 5, FINE * 8 // 10, FINE * 6 // 10]
    assert frame["x"] == {"name": "x₁", "ends": [0.0, 10.0]}
    assert frame["y"] == {"name": "loss", "ends": [0.0, 1.0]}


def test_only_what_is_seen_is_told(figure, axes):
    axes.plot([1, 2], [0.1, 0.2])[0].set_visible(False)
    axes.plot([11, 12], [0.1, 0.2], "o")
    axes.plot([], [])
    axes.axhline(0.5)
    assert seen(figure, "en") == {"frames": [], "things": []}


def test_a_mark_is_more_than_a_point_of_a_curve(figure, axes):
    axes.plot([1, 2], [0.1, 0.2], "o", label="mark")
    assert only(figure) == {"on": 0, "is": "points", "marks": True, "name": "mark", "x": [1.0, 2.0], "y": [0.1, 0.2]}


def test_a_long_curve_is_thinned_and_a_straight_line_keeps_its_ends(figure, axes):
    axes.plot(np.linspace(0, 10, 1000), np.linspace(0, 1, 1000))
    curve = only(figure)
    assert (len(curve["x"]), curve["x"][0], curve["x"][-1]) == (MOST_POINTS, 0.0, 10.0)
    axes.lines[0].remove()
    axes.plot([-50, 50], [0, 1])
    line = only(figure)
    assert (line["is"], line["x"], line["y"]) == ("line", [-50.0, 50.0], [0.0, 1.0])


def test_bars_stand_for_their_ends(figure, axes):
    bars = axes.bar([1, 2, 3], [0.5, 0.0, 0.25], width=0.5)
    assert only(figure)["boxes"] == [[0.75, 0.0, 1.25, 0.5, 1.0, 0.5], [2.75, 0.0, 3.25, 0.25, 3.0, 0.25]]
    bars.patches[0].set_visible(False)
    assert len(only(figure)["boxes"]) == 1
    bars.remove()
    axes.barh([0.5], [4.0], height=0.2)
    assert only(figure)["boxes"][0][4:] == [4.0, 0.5]


def test_steps_and_cells(figure, axes):
    steps = axes.stairs([0.5, 0.25], [0, 1, 2])
    assert only(figure) == {"on": 0, "is": "steps", "name": "", "edges": [0.0, 1.0, 2.0], "values": [0.5, 0.25]}
    tell(steps, [Text("half", "반"), Text("quarter", "반의반")])
    assert only(figure, "ko")["words"] == ["반", "반의반"]
    steps.remove()
    image = axes.imshow([[1.0, 2.0], [3.0, 4.0]], extent=(0, 4, 0, 1), aspect="auto", origin="upper")
    assert only(figure) == {
        "on": 0,
        "is": "cells",
        "x": [1.0, 3.0],
        "y": [0.75, 0.25],
        "values": [[1.0, 2.0], [3.0, 4.0]],
    }
    image.origin = "lower"
    assert only(figure)["y"] == [0.25, 0.75]
    image.set_data(np.zeros((2, 2, 3)))
    assert seen(figure, "en")["things"] == []
    # numbers behind colours; a large image in larger cells, each with the number at its middle
    large = np.arange(100 * 100.0).reshape(100, 100)
    tell_values(image, large)
    cells = only(figure)
    assert np.size(cells["values"]) <= MOST_CELLS
    row, column = 3, 7
    x, y = cells["x"][column], cells["y"][row]
    assert cells["values"][row][column] == pytest.approx(large[int(y * 100), int(x / 4 * 100)], rel=0.01)


def test_axes_say_how_their_numbers_are_told(figure, axes):
    axes.plot([1, 2], [0.1, 0.2], "o")
    axes.set(yscale="log", ylim=(1e-3, 1), yticks=[])
    axes.set_xlim(10, 0)
    axes.set_xticks([0, 1, 2], ["none", "one", "two"])
    [frame] = seen(figure, "en")["frames"]
    assert frame["x"] == {"name": "x₁", "ends": [10.0, 0.0], "names": ["none", "one", "two"]}
    assert frame["y"] == {"name": "loss", "ends": [0.001, 1.0], "log": True, "mute": True}
    tell(axes.xaxis, AS_POWERS)
    tell(axes.yaxis, ["a", Text("b", "나")])
    [frame] = seen(figure, "ko")["frames"]
    assert (frame["x"]["powers"], frame["y"]["names"]) == (True, ["a", "나"])


def test_names_come_from_labels_and_titles(figure, axes):
    axes.plot([1, 2], [0.1, 0.2], "o")
    axes.set_title("mean")
    [frame] = seen(figure, "en")["frames"]
    assert (frame["name"], frame["y"]["name"]) == ("mean", "loss")
    axes.set_ylabel("")
    axes.set_xlabel("")
    [frame] = seen(figure, "en")["frames"]
    assert (frame["name"], frame["x"]["name"], frame["y"]["name"]) == ("", "x", "mean")
    axes.set_title("")
    axes.set_title("Adam", loc="left")
    [frame] = seen(figure, "en")["frames"]
    assert (frame["name"], frame["y"]["name"]) == ("Adam", "y")


def test_drawings_say_what_they_were_told(figure, axes):
    axes.set_axis_off()
    unit = axes.plot([1, 2], [0.5, 0.5], "o", markersize=18)[0]
    assert seen(figure, "en") == {"frames": [], "things": []}
    tell(unit, lambda: [Text("one", "하나"), "h2"])
    assert only(figure, "ko") == {
        "on": 0,
        "is": "spots",
        "size": 12,
        "places": [[1.0, 0.5], [2.0, 0.5]],
        "words": ["하나", "h2"],
    }
    unit.remove()
    edge = axes.plot([1, 2], [0.5, 0.6])[0]
    tell(edge, "w5 = 0.45")
    assert only(figure) == {"on": 0, "is": "spots", "size": 0, "places": [[1.0, 0.5, 2.0, 0.6]], "words": ["w5 = 0.45"]}
    edge.remove()
    edges = LineCollection([[(0, 0), (1, 1)], [(1, 1), (2, 0)]])
    axes.add_collection(edges, autolim=False)
    tell(edges, ["a", "b"])
    assert only(figure)["places"] == [[0.0, 0.0, 1.0, 1.0], [1.0, 1.0, 2.0, 0.0]]
    edges.remove()
    tell(axes, [(3.0, 0.5, 0.2, Text("bias 1", "편향 1"))])
    assert only(figure, "ko") == {"on": 0, "is": "spots", "size": 0, "places": [[3.0, 0.5, 0.2]], "words": ["편향 1"]}


def test_what_lies_on_top_comes_first(figure, axes):
    axes.bar([1], [0.5])
    axes.plot([1, 2], [0.1, 0.2], "o", zorder=3, label="under")
    axes.plot([1, 2], [0.1, 0.2], "o", zorder=4, label="over")
    assert [thing["name"] for thing in seen(figure, "en")["things"]] == ["over", "under", ""]


def test_a_formula_is_written_plainly():
    written = {
        "$x_1$": "x₁",
        "$10^{-15}$": "10⁻¹⁵",
        r"weight from $x_{12}$": "weight from x₁₂",
        r"$\gamma \hat{z} + \beta$": "γ z\u0302 + β",
        "no formula": "no formula",
    }
    with drawing():
        assert {words: plain(words) for words in written} == written
