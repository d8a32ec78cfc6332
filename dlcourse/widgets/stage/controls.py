"""Controls as a learner meets them: each record of `scene` becomes one `Knob` with a visible label and a value.

Sliders and buttons only: JupyterLab takes the arrow keys away from drop-down lists and radio buttons.
"""

import unicodedata
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import anywidget
import ipywidgets
import traitlets

from dlcourse.language import Text
from dlcourse.widgets.stage.scene import Choice, Control, Ink, Pad, Point, Points, Run, Slider, Steps, Switches

ADD = Text("Add a point of class {label}", "클래스 {label}인 점 추가")
CLEAR = Text("Remove all points", "점 모두 지우기")
ACROSS = Text("new point: x1", "새 점의 x1")
UP = Text("new point: x2", "새 점의 x2")
STEP = Text("One step", "한 단계 진행")
BACK = Text("Back to the start", "처음으로")
PLAY = Text("Play or pause", "재생 또는 일시 정지")
GO = Text("▶ Play", "▶ 재생")
PAUSE = Text("⏸ Pause", "⏸ 일시 정지")
CELLS = (Text("empty", "빈칸"), Text("ink", "잉크"))
WIPE = Text("Clear", "지우기")
KEYS = Text(
    "{label}. Arrow keys move the cursor, space draws, Shift with an arrow draws a line, Backspace rubs out.",
    "{label}. 화살표 키로 커서를 옮기고, 스페이스로 그리고, Shift와 화살표로 선을 긋고, 백스페이스로 지웁니다.",
)
FULL = Text("At most {most} points.", "점은 {most}개까지 놓을 수 있습니다.")


class Knob:
    """One control on the stage: what is shown, what its value is, and whom to tell when it changes."""

    def __init__(self, name: str, box: ipywidgets.Widget, names: dict[str, str], value: Any = None) -> None:
        self.name = name
        self.box = box
        self.names = names  # CSS class -> accessible name
        self.unseen: list[ipywidgets.Widget] = []  # widgets without a view, to be closed with the rest
        self.source: ipywidgets.Widget | None = None  # the one widget that holds the value, if there is one
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

    def _tell(self, _change: Any = None) -> None:
        for watcher in self._watchers:
            watcher()


class _Bound(Knob):
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


def build(control: Control, language: str, label_width: str) -> Knob:
    """The knob of a control."""
    css = f"dlcourse-control-{control.name}"
    match control:
        case Slider():
            slider = _slider(control, control.label.in_(language), label_width, css)
            return _Bound(control.name, slider, {css: control.label.in_(language)}, slider)
        case Choice():
            buttons = ipywidgets.ToggleButtons(
                options=[(text.in_(language), value) for value, text in control.options],
                value=control.value,
                description=control.label.in_(language),
                style={"description_width": label_width, "button_width": "auto"},
            )
            buttons.add_class(css)
            return _Bound(control.name, buttons, {css: control.label.in_(language)}, buttons)
        case Switches():
            return _switches(control, language, label_width, css)
        case Steps():
            return _steps(control, language, label_width, css)
        case Run():
            return RunKnob(control, language, label_width, css)
        case Points():
            return _points(control, language, label_width, css)
        case Pad():
            return _pad(control, language, css)


def width_of(labels: list[str]) -> str:
    """Room for the longest label, as CSS; a Hangul syllable is as wide as two Latin letters."""
    wide = max((sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in label) for label in labels), default=0)
    return f"{0.55 * wide + 1:.1f}em"


def _slider(control: Slider, label: str, label_width: str, css: str) -> ipywidgets.Widget:
    whole = all(isinstance(part, int) for part in (control.value, control.low, control.high, control.step))
    make = ipywidgets.IntSlider if whole else ipywidgets.FloatSlider
    slider = make(
        value=control.value,
        min=control.low,
        max=control.high,
        step=control.step,
        description=label,
        continuous_update=control.continuous,
        style={"description_width": label_width},
        layout={"width": "auto"},
    )
    slider.add_class(css)
    return slider


