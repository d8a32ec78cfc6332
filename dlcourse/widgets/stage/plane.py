"""The square with the four corners of a gate, and what a line cuts off from it."""

import numpy as np

from dlcourse.widgets.stage.words import number

LOW, HIGH = -0.5, 1.5
SQUARE = np.array([[LOW, LOW], [HIGH, LOW], [HIGH, HIGH], [LOW, HIGH]])


def half_plane(w: np.ndarray, b: float) -> tuple[np.ndarray, np.ndarray]:
    """The part of the picture where w1*x1 + w2*x2 + b > 0, as corners (K, 2), and the ends of the line, (2, 2) or (0, 2)."""
    return _cut(SQUARE, w, b)


def clipped(polygon: np.ndarray, w: np.ndarray, b: float) -> np.ndarray:
    """The part of a convex polygon (K, 2) where w1*x1 + w2*x2 + b > 0, as corners."""
    return _cut(polygon, w, b)[0]


def _cut(polygon: np.ndarray, w: np.ndarray, b: float) -> tuple[np.ndarray, np.ndarray]:
    inside, ends = [], []
    for here, there in zip(polygon, np.roll(polygon, -1, axis=0), strict=True):
        z, next_z = float(here @ w + b), float(there @ w + b)
        if z > 0:
            inside.append(here)
        if (z > 0) != (next_z > 0):
            crossing = here + z / (z - next_z) * (there - here)
            inside.append(crossing)
            ends.append(crossing)
    return np.array(inside).reshape(-1, 2), np.array(ends).reshape(-1, 2)


def equation(w: np.ndarray, b: float) -> str:
    """The line in letters: "2·x1 - 1·x2 + 0.5 = 0"."""
    signs = ["- " if value < 0 else "+ " for value in (w[1], b)]
    return f"{number(w[0])}·x1 {signs[0]}{number(abs(w[1]))}·x2 {signs[1]}{number(abs(b))} = 0"


def corner(x: np.ndarray) -> str:
    """A point as a person writes it."""
    return f"({number(x[0])}, {number(x[1])})"
