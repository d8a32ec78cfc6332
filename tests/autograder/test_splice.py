"""From one function's source to a cell, and the names it leans on: narrow and quick, without building a lesson."""

import inspect
import sys

import pytest

from autograder.build import splice
from autograder.errors import CourseError


def documented(x: int, by: int = 2) -> int:
    """Say what.

    More of it.
    """

    # a reason
    x += by

    return x


def one_line(x):
    "What."
    return x


def bare(x):
    return x


def only_words(x):
    """Nothing but words."""


class Kind:
    """No function."""

    x = 1


def leaning(x):
    """Lean."""
    return np.sum(x) + OFFSET + len(x)  # noqa: F821  # names of a notebook


def place(function):
    return f"autograder/test_splice.py:{inspect.getsourcelines(function)[1]}"


def test_the_pieces_are_cut_as_they_are():
    assert splice.function(documented) == splice.Function(
        name="documented",
        where=place(documented),
        signature="def documented(x: int, by: int = 2) -> int:",
        docstring='    """Say what.\n\n    More of it.\n    """',
        body="    # a reason\n    x += by\n\n    return x",
    )


def test_a_whole_cell_hides_even_its_first_line():
    assert splice.function(one_line).whole_cell("# HERE").split("\n") == [
        "# HERE",
        "### BEGIN MARK SCHEME",
        "### BEGIN SOLUTION",
        *(line for line in splice.function(one_line).cell().split("\n") if "###" not in line),
        "### END SOLUTION",
        "### END MARK SCHEME",
    ]


def test_a_cell_is_signature_docstring_and_marked_body():
    made = splice.function(one_line)
    begin, end = "    ### BEGIN SOLUTION", "    ### END SOLUTION"
    assert made.cell() == f'def one_line(x):\n    "What."\n{begin}\n    return x\n{end}'
    assert made.cell("  \n ") == made.cell()
    assert made.cell("무엇.") == f'def one_line(x):\n    """무엇."""\n{begin}\n    return x\n{end}'
    # more than one line: closing quotes on their own; a backslash: raw
    assert made.cell("무엇.\n\n    어떻게.").split("\n")[1:5] == ['    """무엇.', "", "    어떻게.", '    """']
    assert made.cell("$\\pi$").split("\n")[1] == '    r"""$\\pi$"""'


@pytest.mark.parametrize(
    ("function", "what", "fix"),
    [
        (bare, 'function "bare" lacks a docstring or a body', "write both; learners see the docstring"),
        (only_words, 'function "only_words" lacks a docstring or a body', "write both; learners see the docstring"),
        (Kind, '"Kind" is not a plain function', "write it with def"),
    ],
)
def test_what_cannot_be_cut_is_refused_with_a_sentence(function, what, fix):
    with pytest.raises(CourseError) as caught:
        splice.function(function)
    assert str(caught.value) == f"error: {place(function)}: {what}\nfix:   {fix}"


def test_names_a_notebook_lacks_are_refused_with_a_sentence():
    made = splice.function(leaning)
    splice.check_names(made, ["np", "OFFSET", "other"], "a")
    with pytest.raises(CourseError) as caught:
        splice.check_names(made, iter(["x", "check"]), "01_a.py:7")
    assert str(caught.value) == (
        f'error: 01_a.py:7: function "leaning" ({place(leaning)}) uses OFFSET, np, which the notebook does not define\n'
        "known: check, x\n"
        "fix:   use arguments, builtins and earlier exercises only, or import the name in the setup cell"
    )


@pytest.mark.parametrize(
    ("source", "names"),
    [
        ("x = 1", {"x"}), ("import a.b", {"a"}), ("import a as b", {"b"}), ("from a import b, c as d", {"b", "d"}),
        ("def f(x):\n    y = x", {"f"}), ("class C:\n    z = 1", {"C"}), ("with a as b: pass", {"b"}), ("x += 1", {"x"}),
        ("%time x = 1\n!ls\ny = 2", {"y"}), ("print(x)", set()), ("for i in z: pass", {"i"}), ("x: int = 1", {"x"}),
        ("a % b\nc = 1 if not d else 2", {"c"}), ("", set()),
    ],
)  # fmt: skip  # a table
def test_what_a_cell_defines(source, names):
    assert splice.defined_names(source) == names


@pytest.mark.parametrize(
    ("source", "names"),
    [
        ("def f(x):\n    return x", set()), ("def f(x):\n    return y", {"y"}), ("def f(x=y):\n    return x", {"y"}),
        ("def f(x: T) -> S:\n    return x", {"T", "S"}), ("@d\ndef f(): pass", {"d"}), ("def f():\n    return f()", set()),
        ("def f():\n    def g():\n        return y\n    return g", {"y"}), ("def f():\n    y = 1\n    def g():\n        return y\n    return g", set()),
        ("def f():\n    return [a for a in b]", {"b"}), ("def f():\n    return lambda q: q + r", {"r"}), ("def f():\n    return len(abs)", set()),
        ("def f():\n    global g\n    g = 1", set()), ("def f():\n    import m\n    return m.x", set()), ("class C:\n    a = b", {"b"}),
        ("x = y", {"y"}), ("x = 1\ny = x", set()), ("def f():\n    try:\n        a\n    except E as e:\n        e", {"a", "E"}),
    ],
)  # fmt: skip  # a table
def test_what_code_takes_from_outside(source, names):
    assert splice.free_names(source) == names


def test_a_decorated_function_is_found_behind_its_decorator(concepts):
    made = splice.function(concepts.double)
    assert made.signature == "def double(\n    x: np.ndarray,\n    times: float = 2.0,\n) -> np.ndarray:"
    assert made.where.startswith("autograder/tiny_concepts.py:")
    assert sys.modules[concepts.__name__] is concepts


def test_a_cell_that_is_no_python_is_told_as_one():
    with pytest.raises(SyntaxError) as caught:
        splice.defined_names("x = = 1")
    assert caught.value.filename == "<cell>"
    with pytest.raises(SyntaxError) as caught:
        splice.free_names("def f(:")
    assert caught.value.filename == "<function>"
