"""The words of the course and its letters: from `solutions/glossary.toml` to links in the text and a list at the end of each lesson.

An author of a lesson writes nothing for it. A word belongs to the first lesson whose text uses it in both languages; there its first use
becomes a link to the lesson's own list, which works wherever the notebook is, without a network and without another file.
"""

import functools
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from autograder.build.lesson import Lesson
from autograder.errors import CourseError
from dlcourse.language import LANGUAGES, Text

PATH = "solutions/glossary.toml"

HEADING = Text("## Words and letters of this lesson", "## 이 수업의 용어와 글자")
WORDS = Text("| word | what it means | also called |", "| 용어 | 영어 | 뜻 | 다른 이름 |")
LETTERS = Text("| letter | what it means here |", "| 글자 | 이 수업에서의 뜻 |")

_WORD_KEYS = ("en", "ko", "means_en", "means_ko")
_LISTS = ("forms_en", "forms_ko", "also_en", "also_ko")
_LETTER_KEYS = ("sign", "lessons", "means_en", "means_ko")
# what no link may stand in: code, formulas, links, marks of HTML, headings
_CLOSED = re.compile(
    r"^(```|~~~).*?^\1|`[^`\n]+`|\$\$.+?\$\$|(?<![\\$])\$[^$\n]+?(?<!\\)\$|!?\[[^\]\n]*\]\([^)\n]*\)|<[^>\n]+>|^#+ .*?$",
    re.DOTALL | re.MULTILINE,
)
_FORMULA = re.compile(r"\$\$(.+?)\$\$|(?<![\\$])\$([^$\n]+?)(?<!\\)\$", re.DOTALL)
# behind a short Korean word nothing but a particle may come: 층 is a word in 층은, and none in 층계
_PARTICLES = "(?:들|마다|처럼|보다|까지|부터|에서|에게|으로|이라|이란|이며|이고|이나|입니|하고|라는|란|라|만|도|은|는|이|가|을|를|의|에|로|와|과|인|별|끼리)"


@dataclass(frozen=True, eq=False)
class Word:
    """One word: its name, other forms of it in a text, what others call it, what it means."""

    name: Text
    forms: Mapping[str, tuple[str, ...]]
    also: Mapping[str, tuple[str, ...]]
    means: Text

    @property
    def id(self) -> str:
        """Its name in an address, the same in both languages."""
        return "word-" + re.sub(r"[^a-z0-9]+", "-", self.name.en.lower()).strip("-")


@dataclass(frozen=True)
class Letter:
    """A letter of formulas with the one meaning it has in these lessons."""

    sign: str
    lessons: tuple[int, ...]
    means: Text

    def stands_in(self, said: str) -> bool:
        """Whether formulas hold it, with whatever index."""
        sign = re.escape(self.sign.split("_")[0])
        return re.search(rf"(?<![A-Za-z\\]){sign}(?![A-Za-z])", said) is not None


@dataclass(frozen=True)
class Glossary:
    """All words and all letters."""

    words: tuple[Word, ...]
    letters: tuple[Letter, ...]

    def letters_of(self, lesson: Lesson, language: str = "en") -> tuple[Letter, ...]:
        """The letters of one lesson, as far as they stand in a formula of its text."""
        said = "\n".join(formula for cell in lesson.cells for formula in formulas(cell.source.in_(language)))
        return tuple(letter for letter in self.letters if lesson.number in letter.lessons and letter.stands_in(said))


NO_WORDS = Glossary((), ())


def read(root: Path) -> Glossary:
    """The course's glossary; an empty one where the course has none."""
    file = root / PATH
    return _read(file, file.stat().st_mtime_ns) if file.exists() else NO_WORDS


