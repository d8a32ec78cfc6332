"""One scene, alive: its controls, its picture, and everything that follows when a learner moves something.

Three promises it keeps:

- Only the newest value is drawn. Each event of a slider reaches the kernel as a message of its own. The stage does not draw in the
  handler of the message; it asks the event loop to draw a moment later, and asks once only. The messages that are waiting are
  handled in that moment (each takes far less than a frame), and the frame shows the last of them. The browser helps: it holds back
  a slider's newer values until the kernel has answered. JupyterLab brings these messages in a thread with a loop of its own,
  so that sliders answer while a cell runs; a lock lets one thread draw at a time.
- The learner's function cannot break a picture. If it raises, the course's function draws that frame; if it takes longer than
  `whose.PATIENCE`, the course's function draws from then on. The note says so.
- Nothing stays behind. Closing the stage, or running its cell again, ends its listeners and frees its figure.

A scene whose `compute` is a `Rounds` goes on by itself while its `Run` control plays; `running.py` says how that leaves everything else alive.
"""

import asyncio
import threading
import time
from collections.abc import Callable
from functools import partial
from typing import Any

import ipywidgets

from dlcourse import language as languages
from dlcourse import own_functions
from dlcourse.language import Text
from dlcourse.widgets.stage import controls, keeping, layout
from dlcourse.widgets.stage.ask import Asking
from dlcourse.widgets.stage.badge import Note, badge_html
from dlcourse.widgets.stage.fingers import Fingers
from dlcourse.widgets.stage.knob import make_button, width_of
from dlcourse.widgets.stage.lines import Lines
from dlcourse.widgets.stage.page import html_box, marked, paragraph, saying, short_error, table_html
from dlcourse.widgets.stage.painted import Painted
from dlcourse.widgets.stage.panel import Panel
from dlcourse.widgets.stage.picture import Picture
from dlcourse.widgets.stage.running import FRAME, SLICE, Runner, Sight, Watch, in_a_loop
from dlcourse.widgets.stage.scene import Function, Numbers, Rounds, Scene
from dlcourse.widgets.stage.sweeping import Sweeping
from dlcourse.widgets.stage.sweeps import Moment
from dlcourse.widgets.stage.veil import Veil
from dlcourse.widgets.stage.whose import Whose
from dlcourse.widgets.stage.words import printed

REST = 0.25  # seconds after a move that the page has answered
MOMENT = 0.002  # seconds that a frame waits for newer values
NO_HURRY = 0.03  # where the page shows them already: what the kernel says then would be in the way of that very frame
BREATH = 2.0  # seconds between two descriptions while a process runs: nobody can listen to thirty a second

SHOW_TABLE = Text("Show the numbers as a table", "숫자를 표로 보기")
HIDE_TABLE = Text("Hide the table", "표 숨기기")
BROKEN = Text(
    "This picture stopped with an error that is not yours ({error}). Run its cell again; if it comes back, please report it.",
    "이 그림이 여러분 탓이 아닌 오류로 멈추었습니다({error}). 셀을 다시 실행해 보고, 또 멈추면 알려 주세요.",
)


