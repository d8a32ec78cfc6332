"""Where a function was written for one length of a list: right for that many entries, stopped or misshapen for any other."""

from dlcourse.exercises.call import parameter_names
from dlcourse.exercises.form.sentences import told
from dlcourse.exercises.told import Evidence, Told

_FORM = ("runs", "type", "shape")  # wrong numbers may have any other reason


def made_for_one_length(evidence: Evidence) -> Told | None:
    """What to say where the length of a list decides alone whether an answer has the form that is asked for."""
    cases = [one for one in evidence.plain if one.case.call is None]
    wrong = [one.finding for one in cases if one.finding is not None]
    if len(cases) < 3 or not wrong or any(found.level not in _FORM for found in wrong):
        return None
    for place, name in enumerate(parameter_names(evidence.card.reference)):
        given = [(one.case.args[place], one.finding is None) for one in cases if place < len(one.case.args)]
        lengths = [(len(value), fine) for value, fine in given if isinstance(value, list)]
        if len(lengths) < len(cases):
            continue
        right = {length for length, fine in lengths if fine}
        others = {length for length, fine in lengths if not fine}
        if len(right) == 1 and not right & others:
            return told("made-for-one-length", name=name, count=right.pop())
    return None
