"""Tables that say when each learner handed in: Moodle's grading worksheet, or any table with a column for who and one for when.

Moodle's worksheet also says until when somebody has an extension, and by its numbers whose folder of the download is whose:
the number of `Participant 7001` stands in the names of the zip that belongs to it.
"""

import csv
import dataclasses
import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from pathlib import Path

from autograder.desk.clock import parsed
from autograder.desk.people_index import Index
from autograder.desk.roster import Person
from autograder.errors import WRONG_REQUEST, CourseError
from dlcourse.files import reason
from dlcourse.language import Text

MOST_BYTES = 10 << 20
_NUMBER = ("identifier", "식별자")
_ID = ("id number", "student id", "student_id", "sid", "학번", "id 번호", "username", "user name", "login", "id", "아이디",
       "identifier", "roster_identifier", "student number", "orgdefinedid", "sis user id", "sis login id")  # fmt: skip
_ACCOUNT = ("github_username", "account", "계정", "username")
_EMAIL = ("email address", "email", "e-mail", "mail", "이메일 주소", "이메일", "전자우편", "메일 주소")
_NAME = ("full name", "fullname", "name", "student name", "성명", "이름", "전체 이름", "student")
_FIRST, _LAST = ("first name", "first_name", "given name", "이름"), ("last name", "last_name", "surname", "성")
_STATUS = ("status", "상태", "제출 상태")
_MOODLES = ("last modified (submission)", "최종 수정 (제출물)", "최종 수정 (제출)", "최종 수정일 (제출물)", "최종 수정일 (제출)",
            "마지막 수정 (제출물)", "마지막 수정 (제출)", "최근 수정 (제출물)")  # fmt: skip
_WHEN = (*_MOODLES, "time", "submitted", "submitted at", "submission time", "submission_timestamp", "submission date",
         "handed in", "handed in at", "timestamp", "date", "제출 시각", "제출 시간", "제출 일시", "제출일시", "제출일", "제출시간",
         "제출시각", "시각")  # fmt: skip
_FOLDER = re.compile(r".+_(?P<number>\d+)_assignsubmission_\w+?(_.*)?")

NO_TABLE = Text(
    "no column says who and none when; found: {found}", "누가, 언제 냈는지 알려 주는 열이 없습니다. 찾은 열: {found}"
)
TABLE_FIX = Text(
    "name the columns id (or email) and time, or give the grading worksheet that Moodle writes",
    "열 이름을 id(또는 email)와 time으로 하거나 Moodle의 채점표를 주세요",
)
UNREADABLE = Text("the table cannot be read ({error})", "표를 읽을 수 없습니다({error})")
UNREADABLE_FIX = Text("name a CSV file", "CSV 파일 이름을 적어 보세요")


@dataclass(frozen=True)
class Line:
    """What a table says of one learner: how it calls them, when they handed in, and an extension. Times without a zone have the class's."""

    number: str = ""  # Moodle's, of this assignment alone
    id: str = ""
    email: str = ""
    name: str = ""
    account: str = ""
    time: datetime | None = None
    said: str = ""  # the time as it is written there
    extension: datetime | None = None


@dataclass(frozen=True)
class Table:
    """A table of times; `moodle` where it is Moodle's own worksheet."""

    lines: tuple[Line, ...]
    moodle: bool

    @property
    def numbers(self) -> set[str]:
        """Moodle's numbers of the participants."""
        return {one.number for one in self.lines if one.number}


def read(path: Path, zone: tzinfo) -> Table:
    """The table in a CSV file, with a sentence where it says nothing of times."""
    found = _table(its := rows(path), zone)
    if found is None:
        header = ", ".join(filter(None, its[0])) if its else "-"
        raise _wrong(path, str(NO_TABLE.format(found=header)), TABLE_FIX)
    return found


def rows(path: Path) -> list[list[str]]:
    """The lines of a table that say something, with a sentence where there is none."""
    try:
        return _rows(path)
    except OSError as error:
        raise _wrong(path, str(UNREADABLE.format(error=reason(error))), UNREADABLE_FIX) from error


