"""A file that came back, beside the one that went out: every way in which cells are lost, moved, doubled, changed and found."""

import dataclasses
import json

import pytest

from autograder.grade.handed_in.match import (
    MOST_BYTES,
    MOST_CELLS,
    MOST_SOURCE,
    RefusedError,
    label,
    master,
    plan,
    read_notebook,
    source,
    spoken,
    visible,
)
from dlcourse.exercises import Case, Exercise
from dlcourse.language import Text


def double(x):
    """Twice the number."""
    return 2 * x


def halve(x):
    """Half of the number."""
    return x / 2


def card(reference, title):
    return Exercise(
        id=f"{reference.__name__}-it",
        reference=reference,
        points=1.0,
        stars=1,
        title=title,
        text=Text("Do.", "하세요."),
        docstring_ko="합니다.",
        cases=lambda rng: (Case(Text("one", "하나"), (1,)),),
        misconceptions=(),
        alternatives=(),
        hints=(Text("a", "가"),) * 3,
    )


CARDS = {one.id: one for one in (card(double, Text("Double", "두 배")), card(halve, Text("Halve", "절반")))}
SETUP = 'import numpy as np\nlanguage.use("en")'
STUBS = {"double-it": "def double(x):\n    raise NotImplementedError()", "halve-it": "def halve(x):\n    pass"}


def cell(name, text, kind="code", **grading):
    graded = {"nbgrader": {"grade_id": name, **grading}} if grading else {}
    return {"id": name, "cell_type": kind, "metadata": graded, "source": text}


def released():
    return {
        "cells": [
            cell("prose", "# Numbers", "markdown"),
            cell("setup", SETUP),
            cell("double-it", STUBS["double-it"], grade=False, solution=True),
            cell("check-double-it", 'check("double-it")', grade=True, solution=False, points=2),
            cell("table", "xs = [1, 2]\n### BEGIN HIDDEN TESTS\nxs = 3\n### END HIDDEN TESTS\nxs"),
            cell("halve-it", STUBS["halve-it"], grade=False, solution=True),
            cell("check-halve-it", 'check("halve-it")', grade=True, solution=False, points=1.5),
            cell("why", "Write here.", "markdown", grade=True, solution=True, points=4),
        ]
    }


MASTER = master(released(), CARDS)
DONE = {
    "double-it": "def double(x):\n    return x + x",
    "halve-it": "def halve(x):\n    return x * 0.5",
    "why": "Because.",
}


def handed_in(**changes):
    """The cells of a submission, all answered; `changes` puts other texts into cells, by name with _ for -."""
    texts = DONE | {name.replace("_", "-"): text for name, text in changes.items()}
    return [one | {"source": texts.get(one["id"], one["source"])} for one in released()["cells"]]


def without(*names):
    return [one for one in handed_in() if one["id"] not in names]


def english(made):
    return [note.en for note in made.notes]


# --- what was asked -------------------------------------------------------------------------------------------------


def test_the_released_notebook_says_what_is_asked_and_for_how_much():
    assert MASTER.exercises == tuple(CARDS.values())
    assert MASTER.points == {"double-it": 2.0, "halve-it": 1.5}
    assert MASTER.questions == {"why": 4.0}
    assert [type(one) for one in (*MASTER.points.values(), *MASTER.questions.values())] == [float] * 3
    assert MASTER.setup == SETUP
    assert MASTER.sources == {
        "prose": "# Numbers", "setup": SETUP, **STUBS, "check-double-it": 'check("double-it")', "table": "xs = [1, 2]\nxs",
        "check-halve-it": 'check("halve-it")', "why": "Write here.",
    }  # fmt: skip  # a table


def test_the_courses_cells_are_code_that_is_no_answer():
    shown = ('check("double-it")', "xs = [1, 2]\nxs", 'check("halve-it")')
    assert MASTER.course == (SETUP, *shown)
    assert master(released() | {"course": ["a", "b"]}, CARDS).course == ("a", "b", SETUP, *shown)


