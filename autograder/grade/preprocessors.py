"""Our steps among nbgrader's own when it grades a submission.

nbgrader can put deleted cells back itself (`add_missing_cells`), but it stops with a KeyError where the cell before the
missing one is not a graded or answered one that is still there, and then the student gets no grade at all.
"""

from typing import Any

from nbformat.v4 import new_code_cell, new_markdown_cell
from nbgrader.preprocessors import NbGraderPreprocessor

from autograder.grade.gradebook import Master, masters

NOTE = "(This cell was missing from the submission.)\n\n"


class RestoreCells(NbGraderPreprocessor):  # type: ignore[misc]  # nbgrader carries no types
    """Put back checks and questions that were deleted, before the next cell that nbgrader knows.

    An exercise's own cell is not put back: its stub would replace an answer that stands in a cell of the student's own.
    """

    def preprocess(self, nb: Any, resources: Any) -> tuple[Any, Any]:
        """nbgrader calls this with the submitted notebook."""
        where = resources["nbgrader"]
        following = len(nb.cells)
        for master in reversed(masters(where["db_url"], where["assignment"], where["notebook"])):
            place = _place(nb, master.grade_id)
            if place is not None:
                following = place
            elif master.points is not None or not master.answer:
                nb.cells.insert(following, _restored(master))
        return nb, resources


def _place(nb: Any, grade_id: str) -> int | None:
    ids = [cell.metadata.get("nbgrader", {}).get("grade_id") for cell in nb.cells]
    return ids.index(grade_id) if grade_id in ids else None


def _restored(master: Master) -> Any:
    """The cell as it was released; an answer says that it was missing, so that a person looks for it elsewhere."""
    new: Any = new_code_cell if master.cell_type == "code" else new_markdown_cell
    grading = {
        "cell_type": master.cell_type,
        "checksum": master.checksum,
        "grade": master.points is not None,
        "grade_id": master.grade_id,
        "locked": not master.answer,
        "schema_version": 3,
        "solution": master.answer,
        "task": False,
    }
    graded = {} if master.points is None else {"points": master.points}
    return new((NOTE if master.answer else "") + master.source, metadata={"nbgrader": grading | graded})
