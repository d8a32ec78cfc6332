"""Both doors, `autograder grade` and `nbgrader autograde`, lead to the same rows: for damaged files and emptied answers too."""

import copy
import json

import pytest

from autograder.config import ANSWER_STUB
from tests.autograder.grade.test_both_ways import rows_of
from tests.autograder.grade.whole_class import NOTEBOOK, course, grade, graded

pytestmark = [pytest.mark.slow, pytest.mark.rest, pytest.mark.xdist_group("nbgrader")]

QUESTION = "why-one-line"


def changed(notebook, change):
    made = copy.deepcopy(notebook)
    for cell in made["cells"]:
        change(cell)
    return made


def with_grading(**new):
    def change(cell):
        if "nbgrader" in cell["metadata"]:
            cell["metadata"]["nbgrader"] |= new

    return change


def answered(text):
    def change(cell):
        if cell["metadata"].get("nbgrader", {}).get("grade_id") == QUESTION:
            cell["source"] = text

    return change


def only_for(name, change):
    return lambda cell: change(cell) if cell["metadata"].get("nbgrader", {}).get("grade_id") == name else None


WAYS = {
    "emptied": answered(""),
    "spaces": answered("  \n "),
    "left_english": answered(ANSWER_STUB.en),
    "left_korean": answered(ANSWER_STUB.ko),
    "in_words": answered("because one line is not enough"),
    "odd_points": with_grading(points="many"),
    "odd_schema": with_grading(schema_version="three"),
    "odd_flags": with_grading(grade="yes", solution=None),
    "odd_grading": lambda cell: cell["metadata"].update(nbgrader="mine") if "nbgrader" in cell["metadata"] else None,
    "odd_tags": lambda cell: cell["metadata"].update(tags=7),
    "odd_id": lambda cell: cell.update(id="no id at all, with spaces " * 9),
    "odd_outputs": lambda cell: cell.update(outputs="none") if cell["cell_type"] == "code" else None,
    "odd_type": only_for("step", lambda cell: cell.update(cell_type="poem")),
}


@pytest.fixture(scope="module")
def both(tmp_path_factory, everyone):
    """The two folders, one a door."""
    folders = {}
    for way in ("autograder", "nbgrader"):
        folder = folders[way] = tmp_path_factory.mktemp(way)
        course(folder, everyone[:4])
        perfect = everyone[0].notebook
        files = {name: json.dumps(changed(perfect, change)).encode() for name, change in WAYS.items()}
        files["marked"] = b"\xef\xbb\xbf" + json.dumps(perfect).encode()
        files["no_question"] = json.dumps(
            perfect | {"cells": [c for c in perfect["cells"] if c["id"] != QUESTION]}
        ).encode()
        for name, data in files.items():
            path = folder / "submitted" / name / NOTEBOOK
            path.parent.mkdir(parents=True)
            path.write_bytes(data)
    graded(folders["autograder"], "safe", [])
    grade(folders["autograder"])

    class Named:
        def __init__(self, name):
            self.name = name

    names = sorted(path.name for path in (folders["nbgrader"] / "submitted").iterdir())
    graded(folders["nbgrader"], "safe", [Named(name) for name in names])
    return folders, names


def test_every_row_is_the_same(both):
    folders, names = both
    ours, theirs = (rows_of(folders[way]) for way in ("autograder", "nbgrader"))
    for mine, other in zip(ours, theirs, strict=True):
        assert [row for row in mine if row not in other] == [row for row in other if row not in mine] == []
    assert len(ours[2]) == len(names)


def test_an_emptied_answer_waits_for_a_person_in_both(both):
    folders, _ = both
    for folder in folders.values():
        rows = [row for row in rows_of(folder)[3] if f"'{QUESTION}'" in row]
        waiting = {row.split("'")[1] for row in rows if row.endswith(", 1)")}
        assert {"emptied", "spaces", "in_words", "no_question"} <= waiting
        assert not {"left_english", "left_korean", "untouched"} & waiting