def test_a_notebook_without_setup_and_ids_has_none():
    bare = {"cells": [{"cell_type": "code", "metadata": {}, "source": ["a = 1\n", "b"]}]}
    got = master(bare, CARDS)
    assert (got.setup, got.exercises, got.sources, got.course) == ("", (), {"": "a = 1\nb"}, ("a = 1\nb",))


def test_a_grade_id_names_a_cell_before_its_own_id():
    notebook = released()
    for number in (2, 3):
        notebook["cells"][number]["id"] = f"x{number}"
    assert master(notebook, CARDS) == dataclasses.replace(MASTER)


@pytest.mark.parametrize(
    ("text", "whole"),
    [("a\nb", "a\nb"), (["a\n", "b"], "a\nb"), (["a", 3, "b", None], "ab"), ([], ""), (3, "3"), ("", "")],
)
def test_a_cells_text_may_be_kept_as_lines(text, whole):
    assert source({"source": text}) == whole
    assert source({}) == ""


@pytest.mark.parametrize(
    ("texts", "language"),
    [
        (['import x\nlanguage.use("ko")\nx = 1'], "ko"), (["x", 'language.use("en")', 'language.use("ko")'], "en"), ([], "ko"),
        (['  language.use("en")'], "ko"), (['# language.use("en")'], "ko"), (['language.use("fr")'], "ko"), (["language.use('en')"], "ko"),
    ],
)  # fmt: skip  # a table
def test_the_setup_says_the_language(texts, language):
    assert spoken([{"source": text} for text in texts], "ko") == language


def test_hidden_tests_are_not_seen():
    begin, end = "### BEGIN HIDDEN TESTS", "### END HIDDEN TESTS"
    assert visible(f"a\n  {begin} \nb\n {end}\nc") == "a\nc"
    assert visible(f"{begin}\na\n{end}\nb\n{begin}\nc") == "b"
    assert visible(f"a\n{end}\nb") == f"a\n{end}\nb"
    assert visible("a  \nb") == "a  \nb"


# --- reading --------------------------------------------------------------------------------------------------------


def data(cells, **more):
    return json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": cells} | more).encode()


REFUSALS = {
    "The file is empty.": b" \r\n\t\0\0",
    "The file is not written in UTF-8, so it is not a notebook.": b"\xff\xfe{}",
    "The file is not a whole notebook: it breaks off or is damaged near line 3.": b'{"cells":\n\n [',
    "The file is not a whole notebook: it breaks off or is damaged near line 1.": b'{"a": ' + b"9" * 5_000 + b"}",
    "The file is JSON, but it holds no list of cells, so it is not a notebook.": b'{"cells": {}}',
    "The notebook is written in format 5, which we do not know.": b'{"nbformat": 5, "cells": []}',
    "The notebook is written in the old format 2 and could not be brought up to date.": b'{"nbformat": 2, "worksheets": 7}',
}


@pytest.mark.parametrize("sentence", REFUSALS)
def test_what_is_no_notebook_is_refused_with_a_sentence(sentence):
    with pytest.raises(RefusedError) as caught:
        read_notebook(REFUSALS[sentence])
    assert (str(caught.value), caught.value.reason.en) == (sentence, sentence)


@pytest.mark.parametrize(
    ("version", "said"),
    [("true", "True"), ("0", "0"), ('"4"', "4"), ("1e3", "1000.0"), ('"' + "x" * 30 + '"', "x" * 20)],
)
def test_a_format_is_a_whole_number_that_we_know(version, said):
    with pytest.raises(RefusedError) as caught:
        read_notebook(f'{{"nbformat": {version}, "cells": []}}'.encode())
    assert str(caught.value) == f"The notebook is written in format {said}, which we do not know."


def test_too_deep_to_read_and_no_dictionary():
    with pytest.raises(RefusedError, match="damaged near line 1"):
        read_notebook(b"[" * 200_000)
    for text in (b"[]", b"3", b'"cells"', b"null", b'{"nbformat": 4}'):
        with pytest.raises(RefusedError, match="it holds no list of cells"):
            read_notebook(text)


