"""Controls as data: what a learner can move, described without any widget, and built when a stage needs it.

Sliders and buttons work with JupyterLab's keyboard as they are; drop-down lists and radio buttons do not, so a choice is a row of buttons.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Protocol

import ipywidgets

from dlcourse.language import Text

ADD = Text("add as {label}", "{label}(으)로 더하기")
CLEAR = Text("clear my points", "내 점 지우기")
POINTS = Text("your points: {count}", "내 점: {count}개")


@dataclass(frozen=True)
class Built:
    """A control on the stage: what to show, how to read it, whom to tell, and the names a screen reader says."""

    shown: Any
    read: Callable[[], Any]
    watch: Callable[[Callable[[], None]], None]
    names: Mapping[str, str] = field(default_factory=dict)


class Control(Protocol):
    """Anything a stage can build."""

    def build(self, key: str, language: str) -> Built: ...


def _watcher(widget: Any) -> Callable[[Callable[[], None]], None]:
    return lambda tell: widget.observe(lambda _change: tell(), names="value")


@dataclass(frozen=True)
class Slider:
    """A number between `low` and `high`. With `play` it also gets buttons that move it on by itself."""

    label: Text
    value: float
    low: float
    high: float
    step: float = 1
    play: bool = False
    interval: int = 600  # milliseconds between two steps of `play`

    def build(self, key: str, language: str) -> Built:
        whole = all(isinstance(number, int) for number in (self.value, self.low, self.high, self.step))
        kind = ipywidgets.IntSlider if whole else ipywidgets.FloatSlider
        label = self.label.in_(language)
        slider = kind(
            value=self.value,
            min=self.low,
            max=self.high,
            step=self.step,
            description=label,
            continuous_update=True,
            style={"description_width": "9em"},
            layout={"width": "30em", "max_width": "100%"},
        )
        slider.add_class(key)
        shown = slider
        if self.play:
            play = ipywidgets.Play(
                value=self.value, min=self.low, max=self.high, step=self.step, interval=self.interval
            )
            ipywidgets.jslink((play, "value"), (slider, "value"))
            shown = ipywidgets.HBox([slider, play], layout={"flex_flow": "row wrap"})
        return Built(shown, lambda: slider.value, _watcher(slider), {key: label})


@dataclass(frozen=True)
class Choice:
    """One of a few; `options` maps the value a picture gets to what the button says."""

    label: Text
    value: Any
    options: Mapping[Any, Text]

    def build(self, key: str, language: str) -> Built:
        label = self.label.in_(language)
        buttons = ipywidgets.ToggleButtons(
            options=[(text.in_(language), value) for value, text in self.options.items()],
            value=self.value,
            style={"button_width": "auto"},
        )
        buttons.add_class(key)
        named = ipywidgets.HBox([ipywidgets.Label(label), buttons], layout={"flex_flow": "row wrap"})
        return Built(named, lambda: buttons.value, _watcher(buttons), {key: label})


@dataclass(frozen=True)
class Switch:
    """On or off."""

    label: Text
    value: bool

    def build(self, key: str, language: str) -> Built:
        label = self.label.in_(language)
        button = ipywidgets.ToggleButton(value=self.value, description=label, layout={"width": "auto"})
        button.icon = "check" if self.value else ""
        button.observe(lambda change: setattr(button, "icon", "check" if change["new"] else ""), names="value")
        button.add_class(key)
        return Built(button, lambda: button.value, _watcher(button), {key: label})


@dataclass(frozen=True)
class OwnPoints:
    """Points the learner sets: two sliders for the place, a button for each class, one to begin again."""

    label: Text
    low: float = -0.5
    high: float = 1.5
    most: int = 8

    def build(self, key: str, language: str) -> Built:
        sliders = [
            Slider(Text(f"x{i}", f"x{i}"), 0.5, self.low, self.high, 0.25).build(f"{key}-{i}", language) for i in (1, 2)
        ]
        points: list[tuple[float, float, int]] = []
        tellers: list[Callable[[], None]] = []
        count = ipywidgets.Label()

        def changed() -> None:
            count.value = POINTS.in_(language).format(count=len(points))
            for tell in tellers:
                tell()

        def add(label: int) -> None:
            if len(points) < self.most:
                points.append((float(sliders[0].read()), float(sliders[1].read()), label))
                changed()

        def clear() -> None:
            points.clear()
            changed()

        buttons = [_button(ADD.in_(language).format(label=label), partial(add, label)) for label in (0, 1)]
        buttons.append(_button(CLEAR.in_(language), clear))
        changed()
        shown = ipywidgets.VBox(
            [
                ipywidgets.Label(self.label.in_(language)),
                *(slider.shown for slider in sliders),
                ipywidgets.HBox([*buttons, count], layout={"flex_flow": "row wrap"}),
            ]
        )
        names = {f"{key}-{i}": f"{self.label.in_(language)}: x{i}" for i in (1, 2)}
        return Built(shown, lambda: tuple(points), tellers.append, names)


def _button(label: str, press: Callable[[], None]) -> Any:
    button = ipywidgets.Button(description=label, layout={"width": "auto"})
    button.on_click(lambda _button: press())
    return button
