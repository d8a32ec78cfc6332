"""A term of 120 learners and ten lessons, played by a script: every grade is the one that the script's own record gives."""

import shutil
from datetime import UTC, datetime, timedelta
from fractions import Fraction

import numpy as np
import pytest

from autograder import rights
from autograder.desk import dates, grades, roster
from autograder.desk.dates import Wish
from autograder.desk.roster import Person
from autograder.grade.gradebook.grade_writer import GradeWriter
from autograder.grade.gradebook.rules import Rules
from autograder.grade.gradebook.settings import Course
from tests.autograder.desk.gradebooks import MOST, WORDS, class_of, record

pytestmark = [pytest.mark.rest]

PEOPLE = [f"s{number:03}" for number in range(120)]
SECOND = PEOPLE[80:]  # the second section, a day later
LATE_COMERS = PEOPLE[110:]
LESSONS = [f"{number:02}_lesson" for number in range(1, 11)]
START = datetime(2026, 9, 1, 12, tzinfo=UTC)


class Notes:
    """What the script did, in the simplest words; nothing of the program is asked."""

    def __init__(self):
        self.due = {lesson: START + timedelta(days=7 * number) for number, lesson in enumerate(LESSONS)}
        self.section, self.extension, self.rule, self.own_rule, self.counts = {}, {}, {}, {}, {}
        self.handed_in, self.people = {}, set(PEOPLE)

    def grade(self, lesson, who):
        """The points, or None where there is no grade that counts."""
        if who not in self.people or (lesson, who) not in self.handed_in:
            return None
        if self.counts.get((lesson, who), "counts") != "counts":
            return None
        when, points, words = self.handed_in[lesson, who]
        whole = Fraction(points) + Fraction(words or 0)
        due = self.section.get(lesson, self.due[lesson]) if who in SECOND else self.due[lesson]
        due = max(due, self.extension.get((lesson, who), due))
        if when is None or when <= due:
            return whole
        rule = self.own_rule.get((lesson, who), self.rule.get(lesson, "10"))
        if rule in ("none", "zero"):
            return whole if rule == "none" else Fraction(0)
        days = -((due - when) // timedelta(days=1))  # begun
        return whole - min(whole, whole * Fraction(rule) / 100 * days)


def hand_in(course, notes, rng, lesson, people):
    """Some hand in early, some late, some nobody knows when; a person has read some of the answers."""
    with GradeWriter(course.address, lesson) as writer:
        for who in people:
            hours = rng.choice([-20, -1, 0, 1, 25, 26, 80, 400])
            when = None if rng.random() < 0.1 else notes.due[lesson] + timedelta(hours=int(hours))
            points = float(rng.choice([0, 2.5, 7, MOST]))
            before = notes.handed_in.get((lesson, who), (None, 0, None))
            notes.handed_in[lesson, who] = (when, points, before[2])
            stamp = "" if when is None else when.strftime("%Y-%m-%d %H:%M:%S UTC")
            writer.save(who, record(points, f"Because {who}."), stamp)


def read_some(course, notes, rng, lesson):
    from nbgrader.api import Grade, Gradebook

    with Gradebook(course.address, course.id) as book:
        for grade in book.db.query(Grade).all():
            who = grade.student.id
            if grade.name == "why" and grade.assignment.name == lesson and rng.random() < 0.3:
                grade.manual_score, grade.needs_manual_grade = float(rng.choice([0, 1.5, WORDS])), False
                when, points, _ = notes.handed_in[lesson, who]
                notes.handed_in[lesson, who] = (when, points, grade.manual_score)
        book.db.commit()


def agrees(course, notes):
    found = grades.of(course).points(LESSONS)
    for lesson in LESSONS:
        mine = {who: grade for who in PEOPLE if (grade := notes.grade(lesson, who)) is not None}
        assert found[lesson] == pytest.approx({who: float(grade) for who, grade in mine.items()}), lesson


def test_every_grade_of_a_term_is_the_one_of_the_scripts_own_record(tmp_path, monkeypatch):
    rng = np.random.default_rng(2026)
    course = class_of(tmp_path / "class", PEOPLE, LESSONS)
    notes = Notes()

    def agree(by, lesson, **wish):
        monkeypatch.setattr(rights, "me", lambda: by)
        dates.change(course, [lesson] if lesson else [], Wish(**wish))

    notes.people -= set(LATE_COMERS)
    roster.save(course.folder, [Person(who) for who in PEOPLE if who in notes.people])
    agree("kim", None, late="10")
    agree("kim", None, groups=[f"two={','.join(who for who in SECOND if who in notes.people)}"])
    for lesson in LESSONS:
        agree("kim", lesson, due=notes.due[lesson].isoformat())
        hand_in(course, notes, rng, lesson, [who for who in PEOPLE if who in notes.people and rng.random() < 0.9])

    notes.people |= set(LATE_COMERS)
    notes.people -= set(PEOPLE[:5])  # and five have left
    roster.save(course.folder, [Person(who) for who in PEOPLE if who in notes.people])
    agree("lee", None, groups=[f"two={','.join(who for who in SECOND if who in notes.people)}"])
    for lesson in LESSONS[3:]:
        notes.section[lesson] = notes.due[lesson] + timedelta(days=1)
        agree("lee", lesson, due=notes.section[lesson].isoformat(), groups=["two"])
        hand_in(course, notes, rng, lesson, [*LATE_COMERS, *PEOPLE[10:20]])  # the ten again
    for lesson in LESSONS:
        read_some(course, notes, rng, lesson)
        chosen = [str(who) for who in rng.choice(PEOPLE[5:], size=6, replace=False)]
        notes.extension |= {(lesson, who): notes.due[lesson] + timedelta(days=2) for who in chosen}
        agree("kim", lesson, due=notes.extension[lesson, chosen[0]].isoformat(), learners=chosen)
    agrees(course, notes)

    backup = tmp_path / "backup"
    shutil.copytree(course.folder, backup)
    agree("kim", LESSONS[0], late="zero")  # what came after the backup is gone with the disk
    shutil.rmtree(course.folder)
    shutil.copytree(backup, course.folder)
    course = Course.at(course.folder)
    agrees(course, notes)

    notes.due[LESSONS[4]] += timedelta(days=3)
    agree("lee", LESSONS[4], due=notes.due[LESSONS[4]].isoformat())
    notes.rule |= {LESSONS[1]: "zero", LESSONS[2]: "none", LESSONS[3]: "33.3"}
    for lesson, rule in notes.rule.items():
        agree("lee", lesson, late=rule)
    for who, counts in zip(PEOPLE[20:26], ("excused", "dropped") * 3, strict=True):
        notes.counts[LESSONS[5], who] = counts
        agree("kim", LESSONS[5], counts=counts, learners=[who])
    notes.own_rule[LESSONS[1], PEOPLE[30]] = "none"
    agree("kim", LESSONS[1], late="none", learners=[PEOPLE[30]])
    agrees(course, notes)
    assert {one.by for one in Rules.at(course.folder).changes} == {"kim", "lee"}
