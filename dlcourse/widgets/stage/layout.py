"""Where the parts of a stage stand: a head, the picture beside its controls, a foot. How they look is said in stage.css."""

from collections.abc import Iterable
from typing import Any

import ipywidgets

from dlcourse.language import Text
from dlcourse.widgets.stage.knob import Knob, places
from dlcourse.widgets.stage.page import STYLE, html_box, marked
from dlcourse.widgets.stage.picture import DPI
from dlcourse.widgets.stage.positions import shown

TALLEST = 400  # pixels of a picture, so that a stage fits on one screen
NARROWEST = (
    0.58  # of a picture's own width: there its words, which never get smaller than painter.js lets them, begin to meet
)
NARROWEST_BESIDE_MANY = 0.5  # two dozen controls beside it leave no more on a laptop
HOME = Text("Double click or Backspace: back to {start}", "두 번 누르거나 백스페이스: {start}(으)로 되돌리기")


def parts(stage: Any, title: str, *, many: bool) -> list[ipywidgets.Widget]:
    """What stands in a stage, from top to bottom; `many` controls get as much room as the picture."""
    named = html_box(f'{STYLE}<p class="dlcourse-title">{marked(title)}</p>')
    view = _box(ipywidgets.VBox, (stage.image, stage.veil.cover), "dlcourse-view")
    seen = _box(ipywidgets.VBox, (view, stage.says, stage.trouble), "dlcourse-seen")
    moved = _box(ipywidgets.VBox, (knob.box for knob in stage.knobs.values()), "dlcourse-controls")
    body = _box(ipywidgets.VBox, (seen, moved), "dlcourse-body", *(["dlcourse-many"] if many else []))
    return [
        _box(ipywidgets.HBox, (named, stage.badge), "dlcourse-head"),
        *([stage.asking.box] if stage.asking else []),
        body,
        _box(ipywidgets.HBox, (stage.note, stage.switch), "dlcourse-foot"),
        stage.table,
        *([stage.code] if stage.code else []),
    ]


def keep_low(picture: ipywidgets.Widget, size: tuple[float, float], *, many: bool = False) -> None:
    """As wide as there is room for, but not higher than `TALLEST`; where there is too little, it is moved to and fro in its place."""
    width, height = size
    picture.layout.max_width = f"{round(TALLEST * width / height)}px"
    picture.layout.min_width = f"{narrowest(width * DPI, many=many)}px"


def narrowest(width: float, *, many: bool = False) -> int:
    """How narrow a picture of so many pixels may become, beside a few controls or `many`."""
    return round((NARROWEST_BESIDE_MANY if many else NARROWEST) * width)


def cover(stage: Any, covered: bool) -> None:
    """Cover the picture, or uncover it; there is no table to ask for under a cover."""
    (stage.add_class if covered else stage.remove_class)("dlcourse-veiled")
    stage.switch.layout.display = "none" if covered else None


def uncover(stage: Any) -> None:
    """Show the controls that can do something now: what depends on a hidden control is hidden with it."""
    now = shown(stage.scene.controls, stage.values)
    for control in stage.scene.controls:
        if control.when:
            stage.knobs[control.name].box.layout.display = None if control.name in now else "none"


def homes(knobs: Iterable[Knob]) -> dict[str, tuple[ipywidgets.Widget, float]]:
    """The sliders of these knobs, by CSS class, and where each of them stands before anybody touches it."""
    return {css: (slider, slider.value) for knob in knobs for css, slider in knob.sliders.items()}


def homes_in_words(found: dict[str, tuple[ipywidgets.Widget, float]], language: str) -> dict[str, list[Any]]:
    """What the page must know of these sliders: where they begin, how far a step is, and how to say that there is a way back."""
    return {
        css: [start, slider.step, HOME.format(start=f"{start:.{places(slider.step)}f}".replace("-", "−")).in_(language)]
        for css, (slider, start) in found.items()
    }


def _box(kind: type, parts: Iterable[ipywidgets.Widget], *css: str) -> ipywidgets.Widget:
    return kind(list(parts), _dom_classes=css)
