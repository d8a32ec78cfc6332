"""A stranger's exception in words."""

from typing import Any

from dlcourse.exercises.call import raised_by
from dlcourse.exercises.outcome import Raised

_LONGEST = 1_000  # characters of a line


def as_raised(error: BaseException, function: Any) -> Raised:
    """An exception in words, even where asking it for its words goes wrong."""
    try:
        told = raised_by(error, function if callable(function) else as_raised)
        return Raised(str(told.type_name), str(told.message), told.line, str(told.source)[:_LONGEST])
    except BaseException:
        return Raised(type(error).__name__, "")
