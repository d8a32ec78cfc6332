"""Only the newest value is drawn, and no event is lost."""

import asyncio
import threading

from dlcourse.widgets.stage.stage import MOMENT


def test_many_events_make_one_frame_of_the_newest(stage):
    async def events():
        for i in range(20):
            stage.set(x=i / 2)
        assert stage.frames == before
        await asyncio.sleep(5 * MOMENT)

    before = stage.frames
    asyncio.run(events())
    assert (stage.frames - before, stage.words) == (1, "y is 19.")


def test_events_that_come_while_drawing_are_not_lost(stage):
    async def events():
        for i in range(1, 4):
            stage.set(x=float(i))
            await asyncio.sleep(5 * MOMENT)
            assert stage.words == f"y is {2 * i}."

    asyncio.run(events())


def test_a_busy_loop_does_not_hold_up_the_loop_of_another_thread(stage):
    """JupyterLab hands the events of widgets to a thread of their own, while a cell keeps the main one busy."""

    async def elsewhere():
        stage.set(x=7.0)
        await asyncio.sleep(5 * MOMENT)

    async def busy():
        stage.set(x=3.0)
        thread = threading.Thread(target=lambda: asyncio.run(elsewhere()))
        thread.start()
        thread.join()  # this loop does not turn meanwhile
        assert stage.words == "y is 14."

    asyncio.run(busy())


def test_several_controls_that_move_together_make_one_picture(stage):
    frames = stage.frames
    stage.set(x=2.0, wide=True)
    assert (stage.frames, stage.words) == (frames + 1, "y is 4.")
    stage.set(x=2.0)
    assert stage.frames == frames + 1
