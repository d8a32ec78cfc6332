"""Our steps among nbgrader's own when it grades a submission: one that mends, one that grades, one that saves.

nbgrader can put deleted cells back itself (`add_missing_cells`), but it stops with a KeyError where
the cell before the missing one is not a graded or answered one that is still there, and then the
student gets no grade at all.

nbgrader's own `Execute` runs a submission in a kernel, as the instructor, beside the gradebook;
`GradeSafely` has it run in the sandbox and judged outside. `SaveGrades` then takes the points from
that judgement and not from what a cell prints.
"""

import atexit
import json
from pathlib import Path
from typing import Any

import nbformat
import nbformat.v4
from nbgrader.api import Gradebook, MissingEntry
from nbgrader.preprocessors import AssignLatePenalties, GetGrades, NbGraderPreprocessor, SaveAutoGrades
from traitlets import Bool, Enum, Integer

from autograder.grade.gradebook import enrolled, grade_rule, penalties, seen
from autograder.grade.gradebook.pages import NOTED, cell, noted, restored, show
from autograder.grade.gradebook.released_cells import ReleasedCell, as_json, cells_of
from autograder.grade.gradebook.settings import Course
from autograder.grade.handed_in import collect, words
from autograder.grade.handed_in.match import spoken
from autograder.grade.judging.grader import Grader
from autograder.grade.judging.record import Record
from autograder.grade.wall.levels import LEVELS
from autograder.grade.wall.probe import best
from dlcourse.language import LANGUAGES

nb4: Any = nbformat.v4  # its functions carry no types
node: Any = nbformat.from_dict  # the same


class RestoreCells(NbGraderPreprocessor):  # type: ignore[misc]  # nbgrader carries no types
    """Put back checks and questions that were deleted, before the next cell that nbgrader knows.

    An exercise's own cell is not put back: its stub would replace an answer that stands in a cell of the student's own.
    """

    enrolled_only = Bool(False, help="whether only who was enrolled from a roster gets a grade").tag(config=True)

    def preprocess(self, nb: Any, resources: Any) -> tuple[Any, Any]:
        """nbgrader calls this with the submitted notebook, after it entered whoever handed it in into the gradebook."""
        where = resources["nbgrader"]
        if self.enrolled_only and enrolled.strangers(where["db_url"], [where["student"]]):
            enrolled.forget(where["db_url"], where["student"])
            raise ValueError(enrolled.NOT_IN_ROSTER.format(student=where["student"]).en)
        following = len(nb.cells)
        for master in reversed(cells_of(where["db_url"], where["assignment"], where["notebook"])):
            place = _place(nb, master.grade_id)
            if place is not None:
                following = place
                _keep_words(nb, place, master)
            elif master.points is not None or not master.answer:
                nb.cells.insert(following, node(restored(master)))
        return nb, resources


def _keep_words(nb: Any, place: int, master: ReleasedCell) -> None:
    """What a learner wrote into a locked cell of prose goes below it: nbgrader writes that cell anew."""
    one = nb.cells[place]
    if one.cell_type == "code" or master.answer:
        return
    if added := words.new_in_prose(one.source, words.lines_of(master.source)):
        nb.cells.insert(place + 1, node(cell("markdown", added)))


def _place(nb: Any, grade_id: str) -> int | None:
    ids = [cell.metadata.get("nbgrader", {}).get("grade_id") for cell in nb.cells]
    return ids.index(grade_id) if grade_id in ids else None


# --- grading --------------------------------------------------------------------------------------------------------

_RECORD = "dlcourse"  # where a step leaves its record for the next one
_graders: dict[tuple[str, ...], Grader] = {}


class GradeSafely(NbGraderPreprocessor):  # type: ignore[misc]  # the same
    """Grade in the sandbox and write the reports below the checks."""

    isolation = Enum([*LEVELS], default_value=None, allow_none=True, help="the level; the best one if not named").tag(
        config=True
    )
    language = Enum([*LANGUAGES], default_value="en", help="the language of the reports").tag(config=True)
    seed = Integer(None, allow_none=True, help="grade again with the inputs of an earlier grading").tag(config=True)

    def preprocess(self, nb: Any, resources: Any) -> tuple[Any, Any]:
        """nbgrader calls this with the mended submission."""
        where = resources["nbgrader"]
        grader = self._grader(where["db_url"], where["assignment"], where["notebook"])
        record = grader.grade(nb4.writes(nb).encode("utf-8", "replace"), seed=self.seed)
        resources[_RECORD] = record
        for one in nb.cells:
            if one.cell_type == "code":
                one.outputs = []
        show(nb, record, spoken(nb.cells, self.language))
        return node(nb), resources  # with its new outputs

    def _grader(self, address: str, lesson: str, notebook: str) -> Grader:
        """One warm sandbox a lesson and process; nbgrader makes its steps anew for every notebook."""
        root = self.config.get("CourseDirectory", {}).get("root")
        prose = collect.lines_handed_out(Path(str(root)), lesson) if root else ()
        released = as_json(cells_of(address, lesson, notebook), prose=prose)
        key = (address, lesson, notebook, str(self.isolation), released)
        if key not in _graders:
            from dlcourse.exercises import CARDS

            _graders[key] = Grader(json.loads(released), CARDS, best(self.isolation))
            atexit.register(_graders[key].close)
        return _graders[key]


