"""One submission's way to its grades: the notebook's bytes in, a record of plain data out.

The worker stands outside the wall. It never runs a stranger's line: it has the cells run inside, sends the inputs of each case in,
takes plain data out and lets the judge of the lessons decide. Whatever a submission does to its own process, the rest of it is still
graded: the process is started again without the cell, or the exercise, that ended it.

Each exercise is answered by a throw-away copy of the process in which the cells were run, so that no call reaches the next. A notebook whose
functions can leave nothing behind (`pure` says which) needs no copies; should its process get lost all the same, it has copies from then on.
"""

import contextlib
import copy
import dataclasses
import platform
import re
import secrets
import socket
import time
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

import numpy as np

import dlcourse
from autograder.grade import match
from autograder.grade.match import Master, Plan, RefusedError
from autograder.grade.notes import NOTES
from autograder.grade.pure import pure
from autograder.grade.sandbox import Level, Sandbox, SandboxError
from autograder.grade.sandbox.kernel import Limits
from autograder.grade.wire import AHEAD, Channel, ClosedError, Handle, TooLateError, WireError, pack, strange
from dlcourse._limit import TimeUp, limit
from dlcourse.exercises import Case, Exercise, report
from dlcourse.exercises.call import changed_arguments, parameter_names
from dlcourse.exercises.judge import Exam, Verdict, exam, judge
from dlcourse.exercises.outcome import DEEPEST, Ask, Outcome, Raised, Status, Strange, plain, plain_key
from dlcourse.language import LANGUAGES, Text
from dlcourse.widgets import TOPICS

Record = dict[str, Any]

REVIEW = {
    "protocol": Text(
        "The submission sent data that no answer consists of; please look at its cells.",
        "제출물이 답이 될 수 없는 데이터를 보냈습니다. 셀을 직접 확인해 주세요.",
    ),
    "unjudged": Text(
        "We tried twice and could not judge this submission; that is our fault and costs no points: {reason}",
        "두 번 시도했지만 이 제출물을 채점하지 못했습니다. 저희 쪽 문제이므로 감점되지 않습니다: {reason}",
    ),
}

_STATUSES = ("returned", "raised", "timed-out", "undefined", "not-callable", "not-attempted", "borrowed")
_LONGEST = 200  # characters of a message that a report repeats
_PRINTED = 2_001
_MOST_DEATHS = 5  # processes that one submission may use up
_GRACE = 1.0  # seconds between the polite end of a call and the other one
_AHEAD = 3  # exercises whose copies are at work before it is their turn
_AT_ONCE = 32 << 10  # bytes of inputs that are sent before the first answer; a socket's buffer holds more


@dataclass(frozen=True)
class Times:
    """Seconds of patience: for one cell, for all cells and calls of a submission together, for a process to answer."""

    cell: float = 30.0
    total: float = 180.0
    turn: float = 3.0


@dataclass(frozen=True)
class _Task:
    """An exercise and what a seed asks of it; None where the judge will have to say what is wrong with it."""

    card: Exercise
    exam: Exam | None
    names: tuple[str, ...]  # of the function's parameters
    frames: bytes = b""  # the inputs of the first cases, packed
    packed: frozenset[int] = frozenset()  # the numbers (`id`) of these cases

    @property
    def whole(self) -> bool:
        """Whether all that is asked is packed."""
        return self.exam is not None and len(self.packed) == len(self.exam.cases)


