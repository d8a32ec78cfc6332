"""Drawings: the difference between an answer and the right one on a public case, where a picture says it faster than words.

A drawing is made from what a report has already: the values of the public cases, the learner's and the right ones. It never sees a hidden
case, and nothing a learner wrote gets into it but numbers. `choose` says which kind fits, and each kind has its file.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from dlcourse.exercises.card import Exercise
from dlcourse.exercises.finding import CaseResult

if TYPE_CHECKING:
    from dlcourse.exercises.drawn.canvas import Drawing


def drawing(card: Exercise, results: Sequence[CaseResult]) -> "Drawing | None":
    """The drawing of the first failed public case that one fits to; None where there is none.

    What draws is loaded with the first failed answer: a notebook that opens, and a right answer, need none of it.
    """
    if card.picture == "none" or all(one.finding is None for one in results):
        return None
    from dlcourse.exercises.drawn.choose import chosen

    try:
        return chosen(card, results)
    except Exception:  # values nobody thought of: then the words stand alone
        return None
