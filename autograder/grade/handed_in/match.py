"""A notebook that was handed in, beside the one that was handed out: what to run, which answers are
where, what was mended.

Learners copy, move, delete, retype and rename cells, and files arrive damaged. The released
notebook decides what is asked and for how many points; the submission is only a source of cells and
answers. What can be mended is noted, and what cannot is refused with a sentence. Nothing here runs
anything.
"""

import json
import re
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from autograder.grade.handed_in import answered, words
from autograder.grade.handed_in.slim import MOST_FILE, slim
from dlcourse.exercises import Exercise
from dlcourse.language import LANGUAGES, Text

Cell = Mapping[str, Any]

BEGIN_HIDDEN, END_HIDDEN = "### BEGIN HIDDEN TESTS", "### END HIDDEN TESTS"  # as nbgrader marks them
_SPOKEN = re.compile(rf'^language\.use\("({"|".join(LANGUAGES)})"\)', re.MULTILINE)
MOST_BYTES = MOST_FILE
MOST_CELLS = 5_000
MOST_SOURCE = 1 << 20

REFUSED = {
    "empty": Text("The file is empty.", "파일이 비어 있습니다."),
    "large": Text(
        "The file is larger than {most} MB, so we did not open it.", "파일이 {most} MB보다 커서 열지 않았습니다."
    ),
    "encoding": Text(
        "The file is not written in UTF-8, so it is not a notebook.", "파일이 UTF-8로 쓰여 있지 않아 노트북이 아닙니다."
    ),
    "json": Text(
        "The file is not a whole notebook: it breaks off or is damaged near line {line}.",
        "온전한 노트북 파일이 아닙니다. {line}번째 줄 근처에서 끊겼거나 손상되었습니다.",
    ),
    "notebook": Text(
        "The file is JSON, but it holds no list of cells, so it is not a notebook.",
        "JSON 파일이지만 셀 목록이 없으므로 노트북이 아닙니다.",
    ),
    "future": Text(
        "The notebook is written in format {format}, which we do not know.",
        "노트북 형식이 {format}입니다. 이 형식은 알지 못합니다.",
    ),
    "old": Text(
        "The notebook is written in the old format {format} and could not be brought up to date.",
        "노트북 형식이 오래된 {format}이며 새 형식으로 바꾸지 못했습니다.",
    ),
}
MENDED = {
    "upgraded": Text(
        "The notebook was in the old format {format}; we brought it up to date.",
        "오래된 형식 {format}의 노트북을 새 형식으로 바꾸었습니다.",
    ),
    "mark": Text(
        "The file began with a byte order mark, which does not belong there; we left it out.",
        "파일 맨 앞의 바이트 순서 표시(BOM)를 빼고 읽었습니다.",
    ),
    "broken-cell": Text("Cell {number} is damaged and was left out.", "{number}번째 셀이 손상되어 제외했습니다."),
    "changed-check": Text(
        "The check of “{title}” was changed; the one that was handed out counts.",
        "“{title}” 확인 셀이 바뀌었습니다. 처음 배포한 셀로 채점합니다.",
    ),
    "missing-check": Text(
        "The check of “{title}” was missing; the one that was handed out counts.",
        "“{title}” 확인 셀이 없습니다. 처음 배포한 셀로 채점합니다.",
    ),
    "missing-answer": Text(
        "The cell of “{title}” was missing; we looked for `{name}` in the other cells.",
        "“{title}” 풀이 셀이 없어 다른 셀에서 `{name}`을(를) 찾았습니다.",
    ),
    "retyped": Text(
        "The cell of “{title}” was no code cell any more; we ran it as code.",
        "“{title}” 풀이 셀이 코드 셀이 아니어서 코드로 바꾸어 실행했습니다.",
    ),
    "twice": Text(
        "The cell of “{title}” was there {count} times; the last one that was worked on counts.",
        "“{title}” 풀이 셀이 {count}개 있습니다. 작성한 셀 가운데 마지막 것으로 채점합니다.",
    ),
    "by-place": Text(
        "The label of the cell of “{title}” was lost; we knew the cell by its function.",
        "“{title}” 풀이 셀의 표식이 사라져 함수 이름으로 찾았습니다.",
    ),
    "missing-question": Text(
        "The answer to the question `{name}` was missing.", "서술형 문제 `{name}`의 답안 셀이 없습니다."
    ),
}


