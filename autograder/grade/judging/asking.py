"""One exercise's answers: the inputs of a case go in, and what comes back is made an `Outcome` for the judge.

An `Asking` knows nothing of the process that its copy came from. It keeps what went wrong (`lost`,
`killed`, `malformed`) for whoever made it to read when it is over.
"""

import contextlib
import copy
import dataclasses
import time
import warnings
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import numpy as np

from autograder.grade.judging import messages
from autograder.grade.judging.bounds import too_large
from autograder.grade.judging.changed_inputs import write_back
from autograder.grade.judging.messages import shortened
from autograder.grade.judging.remote import Remote, RemoteError, handle_of, settled
from autograder.grade.judging.task import GRACE, Task
from autograder.grade.wall.channel import Channel, ClosedError, TooLateError
from autograder.grade.wall.packing import MOST_BODY, Handle, WireError, strange
from dlcourse.exercises import Case
from dlcourse.exercises.call import changed_arguments
from dlcourse.exercises.outcome import Outcome, Raised, Strange
from dlcourse.time_limit import TimeUp, limit, on_the_clock

_PRINTED = 2_001
_KILLED = ("", "signal 9")  # ends that may come from outside: together with its process, or alone
_Watched = contextlib.AbstractContextManager[list[warnings.WarningMessage]]


@contextlib.contextmanager
def _watched(seconds: float, clock: float) -> Iterator[list[warnings.WarningMessage]]:
    """A card's own driver computes on this side: it has a time, and what it computes may say so."""
    with (
        limit(seconds, clock),
        warnings.catch_warnings(record=True) as caught,
        np.errstate(all="warn", under="ignore"),
    ):
        warnings.simplefilter("always")
        yield caught


def ended(how: str) -> Outcome:
    """The outcome of a call whose process is gone."""
    return Outcome("raised", error=Raised("ProcessEnded", how or "no exit code"))