class Grader:
    """Grades submissions of one lesson, one after the other, in warm sandboxes. Use it in a `with` block."""

    def __init__(
        self,
        released: Mapping[str, Any],
        cards: Mapping[str, Exercise] | Callable[[], Mapping[str, Exercise]],
        level: Level,
        *,
        times: Times | None = None,
        limits: Limits | None = None,
        preload: Sequence[str] = (),
    ) -> None:
        course = match.course(released)
        self.level = level
        self.times = times or Times()
        self._limits, self._course, self._preload = limits, course, (*_imported(course), *preload)
        self._sandboxes = [self._made()]  # they get ready while the cards are loaded
        self.cards = cards() if callable(cards) else cards
        self.master = match.master(released, self.cards)
        self._tasks: dict[tuple[str, int], _Task] = {}
        self._praise: dict[tuple[str, int], dict[str, dict[str, str]]] = {}
        self._ahead: tuple[bytes, _Submission] | None = None  # a submission that was begun before its turn

    def grade(self, data: bytes, *, seed: int | None = None, following: bytes | None = None) -> Record:
        """The record of one submission. It never raises for anything that a submission does.

        The cells of the `following` submission run meanwhile, behind a wall of their own, until its turn comes.
        """
        seed = secrets.randbits(32) if seed is None else seed
        record: Record = {
            "status": "review",
            "reason": None,
            "seed": seed,
            "isolation": self.level,
            "versions": {
                "dlcourse": dlcourse.__version__,
                "numpy": np.__version__,
                "python": platform.python_version(),
            },
            "scores": {},
            "answers": {},
            "notes": [],
        }
        try:
            submission = self._begun_ahead(data) or self._submission(data, self._sandboxes[0])
        except RefusedError as refused:
            return record | {"reason": _plain_text(refused.reason)}
        reason = ""
        for _ in range(2):
            try:
                return record | self._judged(submission, seed, following)
            except Exception as error:  # the sandbox broke down, or we made a mistake: the rest of the class goes on
                reason = f"{type(error).__name__}: {error}"
                with contextlib.suppress(SandboxError):
                    self._again()
                submission = self._submission(data, self._sandboxes[0])
        return record | {"reason": _plain_text(REVIEW["unjudged"].format(reason=reason))}

    def get_ready(self, seed: int | None) -> None:
        """Do now what can be done before the first submission is there; a `SandboxError` where no wall can be built."""
        self._second()
        if seed is not None:
            for card in self.master.exercises:
                self._task(card, seed)
        for sandbox in self._sandboxes:
            sandbox.get_ready()

    def _second(self) -> None:
        if len(self._sandboxes) == 1:
            self._sandboxes.append(self._made())

    def _submission(self, data: bytes, sandbox: Sandbox) -> "_Submission":
        cells, notes = match.read(data)
        plan = match.plan(cells, self.master)
        names = [card.name for card in self.master.exercises]
        here = pure((text for _, text in plan.cells), self.master.course, names)
        return _Submission(sandbox, plan, self.times, notes=notes, here=here)

    def _begun_ahead(self, data: bytes) -> "_Submission | None":
        """The submission that was begun before its turn, if it is this one."""
        ahead, self._ahead = self._ahead, None
        if ahead is not None and ahead[0] is not data:
            ahead[1].close()
            return None
        return ahead and ahead[1]

    def _begin(self, data: bytes, beside: Sandbox) -> None:
        """Have a submission's cells run behind another wall. What goes wrong is seen when it is its turn."""
        with contextlib.suppress(RefusedError, SandboxError):
            [free] = (one for one in self._sandboxes if one is not beside)
            submission = self._submission(data, free)
            submission.begin()
            self._ahead = data, submission

    def _judged(self, submission: "_Submission", seed: int, following: bytes | None) -> Record:
        try:
            if following is not None:
                self._second()
            tasks = [self._task(card, seed) for card in self.master.exercises]
            submission.start()
            if following is not None:
                self._begin(following, submission.sandbox)
            verdicts = [
                self._verdict(submission, task, seed, tasks[number : number + _AHEAD])
                for number, task in enumerate(tasks, start=1)
            ]
        finally:
            submission.close()
        plan = submission.plan
        said = [*submission.mended, *plan.notes, *submission.notes]
        flagged = submission.malformed
        return {
            "status": "review" if flagged else "graded",
            "reason": _plain_text(REVIEW["protocol"]) if flagged else None,
            "scores": {Master.check(v.card): self._score(v) for v in verdicts},
            "answers": dict(plan.answers),
            "untouched": list(plan.untouched),
            "places": dict(plan.places),
            "notes": [_plain_text(note) for note in said],
        }

    def _verdict(self, submission: "_Submission", task: _Task, seed: int, following: Sequence[_Task]) -> Verdict:
        """Judge, and judge again with the course's own prerequisites if that is kinder."""
        card = task.card
        first = self._once(submission, task, seed, {}, following)
        if first.status != "failed" or not card.depends:
            return first
        stand_ins = {self.cards[other].name: self.cards[other].reference for other in card.depends}
        second = self._once(submission, task, seed, stand_ins)
        return first if second.points <= first.points else dataclasses.replace(second, spared=tuple(stand_ins))

    @staticmethod
    def _once(
        submission: "_Submission",
        task: _Task,
        seed: int,
        stand_ins: Mapping[str, Callable[..., Any]],
        following: Sequence[_Task] = (),
    ) -> Verdict:
        """Judge; again with a copy, if the process that needed none got lost."""
        while True:
            with submission.exercise(task, stand_ins, following) as ask:
                verdict = judge(task.card, ask, seed=seed, prepared=task.exam)
            if not submission.lost:
                return verdict
            submission.go_on_with_copies()

    def _task(self, card: Exercise, seed: int) -> _Task:
        """What a seed asks, kept for the next submission: a class has one seed."""
        if any(kept != seed for _, kept in self._tasks):
            self._tasks.clear()
        if (card.id, seed) not in self._tasks:
            names = parameter_names(card.reference)
            try:
                made = exam(card, seed=seed)
                task = _Task(card, made, names, *_packed(card, made.cases))
            except Exception:  # our own fault; the judge makes it again and says so
                task = _Task(card, None, names)
            self._tasks[card.id, seed] = task
        return self._tasks[card.id, seed]

    def _score(self, verdict: Verdict) -> Record:
        """One exercise's part of the record. The released notebook says what it is worth."""
        most = self.master.points[verdict.card.id]
        share = verdict.points / verdict.card.points if verdict.card.points else 0.0
        return {
            "points": min(max(round(share * most, 2), 0.0), most),
            "most": most,
            "status": verdict.status,
            "diagnosis": verdict.diagnosis,
            "spared": list(verdict.spared),
            **self._report(verdict),
        }

    def _report(self, verdict: Verdict) -> dict[str, dict[str, str]]:
        """What the learner reads. Who has everything right and printed nothing reads what others of the class read."""
        usual = verdict.status == "passed" and not verdict.spared and not any(one.printed for one in verdict.results)
        key = verdict.card.id, verdict.seed
        if usual and key in self._praise:
            return self._praise[key]
        made: dict[str, dict[str, str]] = {
            "text": {str(language): report.text(verdict, language) for language in LANGUAGES},
            "html": {str(language): report.html(verdict, language) for language in LANGUAGES},
        }
        if usual:
            self._praise = {known: said for known, said in self._praise.items() if known[1] == verdict.seed} | {
                key: made
            }
        return made

    def _again(self) -> None:
        self.close()
        self._ahead = None
        self._sandboxes = [self._made()]

    def _made(self) -> Sandbox:
        return Sandbox(self.level, limits=self._limits, preload=self._preload, course=self._course, wait=False)

    def close(self) -> None:
        """Take the walls down."""
        for sandbox in self._sandboxes:
            sandbox.close()

    def __enter__(self) -> "Grader":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _imported(course: Iterable[str]) -> Iterator[str]:
    """The course's modules that its cells need, so that no submission has to load them itself."""
    for source in course:
        yield from (f"dlcourse.{name}" for name in re.findall(r"^from dlcourse\.([\w.]+) import", source, re.MULTILINE))
        yield from (f"dlcourse.widgets.{name}" for name in re.findall(r"\bwidgets\.(\w+)\.", source) if name in TOPICS)


