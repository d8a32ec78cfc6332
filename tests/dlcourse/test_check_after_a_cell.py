"""`check` in a running notebook is about the cell as it stands, not about what an earlier run of it left behind."""

import atexit

import pytest
from IPython.core.interactiveshell import InteractiveShell

from dlcourse import language
from dlcourse.exercises import CARDS
from dlcourse.exercises.cells import Cells

RIGHT = "import numpy as np\n\ndef step(x):\n    return np.where(np.asarray(x) > 0, 1, 0)"


@pytest.fixture
def notebook():
    """A shell whose cells are watched; it runs a cell and gives what a check would say first."""
    shell = InteractiveShell()
    cells = Cells()
    shell.events.register("post_run_cell", cells.ran)

    def run(text, cell_id=None):
        shell.run_cell(text, store_history=False, silent=False, cell_id=cell_id)
        return cells.trouble(CARDS["step"], shell.user_ns)

    yield run
    atexit.unregister(shell.atexit_operations)  # which a second call would trip over
    shell.atexit_operations()


def test_a_good_cell_is_no_trouble(notebook):
    assert notebook("x = 1") is None
    assert notebook(RIGHT, "step") is None
    assert notebook("1 / 0") is None  # another cell's own affair
    assert notebook(RIGHT.replace("> 0", ">= 0")) is None  # written elsewhere: the newest counts


def test_a_cell_that_python_cannot_read(notebook):
    notebook(RIGHT, "step")
    said = notebook("def step(x):\n    return np.where(x > 0, 1, 0", "step")
    assert said.en.startswith("Python could not read the cell with `step`: SyntaxError in line 2. ")
    assert said.en.endswith("Mend it and run it, then check again.")
    assert said.ko.startswith("Python이 `step` 셀을 읽지 못했습니다. 2번째 줄에서 SyntaxError 오류가 났습니다.")
    assert "IndentationError in line 2" in notebook("def step(x):\nreturn 1", "step").en
    assert notebook(RIGHT, "step") is None


def test_a_cell_that_stops_before_its_function(notebook):
    notebook(RIGHT, "step")
    said = notebook("1 / 0\n" + RIGHT, "step")
    assert (said.en, said.ko) == (
        "The cell with `step` stopped with ZeroDivisionError before `step` was defined. "
        "Mend it and run it, then check again.",
        "`step` 셀이 `step`을(를) 정의하기 전에 ZeroDivisionError 오류로 멈추었습니다. "
        "고쳐서 실행한 뒤 다시 확인해 보세요.",
    )


def test_a_cell_that_stops_behind_its_function(notebook):
    assert notebook(RIGHT + "\n\nstep(np.zeros(2)) / nothing", "step") is None


def test_a_misspelt_name(notebook):
    notebook(RIGHT, "step")
    said = notebook(RIGHT.replace("def step", "def stpe"), "step")
    assert (said.en, said.ko) == (
        "The cell of this exercise defines `stpe`, but the task asks for `step`. Is the name misspelt?",
        "이 과제의 셀은 `stpe`을(를) 정의하는데, 과제의 이름은 `step`입니다. 이름을 잘못 쓰지 않았나요?",
    )
    assert notebook(RIGHT + "\n\ndef helper(x):\n    return x", "step") is None
    assert notebook("step = lambda x: x", "step") is None


def test_check_says_it_in_the_place_of_a_verdict(monkeypatch):
    import dlcourse.exercises as exercises

    language.use("en")
    monkeypatch.setattr(exercises._cells, "trouble", lambda card, names: exercises.Text(f"mend {card.id}", "고치세요"))
    assert str(exercises.check("step")) == "mend step"
    assert exercises.check("step", lambda x: x).verdict.status == "failed"  # asked about one function, no cell
    monkeypatch.setenv("NBGRADER_EXECUTION", "validate")
    assert exercises.check("step") == 0.0  # Validate runs every cell anew and wants points
