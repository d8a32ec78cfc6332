"""What goes on by itself, such as training, without holding up anything else: a slice of work, then everybody else's turn.

The kernel does one thing at a time. If training ran in one go, no button could stop it. So the stage asks for a slice (`SLICE` seconds
at most, or one round if that takes longer), shows what is due, and goes back to the event loop, which brings the events of buttons and
sliders, and other cells.

Nobody may be looking any more: the page is closed, the cell's output deleted. A running stage therefore asks its page for an answer to each
picture (`aria.js` gives it). Two pictures may be under way; the third waits for an answer, so that a slow connection sets the pace instead of
piling pictures up; and if no answer comes for `PATIENCE` seconds, the process pauses.
"""

import asyncio
import time
from collections.abc import Iterable, Mapping
from typing import Any

from dlcourse.widgets.stage.controls import RunKnob
from dlcourse.widgets.stage.knob import Knob
from dlcourse.widgets.stage.scene import Function, Numbers, Process, Rounds

SLICE = 0.015  # seconds of work at a time; a picture may follow, so that both together stay below 0.03
CATCH_UP = 0.25  # seconds between pictures on the way back to where the process was
FRAME = 1 / 30  # seconds between pictures while it plays: faster looks no better
PATIENCE = 5.0  # seconds without an answer from the page
UNDER_WAY = 2  # pictures that the page has not yet answered


class Runner:
    """Brings a process to where its knob wants it, slice by slice.

    Settings that change make a new process from the start, which then catches up with where the old one was: what is seen is always what these
    settings come to after so many rounds. While it plays there is nothing to catch up with: it plays again from the start.
    """

    def __init__(self, rounds: Rounds, knob: RunKnob) -> None:
        self.knob = knob
        self._rounds = rounds
        self._process: Process | None = None
        self._begun: tuple[Mapping[str, Any], Mapping[str, Function]] | None = None
        self._seen: tuple[Mapping[str, Any], int] | None = None  # settings and rounds that the page shows by itself
        self._silent = 0  # no picture of the rounds before this one
        self._shown_round = 0
        self._shown_at = 0.0

    def follow(self, values: Mapping[str, Any]) -> None:
        """The page shows by itself what these settings come to: on the way there nothing is shown, whatever the learner does next."""
        self._seen = self.settings(values), self.knob.goal

    def settings(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """What decides how its rounds come about: all values, but not how far it is."""
        return {name: value for name, value in values.items() if name != self.knob.name}

    def begin(self, values: Mapping[str, Any], functions: Mapping[str, Function]) -> None:
        """Begin anew if anything but the number of rounds is another one, or if the way leads back."""
        settings = self.settings(values)
        if self._process is None or (settings, functions) != self._begun or self.knob.goal < self.knob.done:
            self._process = self._rounds.begin(**settings, **functions)
            self._begun = (settings, functions)
            self.knob.done, self._shown_round = 0, 0
            self._silent = self._seen[1] if self._seen and self._seen[0] == settings else 0
            self._shown_at = time.perf_counter()

    def go(self, seconds: float = float("inf")) -> None:
        """Some rounds: to the goal, or to the next picture, or until the time is over; one round at least."""
        assert self._process is not None  # `begin` comes first
        knob, end = self.knob, time.perf_counter() + seconds
        while not self.arrived:
            over = self._process.advance()
            knob.done += 1
            if over:
                knob.rest()
            if (knob.playing and self.due) or time.perf_counter() >= end:
                break
        if self.arrived:
            knob.rest()

    @property
    def arrived(self) -> bool:
        """Whether there is nothing left to do."""
        return self.knob.done >= self.knob.goal

    @property
    def due(self) -> bool:
        """Whether it is time for a picture."""
        if self.knob.done < min(self._silent, self.knob.goal):
            return False
        if self.arrived:
            return True
        if self.knob.playing:
            return self.knob.done >= self._shown_round + self.knob.stride
        return time.perf_counter() - self._shown_at > CATCH_UP

    def numbers(self) -> Numbers:
        """What there is to show."""
        assert self._process is not None  # `begin` comes first
        self._shown_round, self._shown_at = self.knob.done, time.perf_counter()
        self._seen, self._silent = None, 0
        return self._process.numbers()


class Watch:
    """Whether somebody is looking: pictures that were sent, and answers that came."""

    def __init__(self) -> None:
        self.sent = self.heard = 0
        self._alone = 0.0

    def begin(self) -> None:
        """Look again: what was sent before needs no answer any more."""
        self.heard, self._alone = self.sent, 0.0

    def answer(self, picture: Any) -> None:
        """The page has shown this picture."""
        if isinstance(picture, int):
            self.heard, self._alone = max(self.heard, min(picture, self.sent)), 0.0

    def wait(self, seconds: float) -> None:
        """This time has gone by without an answer; a long time counts little, because then the kernel was busy and could not hear one."""
        self._alone += min(seconds, 0.1) if self.sent > self.heard else 0.0

    @property
    def full(self) -> bool:
        """Whether enough pictures are under way."""
        return self.sent - self.heard >= UNDER_WAY

    @property
    def alone(self) -> bool:
        """Whether nobody has answered for too long."""
        return self._alone > PATIENCE


class Sight:
    """Whether a page shows the stage: what plays rests while it is scrolled out of sight, and goes on when it is back."""

    def __init__(self, knobs: Iterable[Knob]) -> None:
        self._knobs = list(knobs)
        self._views: dict[Any, bool] = {}  # a stage may stand on several pages
        self._resting: list[Knob] = []

    def tell(self, view: Any, seen: Any) -> None:
        """This view of the stage has come into sight, or gone out of it."""
        if not isinstance(view, str) or not isinstance(seen, bool):
            return
        self._views[view] = seen
        if not any(self._views.values()):
            self._resting += [knob for knob in self._knobs if knob.pause()]
        elif self._resting:
            resting, self._resting = self._resting, []
            for knob in resting:
                knob.go_on()


def in_a_loop() -> bool:
    """Whether an event loop runs here, in which something can go on by itself."""
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return False
    return True
