"""The process behind the wall in which a submission's cells were run, started again where it dies.

Whatever a submission does to its own process, the rest of it is still graded: the process is
started again without the cell, or the exercise, that ended it. Each exercise is answered by a
throw-away copy, so that no call reaches the next. A notebook whose functions can leave nothing
behind needs no copies; should its process get lost all the same, it has copies from then on.
"""

import contextlib
import socket
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, TypeVar, cast

from autograder.grade.handed_in.match import Plan
from autograder.grade.handed_in.notes import RUNNING
from autograder.grade.judging.asking import Asking, ended
from autograder.grade.judging.messages import LONGEST, are_strings, shortened
from autograder.grade.judging.remote import settled
from autograder.grade.judging.task import GRACE, Task, Times
from autograder.grade.wall.channel import AHEAD, Channel, ClosedError, TooLateError
from autograder.grade.wall.packing import WireError
from autograder.grade.wall.sandbox import Sandbox, SandboxError
from dlcourse.exercises import Exercise
from dlcourse.exercises.outcome import Ask, Outcome, Raised, Status
from dlcourse.language import Text
from dlcourse.time_limit import on_the_clock

_MOST_DEATHS = 5  # processes that one submission may use up
Decided = TypeVar("Decided")


class NotebookProcess:
    """Runs a submission's cells and has its functions asked. Whoever judges sees answers, and nothing of what dies."""

    def __init__(self, sandbox: Sandbox, plan: Plan, times: Times, *, here: bool) -> None:
        """`here` says that the process itself may answer, without copies."""
        self.notes: list[Text] = []
        self.stopped: dict[int, Text] = {}  # cells that did not get to their end -> what was noted
        self.malformed = False  # whether it sent what no answer consists of
        self._sandbox, self._plan, self._times = sandbox, plan, times
        self._here = here
        self._lost = False  # whether it got lost while it answered
        self._killed = False  # whether a copy was killed, perhaps from outside
        self._pardoned = False  # whether an end was taken for somebody else's doing
        self._end = 0.0  # of its time
        self._clock = 0.0  # seconds that a cell was given, on the clock
        self._begun: list[tuple[int, str]] | None = None  # the cells that it was told to run
        self._deaths = 0
        self._killers: set[int] = set()
        self._kept = {number for number, _ in plan.cells}
        self._channel: Channel | None = None
        self._copies = 0
        self._over: list[int] = []  # copies that nobody asks any more
        self._waiting: dict[str, Asking] = {}  # copies that were made before their exercise's turn

    def begin(self) -> None:
        """Have the cells run, without waiting for it."""
        self._begun = [pair for pair in self._plan.cells if pair[0] in self._kept and pair[0] not in self._killers]
        self._channel = self._sandbox.begin(wait=False)
        self._clock = on_the_clock(self._times.cell)
        message = {"do": "run", "cells": self._begun, "seconds": self._times.cell, "clock": self._clock}
        with contextlib.suppress(ClosedError, TooLateError):  # then there is no answer either
            self._channel.send(message, time.monotonic() + on_the_clock(self._times.turn))

    def start(self) -> None:
        """Run the cells; again without the one that ended the process, as often as it takes."""
        self._end = self._end or time.monotonic() + on_the_clock(self._times.total)
        while self._deaths < _MOST_DEATHS:
            if self._begun is None:
                self.begin()
            assert self._channel is not None
            cells, self._begun = self._begun or [], None
            self._sandbox.settle()
            if self._sandbox.left:
                raise SandboxError(f"a submission left {self._sandbox.left} files or folders that could not be deleted")
            notes: list[Text] = []
            number = 0
            try:
                for number, _ in cells:
                    clock = max(on_the_clock(self._times.cell), self._clock)  # never less than was granted inside
                    until = min(time.monotonic() + clock + GRACE, self._end)
                    answer = self._channel.receive(until)
                    told = answer.get("cell")
                    if type(told) is int and told in (ran for ran, _ in cells) and told != number:
                        number = told  # the cell that spoke out of turn is the one to leave out
                        raise WireError("a cell answered twice")
                    said = _notes_on_cell(number, self._times.cell, answer)
                    notes += said
                    if said and answer.get("error") is not None:
                        self.stopped[number] = said[-1]
            except (ClosedError, TooLateError, WireError) as error:
                self.malformed |= isinstance(error, WireError)
                if time.monotonic() >= self._end:
                    self.notes.append(RUNNING["over"].format(seconds=self._times.total))
                    return
                self._here = False
                if isinstance(error, ClosedError) and self._pardon():
                    self._sandbox.end()
                    continue
                self._leave_out(number)
                self._deaths += 1
                self._sandbox.end()
                continue
            self.notes += [note for note in notes if note not in self.notes]
            if not self._here:
                self._sandbox.end_strays()  # else they take time and places from the copies that answer
            return

    def asked(
        self,
        task: Task,
        stand_ins: Mapping[str, Callable[..., Any]],
        following: Sequence[Task],
        decide: Callable[[Ask], Decided],
    ) -> Decided:
        """What `decide` makes of the answers to one exercise; again of a copy's, if the process
        that needed none got lost.

        What answers for the `following` exercises is made and asked meanwhile.
        """
        while True:
            self._killed = False
            with self._exercise(task, stand_ins, following) as ask:
                decided = decide(ask)
            if self._lost:
                self._go_on_with_copies()
            elif self._killed and self._pardon():
                self._start_again()
            else:
                return decided

    @contextlib.contextmanager
    def _exercise(
        self, task: Task, stand_ins: Mapping[str, Callable[..., Any]], following: Sequence[Task]
    ) -> Iterator[Ask]:
        """Something the judge can ask about one exercise, which ends with the `with` block."""
        if self._channel is not None and not self._ran(task.card):  # nobody pays for what another exercise's cell did
            self._kept = self._needed(task.card)
            self._start_again()
        for after in () if stand_ins else (task, *following):
            if self._here and not (after is task or after.whole):
                break  # it would wait for us while we wait for another
            if not self._ran(after.card):
                break
            if self._channel is not None and after.card.id not in self._waiting:
                with contextlib.suppress(ClosedError, TooLateError):  # what goes wrong is seen when it is its turn
                    self._waiting[after.card.id] = self._asking(after, {})
        found = self._open(task, stand_ins)
        if isinstance(found, Outcome):
            yield lambda case: found
            return
        try:
            found.begin()
            yield found
        finally:
            self._hang_up(found)

    def _open(self, task: Task, stand_ins: Mapping[str, Callable[..., Any]]) -> Outcome | Asking:
        """A copy to ask, made now unless it was before; what to answer where there is none, or no function in it."""
        while self._channel is not None and time.monotonic() < self._end:
            made = None if stand_ins else self._waiting.pop(task.card.id, None)
            # a process that answers for all exercises turns to this one when it is done with those it was asked for
            busy = sum(one.card.seconds for one in self._waiting.values()) if self._here and stand_ins else 0.0
            asked = time.monotonic()
            try:
                made = made or self._asking(task, stand_ins)
                answer = made.channel.receive(min(self._turn() + busy, self._end))
                status = answer.get("status")
                if type(status) is str and status == "callable":
                    return made
                if type(status) is not str or status not in ("undefined", "borrowed", "not-callable"):
                    raise WireError("a function has an unknown status")
                self._hang_up(made)
                return Outcome(cast(Status, status), value=settled(answer.get("value")))
            except (ClosedError, TooLateError, WireError) as error:
                if made is not None:
                    self._hang_up(made)
                if self._here:
                    self._go_on_with_copies()
                    continue
                self.malformed |= isinstance(error, WireError)
                # one that finds no room for a copy tries for longer than a turn before it gives up and ends
                at_once = isinstance(error, ClosedError) and time.monotonic() < asked + self._times.turn
                if at_once and self._pardon():
                    self._start_again()
                elif not self._restart(task.card):
                    break
            except BaseException:  # the time of judging is over, or its memory
                if made is not None:
                    self._hang_up(made)
                raise
        return ended("")

    def _turn(self) -> float:
        """Until when the notebook's process must have answered."""
        return min(time.monotonic() + on_the_clock(self._times.turn), self._end)

    def _asking(self, task: Task, stand_ins: Mapping[str, Callable[..., Any]]) -> Asking:
        """Have a copy made, say which ones may go, and send it what is asked; without waiting for any answer."""
        assert self._channel is not None
        card = task.card
        inner = getattr(card.reference, "__wrapped__", card.reference)
        self._copies += 1
        ours, theirs = socket.socketpair()
        made = Asking(
            self._copies,
            Channel(ours, ahead=AHEAD),
            task,
            stand_ins,
            here=self._here,
            end=self._end,
            how_it_ended=self._how_it_ended,
        )
        message = {
            "do": "judge",
            "here": made.here,
            "number": self._copies,
            "over": self._over,
            "name": card.name,
            "closed": [inner.__module__, inner.__name__],
            "answers": [list(one) for one in task.answers],
            "seconds": float(card.seconds),
            "clock": on_the_clock(card.seconds),
            "stand_ins": list(stand_ins),
        }
        with theirs, contextlib.ExitStack() as unless_made:
            unless_made.callback(made.channel.close)
            self._channel.send(message, self._turn(), theirs.fileno())
            self._over = []
            made.tell(self._turn())
            unless_made.pop_all()
        return made

    def _hang_up(self, made: Asking) -> None:
        """Be done with what answered for an exercise, and keep what went wrong with it."""
        made.channel.close()
        self._lost |= made.lost
        self._killed |= made.killed
        self.malformed |= made.malformed
        if not made.here:
            self._over.append(made.number)

    def _go_on_with_copies(self) -> None:
        """Run the cells again after the process that answered for all exercises was lost; nobody is blamed for that."""
        self._here = self._lost = False
        self._start_again()

    def _start_again(self) -> None:
        """Another process, which runs the cells from the first one on."""
        self._forget()
        self._sandbox.end()
        self.start()

    def _pardon(self) -> bool:
        """Whether an end is held against nobody, once a submission: a busy machine or a person may have killed a process
        of ours, and that looks from here like a cell that ended it. Whoever does it themselves does it again.
        """
        pardoned, self._pardoned = not self._pardoned, True
        return pardoned

    def _restart(self, card: Exercise) -> bool:
        """Another process after one that can make no copies; False where there were too many.

        No cell is known to be the cause, so we leave out ever more of them: first all that are no answers, then all
        that this exercise can do without. If that is not enough, it is the exercise's own.
        """
        self._deaths += 1
        if self._deaths >= _MOST_DEATHS:
            return False
        answers = {*self._plan.setup, *self._plan.places.values()}
        needed, own = self._needed(card), self._plan.places.get(card.id)
        if self._kept - needed:
            self._kept = answers if self._kept - answers else needed
            self.notes += [RUNNING["stuck"]] if RUNNING["stuck"] not in self.notes else []
        elif own is not None:
            self._leave_out(own)
        self._start_again()
        return self._channel is not None

    def _leave_out(self, number: int) -> None:
        """A cell that ends the process is not run again."""
        self._killers.add(number)
        self.stopped[number] = RUNNING["killer"].format(number=number + 1)
        self.notes.append(self.stopped[number])

    def _needed(self, card: Exercise) -> set[int]:
        """The cells that an exercise cannot do without."""
        places = self._plan.places
        return {*self._plan.setup, *(places[name] for name in (card.id, *card.depends) if name in places)}

    def _ran(self, card: Exercise) -> bool:
        """Whether its cell was run, or is one that never is: not if it was left out so that another exercise could be asked."""
        own = self._plan.places.get(card.id)
        return own is None or own in self._kept

    def _forget(self) -> None:
        """Let go of the copies of a process that is to end."""
        for made in self._waiting.values():
            made.channel.close()
        self._waiting, self._over = {}, []

    def _how_it_ended(self, copy: int) -> str:
        """What the notebook's process says of a copy's end: an exit code or a signal."""
        until = self._turn()
        try:
            if self._channel is not None:
                self._channel.send({"do": "ended", "number": copy}, until)
                answer = self._channel.receive(until)
                while answer.get("number") != copy:  # one that came too late for another copy
                    answer = self._channel.receive(until)
                code = answer.get("ended")
                if type(code) is int:
                    return f"signal {-code}" if code < 0 else f"exit code {code}"
        except (ClosedError, TooLateError, WireError):
            pass
        return ""

    def close(self) -> None:
        """End the process and everything that came from it."""
        self._forget()
        self._sandbox.end(wait=False)


def _notes_on_cell(number: int, seconds: float, answer: Mapping[str, Any]) -> list[Text]:
    """What to note about a cell that was run."""
    cell, error, unused = (answer.get(name) for name in ("cell", "error", "unused"))
    told = error is None or type(error) is Raised
    if type(cell) is not int or cell != number or not told or type(unused) is not list or not are_strings(unused):
        raise WireError("a cell's answer has the wrong parts")
    shown = number + 1
    notes = [RUNNING["unused"].format(number=shown, line=line[:LONGEST]) for line in unused[:9]]
    if error is None or error.type_name == "NotImplementedError":
        return notes
    if error.type_name == "TimeUp":
        return [*notes, RUNNING["slow"].format(number=shown, seconds=f"{seconds:g}")]
    message = shortened(error.message)
    return [*notes, RUNNING["raised"].format(number=shown, error=error.type_name, message=message)]
