"""Every row of every table of a gradebook, so that two gradebooks can be compared whole.

nbgrader names rows by random numbers. Here such a number is replaced by what it stands for: the lesson, the cell, the student.
"""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any


def whole(path: Path) -> dict[str, list[str]]:
    """Each table's rows, in an order that depends on nothing but their content."""
    tables: dict[str, list[dict[str, Any]]] = {}
    with closing(sqlite3.connect(path)) as book:
        book.row_factory = sqlite3.Row
        for (name,) in book.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").fetchall():
            tables[name] = [dict(row) for row in book.execute(f"SELECT * FROM {name}")]
    # a cell's number is that of its kinds too; its name and notebook stand in the first of these tables
    numbered = {row["id"]: row for name in tables for row in tables[name] if _random(row.get("id"))}
    numbered |= {row["id"]: row for row in tables["base_cell"]}

    def said(row: dict[str, Any], itself: bool) -> dict[str, Any]:
        kept = {key: value for key, value in row.items() if itself or key != "id"}
        return {key: said(numbered[value], False) if value in numbered else value for key, value in kept.items()}

    return {name: sorted(repr(said(row, True)) for row in rows) for name, rows in tables.items()}


def _random(value: Any) -> bool:
    return isinstance(value, str) and len(value) == 32 and set(value) <= set("0123456789abcdef")
