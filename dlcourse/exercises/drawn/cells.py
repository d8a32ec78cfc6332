"""A table, cell by cell: which numbers differ, and where they are few enough to be read, both numbers.

A large table is drawn with one square for several numbers, and of an array with more than two axes the first table that differs.
"""

import math

import numpy as np

from dlcourse.exercises.drawn.canvas import (
    RIGHT,
    WIDTH,
    YOURS,
    Drawing,
    area,
    box,
    cross,
    label,
    labels,
    line,
    number,
    numbers,
    ring,
)
from dlcourse.exercises.drawn.values import Pair
from dlcourse.exercises.drawn.words import FIRST, NOTHING, PATTERNS, TITLES, TOLD, WORDS, joined
from dlcourse.language import Text

READABLE = (6, 6)  # rows and columns whose numbers are written down
MOST = (16, 24)  # rows and columns that are drawn one by one


def drawn(pair: Pair) -> Drawing | None:
    """The picture of one array beside the right one of the same shape."""
    if pair.yours is None or not pair.alike or not pair.right.ndim:
        return None
    first = tuple(int(i) for i in np.argwhere(pair.off)[0][:-2]) if pair.right.ndim > 2 else ()
    right, yours, off = (np.atleast_2d(values[first]) for values in (pair.right, pair.yours, pair.off))
    common = pattern(off)
    told = TOLD["cells"].format(count=int(off.sum()), size=off.size, pattern=common)
    facts: dict[str, object] = {"where": pair.where}
    if off.shape[0] <= READABLE[0] and off.shape[1] <= READABLE[1]:
        words = "cells"
        marks, height = _numbered(right, yours, off)
    else:
        pooled, (rows, columns) = pool(off, MOST)
        words = "cells-small" if rows == columns == 1 else "cells-pooled"
        facts |= {"rows": rows, "columns": columns}
        size = min(18.0, (WIDTH - 4) / pooled.shape[1])
        marks, height = grid(pooled, 2, 2, size), pooled.shape[0] * size + 4
    more = joined(Text(" ", " "), told) if common != NOTHING else NOTHING  # how many differ, the report has said
    several = pair.right.size > off.size
    shown = FIRST.format(index=", ".join(map(str, first))) if several else NOTHING
    return Drawing(TITLES["cells"], told, joined(WORDS[words].format(**facts), more, shown), marks, height)


def _numbered(right: np.ndarray, yours: np.ndarray, off: np.ndarray) -> tuple[str, float]:
    """Cells with their numbers: the learner's, and below it the right one where they differ."""
    rows, columns = off.shape
    width, height = min(96.0, (WIDTH - 4) / columns), 40.0
    crosses = rings = said = filled = ""
    for row, column in np.ndindex(rows, columns):
        left, top = 2 + column * width, 2 + row * height
        middle = left + width / 2
        if not off[row, column]:
            said += label(middle, top + 24, number(float(yours[row, column])))
            continue
        filled += box(left, top, width, height)
        pair = _fitting(float(yours[row, column]), float(right[row, column]), width)
        crosses += cross(left + 9, top + 13, 3.5)
        rings += ring(left + 9, top + 29, 3.5)
        said += label(middle + 7, top + 17, pair[0]) + label(middle + 7, top + 33, pair[1])
    marks = (
        area(filled, YOURS, ".18")
        + line(_lines(rows, columns, 2, 2, width, height), width=1, faint=True)
        + line(crosses, YOURS)
        + line(rings, RIGHT)
        + labels(said)
    )
    return marks, rows * height + 4


def _fitting(yours: float, right: float, width: float) -> tuple[str, str]:
    """Two numbers with as many digits as show that they differ, or as the cell has room for."""
    said = numbers(yours, right)
    room = int((width - 18) / 6.5)
    return said if max(map(len, said)) <= room else (number(yours, 3), number(right, 3))


def grid(off: np.ndarray, left: float, top: float, size: float) -> str:
    """Squares without numbers, crossed and filled where something differs."""
    rows, columns = off.shape
    filled = crosses = ""
    for row in range(rows):
        column = 0
        while column < columns:
            if not off[row, column]:
                column += 1
                continue
            end = column
            while end < columns and off[row, end]:  # neighbours share one area
                end += 1
            filled += box(left + column * size, top + row * size, (end - column) * size, size)
            column = end
    for row, column in np.argwhere(off):
        crosses += cross(left + (column + 0.5) * size, top + (row + 0.5) * size, size / 4)
    return (
        area(filled, YOURS, ".3")
        + line(_lines(rows, columns, left, top, size, size), width=1, faint=True)
        + line(crosses, YOURS, width=1.5)
    )


def _lines(rows: int, columns: int, left: float, top: float, width: float, height: float) -> str:
    """The lines between and around cells."""
    wide, high = columns * width, rows * height
    across = "".join(f"M{left:g} {top + row * height:.1f}h{wide:.1f}" for row in range(rows + 1))
    return across + "".join(f"M{left + column * width:.1f} {top:g}v{high:.1f}" for column in range(columns + 1))


def pool(off: np.ndarray, most: tuple[int, int]) -> tuple[np.ndarray, tuple[int, int]]:
    """A smaller table that is marked where something differs in the numbers a square stands for, and how many these are."""
    rows, columns = (max(1, math.ceil(size / limit)) for size, limit in zip(off.shape, most, strict=True))
    if rows == columns == 1:
        return off, (1, 1)
    padded = np.pad(off, ((0, -off.shape[0] % rows), (0, -off.shape[1] % columns)))
    blocks = padded.reshape(padded.shape[0] // rows, rows, padded.shape[1] // columns, columns)
    return np.asarray(blocks.any(axis=(1, 3))), (rows, columns)


def pattern(off: np.ndarray) -> Text:
    """What the places of the numbers that differ have in common, as the end of a sentence."""
    if min(off.shape) > 1 and not off.all():
        rows, columns = np.flatnonzero(off.any(axis=1)), np.flatnonzero(off.any(axis=0))
        if len(rows) == 1 and len(columns) > 1:
            return PATTERNS["rows"].format(rows=int(rows[0]))
        if len(columns) == 1 and len(rows) > 1:
            return PATTERNS["columns"].format(columns=int(columns[0]))
        diagonal = np.equal.outer(np.arange(off.shape[0]), np.arange(off.shape[1]))
        if off.shape[0] == off.shape[1]:
            if np.array_equal(off, diagonal):
                return PATTERNS["diagonal"]
            if np.array_equal(off, ~diagonal):
                return PATTERNS["beside"]
    return NOTHING
