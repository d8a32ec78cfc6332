"""The frame every widget stands in. To make a widget, write one module; this file takes care of the rest.

A widget module holds a pure function, the controls as data, a drawing, a sentence and a table:

    def line(*, slope: float) -> Numbers:                                    # pure, tested without a browser
        x = np.linspace(-1, 1, 50)
        return {"slope": slope, "x": x, "y": slope * x}

    def draw(figure: Figure, language: str) -> Artists:                      # once: axes, and the artists that will move
        axes = figure.add_axes((0.1, 0.15, 0.85, 0.8), xlim=(-1, 1), ylim=(-2, 2))
        return {"line": axes.plot([], [], color=ONE)[0]}

    def update(artists: Artists, numbers: Numbers) -> None:                  # every time: move them, make none
        artists["line"].set_data(numbers["x"], numbers["y"])

    def describe(numbers: Numbers) -> Text: ...
    def table(numbers: Numbers) -> Table: ...

    SCENE = Scene(title=..., controls=(Slider("slope", Text("slope", "기울기"), 1.0, -2.0, 2.0, 0.1),), ...)

    def explore() -> "Stage | None":
        return show(SCENE)

The stage then gives, without another line: the "predict first" question; controls with visible and spoken names; the picture, blitted
(`_picture.py`); its description in a polite live region, which is also the picture's alternative text; the numbers as a table on
demand; the note whose function is running; both languages; a picture and words where no kernel runs; and errors told to the learner.

Three promises it keeps:

- Only the newest value is drawn. Each event of a slider reaches the kernel as a message of its own. The stage does not draw in the
  handler of the message; it asks the event loop to draw a moment later, and asks once only. The messages that are waiting are
  handled in that moment (each takes far less than a frame), and the frame shows the last of them. The browser helps: it holds back
  a slider's newer values until the kernel has answered. JupyterLab brings these messages in a thread with a loop of its own,
  so that sliders answer while a cell runs; a lock lets one thread draw at a time.
- The learner's function cannot break a picture. If it raises, the course's function draws that frame; if it takes longer than
  `PATIENCE`, the course's function draws from then on. The note says so.
- Nothing stays behind. Closing the stage, or running its cell again, ends its listeners and frees its figure.

A scene whose `compute` is a `Rounds` goes on by itself while its `Run` control plays; `_running.py` says how that leaves everything else alive.
"""

import asyncio
import base64
import html
import re
import sys
import threading
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import anywidget
import ipywidgets
import traitlets

from dlcourse import language as languages
from dlcourse import own_functions
from dlcourse._limit import TimeUp, limit
from dlcourse.language import Text
from dlcourse.widgets import _controls
from dlcourse.widgets._picture import Picture, image_format, small_png
from dlcourse.widgets._running import FRAME, SLICE, Runner, Watch
from dlcourse.widgets._scene import Function, Numbers, Question, Rounds, Scene, Table

MOMENT = 0.002  # seconds that a frame waits for newer values
PATIENCE = 1.0  # seconds a learner's function may take for one frame
BREATH = 2.0  # seconds between two descriptions while a process runs: nobody can listen to thirty a second

