"""All of nbgrader's settings. `nbgrader_config.py` in the repository's folder hands them to every nbgrader command.

The course has two languages and nbgrader one course, so the environment variable DLCOURSE_LANG says which one
nbgrader's commands work on: it reads `solutions/<language>` and releases to `lessons/<language>`. Without it, or where the
folder does not hold that language, they work on the first one that it holds: whoever speaks English may teach in Korean.
"""

import os
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from autograder import busy_database, lock, rights
from dlcourse.desk import handin
from dlcourse.language import LANGUAGES, Language, Text, checked

CODE_STUB = Text("# YOUR CODE HERE\nraise NotImplementedError()", "# 여기에 코드를 쓰세요\nraise NotImplementedError()")
ANSWER_STUB = Text("YOUR ANSWER HERE (double-click, then write)", "여기에 답을 쓰세요 (두 번 클릭한 뒤 작성)")
CELL_SECONDS = 60
COURSE = "dlcourse"  # nbgrader's name of the course; without one, a gradebook on a server takes no lesson
ROSTER = "roster.csv"  # the class's own list of its students
NOT_WORK = (".ipynb_checkpoints", "*.pyc", "__pycache__", "feedback")  # what nbgrader leaves out of a hand-in by itself
TIMESTAMP = "timestamp.txt"  # nbgrader's file beside a submission, which says when it was handed in


def configure(c: Any, root: Path | None = None, language: str | None = None) -> None:
    """Fill nbgrader's configuration object for the course in the folder `root`."""
    _find_alembic()
    busy_database.wait_for_it()
    language = checked(language) if language else _of_the_class(languages(root))
    if "course_id" not in c.CourseDirectory:
        c.CourseDirectory.course_id = COURSE
    if root is not None:
        c.CourseDirectory.root = str(root.resolve())
    c.CourseDirectory.source_directory = f"solutions/{language}"
    c.CourseDirectory.release_directory = f"lessons/{language}"

    # released notebooks are committed, so they are always there already; generating them again must not be refused
    c.GenerateAssignment.force = True
    c.ClearSolutions.code_stub = {"python": CODE_STUB.in_(language)}
    c.ClearSolutions.text_stub = ANSWER_STUB.in_(language)
    # a question's model answer and rubric stand in the locked cell that asks it, not in a task cell of nbgrader's: an
    # answer cell that was left untouched gets its 0 by itself, while every task waits for a person to look
    c.ClearMarkScheme.enforce_metadata = False

    # nbgrader's own steps, and before it looks for changed cells, ours that puts deleted ones back
    c.Autograde.sanitize_preprocessors = [
        "nbgrader.preprocessors.ClearOutput",
        "nbgrader.preprocessors.DeduplicateIds",
        "nbgrader.preprocessors.OverwriteKernelspec",
        "autograder.grade.gradebook.preprocessors.RestoreCells",
        "nbgrader.preprocessors.OverwriteCells",
        "nbgrader.preprocessors.CheckCellMetadata",
    ]
    # nbgrader's own steps again, but where it would run the submission as the instructor and read the points from what
    # it prints, ours runs it in the sandbox, judges outside and saves the judge's points
    c.Autograde.autograde_preprocessors = [
        "autograder.grade.gradebook.preprocessors.GradeSafely",
        "nbgrader.preprocessors.IgnorePattern",
        "nbconvert.preprocessors.ClearMetadataPreprocessor",
        "nbgrader.preprocessors.LimitOutput",
        "autograder.grade.gradebook.preprocessors.SaveGrades",
        "autograder.grade.gradebook.preprocessors.LatePenalties",
        "nbgrader.preprocessors.CheckCellMetadata",
    ]
    # a byte order mark or odd metadata is repaired here as `autograder grade` repairs it
    c.Autograde.exporter_class = "autograder.grade.gradebook.repaired_notebook.RepairedNotebook"
    c.GradeSafely.language = language

    # feedback is a page of our own in the learner's language, made anew whenever it is asked for
    c.GenerateFeedback.exporter_class = "autograder.feedback.page.FeedbackPage"
    c.GenerateFeedback.preprocessors = [
        "autograder.grade.gradebook.preprocessors.Grades",
        "autograder.feedback.safe.SafeOutputs",
    ]
    c.GenerateFeedback.force = True
    c.FeedbackPage.language = language
    # formgrader shows submissions in the instructor's own browser: nothing in them acts, and formulas need no other server
    c.HTMLExporter.preprocessors = ["autograder.feedback.safe.SafeOutputs"]
    c.HTMLExporter.extra_template_basedirs = [str(Path(__file__).parent / "feedback/formgrader"), *_formgraders_pages()]
    c.HTMLExporter.filters = {
        "markdown2html": "autograder.feedback.safe.in_template",
        "highlight_code": "autograder.feedback.safe.code_in_template",
    }

    # a hand-in of the exchange is its owner's, and goes to the roster's id of that account; others are listed, not taken
    c.ExchangeFactory.collect = "autograder.desk.exchange.CollectFromOwners"
    c.CourseDirectory.ignore = [*NOT_WORK, handin.HANDED_IN]
    if root is not None:
        c.Autograde.pre_convert_hook = lock.before_nbgrader(root)
        if rights.shared(root):
            c.CourseDirectory.groupshared = True
            c.Autograde.post_convert_hook = c.GenerateFeedback.post_convert_hook = rights.after_nbgrader(root)
        if (root / ROSTER).exists():  # who is not in it gets no grade, and no line in the gradebook
            c.Autograde.create_student = False
            c.RestoreCells.enrolled_only = True

    # nbgrader's zip_collect finds student and time in the name that `dlcourse submit` gives
    c.FileNameCollectorPlugin.named_regexp = handin.PATTERN

    # for nbgrader's Validate, which still runs the notebook in a kernel: it is the learner's own, on their own machine
    c.Execute.timeout = CELL_SECONDS
    c.Execute.interrupt_on_timeout = True  # an endless loop ends, and the cells after it still run
    c.Execute.iopub_timeout = 10  # seconds a busy machine may take to hand over a cell's outputs


def _formgraders_pages() -> list[str]:
    """Where nbgrader keeps formgrader's pages; looked up by name, because importing nbgrader takes a second."""
    nbgrader = find_spec("nbgrader")
    places = nbgrader.submodule_search_locations if nbgrader else None
    return [str(Path(place) / "server_extensions/formgrader/templates") for place in places or ()]


def languages(root: Path | None) -> tuple[Language, ...]:
    """The languages of the course in the folder `root`, the first one being its own: those it holds solutions in."""
    found = tuple(one for one in LANGUAGES if root is not None and (root / "solutions" / one).is_dir())
    return found or LANGUAGES


def _of_the_class(held: tuple[Language, ...]) -> Language:
    """The language asked for, if the class holds it: an instructor's own language is no reason to look for other notebooks."""
    asked = checked(os.environ.get("DLCOURSE_LANG") or held[0])
    return asked if asked in held else held[0]


def _find_alembic() -> None:
    """nbgrader makes its database by calling `alembic` by name, which only an activated environment finds."""
    programs = str(Path(sys.executable).parent)
    if programs not in os.environ.get("PATH", "").split(os.pathsep):
        os.environ["PATH"] = os.pathsep.join([programs, os.environ.get("PATH", "")])
