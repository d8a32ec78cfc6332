"""The people of a class change: they come in, are corrected, leave and come back. Each change is written down and can be taken back.

Whoever leaves is kept, with all their work, and is in no table. An id is the name of folders and of grades, so another id moves them.
"""

import dataclasses
import json
import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from autograder import rights
from autograder.desk import merging, roster, strays
from autograder.desk.roster import Person
from autograder.errors import WRONG_REQUEST, CourseError
from autograder.grade.gradebook import gradebook, rules
from autograder.grade.gradebook.settings import Course
from autograder.lock import held
from dlcourse.language import Text

LOG = Path("desk") / "people.jsonl"
_ROOMS = ("submitted", "autograded", "feedback", "desk/earlier/*", "feedback-archive")
_SAID = {
    "nobody": Text("nobody in the class has the id {id}", "반에 {id} 식별자를 쓰는 사람이 없습니다"),
    "address": Text("the address {email} is {id}'s already", "이메일 {email}은(는) 이미 {id}의 것입니다"),
    "id": Text("the id {id} is somebody's already", "식별자 {id}은(는) 이미 다른 사람이 쓰고 있습니다"),
    "undo": Text("there is no change of the class to take back", "되돌릴 변경이 없습니다"),
}
_FIX = {
    "nobody": Text(
        "autograder class show lists everybody and their ids",
        "autograder class show를 실행하면 모두의 식별자가 나옵니다",
    ),
    "address": Text(
        "correct the other one first, or leave the address out", "다른 사람의 것을 먼저 고치거나 이메일을 빼 보세요"
    ),
    "id": Text("choose another id", "다른 식별자를 고르세요"),
    "undo": Text("autograder class show lists what was changed", "autograder class show를 실행하면 바뀐 것이 나옵니다"),
}
_KEPT = Text(
    "{who} has handed something in since then: kept, and dropped from the class",
    "{who}은(는) 그 뒤에 제출한 것이 있어 지우지 않고 반에서만 뺐습니다",
)


@dataclass(frozen=True)
class Change:
    """One change: when, by whom, by which command; every person before and after it, None where there was nobody."""

    when: str
    by: str
    command: str
    before: Mapping[str, Person | None]
    after: Mapping[str, Person | None]
    renamed: Mapping[str, str]


def wrong(where: object, key: str, **values: object) -> CourseError:
    """A change that cannot be made, in the reader's language."""
    what, fix = (str(said[key].format(**values)) for said in (_SAID, _FIX))
    return CourseError(where=str(where), what=what, fix=fix, code=WRONG_REQUEST)


def enrol(course: Course, coming: roster.Roster, command: str) -> merging.Merged:
    """Bring a list into the class."""
    before = roster.known(course.folder)
    merged = merging.merge(before, coming, lambda who: has_work(course.folder, who))
    for old, new in merged.renamed.items():
        _move(course, old, new)
    _written(course, before, merged.people, command, merged.renamed)
    return merged


def change(
    course: Course, who: str, command: str = "", *, new_id: str = "", logins: Sequence[str] = (), **fields: str
) -> Person:
    """Correct a person: another id, name, address, team, account of the hub, or name on a platform (`github:adagh`)."""
    with held(course.folder, "class change"):
        people = roster.known(course.folder)
        before = _one(people, who)
        after = dataclasses.replace(before, **fields)
        if logins:
            after = dataclasses.replace(after, logins=_with_logins(before.logins, logins))
        other = next((one for one in people.values() if one.id != who and _same(one, after)), None)
        if other:
            raise wrong("autograder class change", "address", email=after.email, id=other.id)
        renamed = {}
        if new_id and new_id != who:
            if why := roster.why_no_id(new_id):
                raise CourseError(where="--id", what=str(why), fix=str(_FIX["id"]), code=WRONG_REQUEST)
            if new_id.casefold() in {one.casefold() for one in people} - {who.casefold()}:
                raise wrong("autograder class change", "id", id=new_id)
            after = dataclasses.replace(after, id=new_id)
            renamed = {who: new_id}
            _move(course, who, new_id)
        everybody = {
            (after.id if name == who else name): (after if name == who else one) for name, one in people.items()
        }
        _written(course, people, everybody, command or "class change", renamed)
        return after


def drop(course: Course, who: Sequence[str], *, back: bool = False) -> list[Person]:
    """Take people out of the class's tables, or back into them; their work stays where it is."""
    with held(course.folder, "class drop"):
        people = roster.known(course.folder)
        day = "" if back else datetime.now().astimezone().date().isoformat()
        changed = {name: dataclasses.replace(_one(people, name), dropped=day) for name in who}
        _written(course, people, people | changed, "class drop --back" if back else "class drop", {})
        return list(changed.values())