def _plain_text(text: Text) -> dict[str, str]:
    return {language: text.in_(language) for language in LANGUAGES}


# --- one submission's process ---------------------------------------------------------------------------------------


class _Submission:
    """The process behind the wall in which a submission's cells were run, started again where it dies."""

    def __init__(self, sandbox: Sandbox, plan: Plan, times: Times, *, notes: list[Text], here: bool) -> None:
        self.sandbox, self.plan, self.cells, self.times = sandbox, plan, plan.cells, times
        self.mended = notes
        self.here = here  # whether the process itself answers, without copies
        self.lost = False  # whether it got lost while it did
        self.places, self.setup = plan.places, plan.setup
        self.end = 0.0  # of its time
        self.begun: list[tuple[int, str]] | None = None  # the cells that it was told to run
        self.notes: list[Text] = []
        self.malformed = False
        self.deaths = 0
        self.killers: set[int] = set()
        self.kept = {number for number, _ in plan.cells}
        self.channel: Channel | None = None
        self.copies = 0
        self.over: list[int] = []  # copies that nobody asks any more
        self.waiting: dict[str, _Asking] = {}  # copies that were made before their exercise's turn

    def begin(self) -> None:
        """Have the cells run, without waiting for it."""
        self.begun = [pair for pair in self.cells if pair[0] in self.kept and pair[0] not in self.killers]
        self.channel = self.sandbox.begin(wait=False)
        message = {"do": "run", "cells": self.begun, "seconds": self.times.cell}
        with contextlib.suppress(ClosedError, TooLateError):  # then there is no answer either
            self.channel.send(message, time.monotonic() + self.times.turn)

    def start(self) -> None:
        """Run the cells; again without the one that ended the process, as often as it takes."""
        self.end = self.end or time.monotonic() + self.times.total
        while self.deaths < _MOST_DEATHS:
            if self.begun is None:
                self.begin()
            assert self.channel is not None
            cells, self.begun = self.begun or [], None
            self.sandbox.settle()
            notes: list[Text] = []
            number = 0
            try:
                for number, _ in cells:
                    until = min(time.monotonic() + self.times.cell + _GRACE, self.end)
                    answer = self.channel.receive(until)
                    told = answer.get("cell")
                    if type(told) is int and told in (ran for ran, _ in cells) and told != number:
                        number = told  # the cell that spoke out of turn is the one to leave out
                        raise WireError("a cell answered twice")
                    notes += _about(number, self.times.cell, answer)
            except (ClosedError, TooLateError, WireError) as error:
                self.malformed |= isinstance(error, WireError)
                if time.monotonic() >= self.end:
                    self.notes.append(NOTES["over"].format(seconds=self.times.total))
                    return
                self.here = False
                self.killers.add(number)
                self.notes.append(NOTES["killer"].format(number=number + 1))
                self.deaths += 1
                self.sandbox.end()
                continue
            self.notes += [note for note in notes if note not in self.notes]
            return

    @contextlib.contextmanager
    def exercise(
        self, task: _Task, stand_ins: Mapping[str, Callable[..., Any]], following: Sequence[_Task] = ()
    ) -> Iterator[Ask]:
        """Something the judge can ask about one exercise, which ends with the `with` block.

        What answers for the `following` exercises is made and asked meanwhile.
        """
        for after in () if stand_ins else (task, *following):
            if self.here and not (after is task or after.whole):
                break  # it would wait for us while we wait for another
            if self.channel is not None and after.card.id not in self.waiting:
                with contextlib.suppress(ClosedError, TooLateError):  # what goes wrong is seen when it is its turn
                    self.waiting[after.card.id] = self._asking(after, {})
        found = self._open(task, stand_ins)
        if isinstance(found, Outcome):
            yield lambda case: found
            return
        try:
            found.begin()
            yield found
        finally:
            self._hang_up(found)

    def _open(self, task: _Task, stand_ins: Mapping[str, Callable[..., Any]]) -> "Outcome | _Asking":
        """A copy to ask, made now unless it was before; what to answer where there is none, or no function in it."""
        while self.channel is not None and time.monotonic() < self.end:
            made = None if stand_ins else self.waiting.pop(task.card.id, None)
            # a process that answers for all exercises turns to this one when it is done with those it was asked for
            busy = sum(one.card.seconds for one in self.waiting.values()) if self.here and stand_ins else 0.0
            try:
                made = made or self._asking(task, stand_ins)
                answer = made.channel.receive(min(self._turn() + busy, self.end))
                status = answer.get("status")
                if type(status) is str and status == "callable":
                    return made
                if type(status) is not str or status not in ("undefined", "borrowed", "not-callable"):
                    raise WireError("a function has an unknown status")
                self._hang_up(made)
                return Outcome(cast(Status, status), value=_settled(answer.get("value")))
            except (ClosedError, TooLateError, WireError) as error:
                if made is not None:
                    self._hang_up(made)
                if self.here:
                    self.go_on_with_copies()
                    continue
                self.malformed |= isinstance(error, WireError)
                if not self._restart(task.card):
                    break
        return _ended("")

    def _turn(self) -> float:
        """Until when the notebook's process must have answered."""
        return min(time.monotonic() + self.times.turn, self.end)

    def _asking(self, task: _Task, stand_ins: Mapping[str, Callable[..., Any]]) -> "_Asking":
        """Have a copy made, say which ones may go, and send it what is asked; without waiting for any answer."""
        assert self.channel is not None
        card = task.card
        inner = getattr(card.reference, "__wrapped__", card.reference)
        self.copies += 1
        ours, theirs = socket.socketpair()
        made = _Asking(self, self.copies, Channel(ours, ahead=AHEAD), task, stand_ins)
        message = {
            "do": "judge",
            "here": made.here,
            "number": self.copies,
            "over": self.over,
            "name": card.name,
            "closed": [inner.__module__, inner.__name__],
            "stand_ins": list(stand_ins),
        }
        with theirs:
            try:
                self.channel.send(message, self._turn(), theirs.fileno())
            except (ClosedError, TooLateError):
                made.channel.close()
                raise
        self.over = []
        made.tell(self._turn())
        return made

    def _hang_up(self, made: "_Asking") -> None:
        made.channel.close()
        if not made.here:
            self.over.append(made.number)

    def go_on_with_copies(self) -> None:
        """Run the cells again after the process that answered for all exercises was lost; nobody is blamed for that."""
        self.here = self.lost = False
        self._forget()
        self.sandbox.end()
        self.start()

    def _restart(self, card: Exercise) -> bool:
        """Another process after one that can make no copies; False where there were too many.

        No cell is known to be the cause, so we leave out ever more of them: first all that are no answers, then all
        that this exercise can do without.
        """
        self.deaths += 1
        if self.deaths >= _MOST_DEATHS:
            return False
        answers = {*self.setup, *self.places.values()}
        needed = {*self.setup, *(self.places[name] for name in (card.id, *card.depends) if name in self.places)}
        self.kept = answers if self.kept - answers else needed
        self.notes.append(NOTES["stuck"])
        self._forget()
        self.sandbox.end()
        self.start()
        return self.channel is not None

    def _forget(self) -> None:
        """Let go of the copies of a process that is to end."""
        for made in self.waiting.values():
            made.channel.close()
        self.waiting, self.over = {}, []

    def how_it_ended(self, made: "_Asking") -> str:
        """What the notebook's process says of a copy's end: an exit code or a signal."""
        until = self._turn()
        try:
            if self.channel is not None:
                self.channel.send({"do": "ended", "number": made.number}, until)
                answer = self.channel.receive(until)
                while answer.get("number") != made.number:  # one that came too late for another copy
                    answer = self.channel.receive(until)
                code = answer.get("ended")
                if type(code) is int:
                    return f"signal {-code}" if code < 0 else f"exit code {code}"
        except (ClosedError, TooLateError, WireError):
            pass
        return ""

    def close(self) -> None:
        """End the process and everything that came from it."""
        self._forget()
        self.sandbox.end(wait=False)


