"""What the grader says to a submission's process about one exercise, and what it accepts as an answer."""

from collections.abc import Mapping, Sequence
from typing import Any

from autograder.grade.wall.packing import WireError, pack, strange
from dlcourse.exercises import Case, Exercise
from dlcourse.exercises.outcome import STATUSES, Raised

LONGEST = 200  # characters of a message that a report repeats
DONE = pack({"do": "done"})
_AT_ONCE = 32 << 10  # bytes of inputs that are sent before the first answer; a socket's buffer holds more


def call(target: int, args: Sequence[Any], kwargs: Mapping[str, Any]) -> dict[str, Any]:
    """Call the function, or an object that it returned."""
    return {"do": "call", "target": target, "args": list(args), "kwargs": dict(kwargs)}


def packed_cases(card: Exercise, cases: Sequence[Case]) -> tuple[bytes, frozenset[int]]:
    """The inputs of the first cases in one piece, and which cases these are.

    Only what surely fits into the socket, and nothing that could ask back: its answer would stand behind the next case.
    """
    frames, packed = b"", set()
    for case in cases:
        if case.call is not None:
            break
        try:
            frame = pack(call(0, case.args, dict(case.kwargs)), _no_function)
        except WireError:  # a function, or too large; it will be told when its turn comes
            break
        if len(frames) + len(frame) > _AT_ONCE:
            break
        frames += frame
        packed.add(id(case))
    return frames, frozenset(packed)


def _no_function(value: Any) -> Any:
    if callable(value):
        raise WireError("a function stays on this side")
    return strange(value)


def check_answer(answer: Mapping[str, Any]) -> None:
    """Refuse an answer to a call that is not made as ours are."""
    status, error, after = (answer.get(name) for name in ("status", "error", "after"))
    good = (
        type(status) is str
        and status in STATUSES
        and (type(error) is Raised if status == "raised" else error is None)
        and are_strings(answer.get("warnings"))
        and type(answer.get("printed")) is str
        and type(after) is list
        and all(type(pair) is list and len(pair) == 2 and type(pair[0]) in (int, str) for pair in after)
    )
    if not good:
        raise WireError("an answer has the wrong parts")


def are_strings(value: Any) -> bool:
    """Whether a value is a list of strings."""
    return type(value) is list and all(type(part) is str for part in value)


def shortened(text: str) -> str:
    """A message as a report repeats it."""
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"
