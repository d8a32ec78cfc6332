"""What an author or instructor reads when something expected goes wrong: where, what, what is known, what to do.

Such a mistake never shows a traceback. A surprise inside our own code is not a `CourseError` and keeps its traceback.
"""

from collections.abc import Iterable

FOUND_PROBLEMS = 1
WRONG_REQUEST = 2


class CourseError(Exception):
    """A mistake in four parts; `code` is the exit code of the command that meets it."""

    def __init__(
        self, *, where: str, what: str, fix: str, known: Iterable[str] = (), code: int = FOUND_PROBLEMS
    ) -> None:
        super().__init__(where, what)
        self.where, self.what, self.fix, self.known, self.code = where, what, fix, tuple(known), code

    def __str__(self) -> str:
        known = [f"known: {', '.join(self.known)}"] if self.known else []
        return "\n".join([f"error: {self.where}: {self.what}", *known, f"fix:   {self.fix}"])
