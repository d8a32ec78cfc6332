"""Notebooks of a download that nobody was given: kept with a number each, so that an instructor can say whose they are."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path

from autograder.errors import WRONG_REQUEST, CourseError
from dlcourse.files import write_whole
from dlcourse.language import Text

FOLDER = Path("desk") / "strays"
_LIST = "list.json"
_NONE = Text("there is no notebook with the number {number}", "{number}번 노트북이 없습니다")
_LOOK = Text(
    "run autograder collect {lesson} FROM: it lists the numbers",
    "autograder collect {lesson} FROM을 실행하면 번호가 나옵니다",
)


@dataclass(frozen=True)
class Stray:
    """One notebook: its number, the names around it, what the platform calls its owner, and to whom it was given."""

    number: int
    parts: tuple[str, ...]
    digest: str
    key: str = ""
    given: tuple[str, ...] = ()


def known(folder: Path, lesson: str) -> list[Stray]:
    """All that were ever left over for a lesson."""
    try:
        listed = json.loads((folder / FOLDER / lesson / _LIST).read_text(encoding="utf-8"))
        return [Stray(**one | {"parts": tuple(one["parts"]), "given": tuple(one["given"])}) for one in listed]
    except (OSError, ValueError, TypeError, KeyError):
        return []


def keep(folder: Path, lesson: str, found: Sequence[tuple[tuple[str, ...], str, bytes]]) -> list[Stray]:
    """Keep notebooks (names, key, bytes); one that was left over before has its number still."""
    every = known(folder, lesson)
    kept = []
    for parts, key, data in found:
        digest = sha256(data).hexdigest()
        same = next((one for one in every if (one.parts, one.digest) == (parts, digest)), None)
        if same is None:
            same = Stray(max((one.number for one in every), default=0) + 1, parts, digest, key)
            write_whole(folder / FOLDER / lesson / f"{same.number}.ipynb", data)
            every.append(same)
        kept.append(same)
    if found:
        _save(folder, lesson, every)
    return kept


def one(folder: Path, lesson: str, number: int) -> tuple[Stray, bytes]:
    """A notebook by its number."""
    stray = next((one for one in known(folder, lesson) if one.number == number), None)
    path = folder / FOLDER / lesson / f"{number}.ipynb"
    if stray is None or not path.is_file():
        what, fix = _NONE.format(number=number), _LOOK.format(lesson=lesson)
        raise CourseError(where=lesson, what=str(what), fix=str(fix), code=WRONG_REQUEST)
    return stray, path.read_bytes()


def give(folder: Path, lesson: str, number: int, who: Sequence[str]) -> None:
    """Note to whom a notebook was given."""
    every = [
        Stray(**asdict(one) | {"given": tuple(who)}) if one.number == number else one for one in known(folder, lesson)
    ]
    _save(folder, lesson, every)


def renamed(folder: Path, old: str, new: str) -> None:
    """Whoever has another id has it here too."""
    for path in sorted((folder / FOLDER).glob(f"*/{_LIST}")):
        lesson = path.parent.name
        every = known(folder, lesson)
        moved = [
            Stray(**asdict(one) | {"given": tuple(new if who == old else who for who in one.given)}) for one in every
        ]
        if moved != every:
            _save(folder, lesson, moved)


def _save(folder: Path, lesson: str, every: Sequence[Stray]) -> None:
    text = json.dumps([asdict(one) for one in every], ensure_ascii=False, indent=1)
    write_whole(folder / FOLDER / lesson / _LIST, text.encode("utf-8"))
