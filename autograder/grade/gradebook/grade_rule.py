"""What the gradebook says of a graded cell: how many points, whether a person must look, and
whether there was an answer.

Both ways into the gradebook ask here: our own (`grade_writer`) and nbgrader's step (`preprocessors`).
"""

from collections.abc import Mapping
from typing import Any

from autograder.config import ANSWER_STUB

NO_ANSWER = "No response."  # as nbgrader notes it


def judged(record: Mapping[str, Any], name: str) -> float | None:
    """The points that the judge gave for a check; None where nobody judged, which is for a person
    to decide, never a silent 0.
    """
    score = record["scores"].get(name)
    return None if score is None else float(score["points"])


def in_words(record: Mapping[str, Any], name: str, handed_out: str | None) -> float | None:
    """The points of an answer in words: none where nothing was written, and else what a person gives."""
    return 0.0 if is_empty(record, name, handed_out) else None


def waits(record: Mapping[str, Any], points: float | None, *, by_hand: bool, read: bool) -> bool:
    """Whether a person is expected to look; `by_hand` where one already gave points, which are the last word.

    `read`: they were given for this very answer to this very question, so nobody need look again.
    """
    return not read and (record["status"] == "review" or points is None or by_hand)


def is_empty(record: Mapping[str, Any], name: str, handed_out: str | None) -> bool:
    """Whether a question in words was left as it was handed out, and nothing else was written that may be its answer.

    One that was emptied was touched: a person looks at it.
    """
    answer = record["answers"].get(name)
    if record.get("elsewhere", {}).get(name):
        return False
    return answer is not None and answer.strip() in {handed_out, ANSWER_STUB.en, ANSWER_STUB.ko} - {"", None}
