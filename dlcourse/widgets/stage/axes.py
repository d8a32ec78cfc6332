"""Axes that many pictures begin with."""

from typing import TYPE_CHECKING, Any

from dlcourse.widgets.stage.palette import QUIET

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure


def bare(figure: "Figure", where: tuple[float, float, float, float], **settings: Any) -> "Axes":
    """Axes to write and draw on, without a frame, ticks or numbers."""
    axes = figure.add_axes(where, **settings)
    axes.set_axis_off()
    return axes


def cross(axes: "Axes", linewidth: float = 0.8) -> None:
    """Two quiet lines through the origin."""
    axes.axhline(0, color=QUIET, linewidth=linewidth)
    axes.axvline(0, color=QUIET, linewidth=linewidth)


def called(axes: "Axes", x: str = "", y: str = "") -> None:
    """What the coordinates are called for whoever points there, where no label is to be seen."""
    for axis, name in ((axes.xaxis, x), (axes.yaxis, y)):
        if name:
            axis.set_label_text(name).set_visible(False)
