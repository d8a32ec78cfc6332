"""From a dragged place to values of controls: where a handle stands at each position of its controls, and which positions are nearest.

Everything here is a pure function of a scene's data; `fingers.py` brings the results to the page, and `touch.js` does there what `nearest` does
here, so that a drag answers without asking the kernel.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np

from dlcourse.widgets.stage.handle import Handle, Pins, Place
from dlcourse.widgets.stage.positions import positions, shown
from dlcourse.widgets.stage.scene import Choice, Control, Numbers, Points, Slider

Values = Mapping[str, Any]
ToPicture = Callable[
    [np.ndarray], np.ndarray
]  # places (K, 2) in the numbers of some axes -> in the picture, from its upper left corner


class Rail(NamedTuple):
    """One control of a handle: which position it has, and where the handle stands at each of them; nan where it is not to be seen."""

    control: str
    now: int
    places: np.ndarray  # (K, 2)


class Held(NamedTuple):
    """A handle as it is now: where it stands and where it is held, in the picture, and its rails; `pin` counts the points of a control."""

    at: np.ndarray  # (2,)
    grip: np.ndarray  # (1 or 2, 2)
    rails: tuple[Rail, ...]
    also: Mapping[str, int]
    pin: int | None = None
    level: bool = False  # whether the rails know its x alone
    key: str = ""  # tells it from the others of its picture, which may come and go


def position(control: Control, value: Any) -> int:
    """Which of its positions a control has; the nearest one for a number between two of them."""
    values = positions(control)
    if isinstance(control, Choice):
        return values.index(value)
    return int(np.abs(np.array(values, dtype=float) - value).argmin())


def held(
    handle: Handle, controls: Sequence[Control], numbers: Numbers, values: Values, where: ToPicture
) -> Held | None:
    """The handle as it is at these values; None if there is nothing to hold."""
    now = handle.place(numbers, values)
    after = {**values, **handle.also}
    if now is None or not set(handle.names) <= shown(controls, after):
        return None
    at = where(np.array([now], dtype=float))
    places = handle.grip(numbers, values) if handle.grip else (now,)
    if not places:
        return None
    grip = where(np.array(places, dtype=float))
    known = {control.name: control for control in controls}
    rails = tuple(
        Rail(name, position(known[name], after[name]), _rail(handle, known[name], numbers, after, where))
        for name in handle.names
    )
    return Held(
        at[0],
        grip,
        rails,
        {name: position(known[name], value) for name, value in handle.also.items()},
        None,
        handle.level,
    )


def _rail(handle: Handle, control: Control, numbers: Numbers, values: Values, where: ToPicture) -> np.ndarray:
    found = [handle.place(numbers, {**values, control.name: value}) for value in positions(control)]
    nowhere: Place = (np.nan, np.nan)
    return where(np.array([place or nowhere for place in found], dtype=float))


def pinned(pins: Pins, controls: Sequence[Control], values: Values, where: ToPicture) -> list[Held]:
    """Every point of the control, with a rail for each of its two sides."""
    if pins.control not in shown(controls, values):
        return []
    control = next(control for control in controls if control.name == pins.control)
    assert isinstance(control, Points)  # pins belong to points
    side = np.array(sides(control))
    found = []
    for i, (x1, x2, _label) in enumerate(values[pins.control]):
        at = where(np.array([[x1, x2]]))
        ways = (np.column_stack([side, np.full(len(side), x2)]), np.column_stack([np.full(len(side), x1), side]))
        rails = [
            Rail(pins.control, int(np.abs(side - here).argmin()), where(way))
            for here, way in zip((x1, x2), ways, strict=True)
        ]
        found.append(Held(at[0], at, tuple(rails), {}, i))
    return found


def sides(control: Points) -> tuple[float, ...]:
    """Every number that a side of a point can be."""
    return positions(Slider("side", control.label, control.low, control.low, control.high, control.step))


def nearest(rails: Sequence[Rail], target: np.ndarray) -> tuple[int, ...]:
    """The positions of the controls that bring a handle nearest to this place in the picture; of equals, those near the present ones."""
    base = rails[0].places[rails[0].now]
    sums = base
    for rail in rails:
        sums = sums[..., None, :] + (rail.places - base)
    far = ((sums - target) ** 2).sum(axis=-1)
    moved = sum(abs(index - rail.now) for rail, index in zip(rails, np.indices(far.shape), strict=True))
    far = np.where(np.isnan(far), np.inf, far + 1e-9 * moved)
    return tuple(int(i) for i in np.unravel_index(int(far.argmin()), far.shape))


def moved_point(
    control: Points, points: Sequence[tuple[float, float, int]], pin: Any, to: Any
) -> tuple[Any, ...] | None:
    """The points after one of them was dragged to these positions of its sides; None if that is no such point, no such place or a taken one."""
    side = sides(control)
    numbers = [pin, *to] if isinstance(to, list | tuple) and len(to) == 2 else []
    if not numbers or not all(isinstance(number, int) for number in numbers):
        return None
    if not (0 <= pin < len(points) and all(0 <= place < len(side) for place in to)):
        return None
    x1, x2 = (side[place] for place in to)
    others = [point[:2] for i, point in enumerate(points) if i != pin]
    if (x1, x2) in others:
        return None
    return tuple((x1, x2, point[2]) if i == pin else point for i, point in enumerate(points))
