"""The grades of a class as they leave it: of those who are in it, where there is a grade, and as far as it counts.

Nothing else is written anywhere: an empty cell would take away a grade that somebody gave by hand on the platform.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from autograder.desk import dates, roster
from autograder.desk.roster import Person
from autograder.grade.gradebook import gradebook, penalties
from autograder.grade.gradebook.gradebook import HandedIn
from autograder.grade.gradebook.rules import COUNTS, DROPPED, EXCUSED, Rules
from autograder.grade.gradebook.settings import Course

Points = Mapping[str, Mapping[str, float]]  # lesson -> student -> points


@dataclass(frozen=True)
class Grades:
    """Everything that an export needs: the people of the class, the hand-ins that count, and what was agreed."""

    people: Mapping[str, Person]
    graded: Mapping[str, Mapping[str, HandedIn]]  # lesson -> student -> what counts
    most: Mapping[str, float]
    rules: Rules
    due: Mapping[str, datetime | None]
    now: datetime

    def points(self, lessons: Iterable[str], *, missing_is_zero: bool = False) -> dict[str, dict[str, float]]:
        """lesson -> student -> points; a missing one is 0 only if that was asked for, and their time is over."""
        found = {}
        for lesson in lessons:
            mine = {who: one.points for who, one in self.graded[lesson].items()}
            if missing_is_zero:
                mine |= {who: 0.0 for who in self.people if who not in mine and self._is_over(lesson, who)}
            found[lesson] = mine
        return found

    def counts(self, lesson: str, who: str) -> str:
        """Whether a learner's hand-in counts, was dropped, or they are excused."""
        return self.rules.of(lesson, who, None).counts

    def _is_over(self, lesson: str, who: str) -> bool:
        standing = self.rules.of(lesson, who, self.due.get(lesson))
        return standing.counts != EXCUSED and (standing.due is None or standing.due < self.now)


def of(course: Course) -> Grades:
    """The grades of a class, with every penalty worked out anew."""
    rules = dates.agreed(course.folder)
    penalties.work_out(course, rules=rules)
    known = roster.known(course.folder)
    every = gradebook.overview(course)
    people = roster.active(course.folder) if known else _people(every)
    graded = {
        lesson: {
            who: one for who, one in rows.items() if who in people and rules.of(lesson, who, None).counts == COUNTS
        }
        for lesson, rows in every.items()
    }
    most = {lesson: next((one.most for one in rows.values()), 0.0) for lesson, rows in every.items()}
    return Grades(people, graded, most, rules, gradebook.due(course), datetime.now(UTC))


def _people(every: Mapping[str, Mapping[str, HandedIn]]) -> dict[str, Person]:
    """Of a class without a roster, everybody who has a grade."""
    return {who: Person(who) for rows in every.values() for who in rows}


@dataclass(frozen=True)
class Part:
    """A table without holes: every learner in it has a grade in each of its lessons. `name` is "" where it is all there is."""

    name: str
    people: Sequence[Person]
    points: Points


def parts(people: Mapping[str, Person], points: Points) -> list[Part]:
    """One table if everybody in it has everything, else one a lesson."""
    points = {lesson: mine for lesson, mine in points.items() if mine}
    everybody = {who for mine in points.values() for who in mine if who in people}
    if all(everybody <= mine.keys() for mine in points.values()):
        return [Part("", [people[who] for who in sorted(everybody)], points)] if everybody else []
    return [
        Part(lesson, [people[who] for who in sorted(mine) if who in people], {lesson: mine})
        for lesson, mine in points.items()
        if any(who in people for who in mine)
    ]


# --- totals ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Total:
    """A learner over all lessons: percent of what counts, and the lessons that were left out of it, with why."""

    person: Person
    points: Mapping[str, float]
    left_out: Mapping[str, str]  # lesson -> missing, excused, dropped or lowest
    percent: float | None


def totals(grades: Grades, lessons: Sequence[str], *, missing_is_zero: bool = False) -> list[Total]:
    """Everybody's total: the lessons with their weights, without the lowest ones, if the class agreed so."""
    points = grades.points(lessons, missing_is_zero=missing_is_zero)
    weights = {lesson: _weight(grades.rules.setting("weight", lesson)) for lesson in lessons}
    lowest = int(grades.rules.setting("drop_lowest") or 0)
    found = []
    for who, person in sorted(grades.people.items()):
        mine = {lesson: points[lesson][who] for lesson in lessons if who in points[lesson]}
        left_out = {
            lesson: kind if (kind := grades.counts(lesson, who)) in (EXCUSED, DROPPED) else "missing"
            for lesson in lessons
            if lesson not in mine
        }
        shares = {
            lesson: mine[lesson] / grades.most[lesson] for lesson in mine if grades.most[lesson] and weights[lesson]
        }
        for lesson in sorted(shares, key=lambda one: (shares[one], one))[: min(lowest, max(0, len(shares) - 1))]:
            left_out[lesson] = "lowest"
            del shares[lesson]
        whole = sum(weights[lesson] for lesson in shares)
        percent = 100 * sum(weights[lesson] * share for lesson, share in shares.items()) / whole if whole else None
        found.append(Total(person, mine, left_out, percent))
    return [one for one in found if one.points]


def _weight(said: object) -> float:
    return 1.0 if said is None else float(str(said))
