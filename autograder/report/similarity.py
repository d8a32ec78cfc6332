"""Which submissions are alike beyond what the same lesson explains. A hint for a person to look, never a verdict.

Good answers to a small exercise look alike by themselves. So answers are cut into overlapping runs of Python's own words (the way
of MOSS), what stood in the handed-out cell is taken away, and a run weighs the more the fewer people have it (the weight that search engines
give a rare word); what more than a few have makes no pair. Two people who share what nobody else wrote come out on top. Each pair is compared as written, and once more with all names made
equal, so that renaming variables hides nothing.
"""

import io
import keyword
import math
import tokenize
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from autograder.report.gather import Lesson

RUN = 5  # words in a run
FEWEST = 8  # submissions below which nothing is rare
WEIGHT = 25.0  # what a pair must share at least: one odd line that two people have is no sign
SHARE = 0.75  # of the smaller one's rare runs that must be the other's too
MOST = 20  # pairs that a person can look at

_SKIPPED = {tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT, tokenize.ENCODING, tokenize.ENDMARKER}
Runs = frozenset[tuple[str, ...]]


@dataclass(frozen=True)
class Pair:
    """Two learners, how much of the smaller one's own writing they share, and in which exercises."""

    first: str
    second: str
    share: float
    exercises: tuple[str, ...]


def pairs(lesson: Lesson) -> list[Pair]:
    """The pairs that a person should look at, the most alike first."""
    found: dict[tuple[str, str], Pair] = {}
    written = {one.id: one.answers for one in lesson.learners if one.answers}
    if len(written) < FEWEST:
        return []
    for renamed in (False, True):
        for pair in _compared(written, lesson.stubs, renamed):
            key = (pair.first, pair.second)
            if key not in found or found[key].share < pair.share:
                found[key] = pair
    return sorted(found.values(), key=lambda pair: (-pair.share, pair.first, pair.second))[:MOST]


def _compared(written: Mapping[str, Mapping[str, str]], stubs: Mapping[str, str], renamed: bool) -> Iterator[Pair]:
    given = {name: runs(text, renamed=renamed) for name, text in stubs.items()}
    own = {
        who: {name: runs(text, renamed=renamed) - given.get(name, frozenset()) for name, text in answers.items()}
        for who, answers in written.items()
    }
    having = Counter((name, run) for answers in own.values() for name, found in answers.items() for run in found)

    few = max(2, len(own) // 15)  # what more people than these wrote is how one writes it

    def weight(name: str, found: Runs, most: float = math.inf) -> float:
        return sum(math.log(len(own) / having[name, run]) for run in sorted(found) if having[name, run] <= most)

    whole = {who: sum(weight(name, found) for name, found in answers.items()) for who, answers in own.items()}
    everyone = sorted(own)
    for i, first in enumerate(everyone):
        for second in everyone[i + 1 :]:
            smaller = min(whole[first], whole[second])
            if smaller < WEIGHT:
                continue
            common = {
                name: weight(name, found & own[second].get(name, frozenset())) for name, found in own[first].items()
            }
            shared = sum(common.values())
            rare = sum(
                weight(name, found & own[second].get(name, frozenset()), few) for name, found in own[first].items()
            )
            if rare >= WEIGHT and shared / smaller >= SHARE:
                names = [name for name, much in common.items() if much > 0.05 * shared]
                yield Pair(first, second, min(1.0, shared / smaller), tuple(names))


def runs(text: str, *, renamed: bool) -> Runs:
    """The runs of a cell's text."""
    words = _words(text, renamed)
    return frozenset(tuple(words[i : i + RUN]) for i in range(len(words) - RUN + 1))


def _words(text: str, renamed: bool) -> Sequence[str]:
    """Python's words in a text, without layout; comments count as written and not once names are made equal."""
    words: list[str] = []
    try:
        for token in tokenize.generate_tokens(io.StringIO(text).readline):
            if token.type in _SKIPPED or (renamed and token.type == tokenize.COMMENT):
                continue
            plain = token.type == tokenize.NAME and not keyword.iskeyword(token.string)
            words.append("name" if renamed and plain else token.string)
    except (tokenize.TokenError, SyntaxError):  # broken Python is compared as far as it can be read
        pass
    return words
