"""Whose file is it? Platforms write that into the names of folders and files, each in its own way.

The outermost name that says something decides: what a learner called their file cannot make it another's.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence

from autograder.desk.accounts import Accounts
from autograder.desk.roster import Person
from dlcourse.language import Text

_MOODLE = re.compile(r"(?P<name>.+)_(?P<number>\d+)_assignsubmission_\w+?(_.*)?")
_CANVAS = re.compile(r"(?P<name>[^_]+?)(_(?P<late>LATE))?_(?P<number>\d+)_\d+_.+")
_EXCHANGE = re.compile(r"(?P<id>.+?)\+[^+]+\+(?P<when>\d{4}-\d\d-\d\d \d\d:\d\d:\d\d[^+]*)(\+.*)?")
_BETWEEN = re.compile(r"[\s_.,()+-]+")
_ENDINGS = (".ipynb", ".zip")

UNKNOWN = Text("nobody in the roster is called like this", "명단에 이런 이름의 학생이 없습니다")
SEVERAL = Text(
    "the name fits several students: {names}; write the platform's number of each into platform_id of roster.csv",
    "이름이 여러 학생에게 맞습니다: {names}. 플랫폼의 번호를 roster.csv의 platform_id에 적어 보세요",
)


class Owners:
    """Finds the student of a file by the names around it."""

    def __init__(self, people: Iterable[Person]) -> None:
        self._ids: dict[str, set[str]] = defaultdict(set)
        self._numbers: dict[str, set[str]] = defaultdict(set)
        self._names: dict[str, set[str]] = defaultdict(set)
        self._known: list[str] = []
        people = list(people)
        self._accounts = Accounts(people)
        for one in people:
            self._known.append(one.id)
            for word in (one.id, one.email, one.email.partition("@")[0], *one.account.split()):
                if word:
                    self._ids[_nfc(word).casefold()].add(one.id)
            if one.platform_id:
                self._numbers[one.platform_id].add(one.id)
            for first, second in ((one.first_name, one.last_name), (one.last_name, one.first_name)):
                if _letters(first + second):
                    self._names[_letters(first + second)].add(one.id)

    def of(self, parts: Sequence[str]) -> str | Text:
        """The student, or why there is none."""
        for part in parts:
            if match := _EXCHANGE.fullmatch(part):
                return self._accounts.of(match["id"])
            found = self._part(part)
            if len(found) == 1:
                return found.pop()
            if found:
                return SEVERAL.format(names=", ".join(sorted(found)))
            if _MOODLE.fullmatch(part):
                return UNKNOWN  # the platform says whose it is: nothing further in may say otherwise
        return UNKNOWN

    def _part(self, part: str) -> set[str]:
        stem = _stem(part)
        if exact := self._ids.get(stem.casefold()):
            return set(exact)
        for pattern in (_MOODLE, _CANVAS):
            if match := pattern.fullmatch(part):
                found = self._numbers.get(match["number"]) or self._names.get(_letters(match["name"]))
                if found or pattern is _MOODLE:
                    return set(found or ())
        if whole := self._names.get(_letters(stem)):
            return set(whole)
        return self._within(stem)

    def _within(self, stem: str) -> set[str]:
        """An id, else a name, that stands between separators: 01_perceptron_20260001, or Gildong Hong - homework."""
        words = [word for word in _BETWEEN.split(stem.casefold()) if word]
        runs = {
            (start, end): "".join(words[start:end])
            for start in range(len(words))
            for end in range(start + 1, min(start + 4, len(words)) + 1)
        }
        text = f" {_BETWEEN.sub(' ', stem.casefold())} "
        found = {
            name for name in self._known if f" {_BETWEEN.sub(' ', _nfc(name).casefold())} " in text
        }  # fmt: skip
        return found or {one for run in runs.values() for one in self._names.get(_letters(run), ())}


def late(parts: Iterable[str]) -> bool:
    """Whether a platform marked the file as late."""
    return any((match := _CANVAS.fullmatch(part)) and match["late"] for part in parts)


def exchanged(parts: Iterable[str]) -> str:
    """When nbgrader's exchange took a submission, by the name of its folder; "" if it is not from there."""
    return next((match["when"] for part in parts if (match := _EXCHANGE.fullmatch(part))), "")


def _nfc(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def _stem(part: str) -> str:
    for ending in _ENDINGS:
        if part.lower().endswith(ending):
            return part[: -len(ending)]
    return part


def _letters(text: str) -> str:
    """A name without what the platforms add or leave out."""
    return "".join(letter for letter in _nfc(text).casefold() if letter.isalnum())
