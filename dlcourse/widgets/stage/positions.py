"""Where the controls of a scene can stand: every value of each, and which of them can be moved now."""

from collections.abc import Mapping, Sequence
from typing import Any

from dlcourse.widgets.stage.scene import Choice, Control, Slider, Steps


def positions(control: Control) -> tuple[Any, ...]:
    """Every value that a control can be moved to, in its order; none for a control that has too many of them, such as a pad."""
    match control:
        case Slider():
            whole = all(isinstance(part, int) for part in (control.value, control.low, control.high, control.step))
            steps = int((control.high - control.low) / control.step + 1e-6)
            values = [control.low + i * control.step for i in range(steps + 1)]
            # as the knob of a slider rounds it
            return tuple(values if whole else (round(float(value), 9) for value in values))
        case Choice():
            return tuple(value for value, _ in control.options)
        case Steps():
            return tuple(range(control.last + 1))
    return ()


def shown(controls: Sequence[Control], values: Mapping[str, Any]) -> set[str]:
    """The controls that can do something now: what depends on a hidden control is hidden with it."""
    found: set[str] = set()
    for control in controls:
        when = control.when
        if when is None or (when.name in found and values[when.name] in when.values):
            found.add(control.name)
    return found
