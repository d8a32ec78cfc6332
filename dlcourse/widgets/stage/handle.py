"""What a scene says about the things in its picture that can be taken hold of: a `Handle` names the controls that move it, and where it stands.

    touch=(Handle("b", on="line", place=lambda numbers, values: (0.5, values["b"])),)

That is all. The stage asks for the place at every position of the control, and whoever drags the thing gets the position whose place is
nearest to the pointer. So a drag always ends at a value that the slider or the buttons have too; keyboard and words need nothing of their own.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

Place = tuple[float, float]  # in the numbers of some axes
# the numbers that are shown, the controls' values -> where it stands; None: there is no such thing now
Where = Callable[[Mapping[str, Any], Mapping[str, Any]], Place | None]


@dataclass(frozen=True, slots=True)
class Handle:
    """Something in the picture that moves one control, or two ("x y").

    `place` is asked for values that are not shown: only what the controls of the handle do to the place may come from `values`. With two
    controls, each has to move the place by the same way wherever the other one stands, as the two sides of a point do. `on` is the name of an
    artist in the axes that `place` speaks of. `grip` is where the thing is held, if that is not its place: a point, or the two ends of a line.
    `also` are values that other controls get when it is dragged. `level` is for what is dragged along a curve that is not drawn yet: only its x
    follows the control, its height is the present one.
    """

    controls: str
    on: str
    place: Where
    grip: Callable[[Mapping[str, Any], Mapping[str, Any]], tuple[Place, ...]] | None = None
    also: Mapping[str, Any] = field(default_factory=dict)
    level: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        """The names of its controls."""
        return tuple(self.controls.split())


@dataclass(frozen=True, slots=True)
class Pins:
    """The points of a `Points` control, each of which can be dragged to another place; `on` is an artist in their axes."""

    control: str
    on: str
