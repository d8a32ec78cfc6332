"""A frame with two scales, for drawings whose places are numbers. Whatever the numbers are, a place lies inside the frame."""

from dataclasses import dataclass

import numpy as np

from dlcourse.exercises.drawn.canvas import WIDTH, box, label, labels, line, number, through

HEIGHT = 200
LEFT, TOP, MOST_RIGHT, BOTTOM = 72.0, 12.0, WIDTH - 12.0, HEIGHT - 28.0
REACH = 5.0  # how far beyond the right numbers, in their own size, a wrong one may still stretch the picture


@dataclass(frozen=True)
class Scale:
    """Numbers from `low` to `high` laid out from `start` to `end`."""

    low: float
    high: float
    start: float
    end: float

    def place(self, value: float) -> float:
        """Where a number stands; what lies beyond the scale stands at its end."""
        # halves, because the distance of two huge numbers is infinite
        share = (value / 2 - self.low / 2) / (self.high / 2 - self.low / 2)
        return self.start + (self.end - self.start) * min(max(share, 0.0), 1.0)

    def holds(self, value: float) -> bool:
        return self.low <= value <= self.high


@dataclass(frozen=True)
class Axes:
    """A frame of two scales."""

    x: Scale
    y: Scale

    def at(self, x: float, y: float) -> tuple[float, float]:
        return self.x.place(x), self.y.place(y)

    def curve(self, xs: np.ndarray, ys: np.ndarray) -> str:
        """A line through all places that are numbers."""
        return through([self.at(float(x), float(y)) for x, y in zip(xs, ys, strict=True) if np.isfinite([x, y]).all()])

    def frame(self) -> str:
        """The frame itself, the lines where a scale is 0, and the numbers at both ends of each."""
        made = line(box(LEFT, TOP, MOST_RIGHT - LEFT, BOTTOM - TOP), width=1, faint=True)
        zeros = ""
        if self.y.low < 0 < self.y.high:
            zeros += through([(LEFT, self.y.place(0)), (MOST_RIGHT, self.y.place(0))])
        if self.x.low < 0 < self.x.high:
            zeros += through([(self.x.place(0), TOP), (self.x.place(0), BOTTOM)])
        below = label(LEFT, BOTTOM + 18, number(self.x.low, 3)) + label(
            MOST_RIGHT - 8, BOTTOM + 18, number(self.x.high, 3)
        )
        beside = label(LEFT - 6, BOTTOM, number(self.y.low, 3)) + label(LEFT - 6, TOP + 10, number(self.y.high, 3))
        if zeros and TOP + 24 < self.y.place(0) < BOTTOM - 14 and self.y.low < 0 < self.y.high:
            beside += label(LEFT - 6, self.y.place(0) + 4, "0")
        return made + line(zeros, width=1, faint=True) + labels(below) + labels(beside, "end")


def axes(x: tuple[float, float], y: tuple[float, float]) -> Axes:
    """A frame for numbers between these ends."""
    return Axes(Scale(*apart(*x), LEFT + 8, MOST_RIGHT - 8), Scale(*apart(*y), BOTTOM - 8, TOP + 8))


def apart(low: float, high: float) -> tuple[float, float]:
    """Two ends that differ, so that there is something between them."""
    if high > low:
        return low, high
    room = max(abs(low), 1.0) / 2
    return low - room, high + room


def ends(right: np.ndarray, yours: np.ndarray) -> tuple[float, float]:
    """From where to where the numbers go: all right ones, and the learner's as far as they leave the right ones to be seen."""
    right, yours = right[np.isfinite(right)], yours[np.isfinite(yours)]
    if not right.size:
        return (float(yours.min()), float(yours.max())) if yours.size else (0.0, 1.0)
    low, high = float(right.min()), float(right.max())
    reach = REACH * max(high / 2 - low / 2, abs(low), abs(high))
    if not reach:  # all of them are 0
        reach = float(np.abs(yours).max(initial=0.0))
    low_edge, high_edge = (float(np.clip(edge, -1e308, 1e308)) for edge in (low - reach, high + reach))
    near = yours[(yours >= low_edge) & (yours <= high_edge)]
    return min(low, float(near.min(initial=low))), max(high, float(near.max(initial=high)))
