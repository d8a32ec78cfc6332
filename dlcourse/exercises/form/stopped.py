"""Where the learner's own lines stopped with an exception: what it means, in the words of the task."""

import re
from dataclasses import dataclass

from dlcourse.exercises.call import parameter_names
from dlcourse.exercises.form.sentences import told
from dlcourse.exercises.told import Evidence, Told


@dataclass(frozen=True)
class _Known:
    """A kind of exception, recognised by its type and message."""

    name: str
    types: str
    message: str


_NOT_WITHIN = re.compile(r"index (?P<index>-?\d+) is out of bounds for axis (?P<axis>\d+) with size (?P<size>\d+)")

KNOWN = (
    _Known("if-about-an-array", "ValueError", r"truth value of an array with more than one element is ambiguous"),
    _Known("one-number-function", "TypeError", r"only (length-1|size-1|0-dimensional) arrays can be converted"),
    _Known("shapes-of-a-product", "ValueError", r"shapes (?P<left>\(.*?\)) and (?P<right>\(.*?\)) not aligned"),
    _Known(
        "shapes-of-a-sum", "ValueError", r"could not be broadcast together with (remapped )?shapes (?P<shapes>\(.*\))"
    ),
    _Known("sizes-of-a-product", "ValueError", r"matmul: .*size (?P<right>\d+) is different from (?P<left>\d+)"),
    _Known("product-of-a-number", "ValueError", r"matmul: Input operand (?P<which>\d) does not have enough dimensions"),
    _Known("index-too-large", "IndexError", _NOT_WITHIN.pattern),
    _Known("index-too-large-list", "IndexError", r"(?P<kind>list|tuple) index out of range"),
    _Known("too-many-indices", "IndexError", r"too many indices for array: array is (?P<have>\d+)-dimensional"),
    _Known("fixed-sizes", "ValueError", r"cannot reshape array of size (?P<size>\d+) into shape (?P<shape>\(.*\))"),
    _Known("not-square", "LinAlgError", r"Last 2 dimensions of the array must be square"),
    _Known("no-inverse", "LinAlgError", r"Singular matrix"),
    _Known("power-sign", "TypeError", r"(unsupported operand type\(s\) for \^|ufunc 'bitwise_xor' not supported)"),
    _Known("key-not-allowed", "TypeError", r"unhashable type: '(?P<kind>[\w.]+)'"),
    _Known("unknown-name", "NameError", r"name '(?P<name>\w+)' is not defined"),
    _Known("name-without-value", "UnboundLocalError", r"local variable '(?P<name>\w+)'"),
    _Known("other-parameters", "TypeError", r"got an unexpected keyword argument '(?P<name>\w+)'"),
    _Known("other-parameters", "TypeError", r"takes (?P<name>.+) positional arguments? but"),
    _Known("other-parameters", "TypeError", r"missing \d+ required (positional|keyword-only) arguments?: (?P<name>.+)"),
    _Known("no-such-attribute", "AttributeError", r"'(?P<kind>[\w.]+)' object has no attribute '(?P<name>\w+)'"),
    _Known("not-subscriptable", "TypeError", r"'(?P<kind>[\w.]+)' object is not subscriptable"),
    _Known("not-callable", "TypeError", r"'(?P<kind>[\w.]+)' object is not callable"),
    _Known("never-ends", "RecursionError", r""),
    _Known("divided-by-zero", "ZeroDivisionError", r""),
    _Known("key-not-there", "KeyError", r"(?P<name>.+)"),
    _Known(
        "cut-off-in-place",
        "(UFuncTypeError|_UFuncOutputCastingError)",
        r"Cannot cast ufunc '(?P<name>\w+)' output from",
    ),
)

NAMES = frozenset(known.name for known in KNOWN)


def stopped(evidence: Evidence) -> Told | None:
    """What the exception of the first failed case means; None where nothing particular is known of it."""
    first = evidence.first
    error = first.got.error if first is not None and first.got.status == "raised" else None
    if error is None:
        return None
    for known in KNOWN:
        found = re.search(known.message, error.message)
        if found is None or not re.fullmatch(known.types, error.type_name):
            continue
        own = ", ".join(parameter_names(evidence.card.reference))
        return told(known.name, **{"parameters": own, "function": evidence.card.name} | found.groupdict())
    return None
