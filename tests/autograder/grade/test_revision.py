"""A new gradebook says which revision of nbgrader's tables it has, as nbgrader would say it."""

import sqlite3
import subprocess

import pytest

from autograder.grade.gradebook import gradebook, revision
from autograder.grade.gradebook.settings import Course


def test_the_revision_is_the_one_that_nbgraders_program_names(monkeypatch):
    from nbgrader.dbutil import _temp_alembic_ini

    from autograder.config import _find_alembic

    monkeypatch.setenv("PATH", "")
    _find_alembic()
    with _temp_alembic_ini("sqlite://") as settings:
        said = subprocess.run(["alembic", "-c", settings, "heads"], capture_output=True, text=True, check=True).stdout
    assert said.split() == [revision.newest(), "(head)"]


@pytest.mark.filterwarnings("ignore::sqlalchemy.exc.SAWarning")
def test_a_new_gradebook_has_it_without_a_program(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", "")
    (tmp_path / "nbgrader_config.py").write_text("c = get_config()\n")
    with gradebook.opened(Course.at(tmp_path)):
        pass
    with sqlite3.connect(tmp_path / "gradebook.db") as book:
        assert book.execute("SELECT version_num FROM alembic_version").fetchall() == [(revision.newest(),)]
    book.close()
