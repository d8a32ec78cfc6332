"""A course as grading carries it: its folder, and what `nbgrader_config.py` in it tells nbgrader, and us."""

from dataclasses import dataclass, field
from pathlib import Path

from traitlets.config import Config
from traitlets.config.loader import PyFileConfigLoader

from autograder.config import COURSE, languages
from autograder.errors import WRONG_REQUEST, CourseError
from dlcourse.language import Language

FILE = "nbgrader_config.py"
BOOK = "gradebook.db"


@dataclass(frozen=True)
class Course:
    """A course, made once by whoever got its folder and handed on. The first language is the gradebook's own."""

    folder: Path
    id: str  # nbgrader's name of it
    address: str  # of its gradebook: the one that its settings name, or the file in its folder
    languages: tuple[Language, ...]
    settings: Config = field(repr=False, compare=False)

    @classmethod
    def at(cls, folder: Path) -> "Course":
        """The course in a folder, with a sentence where its settings do not load."""
        settings = load(folder)
        named = settings.get("CourseDirectory", {})
        address = str(named.get("db_url") or _own_book(folder))
        return cls(folder, str(named.get("course_id", COURSE)), address, languages(folder), settings)

    @property
    def has_no_book(self) -> bool:
        """Whether the gradebook is the file in the folder, and not there yet: opening it would make it."""
        return self.address == _own_book(self.folder) and not (self.folder / BOOK).exists()


def load(folder: Path) -> Config:
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


def _own_book(folder: Path) -> str:
    return f"sqlite:///{(folder / BOOK).resolve()}"