def _about(number: int, seconds: float, answer: Mapping[str, Any]) -> list[Text]:
    """What to note about a cell that was run."""
    cell, error, unused = (answer.get(name) for name in ("cell", "error", "unused"))
    told = error is None or type(error) is Raised
    if type(cell) is not int or cell != number or not told or type(unused) is not list or not _strings(unused):
        raise WireError("a cell's answer has the wrong parts")
    shown = number + 1
    notes = [NOTES["unused"].format(number=shown, line=line[:_LONGEST]) for line in unused[:9]]
    if error is None or error.type_name == "NotImplementedError":
        return notes
    if error.type_name == "TimeUp":
        return [*notes, NOTES["slow"].format(number=shown, seconds=f"{seconds:g}")]
    message = _short(error.message)
    return [*notes, NOTES["raised"].format(number=shown, error=error.type_name, message=message)]


def _strings(value: Any) -> bool:
    return type(value) is list and all(type(part) is str for part in value)


def _ended(how: str) -> Outcome:
    return Outcome("raised", error=Raised("ProcessEnded", how or "no exit code"))


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


# --- what is asked --------------------------------------------------------------------------------------------------

_DONE = pack({"do": "done"})


def _packed(card: Exercise, cases: Sequence[Case]) -> tuple[bytes, frozenset[int]]:
    """The inputs of the first cases in one piece, and which cases these are.

    Only what surely fits into the socket, and nothing that could ask back: its answer would stand behind the next case.
    """
    frames, packed = b"", set()
    for case in cases:
        if case.call is not None:
            break
        try:
            frame = pack(_message(0, case.args, dict(case.kwargs), card.seconds), _stays)
        except WireError:  # a function, or too large; it will be told when its turn comes
            break
        if len(frames) + len(frame) > _AT_ONCE:
            break
        frames += frame
        packed.add(id(case))
    return frames, frozenset(packed)


