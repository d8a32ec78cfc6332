"""A stage ahead of its learner: what it works out while nobody waits, what it sends, and that all else is as before."""

import asyncio
import base64
import json
import re
import time

import numpy as np
import pytest
from doubling import double
from listening import OPEN, Page, quiet, swept

from dlcourse import own_functions
from dlcourse.widgets.stage import idle, keeping, stored, sweeping, sweeps, whose
from dlcourse.widgets.stage import stage as stages
from dlcourse.widgets.stage.stage import Stage


def keys(*places):
    return {f"{round(x * 10**9)},{wide}" for x, wide in places}


def test_every_position_comes_with_picture_words_and_table_and_nobody_asked(at_once):
    async def trial():
        stage, page = await swept()
        # x = 5 breaks the course's own function: it waits until somebody gets there
        assert set(page.moments) == keys(*((x / 2, 0) for x in range(21) if x != 10), (1.0, 1))
        frames, before = stage.frames, page.moments[next(iter(keys((2.0, 0))))]
        assert before.texts["says"] == "<p>y is 4.</p>"
        assert "4.0" in before.texts["table"]
        told = len(page.told)
        stage.set(x=2.0)
        await quiet()
        # the page has shown it by itself: the kernel draws nothing, and knows what the page says
        assert stage.frames == frames
        assert (stage.words, stage.says.value, stage.note.value) == ("y is 4.", "<p>y is 4.</p>", before.texts["note"])
        assert page.told[told] == {"yours": "2000000000,0"}
        # and is what it would have drawn
        stage.sweeping._page_is_there = False
        stage.refresh()
        assert (stage.image.still, stage.image.value) == before.picture
        stage.close()

    asyncio.run(trial())


def test_the_kernel_keeps_quiet_while_the_page_paints_what_it_knows(at_once, monkeypatch):
    monkeypatch.setattr(stages, "NO_HURRY", 60.0)

    async def trial():
        stage, page = await swept()
        told, frames = len(page.told), stage.frames
        stage.set(x=2.0)
        await asyncio.sleep(0.05)
        assert (len(page.told), stage.says.value) == (told, "<p>y is 2.</p>")  # as before the move
        stage.set(x=5.0)  # breaks the course's own function, so the page has nothing there
        await asyncio.sleep(0.05)
        assert "y is" in stage.says.value
        assert stage.trouble.value
        assert page.told[told:] == [{"answered": "5000000000,0"}]
        stage.set(x=2.0)
        stage.sweeping._page_is_there = False  # nobody else could show it
        stage.set(x=3.0)
        await asyncio.sleep(0.05)
        assert (stage.words, stage.frames) == ("y is 6.", frames + 1)
        stage.close()

    asyncio.run(trial())


def test_nothing_is_worked_out_before_a_page_is_there_or_after_the_stage_is_gone(at_once):
    async def trial():
        stage = Stage(OPEN)
        page = Page(stage)
        stage.set(x=2.0)
        await asyncio.sleep(0.1)
        assert stage.sweeping.shelf.moments == {}
        page.says_hello()
        stage.close()
        await asyncio.sleep(0.1)
        assert (page.moments, idle.idle()._queue) == ({}, [])

    asyncio.run(trial())


def test_a_learners_new_function_makes_the_page_forget_and_is_used(at_once):
    async def trial():
        stage, page = await swept()

        def mine(x):
            if x == 3:
                raise ValueError("three")
            return 2.0 * x

        told = len(page.told)
        own_functions.remember(double, mine)
        await quiet()
        assert page.told[told] == {"forget": None}
        assert "your function" in page.moments["4000000000,0"].texts["note"]
        assert "three" in page.moments["3000000000,0"].texts["note"]
        stage.close()

    asyncio.run(trial())


def test_idle_work_leaves_no_word_and_uses_nobodys_random_numbers(capsys):
    state = np.random.get_state()[1].copy()  # noqa: NPY002
    with idle.without_a_trace():
        print("a word")
        np.random.random()  # noqa: NPY002
    assert (np.random.get_state()[1] == state).all()  # noqa: NPY002
    assert capsys.readouterr() == ("", "")


def test_what_is_slow_is_left_to_whoever_asks(at_once, monkeypatch):
    monkeypatch.setattr(sweeping, "PATIENCE", 0.02)
    monkeypatch.setattr(whose, "PATIENCE", 60.0)

    async def trial():
        def slow(x):
            end = time.thread_time() + 0.1  # of the processor, which is what counts
            while time.thread_time() < end:
                pass
            return 2.0 * x

        own_functions.remember(double, slow)
        stage, page = await swept()
        assert (set(page.moments), stage._whose._too_slow) == (set(), {})
        stage.sweeping.begin()
        await asyncio.sleep(0)
        assert idle.idle()._queue == []
        stage.close()

    asyncio.run(trial())


def test_a_page_that_was_loaded_again_gets_everything_again(at_once):
    async def trial():
        stage, page = await swept()
        stage.set(x=2.0)
        await quiet()
        assert stage.sweeping.behind
        page.moments.clear()
        page.says_hello()
        await quiet()
        assert not stage.sweeping.behind
        assert keys((1.5, 0), (2.0, 1)) <= set(page.moments)
        stage.close()

    asyncio.run(trial())


