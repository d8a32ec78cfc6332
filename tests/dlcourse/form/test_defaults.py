"""A default of the first line: blamed where a failed case leaves it out, and nowhere else."""

import numpy as np
import pytest
from written import NUMBERS, case, name, told

pytestmark = pytest.mark.usefixtures("no_relations")


def moved(x, by=2.0, how="up", *, twice=False, most=None):
    """Four defaults, of a kind each."""
    x = x + by if how == "up" else x - by
    x = 2 * x if twice else x
    return x if most is None else np.minimum(x, most)


BODY = """
    x = x + by if how == "up" else x - by
    x = 2 * x if twice else x
    return x if most is None else np.minimum(x, most)
"""
RIGHT = 'def moved(x, by=2.0, how="up", *, twice=False, most=None):'
GIVEN = {"by": ("by=2.0", 2.0), "how": ('how="up"', "up"), "twice": ("twice=False", False), "most": ("most=None", None)}


def first_line(**others):
    """The task's first line with other defaults."""
    line = RIGHT
    for key, text in others.items():
        line = line.replace(GIVEN[key][0], text)
    return line + BODY


@pytest.mark.parametrize(
    ("key", "text", "own", "asked"),
    [
        ("by", "by=3.0", "3.0", "2.0"),
        ("by", "by=-2.0", "-2.0", "2.0"),
        ("by", "by=3", "3", "2.0"),
        ("by", "by=True", "True", "2.0"),
        ("how", 'how="down"', "'down'", "'up'"),
        ("how", "how=None", "None", "'up'"),
        ("twice", "twice=True", "True", "False"),
        ("twice", "twice=1", "1", "False"),
        ("most", "most=0", "0", "None"),
        ("most", "most=0.5", "0.5", "None"),
    ],
)
def test_the_default_of_every_plain_kind_is_told_beside_the_tasks(key, text, own, asked):
    got = told(first_line(**{key: text}), moved, NUMBERS)
    assert got.name == "another-default"
    assert got.sentence.en == f"Where nobody gives `{key}`, your function takes {own}; the task's default is {asked}."


@pytest.mark.parametrize("text", ["by=2", "by=1 + 1", "by", "by=(3.0, 4.0)", "by=[3.0]", "by=3.0 + 0j"])
def test_the_same_default_and_one_that_is_no_plain_value_are_not_blamed(text):
    line = f"def moved(x, {text}, how='up', *, twice=False, most=None):\n    return x * 7"
    assert name(line, moved, NUMBERS) != "another-default"


def test_a_default_that_cannot_be_read_does_not_hide_the_next():
    assert told(first_line(by="by=1 * 2.0", twice="twice=True"), moved, NUMBERS).name == "another-default"
    no_default = "def moved(x, by, how='down', *, twice, most=1):\n    return x * 7"
    assert told(no_default, moved, NUMBERS).sentence.en.startswith("Where nobody gives `how`, ")


def test_parameters_before_a_slash_and_without_a_default_keep_their_places():
    line = "def moved(x, by=3.0, /, how='up', *, twice=False, most=None):\n    return x + by"
    assert told(line, moved, NUMBERS).sentence.en.startswith("Where nobody gives `by`, your function takes 3.0;")


def test_the_first_of_two_is_told():
    assert "`by`" in told(first_line(by="by=3.0", most="most=0"), moved, NUMBERS).sentence.en


@pytest.mark.parametrize(
    "given",
    [case(np.ones(2), 5.0), case(np.ones(2), kwargs={"by": 5.0})],
    ids=["by its place", "by its name"],
)
def test_a_default_is_not_blamed_where_a_case_that_gives_it_fails_too(given):
    line = "def moved(x, by=3.0, how='up', *, twice=False, most=None):\n    return x * 7"
    assert name(line, moved, NUMBERS, given) != "another-default"
    assert name(line, moved, given) != "another-default"
    # other things may be given as they please
    assert name(line, moved, NUMBERS, case(np.ones(2), kwargs={"how": "down"})) == "another-default"


def test_a_case_that_gives_it_and_is_right_speaks_for_the_default():
    assert name(first_line(by="by=3.0"), moved, case(np.ones(2), 5.0), NUMBERS) == "another-default"


def test_edge_cases_and_driven_cases_do_not_decide():
    line = first_line(by="by=3.0")
    assert name(line, moved, case(np.ones(2), 5.0), case(np.ones(2), edge=True)) != "another-default"
    driven = case(np.ones(2), call=lambda function, x: function(x))
    assert name(line, moved, driven) != "another-default"
    assert name(line, moved, NUMBERS, driven) == "another-default"


def test_without_the_text_nothing_is_known():
    assert name(lambda x, by=3.0: x + by, moved, NUMBERS) == ""
    assert name(lambda x, by=3.0: x + by, moved, NUMBERS, text="def moved(:") == ""
