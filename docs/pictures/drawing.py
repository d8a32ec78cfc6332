"""A way of the data as a picture: who has a hand in it in columns, one step below the other, arrows between them.

The picture is SVG that a page holds inline: it takes its colours from the page's theme and its letters from the page's
fonts. What it says stands in it as text, and once more, as a whole, in its description.
"""

from dataclasses import dataclass
from html import escape
from itertools import pairwise

from dlcourse.language import Text

WIDE, GAP, PAD = 232, 14, 10  # a column, the space between two, the space inside a box
HEAD, LINE, BETWEEN = 30, 17, 20  # heights: of a column's head, of a line, of the space between two steps
INK, QUIET = "var(--color-foreground-primary, #222)", "var(--color-foreground-muted, #666)"
PAPER, EDGE = "var(--color-background-secondary, #f4f4f6)", "var(--color-foreground-border, #999)"
WALL = Text("the wall", "벽")
ACCENT = "var(--color-brand-primary, #0a4bff)"


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that happens: in which column, in which file, and what."""

    column: int
    place: str
    said: Text


@dataclass(frozen=True, slots=True)
class Way:
    """Steps in their order. `wall` is the column in front of which the wall stands."""

    name: str
    title: Text
    columns: tuple[Text, ...]
    steps: tuple[Step, ...]
    wall: int | None = None


def svg(way: Way, language: str) -> str:
    """The picture in one language."""
    width = len(way.columns) * (WIDE + GAP) - GAP
    boxes, top = [], HEAD + BETWEEN
    for step in way.steps:
        lines = wrapped(step.said.in_(language), WIDE - 2 * PAD, 13)
        height = 2 * PAD + LINE * (len(lines) + 1) - 4
        boxes.append((step, lines, top, height))
        top += height + BETWEEN
    drawn = [_column(way, number, language, top) for number in range(len(way.columns))]
    drawn += [_arrow(one, other) for one, other in pairwise(boxes)]
    drawn += [_box(number, *box) for number, box in enumerate(boxes, start=1)]
    label = f"way-{way.name}-{language}"
    return "\n".join(
        [
            f'<svg role="img" aria-labelledby="{label} {label}-said" lang="{language}" '
            f'viewBox="-2 0 {width + 4} {top}" xmlns="http://www.w3.org/2000/svg">',
            f'<title id="{label}">{escape(way.title.in_(language))}</title>',
            f'<desc id="{label}-said">{escape(described(way, language))}</desc>',
            f'<defs><marker id="{label}-tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" '
            f'orient="auto-start-reverse"><path d="M0 0 8 4 0 8z" fill="{QUIET}"/></marker></defs>',
            *(piece.replace("#tip", f"#{label}-tip") for piece in drawn),
            "</svg>\n",
        ]
    )


def described(way: Way, language: str) -> str:
    """The same in words: each step with its column."""
    return " ".join(
        f"{number}. {way.columns[step.column].in_(language)}: {step.place}, {step.said.in_(language)}"
        for number, step in enumerate(way.steps, start=1)
    )


def _left(column: int) -> int:
    return column * (WIDE + GAP)


def _column(way: Way, number: int, language: str, bottom: int) -> str:
    left = _left(number)
    head = f'<text x="{left + WIDE / 2}" y="20" text-anchor="middle" font-size="14" font-weight="700" fill="{INK}">'
    drawn = f"{head}{escape(way.columns[number].in_(language))}</text>"
    if way.wall != number:
        return drawn
    x = left - GAP / 2
    return (
        f'{drawn}<path d="M{x} {HEAD}V{bottom}" stroke="{ACCENT}" stroke-width="4" stroke-dasharray="10 5" fill="none"/>'
        f'<text x="{x - 8}" y="{bottom - 4}" text-anchor="end" font-size="13" font-weight="700" fill="{INK}">'
        f"{escape(WALL.in_(language))}</text>"
    )


def _box(number: int, step: Step, lines: list[str], top: int, height: int) -> str:
    left = _left(step.column)
    said = "".join(
        f'<text x="{left + PAD}" y="{top + PAD + 11 + LINE * place}" font-size="13" fill="{INK}">{escape(line)}</text>'
        for place, line in enumerate(lines, start=1)
    )
    return (
        f'<rect x="{left}" y="{top}" width="{WIDE}" height="{height}" rx="5" fill="{PAPER}" stroke="{EDGE}"/>'
        f'<text x="{left + PAD}" y="{top + PAD + 10}" font-size="12" font-weight="700" fill="{INK}" '
        f'font-family="var(--font-stack--monospace, monospace)">{number} {escape(step.place)}</text>{said}'
    )


def _arrow(one: tuple[Step, list[str], int, int], other: tuple[Step, list[str], int, int]) -> str:
    """From a box to the next: straight down, or down, across and down."""
    (start, _, top, height), (end, _, below, _) = one, other
    begin, goal = _left(start.column) + WIDE / 2, _left(end.column) + WIDE / 2
    middle = top + height + BETWEEN / 2 - 2
    path = (
        f"M{begin} {top + height}V{below - 2}"
        if begin == goal
        else f"M{begin} {top + height}V{middle}H{goal}V{below - 2}"
    )
    return f'<path d="{path}" stroke="{QUIET}" stroke-width="1.5" fill="none" marker-end="url(#tip)"/>'


def wrapped(text: str, most: float, size: float) -> list[str]:
    """Lines that fit into `most` pixels. Hangul is as wide as high, Latin letters a little more than half as wide."""
    lines, line = [], ""
    for word in text.split():
        longer = f"{line} {word}".strip()
        if line and sum(size * (0.92 if letter > "\u1100" else 0.53) for letter in longer) > most:
            lines.append(line)
            longer = word
        line = longer
    return [*lines, line]