def _button(text: str, css: str, press: Callable[[], None]) -> ipywidgets.Widget:
    button = ipywidgets.Button(description=text, layout={"width": "auto"})
    button.add_class(css)
    button.on_click(lambda _button: press())
    return button


def _steps(control: Steps, language: str, label_width: str, css: str) -> Knob:
    label = control.label.in_(language)
    slider = _slider(Slider(control.name, control.label, 0, 0, control.last, 1), label, label_width, css)
    play = ipywidgets.Play(
        min=0, max=control.last, interval=control.milliseconds, show_repeat=False, description=PLAY.in_(language)
    )
    play.add_class(f"{css}-play")

    def one() -> None:
        slider.value = min(slider.value + 1, control.last)

    def back() -> None:
        play.playing = False
        slider.value = 0

    buttons = ipywidgets.HBox(
        [
            _button(STEP.in_(language), f"{css}-step", one),
            _button(BACK.in_(language), f"{css}-back", back),
            play,
        ],
        layout={"flex_flow": "row wrap"},
    )
    box = ipywidgets.VBox([slider, buttons])
    knob = _Bound(control.name, box, {css: label, f"{css}-play": PLAY.in_(language)}, slider)
    # joined in the browser, so that playing goes on while the kernel draws
    knob.unseen.append(ipywidgets.jslink((play, "value"), (slider, "value")))
    return knob


def _switches(control: Switches, language: str, label_width: str, css: str) -> Knob:
    label = control.label.in_(language)
    buttons = {
        value: ipywidgets.ToggleButton(
            value=value in control.value,
            description=text.in_(language),
            layout={"width": "auto", "margin": "2px 2px 0 0"},
        )
        for value, text in control.options
    }
    row = ipywidgets.HBox(
        [ipywidgets.Label(label, layout={"width": label_width}), *buttons.values()], layout={"flex_flow": "row wrap"}
    )
    row.add_class("dlcourse-switches")
    row.add_class(css)
    return _SwitchesKnob(control, row, {css: label}, buttons)


class _SwitchesKnob(Knob):
    """The values whose buttons are down; the last one stays down."""

    def __init__(
        self, control: Switches, box: ipywidgets.Widget, names: dict[str, str], buttons: dict[Any, ipywidgets.Widget]
    ) -> None:
        super().__init__(control.name, box, names, control.value)
        self._buttons = buttons
        self._moving = False
        for button in buttons.values():
            button.observe(self._pressed, names="value")

    @property
    def value(self) -> Any:
        return self._value

    @value.setter
    def value(self, value: Any) -> None:
        self._put(tuple(value))
        self._pressed()

    def _put(self, value: tuple[Any, ...]) -> None:
        self._moving = True
        for option, button in self._buttons.items():
            button.value = option in value
        self._moving = False

    def _pressed(self, _change: Any = None) -> None:
        if self._moving:
            return
        down = tuple(option for option, button in self._buttons.items() if button.value)
        if not down:
            self._put(self._value)
        elif down != self._value:
            self._value = down
            self._tell()


