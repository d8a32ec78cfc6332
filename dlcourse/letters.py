"""Printing where the output knows few letters: Windows' code pages behind a pipe or in a log file, old terminals.

What the output can write stays as it is. Our signs become plain ones, and any other letter a question mark: work
that is done must not end in an error because its last sentence cannot be shown.
"""

import codecs
import io
import sys

HANDLER = "dlcourse.plain"
PLAIN = {
    "✓": "+",
    "✗": "x",
    "○": "o",
    "…": "...",
    "·": "-",
    "–": "-",
    "—": "-",
    "−": "-",
    "×": "x",
    "→": "->",
    "²": "^2",
    "±": "+-",
    "≥": ">=",
    "≤": "<=",
    "“": '"',
    "”": '"',
    "‘": "'",
    "’": "'",
}


def allow_any() -> None:
    """Let this program print any letter, whatever the output knows. Who chose another way to handle errors keeps it."""
    codecs.register_error(HANDLER, _replaced)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper) and stream.errors in ("strict", "surrogateescape", "backslashreplace"):
            stream.reconfigure(errors=HANDLER)


def _replaced(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return "".join(PLAIN.get(letter, "?") for letter in error.object[error.start : error.end]), error.end
