"""Asking the reference again: with changed inputs, or with its parts in another order, so many times and no more.

Only the reference is asked, never the learner's function, and always through the case's own way of calling it. How often is limited by
the number of calls, not by the clock, so that the same answer is always told the same.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from inspect import Parameter, signature
from typing import Any

import numpy as np

from dlcourse.exercises.card import Case
from dlcourse.exercises.outcome import Outcome
from dlcourse.exercises.relations.view import Pair, Subject, arrays, close, telling

CALLS = 100  # questions to the reference for one answer
LOOPS = ("steps", "epochs", "depth")  # what multiplies the cost of one call

Arguments = dict[str, Any]
Change = Callable[[Arguments], Arguments | None]  # None: cannot be changed in this way here


class UnchangeableError(Exception):
    """An input cannot be changed in this way."""


def by_name(function: Callable[..., Any], args: tuple[Any, ...], kwargs: Mapping[str, Any]) -> Arguments:
    """The inputs of a call by the names of the parameters, defaults included."""
    bound = signature(function).bind(*args, **kwargs)
    bound.apply_defaults()
    return dict(bound.arguments)


def through(case: Case, wrap: Callable[[Callable[..., Any]], Callable[..., Any]]) -> Case:
    """The same case, asked of the function that `wrap` makes of the reference."""
    drive = case.call

    def call(function: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        wrapped = wrap(function)
        return wrapped(*args, **kwargs) if drive is None else drive(wrapped, *args, **kwargs)

    return replace(case, call=call)


def weight(case: Case) -> int:
    """How many numbers a case's inputs hold."""
    return sum(a.size for value in (*case.args, *case.kwargs.values()) for a in arrays(value) or ())


def rounds(given: Arguments) -> int:
    """How often a call goes round: what its inputs say about it."""
    return sum(abs(given[name]) for name in LOOPS if isinstance(given.get(name), int))


class Asking:
    """Asks the reference about the cases of one answer."""

    def __init__(self, subject: Subject) -> None:
        self.subject = subject
        self.left = float(CALLS)
        self.reference = subject.evidence.card.reference
        self.parameters = signature(self.reference).parameters
        # the smallest failed case first: most changes are ruled out by it
        failed = sorted(
            subject.ordered,
            key=lambda pair: (
                pair.one.finding is None,
                pair.case.call is not None,
                weight(pair.case) + rounds(self._given(pair.case) or {}),
            ),
        )
        self.rows = [(pair, self._given(pair.case)) for pair in failed]

    def _given(self, case: Case) -> Arguments | None:
        return by_name(self.reference, case.args, case.kwargs) if case.call is None else None

    @property
    def example(self) -> Arguments:
        """The inputs of the first case that makes one plain call."""
        first = next((p.case for p in self.subject.pairs if p.case.call is None), None)
        return (self._given(first) if first is not None else None) or {}

    def _call(self, given: Arguments) -> tuple[tuple[Any, ...], dict[str, Any]]:
        words = [p.name for p in self.parameters.values() if p.kind is Parameter.KEYWORD_ONLY]
        return tuple(v for name, v in given.items() if name not in words), {n: given[n] for n in words}

    def _asked(self, case: Case, given: Arguments | None, change: Change) -> Outcome | None:
        if given is not None:
            new = change(given)
            if new is None:
                return None
            self._spend(given)
            args, kwargs = self._call(new)
            return self.subject.evidence.reference(replace(case, args=args, kwargs=kwargs))

        def wrap(function: Callable[..., Any]) -> Callable[..., Any]:
            def changed(*args: Any, **kwargs: Any) -> Any:
                new = change(by_name(self.reference, args, kwargs))
                if new is None:
                    raise UnchangeableError
                args, kwargs = self._call(new)
                return function(*args, **kwargs)

            return changed

        self._spend({})
        return self.subject.evidence.reference(through(case, wrap))

    def _spend(self, given: Arguments) -> None:
        self.left -= 1 + rounds(given) / 2

    def explains(self, change: Change) -> bool:
        """Whether the reference with changed inputs gives what came back, in every plain case."""
        return self._explains(lambda case, given: self._asked(case, given, change))

    def returning(self, change: Callable[[Any], Any]) -> bool:
        """Whether the reference with a changed result, driven as the learner's function was, gives what came back."""

        def asked(case: Case, given: Arguments | None) -> Outcome:
            self._spend({})
            wrap = lambda function: lambda *args, **kwargs: change(function(*args, **kwargs))  # noqa: E731
            return self.subject.evidence.reference(through(case, wrap))

        return self._explains(asked)

    def _place(self, value: Any) -> Any:
        """Of a result, the part that is spoken of."""
        for step in self.subject.path:
            value = value[step]
        return value

    def _explains(self, ask: Callable[[Case, Arguments | None], Outcome | None]) -> bool:
        pooled: list[tuple[np.ndarray, np.ndarray, Pair]] = []
        for pair, given in self.rows:
            if self.left <= 0:
                return False
            outcome = ask(pair.case, given)
            expected = (
                arrays(self._place(outcome.value)) if outcome is not None and outcome.status == "returned" else None
            )
            gots, wants = pair.gots, pair.wants
            if expected is None or gots is None or wants is None or len(expected) != len(gots):
                return False
            if not all(close(e, g, pair.case) for e, g in zip(expected, gots, strict=True)):
                return False
            if len(wants) == len(gots):
                pooled += [(w, g, pair) for w, g in zip(wants, gots, strict=True)]
        return telling(pooled)
