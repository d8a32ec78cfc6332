"""Who is in the class: a list as a platform, an office or a spreadsheet writes it, read line by line, and the class's own list.

A line that cannot be used becomes a sentence with its number; the other lines are taken. What was taken from which column, and what
is not certain, is told.
"""

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import astuple, dataclass, field, fields
from pathlib import Path

from autograder.config import ROSTER
from autograder.desk import roster_table
from autograder.desk.names import split_name, without_number
from autograder.desk.roster_columns import Columns, is_role, is_staff
from autograder.errors import WRONG_REQUEST, CourseError
from dlcourse.files import write_whole
from dlcourse.language import Text

FILE = ROSTER
_MOST_LETTERS = 128  # what the gradebook's columns hold
_FORBIDDEN = re.compile(r"[/\\+*?\[\]{}<>:\"|\x00-\x1f\x7f]")  # in a folder's name, in nbgrader's, or in its patterns
_TITLES = 20  # lines above the header that are looked at
_SHORTENED = re.compile(r"\d(\.\d+)?E\+?\d+", re.IGNORECASE)

_SAID = {
    "id": Text("there is no id (no {columns})", "식별자가 없습니다 ({columns} 칸이 비어 있음)"),
    "twice": Text("the id {id} was already in line {line}", "식별자 {id}은(는) 이미 {line}행에 있습니다"),
    "address": Text("the address {email} was already in line {line}", "이메일 {email}은(는) 이미 {line}행에 있습니다"),
    "name": Text(
        'the id "{id}" cannot be the name of a folder (no / \\ + * ? [ ] {{ }} < > : " |, no dot in front)',
        '식별자 "{id}"은(는) 폴더 이름이 될 수 없습니다 (/ \\ + * ? [ ] {{ }} < > : " | 기호와 맨 앞의 점은 쓸 수 없음)',
    ),
    "shortened": Text(
        'a spreadsheet has shortened the id to "{id}"; format the column as text there and export it again',
        '스프레드시트가 식별자를 "{id}"(으)로 줄였습니다. 그 열을 텍스트 형식으로 바꾸어 다시 내보내 보세요',
    ),
    "long": Text("a field has more than {most} letters", "{most}자보다 긴 칸이 있습니다"),
    "columns": Text(
        "there are {found} columns instead of {expected}", "칸이 {expected}개여야 하는데 {found}개입니다"
    ),
}  # fmt: skip
_FILE_SAID = {
    "empty": Text("the roster is empty", "명단이 비어 있습니다"),
    "header": Text(
        "no column says who a student is; found: {found}", "학생이 누구인지 알려 주는 열이 없습니다. 찾은 열: {found}"
    ),
    "nobody": Text("no line of the roster can be used", "명단에 쓸 수 있는 줄이 없습니다"),
}  # fmt: skip
_FIX = {
    "empty": Text(
        "export it again; one line is the header, each further line a student",
        "다시 내보내 보세요. 첫 줄은 열 이름이고 그 아래는 한 줄에 학생 한 명입니다",
    ),
    "header": Text(
        "name the columns id, first_name, last_name, email, or export the list from your platform",
        "열 이름을 id, first_name, last_name, email로 하거나 플랫폼에서 명단을 내보내 보세요",
    ),
    "nobody": Text("correct the lines below, then run the command again", "아래 줄을 고친 뒤 명령을 다시 실행해 보세요"),
}  # fmt: skip
_DOUBT = {
    "row-numbers": Text(
        "the column {column} only counts the lines and was not taken for the id",
        "{column} 열은 순번이어서 식별자로 쓰지 않았습니다",
    ),
    "only-row-numbers": Text(
        "the ids are the column {column}, which only counts the lines: a list with student numbers or addresses is safer",
        "{column} 열의 순번을 식별자로 썼습니다. 학번이나 이메일이 있는 명단이 더 안전합니다",
    ),
    "addresses": Text(
        "{count} have no id of their own in the list: the part of the address before the @ is taken",
        "{count}명은 명단에 식별자가 없어 이메일의 @ 앞부분을 썼습니다",
    ),
    "staff": Text("not learners by their role, and left out: {who}", "역할이 학습자가 아니어서 넣지 않았습니다: {who}"),
    "title": Text("the header was found in line {line}", "열 이름은 {line}행에 있습니다"),
}


