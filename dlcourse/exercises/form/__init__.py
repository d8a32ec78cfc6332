"""Form: what a function does with its inputs and its result, whatever the numbers are.

One file for each place to look: `nothing` (no result), `stopped` (an exception), `shapes` (kind and shape), `lines` (the text itself).
"""

from dlcourse.exercises.form.lines import seen
from dlcourse.exercises.form.nothing import nothing, part_missing
from dlcourse.exercises.form.shapes import misshapen
from dlcourse.exercises.form.stopped import stopped
from dlcourse.exercises.told import Evidence, Told


def missing(evidence: Evidence) -> Told | None:
    """What keeps every name and number from being looked at: nothing came back."""
    return nothing(evidence)


def doubtful(evidence: Evidence) -> Told | None:
    """What can be seen in the function's text or its result where neither a name nor a relation was found."""
    return part_missing(evidence) or stopped(evidence) or seen(evidence) or misshapen(evidence)
