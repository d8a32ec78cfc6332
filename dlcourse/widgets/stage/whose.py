"""Whose function a picture is calculated with: the learner's own, once its check has passed, if it can be used; else the course's.

A learner's function cannot break a picture. If it raises, or returns what cannot be drawn, the course's function takes its place for that
picture; if it takes longer than `PATIENCE`, it does so until the function changes. A note says whose function did it.
"""

import time
from collections.abc import Callable, Mapping
from typing import Any

from dlcourse import own_functions
from dlcourse.language import Text
from dlcourse.time_limit import TimeUp, limit
from dlcourse.widgets.stage.badge import LIT, NOT_YET, PARTLY, STOPPED, TOO_SLOW, UNFIT, Note, badged
from dlcourse.widgets.stage.page import code_name, short_error
from dlcourse.widgets.stage.scene import Function
from dlcourse.widgets.stage.words import joined

PATIENCE = 1.0  # seconds a learner's function may take for one frame

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
    "여러분의 {name} 함수가 반환한 값으로는 그림을 그릴 수 없습니다({error}). 그래서 이 그림은 강의의 함수로 그렸습니다.",
)
SLOW = Text(
    "Your function {name} took {seconds} seconds for one picture, so the course's own function draws until you change yours.",
    "여러분의 {name} 함수가 그림 하나에 {seconds}초를 썼습니다. 함수를 고칠 때까지 강의의 함수로 그립니다.",
)


class Whose:
    """The functions a scene uses, by argument name: the learner's where they can be used, the course's where not."""

    def __init__(self, uses: Mapping[str, Function]) -> None:
        self._uses = uses
        self._too_slow: dict[str, tuple[Function, float]] = {}
        self._watched: dict[str, _Watched] = {}
        # settings and functions that broke a process, and the note
        self._fallen: tuple[dict[str, Any], dict[str, Function], Note] | None = None

    def work(self, work: Callable[[dict[str, Function]], None], process: dict[str, Any] | None) -> Note | None:
        """Do it with the learner's functions if that works, else with the course's; the note that says which.

        `process` holds the settings of the process that goes on, if one does.
        """
        ours, mine = dict(self._uses), self._usable()
        if not mine:
            work(ours)
            return self._note()
        if process is not None and self._fallen and self._fallen[:2] == (process, mine):
            work(ours)
            return self._fallen[2]
        watched = {name: self._with_watch(name, function) for name, function in mine.items()}
        try:
            with limit(PATIENCE):
                work(ours | watched)
        except TimeUp:
            self._too_slow |= {name: (function, PATIENCE) for name, function in mine.items()}
            work(ours)
            return self._note()
        except Exception as error:
            note = self._blame(error, watched)
            if process is not None:  # it would have to begin anew to fail again
                self._fallen = (process, mine, note)
            work(ours)
            return note
        for name, function in watched.items():
            if function.spent > PATIENCE:
                self._too_slow[name] = (mine[name], function.spent)
        return self._note()

    def beforehand(self, work: Callable[[dict[str, Function]], None], patience: float) -> Note | None:
        """The same for a position that nobody has asked for yet: nothing is remembered, and `TimeUp` tells that it takes longer than `patience`."""
        ours, mine = dict(self._uses), self._usable()
        watched = {name: self._with_watch(name, function) for name, function in mine.items()}
        try:
            with limit(patience):
                work(ours | watched)
        except Exception as error:
            if not mine:
                raise
            work(ours)
            return self._blame(error, watched)
        return self._note()

    @property
    def now(self) -> tuple[Function, ...]:
        """The functions that calculate at present."""
        return tuple((dict(self._uses) | self._usable()).values())

    def _blame(self, error: Exception, watched: "dict[str, _Watched]") -> Note:
        """The note on a learner's function that could not be used."""
        raised = [name for name, function in watched.items() if function.raised]
        named = {"name": code_name(self._uses[(raised or [*watched])[0]].__name__), "error": short_error(error)}
        return badged(RAISED.format(**named), STOPPED) if raised else badged(UNUSABLE.format(**named), UNFIT)

    def _usable(self) -> dict[str, Function]:
        """The learner's functions that are ready and were not too slow."""
        mine = {name: own_functions.function(ours) for name, ours in self._uses.items() if own_functions.is_mine(ours)}
        return {name: function for name, function in mine.items() if self._slow(name, function) is None}

    def _slow(self, name: str, function: Function) -> float | None:
        known, seconds = self._too_slow.get(name, (None, 0.0))
        return seconds if known is function else None

    def _note(self) -> Note | None:
        mine: list[str] = []
        ours: list[str] = []
        for name, reference in self._uses.items():
            seconds = self._slow(name, own_functions.function(reference))
            if seconds is not None:
                return badged(SLOW.format(name=code_name(reference.__name__), seconds=f"{seconds:.1f}"), TOO_SLOW)
            (mine if own_functions.is_mine(reference) else ours).append(code_name(reference.__name__))
        said = [(YOURS, mine), (OURS, ours)]
        parts = [text.format(names=", ".join(names)) for text, names in said if names]
        if not parts:
            return None
        lit = PARTLY.format(mine=len(mine), all=len(self._uses)) if ours else LIT
        return badged(joined(*parts), lit if mine else NOT_YET)

    def _with_watch(self, name: str, function: Function) -> "_Watched":
        """The learner's function with its watch, the same one for as long as it is the same function."""
        if name not in self._watched or self._watched[name].function is not function:
            self._watched[name] = _Watched(function)
        self._watched[name].spent, self._watched[name].raised = 0.0, False
        return self._watched[name]


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
