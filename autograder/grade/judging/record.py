"""What is decided about a submission, as plain data: it goes into the journal, the gradebook and the graded notebook."""

from typing import Any

from autograder.grade.handed_in.notes import both_languages
from dlcourse.language import Text

Record = dict[str, Any]


def for_review(reason: Text, seed: int | None, isolation: str) -> Record:
    """The record of a submission that could not be judged, for a person to look at."""
    return {
        "status": "review",
        "reason": both_languages(reason),
        "seed": seed,
        "isolation": isolation,
        "versions": {},
        "scores": {},
        "answers": {},
        "notes": [],
        "seen": [],
    }
