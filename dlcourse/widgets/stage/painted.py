"""The picture on the page: a canvas that `painter.js` paints, and a PNG where it cannot."""

import zlib
from typing import Any

import anywidget
import traitlets

from dlcourse.record.hosting import far_away
from dlcourse.widgets.stage.picture import Picture
from dlcourse.widgets.stage.scene import Numbers
from dlcourse.widgets.stage.scripts import joined

LONG = 8000  # bytes; only lists with images are longer

Frame = tuple[bytes, bytes, Numbers]  # what stands still, what moves, and what both show


def deflated(moving: bytes, level: int = 1) -> bytes:
    """A long list made short, which costs the page a moment; a short one as it is."""
    return zlib.compress(moving, level) if len(moving) > LONG else moving


class Painted(anywidget.AnyWidget):
    """A picture's canvas. `still` and `value` are the lists of its two parts; `fallback` is a PNG, if the page asks for one."""

    _esm = joined("shapes.js", "painter.js", "inflate.js", "painted.js")
    width = traitlets.Int().tag(sync=True)
    height = traitlets.Int().tag(sync=True)
    still = traitlets.Bytes().tag(sync=True)
    value = traitlets.Bytes().tag(sync=True)
    fallback = traitlets.Bytes().tag(sync=True)

    def __init__(self, picture: Picture) -> None:
        super().__init__(width=picture.width, height=picture.height, _dom_classes=("dlcourse-picture",))
        self._picture = picture
        self.numbers: Numbers | None = None
        self._photographed: tuple[Numbers | None, bytes] = (None, b"")
        self._asked = False  # whether the page could not paint
        self.on_msg(self._page_says)

    def painted(self, numbers: Numbers) -> Frame:
        """The picture of these numbers, made but not shown yet."""
        still, moving = self._both(numbers)
        return still, deflated(moving) if far_away() else moving, numbers

    def parts(self, numbers: Numbers) -> tuple[bytes, bytes]:
        """The same as something to be kept, which has to be small."""
        still, moving = self._both(numbers)
        return still, deflated(moving, 6)

    def _both(self, numbers: Numbers) -> tuple[bytes, bytes]:
        self._picture.move(numbers)
        moving = self._picture.moving()
        return self._picture.still(), moving

    def show(self, frame: Frame) -> None:
        """Put it on the page, both parts in one message."""
        with self.hold_sync():
            self.still, self.value, self.numbers = frame
            if self._asked:
                self.fallback = self.png()

    def png(self) -> bytes:
        """What is shown, as a PNG that every page can show, small enough to live in a notebook file."""
        if self.numbers is not None and self.numbers is not self._photographed[0]:
            self._photographed = self.numbers, self._picture.png(self.numbers)
        return self._photographed[1]

    def _page_says(self, _widget: Any, content: Any, _buffers: Any) -> None:
        if content.get("cannot paint"):
            self._asked = True
            self.fallback = self.png()
