"""A process goes on by itself, and everybody else gets a turn."""

import asyncio
import time

from doubling import Counting, looked_at, press, state, until

from dlcourse.widgets.stage import running as pace
from dlcourse.widgets.stage import stage as stages
from dlcourse.widgets.stage.running import Watch


def test_a_script_gets_the_rounds_it_asks_for(running):
    assert running.words == "y is 0."
    running.set(rounds=5)
    assert (running.words, state(running)) == ("y is 10.", (5, False, "▶ Play"))
    assert running.values == {"step": 1, "rounds": 5}
    assert running.scene.compute(rounds=5)["y"] == 10
    assert running.scene.compute()["y"] == 0


def test_new_settings_catch_up_with_the_old_ones(running):
    running.set(rounds=6)
    running.set(step=3)
    assert (running.words, state(running)[0]) == ("y is 36.", 6)
    running.set(rounds=2)
    assert (running.words, state(running)[0]) == ("y is 12.", 2)


def test_rounds_go_on_where_they_were(running):
    running.set(rounds=6)
    begun = Counting.begun
    running.set(rounds=9)
    running.refresh()
    assert (running.words, Counting.begun) == ("y is 18.", begun)


def test_steps_are_as_long_as_the_learner_wants(running):
    knob = running.knobs["rounds"]
    press(knob.box, "One step")
    knob._pace.value = 4
    press(knob.box, "One step")
    assert (running.words, state(running)[0]) == ("y is 10.", 5)
    press(knob.box, "Back to the start")
    assert (running.words, state(running)) == ("y is 0.", (0, False, "▶ Play"))


def test_two_steps_in_a_hurry_are_two_steps(running):
    async def presses():
        for _ in range(3):
            press(running.knobs["rounds"].box, "One step")
        await until(lambda: state(running)[0] == 3)

    asyncio.run(presses())
    assert running.words == "y is 6."


def test_play_goes_on_until_pause_and_everybody_else_gets_a_turn(running):
    looked_at(running)
    turns = []

    async def others():
        while True:
            turns.append(time.perf_counter())
            await asyncio.sleep(0)

    async def learner():
        other = asyncio.create_task(others())
        frames = running.frames
        running.knobs["rounds"].play.click()
        assert state(running)[1:] == (True, "⏸ Pause")
        await until(lambda: running.frames >= frames + 8)
        running.knobs["rounds"].play.click()
        await until(lambda: running._task is None)
        rounds = state(running)[0]
        await asyncio.sleep(0.1)
        assert state(running) == (rounds, False, "▶ Play")
        assert running.words == f"y is {2 * rounds}."
        other.cancel()

    asyncio.run(learner())
    assert len(turns) > 3 * state(running)[0]


def test_a_picture_for_every_step_while_it_plays(running):
    looked_at(running)
    seen = []
    move = running.picture.move
    running.picture.move = lambda numbers: seen.append(numbers["y"]) or move(numbers)

    async def learner():
        running.knobs["rounds"]._pace.value = 3
        running.knobs["rounds"].play.click()
        await until(lambda: len(seen) >= 5)
        running.knobs["rounds"].rest()

    asyncio.run(learner())
    assert seen[:5] == [6, 12, 18, 24, 30]


def test_a_script_cannot_play(running):
    running.knobs["rounds"].play.click()
    assert (running.words, state(running)) == ("y is 0.", (0, False, "▶ Play"))


def test_without_an_answer_from_the_page_it_pauses(running, monkeypatch):
    monkeypatch.setattr(pace, "PATIENCE", 0.3)
    sent = []
    running.aria.send = sent.append

    async def nobody():
        running.knobs["rounds"].play.click()
        await until(lambda: not state(running)[1])
        await until(lambda: running._task is None)

    asyncio.run(nobody())
    # two pictures were under way; nothing was trained for nobody
    assert sent == [{"picture": 1}, {"picture": 2}]
    assert state(running) == (2, False, "▶ Play")
    assert running.words == "y is 4."
    looked_at(running)

    async def somebody():
        running.knobs["rounds"].play.click()
        await until(lambda: state(running)[0] >= 6)
        running.knobs["rounds"].play.click()

    asyncio.run(somebody())


def test_a_kernel_that_was_busy_has_not_been_left_alone():
    watch = Watch()
    watch.sent = 1
    for seconds in (60.0, 60.0):
        watch.wait(seconds)
    assert not watch.alone
    for _ in range(60):
        watch.wait(0.1)
    assert watch.alone
    watch.answer(1)
    assert not watch.alone