SHOW_TABLE = Text("Show the numbers as a table", "숫자를 표로 보기")
HIDE_TABLE = Text("Hide the table", "표 숨기기")
CODE = Text("These lines of `dlcourse` do exactly the same:", "다음 `dlcourse` 코드가 똑같은 일을 합니다.")
COPY = Text("Copy the code", "코드 복사")
COPIED = Text("✓ Copied: paste it into a cell", "✓ 복사했습니다. 셀에 붙여 넣어 보세요")
PREDICT = Text("Predict first", "먼저 예상해 보세요")
RIGHT = Text("✓ Yes. {why}", "✓ 맞습니다. {why}")
WRONG = Text("✗ Not quite. {why}", "✗ 아쉽지만 아닙니다. {why}")
YOURS = Text("Calculated by your function {names}.", "여러분이 작성한 {names} 함수로 계산합니다.")
OURS = Text(
    "Calculated by the course's function {names}; yours takes over once its check passes.",
    "강의의 {names} 함수로 계산합니다. 점검을 통과하면 여러분의 함수로 바뀝니다.",
)
RAISED = Text(
    "Your function {name} stopped with these values ({error}), so the course's own function drew this picture.",
    "이 값에서 여러분의 {name} 함수가 오류로 멈추었습니다({error}). 그래서 이 그림은 강의의 함수로 그렸습니다.",
)
UNUSABLE = Text(
    "The picture could not be drawn from what your function {name} returned ({error}), so the course's own function drew it.",
    "여러분의 {name} 함수가 돌려준 값으로는 그림을 그릴 수 없습니다({error}). 그래서 이 그림은 강의의 함수로 그렸습니다.",
)
SLOW = Text(
    "Your function {name} took {seconds} seconds for one picture, so the course's own function draws until you change yours.",
    "여러분의 {name} 함수가 그림 하나에 {seconds}초를 썼습니다. 함수를 고칠 때까지 강의의 함수로 그립니다.",
)
BROKEN = Text(
    "This picture stopped with an error that is not yours ({error}). Run its cell again; if it comes back, please report it.",
    "이 그림이 여러분 탓이 아닌 오류로 멈추었습니다({error}). 셀을 다시 실행해 보고, 또 멈추면 알려 주세요.",
)

STYLE = """<style>
.dlcourse-stage { border: 1px solid var(--jp-border-color2, #bdbdbd); border-radius: 6px; padding: 10px 14px; max-width: 900px;
  color: var(--jp-ui-font-color1, #222222); }
.dlcourse-stage p { margin: 2px 0 6px; line-height: 1.5; }
.dlcourse-stage .dlcourse-title { font-size: 115%; font-weight: 600; }
.dlcourse-stage .widget-html, .dlcourse-stage .widget-html-content { height: auto; line-height: 1.5; font-size: 14px; white-space: normal;
  color: var(--jp-ui-font-color1, #222222); }
.dlcourse-stage .dlcourse-picture { background: #ffffff; border-radius: 4px; max-width: 100%; height: auto; align-self: flex-start; }
.dlcourse-stage .dlcourse-choice { width: auto; height: auto; min-height: 30px; margin: 2px 0; padding: 4px 12px; text-align: left;
  white-space: normal; line-height: 1.4; align-self: flex-start; max-width: 100%; }
.dlcourse-stage .dlcourse-predict { border-left: 4px solid var(--jp-brand-color1, #0072b2); padding-left: 12px; margin-bottom: 8px; }
.dlcourse-stage .dlcourse-table-switch { align-self: flex-start; }
.dlcourse-stage .widget-play { width: auto; }
.dlcourse-stage .widget-play button + button { display: none; }
.dlcourse-stage .dlcourse-note { color: var(--jp-ui-font-color1, #222222); font-size: 13px; }
.dlcourse-stage button.mod-active { box-shadow: inset 0 0 0 2px var(--jp-brand-color1, #0072b2); }
.dlcourse-stage button:focus-visible, .dlcourse-stage .noUi-handle:focus-visible, .dlcourse-stage .widget-readout:focus-visible {
  outline: 2px solid var(--jp-brand-color1, #0072b2); outline-offset: 2px; }
.dlcourse-stage .dlcourse-columns { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(380px, 100%), 1fr)); column-gap: 20px; }
.dlcourse-stage .dlcourse-columns > * { min-width: 0; }
.dlcourse-stage .dlcourse-columns .widget-label { text-align: left; flex-shrink: 0; }
.dlcourse-stage .dlcourse-columns .widget-toggle-buttons { display: flex; }
.dlcourse-stage .dlcourse-columns .jupyter-button { padding: 0 7px; height: 26px; line-height: 26px; font-size: 12px; }
.dlcourse-stage .dlcourse-run { grid-column: 1 / -1; }
.dlcourse-stage .dlcourse-switches .widget-label { text-align: right; padding-right: 4px; }
.dlcourse-stage .dlcourse-code pre { margin: 2px 0; padding: 8px 10px; overflow-x: auto; font-size: 12.5px; line-height: 1.4;
  color: var(--jp-content-font-color1, #222222); background: var(--jp-layout-color2, #f2f2f2); border-radius: 4px; }
.dlcourse-stage .dlcourse-copy { align-self: flex-start; }
.dlcourse-stage table { border-collapse: collapse; margin: 6px 0; font-size: 13px; }
.dlcourse-stage caption { text-align: left; font-weight: 600; padding: 4px 0; }
.dlcourse-stage th, .dlcourse-stage td { border: 1px solid var(--jp-border-color2, #bdbdbd); padding: 2px 10px; text-align: right; }
</style>"""


