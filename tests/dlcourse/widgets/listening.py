"""A page that listens to the sweeps of its stage, and ways to wait until all that is worked out."""

import asyncio
from dataclasses import replace

from doubling import SCENE

from dlcourse.widgets.stage import idle, sweeps
from dlcourse.widgets.stage.stage import Stage

OPEN = replace(SCENE, predict=None)  # with nothing covered


class Page:
    """A page that keeps what the kernel sends, as sweeps.js does."""

    def __init__(self, stage):
        self.stage, self.moments, self.kept = stage, {}, []
        self.told = []
        stage.sweeping.page.send = self.hear

    def says_hello(self):
        self.stage.sweeping._page_says(None, {"lacks": True}, [])

    def hear(self, content, buffers=()):
        self.told.append({name: value for name, value in content.items() if name != "keep"})
        if "keep" in content:
            self.kept.append(content["keep"])
        if content.get("forget", "") is None:
            self.moments.clear()
        for key in content.get("forget") or ():
            del self.moments[key]
        for packed in buffers:
            self.moments |= sweeps.unpack(packed)


async def swept(scene=OPEN, kind=Stage):
    """A stage and its page after all idle work is done."""
    stage = kind(scene)
    page = Page(stage)
    page.says_hello()
    await quiet()
    return stage, page


async def quiet():
    """What moved is answered, and nothing waits for an idle moment."""
    await asyncio.sleep(0.05)
    for _ in range(2000):
        if not idle.idle()._queue:
            return
        await asyncio.sleep(0.01)
    raise AssertionError("something always waits")
