"""Points follow the work: one rule for every exercise of every lesson, as CONTRIBUTING.md states it.

The work is read from the card and from the answer, so that no author weighs by feeling and no learner sees a line that
is copied worth as much as a program that is thought out.
"""

import ast

import numpy as np
import pytest

from autograder.build.splice import function as spliced
from dlcourse.exercises import CARDS
from dlcourse.record.catalogue import lessons

PROGRAM = 9  # statements from which an answer is a small program
ASKED = [CARDS[task.id] for lesson in lessons() for task in lesson.tasks]
GRADED = [card for card in ASKED if card.points]  # practice is worth nothing


def worth(card):
    """One more than the stars; one more for a small program; half less for one line that the task prints as a formula."""
    answer = ast.parse(spliced(card.reference).cell()).body[0].body[1:]  # behind the docstring
    lines = sum(isinstance(node, ast.stmt) for part in answer for node in ast.walk(part))
    corners = sum(case.edge for case in card.cases(np.random.default_rng(0)))
    printed = lines == 1 and "Formula:" in card.reference.__doc__ and not corners
    return 1 + card.stars + (lines >= PROGRAM) - 0.5 * printed


@pytest.mark.parametrize("card", GRADED, ids=lambda card: card.id)
def test_an_exercise_is_worth_what_it_asks(card):
    assert card.points == worth(card)


def test_each_part_of_the_rule_is_needed():
    worths = {card.id: worth(card) for card in GRADED}
    assert (worths["affine"], worths["step"], worths["boundary-line"], worths["adam-step"]) == (1.5, 2, 3, 4)
    assert (worths["train-perceptron"], worths["train-mnist"]) == (4, 5)