def added(pages):
    """What pages come to in a notebook's file."""
    return sum(len(json.dumps(page, ensure_ascii=False).encode()) for page in pages)


def test_the_budgets_are_what_was_promised():
    """A megabyte a stage in its page, 300 kB a lesson in its notebook."""
    assert (sweeps.PAGE, sweeps.LESSON, keeping.LESSON.most) == (1_000_000, 300_000, 300_000)
    stage = Stage(OPEN)
    assert stage.sweeping.shelf.most == sweeps.PAGE
    stage.close()


def test_all_that_stages_add_to_a_notebook_counts_and_each_of_them_moves(at_once, monkeypatch):
    most = 50_000
    monkeypatch.setattr(keeping, "LESSON", sweeps.Allowance(most))
    monkeypatch.setattr(keeping, "FACE", 5000)  # this scene's picture is a small one
    monkeypatch.setattr(keeping, "STAGES", 3)

    async def trial():
        begun = [(await swept()) for _ in range(keeping.STAGES)]
        pages = [page.kept[-1] for _, page in begun]
        # pictures, words, controls and scripts are in there as well as moments
        assert sum(keeping.LESSON._used.values()) == added(pages) <= most
        assert [stored.code() in page for page in pages] == [True] + [False] * (keeping.STAGES - 1)
        moments = [sweeps.unpack(base64.b64decode(re.search('"moments":"(.*?)"', page)[1])) for page in pages]
        assert [len(found) for found in moments] == [21] * keeping.STAGES
        for stage, _ in begun:
            stage.close()
        assert keeping.LESSON.room(0) == most

    asyncio.run(trial())


def test_without_room_a_stage_keeps_its_picture_and_words_and_the_next_one_brings_the_scripts(monkeypatch):
    monkeypatch.setattr(keeping, "LESSON", sweeps.Allowance(3000))
    full = Stage(OPEN)
    page = full.page()
    assert "data:image/webp" in page
    assert "y is 2." in page
    assert stored.code() not in page
    assert keeping.LESSON.room(0) == 3000 - added([page])
    keeping.LESSON.most = 300_000
    one, other = Stage(OPEN), Stage(OPEN)
    assert [stored.code() in stage.page() for stage in (one, other, one)] == [True, False, True]
    one.close()
    assert stored.code() in other.page()
    for stage in (full, other):
        stage.close()


def test_a_stage_with_large_moments_may_take_more_so_that_it_moves(monkeypatch):
    rng = np.random.default_rng(0)
    large = {key: sweeps.Moment((rng.bytes(3000),)) for key in "abcdefgh"}  # bytes that nothing makes smaller
    stage = Stage(OPEN)
    monkeypatch.setattr(keeping, "FACE", 0)

    def places(most):
        monkeypatch.setattr(keeping, "LESSON", sweeps.Allowance(most))
        return len(sweeps.unpack(base64.b64decode(keeping.keep(stage, large)["moments"])))

    face = len(stage.page())
    # what stands now is the first place, and a small one; a third of 20,000 letters would hold two places
    assert [places(face + free) for free in (10_000, 20_000, 40_000, 70_000)] == [2, keeping.FEW, keeping.FEW, 6]
    stage.close()


class Clock:
    def __init__(self):
        self.now = 0.0

    def __call__(self):
        return self.now


class Loop:
    """The running loop, for which no time goes by: it writes down how long it was asked to wait."""

    def __init__(self, waited):
        self.waited = waited

    def call_soon_threadsafe(self, call, *what):
        call(*what)

    def call_later(self, seconds, call):
        self.waited.append(seconds)
        return asyncio.get_running_loop().call_later(1000, call)


def test_idle_work_takes_a_tenth_of_a_core_and_rests_while_a_cell_runs():
    async def trial():
        clock, waited = Clock(), []
        queue = idle.Idle(Loop(waited), clock)
        pieces = []

        def work():
            clock.now += 0.004
            pieces.append(clock.now)
            return len(pieces) < 5

        queue.ask(work)
        assert waited == [idle.QUIET]
        queue._turn()
        assert len(pieces) == 3  # as many as fit into a slice
        assert waited[-1] == pytest.approx(9 * 0.012)
        queue._cell_begins()
        queue._turn()
        assert len(pieces) == 3
        queue._cell_ends()
        assert waited[-1] == idle.QUIET
        queue._turn()
        assert (len(pieces), queue._queue) == (5, [])

    asyncio.run(trial())


def test_of_two_that_wait_whoever_asked_last_goes_first_to_its_end():
    async def trial():
        clock, done = Clock(), []
        queue = idle.Idle(Loop([]), clock)

        def stage(name, pieces):
            left = [name] * pieces

            def work():
                clock.now += 0.004  # three fit into a slice
                done.append(left.pop())
                return bool(left)

            return work

        first, second, third = stage("first", 2), stage("second", 4), stage("third", 1)
        queue.ask(first)
        queue.ask(second)
        queue._turn()
        assert done == ["second"] * 3
        queue.ask(third)  # before what has begun already
        queue._turn()
        assert done[3:] == ["third", "second", "first"]
        queue.ask(second := stage("second", 1))
        queue.ask(first)  # what waits already and asks again is the newest
        queue.ask(second)
        queue.ask(first)
        queue._turn()
        assert (done[6:], queue._queue) == (["first", "second"], [])

    asyncio.run(trial())
