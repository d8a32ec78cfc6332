"""A picture as a list of what is drawn, which the page paints by itself: sharp at any size, in the colours of its theme.

`Recorder` is a matplotlib renderer that notes artists instead of painting them. `painter.js` reads the list and paints it on a canvas.

    record(figure) -> bytes            the whole figure: a list with one frame
    recorder = Recorder(figure)        a list with many frames, which share colours, shapes, words and images
    recorder.frame()                   adds a frame with the still part: all but animated artists
    recorder.frame(artists)            adds a frame with these artists, to be painted over the still part
    recorder.frame(artists, whole=True)  adds a frame with both, which needs no other
    recorder.packed()                  the list

A picture (`picture.py`) gives the stage two lists: what stands still, and what moves; or, for a `sweep`, a frame for each of many positions.
In the page, `parse(bytes)` of painter.js gives a list or null (damaged, or of another version: show the PNG then), and
`paint(canvas, [[list, number of a frame], ...], {width, dark})` paints frames over each other: the still one, then the moving one, unless
`list.frames[number].whole`.

The format, version 1. A number is written as in `packing.plain`, one marked ± as in `packing.signed`. Lengths are sixteenths of a pixel from
the upper left corner; `n*` means a number n and then as many entries. Numbers of entries in a table begin with 0.

    list     "DL", a byte: the version, width and height in pixels, then the tables: colours, shapes, runs, styles, clips, images, frames
    colours  n* three bytes red, green, blue in the light theme, three in the dark one; white is the paper
    shapes   n* length in bytes, then n* pieces (8 * how many + 0 move, 1 line, 2 parabola, 3 cubic, 4 close), then ± steps from point to point.
             The first point is the origin. Letters are shapes too, a hundred pixels high
    runs     n* n* (shape, ± x, ± y, size in thousandths): words, from the left end of their base line
    styles   n* (1 + colour of the line or 0; if it has one: its alpha 0 to 255, width in 64ths, cap 0 butt 1 round 2 square,
             join 0 miter 1 round 2 bevel, n* dashes in 64ths, offset of the dashes;
             1 + colour of the ground or 0; if it has one: its alpha;
             1 + shape of the hatch or 0; if it has one: ± x, ± y, colour, width in 64ths, side of its tile in pixels)
    clips    n* (1: left, top, width, height, all ±; or 2: shape, ± x, ± y; or 3: both)
    images   n* (width, height, n* (colour, alpha), a byte for each pixel)
    frames   n* (1 if it replaces the still part, else 0; length in bytes; what is painted)

    painted  1 path     style, 1 + clip or 0, shape, ± x, ± y, 1 if it keeps to whole pixels of the screen
             2 marks    style, 1 + clip or 0, shape, ± x, ± y from its place, 1 if it keeps to whole pixels, n* ± steps from place to place
             3 words    style, 1 + clip or 0, run, ± x, ± y, size in 16ths of a pixel, ± angle in tenths of a degree;
                        a whole turn more: written larger they keep their beginning, a turn less: their end, else their middle
             4 image    1 + clip or 0, image, alpha, 1 if its cells have sharp edges, six floats (32 bits): the matrix of a canvas
"""

import struct
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

import numpy as np
from matplotlib.artist import Artist
from matplotlib.backend_bases import GraphicsContextBase
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure
from matplotlib.path import Path
from matplotlib.transforms import Affine2D

from dlcourse.widgets.stage.lettering import MOST, Writing, outlines, set_like
from dlcourse.widgets.stage.packing import differences, indexed, many, plain, signed
from dlcourse.widgets.stage.palette import at_night

VERSION = 1
UNIT = 16  # parts of a pixel
FINE = 64  # parts of a pixel that widths and dashes are given in
MOVE, LINE, PARABOLA, CUBIC, CLOSE = range(5)
PATH, MARKS, WORDS, IMAGE = 1, 2, 3, 4
_PIECES = {Path.MOVETO: (MOVE, 1), Path.LINETO: (LINE, 1), Path.CURVE3: (PARABOLA, 2), Path.CURVE4: (CUBIC, 3)}
TURN = 3600
_HELD = {"left": 1, "right": -1}
_CAPS = {"butt": 0, "round": 1, "projecting": 2}
_JOINS = {"miter": 0, "round": 1, "bevel": 2}
_MOST_SNAPPED = 1024  # points of a path that may keep to whole pixels, as in Agg