class Asking:
    """Answers the judge: sends a case's inputs in and makes an `Outcome` of what comes back."""

    def __init__(
        self,
        number: int,
        channel: Channel,
        task: Task,
        stand_ins: Mapping[str, Callable[..., Any]],
        *,
        here: bool,
        end: float,
        how_it_ended: Callable[[int], str],
    ) -> None:
        """`here` says that the notebook's process itself answers, without a copy; `end` is the submission's."""
        self.number, self.channel, self.task, self.card = number, channel, task, task.card
        self.here = here
        self.lost = False  # whether the process that answers itself got lost
        self.killed = False  # whether a copy's end may have been somebody else's doing
        self.malformed = False  # whether a copy sent what no answer consists of
        self._end = self._last = end
        self._how_it_ended = how_it_ended
        self._stand_ins = tuple(stand_ins.values())
        self._callbacks: list[Callable[..., Any]] = []
        self._over: Outcome | None = None  # the answer to all further cases, once there is nobody left to ask
        self._printed = ""
        self._warnings: list[str] = []
        self._resized = False
        self._most = MOST_BODY  # bytes that an answer may have
        self._sent: set[int] = set()  # the cases whose inputs are already on their way
        self.channel.odd = self._odd

    def begin(self) -> None:
        """From now on the exercise's time runs."""
        self._end = min(time.monotonic() + on_the_clock(self.card.seconds), self._last)

    def tell(self, until: float) -> None:
        """Send the inputs of the first cases at once, so that the other side need not wait for us between two of them."""
        if self._stand_ins:
            return
        self._sent = set(self.task.packed)
        with contextlib.suppress(ClosedError, TooLateError):  # then there is no answer either
            done = messages.DONE if self.here and self.task.whole else b""
            self.channel.send_frames(self.task.frames + done, until)

    def __call__(self, case: Case) -> Outcome:
        left = self._end - time.monotonic()
        if self._over is not None:
            return self._over
        if left <= 0:
            return Outcome("timed-out")
        sent = id(case) in self._sent
        self._sent.discard(id(case))
        args, kwargs = (case.args, dict(case.kwargs)) if sent else copy.deepcopy((case.args, dict(case.kwargs)))
        self._callbacks, self._printed, self._warnings, self._resized = [], "", [], False
        self._most = self.task.sizes.get(id(case), MOST_BODY)
        function = self._remote(0)
        try:
            watched: _Watched = (
                contextlib.nullcontext([]) if sent else _watched(min(left, self.card.seconds) + GRACE, left + GRACE)
            )
            with watched as caught:
                if sent:  # only to be read
                    answer = self._received(self._end + GRACE)
                    if type(answer.get("after")) is not list or answer["after"]:
                        args, kwargs = copy.deepcopy((args, kwargs))  # what changed there changes here
                    value = self._answered(answer, args, kwargs)
                else:
                    value = function(*args, **kwargs) if case.call is None else case.call(function, *args, **kwargs)
                value = settled(value)
        except RemoteError as remote:
            return dataclasses.replace(remote.outcome, printed=self._printed)
        except TimeUp:
            self.lost |= self.here
            self._over = Outcome("timed-out", printed=self._printed)
            return self._over
        except WireError:
            self.lost |= self.here
            self.malformed |= not self.here
            self._over = Outcome("raised", error=Raised("ProcessEnded", "no answer"))
            return self._over
        except MemoryError:  # our limit, perhaps in the middle of a frame: over this line nobody is asked any more
            raise
        except Exception as error:  # the card's own driver stumbled over what the function returned
            return Outcome("raised", error=Raised(type(error).__name__, shortened(str(error))), printed=self._printed)
        changed = () if args is case.args else changed_arguments(case, args, kwargs, self.task.names)
        changed = changed or (("?",) if self._resized else ())
        floating = self._warnings + [str(w.message) for w in caught if issubclass(w.category, RuntimeWarning)]
        return Outcome("returned", value=value, changed=changed, warnings=tuple(floating), printed=self._printed)

    def _call(self, target: int, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        """One call behind the wall; changed inputs are changed here too."""
        answer = self._asked(messages.call(target, args, kwargs), self._end + GRACE)
        return self._answered(answer, args, kwargs)

    def _answered(self, answer: Mapping[str, Any], args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        """What a call did, to its inputs too."""
        messages.check_answer(answer)
        self._printed = (self._printed + answer["printed"])[:_PRINTED]
        self._warnings += answer["warnings"]
        for place, value in answer["after"]:
            inputs: Any = args if type(place) is int else kwargs
            known = place in range(len(args)) if type(place) is int else place in kwargs
            if not known:
                raise WireError("an input that was not sent came back")
            self._resized |= not write_back(inputs[place], value)
        if answer["status"] != "returned":
            error = answer["error"]
            error = error and Raised(error.type_name, shortened(error.message), error.line, shortened(error.source))
            outcome = Outcome(answer["status"], error=error)
            if outcome.status == "timed-out":
                self._over = outcome
            raise RemoteError(outcome)
        large = too_large(answer["value"], self._most)
        if large is not None:  # nothing computes on it, and nobody keeps it
            raise RemoteError(Outcome("returned", value=large))
        return self._revived(answer["value"])

    def _get(self, target: int, name: str) -> Any:
        """An attribute of an object behind the wall."""
        answer = self._asked({"do": "get", "target": target, "name": name}, self._end + GRACE)
        if answer.get("status") == "raised" and type(answer.get("error")) is Raised:
            raise RemoteError(Outcome("raised", error=answer["error"]))
        return self._revived(answer.get("value"))

    def _asked(self, message: Mapping[str, Any], until: float) -> dict[str, Any]:
        with self._until_lost():
            self.channel.send(message, until)
        return self._received(until)

    def _received(self, until: float) -> dict[str, Any]:
        with self._until_lost():
            while True:
                answer = self.channel.receive(until)
                if "callback" not in answer:
                    return answer
                self.channel.send(self._called_back(answer), until)

    @contextlib.contextmanager
    def _until_lost(self) -> Iterator[None]:
        """Make an outcome of a copy that does not answer any more."""
        try:
            yield
        except TooLateError as error:
            self.lost |= self.here
            self._over = Outcome("timed-out")
            raise RemoteError(self._over) from error
        except ClosedError as error:
            self.lost |= self.here
            how = self._how_it_ended(self.number)
            self.killed |= how in _KILLED and not self.here
            self._over = ended(how)
            raise RemoteError(self._over) from error

    def _called_back(self, message: Mapping[str, Any]) -> dict[str, Any]:
        """Run one of our own functions for the other side."""
        handle, args, kwargs = (message.get(name) for name in ("callback", "args", "kwargs"))
        if type(handle) is not Handle or type(args) is not list or type(kwargs) is not dict:
            raise WireError("a call back has the wrong parts")
        function = self._our_own(handle)
        if not all(type(name) is str for name in kwargs):
            raise WireError("a call back has the wrong parts")
        # a function of ours that is handed on, such as a curve to one that measures its slope, is itself again
        args, kwargs = self._revived(args, self._our_own), self._revived(kwargs, self._our_own)
        try:
            value = function(*args, **kwargs)
        except RemoteError as error:
            return {"do": "reply", "value": None, "error": error.outcome.error or Raised("RuntimeError", "")}
        except Exception as error:  # whatever it stumbles over came from the other side, and goes back there
            return {"do": "reply", "value": None, "error": Raised(type(error).__name__, shortened(str(error)))}
        return {"do": "reply", "value": value, "error": None}

    def _our_own(self, handle: Handle) -> Callable[..., Any]:
        """One of our own functions, by what the other side calls it."""
        functions = self._stand_ins if handle.type_name == "stand-in" else self._callbacks
        if handle.number >= len(functions):
            raise WireError("a call back asks for a function that was not sent")
        return functions[handle.number]

    def _odd(self, value: Any) -> Any:
        """What takes the place of an input that cannot travel."""
        if isinstance(value, Remote):
            return handle_of(value)
        if callable(value):
            self._callbacks.append(value)
            return Handle(len(self._callbacks) - 1, "callback")
        return strange(value)

    def _revived(self, value: Any, ours: Callable[[Handle], Any] = lambda handle: Strange("function")) -> Any:
        """A received value, with something to call where the other side kept an object; `ours` says what our own functions become."""
        if type(value) is Handle:
            if value.type_name in ("callback", "stand-in"):
                return ours(value)
            return self._remote(value.number, value.type_name)
        if type(value) in (list, tuple):
            return type(value)(self._revived(item, ours) for item in value)
        if type(value) is dict:
            return {key: self._revived(item, ours) for key, item in value.items()}
        return value

    def _remote(self, target: int, type_name: str = "function") -> Remote:
        return Remote(target, type_name, self._call, self._get)