class RefusedError(Exception):
    """A file that is no notebook; `reason` says why, for learner and instructor."""

    def __init__(self, reason: Text) -> None:
        super().__init__(reason.en)
        self.reason = reason


@dataclass(frozen=True)
class Master:
    """What the released lesson asks: exercises with their checks and points, questions, and the cells as handed out."""

    exercises: tuple[Exercise, ...]
    points: Mapping[str, float]  # card id -> points, as the released check cell says
    questions: Mapping[str, float]
    sources: Mapping[str, str]  # cell id -> source as handed out
    course: tuple[str, ...]  # the sources of the code cells that are no answers, in every language that was handed out
    setup: str
    prose: frozenset[str] = frozenset()  # fingerprints of every line that was handed out

    @staticmethod
    def check(card: Exercise) -> str:
        """The grade id of a card's check."""
        return f"check-{card.id}"


@dataclass(frozen=True)
class Plan:
    """What to run, in order; where each exercise and each answer in words is; what was mended on the way."""

    cells: tuple[tuple[int, str], ...]
    places: Mapping[str, int]  # card id -> cell number of its answer
    answers: Mapping[str, str]  # question -> what was answered
    untouched: tuple[str, ...]  # card ids whose answer is what was handed out
    setup: tuple[int, ...]  # the cells that import what the others need; -1 is one of ours
    notes: tuple[Text, ...] = field(default=())
    checks: Mapping[str, int] = field(default_factory=dict)  # card id -> cell number of its check, where that follows
    elsewhere: Mapping[str, list[str]] = field(default_factory=dict)  # question -> words that may belong to its answer
    joined: tuple[str, ...] = ()  # questions whose answer was in several cells

    def source(self, card_id: str) -> str:
        """The text of the cell with an exercise's answer; "" where there is none."""
        place = self.places.get(card_id)
        return next((text for number, text in self.cells if number == place), "")


def master(notebook: Cell, cards: Mapping[str, Exercise]) -> Master:
    """What a released notebook asks."""
    asked: list[Exercise] = []
    points: dict[str, float] = {}
    questions: dict[str, float] = {}
    sources: dict[str, str] = {}
    setup = ""
    for cell in notebook["cells"]:
        name = _given_name(cell)
        grading = cell["metadata"].get("nbgrader", {})
        sources[name] = visible(source(cell))
        if cell.get("id") == "setup":
            setup = source(cell)
        if grading.get("grade") and grading.get("solution"):
            questions[name] = float(grading["points"])
        elif grading.get("grade"):
            card = cards[name.removeprefix("check-")]
            asked.append(card)
            points[card.id] = float(grading["points"])
    its = course(notebook)
    prose = words.lines_of("\n".join([BEGIN_HIDDEN, END_HIDDEN, *its, *(source(cell) for cell in notebook["cells"])]))
    prose |= set(notebook.get("prose", ()))
    return Master(tuple(asked), points, questions, sources, its, setup, frozenset(prose))


def course(notebook: Cell) -> tuple[str, ...]:
    """The code cells of a released notebook that are no answers, and those of it that came beside it."""
    cells = [
        visible(source(cell))
        for cell in notebook["cells"]
        if cell.get("cell_type") == "code" and not cell["metadata"].get("nbgrader", {}).get("solution")
    ]
    return (*notebook.get("course", ()), *cells)


def source(cell: Cell) -> str:
    """A cell's text: files keep it as one string or as a list of lines."""
    text = cell.get("source", "")
    return "".join(part for part in text if isinstance(part, str)) if isinstance(text, list) else str(text)