def beside(source: Path, names: Iterable[Sequence[str]], zone: tzinfo) -> tuple[Path, Table] | None:
    """Moodle's worksheet that belongs to a download: it lies beside it, and knows the number of every folder in it."""
    numbers = {match["number"] for parts in names for part in parts if (match := _FOLDER.fullmatch(part))}
    if not numbers:
        return None
    rooms = [source.parent, *([source] if source.is_dir() else [])]
    fitting = []
    for path in sorted({path for room in rooms for path in room.glob("*.csv")}):
        try:
            found = _table(_rows(path), zone)
        except OSError:
            continue
        if found is not None and found.moodle and numbers <= found.numbers:
            fitting.append((path, found))
    # of several downloads of one worksheet the last says most
    return max(fitting, key=lambda pair: pair[0].stat().st_mtime, default=None)


class Finder:
    """Finds the student of a line: by whatever a platform may call them, else by a name that only one has."""

    def __init__(self, people: Iterable[Person]) -> None:
        self._index = Index(people)

    def of(self, line: Line) -> str:
        """The student's id; "" where there is none, or more than one."""
        for word in filter(None, (line.id, line.email, line.account, line.id.removeprefix("#"))):
            found = self._index.anywhere(word)
            if len(found) == 1:
                return next(iter(found))
        found = self._index.name(line.name) if line.name else set()
        return next(iter(found)) if len(found) == 1 else ""


def _wrong(path: Path, what: str, fix: Text) -> CourseError:
    return CourseError(where=str(path), what=what, fix=str(fix), code=WRONG_REQUEST)


def _rows(path: Path) -> list[list[str]]:
    with path.open("rb") as file:
        data = file.read(MOST_BYTES)
    encodings = ["utf-16"] if data[:2] in (b"\xff\xfe", b"\xfe\xff") else ["utf-8-sig", "cp949", "cp1252"]
    text = next((said for one in encodings if (said := _decoded(data, one)) is not None), "")
    lines = unicodedata.normalize("NFC", text).replace("\0", "").splitlines(keepends=True)
    header = next((line for line in lines if line.strip()), "")
    reader = csv.reader(lines, delimiter=max(",;\t", key=header.count))
    try:
        return [[field.strip() for field in row] for row in reader if any(field.strip() for field in row)]
    except csv.Error as error:
        raise OSError(str(error)) from error


def _decoded(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _table(rows: Sequence[Sequence[str]], zone: tzinfo) -> Table | None:
    if not rows:
        return None
    columns = [name.strip('"').strip().casefold() for name in rows[0]]
    when = next((name for name in _WHEN if name in columns), None)
    who = [name for name in (*_ID, *_EMAIL, *_NAME) if name in columns]
    if when is None or not who:
        return None
    moodle = when in _MOODLES and any(name in columns for name in _NUMBER)
    return Table(tuple(_lines(columns, rows[1:], when, moodle, zone)), moodle)


def _lines(
    columns: Sequence[str], rows: Iterable[Sequence[str]], when: str, moodle: bool, zone: tzinfo
) -> Iterator[Line]:
    for row in rows:
        said = dict(zip(columns, row, strict=False))
        number = re.search(r"\d+$", _first(said, _NUMBER)) if moodle else None
        yield dataclasses.replace(
            line_of(said, without=_NUMBER if moodle else ()),
            number=number.group() if number else "",
            time=_aware(parsed(said.get(when, "")), zone),
            said=said.get(when, ""),
            extension=_aware(parsed(_first(said, _STATUS)), zone) if moodle else None,
        )


def line_of(said: Mapping[str, str], without: Collection[str] = ()) -> Line:
    """Whom a line means, by its columns in small letters."""
    return Line(
        id=_first(said, [one for one in _ID if one not in without]),
        email=_first(said, _EMAIL),
        name=f"{_first(said, _FIRST)} {_first(said, _LAST)}" if _first(said, _LAST) else _first(said, _NAME),
        account=_first(said, _ACCOUNT),
    )


def _first(said: Mapping[str, str], names: Iterable[str]) -> str:
    return next((said[name] for name in names if said.get(name)), "")


def _aware(when: datetime | None, zone: tzinfo) -> datetime | None:
    return when if when is None or when.tzinfo else when.replace(tzinfo=zone)
