"""How words are written in pictures: one typeface, a true minus, and letters as outlines.

Latin letters, digits and mathematics are DejaVu Sans, which comes with matplotlib and looks like the letters of a page; Hangul is our own
font (`fonts/`). The outlines travel with the picture: it looks the same on every machine, and the page needs no font.
"""

import re
from collections import OrderedDict
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from matplotlib import font_manager
from matplotlib.backends.backend_agg import FigureCanvasAgg, RendererAgg
from matplotlib.font_manager import FontProperties
from matplotlib.textpath import TextToPath

LATIN = "DejaVu Sans"
HANGUL = "DlcourseHangul"

Letter = tuple[np.ndarray, np.ndarray, float, float, float]  # points, codes, x, y, size

_HYPHEN = re.compile(r"(?<![\w)\]-])-(?=[\d.∞])")  # one that stands before a number, and not between two
_SYLLABLE = re.compile("[\u3131-\u318e\uac00-\ud7a3]")
_drawn: OrderedDict[str, Any] = OrderedDict()  # the outline of every letter that has been written


@cache
def family() -> list[str]:
    """The typeface of all pictures, for matplotlib."""
    font_manager.fontManager.addfont(str(Path(__file__).parent / "fonts" / f"{HANGUL}.ttf"))
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


class _Outlines(TextToPath):
    """matplotlib's own, with a memory."""

    def letters(self, words: str, prop: FontProperties, is_math: bool) -> tuple[Any, Any]:
        if is_math:
            # an empty memory would be taken for none
            placed, drawn, lines = self.get_glyphs_mathtext(prop, words, glyph_map=_drawn or None)
        else:
            placed, drawn, lines = self.get_glyphs_with_font(self._get_font(prop), words, glyph_map=_drawn)
        _drawn.update(drawn)
        return placed, lines


_outlines = _Outlines()  # type: ignore[no-untyped-call]  # matplotlib leaves its methods untyped


def outlines(words: str, prop: FontProperties, is_math: bool) -> list[Letter]:
    """Every letter (and the lines of fractions and roots), a hundred units high, y upwards from the base line."""
    placed, lines = _outlines.letters(words, prop, is_math)
    letters = [(*_drawn[name], x, y, size) for name, x, y, size in placed]
    return letters + [(np.array(points), np.array(codes), 0.0, 0.0, 1.0) for points, codes in lines]


class Pen(RendererAgg):
    """matplotlib's renderer of pixels, which writes as we do."""

    def get_text_width_height_descent(self, s: str, prop: Any, ismath: Any) -> Any:
        return super().get_text_width_height_descent(*set_like(s, prop, bool(ismath)), ismath)

    def draw_text(
        self, gc: Any, x: float, y: float, s: str, prop: Any, angle: float, ismath: Any = False, mtext: Any = None
    ) -> None:
        super().draw_text(gc, x, y, *set_like(s, prop, bool(ismath)), angle, ismath, mtext)


class Canvas(FigureCanvasAgg):
    """A canvas for `Pen`."""

    def get_renderer(self) -> Pen:
        if not hasattr(self, "renderer"):
            self.renderer = Pen(*self.figure.bbox.size, self.figure.dpi)
        return self.renderer
