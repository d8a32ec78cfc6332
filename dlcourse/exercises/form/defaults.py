"""The first line of the learner's function gives an argument another default than the task's does."""

import ast
from inspect import Parameter, signature

from dlcourse.exercises.call import parameter_names
from dlcourse.exercises.form.sentences import told
from dlcourse.exercises.form.source import Source, read
from dlcourse.exercises.told import Answered, Evidence, Told

_PLAIN = int | float | str | None  # a truth value counts as a whole number


def another_default(evidence: Evidence) -> Told | None:
    """The argument whose default is another one, where a failed case leaves it out and no case that gives it fails."""
    source = read(evidence.source, evidence.card.name)
    if source is None:
        return None
    own = _defaults(source)
    for name, parameter in signature(evidence.card.reference).parameters.items():
        asked = parameter.default
        if asked is Parameter.empty or name not in own or not isinstance(asked, _PLAIN):
            continue
        if isinstance(own[name], _PLAIN) and own[name] != asked and _by_default(evidence, name):
            return told("another-default", name=name, own=repr(own[name]), asked=repr(asked))
    return None


def _by_default(evidence: Evidence, name: str) -> bool:
    # a driver may say it or not: only plain calls are looked at
    failed = [one for one in evidence.plain if one.finding is not None and one.case.call is None]
    return bool(failed) and not any(_gives(one, name, evidence) for one in failed)


def _gives(one: Answered, name: str, evidence: Evidence) -> bool:
    """Whether a case says what this argument is."""
    place = parameter_names(evidence.card.reference).index(name)
    return name in one.case.kwargs or place < len(one.case.args)


def _defaults(source: Source) -> dict[str, object]:
    """The defaults that are plainly written as numbers, words or truth values."""
    arguments = source.function.args
    placed = [*arguments.posonlyargs, *arguments.args]
    pairs = [*zip(reversed(placed), reversed(arguments.defaults), strict=False)]
    pairs += [(one, value) for one, value in zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True) if value]
    found: dict[str, object] = {}
    for one, value in pairs:
        try:
            found[one.arg] = ast.literal_eval(value)
        except ValueError:
            continue
    return found
