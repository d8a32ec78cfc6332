"""A square of cells to draw on: the canvas in the page (pad.js), drawings to begin with, and a button that clears it."""

from collections.abc import Callable
from functools import partial
from typing import Any

import anywidget
import ipywidgets
import traitlets

from dlcourse.language import Text
from dlcourse.widgets.stage.knob import Knob, make_button
from dlcourse.widgets.stage.scene import Ink, Pad
from dlcourse.widgets.stage.scripts import joined

CELLS = (Text("empty", "빈칸"), Text("ink", "잉크"))
WIPE = Text("Clear", "지우기")
KEYS = Text(
    "{label}. Arrow keys move the cursor, space draws, Shift with an arrow draws a line, Backspace rubs out.",
    "{label}. 화살표 키로 커서를 옮기고, 스페이스로 그리고, Shift와 화살표로 선을 긋고, 백스페이스로 지웁니다.",
)


class _Canvas(anywidget.AnyWidget):
    """The cells in the page, see pad.js."""

    _esm = joined("pad.js")
    side = traitlets.Int().tag(sync=True)
    says = traitlets.Unicode().tag(sync=True)
    cells = traitlets.List(traitlets.Unicode()).tag(sync=True)  # what an empty cell and one with ink are called
    ink = traitlets.List(traitlets.Int(min=0, max=255)).tag(sync=True)

    @traitlets.validate("ink")
    def _square(self, proposal: Any) -> Any:
        # a page that sends something else has drawn nothing
        return proposal["value"] if len(proposal["value"]) == self.side**2 else [0] * self.side**2


class _PadKnob(Knob):
    """The ink of a pad."""

    def __init__(self, name: str, box: ipywidgets.Widget, canvas: _Canvas) -> None:
        super().__init__(name, box, {})
        self._canvas = canvas
        canvas.observe(self._tell, names="ink")

    @property
    def value(self) -> Ink:
        return tuple(self._canvas.ink)

    @value.setter
    def value(self, value: Ink) -> None:
        self._canvas.ink = list(value)


def build_pad(control: Pad, language: str, css: str) -> Knob:
    says = KEYS.format(label=control.label.in_(language)).in_(language)
    cells = [text.in_(language) for text in CELLS]
    canvas = _Canvas(side=control.side, says=says, cells=cells, ink=list(control.value))

    def put(ink: Ink | Callable[[], Ink]) -> None:
        canvas.ink = list(ink() if callable(ink) else ink)

    buttons = [
        make_button(text.in_(language), f"{css}-example{i}", partial(put, ink))
        for i, (text, ink) in enumerate(control.examples)
    ]
    wipe = make_button(WIPE.in_(language), f"{css}-clear", partial(put, (0,) * control.side**2))
    row = ipywidgets.HBox([*buttons, wipe], layout={"flex_flow": "row wrap"})
    words = ipywidgets.HTML(f"<p>{says}</p>")
    return _PadKnob(control.name, ipywidgets.VBox([words, canvas, row]), canvas)
