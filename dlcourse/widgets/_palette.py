"""Colours and type of every picture, in one place: safe for colour-blind eyes, and never the only sign.

The colours are Okabe and Ito's, darkened where white paper asks for it. Pictures stand on a white card in both themes; words around them take
the theme's own colours.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import matplotlib
from matplotlib import font_manager

PAPER = "#ffffff"
INK = "#222222"
QUIET = "#6b6b6b"
ONE = "#0072b2"  # class 1, "yes", the first curve: blue, circles, solid lines
ZERO = "#c04f00"  # class 0, "no", the second curve: orange, squares, dashed lines
LINE = "#7a3b8f"  # the model's own line: purple, thick
ONE_GROUND = "#d6e9f5"
ZERO_GROUND = "#fbe6d3"
RIGHT = "#00694f"
WRONG = "#b3261e"

FONT = "DlcourseHangul"


@cache
def _font() -> str:
    path = Path(__file__).parent / "fonts" / f"{FONT}.ttf"
    font_manager.fontManager.addfont(str(path))
    return FONT


@contextmanager
def drawing() -> Iterator[None]:
    """Draw with our type and ink, and leave the learner's own settings alone."""
    settings: Any = {
        # this order: the other one breaks Hangul beside formulas
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
    with matplotlib.rc_context(settings):
        yield
