"""Who is in the class: a CSV file as Moodle, Canvas, Google Classroom or a spreadsheet writes it, read line by line.

A line that cannot be used becomes a sentence with its number; the other lines are taken.
"""

import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import astuple, dataclass, fields
from pathlib import Path

from autograder.config import ROSTER
from autograder.errors import WRONG_REQUEST, CourseError
from dlcourse.files import write_whole
from dlcourse.language import Text

FILE = ROSTER
MOST_BYTES = 10 << 20
_MOST_LETTERS = 128  # what the gradebook's columns hold
_FORBIDDEN = re.compile(r"[/\\+*?\[\]{}<>:\"|\x00-\x1f\x7f]")  # in a folder's name, in nbgrader's, or in its patterns
_TWO_SYLLABLES = ("남궁", "황보", "제갈", "사공", "선우", "서문", "독고", "동방")

# what the platforms call a column, in small letters, the best first
_ID = (
    "student_id", "student id", "id number", "idnumber", "학번", "id 번호", "학생 번호", "학생번호", "username", "user name",
    "사용자명", "사용자 이름", "사용자 아이디", "아이디", "login", "sis login id", "sis user id", "id",
)  # fmt: skip
_FIRST = ("first_name", "first name", "firstname", "given name", "이름")
_LAST = ("last_name", "last name", "lastname", "surname", "family name", "성")
_FULL = (
    "full_name",
    "full name",
    "fullname",
    "name",
    "student name",
    "student",
    "성명",
    "전체 이름",
    "학생 이름",
    "학생",
    "이름",
)
_EMAIL = (
    "email",
    "email address",
    "e-mail",
    "e-mail address",
    "mail",
    "이메일",
    "이메일 주소",
    "메일",
    "전자 메일",
    "전자우편",
)
# what a hub calls somebody; several names of one person are kept side by side. The English ones from "sub" on are LTI's
_ACCOUNT = (
    "account", "accounts", "계정", "계정 이름", "jupyterhub", "hub account", "sub", "preferred_username", "user_id",
    "lti_user_id", "lti user id", "lms_user_id", "custom_canvas_user_id", "lis_person_sourcedid", "person_sourcedid",
)  # fmt: skip
_PLATFORM = ("platform_id", "identifier", "식별자")
_CANVAS = ("student", "id", "section")

_SAID = {
    "id": Text("there is no id (no {columns})", "식별자가 없습니다 ({columns} 칸이 비어 있음)"),
    "twice": Text("the id {id} was already in line {line}", "식별자 {id}은(는) 이미 {line}행에 있습니다"),
    "name": Text(
        'the id "{id}" cannot be the name of a folder (no / \\ + * ? [ ] {{ }} < > : " |, no dot in front)',
        '식별자 "{id}"은(는) 폴더 이름이 될 수 없습니다 (/ \\ + * ? [ ] {{ }} < > : " | 기호와 맨 앞의 점은 쓸 수 없음)',
    ),
    "long": Text("a field has more than {most} letters", "{most}자보다 긴 칸이 있습니다"),
    "columns": Text(
        "there are {found} columns instead of {expected}", "칸이 {expected}개여야 하는데 {found}개입니다"
    ),
}  # fmt: skip
_FILE_SAID = {
    "none": Text("the roster cannot be read ({error})", "명단을 읽을 수 없습니다 ({error})"),
    "large": Text("this is no roster: it has more than {most} MB", "명단이 아닙니다. {most} MB보다 큽니다"),
    "empty": Text("the roster is empty", "명단이 비어 있습니다"),
    "letters": Text(
        "the letters are neither UTF-8, UTF-16 nor CP949", "문자 인코딩이 UTF-8, UTF-16, CP949 가운데 어느 것도 아닙니다"
    ),
    "header": Text(
        "no column says who a student is; found: {found}", "학생이 누구인지 알려 주는 열이 없습니다. 찾은 열: {found}"
    ),
    "nobody": Text("no line of the roster can be used", "명단에 쓸 수 있는 줄이 없습니다"),
}  # fmt: skip
_FIX = {
    "none": Text("name a CSV file", "CSV 파일 이름을 적어 보세요"),
    "empty": Text(
        "export it again; one line is the header, each further line a student",
        "다시 내보내 보세요. 첫 줄은 열 이름이고 그 아래는 한 줄에 학생 한 명입니다",
    ),
    "letters": Text("save it as CSV in UTF-8", "UTF-8 CSV로 저장해 보세요"),
    "header": Text(
        "name the columns id, first_name, last_name, email, or export the list from your platform",
        "열 이름을 id, first_name, last_name, email로 하거나 플랫폼에서 명단을 내보내 보세요",
    ),
    "nobody": Text("correct the lines below, then run the command again", "아래 줄을 고친 뒤 명령을 다시 실행해 보세요"),
}  # fmt: skip


