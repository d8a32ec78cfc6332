"""Rules: each looks at one argument and answers with a sentence, or with None if all is well."""

import difflib
from collections.abc import Callable
from math import isfinite
from typing import Any

import numpy as np

from dlcourse._require.other_names import ours
from dlcourse._require.words import Complaint, Rule, array_advice, class_advice, describe, plural

# --- rules for numbers


def _number(expected: str, holds: Callable[[Any], bool]) -> Rule:
    """A rule for one number; `expected` may speak of the argument as {name}."""

    def rule(name: str, value: Any) -> Complaint | None:
        sentence = f"{name} is {describe(value)}, expected {expected.format(name=name)}."
        if isinstance(value, bool) or not isinstance(value, int | float | np.integer | np.floating):
            return TypeError(sentence)
        return None if isfinite(value) and holds(value) else ValueError(sentence)

    # the sentence is only needed when something is wrong; the quick way out comes first
    def quick(name: str, value: Any) -> Complaint | None:
        if type(value) is float and isfinite(value) and holds(value):
            return None
        return rule(name, value)

    return quick


number = _number("a finite number", lambda value: True)
positive = _number("a number greater than 0", lambda value: value > 0)
not_negative = _number("a number not below 0", lambda value: value >= 0)
fraction_below_one = _number("0 <= {name} < 1", lambda value: 0 <= value < 1)


def whole(at_least: int | None = 0) -> Rule:
    """An integer, by default not below 0."""
    expected = "an integer" if at_least is None else f"an integer of at least {at_least}"

    def rule(name: str, value: Any) -> Complaint | None:
        sentence = f"{name} is {describe(value)}, expected {expected}."
        if isinstance(value, bool) or not isinstance(value, int | np.integer):
            return TypeError(sentence)
        return None if at_least is None or value >= at_least else ValueError(sentence)

    return rule


# --- rules for arrays


def unmasked(name: str, value: Any) -> Complaint | None:
    """No gaps: formulas here know nothing of a mask, and would count the numbers under it."""
    if isinstance(value, np.ma.MaskedArray):
        return TypeError(f"{name} is a masked array, expected every number to count; use np.ma.filled(...).")
    return None


def numbers(name: str, value: Any) -> Complaint | None:
    """An array of real numbers, or one number."""
    complaint = unmasked(name, value)
    if complaint is not None:
        return complaint
    if isinstance(value, np.ndarray | np.number):
        if value.dtype.kind in "fiu":
            return None
        return TypeError(f"{name} holds values of type {value.dtype}, expected real numbers.")
    if isinstance(value, int | float) and not isinstance(value, bool):
        return None
    return TypeError(f"{name} is {describe(value)}, expected an array of numbers{array_advice(value)}")


def signed(name: str, value: Any) -> Complaint | None:
    """`numbers` that can be below 0. With unsigned ones, 1 - 2 is a large number and every formula goes wrong silently."""
    complaint = numbers(name, value)
    if complaint is None and isinstance(value, np.ndarray | np.number) and value.dtype.kind == "u":
        return TypeError(f"{name} holds values of type {value.dtype}, expected signed numbers; use astype(float).")
    return complaint


def array(ndim: int | None = None) -> Rule:
    """A NumPy array of real numbers that holds at least one, with `ndim` dimensions if given."""

    def rule(name: str, value: Any) -> Complaint | None:
        complaint = unmasked(name, value)
        if complaint is not None:
            return complaint
        if not isinstance(value, np.ndarray):
            return TypeError(f"{name} is {describe(value)}, expected an array of numbers{array_advice(value)}")
        if value.dtype.kind not in "fiu":
            return TypeError(f"{name} holds values of type {value.dtype}, expected real numbers.")
        if ndim is not None and value.ndim != ndim:
            return ValueError(f"{name} has shape {value.shape}, expected {ndim} {plural('dimension', ndim)}.")
        if value.size == 0:
            return ValueError(f"{name} has shape {value.shape}, expected at least one number in it.")
        return None

    return rule


def no_negatives(name: str, value: Any) -> Complaint | None:
    """An array of real numbers none of which is below 0, or one such number."""
    complaint = numbers(name, value)
    if complaint is None and np.size(value) and np.min(value) < 0:
        return ValueError(f"{name} holds {describe(np.min(value))}, expected no number below 0.")
    return complaint


def whole_numbers(name: str, value: Any) -> Complaint | None:
    """An array of integers that holds at least one."""
    complaint = array()(name, value)
    if complaint is None and value.dtype.kind == "f":
        return TypeError(f"{name} holds values of type {value.dtype}, expected integers.")
    return complaint


