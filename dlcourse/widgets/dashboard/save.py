"""The button that keeps your work, by itself."""

from typing import TYPE_CHECKING

from dlcourse.widgets.stage.show import grading

if TYPE_CHECKING:
    from dlcourse.widgets.dashboard._desk import Keep


def save() -> "Keep | None":
    """Only the button that saves your work."""
    if grading():
        return None
    from dlcourse.widgets.dashboard._desk import Keep

    return Keep()
