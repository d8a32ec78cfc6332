"""Cells of a table that a spreadsheet opens: it would run a text that begins like a formula, so such a text is marked as text."""

import csv
import io
from typing import Any

_BEGINNINGS = ("=", "+", "-", "@", "\t", "\r", "\n")


def harmless(value: Any) -> Any:
    """The value of a cell; a text that a spreadsheet would run begins with an apostrophe, a number stays one."""
    if not isinstance(value, str) or not value.startswith(_BEGINNINGS):
        return value
    try:
        float(value)
    except ValueError:
        return f"'{value}"
    return value


def harmless_table(text: str) -> str:
    """The same for a whole table that another program wrote."""
    out = io.StringIO(newline="")
    csv.writer(out).writerows([harmless(value) for value in row] for row in csv.reader(io.StringIO(text, newline="")))
    return out.getvalue()
