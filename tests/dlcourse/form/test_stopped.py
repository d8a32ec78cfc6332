"""An exception is told in the words of the task, with the numbers and names that its message holds."""

import numpy as np
import pytest
from written import NUMBERS, TABLE, case, name, verdict

from dlcourse.exercises import report
from dlcourse.exercises.form.stopped import KNOWN
from dlcourse.language import LANGUAGES

pytestmark = pytest.mark.usefixtures("no_relations")
BOTH = case(np.arange(6.0).reshape(2, 3), np.array([2.0, 1.0]))


def mixed(X, v):
    """Something of a table and a row."""
    return v @ X


SAID = {
    "if X > 0: return v": "An array was asked for one yes or no (by `if`, `max`, `min`, `and` or `or`), but it gives one for every number.",
    "return float(v + X[:, 0])": "A function that takes one number (as those of `math`, or `float`) was given a whole array.",
    "return np.dot(X, v)": "You multiply (2,3) by (2,): these shapes do not fit.",
    "return X @ v": "You multiply (2, 3) by (2,): these shapes do not fit.",
    "return (X + 0) @ (v * 1)": "In a product the left side has 3 columns, but the right side has 2 rows.",
    "return X.sum() @ v": "One side of an `@` is a single number, not an array.",
    "return X + v": "Two arrays are put together number by number, but their shapes (2,3) (2,) do not fit.",
    "return X[5] + v": "Index 5 was asked for on an axis that holds 2: they are numbered from 0 to 2 minus 1.",
    "return X[0, -4] + v": "Index -4 was asked for on an axis that holds 3: they are numbered from 0 to 3 minus 1.",
    "return [X, v][2]": "An index is larger than the list is long.",
    "return (X, v)[2]": "An index is larger than the tuple is long.",
    "return v[0, 1] * X": "An array with 1 axes was asked with more indices than that.",
    "return X.reshape(4, 5) + v": "An array of 6 numbers is to be laid into shape (4,5): these sizes were not made for this input.",
    "return np.linalg.inv(X) @ v": "You invert a matrix that is not square: only a square one can have an inverse.",
    "return np.linalg.inv(X[:, :2] * 0) @ v": "You invert a matrix that has no inverse.",
    "return (X ^ 2) @ v": "`^` is no power in Python: it compares bits.",
    "return 'a' ^ 2 or X or v": "`^` is no power in Python: it compares bits.",
    "return {list(v): X}": "A value of type list cannot be a key of a dictionary, because it can change.",
    "return Y @ v or X": "Nothing is called `Y` when your function runs.",
    "u += v @ X; u = 1": "`u` is used before it has a value.",
    "return v.relu(X)": "`.relu` was asked of a value of type numpy.ndarray, which has none.",
    "return len(v)[0] or X": "A value of type int has no entries to ask for with `[...]`.",
    "return len(v)(X)": "A value of type int is called like a function.",
    "return mixed(X, v)": "Your function calls itself without end.",
    "return X and v if len(v) / 0 else 1": "A number is divided by 0.",
    "return {'b': X}['a'] or v": "A dictionary was asked for 'a', which it does not hold.",
    "u = np.zeros(3, int); u += v @ X / 7; return u": "Fractions are written into an array of whole numbers, which cannot hold them.",
    "w = np.zeros(3, int); np.add(w, 0.5, out=w); return X, v": "Fractions are written into an array of whole numbers, which cannot hold them.",
}  # fmt: skip  # a table


@pytest.mark.parametrize("written", SAID)
def test_what_it_means_is_said_and_stands_for_the_message(written):
    got = verdict(f"def mixed(X, v):\n    {written}", mixed, BOTH)
    assert got.told.sentence.en == SAID[written]
    own, message = got.failed[0].finding.facts["error"], got.failed[0].finding.facts["message"]
    lines = report.sentences(got, "en")
    assert any(line.startswith(f"That is where your function stopped, with {own}") for line in lines)
    for language in LANGUAGES:
        assert not any(f": {message}" in line for line in report.sentences(got, language) if len(message) > 9)


@pytest.mark.parametrize("head", ["X", "X, v, u", "X, w"])
def test_other_parameters_are_told_with_the_tasks(head):
    given = case(*BOTH.args) if head != "X, w" else case(BOTH.args[0], kwargs={"v": BOTH.args[1]})
    got = verdict(f"def mixed({head}):\n    return X", mixed, given).told
    assert got.name == "other-parameters"
    assert got.sentence.en == "Your function takes other inputs than the task says: it is called with X, v."


def test_a_name_nobody_knows_is_asked_for_among_the_tasks_inputs():
    got = verdict("def mixed(X, v):\n    return v @ x or X", mixed, BOTH).told
    assert got.hint.en.endswith("The task calls its inputs: X, v.")


def test_every_kind_that_is_known_is_among_the_sentences_or_the_parameters():
    asked = {verdict(f"def mixed(X, v):\n    {one}", mixed, BOTH).told.name for one in SAID}
    assert {known.name for known in KNOWN} == asked | {"other-parameters"}


@pytest.mark.parametrize(
    "raised",
    [
        "ValueError('something else')",
        "TypeError('index 3 is out of bounds for axis 0 with size 2')",  # the message of another kind
        "LookupError('list index out of range')",
        "RuntimeError('')",
    ],
)
def test_an_exception_of_which_nothing_is_known_is_left_to_its_own_words(raised):
    got = verdict(f"def mixed(X, v):\n    raise {raised}\n    return X, v", mixed, BOTH)
    assert got.told is None


def test_the_first_failed_case_decides():
    def same(x):
        return 1 * x

    assert name(lambda x: x @ x if x.ndim > 1 else x, same, NUMBERS, TABLE) == "shapes-of-a-product"
    assert name(lambda x: x @ x if x.ndim > 1 else x + 7, same, NUMBERS, TABLE) == ""
    assert name(lambda x: x @ x if x.ndim > 1 else x[9], same, NUMBERS, TABLE) == "index-too-large"
