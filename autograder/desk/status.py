"""Where a class stands: lesson by step, read from the folder and the gradebook, and what comes next."""

from dataclasses import dataclass
from pathlib import Path

from autograder.desk import classroom, grades, roster, timing, week
from autograder.grade.gradebook.rules import COUNTS
from autograder.grade.gradebook.settings import Course
from dlcourse.language import LANGUAGES

FROM = "FROM"


@dataclass(frozen=True)
class Row:
    """One lesson. `exported` holds the formats whose file says what the gradebook says now."""

    lesson: str
    released: tuple[str, ...]
    collected: int
    graded: int
    to_read: int
    feedback: int
    exported: tuple[str, ...]
    stale: bool

    @property
    def next(self) -> str:
        """The command that does the next step; "" where nothing is left to do."""
        if not self.released:
            return f"autograder release {self.lesson}"
        if not self.collected:
            return f"autograder collect {self.lesson} {FROM}"
        if self.graded < self.collected:
            return f"autograder grade {self.lesson}"
        if self.to_read:
            return "autograder formgrade"
        if self.feedback < self.graded:
            return f"autograder feedback {self.lesson}"
        return "" if self.exported else "autograder export"


def read(course: Course) -> tuple[list[Row], int]:
    """A row for each lesson of the class, and how many students there are."""
    folder = course.folder
    people = roster.active(folder)
    left = roster.dropped(folder)
    its = grades.of(course)
    graded = its.graded
    state = week.exported(folder)
    rows = []
    for lesson in classroom.lessons(folder):
        found = graded.get(lesson, {})
        now = week.digest(found)
        formats = {form: lessons[lesson] == now for form, lessons in state.items() if lesson in lessons}
        rows.append(
            Row(
                lesson,
                tuple(one for one in LANGUAGES if lesson in graded and _released(folder, one, lesson)),
                len([who for who in timing.all_of(folder, lesson) if its.counts(lesson, who) == COUNTS]),
                len(found),
                sum(bool(one.to_read) for one in found.values()),
                len(
                    [
                        one
                        for one in (folder / "feedback").glob(f"*/{lesson}/{lesson}.html")
                        if one.parts[-3] not in left
                    ]
                ),
                tuple(sorted(form for form, same in formats.items() if same)),
                bool(formats) and not all(formats.values()),
            )
        )
    return rows, len(people)


def _released(folder: Path, language: str, lesson: str) -> bool:
    return (folder / "lessons" / language / lesson / f"{lesson}.ipynb").exists()
