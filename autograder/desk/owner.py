"""Whose file is it? Platforms write that into the names of folders and files, each in its own way.

The outermost name that says whose it is decides: what a learner called their file cannot make it another's. A name that a
platform gave and that nobody in the class has is a stray, and is never searched further inward.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from autograder.desk import layouts
from autograder.desk.accounts import Accounts
from autograder.desk.layouts import Nobodys
from autograder.desk.names import korean, letters, like_a_korean_name
from autograder.desk.people_index import Index
from autograder.desk.roster import Person
from dlcourse.language import Text

UNKNOWN = Text("nobody in the roster is called like this", "명단에 이런 이름의 학생이 없습니다")
SEVERAL = Text(
    "the name fits several students: {names}; write the platform's number of each into platform_id of roster.csv",
    "이름이 여러 학생에게 맞습니다: {names}. 플랫폼의 번호를 roster.csv의 platform_id에 적어 보세요",
)
CONFLICT = Text(
    "one part of the name says {first} and another says {second}, so it was given to nobody",
    "이름의 한 부분은 {first}, 다른 부분은 {second}을(를) 가리켜 아무에게도 주지 않았습니다",
)
HIDDEN = Text(
    "the platform hides the name behind {number}: collect again with --numbers and the platform's list, or assign it",
    "플랫폼이 이름을 {number} 번호로 가렸습니다. 플랫폼의 명단을 --numbers로 주어 다시 수집하거나 직접 배정해 보세요",
)
NAMELESS = Text("its name says nobody's name", "이름에 누구의 것인지 적혀 있지 않습니다")


@dataclass(frozen=True)
class Owner:
    """Whose it is: one person, a team, or nobody, and then why. `key` is what the platform calls them, to be remembered."""

    who: tuple[str, ...] = ()
    why: Text | None = None
    sure: bool = False  # a name that was given by a platform: nothing further in may say otherwise
    key: str = ""

    @property
    def known(self) -> bool:
        """Whether it is somebody's."""
        return bool(self.who)


NOBODY = Owner(why=UNKNOWN)
Parts = tuple[str, ...]


