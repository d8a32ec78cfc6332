"""A sheet of paper to draw on: lines, arrows, shapes and words, one look for all drawings, the same bytes on every machine.

A drawing stands in a notebook as an image, so it can take neither colours nor letters from the page around it. It brings its own
paper, which holds on every page and in print, and asks for whatever letters the reader's system reads. Where the page says that it is
dark (`color-scheme`, as JupyterLab and the site do), the browser tells the image so, and every colour becomes the one it has at night.
Colours are told apart by people who see fewer of them, and nothing is said by colour alone: lines are dashed, points have shapes, words stand beside them.
"""

from collections.abc import Iterable, Sequence
from html import escape

INK, QUIET, RULE, PAPER = "#1c1c1c", "#5f5f5f", "#c4c4c4", "#ffffff"
BLUE, ORANGE, GREEN, PURPLE = "#0069a8", "#a64200", "#00745a", "#8d4a7c"
PALE = {BLUE: "#dcecf7", ORANGE: "#fbe6d8", GREEN: "#d9efe8", PURPLE: "#f1e2ee", INK: "#f1f1f1", QUIET: "#f1f1f1"}
NIGHT = {
    INK: "#ececec",
    QUIET: "#b4b4b4",
    RULE: "#5a5a5a",
    PAPER: "#1a1a1a",
    BLUE: "#6cb8f0",
    ORANGE: "#f2a065",
    GREEN: "#58c8a5",
    PURPLE: "#dfa3d0",
    PALE[BLUE]: "#173247",
    PALE[ORANGE]: "#432a18",
    PALE[GREEN]: "#12382d",
    PALE[PURPLE]: "#3a2535",
    PALE[INK]: "#2b2b2b",
}  # by day -> by night; a drawing has no other colours
LETTERS = "system-ui, -apple-system, 'Segoe UI', 'Apple SD Gothic Neo', 'Malgun Gothic', 'Noto Sans KR', NanumGothic, sans-serif"
FORMULA = "'STIX Two Text', 'Cambria Math', Cambria, 'Times New Roman', serif"
SMALL, USUAL, LARGE = 12.0, 14.0, 16.0
THIN, LINE, BOLD = 1.0, 1.8, 2.8
DASHED = "7 5"
SHADES = 5

Point = tuple[float, float]


def short(number: float) -> str:
    """A coordinate with one decimal, and none where it is whole."""
    said = f"{number:.1f}".removesuffix(".0")
    return "0" if said == "-0" else said


def straightened(points: Sequence[Point], most: float = 0.2) -> list[Point]:
    """The points without those that lie on the way between their neighbours, give or take `most` pixels: it keeps a file short."""
    if len(points) < 3:
        return list(points)
    (a, b), (c, d) = points[0], points[-1]
    length = ((c - a) ** 2 + (d - b) ** 2) ** 0.5

    def away(point: Point) -> float:
        if length == 0:
            return ((point[0] - a) ** 2 + (point[1] - b) ** 2) ** 0.5
        return abs((c - a) * (b - point[1]) - (a - point[0]) * (d - b)) / length

    far = max(range(1, len(points) - 1), key=lambda number: away(points[number]))
    if away(points[far]) <= most:
        return [points[0], points[-1]]
    return [*straightened(points[: far + 1], most)[:-1], *straightened(points[far:], most)]


