"""Exercises: `check` what you wrote, ask for a `hint`, and, in a graded cell, `grade`.

    check("step")       judges the function called `step` in your notebook and says what it saw
    hint("step")        asks the next of three questions that lead to the answer
    solved("step")      whether its check has passed; if not, says what to solve first
    solution("step")    opens the course's own answer, after the third hint
    grade("step")       the same judgement as a number of points, for nbgrader

`CARDS` holds every exercise by its id. All of them speak the language chosen with `dlcourse.language.use`. In a learner's notebook
they also keep a record of progress (`dlcourse.record.progress`), on the learner's own machine.
"""

import inspect
import os
import secrets
import sys
from collections.abc import MutableMapping
from contextlib import suppress
from functools import cache
from typing import TYPE_CHECKING, Any

from dlcourse import own_functions
from dlcourse.exercises import prerequisites, registry, report, solutions
from dlcourse.exercises.call import asking, standing_in, text_of
from dlcourse.exercises.card import Case, Exercise, Misconception
from dlcourse.exercises.cells import Cells
from dlcourse.exercises.double_jeopardy import StandIns, kinder
from dlcourse.exercises.hints import Hints
from dlcourse.exercises.judge import Verdict, exam, judge
from dlcourse.exercises.outcome import Ask, Outcome
from dlcourse.exercises.registry import CardError
from dlcourse.exercises.report import Note, Report
from dlcourse.language import Text
from dlcourse.record import hosting, progress

__all__ = [
    "CARDS",
    "CardError",
    "Case",
    "Exercise",
    "Misconception",
    "check",
    "grade",
    "hint",
    "solution",
    "solved",
    "verdict_on",
]

if TYPE_CHECKING:
    CARDS: dict[str, Exercise]

_ABSENT = object()
_hints = Hints()
_cells = Cells()
_cells.watch()


@cache
def _cards() -> dict[str, Exercise]:
    """Every card. Half of what this package is, so it is loaded with the first question about one."""
    return registry.load(sys.modules[__name__])


def __getattr__(name: str) -> Any:
    if name == "CARDS":
        return _cards()
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def check(exercise: str, function: Any = _ABSENT) -> Report | Note | float | None:
    """Judge your function and say what is right, what is not yet, and why.

    Without `function` it takes the one your notebook calls by the exercise's name. While nbgrader grades it does nothing, because `grade`
    follows; while nbgrader validates it shows the report and returns the points, so that Validate gives the same answer.
    """
    mode = os.environ.get("NBGRADER_EXECUTION", "")
    if mode == "autograde":
        return None
    card = _cards().get(exercise)
    if card is None:
        return report.unknown(exercise, registry.suggestion(exercise, _cards()))
    trouble = _cells.trouble(card, sys._getframe(1).f_globals) if function is _ABSENT and not mode else None
    if trouble is not None:
        return Note(trouble)
    verdict = _judged(card, function, sys._getframe(1).f_globals)
    notes = _recorded(verdict)
    if verdict.status == "passed" and function is _ABSENT:
        own_functions.remember(card.reference, sys._getframe(1).f_globals[card.name])
    elif verdict.status == "failed":
        own_functions.forget(card.reference)
    if mode == "validate" and card.points:
        return _as_points(verdict)
    return Report(verdict, notes)


def grade(exercise: str, function: Any = _ABSENT) -> float:
    """Judge, show the report and return the points: a builtin float between 0 and the exercise's points, as nbgrader wants it."""
    if exercise not in _cards():
        raise CardError(f"grade: there is no exercise {exercise!r}; name one of: {', '.join(sorted(_cards()))}.")
    return _as_points(_judged(_cards()[exercise], function, sys._getframe(1).f_globals))


