"""Nothing came back: what is said of it depends on what was printed, on the last line and on the other branches."""

import numpy as np
import pytest
from written import NUMBERS, TABLE, case, name, told

pytestmark = pytest.mark.usefixtures("no_relations")


def doubled(x):
    """Twice the numbers."""
    return 2 * x


def parts(x):
    """Two parts."""
    return 2 * x, x.sum()


def body(*lines):
    return "\n    ".join(("def doubled(x):", *lines))


LAST_LINES = {
    ("y = x * 1", "y = 2 * x"): "y",
    ("a = x * 2", "b = a + 1", "c = b - 1"): "c",
    ("y = x * 1", "y *= 2"): "y",
    ("y = 2 * x", "y.sum()"): "",
    ("2 * x",): "",
    ("y = z = 2 * x",): "",
    ("y, z = 2 * x, 1",): "",
    ("y = x * 1", "y[0] = 2"): "",
    ("y = x * 1", "y[0] *= 2"): "",
    ("y = 2 * x", "if len(y) > 9:", "    y = x"): "",
    ("y = 2 * x", "return"): "",
    ("y = 2 * x", "return None"): "",
}


@pytest.mark.parametrize("lines", LAST_LINES, ids=" | ".join)
def test_the_name_that_the_last_line_gives_a_value_is_told(lines):
    got, wanted = told(body(*lines), doubled, NUMBERS), LAST_LINES[lines]
    assert got.name == ("nothing-returned" if wanted else "no-return")
    if wanted:
        assert got.sentence.en == f"Your function works out `{wanted}`, but returns nothing."
        assert got.hint.en == f"What has to stand below the last line so that `{wanted}` leaves the function?"


def test_printed_is_what_every_empty_case_printed():
    assert name(body("print(2 * x)"), doubled, NUMBERS, TABLE) == "printed"
    assert name(body("print(2 * x)", "return None"), doubled, NUMBERS) == "printed"
    assert name(body("if x.ndim > 1:", "    print(2 * x)"), doubled, NUMBERS, TABLE) == "no-return"
    assert name(body("print()", "y = 2 * x"), doubled, NUMBERS) == "nothing-returned"


def test_a_branch_without_a_return_is_told_with_its_case():
    half = body("if x.ndim > 1:", "    return 2 * x")
    got = told(half, doubled, TABLE, NUMBERS)
    assert got.name == "no-branch-reached"
    assert got.sentence.en.startswith("In “numbers” none of your `return` lines was reached")
    # no case reached one, but one is there
    assert name(half, doubled, NUMBERS) == "no-branch-reached"
    assert name(body("if x.ndim > 1:", "    return", "print(x)"), doubled, NUMBERS) == "printed"
    # a `return` of another function is none of its own
    assert name(body("def inner():", "    return 1", "y = x"), doubled, NUMBERS) == "nothing-returned"


def test_the_first_empty_case_is_named_and_edge_cases_count_as_answers():
    half = body("if x.size == 1:", "    return 2 * x")
    got = told(half, doubled, TABLE, NUMBERS, case(np.ones(1), name="one", edge=True))
    assert got.sentence.en.startswith("In “a table” none of")
    only_at_the_edge = body("if x.size > 1:", "    return 2 * x")
    assert name(only_at_the_edge, doubled, TABLE, case(np.ones(1), edge=True)) not in ("no-branch-reached", "no-return")


def test_without_the_text_it_is_said_as_far_as_it_is_known():
    assert name(lambda x: None, doubled, NUMBERS) == "no-return"
    assert name(lambda x: print(x), doubled, NUMBERS) == "printed"
    assert name(lambda x: None if x.ndim > 1 else 2 * x, doubled, NUMBERS, TABLE) == "no-branch-reached"


def test_nothing_is_no_mistake_where_the_task_asks_for_it():
    def maybe(x):
        return x if x.ndim > 1 else None

    assert name(lambda x: None, maybe, NUMBERS, TABLE) == ""


def test_a_part_that_is_none_is_told_with_its_name_and_its_case():
    missing = "def parts(x):\n    return 2 * x, (None if x.ndim > 1 else x.sum() * 1)"
    got = told(missing, parts, NUMBERS, TABLE, returns=("both", "total"))
    assert got.name == "part-is-none"
    assert got.sentence.en == "In “a table” `total` is None, not a value."
    assert got.hint.en == "What does the task ask for in the place of `total` here?"
    # also where another case fails for another reason
    other = "def parts(x):\n    return (x * 3, x.sum()) if x.ndim == 1 else (x, None)"
    assert told(other, parts, NUMBERS, TABLE, returns=("both", "total")).sentence.en.startswith("In “a table” `total`")
    # an edge case is not looked at, and a wrong part is no missing one
    assert name(missing, parts, NUMBERS, case(np.ones((1, 1)), edge=True), returns=("both", "total")) == ""
    assert name("def parts(x):\n    return x * 3, x.sum()", parts, NUMBERS, returns=("both", "total")) == ""
    assert name("def parts(x):\n    return 'a', x.sum()", parts, NUMBERS, returns=("both", "total")) != "part-is-none"