@dataclass(frozen=True)
class Person:
    """One student. `platform_id` is the number by which a platform calls them in the files it packs, `account` what a
    JupyterHub calls them, or several such names with spaces between.
    """

    id: str
    first_name: str = ""
    last_name: str = ""
    email: str = ""
    platform_id: str = ""
    account: str = ""


@dataclass(frozen=True)
class BadLine:
    """A line that was not taken, and why."""

    line: int
    why: Text


@dataclass(frozen=True)
class Roster:
    """What a file gave."""

    people: tuple[Person, ...]
    bad: tuple[BadLine, ...]


def read(path: Path) -> Roster:
    """The students in a CSV file."""
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise _wrong(path, "none", "none", error=error.strerror) from error
    if len(data) > MOST_BYTES:
        raise _wrong(path, "large", "none", most=MOST_BYTES >> 20)
    text = unicodedata.normalize("NFC", _decoded(data, path))
    rows = _rows(text)
    if not rows:
        raise _wrong(path, "empty", "empty")
    (_, header), *lines = rows
    columns = [_column_name(name) for name in header]
    take = _Columns(columns)
    if not take.can_tell:
        raise _wrong(path, "header", "header", found=", ".join(filter(None, columns)) or "-")
    if not lines:
        raise _wrong(path, "empty", "empty")
    return _people(lines, take, path)


def known(folder: Path) -> dict[str, Person]:
    """The class's own list: id -> student."""
    path = folder / FILE
    return {one.id: one for one in read(path).people} if path.exists() else {}


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


def _wrong(path: Path, what: str, fix: str, **values: object) -> CourseError:
    said = str(_FILE_SAID[what].format(**values))
    return CourseError(where=str(path), what=said, fix=str(_FIX[fix]), code=WRONG_REQUEST)


# --- letters, lines, columns ----------------------------------------------------------------------------------------


def _decoded(data: bytes, path: Path) -> str:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        encodings = ["utf-16"]
    elif b"\0" in data:  # of every Latin letter, comma and line's end, the half that says nothing
        encodings = ["utf-16-be" if data[::2].count(0) > data[1::2].count(0) else "utf-16-le"]
    else:
        encodings = ["utf-8-sig", "cp949"]
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise _wrong(path, "letters", "letters")


def _rows(text: str) -> list[tuple[int, list[str]]]:
    """Lines that say something, with their numbers; the separator is the one that cuts the header into most columns."""
    lines = text.replace("\0", "").splitlines(keepends=True)
    first = 1
    if lines and re.fullmatch(r"sep=.", lines[0].strip()):  # a spreadsheet's note to itself
        lines, first = lines[1:], 2
    header = next((line for line in lines if line.strip()), "")
    separator = max(",;\t", key=header.count)
    reader = csv.reader(lines, delimiter=separator)
    found: list[tuple[int, list[str]]] = []
    start = first
    for row in reader:
        if any(field.strip() for field in row):
            found.append((start, [field.strip() for field in row]))
        start = first + reader.line_num
    return found


def _column_name(name: str) -> str:
    """A column's name in small letters, without what some platforms add in brackets."""
    return re.sub(r"\s*\(.*\)$", "", name.strip().strip('"')).strip().casefold()


