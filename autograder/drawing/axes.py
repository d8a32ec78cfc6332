"""A plot on the paper: two axes with their ticks, and curves, points and words in the units of the data."""

from collections.abc import Iterable, Sequence

from autograder.drawing.paper import BLUE, INK, LINE, QUIET, RULE, SMALL, THIN, Paper, Point


class Axes:
    """A frame at `at` of `size` pixels that shows `x` from its first to its last number, and `y` likewise."""

    def __init__(self, paper: Paper, at: Point, size: Point, x: Point, y: Point) -> None:
        self.paper, self.at, self.size, self.x, self.y = paper, at, size, x, y

    def place(self, x: float, y: float) -> Point:
        """Where a point of the data lies on the paper."""
        across = (x - self.x[0]) / (self.x[1] - self.x[0])
        up = (y - self.y[0]) / (self.y[1] - self.y[0])
        return self.at[0] + across * self.size[0], self.at[1] + (1 - up) * self.size[1]

    def frame(self, *, title: str = "", x: str = "", y: str = "", formula: bool = False) -> None:
        """The two axes and what they are called; the title stands above."""
        left, top = self.at
        right, bottom = left + self.size[0], top + self.size[1]
        self.paper.line((left, top), (left, bottom), (right, bottom), colour=QUIET, width=1.2)
        if title:
            self.paper.text((left + self.size[0] / 2, top - 12), title, bold=True)
        if x:
            self.paper.text((left + self.size[0] / 2, bottom + 34), x, size=SMALL + 1, colour=QUIET, formula=formula)
        if y:
            middle = (left - 34, top + self.size[1] / 2)
            self.paper.text(middle, y, size=SMALL + 1, colour=QUIET, turn=0 if formula else -90, formula=formula)

    def ticks(self, x: Iterable[float] = (), y: Iterable[float] = ()) -> None:
        """Numbers along the axes."""
        bottom = self.at[1] + self.size[1]
        for number in x:
            place = self.place(number, self.y[0])
            self.paper.line(place, (place[0], bottom + 4), colour=QUIET, width=1.2)
            self.paper.text((place[0], bottom + 18), f"{number:g}", size=SMALL, colour=QUIET)
        for number in y:
            place = self.place(self.x[0], number)
            self.paper.line((place[0] - 4, place[1]), place, colour=QUIET, width=1.2)
            self.paper.text((place[0] - 8, place[1] + 4), f"{number:g}", size=SMALL, colour=QUIET, anchor="end")

    def level(self, y: float) -> None:
        """A thin line across, where something is measured from."""
        self.paper.line(self.place(self.x[0], y), self.place(self.x[1], y), colour=RULE, width=THIN)

    def curve(
        self, x: Sequence[float], y: Sequence[float], *, colour: str = BLUE, width: float = LINE, dash: str = ""
    ) -> None:
        """A curve through points; where it leaves the frame it is cut there."""
        run: list[Point] = []
        points = list(zip(map(float, x), map(float, y), strict=True))
        low, high = sorted(self.y)
        for number, (a, b) in enumerate(points):
            inside = low <= b <= high
            if number and inside != (low <= points[number - 1][1] <= high):
                u, v = points[number - 1]
                edge = high if max(b, v) > high else low
                run.append(self.place(u + (a - u) * (edge - v) / (b - v), edge))
            if inside:
                run.append(self.place(a, b))
            elif len(run) > 1:
                self.paper.line(*run, colour=colour, width=width, dash=dash)
                run = []
        if len(run) > 1:
            self.paper.line(*run, colour=colour, width=width, dash=dash)

    def dots(
        self, x: Iterable[float], y: Iterable[float], *, colour: str = BLUE, radius: float = 3.5, ring: bool = False
    ) -> None:
        """Points; with `ring` only their edge."""
        for a, b in zip(x, y, strict=True):
            self.paper.circle(self.place(a, b), radius, colour=colour, fill="#ffffff" if ring else colour, width=1.5)

    def words(
        self,
        x: float,
        y: float,
        words: str,
        *,
        colour: str = INK,
        anchor: str = "middle",
        size: float = SMALL + 1,
        bold: bool = False,
    ) -> None:
        """Words at a point of the data."""
        self.paper.text(self.place(x, y), words, colour=colour, anchor=anchor, size=size, bold=bold, halo=True)