@dataclass(frozen=True)
class Person:
    """One student. `platform_id` is the number by which a platform calls them in the files it packs, `account` what a
    JupyterHub calls them, or several such names with spaces between. `team` names whom they hand in with, `logins` are their
    names on platforms (`github:adagh`, or a name alone for any platform), and `dropped` is the day they left.
    """

    id: str
    first_name: str = ""
    last_name: str = ""
    email: str = ""
    platform_id: str = ""
    account: str = ""
    team: str = ""
    logins: str = ""
    dropped: str = ""

    @property
    def teams(self) -> list[str]:
        """The teams and groups they are in."""
        return [name for name in re.split(r"\s*[,;|]\s*", self.team.strip()) if name]

    @property
    def shown(self) -> str:
        """Their id and name, for a message."""
        name = " ".join(filter(None, (self.first_name, self.last_name)))
        return f"{self.id} ({name})" if name else self.id


@dataclass(frozen=True)
class BadLine:
    """A line that was not taken, and why."""

    line: int
    why: Text


@dataclass(frozen=True)
class Roster:
    """What a file gave: students and bad lines; what came from which column; what a person should look at; and all that a
    line calls somebody, by which a person is found again in another list.
    """

    people: tuple[Person, ...]
    bad: tuple[BadLine, ...]
    columns: tuple[tuple[str, str], ...] = field(default=(), compare=False)
    doubts: tuple[Text, ...] = field(default=(), compare=False)
    also: Mapping[str, tuple[str, ...]] = field(default_factory=dict, compare=False)  # id -> other ids of the same line
    lines: Mapping[str, int] = field(default_factory=dict, compare=False)  # id -> its line
    numbered: bool = field(default=True, compare=False)  # whether the ids are the list's own


def read(path: Path) -> Roster:
    """The students in a list."""
    table = roster_table.read(path)
    if not table.rows:
        raise _wrong(path, "empty")
    place, take = _header(table.rows)
    if take is None:
        found = ", ".join(name.casefold() for name in Columns(table.rows[0][1]).names if name)
        raise _wrong(path, "header", found=found or "-")
    lines = table.rows[place + 1 :]
    if not lines:
        raise _wrong(path, "empty")
    doubts = list(table.doubts)
    if place:
        doubts.append(_DOUBT["title"].format(line=table.rows[place][0]))
    return _people([(line, [clean(value) for value in values]) for line, values in lines], take, path, doubts)


def lines_with_numbers(path: Path) -> list[tuple[Person, tuple[str, ...]]]:
    """The lines of a worksheet: whom each means, who may have no id there, and what else it calls them."""
    rows = roster_table.read(path).rows
    for place, (_, header) in enumerate(rows[:_TITLES]):
        take = Columns(header)
        if take.platform is not None:
            lines = [(line, [clean(value) for value in values]) for line, values in rows[place + 1 :]]
            reader = _Lines(take, lines, [])
            people = [reader.person([*values, *[""] * len(header)]) for _, values in lines]
            return [(one, reader.others.get(one.id, ())) for one in people]
    return []


def known(folder: Path) -> dict[str, Person]:
    """The class's own list, with those who were dropped: id -> student."""
    path = folder / FILE
    return {one.id: one for one in read(path).people} if path.exists() else {}


def active(folder: Path) -> dict[str, Person]:
    """Who is in the class now: id -> student."""
    return {name: one for name, one in known(folder).items() if not one.dropped}


def dropped(folder: Path) -> set[str]:
    """Who left the class: their work is kept, and they are in no table."""
    return {one.id for one in known(folder).values() if one.dropped}


def save(folder: Path, people: Iterable[Person]) -> None:
    """Write the class's own list, whole or not at all."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(field.name for field in fields(Person))
    writer.writerows(astuple(one) for one in people)
    write(folder / FILE, "\ufeff" + text.getvalue())  # a spreadsheet reads Korean names only with this mark


def write(path: Path, text: str) -> None:
    """A text of the class's, whole or not at all."""
    write_whole(path, text.encode("utf-8"))


