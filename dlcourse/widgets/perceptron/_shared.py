"""The plane of both pictures of the perceptron: two grounds, a line, and points of two classes."""

from typing import TYPE_CHECKING, Any

from dlcourse.language import Text
from dlcourse.perceptron import GATES
from dlcourse.widgets.stage.palette import LINE, ONE, ONE_GROUND, PAPER, WRONG, ZERO, ZERO_GROUND
from dlcourse.widgets.stage.plane import HIGH, LOW, half_plane
from dlcourse.widgets.stage.scene import Artists, Numbers

if TYPE_CHECKING:
    from matplotlib.axes import Axes


GATE_CHOICES = tuple((name, Text(name, name)) for name in GATES)


def draw_plane(axes: "Axes") -> Artists:
    """Grounds for 0 and 1 (the second hatched), the line, and points whose shape says what they should be."""
    axes.set(xlim=(LOW, HIGH), ylim=(LOW, HIGH), xlabel="$x_1$", ylabel="$x_2$", xticks=[0, 1], yticks=[0, 1])
    axes.set_facecolor(ZERO_GROUND)
    ground = axes.fill([], [], facecolor=ONE_GROUND, edgecolor=PAPER, hatch="//", linewidth=0, zorder=1)[0]
    hollow: dict[str, Any] = {"markerfacecolor": PAPER, "markeredgecolor": ZERO, "markeredgewidth": 3}
    return {
        "ground": ground,
        "line": axes.plot([], [], color=LINE, linewidth=3, zorder=2.2)[0],
        "ones": axes.plot([], [], "o", color=ONE, markersize=13, zorder=4)[0],
        "zeros": axes.plot([], [], "s", **hollow, markersize=11, zorder=4)[0],
        "missed": axes.plot([], [], "x", color=WRONG, markersize=22, markeredgewidth=2.5, zorder=5)[0],
    }


def update_plane(artists: Artists, numbers: Numbers) -> None:
    X, y, answers = numbers["X"], numbers["y"], numbers["answers"]
    inside, ends = half_plane(numbers["w"], numbers["b"])
    artists["ground"].set_visible(len(inside) > 0)
    if len(inside):
        artists["ground"].set_xy(inside)
    artists["line"].set_data(ends[:, 0], ends[:, 1])
    for name, chosen in (("ones", y == 1), ("zeros", y == 0), ("missed", answers != y)):
        artists[name].set_data(X[chosen, 0], X[chosen, 1])
