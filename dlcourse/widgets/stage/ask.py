"""The "predict first" question: as the head of a stage, and by itself.

Open, it shows its choices. The first guess folds it into one line, "you said ...", with the reason behind it, and is remembered with the
learner's progress, so that the next run of the cell shows the line and asks nothing twice. It never blocks anything.
"""

import hashlib
from collections.abc import Callable
from functools import partial
from typing import Any

import ipywidgets

from dlcourse import language as languages
from dlcourse.language import Text
from dlcourse.record import progress
from dlcourse.widgets.stage import stored
from dlcourse.widgets.stage.knob import make_button
from dlcourse.widgets.stage.page import STYLE, html_box, marked, paragraph
from dlcourse.widgets.stage.panel import Panel
from dlcourse.widgets.stage.scene import Question

PREDICT = Text("Predict first", "먼저 예상해 보세요")
SAID = Text("You said: {choice}", "내 예상: {choice}")
WHY = Text("Why", "이유 보기")
RIGHT = Text("Yes. {why}", "맞습니다. {why}")
WRONG = Text("Not quite. {why}", "아쉽지만 아닙니다. {why}")
AGAIN = Text("Ask me again", "다시 예상하기")
SHOW = Text("Show me", "그냥 보기")
HIDDEN = {"display": "none", "width": "auto"}  # a button that has nothing to do yet


class Ask(Panel):
    """A "predict first" question by itself."""

    def __init__(self, question: Question) -> None:
        self._question, self._language = question, languages.current()
        self.asking = Asking(question, self._language)
        super().__init__([html_box(STYLE), self.asking.box], self.asking.names, self._language)

    def _words(self) -> str:
        return question_in_words(self._question, self._language)

    def _kept(self) -> dict[str, Any]:
        return stored.kept(self._language, question=kept_question(self._question, self._language))


class Asking:
    """A question on the page: open with its choices, or answered in one line; `changed` is told of both."""

    def __init__(
        self, question: Question, language: str, changed: Callable[[], None] = lambda: None, *, shows: bool = False
    ) -> None:
        self._question, self._language, self._changed = question, language, changed
        self._shows = shows  # whether there is something to see
        self.looked = False  # asked to see it without a guess
        asked = question.question.in_(language)
        self.names = {"dlcourse-choices": asked}
        self._asked = html_box(f"<p><strong>{PREDICT.in_(language)}:</strong> {marked(asked)}</p>")
        self.choices = []
        alike: dict[str, Any] = {"layout": {"width": "auto"}}
        for number, choice in enumerate(question.choices):
            button = ipywidgets.ToggleButton(
                description=choice.in_(language), _dom_classes=("dlcourse-choice",), **alike
            )
            alike = {"layout": button.layout, "style": button.style}  # one for all
            button.observe(partial(self._pressed, number), names="value")
            self.choices.append(button)
        self.show = make_button(SHOW.in_(language), "dlcourse-show dlcourse-link", self.look, HIDDEN)
        self._row = ipywidgets.HBox([*self.choices, self.show], _dom_classes=("dlcourse-choices",))
        self.why = html_box(css=("dlcourse-why", "dlcourse-live"))
        self.again = make_button(AGAIN.in_(language), "dlcourse-ask-again dlcourse-link", self.ask_again, HIDDEN)
        self._folded = ipywidgets.HBox(
            [self.why, self.again], layout={"display": "none"}, _dom_classes=("dlcourse-folded",)
        )
        self.box = ipywidgets.VBox([self._asked, self._row, self._folded], _dom_classes=("dlcourse-predict",))
        self.chosen, told = remembered(question)
        self._told = told
        self._show(unfolded=False)

    @property
    def open(self) -> bool:
        """Whether the learner has neither guessed nor asked to see."""
        return self.chosen is None and not self.looked

    def look(self) -> None:
        """Show it without a guess; the question stays."""
        self.looked = True
        self.show.layout.display = "none"
        self._changed()

    def ask_again(self) -> None:
        """Back to the choices; what was seen stays seen."""
        self.chosen, self.looked = None, True
        self._show(unfolded=False)

    def _pressed(self, number: int, change: dict[str, object]) -> None:
        if not change["new"] or number == self.chosen:
            return
        self.chosen = number
        self._told = progress.answered(question_id(self._question), number)
        self._show(unfolded=True)
        self._changed()

    def _show(self, *, unfolded: bool) -> None:
        done = self.chosen is not None
        for part, seen in ((self._asked, not done), (self._row, not done), (self._folded, done or bool(self._told))):
            part.layout.display = None if seen else "none"
        self.again.layout.display = None if done else "none"
        self.show.layout.display = None if self._shows and self.open else "none"
        for number, button in enumerate(self.choices):
            button.value = number == self.chosen
        self.why.value = (self._answer(unfolded) if done else "") + (
            paragraph(self._told.in_(self._language)) if self._told else ""
        )

    def _answer(self, unfolded: bool) -> str:
        """The line that is left of the question, with the question and the reason folded into it."""
        assert self.chosen is not None  # only an answered question is folded
        language, question = self._language, self._question
        right = self.chosen == question.answer
        said = SAID.format(choice=question.choices[self.chosen]).in_(language)
        why = (RIGHT if right else WRONG).format(why=question.why).in_(language)
        return (
            f'<details{" open" if unfolded else ""} class="{"dlcourse-hit" if right else "dlcourse-miss"}">'
            f"<summary>{'✓' if right else '✗'} {marked(said)} "
            f'<span class="dlcourse-more">{WHY.in_(language)}</span></summary>'
            f"<p>{marked(question.question.in_(language))}</p><p>{marked(why)}</p></details>"
        )


def question_id(question: Question) -> str:
    """What a question is remembered by: its words, in one language for all. Whoever changes them asks anew."""
    return hashlib.sha256(question.question.en.encode()).hexdigest()[:12]


def remembered(question: Question) -> tuple[int | None, Text | None]:
    """The choice of an earlier day, and a sentence if the record has one for the learner."""
    known, told = progress.read()
    choice = known.answers.get(question_id(question))
    return choice if choice is not None and choice < len(question.choices) else None, told


def question_in_words(question: Question, language: str) -> str:
    choices = [f"  - {choice.in_(language)}" for choice in question.choices]
    return "\n".join([f"{PREDICT.in_(language)}: {question.question.in_(language)}", *choices])


def kept_question(question: Question, language: str) -> dict[str, Any]:
    """A question as a page without a kernel asks it (stored.js)."""
    asked = question.question.in_(language)
    return {
        "question": f"<strong>{PREDICT.in_(language)}:</strong> {marked(asked)}",
        "spoken": asked,
        "choices": [marked(choice.in_(language)) for choice in question.choices],
        "answer": question.answer,
        "right": "✓ " + marked(RIGHT.format(why=question.why).in_(language)),
        "wrong": "✗ " + marked(WRONG.format(why=question.why).in_(language)),
    }
