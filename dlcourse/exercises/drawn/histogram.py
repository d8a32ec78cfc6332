"""Draws from a random generator: how often numbers of each size come, the learner's over the right ones."""

import numpy as np

from dlcourse.exercises.drawn.axes import BOTTOM, HEIGHT, Axes, axes, ends
from dlcourse.exercises.drawn.canvas import RIGHT, YOURS, Drawing, area, line, number, short
from dlcourse.exercises.drawn.values import Pair
from dlcourse.exercises.drawn.words import NOTHING, TITLES, TOLD, UNDRAWN, WORDS, joined

FEWEST, MOST = 200, 20_000  # numbers that show a spread, and that are counted
BINS = 24


def drawn(wrong: list[Pair]) -> Drawing | None:
    """The picture of the part that is spread most differently; None where no spread differs enough to be seen."""
    found = [(_distance(*made), pair, made) for pair in wrong if (made := _counted(pair)) is not None]
    seen = [one for one in found if one[0] > 0.04 + 3.5 / min(one[1].right.size, MOST) ** 0.5]  # more than chance does
    if not seen:
        return None
    _, pair, (edges, right, yours) = max(seen, key=lambda one: one[0])
    return _picture(pair, edges, right, yours)


def _counted(pair: Pair) -> tuple[np.ndarray, np.ndarray, np.ndarray] | None:
    """The bins' edges, and the share of the numbers in each; those that lie beyond count at the ends."""
    if pair.yours is None or not pair.alike or pair.right.size < FEWEST:
        return None
    right, yours = _sample(pair.right), _sample(pair.yours)
    low, high = ends(right, yours)
    if not right.size or not yours.size or not np.isfinite(high - low) or high <= low:
        return None
    edges = np.linspace(low, high, BINS + 1)
    counts = (np.histogram(np.clip(values, low, high), bins=BINS, range=(low, high))[0] for values in (right, yours))
    shares = [count / count.sum() for count in counts]
    return edges, shares[0], shares[1]


def _sample(values: np.ndarray) -> np.ndarray:
    flat = values.ravel()[:: max(1, values.size // MOST)]
    return flat[np.isfinite(flat)]


def _distance(edges: np.ndarray, right: np.ndarray, yours: np.ndarray) -> float:
    """The share of numbers that would have to move."""
    return float(np.abs(right - yours).sum() / 2)


def _picture(pair: Pair, edges: np.ndarray, right: np.ndarray, yours: np.ndarray) -> Drawing:
    frame = axes((float(edges[0]), float(edges[-1])), (0.0, float(max(right.max(), yours.max()))))
    marks = (
        frame.frame()
        + area(_outline(frame, edges, right), RIGHT, ".35")
        + line(_outline(frame, edges, right), RIGHT, width=1)
        + line(_outline(frame, edges, yours), YOURS, dashed=True)
    )
    mine, ours = (_sample(values) for values in (pair.yours if pair.yours is not None else pair.right, pair.right))
    with np.errstate(all="ignore"):
        facts = {"mean": mine.mean(), "spread": mine.std(), "right_mean": ours.mean(), "right_spread": ours.std()}
    told = TOLD["histogram"].format(**{name: number(float(value), 3) for name, value in facts.items()})
    lost = 0 if pair.yours is None else int((~np.isfinite(pair.yours)).sum())
    words = joined(
        WORDS["histogram"].format(where=pair.where, told=told), UNDRAWN.format(count=lost) if lost else NOTHING
    )
    return Drawing(TITLES["histogram"], told, words, marks, HEIGHT)


def _outline(frame: Axes, edges: np.ndarray, shares: np.ndarray) -> str:
    """The bars' common outline, closed along the ground."""
    ground = min(frame.y.place(0.0), BOTTOM)
    made = f"M{short(frame.x.place(float(edges[0])))} {short(ground)}"
    for share, edge in zip(shares, edges[1:], strict=True):
        made += f"V{short(frame.y.place(float(share)))}H{short(frame.x.place(float(edge)))}"
    return f"{made}V{short(ground)}z"
