"""A report speaks one language: in Korean no English word but code and names, in English no Korean letter, on every card."""

import builtins
import inspect
import keyword
import re
import sys

import numpy as np
import pytest

from dlcourse.exercises import CARDS, report
from dlcourse.exercises.call import asking
from dlcourse.exercises.judge import judge
from dlcourse.language import LANGUAGES

SLOW = "train-mnist"  # its mistakes train for minutes; its sentences are read all the same
PEOPLE_AND_METHODS = {"Leaky", "Glorot", "He", "Adam", "Softplus", "Swish", "Xavier", "Python", "arg"}
CODE = {*dir(builtins), *keyword.kwlist, *dir(np), "nan", "inf"}
for _card in CARDS.values():
    _module = sys.modules[_card.reference.__module__]
    CODE |= {_card.name, *_card.returns, *vars(_module)}
    for _thing in vars(_module).values():
        CODE |= {*inspect.signature(_thing).parameters} if inspect.isfunction(_thing) else set()
# words of every day that are names in NumPy or Python as well: as words they stand in no Korean sentence
CODE -= {
    "array",
    "all",
    "any",
    "a",
    "an",
    "in",
    "is",
    "not",
    "or",
    "and",
    "of",
    "the",
    "with",
    "for",
    "from",
    "size",
    "shape",
    "index",
    "function",
}


def english(said):
    """The English words in a Korean text: what stands neither in `code` nor in $a formula$ nor behind the Korean (term)."""
    said = re.sub(r"`[^`]*`|\$[^$]*\$", "", said)
    said = re.sub(r"(?<=[가-힣])\([A-Za-z -]+\)", "", said)
    for word in re.findall(r"[A-Za-z_][A-Za-z_0-9]*", said):
        # a letter is mathematics; ReLU, XOR, NumPy and L2 are names
        if len(word) > 2 and word not in CODE | PEOPLE_AND_METHODS and not re.search(r".[A-Z]|[0-9_]", word):
            yield word


def prose(said):
    """Words of a shown input that no Python writes: two in a row, outside strings, without an operator."""
    for shown in re.findall("입력: `([^`]*)`", said):
        yield from re.findall(r"\b[a-z]+ [a-z]+\b", re.sub("'[^']*'", "", shown))


def reports(card):
    """What each known mistake gets to read, in both languages. What Python or NumPy said themselves stays out of it."""
    for mistake in card.misconceptions:
        verdict = judge(card, asking(card, mistake.wrong), seed=1)
        for result in verdict.results:
            if result.finding:
                result.finding.facts.update({key: "…" for key in ("message", "warning") if key in result.finding.facts})
        cases = [result.case.name for result in verdict.results]
        yield (
            mistake.name,
            {
                language: "\n".join(
                    [report.headline(verdict, language), *report.sentences(verdict, language)]
                    + [name.in_(language) for name in cases]
                )
                for language in LANGUAGES
            },
        )


@pytest.mark.parametrize("card", CARDS.values(), ids=CARDS)
@pytest.mark.filterwarnings("ignore")
def test_a_report_speaks_one_language(card):
    said = [("hints", {language: "\n".join(hint.in_(language) for hint in card.hints) for language in LANGUAGES})]
    mistakes = card.misconceptions
    words = {"en": [], "ko": []}
    for language in LANGUAGES:
        words[language] = [text.in_(language) for one in mistakes for text in (one.label, one.hint)]
    said.append(("mistakes", {language: "\n".join(lines) for language, lines in words.items()}))
    said += reports(card) if card.id != SLOW else []
    for name, halves in said:
        assert (name, [*english(halves["ko"]), *prose(halves["ko"])]) == (name, [])
        assert (name, re.findall("[가-힣]+", halves["en"])) == (name, [])


def test_english_words_are_seen_and_code_and_names_are_not():
    assert list(english("반환한 값의 자료형은 float array이어야 합니다")) == ["array"]
    assert list(english("`a function`과 가중치(weight), $softmax z$, ReLU와 XOR의 z, np.exp")) == []
    assert list(prose("입력: `rng = a random generator, keep = 0.5, kind = 'so it is'`")) == ["a random"]
    assert list(prose("입력: `rng = 난수 생성기, f = sigmoid, params = [(array([[0., 3.]]), 1)]`")) == []