def spoken(cells: Iterable[Cell], otherwise: str) -> str:
    """The language of a notebook, as its setup says it: a class may have learners of both."""
    said = (match[1] for cell in cells for match in [_SPOKEN.search(source(cell))] if match)
    return next(said, otherwise)


# --- reading a file -------------------------------------------------------------------------------------------------


def read_notebook(data: bytes) -> tuple[list[Cell], list[Text]]:
    """The cells of a notebook file, and what had to be mended; `RefusedError` where that is not possible."""
    notes: list[Text] = []
    if not data.strip(b" \t\r\n\0"):
        raise RefusedError(REFUSED["empty"])
    if len(data) > MOST_BYTES:
        raise RefusedError(REFUSED["large"].format(most=MOST_BYTES >> 20))
    data = slim(data)
    if data.startswith(b"\xef\xbb\xbf"):
        data = data[3:]
        notes.append(MENDED["mark"])
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise RefusedError(REFUSED["encoding"]) from error
    try:
        tree = json.loads(text)
    except json.JSONDecodeError as error:
        raise RefusedError(REFUSED["json"].format(line=error.lineno)) from error
    except (ValueError, RecursionError) as error:  # a number of ten thousand digits, a thousand brackets
        raise RefusedError(REFUSED["json"].format(line=1)) from error
    cells = _cells(tree, notes)
    whole = [cell for number, cell in enumerate(cells, start=1) if _whole(cell, number, notes)]
    return whole[:MOST_CELLS], notes


def _cells(tree: Any, notes: list[Text]) -> list[Any]:
    if not isinstance(tree, dict):
        raise RefusedError(REFUSED["notebook"])
    version = tree.get("nbformat", 4)
    if type(version) is not int or not 1 <= version <= 4:
        raise RefusedError(REFUSED["future"].format(format=str(version)[:20]))
    if "cells" not in tree and "worksheets" in tree:
        version = min(version, 3)  # whatever it says of itself
    if version < 4:
        tree = _upgraded(tree | {"nbformat": version}, version)
        notes.append(MENDED["upgraded"].format(format=version))
    cells = tree.get("cells")
    if not isinstance(cells, list):
        raise RefusedError(REFUSED["notebook"])
    return cells


def _upgraded(tree: dict[str, Any], version: int) -> dict[str, Any]:
    import nbformat  # a fifth of a second, for files of a format from ten years ago

    tree = {"metadata": {}, "nbformat": 3, "nbformat_minor": 0, **tree}
    try:
        converted: dict[str, Any] = nbformat.convert(nbformat.from_dict(tree), 4)  # type: ignore[no-untyped-call]  # carries no types
    except Exception as error:  # the converter trusts its input; whatever it stumbles over is the file's fault
        raise RefusedError(REFUSED["old"].format(format=version)) from error
    return converted


def _whole(cell: Any, number: int, notes: list[Text]) -> bool:
    good = (
        isinstance(cell, dict)
        and isinstance(cell.get("source", ""), str | list)
        and len(source(cell)) <= MOST_SOURCE
        and isinstance(cell.get("metadata", {}), dict)
    )
    if not good:
        notes.append(MENDED["broken-cell"].format(number=number))
    return good


# --- matching -------------------------------------------------------------------------------------------------------


