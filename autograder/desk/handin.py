"""What learners handed in, as a folder, a zip or zips within zips, one file at a time and never by the names it carries.

Whoever packed a zip chose its names and its sizes, so nothing is unpacked where a name says, and no size is believed.
"""

import lzma
import os
import stat
import tempfile
import time
import unicodedata
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO

from autograder.errors import WRONG_REQUEST, CourseError
from autograder.grade.handed_in.collect import SLIPS
from autograder.grade.handed_in.match import MOST_BYTES
from dlcourse.files import ITSELF
from dlcourse.language import Text

MOST_FILES = 50_000
MOST_IN_ALL = 4 << 30
MOST_ZIPPED = 1 << 30  # one zip inside another
MOST_DEPTH = 3
SECONDS = 60.0  # the longest that one zip is opened, with all that is in it
NOTEBOOK, ZIP = ".ipynb", ".zip"
METADATA = "submission_metadata.yml"  # Gradescope's list of whose folder is whose
_INSTEAD = (".py", ".pdf", ".docx", ".doc", ".hwp", ".hwpx", ".rar", ".7z", ".tar", ".gz", ".html", ".json")
_LOCAL_HEADER = 30  # bytes before an entry's name

_SAID = {
    "large": Text("{name} has more than {most} MB unpacked", "{name}은(는) 풀면 {most} MB가 넘습니다"),
    "out": Text("the name {name} leads out of the zip", "{name}은(는) 압축 파일 밖을 가리키는 이름입니다"),
    "link": Text("{name} is a link or a device, not a file", "{name}은(는) 파일이 아니라 링크나 장치입니다"),
    "locked": Text("{name} is locked with a password", "{name}에 암호가 걸려 있습니다"),
    "broken": Text("{name} is damaged and cannot be unpacked", "{name}은(는) 손상되어 풀 수 없습니다"),
    "deep": Text("{name} holds zips within zips within zips", "{name} 안에 압축 파일이 너무 여러 겹 들어 있습니다"),
    "unreadable": Text("{name} cannot be read ({error})", "{name}을(를) 읽을 수 없습니다 ({error})"),
    "overlap": Text(
        "{name} shares its bytes with another file of the zip, which no honest zip does; it was not opened",
        "{name}은(는) 압축 파일 안의 다른 파일과 같은 바이트를 함께 씁니다. 정상적인 압축 파일이 아니므로 열지 않았습니다",
    ),
    "time": Text(
        "the rest was not opened: it took longer than {seconds} seconds",
        "{seconds}초가 넘게 걸려 나머지는 열지 않았습니다",
    ),
    "hollow": Text("{name} is empty", "{name} 압축 파일이 비어 있습니다"),
    "total": Text(
        "the rest was not opened: more than {files} files or {most} GB",
        "파일이 {files}개를 넘거나 {most} GB를 넘어 나머지는 열지 않았습니다",
    ),
}
_NONE = Text("there is no such file or folder", "그런 파일이나 폴더가 없습니다")
_NO_ZIP = Text("this is neither a folder, nor a zip, nor a notebook", "폴더도, zip도, 노트북도 아닙니다")
_FIX = Text(
    "name the folder or the zip that your platform gave you", "플랫폼에서 내려받은 폴더나 zip 파일을 적어 보세요"
)


Told = Callable[[int, int], None]


def _nobody(files: int, size: int) -> None:
    """Who does not want to hear how far it is."""


@dataclass(frozen=True)
class Found:
    """One file: the names of the folders and zips around it and its own; its bytes, or why there are none."""

    parts: tuple[str, ...]
    data: bytes = b""
    problem: Text | None = None

    @property
    def name(self) -> str:
        """How a message calls it."""
        return "/".join(self.parts)


