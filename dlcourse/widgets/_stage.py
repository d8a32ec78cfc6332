"""The frame every widget stands in: controls, a picture, the same in words, the numbers as a table, a question first.

A widget module describes a `Scene`: controls as data, a pure function from their values to named numbers, a function that draws the axes once
and one that moves the artists, a sentence and a table. `stage(scene)` puts it on the page:

    def explore():
        return stage(SCENE)

The stage knows whose function is running (the learner's, once it passed its check), shows a mistake in a callback instead of hiding it, and stays
silent while nbgrader executes a notebook. Slider events need no queue of our own: the browser holds back all but the newest value of a control
until the kernel has answered the one before.
"""

import base64
import os
import time
import traceback
import weakref
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any

import anywidget
import ipywidgets
import traitlets
from matplotlib.figure import Figure

from dlcourse import learned
from dlcourse.language import Text, current
from dlcourse.widgets._controls import Control
from dlcourse.widgets._picture import Artists, Numbers, Picture, as_png, image_format

_SLOW = 0.5  # seconds: a function that takes longer would freeze the slider

WORDS = {
    "predict": Text("Predict first", "먼저 예상해 보세요"),
    "right": Text("✓ Right.", "✓ 맞습니다."),
    "wrong": Text("✗ Not quite.", "✗ 아쉽습니다."),
    "table": Text("numbers as a table", "숫자를 표로 보기"),
    "mine": Text("Running: your {names}.", "실행 중: 직접 작성한 {names}"),
    "ours": Text(
        "Running: the course's {names}. Once yours passes its check, it takes over here.",
        "실행 중: 강의의 {names}. 여러분의 함수가 점검을 통과하면 여기서 그 함수가 실행됩니다.",
    ),
    "raised": Text(
        "Your {names} stopped with {error} on these numbers, so the course's own is shown.",
        "이 숫자에서 여러분의 {names}이(가) {error} 오류로 멈추어 강의의 함수로 보여 드립니다.",
    ),
    "slow": Text(
        "Your {names} took {seconds:.1f} seconds for this picture, so the course's own is shown.",
        "이 그림을 그리는 데 여러분의 {names}이(가) {seconds:.1f}초 걸려 강의의 함수로 보여 드립니다.",
    ),
    "broken": Text(
        "This picture could not be drawn: {error}. Please tell your instructor.",
        "그림을 그리지 못했습니다: {error}. 강사에게 알려 주세요.",
    ),
}


@dataclass(frozen=True)
class Predict:
    """A question before the picture. `answer` is the index of the right choice; `why` follows every answer."""

    question: Text
    choices: tuple[Text, ...]
    answer: int
    why: Text


@dataclass(frozen=True)
class Table:
    """The numbers of a picture: a caption, the names of the columns, the rows."""

    caption: Text
    columns: tuple[Text, ...]
    rows: Sequence[Sequence[Any]]


@dataclass(frozen=True)
class Scene:
    """Everything a widget is, without a widget.

    `numbers(*functions, **values)` gets the functions named in `uses` (the learner's, if they passed) and one value for every control.
    """

    title: Text
    controls: Mapping[str, Control]
    numbers: Callable[..., Numbers]
    draw: Callable[[Figure], Artists]
    update: Callable[[Artists, Numbers], None]
    describe: Callable[[Numbers], Text]
    table: Callable[[Numbers], Table]
    predict: Predict
    uses: tuple[learned.Function, ...] = ()
    size: tuple[float, float] = (7.6, 3.8)


class Aria(anywidget.AnyWidget):
    """The invisible helper of a stage: names for controls, words for the picture, arrow keys for sliders."""

    _esm = (Path(__file__).parent / "_aria.js").read_text(encoding="utf-8")
    names = traitlets.Dict().tag(sync=True)
    alt = traitlets.Unicode("").tag(sync=True)