def test_a_file_may_be_large_but_not_larger():
    whole = data([cell("a", "b")])
    assert read_notebook(whole + b" " * (MOST_BYTES - len(whole)))[1] == []
    with pytest.raises(RefusedError) as caught:
        read_notebook(whole + b" " * (MOST_BYTES - len(whole) + 1))
    assert str(caught.value) == "The file is larger than 100 MB, so we did not open it."
    assert caught.value.reason.ko == "파일이 100 MB보다 커서 열지 않았습니다."


def test_a_mark_at_the_beginning_is_left_out():
    cells, notes = read_notebook(b"\xef\xbb\xbf" + data([cell("a", "b")]))
    assert cells == [cell("a", "b")]
    assert [note.en for note in notes] == [
        "The file began with a byte order mark, which does not belong there; we left it out."
    ]


def test_an_old_notebook_is_brought_up_to_date():
    old = {
        "nbformat": 3,
        "worksheets": [{"cells": [{"cell_type": "code", "input": ["a = 1"], "outputs": [], "language": "python"}]}],
    }
    cells, notes = read_notebook(json.dumps(old).encode())
    assert [source(one) for one in cells] == ["a = 1"]
    assert [note.en for note in notes] == ["The notebook was in the old format 3; we brought it up to date."]
    # one that says it is new, or says nothing, and looks old is read for what it looks like
    for looks_old in (old | {"nbformat": 4}, {"worksheets": old["worksheets"]}):
        cells, again = read_notebook(json.dumps(looks_old).encode())
        assert ([source(one) for one in cells], again) == (["a = 1"], notes)
    assert read_notebook(b'{"cells": []}') == ([], [])


def test_damaged_cells_are_left_out_and_counted_from_one():
    good = [cell("a", "b"), {"source": ["a"]}, {}, cell("c", "x" * MOST_SOURCE)]
    bad = [3, None, {"source": 3}, {"source": None}, {"metadata": []}, cell("c", "x" * (MOST_SOURCE + 1))]
    cells, notes = read_notebook(data([*good, *bad]))
    assert cells == good
    assert [note.en for note in notes] == [f"Cell {number} is damaged and was left out." for number in range(5, 11)]


def test_so_many_cells_are_read():
    cells, notes = read_notebook(data([{"source": str(number)} for number in range(MOST_CELLS + 2)]))
    assert (len(cells), cells[-1]["source"], notes) == (MOST_CELLS, str(MOST_CELLS - 1), [])
    assert (MOST_CELLS, MOST_SOURCE) == (5_000, 1 << 20)


# --- matching -------------------------------------------------------------------------------------------------------


def test_a_whole_submission_is_run_in_order_without_its_checks():
    made = plan(handed_in(), MASTER)
    table = released()["cells"][4]["source"]
    assert made.cells == ((1, SETUP), (2, DONE["double-it"]), (4, table), (5, DONE["halve-it"]))
    assert (made.places, made.answers) == ({"double-it": 2, "halve-it": 5}, {"why": "Because."})
    assert (made.untouched, made.setup, made.notes) == ((), (1,), ())


def test_what_was_never_worked_on_is_known():
    made = plan(handed_in(halve_it=f"\n{STUBS['halve-it']}  \n", why=" Write here.\n"), MASTER)
    assert (made.untouched, made.places["halve-it"], made.notes) == (("halve-it",), 5, ())
    assert made.cells[-1] == (5, f"\n{STUBS['halve-it']}  \n")
    assert made.answers == {"why": " Write here.\n"}


def test_a_missing_setup_is_ours():
    made = plan(without("setup"), MASTER)
    assert made.cells[0] == (-1, SETUP)
    assert made.setup == (-1,)
    made = plan(without("setup"), dataclasses.replace(MASTER, setup=""))
    assert (made.setup, made.cells[0][0]) == ((), 1)


def test_an_answer_without_its_label_is_known_by_its_function():
    for text in (
        "def double(x):\n    return 3",
        "double = lambda x: 3",
        "class double:\n    pass",
        "x = 1\ndef double(x): return 3",
    ):
        made = plan([*without("double-it"), {"cell_type": "code", "source": text}], MASTER)
        assert made.places["double-it"] == 7
        assert made.cells[-1] == (7, text)
        assert english(made) == ["The label of the cell of “Double” was lost; we knew the cell by its function."]


