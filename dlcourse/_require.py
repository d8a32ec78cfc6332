"""What a function asks of its arguments, kept out of its body so that the body shows the idea alone.

`@require(p=fraction_below_one, rng=generator)` stands above a function; a call that breaks a rule ends in one sentence
that names the argument, what came and what was expected, before anything is computed. A rule looks at one argument, a
relation at several:

    @require(shapes(X="N D", W="D M", b="M"))
    def affine(X, W, b): ...
"""

import difflib
from collections.abc import Callable, Iterable, Mapping
from functools import wraps
from inspect import signature
from math import isfinite
from typing import Any, ParamSpec, TypeVar

import numpy as np

P = ParamSpec("P")
R = TypeVar("R")
Complaint = ValueError | TypeError
Rule = Callable[[str, Any], Complaint | None]  # (the argument's name, its value) -> what is wrong, if anything
Relation = Callable[[Mapping[str, Any]], Complaint | None]  # all given arguments -> what is wrong, if anything


def require(*relations: Relation, **rules: Rule) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Check arguments before the function runs; arguments left at their default are trusted."""

    def decorate(function: Callable[P, R]) -> Callable[P, R]:
        # a constructor speaks in the name of its class
        where = function.__qualname__.removesuffix(".__init__").rpartition(".")[2]
        names = tuple(signature(function).parameters)
        unknown = set(rules) - set(names)
        if unknown:
            raise TypeError(f"require: {function.__name__} has no argument {', '.join(sorted(unknown))}.")

        @wraps(function)
        def checked(*args: P.args, **kwargs: P.kwargs) -> R:
            given: dict[str, Any] = dict(zip(names, args, strict=False))
            given.update(kwargs)
            for name, rule in rules.items():
                if name in given:
                    refuse(where, rule(name, given[name]))
            for relation in relations:
                refuse(where, relation(given))
            return function(*args, **kwargs)

        return checked

    return decorate


def lookup(where: str, argument: str, name: object, known: Mapping[str, R]) -> R:
    """`known[name]`, or a sentence that lists what is known and guesses what was meant."""
    refuse(where, one_of(*known)(argument, name))
    return known[str(name)]


def refuse(where: str, complaint: Complaint | None) -> None:
    """Raise the complaint, if there is one, in the name of the function `where`."""
    if complaint is not None:
        raise type(complaint)(f"{where}: {complaint}")


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


def numbers(name: str, value: Any) -> Complaint | None:
    """An array of real numbers, or one number."""
    if isinstance(value, np.ndarray | np.number):
        if value.dtype.kind in "fiu":
            return None
        return TypeError(f"{name} holds values of type {value.dtype}, expected real numbers.")
    if isinstance(value, int | float) and not isinstance(value, bool):
        return None
    return TypeError(f"{name} is {describe(value)}, expected an array of numbers.")


def signed(name: str, value: Any) -> Complaint | None:
    """`numbers` that can be below 0. With unsigned ones, 1 - 2 is a large number and every formula goes wrong silently."""
    complaint = numbers(name, value)
    if complaint is None and isinstance(value, np.ndarray | np.number) and value.dtype.kind == "u":
        return TypeError(f"{name} holds values of type {value.dtype}, expected signed numbers; use astype(float).")
    return complaint


def array(ndim: int | None = None) -> Rule:
    """A NumPy array of real numbers that holds at least one, with `ndim` dimensions if given."""

    def rule(name: str, value: Any) -> Complaint | None:
        if not isinstance(value, np.ndarray):
            return TypeError(f"{name} is {describe(value)}, expected an array of numbers.")
        if value.dtype.kind not in "fiu":
            return TypeError(f"{name} holds values of type {value.dtype}, expected real numbers.")
        if ndim is not None and value.ndim != ndim:
            return ValueError(f"{name} has shape {value.shape}, expected {ndim} {_plural('dimension', ndim)}.")
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


def shape_of(ndim: int | None = None) -> Rule:
    """A tuple of positive integers, such as (3, 4)."""
    expected = "a tuple of positive integers" if ndim is None else f"a tuple of {ndim} positive integers"

    def rule(name: str, value: Any) -> Complaint | None:
        sentence = f"{name} is {describe(value)}, expected {expected}."
        if not isinstance(value, tuple):
            return TypeError(sentence)
        right = all(isinstance(n, int | np.integer) and not isinstance(n, bool) and n > 0 for n in value)
        return None if right and value and ndim in (None, len(value)) else ValueError(sentence)

    return rule


# --- rules for everything else


def one_of(*names: str) -> Rule:
    """One of a few names; a near miss is answered with the name that was probably meant."""

    def rule(name: str, value: Any) -> Complaint | None:
        if isinstance(value, str) and value in names:
            return None
        near = difflib.get_close_matches(value.lower(), names, n=1) if isinstance(value, str) else []
        guess = f"; did you mean {near[0]!r}?" if near else "."
        wrong = ValueError if isinstance(value, str) else TypeError
        return wrong(f"{name} is {describe(value)}, expected one of: {', '.join(sorted(names))}{guess}")

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


# --- relations between arguments


def shapes(**patterns: str) -> Relation:
    """Arrays of real numbers whose shapes fit together: the same letter means the same size, a number itself.

    A pattern may begin with "...", which stands for any dimensions in front. Patterns with commas between
    them ("M, M") describe a tuple of arrays.
    """
    wanted: dict[str, tuple[str, ...]] = {}
    tuples: dict[str, int] = {}
    for name, pattern in patterns.items():
        parts = pattern.split(",")
        if len(parts) > 1:
            tuples[name] = len(parts)
            wanted.update({f"{name}[{i}]": tuple(part.split()) for i, part in enumerate(parts)})
        else:
            wanted[name] = tuple(pattern.split())
    fixed = {size: (int(size), "") for letters in wanted.values() for size in letters if size.isdigit()}

    def relation(given: Mapping[str, Any]) -> Complaint | None:
        for name, count in tuples.items():
            value = given.get(name)
            if not isinstance(value, tuple) or len(value) != count:
                return TypeError(f"{name} is {describe(value)}, expected a tuple of {count} arrays.")
            given = {**given, **{f"{name}[{i}]": part for i, part in enumerate(value)}}
        sizes = dict(fixed)  # letter -> its size, and the argument that set it
        for name, letters in wanted.items():
            if name not in given:
                continue
            value = given[name]
            complaint = array()(name, value)
            if complaint is not None:
                return complaint
            free = bool(letters) and letters[0] == "..."
            tail = letters[1:] if free else letters
            shape = value.shape
            found = shape[len(shape) - len(tail) :] if free else shape
            fits = len(found) == len(tail) and all(
                sizes.setdefault(letter, (size, name))[0] == size for letter, size in zip(tail, found, strict=True)
            )
            if not fits:
                return ValueError(f"{name} has shape {shape}, expected {_expected(letters, sizes, name)}.")
        return None

    return relation


def _expected(letters: tuple[str, ...], sizes: Mapping[str, tuple[int, str]], own: str) -> str:
    """A shape in words: sizes that other arguments fixed as numbers, the rest as letters."""
    known = {letter: size for letter, (size, owner) in sizes.items() if owner != own}
    parts = [str(known.get(letter, letter)) for letter in letters]
    because = sorted({sizes[letter][1] for letter in letters if letter in known} - {""})
    shape = f"({', '.join(parts)}{',' if len(parts) == 1 else ''})"
    return f"{shape} to fit {' and '.join(because)}" if because else shape


def same_shape(first: str, *others: str) -> Relation:
    """Arrays, or numbers, of one shape."""

    def relation(given: Mapping[str, Any]) -> Complaint | None:
        if first not in given:
            return None
        shape = None
        for name in (first, *others):
            if name not in given:
                continue
            complaint = numbers(name, given[name])
            if complaint is not None:
                return complaint
            own = np.shape(given[name])
            shape = own if shape is None else shape
            if own != shape:
                return ValueError(f"{name} has shape {own}, expected {shape} as {first} has.")
        return None

    return relation


def same_length(first: str, *others: str) -> Relation:
    """Arrays with the same number of rows, at least one."""

    def relation(given: Mapping[str, Any]) -> Complaint | None:
        for name in (first, *others):
            complaint = array()(name, given[name]) if name in given else None
            if complaint is not None:
                return complaint
            if first in given and name in given and len(given[name]) != len(given[first]):
                return ValueError(f"{name} has {len(given[name])} rows, expected {len(given[first])} as {first} has.")
        return None

    return relation


def labels(name: str, *, columns_of: str = "", below: str | int = "") -> Relation:
    """Classes as integers 0, 1, ... below the number of columns of one argument, below another argument, or below a number."""

    def relation(given: Mapping[str, Any]) -> Complaint | None:
        if name not in given:
            return None
        y = given[name]
        complaint = whole_numbers(name, y)
        if complaint is not None:
            return complaint
        classes = given[columns_of].shape[-1] if columns_of else given[below] if isinstance(below, str) else below
        low, high = int(y.min()), int(y.max())
        if low >= 0 and high < classes:
            return None
        return ValueError(
            f"{name} holds the label {low if low < 0 else high}, expected labels from 0 to {classes - 1}."
        )

    return relation


def layers(name: str, value: Any) -> Complaint | None:
    """A list with a pair (W, b) for each layer."""
    pairs = isinstance(value, list | tuple) and all(isinstance(p, tuple) and len(p) == 2 for p in value)
    if not pairs or not value:
        return TypeError(f"{name} is {describe(value)}, expected a list with a pair (W, b) for each layer.")
    for i, (W, b) in enumerate(value):
        named = {f"{name}[{i}][0]": W, f"{name}[{i}][1]": b}
        complaint = shapes(**dict(zip(named, ("D M", "M"), strict=True)))(named)
        if complaint is not None:
            return complaint
    return None


def chained(*names: str) -> Relation:
    """`layers` that follow each other in the last argument; one named before it is what the first layer gets."""
    *first, params = names

    def relation(given: Mapping[str, Any]) -> Complaint | None:
        value = given.get(params)
        complaint = layers(params, value)
        if complaint is not None or value is None:
            return complaint
        width = given[first[0]].shape[-1] if first and first[0] in given else None
        for i, (W, _) in enumerate(value):
            if width not in (None, W.shape[0]):
                return ValueError(f"{params}[{i}][0] has shape {W.shape}, expected ({width}, M) to fit what comes in.")
            width = W.shape[1]
        return None

    return relation


def caches(cache: str, upstream: str) -> Relation:
    """A list with (x, W, z) of every layer, and the gradient at the last z."""

    def relation(given: Mapping[str, Any]) -> Complaint | None:
        layers = given.get(cache)
        triples = isinstance(layers, list | tuple) and all(isinstance(p, tuple) and len(p) == 3 for p in layers)
        if not triples or not layers:
            return TypeError(f"{cache} is {describe(layers)}, expected a list with a triple (x, W, z) for each layer.")
        named: dict[str, Any] = {}
        patterns: dict[str, str] = {}
        for i, layer in enumerate(layers):
            for j, (value, pattern) in enumerate(zip(layer, (f"N D{i}", f"D{i} D{i + 1}", f"N D{i + 1}"), strict=True)):
                named[f"{cache}[{i}][{j}]"], patterns[f"{cache}[{i}][{j}]"] = value, pattern
        named[upstream], patterns[upstream] = given.get(upstream), f"N D{len(layers)}"
        return shapes(**patterns)(named)

    return relation


# --- words


def describe(value: Any) -> str:
    """A value as a sentence can hold it: numbers and names as they are, anything larger by its kind."""
    if isinstance(value, np.ndarray):
        return f"an array of shape {value.shape}"
    if isinstance(value, np.generic):
        value = value.item()
    if value is None or isinstance(value, bool | int | float | complex):
        return str(value)
    if isinstance(value, str):
        return repr(value if len(value) <= 40 else value[:39] + "…")
    if isinstance(value, tuple) and len(value) <= 4 and all(isinstance(n, int | float | np.number) for n in value):
        return f"({_joined(value)}{',' if len(value) == 1 else ''})"
    kind = type(value).__name__
    if isinstance(value, list | dict | set) and not value:
        return f"an empty {kind}"
    return f"{'an' if kind[0].lower() in 'aeiou' else 'a'} {kind}"


def _joined(values: Iterable[object]) -> str:
    return ", ".join(map(str, values))


def _plural(word: str, count: int) -> str:
    return word if count == 1 else f"{word}s"
