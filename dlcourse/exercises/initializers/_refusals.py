"""How a function refuses a shape: what the card of `identity_init` asks of shapes for which there is no answer."""

import builtins
from typing import Any

import numpy as np

from dlcourse.exercises.call import raised_by
from dlcourse.exercises.outcome import Outcome


def refusal(function: Any, shape: Any) -> Any:
    """How the function refuses a shape: the name of its exception and whether it says anything, or what it returned instead."""
    try:
        value = function(shape)
    except NotImplementedError:
        raise
    except Exception as error:
        told = getattr(error, "outcome", None)  # from behind the grader's wall comes an account of the exception
        if told is None:
            told = Outcome("raised", error=raised_by(error, function))
        if told.status != "raised" or told.error is None:
            raise
        name, message = told.error.type_name, told.error.message
        refused = issubclass(getattr(builtins, told.error.counts_as, type(error)), ValueError)
        silent = not any(letter.isalnum() for letter in message)
        return f"raised {'ValueError' if refused else name}{' without a sentence' if silent else ''}"
    if isinstance(value, BaseException) or getattr(value, "_type_name", "").endswith("Error"):
        return "returned an exception"
    return (
        f"returned {'an array' if isinstance(value, np.ndarray) else type(value).__name__}{getattr(value, 'shape', '')}"
    )
