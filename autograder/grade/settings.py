"""A course's own settings: what `nbgrader_config.py` in its folder tells nbgrader, and us."""

from pathlib import Path

from traitlets.config import Config
from traitlets.config.loader import PyFileConfigLoader

from autograder.errors import WRONG_REQUEST, CourseError

FILE = "nbgrader_config.py"


def of(folder: Path) -> Config:
    """The settings of the course in `folder`; none where it has no such file."""
    if not (folder / FILE).exists():
        return Config()
    try:
        return PyFileConfigLoader(FILE, path=str(folder)).load_config()
    except Exception as error:  # the file is a program, so it may go wrong in any way
        raise CourseError(
            where=str(folder / FILE),
            what=f"the settings do not load ({type(error).__name__}: {error})",
            fix="correct the file; three lines are enough, as in the repository",
            code=WRONG_REQUEST,
        ) from error
