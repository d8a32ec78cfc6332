"""A second list brought together with the class: the same id or the same address is the same person, in whatever format it comes."""

import dataclasses
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from autograder.desk.people_index import names
from autograder.desk.roster import BadLine, Person, Roster
from dlcourse.language import Text

_SAID = {
    "two": Text(
        "the id {id} is {first}'s, but the address {email} is {second}'s; correct one of them",
        "식별자 {id}은(는) {first}의 것인데 이메일 {email}은(는) {second}의 것입니다. 둘 가운데 하나를 고쳐 보세요",
    ),
    "id": Text(
        "{who} has the id {id} in this list; to take it over: autograder class change {who} --id {id}",
        "이 명단에서 {who}의 식별자는 {id}입니다. 바꾸려면: autograder class change {who} --id {id}",
    ),
    "renamed": Text("{old} has the id {new} from now on, as in this list", "{old}의 식별자를 이 명단대로 {new}(으)로 바꾸었습니다"),
    "name": Text(
        "{who} has the name of {other}, who is in the class already; if they are one person: autograder class undo",
        "{who}은(는) 이미 반에 있는 {other}와(과) 이름이 같습니다. 같은 사람이라면: autograder class undo",
    ),
    "dropped": Text(
        "{who} was dropped from the class and stays so; to take them back: autograder class drop --back {who}",
        "{who}은(는) 반에서 빠진 그대로입니다. 다시 넣으려면: autograder class drop --back {who}",
    ),
    "missing": Text(
        "{count} of the class are not in this list: {who}; whoever left: autograder class drop ID",
        "반의 {count}명이 이 명단에 없습니다: {who}. 그만둔 사람은: autograder class drop ID",
    ),
}  # fmt: skip


@dataclass
class Merged:
    """The class after a list: everybody, who is new, who was known, who gets another id, what to know, lines that were not taken."""

    people: dict[str, Person]
    new: list[str] = field(default_factory=list)
    known: list[str] = field(default_factory=list)
    renamed: dict[str, str] = field(default_factory=dict)
    notes: list[Text] = field(default_factory=list)
    bad: list[BadLine] = field(default_factory=list)


def merge(known: Mapping[str, Person], coming: Roster, has_work: Callable[[str], bool]) -> Merged:
    """The class with the people of a list. `has_work` says whether something of an id's is there already."""
    merged = Merged(dict(known))
    ids = {one.casefold(): one for one in known}
    mails = {one.email.casefold(): one.id for one in known.values() if one.email}
    named: dict[str, list[str]] = defaultdict(list)
    for person in known.values():
        for name in names(person):
            named[name].append(person.id)
    for one in coming.people:
        also = coming.also.get(one.id, ())
        by_id = next((ids[word.casefold()] for word in (one.id, *also) if word.casefold() in ids), "")
        by_mail = mails.get(one.email.casefold(), "")
        if not coming.numbered and by_mail:
            by_id = ""  # the id is only a part of the address
        if by_id and by_mail and by_id != by_mail:
            why = _SAID["two"].format(id=one.id, first=by_id, email=one.email, second=by_mail)
            merged.bad.append(BadLine(coming.lines.get(one.id, 0), why))
            continue
        same = by_id or by_mail or _by_login(one, known)
        if not same:
            if like := [name for form in names(one) for name in named.get(form, ())]:
                merged.notes.append(_SAID["name"].format(who=one.id, other=like[0]))
            merged.people[one.id] = one
            merged.new.append(one.id)
            continue
        _again(merged, known[same], one, coming, has_work)
    missing = [one for one in known.values() if not one.dropped and one.id not in {*merged.known, *merged.renamed}]
    if missing and len(merged.known) + len(merged.renamed) >= len(missing):
        shown = ", ".join(one.id for one in missing[:5]) + (f" (+{len(missing) - 5})" if len(missing) > 5 else "")
        merged.notes.append(_SAID["missing"].format(count=len(missing), who=shown))
    return merged


def _again(merged: Merged, before: Person, one: Person, coming: Roster, has_work: Callable[[str], bool]) -> None:
    """Somebody of the class in a newer list: what it does not say stays as it was written down."""
    its = before.id
    own = coming.numbered and one.id.casefold() not in (before.id.casefold(), one.email.partition("@")[0].casefold())
    if own and before.id not in coming.also.get(one.id, ()):
        derived = before.id.casefold() == before.email.partition("@")[0].casefold()
        if derived and not has_work(before.id) and one.id not in merged.people:
            its = one.id
            merged.renamed[before.id] = its
            merged.notes.append(_SAID["renamed"].format(old=before.id, new=its))
        elif one.id not in before.logins.split():
            merged.notes.append(_SAID["id"].format(who=before.id, id=one.id))
    if before.dropped:
        merged.notes.append(_SAID["dropped"].format(who=before.id))
    if names(one) & names(before):  # a whole name is taken apart by guessing
        one = dataclasses.replace(one, first_name=before.first_name, last_name=before.last_name)
    says_a_name = bool(one.first_name or one.last_name)
    more = [one.id] if own and its != one.id and " " not in one.id else []
    logins = " ".join(dict.fromkeys([*before.logins.split(), *one.logins.split(), *more]))
    after = dataclasses.replace(
        before,
        id=its,
        first_name=one.first_name if says_a_name else before.first_name,
        last_name=one.last_name if says_a_name else before.last_name,
        email=one.email or before.email,
        platform_id=one.platform_id or before.platform_id,
        account=one.account or before.account,
        team=one.team or before.team,
        logins=logins,
    )
    merged.people = {
        after.id if who == before.id else who: after if who == before.id else p for who, p in merged.people.items()
    }
    if its == before.id:
        merged.known.append(its)


def _by_login(one: Person, known: Mapping[str, Person]) -> str:
    """Who logs in by the id of a list that has no addresses, and has the same name."""
    found = [
        who.id
        for who in known.values()
        if not one.email
        and one.id.casefold() in (who.email.partition("@")[0].casefold(), *who.logins.casefold().split())
        and names(one) & names(who)
    ]
    return found[0] if len(found) == 1 else ""
