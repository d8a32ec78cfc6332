"""A large notebook is read without what nobody reads, and its cells are the same."""

import json

import pytest

from autograder.grade.handed_in import slim as slimming
from autograder.grade.handed_in.match import RefusedError, read_notebook
from autograder.grade.handed_in.slim import slim


def notebook(**more):
    cells = [
        {
            "cell_type": "code",
            "id": "a",
            "metadata": {"nbgrader": {"grade_id": "a"}},
            "source": 'x = "\\\\"\n',
            "outputs": [],
        },
        {"cell_type": "markdown", "id": "b", "metadata": {}, "source": ["한 글", ' "}]\\']},
    ]
    return {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5} | more


def read_alike(made, monkeypatch):
    data = json.dumps(made).encode()
    cells, _ = read_notebook(data)
    monkeypatch.setattr(slimming, "SMALL", 10)
    slimmed, notes = read_notebook(data)
    assert notes == []
    for one, other in zip(slimmed, cells, strict=True):
        assert {name: other[name] for name in ("cell_type", "id", "source", "metadata")} == one


@pytest.mark.parametrize("block", [1, 3, 1 << 10])
def test_the_cells_of_a_large_notebook_are_the_same(block, monkeypatch):
    monkeypatch.setattr(slimming, "_FIRST_BLOCK", block)
    monkeypatch.setattr(slimming, "_LARGEST_BLOCK", block)
    made = notebook(metadata={"x": [{}, '\\"', "\\\\", {"a": ["]", "}"]}]})
    made["cells"][0]["outputs"] = [{"text": '"\\' * 9}]
    read_alike(made, monkeypatch)


def test_millions_of_parts_in_metadata_leave_the_cells(monkeypatch):
    text = json.dumps(notebook())[:-1] + ',"x":[' + "{}," * 1_000_000 + "1]}"
    made = slim(text.encode())
    assert len(made) < 1_000
    assert [cell["id"] for cell in json.loads(made)["cells"]] == ["a", "b"]


def test_a_cells_own_metadata_keeps_what_graders_put_there():
    made = notebook()
    made["cells"][0]["metadata"]["x"] = ["y"] * 500_000
    assert json.loads(slim(json.dumps(made).encode()))["cells"][0]["metadata"] == {"nbgrader": {"grade_id": "a"}}


def test_a_text_too_long_to_run_is_said_to_be_damaged():
    made = notebook()
    made["cells"][1]["source"] = "x" * 5_000_000
    cells, notes = read_notebook(json.dumps(made).encode())
    assert [cell["id"] for cell in cells] == ["a"]
    assert [note.en for note in notes] == ["Cell 2 is damaged and was left out."]


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda text: text[:-9], "The file is not a whole notebook: it breaks off or is damaged near line 1."),
        (lambda text: text + text, "The file is not a whole notebook: it breaks off or is damaged near line 1."),
        (lambda text: "[" * len(text), "The file is not a whole notebook: it breaks off or is damaged near line 1."),
    ],
)
def test_a_large_damaged_file_is_refused_with_its_sentence(spoil, said):
    text = json.dumps(notebook(metadata={"x": "한" * 600_000}), ensure_ascii=False)
    with pytest.raises(RefusedError) as caught:
        read_notebook(spoil(text).encode())
    assert caught.value.reason.en == said