class Aria(anywidget.AnyWidget):
    """Invisible: accessible names, alternative text, arrow keys and answers to pictures, given in the page by _aria.js."""

    _esm = (Path(__file__).parent / "_aria.js").read_text(encoding="utf-8")
    names = traitlets.Dict().tag(sync=True)
    language = traitlets.Unicode().tag(sync=True)
    busy = traitlets.Bool(False).tag(sync=True)  # the picture that was asked for is still being calculated


class Panel(ipywidgets.VBox):  # type: ignore[misc]  # ipywidgets ships no types
    """What a stage and a question by itself share: the frame, the spoken names, the words for pages without a kernel."""

    def __init__(self, parts: list[ipywidgets.Widget], names: dict[str, str], language: str) -> None:
        self.aria = Aria(names=names, language=language)
        super().__init__([*parts, self.aria])
        self.add_class("dlcourse-stage")
        _take_the_place_of_the_last_run(self)

    def _words(self) -> str:
        raise NotImplementedError  # both kinds of panel say something

    def _image(self) -> bytes | None:
        return None

    def _repr_mimebundle_(self, **kwargs: Any) -> dict[str, Any]:
        bundle: dict[str, Any] = super()._repr_mimebundle_(**kwargs) or {}
        bundle["text/plain"] = self._words()
        image = self._image()
        if image:
            bundle["image/png"] = base64.b64encode(image).decode("ascii")
        return bundle

    def close(self) -> None:
        """End it, and everything inside it."""
        _this, *inside = _everything(self)
        for part in inside:
            part.close()
        super().close()


class Ask(Panel):
    """A "predict first" question by itself."""

    def __init__(self, question: Question) -> None:
        self._question, self._language = question, languages.current()
        parts, names = _question(question, self._language)
        super().__init__([_html(STYLE), *parts], names, self._language)

    def _words(self) -> str:
        return _question_in_words(self._question, self._language)


