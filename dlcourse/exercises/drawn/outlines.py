"""Two shapes: the rows and columns that came back, beside those that should have."""

import numpy as np

from dlcourse.exercises.drawn.canvas import RIGHT, YOURS, Drawing, cross, label, labels, line, ring
from dlcourse.exercises.drawn.values import Pair
from dlcourse.exercises.drawn.words import TITLES, TOLD, WORDS

ROOM = 132.0  # for each of the two
MOST = 12  # rows or columns that are drawn one by one
AXES = 2  # a shape with more is read, not drawn


def drawn(pair: Pair) -> Drawing | None:
    """The picture of two shapes; None where one of them has no rows and columns to draw."""
    if pair.yours is None or pair.alike or pair.yours.ndim > AXES or not 0 < pair.right.ndim <= AXES:
        return None
    shapes = pair.yours.shape, pair.right.shape
    size = min(24.0, *(ROOM / max(min(side, MOST), 1) for shape in shapes for side in shape))
    mine, height = _squares(shapes[0], 70, 26, size)
    ours, other = _squares(shapes[1], 270, 26, size)
    marks = (
        line(mine, YOURS, width=1.5, dashed=True)
        + line(ours, RIGHT, width=1.5)
        + line(cross(60, 12), YOURS)
        + line(ring(260, 12), RIGHT)
        + labels(label(72, 16, str(shapes[0])) + label(272, 16, str(shapes[1])), "start")
    )
    told = TOLD["outlines"].format(yours=shapes[0], right=shapes[1])
    words = WORDS["outlines"].format(where=pair.where)
    return Drawing(TITLES["outlines"], told, words, marks, max(height, other) + 30)


def _squares(shape: tuple[int, ...], left: float, top: float, size: float) -> tuple[str, float]:
    """As many squares as the shape has numbers; a single one for a number without an axis."""
    rows, columns = (min(side, MOST) for side in np.broadcast_shapes((1, 1), shape)) if 0 not in shape else (0, 0)
    wide, high = columns * size, rows * size
    made = "".join(f"M{left:g} {top + row * size:.1f}h{wide:.1f}" for row in range(rows + 1))
    return made + "".join(f"M{left + column * size:.1f} {top:g}v{high:.1f}" for column in range(columns + 1)), high
