"""From a saved file back to a workspace: another machine, a fresh Binder, or a newer version of the lessons.

Everything is read and looked at before anything is written. A lesson that has not changed since comes back as it was. Of one that has, the
new version is taken, with the answers put into their places by the ids of the exercises and the learner's own cells behind the cells they stood behind; the
notebook as it was saved goes beside it. Nothing that a learner wrote is overwritten: only a notebook that is exactly
as the course handed it out gives way, anything else keeps its name, and what comes from the file goes beside.

A notebook that gave way may be open in JupyterLab, which goes on showing the old one and sooner or later asks which of the two is
right. Whatever is answered there, what came from the file lies in the folder `restored` as well.
"""

import hashlib
import json
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from dlcourse.desk import lab
from dlcourse.desk.merging import merge, text_of
from dlcourse.desk.running import shown
from dlcourse.files import reason, write_whole
from dlcourse.language import LANGUAGES, Language, Text
from dlcourse.record import hosting, progress
from dlcourse.record.saving import FORMAT, MANIFEST, NOTEBOOKS, PROGRESS

COPIES = "restored"  # a folder that `save` does not look into, so that copies of copies never come to be
MOST_BYTES = 200 << 20  # unpacked; all lessons without outputs are a hundredth of that

MISSING = Text(
    "There is no file {file}: name the file that `dlcourse save` made.",
    "{file} 파일이 없습니다. `dlcourse save`가 만든 파일을 지정하세요.",
)
UNREADABLE = Text("{file} cannot be read ({reason}).", "{file} 파일을 읽을 수 없습니다({reason}).")
NOT_OURS = Text(
    "{file} was not made by `dlcourse save`, so nothing was restored: name the file that it made.",
    "{file}은(는) `dlcourse save`가 만든 파일이 아니어서 아무것도 되살리지 않았습니다. `dlcourse save`가 만든 파일을 지정하세요.",
)
BROKEN = Text(
    "{file} is damaged or was not copied as a whole, so nothing was restored: copy it again from where it was made.",
    "{file} 파일이 손상되었거나 일부만 복사되어 아무것도 되살리지 않았습니다. 파일을 만든 곳에서 다시 복사해 오세요.",
)
NEWER = Text(
    "{file} was made by a newer version of the course, so nothing was restored: update dlcourse, then try again.",
    "{file}은(는) 더 새로운 버전의 강의가 만든 파일이어서 아무것도 되살리지 않았습니다. dlcourse를 업데이트한 뒤 다시 시도하세요.",
)
OUTSIDE = Text(
    "{file} wants to write to {name}, which no file of `dlcourse save` does, so nothing was restored: do not use this file.",
    "{file}이(가) {name}에 쓰려고 합니다. `dlcourse save`가 만든 파일은 그러지 않으므로 아무것도 되살리지 않았습니다. 이 파일은 쓰지 마세요.",
)
TOO_LARGE = Text(
    "{file} would unpack to more than {most} MB, which no file of `dlcourse save` does, so nothing was restored.",
    "{file}의 압축을 풀면 {most}MB가 넘습니다. `dlcourse save`가 만든 파일은 그렇지 않으므로 아무것도 되살리지 않았습니다.",
)
NOT_WRITABLE = Text(
    "{path} cannot be written ({reason}): choose another folder, as in `dlcourse restore {file} my-folder`.",
    "{path}에 쓸 수 없습니다({reason}). `dlcourse restore {file} my-folder`처럼 다른 폴더를 골라 주세요.",
)
DONE = Text(
    "{count} notebooks are back in {folder}, and so is your progress.",
    "노트북 {count}개와 학습 기록을 {folder}에 되살렸습니다.",
)
MERGED = Text(
    "{name} has changed since you saved it: your answers and cells are in the new version, and your notebook as you saved it is beside it, as {beside}.",
    "{name} 수업이 저장한 뒤로 바뀌었습니다. 작성한 답과 셀은 새 버전에 옮겼고, 저장했던 노트북은 {beside} 파일로 옆에 두었습니다.",
)
BESIDE = Text(
    "{name} is there already and differs, so it stays as it is: the one from the file is beside it, as {beside}.",
    "{name} 파일이 이미 있고 내용이 달라서 그대로 두었습니다. 저장 파일에 있던 노트북은 {beside} 파일로 옆에 두었습니다.",
)
RELOAD = Text(
    "Now reload the page of JupyterLab with F5 (⌘ R on a Mac): until then an open notebook shows what was there before. "
    "If JupyterLab asks about a changed file, choose Revert. In any case a copy of each notebook that took another's place is in {copies}.",
    "이제 F5(맥에서는 ⌘ R)를 눌러 JupyterLab 페이지를 다시 불러오세요. 그 전에는 열어 둔 노트북에 예전 내용이 보입니다. "
    "파일이 바뀌었다고 JupyterLab이 물으면 되돌리기(Revert)를 고르세요. 만일을 위해, 바뀐 노트북은 모두 {copies} 폴더에도 넣어 두었습니다.",
)

