"""A process that rests is swept at the round it shows: the page answers its settings, and the kernel gets there before anything depends on it."""

import asyncio
import base64
import json
import re
import zlib
from dataclasses import replace

import pytest
from doubling import RUNNING, Counting, double, looked_at, press, state, until
from listening import quiet, swept

from dlcourse import own_functions
from dlcourse.widgets.playground.explore import SCENE as PLAYGROUND
from dlcourse.widgets.stage import along, idle, sweeping, sweeps
from dlcourse.widgets.stage.ahead import Ahead, OtherWay
from dlcourse.widgets.stage.scene import Rounds
from dlcourse.widgets.stage.stage import Stage

OPEN = replace(RUNNING, predict=None)  # with nothing covered


def key(step):
    return str(step * 10**9)


@pytest.fixture
def round_by_round(monkeypatch):
    monkeypatch.setattr("dlcourse.widgets.stage.stage.SLICE", 0.0)


async def after(rounds):
    """A stage at rest so many rounds on its way, and its page, when all is worked out."""
    stage, page = await swept(OPEN)
    looked_at(stage)
    stage.set(rounds=rounds)
    await until(lambda: state(stage)[0] == rounds)
    await quiet()
    return stage, page


def test_every_setting_comes_as_it_is_after_as_many_rounds_and_the_kernel_follows_when_the_hand_rests(
    at_once, round_by_round, monkeypatch
):
    async def trial():
        stage, page = await after(6)
        # 5 breaks the course's own function, and 7 ends after three rounds: they wait until somebody gets there
        assert set(page.moments) == {key(step) for step in (1, 2, 3, 4, 6, 8, 9)}
        before, begun, frames = page.moments[key(3)], Counting.begun, stage.frames
        assert before.texts["says"] == "<p>y is 36.</p>"
        # a busy machine may stop us for a while before we look
        monkeypatch.setattr("dlcourse.widgets.stage.stage.REST", 1.5)
        told, busy = len(page.told), []
        stage.aria.observe(busy.append, names="busy")
        stage.set(step=3)
        await asyncio.sleep(0.05)
        assert page.told[told:] == [{"yours": key(3)}]
        assert (stage.words, state(stage)[0]) == ("y is 36.", 6)
        assert (Counting.begun, stage.frames, stage.sweeping.behind) == (begun, frames, True)
        await until(lambda: not stage.sweeping.behind)
        assert (Counting.begun, stage.frames, stage._runner._begun[0]) == (begun + 1, frames + 1, {"step": 3})
        assert (stage.image.still, stage.image.value) == before.picture
        assert busy == []  # nobody waits for anything
        # from here on as before, and the page keeps what is true here as well
        press(stage.knobs["rounds"].box, "One step")
        await until(lambda: stage.words == "y is 42.")
        await quiet()
        assert page.moments[key(4)].texts["says"] == "<p>y is 56.</p>"
        stage.set(rounds=9)
        await until(lambda: stage.words == "y is 54.")
        await quiet()
        assert page.moments[key(4)].texts["says"] == "<p>y is 72.</p>"
        stage.close()

    asyncio.run(trial())


@pytest.mark.parametrize("what", ["▶ Play", "One step", "Back to the start"])
@pytest.mark.parametrize("seconds", [0, 0.1])
def test_what_goes_on_from_a_picture_of_the_page_goes_on_from_its_round(at_once, monkeypatch, what, seconds):
    async def trial():
        stage, page = await after(6)
        shown = []
        move = stage.picture.move
        # the hand does not come to rest before it presses
        monkeypatch.setattr("dlcourse.widgets.stage.stage.REST", 60.0)
        monkeypatch.setattr(stage.picture, "move", lambda numbers: shown.append(numbers["y"]) or move(numbers))
        stage.set(step=3)
        await asyncio.sleep(seconds)
        told = len(page.told)
        press(stage.knobs["rounds"].box, what)
        await until(lambda: shown)
        stage.knobs["rounds"].pause()
        await until(lambda: stage._task is None)
        # nothing of the way there
        assert shown[0] == {"▶ Play": 36, "One step": 42, "Back to the start": 0}[what]
        # the page forgets what was true at the other round, and takes the kernel's picture for the newer one
        assert page.told[told : told + 2] == [{"forget": None}, {"answered": key(3)}]
        stage.close()

    asyncio.run(trial())


def test_while_it_plays_nothing_is_worked_out_and_the_page_answers_nothing(at_once):
    async def trial():
        stage, page = await after(3)
        assert page.moments
        press(stage.knobs["rounds"].box, "▶ Play")
        await until(lambda: state(stage)[0] > 10)
        assert (page.moments, stage.sweeping.ahead) == ({}, False)
        assert not idle.idle().waits(stage.sweeping._work)
        stage.set(step=2)
        await until(lambda: stage._runner._begun[0] == {"step": 2})
        assert not stage.sweeping.behind
        press(stage.knobs["rounds"].box, "⏸ Pause")
        await until(lambda: stage._task is None)
        await quiet()
        assert page.moments[key(2)].texts["says"] == f"<p>y is {4 * state(stage)[0]}.</p>"
        stage.close()

    asyncio.run(trial())


def test_a_process_that_ends_early_takes_its_stage_to_another_round_and_the_page_with_it(at_once):
    async def trial():
        stage, page = await after(6)
        stage.set(step=7)
        await until(lambda: state(stage)[0] == 3)
        await quiet()
        assert page.moments[key(2)].texts["says"] == "<p>y is 12.</p>"
        stage.close()

    asyncio.run(trial())


