"""Relations: how an answer's numbers stand to the right ones, the same for all cards."""

from dlcourse.exercises.told import Evidence, Told


def relation(evidence: Evidence) -> Told | None:
    """The most particular relation that holds on every plain case; None where there is none."""
    return None