@functools.cache
def _read(file: Path, _changed: int) -> Glossary:
    try:
        said = tomllib.loads(file.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise CourseError(where=PATH, what=f"the file is not TOML: {error}", fix="correct that place") from None
    words = tuple(_word(record, number) for number, record in enumerate(said.get("word", ()), start=1))
    letters = tuple(_letter(record, number) for number, record in enumerate(said.get("letter", ()), start=1))
    ids = [word.id for word in words]
    for word in words:
        if ids.count(word.id) > 1:
            raise CourseError(
                where=PATH, what=f'the word "{word.name.en}" stands there twice', fix="make one record of both"
            )
    meanings: dict[tuple[str, int], str] = {}
    for letter in letters:
        for number in letter.lessons:
            if (letter.sign, number) in meanings:
                one, other = meanings[letter.sign, number], letter.means.en
                what = f'the letter "{letter.sign}" has two meanings in lesson {number}: "{one}" and "{other}"'
                raise CourseError(
                    where=PATH, what=what, fix="write another letter for one of them in the lesson, and here"
                )
            meanings[letter.sign, number] = letter.means.en
    return Glossary(words, letters)


def _word(record: Mapping[str, Any], number: int) -> Word:
    _check(record, f"word {number}", _WORD_KEYS, _LISTS)
    forms = {str(language): (record[language], *record.get(f"forms_{language}", ())) for language in LANGUAGES}
    also = {str(language): tuple(record.get(f"also_{language}", ())) for language in LANGUAGES}
    return Word(Text(record["en"], record["ko"]), forms, also, Text(record["means_en"], record["means_ko"]))


def _letter(record: Mapping[str, Any], number: int) -> Letter:
    _check(record, f"letter {number}", _LETTER_KEYS, ())
    return Letter(record["sign"], tuple(record["lessons"]), Text(record["means_en"], record["means_ko"]))


def _check(record: Mapping[str, Any], which: str, needed: Sequence[str], allowed: Sequence[str]) -> None:
    missing = [key for key in needed if not record.get(key)]
    if missing:
        name = record.get("en") or record.get("sign") or which
        raise CourseError(where=PATH, what=f'"{name}" does not say its {", ".join(missing)}', fix="write it")
    unknown = [key for key in record if key not in needed and key not in allowed]
    if unknown:
        what = f'"{record.get("en") or record.get("sign")}" says {", ".join(unknown)}, which nobody reads'
        raise CourseError(where=PATH, what=what, known=(*needed, *allowed), fix="correct the name")


def formulas(text: str) -> list[str]:
    """All formulas of a text, without the words inside them."""
    found = [display or inline for display, inline in _FORMULA.findall(text)]
    return [re.sub(r"\\(text|mathrm)\{[^{}]*\}", "", formula) for formula in found]


# --- where a word is used -------------------------------------------------------------------------------------------


def used(text: str, words: Sequence[Word], language: str) -> Iterator[tuple[Word, int, int]]:
    """Every word in a text with the place where it stands, none of them inside code, formulas, links or headings."""
    if not words:
        return
    shut = _CLOSED.sub(lambda closed: "\0" * len(closed[0]), text)
    for found in _pattern(tuple(words), language).finditer(shut):
        assert found.lastgroup is not None
        yield words[int(found.lastgroup[1:])], found.start(), found.end()


@functools.cache
def _pattern(words: tuple[Word, ...], language: str) -> re.Pattern[str]:
    """One expression for all words, the longest first: a hidden unit is no unit that happens to be hidden."""

    def longest(number: int) -> int:
        return max(map(len, words[number].forms[language]))

    groups = []
    for number in sorted(range(len(words)), key=longest, reverse=True):
        forms = sorted(words[number].forms[language], key=len, reverse=True)
        groups.append(f"(?P<w{number}>{'|'.join(_piece(form, language) for form in forms)})")
    # most places of a text are no beginning of any word, and are passed over at once
    letters = {form[0] for word in words for form in word.forms[language]}
    begin = re.escape("".join(sorted({*letters, *map(str.upper, letters), *map(str.lower, letters)})))
    return re.compile(f"(?<![A-Za-z0-9])(?=[{begin}])(?:{'|'.join(groups)})")


def _piece(form: str, language: str) -> str:
    """A form as it may stand in a text: whole words, in English with or without a plural's s, in Korean before a particle."""
    plain = re.escape(form).replace(r"\ ", r"\s+")
    latin = form.isascii()
    if language == "ko" and not latin:
        long = len(re.findall("[가-힣]", form)) > 2
        end = "" if long else f"(?={_PARTICLES}|[^가-힣]|$)"
        return rf"(?<![가-힣A-Za-z0-9]){plain}{end}"
    whole = rf"(?<![\w-]){plain}" if language == "en" else rf"(?<![A-Za-z0-9_-]){plain}"
    end = r"(?:s|es)?(?![\w-])" if language == "en" else r"(?![A-Za-z0-9_-])"
    return f"{whole}{end}" if re.search("[A-Z]", form) else f"(?i:{whole}{end})"


def introduced(glossary: Glossary, lessons: Iterable[Lesson]) -> dict[str, tuple[Word, ...]]:
    """Which words each lesson brings: those that no earlier one uses in both languages."""
    left = list(glossary.words)
    brought = {}
    for lesson in lessons:
        seen = [
            {
                word.id
                for cell in lesson.cells
                if cell.role == "prose"
                for word, _, _ in used(cell.source.in_(language), glossary.words, language)
            }
            for language in LANGUAGES
        ]
        new = tuple(word for word in left if all(word.id in ids for ids in seen))
        left = [word for word in left if word not in new]
        brought[lesson.name] = new
    return brought


class Linker:
    """Links the first use of each word, cell by cell, in one language."""

    def __init__(self, glossary: Glossary, new: Iterable[Word], language: str) -> None:
        self._every, self._left, self._language = glossary.words, set(new), language

    def linked(self, text: str) -> str:
        """The text of a cell with links on words that no earlier cell has used."""
        places = []
        for word, start, end in used(text, self._every, self._language):
            before, behind = text[start - 1 : start] == "*", text[end : end + 1] == "*"
            # stars right behind a link do not close before a Korean particle: they go inside, or the next use is taken
            if word in self._left and before == behind:
                self._left.remove(word)
                stars = _stars(text, start, end)
                places.append((word, start - stars, end + stars))
        for word, start, end in reversed(places):
            text = f"{text[:start]}[{text[start:end]}](#{word.id}){text[end:]}"
        return text


def _stars(text: str, start: int, end: int) -> int:
    """How many stars stand on either side of a place."""
    stars = 0
    while text[start - stars - 1 : start - stars] == "*" == text[end + stars : end + stars + 1]:
        stars += 1
    return stars


# --- the lists ------------------------------------------------------------------------------------------------------


def listed(new: Sequence[Word], letters: Sequence[Letter], language: str) -> str:
    """The cell at the end of a lesson; nothing where the lesson brings neither words nor letters."""
    if not new and not letters:
        return ""
    lines = [HEADING.in_(language), ""]
    if new:
        head = WORDS.in_(language)
        lines += [head, "| --- " * (head.count("|") - 1) + "|"]
        lines += [_row(word, language) for word in sorted(new, key=lambda word: word.name.in_(language).lower())]
        lines.append("")
    if letters:
        lines += [LETTERS.in_(language), "| --- | --- |"]
        lines += [f"| ${letter.sign}$ | {letter.means.in_(language)} |" for letter in letters]
    return "\n".join(lines).rstrip()


def _row(word: Word, language: str) -> str:
    name = f'<a id="{word.id}"></a>**{word.name.in_(language)}**'
    also = ", ".join(word.also[language])
    cells = [name, word.means.en, also] if language == "en" else [name, word.name.en, word.means.ko, also]
    return f"| {' | '.join(cells)} |"