class Stage(Panel):
    """One scene, alive. `values` are its controls' values; `set(name=value)` moves controls as a learner would."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self._language = languages.current()
        self._lock = threading.RLock()
        self._waiting: set[asyncio.AbstractEventLoop] = set()
        self._ended = False
        self._too_slow: dict[str, tuple[Function, float]] = {}
        self._watched: dict[str, _Watched] = {}
        self._fallen: tuple[dict[str, Any], dict[str, Function], Text] | None = (
            None  # what broke a process, and the note
        )
        self._said_at = 0.0
        self._moved: bool | None = None  # while several controls move together: whether one of them did
        self.words = ""  # the description as it stands on the page
        self.frames = 0  # how many have been drawn

        labels = [control.label.in_(self._language) for control in scene.controls]
        width = _controls.width_of(labels)
        self.knobs = {control.name: _controls.build(control, self._language, width) for control in scene.controls}

        self._runner: Runner | None = None
        self._watch = Watch()
        self._task: asyncio.Task[None] | None = None
        if isinstance(scene.compute, Rounds):
            knob = self.knobs[scene.compute.run]
            assert isinstance(knob, _controls.RunKnob)  # made from a Run
            self._runner = Runner(scene.compute, knob)

        self.picture = Picture(scene.size, lambda figure: scene.draw(figure, self._language), scene.update)
        self.image = ipywidgets.Image(
            format=image_format(), width=str(self.picture.width), height=str(self.picture.height)
        )
        self.image.add_class("dlcourse-picture")
        self.says = _html(css=("dlcourse-says", "dlcourse-live"))
        self.note = _html(css=("dlcourse-note", "dlcourse-live"))
        self.trouble = _html(css=("dlcourse-trouble",))
        self.switch = ipywidgets.Button(description=SHOW_TABLE.in_(self._language), layout={"width": "auto"})
        self.switch.add_class("dlcourse-table-switch")
        self.switch.on_click(lambda _button: self._turn_table())
        self.table = _html(css=("dlcourse-table",))
        self._table_shown = False

        self.code: _Code | None = _Code(self._language) if scene.code else None

        question, names = _question(scene.predict, self._language) if scene.predict else ([], {})
        for knob in self.knobs.values():
            names |= knob.names
            knob.watch(self.soon)
        title = _html(f'{STYLE}<p class="dlcourse-title">{_marked(scene.title.in_(self._language))}</p>')
        controls = ipywidgets.VBox([knob.box for knob in self.knobs.values()])
        controls.add_class("dlcourse-controls")
        if scene.columns > 1:
            controls.add_class("dlcourse-columns")
        super().__init__(
            [
                title,
                *question,
                controls,
                self.image,
                self.says,
                self.note,
                self.trouble,
                *([self.code] if self.code else []),
                self.switch,
                self.table,
            ],
            names,
            self._language,
        )
        self.aria.on_msg(self._page_says)
        self._stop_listening = own_functions.listen(self._learned)
        self.refresh()

    # --- what a learner moves -------------------------------------------------------------------------------------

    @property
    def values(self) -> dict[str, Any]:
        """The value of every control."""
        return {name: knob.value for name, knob in self.knobs.items()}

    def set(self, **values: Any) -> None:
        """Move controls, as a learner would; one picture follows."""
        self._moved = False  # from now on events only leave a mark
        try:
            for name, value in values.items():
                self.knobs[name].value = value
        finally:
            moved, self._moved = self._moved, None
        if moved:
            self.soon()

    # --- what follows ---------------------------------------------------------------------------------------------

    def soon(self) -> None:
        """Draw the newest values a moment from now; at once where no event loop runs (a script, a test)."""
        if self._moved is not None:
            self._moved = True
            return
        if not _in_a_loop():
            self.refresh()
            return
        loop = asyncio.get_running_loop()
        with self._lock:
            # one appointment a loop: JupyterLab may bring events in a thread with a loop of its own, and the main one may be busy
            if loop in self._waiting:
                return
            self._waiting.add(loop)
        loop.call_later(MOMENT, self._now, loop)

    def _now(self, loop: asyncio.AbstractEventLoop) -> None:
        with self._lock:
            self._waiting.discard(loop)
        self.refresh()

    def refresh(self) -> None:
        """Calculate and show the values as they are now."""
        with self._lock:
            if self._ended:
                return
            self._uncover()
            if self._runner is None:
                self._told(lambda functions: self._show(self.scene.compute(**self.values, **functions)))
            elif _in_a_loop():
                if not self._is_running():
                    self._watch.begin()
                if self._turn(SLICE) and not self._is_running():
                    # it goes on in the event loop that brought the event
                    self._task = asyncio.get_running_loop().create_task(self._run())
            else:  # a script: nothing can go on by itself, so what is asked for is done now
                if self._runner.knob.playing:
                    self._runner.knob.rest()
                self._turn(float("inf"))

    def _uncover(self) -> None:
        """Show the controls that can do something now: what depends on a hidden control is hidden with it."""
        shown: set[str] = set()
        for control in self.scene.controls:
            when = control.when
            if when is None or (when.name in shown and self.knobs[when.name].value in when.values):
                shown.add(control.name)
            if when:
                self.knobs[control.name].box.layout.display = None if control.name in shown else "none"

    def _told(self, work: Callable[[dict[str, Function]], None]) -> bool:
        """Do it, with the note whose functions did it; whether it went well. An error is told to the learner."""
        try:
            note = self._with_functions(work)
        except Exception as error:
            # the course's own fault: nobody sees a traceback that a widget's event leaves behind, so say it here
            said = BROKEN.format(error=_short(error)).in_(self._language)
            self.trouble.value = f'<p role="alert">{_marked(said)}</p>'
            return False
        self.trouble.value = ""
        self.note.value = _paragraph(note.in_(self._language)) if note else ""
        return True

    def _with_functions(self, work: Callable[[dict[str, Function]], None]) -> Text | None:
        """Do it with the learner's functions if that works, else with the course's; returns the note."""
        ours, mine = dict(self.scene.uses), self._functions()
        if not mine:
            work(ours)
            return self._whose()
        values = self._settings()
        if self._fallen and self._fallen[:2] == (values, mine):
            work(ours)
            return self._fallen[2]
        watched = {name: self._watched_function(name, function) for name, function in mine.items()}
        try:
            with limit(PATIENCE):
                work(ours | watched)
        except TimeUp:
            self._too_slow |= {name: (function, PATIENCE) for name, function in mine.items()}
            work(ours)
            return self._whose()
        except Exception as error:
            raised = [name for name, function in watched.items() if function.raised]
            named = {"name": _code(self.scene.uses[(raised or [*mine])[0]].__name__), "error": _short(error)}
            note = (RAISED if raised else UNUSABLE).format(**named)
            if self._runner:  # it would have to begin anew to fail again
                self._fallen = (values, mine, note)
            work(ours)
            return note
        for name, function in watched.items():
            if function.spent > PATIENCE:
                self._too_slow[name] = (mine[name], function.spent)
        return self._whose()

    def _show(self, numbers: Numbers, *, playing: bool = False) -> None:
        # all of it first, then the page: a picture and a sentence that disagree would be worse than an old pair
        frame = self.picture.frame(numbers)
        now = time.perf_counter()
        if playing and now - self._said_at < BREATH:
            self.image.value = frame
            self.frames += 1
            return
        words = self.scene.describe(numbers).in_(self._language)
        table = self._table(numbers) if self._table_shown else ""
        code = self.scene.code(numbers) if self.scene.code else ""
        self.image.value = frame
        self.says.value = _paragraph(words)
        self.table.value = table
        if self.code:
            self.code.show(code)
        self.words = words
        self._said_at = now
        self.frames += 1

    # --- a process that goes on by itself ---------------------------------------------------------------------------

    def _turn(self, seconds: float) -> bool:
        """Give the process a slice of time, and show what is due; whether there is more to do."""
        with self._lock:
            if self._ended or not self._runner:
                return False
            if not self._told(partial(self._advance, self._runner, seconds)):
                self._runner.knob.rest()
            self.aria.busy = not self._runner.arrived and not self._runner.knob.playing
            return not self._runner.arrived

    def _advance(self, runner: Runner, seconds: float, functions: dict[str, Function]) -> None:
        runner.begin(self.values, functions)
        if not runner.arrived:
            runner.go(seconds)
        if runner.due:
            playing = runner.knob.playing
            self._show(runner.numbers(), playing=playing)
            if playing:
                self._watch.sent += 1
                self.aria.send({"picture": self._watch.sent})

    def _is_running(self) -> bool:
        return self._task is not None and not self._task.done() and not self._task.get_loop().is_closed()

    async def _run(self) -> None:
        while True:
            start, frames = time.perf_counter(), self.frames
            with self._lock:
                playing = self._runner is not None and self._runner.knob.playing
                if playing and self._watch.alone and self._runner:
                    self._runner.knob.rest()
                if not (playing and self._watch.full and not self._watch.alone) and not self._turn(SLICE):
                    # under the lock: an event that comes now finds no task and begins another one
                    self._task = None
                    return
            pause = FRAME - (time.perf_counter() - start) if playing and self.frames > frames else 0.0
            await asyncio.sleep(max(pause, 0.001))
            self._watch.wait(time.perf_counter() - start)

    def _page_says(self, _aria: ipywidgets.Widget, content: Any, _buffers: Any) -> None:
        self._watch.answer(content.get("shown"))
        if content.get("copied") and self.code:
            self.code.copied()

    # --- whose function -------------------------------------------------------------------------------------------

    def _functions(self) -> dict[str, Function]:
        """The learner's functions that are ready and were not too slow."""
        mine = {
            name: own_functions.function(ours) for name, ours in self.scene.uses.items() if own_functions.is_mine(ours)
        }
        return {name: function for name, function in mine.items() if self._slow(name, function) is None}

    def _slow(self, name: str, function: Function) -> float | None:
        known, seconds = self._too_slow.get(name, (None, 0.0))
        return seconds if known is function else None

    def _whose(self) -> Text | None:
        mine: list[str] = []
        ours: list[str] = []
        for name, reference in self.scene.uses.items():
            seconds = self._slow(name, own_functions.function(reference))
            if seconds is not None:
                return SLOW.format(name=_code(reference.__name__), seconds=f"{seconds:.1f}")
            (mine if own_functions.is_mine(reference) else ours).append(_code(reference.__name__))
        said = [(YOURS, mine), (OURS, ours)]
        parts = [text.format(names=", ".join(names)) for text, names in said if names]
        if not parts:
            return None
        return Text(" ".join(part.en for part in parts), " ".join(part.ko for part in parts))

    def _settings(self) -> dict[str, Any]:
        """What decides how a picture comes about: all values, but of a process not how far it is."""
        run = self._runner and self._runner.knob.name
        return {name: value for name, value in self.values.items() if name != run}

    def _watched_function(self, name: str, function: Function) -> "_Watched":
        """The learner's function with its watch, the same one for as long as it is the same function."""
        if name not in self._watched or self._watched[name].function is not function:
            self._watched[name] = _Watched(function)
        self._watched[name].spent, self._watched[name].raised = 0.0, False
        return self._watched[name]

    def _learned(self) -> None:
        self.soon()

    # --- the table ------------------------------------------------------------------------------------------------

    def _turn_table(self) -> None:
        self._table_shown = not self._table_shown
        self.switch.description = (HIDE_TABLE if self._table_shown else SHOW_TABLE).in_(self._language)
        self.soon()

    def _table(self, numbers: Numbers) -> str:
        return _table_html(self.scene.table(numbers), self._language)

    # --- without a kernel, and at the end -------------------------------------------------------------------------

    def _words(self) -> str:
        return f"{self.scene.title.in_(self._language)}. {self.words}"

    def _image(self) -> bytes:
        return small_png(self.image.value)

    def close(self) -> None:
        """End it: no listener, no figure, no widget stays behind."""
        with self._lock:
            if not self._ended:
                self._ended = True
                self._stop_listening()
                for unseen in [unseen for knob in self.knobs.values() for unseen in knob.unseen]:
                    unseen.close()
        super().close()


