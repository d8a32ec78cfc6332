"""Where a learner's record lies on this machine: in the platform's folder for a program's data.

The variable DLCOURSE_DATA names another folder. Before `platformdirs` was asked, the course had a rule of its own,
which differs in rare cases (a variable XDG_DATA_HOME on a Mac, a folder that Windows was told to keep elsewhere);
a record in that place is taken over.
"""

import os
import sys
from pathlib import Path

NAME = "dlcourse"


def folder() -> Path:
    """Where the record belongs."""
    if named := os.environ.get("DLCOURSE_DATA"):
        return Path(named)
    try:
        from platformdirs import user_data_path  # a learner's functions need NumPy alone; this is for a record
    except ModuleNotFoundError:
        return _own_rule()
    return user_data_path(NAME, appauthor=False)


def earlier() -> Path | None:
    """Where an older version of the course kept the record, if that is another place."""
    before = _own_rule()
    return None if os.environ.get("DLCOURSE_DATA") or before == folder() else before


def _own_rule() -> Path:
    home = Path(os.path.expanduser("~"))
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or home / "AppData" / "Local") / NAME
    if sys.platform == "darwin":
        return home / "Library" / "Application Support" / NAME
    return Path(os.environ.get("XDG_DATA_HOME") or home / ".local" / "share") / NAME
