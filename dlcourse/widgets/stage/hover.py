"""What a picture says when somebody points at it: the points, bars, steps and cells of its axes as plain numbers, taken from the artists.

No scene has to write anything for this. Names of coordinates are the axes' labels (else a title), names of curves their labels. What has no
ticks has no numbers worth telling, and axes without a frame hold words and drawings: there only those artists speak that were told what to say.
"""

import re
from collections.abc import Iterator
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.axis import Axis
from matplotlib.collections import LineCollection
from matplotlib.container import BarContainer
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import StepPatch
from matplotlib.ticker import FixedFormatter, FuncFormatter

from dlcourse.language import Text
from dlcourse.widgets.stage.tell import AS_POWERS, told

FINE = 10_000  # the width and the height of a picture, in the numbers that the page gets
MOST_POINTS = 128  # of a curve; between them it is as good as straight
MOST_CELLS = 1024  # of an image; a larger one is told in larger cells


def seen(figure: Figure, language: str) -> dict[str, Any]:
    """All that can be pointed at, ready for JSON; what is drawn on top comes first."""
    frames: list[dict[str, Any]] = []
    things: list[tuple[float, dict[str, Any]]] = []
    for axes in figure.axes:
        found = list(_things(axes, language))
        if found:
            things += [(order, {"on": len(frames), **thing}) for order, thing in found]
            frames.append(_frame(axes, figure, language))
    things.sort(key=lambda pair: -pair[0])
    return {"frames": frames, "things": [thing for _, thing in things]}


def _things(axes: Axes, language: str) -> Iterator[tuple[float, dict[str, Any]]]:
    lines = [line for line in axes.lines if line.get_visible() and line.get_transform() == axes.transData]
    for artist in (*lines, *(c for c in axes.collections if isinstance(c, LineCollection) and c.get_visible())):
        said = told(artist)
        if said is not None:
            yield artist.get_zorder(), _spots(artist, said, language)
        elif axes.axison and isinstance(artist, Line2D):
            curve = _curve(axes, artist)
            if curve:
                yield artist.get_zorder(), curve
    spots = told(axes) or ()
    if spots:
        places = [_short(spot[:3]) for spot in spots]
        yield 0.0, {"is": "spots", "size": 0, "places": places, "words": _in(language, [spot[3] for spot in spots])}
    if not axes.axison:
        return
    for bars in axes.containers:
        if isinstance(bars, BarContainer) and (boxes := _boxes(bars)):
            # a bar is as large as it is; a point or a curve in front of it is the finer thing to point at
            yield -1.0, {"is": "bars", "name": _name(bars.get_label()), "boxes": boxes}
    for patch in axes.patches:
        if isinstance(patch, StepPatch) and patch.get_visible():
            values, edges, _ = patch.get_data()
            steps = {"edges": _short(edges), "values": _short(values)}
            said = told(patch)
            words = {} if said is None else {"words": _in(language, said if isinstance(said, list) else [said])}
            yield -1.0, {"is": "steps", "name": _name(patch.get_label()), **steps, **words}
    for image in axes.images:
        if image.get_visible() and (cells := _cells(image)):
            yield -2.0, cells


def _spots(artist: Any, said: Any, language: str) -> dict[str, Any]:
    """An artist that was told what to say: a line or a mark that says one thing, or many lines or marks with a word for each."""
    many = isinstance(said, list | tuple)
    if isinstance(artist, Line2D):
        places = np.asarray(artist.get_xydata(), dtype=float)
        marks = artist.get_marker() not in (None, "None", "", " ")
        size = artist.get_markersize() / 2 if marks else 0.0
        shapes = [[*place] for place in places] if many or marks else [[*places[0], *places[-1]]]
    else:
        size = 0.0
        shapes = [[*segment[0], *segment[-1]] for segment in artist.get_segments()]
    words = _in(language, said if many else [said] * len(shapes))
    return {
        "is": "spots",
        "size": round(size * 100 / 72),
        "places": [_short(shape) for shape in shapes],
        "words": words,
    }


def _in(language: str, words: Any) -> list[str]:
    return [word.in_(language) if isinstance(word, Text) else str(word) for word in words]


def _curve(axes: Axes, line: Line2D) -> dict[str, Any] | None:
    xy = np.asarray(line.get_xydata(), dtype=float)
    with np.errstate(all="ignore"):  # what has no place on an axis of powers is not there
        inside = axes.transAxes.inverted().transform(axes.transData.transform(xy)) if len(xy) else xy
    kept = np.isfinite(inside).all(axis=1) & (inside > -0.01).all(axis=1) & (inside < 1.01).all(axis=1)
    straight = len(xy) == 2 and line.get_marker() in (None, "None") and bool(np.isfinite(xy).all())
    if not straight:
        xy = xy[kept]
    if not len(xy):
        return None
    if len(xy) > MOST_POINTS:
        xy = xy[np.linspace(0, len(xy) - 1, MOST_POINTS).round().astype(int)]
    # between the two ends of a straight line every point is one of its points
    marked = {"marks": True} if line.get_marker() not in (None, "None") else {}
    return marked | {
        "is": "line" if straight else "points",
        "name": _name(line.get_label()),
        "x": _short(xy[:, 0]),
        "y": _short(xy[:, 1]),
    }