Course = Callable[[Language], Mapping[str, bytes]]

_NAME = re.compile(r"(en|ko)(/[^/\\:\x00-\x1f]+)*/[^/\\:\x00-\x1f]+\.ipynb")


class RestoringError(Exception):
    """Nothing was restored; the sentence says why and what to do."""


@dataclass(frozen=True)
class _Kept:
    """What a saved file holds."""

    lessons: Mapping[str, str]
    progress: progress.Progress
    notebooks: Mapping[str, bytes]


def restore(file: Path, folder: Path, course: Course = lab.lessons) -> list[Text]:
    """Bring the work in `file` back into `folder`; what there is to say about it."""
    kept = _kept_in(file)
    released = {
        f"{language}/{name}.ipynb": text
        for language in LANGUAGES
        if any(saved.startswith(f"{language}/") for saved in kept.notebooks)
        for name, text in course(language).items()
    }
    said: list[Text] = []
    place, copies = folder, folder / COPIES
    gave_way = False
    try:
        for name, saved in kept.notebooks.items():
            place = _place(folder, name)
            put = _put(place, name, saved, released.get(name), kept.lessons.get(name), copies)
            said += put.said
            gave_way |= put.gave_way
        place = folder
        _hand_out(folder, kept.notebooks, released)
    except OSError as error:
        sentence = NOT_WRITABLE.format(path=place, reason=reason(error), file=file)
        raise RestoringError(str(sentence)) from error
    trouble = progress.merge(kept.progress)
    said += [*([trouble] if trouble else []), DONE.format(count=len(kept.notebooks), folder=folder)]
    if gave_way and (hosting.in_jupyter() or shown(folder)):
        said.append(RELOAD.format(copies=copies))
    return said


# --- the file -----------------------------------------------------------------------------------------------------------


def _kept_in(file: Path) -> _Kept:
    """Everything in the file, looked at; a sentence if it is not what `save` makes."""
    try:
        with file.open("rb") as opened:
            begin = opened.read(2)
            with zipfile.ZipFile(opened) as packed:
                return _unpacked(packed, file)
    except FileNotFoundError:
        raise _refused(MISSING, file) from None
    except zipfile.BadZipFile:
        raise _refused(BROKEN if begin == b"PK" else NOT_OURS, file) from None
    except OSError as error:
        raise _refused(UNREADABLE, file, reason=error.strerror) from None


def _unpacked(packed: zipfile.ZipFile, file: Path) -> _Kept:
    names = packed.namelist()
    if MANIFEST not in names or PROGRESS not in names:
        raise _refused(NOT_OURS, file)
    for name in names:
        if name not in (MANIFEST, PROGRESS) and not _harmless(name):
            raise _refused(OUTSIDE, file, name=name)
    if sum(entry.file_size for entry in packed.infolist()) > MOST_BYTES:
        raise _refused(TOO_LARGE, file, most=MOST_BYTES >> 20)
    try:
        manifest = json.loads(packed.read(MANIFEST))
        if manifest["format"] > FORMAT:
            raise _refused(NEWER, file)
        known = progress.from_json(packed.read(PROGRESS).decode())
        lessons = {str(name): str(version) for name, version in manifest["lessons"].items()}
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise _refused(BROKEN, file) from None
    except progress.NewerError:
        raise _refused(NEWER, file) from None
    inside = [name for name in names if name.startswith(NOTEBOOKS)]
    try:
        notebooks = {name.removeprefix(NOTEBOOKS): packed.read(name) for name in inside}
    except (
        zlib.error,
        EOFError,
        RuntimeError,
    ):  # RuntimeError: packed in a way, or with a password, that `save` never uses
        raise _refused(BROKEN, file) from None
    return _Kept(lessons, known, notebooks)


