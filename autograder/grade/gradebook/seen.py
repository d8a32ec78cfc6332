"""Which answer a person gave points for: a fingerprint of question and answer beside each grade, in a table of our own.

nbgrader keeps the points and not what they were given for, so it has everything read again that is graded again. As long as
question and answer are what they were, what was read stays read.
"""

import hashlib
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Column, Connection, MetaData, String, Table, bindparam, delete, insert, inspect, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.schema import CreateTable

_metadata = MetaData()
_seen = Table(
    "dlcourse_seen", _metadata, Column("grade_id", String(32), primary_key=True), Column("digest", String(64))
)


def ready(connection: Connection) -> None:
    """Make the table, in a gradebook that does not have it yet; several processes may come with this at the same moment."""
    if inspect(connection).has_table(_seen.name):
        return
    try:
        with connection.begin_nested():
            connection.execute(CreateTable(_seen, if_not_exists=True))
    except DBAPIError:  # PostgreSQL refuses the second of two all the same
        if not inspect(connection).has_table(_seen.name):
            raise


def digest(record: Mapping[str, Any], name: str, asked: Iterable[str]) -> str:
    """A fingerprint of what a person looks at: the question as it was handed out, and the answer with all that belongs to it."""
    score = record["scores"].get(name)
    answer = (
        record["answers"].get(name),
        sorted(record.get("elsewhere", {}).get(name, ())),
        record.get("cells", {}).get(name),
        None if score is None else (score["points"], score["status"]),
        record["status"],
    )
    return hashlib.sha256(repr(([text.strip() for text in asked], answer)).encode("utf-8", "replace")).hexdigest()


def unchanged(connection: Connection, digests: Mapping[str, str]) -> set[str]:
    """The grades whose question and answer are what they were the last time."""
    known = select(_seen).where(_seen.c.grade_id.in_(list(digests)))
    return {one.grade_id for one in connection.execute(known) if digests[one.grade_id] == one.digest}


def note(connection: Connection, digests: Mapping[str, str]) -> None:
    """Keep what is there now, in the transaction that writes the points."""
    if digests:
        rows = [{"grade_id": one, "digest": said} for one, said in digests.items()]
        connection.execute(delete(_seen).where(_seen.c.grade_id == bindparam("grade_id")), rows)
        connection.execute(insert(_seen), rows)
