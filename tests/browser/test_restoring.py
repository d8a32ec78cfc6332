"""Restoring into the lesson that is open: what was restored is seen or kept, whichever button of JupyterLab's question is pressed."""

import json
import re

import pytest

from dlcourse.desk import lab
from dlcourse.language import LANGUAGES
from dlcourse.record import saving
from dlcourse.widgets.dashboard._desk import RESTORE

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("restoring")]

LESSON = "00_orientation.ipynb"
ANSWER = "def column_means(X):\n    return X.mean(axis=0, keepdims=True)  # from last week\n"


def answered(path, cell="column-means"):
    tree = json.loads(path.read_text(encoding="utf-8"))
    return "from last week" in "".join(next(one["source"] for one in tree["cells"] if one["id"] == cell))


@pytest.fixture(params=LANGUAGES)
def speaks(request):
    return request.param


@pytest.fixture
def saved(tmp_path, monkeypatch, speaks):
    """A file with one answer in it."""
    monkeypatch.setenv("DLCOURSE_DATA", str(tmp_path / "data"))
    lab.hand_out(lab.lessons(speaks), tmp_path / "week" / speaks, speaks)
    lesson = tmp_path / "week" / speaks / LESSON
    tree = json.loads(lesson.read_text(encoding="utf-8"))
    next(cell for cell in tree["cells"] if cell["id"] == "column-means")["source"] = ANSWER
    lesson.write_text(json.dumps(tree), encoding="utf-8")
    saving.save(tmp_path / "week", tmp_path / "week.zip")
    return tmp_path / "week.zip"


@pytest.mark.parametrize("button", ["Revert", "Overwrite", "Cancel"])
def test_no_button_loses_what_was_restored(show, server, saved, speaks, artefacts, button):
    desk = server.folder / f"restoring-{speaks}-{button}"
    lab.hand_out(lab.lessons(speaks), desk / speaks, speaks)
    lesson, copy = desk / speaks / LESSON, desk / "restored" / f"{speaks}-{LESSON}"
    notebook = show(f"restoring-{speaks}-{button}/{speaks}/{LESSON}")
    page = notebook.window.page
    for cell in ("setup", "widget-dashboard"):
        notebook.run(cell)
    assert not answered(lesson)
    restore = notebook.cell("widget-dashboard").locator(".dlcourse-restore")
    assert restore.inner_text() == RESTORE.in_(speaks)  # and no number of files
    with page.expect_file_chooser() as choosing:
        restore.click()
    choosing.value.set_files(saved)
    said = notebook.cell("widget-dashboard").locator(".dlcourse-saved")
    said.get_by_text("F5").wait_for()
    assert re.search(r"Revert", said.inner_text())
    assert answered(lesson)
    if button == "Revert":
        notebook.window.picture(notebook.cell("widget-dashboard"), artefacts / f"restored-{speaks}.png")

    # saved by itself or by Ctrl+S; the command is done only when its question is answered
    page.evaluate("() => void window.jupyterapp.commands.execute('docmanager:save')")
    question = page.locator(".jp-Dialog")
    question.wait_for()
    if button == "Revert":
        page.screenshot(path=artefacts / f"restoring-question-{speaks}.png")
    question.get_by_role("button", name=button).click()
    question.wait_for(state="detached")
    notebook.settle()
    if button == "Revert":
        page.wait_for_function(
            "() => window.jupyterapp.shell.currentWidget.model.toJSON().cells.some(cell => cell.source.includes('from last week'))"
        )
        assert answered(lesson)
    if button == "Overwrite":
        page.wait_for_function("() => !window.jupyterapp.shell.currentWidget.model.dirty")
        assert not answered(lesson), "JupyterLab does what its button says"
    assert answered(copy), "and the copy is out of its reach"