def files(source: Path, told: Told = _nobody) -> Iterator[Found]:
    """Every notebook, slip of the exchange and unusable thing in `source`; other files only by their names.

    `told` hears again and again how many files and bytes were opened.
    """
    limit = _Limit(told)
    if source.is_dir():
        yield from _folder(source, limit)
    elif not source.exists():
        raise CourseError(where=str(source), what=str(_NONE), fix=str(_FIX), code=WRONG_REQUEST)
    elif source.suffix.lower() == NOTEBOOK:
        yield _regular_file(source, (_nfc(source.name),), limit)
    elif zipfile.is_zipfile(source):
        with source.open("rb") as file:
            # a student's own zip is called by the student; a platform's bulk zip carries that in its names
            yield from _zip(file, (_nfc(source.stem),), limit, 1)
    else:
        raise CourseError(where=str(source), what=str(_NO_ZIP), fix=str(_FIX), code=WRONG_REQUEST)


class _Limit:
    """Counts what was opened in all."""

    def __init__(self, told: Told) -> None:
        self.files, self.bytes = 0, 0
        self.told = told
        self.until = time.monotonic() + SECONDS

    def count(self, size: int) -> None:
        self.files += 1
        self.bytes += size
        self.told(self.files, self.bytes)

    @property
    def reached(self) -> bool:
        return self.files > MOST_FILES or self.bytes > MOST_IN_ALL

    @property
    def late(self) -> bool:
        return time.monotonic() > self.until


def _said(key: str, **values: object) -> Text:
    return _SAID[key].format(most=MOST_IN_ALL >> 30, files=MOST_FILES, **values)


def _nfc(name: str) -> str:
    """A name as people type it: some systems take Korean letters apart."""
    return unicodedata.normalize("NFC", name.encode("utf-8", "replace").decode("utf-8"))


def _ours(parts: tuple[str, ...]) -> bool:
    """Whether a file may be somebody's work, and not what a system leaves beside it."""
    return not any(part.startswith(".") or part in ("__MACOSX", "desktop.ini", "Thumbs.db") for part in parts)


# --- folders --------------------------------------------------------------------------------------------------------


def _folder(source: Path, limit: _Limit) -> Iterator[Found]:
    for here, folders, names in os.walk(source):
        folders.sort()
        for name in sorted([*names, *(one for one in folders if (Path(here) / one).is_symlink())]):
            path = Path(here) / name
            parts = tuple(_nfc(part) for part in path.relative_to(source).parts)
            if not _ours(parts):
                continue
            found = _regular_file(path, parts, limit)
            if found.problem is None and path.suffix.lower() == ZIP:
                with path.open("rb") as file:
                    yield from _zip(file, (*parts[:-1], parts[-1][: -len(ZIP)]), limit, 1)
            else:
                yield found
            if limit.reached:
                return