class _Code(ipywidgets.VBox):  # type: ignore[misc]  # ipywidgets ships no types
    """Lines of Python, and a button that copies them; the page does the copying (_aria.js)."""

    def __init__(self, language: str) -> None:
        self._language = language
        self.lines = _html(css=("dlcourse-code",))
        self.button = ipywidgets.Button(layout={"width": "auto"})
        self.button.add_class("dlcourse-copy")
        super().__init__([self.lines, self.button])

    def show(self, code: str) -> None:
        """These lines."""
        said = _paragraph(CODE.in_(self._language))
        self.lines.value = f"{said}<pre><code>{html.escape(code)}</code></pre>" if code else ""
        self.button.description = COPY.in_(self._language)

    def copied(self) -> None:
        """Say so, until the lines change."""
        self.button.description = COPIED.in_(self._language)


# --- parts of the page --------------------------------------------------------------------------------------------------


def _question(question: Question, language: str) -> tuple[list[ipywidgets.Widget], dict[str, str]]:
    """The question with its choices; the answer appears after the first click and never blocks anything."""
    asked = question.question.in_(language)
    why = _html(css=("dlcourse-why", "dlcourse-live"))
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
        why.value = _paragraph((RIGHT if right else WRONG).format(why=question.why).in_(language))

    for button in buttons:
        button.add_class("dlcourse-choice")
        button.observe(chosen, names="value")
    choices = ipywidgets.VBox(buttons)
    choices.add_class("dlcourse-choices")
    box = ipywidgets.VBox([_html(f"<p><strong>{PREDICT.in_(language)}:</strong> {_marked(asked)}</p>"), choices, why])
    box.add_class("dlcourse-predict")
    return [box], {"dlcourse-choices": asked}


