"""What a widget is made of: data and four functions. Nothing here draws, and nothing here needs a notebook.

A `Scene` names its controls, the function that turns control values into numbers, and the three ways to show these numbers: as a
picture, as a sentence, as a table. The stage (`_stage.py`) does everything else.
"""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from dlcourse.language import Text

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from dlcourse.widgets._stage import Ask, Stage

Function = Callable[..., Any]
Numbers = Mapping[str, Any]
Artists = dict[str, Any]  # a name -> one artist, or a list of artists
Point = tuple[float, float, int]  # x1, x2, class


@dataclass(frozen=True, slots=True)
class When:
    """Show a control only while another one has one of these values."""

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


Control = Slider | Choice | Steps | Points


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


@dataclass(frozen=True, slots=True)
class Scene:
    """One widget.

    compute(**values, **functions) -> numbers     pure; the values are those of `controls`, by name
    draw(figure, language) -> artists             makes axes and artists once; returns those that will move
    update(artists, numbers) -> None or True      moves them; True says that axes or ticks changed too
    describe(numbers) -> Text                     the picture in one or two sentences
    table(numbers) -> Table                       the numbers behind it
    uses                                          the course's functions that `compute` calls, by argument name; the
                                                  learner's own takes the place of each one whose check has passed
    """

    title: Text
    controls: tuple[Control, ...]
    compute: Callable[..., Numbers]
    size: tuple[float, float]  # inches, 100 pixels each
    draw: Callable[["Figure", str], Artists]
    update: Callable[[Artists, Numbers], bool | None]
    describe: Callable[[Numbers], Text]
    table: Callable[[Numbers], Table]
    predict: Question
    uses: Mapping[str, Function] = field(default_factory=dict)

    def start(self) -> dict[str, Any]:
        """The value of every control before anyone touches it."""
        return {control.name: 0 if isinstance(control, Steps) else control.value for control in self.controls}


def number(value: float) -> str:
    """A number as a person writes it: at most four digits after the point, no trailing zeros, no minus zero."""
    short = f"{value:.4f}".rstrip("0").rstrip(".")
    return "0" if short == "-0" else short


def show(scene: Scene) -> "Stage | None":
    """The scene on a stage; nothing at all while nbgrader grades."""
    if grading():
        return None
    # ipywidgets and matplotlib take a good part of a second to load, and grading needs neither
    from dlcourse.widgets._stage import Stage

    return Stage(scene)


def ask(question: Text, choices: tuple[Text, ...], answer: int, why: Text) -> "Ask | None":
    """A question to think about, with its answer behind a click; `answer` counts the choices from 0."""
    if not 0 <= answer < len(choices):
        raise ValueError(f"answer is {answer}, expected a number from 0 to {len(choices) - 1}, one for each choice.")
    if grading():
        return None
    from dlcourse.widgets._stage import Ask

    return Ask(Question(question, choices, answer, why))


def grading() -> bool:
    """Whether nbgrader is running the notebook."""
    return bool(os.environ.get("NBGRADER_EXECUTION"))