class _Columns:
    """Which column holds what."""

    def __init__(self, names: Sequence[str]) -> None:
        self.names = names
        self.canvas = all(name in names for name in _CANVAS)
        ids = ("sis login id", "sis user id", "id") if self.canvas else _ID
        self.ids = [name for name in ids if name in names]
        self.email = self._first(_EMAIL)
        self.last = self._first(_LAST)
        self.first = self._first(_FIRST) if self.last else self._first(_FIRST[:-1])
        self.full = "" if self.first or self.last else self._first(_FULL)
        self.platform = "id" if self.canvas else self._first(_PLATFORM)
        self.accounts = [name for name in _ACCOUNT if name in names]
        self.can_tell = bool(self.ids or self.email)

    def _first(self, wanted: Iterable[str]) -> str:
        return next((name for name in wanted if name in self.names), "")

    def person(self, fields: Mapping[str, str]) -> Person:
        """The student of one line; without an id of their own, the part of the address before the @."""
        email = fields.get(self.email, "")
        name = next((fields[column] for column in self.ids if fields[column]), "") or email.partition("@")[0]
        first, last = fields.get(self.first, ""), fields.get(self.last, "")
        if self.full:
            first, last = split_name(fields[self.full])
        number = re.search(r"\d+$", fields.get(self.platform, ""))
        account = " ".join(dict.fromkeys(" ".join(fields[column] for column in self.accounts).split()))
        return Person(name, first, last, email, number.group() if number else "", account)

    def is_student(self, fields: Mapping[str, str]) -> bool:
        """Platforms add lines that are nobody: the points of a task, its date, a student to try things with."""
        if self.canvas:
            student = fields["student"].casefold()
            return not (student.startswith("points possible") or student == "student, test" or not student)
        nobody = not any(fields.get(column) for column in (*self.ids, self.email))
        return not (nobody and any(value.casefold() in ("date", "points", "날짜", "점수") for value in fields.values()))


def split_name(full: str) -> tuple[str, str]:
    """First and last name: "Hong, Gildong", "Gildong Hong", "홍길동", "홍 길동"."""
    last, comma, first = full.partition(",")
    if comma:
        return first.strip(), last.strip()
    parts = full.split()
    korean = all("가" <= letter <= "힣" for part in parts for letter in part)
    if korean and len(parts) == 1 and 2 <= len(full.strip()) <= 5:
        family = next((name for name in _TWO_SYLLABLES if parts[0].startswith(name) and len(parts[0]) > 2), parts[0][0])
        return parts[0].removeprefix(family), family
    if korean and len(parts) == 2:
        return parts[1], parts[0]
    return " ".join(parts[:-1]) or full.strip(), parts[-1] if len(parts) > 1 else ""


def _people(lines: Iterable[tuple[int, list[str]]], take: _Columns, path: Path) -> Roster:
    people: dict[str, Person] = {}
    lines_of: dict[str, int] = {}
    bad: list[BadLine] = []
    for line, values in lines:
        extra = [value for value in values[len(take.names) :] if value]  # a comma inside a name, say
        fields = dict.fromkeys(take.names, "") | dict(zip(take.names, values, strict=False))
        if not take.is_student(fields):
            continue
        one = take.person(fields)
        why = _why_not(one, lines_of, take)
        if extra:
            why = _SAID["columns"].format(found=len(values), expected=len(take.names))
        if why is not None:
            bad.append(BadLine(line, why))
            continue
        people[one.id] = one
        lines_of[one.id.casefold()] = line
    if not people:
        error = _wrong(path, "nobody", "nobody")
        told = "\n".join(f"line {one.line}: {one.why}" for one in bad)
        raise CourseError(where=error.where, what=error.what, fix=f"{error.fix}\n{told}".rstrip(), code=error.code)
    return Roster(tuple(people.values()), tuple(bad))


def _why_not(one: Person, lines_of: Mapping[str, int], take: _Columns) -> Text | None:
    if not one.id:
        return _SAID["id"].format(columns=", ".join([*take.ids, *([take.email] if take.email else [])]))
    if any(len(field) > _MOST_LETTERS for field in astuple(one)):
        return _SAID["long"].format(most=_MOST_LETTERS)
    if _FORBIDDEN.search(one.id) or one.id.startswith((".", "-")):
        return _SAID["name"].format(id=one.id)
    if one.id.casefold() in lines_of:
        return _SAID["twice"].format(id=one.id, line=lines_of[one.id.casefold()])
    return None