@pytest.mark.parametrize(
    "text", ["def double_it(x): 1", "  def double(x): 1", "double(3)", "doubled = 3", "# def double(x):"]
)
def test_another_name_is_not_the_functions(text):
    made = plan([*without("double-it"), {"cell_type": "code", "source": text}], MASTER)
    assert made.places == {"halve-it": 4}
    assert english(made) == ["The cell of “Double” was missing; we looked for `double` in the other cells."]
    assert [note.ko for note in made.notes] == ["“두 배” 풀이 셀이 없어 다른 셀에서 `double`을(를) 찾았습니다."]


def test_a_function_in_a_cell_of_another_name_is_not_looked_for():
    made = plan(
        [one | {"source": "def double(x): 1"} if one["id"] == "table" else one for one in without("double-it")], MASTER
    )
    assert "double-it" not in made.places


def test_of_several_the_last_that_was_worked_on_counts():
    again, stub = cell("double-it", "def double(x):\n    return 7"), cell("double-it", STUBS["double-it"])
    made = plan([*handed_in(), again, stub], MASTER)
    assert made.places["double-it"] == 8
    assert [number for number, _ in made.cells] == [1, 2, 4, 5, 8]  # what was handed out does not undo the answer
    assert english(made) == ["The cell of “Double” was there 3 times; the last one that was worked on counts."]
    made = plan([*handed_in(double_it=STUBS["double-it"]), stub], MASTER)
    assert (made.untouched, made.places["double-it"]) == (("double-it",), 8)


def test_an_answer_in_a_cell_of_another_kind_is_run():
    cells = [one | {"cell_type": "markdown"} if one["id"] == "double-it" else one for one in handed_in()]
    made = plan(cells, MASTER)
    assert (2, DONE["double-it"]) in made.cells
    assert english(made) == ["The cell of “Double” was no code cell any more; we ran it as code."]


def test_a_missing_check_is_noted():
    made = plan(without("check-double-it"), MASTER)
    assert english(made) == ["The check of “Double” was missing; the one that was handed out counts."]


@pytest.mark.parametrize(
    "change",
    [
        {"source": 'check("halve-it")'},
        {"cell_type": "markdown"},
        {"metadata": {"nbgrader": {"grade_id": "check-double-it", "points": 9}}},
    ],
)
def test_a_changed_check_is_noted_and_never_run(change):
    cells = [one | change if one["id"] == "check-double-it" else one for one in handed_in()]
    made = plan(cells, MASTER)
    assert english(made) == ["The check of “Double” was changed; the one that was handed out counts."]
    assert 3 not in [number for number, _ in made.cells]
    assert plan([*handed_in(), *(one for one in cells if one["id"] == "check-double-it")], MASTER).notes == made.notes


@pytest.mark.parametrize(
    "metadata", [{"nbgrader": {"points": 2}}, {"nbgrader": {"points": 2.0}}, {"nbgrader": {}}, {}, {"nbgrader": 3}]
)
def test_a_check_that_is_worth_the_same_is_not_changed(metadata):
    cells = handed_in(check_double_it=' check("double-it")\n')
    cells = [one | {"metadata": metadata} if one["id"] == "check-double-it" else one for one in cells]
    assert plan(cells, MASTER).notes == ()


def test_answers_in_words():
    assert plan(without("why"), MASTER).answers == {"why": ""}
    assert english(plan(without("why"), MASTER)) == ["The answer to the question `why` was missing."]
    twice = [*handed_in(), cell("why", "Really because.", "markdown"), cell("why", "Write here.\n", "markdown")]
    assert plan(twice, MASTER).answers == {"why": "Because.\n\nReally because."}


def test_a_label_is_a_known_name():
    known = {"a", "b"}
    assert label({"id": "b", "metadata": {"nbgrader": {"grade_id": "a"}}}, known) == "a"
    assert label({"id": "b", "metadata": {"nbgrader": {"grade_id": "z"}}}, known) == "b"
    assert label({"id": "z", "metadata": {"nbgrader": {"grade_id": ["a"]}}}, known) == ""
    assert label({"id": "a", "metadata": {"nbgrader": ["a"]}}, known) == "a"
    assert label({"id": 3}, known) == label({}, known) == ""
