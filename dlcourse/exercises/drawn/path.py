"""What comes in steps: two paths over the plane for pairs of numbers, and else each number step by step."""

import numpy as np

from dlcourse.exercises.drawn.axes import HEIGHT, Axes, axes, ends
from dlcourse.exercises.drawn.canvas import RIGHT, YOURS, Drawing, box, cross, line, number, numbers, ring
from dlcourse.exercises.drawn.values import Pair
from dlcourse.exercises.drawn.words import NOTHING, TITLES, TOLD, UNDRAWN, WORDS, joined
from dlcourse.language import Text

FEWEST_ROWS, FEWEST = 3, 4  # steps of several numbers, and of one
MARKED, MOST = 16, 60  # steps that have marks of their own, and that are drawn at all
MOST_COLUMNS = 4


def drawn(stepped: list[Pair]) -> Drawing | None:
    """The picture of the first of these arrays that has enough steps."""
    for pair in stepped:
        right, yours = pair.right, pair.yours
        if yours is None or not right.ndim == yours.ndim <= 2 or not right.size or not yours.size:
            continue
        if right.ndim == 1 and len(right) >= FEWEST:
            return _picture(pair, right[:, None], yours[:, None])
        if right.ndim == 2 and right.shape[1] == yours.shape[1] <= MOST_COLUMNS and len(right) >= FEWEST_ROWS:
            return _picture(pair, right, yours)
    return None


def _picture(pair: Pair, right: np.ndarray, yours: np.ndarray) -> Drawing:
    plane = right.shape[1] == 2
    lines = [(_thinned(right), RIGHT), (_thinned(yours), YOURS)]
    if plane:
        frame = axes(ends(right[:, 0], yours[:, 0]), ends(right[:, 1], yours[:, 1]))
    else:
        frame = axes((0.0, float(max(len(right), len(yours)) - 1)), ends(right, yours))
    marks = frame.frame()
    for (steps, values), colour in lines:
        marks += _way(frame, steps, values, colour, plane)
    told = _where_they_part(pair, right, yours)
    lost = int((~np.isfinite(yours)).sum())
    words = joined(
        WORDS["plane" if plane else "steps"].format(where=pair.where, told=told),
        UNDRAWN.format(count=lost) if lost else NOTHING,
    )
    return Drawing(TITLES["path"], told, words, marks, HEIGHT)


def _thinned(values: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """So many steps as a picture holds, with their indices."""
    steps = np.arange(len(values))
    if len(steps) > MOST:
        steps = np.linspace(0, len(steps) - 1, MOST).astype(int)
    return steps, values[steps]


def _way(frame: Axes, steps: np.ndarray, values: np.ndarray, colour: str, plane: bool) -> str:
    """One of the two: its line and its marks."""
    yours = colour == YOURS
    ways = [(values[:, 0], values[:, 1])] if plane else [(steps, column) for column in values.T]
    way = marks = ""
    for xs, ys in ways:
        way += frame.curve(xs, ys)
        if len(xs) <= MARKED:
            places = [frame.at(float(x), float(y)) for x, y in zip(xs, ys, strict=True) if np.isfinite([x, y]).all()]
            marks += "".join((cross if yours else ring)(*place) for place in places)
    start = ""
    if plane and not yours and np.isfinite(values[0]).all():
        left, top = frame.at(float(values[0, 0]), float(values[0, 1]))
        start = line(box(left - 7, top - 7, 14, 14))
    return start + line(way, colour, dashed=yours) + line(marks, colour)


def _where_they_part(pair: Pair, right: np.ndarray, yours: np.ndarray) -> Text:
    shared = min(len(right), len(yours))
    inner = Pair(pair.case, pair.part, right[:shared], yours[:shared])
    said = []
    if inner.wrong:
        step, column = (int(i) for i in np.argwhere(inner.off)[0])
        mine, ours = numbers(float(yours[step, column]), float(right[step, column]))
        if right.shape[1] > 1:
            mine, ours = (f"({', '.join(number(float(v)) for v in row[step])})" for row in (yours, right))
        said.append(TOLD["path"].format(index=step, yours=mine, right=ours))
    if len(right) != len(yours):
        said.append(TOLD["path-length"].format(yours=len(yours), right=len(right)))
    return joined(*(joined(Text(" ", " "), one) if i else one for i, one in enumerate(said)))
