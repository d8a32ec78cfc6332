"""What there is to learn: the lessons in order, their exercises and points, and the names of the mistakes that a check recognises.

`autograder build` writes `course.json` from the released notebooks and the cards. It holds words and numbers only, so that the dashboard
and `dlcourse progress` know the course without loading any exercise.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from dlcourse.language import Text

FILE = Path(__file__).parents[1] / "course.json"


@dataclass(frozen=True)
class Task:
    """One exercise: its id, title and points (0: practice), and its misconceptions by name, in words."""

    id: str
    title: Text
    points: float
    mistakes: Mapping[str, Text]


@dataclass(frozen=True)
class Lesson:
    """One lesson. `version` is a fingerprint of the released notebook in each language."""

    name: str
    title: Text
    tasks: tuple[Task, ...]
    version: Mapping[str, str]

    @property
    def number(self) -> int:
        """The number that its name begins with."""
        return int(self.name[:2])


@cache
def lessons() -> tuple[Lesson, ...]:
    """Every lesson, in course order."""
    return tuple(
        Lesson(
            lesson["name"],
            Text(*lesson["title"]),
            tuple(
                Task(
                    task["id"],
                    Text(*task["title"]),
                    task["points"],
                    {name: Text(*label) for name, label in task["mistakes"].items()},
                )
                for task in lesson["exercises"]
            ),
            lesson["version"],
        )
        for lesson in json.loads(FILE.read_text(encoding="utf-8"))
    )
