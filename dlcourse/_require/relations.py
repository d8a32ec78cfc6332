"""Relations: each looks at several arguments that must fit together."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from dlcourse._require.rules import array, numbers, whole_numbers
from dlcourse._require.words import Complaint, Relation, describe, reshaping


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
                known = tuple(sizes[letter][0] for letter in letters if letter in sizes and sizes[letter][1] != name)
                advice = reshaping(name, shape, known) if len(known) == len(letters) else "."
                return ValueError(f"{name} has shape {shape}, expected {_expected(letters, sizes, name)}{advice}")
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
                advice = reshaping(name, own, shape)
                return ValueError(f"{name} has shape {own}, expected {shape} as {first} has{advice}")
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


def invertible(name: str) -> Relation:
    """A square table that has an inverse, as far as floating-point numbers can tell; its shape is another rule's business."""

    def relation(given: Mapping[str, Any]) -> Complaint | None:
        # with a gap or an infinity in it there is no rank to be told
        if name not in given or not np.isfinite(given[name]).all():
            return None
        size, rank = len(given[name]), int(np.linalg.matrix_rank(given[name]))
        if rank == size:
            return None
        return ValueError(f"{name} has rank {rank}, expected {size}: only then it has an inverse.")

    return relation


def labels(name: str, *, columns_of: str = "", below: str | int = "") -> Relation:
    """Classes as integers 0, 1, ... below the number of columns of one argument, below another argument, or below a number."""

    def relation(given: Mapping[str, Any]) -> Complaint | None:
        if name not in given:
            return None
        y = given[name]
        complaint = array()(name, y)
        if complaint is not None:
            return complaint
        classes = _classes(given, columns_of, below)
        if classes is None:  # what it is to be compared with is wrong itself, and has a rule of its own
            return whole_numbers(name, y)
        if y.ndim == 2 and y.shape[1] == classes > 1 and np.isin(y, (0, 1)).all() and (y.sum(axis=1) == 1).all():
            return ValueError(f"{name} has shape {y.shape}, expected ({len(y)},); use {name}.argmax(axis=1).")
        complaint = whole_numbers(name, y)
        if complaint is not None:
            return complaint
        low, high = int(y.min()), int(y.max())
        if low >= 0 and high < classes:
            return None
        return ValueError(
            f"{name} holds the label {low if low < 0 else high}, expected labels from 0 to {classes - 1}."
        )

    return relation


def _classes(given: Mapping[str, Any], columns_of: str, below: str | int) -> int | None:
    """How many classes there are, if that can be told."""
    if columns_of:
        table = given.get(columns_of)
        return int(table.shape[1]) if isinstance(table, np.ndarray) and table.ndim == 2 else None
    count = given.get(below) if isinstance(below, str) else below
    return int(count) if isinstance(count, int | np.integer) else None


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
