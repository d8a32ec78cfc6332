"""When are two pieces of code the same? Both sides of the wall ask here: one knows the course's answers, the other what a notebook calls."""

import hashlib
import types
from collections.abc import Iterator

Fingerprint = tuple[int, str]  # its length, by which most code is told apart at once, and a digest of all that it does


def fingerprint(code: types.CodeType) -> Fingerprint:
    """What a piece of code does, without its name, its place, its docstring and what its variables are called."""
    constants = [
        fingerprint(one) if isinstance(one, types.CodeType) else (type(one).__name__, repr(one))
        for number, one in enumerate(code.co_consts)
        if number or not isinstance(one, str | None)
    ]
    counts = code.co_argcount, code.co_kwonlyargcount, code.co_posonlyargcount, len(code.co_freevars)
    said = repr((code.co_code, constants, code.co_names, counts))
    return len(code.co_code), hashlib.sha256(said.encode("utf-8", "replace")).hexdigest()


def codes(code: types.CodeType) -> Iterator[types.CodeType]:
    """A piece of code and every piece inside it."""
    yield code
    for one in code.co_consts:
        if isinstance(one, types.CodeType):
            yield from codes(one)
