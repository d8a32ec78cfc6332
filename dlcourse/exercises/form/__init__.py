"""Form: what a function does with its inputs and its result, whatever the numbers are."""

from dlcourse.exercises.told import Evidence, Told


def missing(evidence: Evidence) -> Told | None:
    """What keeps every name and number from being looked at: nothing came back, or not the parts that were asked for."""
    return None


def doubtful(evidence: Evidence) -> Told | None:
    """What can be seen in the function's text or its result where neither a name nor a relation was found."""
    return None
