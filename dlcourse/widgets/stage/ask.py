"""The "predict first" question: as the head of a stage, and by itself."""

from typing import Any

import ipywidgets

from dlcourse import language as languages
from dlcourse.language import Text
from dlcourse.widgets.stage.page import STYLE, html_box, marked, paragraph
from dlcourse.widgets.stage.panel import Panel
from dlcourse.widgets.stage.scene import Question

PREDICT = Text("Predict first", "먼저 예상해 보세요")
RIGHT = Text("✓ Yes. {why}", "✓ 맞습니다. {why}")
WRONG = Text("✗ Not quite. {why}", "✗ 아쉽지만 아닙니다. {why}")


class Ask(Panel):
    """A "predict first" question by itself."""

    def __init__(self, question: Question) -> None:
        self._question, self._language = question, languages.current()
        parts, names = question_box(question, self._language)
        super().__init__([html_box(STYLE), *parts], names, self._language)

    def _words(self) -> str:
        return question_in_words(self._question, self._language)


def question_box(question: Question, language: str) -> tuple[list[ipywidgets.Widget], dict[str, str]]:
    """The question with its choices; the answer appears after the first click and never blocks anything."""
    asked = question.question.in_(language)
    why = html_box(css=("dlcourse-why", "dlcourse-live"))
    buttons = [ipywidgets.ToggleButton(description=choice.in_(language)) for choice in question.choices]

    def chosen(change: dict[str, Any]) -> None:
        button = change["owner"]
        if not button.value:
            # the answer stays chosen when it is clicked again
            button.value = not any(other.value for other in buttons)
            return
        for other in buttons:
            if other is not button:
                other.value = False
        right = buttons.index(button) == question.answer
        why.value = paragraph((RIGHT if right else WRONG).format(why=question.why).in_(language))

    for button in buttons:
        button.add_class("dlcourse-choice")
        button.observe(chosen, names="value")
    choices = ipywidgets.VBox(buttons)
    choices.add_class("dlcourse-choices")
    box = ipywidgets.VBox([html_box(f"<p><strong>{PREDICT.in_(language)}:</strong> {marked(asked)}</p>"), choices, why])
    box.add_class("dlcourse-predict")
    return [box], {"dlcourse-choices": asked}


def question_in_words(question: Question, language: str) -> str:
    choices = [f"  - {choice.in_(language)}" for choice in question.choices]
    return "\n".join([f"{PREDICT.in_(language)}: {question.question.in_(language)}", *choices])