class SaveGrades(SaveAutoGrades):  # type: ignore[misc]  # the same
    """Save the judge's points: what a cell prints is not asked."""

    def preprocess(self, nb: Any, resources: Any) -> tuple[Any, Any]:
        """nbgrader calls this after everything that changes cells."""
        self._record: Record = resources[_RECORD]
        with Gradebook(resources["nbgrader"]["db_url"]) as book:
            seen.ready(book.db.connection())
            book.db.commit()
        nb, resources = super().preprocess(nb, resources)
        nb.metadata[NOTED] = noted(self._record)
        return nb, resources

    def _add_score(self, cell: Any, resources: Any) -> None:
        name = cell.metadata["nbgrader"]["grade_id"]
        where = name, self.notebook_id, self.assignment_id, self.student_id
        waited = self.gradebook.find_grade(*where).needs_manual_grade
        super()._add_score(cell, resources)
        grade = self.gradebook.find_grade(*where)
        by_hand = grade.manual_score is not None
        if name in self._record["scores"] or cell.cell_type == "code":
            points = grade_rule.judged(self._record, name)
        else:
            points = grade_rule.in_words(self._record, name, self._handed_out(name))
        grade.auto_score = points
        connection = self.gradebook.db.connection()
        mine = {grade.id: seen.digest(self._record, name, (self._handed_out(f"ask-{name}"), self._handed_out(name)))}
        read = by_hand and not waited and bool(seen.unchanged(connection, mine))
        grade.needs_manual_grade = grade_rule.waits(self._record, points, by_hand=by_hand, read=read)
        seen.note(connection, mine)
        self.gradebook.db.commit()

    def _add_comment(self, cell: Any, resources: Any) -> None:
        super()._add_comment(cell, resources)
        name = cell.metadata["nbgrader"]["grade_id"]
        if name in self._record["answers"]:
            comment = self.gradebook.find_comment(name, self.notebook_id, self.assignment_id, self.student_id)
            silent = grade_rule.is_empty(self._record, name, self._handed_out(name))
            comment.auto_comment = grade_rule.NO_ANSWER if silent else None
            self.gradebook.db.commit()

    def _handed_out(self, name: str) -> str:
        """The text of a cell as learners got it."""
        try:
            return str(self.gradebook.find_source_cell(name, self.notebook_id, self.assignment_id).source).strip()
        except MissingEntry:  # not every question has a cell of its own that asks it
            return ""


class Grades(GetGrades):  # type: ignore[misc]  # nbgrader carries no types
    """nbgrader's step that fetches points and comments, and whether a person is still expected."""

    def _get_score(self, cell: Any, resources: Any) -> None:
        super()._get_score(cell, resources)
        where = cell.metadata["nbgrader"]["grade_id"], self.notebook_id, self.assignment_id, self.student_id
        cell.metadata.nbgrader["waits"] = bool(self.gradebook.find_grade(*where).needs_manual_grade)


class LatePenalties(AssignLatePenalties):  # type: ignore[misc]  # the same
    """What coming late costs by the class's own dates and rules; a time that is not known any more is forgotten."""

    def preprocess(self, nb: Any, resources: Any) -> tuple[Any, Any]:
        """nbgrader calls this when the points are saved."""
        root = self.config.get("CourseDirectory", {}).get("root")
        if not root:
            done: tuple[Any, Any] = super().preprocess(nb, resources)
            return done
        where = resources["nbgrader"]
        course = Course.at(Path(str(root)))
        if collect.read_submission(course.folder, where["assignment"], where["student"]).when == "":
            with Gradebook(where["db_url"]) as book:
                book.find_submission(where["assignment"], where["student"]).timestamp = None
                book.db.commit()
        penalties.work_out(course, [where["assignment"]])
        return nb, resources
