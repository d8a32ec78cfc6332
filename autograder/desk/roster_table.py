"""A list as a table of texts: from a workbook or from a CSV file, whatever letters and separator the program used that wrote it.

What is not certain is guessed by a library and said: the same bytes may be a Western or a Korean name.
"""

import csv
import io
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from autograder.errors import WRONG_REQUEST, CourseError
from dlcourse.language import Text

MOST_BYTES = 10 << 20
MOST_ROWS = 20_000
Row = tuple[int, list[str]]  # a line's number in the file, and its fields

_SAID = {
    "none": Text("the roster cannot be read ({error})", "명단을 읽을 수 없습니다 ({error})"),
    "large": Text("this is no roster: it has more than {most} MB", "명단이 아닙니다. {most} MB보다 큽니다"),
    "letters": Text(
        "the letters are neither UTF-8, UTF-16, CP949 nor Windows-1252",
        "문자 인코딩이 UTF-8, UTF-16, CP949, Windows-1252 가운데 어느 것도 아닙니다",
    ),
    "workbook": Text(
        "this workbook cannot be read ({error})", "엑셀 통합 문서를 읽을 수 없습니다 ({error})"
    ),
    "page": Text(
        "this is a web page that was named like a workbook", "엑셀 파일처럼 이름 붙인 웹 페이지입니다"
    ),
}  # fmt: skip
_FIX = {
    "none": Text("name a CSV file or a workbook (.xlsx, .xls)", "CSV 파일이나 엑셀 파일(.xlsx, .xls) 이름을 적어 보세요"),
    "letters": Text("save it as CSV in UTF-8", "UTF-8 CSV로 저장해 보세요"),
    "workbook": Text(
        "open it in a spreadsheet program and save it as .xlsx, or as CSV in UTF-8",
        "스프레드시트 프로그램에서 열어 .xlsx나 UTF-8 CSV로 저장해 보세요",
    ),
}  # fmt: skip
_FIX["large"], _FIX["page"] = _FIX["none"], _FIX["workbook"]
DOUBT = Text(
    "the letters were read as {taken}; they could be {other} as well: look at the names",
    "글자를 {taken}(으)로 읽었습니다. {other}일 수도 있으니 이름을 확인해 보세요",
)
SHEETS = Text(
    'the workbook has {count} sheets; read was "{sheet}"',
    '통합 문서에 시트가 {count}개 있습니다. "{sheet}" 시트를 읽었습니다',
)
_LETTERS = {"cp949": "CP949", "cp1252": "Windows-1252"}
_WORKBOOK = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")  # a zip of XML, and what came before it
_MIXED = re.compile(r"[A-Za-z][가-힣]|[가-힣][A-Za-z]")


@dataclass(frozen=True)
class Table:
    """Lines that say something, and what a person should look at."""

    rows: list[Row]
    doubts: tuple[Text, ...] = ()


def read(path: Path) -> Table:
    """The table in a file."""
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise wrong(path, "none", error=error.strerror) from error
    if len(data) > MOST_BYTES:
        raise wrong(path, "large", most=MOST_BYTES >> 20)
    if data.startswith(_WORKBOOK):
        return _workbook(data, path)
    if re.match(rb"(\xef\xbb\xbf)?\s*<(!doctype|html|table)", data, re.IGNORECASE):
        raise wrong(path, "page")
    text, doubts = _decoded(data, path)
    return Table(_lines(unicodedata.normalize("NFC", text)), doubts)


def wrong(path: Path, key: str, **values: object) -> CourseError:
    """A file that is none, in the reader's language."""
    return CourseError(where=str(path), what=str(_SAID[key].format(**values)), fix=str(_FIX[key]), code=WRONG_REQUEST)


# --- workbooks ------------------------------------------------------------------------------------------------------