class Stage(Panel):
    """One scene, alive. `values` are its controls' values; `set(name=value)` moves controls as a learner would."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self._language = languages.current()
        self._lock = threading.RLock()
        self._waiting: dict[asyncio.AbstractEventLoop, asyncio.TimerHandle] = {}
        self._ended = False
        self._whose = Whose(scene.uses)
        self._said_at = 0.0
        self._moved: bool | None = None  # while several controls move together: whether one of them did
        self.words = ""  # the description as it stands on the page
        self.frames = 0  # how many have been drawn
        self._moments: dict[str, Moment] = {}  # what the notebook keeps

        labels = [control.label.in_(self._language) for control in scene.controls]
        width = width_of(labels)
        self.knobs = {control.name: controls.build(control, self._language, width) for control in scene.controls}

        self._runner: Runner | None = None
        self._watch = Watch()
        self._task: asyncio.Task[None] | None = None
        self._resting: asyncio.TimerHandle | None = None
        self._unanswered = False  # whether the page has not been told yet that a picture is newer than what it shows
        if isinstance(scene.compute, Rounds):
            knob = self.knobs[scene.compute.run]
            assert isinstance(knob, controls.RunKnob)  # made from a Run
            self._runner = Runner(scene.compute, knob)

        self.picture = Picture(scene.size, lambda figure: scene.draw(figure, self._language), scene.update)
        self.image = Painted(self.picture)
        layout.keep_low(self.image, scene.size, many=scene.columns > 1)
        self.fingers = Fingers(scene, self.picture, self.knobs, self._language, self.set, self._up_to_date)
        self.says = html_box(css=("dlcourse-says", "dlcourse-live"))
        self.badge = html_box(css=("dlcourse-badge", "dlcourse-live"))
        self.note = html_box(css=("dlcourse-note",))
        self.trouble = html_box(css=("dlcourse-trouble",))
        to_table = "dlcourse-table-switch dlcourse-link"
        self.switch = make_button(SHOW_TABLE.in_(self._language), to_table, self._turn_table)
        self.table = html_box(css=("dlcourse-table",))
        self._table_shown = False

        self.code: Lines | None = Lines(self._language) if scene.code else None

        self.asking = Asking(scene.predict, self._language, self.soon, shows=True) if scene.predict else None
        self.veil = Veil(scene, self.asking, self._language)
        names = dict(self.asking.names) if self.asking else {}
        for knob in self.knobs.values():
            names |= knob.names
            knob.watch(self.soon)
        texts = {"says": self.says, "note": self.note, "badge": self.badge, "table": self.table}
        if self.code:
            texts["code"] = self.code.lines
        self.sweeping = Sweeping(self, self._lock, self._whose, texts, self.image, self._keep)
        super().__init__(
            [
                *layout.parts(self, scene.title.in_(self._language), many=scene.columns > 1),
                self.sweeping.page,
                self.fingers,
            ],
            names,
            self._language,
        )
        self._homes = layout.homes(self.knobs.values())
        self.aria.homes = layout.homes_in_words(self._homes, self._language)
        self._sight = Sight(self.knobs.values())
        self.aria.on_msg(self._page_says)
        self._stop_listening = own_functions.listen(self.soon)
        self.refresh()

    # --- what a learner moves -------------------------------------------------------------------------------------

    @property
    def values(self) -> dict[str, Any]:
        """The value of every control."""
        return {name: knob.value for name, knob in self.knobs.items()}

    @property
    def aimed(self) -> dict[str, Any]:
        """The values with the round that a process is on its way to."""
        return self.values | ({self._runner.knob.name: self._runner.knob.goal} if self._runner else {})

    @property
    def rests(self) -> bool:
        """Whether nothing changes until somebody moves something."""
        return self._runner is None or (self._runner.arrived and not self.sweeping.behind)

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
        if not in_a_loop():
            self.refresh()
            return
        loop = asyncio.get_running_loop()
        with self._lock:
            moved = (self._runner is None or self._runner.arrived) and self.sweeping.page_has_moved()
            if moved and self._runner:
                self._runner.follow(self.values)  # before a button that comes with the same breath
            wait = NO_HURRY if moved else MOMENT
            # one appointment a loop: JupyterLab may bring events in a thread with a loop of its own, and the main one may be busy
            earlier = self._waiting.get(loop)
            if earlier and earlier.when() <= loop.time() + wait:
                return
            if earlier:
                earlier.cancel()
            self._waiting[loop] = loop.call_later(wait, self._now, loop)

    def _now(self, loop: asyncio.AbstractEventLoop) -> None:
        with self._lock:
            self._waiting.pop(loop, None)
        self.refresh()

    def refresh(self) -> None:
        """Calculate and show the values as they are now."""
        with self._lock:
            if self._ended:
                return
            layout.uncover(self)
            known = self.sweeping.known()
            if known:
                self._follow(known)
            else:
                self._answer()
            self.sweeping.begin()

    def _answer(self, *, now: bool = False) -> None:
        """Draw where the controls stand; a process goes there in its own time, unless that has to be now."""
        self._unanswered = True
        if self._runner is None:
            self._went_well(lambda functions: self._show(self.scene.compute(**self.values, **functions)))
            self.sweeping.answered()
        elif in_a_loop() and not now:
            if not self._is_running():
                self._watch.begin()
            if self._turn(SLICE) and not self._is_running():
                # it goes on in the event loop that brought the event
                self._task = asyncio.get_running_loop().create_task(self._run())
        else:  # in a script nothing can go on by itself
            self._runner.knob.pause()
            self._turn(float("inf"))

    def _went_well(self, work: Callable[[dict[str, Function]], None]) -> bool:
        """Do it, with the note whose functions did it; whether it went well. An error is told to the learner."""
        try:
            note = self._whose.work(work, self._runner.settings(self.values) if self._runner else None)
        except Exception as error:
            # the course's own fault: nobody sees a traceback that a widget's event leaves behind, so say it here
            said = BROKEN.format(error=short_error(error)).in_(self._language)
            self.trouble.value = f'<p role="alert">{marked(said)}</p>'
            return False
        self.trouble.value = ""
        remarks = self.remarks(note)
        self.note.value, self.badge.value = remarks["note"], remarks["badge"]
        return True

    def remarks(self, note: Note | None) -> dict[str, str]:
        """Whose functions calculate, in a sentence and in a few words, as it stands on the page."""
        said = paragraph(note.in_(self._language)) if note else ""
        return {"note": said, "badge": badge_html(note, self._language)}

    def moment(self, numbers: Numbers) -> Moment:
        """All that these numbers show, but for the remarks, which are known when it is done."""
        words = self.scene.describe(numbers).in_(self._language)
        texts = {"says": self._saying(words, numbers), "table": self._table(numbers)}
        if self.code and self.scene.code:
            texts["code"] = self.code.html(self.scene.code(numbers))
        return Moment(self.image.parts(numbers), texts, words)

    def _follow(self, known: Moment) -> None:
        """The page has shown this by itself; what the kernel knows of the page is the same from now on."""
        covered = self._cover()
        self.trouble.value = ""
        self.note.value, self.badge.value = known.texts["note"], known.texts["badge"]
        self.says.value = "" if covered else known.texts["says"]
        self.table.value = known.texts["table"] if self._table_shown and not covered else ""
        if self.code:
            self.code.lines.value = known.texts["code"]
        self.words = known.words
        self._said_at = time.perf_counter()
        if self._runner:
            self._runner.follow(self.values)
        if (self._runner or self.fingers.near) and in_a_loop():
            # a process has to get there, and whoever is near wants to know more than the page knows: as soon as the hand rests
            if self._resting:
                self._resting.cancel()
            self._resting = asyncio.get_running_loop().call_later(REST, self._up_to_date)

    def _up_to_date(self) -> None:
        """Draw what the page shows, so that whoever is near it can be told of it."""
        with self._lock:
            if self.sweeping.behind and not self._ended:
                self._answer()
            elif self.image.numbers is not None:
                self.picture.move(self.image.numbers)  # a sweep may have drawn another one since
                self.fingers.follow(self.image.numbers, self.values)

    def _cover(self) -> bool:
        """Cover what answers the open question, or uncover it; which of the two."""
        covered = self.veil.down
        layout.cover(self, covered)
        closed = [*(["says"] if covered else []), *(["table"] if covered or not self._table_shown else [])]
        self.sweeping.page.closed = closed
        return covered

    def _saying(self, words: str, numbers: Numbers) -> str:
        return saying(words, self.scene.reached is not None and self.scene.reached(numbers))

    def _show(self, numbers: Numbers, *, playing: bool = False) -> None:
        # all of it first, then the page: a picture and a sentence that disagree would be worse than an old pair
        frame = self.image.painted(numbers)
        self.fingers.follow(numbers, self.values)
        now = time.perf_counter()
        if playing and now - self._said_at < BREATH:
            self.image.show(frame)
            self.frames += 1
            return
        words = self.scene.describe(numbers).in_(self._language)
        covered = self._cover()
        table = self._table(numbers) if self._table_shown and not covered else ""
        code = self.scene.code(numbers) if self.scene.code else ""
        self.image.show(frame)
        self.says.value = "" if covered else self._saying(words, numbers)
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
            if not self._went_well(partial(self._advance, self._runner, seconds)):
                self._runner.knob.rest()
            self.aria.busy = not (self._runner.arrived or self._runner.knob.playing or self.sweeping.behind)
            return not self._runner.arrived

    def _advance(self, runner: Runner, seconds: float, functions: dict[str, Function]) -> None:
        runner.begin(self.values, functions)
        if not runner.arrived:
            runner.go(seconds)
        if runner.due:
            playing = runner.knob.playing
            self._show(runner.numbers(), playing=playing)
            if self._unanswered:
                self._unanswered = False
                self.sweeping.answered()
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
                    self.sweeping.begin()
                    return
            pause = FRAME - (time.perf_counter() - start) if playing and self.frames > frames else 0.0
            await asyncio.sleep(max(pause, 0.001))
            self._watch.wait(time.perf_counter() - start)

    def _page_says(self, _aria: ipywidgets.Widget, content: Any, _buffers: Any) -> None:
        self._watch.answer(content.get("shown"))
        self._sight.tell(content.get("view"), content.get("seen"))
        if content.get("home") in self._homes:
            slider, start = self._homes[content["home"]]
            slider.value = start
        if content.get("look") and self.asking and self.veil.down:
            self.asking.look()
        if content.get("copied") and self.code:
            self.code.copied()

    # --- the table ------------------------------------------------------------------------------------------------

    def _turn_table(self) -> None:
        self._table_shown = not self._table_shown
        self.switch.description = (HIDE_TABLE if self._table_shown else SHOW_TABLE).in_(self._language)
        self.soon()

    def _table(self, numbers: Numbers) -> str:
        return table_html(self.scene.table(numbers), self._language)

    # --- without a kernel, and at the end -------------------------------------------------------------------------

    def _words(self) -> str:
        return printed(f"{self.scene.title.in_(self._language)}. {self.words}")

    def _kept(self) -> dict[str, Any]:
        return keeping.keep(self, self._moments)

    def _keep(self, moments: dict[str, Moment]) -> None:
        """The notebook is to keep these moments: those around the start, or those it happens to get first."""
        if not self._moments or self.values == self.scene.start():
            self._moments = moments
            self.sweeping.page.send({"keep": self.page()})

    def _image(self) -> bytes:
        if self.sweeping.behind:
            self._answer(now=True)
        return self.image.png()

    def close(self) -> None:
        """End it: no listener, no figure, no widget stays behind."""
        with self._lock:
            if not self._ended:
                self._ended = True
                self._stop_listening()
                self.sweeping.close()
                keeping.forget(self)
                for unseen in [unseen for knob in self.knobs.values() for unseen in knob.unseen]:
                    unseen.close()
        super().close()
