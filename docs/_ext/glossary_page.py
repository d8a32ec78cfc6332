"""The page of words and letters, from the records of `solutions/glossary.toml`, and the way to it from the lessons' pages."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from autograder.build.glossary import Glossary
from dlcourse.language import Text

TITLE = Text("Words and letters", "용어와 글자")
LEAD = Text(
    "Every word that the course explains, with the Korean word, what it means, what other books call it, and the lesson that brings it. "
    "In a lesson, the first use of a word leads here.",
    "강의에서 설명하는 용어를 모두 모았습니다. 영어와 뜻, 다른 책에서 부르는 이름, 처음 나오는 수업이 함께 있습니다. 수업에서 용어가 처음 나오는 곳을 누르면 여기로 옵니다.",
)
WORDS = Text("Words", "용어")
HEADS = Text(
    "| word | Korean | what it means | also called | lesson |",
    "| 용어 | 영어 | 뜻 | 다른 이름 | 수업 |",
)
LETTERS = Text("Letters", "글자")
LETTERS_LEAD = Text(
    "One letter may mean different things in different lessons; inside a lesson it has one meaning.",
    "수업이 다르면 같은 글자가 다른 뜻일 수 있습니다. 한 수업 안에서는 뜻이 하나입니다.",
)
LINK = re.compile(r"\[([^\]\n]+(?:\n[^\]\n]+)?)\]\(#(word-[a-z0-9-]+)\)")
LETTER_HEADS = Text("| letter | what it means | lessons |", "| 글자 | 뜻 | 수업 |")


def page(language: str, titles: Mapping[str, str], words: Glossary, brought: Mapping[str, Sequence[Any]]) -> str:
    """The page in one language; `titles` are those of the lessons there are, by name, `brought` the words that each brings."""
    lesson_of = {word.id: name for name, new in brought.items() for word in new}
    other = "ko" if language == "en" else "en"
    lines = [f"# {TITLE.in_(language)}", "", LEAD.in_(language), "", f"## {WORDS.in_(language)}", ""]
    lines += [HEADS.in_(language), "| --- | --- | --- | --- | --- |"]
    for word in sorted(words.words, key=lambda word: word.name.in_(language).lower()):
        name = lesson_of.get(word.id)
        lesson = f"[{titles[name]}](lessons/{name}.ipynb)" if name else ""
        # both languages' other names: who looks a word up has read it in one of them
        also = ", ".join([*word.also[language], *(word.also[other] if language == "en" else ())])
        called = f'<a id="{word.id}"></a>**{word.name.in_(language)}**'
        lines.append(f"| {called} | {word.name.in_(other)} | {word.means.in_(language)} | {also} | {lesson} |")
    lines += ["", f"## {LETTERS.in_(language)}", "", LETTERS_LEAD.in_(language), ""]
    lines += [LETTER_HEADS.in_(language), "| --- | --- | --- |"]
    for letter in sorted(words.letters, key=lambda letter: letter.sign.lower().strip("\\")):
        numbers = ", ".join(map(str, letter.lessons))
        lines.append(f"| ${letter.sign}$ | {letter.means.in_(language)} | {numbers} |")
    return "\n".join([*lines, ""])


def leading_there(notebook: Any) -> None:
    """A lesson's links to its own list lead to the page instead, where all words stand."""
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            cell.source = LINK.sub(r'<a href="../glossary.html#\2">\1</a>', cell.source)
