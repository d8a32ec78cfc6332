"""What can be dragged: from a place to the controls and back again, for every handle of every scene."""

import json
import random
from itertools import pairwise

import numpy as np
import pytest
from doubling import SCENE as DOUBLING
from matplotlib.collections import PolyCollection
from matplotlib.lines import Line2D
from matplotlib.text import Text as Text_

from dlcourse.language import LANGUAGES, Text
from dlcourse.widgets import registry
from dlcourse.widgets.stage import fingers
from dlcourse.widgets.stage.handle import Handle, Pins
from dlcourse.widgets.stage.picture import Picture
from dlcourse.widgets.stage.positions import positions, shown
from dlcourse.widgets.stage.scene import Choice, Pad, Points, Rounds, Run, Slider, Steps, Switches, When
from dlcourse.widgets.stage.touch import Rail, held, moved_point, nearest, pinned, position, sides

TOUCHED = {name: scene for name, scene in registry.scenes().items() if scene.touch}
NEAR = 2.0  # pixels: less than the width of a line
every_touched_scene = pytest.mark.parametrize("scene", TOUCHED.values(), ids=TOUCHED)


def same(places):
    return np.asarray(places, dtype=float)


class Shown:
    """A scene's picture at some values."""

    def __init__(self, scene, values, picture=None):
        self.scene, self.values = scene, dict(values)
        self.picture = picture or Picture(scene.size, lambda figure: scene.draw(figure, "en"), scene.update)
        self.numbers = scene.compute(**self.values, **scene.uses)
        self.picture.frame(self.numbers)

    def handles(self):
        return fingers.handles(self.scene, self.picture, self.numbers, self.values)

    def dragged(self, one, indices):
        """The same scene after this handle was dragged to these positions."""
        known = {control.name: control for control in self.scene.controls}
        values = self.values | {name: positions(known[name])[at] for name, at in one.also.items()}
        if one.pin is None:
            values |= {
                rail.control: positions(known[rail.control])[i] for rail, i in zip(one.rails, indices, strict=True)
            }
        else:
            name = one.rails[0].control
            values[name] = moved_point(known[name], values[name], one.pin, list(indices))
        return Shown(self.scene, values, self.picture)


def apart(artist, point, picture):
    """How far a point of the picture is from what an artist draws, in pixels."""
    if isinstance(artist, list | tuple):
        return min(apart(one, point, picture) for one in artist)
    if isinstance(artist, Text_):
        corners = artist.get_transform().transform([artist.get_position()])
    elif isinstance(artist, Line2D):
        corners = artist.get_transform().transform(artist.get_xydata())
    elif isinstance(artist, PolyCollection):
        return min(
            (_from_line(artist.axes.transData.transform(path.vertices), point, picture) for path in artist.get_paths()),
            default=np.inf,
        )
    else:  # a bar, a frame, an image: a box
        box = artist.get_window_extent()
        x, y = point[0], picture.height - point[1]
        return float(np.hypot(max(box.x0 - x, 0, x - box.x1), max(box.y0 - y, 0, y - box.y1)))
    return _from_line(corners, point, picture)


def _from_line(corners, point, picture):
    corners = corners[np.isfinite(corners).all(axis=1)]
    if not len(corners):
        return np.inf
    target = np.array([point[0], picture.height - point[1]])
    start, way = corners, np.diff(corners, axis=0, append=corners[-1:])
    part = np.clip(((target - start) * way).sum(axis=1) / np.maximum((way**2).sum(axis=1), 1e-12), 0, 1)
    return float(np.hypot(*(start + part[:, None] * way - target).T).min())


def strays(shown_now):
    """Handles that are not on the artist they are said to be on, with their distance."""
    picture, found = shown_now.picture, []
    said = [one for one in shown_now.scene.touch if isinstance(one, Handle)]
    for one in (one for one in shown_now.handles() if one.pin is None):
        controls = " ".join(rail.control for rail in one.rails)
        where = one.grip.mean(axis=0)
        inside = (where >= 0).all() and where[0] <= picture.width and where[1] <= picture.height
        far = min(apart(picture.artists[handle.on], where, picture) for handle in said if handle.controls == controls)
        if inside and far > 2 * NEAR:
            found.append((controls, far))
    return found


