"""What a learner is told besides the bare difference, and what it is found out from.

There are three ways to be told: by name (one of the card's misconceptions), by relation (how the answer stands to the right one, the
same for all cards) and by form (what the function does with its result, whatever the numbers are).
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from dlcourse.exercises.card import Case, Exercise
from dlcourse.exercises.finding import CaseResult, Finding
from dlcourse.exercises.outcome import Outcome
from dlcourse.language import Text

Way = Literal["name", "relation", "form"]


@dataclass(frozen=True)
class Told:
    """What was recognised: `name` is kebab-case and permanent, `sentence` says what is so, `hint` asks what to do about it."""

    way: Way
    name: str
    sentence: Text
    hint: Text


@dataclass(frozen=True)
class Answered:
    """One case with the right outcome and the learner's. `finding` is None where they agree."""

    case: Case
    want: Outcome
    got: Outcome
    finding: Finding | None


@dataclass(frozen=True)
class Evidence:
    """All that is known of a failed answer.

    `source` is the text of the learner's function where somebody has it, "" elsewhere. `reference` asks the course's own function,
    for instance with other inputs than those of a case.
    """

    card: Exercise
    answers: tuple[Answered, ...]
    reference: Callable[[Case], Outcome]
    source: str = ""

    @property
    def plain(self) -> tuple[Answered, ...]:
        """The cases that are no edge cases, in the card's order: what a mistake is recognised by."""
        return tuple(one for one in self.answers if not one.case.edge)

    @property
    def first(self) -> Answered | None:
        """The failed case that a report begins with: a plain one before an edge case, each in the card's order."""
        ordered = sorted(self.answers, key=lambda one: one.case.edge)
        return next((one for one in ordered if one.finding is not None), None)

    def results(self) -> tuple[CaseResult, ...]:
        """How every case went, as a report shows it."""
        return tuple(
            CaseResult(
                one.case,
                one.finding,
                one.got.value,
                one.got.printed,
                None if one.case.hidden else one.want.value,
            )
            for one in self.answers
        )
