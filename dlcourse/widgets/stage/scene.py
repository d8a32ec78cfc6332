"""What a widget is made of: data and four functions. Nothing here draws, and nothing here needs a notebook.

A `Scene` names its controls, the function that turns control values into numbers, and the three ways to show these numbers: as a
picture, as a sentence, as a table. The stage (`stage.py`) does everything else.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Protocol

from dlcourse._require import describe, one_of, refuse
from dlcourse.language import Text
from dlcourse.widgets.stage.handle import Handle, Pins

if TYPE_CHECKING:
    from matplotlib.figure import Figure

Function = Callable[..., Any]
Numbers = Mapping[str, Any]
Artists = dict[str, Any]  # a name -> one artist, or a list of artists
Point = tuple[float, float, int]  # x1, x2, class
Ink = tuple[int, ...]  # the cells of a pad, 0 paper to 255 black


@dataclass(frozen=True, slots=True)
class When:
    """Show a control only while another one, which stands above it and is shown itself, has one of these values."""

    name: str
    values: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Slider:
    """A number between two bounds. Whole bounds and a whole step give whole numbers. Set `continuous=False` where a frame is slow."""

    name: str
    label: Text
    value: float
    low: float
    high: float
    step: float
    continuous: bool = True
    when: When | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """One of a few values, as a row of buttons; also the on/off switch (values False and True)."""

    name: str
    label: Text
    value: Any
    options: tuple[tuple[Any, Text], ...]
    when: When | None = None


@dataclass(frozen=True, slots=True)
class Switches:
    """Any of a few values, at least one: a row of buttons that stay down. The value is a tuple, in the order of the options."""

    name: str
    label: Text
    value: tuple[Any, ...]
    options: tuple[tuple[Any, Text], ...]
    when: When | None = None


@dataclass(frozen=True, slots=True)
class Steps:
    """How far a process has gone, from 0 to `last`: a slider, a step button, a way back to the start, and play."""

    name: str
    label: Text
    last: int
    milliseconds: int = 400
    when: When | None = None


@dataclass(frozen=True, slots=True)
class Points:
    """Points of two classes that the learner places with two sliders and two buttons; at most `most` of them."""

    name: str
    label: Text
    value: tuple[Point, ...]
    low: float
    high: float
    step: float
    most: int = 12
    when: When | None = None


@dataclass(frozen=True, slots=True)
class Pad:
    """A square of `side` times `side` cells to draw on. The value is the ink of each cell, 0 to 255, row after row.

    `examples` are drawings to begin with, or functions that fetch one, each with the word on its button; another button clears the pad.
    """

    name: str
    label: Text
    value: Ink
    side: int
    examples: tuple[tuple[Text, Ink | Callable[[], Ink]], ...] = ()
    when: When | None = None


@dataclass(frozen=True, slots=True)
class Run:
    """How many rounds (epochs, say) a process has behind it: play and pause, one step, back to the start.

    It belongs to a scene whose `compute` is a `Rounds`. It ends at `last`; `stride` is how many rounds make a step, and a picture while it
    plays: a slider up to `most`, called `pace`.
    """

    name: str
    label: Text
    last: int
    pace: Text
    stride: int = 1
    most: int = 20
    when: When | None = None


Control = Slider | Choice | Switches | Steps | Points | Pad | Run


@dataclass(frozen=True, slots=True)
class Question:
    """What the learner predicts before trying: the question, the choices, which one is right (from 0), and why."""

    question: Text
    choices: tuple[Text, ...]
    answer: int
    why: Text


@dataclass(frozen=True, slots=True)
class Table:
    """The numbers of a picture: a caption, the column heads, and rows whose first cell is the head of its row."""

    caption: Text
    columns: tuple[Text, ...]
    rows: tuple[tuple[str | Text, ...], ...]


class Process(Protocol):
    """Something that goes on round after round, such as training. Equal settings give equal rounds."""

    def advance(self) -> bool | None:
        """Do one round, which should take a few milliseconds; True says that there is nothing more to do."""

    def numbers(self) -> Numbers:
        """What there is to show now."""


@dataclass(frozen=True, slots=True)
class Rounds:
    """A `compute` for what cannot be calculated at a stroke: begin, and advance as often as the `Run` control says.

    `begin(**settings, **functions)` makes the process; `run` is the name of the control. Called like this it does all rounds in a row. The
    stage does not call it: it keeps the process and gives it a slice of time now and then.
    """

    begin: Callable[..., Process]
    run: str

    def __call__(self, **values: Any) -> Numbers:
        rounds = values.pop(self.run, 0)
        process = self.begin(**values)
        for _ in range(rounds):
            if process.advance():
                break
        return process.numbers()


@dataclass(frozen=True, slots=True)
class Scene:
    """One widget.

    compute(**values, **functions) -> numbers     pure; the values are those of `controls`, by name. A `Rounds` if it takes long
    draw(figure, language) -> artists             makes axes and artists once; returns those that will move
    update(artists, numbers) -> None or True      moves them; True says that axes or ticks changed too
    describe(numbers) -> Text                     the picture in one or two sentences
    table(numbers) -> Table                       the numbers behind it
    predict                                       what to think about first; only the dashboard, which shows facts, has none
    uses                                          the course's functions that `compute` calls, by argument name; the
                                                  learner's own takes the place of each one whose check has passed
    code(numbers) -> str                          lines of Python that do the same, to be copied into a cell
    columns                                       2 where the controls are many: they get as much room as the picture
    gives_away(values) -> bool                    whether the picture of these values answers the question. Unless a scene says so of
                                                  its start, picture, words and table are covered until the question is answered
    reached(numbers) -> bool                      whether the learner has done what the picture asks for: it gets a frame and a tick
    touch                                         what can be dragged in the picture, see handle.py
    stamp() -> anything comparable                of a scene whose numbers come from more than controls and functions (a record on
                                                  disk): another value as soon as they may be others
    """

    title: Text
    controls: tuple[Control, ...]
    compute: Callable[..., Numbers]
    size: tuple[float, float]  # inches, 100 pixels each
    draw: Callable[["Figure", str], Artists]
    update: Callable[[Artists, Numbers], bool | None]
    describe: Callable[[Numbers], Text]
    table: Callable[[Numbers], Table]
    predict: Question | None = None
    uses: Mapping[str, Function] = field(default_factory=dict)
    code: Callable[[Numbers], str] | None = None
    columns: int = 1
    gives_away: Callable[[Mapping[str, Any]], bool] | None = None
    reached: Callable[[Numbers], bool] | None = None
    touch: tuple[Handle | Pins, ...] = ()
    stamp: Callable[[], object] | None = None

    def start(self) -> dict[str, Any]:
        """The value of every control before anyone touches it."""
        return {control.name: 0 if isinstance(control, Steps | Run) else control.value for control in self.controls}

    def preset(self, where: str, **values: Any) -> "Scene":
        """The same scene, beginning with other values; `where` is the function in whose name a wrong one is refused."""
        known = {control.name: control for control in self.controls if not isinstance(control, Steps | Run)}
        for name, value in values.items():
            refuse(where, one_of(*known)("setting", name) or _unfit(known[name], value))
        return replace(
            self,
            controls=tuple(
                replace(control, value=_as_kept(control, values[control.name])) if control.name in values else control
                for control in self.controls
            ),
        )


def _as_kept(control: Control, value: Any) -> Any:
    """A value as its control keeps it."""
    match control:
        case Switches():
            return tuple(option for option, _ in control.options if option in value)
        case Points():
            return tuple((float(x1), float(x2), int(label)) for x1, x2, label in value)
        case Pad():
            return tuple(int(cell) for cell in value)
    return value


def _unfit(control: Control, value: Any) -> ValueError | TypeError | None:
    """What is wrong with a value for a control, if anything."""
    match control:
        case Slider():
            plain = isinstance(value, int | float) and not isinstance(value, bool)
            whole = all(isinstance(part, int) for part in (control.low, control.high, control.step))
            if plain and control.low <= value <= control.high and (isinstance(value, int) or not whole):
                return None
            expected = f"{'an integer' if whole else 'a number'} from {control.low} to {control.high}"
        case Choice():
            values = [option for option, _ in control.options]
            if all(isinstance(option, str) for option in values):
                return one_of(*values)(control.name, value)
            # 1 == True, but who writes layers=True has made a mistake
            if any(option == value and type(option) is type(value) for option in values):
                return None
            expected = f"one of: {', '.join(map(repr, values))}"
        case Switches():
            values = [option for option, _ in control.options]
            if isinstance(value, list | tuple) and value and all(option in values for option in value):
                return None
            expected = f"a list of one or more of: {', '.join(map(str, values))}"
        case Points():
            if (
                isinstance(value, list | tuple)
                and len(value) <= control.most
                and all(_is_point(control, p) for p in value)
            ):
                return None
            expected = f"at most {control.most} points (x1, x2, class), x1 and x2 from {control.low} to {control.high}, class 0 or 1"
        case Pad():
            cells = tuple(value) if isinstance(value, list | tuple) else ()
            if len(cells) == control.side**2 and all(isinstance(cell, int) and 0 <= cell <= 255 for cell in cells):
                return None
            expected = f"{control.side**2} integers from 0 to 255"
        case _:
            raise AssertionError(control)  # steps and runs have no value to begin with
    return ValueError(f"{control.name} is {describe(value)}, expected {expected}.")


def _is_point(control: Points, point: Any) -> bool:
    if not isinstance(point, Iterable) or len(given := tuple(point)) != 3:
        return False
    *place, label = given
    inside = all(isinstance(side, int | float) and control.low <= side <= control.high for side in place)
    return inside and label in (0, 1)
