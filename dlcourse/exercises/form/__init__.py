"""Form: what a function does with its inputs and its result, whatever the numbers are.

One file for each place to look: `nothing` (no result), `stopped` (an exception), `shapes` (kind and shape), `lengths` (made for one
length of a list), `defaults` (its first line), `lines` (the text itself).
"""

from dlcourse.exercises.form.defaults import another_default
from dlcourse.exercises.form.lengths import made_for_one_length
from dlcourse.exercises.form.lines import returns_in_a_loop, seen, set_anew
from dlcourse.exercises.form.nothing import nothing, part_missing
from dlcourse.exercises.form.shapes import misshapen
from dlcourse.exercises.form.stopped import stopped
from dlcourse.exercises.told import Evidence, Told


def before_all(evidence: Evidence) -> Told | None:
    """What explains every failed case whatever the numbers are, and is plain to see: it comes before any name."""
    return another_default(evidence)


def missing(evidence: Evidence) -> Told | None:
    """What keeps every number from meaning anything: nothing came back, or the first round of a loop is the last."""
    return nothing(evidence) or returns_in_a_loop(evidence)


def doubtful(evidence: Evidence) -> Told | None:
    """What can be seen in the function's text or its result where neither a name nor a relation was found."""
    return (
        part_missing(evidence)
        or set_anew(evidence)
        or made_for_one_length(evidence)
        or stopped(evidence)
        or seen(evidence)
        or misshapen(evidence)
    )
