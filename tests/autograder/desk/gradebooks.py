"""A class with a gradebook in which grades are written as grading writes them, without running anything."""

import tempfile
from datetime import UTC
from functools import cache
from pathlib import Path

from nbgrader.api import Gradebook
from traitlets.config import Config

from autograder.config import configure
from autograder.desk import roster
from autograder.desk.roster import Person
from autograder.grade.gradebook.grade_writer import GradeWriter
from autograder.grade.gradebook.settings import Course
from autograder.grade.judging.record import for_review
from dlcourse.language import Text

MOST = 10.0  # of the part that a machine judges
WORDS = 4.0  # of the answer in words


def class_of(folder, people, lessons, settings=""):
    """A course with these people and lessons, each with one exercise and one question."""
    folder.mkdir(parents=True)
    (folder / "nbgrader_config.py").write_text(f"c = get_config()\n{settings}", encoding="utf-8")
    roster.save(folder, [Person(one, "First", one) for one in people])
    for lesson in lessons:
        path = folder / "solutions" / "en" / lesson / f"{lesson}.ipynb"
        path.parent.mkdir(parents=True)
        path.write_text("{}", encoding="utf-8")
    (folder / "gradebook.db").write_bytes(book_of(tuple(people), tuple(lessons)))
    return Course.at(folder)


@cache
def book_of(people, lessons):
    """The bytes of a gradebook: nbgrader takes seconds to make one."""
    configure(Config())  # its tool is found by the path
    with tempfile.TemporaryDirectory() as room:
        path = Path(room) / "gradebook.db"
        with Gradebook(f"sqlite:///{path}", "dlcourse") as book:
            for one in people:
                book.add_student(one, first_name="First", last_name=one)
            for lesson in lessons:
                book.add_assignment(lesson)
                book.add_notebook(lesson, lesson)
                book.add_grade_cell("check-a", lesson, lesson, max_score=MOST, cell_type="code")
                book.add_grade_cell("why", lesson, lesson, max_score=WORDS, cell_type="markdown")
                book.add_solution_cell("why", lesson, lesson)
                asked(book, lesson, "Why?")
        return path.read_bytes()


def asked(book, lesson, question):
    """The question as it is handed out."""
    for name, text in (("check-a", "check"), ("why", "Write here."), ("ask-why", question)):
        book.update_or_create_source_cell(name, lesson, lesson, source=text, cell_type="markdown", locked=False)


def record(points, answer, code="a = 1"):
    """What judging says of a submission."""
    score = {"points": points, "most": MOST, "status": "passed", "diagnosis": ""}
    found = for_review(Text("", ""), 1, "none") | {"status": "graded", "reason": None, "scores": {"check-a": score}}
    return found | {"answers": {"why": answer}, "cells": {"check-a": code}}


def graded(course, lesson, student, when, points=MOST, answer="Because.", **more):
    """Grade one submission that was handed in at a moment, or nobody knows when."""
    stamp = "" if when is None else when.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S UTC")
    with GradeWriter(course.address, lesson) as writer:
        writer.save(student, record(points, answer, **more), stamp)


def read(course, lesson, student, points):
    """A person reads the answer and gives points, as formgrader does."""
    with Gradebook(course.address, course.id) as book:
        grade = book.find_grade("why", lesson, lesson, student)
        grade.manual_score, grade.needs_manual_grade = points, False
        book.db.commit()


def waits(course, lesson, student):
    """Whether a person is to read the answer."""
    with Gradebook(course.address, course.id) as book:
        return book.find_grade("why", lesson, lesson, student).needs_manual_grade


def taken(course, lesson):
    """student -> what is taken off, as the gradebook says it."""
    with Gradebook(course.address, course.id) as book:
        return {one.student.id: one.late_submission_penalty or 0.0 for one in book.assignment_submissions(lesson)}
