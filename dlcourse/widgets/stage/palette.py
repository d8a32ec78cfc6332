"""Colours of every picture, in one place: safe for colour-blind eyes, and never the only sign.

The colours are Okabe and Ito's, darkened where white paper asks for it. Pictures stand on a white card in both themes; words around them take
the theme's own colours.
"""

import numpy as np

PAPER = "#ffffff"
INK = "#222222"
QUIET = "#6b6b6b"
ONE = "#0072b2"  # class 1, "yes", the first curve: blue, circles, solid lines
ZERO = "#c04f00"  # class 0, "no", the second curve: orange, squares, dashed lines
LINE = "#7a3b8f"  # the model's own line: purple, thick
ONE_GROUND = "#d6e9f5"
ZERO_GROUND = "#fbe6d3"
LINE_GROUND = "#ecdff2"
RIGHT_GROUND = "#d5ece3"
RIGHT = "#00694f"
WRONG = "#b3261e"


def levels(colour: str) -> np.ndarray:
    """A colour as three numbers from 0 to 255."""
    return np.array([int(colour[i : i + 2], 16) for i in (1, 3, 5)], dtype=float)


def rgb(colour: str) -> np.ndarray:
    """A colour as three numbers from 0 to 1."""
    return levels(colour) / 255
