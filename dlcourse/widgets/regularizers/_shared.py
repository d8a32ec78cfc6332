"""What the pictures of regularization share: axes with two scales, lines for a legend."""

from typing import TYPE_CHECKING, Any

from dlcourse.language import Text

if TYPE_CHECKING:
    from matplotlib.axes import Axes


def legend(axes: "Axes", words: tuple[tuple[Text, Any], ...], language: str) -> None:
    """Names above the axes, so that no curve can run under them."""
    for text, artist in words:
        artist.set_label(text.in_(language))  # for whoever points at it
    handles = [_twin(artist) for _, artist in words]
    labels = [text.in_(language) for text, _ in words]
    axes.legend(
        handles,
        labels,
        loc="lower center",
        bbox_to_anchor=(0.5, 1.0),
        ncols=2,
        frameon=False,
        fontsize=9.5,
        handlelength=1.8,
        columnspacing=4.2,
        borderaxespad=0.2,
    )


def _twin(artist: Any) -> Any:
    """A line that looks like this one and stays in the legend when the other moves."""
    from matplotlib.lines import Line2D

    twin = Line2D([], [])
    twin.update_from(artist)
    return twin


def legend_line(color: str, style: Any) -> Any:
    from matplotlib.lines import Line2D

    return Line2D([], [], color=color, linestyle=style, linewidth=2)