def undo(course: Course) -> tuple[Change, list[Text]]:
    """Take the last change back; whoever came in by it and has handed something in since is dropped instead."""
    with held(course.folder, "class undo"):
        log = changes(course.folder)
        if not log:
            raise wrong(course.folder, "undo")
        last = log[-1]
        people = roster.known(course.folder)
        notes: list[Text] = []
        for old, new in last.renamed.items():
            if new in people:
                _move(course, new, old)
                people = {(old if name == new else name): one for name, one in people.items()}
        gone = []
        for name in last.after:
            then = last.before.get(name)
            if then is not None or name in last.renamed.values():
                continue
            if name in people and has_work(course.folder, name):
                people[name] = dataclasses.replace(people[name], dropped=datetime.now().astimezone().date().isoformat())
                notes.append(_KEPT.format(who=name))
            elif people.pop(name, None):
                gone.append(name)
        for name, then in last.before.items():
            if then is not None:
                people[name] = then
        _enter(course, people.values())
        if gone:
            gradebook.forget(course, gone)
        roster.save(course.folder, people.values())
        _save_log(course.folder, log[:-1])
        return last, notes


def changes(folder: Path) -> list[Change]:
    """What was changed and not taken back, the last one last."""
    try:
        lines = (folder / LOG).read_text(encoding="utf-8").splitlines()
    except OSError:
        return []
    found = []
    for line in lines:
        said = json.loads(line)
        for side in ("before", "after"):
            said[side] = {name: Person(**one) if one else None for name, one in said[side].items()}
        found.append(Change(**said))
    return found


def has_work(folder: Path, who: str) -> bool:
    """Whether something of somebody's is there."""
    return any(any(folder.glob(f"{room}/{_escaped(who)}/*")) for room in _ROOMS)


def _one(people: Mapping[str, Person], who: str) -> Person:
    if who not in people:
        raise wrong("autograder class", "nobody", id=who)
    return people[who]


def _same(one: Person, other: Person) -> bool:
    return bool(other.email) and one.email.casefold() == other.email.casefold()


def _with_logins(known: str, more: Iterable[str]) -> str:
    """Names on platforms: a newer one of a platform stands for the earlier one."""
    found = known.split()
    for word in more:
        platform, colon, name = word.partition(":")
        if colon:
            found = [one for one in found if not one.startswith(f"{platform}:")]
        if name or not colon:
            found.append(word)
    return " ".join(dict.fromkeys(found))


def remember_login(folder: Path, who: str, key: str) -> None:
    """Remember what a platform calls somebody, so that the next download knows them."""
    people = roster.known(folder)
    one = people[who]
    if key and " " not in key and key not in one.logins.split():
        people[who] = dataclasses.replace(one, logins=f"{one.logins} {key}".strip())
        roster.save(folder, people.values())


def _written(
    course: Course, before: Mapping[str, Person], after: Mapping[str, Person], command: str, renamed: Mapping[str, str]
) -> None:
    """The gradebook, the list and the log, in this order: what was interrupted is simply done again."""
    changed = {name for name in {**before, **after} if before.get(name) != after.get(name)}
    _enter(course, after.values())
    roster.save(course.folder, after.values())
    if changed and command != "class new":  # a class is not taken back by this
        now = datetime.now().astimezone().isoformat(timespec="seconds")
        then = {name: before.get(name) for name in sorted(changed) if name in before}
        since = {name: after.get(name) for name in sorted(changed) if name in after}
        log = changes(course.folder)
        _save_log(course.folder, [*log, Change(now, rights.me(), command, then, since, renamed)])


def _enter(course: Course, people: Iterable[Person]) -> None:
    gradebook.enrol(course, [(one.id, one.first_name, one.last_name, one.email) for one in people])


def _save_log(folder: Path, log: Iterable[Change]) -> None:
    lines = [json.dumps(asdict(one), ensure_ascii=False) for one in log]
    roster.write(folder / LOG, "".join(f"{line}\n" for line in lines))


def _move(course: Course, old: str, new: str) -> None:
    """All that carries an id gets the other one."""
    folder = course.folder
    for room in _ROOMS:
        for place in sorted(folder.glob(f"{room}/{_escaped(old)}")):
            if not os.path.lexists(place.with_name(new)):
                place.rename(place.with_name(new))
    for path in sorted((folder / "grading").glob("*.jsonl")):
        lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
        moved = [line | {"student": new} if line.get("student") == old else line for line in lines]
        if moved != lines:
            roster.write(path, "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in moved))
    agreed = folder / rules.FILE
    if agreed.exists():  # dates and exceptions of their own
        lines = [json.loads(line) for line in agreed.read_text(encoding="utf-8").splitlines() if line.strip()]
        for line in lines:
            line["whom"] = f"learner:{new}" if line.get("whom") == f"learner:{old}" else line.get("whom")
            groups = line.get("sets", {}).get("groups", {})
            groups |= {name: [new if one == old else one for one in ids] for name, ids in groups.items()}
        roster.write(agreed, "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines))
    strays.renamed(folder, old, new)
    gradebook.rename(course, old, new)


def _escaped(name: str) -> str:
    return "".join(f"[{letter}]" if letter in "*?[" else letter for letter in name)
