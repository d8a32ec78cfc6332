"""A picture that answers fast: the axes are laid out once, and only what moves is drawn again.

matplotlib spends most of its time on layout, ticks and axes. So the still parts are drawn once and kept as pixels; every new frame copies
them back and draws the moving artists on top (blitting). There is no pyplot here and no figure that anybody could forget to close.
"""

import io
import os
from collections.abc import Callable, Mapping
from typing import Any, cast

import PIL.Image
from matplotlib.artist import Artist
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from dlcourse.widgets._palette import drawing

Artists = Mapping[str, Artist]
Numbers = Mapping[str, Any]
DPI = 100


class Picture:
    """One figure of fixed size. `draw` makes the axes and returns what moves; `update` moves it."""

    def __init__(
        self,
        size: tuple[float, float],
        draw: Callable[[Figure], Artists],
        update: Callable[[Artists, Numbers], None],
    ) -> None:
        self._update = update
        self.width, self.height = (round(side * DPI) for side in size)
        with drawing():
            self.figure = Figure(figsize=size, dpi=DPI)
            self._canvas = cast(Any, FigureCanvasAgg(self.figure))
            self._artists = dict(draw(self.figure))
            for artist in self._artists.values():
                artist.set_animated(True)
            self._canvas.draw()
            self._still = self._canvas.copy_from_bbox(self.figure.bbox)

    def frame(self, numbers: Numbers) -> bytes:
        """The picture of these numbers, as the bytes of an image."""
        with drawing():
            self._canvas.restore_region(self._still)
            self._update(self._artists, numbers)
            for artist in sorted(self._artists.values(), key=lambda artist: artist.get_zorder()):
                self.figure.draw_artist(artist)
        return self._encoded()

    def _encoded(self) -> bytes:
        pixels = PIL.Image.frombuffer("RGBA", (self.width, self.height), bytes(self._canvas.buffer_rgba()))
        out = io.BytesIO()
        if image_format() == "webp":
            pixels.convert("RGB").save(out, "WEBP", quality=85)
        else:
            pixels.convert("RGB").save(out, "PNG", compress_level=1)
        return out.getvalue()


def image_format() -> str:
    """PNG beside the browser, the smaller WebP where the kernel is far away."""
    far = any(os.environ.get(name) for name in ("JUPYTERHUB_USER", "BINDER_SERVICE_HOST", "BINDER_REPO_URL"))
    return "webp" if far else "png"


def as_png(frame: bytes) -> bytes:
    """The same picture as PNG, which every page can show."""
    if frame.startswith(b"\x89PNG"):
        return frame
    out = io.BytesIO()
    PIL.Image.open(io.BytesIO(frame)).save(out, "PNG")
    return out.getvalue()
