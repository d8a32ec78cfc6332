"""One control on the stage, whatever it is: a value, a visible label, and whom to tell; and the sliders and buttons it is made of."""

import unicodedata
from collections.abc import Callable, Mapping
from typing import Any

import ipywidgets

from dlcourse.widgets.stage.scene import Slider

_AS_WIDE_AS_ITS_WORDS = {"width": "auto"}


class Knob:
    """One control on the stage: what is shown, what its value is, and whom to tell when it changes."""

    def __init__(self, name: str, box: ipywidgets.Widget, names: dict[str, str], value: Any = None) -> None:
        self.name = name
        self.box = box
        self.names = names  # CSS class -> accessible name
        self.unseen: list[ipywidgets.Widget] = []  # widgets without a view, to be closed with the rest
        self.source: ipywidgets.Widget | None = None  # the widget whose value this is, if it is that of one
        self.sliders: dict[
            str, ipywidgets.Widget
        ] = {}  # CSS class -> a slider, which the page can send back to its start
        self._value = value
        self._watchers: list[Callable[[], None]] = []

    @property
    def value(self) -> Any:
        return self._value

    @value.setter
    def value(self, value: Any) -> None:
        self._value = value
        self._tell()

    def watch(self, watcher: Callable[[], None]) -> None:
        """Call `watcher` after every change of the value."""
        self._watchers.append(watcher)

    def pause(self) -> bool:
        """Rest, if it is a process that plays; whether it did."""
        return False

    def go_on(self) -> None:
        """Play again after a rest."""

    def _tell(self, _change: Any = None) -> None:
        for watcher in self._watchers:
            watcher()


class Bound(Knob):
    """A knob whose value is that of one ipywidget."""

    def __init__(self, name: str, box: ipywidgets.Widget, names: dict[str, str], source: ipywidgets.Widget) -> None:
        super().__init__(name, box, names)
        self._source = self.source = source
        source.observe(self._tell, names="value")

    @property
    def value(self) -> Any:
        value = self._source.value
        # 0.1 + 0.2 is not 0.3 in a browser either; nobody wants to read those digits
        return round(value, 9) if isinstance(value, float) else value

    @value.setter
    def value(self, value: Any) -> None:
        self._source.value = value


def width_of(labels: list[str]) -> str:
    """Room for the longest label, as CSS; a Hangul syllable is as wide as two Latin letters."""
    wide = max((sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in label) for label in labels), default=0)
    return f"{0.55 * wide + 1:.1f}em"


def make_slider(control: Slider, label: str, label_width: str, css: str) -> ipywidgets.Widget:
    whole = all(isinstance(part, int) for part in (control.value, control.low, control.high, control.step))
    make = ipywidgets.IntSlider if whole else ipywidgets.FloatSlider
    return make(
        value=control.value,
        min=control.low,
        max=control.high,
        step=control.step,
        description=label,
        readout_format="d" if whole else f".{places(control.step)}f",
        continuous_update=control.continuous,
        style={"description_width": label_width},
        layout={"width": "auto"},
        _dom_classes=(css,),
    )


def make_button(
    text: str, css: str, press: Callable[[], None], layout: Mapping[str, str] = _AS_WIDE_AS_ITS_WORDS
) -> ipywidgets.Widget:
    """A button of these CSS classes, as HTML writes them."""
    button = ipywidgets.Button(description=text, layout=dict(layout), _dom_classes=css.split())
    button.on_click(lambda _button: press())
    return button


def places(step: float) -> int:
    """How many digits after the point a value needs whose steps are that large."""
    return len(f"{step:.9f}".rstrip("0").partition(".")[2])
