"""A learner's story in a real JupyterLab: wrong, hints, the answer, right, the dashboard, all work in one file, and back from it."""

import json
import zipfile

import pytest
from by_hand import Stage
from harness import DARK, LIGHT

from dlcourse.desk import lab, restoring
from dlcourse.language import LANGUAGES
from dlcourse.record import progress

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("desk")]

HAND = {"en": "keyboard", "ko": "mouse"}
WRONG = "def column_means(X):\n    return X.mean(axis=0)\n"
RIGHT = "def column_means(X):\n    return X.mean(axis=0, keepdims=True)  # mine\n"
ASK = '\nfrom dlcourse.exercises import solution\nfor _ in range({hints}):\n    hint("column-means")\nsolution("column-means")'


@pytest.mark.parametrize("language", LANGUAGES)
def test_wrong_hints_right_dashboard_save_restore(show, server, artefacts, tmp_path, monkeypatch, language):
    desk = server.folder / f"desk-{language}"
    lesson = desk / language / "00_orientation.ipynb"
    lab.hand_out(lab.lessons(language), lesson.parent, language)
    tree = json.loads(lesson.read_text(encoding="utf-8"))
    for cell in tree["cells"]:
        if cell["id"] == "setup":  # a record of its own, and Binder's reminder
            environ = {"DLCOURSE_DATA": str(tmp_path / "data"), "BINDER_SERVICE_HOST": "127.0.0.1"}
            cell["source"] = f"import os\nos.environ |= {environ}\n" + "".join(cell["source"])
    lesson.write_text(json.dumps(tree), encoding="utf-8")
    notebook = show(f"desk-{language}/{language}/00_orientation.ipynb")
    page = notebook.window.page
    for cell in ("setup", "widget-dashboard"):
        notebook.run(cell)
    stage = Stage(notebook, "widget-dashboard", HAND[language])
    begin = stage.shows()

    def answer(source):
        notebook.write("column-means", source)
        notebook.run("column-means")
        shown = notebook.cell("column-means").locator(".jp-OutputArea-output")
        return shown.last.inner_text() if shown.count() else ""

    answer(WRONG)
    notebook.run("check-column-means")
    assert {"en": "The answer opens after", "ko": "세 번째 힌트 다음에"}[language] in answer(
        WRONG + ASK.format(hints=2)
    )
    opened = answer(WRONG + ASK.format(hints=1))
    assert {"en": "What to look at.", "ko": "눈여겨볼 곳."}[language] in opened
    assert "keepdims=True" in opened
    notebook.cell("column-means").screenshot(path=artefacts / f"desk-{language}-answer.png")
    answer(RIGHT)
    notebook.run("check-column-means")

    stage.press(stage.node.locator(".dlcourse-again"))
    assert stage.changed(begin)
    stage.press(stage.node.locator(".dlcourse-table-switch"))
    notebook.settle()
    assert stage.node.locator(".dlcourse-table tbody tr").count() > 5
    entry = json.loads((tmp_path / "data" / "progress.json").read_text(encoding="utf-8"))["exercises"]["column-means"]
    assert (entry["tries"], entry["hints"], bool(entry["passed"]), bool(entry["opened"])) == (2, 3, True, True)
    assert [met["overcome"] for met in entry["mistakes"].values()] == [True]

    assert "Binder" in stage.node.locator(".dlcourse-about").inner_text()
    notebook.window.command("docmanager:save")
    link = stage.node.locator("a.dlcourse-download")
    assert not link.is_visible()
    stage.press(stage.node.locator(".dlcourse-save"))
    link.wait_for()
    said = stage.node.locator(".dlcourse-saved")
    assert (said.get_attribute("role"), said.get_attribute("aria-live")) == ("status", "polite")
    with page.expect_download() as download:
        stage.press(link)
    file = tmp_path / download.value.suggested_filename
    download.value.save_as(file)
    (written,) = desk.glob("dlcourse-save-*.zip")
    assert file.read_bytes() == written.read_bytes()
    assert zipfile.ZipFile(file).testzip() is None
    for theme, name in ((LIGHT, "light"), (DARK, "dark")):
        notebook.window.theme(theme)
        notebook.window.picture(stage.node, artefacts / f"desk-{language}-{name}.png")
    notebook.window.theme(LIGHT)
    assert notebook.troubles() == []

    monkeypatch.setenv("DLCOURSE_DATA", str(tmp_path / "another machine"))
    restoring.restore(file, tmp_path / "there")
    back = json.loads((tmp_path / "there" / language / "00_orientation.ipynb").read_text(encoding="utf-8"))
    assert [RIGHT.strip()] == ["".join(c["source"]).strip() for c in back["cells"] if c["id"] == "column-means"]
    assert progress.read()[0].of("column-means").status == "passed"