def _regular_file(path: Path, parts: tuple[str, ...], limit: _Limit) -> Found:
    name = "/".join(parts)
    try:
        if not stat.S_ISREG(os.lstat(path).st_mode):
            return Found(parts, problem=_said("link", name=name))
        if not _wanted(path.name):
            return Found(parts)
        descriptor = os.open(path, ITSELF)
        with os.fdopen(descriptor, "rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError as error:
        return Found(parts, problem=_said("unreadable", name=name, error=error.strerror))
    return _weighed(parts, data, limit)


def _wanted(name: str) -> bool:
    return name.lower().endswith(NOTEBOOK) or name in SLIPS or name == METADATA


def somebodys_work(name: str) -> bool:
    """Whether a file that is no notebook may be what a learner handed in instead of one."""
    return Path(name).suffix.lower() in _INSTEAD


def _weighed(parts: tuple[str, ...], data: bytes, limit: _Limit) -> Found:
    if len(data) > MOST_BYTES:
        limit.count(len(data))  # it was unpacked all the same
        return Found(parts, problem=_SAID["large"].format(name="/".join(parts), most=MOST_BYTES >> 20))
    limit.count(len(data))
    if limit.reached:
        return Found(parts, problem=_said("total"))
    return Found(parts, data)


# --- zips -----------------------------------------------------------------------------------------------------------


def _zip(file: IO[bytes], around: tuple[str, ...], limit: _Limit, depth: int) -> Iterator[Found]:
    whole = "/".join(around) + ZIP
    if depth > MOST_DEPTH:
        yield Found(around, problem=_SAID["deep"].format(name=whole))
        return
    try:
        archive = zipfile.ZipFile(file)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        yield Found(around, problem=_SAID["broken"].format(name=whole))
        return
    with archive:
        overlapping = _overlapping(archive)
        if all(info.is_dir() for info in archive.infolist()):
            yield Found(around, problem=_SAID["hollow"].format(name=whole))
        for info in sorted(archive.infolist(), key=lambda one: one.filename):
            if info.is_dir():
                continue
            inner = _inner(info)
            parts = (*around, *inner)
            if not _ours(inner) and ".." not in inner:
                continue
            name = "/".join(parts)
            problem = _why_not(info, name)
            if info in overlapping:
                problem = _SAID["overlap"].format(name=name)
            if problem is not None:
                yield Found(parts, problem=problem)
                if limit.late:
                    return
                continue
            if limit.late:
                yield Found(around, problem=_SAID["time"].format(seconds=f"{SECONDS:g}"))
                return
            yield from _entry(archive, info, parts, limit, depth)
            if limit.reached:
                return


def _entry(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, parts: tuple[str, ...], limit: _Limit, depth: int
) -> Iterator[Found]:
    name = "/".join(parts)
    try:
        if name.lower().endswith(ZIP):
            with tempfile.TemporaryFile() as copy:
                size = _copy(archive, info, copy, limit)
                limit.count(size)
                if size > MOST_ZIPPED:
                    yield Found(parts, problem=_SAID["large"].format(name=name, most=MOST_ZIPPED >> 20))
                    return
                if limit.reached:
                    yield Found(parts, problem=_said("total"))
                    return
                yield from _zip(copy, (*parts[:-1], parts[-1][: -len(ZIP)]), limit, depth + 1)
        elif _wanted(parts[-1]):
            with archive.open(info) as entry:
                data = entry.read(MOST_BYTES + 1)
            yield _weighed(parts, data, limit)
        else:
            yield Found(parts)
    except (zipfile.BadZipFile, OSError, ValueError, EOFError, NotImplementedError, zlib.error, lzma.LZMAError):
        yield Found(parts, problem=_SAID["broken"].format(name=name))
    except RuntimeError:  # how zipfile says that it wants a password
        yield Found(parts, problem=_SAID["locked"].format(name=name))


def _copy(archive: zipfile.ZipFile, info: zipfile.ZipInfo, target: IO[bytes], limit: _Limit) -> int:
    """Unpack one entry, but not beyond what is taken at most; how much it was."""
    size = 0
    with archive.open(info) as entry:
        while size <= MOST_ZIPPED and not limit.late and (block := entry.read(1 << 20)):
            size += len(block)
            target.write(block)
            limit.told(limit.files, limit.bytes + size)
    return size


def _overlapping(archive: zipfile.ZipFile) -> set[zipfile.ZipInfo]:
    """The entries whose packed bytes begin before those of another one end: a small zip says that it holds much by them."""
    found = set()
    end = -1
    for info in sorted(archive.infolist(), key=lambda one: one.header_offset):
        if info.header_offset < end:
            found.add(info)
        end = max(
            end, info.header_offset + _LOCAL_HEADER + len(info.filename.encode("utf-8", "replace")) + info.compress_size
        )
    return found


def _inner(info: zipfile.ZipInfo) -> tuple[str, ...]:
    """An entry's name; programs of Korean systems write it in their own letters and do not say so."""
    name = info.filename
    if not info.flag_bits & 0x800:
        raw = name.encode("cp437", "replace")
        for encoding in ("utf-8", "cp949"):
            try:
                name = raw.decode(encoding)
                break
            except UnicodeDecodeError:
                continue
    return tuple(_nfc(part) for part in PurePosixPath(name.replace("\\", "/")).parts)


def _why_not(info: zipfile.ZipInfo, name: str) -> Text | None:
    inner = info.filename.replace("\\", "/")
    if inner.startswith("/") or ".." in inner.split("/") or inner[1:2] == ":":
        return _SAID["out"].format(name=name)
    mode = info.external_attr >> 16
    if mode and stat.S_IFMT(mode) not in (0, stat.S_IFREG):
        return _SAID["link"].format(name=name)
    return None
