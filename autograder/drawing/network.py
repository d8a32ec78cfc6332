"""Units in columns, with arrows from each to each of the next column."""

from autograder.drawing.paper import INK, LINE, QUIET, USUAL, Paper, Point


def column(x: float, middle: float, count: int, step: float) -> list[Point]:
    """The places of a layer's units: one below the other around `middle`."""
    return [(x, middle + (number - (count - 1) / 2) * step) for number in range(count)]


def unit(
    paper: Paper,
    at: Point,
    name: str,
    *,
    radius: float = 22.0,
    colour: str = INK,
    fill: str = "#ffffff",
    size: float = USUAL,
) -> None:
    """A circle with a letter in it."""
    paper.circle(at, radius, colour=colour, fill=fill)
    paper.text((at[0], at[1] + size * 0.34), name, formula=True, size=size)


def edge(
    paper: Paper,
    start: Point,
    end: Point,
    *,
    radius: float = 22.0,
    colour: str = QUIET,
    width: float = LINE,
    dash: str = "",
) -> None:
    """An arrow from the edge of a circle to the edge of another."""
    (a, b), (c, d) = start, end
    length = ((c - a) ** 2 + (d - b) ** 2) ** 0.5
    across, down = (c - a) / length * (radius + 2), (d - b) / length * (radius + 2)
    paper.arrow((a + across, b + down), (c - across, d - down), colour=colour, width=width, dash=dash)


def along(start: Point, end: Point, share: float) -> Point:
    """A point of the way from one place to another."""
    return start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share