def _question_in_words(question: Question, language: str) -> str:
    choices = [f"  - {choice.in_(language)}" for choice in question.choices]
    return "\n".join([f"{PREDICT.in_(language)}: {question.question.in_(language)}", *choices])


def _html(value: str = "", css: tuple[str, ...] = ()) -> ipywidgets.Widget:
    widget = ipywidgets.HTML(value=value)
    for name in css:
        widget.add_class(name)
    return widget


def _marked(text: str) -> str:
    """Text as HTML, with `code` between backticks."""
    return re.sub(r"`([^`]*)`", r"<code>\1</code>", html.escape(text))


def _paragraph(text: str) -> str:
    return f"<p>{_marked(text)}</p>"


def _code(name: str) -> str:
    return f"`{name}`"


def _short(error: Exception) -> str:
    lines = str(error).splitlines()
    return f"{type(error).__name__}: {lines[0]}" if lines else type(error).__name__


def _table_html(table: Table, language: str) -> str:
    def said(cell: str | Text) -> str:
        return _marked(cell.in_(language) if isinstance(cell, Text) else cell)

    head = "".join(f'<th scope="col">{said(column)}</th>' for column in table.columns)
    rows = "".join(
        f'<tr><th scope="row">{said(first)}</th>{"".join(f"<td>{said(cell)}</td>" for cell in rest)}</tr>'
        for first, *rest in table.rows
    )
    return f"<table><caption>{said(table.caption)}</caption><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"


