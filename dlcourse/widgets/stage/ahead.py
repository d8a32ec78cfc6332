"""Numbers of positions that nobody has asked for yet: at a stroke, or of a process a slice at a time.

A process begins anew for other settings and goes as many rounds as the one on screen has gone. All of them in a row could take longer than
anybody should wait who presses a key meanwhile.
"""

import time
from collections.abc import Mapping
from typing import Any

from dlcourse.widgets.stage.scene import Function, Numbers, Process, Rounds

SLICE = 0.01  # seconds of rounds in a row


class OtherWay(Exception):  # noqa: N818  # no mistake of anybody
    """A process does not get there by itself: it ends earlier, or a function stopped on the way. What that comes to the stage finds out."""


class Ahead:
    """Works out positions one after the other. Whoever gets no numbers for one of them asks for the same again."""

    def __init__(self, compute: Any) -> None:
        self._compute = compute
        self._process: Process | None = None
        self._begun: tuple[Mapping[str, Any], Mapping[str, Function]] | None = None
        self._done, self._stuck = 0, False
        self.spent = 0.0  # seconds of the processor, by the process that was begun last

    def numbers(self, values: Mapping[str, Any], functions: Mapping[str, Function]) -> Numbers | None:
        """The numbers of a position; None while a process is on its way there."""
        if not isinstance(self._compute, Rounds):
            found: Numbers = self._compute(**values, **functions)
            return found
        began = time.thread_time()
        stuck, self._stuck = self._stuck, True
        process = self._of(self._compute, values, functions, stuck)
        goal = values[self._compute.run]
        while self._done < goal:
            self._done += 1
            if process.advance() and self._done < goal:
                raise OtherWay
            if time.thread_time() - began >= SLICE:
                break
        self._stuck = False
        self.spent += time.thread_time() - began
        return process.numbers() if self._done == goal else None

    def _of(self, rounds: Rounds, values: Mapping[str, Any], functions: Mapping[str, Function], stuck: bool) -> Process:
        """The process of these settings, which may have gone some rounds already."""
        settings = {name: value for name, value in values.items() if name != rounds.run}
        if self._process is None or not self._begun or self._begun[0] != settings or self._done > values[rounds.run]:
            self._process, self._begun, self._done, self.spent = None, (settings, functions), 0, 0.0
            self._process = rounds.begin(**settings, **functions)
        elif stuck or self._begun[1] != functions:  # other functions take over where one could not go on
            raise OtherWay
        return self._process