class Stage(ipywidgets.VBox):  # type: ignore[misc]  # ipywidgets carries no types
    """A scene on the page."""

    def __init__(self, scene: Scene, language: str) -> None:
        self.scene = scene
        self.language = language
        self.picture = Picture(scene.size, scene.draw, scene.update)
        self.controls = {
            key: control.build(f"dlcourse-control-{key.replace('_', '-')}", language)
            for key, control in scene.controls.items()
        }
        self.image = ipywidgets.Image(
            format=image_format(), width=self.picture.width, height=self.picture.height, layout={"max_width": "100%"}
        )
        self.image.add_class("dlcourse-picture")
        self.words = ipywidgets.HTML()
        self.words.add_class("dlcourse-says")
        self.whose = ipywidgets.HTML()
        self.whose.add_class("dlcourse-whose")
        self.numbers_table = ipywidgets.HTML()
        self.numbers_table.add_class("dlcourse-table")
        self.table_switch = ipywidgets.ToggleButton(description=WORDS["table"].in_(language), layout={"width": "auto"})
        self.table_switch.add_class("dlcourse-table-switch")
        self.table_switch.observe(lambda _change: self.refresh(), names="value")
        names = {css: label for built in self.controls.values() for css, label in built.names.items()}
        self.aria = Aria(names=names)
        self.quiz = Quiz(scene.predict, language)
        super().__init__(
            [
                ipywidgets.HTML(
                    f'<h4 class="dlcourse-title" lang="{language}">{escape(scene.title.in_(language))}</h4>'
                ),
                self.quiz,
                *(built.shown for built in self.controls.values()),
                self.image,
                self.words,
                self.whose,
                self.table_switch,
                self.numbers_table,
                self.aria,
            ]
        )
        self.add_class("dlcourse-stage")
        self.description = ""
        for built in self.controls.values():
            built.watch(self.refresh)
        mine = weakref.WeakMethod(self.refresh)
        self._stop_listening = learned.listen(lambda: _call(mine))
        self.refresh()

    def values(self) -> dict[str, Any]:
        """What every control says now."""
        return {key: built.read() for key, built in self.controls.items()}

    def refresh(self) -> None:
        """Compute, draw, and say it again. A mistake is shown on the stage: nobody sees a callback's traceback."""
        try:
            numbers, note = self._computed()
            frame = self.picture.frame(numbers)
            said = self.scene.describe(numbers).in_(self.language)
            table = _table(self.scene.table(numbers), self.language) if self.table_switch.value else ""
        except Exception as error:
            traceback.print_exc()
            said = WORDS["broken"].format(error=f"{type(error).__name__}: {error}").in_(self.language)
            self.words.value = f'<p role="alert">{escape(said)}</p>'
            return
        with self.hold_sync():
            self.image.value = frame
            self.description = said
            self.words.value = f'<p lang="{self.language}">{escape(said)}</p>'
            self.whose.value = f'<p lang="{self.language}"><small>{note}</small></p>' if note else ""
            self.numbers_table.value = table
            self.aria.alt = said

    def _computed(self) -> tuple[Numbers, str]:
        """The numbers, by the learner's functions where they work, and the sentence that says whose they are."""
        values, uses = self.values(), self.scene.uses
        ours = {reference.__name__: reference for reference in uses}
        names = ", ".join(f"{name}" for name in ours)
        if not any(map(learned.is_mine, uses)):
            return self.scene.numbers(*uses, **values), self._note("ours", names) if uses else ""
        mine = ", ".join(reference.__name__ for reference in uses if learned.is_mine(reference))
        start = time.perf_counter()
        try:
            numbers = self.scene.numbers(*map(learned.function, uses), **values)
        except Exception as error:  # the learner's own function may fail on numbers its check never tried
            return self.scene.numbers(*uses, **values), self._note("raised", mine, error=type(error).__name__)
        seconds = time.perf_counter() - start
        if seconds > _SLOW:
            return self.scene.numbers(*uses, **values), self._note("slow", mine, seconds=seconds)
        return numbers, self._note("mine", mine)

    def _note(self, key: str, names: str, **facts: Any) -> str:
        code = ", ".join(f"<code>{escape(name)}</code>" for name in names.split(", "))
        return str(WORDS[key].format(names=code, **facts).in_(self.language))

    def close(self) -> None:
        """Leave the page, and stop listening."""
        self._stop_listening()
        super().close()

    def _repr_mimebundle_(self, **kwargs: Any) -> dict[str, Any] | tuple[dict[str, Any], dict[str, Any]] | None:
        """The live widget, and for pages without a kernel its first picture and sentence."""
        bundle: Any = super()._repr_mimebundle_(**kwargs)
        data = bundle[0] if isinstance(bundle, tuple) else bundle
        if isinstance(data, dict):
            data["image/png"] = base64.b64encode(as_png(self.image.value)).decode("ascii")
            data["text/plain"] = f"{self.scene.title.in_(self.language)}. {self.description}"
        return bundle