# --- housekeeping -------------------------------------------------------------------------------------------------------


class _Watched:
    """The learner's function, with a watch on its time and its errors."""

    def __init__(self, function: Function) -> None:
        self.function = function
        self.spent = 0.0
        self.raised = False

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        start = time.perf_counter()
        try:
            return self.function(*args, **kwargs)
        except Exception:
            self.raised = True
            raise
        finally:
            self.spent += time.perf_counter() - start


def _in_a_loop() -> bool:
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return False
    return True


def _everything(widget: ipywidgets.Widget) -> Iterator[ipywidgets.Widget]:
    """The widget and all that it is made of: ipywidgets keeps even the layout of a closed slider for ever."""
    yield widget
    for part in (getattr(widget, "layout", None), getattr(widget, "style", None), *getattr(widget, "children", ())):
        if isinstance(part, ipywidgets.Widget):
            yield from _everything(part)


_panels: dict[str, tuple[str, list[Callable[[], None]]]] = {}  # cell -> (its run, how to close what that run made)


def _take_the_place_of_the_last_run(panel: Panel) -> None:
    """Running a cell again closes what its last run made: ipywidgets itself would keep it for ever."""
    cell, run = _cell_and_run()
    if cell is None:
        return
    last_run, closers = _panels.get(cell, (run, []))
    if last_run != run:
        for close in closers:
            close()
        closers = []
    _panels[cell] = (run, [*closers, panel.close])


def _cell_and_run() -> tuple[str | None, str]:
    """The notebook cell that is running, and which of its runs this is; no cell outside a notebook."""
    ipython = sys.modules.get("IPython")
    shell: Any = ipython.get_ipython() if ipython else None
    parent = shell.get_parent() if hasattr(shell, "get_parent") else {}
    return parent.get("metadata", {}).get("cellId"), parent.get("header", {}).get("msg_id", "")
