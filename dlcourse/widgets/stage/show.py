"""How a scene, or a question by itself, comes onto the page: not at all while nbgrader grades."""

import os
from typing import TYPE_CHECKING

from dlcourse.language import Text
from dlcourse.widgets.stage.scene import Question, Scene

if TYPE_CHECKING:
    from dlcourse.widgets.stage.ask import Ask
    from dlcourse.widgets.stage.stage import Stage


def show(scene: Scene) -> "Stage | None":
    """The scene on a stage; nothing at all while nbgrader grades."""
    if grading():
        return None
    # ipywidgets and matplotlib take a good part of a second to load, and grading needs neither
    from dlcourse.widgets.stage.stage import Stage

    return Stage(scene)


def ask(question: Text, choices: tuple[Text, ...], answer: int, why: Text) -> "Ask | None":
    """A question to think about, with its answer behind a click; `answer` counts the choices from 0."""
    if not 0 <= answer < len(choices):
        raise ValueError(f"answer is {answer}, expected a number from 0 to {len(choices) - 1}, one for each choice.")
    if grading():
        return None
    from dlcourse.widgets.stage.ask import Ask

    return Ask(Question(question, choices, answer, why))


def grading() -> bool:
    """Whether nbgrader is running the notebook."""
    return bool(os.environ.get("NBGRADER_EXECUTION"))
