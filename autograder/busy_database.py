"""How long nbgrader waits for its gradebook while somebody else writes into it.

SQLite lets one process write at a time. nbgrader leaves Python's five seconds in place, and calls everything beyond them
a database that has to be upgraded: on a busy machine a submission would be lost to that.
"""

from typing import Any

SECONDS = 60.0


def wait_for_it() -> None:
    """Wait `SECONDS` for a file that somebody writes to, from the next connection of this process on."""
    from sqlalchemy import Engine, event  # nbgrader has it by then; a command without a gradebook need not wait for it

    if not event.contains(Engine, "connect", _wait):
        event.listen(Engine, "connect", _wait)


def _wait(connection: Any, _: object) -> None:
    if type(connection).__module__.startswith("sqlite3"):  # a server has rules of its own
        connection.execute(f"PRAGMA busy_timeout = {1000 * SECONDS:.0f}")