def _harmless(name: str) -> bool:
    """Whether a name stays inside the workspace, on every system."""
    inside = name.removeprefix(NOTEBOOKS)
    return inside != name and bool(_NAME.fullmatch(inside)) and ".." not in inside.split("/")


def _refused(text: Text, file: Path, **facts: object) -> RestoringError:
    return RestoringError(str(text.format(file=file, **facts)))


# --- the workspace ------------------------------------------------------------------------------------------------------


def _place(folder: Path, name: str) -> Path:
    """Where a notebook belongs: as this workspace has its lessons, each in a folder of its own or all in one."""
    flat = folder / name
    own = flat.parent / flat.stem / flat.name
    return own if own.parent.is_dir() and not flat.exists() else flat


@dataclass(frozen=True)
class _Put:
    """What became of one notebook: sentences, and whether another one made room for it."""

    said: list[Text]
    gave_way: bool = False


def _put(place: Path, name: str, saved: bytes, released: bytes | None, version: str | None, copies: Path) -> _Put:
    """One notebook into its place, or beside what is there."""
    same = released is None or version == hashlib.sha256(released).hexdigest()[:16]
    merged = None if same or released is None else merge(saved, released)
    content = saved if merged is None else merged
    there = _work(place.read_bytes()) if place.exists() else None
    said = []
    if merged is not None and released is not None and _work(merged) != _work(released):
        said.append(MERGED.format(name=name, beside=_beside(place, saved, "saved").name))
    if there == _work(content):
        return _Put(said)
    if there is None:
        write_whole(place, content)
        return _Put(said)
    if released is not None and there == _work(released):
        # the copy first: from the next line on a page may ask its question
        _copy(copies / name.replace("/", "-"), content)
        write_whole(place, content)
        return _Put(said, gave_way=True)
    return _Put([*said, BESIDE.format(name=name, beside=_beside(place, content, "restored").name)])


def _copy(place: Path, content: bytes) -> None:
    """Keep it under this name, or under another if something else has it already."""
    if place.exists() and place.read_bytes() != content:
        _beside(place, content, "copy")
    else:
        write_whole(place, content)


def _work(notebook: bytes) -> object:
    """What a person wrote in a notebook: its cells without outputs and settings. What is no notebook is compared as it is."""
    try:
        return [(cell.get("id"), cell["cell_type"], text_of(cell)) for cell in json.loads(notebook)["cells"]]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return notebook


def _beside(place: Path, content: bytes, word: str) -> Path:
    """Write it under a name of its own; under none if one of these files holds it already."""
    for path in _names(place, word):
        if not path.exists():
            write_whole(path, content)
            return path
        if path.read_bytes() == content:
            return path
    raise AssertionError("names never end")


def _names(place: Path, word: str) -> Iterator[Path]:
    yield place.with_suffix(f".{word}.ipynb")
    number = 2
    while True:
        yield place.with_suffix(f".{word}{number}.ipynb")
        number += 1


def _hand_out(folder: Path, notebooks: Mapping[str, bytes], released: Mapping[str, bytes]) -> None:
    """Tell `dlcourse lab` that these lessons are there in their newest version."""
    for language in LANGUAGES:
        here = {name: text for name, text in released.items() if name.startswith(f"{language}/") and name in notebooks}
        if here:
            record = folder / language / lab.RECORD
            known = _known(record) | {Path(name).stem: hashlib.sha256(text).hexdigest() for name, text in here.items()}
            write_whole(record, json.dumps(known, indent=1).encode())


def _known(record: Path) -> dict[str, str]:
    try:
        known = json.loads(record.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return known if isinstance(known, dict) else {}
