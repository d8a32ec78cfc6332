"""Every lesson as it is: the source runs as a script, the notebooks with answers run clean and earn everything, without network.

The first lessons run here, for whoever has no browser; `tests/browser/test_lessons.py` asks the same of all of them, in both languages.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError

from autograder import build
from dlcourse.exercises import CARDS
from dlcourse.language import LANGUAGES
from tests.offline import offline

ROOT = Path(__file__).parents[2]
SOURCES = build.sources(ROOT)
RUN_FIRST = 2  # those after it train longer
SECONDS = 300  # no promise, only an end: a busy machine takes its time


def run(notebook, folder):
    """Run a notebook in a fresh kernel that has no network; what went to stderr."""
    env = os.environ | offline(folder) | {"MPLBACKEND": "agg"}
    env.pop("DLCOURSE_LANG", None)
    client = NotebookClient(notebook, timeout=SECONDS, resources={"metadata": {"path": str(folder)}})
    client.execute(env=env)


def notebooks(source):
    return {path: nbformat.reads(text, as_version=4) for path, text in build.notebooks(source, CARDS).items()}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("source", SOURCES[:RUN_FIRST], ids=lambda path: path.stem)
def test_the_answers_run_clean_and_earn_all_points(source, language, tmp_path):
    notebook = notebooks(source)[f"solutions/{language}/{source.stem}/{source.stem}.ipynb"]
    run(notebook, tmp_path)
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    noise = [(c.id, o.text) for c in code for o in c.outputs if o.output_type == "stream" and o.name == "stderr"]
    assert noise == []
    graded = [cell for cell in code if cell.metadata.get("nbgrader", {}).get("grade")]
    earned = {c.id: [o.data["text/plain"] for o in c.outputs if o.output_type == "execute_result"] for c in graded}
    assert earned == {cell.id: [repr(cell.metadata.nbgrader.points)] for cell in graded}


@pytest.mark.rest  # the same lines run in a notebook
@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.stem)
def test_the_source_runs_as_a_script(source, tmp_path):
    env = os.environ | {"MPLBACKEND": "agg"}
    done = subprocess.run(
        [sys.executable, source], cwd=tmp_path, env=env, capture_output=True, text=True, timeout=SECONDS
    )
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.stem)
def test_a_lesson_holds_no_line_of_an_answer(source, language):
    made = notebooks(source)
    solution = made[f"solutions/{language}/{source.stem}/{source.stem}.ipynb"]
    lesson = made[f"lessons/{language}/{source.stem}/{source.stem}.ipynb"]
    answers = {line for cell in solution.cells for line in answer_lines(cell)}
    assert answers, "a lesson without an exercise would make this test empty"
    shown = "\n".join(squeezed(line) for cell in lesson.cells for line in cell.source.split("\n"))
    assert [line for line in answers if line in shown] == []
    text = json.dumps(lesson, ensure_ascii=False)
    for marker in ("BEGIN SOLUTION", "HIDDEN TESTS", "MARK SCHEME", "RUBRIC", "grade("):
        assert marker not in text


def answer_lines(cell):
    """The lines between a cell's solution markers and of a model answer, squeezed, without those that give nothing away."""
    inside = cell.cell_type == "markdown" and cell.metadata.get("nbgrader", {}).get("solution", False)
    for line in cell.source.split("\n"):
        if "### BEGIN SOLUTION" in line or "### END SOLUTION" in line:
            inside = "BEGIN" in line
        elif inside and len(squeezed(line)) > 12:
            yield squeezed(line)


def squeezed(line):
    return "".join(line.split("#")[0].split())


def test_the_kernel_really_has_no_network(tmp_path):
    reach = 'import socket\nsocket.create_connection(("192.0.2.1", 80), timeout=1)'
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(reach)])
    with pytest.raises(CellExecutionError, match="a lesson reached for the network"):
        run(notebook, tmp_path)
