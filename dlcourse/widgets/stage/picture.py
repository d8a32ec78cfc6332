"""A picture that answers fast: the axes are laid out once, and only what moves is drawn again.

matplotlib spends most of its time on layout, ticks and axes. So the still part is made once and kept; every new frame is the moving artists
alone. Both are made in two ways: as lists that the page paints (`recorder.py`), and as pixels for wherever no page paints (an untrusted
notebook, a host that blocks scripts). There is no pyplot here and no figure that anybody could forget to close.
"""

import io
import struct
import threading
import warnings
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any, cast

import numpy as np
import PIL.Image
from matplotlib import style
from matplotlib.artist import Artist
from matplotlib.figure import Figure
from matplotlib.image import AxesImage

from dlcourse.widgets.stage.lettering import Canvas, family, forget
from dlcourse.widgets.stage.palette import INK, PAPER, QUIET
from dlcourse.widgets.stage.recorder import Recorder
from dlcourse.widgets.stage.scene import Artists, Numbers

DPI = 100
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
            self.width, self.height = (int(side) for side in self.figure.bbox.size)
            self._canvas = cast(Any, Canvas(self.figure))  # matplotlib leaves its methods untyped
            self.artists = draw(self.figure)
            moving = flat(artist for name, artist in self.artists.items() if not name.startswith("still "))
            frames = [spine for axes in self.figure.axes if axes.axison for spine in axes.spines.values()]
            # the frame of the axes moves too: ground painted under it must not paint over it
            self._moving = sorted([*moving, *frames], key=lambda artist: artist.get_zorder())
            for artist in self._moving:
                artist.set_animated(True)
            for image in self.figure.findobj(AxesImage):
                # cells as they are, for a page to enlarge at its own resolution
                image.set_interpolation("none")
        self._still_list: bytes | None = None  # both are made when they are first asked for
        self._still_pixels: Any = None

    def move(self, numbers: Numbers) -> None:
        """Move to these numbers, without drawing anything yet."""
        with _DRAWING:
            self._move(numbers)

    def still(self) -> bytes:
        """The list (`recorder.py`) of what stands still, one frame; the same bytes as before, if nothing of it has changed."""
        with _DRAWING:
            return self._still()

    def moving(self) -> bytes:
        """The list of what moves, one frame, to be painted over `still`."""
        with _DRAWING:
            self._still()  # the axes find their place while they are drawn
            recorder = Recorder(self.figure)
            recorder.frame(self._moving)
            return recorder.packed()

    def sweep(self, states: Iterable[Numbers]) -> bytes:
        """A list with a frame for each of these numbers, over `still` as it is now; a frame that needs other axes holds them itself.

        The picture is left where the last one put it: `move` it afterwards.
        """
        with _DRAWING:
            self._still()
            recorder = Recorder(self.figure)
            for numbers in states:
                self._move(numbers)
                if self._still_list is not None:
                    recorder.frame(self._moving)
                else:  # once the axes have changed, nobody knows which later frame has the first ones again
                    with drawing():
                        recorder.frame(self._moving, whole=True)
            return recorder.packed()

    def frame(self, numbers: Numbers) -> bytes:
        """The picture of these numbers, as the bytes of a PNG, for wherever nothing can be painted."""
        return fast_png(self._pixels(numbers))

    def png(self, numbers: Numbers) -> bytes:
        """The same, small enough to live in a notebook file."""
        out = io.BytesIO()
        PIL.Image.fromarray(self._pixels(numbers)).save(out, "PNG", optimize=True)
        return out.getvalue()

    def _pixels(self, numbers: Numbers) -> np.ndarray:
        with _DRAWING:
            self._move(numbers)
            if self._still_pixels is None:
                with drawing():
                    self._canvas.draw()
                self._still_pixels = self._canvas.copy_from_bbox(self.figure.bbox)
            # no `drawing()` here: it changes matplotlib's settings for the whole process, and a cell may be plotting
            self._canvas.restore_region(self._still_pixels)
            for artist in self._moving:
                self.figure.draw_artist(artist)
            return np.array(self._canvas.buffer_rgba())[..., :3]

    def _still(self) -> bytes:
        if self._still_list is None:
            with drawing():
                recorder = Recorder(self.figure)
                recorder.frame()
                self._still_list = recorder.packed()
        return self._still_list

    def _move(self, numbers: Numbers) -> None:
        if self._update(self.artists, numbers):
            self._still_list = self._still_pixels = None


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


def missing(words: str) -> list[str]:
    """What matplotlib says of letters that our type lacks, while it draws these words; [] if it has them all."""
    with _DRAWING, drawing(), warnings.catch_warnings(record=True) as said:
        warnings.simplefilter("always")
        forget()
        figure = Figure()
        figure.text(0.5, 0.5, words)
        Canvas(figure).draw()  # type: ignore[no-untyped-call]  # matplotlib leaves its methods untyped
    return [str(one.message) for one in said]


@contextmanager
def drawing() -> Iterator[None]:
    """Draw with our type and ink, and leave the learner's own settings alone."""
    settings: Any = {
        "font.family": family(),
        "mathtext.fontset": "dejavusans",
        "font.size": 11.0,
        "axes.labelpad": 8.0,  # written larger in a narrow window, the numbers beside a label need room
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
