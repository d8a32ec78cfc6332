"""What a submission is asked, and how long it may take: worked out once for a whole class, before anybody answers."""

from dataclasses import dataclass

from autograder.grade.judging.answers import answers
from autograder.grade.judging.messages import packed_cases
from autograder.grade.wall.same_code import Fingerprint
from dlcourse.exercises import Exercise
from dlcourse.exercises.call import parameter_names
from dlcourse.exercises.judge import Exam, exam


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

    @classmethod
    def of(cls, card: Exercise, seed: int) -> "Task":
        """What a seed asks of an exercise."""
        names = parameter_names(card.reference)
        try:
            made = exam(card, seed=seed)
            return cls(card, made, names, *packed_cases(card, made.cases), answers(card))
        except Exception:  # our own fault; the judge makes it again and says so
            return cls(card, None, names, answers=answers(card))

    @property
    def whole(self) -> bool:
        """Whether all that is asked is packed."""
        return self.exam is not None and len(self.packed) == len(self.exam.cases)