class Table:
    """Entries that are written once, however often they are used."""

    def __init__(self) -> None:
        self._numbers: dict[bytes, int] = {}

    def __iter__(self) -> Iterator[bytes]:
        return iter(self._numbers)

    def number(self, entry: bytes) -> int:
        return self._numbers.setdefault(entry, len(self._numbers))

    def packed(self, *, lengths: bool = False) -> bytes:
        entries = (plain(len(entry)) + entry if lengths else entry for entry in self._numbers)
        return plain(len(self._numbers)) + b"".join(entries)


class Recorder(Writing):
    """A renderer that notes what it is asked to draw."""

    def __init__(self, figure: Figure) -> None:
        super().__init__()
        self._figure = figure
        self._dpi = figure.dpi
        self._width, self._height = (int(side) for side in figure.bbox.size)  # as Agg does
        self._colours, self._shapes, self._runs, self._styles = Table(), Table(), Table(), Table()
        self._clips, self._images = Table(), Table()
        self._frames: list[bytes] = []
        self._painted: list[bytes] = []
        self._known: dict[Any, int] = {}  # what has been looked up: words -> run, colour -> number

    # --- what the stage asks for ------------------------------------------------------------------------------------

    def frame(self, artists: Iterable[Artist] | None = None, *, whole: bool = False) -> int:
        """Add a frame: all that does not move, or these artists over it; if it is `whole`, both. Its number."""
        self._painted = []
        if whole or artists is None:
            paper = self._figure.patch.get_visible()
            self._figure.patch.set_visible(False)  # the page has its own paper
            try:
                self._figure.draw(self)
            finally:
                self._figure.patch.set_visible(paper)
        for artist in artists or ():
            artist.draw(self)
        painted = b"".join(self._painted)
        self._frames.append(plain(int(whole or artists is None), len(painted)) + painted)
        return len(self._frames) - 1

    def packed(self) -> bytes:
        """All frames so far, as a list."""
        head = b"DL" + bytes([VERSION]) + plain(self._width, self._height)
        tables = (self._runs, self._styles, self._clips, self._images)
        light = np.array([*map(list, self._colours)], dtype=np.uint8).reshape(-1, 3)
        colours = plain(len(light)) + np.hstack([light, at_night(light)]).tobytes()
        parts = [head, colours, self._shapes.packed(lengths=True), *(table.packed() for table in tables)]
        return b"".join([*parts, plain(len(self._frames)), *self._frames])

    # --- what matplotlib asks for -----------------------------------------------------------------------------------

    def get_canvas_width_height(self) -> tuple[float, float]:
        return self._width, self._height

    def points_to_pixels(self, points: Any) -> Any:
        return points * self._dpi / 72

    def option_image_nocomposite(self) -> bool:
        return True

    def option_scale_image(self) -> bool:
        return True

    def draw_path(self, gc: Any, path: Any, transform: Any, rgbFace: Any = None) -> None:
        # only a line may be cut where the picture ends: a ground would lose its shape
        line = rgbFace is None and gc.get_hatch() is None
        edge = 2 + 2 * self.points_to_pixels(gc.get_linewidth())
        clip = (-edge, -edge, self._width + edge, self._height + edge) if line else None
        shape, first, straight = self._shape(path, transform, clip=clip, simplify=None if line else False)
        if shape is not None:
            style, place = self._style(gc, rgbFace), signed(*first)
            snap = int(straight if gc.get_snap() is None else bool(gc.get_snap()))
            self._painted.append(plain(PATH, style, self._clip(gc), shape) + place + plain(snap))

    def draw_markers(
        self, gc: Any, marker_path: Any, marker_trans: Any, path: Any, trans: Any, rgbFace: Any = None
    ) -> None:
        places = trans.transform(path.vertices)
        places = places[np.isfinite(places).all(axis=1)]
        # the height of a mark is measured from its own origin
        mark, first, straight = self._shape(marker_path, marker_trans, about=0)
        if mark is None or not len(places):
            return
        snap = int(straight if gc.get_snap() is None else bool(gc.get_snap()))
        at = np.round(self._down(places) * UNIT).astype(np.int64)
        head = plain(MARKS, self._style(gc, rgbFace), self._clip(gc), mark) + signed(*first) + plain(snap, len(at))
        self._painted.append(head + differences(at))

    def draw_text(
        self, gc: Any, x: float, y: float, s: str, prop: Any, angle: float, ismath: Any = False, mtext: Any = None
    ) -> None:
        run = self._run(*set_like(s, prop, bool(ismath)), bool(ismath))
        style = self._style_of(None, gc.get_rgb())
        place = signed(round(x * UNIT), round(y * UNIT))
        size = round(self.points_to_pixels(prop.get_size_in_points()) * UNIT)
        head = plain(WORDS, style, self._clip(gc), run)
        held = _HELD.get(mtext.get_horizontalalignment(), 0) if mtext is not None and not angle else 0
        self._painted.append(head + place + plain(size) + signed(round(angle * 10) + TURN * held))

    def draw_image(self, gc: Any, x: float, y: float, im: Any, transform: Any = None) -> None:
        height, width = im.shape[:2]
        if not height or not width:
            return
        turn = Affine2D() if transform is None else Affine2D().scale(1 / width, 1 / height) + transform
        matrix = (turn + Affine2D().translate(x, y).scale(1, -1).translate(0, self._height)).get_matrix()
        colours, numbers = indexed(np.asarray(im))
        palette = b"".join(plain(self._colour(tuple(colour[:3] / 255)), int(colour[3])) for colour in colours)
        image = self._images.number(plain(width, height, len(colours)) + palette + numbers.tobytes())
        alpha = round(255 * (1.0 if gc.get_alpha() is None or transform is None else gc.get_alpha()))
        six = struct.pack("<6f", *matrix[:2, :].T.ravel())
        self._painted.append(plain(IMAGE, self._clip(gc), image, alpha, int(transform is not None)) + six)

    # --- what goes into the tables ----------------------------------------------------------------------------------

    def _down(self, points: np.ndarray) -> np.ndarray:
        """Points whose height is measured from the top, as a page does."""
        return np.column_stack([points[:, 0], self._height - points[:, 1]])

    def _shape(
        self, path: Any, transform: Any, *, clip: Any = None, simplify: bool | None = False, about: float | None = None
    ) -> tuple[int | None, tuple[int, int], bool]:
        """The number of a shape, where its first point lies, and whether all its lines are level or upright."""
        clean = path.cleaned(transform, remove_nans=True, clip=clip, simplify=simplify, curves=True)
        points = clean.vertices.copy()
        points[:, 1] = (self._height if about is None else about) - points[:, 1]
        entry, first, straight = _written(np.round(points * UNIT), clean.codes)
        return (self._shapes.number(entry) if entry else None), first, straight

    def _run(self, words: str, prop: Any, is_math: bool) -> int:
        key = (words, prop, is_math)
        number = self._known.get(key)
        if number is None:
            letters = _letters(*key)
            parts = [plain(self._shapes.number(shape)) + where for shape, where in letters]
            number = self._known[key] = self._runs.number(plain(len(parts)) + b"".join(parts))
        return number

    def _colour(self, rgb: tuple[float, ...]) -> int:
        number = self._known.get(rgb)
        if number is None:
            number = self._known[rgb] = self._colours.number(bytes(round(255 * part) for part in rgb))
        return number

    def _style(self, gc: GraphicsContextBase, face: Any) -> int:
        ground = None
        if face is not None and len(face):
            solid = gc.get_forced_alpha() or len(face) < 4
            ground = (*face[:3], gc.get_alpha() if solid else face[3])
        return self._style_of(gc, ground)

    def _style_of(self, gc: Any, ground: Any) -> int:
        width = 0 if gc is None else round(self.points_to_pixels(gc.get_linewidth()) * FINE)
        if gc is None or width == 0 or gc.get_rgb()[3] == 0:
            line = plain(0)
        else:
            rgb = gc.get_rgb()
            offset, dashes = gc.get_dashes()
            dashes = [] if dashes is None else [round(self.points_to_pixels(dash) * FINE) for dash in dashes]
            start = round(self.points_to_pixels(offset or 0) * FINE) if dashes else 0
            cap, join = _CAPS[gc.get_capstyle()], _JOINS[gc.get_joinstyle()]
            line = plain(1 + self._colour(rgb[:3]), round(255 * rgb[3]), width, cap, join, len(dashes), *dashes, start)
        fill = plain(0)
        if ground is not None and ground[3] > 0:
            fill = plain(1 + self._colour(tuple(ground[:3])), round(255 * ground[3]))
        return self._styles.number(line + fill + self._hatch(gc))

    def _hatch(self, gc: Any) -> bytes:
        path = None if gc is None else gc.get_hatch_path()
        if path is None:
            return plain(0)
        side = round(self._dpi)
        shape, first, _ = self._shape(path, Affine2D().scale(side), about=side)
        if shape is None:
            return plain(0)
        width = round(self.points_to_pixels(gc.get_hatch_linewidth()) * FINE)
        colour = self._colour(to_rgb(gc.get_hatch_color()))
        return plain(1 + shape) + signed(*first) + plain(colour, width, side)

    def _clip(self, gc: Any) -> int:
        """1 + the number of what gc cuts off, or 0."""
        rectangle, (path, transform) = gc.get_clip_rectangle(), gc.get_clip_path()
        kind, entry = 0, b""
        if rectangle is not None:
            left, bottom, right, top = (round(side * UNIT) for side in rectangle.extents)
            kind, entry = 1, signed(left, self._height * UNIT - top, right - left, top - bottom)
        if path is not None:
            shape, first, _ = self._shape(path, transform)
            if shape is not None:
                kind, entry = kind + 2, entry + plain(shape) + signed(*first)
        return 1 + self._clips.number(plain(kind) + entry) if kind else 0