def states(scene):
    """The start, and a state in which everything has been moved, as far as something is to be held there."""
    start = scene.start()
    found = [start]
    moved = dict(start)
    for control in scene.controls:
        many = positions(control)
        if isinstance(control, Points):
            moved[control.name] = control.value
        elif isinstance(control, Run):
            moved[control.name] = 2
        elif many and not isinstance(control, Choice):
            moved[control.name] = many[(2 * len(many)) // 5]
        if isinstance(control, Choice) and "own" in many:
            moved[control.name] = "own"
    return [*found, moved]


@every_touched_scene
def test_a_place_leads_to_the_control_and_back(scene):
    dice, tried = random.Random(1), set()
    for values in states(scene):
        before = Shown(scene, values)
        for one in before.handles():
            key = (tuple(rail.control for rail in one.rails), round(float(one.at[0])))
            for _ in range(2):
                aim = tuple(dice.randrange(len(rail.places)) for rail in one.rails)
                if one.pin is not None and moved_point(*pin_of(before, one), list(aim)) is None:
                    continue
                base = one.rails[0].places[one.rails[0].now]
                place = base + sum(rail.places[k] - base for rail, k in zip(one.rails, aim, strict=True))
                if not np.isfinite(place).all():
                    continue
                found = nearest(one.rails, place)
                then = before.dragged(one, found)
                [after] = [other for other in then.handles() if other.key == one.key]
                # and it still is on what it moves
                assert strays(then) == [], key
                assert [rail.now for rail in after.rails] == list(found), key
                # what the page shows while it drags is what the picture shows afterwards
                know = slice(0, 1 if one.level else 2)
                np.testing.assert_allclose(after.at[know], place[know], atol=NEAR, err_msg=str(key))
                tried.add(key)
    assert tried


def pin_of(shown_now, one):
    control = next(control for control in shown_now.scene.controls if control.name == one.rails[0].control)
    return control, shown_now.values[control.name], one.pin


@every_touched_scene
def test_what_is_held_is_where_the_picture_shows_it(scene):
    """The place of a handle follows the picture, so at the shown values it lies on its own rails, and inside the picture at the start."""
    for values in states(scene):
        now = Shown(scene, values)
        assert strays(now) == []
        for one in now.handles():
            assert len(one.grip) in (1, 2)
            for rail in one.rails:
                assert rail.places.shape[1] == 2
                assert 0 <= rail.now < len(rail.places)
                if not one.also:
                    np.testing.assert_allclose(rail.places[rail.now], one.at, atol=NEAR)


def test_fifteen_scenes_and_more_can_be_touched():
    assert len(TOUCHED) >= 15


@pytest.mark.parametrize("speaks", LANGUAGES)
def test_what_goes_to_the_page_is_small_and_plain(speaks):
    for name, scene in TOUCHED.items():
        now = Shown(scene, scene.start())
        told = json.dumps(fingers.told(scene, now.picture, now.numbers, now.values, speaks), allow_nan=False)
        assert len(told) < 60_000, name


def test_positions_are_what_a_control_can_be():
    x = Text("x", "x")
    assert positions(Slider("x", x, 0.0, -0.1, 0.2, 0.1)) == (-0.1, 0.0, 0.1, 0.2)
    assert positions(Slider("x", x, 1, 0, 3, 1)) == (0, 1, 2, 3)
    assert positions(Slider("x", x, 0.0, 0.0, 1.0, 0.3)) == (0.0, 0.3, 0.6, 0.9)
    choice = Choice("x", x, "b", (("a", x), ("b", x)))
    assert positions(choice) == ("a", "b")
    assert position(choice, "b") == 1
    assert positions(Steps("x", x, 2)) == (0, 1, 2)
    assert position(Slider("x", x, 0.0, 0.0, 1.0, 0.25), 0.4) == 2
    drawn = (Switches("x", x, (1,), ((1, x),)), Pad("x", x, (0,), 1), Run("x", x, 5, x), Points("x", x, (), 0, 1, 1))
    assert [positions(control) for control in drawn] == [()] * 4


def test_the_nearest_position_wins_and_of_equals_the_present_one():
    rail = Rail("x", 2, same([(0, 0), (10, 0), (10, 0), (20, 0)]))
    assert nearest([rail], same((4, 50))) == (0,)
    assert nearest([rail], same((9, 0))) == (2,)
    assert nearest([rail], same((500, 0))) == (3,)
    other = Rail("y", 0, same([(10, 0), (10, 30), (np.nan, np.nan)]))
    assert nearest([rail, other], same((19, 29))) == (3, 1)
    assert nearest([rail, other], same((0, -9))) == (0, 0)


def test_a_handle_is_there_while_its_controls_are():
    x = Text("x", "x")
    controls = (
        Choice("on", x, False, ((False, x), (True, x))),
        Slider("a", x, 1.0, 0.0, 4.0, 1.0, when=When("on", (True,))),
    )
    twice = lambda places: 2 * places  # noqa: E731  # the picture is twice as large as the axes
    handle = Handle("a", on="line", place=lambda numbers, values: (values["a"], numbers["high"]))
    assert held(handle, controls, {"high": 3.0}, {"on": False, "a": 1.0}, twice) is None
    assert shown(controls, {"on": False, "a": 1.0}) == {"on"}
    now = held(handle, controls, {"high": 3.0}, {"on": True, "a": 1.0}, twice)
    assert (now.at.tolist(), now.rails[0].now) == ([2.0, 6.0], 1)
    assert now.rails[0].places.tolist() == [[2.0 * i, 6.0] for i in range(5)]
    # dragging it switches on what it needs
    opening = Handle("a", on="line", place=lambda numbers, values: (values["a"], 0.0), also={"on": True})
    assert held(opening, controls, {}, {"on": False, "a": 1.0}, twice).also == {"on": 1}
    nothing = Handle("a", on="line", place=lambda numbers, values: None)
    assert held(nothing, controls, {}, {"on": True, "a": 1.0}, twice) is None


def test_points_keep_their_class_and_their_place_among_each_other():
    control = Points("points", Text("p", "p"), (), 0.0, 1.0, 0.5)
    points = ((0.0, 0.0, 1), (0.5, 1.0, 0))
    assert sides(control) == (0.0, 0.5, 1.0)
    assert moved_point(control, points, 1, [2, 0]) == ((0.0, 0.0, 1), (1.0, 0.0, 0))
    # taken, or no place, or no point: what a page sends is not believed
    for pin, to in (
        (1, [0, 0]),
        (1, [3, 0]),
        (1, [-1, 0]),
        (2, [1, 1]),
        (None, [1, 1]),
        (1, [1]),
        (1, "ab"),
        (1, [0.5, 1]),
    ):
        assert moved_point(control, points, pin, to) is None
    assert pinned(Pins("points", on="ones"), (control,), {"points": ()}, same) == []
    first, second = pinned(Pins("points", on="ones"), (control,), {"points": points}, same)
    assert (first.pin, second.pin) == (0, 1)
    assert second.rails[0].places.tolist() == [[0.0, 1.0], [0.5, 1.0], [1.0, 1.0]]
    assert second.rails[1].places.tolist() == [[0.5, 0.0], [0.5, 0.5], [0.5, 1.0]]


def test_two_controls_move_a_handle_independently():
    """A drag adds up what each control does to the place; a handle for which that is not so would jump."""
    for name, scene in TOUCHED.items():
        now = Shown(scene, scene.start())
        for one in (one for one in now.handles() if len(one.rails) == 2 and one.pin is None):
            corners = [(0, 0), (0, len(one.rails[1].places) - 1), (len(one.rails[0].places) - 1, 0)]
            places = []
            for corner in corners:
                after = [h for h in now.dragged(one, corner).handles() if h.rails[0].control == one.rails[0].control]
                places += [min(after, key=lambda h: abs(h.at - one.at).sum()).at]
            assert len({tuple(place.round()) for place in places}) == 3, (name, places)
            assert all(np.isfinite(a + b).all() for a, b in pairwise(places))


def test_nothing_is_worked_out_while_nobody_is_near(stage):
    assert DOUBLING.touch == ()
    assert stage.fingers.told == {}
    stage.fingers.near = True
    first = stage.fingers.told
    assert [thing["is"] for thing in first["things"]] == ["points"]
    stage.set(x=3.0)
    assert (stage.fingers.told["things"][0]["x"], first["things"][0]["x"]) == ([3.0], [1.0])
    stage.fingers.near = False
    assert stage.fingers.told == {}


def test_a_digit_goes_where_it_is_dragged():
    scene = TOUCHED["regularizers.shift"]
    start = Shown(scene, scene.start())

    def ink(now):
        rows, columns = np.indices(now.numbers["moved"].shape)
        places = [(side * now.numbers["moved"]).sum() / now.numbers["moved"].sum() for side in (columns, rows)]
        where = now.picture.artists["moved"].axes.transData.transform([places])[0]
        return np.array([where[0], now.picture.height - where[1]])

    [one], shift = start.handles(), np.array([12, -9])
    moved = start.dragged(one, nearest(one.rails, one.at + shift))
    [after] = moved.handles()
    np.testing.assert_allclose(ink(moved) - ink(start), after.at - one.at, atol=1.0)
    assert abs(ink(moved) - ink(start) - shift).max() < 8  # a pixel of the digit is that large


def test_a_process_can_be_touched():
    scene = TOUCHED["playground.explore"]
    assert isinstance(scene.compute, Rounds)