def _boxes(bars: BarContainer) -> list[list[float]]:
    """The corners of every bar, and the two numbers that it stands for."""
    found = []
    for bar in bars.patches:
        left, bottom, wide, high = bar.get_x(), bar.get_y(), bar.get_width(), bar.get_height()
        if bar.get_visible() and wide and high:
            lies = bars.orientation == "horizontal"
            stands = (left + wide, bottom + high / 2) if lies else (left + wide / 2, bottom + high)
            found.append(_short([left, bottom, left + wide, bottom + high, *stands]))
    return found


def _cells(image: Any) -> dict[str, Any] | None:
    values = told(image)
    if values is None:
        values = np.ma.getdata(image.get_array())
    values = np.asarray(values)
    if values.ndim != 2:
        return None
    left, right, bottom, top = image.get_extent()
    rows, columns = values.shape
    stride = int(np.ceil(np.sqrt(values.size / MOST_CELLS))) if values.size > MOST_CELLS else 1
    coarse = values[stride // 2 :: stride, stride // 2 :: stride]
    across = left + (np.arange(stride // 2, columns, stride) + 0.5) / columns * (right - left)
    # the first row lies at the bottom, or at the top where an image is read like a page
    first, last = (bottom, top) if image.origin == "lower" else (top, bottom)
    up = first + (np.arange(stride // 2, rows, stride) + 0.5) / rows * (last - first)
    cells = [_short(row, 3) for row in coarse]
    return {"is": "cells", "x": _short(across), "y": _short(up), "values": cells}


def _frame(axes: Axes, figure: Figure, language: str) -> dict[str, Any]:
    """Where the axes stand in the picture, and how their numbers are told."""
    wide, high = figure.bbox.size
    box = axes.get_window_extent()
    place = [box.x0 / wide, 1 - box.y1 / high, box.width / wide, box.height / high]
    title = plain(axes.get_title())
    heads = {"x": plain(axes.get_xlabel()) or "x", "y": plain(axes.get_ylabel()) or title or "y"}
    name = plain(axes.get_title(loc="left")) or (title if axes.get_ylabel() else "")
    sides = {side: _side(axis, heads[side], language) for side, axis in (("x", axes.xaxis), ("y", axes.yaxis))}
    return {"box": [round(part * FINE) for part in place], "name": name, **sides}


def _side(axis: Axis, name: str, language: str) -> dict[str, Any]:
    low, high = axis.get_view_interval()
    found: dict[str, Any] = {"name": name, "ends": [float(low), float(high)]}
    if axis.get_scale() == "log":
        found["log"] = True
    said = told(axis)
    if said == AS_POWERS:
        found["powers"] = True
    elif said is not None:
        found["names"] = _in(language, said)
    elif names := _names(axis):
        found["names"] = names
    if said is None and not len(axis.get_majorticklocs()):
        found["mute"] = True
    return found


def _names(axis: Axis) -> list[str]:
    """What the numbers 0, 1, 2, ... of an axis are called, if its ticks are words."""
    formatter, ticks = axis.get_major_formatter(), axis.get_majorticklocs()
    if not isinstance(formatter, FixedFormatter | FuncFormatter) or not np.array_equal(ticks, np.arange(len(ticks))):
        return []
    return [plain(word) for word in formatter.format_ticks(list(ticks))]


def _name(label: Any) -> str:
    return "" if str(label).startswith("_") else plain(str(label))


def _short(values: Any, digits: int = 6) -> list[float]:
    """Numbers with as many digits as somebody may read."""
    return [float(f"{value:.{digits}g}") for value in np.asarray(values, dtype=float)]


_RAISED = str.maketrans("0123456789-−", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁻")
_LOWERED = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
_LETTERS = {r"\gamma": "γ", r"\beta": "β", r"\mu": "μ", r"\sigma": "σ", r"\lambda": "λ", r"\max": "max"}


def plain(words: str) -> str:
    """A label without the marks of a formula: "$x_1$" is x₁."""

    def formula(found: re.Match[str]) -> str:
        said = found[1]
        for letters, letter in _LETTERS.items():
            said = said.replace(letters, letter)
        said = re.sub(r"\\hat\{(\w)\}", "\\1\u0302", said)
        said = re.sub(r"\^\{?([-−\d]+)\}?", lambda power: power[1].translate(_RAISED), said)
        return re.sub(r"_\{?(\d+)\}?", lambda index: index[1].translate(_LOWERED), said)

    return re.sub(r"\$([^$]*)\$", formula, words)
