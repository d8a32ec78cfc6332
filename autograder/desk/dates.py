"""Dates, late rules and exceptions, set at any time for everybody, for learners or for groups; all penalties follow at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from autograder import rights
from autograder.desk import classroom, clock, roster, timing, worksheet
from autograder.errors import WRONG_REQUEST, CourseError
from autograder.grade.gradebook import gradebook, penalties, rules
from autograder.grade.gradebook.penalties import Worked
from autograder.grade.gradebook.rules import EVERY, Change, Rules
from autograder.grade.gradebook.settings import Course
from autograder.lock import held
from dlcourse.language import Text

COMMAND = "autograder dates"

_SAID = {
    "date": Text('"{word}" is no date', '"{word}"은(는) 날짜가 아닙니다'),
    "zone": Text('"{word}" is no time zone', '"{word}"은(는) 시간대가 아닙니다'),
    "who": Text('"{word}" is nobody in the class', '"{word}"은(는) 반에 없습니다'),
    "group": Text('there is no group "{word}"', '"{word}" 모둠이 없습니다'),
    "number": Text('"{word}" is no number of 0 or more', '"{word}"은(는) 0 이상의 수가 아닙니다'),
    "lesson": Text("it is not said for which lesson", "어느 수업인지 적지 않았습니다"),
    "everybody": Text("the weight of a lesson is everybody's", "수업의 비중은 모두에게 같습니다"),
}
_FIX = {
    "date": Text(
        'write it like 2026-09-14, or "2026-09-14 18:00"; none takes it back',
        '2026-09-14 또는 "2026-09-14 18:00"처럼 적어 보세요. none이면 없앱니다',
    ),
    "zone": Text("write it like Asia/Seoul or Europe/Paris", "Asia/Seoul, Europe/Paris처럼 적어 보세요"),
    "who": Text("write an id, or an address of the roster", "명단에 있는 식별자나 이메일 주소를 적어 보세요"),
    "group": Text(
        "make it first: --group NAME=ID,ID", "먼저 모둠을 만들어 보세요: --group NAME=ID,ID"
    ),
    "number": Text("write it like 2 or 0.5", "2나 0.5처럼 적어 보세요"),
    "lesson": Text("name a lesson, such as 01_perceptron", "01_perceptron처럼 수업을 적어 보세요"),
    "everybody": Text("leave --for and --group out", "--for와 --group을 빼 보세요"),
}  # fmt: skip


@dataclass(frozen=True)
class Wish:
    """What was asked for, in the words it was typed in; None where nothing was said."""

    due: str | None = None
    late: str | None = None
    counts: str | None = None
    weight: str | None = None
    drop_lowest: str | None = None
    zone: str | None = None
    learners: Sequence[str] = ()
    groups: Sequence[str] = ()
    why: str = ""

    @property
    def sets(self) -> bool:
        """Whether it changes anything at all."""
        values = (self.due, self.late, self.counts, self.weight, self.drop_lowest, self.zone)
        return any(value is not None for value in values) or any("=" in one for one in self.groups)


@dataclass
class Outcome:
    """What was changed, and what every hand-in costs since."""

    changes: list[Change] = field(default_factory=list)
    worked: list[Worked] = field(default_factory=list)


def agreed(folder: Path) -> Rules:
    """The rules of a class, with the groups that its roster knows."""
    return Rules.at(folder, groups_of(roster.known(folder)))


def groups_of(people: Mapping[str, roster.Person]) -> dict[str, set[str]]:
    """group -> learners, where the roster has a column for it."""
    found: dict[str, set[str]] = {}
    for one in people.values():
        for name in one.teams:
            if name.strip():
                found.setdefault(name.strip(), set()).add(one.id)
    return found


def change(course: Course, lessons: Sequence[str], wish: Wish) -> Outcome:
    """Do what was asked, note it with who and when, and work every penalty out again."""
    folder = course.folder
    done = Outcome()
    with held(folder, "dates"):
        if wish.sets:
            done.changes = _changes(folder, [classroom.checked(folder, one) for one in lessons], wish)
            rules.write(
                folder, done.changes
            )  # first: what was agreed must not get lost, and doing it again is harmless
            for one in done.changes:
                if one.whom == EVERY and "due" in one.sets:
                    due = one.sets["due"]
                    gradebook.set_due(course, one.lesson, datetime.fromisoformat(due) if due else None)
        done.worked = penalties.work_out(course, rules=agreed(folder))
    return done


def _changes(folder: Path, lessons: Sequence[str], wish: Wish) -> list[Change]:
    now, me = datetime.now(UTC), rights.me()
    zone_word = _zone(wish.zone)
    zone = clock.zone_named(zone_word) if zone_word else timing.zone_of(folder)
    people = roster.known(folder)
    made = _new_groups(people, wish)
    groups = set(agreed(folder).groups) | set(made)
    whom = [f"learner:{_learner(people, one)}" for one in wish.learners]
    for name in (one.partition("=")[0].strip() for one in wish.groups):
        if name not in groups:
            raise wrong("group", sorted(groups), word=name)
        whom.append(f"group:{name}")
    found = []
    own: dict[str, Any] = {"zone": zone_word} if zone_word else {}
    if made:
        own["groups"] = made
    if wish.drop_lowest is not None:
        own["drop_lowest"] = int(_number(wish.drop_lowest))
    if own:
        found.append(Change(now, me, EVERY, EVERY, own, wish.why))
    sets: dict[str, Any] = {}
    if wish.due is not None:
        sets["due"] = _due(wish.due, zone)
    if wish.late is not None:
        sets["late"] = _rule(wish.late)
    if wish.counts is not None:
        sets["counts"] = wish.counts
    if not lessons and (wish.due is not None or wish.counts is not None or wish.weight is not None):
        raise wrong("lesson")
    if sets:
        found += [
            Change(now, me, lesson, one, sets, wish.why) for lesson in lessons or [EVERY] for one in whom or [EVERY]
        ]
    if wish.weight is not None:
        if whom:
            raise wrong("everybody")
        weight = {"weight": _number(wish.weight)}
        found += [Change(now, me, lesson, EVERY, weight, wish.why) for lesson in lessons]
    return found


def wrong(key: str, known: Sequence[str] = (), **values: object) -> CourseError:
    """A request that cannot be met, in the reader's language."""
    what = str(_SAID[key].format(**values))
    return CourseError(where=COMMAND, what=what, fix=str(_FIX[key]), known=known, code=WRONG_REQUEST)


