"""The square with the four corners of a gate, and what a line cuts off from it."""

from typing import TYPE_CHECKING, Any

import numpy as np

from dlcourse.widgets.stage.handle import Place
from dlcourse.widgets.stage.palette import LINE, PAPER
from dlcourse.widgets.stage.tell import tell
from dlcourse.widgets.stage.words import number

if TYPE_CHECKING:
    from matplotlib.axes import Axes

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


# the weight vector starts in the middle and is drawn so short that the longest one stays inside
_MIDDLE, _LONGEST = (LOW + HIGH) / 2, 0.36


def foot(w: np.ndarray, b: float) -> Place | None:
    """The place on the line that is nearest to the middle of the square; None if that lies outside, or if there is no line."""
    if not w.any():
        return None
    middle = np.array([_MIDDLE, _MIDDLE])
    x1, x2 = middle - (w @ middle + b) / (w @ w) * w
    return (float(x1), float(x2)) if min(x1, x2) >= LOW and max(x1, x2) <= HIGH else None


def held_line(w: np.ndarray, b: float) -> tuple[Place, ...]:
    """Where a line can be taken hold of: anywhere on it."""
    return tuple((float(x1), float(x2)) for x1, x2 in half_plane(w, b)[1])


def tip(w: np.ndarray, largest: float) -> Place:
    """Where the weight vector ends, in a plane whose weights are at most so large."""
    x1, x2 = _MIDDLE + _LONGEST / largest * w
    return float(x1), float(x2)


def draw_vector(axes: "Axes", letter: str) -> list[Any]:
    """A weight vector: it stands at right angles to the line and points to the side of 1."""
    dot: dict[str, Any] = {"markevery": [1], "markersize": 8, "markeredgecolor": PAPER, "markeredgewidth": 1}
    box: dict[str, Any] = {"facecolor": PAPER, "edgecolor": "none", "pad": 0.5}
    return [
        axes.plot([], [], "-o", color=LINE, linewidth=1.6, zorder=3, **dot)[0],
        axes.text(0, 0, letter, ha="center", va="center", fontsize=10, color=LINE, bbox=box, zorder=3),
    ]


def move_vector(vector: list[Any], w: np.ndarray, largest: float) -> None:
    """Let the vector show these weights."""
    x1, x2 = tip(w, largest)
    shaft, letter = vector
    shaft.set_data([_MIDDLE, x1], [_MIDDLE, x2])
    tell(shaft, f"{letter.get_text()} = {corner(w)}")
    # beside the tip, seen from the middle
    away = np.array([x1 - _MIDDLE, x2 - _MIDDLE])
    side = 0.1 * np.array([-away[1], away[0]]) / (float(np.hypot(*away)) or 1.0)
    letter.set_position((x1 + side[0], x2 + side[1]))


def equation(w: np.ndarray, b: float) -> str:
    """The line in letters: "2·x1 - 1·x2 + 0.5 = 0"."""
    signs = ["- " if value < 0 else "+ " for value in (w[1], b)]
    return f"{number(w[0])}·x1 {signs[0]}{number(abs(w[1]))}·x2 {signs[1]}{number(abs(b))} = 0"


def corner(x: np.ndarray) -> str:
    """A point as a person writes it."""
    return f"({number(x[0])}, {number(x[1])})"