class Owners:
    """Finds the students of a download by the names in it."""

    def __init__(
        self, people: Iterable[Person], lesson: str = "", numbers: Mapping[str, tuple[str, ...]] | None = None
    ) -> None:
        people = list(people)
        self._index = Index(people, numbers)
        self._accounts = Accounts(people)
        self._nobodys = Nobodys(lesson)

    def of_all(self, paths: Iterable[Parts], *, packed: str = "") -> dict[Parts, Owner]:
        """The owner of each file. `packed` is the name of the zip around all of them, which may be a student's own."""
        paths = list(dict.fromkeys(paths))
        found = self._level(paths, 0)
        if packed and not any(one.known or one.sure for one in found.values()):
            whole = self._within(packed, ())
            notebooks = [path for path in paths if path[-1].lower().endswith(".ipynb")]
            if whole.known and (len(notebooks) == 1 or self._exactly(packed)):
                return dict.fromkeys(paths, whole)
        return found

    # --- folder by folder -------------------------------------------------------------------------------------------

    def _level(self, paths: Sequence[Parts], depth: int) -> dict[Parts, Owner]:
        groups: dict[str, list[Parts]] = defaultdict(list)
        for path in paths:
            groups[path[depth]].append(path)
        parts = list(groups)
        read = {part: self._part(part, parts, is_file=len(groups[part][0]) == depth + 1) for part in parts}
        peopled = any(one.known or one.sure for one in read.values())
        found: dict[Parts, Owner] = {}
        for part, group in groups.items():
            owner = read[part]
            inner = [path for path in group if len(path) > depth + 1]
            if not owner.known and not owner.sure and inner:
                if self._nobodys.container(part):
                    found |= self._level(inner, depth + 1)
                    continue
                if not peopled:
                    deeper = self._level(inner, depth + 1)
                    if len({one.who for one in deeper.values() if one.known}) > 1:
                        found |= deeper
                        continue
            found |= dict.fromkeys(group, owner)
        return found

    # --- one name ---------------------------------------------------------------------------------------------------

    def _part(self, part: str, siblings: Sequence[str], *, is_file: bool) -> Owner:
        """What one name says; `siblings` are the names beside it."""
        if match := layouts.EXCHANGE.fullmatch(part):
            account = self._accounts.of(match["id"])
            return Owner(sure=True, why=account) if isinstance(account, Text) else Owner((account,), sure=True)
        stem = layouts.stem(part)
        if match := layouts.MOODLE.fullmatch(part):
            name = self._without_group(match["name"], siblings)
            return self._numbered("moodle", match["number"], name)
        if match := layouts.BLACKBOARD.fullmatch(part):
            heads = [its["head"] for one in siblings if (its := layouts.BLACKBOARD.fullmatch(one))]
            return self._tail("blackboard", match["head"], "_", heads)
        if match := layouts.SUBMIT.fullmatch(part) or layouts.SUBMIT.fullmatch(f"{stem}.ipynb"):
            return self._said(self._index.word(match["student_id"]), f"submit:{match['student_id']}")
        if match := layouts.BRIGHTSPACE.fullmatch(stem):
            return self._numbered("brightspace", match["number"], match["name"])
        if match := layouts.GRADESCOPE.fullmatch(stem):
            return self._numbered("gradescope", match["number"], "student")
        if match := layouts.CANVAS_ANONYMOUS.fullmatch(part):
            return self._numbered("canvas", match["number"], "anonymous")
        match = layouts.CANVAS.fullmatch(part)
        if match and (len(match["file"]) > 4 or not self._nobodys.all(match["name"])):  # and not 과제_20210001_2_x
            if who := self._index.word(match["name"]):
                return self._said(who)
            said = self._numbered("canvas", match["number"], match["name"])
            return Owner(why=UNKNOWN, sure=True, key=said.key) if self._namesake(said, match, siblings) else said
        if not is_file and (match := layouts.ILIAS.fullmatch(stem)):
            named = f"{match['last']} {match['first']}"
            if self._index.name(named) or not any(
                self._nobodys.all(match[one]) for one in ("last", "first", "account")
            ):
                return self._with_account("ilias", match["account"], named)
        if (match := layouts.BRACKETS.fullmatch(stem)) and not self._nobodys.all(match["account"]):
            if self._nobodys.all(match["name"]):
                return self._within(match["account"], siblings)
            return self._with_account("", match["account"], match["name"])
        if not is_file and (found := self._repository(stem, siblings)):
            return found
        return self._within(stem, siblings)

    def _said(self, who: set[str], key: str = "") -> Owner:
        """A name that a platform gave: it is one's, or it is nobody's."""
        if len(who) == 1:
            return Owner(tuple(who), sure=True, key=key)
        why = SEVERAL.format(names=", ".join(sorted(who))) if who else UNKNOWN
        return Owner(why=why, sure=True, key=key)

    def _numbered(self, platform: str, number: str, name: str) -> Owner:
        """A platform's own number beside a name. A number of another platform may be the same by chance, so the name must agree."""
        key = f"{platform}:{number}"
        by_number, certain = self._index.number(platform, number)
        hidden = bool(layouts.ANYBODY.fullmatch(name.strip()))
        by_name = set() if hidden else self._index.name(name) or self._index.word(name)
        if not hidden and not by_name and (team := self._index.team(name)):
            return Owner(tuple(sorted(team)), sure=True, key=key)
        if certain:
            return Owner(tuple(sorted(by_number)), sure=True, key=key)
        if by_name:
            if by_number and not by_number & by_name:
                first, second = (", ".join(sorted(one)) for one in (by_name, by_number))
                return Owner(why=CONFLICT.format(first=first, second=second), sure=True, key=key)
            return self._said(by_number & by_name or by_name, key)
        if hidden:
            return (
                self._said(by_number, key) if by_number else Owner(why=HIDDEN.format(number=number), sure=True, key=key)
            )
        return self._said({who for who in by_number if self._index.shares_a_name(who, name)}, key)

    def _namesake(self, found: Owner, match: re.Match[str], siblings: Sequence[str]) -> bool:
        """Whether somebody of the class has the name and another number, where the roster's numbers are this platform's."""
        [who] = found.who if len(found.who) == 1 else [""]
        own = self._index.people[who].platform_id if who else ""
        if not own or own == match["number"] or self._index.number("canvas", match["number"])[1]:
            return False
        others = (layouts.CANVAS.fullmatch(one) for one in siblings)
        return any(
            self._index.shares_a_name(one, its["name"])
            for its in others
            if its
            for one in self._index.number("canvas", its["number"])[0]
        )

    def _with_account(self, platform: str, account: str, name: str) -> Owner:
        """A name with an account beside it: the account decides, and never for somebody of another name."""
        who = self._index.login(platform, account)
        named = self._index.name(name) or self._index.word(name)
        who = who or {one for one in self._index.number(platform, account)[0] if self._index.shares_a_name(one, name)}
        if who and named and not who & named:
            first, second = (", ".join(sorted(one)) for one in (named, who))
            return Owner(why=CONFLICT.format(first=first, second=second), sure=True)
        return self._said(who & named or who, f"{platform}:{account}" if platform else account)

    def _without_group(self, name: str, siblings: Sequence[str]) -> str:
        """A name without the group that Moodle puts before it: of a known name, or before everybody's in the download."""
        if self._index.name(name) or self._index.team(name) or "-" not in name:
            return name
        for section in sorted(self._index.sections, key=len, reverse=True):
            if section and name.casefold().startswith(f"{section.casefold()}-"):
                return name[len(section) + 1 :]
        every = [match["name"] for one in siblings if (match := layouts.MOODLE.fullmatch(one))]
        before = [one.partition("-")[0] for one in every]
        if len(set(every)) > 1 and all("-" in one for one in every) and all(before.count(one) > 1 for one in before):
            return name.partition("-")[2]
        return name

    def _tail(self, platform: str, head: str, sign: str, heads: Sequence[str]) -> Owner:
        """An account behind a task's name. The task is what all names of the download begin with, else words that are nobody's."""
        pieces = head.split(sign)
        common = _common(heads, sign)
        if len(set(heads)) > 1 and common:
            account = sign.join(pieces[common:])
            return self._said(self._index.login(platform, account), f"{platform}:{account}")
        starts = [place for place in range(1, len(pieces)) if self._nobodys.all(sign.join(pieces[:place]))]
        if len(pieces) == 2 and not starts:
            starts = [1]
        read = {sign.join(pieces[place:]): self._index.login(platform, sign.join(pieces[place:])) for place in starts}
        found = {account: who for account, who in read.items() if who}
        if len(found) == 1:
            [(account, who)] = found.items()
            return self._said(who, f"{platform}:{account}")
        who = {one for these in found.values() for one in these}
        return self._said(who if len(who) > 1 else set(), f"{platform}:{next(iter(read), head)}")

    def _repository(self, stem: str, siblings: Sequence[str]) -> Owner | None:
        """A repository of GitHub Classroom: the task, a stroke, the account."""
        if "-" not in stem or " " in stem or "_" in stem:
            return None
        stems = [layouts.stem(one) for one in siblings]
        beside = [one for one in stems if "-" in one and " " not in one]
        common = _common(beside, "-") if len(beside) > 1 else 0
        if common and self._nobodys.all("-".join(stem.split("-")[:common])):
            return self._tail("github", stem, "-", beside)
        starts = [
            place for place in range(1, stem.count("-") + 1) if self._nobodys.all("-".join(stem.split("-")[:place]))
        ]
        return self._tail("github", stem, "-", [stem]) if starts and not self._nobodys.all(stem) else None

    def _exactly(self, stem: str) -> bool:
        return bool(self._index.word(stem) or self._index.name(stem))

    # --- names that no platform gave a form -------------------------------------------------------------------------

    def _within(self, stem: str, siblings: Sequence[str]) -> Owner:
        """An id or a name that stands where the owner's stands: 01_perceptron_20260001, or Gildong Hong - homework."""
        for who in (self._index.word(stem), self._index.name(stem), self._index.glued(stem)):
            if who and not self._nobodys.all(stem):
                return replace(self._said(who), sure=len(who) > 1)
        if team := self._index.team(stem):
            return Owner(tuple(sorted(team)))
        tokens = layouts.runs(stem)
        text = layouts.words(stem)
        ids = {one for one in self._index.ids_within(text, tokens) if one.isdigit() or self._is_first(text, one)}
        named = self._names_in(stem)
        strangers = [token for token in (*tokens, *text.split()) if self._index.foreign(token)]
        strangers = [one for one in strangers if not (layouts.a_day(one) and _in_all(one, siblings))]
        if strangers and (not ids or min(map(text.find, strangers)) < min(_place(text, one) for one in ids)):
            return Owner(why=UNKNOWN, sure=True)
        if ids:
            if named and not named & ids:
                first, second = (", ".join(sorted(one)) for one in (ids, named))
                return Owner(why=CONFLICT.format(first=first, second=second), sure=True)
            return replace(self._said(ids), sure=len(ids) > 1)
        if len(named) > 1:
            return self._said(named)
        if named:
            return Owner(tuple(named))
        return Owner(why=NAMELESS if self._nobodys.all(stem) else UNKNOWN)

    def _is_first(self, text: str, who: str) -> bool:
        """Whether nothing but a person's own name and words that are nobody's stand before their id."""
        before = text[: _place(text, who)]
        return all(self._nobodys.word(run) or self._index.shares_a_name(who, run) for run in layouts.runs(before))

    def _names_in(self, stem: str) -> set[str]:
        """Whose name or account is the first thing a name says, between signs that end it and beside words that are nobody's."""
        pieces = [piece for piece in layouts.segments(stem) if not self._nobodys.all(piece)]
        pieces = [piece for piece in pieces if not self._index.is_id(piece)] or pieces
        for end in range(len(pieces), 0, -1):
            run = " ".join(pieces[:end])
            rest = pieces[end:]
            for text in (run, self._nobodys.trimmed(run)):
                who = self._index.name(text) or (self._index.account(text) if end == 1 else set())
                alone = not rest or (end == 1 and (" " in text or korean(text) or any(map(str.isdigit, text))))
                if who and alone:  # Ada_Smith is not Ada
                    return who
        first = self._nobodys.trimmed(pieces[0]).split() if pieces else []
        if (
            first
            and korean(first[0])
            and like_a_korean_name(first[0])
            and not (len(first) > 1 and korean(first[1]) and len(first[1]) < 3)
        ):
            return self._index.name(first[0])  # one word, so that a longer name cannot begin with it
        return set()


def _common(names: Sequence[str], sign: str) -> int:
    """How many pieces all names begin with; the last piece of each is its own."""
    split = [name.split(sign) for name in names]
    count = 0
    while split and all(len(one) > count + 1 and one[count] == split[0][count] for one in split):
        count += 1
    return count


def _in_all(word: str, names: Sequence[str]) -> bool:
    return len(names) > 1 and all(word in layouts.runs(name) for name in names)


def _place(text: str, name: str) -> int:
    place = text.find(re.sub(r"[\W_]+", " ", name.casefold()))
    return place if place >= 0 else text.find(letters(name))