def _new_groups(people: Mapping[str, roster.Person], wish: Wish) -> dict[str, list[str]]:
    made = {}
    for word in wish.groups:
        name, equals, ids = word.partition("=")
        if equals:
            made[name.strip()] = [_learner(people, one.strip()) for one in ids.split(",") if one.strip()]
    return made


def _learner(people: Mapping[str, roster.Person], word: str) -> str:
    if word in people:
        return word
    found = worksheet.Finder(people.values()).of(worksheet.Line(id=word, email=word, name=word))
    if not found:
        raise wrong("who", word=word)
    return found


def _due(word: str, zone: Any) -> str | None:
    if word == "none":
        return None
    try:
        return clock.until(word, zone).astimezone(UTC).isoformat(timespec="seconds")
    except (ValueError, OverflowError):
        raise wrong("date", word=word) from None


def _rule(word: str) -> str | None:
    if word == "settings":
        return None
    if not rules.is_rule(word):
        raise classroom.wrong("--late", "late", word=word)
    return word


def _zone(word: str | None) -> str:
    try:
        clock.zone_named(word or "")
    except ValueError:
        raise wrong("zone", word=word) from None
    return word or ""


def _number(word: str) -> float:
    try:
        number = float(word)
    except ValueError:
        number = -1.0
    if not 0 <= number < 1e6:
        raise wrong("number", word=word)
    return number