def hint(exercise: str) -> Note:
    """The next hint: first the idea, then the formula with its shapes, then almost the code. While nbgrader grades there is none."""
    if os.environ.get("NBGRADER_EXECUTION") == "autograde":
        return Note(solutions.CLOSED)
    card = _cards().get(exercise)
    if card is None:
        return report.unknown(exercise, registry.suggestion(exercise, _cards()))
    shown = _hints.next(card)
    if hosting.recording():
        progress.hinted(card.id, _hints.seen(card))
    return shown


def solution(exercise: str) -> Note:
    """The course's own answer, with one line on what to look at in it. It opens after the third hint, and costs nothing."""
    if solutions.closed():
        return Note(solutions.CLOSED)
    card = _cards().get(exercise)
    if card is None:
        return report.unknown(exercise, registry.suggestion(exercise, _cards()))
    entry = progress.read()[0].of(card.id) if hosting.recording() else progress.Entry()
    if max(entry.hints, _hints.seen(card)) < len(card.hints):
        return Note(solutions.NOT_YET.format(id=card.id))
    if hosting.recording():
        progress.opened(card.id)
    return solutions.opened(card, entry)


def solved(*exercises: str) -> bool:
    """Whether these exercises have passed their checks in this notebook; if not, one line says which to solve first."""
    if prerequisites.grading():
        return False
    for exercise in exercises:
        if exercise not in _cards():
            raise CardError(f"solved: there is no exercise {exercise!r}; name one of: {', '.join(sorted(_cards()))}.")
    first = prerequisites.missing(tuple(_cards()[exercise] for exercise in exercises))
    if first is not None:
        print(first)
    return first is None


def verdict_on(exercise: str, function: Any, *, seed: int | None = None) -> Verdict:
    """The verdict on a function, without a notebook around it."""
    return judge(_cards()[exercise], asking(_cards()[exercise], function), seed=_seed(seed), source=text_of(function))


def _judged(card: Exercise, function: Any, namespace: MutableMapping[str, Any]) -> Verdict:
    """The verdict on what a notebook calls by the exercise's name."""
    submitted = namespace.get(card.name, _ABSENT) if function is _ABSENT else function
    absent = _nothing_to_ask(card, submitted)
    seed = _seed(None)
    if absent is not None:
        return judge(card, absent, seed=seed)

    source = text_of(submitted)
    prepared = None
    with suppress(Exception):  # `judge` makes it again and says what went wrong
        prepared = exam(card, seed=seed)

    def once(stand_ins: StandIns, above: float) -> Verdict:
        def judged() -> Verdict:
            return judge(card, asking(card, submitted), seed=seed, prepared=prepared, source=source, above=above)

        if not stand_ins:
            return judged()
        theirs = getattr(inspect.unwrap(submitted) if callable(submitted) else None, "__globals__", namespace)
        with standing_in(theirs, stand_ins):
            return judged()

    return kinder(card, _cards(), once)


def _recorded(verdict: Verdict) -> tuple[Text, ...]:
    """Tell the record of progress, if a learner is at work; what the learner should know besides the verdict."""
    if not hosting.recording():
        return ()
    mistake = verdict.misconception.name if verdict.misconception else None
    trouble = progress.checked(verdict.card.id, status=verdict.status, points=verdict.points, mistake=mistake)
    return tuple(filter(None, (trouble, hosting.reminder())))


def _nothing_to_ask(card: Exercise, submitted: Any) -> Ask | None:
    """Where there is no function of the learner's own: the same outcome for every case."""
    if submitted is _ABSENT:
        return lambda case: Outcome("undefined")
    if str(getattr(submitted, "__module__", "")).startswith("dlcourse."):
        return lambda case: Outcome("borrowed")
    return None


def _as_points(verdict: Verdict) -> float:
    """Show the report, then the number: nbgrader reads a score from the last thing a cell prints."""
    shown = Report(verdict)
    if hosting.shell() is not None:
        sys.modules["IPython"].display.display(shown)
    else:
        print(shown)
    return min(max(float(verdict.points), 0.0), verdict.card.points)


def _seed(seed: int | None) -> int:
    return secrets.randbits(32) if seed is None else seed