def _stays(value: Any) -> Any:
    if callable(value):
        raise WireError("a function stays on this side")
    return strange(value)


def _message(target: int, args: Sequence[Any], kwargs: Mapping[str, Any], seconds: float) -> dict[str, Any]:
    return {"do": "call", "target": target, "args": list(args), "kwargs": dict(kwargs), "seconds": seconds}


# --- one exercise's copy --------------------------------------------------------------------------------------------


_Watched = contextlib.AbstractContextManager[list[warnings.WarningMessage]]


@contextlib.contextmanager
def _watched(seconds: float) -> Iterator[list[warnings.WarningMessage]]:
    """A card's own driver computes on this side: it has a time, and what it computes may say so."""
    with (
        limit(seconds),
        warnings.catch_warnings(record=True) as caught,
        np.errstate(all="warn", under="ignore"),
    ):
        warnings.simplefilter("always")
        yield caught


class _RemoteError(Exception):
    """A call behind the wall did not return; `outcome` says what it did."""

    def __init__(self, outcome: Outcome) -> None:
        super().__init__(outcome.status)
        self.outcome = outcome


class _Asking:
    """One exercise's copy. It answers the judge: sends a case's inputs in and makes an `Outcome` of what comes back."""

    def __init__(
        self,
        submission: _Submission,
        number: int,
        channel: Channel,
        task: _Task,
        stand_ins: Mapping[str, Callable[..., Any]],
    ) -> None:
        self.submission, self.number, self.channel, self.task, self.card = submission, number, channel, task, task.card
        self.here = submission.here
        self.end = submission.end
        self.stand_ins = tuple(stand_ins.values())
        self.callbacks: list[Callable[..., Any]] = []
        self.over: Outcome | None = None  # the answer to all further cases, once there is nobody left to ask
        self.printed = ""
        self.warnings: list[str] = []
        self.resized = False
        self.sent: set[int] = set()  # the cases whose inputs are already on their way
        self.channel.odd = self._odd

    def begin(self) -> None:
        """From now on the exercise's time runs."""
        self.end = min(time.monotonic() + self.card.seconds, self.submission.end)

    def tell(self, until: float) -> None:
        """Send the inputs of the first cases at once, so that the other side need not wait for us between two of them."""
        if self.stand_ins:
            return
        self.sent = set(self.task.packed)
        with contextlib.suppress(ClosedError, TooLateError):  # then there is no answer either
            self.channel.send_frames(self.task.frames + (_DONE if self.here and self.task.whole else b""), until)

    def __call__(self, case: Case) -> Outcome:
        left = self.end - time.monotonic()
        if self.over is not None:
            return self.over
        if left <= 0:
            return Outcome("timed-out")
        sent = id(case) in self.sent
        self.sent.discard(id(case))
        args, kwargs = (case.args, dict(case.kwargs)) if sent else copy.deepcopy((case.args, dict(case.kwargs)))
        self.callbacks, self.printed, self.warnings, self.resized = [], "", [], False
        function = _Remote(self, 0)
        try:
            watched: _Watched = contextlib.nullcontext([]) if sent else _watched(left + _GRACE)
            with watched as caught:
                if sent:  # only to be read
                    answer = self._received(self.end + _GRACE)
                    if type(answer.get("after")) is not list or answer["after"]:
                        args, kwargs = copy.deepcopy((args, kwargs))  # what changed there changes here
                    value = self._answered(answer, args, kwargs)
                else:
                    value = function(*args, **kwargs) if case.call is None else case.call(function, *args, **kwargs)
                value = _settled(value)
        except _RemoteError as remote:
            return dataclasses.replace(remote.outcome, printed=self.printed)
        except TimeUp:
            self.submission.lost |= self.here
            self.over = Outcome("timed-out", printed=self.printed)
            return self.over
        except WireError:
            self.submission.lost |= self.here
            self.submission.malformed |= not self.here
            self.over = Outcome("raised", error=Raised("ProcessEnded", "no answer"))
            return self.over
        except Exception as error:  # the card's own driver stumbled over what the function returned
            return Outcome("raised", error=Raised(type(error).__name__, _short(str(error))), printed=self.printed)
        changed = () if args is case.args else changed_arguments(case, args, kwargs, self.task.names)
        changed = changed or (("?",) if self.resized else ())
        floating = self.warnings + [str(w.message) for w in caught if issubclass(w.category, RuntimeWarning)]
        return Outcome("returned", value=value, changed=changed, warnings=tuple(floating), printed=self.printed)

    def call(self, target: int, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        """One call behind the wall; changed inputs are changed here too."""
        left = max(self.end - time.monotonic(), 0.001)
        answer = self._asked(_message(target, args, kwargs, left), self.end + _GRACE)
        return self._answered(answer, args, kwargs)

    def _answered(self, answer: Mapping[str, Any], args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        """What a call did, to its inputs too."""
        _checked(answer)
        self.printed = (self.printed + answer["printed"])[:_PRINTED]
        self.warnings += answer["warnings"]
        for place, value in answer["after"]:
            inputs: Any = args if type(place) is int else kwargs
            known = place in range(len(args)) if type(place) is int else place in kwargs
            if not known:
                raise WireError("an input that was not sent came back")
            self.resized |= not _write_back(inputs[place], value)
        if answer["status"] != "returned":
            error = answer["error"]
            error = error and Raised(error.type_name, _short(error.message), error.line, _short(error.source))
            outcome = Outcome(answer["status"], error=error)
            if outcome.status == "timed-out":
                self.over = outcome
            raise _RemoteError(outcome)
        return self._revived(answer["value"])

    def get(self, target: int, name: str) -> Any:
        """An attribute of an object behind the wall."""
        answer = self._asked({"do": "get", "target": target, "name": name}, self.end + _GRACE)
        if answer.get("status") == "raised" and type(answer.get("error")) is Raised:
            raise _RemoteError(Outcome("raised", error=answer["error"]))
        return self._revived(answer.get("value"))

    def _asked(self, message: Mapping[str, Any], until: float) -> dict[str, Any]:
        with self._lost():
            self.channel.send(message, until)
        return self._received(until)

    def _received(self, until: float) -> dict[str, Any]:
        with self._lost():
            while True:
                answer = self.channel.receive(until)
                if "callback" not in answer:
                    return answer
                self.channel.send(self._called_back(answer), until)

    @contextlib.contextmanager
    def _lost(self) -> Iterator[None]:
        """Make an outcome of a copy that does not answer any more."""
        try:
            yield
        except TooLateError as error:
            self.submission.lost |= self.here
            self.over = Outcome("timed-out")
            raise _RemoteError(self.over) from error
        except ClosedError as error:
            self.submission.lost |= self.here
            self.over = _ended(self.submission.how_it_ended(self))
            raise _RemoteError(self.over) from error

    def _called_back(self, message: Mapping[str, Any]) -> dict[str, Any]:
        """Run one of our own functions for the other side."""
        handle, args, kwargs = (message.get(name) for name in ("callback", "args", "kwargs"))
        if type(handle) is not Handle or type(args) is not list or type(kwargs) is not dict:
            raise WireError("a call back has the wrong parts")
        functions = self.stand_ins if handle.type_name == "stand-in" else self.callbacks
        if handle.number >= len(functions) or not all(type(name) is str for name in kwargs):
            raise WireError("a call back asks for a function that was not sent")
        try:
            value = functions[handle.number](*self._revived(args), **self._revived(kwargs))
        except _RemoteError as error:
            return {"do": "reply", "value": None, "error": error.outcome.error or Raised("RuntimeError", "")}
        except Exception as error:  # whatever it stumbles over came from the other side, and goes back there
            return {"do": "reply", "value": None, "error": Raised(type(error).__name__, _short(str(error)))}
        return {"do": "reply", "value": value, "error": None}

    def _odd(self, value: Any) -> Any:
        """What takes the place of an input that cannot travel."""
        if isinstance(value, _Remote):
            return Handle(value._target, "thing")
        if callable(value):
            self.callbacks.append(value)
            return Handle(len(self.callbacks) - 1, "callback")
        return strange(value)

    def _revived(self, value: Any) -> Any:
        """A received value, with something to call where the other side kept an object."""
        if type(value) is Handle:
            if value.type_name in ("callback", "stand-in"):
                return Strange("function")
            return _Remote(self, value.number, value.type_name)
        if type(value) in (list, tuple):
            return type(value)(self._revived(item) for item in value)
        if type(value) is dict:
            return {key: self._revived(item) for key, item in value.items()}
        return value


class _Remote:
    """A function or an object behind the wall, for the few cards that do more with it than one call."""

    def __init__(self, asking: _Asking, target: int, type_name: str = "function") -> None:
        self._asking, self._target, self._type_name = asking, target, type_name

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        return self._asking.call(self._target, args, kwargs)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        return self._asking.get(self._target, name)


def _settled(value: Any, depth: int = 0) -> Any:
    """A value as the judge may look at it: plain, and an object that stayed behind the wall only by its type's name."""
    kind = type(value)
    if kind is Strange:
        return value
    if kind is _Remote:
        return Strange(value._type_name)
    if kind is Handle:
        return Strange(value.type_name)
    if kind in (list, tuple) and depth < DEEPEST:
        return kind(_settled(item, depth + 1) for item in value)
    if kind is dict and depth < DEEPEST:
        return {plain_key(key): _settled(item, depth + 1) for key, item in value.items()}
    return plain(value, depth)


def _checked(answer: Mapping[str, Any]) -> None:
    """Refuse an answer to a call that is not made as ours are."""
    status, error, after = (answer.get(name) for name in ("status", "error", "after"))
    good = (
        type(status) is str
        and status in _STATUSES
        and (type(error) is Raised if status == "raised" else error is None)
        and _strings(answer.get("warnings"))
        and type(answer.get("printed")) is str
        and type(after) is list
        and all(type(pair) is list and len(pair) == 2 and type(pair[0]) in (int, str) for pair in after)
    )
    if not good:
        raise WireError("an answer has the wrong parts")


def _write_back(here: Any, there: Any) -> bool:
    """Change an input of ours as its twin behind the wall was changed; False where that is not possible."""
    if type(here) is np.ndarray and type(there) is np.ndarray and here.shape == there.shape:
        if not np.can_cast(there.dtype, here.dtype, "same_kind"):
            return False
        np.copyto(here, there, casting="same_kind")
        return True
    if type(here) is type(there) and type(here) in (list, tuple):
        same = len(here) == len(there)
        written = [same and _write_back(a, b) for a, b in zip(here, there, strict=False)]
        if type(here) is list:
            kept = [a if done else b for a, b, done in zip(here, there, written, strict=False)]
            here[:] = kept + there[len(kept) :]
        return True
    if type(here) is dict and type(there) is dict:
        for key in [key for key in here if key not in there]:
            del here[key]
        for key, value in there.items():
            if key not in here or not _write_back(here[key], value):
                here[key] = value
        return True
    if type(here) is np.random.Generator and type(there) is np.random.Generator:
        if type(here.bit_generator) is not type(there.bit_generator):
            return False
        here.bit_generator.state = there.bit_generator.state
        return True
    return False
