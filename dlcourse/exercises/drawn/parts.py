"""A result with parts: each one as a small table with its name, and a mark that says whether it is right."""

import numpy as np

from dlcourse.exercises.drawn.canvas import RIGHT, WIDTH, YOURS, Drawing, box, cross, label, labels, line, ring
from dlcourse.exercises.drawn.cells import grid, pool
from dlcourse.exercises.drawn.values import Pair
from dlcourse.exercises.drawn.words import TITLES, TOLD, WORDS
from dlcourse.language import Text

MOST = (6, 8)  # rows and columns of a part that are drawn one by one
SIZE = 14.0
GAP = 22.0


def drawn(found: list[Pair]) -> Drawing | None:
    """The picture of all parts; None where there are fewer than two, none is wrong, or they are single numbers."""
    if len(found) < 2 or not any(pair.wrong for pair in found) or not any(pair.right.ndim for pair in found):
        return None
    x, y, lowest = 4.0, 0.0, 0.0
    marks = names = rings = crosses = ""
    for pair in found:
        off, _ = pool(np.atleast_2d(pair.off) if pair.off.ndim <= 2 else pair.off.reshape(-1, pair.off.shape[-1]), MOST)
        name, shape = _name(pair), _shape(pair)
        width = max(off.shape[1] * SIZE, 7.0 * len(name) + 16, 7.0 * len(shape)) + GAP
        if x + width > WIDTH and x > 4:
            x, y = 4.0, lowest + 12
        if pair.wrong:
            crosses += cross(x + 5, y + 11)
        else:
            rings += ring(x + 5, y + 11)
        names += label(x + 16, y + 15, name) + label(x, y + 31, shape)
        top = y + 38
        if pair.alike:
            marks += grid(off, x, top, SIZE)
        else:
            marks += line(box(x, top, off.shape[1] * SIZE, off.shape[0] * SIZE), YOURS, dashed=True)
        lowest = max(lowest, top + off.shape[0] * SIZE + 4)
        x += width
    marks += line(crosses, YOURS) + line(rings, RIGHT) + labels(names, "start")
    wrong, right = ([_name(pair) for pair in found if pair.wrong is so] for so in (True, False))
    told = TOLD["parts" if right else "parts-all"].format(wrong=", ".join(wrong), right=", ".join(right))
    where = Text("“{case}”", "“{case}”").format(case=found[0].case.name)
    return Drawing(TITLES["parts"], told, WORDS["parts"].format(where=where, told=told), marks, lowest)


def _name(pair: Pair) -> str:
    return f"result{pair.part}" if pair.part.startswith("[") else pair.part


def _shape(pair: Pair) -> str:
    """The shape that came, and the right one where it is another; what is no array has none to show."""
    right = str(pair.right.shape)
    if pair.alike:
        return right
    return f"{'?' if pair.yours is None else pair.yours.shape} → {right}"