def _workbook(data: bytes, path: Path) -> Table:
    """The first sheet that has anything in it."""
    import python_calamine  # only who has a workbook needs it

    try:
        book = python_calamine.load_workbook(io.BytesIO(data))
        sheets = {
            name: book.get_sheet_by_name(name).to_python(skip_empty_area=False, nrows=MOST_ROWS)
            for name in book.sheet_names[:20]
        }
    except (python_calamine.CalamineError, OSError, ValueError) as error:
        raise wrong(path, "workbook", error=str(error).splitlines()[0] if str(error) else "?") from error
    filled = {name: _cells(values) for name, values in sheets.items()}
    filled = {name: rows for name, rows in filled.items() if rows}
    if not filled:
        return Table([])
    name = next(iter(filled))
    doubts = (SHEETS.format(count=len(filled), sheet=name),) if len(filled) > 1 else ()
    return Table(filled[name], doubts)


def _cells(values: Sequence[Sequence[object]]) -> list[Row]:
    rows = [(number, [_cell(value) for value in line]) for number, line in enumerate(values, 1)]
    return [(number, line) for number, line in rows if any(line)]


def _cell(value: object) -> str:
    """A cell as a person sees it: a spreadsheet keeps every number as a fraction."""
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, (date, datetime)):
        return value.isoformat(" ") if isinstance(value, datetime) else value.isoformat()
    return unicodedata.normalize("NFC", "" if value is None else str(value)).strip()


# --- text -----------------------------------------------------------------------------------------------------------


def _decoded(data: bytes, path: Path) -> tuple[str, tuple[Text, ...]]:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        sure = "utf-16"
    elif b"\0" in data:  # of every Latin letter, comma and line's end, the half that says nothing
        sure = "utf-16-be" if data[::2].count(0) > data[1::2].count(0) else "utf-16-le"
    else:
        sure = "utf-8-sig"
    try:
        return data.decode(sure), ()
    except UnicodeDecodeError:
        if sure != "utf-8-sig":
            raise wrong(path, "letters") from None
    return _guessed(data, path)


def _guessed(data: bytes, path: Path) -> tuple[str, tuple[Text, ...]]:
    """The likelier of the two code pages that programs of Korea and of the West write; both are said where both could be."""
    import charset_normalizer  # takes a moment to import

    if re.search(rb"[\x01-\x08\x0e-\x1f]", data):  # a picture, say
        raise wrong(path, "letters")
    found = charset_normalizer.from_bytes(data, cp_isolation=list(_LETTERS), threshold=1.0, enable_fallback=False)
    likely = sorted(found, key=lambda one: one.chaos + _glued(str(one)))
    if not likely:
        raise wrong(path, "letters")
    names = [_LETTERS[one.encoding] for one in likely]
    doubts = (DOUBT.format(taken=names[0], other=names[1]),) if len(names) > 1 else ()
    return str(likely[0]), doubts


def _glued(text: str) -> float:
    """How many of the words in other letters stand in the middle of a Latin word, where nobody writes them."""
    words = [word for word in re.split(r"[\s,;\t\"]+", text) if not word.isascii()]
    return sum(bool(_MIXED.search(word)) for word in words) / max(1, len(words))


def _lines(text: str) -> list[Row]:
    """The separator is the one that cuts most of the first lines into the same number of fields."""
    lines = text.replace("\0", "").splitlines(keepends=True)
    first = 1
    if lines and re.fullmatch(r"sep=.", lines[0].strip()):  # a spreadsheet's note to itself
        lines, first = lines[1:], 2
    filled = [line for line in lines if line.strip()][:20]
    separator = max(",;\t", key=lambda sign: _even(filled, sign))
    reader = csv.reader(lines, delimiter=separator)
    found: list[Row] = []
    start = first
    try:
        for row in reader:
            if any(field.strip() for field in row):
                found.append((start, [field.strip() for field in row]))
            start = first + reader.line_num
            if len(found) > MOST_ROWS:
                break
    except csv.Error:  # a field of more than 100,000 letters
        return found
    return found


def _even(lines: list[str], sign: str) -> tuple[int, int]:
    """How many lines have the sign, and how often: a title above the header has none, or few."""
    counts = [line.count(sign) for line in lines]
    return sum(count > 0 for count in counts), max(counts, default=0)
