"""How words are written in pictures: one typeface, a true minus, and letters as outlines.

Latin letters, digits and mathematics are DejaVu Sans, which comes with matplotlib and looks like the letters of a page; Hangul is our own
font (`fonts/`). The outlines travel with the picture: it looks the same on every machine, and the page needs no font.
"""

import pathlib
import re
from collections import OrderedDict
from functools import cache, lru_cache
from typing import Any, cast

import numpy as np
from matplotlib import font_manager
from matplotlib.backend_bases import RendererBase
from matplotlib.backends.backend_agg import FigureCanvasAgg, RendererAgg
from matplotlib.font_manager import FontProperties
from matplotlib.ft2font import LoadFlags
from matplotlib.path import Path
from matplotlib.textpath import text_to_path
from matplotlib.transforms import Affine2D

LATIN = "DejaVu Sans"
HANGUL = "DlcourseHangul"
MOST = 2000  # words that are remembered

Letter = tuple[np.ndarray, np.ndarray, float, float, float]  # points, codes, x, y, size

_HYPHEN = re.compile(
    r"(?<![\w)\]-])-(?=[\d.∞]|log(?![a-z]))|(?<= )-(?= )"
)  # before a number, or alone; not between two words
_SYLLABLE = re.compile("[\u3131-\u318e\uac00-\ud7a3]")
_drawn: OrderedDict[str, Any] = OrderedDict()  # the outline of every letter that has been written


@cache
def family() -> list[str]:
    """The typeface of all pictures, for matplotlib."""
    font_manager.fontManager.addfont(str(pathlib.Path(__file__).parent / "fonts" / f"{HANGUL}.ttf"))
    return [LATIN, HANGUL]


def set_like(words: str, prop: FontProperties, is_math: bool) -> tuple[str, FontProperties]:
    """Words and type as they are written."""
    if not is_math:
        return _HYPHEN.sub("−", words), prop
    if _SYLLABLE.search(words):
        # the words beside a formula all come from the first font
        prop = prop.copy()
        prop.set_family([*family()[::-1]])
    return words, prop


@lru_cache(maxsize=MOST)
def outlines(words: str, prop: FontProperties, is_math: bool) -> tuple[Letter, ...]:
    """Every letter (and the lines of fractions and roots), a hundred pixels high, y upwards from the base line."""
    if is_math:
        # an empty memory would be taken for none
        placed, drawn, lines = text_to_path.get_glyphs_mathtext(prop, words, glyph_map=_drawn or None)
    else:
        placed, drawn, lines = text_to_path.get_glyphs_with_font(_font(prop), words, glyph_map=_drawn)
    _drawn.update(drawn)
    letters = [(*_drawn[name], x, y, size) for name, x, y, size in placed]
    return (*letters, *((np.array(points), np.array(codes), 0.0, 0.0, 1.0) for points, codes in lines))


@lru_cache(maxsize=MOST)
def room(words: str, prop: FontProperties, is_math: bool) -> tuple[float, float, float]:
    """Width, height and descent of words, in points."""
    if is_math:
        width, height, descent = map(float, cast(Any, text_to_path).get_text_width_height_descent(words, prop, True))
        return width, height, descent
    font = _font(prop)
    font.set_text(words, 0.0, flags=LoadFlags.NO_HINTING)
    scale = prop.get_size_in_points() / text_to_path.FONT_SCALE / 64
    width, height = font.get_width_height()
    return width * scale, height * scale, font.get_descent() * scale


def forget() -> None:
    """Write all words anew: what matplotlib says of a letter that it lacks, it says when it first looks for it."""
    outlines.cache_clear()
    room.cache_clear()


def _font(prop: FontProperties) -> Any:
    files = []
    for name in prop.get_family():
        one = prop.copy()
        one.set_family(name)
        files.append(font_manager.findfont(one))
    font = font_manager.get_font(files)
    font.set_size(text_to_path.FONT_SCALE, text_to_path.DPI)
    return font


class Writing(RendererBase):
    """What every renderer of ours does with words: they take the same room on a page as in a PNG."""

    def get_text_width_height_descent(self, s: str, prop: FontProperties, ismath: Any) -> tuple[float, float, float]:
        width, height, descent = room(*set_like(s, prop, bool(ismath)), bool(ismath))
        scale = cast(Any, self).points_to_pixels(1)
        return width * scale, height * scale, descent * scale


class Pen(Writing, RendererAgg):
    """matplotlib's renderer of pixels, which writes as we do."""

    def draw_text(
        self, gc: Any, x: float, y: float, s: str, prop: Any, angle: float, ismath: Any = False, mtext: Any = None
    ) -> None:
        letters = outlines(*set_like(s, prop, bool(ismath)), bool(ismath))
        pen = cast(Any, self)  # matplotlib leaves its methods untyped
        size = pen.points_to_pixels(prop.get_size_in_points()) / text_to_path.FONT_SCALE
        turned = Affine2D().scale(size).rotate_deg(angle).translate(x, pen.height - y)
        gc.set_linewidth(0)
        for points, codes, left, up, own in letters:
            if len(points):
                place = Affine2D().scale(own).translate(left, up) + turned
                pen.draw_path(gc, Path(points, codes), place, rgbFace=gc.get_rgb())


class Canvas(FigureCanvasAgg):
    """A canvas for `Pen`."""

    def get_renderer(self) -> Pen:
        wanted = (*self.figure.bbox.size, self.figure.dpi)
        if getattr(self, "_made_for", None) != wanted:
            self.renderer, self._made_for = cast(Any, Pen)(*wanted), wanted
        return self.renderer
