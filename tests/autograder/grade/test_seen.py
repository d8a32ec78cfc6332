"""The table of what a person has seen is made by whoever comes first; the others go on with it."""

import sqlite3

import pytest
from sqlalchemy import create_engine, event, inspect, text
from sqlalchemy.exc import OperationalError

from autograder.grade.gradebook import seen


def test_another_process_may_make_the_table_in_between(tmp_path):
    file = tmp_path / "gradebook.db"
    engine = create_engine(f"sqlite:///{file}")
    asked = []

    @event.listens_for(engine, "before_cursor_execute")
    def _(connection, cursor, statement, *_):
        if "CREATE TABLE" in statement:
            asked.append(statement)
            with sqlite3.connect(file) as other:
                other.execute("CREATE TABLE dlcourse_seen (grade_id VARCHAR(32) PRIMARY KEY, digest VARCHAR(64))")

    with engine.connect() as connection:
        seen.ready(connection)
        connection.commit()
        assert len(asked) == 1
        with connection.begin():
            seen.note(connection, {"a grade": "a print"})
    with engine.connect() as connection:
        assert seen.unchanged(connection, {"a grade": "a print", "other": "print"}) == {"a grade"}
        seen.ready(connection)
        assert connection.execute(text("SELECT * FROM dlcourse_seen")).all() == [("a grade", "a print")]


def test_a_table_that_cannot_be_made_is_no_table(tmp_path):
    file = tmp_path / "gradebook.db"
    sqlite3.connect(file).execute("CREATE TABLE a (b)").connection.close()
    engine = create_engine(f"sqlite:///file:{file}?mode=ro&uri=true")
    with engine.connect() as connection, pytest.raises(OperationalError, match="readonly"):
        seen.ready(connection)
    assert not inspect(create_engine(f"sqlite:///{file}")).has_table("dlcourse_seen")
