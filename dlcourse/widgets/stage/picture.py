"""A picture that answers fast: the axes are laid out once, and only what moves is drawn again.

matplotlib spends most of its time on layout, ticks and axes. So the still parts are drawn once and kept as pixels; every new frame copies
them back and draws the moving artists on top (blitting). There is no pyplot here and no figure that anybody could forget to close.
"""

import io
import struct
import threading
import warnings
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any, cast

import numpy as np
import PIL.Image
from matplotlib import font_manager, style
from matplotlib.artist import Artist
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from dlcourse.record.hosting import far_away
from dlcourse.widgets.stage.palette import INK, PAPER, QUIET
from dlcourse.widgets.stage.scene import Artists, Numbers

DPI = 100
FONT = "DlcourseHangul"
# JupyterLab may hand the events of widgets to a thread of their own while a cell runs; pictures are drawn one at a time
_DRAWING = threading.Lock()


class Picture:
    """One figure of fixed size. `draw` makes the axes and returns what moves; `update` moves it.

    What changes rarely, such as words, may have a name that begins with "still ": it is kept with the axes, and `update` returns True after
    changing it.
    """

    def __init__(
        self,
        size: tuple[float, float],
        draw: Callable[[Figure], Artists],
        update: Callable[[Artists, Numbers], bool | None],
    ) -> None:
        self._update = update
        with _DRAWING, drawing():
            self.figure = Figure(figsize=size, dpi=DPI)
            self.width, self.height = (round(side * DPI) for side in size)
            self._canvas = cast(Any, FigureCanvasAgg(self.figure))  # matplotlib leaves its methods untyped
            self.artists = draw(self.figure)
            moving = flat(artist for name, artist in self.artists.items() if not name.startswith("still "))
            frames = [spine for axes in self.figure.axes if axes.axison for spine in axes.spines.values()]
            # the frame of the axes moves too: ground painted under it must not paint over it
            self._moving = sorted([*moving, *frames], key=lambda artist: artist.get_zorder())
            for artist in self._moving:
                artist.set_animated(True)
            self._lay_out()

    def frame(self, numbers: Numbers) -> bytes:
        """The picture of these numbers, as the bytes of an image."""
        with _DRAWING:
            if self._update(self.artists, numbers):
                with drawing():
                    self._lay_out()
            # no `drawing()` here: it changes matplotlib's settings for the whole process, and a cell may be plotting
            self._canvas.restore_region(self._still)
            for artist in self._moving:
                self.figure.draw_artist(artist)
            return self._encoded()

    def parts(self, numbers: Numbers) -> tuple[bytes, ...]:
        """The picture of these numbers as what is painted one over the other."""
        return (self.frame(numbers),)

    def _lay_out(self) -> None:
        self._canvas.draw()
        self._still = self._canvas.copy_from_bbox(self.figure.bbox)

    def _encoded(self) -> bytes:
        pixels = PIL.Image.fromarray(np.asarray(self._canvas.buffer_rgba())).convert("RGB")
        if image_format() == "webp":
            out = io.BytesIO()
            pixels.save(out, "WEBP", quality=85)
            return out.getvalue()
        return fast_png(np.asarray(pixels))


class Stamp(Artist):
    """Pixels (height, width, 4) put on the figure as they are: in a tenth of the time that an image takes which may be stretched."""

    def __init__(self, figure: Figure, zorder: float) -> None:
        super().__init__()
        self.set_zorder(zorder)
        self.put(np.zeros((1, 1, 4), dtype=np.uint8), 0, 0)
        figure.add_artist(self)

    def put(self, pixels: np.ndarray, left: int, bottom: int) -> None:
        """These pixels, that far from the lower left corner of the figure."""
        self._pixels, self._left, self._bottom = np.ascontiguousarray(pixels[::-1]), left, bottom
        self.stale = True

    def draw(self, renderer: Any) -> None:
        """Draw it, if it is to be seen."""
        if self.get_visible():
            gc = renderer.new_gc()
            renderer.draw_image(gc, self._left, self._bottom, self._pixels)
            gc.restore()
        self.stale = False


def flat(artists: Iterable[Any]) -> list[Artist]:
    """All artists, also those inside lists."""
    return [single for entry in artists for single in (entry if isinstance(entry, list | tuple) else (entry,))]


def image_format() -> str:
    """PNG beside the browser, the smaller WebP where the kernel is far away."""
    return "webp" if far_away() else "png"


def fast_png(pixels: np.ndarray) -> bytes:
    """Bytes (height, width, 3) as a PNG, in half the time of a library that tries every filter on every row; on one machine time counts."""
    height, width, _ = pixels.shape
    rows = np.zeros((height, 1 + 3 * width), dtype=np.uint8)  # each row begins with 0: no filter
    rows[:, 1:] = pixels.reshape(height, 3 * width)

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)  # 8 bits for each of three colours
    body = zlib.compress(rows.tobytes(), level=1)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


def small_png(frame: bytes) -> bytes:
    """The same picture as a PNG that every page can show, small enough to live in a notebook file."""
    out = io.BytesIO()
    PIL.Image.open(io.BytesIO(frame)).convert("RGB").save(out, "PNG", optimize=True)
    return out.getvalue()


@cache
def _font() -> str:
    path = Path(__file__).parent / "fonts" / f"{FONT}.ttf"
    font_manager.fontManager.addfont(str(path))
    return FONT


def missing(words: str) -> list[str]:
    """What matplotlib says of letters that our type lacks, while it draws these words; [] if it has them all."""
    with _DRAWING, drawing(), warnings.catch_warnings(record=True) as said:
        warnings.simplefilter("always")
        figure = Figure()
        figure.text(0.5, 0.5, words)
        FigureCanvasAgg(figure).draw()  # type: ignore[no-untyped-call]  # matplotlib leaves its methods untyped
    return [str(one.message) for one in said]


@contextmanager
def drawing() -> Iterator[None]:
    """Draw with our type and ink, and leave the learner's own settings alone."""
    settings: Any = {
        # Hangul first: the other order breaks it beside formulas
        "font.family": [_font(), "DejaVu Sans"],
        "mathtext.fontset": "dejavusans",
        "font.size": 11.0,
        "axes.unicode_minus": False,
        "axes.edgecolor": QUIET,
        "axes.labelcolor": INK,
        "text.color": INK,
        "xtick.color": INK,
        "ytick.color": INK,
        "figure.facecolor": PAPER,
        "axes.facecolor": PAPER,
    }
    # from matplotlib's defaults, whatever style a cell has chosen; afterwards everything is as it was
    with style.context(["default", settings]):
        yield
