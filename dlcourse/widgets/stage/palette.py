"""Colours of every picture, in one place: safe for colour-blind eyes, and never the only sign.

The colours are Okabe and Ito's, darkened where white paper asks for it. In a dark theme the page paints them as `at_night` says.
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

NIGHT = 0.178  # how light the paper is in a dark theme, from 0 to 1
_TO_CONES = np.array(
    [
        [0.4122214708, 0.5363325363, 0.0514459929],
        [0.2119034982, 0.6806995451, 0.1073969566],
        [0.0883024619, 0.2817188376, 0.6299787005],
    ]
)
_TO_LAB = np.array(
    [
        [0.2104542553, 0.7936177850, -0.0040720468],
        [1.9779984951, -2.4285922050, 0.4505937099],
        [0.0259040371, 0.7827717662, -0.8086757660],
    ]
)


def levels(colour: str) -> np.ndarray:
    """A colour as three numbers from 0 to 255."""
    return np.array([int(colour[i : i + 2], 16) for i in (1, 3, 5)], dtype=float)


def rgb(colour: str) -> np.ndarray:
    """A colour as three numbers from 0 to 1."""
    return levels(colour) / 255


def at_night(colours: np.ndarray) -> np.ndarray:
    """Colours (N, 3), 0 to 255, as they look in a dark theme: of the same hue, light where they were dark; white becomes the paper, almost black.

    Lightness is turned in Björn Ottosson's OKLab, where equal steps look equal; middle colours become lighter, or they would be lost on
    dark paper.
    """
    given = colours / 255
    linear = np.where(given <= 0.04045, given / 12.92, ((given + 0.055) / 1.055) ** 2.4)
    lab = np.cbrt(linear @ _TO_CONES.T) @ _TO_LAB.T
    lab[:, 0] = NIGHT + (1 - NIGHT) * np.clip(1 - lab[:, 0], 0, 1) ** 0.7
    linear = ((lab @ np.linalg.inv(_TO_LAB).T) ** 3) @ np.linalg.inv(_TO_CONES).T
    # a colour that no screen has is paled towards the grey of its lightness
    grey = lab[:, :1] ** 3
    with np.errstate(divide="ignore", invalid="ignore"):
        room = np.where(linear > 1, (1 - grey) / (linear - grey), np.where(linear < 0, grey / (grey - linear), 1))
    linear = np.clip(grey + (linear - grey) * np.clip(room, 0, 1).min(axis=1, keepdims=True), 0, 1)
    shown = np.where(linear <= 0.0031308, linear * 12.92, 1.055 * linear ** (1 / 2.4) - 0.055)
    return np.round(shown * 255).astype(np.uint8)