class RunKnob(Knob):
    """Play and pause, one step, back to the start, and how many rounds make a step.

    The buttons only set a goal. The stage goes there in its own time, and says in `done` how far it has come, which is the knob's value.
    """

    def __init__(self, control: Run, language: str, label_width: str, css: str) -> None:
        self.control = control
        self.done = self.goal = 0
        self.playing = False
        self._words = {False: GO.in_(language), True: PAUSE.in_(language)}
        self.play = _button(self._words[False], f"{css}-play", self._turn)
        self.play.add_class("dlcourse-play")
        pace = _slider(
            Slider("pace", control.pace, control.stride, 1, control.most, 1),
            control.pace.in_(language),
            width_of([control.pace.in_(language)]),
            f"{css}-pace",
        )
        pace.layout.width = "24em"
        pace.layout.max_width = "100%"
        self._pace = pace
        step = _button(STEP.in_(language), f"{css}-step", self.step)
        step.add_class("dlcourse-step")
        buttons = [self.play, step, _button(BACK.in_(language), f"{css}-back", self.back)]
        box = ipywidgets.HBox([*buttons, pace], layout={"flex_flow": "row wrap", "align_items": "center"})
        box.add_class("dlcourse-run")
        super().__init__(control.name, box, {f"{css}-pace": control.pace.in_(language)})

    @property
    def value(self) -> Any:
        return self.done

    @value.setter
    def value(self, value: Any) -> None:
        self._aim(value, playing=False)

    @property
    def stride(self) -> int:
        """How many rounds make a step."""
        return int(self._pace.value)

    def step(self) -> None:
        """One step further; pressed twice in a hurry, two."""
        self._aim((self.done if self.playing else self.goal) + self.stride, playing=False)

    def back(self) -> None:
        """To the start."""
        self._aim(0, playing=False)

    def rest(self) -> None:
        """Stay where it is, without telling anyone."""
        self._set(self.done, playing=False)

    def _turn(self) -> None:
        self._aim(self.done if self.playing else self.control.last, playing=not self.playing)

    def _aim(self, goal: int, *, playing: bool) -> None:
        self._set(goal, playing=playing)
        self._tell()

    def _set(self, goal: int, *, playing: bool) -> None:
        self.goal = min(goal, self.control.last)
        self.playing = playing and self.goal > self.done
        self.play.description = self._words[self.playing]


def _points(control: Points, language: str, label_width: str, css: str) -> Knob:
    middle = control.low + round((control.high - control.low) / 2 / control.step) * control.step
    sides = []
    names = {}
    for side, label in (("x1", ACROSS), ("x2", UP)):
        where = f"{css}-{side}"
        names[where] = label.in_(language)
        sides.append(
            _slider(
                Slider(side, label, middle, control.low, control.high, control.step),
                label.in_(language),
                label_width,
                where,
            )
        )
    says = ipywidgets.HTML()
    says.add_class("dlcourse-live")

    def add(label: int) -> None:
        if len(knob.value) >= control.most:
            says.value = FULL.format(most=control.most).in_(language)
            return
        x1, x2 = (round(side.value, 9) for side in sides)
        # a second point at the same place takes the place of the first: one place has one class
        others = tuple(point for point in knob.value if point[:2] != (x1, x2))
        new: Point = (x1, x2, label)
        says.value = ""
        knob.value = (*others, new)

    def clear() -> None:
        says.value = ""
        knob.value = ()

    buttons = [
        _button(ADD.format(label=label).in_(language), f"{css}-add{label}", partial(add, label)) for label in (1, 0)
    ]
    buttons.append(_button(CLEAR.in_(language), f"{css}-clear", clear))
    box = ipywidgets.VBox([*sides, ipywidgets.HBox(buttons, layout={"flex_flow": "row wrap"}), says])
    knob = Knob(control.name, box, names, control.value)
    return knob


class _Canvas(anywidget.AnyWidget):
    """The cells in the page, see pad.js."""

    _esm = (Path(__file__).parent / "pad.js").read_text(encoding="utf-8")
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


def _pad(control: Pad, language: str, css: str) -> Knob:
    says = KEYS.format(label=control.label.in_(language)).in_(language)
    cells = [text.in_(language) for text in CELLS]
    canvas = _Canvas(side=control.side, says=says, cells=cells, ink=list(control.value))

    def put(ink: Ink | Callable[[], Ink]) -> None:
        canvas.ink = list(ink() if callable(ink) else ink)

    buttons = [
        _button(text.in_(language), f"{css}-example{i}", partial(put, ink))
        for i, (text, ink) in enumerate(control.examples)
    ]
    wipe = _button(WIPE.in_(language), f"{css}-clear", partial(put, (0,) * control.side**2))
    row = ipywidgets.HBox([*buttons, wipe], layout={"flex_flow": "row wrap"})
    words = ipywidgets.HTML(f"<p>{says}</p>")
    return _PadKnob(control.name, ipywidgets.VBox([words, canvas, row]), canvas)
