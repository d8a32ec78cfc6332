"""What an instructor should know of a submission's cells: do they reach for the course's own source?

No wall helps against a text that was copied, and a sign is not a proof: nothing here costs a point, and no learner is told.
The signs are found in the cells' text. Nothing is run.
"""

import ast
import inspect
import re
import textwrap
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from typing import Any

from dlcourse.exercises import Exercise
from dlcourse.language import Text

SEEN = {
    "runs": Text(
        "Cell {number} runs a text or bytes as a program (`{name}`); look at what it runs.",
        "{number}번째 셀이 문자열이나 바이트를 프로그램으로 실행합니다(`{name}`). 무엇을 실행하는지 확인해 주세요.",
    ),
    "reads": Text(
        "Cell {number} reaches into the course's own modules or files (`{name}`); look at what it takes from there.",
        "{number}번째 셀이 과정의 모듈이나 파일 안을 들여다봅니다(`{name}`). 무엇을 가져오는지 확인해 주세요.",
    ),
    "pasted": Text(
        "The answer to “{title}” is the course's own, word for word with its variables. Learners may open it after the last hint, so this alone says nothing.",
        "“{title}” 풀이가 변수 이름까지 과정의 풀이와 같습니다. 마지막 힌트 다음에는 풀이를 열어 볼 수 있으므로 이것만으로는 아무것도 알 수 없습니다.",
    ),
}

MOST = 9  # things that are said of one submission
_RUNS = {"exec", "eval", "compile", "FunctionType", "CodeType", "loads", "runpy", "marshal"}
_READS = {
    "getsource", "getsourcelines", "spec_from_file_location", "module_from_spec", "reload", "__code__", "__wrapped__", "__closure__",
    "get_objects", "get_referents", "get_referrers", "getlines", "get_data", "find_spec", "setprofile", "settrace",
}  # fmt: skip
_PATHS = {"__file__", "__path__", "open", "modules", "import_module", "__import__", "insert", "read_text"}
_ANY = re.compile(rf"\b({'|'.join(sorted(_RUNS | _READS | _PATHS))})\b")  # most cells need no closer look
_LONG = 120  # parts of a program below which good answers are alike by themselves


def seen(
    cells: Iterable[tuple[int, str]], handed_out: Iterable[str], places: Mapping[str, int], cards: Iterable[Exercise]
) -> list[Text]:
    """What to look at in a learner's numbered `cells`, of which those that were `handed_out` are the course's own."""
    course = {text.strip() for text in handed_out}
    own = {number: text for number, text in cells if text.strip() not in course}
    found = [note for number, text in own.items() for note in _signs(number, text)]
    for card in cards:
        text = own.get(places.get(card.id, -1))
        if text is not None and (theirs := _lines_of(card.reference)) and theirs <= _lines(text):
            found.append(SEEN["pasted"].format(title=card.title))
    return found[:MOST]


def _signs(number: int, text: str) -> Iterator[Text]:
    tree = _read(text) if _ANY.search(text) else None
    if tree is None:
        return
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Name):
            names.add(node.id)
        elif isinstance(node, ast.Attribute):
            names.add(node.attr)
        elif isinstance(node, ast.alias):
            names |= {node.name.split(".")[0], node.name.rpartition(".")[2]}
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and _is_way(node.value):
            names.add("dlcourse")
    for kind, signs in (("runs", _RUNS), ("reads", _READS)):
        some = sorted(names & signs)
        if some:
            yield SEEN[kind].format(number=number + 1, name=some[0])
    paths = _PATHS & names
    if "dlcourse" in names and paths and not names & _READS:
        yield SEEN["reads"].format(number=number + 1, name=min(paths))


def _is_way(text: str) -> bool:
    """Whether a text leads to one of the course's modules."""
    return len(text) < 200 and "dlcourse" in text and "import" not in text.split()[:1]


@cache
def _lines_of(reference: Callable[..., Any]) -> frozenset[str]:
    """The lines of a reference's body, without its docstring; none where it is too short to be told from other answers."""
    function = inspect.unwrap(reference)
    try:
        text = textwrap.dedent(inspect.getsource(function))
    except (OSError, TypeError):
        return frozenset()
    tree = _read(text)
    made = next((one for one in (tree.body if tree else ()) if isinstance(one, ast.FunctionDef)), None)
    if made is None:
        return frozenset()
    body = made.body[1:] if ast.get_docstring(made, clean=False) is not None else made.body
    if sum(1 for one in body for _ in ast.walk(one)) < _LONG:
        return frozenset()
    return _lines("\n".join(text.splitlines()[body[0].lineno - 1 :]))


def _lines(text: str) -> frozenset[str]:
    return frozenset(line.strip() for line in text.splitlines() if line.strip() and not line.strip().startswith("#"))


def _read(text: str) -> ast.Module | None:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return ast.parse(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
