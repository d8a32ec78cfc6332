"""What a page can answer by itself, in plain functions: positions in their order, how much is kept, and how it travels."""

import numpy as np
import pytest

from dlcourse.language import Text
from dlcourse.widgets.stage.positions import positions
from dlcourse.widgets.stage.scene import Choice, Pad, Slider, Steps, When
from dlcourse.widgets.stage.sweeps import Moment, Shelf, fitting, key, order, pack, unpack

NAME = Text("n", "이")
X = Slider("x", NAME, 0.3, 0.0, 1.0, 0.1)
N = Slider("n", NAME, 2, 1, 4, 1)
HOW = Choice("how", NAME, 1, ((1, NAME), (True, NAME), ("a", NAME)))
STEP = Steps("step", NAME, 2, when=When("how", ("a",)))
INK = Pad("ink", NAME, (0,) * 4, 2)
ALL = (X, N, HOW, STEP, INK)
START = {"x": 0.3, "n": 2, "how": 1, "step": 0, "ink": (0,) * 4}


@pytest.fixture
def rng():
    return np.random.default_rng(0)


def test_every_position_of_every_control_is_one_that_its_knob_can_take():
    assert list(positions(X)) == [0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0]
    assert list(positions(N)) == [1, 2, 3, 4]
    assert all(type(value) is int for value in positions(N))
    assert list(positions(HOW)) == [1, True, "a"]
    assert list(positions(STEP)) == [0, 1, 2]
    assert positions(INK) == ()


def test_a_position_has_one_name_however_its_numbers_were_reached():
    assert key(ALL, START) == key(ALL, {**START, "x": 0.1 + 0.2}) == "300000000,2000000000,0,0"
    assert key(ALL, {**START, "how": True}).split(",")[2] == "1"
    assert key(ALL, {**START, "ink": (9,) * 4}) == key(ALL, START)
    assert len({key(ALL, {**START, "x": x}) for x in positions(X)}) == 11


def test_where_it_stands_comes_first_then_what_is_near_of_what_moved_last():
    steps = [{name: now for name, now in values.items() if now != START[name] or type(now) is not type(START[name])}
             for values in order(ALL, START, ["n"])]  # fmt: skip
    assert steps[0] == {}
    assert steps[1:4] == [{"n": 1}, {"n": 3}, {"n": 4}]
    assert [one["x"] for one in steps[4:14]] == [0.2, 0.4, 0.1, 0.5, 0.0, 0.6, 0.7, 0.8, 0.9, 1.0]
    assert steps[14:] == [{"how": True}, {"how": "a"}]


def test_what_cannot_be_seen_is_not_swept_and_a_value_between_two_steps_is():
    seen = list(order(ALL, {**START, "how": "a", "x": 0.33}))
    assert [values["step"] for values in seen if values["step"]] == [1, 2]
    assert [values["x"] for values in seen if values["x"] != 0.33][:3] == [0.3, 0.4, 0.2]


def test_the_shelf_forgets_what_was_not_asked_for_and_counts_a_shared_part_once():
    shelf = Shelf(1000)
    still = b"s" * 400
    for name in "abc":
        assert shelf.put(name, Moment((still, name.encode() * 100), {"says": "한"})) == []
    assert shelf.size == 400 + 3 * 103
    assert shelf.use("a") is not None
    assert shelf.use("z") is None
    assert shelf.put("d", Moment((still, b"d" * 350))) == ["b"]
    assert list(shelf.moments) == ["c", "a", "d"]
    assert shelf.number(still) == 0
    assert shelf.put("e", Moment((b"e" * 1001,))) == []
    assert shelf.put("e", Moment((b"e" * 900,)), spare={"c", "a"}) == []
    assert list(shelf.moments) == ["c", "a", "d"]
    assert shelf.put("e", Moment((b"e" * 150,)), spare={"a"}) == ["c"]
    shelf.drop("e")
    assert shelf.put("f", Moment((b"f" * 1000,))) == ["a", "d"]
    assert shelf.size == 1000
    shelf.drop("f")
    assert (shelf.size, shelf.moments) == (0, {})
    shelf.put("g", Moment((still, b"g")))
    assert shelf.number(still) > 0  # a page may still have another part by its old number


@pytest.mark.parametrize("most", [100, 700, 4000])
def test_the_shelf_never_holds_more_than_it_may(rng, most):
    shelf = Shelf(most)
    parts = [bytes(rng.integers(0, 256, size=int(size), dtype="uint8")) for size in rng.integers(1, 400, size=12)]
    for _ in range(400):
        name = "abcdefghij"[rng.integers(10)]
        picture = tuple(parts[i] for i in rng.integers(12, size=rng.integers(1, 4)))
        (shelf.use if rng.random() < 0.3 else shelf.drop if rng.random() < 0.2 else lambda n, p=picture: shelf.put(n, Moment(p, {"w": n})))(name)  # fmt: skip
        held = {part for moment in shelf.moments.values() for part in moment.picture}
        assert shelf.size == sum(map(len, held)) + len(shelf.moments) <= most


def test_what_is_packed_comes_out_again_and_what_is_shared_travels_once(rng):
    still = bytes(rng.integers(0, 256, size=5000, dtype="uint8"))
    moments = {f"{i}": Moment((still, bytes([i]) * 50), {"says": f"y는 {i}입니다."}) for i in range(30)}
    packed = pack(moments)
    assert unpack(packed) == moments
    assert len(packed) < 6000
    assert len(pack(moments, lambda part: 7 if part == still else 8 + part[0], {7})) < 1500


def test_as_much_as_fits_is_taken_from_the_first_on(rng):
    moments = {f"{i}": Moment((bytes(rng.integers(0, 256, size=1000, dtype="uint8")),)) for i in range(10)}
    taken = fitting(moments, 4500)
    assert taken is not None
    assert list(unpack(taken)) == ["0", "1", "2", "3"]
    assert len(taken) <= 4500
    assert fitting(moments, 500) is None
    assert fitting(moments, 1100) == pack({"0": moments["0"]})