def plan(cells: Iterable[Cell], asked: Master) -> Plan:
    """Match a submission's cells with what was asked, by grade id, else by cell id, else by the function they define."""
    numbered = list(enumerate(cells))
    notes: list[Text] = []
    labels = {number: label(cell, asked.sources) for number, cell in numbered}
    checks = {asked.check(card): card for card in asked.exercises}
    by_id = {card.id: card for card in asked.exercises}
    running: list[tuple[int, str]] = [(-1, asked.setup)] if asked.setup and "setup" not in labels.values() else []
    skipped: set[int] = set()
    places: dict[str, int] = {}
    untouched = []
    for card in asked.exercises:
        mine = [(number, cell) for number, cell in numbered if labels[number] == card.id]
        if not mine:
            mine = [pair for pair in numbered if labels[pair[0]] == "" and _defines(pair[1], card.name)]
            note = "by-place" if mine else "missing-answer"
            notes.append(MENDED[note].format(title=card.title, name=card.name))
        elif len(mine) > 1:
            notes.append(MENDED["twice"].format(title=card.title, count=len(mine)))
        worked = [pair for pair in mine if not _untouched(pair[1], card, asked)]
        if mine and not worked:
            untouched.append(card.id)
            worked = mine
        skipped |= {number for number, _ in mine} - {number for number, _ in worked}
        if worked:
            places[card.id] = worked[-1][0]
    for number, cell in numbered:
        name = labels[number]
        kind = cell.get("cell_type")
        if name in checks or number in skipped:
            continue
        if name in by_id and kind != "code":
            notes.append(MENDED["retyped"].format(title=by_id[name].title))
            running.append((number, source(cell)))
        elif kind == "code":
            running.append((number, source(cell)))
    notes += _about_checks(numbered, labels, checks, asked)
    texts = [
        answered.Cell(number, cell.get("cell_type") == "code", source(cell), labels[number])
        for number, cell in numbered
    ]
    asks = answered.Asked(asked.questions, asked.sources, asked.prose)
    answers, joined = answered.answers(texts, asks)
    notes += [MENDED["missing-question"].format(name=one) for one in asked.questions if one not in labels.values()]
    elsewhere = answered.elsewhere(texts, asks, answers, set(places.values()))
    setup = tuple(number for number, _ in running if number < 0 or labels[number] == "setup")
    at_check = {checks[name].id: number for number, name in labels.items() if name in checks}
    following = {card: number for card, number in at_check.items() if number > places.get(card, number)}
    return Plan(tuple(running), places, answers, tuple(untouched), setup, tuple(notes), following, elsewhere, joined)


def _about_checks(
    numbered: list[tuple[int, Cell]], labels: Mapping[int, str], checks: Mapping[str, Exercise], asked: Master
) -> list[Text]:
    notes = []
    for name, card in checks.items():
        found = [cell for number, cell in numbered if labels[number] == name]
        if not found:
            notes.append(MENDED["missing-check"].format(title=card.title))
        elif any(_edited(cell, name, asked) for cell in found):
            notes.append(MENDED["changed-check"].format(title=card.title))
    return notes


def _edited(cell: Cell, name: str, asked: Master) -> bool:
    """Whether a check differs from the one handed out, in its text or in what it would have been worth."""
    grading = cell.get("metadata", {}).get("nbgrader", {})
    worth = grading.get("points") if isinstance(grading, dict) else None
    changed = worth is not None and worth != asked.points[name.removeprefix("check-")]
    return changed or visible(source(cell)).strip() != asked.sources[name].strip() or cell.get("cell_type") != "code"


def visible(text: str) -> str:
    """What a learner sees of a cell: hidden tests are not there."""
    lines, hidden = [], False
    for line in text.splitlines():
        hidden |= line.strip() == BEGIN_HIDDEN
        if not hidden:
            lines.append(line)
        hidden &= line.strip() != END_HIDDEN
    return "\n".join(lines)


def label(cell: Cell, known: Container[str]) -> str:
    """A cell's grade id if it is among the known ones, else its own id if that is; "" if neither is."""
    grading = cell.get("metadata", {}).get("nbgrader", {})
    grade_id = grading.get("grade_id") if isinstance(grading, dict) else None
    for name in (grade_id, cell.get("id")):
        if isinstance(name, str) and name in known:
            return name
    return ""


def _given_name(cell: Cell) -> str:
    """The name that a cell of the released notebook goes by."""
    return str(cell["metadata"].get("nbgrader", {}).get("grade_id") or cell.get("id", ""))


def _untouched(cell: Cell, card: Exercise, asked: Master) -> bool:
    return source(cell).strip() == asked.sources[card.id].strip()


def _defines(cell: Cell, name: str) -> bool:
    """Whether a cell's text holds a definition of `name`; read as text, because a cell need not be whole Python."""
    return any(line.startswith((f"def {name}(", f"{name} =", f"class {name}")) for line in source(cell).splitlines())
