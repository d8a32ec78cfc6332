"""Where a question in words was answered: in its own cell, in several cells of its name, or elsewhere in the notebook."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from autograder.config import ANSWER_STUB
from autograder.grade.handed_in import words


@dataclass(frozen=True)
class Cell:
    """A cell of a submission: its number, whether it is code, its text, and the name that the lesson has for it."""

    number: int
    code: bool
    text: str
    name: str


@dataclass(frozen=True)
class Asked:
    """The questions of a lesson, the cells as they were handed out, and the fingerprints of every line that was."""

    questions: Collection[str]
    sources: Mapping[str, str]
    prose: Collection[str]

    def untouched(self, question: str, text: str) -> bool:
        """Whether an answer's cell says nothing that a learner wrote."""
        return text.strip() in {"", self.sources.get(question, "").strip(), ANSWER_STUB.en, ANSWER_STUB.ko}


def answers(cells: Sequence[Cell], asked: Asked) -> tuple[dict[str, str], tuple[str, ...]]:
    """question -> its answer, whole where its cell was split; and the questions whose cell was."""
    found: dict[str, str] = {}
    joined = []
    for question in asked.questions:
        mine = [cell.text for cell in cells if cell.name == question]
        written = [*dict.fromkeys(text for text in mine if not asked.untouched(question, text))]
        if len(written) > 1:
            joined.append(question)
        found[question] = "\n\n".join(written or mine[-1:])
    return found, tuple(joined)


def elsewhere(
    cells: Iterable[Cell], asked: Asked, given: Mapping[str, str], exercises: Collection[int]
) -> dict[str, list[str]]:
    """question -> what was written in words outside its cell: beside an answer in prose alone, and else in code as well.

    `exercises` are the numbers of the cells with exercises' answers.
    """
    silent = {question for question, text in given.items() if asked.untouched(question, text)}
    prose, code = [], []
    for cell in cells if given else ():
        if cell.name in asked.questions or cell.text == asked.sources.get(cell.name):
            continue
        if not cell.code:
            prose.append((cell.number, words.new_in_prose(cell.text, asked.prose)))
        elif silent:
            own = cell.number in exercises or cell.name in asked.sources
            code.append((cell.number, words.new_in_code(cell.text, asked.prose, answer=own)))
    found = {
        question: [text for _, text in sorted(prose + (code if question in silent else [])) if text]
        for question in given
    }
    return {question: texts for question, texts in found.items() if texts}
