"""A widget that runs by itself, in a real JupyterLab: everything else stays alive, and it rests when nobody looks."""

import re
import time

import pytest

from dlcourse.widgets.stage.controls import GO, PAUSE
from dlcourse.widgets.stage.lines import COPIED
from dlcourse.widgets.stage.running import PATIENCE

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("running")]

CELLS = {
    "play": "from dlcourse import language, widgets\nlanguage.use('{language}')\nstage = widgets.playground.explore(data='xor')\nstage",
    "ask": "knob = stage.knobs['epochs']; (knob.playing, knob.value)",
    "busy": "import time\ntime.sleep({busy})",
    "paste": "",
    "ahead": "from dlcourse.widgets.stage import idle\nidle.SHARE = 0.8\nstage.sweeping.ahead",
    "begun": "print(stage.sweeping.behind, stage._runner._begun[0]['seed'], stage.words)",
    "same": "stage._runner.numbers()['logs'][-1]['loss'] == history['loss'][-1]",
}


@pytest.fixture(params=["en", "ko"])
def speaks(request):
    return request.param


@pytest.fixture
def notebook(show, server, speaks):
    cells = {cell: source.format(language=speaks, busy=PATIENCE + 1) for cell, source in CELLS.items()}
    notebook = show(server.write(f"running-{speaks}", cells))
    notebook.run("play")
    notebook.cell("play").locator(".dlcourse-says p").wait_for()
    return notebook


def output(notebook, cell):
    notebook.run(cell)
    return notebook.cell(cell).locator(".jp-OutputArea-output").inner_text().strip()


def playing(notebook):
    """Whether it plays, and after how many epochs, as the kernel says."""
    goes, epochs = re.fullmatch(r"\((True|False), (\d+)\)", output(notebook, "ask")).groups()
    return goes == "True", int(epochs)


def until(condition, seconds=60):
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "waited in vain"


def test_other_cells_and_the_pause_button_answer_while_it_plays(notebook, speaks):
    button = notebook.cell("play").locator(".dlcourse-play")
    assert button.inner_text() == GO.in_(speaks)
    button.press("Enter")
    until(lambda: playing(notebook)[1] > 5)
    assert button.inner_text() == PAUSE.in_(speaks)
    # a cell that keeps the kernel to itself holds it up, for longer than a page may be silent, and then it goes on
    notebook.run("busy")
    goes, epochs = playing(notebook)
    assert goes
    until(lambda: playing(notebook)[1] > epochs)
    button.press("Enter")
    notebook.settle()
    assert button.inner_text() == GO.in_(speaks)
    goes, epochs = playing(notebook)
    assert not goes
    says = notebook.cell("play").locator(".dlcourse-says").inner_text()
    assert re.search(r"\d+", says).group() == str(epochs)
    assert notebook.troubles() == []


def test_it_rests_when_its_output_is_gone(notebook, window):
    notebook.cell("play").locator(".dlcourse-play").press("Enter")
    until(lambda: playing(notebook)[1] > 2)
    window.page.evaluate(
        """() => {
            const cells = window.jupyterapp.shell.currentWidget.content.widgets;
            cells.find(cell => cell.model.id === 'play').model.clearExecution();
        }"""
    )
    until(lambda: not playing(notebook)[0])
    epochs = playing(notebook)[1]
    time.sleep(0.3)  # ten frames, in which one that did not rest would have gone on
    assert playing(notebook) == (False, epochs)


def test_running_its_cell_again_ends_the_run_before(notebook):
    notebook.cell("play").locator(".dlcourse-play").press("Enter")
    until(lambda: playing(notebook)[1] > 2)
    notebook.write("paste", "old = stage")
    notebook.run("paste")
    notebook.run("play")
    assert playing(notebook) == (False, 0)
    notebook.write("paste", "old._ended, old._task is None")
    until(lambda: output(notebook, "paste") == "(True, True)")


def test_the_copied_code_does_the_same_in_a_cell(notebook, window, speaks):
    window.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    stage = notebook.cell("play").locator(".dlcourse-stage")
    for _ in range(3):
        stage.locator(".dlcourse-step").press("Enter")
    notebook.settle()
    stage.locator(".dlcourse-copy").press("Enter")
    until(lambda: stage.locator(".dlcourse-copy").inner_text() == COPIED.in_(speaks))
    notebook.cell("paste").locator(".cm-content").click()
    window.page.keyboard.press("Control+V")
    until(lambda: "fit(" in notebook.cell("paste").locator(".cm-content").inner_text())
    notebook.run("paste")
    assert output(notebook, "same") == "True"
    assert notebook.troubles() == []


# what is said before and after a key, all of it before anybody else has a turn: no kernel is that fast
KEY = """() => {
    const said = () => document.querySelector('.dlcourse-says').textContent;
    const seed = document.querySelector('.dlcourse-control-seed [role=slider]'), before = said();
    seed.focus();
    seed.dispatchEvent(new KeyboardEvent('keydown', {key: 'ArrowRight', code: 'ArrowRight', keyCode: 39, bubbles: true, cancelable: true}));
    return [before, said()];
}"""


@pytest.mark.rest
@pytest.mark.parametrize("speaks", ["en"], indirect=True)
def test_a_training_that_rests_is_answered_by_the_page_and_goes_on_from_there(notebook, window, speaks):
    stage = notebook.cell("play").locator(".dlcourse-stage")
    for _ in range(3):
        stage.locator(".dlcourse-step").press("Enter")
    stage.locator(".dlcourse-control-seed [role=slider]").press("ArrowRight")  # who has moved a control moves it again
    notebook.settle()
    while output(notebook, "ahead") != "True":
        time.sleep(1)  # a question is a cell, and idle work waits until a cell is over
    before, after = window.page.evaluate(KEY)
    assert (before != after, re.search(r"\d+", after).group()) == (True, "3")
    until(lambda: output(notebook, "begun") == f"False 2 {after}")
    stage.locator(".dlcourse-step").press("Enter")
    notebook.settle()
    assert playing(notebook) == (False, 4)
    assert re.search(r"\d+", stage.locator(".dlcourse-says").inner_text()).group() == "4"
    assert notebook.troubles() == []
