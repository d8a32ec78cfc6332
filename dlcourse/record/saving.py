"""All of a learner's work in one small file: the notebooks of their workspace, without outputs, and their progress.

    manifest.json                       format, when it was made, which version of each lesson the course had
    progress.json                       the record, as `dlcourse.record.progress` writes it
    notebooks/en/01_perceptron.ipynb    one for every notebook: answers, notes, cells that were added

`dlcourse.desk.restoring` reads it. A file that was made once can be read for ever: `FORMAT` grows when its meaning changes.
"""

import io
import json
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import Any

from dlcourse import __version__
from dlcourse.files import reason, write_new
from dlcourse.language import LANGUAGES, Text
from dlcourse.record import catalogue, progress

FORMAT = 1
MANIFEST, PROGRESS, NOTEBOOKS = "manifest.json", "progress.json", "notebooks/"
DEFAULT = "dlcourse-work"  # where `dlcourse lab` puts the lessons unless told otherwise
NAME = "dlcourse-save-{day}.zip"

NOTHING = Text(
    "There are no lessons in {folder}: go to the folder you gave to `dlcourse lab`, or name it with --folder.",
    "{folder}에 수업이 없습니다. `dlcourse lab`에 준 폴더로 가거나 --folder로 폴더를 지정하세요.",
)
EXISTS = Text(
    "There is a file {file} already, and it stays as it is: choose another name.",
    "{file} 파일이 이미 있어 그대로 둡니다. 다른 이름을 골라 주세요.",
)
NOT_WRITTEN = Text(
    "The file {file} cannot be written ({reason}): choose another place.",
    "{file} 파일을 쓸 수 없습니다({reason}). 다른 위치를 골라 주세요.",
)
UNREADABLE = Text(
    "{notebook} cannot be read ({reason}) and is not in the file.",
    "{notebook} 파일을 읽을 수 없어({reason}) 넣지 못했습니다.",
)
SAVED = Text(
    "{count} notebooks and your progress are in {file}. `dlcourse restore {name}` brings them back, here or on another machine.",
    "노트북 {count}개와 학습 기록을 {file}에 담았습니다. `dlcourse restore {name}`을 실행하면 이 컴퓨터나 다른 컴퓨터에서 되살릴 수 있습니다.",
)


class SavingError(Exception):
    """Nothing was saved; the sentence says why and what to do."""

    def __init__(self, sentence: Text) -> None:
        super().__init__(str(sentence))
        self.sentence = sentence


@dataclass(frozen=True)
class Saved:
    """The content of a file with all work, how many notebooks it holds, and sentences about what is missing."""

    content: bytes
    count: int
    missing: tuple[Text, ...]


def workspace(start: Path) -> Path:
    """The learner's folder: this one, else the one that `dlcourse lab` makes here, else the nearest one upwards with lessons in it."""
    start = start.resolve()
    for folder in (start, start / DEFAULT, *start.parents):
        if _has_lessons(folder):
            return folder
    raise SavingError(NOTHING.format(folder=start))


def _has_lessons(folder: Path) -> bool:
    """Whether a lesson of this course lies where `dlcourse lab` or Binder puts it: any folder may be called "en"."""
    names = [lesson.name for lesson in catalogue.lessons()]
    places = [
        folder / language / inside for language in LANGUAGES for name in names for inside in (name, f"{name}/{name}")
    ]
    return any(place.with_suffix(".ipynb").exists() for place in places)


def notebooks(folder: Path) -> Iterator[tuple[str, Path]]:
    """Every notebook of a workspace: its name in a saved file ("en/01_perceptron.ipynb"), and where it lies."""
    for language in LANGUAGES:
        for path in sorted((folder / language).rglob("*.ipynb")):
            inside = path.relative_to(folder).parts
            if any(part.startswith(".") for part in inside):
                continue
            if len(inside) == 3 and inside[1] == path.stem:  # a lesson in a folder of its own, as on Binder
                inside = (language, path.name)
            yield PurePosixPath(*inside).as_posix(), path


def default_name() -> str:
    """What a saved file is called if nobody says."""
    return NAME.format(day=datetime.now().strftime("%Y-%m-%d-%H%M%S"))


def pack(folder: Path) -> Saved:
    """All work in `folder`, and the progress, as the content of one file."""
    found = dict(notebooks(folder))
    if not found:
        raise SavingError(NOTHING.format(folder=folder))
    versions = {
        f"{language}/{lesson.name}.ipynb": lesson.version[language]
        for lesson in catalogue.lessons()
        for language in LANGUAGES
    }
    known, _ = progress.read()
    manifest = {
        "format": FORMAT,
        "made": datetime.now(UTC).isoformat(timespec="seconds"),
        "dlcourse": __version__,
        "lessons": {name: versions[name] for name in found if name in versions},
    }
    out, missing = io.BytesIO(), []
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr(MANIFEST, json.dumps(manifest, indent=1) + "\n")
        file.writestr(PROGRESS, progress.as_json(known))
        for name, path in found.items():
            try:
                file.writestr(NOTEBOOKS + name, small(path.read_bytes()))
            except OSError as error:
                missing.append(UNREADABLE.format(notebook=path, reason=error.strerror))
    return Saved(out.getvalue(), len(found) - len(missing), tuple(missing))


def save(folder: Path, file: Path) -> list[Text]:
    """Write all work in `folder` to a new `file`; what there is to say about it."""
    return write(pack(folder), file)


def write(made: Saved, file: Path) -> list[Text]:
    """Write what was packed to a new `file`; what there is to say about it."""
    try:
        write_new(file, made.content)
    except FileExistsError:
        raise SavingError(EXISTS.format(file=file)) from None
    except OSError as error:
        raise SavingError(NOT_WRITTEN.format(file=file, reason=reason(error))) from error
    progress.saved()
    return [*made.missing, SAVED.format(count=made.count, file=file, name=file.name)]


def small(content: bytes) -> bytes:
    """A notebook without outputs: they come back when the cells run. What is no notebook is kept as it is."""
    try:
        tree = json.loads(content)
        for cell in tree["cells"]:
            if cell["cell_type"] == "code":
                cell["outputs"], cell["execution_count"] = [], None
        tree["metadata"].pop("widgets", None)
        return as_notebook(tree)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return content


def as_notebook(tree: Any) -> bytes:
    """The text of a notebook file, as Jupyter writes it."""
    return (json.dumps(tree, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()