class Quiz(ipywidgets.VBox):  # type: ignore[misc]  # ipywidgets carries no types
    """A question with a few choices; every answer is followed by the reason."""

    def __init__(self, predict: Predict, language: str) -> None:
        self.predict, self.language = predict, language
        head, question = WORDS["predict"].in_(language), predict.question.in_(language)
        self.choices = ipywidgets.ToggleButtons(
            options=[(choice.in_(language), i) for i, choice in enumerate(predict.choices)],
            value=None,
            style={"button_width": "auto"},
        )
        self.choices.add_class("dlcourse-predict")
        self.answer = ipywidgets.HTML()
        self.answer.add_class("dlcourse-says")
        self.choices.observe(lambda _change: self._reply(), names="value")
        super().__init__(
            [
                ipywidgets.HTML(f'<p lang="{language}"><b>{head}.</b> {_coded(question)}</p>'),
                self.choices,
                self.answer,
            ]
        )
        self.add_class("dlcourse-quiz")

    def _reply(self) -> None:
        if self.choices.value is None:
            self.answer.value = ""
            return
        word = WORDS["right" if self.choices.value == self.predict.answer else "wrong"]
        reply = f"<b>{word.in_(self.language)}</b> {_coded(self.predict.why.in_(self.language))}"
        self.answer.value = f'<p lang="{self.language}">{reply}</p>'


class Ask(ipywidgets.VBox):  # type: ignore[misc]  # ipywidgets carries no types
    """A question that stands alone in a lesson."""

    def __init__(self, predict: Predict, language: str) -> None:
        self.quiz = Quiz(predict, language)
        self.aria = Aria(names={"dlcourse-predict": WORDS["predict"].in_(language)})
        super().__init__([self.quiz, self.aria])
        self.add_class("dlcourse-stage")
        self.add_class("dlcourse-ask")
        self.description = predict.question.in_(language)

    def _repr_mimebundle_(self, **kwargs: Any) -> Any:
        bundle = super()._repr_mimebundle_(**kwargs)
        data = bundle[0] if isinstance(bundle, tuple) else bundle
        if isinstance(data, dict):
            choices = "; ".join(choice.in_(self.quiz.language) for choice in self.quiz.predict.choices)
            data["text/plain"] = f"{self.description} ({choices})"
        return bundle


def stage(scene: Scene) -> Stage | None:
    """Put a scene on the page, or nothing while nbgrader executes the notebook."""
    return None if _graded() else Stage(scene, current())


def ask(question: Text, choices: Sequence[Text], answer: int, why: Text) -> Ask | None:
    """A "predict first" question by itself."""
    if not 0 <= answer < len(choices):
        raise ValueError(f"ask: answer is {answer}, expected the index of one of the {len(choices)} choices.")
    return None if _graded() else Ask(Predict(question, tuple(choices), answer, why), current())


def _graded() -> bool:
    return bool(os.environ.get("NBGRADER_EXECUTION"))


def _call(method: "weakref.WeakMethod[Callable[[], None]]") -> None:
    alive = method()
    if alive is not None:
        alive()


def _table(table: Table, language: str) -> str:
    head = "".join(f'<th scope="col">{escape(column.in_(language))}</th>' for column in table.columns)
    rows = "".join(
        "<tr>" + "".join(f"<td>{escape(_cell(value, language))}</td>" for value in row) + "</tr>" for row in table.rows
    )
    return (
        f'<table lang="{language}"><caption>{escape(table.caption.in_(language))}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
    )


def _cell(value: Any, language: str) -> str:
    if isinstance(value, Text):
        return value.in_(language)
    return f"{value:.4g}" if isinstance(value, float) else str(value)


def _coded(sentence: str) -> str:
    """Escape, then turn `backticks` into <code>."""
    parts = escape(sentence).split("`")
    return "".join(f"<code>{part}</code>" if i % 2 else part for i, part in enumerate(parts))
