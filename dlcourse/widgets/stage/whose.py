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
from dlcourse.widgets.stage.page import code_name, marked, short_error
from dlcourse.widgets.stage.scene import Function
from dlcourse.widgets.stage.words import joined

Badge = tuple[str, Text]  # a CSS class, and a few words

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
    "여러분의 {name} 함수가 돌려준 값으로는 그림을 그릴 수 없습니다({error}). 그래서 이 그림은 강의의 함수로 그렸습니다.",
)
SLOW = Text(
    "Your function {name} took {seconds} seconds for one picture, so the course's own function draws until you change yours.",
    "여러분의 {name} 함수가 그림 하나에 {seconds}초를 썼습니다. 함수를 고칠 때까지 강의의 함수로 그립니다.",
)


NOT_YET = Text("the course's function: yours is not solved yet", "강의의 함수: 아직 풀지 않음")
LIT = Text("✓ your function", "✓ 내 함수")
PARTLY = Text("✓ your function ({mine} of {all})", "✓ 내 함수({all}개 중 {mine}개)")
DID_RAISE = Text("the course's function: yours stopped with an error", "강의의 함수: 내 함수가 오류로 멈춤")
DID_NOT_FIT = Text(
    "the course's function: yours returned what cannot be drawn", "강의의 함수: 내 함수의 결과를 그릴 수 없음"
)
DID_TAKE_LONG = Text("the course's function: yours is too slow", "강의의 함수: 내 함수가 너무 느림")


def badge_html(badge: Badge | None, language: str) -> str:
    """A badge as it stands on the page."""
    if badge is None:
        return ""
    css, said = badge
    return f'<span class="{css}">{marked(said.in_(language))}</span>'


class Whose:
    """The functions a scene uses, by argument name: the learner's where they can be used, the course's where not."""

    def __init__(self, uses: Mapping[str, Function]) -> None:
        self._uses = uses
        self._too_slow: dict[str, tuple[Function, float]] = {}
        self._watched: dict[str, _Watched] = {}
        # settings and functions that broke a process, the note, and the badge
        self._fallen: tuple[dict[str, Any], dict[str, Function], Text, Badge | None] | None = None
        self._badge: Badge | None = None

    def work(self, work: Callable[[dict[str, Function]], None], process: dict[str, Any] | None) -> Text | None:
        """Do it with the learner's functions if that works, else with the course's; the note that says which.

        `process` holds the settings of the process that goes on, if one does.
        """
        ours, mine = dict(self._uses), self._usable()
        if not mine:
            work(ours)
            return self._note()
        if process is not None and self._fallen and self._fallen[:2] == (process, mine):
            work(ours)
            self._badge = self._fallen[3]
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
                self._fallen = (process, mine, note, self._badge)
            work(ours)
            return note
        for name, function in watched.items():
            if function.spent > PATIENCE:
                self._too_slow[name] = (mine[name], function.spent)
        return self._note()

    def beforehand(
        self, work: Callable[[dict[str, Function]], None], patience: float
    ) -> tuple[Text | None, Badge | None]:
        """The same for a position that nobody has asked for yet, with its badge: nothing is remembered, and `TimeUp` tells that it takes too long."""
        ours, mine, badge = dict(self._uses), self._usable(), self._badge
        watched = {name: self._with_watch(name, function) for name, function in mine.items()}
        try:
            try:
                with limit(patience):
                    work(ours | watched)
                note = self._note()
            except Exception as error:
                if not mine:
                    raise
                work(ours)
                note = self._blame(error, watched)
            return note, self._badge
        finally:
            self._badge = badge

    @property
    def now(self) -> tuple[Function, ...]:
        """The functions that calculate at present."""
        return tuple((dict(self._uses) | self._usable()).values())

    def _blame(self, error: Exception, watched: "dict[str, _Watched]") -> Text:
        """The note on a learner's function that could not be used."""
        raised = [name for name, function in watched.items() if function.raised]
        self._badge = ("dlcourse-fell", DID_RAISE if raised else DID_NOT_FIT)
        name = code_name(self._uses[(raised or [*watched])[0]].__name__)
        return (RAISED if raised else UNUSABLE).format(name=name, error=short_error(error))

    @property
    def badge_now(self) -> Badge | None:
        """A few words for the head of the stage: whose function drew, or why it was not the learner's."""
        return self._badge

    def _usable(self) -> dict[str, Function]:
        """The learner's functions that are ready and were not too slow."""
        mine = {name: own_functions.function(ours) for name, ours in self._uses.items() if own_functions.is_mine(ours)}
        return {name: function for name, function in mine.items() if self._slow(name, function) is None}

    def _slow(self, name: str, function: Function) -> float | None:
        known, seconds = self._too_slow.get(name, (None, 0.0))
        return seconds if known is function else None

    def _note(self) -> Text | None:
        mine: list[str] = []
        ours: list[str] = []
        for name, reference in self._uses.items():
            seconds = self._slow(name, own_functions.function(reference))
            if seconds is not None:
                self._badge = ("dlcourse-fell", DID_TAKE_LONG)
                return SLOW.format(name=code_name(reference.__name__), seconds=f"{seconds:.1f}")
            (mine if own_functions.is_mine(reference) else ours).append(code_name(reference.__name__))
        said = [(YOURS, mine), (OURS, ours)]
        parts = [text.format(names=", ".join(names)) for text, names in said if names]
        if not parts:
            return None
        lit = PARTLY.format(mine=len(mine), all=len(self._uses)) if ours else LIT
        self._badge = ("dlcourse-yours", lit) if mine else ("dlcourse-ours", NOT_YET)
        return joined(*parts)

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