def zero_to_one(name: str, value: Any) -> Complaint | None:
    """Real numbers from 0 to 1, such as probabilities: one or many."""
    complaint = numbers(name, value)
    if complaint is not None:
        return complaint
    flat = np.ravel(value)
    outside = ~((flat >= 0) & (flat <= 1))  # nan is neither
    if not outside.any():
        return None
    return ValueError(f"{name} holds {describe(flat[np.argmax(outside)])}, expected numbers from 0 to 1.")


def zeros_and_ones(name: str, value: Any) -> Complaint | None:
    """Truth values as numbers: 0 or 1, one or many."""
    complaint = numbers(name, value)
    if complaint is not None or np.all((value == 0) | (value == 1)):
        return complaint
    first = np.ravel(value)[np.argmax(np.ravel((value != 0) & (value != 1)))]
    return ValueError(f"{name} holds {describe(first)}, expected only 0 and 1.")


def not_all_zero(name: str, value: Any) -> Complaint | None:
    """An array of real numbers of which at least one is not 0."""
    complaint = array()(name, value)
    if complaint is None and not np.any(value):
        return ValueError(f"{name} is {describe(value)}, expected at least one number other than 0.")
    return complaint


def sizes_of(at_least: int) -> Rule:
    """A list of layer sizes: positive integers, so many at least."""
    expected = f"a list of at least {at_least} positive integers"

    def rule(name: str, value: Any) -> Complaint | None:
        if not isinstance(value, list | tuple):
            return TypeError(f"{name} is {describe(value)}, expected {expected}.")
        right = all(isinstance(n, int | np.integer) and not isinstance(n, bool) and n > 0 for n in value)
        return (
            None if right and len(value) >= at_least else ValueError(f"{name} is {list(value)}, expected {expected}.")
        )

    return rule


def shares(count: int) -> Rule:
    """A tuple of so many shares that add up to 1."""
    expected = f"{count} numbers not below 0 that add up to 1"

    def rule(name: str, value: Any) -> Complaint | None:
        sentence = f"{name} is {describe(value)}, expected {expected}."
        if not isinstance(value, tuple | list) or not all(isinstance(n, int | float | np.number) for n in value):
            return TypeError(sentence)
        right = len(value) == count and min(value) >= 0 and abs(sum(value) - 1) < 1e-9
        return None if right else ValueError(sentence)

    return rule


def shape_of(ndim: int | None = None, *, empty: bool = False) -> Rule:
    """A tuple of positive integers, such as (3, 4); `empty` lets () pass as well, the shape of a single number."""
    expected = "a tuple of positive integers" if ndim is None else f"a tuple of {ndim} positive integers"

    def rule(name: str, value: Any) -> Complaint | None:
        sentence = f"{name} is {describe(value)}, expected {expected}."
        if not isinstance(value, tuple):
            return TypeError(sentence)
        right = all(isinstance(n, int | np.integer) and not isinstance(n, bool) and n > 0 for n in value)
        return None if right and (value or empty) and ndim in (None, len(value)) else ValueError(sentence)

    return rule


# --- rules for everything else


def one_of(*names: str) -> Rule:
    """One of a few names; a near miss is answered with the name that was probably meant."""

    def rule(name: str, value: Any) -> Complaint | None:
        if isinstance(value, str) and value in names:
            return None
        known = [each for each in ours(value) if each in names] if isinstance(value, str) else []
        near = difflib.get_close_matches(value.lower(), names, n=1) if isinstance(value, str) else []
        guesses = known or near  # what somebody else calls by this name is no slip of the fingers
        advice = f"; did you mean {guesses[0]!r}?" if guesses else class_advice(value)
        wrong = ValueError if isinstance(value, str) else TypeError
        return wrong(f"{name} is {describe(value)}, expected one of: {', '.join(sorted(names))}{advice}")

    return rule


def function(name: str, value: Any) -> Complaint | None:
    """Something that can be called."""
    return None if callable(value) else TypeError(f"{name} is {describe(value)}, expected a function.")


def truth(name: str, value: Any) -> Complaint | None:
    """True or False."""
    if isinstance(value, bool | np.bool):
        return None
    return TypeError(f"{name} is {describe(value)}, expected True or False.")


def generator(name: str, value: Any) -> Complaint | None:
    """A source of random numbers that the caller chose."""
    if isinstance(value, np.random.Generator):
        return None
    return TypeError(f"{name} is {describe(value)}, expected a generator such as np.random.default_rng(0).")
