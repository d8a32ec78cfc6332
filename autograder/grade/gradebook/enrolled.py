"""Who was enrolled from a roster. nbgrader enters whoever hands in, so a wrong name would become a student without a name.

Enrolling writes a first name, be it an empty one; what nbgrader enters by itself has none.
"""

from collections.abc import Iterable

from sqlalchemy import create_engine, select
from sqlalchemy.exc import DBAPIError

from autograder.errors import CourseError
from autograder.grade.gradebook import tables
from autograder.grade.gradebook.address import first_line, shown
from dlcourse.language import Text

NOT_IN_ROSTER = Text(
    "{student} is not in the roster and got no grade: correct roster.csv (its column account holds the names of accounts), "
    "run autograder class add roster.csv, then collect again.",
    "{student}은(는) 명단에 없어 채점하지 않았습니다. roster.csv를 고친 뒤(계정 이름은 account 열에 적습니다) "
    "autograder class add roster.csv를 실행하고 다시 수집해 주세요.",
)


def strangers(address: str, students: Iterable[str]) -> set[str]:
    """Those who are not from the roster."""
    engine = create_engine(address)
    try:
        with engine.connect() as connection:
            known = select(tables.student.c.id).where(tables.student.c.first_name.is_not(None))
            return set(students) - {str(one) for one in connection.execute(known).scalars()}
    except DBAPIError as error:
        raise CourseError(
            where=shown(address),
            what=f"the gradebook cannot be opened ({first_line(error)})",
            fix="start its server, or correct CourseDirectory.db_url in nbgrader_config.py",
        ) from error
    finally:
        engine.dispose()


def forget(address: str, student: str) -> None:
    """Take out a student whom nbgrader has just entered by itself; whoever has points from before stays."""
    from nbgrader.api import Gradebook  # takes a second to import

    with Gradebook(address) as book:
        one = book.find_student(student)
        if all(
            grade.auto_score is None and grade.manual_score is None
            for submission in one.submissions
            for notebook in submission.notebooks
            for grade in notebook.grades
        ):
            book.remove_student(student)
