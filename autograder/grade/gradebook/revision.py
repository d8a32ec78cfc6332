"""Which revision of nbgrader's tables a new gradebook has: asked in this process.

nbgrader runs the program `alembic` for it, which takes a second, longer than everything else about a new gradebook.
"""


def asked_here() -> None:
    """From now on, nbgrader's gradebooks of this process ask here."""
    from nbgrader import api  # takes a second to import, and whoever comes has done it

    api.get_alembic_version = newest


def newest() -> str:
    """The newest revision that came with nbgrader."""
    from alembic.script import ScriptDirectory
    from nbgrader.dbutil import ALEMBIC_DIR

    return str(ScriptDirectory(ALEMBIC_DIR).get_current_head())