def test_a_learners_function_is_used_and_one_that_stops_on_the_way_is_left_to_the_stage(at_once):
    async def trial():
        stage, page = await after(4)

        def mine(x):
            if x == 3:
                raise ValueError("three")
            return 5.0 * x

        own_functions.remember(double, mine)
        await quiet()
        assert page.moments[key(2)].texts["says"] == "<p>y is 40.</p>"
        assert "your function" in page.moments[key(2)].texts["note"]
        assert key(3) not in page.moments
        stage.set(step=3)
        await until(lambda: stage.words == "y is 24.")
        await quiet()
        assert "three" in stage.sweeping.shelf.moments[key(3)].texts["note"]
        stage.close()

    asyncio.run(trial())


def test_a_long_way_is_gone_in_slices_and_too_long_a_way_not_at_all(at_once, monkeypatch):
    monkeypatch.setattr("dlcourse.widgets.stage.ahead.SLICE", 0.0)
    ways = Ahead(Rounds(Counting, "rounds"))
    asked = [ways.numbers({"step": 2, "rounds": 3}, {}) for _ in range(3)]
    assert [one and one["y"] for one in asked] == [None, None, 12]
    assert ways.numbers({"step": 2, "rounds": 3}, {})["y"] == 12
    # further on the same way
    begun = Counting.begun
    assert [ways.numbers({"step": 2, "rounds": 5}, {}) is None for _ in range(2)] == [True, False]
    assert Counting.begun == begun
    assert ways.numbers({"step": 2, "rounds": 0}, {})["y"] == 0
    assert [ways.numbers({"step": 7, "rounds": 9}, {}) for _ in range(2)] == [None, None]
    with pytest.raises(OtherWay):
        ways.numbers({"step": 7, "rounds": 9}, {})
    with pytest.raises(OtherWay):  # and once more
        ways.numbers({"step": 7, "rounds": 9}, {})
    # a function that stops only once does not go on with what it has left behind
    calls = []

    def once(x):
        calls.append(x)
        if len(calls) == 2:
            raise ValueError("two")
        return x

    at = {"step": 2, "rounds": 3}
    assert ways.numbers(at, {"double": once}) is None
    with pytest.raises(ValueError, match="two"):
        ways.numbers(at, {"double": once})
    for function in (double, once):
        with pytest.raises(OtherWay):
            ways.numbers(at, {"double": function})
    monkeypatch.setattr(sweeping, "LONG_WAY", 0.0)

    async def trial():
        stage, page = await after(6)
        assert set(page.moments) == {key(1)}  # where it stands is known
        stage.close()

    asyncio.run(trial())


def kept(page):
    return json.loads(re.search('<script type="application/json">(.*?)</script>', page)[1])


def test_a_notebook_keeps_stops_on_the_way_as_a_slider_over_the_rounds(at_once):
    async def trial():
        stage, page = await swept(OPEN)
        data = kept(page.kept[-1])
        (slider,) = data["controls"]
        places = [0, 1, 2, 5, 10, 20, 50, 100]
        assert (slider["name"], slider["places"], slider["at"], slider["seen"]) == ("rounds", places, 0, True)
        moments = sweeps.unpack(base64.b64decode(data["moments"]))
        assert {name: one.texts["says"] for name, one in moments.items()} == {
            str(place): f"<p>y is {2 * place}.</p>" for place in places
        }
        assert len(page.kept) == 1
        # somewhere else only what is shown is true, and there is nowhere to go
        stage.set(step=3, rounds=4)
        await until(lambda: stage.words == "y is 24.")
        data = kept(stage.page())
        assert [(one["places"], one["seen"]) for one in data["controls"]] == [([4], False)]
        assert list(sweeps.unpack(base64.b64decode(data["moments"]))) == ["4"]
        # the same settings, at another round
        stage.set(step=1, rounds=7)
        await until(lambda: stage.words == "y is 14.")
        slider = kept(stage.page())["controls"][0]
        assert (slider["places"][slider["at"]], len(slider["places"])) == (7, 9)
        stage.close()

    asyncio.run(trial())


def test_a_way_that_ends_early_has_fewer_stops():
    assert list(along.stops(replace(OPEN, controls=(OPEN.controls[0], replace(OPEN.controls[1], last=30))))) == [
        "0", "1", "2", "5", "10", "20",
    ]  # fmt: skip
    heard = []
    ways = along.Along(OPEN, lambda values: None if values["rounds"] > 2 else f"at {values['rounds']}", heard.append)
    for _ in range(5):
        ways.work()
    assert (bool(ways), heard) == (True, [])

    asked = []

    def beforehand(values):
        asked.append(values["rounds"])
        if values["rounds"] > 2:
            raise OtherWay
        return f"at {values['rounds']}"

    ways = along.Along(OPEN, beforehand, heard.append)
    while ways:
        ways.work()
    assert (heard, asked) == ([{"0": "at 0", "1": "at 1", "2": "at 2"}], [0, 1, 2, 5])


def test_moments_of_the_playground_are_small_and_hold_its_whole_picture():
    stage = Stage(PLAYGROUND)
    moment = stage.moment(stage.image.numbers)
    still, moving = moment.picture
    assert (still, zlib.decompress(moving)) == (stage.image.still, stage.image.value)
    assert len(moving) < len(stage.image.value) / 5
    stage.close()
