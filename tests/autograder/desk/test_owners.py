"""Nobody's work becomes another's: generated classes, names and layouts, and each layout's own people found."""

from collections import Counter

import pytest

from autograder.desk.owner import Owners
from tests.autograder.desk.made_downloads import LAYOUTS, LESSON, made

FAST, ALL = 8 * len(LAYOUTS), 200 * len(LAYOUTS)  # 216 and 5,400 downloads


def judged(seeds):
    """For each layout: files taken rightly, refused though somebody's, and files given to the wrong person with their names."""
    right, refused, wrong = Counter(), Counter(), []
    for seed in seeds:
        its = made(seed)
        found = Owners(its.people, LESSON, its.numbers).of_all(its.files, packed="20210001_bulk")
        for path, whose in its.files.items():
            who = found[path].who
            if who == ((whose,) if whose else ()):
                right[its.layout] += 1
            elif who:
                wrong.append((seed, its.layout, path, whose, who))
            else:
                refused[its.layout] += 1
    return right, refused, wrong


def test_no_file_is_given_to_another():
    right, refused, wrong = judged(range(FAST))
    assert wrong == []
    few = {layout: refused[layout] for layout in LAYOUTS if refused[layout] > 0.2 * right[layout]}
    assert few == {}


@pytest.mark.rest
def test_no_file_of_five_thousand_downloads_is_given_to_another():
    right, refused, wrong = judged(range(FAST, FAST + ALL))
    assert wrong == []
    few = {layout: refused[layout] for layout in LAYOUTS if refused[layout] > 0.12 * right[layout]}
    assert few == {}