class Paper:
    """What has been drawn so far. Places are in pixels from the upper left corner."""

    def __init__(self, width: float, height: float) -> None:
        self.width, self.height = width, height
        self.marks: list[str] = []

    # --- lines ------------------------------------------------------------------------------------------------------

    def line(self, *points: Point, colour: str = INK, width: float = LINE, dash: str = "", fill: str = "none") -> None:
        """A line through points; with `fill` an area whose last point is joined to the first."""
        path = "M" + "L".join(f"{short(x)} {short(y)}" for x, y in straightened(points))
        closed = "Z" if fill != "none" else ""
        dashed = f' stroke-dasharray="{dash}"' if dash else ""
        self.marks.append(
            f'<path d="{path}{closed}" fill="{fill}" stroke="{colour}" stroke-width="{short(width)}"{dashed}/>'
        )

    def curve(
        self, start: Point, bend: Point, end: Point, *, colour: str = INK, width: float = LINE, dash: str = ""
    ) -> None:
        """A bow from one place to another, drawn towards `bend`."""
        (a, b), (c, d), (e, f) = start, bend, end
        dashed = f' stroke-dasharray="{dash}"' if dash else ""
        self.marks.append(
            f'<path d="M{short(a)} {short(b)}Q{short(c)} {short(d)} {short(e)} {short(f)}" fill="none" '
            f'stroke="{colour}" stroke-width="{short(width)}"{dashed}/>'
        )

    def tip(self, point: Point, direction: Point, colour: str = INK, size: float = 9.0) -> None:
        """The head of an arrow that ends in `point` and has flown in `direction`."""
        (x, y), (dx, dy) = point, direction
        length = (dx * dx + dy * dy) ** 0.5
        dx, dy = dx / length * size, dy / length * size
        left, right = (x - dx - dy * 0.45, y - dy + dx * 0.45), (x - dx + dy * 0.45, y - dy - dx * 0.45)
        path = "M" + "L".join(f"{short(a)} {short(b)}" for a, b in ((x, y), left, right))
        self.marks.append(f'<path d="{path}Z" fill="{colour}"/>')

    def arrow(self, *points: Point, colour: str = INK, width: float = LINE, dash: str = "") -> None:
        """A line with a head at its last point."""
        (x, y), (u, v) = points[-1], points[-2]
        length = ((x - u) ** 2 + (y - v) ** 2) ** 0.5 or 1.0
        end = (x - (x - u) / length * 6, y - (y - v) / length * 6)  # the line's blunt end hides in the head
        self.line(*points[:-1], end, colour=colour, width=width, dash=dash)
        self.tip((x, y), (x - u, y - v), colour)

    # --- shapes -----------------------------------------------------------------------------------------------------

    def circle(
        self, at: Point, radius: float, *, colour: str = INK, fill: str = PAPER, width: float = LINE, dash: str = ""
    ) -> None:
        """A unit, a point, a ring."""
        dashed = f' stroke-dasharray="{dash}"' if dash else ""
        self.marks.append(
            f'<circle cx="{short(at[0])}" cy="{short(at[1])}" r="{short(radius)}" fill="{fill}" stroke="{colour}" '
            f'stroke-width="{short(width)}"{dashed}/>'
        )

    def box(
        self,
        at: Point,
        size: Point,
        *,
        colour: str = RULE,
        fill: str = "none",
        width: float = THIN,
        round_: float = 0,
        dash: str = "",
    ) -> None:
        """A rectangle, `at` being its upper left corner."""
        dashed = f' stroke-dasharray="{dash}"' if dash else ""
        corner = f' rx="{short(round_)}"' if round_ else ""
        self.marks.append(
            f'<rect x="{short(at[0])}" y="{short(at[1])}" width="{short(size[0])}" height="{short(size[1])}"{corner} '
            f'fill="{fill}" stroke="{colour}" stroke-width="{short(width)}"{dashed}/>'
        )

    def cross(self, at: Point, radius: float = 6.0, colour: str = ORANGE, width: float = BOLD) -> None:
        """Two strokes that cross: the other kind of point."""
        x, y = at
        self.line((x - radius, y - radius), (x + radius, y + radius), colour=colour, width=width)
        self.line((x - radius, y + radius), (x + radius, y - radius), colour=colour, width=width)

    def cells(self, at: Point, side: float, values: Iterable[Iterable[float]], colour: str = INK) -> None:
        """A picture of pixels: 0 is paper, 1 is `colour`, with five shades between. One path a shade, one bar a run, which keeps it short."""
        paths: dict[int, str] = {}
        top = at[1]
        for row in values:
            left, begun, shade = at[0], at[0], 0
            for value in [*row, 0.0]:
                now = round(float(value) * SHADES)
                if now != shade:
                    if shade:
                        wide = short(left - begun)
                        bar = f"M{short(begun)} {short(top)}h{wide}v{short(side)}h-{wide}z"
                        paths[shade] = paths.get(shade, "") + bar
                    begun, shade = left, now
                left += side
            top += side
        for shade, path in sorted(paths.items()):
            self.marks.append(f'<path d="{path}" fill="{colour}" fill-opacity="{shade / SHADES:.2g}"/>')

    # --- words ------------------------------------------------------------------------------------------------------

    def text(
        self,
        at: Point,
        words: str,
        *,
        size: float = USUAL,
        colour: str = INK,
        anchor: str = "middle",
        bold: bool = False,
        formula: bool = False,
        halo: bool = False,
        turn: float = 0.0,
    ) -> None:
        """Words whose base line begins, is centred or ends at a place. With `halo` the paper shines through around them."""
        more = f' text-anchor="{anchor}"' if anchor != "start" else ""
        more += ' font-weight="700"' if bold else ""
        more += f' font-family="{FORMULA}" font-style="italic"' if formula else ""
        more += f' transform="rotate({short(turn)} {short(at[0])} {short(at[1])})"' if turn else ""
        place = f'x="{short(at[0])}" y="{short(at[1])}" font-size="{short(size)}"'
        if halo:
            self.marks.append(
                f'<text {place} fill="{PAPER}" stroke="{PAPER}" stroke-width="5" stroke-linejoin="round"{more}>{escape(words, quote=False)}</text>'
            )
        self.marks.append(f'<text {place} fill="{colour}"{more}>{escape(words, quote=False)}</text>')

    def lines(
        self,
        at: Point,
        words: Iterable[str],
        *,
        size: float = USUAL,
        colour: str = INK,
        anchor: str = "middle",
        step: float = 1.35,
    ) -> None:
        """Several lines of words, the first at the place."""
        for number, one in enumerate(words):
            self.text((at[0], at[1] + number * size * step), one, size=size, colour=colour, anchor=anchor)

    # --- the whole --------------------------------------------------------------------------------------------------

    def _night(self) -> str:
        """The rules that change the colours where the page is dark; a rule wins over the colour that a mark names."""
        marks = "".join(self.marks)
        rules = "".join(
            f'[{part}="{day}"]{{{part}:{night}}}'
            for day, night in NIGHT.items()
            for part in ("fill", "stroke")
            if f'{part}="{day}"' in marks or day in (PAPER, RULE)
        )
        return f"<style>@media (prefers-color-scheme:dark){{{rules}}}</style>"

    def svg(self, title: str, told: str, language: str) -> str:
        """The drawing as a file of its own, with its title and its description."""
        width, height = short(self.width), short(self.height)
        return "\n".join(
            [
                f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}" '
                f'role="img" lang="{language}" font-family="{LETTERS}" stroke-linejoin="round" stroke-linecap="round">',
                f"<title>{escape(title, quote=False)}</title>",
                f"<desc>{escape(told, quote=False)}</desc>",
                self._night(),
                f'<rect x="0.5" y="0.5" width="{short(self.width - 1)}" height="{short(self.height - 1)}" rx="8" fill="{PAPER}" stroke="{RULE}"/>',
                *self.marks,
                "</svg>\n",
            ]
        )
