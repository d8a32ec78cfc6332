"""Before a class is graded: does the course's own solution earn everything, and the untouched notebook nothing?

If not, the fault is the course's or this machine's, and no learner's grade would be right. A cell of the course's own that
stops in the solution stops for everybody: the instructor hears of it once, and no learner does.
"""

from collections.abc import Mapping
from typing import Any

from autograder.errors import CourseError
from autograder.grade.gradebook.settings import Course
from autograder.grade.judging.record import Record
from autograder.grade.wall.levels import Level
from autograder.grade.workers.pool import Item
from dlcourse.language import Text

SOLUTION, UNTOUCHED = "/solution", "/untouched"  # nobody's names: no learner's has a stroke in it
_ROOMS = {SOLUTION: "solutions", UNTOUCHED: "lessons"}
FOR_EVERYBODY = Text(
    "The course's own cell stops in everybody's notebook, so no learner is told of it. {said}",
    "과정의 셀이 모두의 노트북에서 멈춥니다. 학습자에게는 알리지 않습니다. {said}",
)


class Canary:
    """The two notebooks that are graded first, and what was learned from them."""

    def __init__(self, course: Course, lesson: str) -> None:
        self._lesson = lesson
        self._data: dict[str, bytes] = {}
        self._stops: dict[str, Any] = {}  # a cell of the course's own, by a digest of its text -> what is said of it
        for name, room in _ROOMS.items():
            files = (course.folder / room / language / lesson / f"{lesson}.ipynb" for language in course.languages)
            there = next((file for file in files if file.is_file()), None)
            if there is not None:
                self._data[name] = there.read_bytes()
        self.waiting = set(self._data)

    def items(self, released: str, isolation: Level, seed: int) -> list[Item]:
        """What to grade before everybody else."""
        return [Item(name, released, data, isolation, seed) for name, data in self._data.items()]

    def seen(self, name: str, record: Record) -> list[Text]:
        """Take one of the two records; what to tell the instructor, or a `CourseError` where no grade would be right."""
        self.waiting.discard(name)
        wrong = _wrong(name, record)
        if wrong:
            raise CourseError(
                where=self._lesson,
                what=wrong,
                fix="nobody was graded: run autograder doctor, open the solution and run it, mend what stops it, then run the command again",
            )
        if name != SOLUTION:
            return []
        self._stops = dict(record.get("ours", {}))
        return [
            Text(**{key: FOR_EVERYBODY.in_(key).format(said=said[key]) for key in said})
            for said in self._stops.values()
        ]

    def without(self, record: Record) -> Record:
        """A learner's record without what is said of cells that stop for everybody."""
        ours: Mapping[str, Any] = record.get("ours", {})
        known = [said for digest, said in ours.items() if digest in self._stops]
        return {name: part for name, part in record.items() if name != "ours"} | {
            "notes": [note for note in record["notes"] if note not in known]
        }


def _wrong(name: str, record: Record) -> str:
    """What is wrong with one of the two gradings; "" if nothing is."""
    what = "the course's own solution" if name == SOLUTION else "the untouched notebook"
    if record["status"] == "review":
        return f"{what} could not be judged: {record['reason']['en']}"
    for check, score in record["scores"].items():
        right = score["most"] if name == SOLUTION else 0.0
        if score["points"] != right:
            return f"{what} got {score['points']:g} of {score['most']:g} points for {check.removeprefix('check-')}, not {right:g}"
    return ""