def test_answers_make_room_for_pictures():
    watch = Watch()
    watch.sent = 2
    assert watch.full
    watch.answer(1)
    assert not watch.full
    watch.answer("1")  # nonsense from a page
    watch.answer(99)
    assert (watch.heard, watch.sent) == (2, 2)


def test_settings_that_change_while_it_plays_begin_anew_and_play_on(running):
    looked_at(running)

    async def learner():
        running.knobs["rounds"].play.click()
        await until(lambda: state(running)[0] >= 8)
        before = Counting.begun
        running.set(step=2)
        await until(lambda: Counting.begun > before)
        assert (state(running)[0] < 8, state(running)[1]) == (True, True)
        await until(lambda: state(running)[0] >= 8)
        running.knobs["rounds"].play.click()
        await until(lambda: running._task is None)
        assert running.words == f"y is {4 * state(running)[0]}."

    asyncio.run(learner())


def test_a_long_way_back_is_gone_in_slices_and_shown_at_its_end(running, monkeypatch):
    monkeypatch.setattr(stages, "SLICE", 0.0)  # one round at a time
    running.set(rounds=400)
    frames = running.frames

    async def learner():
        running.set(step=2)
        await until(lambda: running._runner._begun[0] == {"step": 2})
        assert state(running)[0] < 400
        await until(lambda: running._task is None)

    monkeypatch.setattr(pace, "CATCH_UP", 60.0)
    asyncio.run(learner())
    assert (running.words, running.frames, state(running)[0]) == ("y is 1600.", frames + 1, 400)


def test_an_event_while_a_slice_runs_is_heard(running):
    """The goal that is set just when the old one is reached begins a new run."""

    async def learner():
        for rounds in range(1, 60):
            running.set(rounds=rounds)
            await asyncio.sleep(0.001 * (rounds % 4))
        await until(lambda: state(running)[0] == 59 and running.words == "y is 118.")

    asyncio.run(learner())


def test_the_last_round_and_the_end_of_a_process_put_it_to_rest(running):
    looked_at(running)
    running.set(rounds=990)

    async def to_the_end():
        running.knobs["rounds"].play.click()
        await until(lambda: running._task is None and not state(running)[1])

    asyncio.run(to_the_end())
    assert (running.words, state(running)) == ("y is 2000.", (1000, False, "▶ Play"))
    running.set(rounds=2000)
    assert state(running)[0] == 1000
    running.set(step=7)  # comes to its end after three rounds
    assert (running.words, state(running)[0]) == ("y is 42.", 3)


def test_descriptions_come_slowly_while_it_plays_and_at_once_at_rest(running, monkeypatch):
    looked_at(running)
    said = []
    running.says.observe(lambda change: said.append(change["new"]), names="value")

    async def learner():
        running.knobs["rounds"].play.click()
        frames = running.frames
        await until(lambda: running.frames > frames + 8)
        assert said == []
        running.knobs["rounds"].play.click()
        await until(lambda: running._task is None)

    running.refresh()  # a description, from which the pause is counted
    asyncio.run(learner())
    assert said == [f"<p>y is {2 * state(running)[0]}.</p>"]
    monkeypatch.setattr(stages, "BREATH", 0.0)

    async def breathless():
        running.knobs["rounds"].play.click()
        await until(lambda: len(said) > 3)
        running.knobs["rounds"].play.click()

    asyncio.run(breathless())


def test_closing_ends_it(running):
    looked_at(running)

    async def learner():
        running.knobs["rounds"].play.click()
        await until(lambda: state(running)[0] > 2)
        task = running._task
        running.close()
        await until(task.done)
        assert task.exception() is None
        rounds = state(running)[0]
        await asyncio.sleep(0.1)
        assert state(running)[0] == rounds

    asyncio.run(learner())


def test_a_loop_that_is_gone_does_not_hold_the_next_one_up(running):
    """A page that is loaded again may bring another thread and another loop; the old one never comes back."""
    looked_at(running)
    lost = asyncio.new_event_loop()

    async def begin():
        running.knobs["rounds"].play.click()
        await asyncio.sleep(0.05)

    lost.run_until_complete(begin())
    lost.close()
    running.knobs["rounds"].rest()

    async def again():
        before = state(running)[0]
        running.knobs["rounds"].play.click()
        await until(lambda: state(running)[0] > before + 2)
        running.knobs["rounds"].play.click()

    asyncio.run(again())