def record(figure: Figure) -> bytes:
    """The whole figure, moving artists too, as a list with one frame."""
    moving = [artist for artist in figure.findobj() if artist.get_animated()]
    for artist in moving:
        artist.set_animated(False)
    try:
        recorder = Recorder(figure)
        recorder.frame()
        return recorder.packed()
    finally:
        for artist in moving:
            artist.set_animated(True)


@lru_cache(maxsize=MOST)
def _letters(words: str, prop: Any, is_math: bool) -> list[tuple[bytes, bytes]]:
    """The shape of every letter, and where it stands."""
    letters = []
    for points, codes, x, y, size in outlines(words, prop, is_math):
        shape, first, _ = _written(np.round(points * (UNIT, -UNIT)), codes)
        if shape:  # a space has none
            at = (round(x * UNIT + first[0] * size), round(-y * UNIT + first[1] * size))
            letters.append((shape, signed(*at) + plain(round(size * 1000))))
    return letters


def _written(points: np.ndarray, codes: np.ndarray) -> tuple[bytes, tuple[int, int], bool]:
    """A shape, empty if nothing is drawn; where its first point lies; and whether all its lines are level or upright."""
    kept = (codes != Path.CLOSEPOLY) & (codes != Path.STOP)
    if not kept.any():
        return b"", (0, 0), False
    corners = points[kept].astype(np.int64)
    steps = np.diff(corners, axis=0)
    curved = ((codes == Path.CURVE3) | (codes == Path.CURVE4)).any()
    straight = not curved and len(corners) <= _MOST_SNAPPED and bool((steps == 0).any(axis=1).all())
    return _pieces(codes) + many(steps), (int(corners[0, 0]), int(corners[0, 1])), straight


def _pieces(codes: np.ndarray) -> bytes:
    """What the points of a path are, as "so many lines, then so many curves"."""
    codes = codes[codes != Path.STOP]
    starts = np.flatnonzero(np.diff(codes.astype(int), prepend=-1))
    pieces = []
    for start, end in zip(starts, [*starts[1:], len(codes)], strict=True):
        kind, points = _PIECES.get(codes[start], (CLOSE, 1))
        pieces.append(8 * ((end - start) // points) + kind)
    return plain(len(pieces), *map(int, pieces))
