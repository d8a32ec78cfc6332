"""Controls as a learner meets them: each record of `scene` becomes one `Knob` with a visible label and a value.

Sliders and buttons only: JupyterLab takes the arrow keys away from drop-down lists and radio buttons.
"""

from functools import partial
from typing import Any

import ipywidgets

from dlcourse.language import Text
from dlcourse.widgets.stage.knob import Bound, Knob, make_button, make_slider, width_of
from dlcourse.widgets.stage.pad import build_pad
from dlcourse.widgets.stage.page import html_box
from dlcourse.widgets.stage.scene import Choice, Control, Pad, Point, Points, Run, Slider, Steps, Switches
from dlcourse.widgets.stage.words import printed

ADD = Text("Add a point of class {label}", "클래스 {label}인 점 추가")
CLEAR = Text("Remove all points", "점 모두 지우기")
ACROSS = Text("new point: x1", "새 점의 x1")
UP = Text("new point: x2", "새 점의 x2")
STEP = Text("One step", "한 단계 진행")
BACK = Text("Back to the start", "처음으로")
PLAY = Text("Play or pause", "재생 또는 일시 정지")
GO = Text("▶ Play", "▶ 재생")
PAUSE = Text("⏸ Pause", "⏸ 일시 정지")
FULL = Text("At most {most} points.", "점은 {most}개까지 놓을 수 있습니다.")


def build(control: Control, language: str, label_width: str) -> Knob:
    """The knob of a control."""
    css = f"dlcourse-control-{control.name}"
    match control:
        case Slider():
            slider = make_slider(control, control.label.in_(language), label_width, css)
            knob = Bound(control.name, slider, {css: control.label.in_(language)}, slider)
            knob.sliders[css] = slider
            return knob
        case Choice():
            buttons = ipywidgets.ToggleButtons(
                options=[(printed(text.in_(language)), value) for value, text in control.options],
                value=control.value,
                description=control.label.in_(language),
                style={"description_width": label_width, "button_width": "auto"},
                _dom_classes=(css,),
            )
            return Bound(control.name, buttons, {css: control.label.in_(language)}, buttons)
        case Switches():
            return _switches(control, language, label_width, css)
        case Steps():
            return _steps(control, language, label_width, css)
        case Run():
            return RunKnob(control, language, label_width, css)
        case Points():
            return _points(control, language, label_width, css)
        case Pad():
            return build_pad(control, language, css)


def _steps(control: Steps, language: str, label_width: str, css: str) -> Knob:
    label = control.label.in_(language)
    slider = make_slider(Slider(control.name, control.label, 0, 0, control.last, 1), label, label_width, css)
    play = ipywidgets.Play(
        min=0,
        max=control.last,
        interval=control.milliseconds,
        show_repeat=False,
        description=PLAY.in_(language),
        _dom_classes=(f"{css}-play",),
    )

    def one() -> None:
        slider.value = min(slider.value + 1, control.last)

    def back() -> None:
        play.playing = False
        slider.value = 0

    buttons = ipywidgets.HBox(
        [
            make_button(BACK.in_(language), f"{css}-back", back),
            play,
            make_button(STEP.in_(language), f"{css}-step", one),
        ],
        layout={"flex_flow": "row wrap"},
    )
    box = ipywidgets.VBox([slider, buttons], _dom_classes=("dlcourse-steps",))
    knob = _StepsKnob(control.name, box, {css: label, f"{css}-play": PLAY.in_(language)}, slider, play)
    knob.sliders[css] = slider
    # joined in the browser, so that playing goes on while the kernel draws
    knob.unseen.append(ipywidgets.jslink((play, "value"), (slider, "value")))
    return knob


class _StepsKnob(Bound):
    """A slider that the page plays by itself."""

    def __init__(
        self, name: str, box: ipywidgets.Widget, names: dict[str, str], source: ipywidgets.Widget, play: Any
    ) -> None:
        super().__init__(name, box, names, source)
        self._play = play

    def pause(self) -> bool:
        """Rest, if it plays."""
        played, self._play.playing = bool(self._play.playing), False
        return played

    def go_on(self) -> None:
        """Play again after a rest."""
        self._play.playing = True


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
        [ipywidgets.Label(label, layout={"width": label_width}), *buttons.values()],
        layout={"flex_flow": "row wrap"},
        _dom_classes=("dlcourse-switches", css),
    )
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
        self.play = make_button(self._words[False], f"{css}-play dlcourse-play", self._turn)
        self.play.button_style = "primary"
        pace = make_slider(
            Slider("pace", control.pace, control.stride, 1, control.most, 1),
            control.pace.in_(language),
            width_of([control.pace.in_(language)]),
            f"{css}-pace",
        )
        self._pace = pace
        step = make_button(STEP.in_(language), f"{css}-step dlcourse-step", self.step)
        buttons = [self.play, step, make_button(BACK.in_(language), f"{css}-back", self.back)]
        box = ipywidgets.HBox(
            [*buttons, pace],
            layout={"flex_flow": "row wrap", "align_items": "center"},
            _dom_classes=("dlcourse-run",),
        )
        super().__init__(control.name, box, {f"{css}-pace": control.pace.in_(language)})
        self.sliders[f"{css}-pace"] = pace

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

    def pause(self) -> bool:
        """Rest, if it plays: the page is out of sight."""
        if self.playing:
            self.rest()
            return True
        return False

    def go_on(self) -> None:
        """Play again after a rest."""
        self._aim(self.control.last, playing=True)

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
            make_slider(
                Slider(side, label, middle, control.low, control.high, control.step),
                label.in_(language),
                label_width,
                where,
            )
        )
    says = html_box(css=("dlcourse-live",))

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
        make_button(ADD.format(label=label).in_(language), f"{css}-add{label}", partial(add, label)) for label in (1, 0)
    ]
    buttons.append(make_button(CLEAR.in_(language), f"{css}-clear", clear))
    box = ipywidgets.VBox([*sides, ipywidgets.HBox(buttons, layout={"flex_flow": "row wrap"}), says])
    knob = Knob(control.name, box, names, control.value)
    knob.sliders |= dict(zip(names, sides, strict=True))
    return knob