def clean(value: str) -> str:
    """A field without what a spreadsheet puts around a text so that it stays one."""
    value = value.strip()
    if match := re.fullmatch(r'="?([^"]*)"?', value):
        value = match[1].strip()
    if re.fullmatch(r"'\S+", value):
        value = value[1:]
    return value


def why_no_id(name: str) -> Text | None:
    """Why a text cannot be an id; None where it can."""
    if len(name) > _MOST_LETTERS:
        return _SAID["long"].format(most=_MOST_LETTERS)
    if not name or _FORBIDDEN.search(name) or name.startswith((".", "-")):
        return _SAID["name"].format(id=name)
    return None


def _wrong(path: Path, what: str, **values: object) -> CourseError:
    said = str(_FILE_SAID[what].format(**values))
    return CourseError(where=str(path), what=said, fix=str(_FIX[what]), code=WRONG_REQUEST)


def _header(rows: Sequence[roster_table.Row]) -> tuple[int, Columns | None]:
    """The line with the names of the columns: offices write a title above it."""
    possible = [(place, Columns(values)) for place, (_, values) in enumerate(rows[:_TITLES])]
    possible = [(place, take) for place, take in possible if take.can_tell]
    for place, take in possible:
        if take.count > 1 or sum(map(bool, take.names)) == 1:
            return place, take
    return possible[0] if possible else (0, None)


# --- lines to people ------------------------------------------------------------------------------------------------


class _Lines:
    """Takes people out of lines."""

    def __init__(self, take: Columns, lines: Sequence[roster_table.Row], doubts: list[Text]) -> None:
        self.take, self.doubts = take, doubts
        roles = [_at(values, take.role) for _, values in lines]
        self.role = (
            take.role if any(is_staff(role) for role in roles) and all(map(is_role, filter(None, roles))) else None
        )
        self.ids = self._meant(lines)
        self.hashed = {
            place
            for place in self.ids
            if all(value.startswith("#") for _, values in lines if (value := _at(values, place)))
        }  # Brightspace puts it before everything that could be taken for a number
        self.without_id = 0
        self.others: dict[str, tuple[str, ...]] = {}

    def _meant(self, lines: Sequence[roster_table.Row]) -> list[int]:
        """The columns of ids, without one that only counts the lines."""
        take = self.take
        if take.own or take.canvas:
            return take.ids
        counting = [
            place for place in take.ids if _counts([_at(values, place) for _, values in lines]) and len(lines) > 1
        ]
        meant = [place for place in take.ids if place not in counting]
        for place in counting:
            weaker = meant or take.email is not None
            if weaker or place == take.ids[0]:
                key = "row-numbers" if weaker else "only-row-numbers"
                self.doubts.append(_DOUBT[key].format(column=take.names[place]))
        return meant if meant or take.email is not None else take.ids

    def is_student(self, values: Sequence[str]) -> bool:
        """Platforms add lines that are nobody: the points of a task, its date, a student to try things with."""
        take = self.take
        if take.canvas:
            student = values[take.names.index(next(n for n in take.names if n.casefold() == "student"))].casefold()
            return not (student.startswith("points possible") or student == "student, test" or not student)
        nobody = not any(_at(values, place) for place in (*self.ids, take.email))
        words = {value.casefold() for value in values}
        return not (nobody and words & {"date", "points", "class average", "날짜", "점수", "수업 평균", "학급 평균"})

    def person(self, values: Sequence[str]) -> Person:
        """The student of one line; without an id of their own, the part of the address before the @."""
        take = self.take
        email = _at(values, take.email)
        first, last = (without_number(_at(values, place))[0] for place in (take.first, take.last))
        number = ""
        if take.full is not None:
            full, number = without_number(_at(values, take.full))
            first, last = split_name(full)
        ids = [self._id(values, place) for place in self.ids if _at(values, place)]
        if number and (not ids or self.ids[0] not in take.numbers):
            ids.insert(0, number)
        if not ids and email:
            self.without_id += 1
        its = ids[0] if ids else email.partition("@")[0]
        found = re.search(r"\d+$", _at(values, take.platform))
        platform = found.group() if found else ""
        if take.own:
            account, logins = _at(values, take.accounts[0] if take.accounts else None), _at(values, take.logins)
        else:
            account = " ".join(dict.fromkeys(" ".join(_at(values, place) for place in take.accounts).split()))
            logins = f"github:{_at(values, take.github)}" if _at(values, take.github) else ""
            more = [word for word in ids[1:] if word != its and " " not in word and word != platform]
            logins = " ".join(filter(None, (logins, *more)))
        self.others[its] = tuple(ids[1:])
        return Person(
            its, first, last, email, platform, account,
            _at(values, take.team), logins, _at(values, take.dropped),
        )  # fmt: skip

    def _id(self, values: Sequence[str], place: int) -> str:
        value = _at(values, place)
        if place in self.hashed:
            value = value[1:]
        if place == self.take.full:
            value = without_number(value)[1] or value
        return re.sub(r"^(\d+)\.0+$", r"\1", value) if not self.take.own else value


