"""What all drawings share: an SVG of a few plain elements, two accents that hold on light and dark ground, and their marks.

Shape says what colour says: what is the learner's is dashed and crossed, what is right is drawn through and ringed. Everything else is
`currentColor`, so it is as readable as the words around it. Spaces keep words apart where nothing but words is shown, as in a notebook
that nobody trusts yet. Coordinates have one decimal, which keeps a drawing short and the same
on every machine.
"""

import math
from dataclasses import dataclass
from html import escape

from dlcourse.language import Text

YOURS, RIGHT = "#d55e00", "#1f83c4"  # each at least 3:1 against white and against the notebook's dark ground
WIDTH = 440
LONGEST = 6_000  # bytes of one SVG
DASHED = "5 3"


@dataclass(frozen=True)
class Drawing:
    """One picture: `title` names it, `told` tells a screen reader what is to be seen, `words` stand beside it for everybody."""

    title: Text
    told: Text
    words: Text
    marks: str
    height: float
    width: float = WIDTH

    def svg(self, language: str) -> str:
        """The picture as an inline SVG with its title and description; "" where it would be too long."""
        size = f'width="{short(self.width)}" height="{short(self.height)}"'
        made = (
            f'<svg {size} viewBox="0 0 {short(self.width)} {short(self.height)}" role="img" fill="none" font-size="12">'
            f"<title>{escape(self.title.in_(language), quote=False)}</title> "
            f"<desc>{escape(self.told.in_(language), quote=False)}</desc> {self.marks}</svg>"
        )
        return made if len(made.encode()) <= LONGEST else ""


def short(coordinate: float) -> str:
    """A place on the picture with one decimal, and none where it is whole."""
    said = f"{coordinate:.1f}".removesuffix(".0")
    return "0" if said == "-0" else said


def number(value: float, digits: int = 4) -> str:
    """A number as a label says it."""
    value = float(value)
    if math.isnan(value):
        return "nan"
    if math.isinf(value):
        return "inf" if value > 0 else "-inf"
    if value.is_integer() and abs(value) < 1e6:
        return str(int(value))
    said = f"{value:.{digits}g}"
    return "0" if said == "-0" else said


def numbers(yours: float, right: float) -> tuple[str, str]:
    """Two numbers that differ, with as many digits as it takes to see it."""
    for digits in (4, 6, 9, 12):
        said = number(yours, digits), number(right, digits)
        if said[0] != said[1]:
            return said
    return number(yours), number(right)


# --- elements -------------------------------------------------------------------------------------------------------


def line(d: str, colour: str = "currentColor", *, width: float = 2, dashed: bool = False, faint: bool = False) -> str:
    """A path that is not filled; nothing where there is nothing to draw."""
    if not d:
        return ""
    more = f' stroke-dasharray="{DASHED}"' if dashed else ""
    more += ' stroke-opacity=".4"' if faint else ""
    return f'<path d="{d}" stroke="{colour}" stroke-width="{short(width)}"{more}/>'


def area(d: str, colour: str, opacity: str = ".25") -> str:
    """A filled path."""
    return f'<path d="{d}" fill="{colour}" fill-opacity="{opacity}"/>' if d else ""


def label(x: float, y: float, said: str) -> str:
    """One label, for use inside `labels`."""
    return f'<text x="{short(x)}" y="{short(y)}">{escape(said, quote=False)}</text> ' if said else ""


def labels(inner: str, anchor: str = "middle") -> str:
    """Labels that are set alike: at their "start", "middle" or "end"."""
    return f'<g fill="currentColor" text-anchor="{anchor}">{inner}</g>' if inner else ""


# --- parts of a path's data -----------------------------------------------------------------------------------------


def through(points: list[tuple[float, float]]) -> str:
    """A line through these points."""
    return "M" + "L".join(f"{short(x)} {short(y)}" for x, y in points) if len(points) > 1 else ""


def box(x: float, y: float, width: float, height: float) -> str:
    return f"M{short(x)} {short(y)}h{short(width)}v{short(height)}h{short(-width)}z"


def cross(x: float, y: float, size: float = 4) -> str:
    """The mark of what is the learner's and differs."""
    return f"M{short(x - size)} {short(y - size)}l{short(2 * size)} {short(2 * size)}m0 {short(-2 * size)}l{short(-2 * size)} {short(2 * size)}"


def ring(x: float, y: float, size: float = 4) -> str:
    """The mark of what is right."""
    r, d = short(size), short(2 * size)
    return f"M{short(x - size)} {short(y)}a{r} {r} 0 1 0 {d} 0a{r} {r} 0 1 0 {short(-2 * size)} 0"


def arrow(x: float, y: float, *, up: bool) -> str:
    """The mark of what lies beyond the picture's edge, which it points at."""
    return f"M{short(x - 5)} {short(y)}h10l-5 {short(-8 if up else 8)}z"
