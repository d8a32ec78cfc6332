"""Where the parts of a stage stand: a head, the picture beside its controls, a foot. How they look is said in stage.css."""

from collections.abc import Iterable
from typing import Any

import ipywidgets

from dlcourse.language import Text
from dlcourse.widgets.stage.knob import Knob, places

TALLEST = 400  # pixels of a picture, so that a stage fits on one screen
HOME = Text("Double click or Backspace: back to {start}", "두 번 누르거나 백스페이스: {start}(으)로 되돌리기")


def head(*parts: ipywidgets.Widget) -> ipywidgets.Widget:
    """Title and badge, on one line."""
    return _box(ipywidgets.HBox, parts, "dlcourse-head")


def view(picture: ipywidgets.Widget, cover: ipywidgets.Widget) -> ipywidgets.Widget:
    """The picture, with what may lie over it."""
    return _box(ipywidgets.VBox, (picture, cover), "dlcourse-view")


def body(shown: list[ipywidgets.Widget], moved: list[ipywidgets.Widget], *, many: bool) -> ipywidgets.Widget:
    """What is seen on the left, what is moved on the right; one below the other where the page is narrow."""
    both = (_box(ipywidgets.VBox, shown, "dlcourse-seen"), _box(ipywidgets.VBox, moved, "dlcourse-controls"))
    made = _box(ipywidgets.VBox, both, "dlcourse-body")
    if many:
        made.add_class("dlcourse-many")
    return made


def foot(*parts: ipywidgets.Widget) -> ipywidgets.Widget:
    """Small things below."""
    return _box(ipywidgets.HBox, parts, "dlcourse-foot")


def keep_low(picture: ipywidgets.Widget, size: tuple[float, float]) -> None:
    """As wide as there is room for, but not so wide that it would be higher than `TALLEST`."""
    width, height = size
    picture.layout.max_width = f"{round(TALLEST * width / height)}px"


def cover(stage: Any, covered: bool) -> None:
    """Cover the picture, or uncover it; there is no table to ask for under a cover."""
    (stage.add_class if covered else stage.remove_class)("dlcourse-veiled")
    stage.switch.layout.display = "none" if covered else None


def homes(knobs: Iterable[Knob]) -> dict[str, tuple[ipywidgets.Widget, float]]:
    """The sliders of these knobs, by CSS class, and where each of them stands before anybody touches it."""
    return {css: (slider, slider.value) for knob in knobs for css, slider in knob.sliders.items()}


def homes_in_words(found: dict[str, tuple[ipywidgets.Widget, float]], language: str) -> dict[str, list[Any]]:
    """What the page must know of these sliders: where they begin, how far a step is, and how to say that there is a way back."""
    return {
        css: [start, slider.step, HOME.format(start=f"{start:.{places(slider.step)}f}".replace("-", "−")).in_(language)]
        for css, (slider, start) in found.items()
    }


def _box(kind: type, parts: Iterable[ipywidgets.Widget], css: str) -> ipywidgets.Widget:
    box = kind(list(parts))
    box.add_class(css)
    return box