def _at(values: Sequence[str], place: int | None) -> str:
    return values[place] if place is not None and place < len(values) else ""


def _counts(values: Sequence[str]) -> bool:
    """Whether a column counts the lines: 1, 2, 3."""
    return [re.sub(r"\.0+$", "", value) for value in values] == [str(number) for number in range(1, len(values) + 1)]


def _people(lines: Sequence[roster_table.Row], take: Columns, path: Path, doubts: list[Text]) -> Roster:
    reader = _Lines(take, lines, doubts)
    people: dict[str, Person] = {}
    lines_of: dict[str, int] = {}
    bad: list[BadLine] = []
    staff: list[str] = []
    for line, values in lines:
        extra = [value for value in values[len(take.names) :] if value]  # a comma inside a name, say
        values = [*values, *[""] * (len(take.names) - len(values))]
        if not reader.is_student(values):
            continue
        if reader.role is not None and is_staff(values[reader.role]):
            staff.append(next(filter(None, (_at(values, place) for place in (take.full, take.first, take.email))), "?"))
            continue
        one = reader.person(values)
        why = _why_not(one, lines_of, [take.names[place] for place in (*reader.ids, take.email) if place is not None])
        if extra:
            why = _SAID["columns"].format(found=len(values), expected=len(take.names))
        if why is not None:
            bad.append(BadLine(line, why))
            continue
        people[one.id] = one
        lines_of[one.id.casefold()] = lines_of[f"@{one.email.casefold()}"] = line
    if not people:
        error = _wrong(path, "nobody")
        told = "\n".join(f"line {one.line}: {one.why}" for one in bad)
        raise CourseError(where=error.where, what=error.what, fix=f"{error.fix}\n{told}".rstrip(), code=error.code)
    if reader.without_id:
        doubts.append(_DOUBT["addresses"].format(count=reader.without_id))
    if staff:
        shown = ", ".join(staff[:5]) + (f" (+{len(staff) - 5})" if len(staff) > 5 else "")
        doubts.append(_DOUBT["staff"].format(who=shown))
    used = [(what, name) for what, name in take.used() if what not in ("id", "role")]
    if reader.ids:
        used.insert(0, ("id", take.names[reader.ids[0]]))
    if reader.role is not None:
        used.append(("role", take.names[reader.role]))
    numbered = not reader.without_id
    where = {name: lines_of[name.casefold()] for name in people}
    return Roster(tuple(people.values()), tuple(bad), tuple(used), tuple(doubts), reader.others, where, numbered)


def _why_not(one: Person, lines_of: Mapping[str, int], columns: Sequence[str]) -> Text | None:
    if not one.id:
        return _SAID["id"].format(columns=", ".join(name.casefold() for name in columns))
    if any(len(field) > _MOST_LETTERS for field in astuple(one)[:5]):
        return _SAID["long"].format(most=_MOST_LETTERS)
    if _SHORTENED.fullmatch(one.id):
        return _SAID["shortened"].format(id=one.id)
    if why := why_no_id(one.id):
        return why
    if one.id.casefold() in lines_of:
        return _SAID["twice"].format(id=one.id, line=lines_of[one.id.casefold()])
    if one.email and (line := lines_of.get(f"@{one.email.casefold()}")):
        return _SAID["address"].format(email=one.email, line=line)
    return None
