"""How much room a value takes in a header, to the letter, and what is named in its place where there is none."""

import pytest

from autograder.grade.wall import wire
from autograder.grade.wall.packing import Handle, pack, unpack
from dlcourse.exercises.outcome import Raised, Strange

ODD = Strange("value with too many parts")


def there_and_back(value):
    return unpack(pack({"x": value}))["x"]


def test_a_part_that_is_too_long_leaves_its_list_behind():
    long = "a" * wire.MOST_HEADER
    assert there_and_back([long]) == [ODD]
    assert there_and_back((long,)) == (ODD,)
    assert there_and_back([long, 1]) == [ODD, 1]
    assert there_and_back({1: long}) == {1: ODD}


def test_parts_of_inner_lists_have_no_room_of_the_messages_own():
    most = wire.MOST_HEADER - wire.ROOM - len('"x",') - 3 * 10 - len('"",') - 1  # a list counts as ten letters
    assert there_and_back([[["a" * most]]]) == [[["a" * most]]]
    assert there_and_back([[["a" * (most + 1)]]]) == [[ODD]]


@pytest.mark.parametrize(
    "value",
    [None, True, False, 7, -123, "ab", "ü\n", 2.5, 1 - 2j, Strange("Tensor"), Handle(3, "f"), Raised("E", "m", None, "s")],
    ids=repr,
)  # fmt: skip  # a list
def test_a_value_takes_the_room_that_its_letters_take(value, monkeypatch):
    def fits(value, most):
        monkeypatch.setattr(wire, "MOST_HEADER", wire.ROOM // 2 + most)
        return there_and_back(value) == value

    longer = len(pack({"x": value})) - len(pack({"x": ""}))
    least, shortest = (next(most for most in range(200) if fits(one, most)) for one in (value, ""))
    assert least - shortest == longer
