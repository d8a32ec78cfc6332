"""What a submission is asked, and how long it may take: worked out once for a whole class, before anybody answers."""

import functools
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import GeneratorType
from typing import Any

from autograder.grade.judging.answers import answers
from autograder.grade.judging.bounds import most_of, size
from autograder.grade.judging.messages import packed_cases
from autograder.grade.wall.same_code import Fingerprint
from dlcourse.exercises import Exercise
from dlcourse.exercises.call import asking, parameter_names
from dlcourse.exercises.judge import Exam, exam
from dlcourse.exercises.outcome import plain

GRACE = 1.0  # seconds between the polite end of a call and the other one


@dataclass(frozen=True)
class Times:
    """Seconds of patience: for one cell, for all cells and calls of a submission together, for a process to answer."""

    cell: float = 30.0
    total: float = 180.0
    turn: float = 3.0


@dataclass(frozen=True)
class Task:
    """An exercise and what a seed asks of it; None where the judge will have to say what is wrong with it."""

    card: Exercise
    exam: Exam | None
    names: tuple[str, ...]  # of the function's parameters
    frames: bytes = b""  # the inputs of the first cases, packed
    packed: frozenset[int] = frozenset()  # the numbers (`id`) of these cases
    answers: tuple[Fingerprint, ...] = ()  # the course's own
    sizes: Mapping[int, int] = field(default_factory=dict)  # by case (`id`): bytes that one answer may have

    @classmethod
    def of(cls, card: Exercise, seed: int) -> "Task":
        """What a seed asks of an exercise."""
        names = parameter_names(card.reference)
        try:
            made = exam(card, seed=seed)
            return cls(card, made, names, *packed_cases(card, made.cases), answers(card), _sizes(card, made))
        except Exception:  # our own fault; the judge makes it again and says so
            return cls(card, None, names, answers=answers(card))

    @property
    def whole(self) -> bool:
        """Whether all that is asked is packed."""
        return self.exam is not None and len(self.packed) == len(self.exam.cases)


def _sizes(card: Exercise, made: Exam) -> dict[int, int]:
    """How large one answer of the function may be in each case: by the right value, or by what a driver gets of the reference."""
    found = {}
    for case, want in zip(made.cases, made.expected, strict=True):
        largest = size(want.value)
        if case.call is not None:
            heard: list[int] = [0]

            def listening(*args: Any, _heard: list[int] = heard, **kwargs: Any) -> Any:
                value = card.reference(*args, **kwargs)
                value = list(value) if isinstance(value, GeneratorType) else value  # as the other side gives it
                _heard.append(size(plain(value)))
                return value

            asking(card, functools.update_wrapper(listening, card.reference))(case)
            largest = max(heard)
        found[id(case)] = most_of(largest, driven=case.call is not None)
    return found
